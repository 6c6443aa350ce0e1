"""Lifecycles and reports on logs as the kit draws them."""

from collections.abc import Callable
from typing import Any

from hypothesis.strategies import SearchStrategy

import servicedesk_core as sd
from servicedesk_core.testing.strategies import lifecycles
from strategy_checks import (
    check_draws,
    check_fields_vary,
    check_kinds,
    check_values,
    check_whole_package,
    draws,
    entries,
    minimal,
)


@entries(lifecycles.STRATEGIES)
def test_values_are_whole(type_: type, make: Callable[[], SearchStrategy[Any]]) -> None:
    strategy = make()
    check_values(type_, strategy)
    check_fields_vary(type_, strategy, examples=60)


def test_every_type_has_a_strategy() -> None:
    check_whole_package(sd.lifecycles, lifecycles.STRATEGIES)


class TestLifecycles:
    def test_they_shrink_to_that_of_incidents(self) -> None:
        assert sd.lifecycles.INCIDENT == minimal(lifecycles.lifecycles())

    def test_all_of_ours_are_drawn(self) -> None:
        made = lifecycles.lifecycles()

        check_draws(made, lambda each: each, lifecycles.OURS)

    def test_some_are_good_and_some_are_not(self) -> None:
        made = lifecycles.lifecycles()

        check_kinds(made, lambda each: bool(each.check()), {True, False})

    def test_states_are_of_every_category(self) -> None:
        check_kinds(lifecycles.states(), lambda each: each.category, sd.Category)

    def test_an_action_shrinks_to_one_that_stays(self) -> None:
        assert sd.Action("a", ["a"]) == minimal(lifecycles.actions())


class TestConformance:
    def test_a_report_shrinks_to_no_case(self) -> None:
        assert 0 == minimal(lifecycles.conformances()).cases

    def test_reports_accept_reject_and_know_nothing(self) -> None:
        made = lifecycles.conformances()

        check_draws(made, lambda report: report.share, [None, 0, 1])

    def test_states_may_be_unknown(self) -> None:
        assert draws(lifecycles.rejections(), lambda found: "unknown" in found.reason)

    def test_a_rejection_shrinks_to_a_move_of_an_incident(self) -> None:
        found = minimal(lifecycles.rejections())

        assert ("new", "closed", 1) == (found.source, found.target, found.count)
