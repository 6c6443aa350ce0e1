"""Happiness, time lost, impact, cost."""

from decimal import Decimal
from fractions import Fraction
from math import nan
from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.money import Money
from servicedesk_core.satisfaction import (
    ElevenPoint,
    Happiness,
    LostTime,
    Ratings,
    TenPoint,
    happiness,
    nps,
)

HISTOGRAM = dict(enumerate([0, 0, 1, 0, 1, 1, 3, 4, 10, 20, 60]))
LOST = [0, 30, 60, 150, None]
EUR = Money(40, "EUR")


def lost(minutes: Any) -> LostTime:
    found = happiness([9], lost_minutes=minutes).lost
    assert found is not None
    return found


class TestHappiness:
    def test_is_the_net_score_of_0_to_10(self) -> None:
        found = happiness(HISTOGRAM)
        assert 74 == found.value
        assert (6, 14, 80) == (found.detractors, found.passives, found.promoters)
        other = nps(HISTOGRAM)
        assert (other.low, other.high) == (found.low, found.high)
        assert "Happiness 74.0 (n=100, 95% CI 60.7..83.0)" == str(found)
        assert found.lost is None

    def test_of_nobody_is_undefined(self) -> None:
        found = happiness([], lost_minutes=[])
        assert "Happiness undefined (n=0)" == str(found)
        assert found.impact(20) is None
        assert found.cost(EUR) is None

    def test_weighs_and_has_a_confidence(self) -> None:
        found = happiness([9, 0], weights=[3, 1], confidence=0.9)
        assert (50, 0.9) == (found.value, found.confidence)

    def test_keeps_to_its_scale(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^scale must be 0\.\.10, got"):
            happiness(Ratings([9], TenPoint()))

    def test_of_other_answers_knows_no_time(self) -> None:
        found = happiness(HISTOGRAM, lost_minutes=LOST)
        other = found.of(Ratings([9], ElevenPoint()))
        assert isinstance(other, Happiness)
        assert happiness([9]) == other


class TestLostTime:
    def test_has_its_own_n(self) -> None:
        found = happiness(HISTOGRAM, lost_minutes=LOST).lost
        assert LostTime(4, 1, Fraction(240), 45.0) == found
        assert 60 == lost(LOST).mean

    def test_median_is_the_middle_one(self) -> None:
        assert 30 == lost([1000, 0, 30]).median
        assert 15 == lost([30, 1000, 0, 0]).median
        assert 7 == lost([7]).median

    def test_is_exact(self) -> None:
        found = lost([0.1, 0.2, Decimal("0.3"), nan])
        assert Fraction(6, 10) == found.total
        assert (0.2, 0.2) == (found.mean, found.median)
        assert (3, 1) == (found.n, found.missing)

    def test_of_nobody_is_undefined(self) -> None:
        found = lost([None])
        assert (None, None, 0, 1) == (
            found.mean,
            found.median,
            found.n,
            found.missing,
        )

    def test_is_not_negative(self) -> None:
        wanted = r"^lost_minutes\[1\] must be 0 or more, got -1$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            lost([0, -1])

    @pytest.mark.parametrize("minutes", ["30", b"3", 30])
    def test_comes_in_a_list(self, minutes: Any) -> None:
        wanted = r"^lost_minutes must be minutes in a list, or None, got "
        with pytest.raises(WrongTypeError, match=wanted):
            lost(minutes)


class TestImpact:
    def test_is_volume_times_the_gain(self) -> None:
        assert 400 == happiness(HISTOGRAM).impact(70)
        assert -600 == happiness(HISTOGRAM).impact(80)
        assert 4000 == happiness(HISTOGRAM).impact(70, volume=1000)
        assert 0 == happiness(HISTOGRAM).impact(70, volume=0)

    def test_refuses_values_out_of_range(self) -> None:
        wanted = r"^baseline must be between -100 and 100, got 101\.0$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            happiness([]).impact(101)
        wanted = r"^baseline must be between -100 and 100, got -101\.0$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            happiness([]).impact(-101)
        with pytest.raises(InvalidArgumentError, match=r"^volume must be 0 or more"):
            happiness([]).impact(0, volume=-1)


class TestCost:
    def test_is_hours_times_the_rate(self) -> None:
        found = happiness([9], lost_minutes=LOST)
        assert Money(160, "EUR") == found.cost(EUR)
        assert Money(400, "EUR") == found.cost(EUR, volume=10)
        assert Money(0, "EUR") == found.cost(EUR, volume=0)

    def test_is_exact(self) -> None:
        found = happiness([9], lost_minutes=[0.1, 0.2]).cost(Money(200, "EUR"))
        assert Money(1, "EUR") == found

    def test_of_no_time_is_unknown(self) -> None:
        assert happiness([9]).cost(EUR) is None
        assert happiness([9], lost_minutes=[None]).cost(EUR) is None

    def test_refuses_what_makes_no_sense(self) -> None:
        wanted = r"^rate must be Money for an hour, got 40$"
        with pytest.raises(WrongTypeError, match=wanted):
            happiness([9]).cost(40)  # type: ignore[arg-type]
        with pytest.raises(InvalidArgumentError, match=r"^volume must be 0 or more"):
            happiness([9]).cost(EUR, volume=-1)


class TestListOfTimes:
    @pytest.mark.parametrize("minutes", [{30, 45}, {30: 1}])
    def test_has_an_order(self, minutes: Any) -> None:
        wanted = r"^lost_minutes must be minutes in a list, or None, got "
        with pytest.raises(WrongTypeError, match=wanted):
            lost(minutes)

    def test_holds_numbers(self) -> None:
        wanted = r"^lost_minutes\[0\] must be a number, got '30'$"
        text: Any = ["30"]
        with pytest.raises(WrongTypeError, match=wanted):
            lost(text)
