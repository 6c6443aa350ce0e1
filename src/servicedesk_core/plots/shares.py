"""The picture of shares that kept their target."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from math import isnan
from typing import Any, NamedTuple, Protocol

from matplotlib.axes import Axes

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.i18n import word
from servicedesk_core.number import to_share, to_whole
from servicedesk_core.plots._canvas import (
    add_legend,
    mark_size,
    name_columns,
    name_of,
    percent,
    to_axes,
)
from servicedesk_core.sla import Compliance

_FIGURES = ("share", "low", "high", "n")

Share = tuple[float | None, float | None, float | None, int]
"""A share from 0 to 1, the ends of its interval, and what it is of."""


class Table(Protocol):
    """A data frame of pandas, polars or pyarrow."""

    @property
    def columns(self) -> Any:
        """Its columns, or their names."""

    def __getitem__(self, name: str, /) -> Any:
        """Return a column."""


def compliance(
    report: Compliance | Mapping[Hashable, Compliance | Share] | Table,
    *,
    label: str | Sequence[str] | None = None,
    target: float | None = None,
    ax: Axes | None = None,
    language: str = "en",
) -> Axes:
    r"""Draw the share in time of each group, with its interval.

    A group whose share is undefined has its name, and no point.

    Args:
        report: a compliance, of which the groups are drawn, those of periods in the
            order of time, or itself if it has none; or by label a compliance or
            ``(share, low, high, n)``, shares from 0 to 1 or None for undefined; or the
            frame that :func:`servicedesk_core.frames.compliance` returns, with
            ``label=``, of which the rows are drawn in their order.
        label: the column, or columns, of a frame that name its rows.
        target: the share that was promised, 0 to 1, as a line; None for none.
        ax: axes to draw on; None for new ones.
        language: ``"en"`` or ``"ru"``.

    Returns:
        The axes, x in groups from 0 on, y in shares.

    Raises:
        InvalidArgumentError: for no group, a share out of range or out of its
            interval, a column that is not there, or another language.
        WrongTypeError: for what is neither a compliance nor such a mapping, and no
            frame with a label.

    Example:
        >>> axes = compliance({"May": (0.9, 0.8, 0.95, 60)}, target=0.95)
        >>> [label.get_text() for label in axes.get_xticklabels()]
        ['May\nn=60']
    """
    promised = None if target is None else to_share(target, "target")
    points = _read(report, label, word("total", language))
    shown = [
        (at, point.share, point.below, point.above)
        for at, point in enumerate(points)
        if point.share is not None
    ]
    places, shares, below, above = zip(*shown, strict=True) if shown else ((),) * 4
    ax = to_axes(ax, x="", y=word("share_in_time", language))
    size = mark_size(len(points))
    ax.errorbar(
        places,
        shares,
        yerr=(below, above),
        fmt="o",
        markersize=size,
        capsize=size / 2 if size > 3 else 0,
        elinewidth=size / 4,
        label=_interval_text(report, language),
    )
    if promised is not None:
        text = f"{word('target', language)}: {percent(promised)}"
        ax.axhline(promised, color="C1", linestyle="--", label=text)
    names = [name_of(point.key, language) for point in points]
    name_columns(ax, names, [f"n={point.n}" for point in points])
    low, high = ax.get_ylim()
    ax.set_ylim(max(low, -0.02), min(high, 1.02))
    ax.yaxis.set_major_formatter(percent)
    add_legend(ax)
    return ax


class _Point(NamedTuple):
    key: Hashable
    share: float | None
    below: float
    above: float
    n: int


def _read(report: Any, label: str | Sequence[str] | None, whole: str) -> list[_Point]:
    if label is not None:
        return _read_frame(report, label)
    if isinstance(report, Compliance):
        groups = report.groups or {whole: report}
        return [_read_point(key, groups[key]) for key in sorted(groups, key=_period)]
    if not isinstance(report, Mapping):
        wanted = "a Compliance, shares by label, or a frame with label="
        raise WrongTypeError("report", report, wanted)
    if not report:
        raise InvalidArgumentError("report", report, "of one group at least")
    return [_read_point(key, value) for key, value in report.items()]


def _read_frame(frame: Any, label: str | Sequence[str]) -> list[_Point]:
    if isinstance(frame, Compliance | Mapping) or not hasattr(frame, "columns"):
        raise WrongTypeError("report", frame, "a frame, for label is given")
    names = [label] if isinstance(label, str) else list(label)
    if not names:
        raise InvalidArgumentError("label", label, "one column at least")
    _check_columns(frame, names)
    keys = zip(*(_cells(frame[name]) for name in names), strict=True)
    values = zip(*(_cells(frame[name]) for name in _FIGURES), strict=True)
    points = [
        _read_point(key[0] if len(key) == 1 else key, value)
        for key, value in zip(keys, values, strict=True)
    ]
    if not points:
        raise InvalidArgumentError("report", "no row", "of one group at least")
    return points


def _check_columns(frame: Any, names: Iterable[str]) -> None:
    # The columns of pyarrow's tables are not their names.
    known = list(getattr(frame, "column_names", frame.columns))
    some = ", ".join(map(str, known))
    if not {*_FIGURES} <= {*known}:
        wanted = f"a frame with columns {', '.join(_FIGURES)}"
        raise InvalidArgumentError("report", some, wanted)
    for name in names:
        if name not in known:
            wanted = f"a column of the frame, one of {some}"
            raise InvalidArgumentError("label", name, wanted)


def _cells(column: Any) -> list[Any]:
    """Return a column of any kind as plain values, None where there is no number."""
    cells = column.to_pylist() if hasattr(column, "to_pylist") else column.to_list()
    return [None if isinstance(each, float) and isnan(each) else each for each in cells]


def _period(key: Hashable) -> tuple[bool, date]:
    """Return the period of a group; those without any keep their order, at the end."""
    period = key[-1] if isinstance(key, tuple) and key else key
    if isinstance(period, date):
        return False, period
    return True, date.min


def _read_point(key: Hashable, value: object) -> _Point:
    argument = f"report[{key!r}]"
    if isinstance(value, Compliance):
        value = (value.share, value.low, value.high, value.n)
    if not isinstance(value, tuple) or len(value) != 4:
        raise WrongTypeError(argument, value, "a Compliance or (share, low, high, n)")
    n = to_whole(value[3], argument)
    if value[:3] == (None, None, None):
        return _Point(key, None, 0.0, 0.0, n)
    share, low, high = (to_share(each, argument) for each in value[:3])
    # The ends of computed intervals may miss a share of 0 or 1 by their last digit.
    if not low - 1e-9 <= share <= high + 1e-9:
        raise InvalidArgumentError(argument, value, "a share inside its interval")
    return _Point(key, share, max(0.0, share - low), max(0.0, high - share), n)


def _interval_text(report: object, language: str) -> str:
    if isinstance(report, Compliance):
        return f"{percent(report.confidence)} {word('ci', language)}"
    return word("interval", language)
