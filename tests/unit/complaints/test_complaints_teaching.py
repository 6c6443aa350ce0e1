"""Whether a longer call that teaches the client pays."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from servicedesk_core.complaints import TAUGHT_CLIENTS, Payback, Season, payback
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.money import Money


def eur(amount: int | str) -> Money:
    return Money(amount, "EUR")


def pay(contacts_now: int = 10, contacts_next: int = 20, **rest: Any) -> Payback:
    values = {
        "extra_minutes": 2,
        "handling_minutes": 5,
        "reduction": "0.5",
        "cost_per_minute": eur(3),
        **rest,
    }
    return payback(contacts_now, contacts_next, **values)


MAY = Season(date(2025, 5, 1), date(2025, 6, 1))
WINTER = Season(date(2024, 12, 1), date(2025, 3, 1))


class TestPayback:
    def test_weighs_longer_calls_against_fewer(self) -> None:
        found = pay()
        assert eur(60) == found.invest
        assert eur(150) == found.save
        assert eur(90) == found.net
        assert Decimal(5) == found.break_even_minutes
        assert found.pays

    def test_breaks_even_at_the_minutes_told(self) -> None:
        even = pay(extra_minutes=5)
        assert eur(0) == even.net
        assert even.pays
        loss = pay(extra_minutes="5.01")
        assert eur("-0.3") == loss.net
        assert not loss.pays

    def test_no_contacts_next_season_save_nothing(self) -> None:
        found = pay(contacts_next=0)
        assert (eur(0), eur(-60)) == (found.save, found.net)
        assert Decimal(0) == found.break_even_minutes

    def test_no_contacts_now_have_no_break_even(self) -> None:
        found = pay(contacts_now=0)
        assert found.break_even_minutes is None
        assert eur(150) == found.net

    @pytest.mark.parametrize(
        ("values", "message"),
        [
            ({"contacts_now": -1}, r"contacts_now must be 0 or more, got -1"),
            ({"contacts_next": -1}, r"contacts_next must be 0 or more, got -1"),
            ({"reduction": "1.1"}, r"reduction must be between 0 and 1"),
            ({"reduction": "-0.1"}, r"reduction must be between 0 and 1"),
            ({"extra_minutes": -1}, r"extra_minutes must be 0 or more"),
            ({"handling_minutes": -1}, r"handling_minutes must be 0 or more"),
            ({"cost_per_minute": eur(-1)}, r"cost_per_minute must be 0 or more"),
        ],
    )
    def test_refuses_what_makes_no_sense(self, values: Any, message: str) -> None:
        with pytest.raises(InvalidArgumentError, match=message):
            pay(**values)


class TestSeasons:
    def test_like_is_compared_with_like(self) -> None:
        later = Season(date(2026, 5, 1), date(2026, 6, 1))
        assert eur(90) == pay(seasons=(MAY, later)).net

    def test_another_month_is_another_season(self) -> None:
        june = Season(date(2026, 6, 1), date(2026, 7, 1))
        wanted = (
            r"seasons\[1\] must be the season \[2025-05-01, 2025-06-01\) of a later "
            r"year, got '\[2026-06-01, 2026-07-01\)'"
        )
        with pytest.raises(InvalidArgumentError, match=wanted):
            pay(seasons=(MAY, june))

    @pytest.mark.parametrize("seasons", [MAY, (MAY,), (MAY, 5), [MAY, MAY]])
    def test_come_in_pairs(self, seasons: Any) -> None:
        wanted = r"seasons must be a pair of Season values, got"
        with pytest.raises(WrongTypeError, match=wanted):
            pay(seasons=seasons)

    @pytest.mark.parametrize(
        ("first", "start", "end", "expected"),
        [
            (MAY, "2026-05-01", "2026-06-01", True),
            (MAY, "2030-05-01", "2030-06-01", True),
            (MAY, "2025-05-01", "2025-06-01", False),
            (MAY, "2024-05-01", "2024-06-01", False),
            (MAY, "2026-05-02", "2026-06-01", False),
            (MAY, "2026-05-01", "2026-06-02", False),
            (MAY, "2026-05-01", "2027-06-01", False),
            (WINTER, "2025-12-01", "2026-03-01", True),
        ],
    )
    def test_recur_in_later_years(
        self, first: Season, start: str, end: str, *, expected: bool
    ) -> None:
        other = Season(date.fromisoformat(start), date.fromisoformat(end))
        assert expected is first.recurs_as(other)

    def test_end_after_their_start(self) -> None:
        day = date(2025, 5, 1)
        wanted = r"end must be after 2025-05-01, got '2025-05-01'"
        with pytest.raises(InvalidArgumentError, match=wanted):
            Season(day, day)
        at = datetime(2025, 6, 1)  # noqa: DTZ001
        with pytest.raises(WrongTypeError, match=r"end must be a date, got datetime"):
            Season(day, at)
        with pytest.raises(WrongTypeError, match=r"start must be a date, got datetime"):
            Season(at, day)


class TestPreset:
    def test_has_the_figure_of_its_source(self) -> None:
        assert {"reduction": Decimal("0.7")} == TAUGHT_CLIENTS.figures
        assert "high season" in TAUGHT_CLIENTS.source
        assert "taught on the call" in TAUGHT_CLIENTS.name
