"""The tables of a calendar, for as many years as rows have needed so far."""

from datetime import date

import numpy as np

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import InstantRangeError, InvalidArgumentError
from servicedesk_core.frames.backward import Backward, backward
from servicedesk_core.frames.forward import Forward, forward
from servicedesk_core.frames.spans import Spans, open_spans
from servicedesk_core.frames.unit import Integers, Unit, day_of
from servicedesk_core.timeline import EPOCH_ORDINAL, Span
from servicedesk_core.timeline.index import year_of

Years = tuple[int, int]


class CrookedError(ValueError):
    """A calendar opens or closes between two ticks of a unit; a finer one will do."""


class Tables:
    """Tables that grow by whole years.

    Args:
        calendar: whose open time counts.
        unit: what instants and lengths count.

    Attributes:
        limits: the first instant that rows may have, and the one after the last.
        rows: how many rows the tables serve at once; the more, the larger they may be.
        years: the years known, the first and the last; None before any row.
        spans: what is open in these years.
        forward: the open time before an instant.
    """

    __slots__ = (
        "_backward",
        "_calendar",
        "_unit",
        "forward",
        "limits",
        "rows",
        "spans",
        "years",
    )

    def __init__(self, calendar: ServiceCalendar, unit: Unit) -> None:
        self._calendar, self._unit = calendar, unit
        first, last = unit.years
        beginning = date(first, 1, 1).toordinal() - EPOCH_ORDINAL
        end = date(last, 12, 31).toordinal() + 1 - EPOCH_ORDINAL
        self.limits: Span = (beginning * day_of(unit), end * day_of(unit))
        self.years: Years | None = None
        self.rows: int = 0
        self.spans: Spans
        self.forward: Forward
        self._backward: Backward | None = None

    @property
    def backward(self) -> Backward:
        """The instant of a total; the spans must have one."""
        if self._backward is None:
            self._backward = backward(self.spans, self.rows)
        return self._backward

    def year(self, instant: int) -> int:
        """Return the year of UTC that an instant lies in."""
        return year_of(self._unit.microseconds(instant))

    def reach(self, instants: Integers, name: str) -> Span:
        """Cover the instants of a chunk, and return the first and the last of them.

        Args:
            instants: one at least, none of them NULL.
            name: the caller's name for them, for the error.

        Raises:
            InstantRangeError: if one lies outside the years 1 to 9999.
            InvalidArgumentError: if one lies outside the years of its unit.
        """
        low, high = int(instants.min()), int(instants.max())
        if low < self.limits[0] or high >= self.limits[1]:
            self._refuse(low if low < self.limits[0] else high, name)
        if self.years is None or low < self.spans.low or high >= self.spans.high:
            self.cover(self.year(low), self.year(high), name)
        return low, high

    def cover(self, first: int, last: int, name: str) -> None:
        """Know the years from one to another besides those known already.

        Args:
            first: the first year.
            last: the last year.
            name: the caller's name for what needs them, for the error.

        Raises:
            InvalidArgumentError: if these are too many years for the unit.
            CrookedError: if the calendar opens or closes between two ticks of it.
        """
        if self.years is not None:
            first, last = min(first, self.years[0]), max(last, self.years[1])
            if (first, last) == self.years:
                return
        if not self.can_cover(first, last):
            wanted = f"within {self._unit.breadth} years of the other instants, as far "
            wanted += f"as {self._unit} go"
            raise InvalidArgumentError(name, f"{first} to {last}", wanted)
        spans = open_spans(self._calendar, self._unit, first, last)
        if spans is None:
            raise CrookedError(self._unit)
        self.years, self.spans = (first, last), spans
        self.forward, self._backward = forward(spans, self.rows), None

    def can_cover(self, first: int, last: int) -> bool:
        """Tell whether the unit can tell apart, and measure, all of these years."""
        least, most = self._unit.years
        return least <= first and last <= most and last - first < self._unit.breadth

    def _refuse(self, instant: int, name: str) -> None:
        value = np.datetime64(instant, self._unit.value)
        if self._unit is Unit.NANOSECOND:
            first, last = self._unit.years
            wanted = f"in the years {first} to {last}, as far as {self._unit} go"
            raise InvalidArgumentError(name, value, wanted)
        raise InstantRangeError(f"{name} {value}")
