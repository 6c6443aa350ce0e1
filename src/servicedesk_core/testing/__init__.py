"""What test suites of the library's users get: strategies, a clock, checks, scenarios.

``strategies`` draws any value of the library for hypothesis, ``ManualClock`` stands in
for the present, ``asserts`` checks laws and says which one failed, ``scenarios`` holds
golden cases with the reasons of their answers, and ``pytest_plugin`` gives fixtures to
those who name it.

The strategies need hypothesis: ``pip install "servicedesk-core[testing]"``.
"""

from importlib import import_module

from servicedesk_core.lazy import loader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from servicedesk_core.testing import (
        asserts as asserts,
        scenarios as scenarios,
        strategies as strategies,
    )
    from servicedesk_core.testing.clock import ManualClock as ManualClock

_MODULES = ("asserts", "scenarios", "strategies")
_HOMES = {"ManualClock": "clock"}

__all__ = [  # noqa: PLE0604 - the names are strings
    *_HOMES,
    *_MODULES,
]


if not TYPE_CHECKING:  # else a type checker would take every typo for a name
    _load = loader(__name__, _HOMES)

    def __getattr__(name: str) -> object:
        if name in _MODULES:
            return import_module(f"{__name__}.{name}")
        return _load(name)


def __dir__() -> list[str]:
    return sorted(__all__)
