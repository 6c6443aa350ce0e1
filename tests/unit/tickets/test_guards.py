"""Why a command is refused: every failed guard with its words."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

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
from servicedesk_core.tickets import Actor, Link, Ticket, events
from servicedesk_core.tickets.guards import (
    contradicting,
    itself,
    missing,
    refusals,
    standing,
    too_late,
)
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
NOTHING: FrozenMap[str, object] = FrozenMap()


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

    @pytest.mark.parametrize("by", ["anna", "", Role.AGENT])
    def test_nobody_but_an_actor_asks(self, by: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            against("shut", "push", by=by)
        error = caught.value
        actual = (error.argument, error.value, error.wanted)
        assert actual == ("by", by, "an Actor or None")

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


def lacking(
    row: Action, attributes: Mapping[str, object] = NOTHING, /, **fields: object
) -> list[Refusal]:
    """Return what a row misses in an event with such fields."""
    event: Any = SimpleNamespace(**fields)
    return list(missing(row, event, attributes))


def required(name: str) -> Refusal:
    return Refusal("ticket.required", f"{name} is required", name)


class TestMissing:
    ROW = Action("push", ["shut"], None, required=("force", "left|right"))

    def test_fields_that_are_given_are_not(self) -> None:
        assert lacking(self.ROW, force=1, left="hand", right=None) == []

    def test_zero_and_false_are_given(self) -> None:
        assert lacking(self.ROW, force=0, left=None, right=False) == []

    @pytest.mark.parametrize("nothing", [None, "", " ", "\t\n", {}, FrozenMap()])
    def test_a_field_that_is_empty_or_blank_is(self, nothing: object) -> None:
        found = lacking(self.ROW, force=nothing, left=1, right=1)
        assert found == [required("force")]

    def test_a_field_that_the_event_does_not_have_is(self) -> None:
        assert lacking(self.ROW, left=1) == [required("force")]

    def test_a_mapping_with_items_is_given(self) -> None:
        site = FrozenMap({"site": None})
        assert lacking(self.ROW, force=site, left="hand") == []

    def test_of_alternatives_one_is_enough(self) -> None:
        assert lacking(self.ROW, force=1, left="", right="hand") == []

    def test_of_alternatives_none_is_not(self) -> None:
        message = "left or right is required"
        expected = Refusal("ticket.required", message, "left|right")
        assert lacking(self.ROW, force=1, left="", right=None) == [expected]

    def test_all_that_is_missing_is_listed_in_order(self) -> None:
        found = lacking(self.ROW, force=None, left=None, right=None)
        assert [refusal.field for refusal in found] == ["force", "left|right"]


class TestMissingAttributes:
    ROW = Action("push", ["shut"], None, required=("attributes.category",))

    def test_they_are_looked_for_among_those_of_the_ticket(self) -> None:
        known = FrozenMap({"category": "disk"})
        assert lacking(self.ROW, known) == []

    @pytest.mark.parametrize(
        "known", [{}, {"site": "Kazan"}, {"category": None}, {"category": " "}]
    )
    def test_those_that_the_ticket_lacks_or_leaves_blank_are(
        self, known: dict[str, object]
    ) -> None:
        assert lacking(self.ROW, known) == [required("attributes.category")]

    def test_what_the_event_says_does_not_count(self) -> None:
        found = lacking(self.ROW, category="disk", attributes={"category": "disk"})
        assert found == [required("attributes.category")]

    def test_they_may_be_alternatives(self) -> None:
        row = Action("push", ["shut"], None, required=("attributes.category|force",))
        known = FrozenMap({"category": "disk"})
        actual = [lacking(row, known), lacking(row, force=1), len(lacking(row))]
        assert actual == [[], [], 1]

    def test_a_dotted_name_of_anything_else_is_a_field_of_the_event(self) -> None:
        row = Action("push", ["shut"], None, required=("site.category",))
        known = FrozenMap({"category": "disk", "site.category": "disk"})
        assert lacking(row, known) == [required("site.category")]

    @pytest.mark.parametrize("name", ["attributes", "attributes."])
    def test_without_a_name_it_is_a_field_of_the_event(self, name: str) -> None:
        row = Action("push", ["shut"], None, required=(name,))
        known = FrozenMap({"": "disk"})
        found = [lacking(row, known), lacking(row, **{name: {"site": 1}})]
        assert found == [[required(name)], []]


class TestMissingFields:
    """An action of one's own is told its fields by name."""

    ROW = Action("push", ["shut"], None, required=("force", "name"))

    def test_they_are_looked_for_by_name(self) -> None:
        told = {"force": 2, "name": "door"}
        event = events.ActionTaken(at=MONDAY, name="push", fields=told)
        assert list(missing(self.ROW, event, NOTHING)) == []

    def test_what_the_event_has_besides_does_not_count(self) -> None:
        event = events.ActionTaken(at=MONDAY, name="push", fields={"force": ""})
        expected = [required("force"), required("name")]
        assert list(missing(self.ROW, event, NOTHING)) == expected

    def test_attributes_are_those_of_the_ticket_here_too(self) -> None:
        row = Action("push", ["shut"], None, required=("attributes.site",))
        told = {"attributes.site": 1, "site": 1}
        event = events.ActionTaken(at=MONDAY, name="push", fields=told)
        found = [
            list(missing(row, event, known))
            for known in (NOTHING, FrozenMap({"site": "Kazan"}))
        ]
        assert found == [[required("attributes.site")], []]


class TestItself:
    REFUSED = Refusal("ticket.itself", "it must be another ticket")

    @pytest.mark.parametrize(
        "event",
        [
            events.Merged(at=MONDAY, into="INC1"),
            events.Linked(at=MONDAY, link=Link("related", "INC1")),
            events.Unlinked(at=MONDAY, link=Link("related", "INC1")),
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


class TestStanding:
    """Where a major incident must stand for an action."""

    NEW = Ticket.fold([events.Opened(at=MONDAY, id="INC1")])
    PROPOSED = NEW.apply(events.MajorProposed(at=MONDAY))
    ACCEPTED = PROPOSED.apply(events.MajorAccepted(at=MONDAY))
    REJECTED = PROPOSED.apply(events.MajorRejected(at=MONDAY))

    @pytest.mark.parametrize(
        ("action", "ticket"),
        [
            ("propose_major", NEW),
            ("propose_major", REJECTED),
            ("accept_major", PROPOSED),
            ("reject_major", PROPOSED),
            ("resolve", NEW),
            ("resolve", ACCEPTED),
        ],
    )
    def test_from_there_nothing_is_against_it(
        self, action: str, ticket: Ticket
    ) -> None:
        assert list(standing(action, ticket)) == []

    @pytest.mark.parametrize(
        ("action", "ticket", "wanted"),
        [
            ("propose_major", PROPOSED, "never proposed or rejected, not proposed"),
            ("propose_major", ACCEPTED, "never proposed or rejected, not accepted"),
            ("accept_major", NEW, "proposed, not none"),
            ("accept_major", ACCEPTED, "proposed, not accepted"),
            ("accept_major", REJECTED, "proposed, not rejected"),
            ("reject_major", NEW, "proposed, not none"),
            ("reject_major", ACCEPTED, "proposed, not accepted"),
            ("reject_major", REJECTED, "proposed, not rejected"),
        ],
    )
    def test_from_elsewhere_it_says_where_it_starts(
        self, action: str, ticket: Ticket, wanted: str
    ) -> None:
        message = f"it is for a major incident {wanted}"
        assert list(standing(action, ticket)) == [Refusal("ticket.major", message)]


class TestContradicting:
    """A promise or a link that is not there, or there already."""

    DUE = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    LINK = Link("related", "INC2")
    TICKET = Ticket.fold(
        [
            events.Opened(at=MONDAY, id="INC1"),
            events.PromiseMade(at=MONDAY, due=DUE),
            events.PromiseMade(at=MONDAY, due=MONDAY),
            events.Linked(at=MONDAY, link=LINK),
        ]
    )

    @pytest.mark.parametrize(
        "event",
        [
            events.PromiseKept(at=MONDAY, due=DUE),
            events.PromiseKept(at=MONDAY, due=MONDAY),
            events.PromiseKept(at=MONDAY, due=DUE.astimezone(UTC)),
            events.Unlinked(at=MONDAY, link=LINK),
            events.PromiseMade(at=MONDAY, due=MONDAY + TICK),
            events.Linked(at=MONDAY, link=Link("related", "INC3")),
            events.Linked(at=MONDAY, link=Link("child_of", "INC2")),
            events.NoteAdded(at=MONDAY),
        ],
    )
    def test_what_fits_is_no_reason(self, event: events.Event) -> None:
        assert list(contradicting(event, self.TICKET)) == []

    @pytest.mark.parametrize(
        ("due", "named"),
        [
            (DUE.replace(fold=1), "2026-10-25T02:30:00+01:00"),
            (MONDAY + TICK, "2026-01-05T09:00:00.000001+00:00"),
            (MONDAY - TICK, "2026-01-05T08:59:59.999999+00:00"),
        ],
    )
    def test_a_promise_for_another_instant_is(self, due: datetime, named: str) -> None:
        event = events.PromiseKept(at=MONDAY, due=due)
        message = f"no promise is open for {named}"
        expected = [Refusal("ticket.promise", message, "due")]
        assert list(contradicting(event, self.TICKET)) == expected

    def test_a_promise_already_kept_is(self) -> None:
        event = events.PromiseKept(at=MONDAY, due=MONDAY)
        found = list(contradicting(event, self.TICKET.apply(event)))
        assert [refusal.code for refusal in found] == ["ticket.promise"]

    @pytest.mark.parametrize(
        ("link", "named"),
        [
            (Link("related", "INC3"), "related INC3"),
            (Link("child_of", "INC2"), "child_of INC2"),
        ],
    )
    def test_a_link_that_it_lacks_is(self, link: Link, named: str) -> None:
        event = events.Unlinked(at=MONDAY, link=link)
        expected = [Refusal("ticket.link", f"it has no link {named}", "link")]
        assert list(contradicting(event, self.TICKET)) == expected

    def test_a_link_that_it_has_is(self) -> None:
        event = events.Linked(at=MONDAY, link=Link("related", "INC2"))
        message = "it has the link related INC2 already"
        expected = [Refusal("ticket.link", message, "link")]
        assert list(contradicting(event, self.TICKET)) == expected


class TestTooLate:
    DAY = timedelta(days=1)

    @pytest.mark.parametrize("at", [MONDAY, MONDAY + TICK, MONDAY + DAY])
    def test_up_to_the_end_of_the_window_it_is_not(self, at: datetime) -> None:
        assert list(too_late(MONDAY, at, self.DAY)) == []

    def test_a_microsecond_beyond_it_is(self) -> None:
        message = "it ended more than 24 h ago; open one that follows it"
        expected = [Refusal("ticket.window", message, "at")]
        assert list(too_late(MONDAY, MONDAY + self.DAY + TICK, self.DAY)) == expected

    @pytest.mark.parametrize(
        ("ended", "window"), [(MONDAY, None), (None, timedelta()), (None, None)]
    )
    def test_without_a_window_or_an_end_it_is_not(
        self, ended: datetime | None, window: timedelta | None
    ) -> None:
        assert list(too_late(ended, MONDAY + 100 * self.DAY, window)) == []

    def test_a_window_of_no_time_ends_at_once(self) -> None:
        found = [
            [refusal.code for refusal in too_late(MONDAY, at, timedelta())]
            for at in (MONDAY, MONDAY + TICK)
        ]
        assert found == [[], ["ticket.window"]]

    @pytest.mark.parametrize("ended", [MONDAY, None])
    @pytest.mark.parametrize("window", [0, 5, 1.5, "1 day", True])
    def test_a_window_is_a_duration(self, window: Any, ended: datetime | None) -> None:
        with pytest.raises(WrongTypeError) as caught:
            list(too_late(ended, MONDAY, window))
        error = caught.value
        actual = (error.argument, error.value, error.wanted)
        assert actual == ("window", window, "a timedelta")
