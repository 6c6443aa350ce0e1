"""Alternatives and lengths that come up equally often."""

from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


def whole(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T]:
    """Return a strategy that is one alternative, however many it has itself.

    Example:
        >>> from hypothesis import find
        >>> find(st.none() | whole(st.integers()), lambda found: found is not None)
        0
    """
    # Alternatives of alternatives are laid out flat, but for what a call returns.
    return st.builds(_itself, strategy)


def few(
    strategy: st.SearchStrategy[T], *, most: int, least: int = 0
) -> st.SearchStrategy[list[T]]:
    """Return a strategy of lists: the empty ones are as likely as the longest.

    Example:
        >>> from hypothesis import find
        >>> find(few(st.integers(), most=3), lambda found: len(found) == 2)
        [0, 0]
    """
    lengths = range(least, most + 1)
    return st.one_of(
        *(st.lists(strategy, min_size=each, max_size=each) for each in lengths)
    )


def _itself(value: T) -> T:
    return value
