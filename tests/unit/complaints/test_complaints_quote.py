"""What a client is told at intake, and how long it should be promised to take."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from servicedesk_core.complaints import (
    IntakeQuote,
    attainable_slack,
    history_quote,
    load_quote,
)
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.money import Money

HOUR = timedelta(hours=1)
DAY = 24 * HOUR
TICK = timedelta(microseconds=1)
NOON = datetime(2026, 1, 16, 12, tzinfo=UTC)
NAIVE = datetime(2026, 1, 16)  # noqa: DTZ001
RANGE = (Money(10, "EUR"), Money(20, "EUR"))


class TestIntakeQuote:
    def test_all_four_answers_make_it_complete(self) -> None:
        quote = IntakeQuote(
            NOON,
            NOON + HOUR,
            parts_available=False,
            queue_load=0,
            cost_estimate=Money(0, "EUR"),
            promised_at=NOON + DAY,
        )
        assert 1.0 == quote.completeness
        assert () == quote.missing
        assert HOUR == quote.time_to_quote
        assert Decimal(0) == quote.queue_load

    @pytest.mark.parametrize(
        ("told", "expected"),
        [
            ({}, 0.0),
            ({"parts_available": True}, 0.25),
            ({"queue_load": "0.8"}, 0.25),
            ({"cost_estimate": RANGE}, 0.25),
            ({"promised_at": NOON}, 0.25),
            ({"promised_at": NOON, "queue_load": 1, "parts_available": True}, 0.75),
        ],
    )
    def test_each_answer_is_a_quarter(
        self, told: dict[str, Any], expected: float
    ) -> None:
        quote = IntakeQuote(NOON, NOON, **told)
        assert expected == quote.completeness
        assert not told.keys() & set(quote.missing)
        assert 4 == len(quote.missing) + len(told)

    @pytest.mark.parametrize(
        ("actual", "expected"), [(9, -1), (10, 0), (15, 0), (20, 0), (23, 3)]
    )
    def test_the_cost_gap_is_what_leaves_the_range(
        self, actual: int, expected: int
    ) -> None:
        quote = IntakeQuote(NOON, NOON, cost_estimate=RANGE)
        assert Money(expected, "EUR") == quote.cost_gap(Money(actual, "EUR"))

    def test_one_amount_is_a_range_of_one(self) -> None:
        quote = IntakeQuote(NOON, NOON, cost_estimate=Money(10, "EUR"))
        assert (Money(10, "EUR"), Money(10, "EUR")) == quote.cost_estimate
        assert Money(1, "EUR") == quote.cost_gap(Money(11, "EUR"))
        assert Money(-1, "EUR") == quote.cost_gap(Money(9, "EUR"))

    def test_without_an_estimate_there_is_no_gap(self) -> None:
        assert IntakeQuote(NOON, NOON).cost_gap(Money(1, "EUR")) is None

    def test_the_actual_cost_is_money(self) -> None:
        with pytest.raises(WrongTypeError, match=r"actual must be Money, got 5"):
            IntakeQuote(NOON, NOON).cost_gap(5)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("values", "error", "message"),
        [
            (
                {"quoted_at": NOON - TICK},
                InvalidArgumentError,
                (
                    r"quoted_at must be not before registered_at, 2026-01-16T12:00:00"
                    r"\+00:00, got '2026-01-16T11:59:59.999999\+00:00'"
                ),
            ),
            ({"registered_at": NAIVE}, NaiveDatetimeError, r"^registered_at must be"),
            ({"quoted_at": NAIVE}, NaiveDatetimeError, r"^quoted_at must be"),
            ({"promised_at": NAIVE}, NaiveDatetimeError, r"^promised_at must be"),
            (
                {"parts_available": 1},
                WrongTypeError,
                r"parts_available must be True, False or None, got 1",
            ),
            (
                {"queue_load": -1},
                InvalidArgumentError,
                r"queue_load must be 0 or more",
            ),
            (
                {"cost_estimate": RANGE[::-1]},
                InvalidArgumentError,
                r"cost_estimate must be a most of 20 EUR or more, got '10 EUR'",
            ),
            (
                {"cost_estimate": (*RANGE, *RANGE)},
                WrongTypeError,
                r"cost_estimate must be Money, or the least and most, got \(Money",
            ),
            (
                {"cost_estimate": 10},
                WrongTypeError,
                r"cost_estimate must be Money, got 10",
            ),
        ],
    )
    def test_refuses_what_makes_no_sense(
        self, values: dict[str, Any], error: type[Exception], message: str
    ) -> None:
        given = {"registered_at": NOON, "quoted_at": NOON, **values}
        with pytest.raises(error, match=message):
            IntakeQuote(**given)


class TestLoadQuote:
    @pytest.mark.parametrize(
        ("demand", "capacity", "expected"),
        [
            (0, 100, 2 * DAY),
            (100, 100, 2 * DAY),
            (101, 100, 2 * DAY + timedelta(minutes=28, seconds=48)),
            ("150", 100.0, 3 * DAY),
            (Decimal(400), "100", 8 * DAY),
        ],
    )
    def test_is_the_base_times_the_load_above_one(
        self, demand: Any, capacity: Any, expected: timedelta
    ) -> None:
        assert expected == load_quote(2 * DAY, demand=demand, capacity=capacity)

    def test_goes_up_to_the_next_microsecond(self) -> None:
        assert 2 * TICK == load_quote(TICK, demand=4, capacity=3)

    @pytest.mark.parametrize(
        ("base", "demand", "capacity", "message"),
        [
            (-TICK, 1, 1, r"base must be zero or longer, got datetime.timedelta"),
            (DAY, -1, 1, r"demand must be 0 or more, got Decimal\('-1'\)"),
            (DAY, 1, -1, r"capacity must be 0 or more, got Decimal\('-1'\)"),
            (DAY, 1, 0, r"capacity must be above 0, got 0"),
            (
                DAY,
                10**12,
                1,
                (
                    r"demand must be a load that 24 h can be multiplied by, "
                    r"got 1000000000000"
                ),
            ),
        ],
    )
    def test_refuses_what_makes_no_sense(
        self, base: timedelta, demand: int, capacity: int, message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError, match=message):
            load_quote(base, demand=demand, capacity=capacity)

    def test_nothing_takes_no_time_under_any_load(self) -> None:
        assert timedelta() == load_quote(timedelta(), demand=9, capacity=1)


class TestHistory:
    PAST = tuple(n * HOUR for n in (9, 1, 5))

    def test_a_quote_is_a_named_quantile(self) -> None:
        assert 9 * HOUR == history_quote(self.PAST, 0.9, kind=1)
        assert 5 * HOUR == history_quote(self.PAST, 0.5, kind=7)
        assert 3 * HOUR == history_quote(self.PAST, 0.25, kind=7)

    def test_there_is_none_without_a_history(self) -> None:
        assert history_quote([], 0.9, kind=1) is None
        assert attainable_slack(DAY, [], 0.9, kind=1) is None

    def test_slack_is_what_the_limit_leaves(self) -> None:
        assert 23 * HOUR == attainable_slack(DAY, self.PAST, 0.1, kind=1)
        assert -HOUR == attainable_slack(timedelta(), self.PAST, 0, kind=1)

    @pytest.mark.parametrize(
        ("arguments", "error", "message"),
        [
            (
                (DAY, [5], 0.5),
                WrongTypeError,
                r"history must be timedelta values, got 5",
            ),
            ((DAY, [DAY], 2), InvalidArgumentError, r"share must be between 0 and 1"),
            ((5, [DAY], 0.5), WrongTypeError, r"limit must be a timedelta, got 5"),
        ],
    )
    def test_refuses_what_makes_no_sense(
        self, arguments: Any, error: type[Exception], message: str
    ) -> None:
        with pytest.raises(error, match=message):
            attainable_slack(*arguments, kind=1)

    def test_takes_one_of_the_nine_kinds(self) -> None:
        wanted = r"kind must be between 1 and 9, got 0"
        with pytest.raises(InvalidArgumentError, match=wanted):
            history_quote(self.PAST, 0.5, kind=0)
