"""A pytest plugin of mutation runs: quick tests first, and none lives on another."""

import json
import sys
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import pytest

# Which test meets which function. The first session of a run finds it out; the sessions
# that each test one mutant have it beside them.
_STATS = Path("mutmut-stats.json")
# A function that has mutants is called by way of two others, in this module.
_TRAMPOLINE = "mutmut.mutation.trampoline"
_PLAIN_WARN = warnings.warn


def pytest_configure() -> None:
    """Make up for the trampolines: two more calls for each one of the library."""
    sys.setrecursionlimit(3 * sys.getrecursionlimit())
    # A warning names the line that it would name without them.
    warnings.warn = _warn  # type: ignore[assignment]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort the tests by duration: most mutants fall to the first that meets them."""
    _clear_caches()
    if _STATS.exists():
        seconds = _seconds()
        items.sort(key=lambda item: seconds.get(item.nodeid, 0.0))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Let each test meet the code behind caches, not only the first to fill them."""
    if not _STATS.exists():
        _clear_caches()


def _warn(
    message: Warning | str,
    category: type[Warning] | None = None,
    stacklevel: int = 1,
    **options: Any,
) -> None:
    frame, level, left = sys._getframe(1), 1, stacklevel - 1  # noqa: SLF001
    while left > 0 and frame.f_back is not None:
        frame = frame.f_back
        level += 1
        left -= frame.f_globals.get("__name__") != _TRAMPOLINE
    # One more for this function.
    _PLAIN_WARN(message, category, level + left + 1, **options)


def _clear_caches() -> None:
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "servicedesk_core":
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


@cache
def _seconds() -> dict[str, float]:
    stats: dict[str, dict[str, float]] = json.loads(_STATS.read_text("utf-8"))
    return stats["duration_by_test"]
