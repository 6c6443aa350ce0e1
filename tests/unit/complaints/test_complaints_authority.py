"""Which group may decide."""

from decimal import Decimal
from typing import Any

import pytest

from servicedesk_core.complaints import Authority, route_by_authority
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.money import Money


def rub(amount: int | str) -> Money:
    return Money(amount, "RUB")


LINE = Authority("line", limit=rub(1000))
EXPERTS = Authority("experts", limit=rub(5000), overrides=["fee"])
CARE = Authority(
    "care", limit=rub(50_000), overrides=["fee", "term"], takes_resonance=True
)
BOARD = Authority("board", limit=None, overrides=["fee"], takes_resonance=True)
ALL = (BOARD, CARE, EXPERTS, LINE)


def routed(amount: int = 0, **rest: Any) -> str | None:
    found = route_by_authority(ALL, amount=rub(amount), **rest)
    return found.group if found else None


class TestSuffices:
    def test_the_limit_is_included(self) -> None:
        assert LINE.suffices(rub(1000))
        assert not LINE.suffices(rub("1000.01"))
        assert BOARD.suffices(rub(10**12))

    def test_every_exception_needs_the_right_to_it(self) -> None:
        assert EXPERTS.suffices(rub(1), overrides=["fee"])
        assert not EXPERTS.suffices(rub(1), overrides=["fee", "term"])

    def test_resonance_needs_extended_powers(self) -> None:
        assert CARE.suffices(rub(1), complaint_class="resonance")
        assert not LINE.suffices(rub(1), complaint_class="resonance")


class TestRoute:
    @pytest.mark.parametrize(
        ("amount", "group"),
        [(0, "line"), (1000, "line"), (1001, "experts"), (5001, "care")],
    )
    def test_the_smallest_authority_that_suffices(
        self, amount: int, group: str
    ) -> None:
        assert group == routed(amount)

    def test_no_limit_is_the_largest(self) -> None:
        assert "board" == routed(50_001)

    def test_exceptions_and_resonance_narrow_it(self) -> None:
        assert "experts" == routed(overrides=["fee"])
        assert "care" == routed(overrides=["term"])
        assert "care" == routed(complaint_class="resonance")
        assert routed(overrides=["law"]) is None

    def test_who_has_it_keeps_it_if_it_may_decide(self) -> None:
        assert "experts" == routed(current="experts")
        assert "board" == routed(current="board")
        assert "experts" == routed(1001, current="line")
        assert "care" == routed(current="line", complaint_class="resonance")

    def test_equal_limits_go_by_rights_then_by_name(self) -> None:
        rich = Authority("a", limit=rub(10), overrides=["fee"])
        poor, other = Authority("c", limit=rub(10)), Authority("b", limit=rub(10))

        assert other is route_by_authority([rich, poor, other], amount=rub(1))

    def test_no_group_decides_nothing(self) -> None:
        assert route_by_authority([], amount=rub(1)) is None


class TestRefused:
    def test_a_group_named_twice(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^authorities must be one for each group, got \['line', 'line'\]$",
        ):
            route_by_authority([LINE, LINE], amount=rub(1))

    def test_an_unknown_current_group(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^current must be one of the groups, got 'x'$"
        ):
            routed(current="x")

    def test_money_below_nothing_or_of_another_country(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^amount must be 0 or more"):
            routed(-1)
        with pytest.raises(InvalidArgumentError, match=r"^limit must be 0 or more"):
            Authority("x", limit=rub(-1))
        with pytest.raises(InvalidArgumentError, match=r"^currency must be EUR"):
            LINE.suffices(Money(1, "EUR"))

    def test_other_values(self) -> None:
        flag: Any = 1
        with pytest.raises(
            WrongTypeError, match=r"^takes_resonance must be True or False, got 1$"
        ):
            Authority("x", limit=None, takes_resonance=flag)
        with pytest.raises(InvalidArgumentError, match=r"^group must be a text that"):
            Authority(" ", limit=None)
        with pytest.raises(WrongTypeError, match=r"^overrides must be names of rules"):
            Authority("x", limit=None, overrides="fee")
        with pytest.raises(InvalidArgumentError, match=r"^overrides must be a text"):
            LINE.suffices(rub(1), overrides=[""])
        with pytest.raises(InvalidArgumentError, match=r"^complaint_class must be one"):
            LINE.suffices(rub(1), complaint_class="loud")
        amount: Any = Decimal(1)
        with pytest.raises(WrongTypeError, match=r"^amount must be Money"):
            LINE.suffices(amount)
        with pytest.raises(WrongTypeError, match=r"^authorities must be Authority"):
            route_by_authority([amount], amount=rub(1))
