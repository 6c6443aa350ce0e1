"""Contacts that need not be, and whose doing they are."""

from typing import Any

import pytest

from servicedesk_core.complaints import (
    CauseAttribution,
    CauseParty,
    UserErrorCause,
    failure_demand,
)
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.stats import poisson_interval


class TestFailureDemand:
    def test_planned_contacts_are_left_out(self) -> None:
        expected = poisson_interval(3, exposure=6.0, confidence=0.9)

        assert expected == failure_demand(
            10, planned=7, units=4, years=1.5, confidence=0.9
        )

    def test_nothing_planned_and_one_year_are_the_defaults(self) -> None:
        assert poisson_interval(10, exposure=4) == failure_demand(10, units=4)

    @pytest.mark.parametrize("rest", [{"units": 0}, {"units": 1, "years": 0}])
    def test_without_units_or_time_it_is_unknown(self, rest: Any) -> None:
        assert failure_demand(7, planned=7, **rest) is None

    def test_contacts_about_no_unit_are_refused(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^units must be above 0 where"):
            failure_demand(7, planned=6, units=0)

    @pytest.mark.parametrize(
        ("argument", "rest"),
        [
            ("contacts", {"contacts": -1}),
            ("planned", {"planned": 8}),
            ("planned", {"planned": -1}),
            ("units", {"units": -1}),
            ("years", {"years": -1}),
            ("confidence", {"confidence": 1}),
        ],
    )
    def test_numbers_out_of_range_are_refused(self, argument: str, rest: Any) -> None:
        with pytest.raises(InvalidArgumentError, match=rf"^{argument} must be"):
            failure_demand(**{"contacts": 7, "units": 1, **rest})


class TestAttribution:
    def test_it_is_the_company_unless_somebody_shows_otherwise(self) -> None:
        assert CauseParty.COMPANY is CauseAttribution().party
        assert CauseAttribution().sub_cause is None

    @pytest.mark.parametrize("cause", list(UserErrorCause))
    def test_an_error_of_a_user_has_a_cause(self, cause: UserErrorCause) -> None:
        assert CauseAttribution(CauseParty.USER, cause) == CauseAttribution(
            "user",
            cause.value,
        )

    def test_an_error_of_a_user_without_one_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^sub_cause must be information, ux or product where it is a user's "
            r"error, got None$",
        ):
            CauseAttribution(CauseParty.USER)

    def test_the_company_was_not_misled(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^sub_cause must be None where it is the company's doing, got 'ux'$",
        ):
            CauseAttribution(sub_cause=UserErrorCause.UX)

    def test_unknown_words_are_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^party must be one of company, user, got 'cat'$",
        ):
            CauseAttribution("cat")
        with pytest.raises(
            InvalidArgumentError,
            match=r"^sub_cause must be one of information, ux, product, got 'cat'$",
        ):
            CauseAttribution(CauseParty.USER, "cat")
