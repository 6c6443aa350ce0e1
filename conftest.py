"""Run the examples of the documentation and of every docstring."""

import gc
import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from sybil import Sybil
from sybil.integration.pytest import SybilItem
from sybil.parsers import myst, rest
from sybil.sybil import SybilCollection

import servicedesk_core

# To explain a minimum takes a hundred more runs: too many for examples that find one.
_PHASES = [phase for phase in Phase if phase is not Phase.explain]

settings.register_profile(
    "dev",
    max_examples=25,
    deadline=None,
    phases=_PHASES,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "ci",  # as many as in dev, but the same ones each time, of which none is kept
    parent=settings.get_profile("dev"),
    derandomize=True,
    database=None,
)
settings.register_profile("nightly", max_examples=5_000, deadline=None)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev")
)

# Where the package is installed: in a checkout, that is src.
_PACKAGE = str(Path(servicedesk_core.__file__).parent)

_DOCSTRINGS = Sybil(parsers=[rest.DocTestParser()], path=_PACKAGE, pattern="*.py")
_PAGES = Sybil(parsers=[myst.PythonCodeBlockParser()], path="docs", pattern="*.md")
_README = Sybil(parsers=[myst.PythonCodeBlockParser()], pattern="README.md")

pytest_collect_file = SybilCollection([_DOCSTRINGS, _PAGES, _README]).pytest()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage among the tests themselves: a sixth of the whole time."""
    gc.disable()
    found = yield
    gc.enable()
    gc.set_threshold(20_000, 20, 100)
    return found


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the order of examples: those of one page build on one another."""
    examples = [item for item in items if isinstance(item, SybilItem)]
    examples.sort(key=lambda item: (str(item.path), item.example.line))
    others = [item for item in items if not isinstance(item, SybilItem)]
    items[:] = [*others, *examples]
