"""Why a command is refused: every failed guard with its words."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import attrs
import pytest

from servicedesk_core.errors import (
    NaiveDatetimeError,
    Refusal,
    UnknownActionError,
    WrongTypeError,
)
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.lifecycles import Action, Lifecycle, Role, State
from servicedesk_core.tickets import Actor, Link, events
from servicedesk_core.tickets.guards import itself, missing, refusals
from servicedesk_core.timeline import to_microseconds

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
TICK = timedelta(microseconds=1)
LATEST = to_microseconds(MONDAY, "at")
DOOR = Lifecycle(
    "door",
    [State("shut", "open"), State("ajar", "open"), State("wide", "done")],
    [
        Action("push", ["shut", "ajar"], "wide", [Role.VENDOR, Role.AGENT]),
        Action("pull", ["ajar"], "shut", [Role.AGENT]),
        Action("pull", ["wide"], "ajar", [Role.SYSTEM]),
    ],
)
AGENT = Actor("anna", "agent")
SYSTEM = Actor("robot", "system")


def against(
    state: str,
    action: str,
    *,
    by: Actor | None = None,
    at: datetime = MONDAY,
    lifecycle: Lifecycle = DOOR,
) -> tuple[Refusal, ...]:
    return refusals(lifecycle, state, action, by=by, at=at, latest=LATEST)


class TestState:
    def test_a_row_from_the_state_allows(self) -> None:
        assert [against(state, "push") for state in ("shut", "ajar")] == [(), ()]

    def test_no_row_from_the_state_refuses_and_names_the_sources(self) -> None:
        message = "it starts from shut, ajar, not from wide"
        assert against("wide", "push") == (Refusal("ticket.state", message),)

    def test_the_sources_of_all_rows_are_named(self) -> None:
        message = "it starts from ajar, wide, not from shut"
        assert against("shut", "pull") == (Refusal("ticket.state", message),)

    def test_an_unknown_action_is_an_error(self) -> None:
        with pytest.raises(UnknownActionError) as caught:
            against("shut", "pus")
        actual = (caught.value.lifecycle, caught.value.action, caught.value.matches)
        assert actual == ("door", "pus", ("push",))


class TestRole:
    def test_a_role_of_the_row_allows(self) -> None:
        assert against("shut", "push", by=AGENT) == ()

    def test_nobody_is_trusted_with_every_role(self) -> None:
        assert against("wide", "pull", by=None) == ()

    def test_another_role_refuses_and_names_those_allowed(self) -> None:
        message = "robot acts as system; it takes one of: agent, vendor"
        expected = (Refusal("ticket.role", message, "by"),)
        assert against("shut", "push", by=SYSTEM) == expected

    def test_the_row_of_the_state_decides(self) -> None:
        codes = [
            [refusal.code for refusal in against("wide", "pull", by=by)]
            for by in (SYSTEM, AGENT)
        ]
        assert codes == [[], ["ticket.role"]]

    def test_without_a_row_for_the_state_the_first_decides(self) -> None:
        codes = [
            [refusal.code for refusal in against("shut", "pull", by=by)]
            for by in (AGENT, SYSTEM)
        ]
        assert codes == [["ticket.state"], ["ticket.state", "ticket.role"]]


class TestOrder:
    def test_the_instant_of_the_last_event_is_not_too_early(self) -> None:
        assert against("shut", "push", at=MONDAY) == ()

    def test_a_microsecond_before_is(self) -> None:
        message = "2026-01-05T08:59:59.999999+00:00 is earlier than the last event"
        expected = (Refusal("ticket.order", message, "at"),)
        assert against("shut", "push", at=MONDAY - TICK) == expected

    def test_a_lifecycle_may_allow_backdating(self) -> None:
        lax = attrs.evolve(DOOR, backdating=True)
        assert against("shut", "push", at=MONDAY - TICK, lifecycle=lax) == ()

    def test_a_naive_instant_is_an_error(self) -> None:
        naive = datetime(2026, 1, 5)  # noqa: DTZ001 - naive on purpose
        with pytest.raises(NaiveDatetimeError) as caught:
            against("shut", "push", at=naive)
        assert (caught.value.argument, caught.value.value) == ("at", naive)

    def test_a_date_is_an_error(self) -> None:
        day = date(2026, 1, 5)
        with pytest.raises(WrongTypeError) as caught:
            against("shut", "push", at=day)  # type: ignore[arg-type]
        assert (caught.value.argument, caught.value.value) == ("at", day)


class TestTogether:
    def test_every_reason_is_listed_state_role_order(self) -> None:
        found = against("wide", "push", by=SYSTEM, at=MONDAY - TICK)
        assert [(refusal.code, refusal.field) for refusal in found] == [
            ("ticket.state", None),
            ("ticket.role", "by"),
            ("ticket.order", "at"),
        ]


class TestMissing:
    ROW = Action("push", ["shut"], None, required=("force", "left|right"))

    def test_fields_that_are_given_are_not(self) -> None:
        event = SimpleNamespace(force=1, left="hand", right=None)
        assert list(missing(self.ROW, event)) == []

    def test_zero_and_false_are_given(self) -> None:
        event = SimpleNamespace(force=0, left=None, right=False)
        assert list(missing(self.ROW, event)) == []

    @pytest.mark.parametrize("nothing", [None, "", " ", "\t\n", {}, FrozenMap()])
    def test_a_field_that_is_empty_or_blank_is(self, nothing: object) -> None:
        event = SimpleNamespace(force=nothing, left=1, right=1)
        expected = Refusal("ticket.required", "force is required", "force")
        assert list(missing(self.ROW, event)) == [expected]

    def test_a_field_that_the_event_does_not_have_is(self) -> None:
        event = SimpleNamespace(left=1)
        expected = Refusal("ticket.required", "force is required", "force")
        assert list(missing(self.ROW, event)) == [expected]

    def test_a_mapping_with_items_is_given(self) -> None:
        event = SimpleNamespace(force=FrozenMap({"site": None}), left="hand")
        assert list(missing(self.ROW, event)) == []

    def test_of_alternatives_one_is_enough(self) -> None:
        event = SimpleNamespace(force=1, left="", right="hand")
        assert list(missing(self.ROW, event)) == []

    def test_of_alternatives_none_is_not(self) -> None:
        event = SimpleNamespace(force=1, left="", right=None)
        message = "left or right is required"
        expected = Refusal("ticket.required", message, "left|right")
        assert list(missing(self.ROW, event)) == [expected]

    def test_all_that_is_missing_is_listed_in_order(self) -> None:
        event = SimpleNamespace(force=None, left=None, right=None)
        found = [refusal.field for refusal in missing(self.ROW, event)]
        assert found == ["force", "left|right"]


class TestItself:
    REFUSED = Refusal("ticket.itself", "it must be another ticket")

    @pytest.mark.parametrize(
        "event",
        [
            events.Merged(at=MONDAY, into="INC1"),
            events.Linked(at=MONDAY, link=Link("related", "INC1")),
        ],
    )
    def test_a_ticket_is_not_tied_to_itself(self, event: events.Event) -> None:
        assert list(itself("INC1", event)) == [self.REFUSED]

    @pytest.mark.parametrize(
        "event",
        [
            events.Merged(at=MONDAY, into="INC2"),
            events.Merged(at=MONDAY),
            events.Linked(at=MONDAY, link=Link("related", "INC2")),
            events.NoteAdded(at=MONDAY, text="INC1"),
        ],
    )
    def test_another_ticket_or_none_is_no_reason(self, event: events.Event) -> None:
        assert list(itself("INC1", event)) == []
