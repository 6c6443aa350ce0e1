"""Who held a ticket how long."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.desk import Attribution, Holding, Share, attribution
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.tickets import Ticket, open_ticket

HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)
ZERO = timedelta()
BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
TUESDAY = MONDAY + 24 * HOUR
DESK = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
ALWAYS = ServiceCalendar.always()


def opened(at: datetime = MONDAY, group: str | None = "desk") -> Ticket:
    return open_ticket("INC7", at=at, group=group)


def passed_on() -> Ticket:
    """From the desk to the network and back, on hold over the night."""
    return (
        opened()
        .assign(at=MONDAY + 2 * HOUR, by=None, group="network", agent="carol")
        .hold(at=MONDAY + 4 * HOUR, by=None, reason="vendor")
        .resume(at=TUESDAY + HOUR, by=None)
        .assign(at=TUESDAY + 2 * HOUR, by=None, group="desk")
    )


def rows(
    ticket: Ticket, now: datetime, calendar: ServiceCalendar = DESK
) -> list[tuple[Any, ...]]:
    return [
        (row.group, row.agent, row.state, row.service / HOUR, row.wall / HOUR)
        for row in attribution(ticket, calendar, now=now).rows
    ]


class TestRows:
    def test_each_change_of_hands_or_state_begins_one(self) -> None:
        assert [
            ("desk", None, "new", 2, 2),
            ("network", "carol", "new", 2, 2),
            ("network", "carol", "on_hold", 5, 21),
            ("network", "carol", "in_progress", 1, 1),
            ("desk", None, "in_progress", 1, 1),
        ] == rows(passed_on(), TUESDAY + 3 * HOUR)

    def test_a_row_has_all_the_facts(self) -> None:
        found = attribution(opened(), DESK, now=TUESDAY, tiers={"desk": 1})
        expected = Holding(
            start=MONDAY,
            end=TUESDAY,
            group="desk",
            agent=None,
            tier=1,
            state="new",
            service=8 * HOUR,
            wall=24 * HOUR,
        )

        assert Attribution((expected,)) == found

    def test_what_changes_neither_hands_nor_state_begins_none(self) -> None:
        ticket = opened().note(at=MONDAY + HOUR, by=None, text="seen")

        assert [("desk", None, "new", 2, 2)] == rows(ticket, MONDAY + 2 * HOUR)

    def test_what_is_over_at_once_is_none(self) -> None:
        """Several changes at one instant: the last one has the time that follows."""
        at = MONDAY + HOUR
        ticket = opened().assign(at=at, by=None, group="network").start(at=at, by=None)

        assert [
            ("desk", None, "new", 1, 1),
            ("network", None, "in_progress", 1, 1),
        ] == rows(ticket, MONDAY + 2 * HOUR)

    def test_what_is_taken_back_at_once_parts_nothing(self) -> None:
        at = MONDAY + HOUR
        ticket = (
            opened()
            .assign(at=at, by=None, group="network")
            .assign(at=at, by=None, group="desk")
        )

        assert [("desk", None, "new", 2, 2)] == rows(ticket, MONDAY + 2 * HOUR)

    def test_what_happens_at_the_opening_itself_has_the_first_row(self) -> None:
        ticket = opened().assign(at=MONDAY, by=None, group="network")

        assert [("network", None, "new", 1, 1)] == rows(ticket, MONDAY + HOUR)

    def test_a_group_that_has_it_twice_has_two_rows(self) -> None:
        groups = [row[0] for row in rows(passed_on(), TUESDAY + 3 * HOUR)]

        assert ["desk", "network", "network", "network", "desk"] == groups

    def test_a_closed_ticket_goes_on_in_its_last_state(self) -> None:
        ticket = (
            opened()
            .resolve(at=MONDAY + HOUR, by=None, code="fixed", notes="restarted")
            .close(at=MONDAY + 2 * HOUR, by=None)
        )

        assert ("desk", None, "closed", 6, 22) == rows(ticket, TUESDAY)[-1]


class TestTheViewpoint:
    def test_what_happens_later_is_not_known(self) -> None:
        assert [
            ("desk", None, "new", 2, 2),
            ("network", "carol", "new", 1, 1),
        ] == rows(passed_on(), MONDAY + 3 * HOUR)

    def test_what_happens_at_it_takes_no_time_yet(self) -> None:
        assert [("desk", None, "new", 2, 2)] == rows(passed_on(), MONDAY + 2 * HOUR)

    def test_a_microsecond_counts(self) -> None:
        found = attribution(passed_on(), DESK, now=MONDAY + 2 * HOUR + TICK)

        assert TICK == found.rows[-1].wall
        assert TICK == found.rows[-1].service

    @pytest.mark.parametrize("now", [MONDAY, MONDAY - HOUR])
    def test_up_to_the_opening_there_is_nothing(self, now: datetime) -> None:
        found = attribution(opened(), DESK, now=now)

        assert () == found.rows
        assert Share(ZERO, ZERO) == found.total
        assert {} == dict(found.by("group"))

    def test_instants_are_in_its_zone(self) -> None:
        row = attribution(opened(), DESK, now=TUESDAY.astimezone(BERLIN)).rows[0]

        assert "2026-01-05T10:00:00+01:00" == row.start.isoformat()
        assert "2026-01-06T10:00:00+01:00" == row.end.isoformat()
        assert BERLIN is row.start.tzinfo

    def test_a_night_in_which_clocks_go_back_has_25_hours(self) -> None:
        start = datetime(2026, 10, 24, 12, tzinfo=BERLIN)
        found = attribution(opened(start), ALWAYS, now=start.replace(day=25))

        assert Share(25 * HOUR, 25 * HOUR) == found.total


class TestShares:
    FOUND = attribution(
        passed_on(), DESK, now=TUESDAY + 3 * HOUR, tiers={"desk": 1, "network": 2}
    )

    def test_one_key_tells_the_values_themselves(self) -> None:
        assert {
            "desk": Share(3 * HOUR, 3 * HOUR),
            "network": Share(8 * HOUR, 24 * HOUR),
        } == dict(self.FOUND.by("group"))

    @pytest.mark.parametrize(
        ("key", "values"),
        [
            ("group", ["desk", "network"]),
            ("agent", [None, "carol"]),
            ("tier", [1, 2]),
            ("state", ["new", "on_hold", "in_progress"]),
        ],
    )
    def test_values_come_in_the_order_of_their_first_rows(
        self, key: str, values: list[object]
    ) -> None:
        assert values == list(self.FOUND.by(key))

    def test_several_keys_tell_tuples_in_their_order(self) -> None:
        assert {
            (1, "new"): Share(2 * HOUR, 2 * HOUR),
            (2, "new"): Share(2 * HOUR, 2 * HOUR),
            (2, "on_hold"): Share(5 * HOUR, 21 * HOUR),
            (2, "in_progress"): Share(HOUR, HOUR),
            (1, "in_progress"): Share(HOUR, HOUR),
        } == dict(self.FOUND.by("tier", "state"))
        assert ("new", 1) in self.FOUND.by("state", "tier")

    def test_the_answer_cannot_be_changed(self) -> None:
        assert isinstance(self.FOUND.by("group"), FrozenMap)

    def test_the_total_is_that_of_the_whole_life(self) -> None:
        assert Share(11 * HOUR, 27 * HOUR) == self.FOUND.total

    def test_a_group_without_a_tier_has_none(self) -> None:
        found = attribution(
            passed_on(), DESK, now=TUESDAY + 3 * HOUR, tiers={"network": "second"}
        )

        assert [None, "second"] == list(found.by("tier"))

    def test_nobody_has_no_tier(self) -> None:
        tiers: Any = {None: 9}
        found = attribution(opened(group=None), DESK, now=TUESDAY, tiers=tiers)

        assert [None] == list(found.by("tier"))
        assert [None] == list(found.by("group"))

    @pytest.mark.parametrize(
        "keys", [(), ("service",), ("group", "owner"), ("start", "state"), ("",)]
    )
    def test_other_keys_are_refused(self, keys: tuple[str, ...]) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            self.FOUND.by(*keys)

        assert f"keys must be some of group, agent, tier, state, got {keys!r}" == str(
            caught.value
        )


class TestArguments:
    @pytest.mark.parametrize("ticket", [None, "INC7", Ticket])
    def test_what_is_no_ticket_is_refused(self, ticket: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            attribution(ticket, DESK, now=MONDAY)

        assert f"ticket must be a Ticket, got {ticket!r}" == str(caught.value)

    @pytest.mark.parametrize("calendar", [None, "Mo-Fr 09:00-17:00"])
    def test_what_is_no_calendar_is_refused(self, calendar: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            attribution(opened(), calendar, now=MONDAY)

        assert f"calendar must be a ServiceCalendar, got {calendar!r}" == str(
            caught.value
        )

    @pytest.mark.parametrize("ticket", [opened, passed_on])
    def test_a_naive_now_is_refused_by_name(self, ticket: Callable[[], Ticket]) -> None:
        with pytest.raises(NaiveDatetimeError) as caught:
            attribution(ticket(), DESK, now=MONDAY.replace(tzinfo=None))

        assert "now" == caught.value.argument
