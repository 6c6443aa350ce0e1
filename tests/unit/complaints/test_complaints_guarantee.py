"""Service guarantees: what is owed for each kind of failure."""

from decimal import Decimal
from typing import Any

import pytest

from servicedesk_core.complaints import (
    HOSPITALITY_GUARANTEE,
    Failure,
    Fees,
    Guarantee,
)
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.money import Money


def eur(amount: int | str) -> Money:
    return Money(amount, "EUR")


TABLE: dict[str, Money | Fees] = {"late": eur(10), "lost": Fees("0.5")}
OURS = Guarantee(TABLE)


class TestOwed:
    def test_adds_up_by_kind(self) -> None:
        found = OURS.owed(["late", "lost", "late"], fee=eur(60))
        assert {"late": eur(20), "lost": eur(30)} == found.by_kind
        assert eur(50) == found.total
        assert eur(50) == found.uncapped
        assert not found.is_capped

    def test_a_failure_may_have_the_fee_of_its_time(self) -> None:
        failures: list[Failure | str] = [
            Failure("lost", eur(100)),
            "lost",
            Failure("late", eur(7)),
        ]
        found = OURS.owed(failures, fee=eur(60))
        assert {"lost": eur(80), "late": eur(10)} == found.by_kind

    def test_no_failure_owes_nothing(self) -> None:
        assert eur(0) == OURS.owed([]).total
        only_fees = Guarantee({"lost": Fees(1)})
        assert Money(0, "USD") == only_fees.owed([], fee=Money(9, "USD")).total
        capped = Guarantee({"lost": Fees(1)}, cap=Money(9, "GBP"))
        assert Money(0, "GBP") == capped.owed([]).total

    def test_an_unknown_kind_is_refused_with_close_ones(self) -> None:
        wanted = r"failures must be one of late, lost; did you mean late\?, got 'lat'"
        with pytest.raises(InvalidArgumentError, match=wanted):
            OURS.owed(["lat"])

    def test_fees_need_a_fee(self) -> None:
        wanted = r"fee must be given where fees are owed, got None"
        with pytest.raises(InvalidArgumentError, match=wanted):
            OURS.owed(["lost"])
        with pytest.raises(InvalidArgumentError, match=wanted):
            Guarantee({"lost": Fees(1)}).owed([])
        with pytest.raises(WrongTypeError, match=r"fee must be Money, got 5"):
            OURS.owed(["lost"], fee=5)  # type: ignore[arg-type]

    def test_one_currency_counts(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"currency must be EUR"):
            OURS.owed(["late", "lost"], fee=Money(1, "USD"))


class TestCap:
    @pytest.mark.parametrize(
        ("cap", "total", "is_capped"),
        [
            (eur(29), eur(29), True),
            (eur(30), eur(30), False),
            (eur(31), eur(30), False),
            (Fees("0.1"), eur(6), True),
            (Fees(1), eur(30), False),
        ],
    )
    def test_limits_the_total_of_a_period(
        self, cap: Money | Fees, total: Money, *, is_capped: bool
    ) -> None:
        found = Guarantee(TABLE, cap=cap).owed(["late"] * 3, fee=eur(60))
        assert total == found.total
        assert is_capped is found.is_capped
        assert eur(30) == found.uncapped
        assert {"late": eur(30)} == found.by_kind

    def test_in_fees_needs_a_fee(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"fee must be given where"):
            Guarantee(TABLE, cap=Fees(1)).owed(["late"])


class TestRefusedValues:
    @pytest.mark.parametrize(
        ("table", "error", "message"),
        [
            ({}, InvalidArgumentError, r"penalties must be one penalty at least"),
            ([], WrongTypeError, r"penalties must be a mapping of kind to penalty"),
            ({"late": 5}, WrongTypeError, r"penalties\['late'\] must be Money, got 5"),
        ],
    )
    def test_of_a_table(self, table: Any, error: type[Exception], message: str) -> None:
        with pytest.raises(error, match=message):
            Guarantee(table)

    def test_of_the_rest(self) -> None:
        with pytest.raises(WrongTypeError, match=r"cap must be Money, got 5"):
            Guarantee(TABLE, cap=5)  # type: ignore[arg-type]
        with pytest.raises(InvalidArgumentError, match=r"n must be 0 or more"):
            Fees(-1)
        with pytest.raises(WrongTypeError, match=r"fee must be Money, got 5"):
            Failure("late", 5)  # type: ignore[arg-type]
        assert Decimal("0.5") == Fees(0.5).n


class TestPreset:
    def test_has_the_figures_of_its_source(self) -> None:
        assert {
            "lost request": Money(10, "USD"),
            "bad lunch": Money(15, "USD"),
            "late medicine": Fees(1),
        } == HOSPITALITY_GUARANTEE.penalties
        assert HOSPITALITY_GUARANTEE.cap is None
        assert "magazine" in HOSPITALITY_GUARANTEE.source
        assert "" == OURS.source
