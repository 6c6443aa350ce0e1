"""Results as they print."""

from datetime import UTC, datetime, timedelta

import pytest

from servicedesk_core.complaints import (
    Claim,
    ComplaintDeadline,
    DeadlineRule,
    DecisionMatrix,
    Receipt,
    cost_of_failure,
    effect,
    promise_gap,
)
from servicedesk_core.money import Money

NOON = datetime(2026, 1, 16, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def rub(amount: int | str) -> Money:
    return Money(amount, "RUB")


class TestFailureCost:
    @pytest.mark.parametrize(
        ("prevention", "expected"),
        [
            (None, "700 RUB"),
            (rub(0), "700 RUB"),
            (rub(2), "700 RUB, 350 times its prevention"),
            (
                (rub("0.2"), rub("0.4")),
                "700 RUB, 1750 to 3500 times its prevention",
            ),
            ((rub(0), rub(3)), "700 RUB, at least 233.333 times its prevention"),
        ],
    )
    def test_it_is_told_with_its_ratio(
        self, prevention: Money | tuple[Money, Money] | None, expected: str
    ) -> None:
        assert expected == str(cost_of_failure([(1, rub(700))], prevention=prevention))


class TestDecision:
    def test_it_is_told_with_both_costs_and_the_reasons(self) -> None:
        matrix = DecisionMatrix(rub(500), max_amount=rub(100))
        found = matrix.decide(Claim(rub(3000), p_loss="0.01", p_grant="0.9"))
        assert str(found) == (
            "manual: to pay costs 30.00 RUB, to investigate 527.000 RUB "
            "(paying_costs_less, over_amount)"
        )


class TestDeadline:
    OWN = ComplaintDeadline(DeadlineRule(2, "calendar_days"), tz="UTC")

    @pytest.mark.parametrize(
        ("days", "expected"),
        [
            (2, "open, due 2026-01-18"),
            (3, "overdue, due 2026-01-18, 1 days overdue"),
            (5, "overdue, due 2026-01-18, 3 days overdue"),
        ],
    )
    def test_it_is_told_with_its_date(self, days: int, expected: str) -> None:
        now = NOON + days * 24 * HOUR
        assert expected == str(self.OWN.status(Receipt(NOON), now=now))


class TestPromise:
    @pytest.mark.parametrize(
        ("hours", "expected"),
        [(-2, "early by 2 h"), (0, "on time"), (3, "late by 3 h")],
    )
    def test_a_kept_one_is_told_by_its_gap(self, hours: int, expected: str) -> None:
        assert expected == str(promise_gap(NOON, NOON + hours * HOUR))

    @pytest.mark.parametrize(
        ("hours", "expected"),
        [
            (-2, "open, 2 h left"),
            (0, "open, 0 min left"),
            (3, "late by 3 h so far"),
        ],
    )
    def test_an_open_one_by_what_is_left(self, hours: int, expected: str) -> None:
        assert expected == str(promise_gap(NOON, None, now=NOON + hours * HOUR))


class TestEffect:
    def test_it_is_told_with_its_forecast(self) -> None:
        found = effect(400, before=(1000, 10_000), after=(900, 12_000))
        assert str(found) == "reduced by 300, forecast 400, realisation 75.0%"
        unhoped = effect(0, before=(1000, 10_000), after=(900, 12_000))
        assert str(unhoped) == "reduced by 300, forecast 0"
