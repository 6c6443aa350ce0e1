"""What a case costs a client beside the price."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from servicedesk_core.complaints import (
    ContactCost,
    CustomerEffort,
    EffortLimits,
    EffortSummary,
    check_ways,
    customer_cost,
    customer_effort,
    summarise_effort,
)
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.findings import Finding, Severity
from servicedesk_core.money import Money
from servicedesk_core.stats import proportion_interval
from servicedesk_core.tickets import Effort, effort, open_ticket

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TICKET = open_ticket("INC1", at=MONDAY)


def rub(amount: Any) -> Money:
    return Money(amount, "RUB")


def case(**rest: Any) -> Effort:
    none: dict[str, Any] = {
        "contacts": 0,
        "channels": frozenset(),
        "days": 0,
        "forced_contacts": 0,
        "transfers": 0,
        "bounces": 0,
        "re_explanations": 0,
        "is_solved_by_first_agent": None,
    }
    return Effort(**{**none, **rest})


class TestCustomerEffort:
    def test_time_and_checks_add_up(self) -> None:
        contacts = [
            ContactCost(duration=15 * MINUTE, is_verified=True),
            ContactCost(duration=5 * MINUTE),
            ContactCost(is_verified=True),
            ContactCost(is_verified=True),
        ]
        found = customer_effort(TICKET, contacts=contacts)

        assert CustomerEffort(effort(TICKET), 20 * MINUTE, 3) == found
        assert 2 == found.repeated_verifications

    @pytest.mark.parametrize("checks", [0, 1])
    def test_the_first_check_is_no_repetition(self, checks: int) -> None:
        found = customer_effort(
            TICKET, contacts=[ContactCost(is_verified=True)] * checks
        )

        assert checks == found.verifications
        assert 0 == found.repeated_verifications

    def test_nothing_need_be_known(self) -> None:
        assert CustomerEffort(effort(TICKET), timedelta(), 0) == customer_effort(TICKET)

    def test_a_negative_time_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^duration must be zero or longer, got "
        ):
            ContactCost(duration=-MINUTE)

    def test_a_flag_of_another_type_is_refused(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^is_verified must be True or False, got 1$"
        ):
            ContactCost(is_verified=1)  # type: ignore[arg-type]

    def test_what_is_no_ticket_is_refused(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^ticket must be a Ticket, got 7$"):
            customer_effort(7)  # type: ignore[arg-type]

    def test_contacts_of_another_type_are_refused(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^contacts must be ContactCost values, got 7$"
        ):
            customer_effort(TICKET, contacts=[7])  # type: ignore[list-item]


class TestCustomerCost:
    def test_it_is_price_and_side_costs_and_time(self) -> None:
        found = customer_cost(
            rub(3000),
            side_costs=[rub(600), rub("400.50")],
            time=90 * MINUTE,
            hourly_value=rub(500),
        )

        assert rub("4750.50") == found

    def test_a_price_alone_is_the_cost(self) -> None:
        assert rub(3000) == customer_cost(rub(3000))
        assert rub(3000) == customer_cost(rub(3000), hourly_value=rub(500))

    def test_a_moment_counts(self) -> None:
        found = customer_cost(
            rub(0), time=timedelta(microseconds=36), hourly_value=rub(100)
        )

        assert rub("0.000001") == found

    def test_time_without_a_value_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^hourly_value must be given where there is time, got None$",
        ):
            customer_cost(rub(1), time=MINUTE)

    @pytest.mark.parametrize(
        ("argument", "rest"),
        [
            ("price", {"price": rub(-1)}),
            ("side_costs", {"side_costs": [rub(1), rub(-1)]}),
            ("hourly_value", {"time": MINUTE, "hourly_value": rub(-1)}),
        ],
    )
    def test_a_negative_amount_is_refused(self, argument: str, rest: Any) -> None:
        with pytest.raises(
            InvalidArgumentError, match=rf"^{argument} must be 0 or more, got '-1 RUB'$"
        ):
            customer_cost(**{"price": rub(1), **rest})

    @pytest.mark.parametrize(
        ("argument", "rest"),
        [
            ("price", {"price": 1}),
            ("side_costs", {"side_costs": [1]}),
            ("side_costs", {"side_costs": rub(1)}),
            ("hourly_value", {"time": MINUTE, "hourly_value": 1}),
        ],
    )
    def test_what_is_no_money_is_refused(self, argument: str, rest: Any) -> None:
        with pytest.raises(WrongTypeError, match=rf"^{argument} must be Money"):
            customer_cost(**{"price": rub(1), **rest})

    def test_a_negative_time_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^time must be zero or longer, got "
        ):
            customer_cost(rub(1), time=-MINUTE, hourly_value=rub(1))

    def test_two_currencies_are_refused(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^currency must be RUB"):
            customer_cost(rub(1), side_costs=[Money(1, "EUR")])


class TestLimits:
    @pytest.mark.parametrize(
        "name",
        [
            "contacts",
            "days",
            "forced_contacts",
            "transfers",
            "bounces",
            "re_explanations",
        ],
    )
    def test_each_is_reached_at_its_number(self, name: str) -> None:
        limits = EffortLimits(**{name: 2})

        assert () == limits.reached(case(**{name: 1}))
        assert (name,) == limits.reached(case(**{name: 2}))
        assert (name,) == limits.reached(case(**{name: 3}))

    def test_several_may_be(self) -> None:
        limits = EffortLimits(bounces=1, contacts=3, days=1)

        assert ("contacts", "bounces") == limits.reached(case(contacts=3, bounces=1))

    def test_without_limits_none_is(self) -> None:
        assert () == EffortLimits().reached(case(contacts=99))

    def test_a_limit_of_zero_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^bounces must be 1 or more, got 0$"
        ):
            EffortLimits(bounces=0)
        assert ("days",) == EffortLimits(days=1).reached(case(days=1))

    def test_what_is_no_effort_is_refused(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^effort must be an Effort, got 7$"):
            EffortLimits().reached(7)  # type: ignore[arg-type]


class TestWays:
    def test_one_way_locks_in_and_none_locks_out(self) -> None:
        found = check_ways(
            {
                "statement": ["branch 12", "branch 12"],
                "card": ["branch", "app"],
                "refund": [],
            }
        )

        assert (
            Finding(
                "effort.lock_in",
                Severity.WARNING,
                "statement",
                "only branch 12 admits it",
            ),
            Finding(
                "effort.no_way", Severity.ERROR, "refund", "no way is open to a client"
            ),
        ) == found

    def test_of_no_procedure_there_is_nothing_to_say(self) -> None:
        assert () == check_ways({})

    def test_a_blank_name_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^ways must be a text that is not blank"
        ):
            check_ways({"": ["app"]})

    def test_one_text_for_several_ways_is_refused(self) -> None:
        with pytest.raises(
            WrongTypeError,
            match=r"^ways\['card'\] must be names of ways, in a list, got 'app'$",
        ):
            check_ways({"card": "app"})

    def test_what_is_no_mapping_is_refused(self) -> None:
        with pytest.raises(
            WrongTypeError,
            match=r"^ways must be a mapping of procedure to its ways, got \['card'\]$",
        ):
            check_ways(["card"])  # type: ignore[arg-type]


class TestSummary:
    def test_it_has_means_and_shares(self) -> None:
        first = case(contacts=1, days=1, is_solved_by_first_agent=True)
        second = case(
            contacts=4,
            days=3,
            transfers=3,
            bounces=1,
            re_explanations=2,
            is_solved_by_first_agent=False,
        )
        expected = EffortSummary(
            n=4,
            contacts=1.75,
            days=1.25,
            transfers=0.75,
            bounces=0.25,
            re_explanations=0.5,
            single_contact=proportion_interval(2, 4, confidence=0.9),  # type: ignore[arg-type]
            first_agent=proportion_interval(1, 2, confidence=0.9),
        )
        efforts = [first, second, case(), case(contacts=2, days=1)]

        assert expected == summarise_effort(efforts, confidence=0.9)

    def test_it_may_be_known_of_no_case_who_solved_it(self) -> None:
        found = summarise_effort([case()])

        assert found is not None
        assert found.first_agent is None
        assert proportion_interval(1, 1) == found.single_contact

    def test_of_no_case_there_is_none(self) -> None:
        assert summarise_effort([]) is None

    def test_values_of_another_type_are_refused(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^efforts must be Effort values, got 7$"
        ):
            summarise_effort([7])  # type: ignore[list-item]
