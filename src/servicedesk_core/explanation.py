"""Answers that show their working, as rows of data and as text."""

from datetime import datetime, timedelta
from enum import Enum
from typing import Generic, TypeVar

import attrs

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.i18n import DurationStyle, duration_text, member_word, word
from servicedesk_core.markup import html_table

Row = TypeVar("Row", bound=attrs.AttrsInstance)


@attrs.frozen(init=False)
class Phrase:
    """A sentence of ours with values in it, in either language.

    Args:
        code: which sentence.
        values: what it speaks of; members of our vocabulary are translated, texts
            stay as they are.

    Example:
        >>> str(Phrase("day_off", "Unity Day"))
        'day off: Unity Day'
        >>> Phrase("day_off", "Unity Day").to_text("ru")
        'выходной: Unity Day'
    """

    code: str
    values: tuple[object, ...]

    def __init__(self, code: str, *values: object) -> None:
        self.__attrs_init__(code, values)

    def to_text(self, language: str = "en") -> str:
        """Return the sentence in ``"en"`` or ``"ru"``."""
        cells = (_cell(value, language) for value in self.values)
        return word(self.code, language).format(*cells)

    def __str__(self) -> str:
        return self.to_text()


@attrs.frozen
class Explanation(Generic[Row]):
    """What an answer is made of.

    Attributes:
        facts: named values that sum it up, in reading order.
        rows: what counted and what did not, in order of time.

    Example:
        >>> print(Explanation((("target", timedelta(hours=30)),), ()).to_text("ru"))
        цель: 30 ч
    """

    facts: tuple[tuple[str, object], ...]
    rows: tuple[Row, ...]

    def __attrs_post_init__(self) -> None:
        if len({type(row) for row in self.rows}) > 1:
            raise InvalidArgumentError("rows", self.rows, "rows of one type")

    def to_text(self, language: str = "en") -> str:
        """Return the facts line by line, then the rows as a table.

        Args:
            language: ``"en"`` or ``"ru"``.

        Raises:
            InvalidArgumentError: for any other language.
        """
        lines = [
            f"{word(name, language)}: {_cell(value, language)}"
            for name, value in self.facts
        ]
        return "\n".join([*lines, *_table(self.rows, language)])

    def to_html(self, language: str = "en") -> str:
        """Return the facts and the rows as tables of HTML, every text escaped.

        Args:
            language: ``"en"`` or ``"ru"``.

        Raises:
            InvalidArgumentError: for any other language.

        Example:
            >>> Explanation((("calendar", "R&D"),), ()).to_html()
            '<table border="1"><tr><td>calendar</td><td>R&amp;D</td></tr></table>'
        """
        facts = [
            (word(name, language), _cell(value, language)) for name, value in self.facts
        ]
        found = html_table(facts)
        if self.rows:
            header, *rows = _grid(self.rows, language)
            found += html_table(rows, header=header)
        return found

    def _repr_html_(self) -> str:
        return self.to_html()

    def __str__(self) -> str:
        return self.to_text()


def _grid(rows: tuple[Row, ...], language: str) -> list[list[str]]:
    names = [field.name for field in attrs.fields(type(rows[0]))]
    return [
        [word(name, language) for name in names],
        *([_cell(getattr(row, name), language) for name in names] for row in rows),
    ]


def _table(rows: tuple[Row, ...], language: str) -> list[str]:
    if not rows:
        return []
    cells = _grid(rows, language)
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join(map(str.ljust, line, widths)).rstrip()
        for line in ([*cells[:1], ["-" * width for width in widths], *cells[1:]])
    ]


def _cell(value: object, language: str) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(_cell(each, language) for each in value)
    return _plain(value, language)


def _plain(value: object, language: str) -> str:
    if isinstance(value, Phrase):
        return value.to_text(language)
    if isinstance(value, timedelta):
        return duration_text(value, language=language, style=DurationStyle.SHORT)
    if isinstance(value, datetime):
        whole = not (value.second or value.microsecond)
        return value.isoformat(" ", "minutes" if whole else "auto")
    if isinstance(value, Enum):
        # Only members have words; what users write stays as it is.
        return member_word(value, language)
    return str(value)
