"""Hours made of other calendars: both, either, one without the other, by version."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, tzinfo
from enum import StrEnum
from itertools import pairwise
from typing import Protocol

import attrs

from servicedesk_core.calendars.hours import Piece
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.explanation import Phrase
from servicedesk_core.timeline import Span, clip, common, cut, merge, midnight
from servicedesk_core.timeline.index import BEGINNING, END


class Source(Protocol):
    """What a calendar takes its windows from."""

    @property
    def tz(self) -> tzinfo:
        """The zone whose dates rule."""

    def windows(self, low: int, high: int) -> list[Span]:
        """Return the windows that overlap ``[low, high)``, whole, by their starts."""

    def pieces(self, low: int, high: int) -> list[Piece]:
        """Return the windows with the names of the parts that are open."""

    def reasons(self, first: int, last: int) -> Iterator[tuple[Phrase, ...]]:
        """Yield the rules that decided each date."""

    def dated_years(self) -> list[int]:
        """Return the years that dated rules reach to."""

    def certain(self) -> list[Span]:
        """Return the spans for which the rules are known."""


class Part(Protocol):
    """A calendar, as far as what is made of it needs to know."""

    @property
    def name(self) -> str | None:
        """What it is called, if anything."""

    @property
    def source(self) -> Source:
        """Where its windows come from."""

    def __str__(self) -> str:
        """Return its name."""


class Operation(StrEnum):
    """How calendars are combined."""

    BOTH = "&"
    EITHER = "|"
    WITHOUT = "-"


@attrs.frozen
class Combination:
    """Calendars combined by set algebra of their open time.

    Windows of both and without are what is left of the first part's windows.
    """

    operation: Operation
    parts: tuple[Part, ...]
    tz: tzinfo

    def windows(self, low: int, high: int) -> list[Span]:
        """Return the windows that overlap ``[low, high)``, whole, by their starts."""
        return [(piece.start, piece.end) for piece in self.pieces(low, high)]

    def pieces(self, low: int, high: int) -> list[Piece]:
        """Return the windows with the names of the parts that are open."""
        return _PIECES[self.operation](self.parts, low, high)

    def reasons(self, first: int, last: int) -> Iterator[tuple[Phrase, ...]]:
        """Yield what each part says of the same date of its own."""
        names = [str(part) for part in self.parts]
        each = (part.source.reasons(first, last) for part in self.parts)
        for found in zip(*each, strict=True):
            yield tuple(map(_part, names, found))

    def dated_years(self) -> list[int]:
        """Return the years that dated rules of any part reach to."""
        return [year for part in self.parts for year in part.source.dated_years()]

    def certain(self) -> list[Span]:
        """Return the spans for which the rules of every part are known."""
        known = [(BEGINNING, END)]
        for part in self.parts:
            known = common(known, part.source.certain())
        return known

    def __str__(self) -> str:
        return f" {self.operation} ".join(map(_bracketed, self.parts))


def _part(name: str, reasons: tuple[Phrase, ...]) -> Phrase:
    return Phrase("part", name, reasons)


def _bracketed(part: Part) -> str:
    name = str(part)
    return f"({name})" if " " in name else name


def _pieces(part: Part, low: int, high: int) -> list[Piece]:
    """Return a part's windows under its name, or under those of its own parts."""
    pieces = part.source.pieces(low, high)
    if isinstance(part.source, Combination) and part.name is None:
        return pieces
    name = str(part)
    return [Piece(start, end, since, name) for start, end, since, _ in pieces]


def _either(parts: Sequence[Part], low: int, high: int) -> list[Piece]:
    return sorted(piece for part in parts for piece in _pieces(part, low, high))


def _both(parts: Sequence[Part], low: int, high: int) -> list[Piece]:
    others = "".join(f" & {part}" for part in parts[1:])
    kept = _of_first(parts, low, high, common)
    return [piece._replace(part=piece.part + others) for piece in kept]


def _without(parts: Sequence[Part], low: int, high: int) -> list[Piece]:
    return _of_first(parts, low, high, cut)


def _of_first(
    parts: Sequence[Part],
    low: int,
    high: int,
    keep: Callable[[list[Span], list[Span]], list[Span]],
) -> list[Piece]:
    """Return what the others leave of the first part's windows."""
    found = _pieces(parts[0], low, high)
    # The first part's windows may reach out of the range.
    first = min([low, *(piece.start for piece in found)])
    last = max([high, *(piece.end for piece in found)])
    for part in parts[1:]:
        others = merge(part.source.windows(first, last))
        found = [
            Piece(*span, since, name)
            for start, end, since, name in found
            for span in keep([(start, end)], others)
        ]
    return sorted(piece for piece in found if piece.start < high and piece.end > low)


_PIECES = {
    Operation.EITHER: _either,
    Operation.BOTH: _both,
    Operation.WITHOUT: _without,
}


@attrs.frozen
class Versions:
    """Calendars in force one after the other, each from a date of its own zone on.

    Before the first date nothing is open.
    """

    entries: tuple[tuple[date, Part], ...]

    def __attrs_post_init__(self) -> None:
        for first, second in pairwise(self._starts()):
            if first >= second:
                wanted = "dates at whose midnights the calendars can follow each other"
                given = [day.isoformat() for day, _ in self.entries]
                raise InvalidArgumentError("calendars", given, wanted)

    @property
    def tz(self) -> tzinfo:
        """The zone of the first version."""
        return self.entries[0][1].source.tz

    @property
    def parts(self) -> tuple[Part, ...]:
        """The calendars, the first in force first."""
        return tuple(calendar for _, calendar in self.entries)

    def windows(self, low: int, high: int) -> list[Span]:
        """Return the windows that overlap ``[low, high)``, cut at each change."""
        return [(piece.start, piece.end) for piece in self.pieces(low, high)]

    def pieces(self, low: int, high: int) -> list[Piece]:
        """Return the windows with the names of the calendars in force."""
        return [
            Piece(
                max(piece.start, since),
                min(piece.end, until),
                piece.since if piece.since >= since else self._since(place),
                name,
            )
            for place, (since, until) in enumerate(self._spans())
            if since < high and until > low
            for calendar, name in [(self.parts[place], str(self.parts[place]))]
            for piece in calendar.source.pieces(max(low, since), min(high, until))
        ]

    def reasons(self, first: int, last: int) -> Iterator[tuple[Phrase, ...]]:
        """Yield what the version in force on each date says of it."""
        dates = [day.toordinal() for day, _ in self.entries]
        yield from [_NO_VERSION] * (min(dates[0], last + 1) - first)
        for place, (day, calendar) in enumerate(self.entries):
            until = dates[place + 1] - 1 if place + 1 < len(dates) else last
            low, high = max(first, dates[place]), min(last, until)
            if low <= high:
                for reasons in calendar.source.reasons(low, high):
                    yield (Phrase("version", day, reasons),)

    def dated_years(self) -> list[int]:
        """Return the years of the changes and of each version's dated rules."""
        years = [year for _, part in self.entries for year in part.source.dated_years()]
        return years + [day.year for day, _ in self.entries]

    def certain(self) -> list[Span]:
        """Return the spans for which the rules of the version in force are known."""
        known = [(BEGINNING, self._starts()[0])]
        for span, calendar in zip(self._spans(), self.parts, strict=True):
            known += clip(calendar.source.certain(), *span)
        return merge(known)

    def __str__(self) -> str:
        return "; ".join(f"from {day}: {calendar}" for day, calendar in self.entries)

    def _since(self, place: int) -> int:
        """Return when the window that is open across a change starts, or the change."""
        change = self._starts()[place]
        before = (
            self.parts[place - 1].source.pieces(change - 1, change) if place else []
        )
        return min((piece.since for piece in before), default=change)

    def _starts(self) -> list[int]:
        return [
            midnight(day.toordinal(), calendar.source.tz)
            for day, calendar in self.entries
        ]

    def _spans(self) -> list[Span]:
        return list(pairwise([*self._starts(), END]))


_NO_VERSION = (Phrase("no_version"),)
