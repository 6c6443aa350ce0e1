"""Axes to draw on, and texts that fit on them."""

from collections.abc import Sequence
from datetime import datetime, time
from enum import Enum
from math import ceil

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from servicedesk_core.errors import WrongTypeError
from servicedesk_core.i18n import member_word

MANY = 40
"""Beyond so many groups, marks are small and bars have no edges."""
# Characters of a label, and of a slanted one.
_LONGEST, _SLANTED = 24, 16
# In ems of the font: the mean width of a character, the gap between labels side by
# side, and the distance of lines.
_WIDTH, _GAP, _LINE = 0.65, 1.0, 1.5
# What a legend adds to each text.
_HANDLE = 5.0
# Labels of so few characters stay level, though some are left out.
_SHORT = 6
_MIDNIGHT = time()


def to_axes(ax: Axes | None, *, x: str, y: str) -> Axes:
    """Return axes with names, in a figure of their own unless some are given.

    Raises:
        WrongTypeError: for what is neither axes nor None.

    Example:
        >>> to_axes(None, x="time", y="share").get_xlabel()
        'time'
    """
    if ax is None:
        ax = Figure(layout="constrained").subplots()
    elif not isinstance(ax, Axes):
        raise WrongTypeError("ax", ax, "matplotlib Axes or None")
    ax.set_xlabel(x)
    ax.set_ylabel(y)
    return ax


def name_of(key: object, language: str) -> str:
    """Return the label of a group: of our vocabulary, in words; midnight as a date.

    Example:
        >>> name_of(("Rīga", None), "en")
        'Rīga, —'
        >>> from datetime import datetime
        >>> name_of(datetime(2026, 2, 1), "en")
        '2026-02-01'
    """
    # Missing times and numbers of frames do not equal themselves.
    missing = isinstance(key, datetime | float) and key != key  # noqa: PLR0124
    if key is None or missing:
        return "—"
    if isinstance(key, datetime) and key.time() == _MIDNIGHT:
        return key.date().isoformat()
    if isinstance(key, tuple):
        return ", ".join(name_of(each, language) for each in key)
    if isinstance(key, Enum):
        return member_word(key, language)
    return str(key)


def shorten(text: str, longest: int = _LONGEST) -> str:
    """Return a label on one line, its middle left out if it is long.

    Both ends stay, for names in a row often differ by their ends. Dollars stay dollars.

    Example:
        >>> shorten("a cause that takes many words to tell")
        'a cause that tak…to tell'
    """
    line = " ".join(text.split())
    if len(line) > longest:
        tail = (longest - 1) // 3
        head = longest - 1 - tail
        line = f"{line[:head].rstrip()}…{line[-tail:].lstrip()}"
    # Between two of them matplotlib would read mathematics.
    return line.replace("$", r"\$")


def name_columns(ax: Axes, names: Sequence[str], notes: Sequence[str] = ()) -> None:
    """Name the places 0, 1, ... of the x axis, level or slanted, as many as fit.

    Args:
        ax: the axes.
        names: one a place.
        notes: what stands below each name, or behind it if they are slanted; left out
            if names are.
    """
    texts = [shorten(name) for name in names]
    longest = max(map(len, (*texts, *notes)))
    room = _room(ax, ax.bbox.width)
    fitting = max(1, int(room / (longest * _WIDTH + _GAP)))
    slanted = len(texts) > fitting and longest > _SHORT
    if slanted:
        fitting = max(1, int(room / _LINE))
        texts = [shorten(name, _SLANTED) for name in names]
    step = _step(len(texts), fitting)
    if notes and step == 1:
        glue = ", " if slanted else "\n"
        texts = [glue.join(pair) for pair in zip(texts, notes, strict=True)]
    ax.set_xticks(range(0, len(texts), step), texts[::step])
    if slanted:
        for label in ax.get_xticklabels():
            label.set(rotation=45, ha="right", rotation_mode="anchor")
    ax.set_xlim(-0.6, len(texts) - 0.4)


def name_rows(ax: Axes, names: Sequence[str], *, upward: bool = False) -> None:
    """Name the places 0, 1, ... of the y axis, as many as fit.

    Args:
        ax: the axes.
        names: one a place.
        upward: whether the first one is at the bottom, not at the top.
    """
    fitting = max(1, int(_room(ax, ax.bbox.height) / _LINE))
    step = _step(len(names), fitting)
    texts = [shorten(name) for name in names]
    ax.set_yticks(range(0, len(texts), step), texts[::step])
    bounds = (-0.6, len(texts) - 0.4)
    ax.set_ylim(bounds if upward else bounds[::-1])


def add_legend(ax: Axes) -> None:
    """Tell what marks mean, above the axes, where nothing can lie below it."""
    handles, labels = ax.get_legend_handles_labels()
    # Names of rows leave room at the left, so it grows from the right.
    width = max(map(len, labels)) * _WIDTH + _HANDLE
    ax.legend(
        handles,
        labels,
        loc="lower right",
        bbox_to_anchor=(1, 1),
        ncols=max(1, int(_room(ax, ax.bbox.width) / width)),
        labelspacing=0.7,
        frameon=False,
        borderaxespad=0.2,
    )


def mark_size(n: int) -> float:
    """Return the size of each of so many marks, in points.

    Example:
        >>> mark_size(12), mark_size(200)
        (6.0, 2.5)
    """
    return 6.0 if n <= MANY else 2.5


def percent(share: float, _: object = None) -> str:
    """Return a share as the text of a tick; there is none below 0 or above 1.

    Example:
        >>> percent(0.125), percent(1.02)
        ('12.5%', '')
    """
    # Ticks are sums, hence not quite what they mean.
    rounded = round(share, 9) + 0.0  # no -0
    return f"{rounded * 100:.6g}%" if 0 <= rounded <= 1 else ""


def _step(n: int, fitting: int) -> int:
    """Return which of so many names to show: each, or each second, fifth, tenth ..."""
    least = ceil(n / fitting)
    tens = int("1" + "0" * (len(str(least)) - 1))
    return next(step * tens for step in (1, 2, 5, 10) if step * tens >= least)


def _room(ax: Axes, pixels: float) -> float:
    """Return a length in ems of the font of labels."""
    return pixels / ax.figure.dpi * 72 / float(ax.xaxis.label.get_fontsize())
