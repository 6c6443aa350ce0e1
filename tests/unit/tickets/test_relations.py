"""What happens between tickets: follow-ups, merges, parents and children, links."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import attrs
import pytest

from servicedesk_core.errors import InvalidArgumentError, TransitionRefusedError
from servicedesk_core.lifecycles import DIRECT_CLOSE, INCIDENT, Role
from servicedesk_core.priority import Impact, Priority, Urgency
from servicedesk_core.tickets import (
    Actor,
    HoldReason,
    Link,
    LinkKind,
    Ticket,
    TicketKind,
    events,
    follow_up,
    merge_into,
    open_ticket,
    propagate,
)

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
TICK = timedelta(microseconds=1)
ANNA = Actor("anna", "agent")
BORIS = Actor("boris", "requester")
ROBOT = Actor("robot", "system")


def at(hour: int) -> datetime:
    return MONDAY + timedelta(hours=hour)


RESOLVED = events.Resolved(at=at(2), by=ANNA, code="fixed", notes="restarted")
# state -> how a ticket opened at nine comes there by eleven
PATHS: dict[str, list[events.Event]] = {
    "new": [],
    "in_progress": [events.WorkStarted(at=at(1))],
    "on_hold": [events.PutOnHold(at=at(1), reason="evidence")],
    "resolved": [RESOLVED],
    "closed": [RESOLVED, events.Closed(at=at(2))],
    "cancelled": [events.Cancelled(at=at(2))],
    "merged": [events.Merged(at=at(2), into="INC9")],
}


def child(state: str, kind: TicketKind = TicketKind.INCIDENT) -> Ticket:
    return Ticket.fold([events.Opened(at=at(0), id="C", kind=kind), *PATHS[state]])


def parent(*told: events.Event) -> Ticket:
    return Ticket.fold([events.Opened(at=at(0), id="P"), *told])


class TestPropagate:
    """ServiceNow's table of parents and children, row by row."""

    # what happened to the parent at noon; the children it is told to, by state, and
    # what becomes of them
    ROWS: tuple[tuple[str, Ticket, dict[str, str]], ...] = (
        (
            "work starts",
            parent(events.WorkStarted(at=at(3), by=ANNA)),
            {"new": "in_progress", "on_hold": "in_progress"},
        ),
        (
            "work goes on",
            parent(
                events.PutOnHold(at=at(1), reason="vendor"),
                events.Resumed(at=at(3), by=ANNA),
            ),
            {"new": "in_progress", "on_hold": "in_progress"},
        ),
        *(
            (
                f"on hold for {reason}",
                parent(events.PutOnHold(at=at(3), by=ANNA, reason=reason)),
                dict.fromkeys(("new", "in_progress", "on_hold"), "on_hold"),
            )
            for reason in HoldReason
            if reason is not HoldReason.CALLER
        ),
        (
            "on hold for the caller",
            parent(events.PutOnHold(at=at(3), by=ANNA, reason="caller")),
            {},
        ),
        (
            "resolved",
            parent(attrs.evolve(RESOLVED, at=at(3))),
            dict.fromkeys(("new", "in_progress", "on_hold"), "resolved"),
        ),
        ("closed", parent(RESOLVED, events.Closed(at=at(3), by=ANNA)), {}),
        (
            "closed by the caller",
            parent(RESOLVED, events.Closed(at=at(3), by=BORIS)),
            {},
        ),
        (
            "closed by the clock",
            parent(RESOLVED, events.Closed(at=at(3), by=ROBOT)),
            {},
        ),
        ("cancelled", parent(events.Cancelled(at=at(3), by=ANNA, reason="r")), {}),
        ("merged", parent(events.Merged(at=at(3), by=ANNA, into="INC9")), {}),
        (
            "reopened by the caller",
            parent(RESOLVED, events.Reopened(at=at(3), by=BORIS)),
            {},
        ),
        ("a note", parent(events.NoteAdded(at=at(3), by=ANNA)), {}),
        ("a reply", parent(events.Replied(at=at(3), by=ANNA)), {}),
        ("just opened", Ticket.fold([events.Opened(at=at(3), id="P")]), {}),
    )

    @pytest.mark.parametrize(
        ("above", "changed"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
    )
    def test_what_happens_to_the_parent_passes_on_as_the_table_says(
        self, above: Ticket, changed: dict[str, str]
    ) -> None:
        after = propagate(above, [child(state) for state in PATHS])
        expected = [changed.get(state, state) for state in PATHS]
        assert [ticket.state for ticket in after] == expected

    @pytest.mark.parametrize(
        ("above", "changed"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
    )
    def test_a_child_that_it_does_not_change_is_left_as_it_was(
        self, above: Ticket, changed: dict[str, str]
    ) -> None:
        left = tuple(child(state) for state in PATHS if state not in changed)
        assert propagate(above, left) == left

    @pytest.mark.parametrize(
        "by", [None, ANNA, ROBOT], ids=["nobody", "an agent", "the system"]
    )
    def test_an_agent_s_reopening_reopens_what_was_resolved(
        self, by: Actor | None
    ) -> None:
        above = parent(RESOLVED, events.Reopened(at=at(3), by=by, reason="again"))
        (after,) = propagate(above, [child("resolved")])
        assert after.history[-1] == events.Reopened(at=at(3), reason="again")
        assert (after.state, after.reopenings) == ("in_progress", 1)

    @pytest.mark.parametrize("state", ["closed", "cancelled", "merged"])
    def test_it_takes_up_nothing_else_that_is_over(self, state: str) -> None:
        above = parent(RESOLVED, events.Reopened(at=at(3), by=ANNA))
        assert propagate(above, [child(state)]) == (child(state),)

    def test_a_reopening_on_hold_puts_the_children_on_hold(self) -> None:
        reopened = events.Reopened(at=at(3), by=ANNA, reason="r", hold="vendor")
        (after,) = propagate(parent(RESOLVED, reopened), [child("resolved")])
        assert (after.state, after.hold_reason) == ("on_hold", HoldReason.VENDOR)
        assert after.history[-1] == attrs.evolve(reopened, by=None)

    def test_but_for_the_caller_s_answer_they_go_on(self) -> None:
        reopened = events.Reopened(at=at(3), by=ANNA, reason="r", hold="caller")
        (after,) = propagate(parent(RESOLVED, reopened), [child("resolved")])
        assert (after.state, after.hold_reason) == ("in_progress", None)
        expected = events.Reopened(at=at(3), reason="r")
        assert after.history[-1] == expected

    @pytest.mark.parametrize("hold", [None, *HoldReason])
    def test_the_caller_s_reopening_stays_with_the_parent(
        self, hold: HoldReason | None
    ) -> None:
        above = parent(RESOLVED, events.Reopened(at=at(3), by=BORIS, hold=hold))
        assert propagate(above, [child("resolved")]) == (child("resolved"),)

    def test_a_hold_passes_on_with_its_reason(self) -> None:
        held = events.PutOnHold(at=at(3), by=ANNA, reason="problem")
        found = propagate(parent(held), [child("in_progress"), child("on_hold")])
        assert [ticket.hold_reason for ticket in found] == [HoldReason.PROBLEM] * 2
        expected = attrs.evolve(held, by=None)
        assert [ticket.history[-1] for ticket in found] == [expected] * 2

    def test_a_hold_for_the_caller_leaves_a_hold_for_another_reason(self) -> None:
        above = parent(events.PutOnHold(at=at(3), by=ANNA, reason="caller"))
        (after,) = propagate(above, [child("on_hold")])
        assert after.hold_reason is HoldReason.EVIDENCE

    def test_a_resolution_passes_on_with_code_and_notes(self) -> None:
        resolved = attrs.evolve(RESOLVED, at=at(3))
        (after,) = propagate(parent(resolved), [child("new")])
        actual = (after.resolution_code, after.resolution_notes, after.resolved_at)
        assert actual == ("fixed", "restarted", at(3))
        assert after.history[-1] == attrs.evolve(resolved, by=None)

    @pytest.mark.parametrize(
        ("state", "event"),
        [
            ("new", events.WorkStarted(at=at(3))),
            ("on_hold", events.Resumed(at=at(3))),
        ],
    )
    @pytest.mark.parametrize("told", [events.WorkStarted, events.Resumed])
    def test_a_child_starts_or_goes_on_as_its_state_has_it(
        self,
        told: type[events.WorkStarted | events.Resumed],
        state: str,
        event: events.Event,
    ) -> None:
        (after,) = propagate(parent(told(at=at(3), by=ANNA)), [child(state)])
        assert after.history == (*child(state).history, event)

    def test_the_caller_s_answer_lets_every_child_go_on(self) -> None:
        above = (
            parent()
            .hold(at=at(1), by=ANNA, reason="caller")
            .receive(at=at(3), by=BORIS, resume=True)
        )
        after = propagate(above, [child("new"), child("on_hold")])
        assert [ticket.state for ticket in after] == ["in_progress"] * 2


class TestChildren:
    HELD = parent(events.PutOnHold(at=at(3), by=ANNA, reason="vendor"))

    def test_they_stay_in_order(self) -> None:
        children = [open_ticket(id, at=at(0)) for id in ("C2", "C1", "C3")]  # noqa: A001
        after = propagate(self.HELD, iter(children))
        assert [ticket.id for ticket in after] == ["C2", "C1", "C3"]

    def test_there_may_be_none(self) -> None:
        assert propagate(self.HELD, []) == ()

    def test_the_tickets_given_stay_as_they_were(self) -> None:
        given = child("new")
        propagate(self.HELD, [given])
        assert given == child("new")

    @pytest.mark.parametrize("by", [None, ANNA, ROBOT])
    def test_whoever_tells_them_may_be_named(self, by: Actor | None) -> None:
        (after,) = propagate(self.HELD, [child("new")], by=by)
        expected = events.PutOnHold(at=at(3), by=by, reason="vendor")
        assert after.history[-1] == expected

    def test_and_must_be_allowed_to(self) -> None:
        with pytest.raises(TransitionRefusedError) as caught:
            propagate(self.HELD, [child("new")], by=BORIS)
        assert [each.code for each in caught.value.reasons] == ["ticket.role"]

    def test_a_later_event_of_a_child_is_a_refusal(self) -> None:
        late = child("new").note(at=at(3) + TICK, by=None)
        with pytest.raises(TransitionRefusedError) as caught:
            propagate(self.HELD, [child("new"), late])
        error = caught.value
        actual = (error.ticket, error.action, [each.code for each in error.reasons])
        assert actual == ("C", "hold", ["ticket.order"])

    def test_an_event_of_the_same_instant_is_none(self) -> None:
        (after,) = propagate(self.HELD, [child("new").note(at=at(3), by=None)])
        assert after.state == "on_hold"

    def test_a_later_event_of_a_child_that_is_left_is_none(self) -> None:
        late = child("closed").note(at=at(8), by=None)
        assert propagate(self.HELD, [late]) == (late,)

    @pytest.mark.parametrize("above", [HELD, parent()])
    def test_the_parent_is_none_of_them(self, above: Ticket) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            propagate(above, [child("new"), above])
        error = caught.value
        assert (error.argument, error.value) == ("children", above)
        assert error.wanted == "other tickets than the parent"

    def test_a_child_of_another_kind_follows_its_own_table(self) -> None:
        request = open_ticket("C", at=at(0), kind=TicketKind.SERVICE_REQUEST)
        problem = open_ticket("D", at=at(0), kind=TicketKind.PROBLEM)
        after = [
            [ticket.state for ticket in propagate(above, [request, problem])]
            for above in (
                parent(events.WorkStarted(at=at(3), by=ANNA)),
                self.HELD,
                parent(attrs.evolve(RESOLVED, at=at(3))),
            )
        ]
        expected = [["in_fulfilment", "new"], ["on_hold", "new"], ["new", "resolved"]]
        assert after == expected


class TestSince:
    ABOVE = parent(
        events.WorkStarted(at=at(3), by=ANNA),
        events.PutOnHold(at=at(4), by=ANNA, reason="vendor"),
        events.NoteAdded(at=at(5), by=ANNA),
    )

    def test_only_the_last_event_counts_by_default(self) -> None:
        assert propagate(self.ABOVE, [child("new")]) == (child("new"),)

    @pytest.mark.parametrize(
        ("since", "told"),
        [
            (0, ["WorkStarted", "PutOnHold"]),
            (1, ["WorkStarted", "PutOnHold"]),
            (2, ["PutOnHold"]),
            (3, []),
            (4, []),
        ],
    )
    def test_all_events_after_a_version_count(
        self, since: int, told: list[str]
    ) -> None:
        (after,) = propagate(self.ABOVE, [child("new")], since=since)
        assert [type(event).__name__ for event in after.history[1:]] == told

    @pytest.mark.parametrize("since", [-1, 5])
    def test_a_version_that_the_parent_never_had_is_refused(self, since: int) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            propagate(self.ABOVE, [], since=since)
        assert caught.value.value == since


class TestMerge:
    ONE = open_ticket("INC1", at=at(0))
    TWO = open_ticket("INC2", at=at(1), by=BORIS)

    def test_one_ends_and_the_other_goes_on(self) -> None:
        merged, left = merge_into(self.TWO, self.ONE, at=at(2), by=ANNA)
        assert merged == self.TWO.merge(at=at(2), by=ANNA, into="INC1")
        assert left == self.ONE.link(
            at=at(2), by=ANNA, other="INC2", kind=LinkKind.DUPLICATED_BY
        )

    def test_both_sides_tell_of_it(self) -> None:
        merged, left = merge_into(self.TWO, self.ONE, at=at(2), by=ANNA)
        assert (merged.state, merged.merged_into) == ("merged", "INC1")
        expected = ("new", (Link(LinkKind.DUPLICATED_BY, "INC2"),))
        assert (left.state, left.links) == expected

    def test_a_ticket_is_not_merged_into_itself(self) -> None:
        with pytest.raises(TransitionRefusedError) as caught:
            merge_into(self.ONE, self.ONE, at=at(2), by=ANNA)
        assert [each.code for each in caught.value.reasons] == ["ticket.itself"]

    @pytest.mark.parametrize(
        ("ticket", "survivor", "refused"),
        [
            (child("closed"), ONE, ("C", "merge", ["ticket.state"])),
            (child("merged"), ONE, ("C", "merge", ["ticket.state"])),
            (ONE, child("merged"), ("C", "link", ["ticket.state"])),
            (
                child("new").note(at=at(9), by=None),
                ONE,
                ("C", "merge", ["ticket.order"]),
            ),
            (
                ONE,
                child("new").note(at=at(9), by=None),
                ("C", "link", ["ticket.order"]),
            ),
        ],
    )
    def test_it_takes_two_that_can(
        self, ticket: Ticket, survivor: Ticket, refused: tuple[str, str, list[str]]
    ) -> None:
        with pytest.raises(TransitionRefusedError) as caught:
            merge_into(ticket, survivor, at=at(8), by=ANNA)
        error = caught.value
        codes = [each.code for each in error.reasons]
        assert (error.ticket, error.action, codes) == refused

    @pytest.mark.parametrize("state", ["resolved", "closed", "cancelled"])
    def test_the_other_may_be_over(self, state: str) -> None:
        _, left = merge_into(self.ONE, child(state), at=at(8), by=ANNA)
        assert left.state == state

    def test_a_requester_merges_nothing(self) -> None:
        with pytest.raises(TransitionRefusedError) as caught:
            merge_into(self.TWO, self.ONE, at=at(2), by=BORIS)
        assert [each.code for each in caught.value.reasons] == ["ticket.role"]


class TestFollowUp:
    FIRST = (
        open_ticket(
            "INC1",
            at=at(0),
            by=ANNA,
            requester="boris",
            impact=Impact.HIGH,
            urgency=Urgency.LOW,
            group="net",
            channel="phone",
            attributes={"site": "Kazan"},
            lifecycle=INCIDENT.with_action(DIRECT_CLOSE),
        )
        .set_owner(at=at(0), by=ANNA, owner="dora")
        .assign(at=at(1), by=ANNA, group="db", agent="clara")
        .prioritise(at=at(1), by=ANNA, priority=Priority.CRITICAL, reason="vip")
        .link(at=at(1), by=ANNA, other="INC0")
        .resolve(at=at(2), by=ANNA, code="fixed", notes="restarted")
    )
    SECOND = follow_up(FIRST, "INC2", at=at(9), by=BORIS)

    def test_it_takes_over_what_still_holds(self) -> None:
        assert self.SECOND.history == (
            events.Opened(
                at=at(9),
                id="INC2",
                by=BORIS,
                requester="boris",
                impact=Impact.HIGH,
                urgency=Urgency.LOW,
                priority=Priority.CRITICAL,
                group="db",
                attributes={"site": "Kazan"},
            ),
            events.Linked(at=at(9), link=Link(LinkKind.FOLLOWS, "INC1")),
        )

    def test_the_rest_begins_anew(self) -> None:
        new = self.SECOND
        actual = (new.state, new.agent, new.owner, new.resolved_at, new.reopenings)
        assert actual == ("new", None, None, None, 0)
        assert (new.lifecycle, new.contacts) == (self.FIRST.lifecycle, 1)

    def test_the_former_one_stays_as_it_was(self) -> None:
        former = self.FIRST
        follow_up(former, "INC2", at=at(9))
        assert (former.state, former.links) == ("resolved", (Link("related", "INC0"),))

    def test_nobody_need_open_it(self) -> None:
        new = follow_up(self.FIRST, "INC2", at=at(9))
        assert (new.history[0].by, new.requester) == (None, "boris")

    @pytest.mark.parametrize("role", Role)
    def test_anybody_may(self, role: Role) -> None:
        by = Actor("x", role)
        new = follow_up(self.FIRST, "INC2", at=at(9), by=by)
        assert (new.history[0].by, new.requester) == (by, "boris")

    @pytest.mark.parametrize("kind", TicketKind)
    def test_it_is_of_the_same_kind(self, kind: TicketKind) -> None:
        former = open_ticket("T1", at=at(0), kind=kind)
        new = follow_up(former, "T2", at=at(9))
        assert (new.kind, new.lifecycle) == (kind, former.lifecycle)

    def test_none_follows_itself(self) -> None:
        with pytest.raises(TransitionRefusedError) as caught:
            follow_up(self.FIRST, "INC1", at=at(9))
        assert [each.code for each in caught.value.reasons] == ["ticket.itself"]


class TestLinks:
    """Relations that are made, and taken back."""

    TWICE = (
        open_ticket("INC1", at=at(0))
        .link(at=at(1), by=ANNA, other="INC2", kind="parent_of")
        .link(at=at(1), by=ANNA, other="INC3")
    )

    def test_one_may_be_taken_back(self) -> None:
        left = self.TWICE.unlink(at=at(2), by=ANNA, other="INC2", kind="parent_of")
        assert left.links == (Link(LinkKind.RELATED, "INC3"),)

    @pytest.mark.parametrize(
        ("other", "kind"), [("INC2", "parent_of"), ("INC3", "related")]
    )
    def test_none_is_made_twice(self, other: str, kind: str) -> None:
        with pytest.raises(TransitionRefusedError) as caught:
            self.TWICE.link(at=at(2), by=ANNA, other=other, kind=kind)
        found = [(each.code, each.field) for each in caught.value.reasons]
        assert found == [("ticket.link", "link")]

    def test_two_of_different_kinds_may_be(self) -> None:
        more = self.TWICE.link(at=at(2), by=ANNA, other="INC2")
        assert more.links[2] == Link(LinkKind.RELATED, "INC2")

    def test_it_may_be_made_again(self) -> None:
        again = self.TWICE.unlink(at=at(2), by=ANNA, other="INC3").link(
            at=at(2), by=ANNA, other="INC3"
        )
        assert again.links == self.TWICE.links

    @pytest.mark.parametrize(
        "unlink",
        [
            lambda t: t.unlink(at=at(2), by=ANNA, other="INC2"),
            lambda t: t.unlink(at=at(2), by=ANNA, other="INC3", kind="parent_of"),
            lambda t: t.unlink(at=at(2), by=ANNA, other="INC4"),
        ],
    )
    def test_one_that_it_lacks_may_not(
        self, unlink: Callable[[Ticket], Ticket]
    ) -> None:
        with pytest.raises(TransitionRefusedError) as caught:
            unlink(self.TWICE)
        found = [(each.code, each.field) for each in caught.value.reasons]
        assert found == [("ticket.link", "link")]
