"""The tables of bench/results.md that the pictures of the batch door are drawn from."""

import re
from collections.abc import Mapping, Sequence

import attrs

_SECTION = re.compile(r"^## (.+)\n\n((?:\|.*\n?)+)", re.MULTILINE)
_NUMBER = r"[\d.,]+(?:e[+-]?\d+)?"
_SPREAD = re.compile(rf"({_NUMBER}) \(({_NUMBER})-({_NUMBER})\)")
_LIMIT = re.compile(rf"[<>]= ({_NUMBER})")
_BARS, _ARRAYS = "Bars of the batch door", "Frames 1. Bare arrays"
_RIVALS, _GROWTH = "Frames 2. Rivals", "Frames 4. Growth"
_NEEDED = (_BARS, _ARRAYS, _RIVALS, _GROWTH)
_OURS = "frames."

Line = Mapping[str, str]


@attrs.frozen
class Ratio:
    """How many times as long as another one some work takes.

    Attributes:
        work: what is done: "elapsed" or "due".
        name: the hours, or the rival.
        value: the ratio.
        limit: where its bar lies; None without one.
    """

    work: str
    name: str
    value: float
    limit: float | None = None


@attrs.frozen
class Size:
    """What a row costs where there are so many.

    Attributes:
        rows: how many.
        low: the lower quartile of the time for a row, in ns.
        middle: the median.
        high: the upper quartile.
        beside: the memory beside the columns, in MiB.
    """

    rows: int
    low: float
    middle: float
    high: float
    beside: float


@attrs.frozen
class BatchFigures:
    """What is drawn of the batch door.

    Attributes:
        arrays: bare arrays, against the addition of two columns.
        rivals: what is written without the library, against it.
        growth: more and more rows.
    """

    arrays: Sequence[Ratio]
    rivals: Sequence[Ratio]
    growth: Sequence[Size]


def missing_sections(text: str) -> list[str]:
    """Return which of the sections to draw a report does not have."""
    found = _sections(text)
    return [title for title in _NEEDED if title not in found]


def batch_figures(text: str) -> BatchFigures:
    """Return the figures of a report.

    Args:
        text: Markdown; no section may be missing.

    Raises:
        KeyError: if a section or a column is missing.
        ValueError: if a cell holds something else than is written there.
    """
    found = _sections(text)
    limits = {line["work"]: _limit(line["bar"]) for line in found[_BARS]}
    arrays = [
        Ratio(
            work,
            line["hours"],
            _number(line[f"{work} x np.add"]),
            limits.get(f"{_OURS}{work}, {line['hours']}"),
        )
        for work in ("elapsed", "due")
        for line in found[_ARRAYS]
    ]
    rivals = []
    for line in found[_RIVALS]:
        work, _, name = line["work"].partition(": ")
        if not name.startswith(_OURS):
            limit = limits.get(f"{work} against {name}")
            rivals.append(Ratio(work, name, _number(line["x ours"]), limit))
    return BatchFigures(arrays, rivals, [_size(line) for line in found[_GROWTH]])


def _sections(text: str) -> dict[str, list[Line]]:
    """Return the table of each section, by its title without the number of rows."""
    found: dict[str, list[Line]] = {}
    for title, table in _SECTION.findall(text):
        head, _, *lines = [_cells(line) for line in table.splitlines()]
        short = re.sub(r", [\d,]+ rows$", "", title)
        found[short] = [dict(zip(head, line, strict=True)) for line in lines]
    return found


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip()[1:-1])]


def _size(line: Line) -> Size:
    middle, low, high = _spread(line["ns a row"])
    beside = _number(line["MiB beside the columns"])
    return Size(int(_number(line["rows"])), low, middle, high, beside)


def _spread(cell: str) -> list[float]:
    """Return a median and its quartiles."""
    found = _SPREAD.fullmatch(cell)
    if found is None:
        raise ValueError(f"a median and its quartiles are wanted, got {cell!r}")
    return [_number(each) for each in found.groups()]


def _limit(cell: str) -> float:
    found = _LIMIT.match(cell)
    if found is None:
        raise ValueError(f"a bar is wanted, got {cell!r}")
    return _number(found[1])


def _number(cell: str) -> float:
    return float(cell.replace(",", ""))
