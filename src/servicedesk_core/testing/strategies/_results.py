"""What functions answer on drawn arguments."""

from typing import TypeVar, cast

from hypothesis import strategies as st

T = TypeVar("T")


def defined(strategy: st.SearchStrategy[T | None]) -> st.SearchStrategy[T]:
    """Return a strategy without None, for results that are seldom undefined.

    Example:
        >>> from hypothesis import find
        >>> find(defined(st.none() | st.integers()), lambda number: True)
        0
    """
    return cast("st.SearchStrategy[T]", strategy.filter(_is_defined))


def _is_defined(value: object) -> bool:
    return value is not None
