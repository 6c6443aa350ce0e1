"""From group to group and back: reassignments, transfers and bounces."""

from datetime import UTC, datetime

import pytest

from servicedesk_core.tickets import Ticket, events, open_ticket

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)


def handed(*groups: str, start: str | None = None) -> Ticket:
    """Return a ticket after its way through groups; "" is nobody, "." the agent."""
    ticket = open_ticket("INC1", at=MONDAY, group=start)
    for group in groups:
        if group in ("", "."):
            ticket = ticket.unassign(at=MONDAY, by=None, keep_group=group == ".")
        else:
            ticket = ticket.apply(events.Assigned(at=MONDAY, group=group))
    return ticket


def counts(ticket: Ticket) -> tuple[int, int, int]:
    return ticket.reassignments, ticket.transfers, ticket.bounces


class TestCounts:
    """Reassignments, transfers, bounces."""

    @pytest.mark.parametrize(
        ("groups", "expected"),
        [
            ("", (0, 0, 0)),
            ("a", (1, 0, 0)),
            ("a a", (1, 0, 0)),
            ("a b", (2, 1, 0)),
            ("a b c", (3, 2, 0)),
            ("a b a", (3, 2, 1)),
            ("a b a b", (4, 3, 2)),
            ("a b a b a", (5, 4, 3)),
            ("a b b a", (3, 2, 1)),
            ("a b c a", (4, 3, 1)),
            ("a b c b a", (5, 4, 2)),
        ],
    )
    def test_of_a_way_through_groups(
        self, groups: str, expected: tuple[int, int, int]
    ) -> None:
        assert counts(handed(*groups.split())) == expected

    @pytest.mark.parametrize(
        ("groups", "expected"),
        [
            ([], (0, 0, 0)),
            (["a"], (0, 0, 0)),
            (["b"], (1, 1, 0)),
            ([" "], (0, 0, 0)),
            (["b", "a"], (2, 2, 1)),
        ],
    )
    def test_of_a_way_that_began_with_the_opening(
        self, groups: list[str], expected: tuple[int, int, int]
    ) -> None:
        assert counts(handed(*groups, start="a")) == expected

    @pytest.mark.parametrize(
        ("groups", "expected"),
        [
            ([""], (0, 0, 0)),
            (["a", ""], (2, 0, 0)),
            (["a", "", ""], (2, 0, 0)),
            (["a", "", "a"], (3, 0, 0)),
            (["a", "", "b"], (3, 1, 0)),
            (["a", "b", "", "a"], (4, 2, 1)),
            (["a", "b", "", "b"], (4, 1, 0)),
            (["a", "."], (1, 0, 0)),
            (["a", ".", "b"], (2, 1, 0)),
        ],
    )
    def test_of_a_way_by_nobody(
        self, groups: list[str], expected: tuple[int, int, int]
    ) -> None:
        assert counts(handed(*groups)) == expected

    @pytest.mark.parametrize("blank", ["", " "])
    def test_a_blank_group_is_nobody(self, blank: str) -> None:
        assert counts(handed("a", start=blank)) == (1, 0, 0)

    def test_the_groups_that_had_it_are_known(self) -> None:
        ticket = handed("b", "", "c", "b", "", start="a")
        actual = (ticket.groups, ticket.last_group, ticket.group)
        assert actual == (frozenset("abc"), "b", None)


class TestOwner:
    """Back to whoever answers for the ticket is no ping-pong."""

    @pytest.mark.parametrize(
        ("owner", "agent", "bounces"),
        [
            ("anna", "anna", 0),
            ("anna", "clara", 1),
            ("anna", None, 1),
            (None, "anna", 1),
            (None, None, 1),
        ],
    )
    def test_a_return_to_the_owner_is_no_bounce(
        self, owner: str | None, agent: str | None, bounces: int
    ) -> None:
        told: list[events.Event] = [
            events.Opened(at=MONDAY, id="INC1", group="a"),
            events.OwnerChanged(at=MONDAY, owner=owner),
            events.Assigned(at=MONDAY, group="b"),
            events.Assigned(at=MONDAY, group="a", agent=agent),
        ]
        assert counts(Ticket.fold(told)) == (2, 2, bounces)

    def test_the_next_return_to_another_is_one(self) -> None:
        told: list[events.Event] = [
            events.Opened(at=MONDAY, id="INC1", group="a"),
            events.OwnerChanged(at=MONDAY, owner="anna"),
            events.Assigned(at=MONDAY, group="b"),
            events.Assigned(at=MONDAY, group="a", agent="anna"),
            events.Assigned(at=MONDAY, group="b"),
        ]
        assert counts(Ticket.fold(told)) == (3, 3, 1)


class TestAgent:
    @pytest.mark.parametrize(
        ("keep_group", "expected"), [(True, ("a", None)), (False, (None, None))]
    )
    def test_who_let_it_go_has_it_no_more(
        self, expected: tuple[str | None, str | None], *, keep_group: bool
    ) -> None:
        ticket = open_ticket("INC1", at=MONDAY).assign(
            at=MONDAY, by=None, group="a", agent="anna"
        )
        after = ticket.unassign(at=MONDAY, by=None, keep_group=keep_group)
        assert (after.group, after.agent) == expected

    @pytest.mark.parametrize(
        ("group", "agent"), [(None, "anna"), ("a", "anna"), ("b", None)]
    )
    def test_a_new_group_forgets_the_agent_of_the_former_one(
        self, group: str | None, agent: str | None
    ) -> None:
        ticket = open_ticket("INC1", at=MONDAY).assign(
            at=MONDAY, by=None, group="a", agent="anna"
        )
        told = events.Assigned(at=MONDAY, group=group)
        assert ticket.apply(told).agent == agent
