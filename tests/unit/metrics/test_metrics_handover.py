"""Reopenings, transfers and bounces."""

from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.metrics import (
    bounce_rate,
    reopen_rate,
    route,
    transfer_rate,
    transfers_per_ticket,
)
from servicedesk_core.tickets import Ticket, events
from unit.metrics.metrics_cases import (
    ANNA,
    HOUR,
    MONDAY,
    closed,
    opened,
    reopened,
    solved,
)

DESK = opened(group="desk")


def moved(*groups: str) -> Ticket:
    ticket = DESK
    for group in groups:
        ticket = ticket.assign(at=MONDAY, by=ANNA, group=group)
    return ticket


class TestReopenRate:
    def test_open_tickets_are_left_out(self) -> None:
        done = solved(DESK)
        found = reopen_rate([DESK, done, reopened(done), closed(done)])

        assert (found.numerator, found.denominator, found.left_out) == (1, 3, 1)
        assert found.definition == (
            "reopened at least once, of tickets resolved or closed once"
        )

    def test_a_ticket_counts_once_however_often_it_is_reopened(self) -> None:
        again = reopened(solved(DESK))
        found = reopen_rate(
            [reopened(solved(again, MONDAY + 3 * HOUR), MONDAY + 4 * HOUR)]
        )

        assert (found.numerator, found.denominator) == (1, 1)

    def test_cancelled_tickets_came_to_an_end(self) -> None:
        cancelled = DESK.cancel(at=MONDAY, by=ANNA, reason="not needed")

        assert reopen_rate([cancelled]).value == 0.0

    def test_a_cancelled_ticket_that_came_back_counts(self) -> None:
        cancelled = DESK.cancel(at=MONDAY, by=ANNA, reason="not needed")
        again = cancelled.apply(events.Reopened(at=MONDAY + HOUR))

        assert (again.reopenings, again.closed_at) == (1, None)
        assert reopen_rate([again]).value == 1.0

    def test_of_none_it_is_undefined(self) -> None:
        assert reopen_rate([DESK]).value is None


class TestTransfers:
    def test_the_first_assignment_is_no_transfer(self) -> None:
        unassigned = opened()
        first = unassigned.assign(at=MONDAY, by=ANNA, group="desk")

        assert transfer_rate([unassigned, first]).value == 0.0

    def test_to_the_group_that_has_it_is_no_transfer(self) -> None:
        assert transfer_rate([moved("desk")]).value == 0.0

    def test_a_group_lost_and_found_again_is_no_transfer(self) -> None:
        lost = DESK.unassign(at=MONDAY, by=ANNA)
        found = lost.assign(at=MONDAY, by=ANNA, group="desk")

        assert (found.reassignments, transfer_rate([found]).value) == (2, 0.0)

    def test_another_group_is_one(self) -> None:
        tickets = [DESK, moved("network"), moved("network", "desk")]
        found = transfer_rate(tickets)

        assert (found.numerator, found.denominator) == (2, 3)
        assert found.definition == (
            "transferred to another group at least once, of all tickets"
        )

    def test_how_many_a_ticket_has(self) -> None:
        found = transfers_per_ticket([DESK, moved("network", "desk")])

        assert (found.numerator, found.denominator, found.value) == (2, 2, 1.0)
        assert found.definition == "transfers to another group per ticket"

    def test_bounces(self) -> None:
        tickets = [DESK, moved("network"), moved("network", "desk")]
        found = bounce_rate(tickets)

        assert (found.numerator, found.denominator) == (1, 3)
        assert found.definition == "back at a group that had it before, of all tickets"


class TestRoute:
    def test_a_published_history(self) -> None:
        history = ["central", "branch", "central", "central", "branch", "quality"]
        found = route(history)

        assert (found.transfers, found.bounces) == (4, 2)
        assert found.groups == {"central", "branch", "quality"}

    def test_unknown_groups_are_bridged(self) -> None:
        found = route([None, "desk", None, "desk", None, "network", None])

        assert (found.transfers, found.bounces) == (1, 0)

    def test_a_ticket_agrees_with_its_route(self) -> None:
        ticket = moved("network", "network", "desk", "vendor")
        found = route(["desk", "network", "network", "desk", "vendor"])

        assert (ticket.transfers, ticket.bounces) == (found.transfers, found.bounces)

    def test_of_nothing(self) -> None:
        found = route([])

        assert (found.transfers, found.bounces, found.groups) == (0, 0, frozenset())

    @pytest.mark.parametrize(
        ("groups", "message"),
        [
            ("desk", r"^groups must be names of groups, in a list, got 'desk'$"),
            (5, r"^groups must be names of groups, in a list, got 5$"),
            (["desk", 5], r"^groups must be names of groups, or None, got 5$"),
        ],
    )
    def test_anything_else_is_refused(self, groups: Any, message: str) -> None:
        with pytest.raises(WrongTypeError, match=message):
            route(groups)


class TestArguments:
    @pytest.mark.parametrize("metric", [reopen_rate, transfer_rate, bounce_rate])
    def test_the_confidence_is_used(self, metric: Any) -> None:
        done = solved(DESK)

        assert metric([done], confidence=0.8).confidence == 0.8
        with pytest.raises(InvalidArgumentError, match=r"^confidence must be above 0"):
            metric([done], confidence=0)

    @pytest.mark.parametrize(
        "metric", [reopen_rate, transfer_rate, bounce_rate, transfers_per_ticket]
    )
    def test_only_tickets_are_taken(self, metric: Any) -> None:
        with pytest.raises(WrongTypeError, match=r"^tickets must be Tickets, got 'x'$"):
            metric([DESK, "x"])
        with pytest.raises(
            WrongTypeError, match=r"^tickets must be Tickets, in a list, got <Ticket"
        ):
            metric(DESK)
