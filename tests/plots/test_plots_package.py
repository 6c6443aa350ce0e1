"""The package of plots as a whole."""

import sys
from importlib import import_module

import pytest

from servicedesk_core import plots

NAMES = [
    "backlog",
    "calendar",
    "compliance",
    "control_chart",
    "elapsed_ecdf",
    "escalation",
    "pareto",
]


class TestPackage:
    def test_it_has_seven_plots(self) -> None:
        assert NAMES == sorted(plots.__all__)
        assert NAMES == dir(plots)

    @pytest.mark.parametrize("name", NAMES)
    def test_each_is_a_function(self, name: str) -> None:
        assert name == getattr(plots, name).__name__

    def test_a_typo_is_an_attribute_error(self) -> None:
        wanted = r"^module 'servicedesk_core.plots' has no attribute 'paretto'$"
        with pytest.raises(AttributeError, match=wanted):
            plots.paretto  # type: ignore[attr-defined]  # noqa: B018

    def test_without_matplotlib_it_says_what_to_install(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "matplotlib", None)
        monkeypatch.delitem(sys.modules, "servicedesk_core.plots")
        wanted = (
            r"^servicedesk_core\.plots needs matplotlib: "
            r'pip install "servicedesk-core\[plots\]"$'
        )
        with pytest.raises(ImportError, match=wanted) as caught:
            import_module("servicedesk_core.plots")
        assert "matplotlib" == caught.value.name
