"""Complaints that come back: one chain, one first deadline."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from servicedesk_core.complaints import RepeatChain, repeat_chains
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.tickets import Link, LinkKind, Ticket, TicketKind, open_ticket

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def complaint(name: str, day: int = 0, client: str | None = "ivan") -> Ticket:
    return open_ticket(
        name, at=MONDAY + day * DAY, kind=TicketKind.COMPLAINT, requester=client
    )


def answered(ticket: Ticket, day: int) -> Ticket:
    return ticket.respond(at=MONDAY + day * DAY, by=None, outcome="rejected")


def chains(*tickets: Ticket, within: timedelta = 7 * DAY) -> tuple[RepeatChain, ...]:
    return repeat_chains(tickets, key=lambda each: each.requester, within=within)


class TestChain:
    def test_repeats_belong_to_the_first_one(self) -> None:
        one, two = complaint("C1"), complaint("C2", 3)
        three = complaint("C3", 6)

        (found,) = chains(three, one, two)

        assert ("C1", MONDAY, one) == (found.id, found.received_at, found.first)
        assert (one, two, three) == found.tickets
        assert 3 == found.level

    def test_each_is_linked_to_the_one_before(self) -> None:
        one = answered(complaint("C1"), 1)

        (found,) = chains(one, complaint("C2", 2), complaint("C3", 3))

        assert {
            "C2": Link(LinkKind.FOLLOWS, "C1"),
            "C3": Link(LinkKind.DUPLICATE_OF, "C2"),
        } == found.links

    def test_an_answer_after_which_it_comes_back_solved_nothing(self) -> None:
        one = answered(complaint("C1"), 1)
        two = answered(complaint("C2", 2), 3)

        (found,) = chains(one, two, complaint("C3", 4), complaint("C4", 5))

        assert 2 == found.unsolved

    def test_disputes_raise_the_level_as_repeats_do(self) -> None:
        one = answered(complaint("C1"), 1).dispute(
            at=MONDAY + DAY, by=None, reason="empty words"
        )

        (alone,) = chains(one)
        (found,) = chains(one, complaint("C2", 2))

        assert (2, 3) == (alone.level, found.level)

    def test_it_is_open_while_one_of_them_is(self) -> None:
        one, two = answered(complaint("C1"), 1), complaint("C2", 2)

        assert chains(one, two)[0].is_open
        assert not chains(one, answered(two, 3))[0].is_open


class TestChains:
    def test_the_oldest_comes_first(self) -> None:
        found = chains(
            complaint("C3", 2, "olga"), complaint("C2", 1, "anna"), complaint("C1")
        )

        assert ["C1", "C2", "C3"] == [each.id for each in found]
        assert [1, 1, 1] == [each.level for each in found]
        assert {} == found[0].links

    @pytest.mark.parametrize(("gap", "n"), [(7 * DAY, 1), (7 * DAY - DAY / 24, 2)])
    def test_a_gap_that_is_too_long_begins_another(
        self, gap: timedelta, n: int
    ) -> None:
        assert n == len(chains(complaint("C1"), complaint("C2", 7), within=gap))

    def test_no_key_is_like_no_other(self) -> None:
        assert 2 == len(chains(complaint("C1", 0, None), complaint("C2", 1, None)))

    def test_no_complaints_make_no_chain(self) -> None:
        assert () == chains()

    def test_two_of_one_id_are_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^tickets must be of different ids, got \['C1', 'C1'\]$",
        ):
            chains(complaint("C1"), complaint("C1", 1))

    def test_other_values_are_refused(self) -> None:
        broken: Any = [7]
        with pytest.raises(
            WrongTypeError, match=r"^tickets must be Ticket values, got 7$"
        ):
            chains(*broken)
        with pytest.raises(
            InvalidArgumentError, match=r"^within must be zero or more, got"
        ):
            chains(within=-DAY)
