"""Whether two tickets had the same life."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

import servicedesk_core as sd
from servicedesk_core.testing.asserts import assert_same_history

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
TICKET = sd.open_ticket("INC1", at=MONDAY).start(at=MONDAY + HOUR, by=None)


class TestSameHistory:
    def test_a_ticket_and_its_events_are_the_same(self) -> None:
        assert_same_history(TICKET, TICKET.history)
        assert_same_history(iter(TICKET.history), TICKET)

    def test_an_instant_may_be_told_in_another_zone(self) -> None:
        there = MONDAY.astimezone(ZoneInfo("Asia/Tokyo"))
        later = there + HOUR
        told = sd.open_ticket("INC1", at=there).start(at=later, by=None)

        assert_same_history(TICKET, told)

    def test_nothing_is_the_same_as_nothing(self) -> None:
        assert_same_history([], [])


class TestDifferences:
    def test_a_field_is_named_with_both_values(self) -> None:
        held = TICKET.hold(at=MONDAY + HOUR, by=None, reason="caller")
        other = TICKET.hold(at=MONDAY + HOUR, by=None, reason="vendor")
        with pytest.raises(AssertionError) as caught:
            assert_same_history(held, other)

        assert [
            "histories differ in the reason of event 2, PutOnHold",
            "  first = <HoldReason.CALLER: 'caller'>",
            "  second = <HoldReason.VENDOR: 'vendor'>",
        ] == str(caught.value).splitlines()

    def test_an_instant_is_named(self) -> None:
        other = sd.open_ticket("INC1", at=MONDAY).start(at=MONDAY + 2 * HOUR, by=None)
        with pytest.raises(AssertionError, match=r"^histories differ in the at of ev"):
            assert_same_history(TICKET, other)

    def test_another_event_is_named(self) -> None:
        other = sd.open_ticket("INC1", at=MONDAY).note(at=MONDAY + HOUR, by=None)
        with pytest.raises(AssertionError) as caught:
            assert_same_history(TICKET, other)
        claim, first, second = str(caught.value).splitlines()

        assert "histories differ at event 1" == claim
        assert first.startswith("  first = WorkStarted(")
        assert second.startswith("  second = NoteAdded(")

    def test_a_missing_event_is_named(self) -> None:
        with pytest.raises(AssertionError) as caught:
            assert_same_history(TICKET.history[:1], TICKET)
        claim, first, second = str(caught.value).splitlines()

        assert "histories differ at event 1" == claim
        assert "  first = None" == first
        assert second.startswith("  second = WorkStarted(")
