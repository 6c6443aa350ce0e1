"""What a client gets for the trouble, beside the fix."""

from typing import Any

import pytest

from servicedesk_core.complaints import Compensation, CompensationKind, Redress
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.money import Money

FIVE = Money(5, "EUR")


class TestCompensation:
    @pytest.mark.parametrize(
        ("kind", "expected"),
        [
            ("fee_waiver", True),
            ("refund", True),
            ("credit", True),
            ("replacement", False),
            ("discount_tier", False),
            ("apology", False),
            ("bonus", False),
        ],
    )
    def test_some_kinds_are_nothing_without_an_amount(
        self, kind: str, *, expected: bool
    ) -> None:
        assert expected is CompensationKind(kind).needs_amount
        if expected:
            wanted = rf"amount must be given for a {kind}, got None"
            with pytest.raises(InvalidArgumentError, match=wanted):
                Compensation(kind)
        else:
            assert Compensation(kind).amount is None

    def test_an_apology_has_no_amount(self) -> None:
        wanted = r"amount must be left out for an apology, got '5 EUR'"
        with pytest.raises(InvalidArgumentError, match=wanted):
            Compensation(CompensationKind.APOLOGY, FIVE)
        assert FIVE == Compensation(CompensationKind.BONUS, FIVE).amount

    def test_refuses_other_kinds(self) -> None:
        wanted = (
            r"kind must be one of fee_waiver, refund, replacement, discount_tier, "
            r"credit, apology, bonus, got 'cash'"
        )
        with pytest.raises(InvalidArgumentError, match=wanted):
            Compensation("cash")
        with pytest.raises(WrongTypeError, match=r"amount must be Money, got 5"):
            Compensation(CompensationKind.BONUS, 5)  # type: ignore[arg-type]


class TestRemedy:
    def test_is_a_fix_and_what_is_added(self) -> None:
        extras = [
            Compensation(CompensationKind.REFUND, FIVE),
            Compensation(CompensationKind.APOLOGY),
            Compensation(CompensationKind.BONUS, Money(2, "EUR")),
        ]
        remedy = Redress("line repaired", extras)
        assert tuple(extras) == remedy.compensations
        assert Money(7, "EUR") == remedy.cost("EUR")
        assert Money(0, "EUR") == Redress("line repaired").cost("EUR")
        with pytest.raises(InvalidArgumentError, match=r"currency must be USD"):
            remedy.cost("USD")

    @pytest.mark.parametrize("fix", ["", "  "])
    def test_is_none_without_a_fix(self, fix: str) -> None:
        wanted = (
            r"fix must be what solves the problem: a compensation does not replace it, "
            rf"got '{fix}'"
        )
        with pytest.raises(InvalidArgumentError, match=wanted):
            Redress(fix, [Compensation(CompensationKind.REFUND, FIVE)])

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ((None,), r"fix must be text, got None"),
            (
                ("line repaired", [FIVE]),
                r"compensations must be Compensation values, got Money",
            ),
        ],
    )
    def test_refuses_other_kinds(self, arguments: Any, message: str) -> None:
        with pytest.raises(WrongTypeError, match=message):
            Redress(*arguments)
