"""The same matter twice: what is a duplicate, what a repeat, and what is neither."""

from collections.abc import Hashable
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.lifecycles import Action, Lifecycle, State
from servicedesk_core.tickets import (
    Repeat,
    RepeatKind,
    Ticket,
    TicketKind,
    events,
    find_repeats,
    open_ticket,
)

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)
WEEK = 7 * DAY


def at(days: float) -> datetime:
    return MONDAY + days * DAY


def opened(name: str, days: float, *told: events.Event, by: str = "boris") -> Ticket:
    first = events.Opened(at=at(days), id=name, requester=by)
    return Ticket.fold([first, *told])


def requester(ticket: Ticket) -> Hashable:
    return ticket.requester


def found(
    *tickets: Ticket, within: timedelta = WEEK
) -> list[tuple[str, str, str, timedelta]]:
    """Return each repeat: the later one, the earlier one, the kind, the gap."""
    repeats = find_repeats(tickets, key=requester, within=within)
    return [
        (each.ticket.id, each.earlier.id, each.kind.value, each.gap) for each in repeats
    ]


def resolved(days: float) -> events.Event:
    return events.Resolved(at=at(days), code="fixed", notes="restarted")


class TestKind:
    """Whether the earlier ticket was over when the later one was opened."""

    @pytest.mark.parametrize(
        ("told", "kind", "gap"),
        [
            ([], "duplicate", 3),
            ([events.WorkStarted(at=at(1))], "duplicate", 3),
            ([events.PutOnHold(at=at(1), reason="caller")], "duplicate", 3),
            ([resolved(1)], "repeat", 2),
            ([resolved(1), events.Closed(at=at(2))], "repeat", 2),
            ([events.Closed(at=at(2))], "repeat", 1),
            ([events.Cancelled(at=at(2))], "repeat", 1),
            ([events.Merged(at=at(2), into="INC9")], "repeat", 1),
            ([resolved(1), events.Reopened(at=at(2))], "duplicate", 3),
            (
                [resolved(1), events.Reopened(at=at(1)), resolved(2)],
                "repeat",
                1,
            ),
        ],
    )
    def test_it_is_a_duplicate_of_what_is_open_and_a_repeat_of_what_is_over(
        self, told: list[events.Event], kind: str, gap: int
    ) -> None:
        earlier = opened("INC1", 0, *told)
        expected = [("INC2", "INC1", kind, gap * DAY)]
        assert found(earlier, opened("INC2", 3)) == expected

    @pytest.mark.parametrize(
        ("told", "kind", "gap"),
        [
            ([resolved(4)], "duplicate", 3 * DAY),
            ([resolved(1), events.Reopened(at=at(4))], "repeat", 2 * DAY),
            ([events.Cancelled(at=at(3) + TICK)], "duplicate", 3 * DAY),
            ([events.Cancelled(at=at(3))], "repeat", timedelta()),
        ],
    )
    def test_what_happened_to_the_earlier_one_later_is_not_known(
        self, told: list[events.Event], kind: str, gap: timedelta
    ) -> None:
        earlier = opened("INC1", 0, *told)
        expected = [("INC2", "INC1", kind, gap)]
        assert found(earlier, opened("INC2", 3)) == expected

    def test_what_was_over_from_the_start_counts_from_its_opening(self) -> None:
        noted = Lifecycle("note", [State("filed", "done")], [Action("note", ["filed"])])
        earlier = open_ticket("N1", at=at(0), requester="boris", lifecycle=noted)
        expected = [("INC2", "N1", "duplicate", 3 * DAY)]
        assert found(earlier, opened("INC2", 3)) == expected

    def test_what_was_solved_in_an_open_state_is_open(self) -> None:
        door = Lifecycle("door", [State("shut", "open")], [Action("push", ["shut"])])
        first = events.Opened(at=at(0), id="D1", requester="boris")
        earlier = Ticket.fold([first, resolved(1)], lifecycle=door)
        expected = [("INC2", "D1", "duplicate", 3 * DAY)]
        assert found(earlier, opened("INC2", 3)) == expected

    @pytest.mark.parametrize("kind", TicketKind)
    def test_tickets_of_any_kind_may_repeat(self, kind: TicketKind) -> None:
        tickets = [
            open_ticket(name, at=at(day), kind=kind, requester="boris")
            for day, name in enumerate(["T1", "T2"])
        ]
        assert found(*tickets) == [("T2", "T1", "duplicate", DAY)]

    def test_the_words_are_stable(self) -> None:
        assert [str(kind) for kind in RepeatKind] == ["duplicate", "repeat"]


class TestWindow:
    @pytest.mark.parametrize(
        ("within", "ids"), [(WEEK, ["INC2"]), (WEEK - TICK, []), (timedelta(), [])]
    )
    def test_a_duplicate_is_opened_within_it(
        self, within: timedelta, ids: list[str]
    ) -> None:
        repeats = found(opened("INC1", 0), opened("INC2", 7), within=within)
        assert [repeat[0] for repeat in repeats] == ids

    @pytest.mark.parametrize(
        ("within", "ids"), [(WEEK, ["INC2"]), (WEEK - TICK, []), (timedelta(), [])]
    )
    def test_a_repeat_is_opened_within_it_of_the_end(
        self, within: timedelta, ids: list[str]
    ) -> None:
        tickets = (opened("INC1", -20, resolved(0)), opened("INC2", 7))
        assert [repeat[0] for repeat in found(*tickets, within=within)] == ids

    def test_no_time_at_all_is_for_those_opened_at_once(self) -> None:
        tickets = (opened("INC1", 0), opened("INC2", 0))
        expected = [("INC2", "INC1", "duplicate", timedelta())]
        assert found(*tickets, within=timedelta()) == expected

    def test_it_is_measured_in_instants(self) -> None:
        berlin = ZoneInfo("Europe/Berlin")
        first, second = (
            open_ticket(
                name, at=datetime(2026, 3, day, 12, tzinfo=berlin), requester="boris"
            )
            for name, day in (("INC1", 28), ("INC2", 29))
        )
        # The clocks lose an hour that night.
        ((_, _, _, gap),) = found(first, second)
        assert gap == timedelta(hours=23)

    def test_a_negative_one_is_refused(self) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            find_repeats([], key=requester, within=-TICK)
        error = caught.value
        actual = (error.argument, error.value, error.wanted)
        assert actual == ("within", -TICK, "zero or more")

    @pytest.mark.parametrize("within", [7, None, "week"])
    def test_it_is_a_duration(self, within: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            find_repeats([], key=requester, within=within)
        assert (caught.value.argument, caught.value.value) == ("within", within)


class TestKey:
    def test_another_key_is_another_matter(self) -> None:
        tickets = (opened("INC1", 0), opened("INC2", 1, by="clara"))
        assert found(*tickets) == []

    def test_a_ticket_without_one_is_like_no_other(self) -> None:
        tickets = [open_ticket(name, at=at(0), by=None) for name in ("INC1", "INC2")]
        assert found(*tickets) == []

    def test_it_stands_in_the_way_of_no_other(self) -> None:
        nobody = open_ticket("INC2", at=at(1), by=None)
        tickets = (opened("INC1", 0), nobody, opened("INC3", 2))
        assert found(*tickets) == [("INC3", "INC1", "duplicate", 2 * DAY)]

    def test_it_may_be_of_several_parts(self) -> None:
        tickets = [
            open_ticket(
                f"INC{n}", at=at(n), requester="boris", attributes={"category": what}
            )
            for n, what in enumerate(["disk", "mail", "disk"])
        ]
        repeats = find_repeats(
            tickets,
            key=lambda ticket: (ticket.requester, ticket.attributes["category"]),
            within=WEEK,
        )
        assert [(each.ticket, each.earlier) for each in repeats] == [
            (tickets[2], tickets[0])
        ]

    @pytest.mark.parametrize("nothing", [0, "", False, ()])
    def test_a_key_that_is_false_is_one(self, nothing: Hashable) -> None:
        tickets = (opened("INC1", 0), opened("INC2", 1))
        repeats = find_repeats(tickets, key=lambda _: nothing, within=WEEK)
        assert [each.ticket.id for each in repeats] == ["INC2"]


class TestOrder:
    def test_tickets_may_come_in_any(self) -> None:
        tickets = [opened(f"INC{day}", day) for day in range(3)]
        expected = [
            ("INC1", "INC0", "duplicate", DAY),
            ("INC2", "INC1", "duplicate", DAY),
        ]
        assert [found(*order) for order in permutations(tickets)] == [expected] * 6

    def test_each_is_held_against_the_latest_before_it(self) -> None:
        tickets = (opened("INC1", 0), opened("INC2", 1, resolved(1)), opened("INC3", 3))
        assert found(*tickets)[1] == ("INC3", "INC2", "repeat", 2 * DAY)

    def test_the_latest_counts_even_beyond_the_window(self) -> None:
        tickets = (opened("INC1", 0), opened("INC2", 9), opened("INC3", 10))
        assert found(*tickets) == [("INC3", "INC2", "duplicate", DAY)]

    def test_those_opened_at_once_stay_in_the_order_given(self) -> None:
        tickets = (opened("INC2", 0), opened("INC1", 0))
        assert found(*tickets) == [("INC1", "INC2", "duplicate", timedelta())]

    def test_the_two_readings_of_a_repeated_hour_are_in_order(self) -> None:
        first = datetime(2026, 10, 25, 2, 50, tzinfo=ZoneInfo("Europe/Berlin"))
        second = first.replace(minute=10, fold=1)
        tickets = [
            open_ticket(name, at=instant, requester="boris")
            for name, instant in (("INC2", second), ("INC1", first))
        ]
        gap = timedelta(minutes=20)
        assert found(*tickets) == [("INC2", "INC1", "duplicate", gap)]

    @pytest.mark.parametrize("tickets", [[], [opened("INC1", 0)]])
    def test_one_ticket_repeats_nothing(self, tickets: list[Ticket]) -> None:
        assert find_repeats(iter(tickets), key=requester, within=WEEK) == ()


class TestRepeat:
    def test_it_is_a_value_that_does_not_change(self) -> None:
        one, other = (
            find_repeats(
                [opened("INC1", 0), opened("INC2", 1)], key=requester, within=WEEK
            )[0]
            for _ in range(2)
        )
        assert (one, hash(one)) == (other, hash(other))
        expected = Repeat(
            opened("INC2", 1), opened("INC1", 0), RepeatKind.DUPLICATE, DAY
        )
        assert one == expected
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            one.gap = WEEK  # type: ignore[misc]
