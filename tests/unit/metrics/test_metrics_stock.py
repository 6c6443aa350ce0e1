"""Ages, backlogs and the laws of stocks."""

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.metrics import (
    Bucket,
    ReopenedAs,
    ageing,
    backlog,
    backlog_counts,
    backlog_flow,
    littles_law,
)
from unit.metrics.metrics_cases import (
    ANNA,
    DAY,
    HOUR,
    MONDAY,
    TICK,
    closed,
    opened,
    reopened,
    solved,
)

NAIVE = datetime(2026, 1, 5)  # noqa: DTZ001


class TestAgeing:
    def test_a_published_case(self) -> None:
        found = ageing([0, 1.99, 2, 6.5, 7, 29.999, 30, 100], edges=[2, 7, 30])

        assert found.counts == (2, 2, 2, 2)
        assert (found.n, found.median, found.oldest) == (8, 6.75, 100)

    def test_buckets_are_half_open(self) -> None:
        found = ageing([2 * DAY, 2 * DAY - TICK], edges=[2 * DAY, 7 * DAY])

        assert found.buckets == (
            Bucket(timedelta(), 2 * DAY, 1),
            Bucket(2 * DAY, 7 * DAY, 1),
            Bucket(7 * DAY, None, 0),
        )
        assert (found.median, found.oldest) == (2 * DAY - TICK / 2, 2 * DAY)

    def test_without_edges_there_are_no_buckets(self) -> None:
        found = ageing([3, 1, 2])

        assert (found.buckets, found.counts) == ((), ())
        assert (found.n, found.median, found.oldest) == (3, 2, 3)

    def test_of_nothing(self) -> None:
        nothing: list[float] = []

        assert ageing(nothing).n == 0
        assert ageing(nothing).buckets == ()
        assert ageing(nothing).median is None
        assert ageing(nothing).oldest is None

    def test_of_nothing_with_edges_the_buckets_are_empty(self) -> None:
        found = ageing([], edges=[7])

        assert found.buckets == (Bucket(0, 7, 0), Bucket(7, None, 0))
        assert (found.n, found.median, found.oldest) == (0, None, None)

    def test_exact_numbers_stay_exact(self) -> None:
        ages: Any = [Fraction(1, 3), Fraction(2, 3)]

        assert ageing(ages).median == Fraction(1, 2)

    @pytest.mark.parametrize(
        ("ages", "edges", "message"),
        [
            ([1, -1], [], r"^ages must be 0 or more, got -1\.0$"),
            ([DAY, -DAY], [], r"^ages must be zero or more, got datetime"),
            ([1], [3, 3], r"^edges must be more than 3, got 3$"),
            ([1], [0], r"^edges must be more than 0, got 0$"),
            ([DAY], [timedelta()], r"^edges must be more than 0 min, got datetime"),
            ([float("nan")], [], r"^ages must be finite, got nan$"),
        ],
    )
    def test_out_of_range(
        self, ages: list[Any], edges: list[Any], message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError, match=message):
            ageing(ages, edges=edges)

    @pytest.mark.parametrize(
        ("ages", "edges", "message"),
        [
            (["old"], [], r"^ages must be a number, got 'old'$"),
            ([], ["old"], r"^edges must be a number, got 'old'$"),
            ([MONDAY], [], r"^ages must be a number, got datetime"),
            ([1, DAY], [], r"^ages must be a number, got datetime"),
            ([DAY, 1], [], r"^ages must be a timedelta, as the others are, got 1$"),
            ([DAY], [7], r"^edges must be a timedelta, as the others are, got 7$"),
        ],
    )
    def test_wrong_types(self, ages: list[Any], edges: list[Any], message: str) -> None:
        with pytest.raises(WrongTypeError, match=message):
            ageing(ages, edges=edges)


class TestBacklogOfPairs:
    @pytest.mark.parametrize(
        ("at", "n"),
        [(MONDAY - TICK, 0), (MONDAY, 1), (MONDAY + DAY - TICK, 1), (MONDAY + DAY, 0)],
    )
    def test_from_the_opening_on_and_before_the_end(self, at: datetime, n: int) -> None:
        stays = [(MONDAY, MONDAY + DAY)]

        assert backlog(stays, at=at).n == n
        assert backlog_counts(stays, instants=[at]) == (n,)

    def test_without_an_end_it_waits_on(self) -> None:
        found = backlog([(MONDAY, None), (MONDAY + DAY, None)], at=MONDAY + 3 * DAY)

        assert (found.n, found.oldest, found.median) == (2, 3 * DAY, 2.5 * DAY)
        assert found.at == MONDAY + 3 * DAY
        assert found.definition == "opened and not closed at the instant"

    def test_opened_and_ended_at_once_it_never_waits(self) -> None:
        stays = [(MONDAY, MONDAY)]

        assert backlog(stays, at=MONDAY).n == 0
        assert backlog_counts(stays, instants=[MONDAY]) == (0,)

    def test_ages_are_in_real_time(self) -> None:
        berlin = ZoneInfo("Europe/Berlin")
        # The clocks went forward in between.
        found = backlog(
            [(datetime(2026, 3, 29, 1, tzinfo=berlin), None)],
            at=datetime(2026, 3, 29, 4, tzinfo=berlin),
            edges=[3 * HOUR],
        )

        assert (found.oldest, found.ages.counts) == (2 * HOUR, (1, 0))

    def test_counts_keep_the_order_of_the_instants(self) -> None:
        stays = [(MONDAY, None), (MONDAY + DAY, None)]

        assert backlog_counts(stays, instants=[MONDAY + DAY, MONDAY]) == (2, 1)

    @pytest.mark.parametrize("question", [backlog, backlog_counts])
    def test_refused(self, question: Any) -> None:
        when = {"at": MONDAY} if question is backlog else {"instants": [MONDAY]}
        with pytest.raises(
            InvalidArgumentError, match=r"^ended must be not before the opening, 2026-"
        ):
            question([(MONDAY, MONDAY - TICK)], **when)
        wanted = r"^cases must be Tickets, or pairs of an opening and an end, got "
        for case in (5, (MONDAY,)):
            with pytest.raises(WrongTypeError, match=wanted):
                question([case], **when)
        with pytest.raises(NaiveDatetimeError, match=r"^opened must be an aware"):
            question([(NAIVE, None)], **when)
        with pytest.raises(NaiveDatetimeError, match=r"^ended must be an aware"):
            question([(MONDAY, NAIVE)], **when)
        with pytest.raises(
            InvalidArgumentError,
            match=r"^until must be one of closed, resolved, got 'x'$",
        ):
            question([], **when, until="x")

    def test_naive_instants_are_refused(self) -> None:
        with pytest.raises(NaiveDatetimeError, match=r"^at must be an aware datetime"):
            backlog([], at=NAIVE)
        with pytest.raises(NaiveDatetimeError, match=r"^instants must be an aware"):
            backlog_counts([], instants=[NAIVE])


class TestBacklogOfTickets:
    """Resolved after 1 hour, reopened after 2, resolved after 4, closed after 5."""

    TICKET = closed(
        solved(reopened(solved(opened())), MONDAY + 4 * HOUR), MONDAY + 5 * HOUR
    )

    @pytest.mark.parametrize(
        ("until", "expected"),
        [
            ("closed", [False, True, True, True, True, True, False]),
            ("resolved", [False, True, False, True, True, False, False]),
        ],
    )
    def test_a_reopened_ticket_waits_again(
        self, until: str, expected: list[bool]
    ) -> None:
        instants = [MONDAY + hours * HOUR for hours in range(-1, 6)]
        counted = backlog_counts([self.TICKET], instants=instants, until=until)
        asked = [backlog([self.TICKET], at=at, until=until).n for at in instants]

        assert list(map(int, expected)) == list(counted)
        assert list(counted) == asked

    def test_its_age_is_from_the_opening_on(self) -> None:
        found = backlog([self.TICKET], at=MONDAY + 3 * HOUR, until="resolved")

        assert found.oldest == 3 * HOUR
        assert found.definition == "opened and not resolved at the instant"

    def test_a_cancelled_ticket_waits_no_more(self) -> None:
        cancelled = opened().cancel(at=MONDAY + HOUR, by=ANNA, reason="not needed")

        for until in ("closed", "resolved"):
            found = backlog_counts(
                [cancelled, opened()], instants=[MONDAY + HOUR], until=until
            )
            assert found == (1,)


class TestFlow:
    def test_closing_is_opening_and_created_less_resolved(self) -> None:
        found = backlog_flow(120, created=340, resolved=310)

        assert (found.opening, found.came, found.resolved) == (120, 340, 310)
        assert (found.net, found.closing) == (30, 150)

    def test_reopened_ones_come_in_besides_the_created(self) -> None:
        found = backlog_flow(120, created=340, resolved=310, reopened=5)

        assert (found.came, found.closing) == (345, 155)

    def test_or_are_among_them(self) -> None:
        found = backlog_flow(
            120, created=340, resolved=310, reopened=340, reopened_as="created"
        )

        assert (found.came, found.closing) == (340, 150)

    def test_everything_may_be_resolved_but_no_more(self) -> None:
        assert backlog_flow(1, created=2, resolved=4, reopened=1).closing == 0
        with pytest.raises(
            InvalidArgumentError,
            match=r"^resolved must be at most what there was to resolve, 4, got 5$",
        ):
            backlog_flow(1, created=2, resolved=5, reopened=1)

    def test_more_reopened_than_created_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^reopened must be at most the created, 2, got 3$",
        ):
            backlog_flow(
                0, created=2, resolved=0, reopened=3, reopened_as=ReopenedAs.CREATED
            )

    @pytest.mark.parametrize("argument", ["opening", "created", "resolved", "reopened"])
    def test_negative_counts_are_refused(self, argument: str) -> None:
        counts: dict[str, Any] = dict.fromkeys(
            ("opening", "created", "resolved", "reopened"), 9
        )

        with pytest.raises(
            InvalidArgumentError, match=rf"^{argument} must be 0 or more, got -1$"
        ):
            backlog_flow(**{**counts, argument: -1})

    def test_an_unknown_way_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^reopened_as must be one of created, apart, got 'x'$",
        ):
            backlog_flow(1, created=1, resolved=1, reopened_as="x")


class TestLittlesLaw:
    def test_each_of_the_three_from_the_two_others(self) -> None:
        assert littles_law(arrival_rate=20, mean_time=4.5) == 90
        assert littles_law(wip=90, mean_time=4.5) == 20
        assert littles_law(wip=90, arrival_rate=20) == 4.5

    def test_zero_is_a_number_but_divides_nothing(self) -> None:
        assert littles_law(arrival_rate=0, mean_time=4.5) == 0
        assert littles_law(wip=0, arrival_rate=20) == 0
        with pytest.raises(
            InvalidArgumentError, match=r"^arrival_rate must be above 0, got 0\.0$"
        ):
            littles_law(wip=0, arrival_rate=0)
        with pytest.raises(
            InvalidArgumentError, match=r"^mean_time must be above 0, got 0\.0$"
        ):
            littles_law(wip=0, mean_time=0)

    @pytest.mark.parametrize(
        ("given", "came"),
        [
            ({}, r"\(\)"),
            ({"wip": 1}, r"\('wip',\)"),
            (
                {"wip": 1, "arrival_rate": 1, "mean_time": 1},
                r"\('wip', 'arrival_rate', 'mean_time'\)",
            ),
        ],
    )
    def test_any_but_two_are_refused(self, given: dict[str, float], came: str) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^arguments must be exactly two of wip, arrival_rate and mean_time, "
            rf"got {came}$",
        ):
            littles_law(**given)

    def test_a_negative_number_is_refused(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^wip must be 0 or more, got"):
            littles_law(wip=-1, mean_time=1)
