"""Searches that end as soon as all that is wanted was drawn."""

from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from typing import Any, TypeVar

import attrs
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis.errors import NoSuchExample
from hypothesis.strategies import SearchStrategy

Drawn = TypeVar("Drawn")

_SEARCHING = settings(
    max_examples=3_000,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def check_seen(
    strategy: SearchStrategy[Drawn],
    facts: Callable[[Drawn], Iterable[object]],
    wanted: Collection[object],
) -> None:
    """Check that each of some facts holds of some value that is drawn.

    Args:
        strategy: what draws the values.
        facts: what holds of one.
        wanted: the facts that must be met.
    """
    missing = set(wanted)

    def is_enough(value: Drawn) -> bool:
        missing.difference_update(facts(value))
        return not missing

    _search(strategy, is_enough)
    assert not missing, f"never drawn: {missing}"


def check_met(strategy: SearchStrategy[Drawn], *names: str) -> None:
    """Check that each of some attributes is true of some value that is drawn."""
    check_seen(
        strategy, lambda value: [name for name in names if getattr(value, name)], names
    )


def check_varying(
    type_: type, strategy: SearchStrategy[Any], *, constant: Collection[str] = ()
) -> None:
    """Check that every field of an attrs class takes more than one value.

    Args:
        type_: the class.
        strategy: what draws its values.
        constant: fields that have one value by their nature.
    """
    names = [field.name for field in attrs.fields(type_) if field.init]
    first: dict[str, str] = {}
    still = set(names) - set(constant)

    def is_enough(value: Any) -> bool:
        for name in [*still]:
            shown = repr(getattr(value, name))
            if first.setdefault(name, shown) != shown:
                still.remove(name)
        return not still

    _search(strategy, is_enough)
    assert not still, f"these have one value: {still}"


def _search(
    strategy: SearchStrategy[Drawn], is_enough: Callable[[Drawn], bool]
) -> None:
    # The checks say what was not drawn.
    with suppress(NoSuchExample):
        find(strategy, is_enough, settings=_SEARCHING)
