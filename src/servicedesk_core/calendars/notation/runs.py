"""Ranges of dates and back: how notations write several dates at once."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import TypeVar

from servicedesk_core.errors import InvalidHoursError

LONGEST = 3_653
"""The most dates that one range may name: ten years."""

Said = TypeVar("Said")


def each_day(first: date, last: date) -> list[date]:
    """Return the dates of a range, both ends included.

    Raises:
        InvalidHoursError: if the range runs backwards, or is longer than ten years.

    Example:
        >>> [day.day for day in each_day(date(2026, 12, 31), date(2027, 1, 2))]
        [31, 1, 2]
    """
    count = (last - first).days + 1
    if count < 1:
        raise InvalidHoursError(f"the range from {first} to {last} runs backwards")
    if count > LONGEST:
        reason = f"the range from {first} to {last} is longer than ten years"
        raise InvalidHoursError(reason)
    return [first + timedelta(days=n) for n in range(count)]


def runs(entries: Iterable[tuple[date, Said]]) -> Iterator[tuple[date, date, Said]]:
    """Yield the first and the last of dates in a row of which the same is said.

    Example:
        >>> days = [(date(2026, 5, 1), "a"), (date(2026, 5, 2), "a")]
        >>> [(first.day, last.day, said) for first, last, said in runs(days)]
        [(1, 2, 'a')]
    """
    for (_, _, said), numbered in groupby(enumerate(entries), _run):
        days = [day for _, (day, _) in numbered]
        yield days[0], days[-1], said


def _run(numbered: tuple[int, tuple[date, Said]]) -> tuple[int, int, Said]:
    """Return what all dates of a run share, and no run is longer than is read."""
    place, (day, said) = numbered
    return day.toordinal() - place, place // LONGEST, said
