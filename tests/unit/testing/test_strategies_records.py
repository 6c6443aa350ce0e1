"""Priorities, money, findings, refusals and explanations as the kit draws them."""

from collections.abc import Callable
from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest
from hypothesis.strategies import SearchStrategy

import servicedesk_core as sd
from servicedesk_core import explanation as explained, findings as found, money as paid
from servicedesk_core.explanation import Phrase
from servicedesk_core.testing.strategies import (
    explanation,
    findings,
    money,
    priority,
    refusals,
)
from strategy_checks import (
    Table,
    check_fields_vary,
    check_kinds,
    check_values,
    check_whole_package,
    drawn,
    draws,
    entries,
    example_of,
    kinds,
    minimal,
)

TABLES: list[tuple[ModuleType, Table]] = [
    (explained, explanation.STRATEGIES),
    (found, findings.STRATEGIES),
    (paid, money.STRATEGIES),
    (sd.priority, priority.STRATEGIES),
    (sd.errors, refusals.STRATEGIES),
]


@entries({kind: make for _, table in TABLES for kind, make in table.items()})
def test_values_are_whole(type_: type, make: Callable[[], SearchStrategy[Any]]) -> None:
    strategy = make()
    check_values(type_, strategy)
    check_fields_vary(type_, strategy, examples=60)


@pytest.mark.parametrize(
    ("package", "table"), TABLES, ids=[package.__name__ for package, _ in TABLES]
)
def test_every_type_has_a_strategy(package: ModuleType, table: Table) -> None:
    check_whole_package(package, table)


class TestPriority:
    def test_priorities_are_all_drawn(self) -> None:
        check_kinds(priority.priorities(), lambda each: each, sd.Priority)

    def test_matrices_shrink_to_servicenow(self) -> None:
        assert sd.priority.SERVICENOW == minimal(priority.priority_matrices())

    @pytest.mark.parametrize("name", ["GLPI", "ITOP", "JIRA", "SERVICENOW"])
    def test_matrices_of_vendors_are_drawn(self, name: str) -> None:
        vendor = getattr(sd.priority, name)

        assert draws(priority.priority_matrices(), lambda each: each == vendor)

    def test_matrices_are_in_order_and_in_disorder(self) -> None:
        made = priority.priority_matrices()

        check_kinds(made, lambda each: each.is_monotone, {True, False})


class TestMoney:
    def test_it_shrinks_to_nothing(self) -> None:
        assert sd.Money(0, "EUR") == minimal(money.amounts())

    def test_bounds_and_currencies_hold(self) -> None:
        made = money.amounts(min_value=1, max_value=2, currencies=["CHF"])

        assert {"CHF"} == kinds(made, lambda each: each.currency)
        assert {True} == kinds(made, lambda each: 1 <= each.amount <= 2)

    @pytest.mark.parametrize("places", [0, -2, -6])
    def test_places_differ(self, places: int) -> None:
        assert draws(
            money.amounts(), lambda each: each.amount.as_tuple().exponent == places
        )

    def test_debts_are_drawn(self) -> None:
        assert draws(money.amounts(), lambda each: each.amount < 0)


class TestFindings:
    def test_they_shrink_to_an_error(self) -> None:
        wanted = "error lifecycle.dead_end at a: a"

        assert wanted == str(minimal(findings.findings()))

    def test_both_severities_are_drawn(self) -> None:
        check_kinds(findings.findings(), lambda each: each.severity, sd.Severity)


class TestRefusals:
    def test_they_shrink_to_one_by_the_state(self) -> None:
        assert sd.Refusal("ticket.state", "a") == minimal(refusals.refusals())

    def test_some_name_a_field(self) -> None:
        fields = {None, "at", "by", "link", "reason"}

        check_kinds(refusals.refusals(), lambda each: each.field, fields)


class TestExplanations:
    def test_a_phrase_shrinks_to_weekly(self) -> None:
        assert Phrase("weekly") == minimal(explanation.phrases())

    @pytest.mark.parametrize(
        "code", ["weekly", "day_off", "worked", "working_days", "part", "version"]
    )
    def test_phrases_of_every_kind_are_drawn(self, code: str) -> None:
        phrase = example_of(explanation.phrases(), lambda each: each.code == code)

        assert phrase.to_text("en")
        assert phrase.to_text("ru")

    def test_explanations_add_up(self) -> None:
        for each in drawn(explanation.explanations(), examples=20):
            total = sum((row.counted for row in each.rows), timedelta())

            assert dict(each.facts)["elapsed"] == total
