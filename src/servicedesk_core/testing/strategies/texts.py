"""Short readable texts, Latin and Cyrillic."""

from hypothesis import strategies as st

_FEW = ("a", "b", "c")
_CYRILLIC = "".join(map(chr, range(ord("\N{CYRILLIC SMALL LETTER A}"), 0x450)))
_LETTERS = f"abcdefghijklmnopqrstuvwxyz{_CYRILLIC}"
_OTHERS = f"{_LETTERS}{_LETTERS.upper()}0123456789 -_./#'«»—"


def names() -> st.SearchStrategy[str]:
    """Names: printable, not blank, without space around; few, so that some come twice.

    They shrink to ``"a"``.

    Example:
        >>> from hypothesis import find
        >>> find(names(), lambda name: True)
        'a'
    """
    return st.sampled_from(_FEW) | st.builds(
        _name, st.sampled_from(_LETTERS), st.text(_OTHERS, max_size=8)
    )


def _name(head: str, tail: str) -> str:
    return f"{head}{tail}".rstrip()


def labels() -> st.SearchStrategy[str]:
    """Texts that may be empty, like comments.

    They shrink to ``""``.

    Example:
        >>> from hypothesis import find
        >>> find(labels(), lambda label: label != "")
        'a'
    """
    return st.just("") | names()


def keys(*, prefix: str = "k") -> st.SearchStrategy[str]:
    """Keys of records: a prefix and a number, 1 to 99.

    They shrink to the first.

    Args:
        prefix: what they begin with.

    Example:
        >>> from hypothesis import find
        >>> find(keys(prefix="INC"), lambda key: True)
        'INC1'
    """
    return st.integers(1, 99).map(lambda number: f"{prefix}{number}")
