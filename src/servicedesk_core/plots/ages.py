"""The picture of how old the backlog is."""

from collections.abc import Hashable, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.i18n import word
from servicedesk_core.metrics import Ageing, Backlog, Bucket
from servicedesk_core.plots._canvas import (
    MANY,
    add_legend,
    name_columns,
    name_of,
    name_rows,
    to_axes,
)

# Of numbers or of timedeltas.
Ages = Ageing[Any] | Backlog

_HATCHES = ("", "//", "xx", "..", "\\\\", "++")
_UNITS = (
    ("days", timedelta(days=1)),
    ("h", timedelta(hours=1)),
    ("min", timedelta(minutes=1)),
)
_SECOND = ("s", timedelta(seconds=1))


def backlog(
    ages: Ages | Mapping[Hashable, Ages],
    *,
    ax: Axes | None = None,
    language: str = "en",
) -> Axes:
    """Draw how many wait, by age.

    One backlog has a column a bucket, with its count on top. Several have a row each,
    in which the buckets follow one another, the older the darker.

    Args:
        ages: ages in buckets, a backlog with them, or either by label, such as by kind
            or by priority; then all have the same buckets.
        ax: axes to draw on; None for new ones.
        language: ``"en"`` or ``"ru"``.

    Returns:
        The axes: x in buckets and y in counts of one backlog, x in counts and y in
        groups of several, either from 0 on.

    Raises:
        InvalidArgumentError: for no group, ages without buckets, groups of different
            buckets, or another language.
        WrongTypeError: for what is none of that.

    Example:
        >>> from servicedesk_core.metrics import ageing
        >>> axes = backlog(ageing([1, 3, 9], edges=[2, 7]))
        >>> [label.get_text() for label in axes.get_xticklabels()]
        ['< 2', '2-7', '≥ 7']
    """
    if isinstance(ages, Mapping):
        if not ages:
            raise InvalidArgumentError("ages", ages, "of one group at least")
        groups = {key: _read(each, f"ages[{key!r}]") for key, each in ages.items()}
        return _draw_rows(groups, ax, language)
    return _draw_columns(_read(ages, "ages"), ax, language)


_Buckets = tuple[Bucket[Any], ...]


def _read(ages: object, argument: str) -> _Buckets:
    found = ages.ages if isinstance(ages, Backlog) else ages
    if not isinstance(found, Ageing):
        raise WrongTypeError(argument, ages, "an Ageing, a Backlog, or these by label")
    if not found.buckets:
        raise InvalidArgumentError(argument, ages, "in buckets: give edges=")
    return found.buckets


def _draw_columns(buckets: _Buckets, ax: Axes | None, language: str) -> Axes:
    unit, names = _bucket_names(buckets)
    ax = to_axes(ax, x=_age(unit, language), y=word("count", language))
    bars = ax.bar(range(len(buckets)), [bucket.count for bucket in buckets])
    ax.bar_label(bars)
    name_columns(ax, names)
    ax.margins(y=0.1)
    ax.yaxis.set_major_locator(_whole_ticks())
    ax.set_ylim(bottom=0, top=None if any(bucket.count for bucket in buckets) else 1)
    return ax


def _draw_rows(
    groups: Mapping[Hashable, _Buckets], ax: Axes | None, language: str
) -> Axes:
    first = next(iter(groups.values()))
    for key, buckets in groups.items():
        if _edges(buckets) != _edges(first):
            wanted = f"in the buckets of the first group, {_edges(first)}"
            raise InvalidArgumentError(f"ages[{key!r}]", _edges(buckets), wanted)
    unit, names = _bucket_names(first)
    ax = to_axes(ax, x=word("count", language), y="")
    rows = range(len(groups))
    left = [0] * len(groups)
    many = len(groups) > MANY
    for place, name in enumerate(names):
        counts = [buckets[place].count for buckets in groups.values()]
        ax.barh(
            rows,
            counts,
            left=left,
            label=name if place else f"{_age(unit, language)}: {name}",
            color=("C0", (place + 1) / len(names)),
            height=1 if many else 0.8,
            hatch=None if many else _HATCHES[place % len(_HATCHES)],
            edgecolor="black",
            linewidth=0 if many else 0.5,
        )
        left = [sum(pair) for pair in zip(left, counts, strict=True)]
    name_rows(ax, [name_of(key, language) for key in groups])
    ax.xaxis.set_major_locator(_whole_ticks())
    ax.set_xlim(0, max(left) * 1.05 or 1)
    add_legend(ax)
    return ax


def _whole_ticks() -> MaxNLocator:
    return MaxNLocator("auto", integer=True, steps=[1, 2, 5, 10])


def _edges(buckets: _Buckets) -> list[Any]:
    return [bucket.low for bucket in buckets[1:]]


def _age(unit: str | None, language: str) -> str:
    age = word("age", language)
    return f"{age}, {word(unit, language)}" if unit else age


def _bucket_names(buckets: _Buckets) -> tuple[str | None, list[str]]:
    """Return the unit of times, and what each bucket is called."""
    edges = _edges(buckets)
    unit = None
    if isinstance(edges[0], timedelta):
        unit, length = _unit_of(edges)
        edges = [edge / length for edge in edges]
    texts = [f"{float(edge):.12g}" for edge in edges]
    between = [f"{low}-{high}" for low, high in pairwise(texts)]
    return unit, [f"< {texts[0]}", *between, f"≥ {texts[-1]}"]


def _unit_of(edges: Sequence[timedelta]) -> tuple[str, timedelta]:
    for unit in _UNITS:
        if not any(edge % unit[1] for edge in edges):
            return unit
    return _SECOND
