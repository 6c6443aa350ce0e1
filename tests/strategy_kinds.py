"""What kinds of values a strategy draws, looked for in a sample that tests share."""

from collections.abc import Callable, Hashable
from functools import cache
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from strategy_checks import drawn, example_of

Make = Callable[[], SearchStrategy[Any]]


@cache
def some(make: Make) -> list[Any]:
    """Return values that a strategy draws, once for all tests."""
    return drawn(make(), examples=100)


def sample(make: Make) -> SearchStrategy[Any]:
    """Return a strategy that draws from these values alone, which is quick."""
    return st.sampled_from(some(make))


def check_kinds(
    make: Make, kind: Callable[[Any], Hashable], wanted: set[Hashable]
) -> None:
    """Check that values of all kinds are drawn, and of no other kind.

    Args:
        make: the strategy.
        kind: the kind of a value.
        wanted: all kinds; those that are none of the sample's are searched for.
    """
    found = {kind(value) for value in some(make)}
    assert found <= wanted
    for rare in wanted - found:

        def is_rare(value: Any, rare: Hashable = rare) -> bool:
            return kind(value) == rare

        example_of(make(), is_rare)
