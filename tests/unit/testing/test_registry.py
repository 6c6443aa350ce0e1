"""The strategy of any type, asked of the kit and of hypothesis."""

import subprocess
import sys
from importlib import import_module
from inspect import isabstract
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.strategies._internal import types

import servicedesk_core as sd
from servicedesk_core.sla import AllOf, Excuse, ExcusedPeriod, Waiver
from servicedesk_core.testing import _hypothesis, strategies
from servicedesk_core.testing.strategies import registry, values
from strategy_checks import drawn, kinds, minimal

# Only hypothesis and the type are imported, in either order.
ALONE = """
import sys
import hypothesis
from hypothesis import find, strategies as st
assert "servicedesk_core.testing.strategies" not in sys.modules
assert "servicedesk_core.tickets" not in sys.modules
from servicedesk_core import Ticket
found = find(st.from_type(Ticket), lambda _: True)
print(type(found).__name__, found.version)
"""
TYPE_FIRST = f"from servicedesk_core import Ticket\n{ALONE}".replace(
    'assert "servicedesk_core.tickets" not in sys.modules\n', ""
)


class TestValues:
    @pytest.mark.parametrize(
        "kind",
        [sd.Ticket, sd.ServiceCalendar, sd.Money, sd.events.Closed, sd.Refusal],
    )
    def test_a_class_is_drawn(self, kind: type) -> None:
        assert {kind} == kinds(values(kind), type, examples=10)

    def test_an_abstract_class_is_drawn_as_its_subclasses(self) -> None:
        drawn_kinds = kinds(values(sd.satisfaction.Score), type, examples=200)

        assert isabstract(sd.satisfaction.Score)
        assert sd.satisfaction.Score not in drawn_kinds
        assert len(drawn_kinds) > 3

    def test_an_enum_is_drawn(self) -> None:
        assert {*sd.Priority} == kinds(values(sd.Priority), lambda each: each)

    def test_a_union_is_drawn(self) -> None:
        assert {ExcusedPeriod, Waiver} == kinds(values(Excuse), type, examples=40)

    def test_a_generic_is_drawn_whatever_it_is_of(self) -> None:
        matrix: Any = sd.PriorityMatrix[sd.Impact, sd.Urgency, sd.Priority]

        assert sd.priority.SERVICENOW == minimal(values(matrix))

    @pytest.mark.parametrize(
        "kind", [int, str, "Ticket", None, sd.ServiceDeskError, sd.open_ticket]
    )
    def test_anything_else_is_an_error(self, kind: Any) -> None:
        wanted = r"^type must be a public type of the library, got"
        with pytest.raises(sd.InvalidArgumentError, match=wanted):
            values(kind)

    def test_a_union_with_a_stranger_is_an_error(self) -> None:
        with pytest.raises(sd.InvalidArgumentError, match="int"):
            values(sd.Money | int)

    def test_a_foreign_enum_is_an_error(self) -> None:
        with pytest.raises(sd.InvalidArgumentError, match=r"\bPhase\b"):
            values(import_module("hypothesis").Phase)


class TestEveryType:
    def test_each_is_a_class_of_the_library(self) -> None:
        found = [*registry.every_type()]

        assert len(found) > 300
        assert len(set(found)) == len(found)
        assert {"servicedesk_core"} == {
            kind.__module__.partition(".")[0] for kind in found
        }

    def test_each_is_found_by_its_package(self) -> None:
        for kind in registry.every_type():
            assert registry.found(kind) is not None

    def test_every_public_class_has_one(self) -> None:
        """But those that hold functions or caches."""
        exempt = {"Index", "KPI", "RepeatWindow"}
        public = {
            kind
            for package in sd._PACKAGES
            if package not in {"testing", "i18n", "plain"}
            for kind in vars_of(package)
            if hasattr(kind, "__attrs_attrs__")
            and not issubclass(kind, BaseException)
            and not isabstract(kind)
        }
        lacking = public - {*registry.every_type()}

        assert exempt == {kind.__name__ for kind in lacking}


def vars_of(package: str) -> list[type]:
    """Return the public classes of a package."""
    module = import_module(f"servicedesk_core.{package}")
    names = getattr(module, "__all__", dir(module))
    found = [getattr(module, name) for name in names if not name.startswith("_")]
    return [each for each in found if isinstance(each, type)]


class TestHypothesis:
    @pytest.mark.parametrize("code", [ALONE, TYPE_FIRST], ids=["alone", "type first"])
    def test_it_knows_our_types_without_being_told(self, code: str) -> None:
        printed = subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-W", "error", "-c", code],
            capture_output=True,
            check=True,
            text=True,
            timeout=120,
        ).stdout

        assert "Ticket 1" == printed.strip()

    def test_registering_twice_changes_nothing(self) -> None:
        _hypothesis.register()
        _hypothesis.register()

        assert sd.Money(0, "EUR") == minimal(st.from_type(sd.Money))

    @pytest.mark.parametrize(
        "kind", [sd.Interval, sd.events.Event, AllOf, sd.Explanation], ids=str
    )
    def test_types_of_all_kinds_are_known(self, kind: Any) -> None:
        assert drawn(st.from_type(kind), examples=5)

    def test_other_types_are_left_alone(self) -> None:
        assert 0 == minimal(st.from_type(int))
        assert {True, False} == kinds(st.from_type(bool), bool)

    def test_types_of_ours_without_a_strategy_are_left_to_it(self) -> None:
        assert {*sd.Impact} == kinds(st.from_type(sd.Impact), lambda each: each)

    def test_a_strategy_of_ones_own_goes_first(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(types, "_global_type_lookup", {**types._global_type_lookup})
        # Of a type that no other test draws so: hypothesis remembers what it found.
        one = sd.Finding("test.own", sd.Severity.ERROR, "", "one's own")
        st.register_type_strategy(sd.Finding, st.just(one))

        assert {one} == kinds(st.from_type(sd.Finding), lambda each: each, examples=5)

    def test_a_version_without_the_table_loads_every_type_at_once(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        told: dict[Any, Any] = {}
        monkeypatch.delattr(types, "_global_extra_lookup")
        monkeypatch.setattr(st, "register_type_strategy", told.__setitem__)
        _hypothesis.register()

        assert {*registry.every_type()} == {*told}
        assert sd.Money(0, "EUR") == minimal(told[sd.Money](sd.Money))


class TestPackage:
    NAMES = (
        "agreements",
        "aware_datetimes",
        "days_off",
        "durations",
        "next_events",
        "priorities",
        "scores",
        "service_calendars",
        "signals",
        "targets",
        "ticket_events",
        "tickets",
        "values",
        "weekly_hours",
    )

    def test_those_that_most_tests_need_are_at_hand(self) -> None:
        assert [*self.NAMES] == dir(strategies)
        assert [*self.NAMES] == [
            getattr(strategies, name).__name__ for name in self.NAMES
        ]

    def test_none_is_hidden_by_a_module(self) -> None:
        import_module("servicedesk_core.testing.strategies.sla_signals")

        assert callable(strategies.signals)

    def test_a_typo_is_an_attribute_error(self) -> None:
        with pytest.raises(AttributeError, match="has no attribute 'tikets'"):
            _ = strategies.tikets  # type: ignore[attr-defined]

    def test_without_hypothesis_it_says_what_to_install(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        name = "servicedesk_core.testing.strategies"
        monkeypatch.setitem(sys.modules, "hypothesis", None)
        monkeypatch.delitem(sys.modules, name)
        wanted = (
            r"^servicedesk_core\.testing\.strategies needs hypothesis: "
            r'pip install "servicedesk-core\[testing\]"$'
        )
        with pytest.raises(ImportError, match=wanted):
            import_module(name)

    def test_the_kit_has_its_parts(self) -> None:
        assert ["ManualClock", "asserts", "scenarios", "strategies"] == dir(sd.testing)
        assert sd.testing.strategies is strategies
        with pytest.raises(AttributeError, match="has no attribute 'clocks'"):
            _ = sd.testing.clocks  # type: ignore[attr-defined]
