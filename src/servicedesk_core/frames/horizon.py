"""How far the days off of a calendar are known, and whether rows reach beyond."""

from datetime import UTC

import numpy as np

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.frames.unit import Integers, Unit
from servicedesk_core.timeline import Span, from_microseconds, inside


class Horizon:
    """Remembers the first row that a calendar should warn about.

    Args:
        calendar: whose days off are known for some years only.
        unit: what instants count.
    """

    __slots__ = ("_calendar", "_certain", "_missed", "_unit")

    def __init__(self, calendar: ServiceCalendar, unit: Unit) -> None:
        self._calendar, self._unit = calendar, unit
        self._certain = calendar.source.certain()
        self._missed: Span | None = None

    def holds(self, low: int, high: int) -> bool:
        """Tell whether rows between two instants are of no interest here."""
        return self._missed is not None or inside(*self._span(low, high), self._certain)

    def note(self, first: Integers, last: Integers) -> None:
        """Find the first row that reaches beyond, if there is one.

        Args:
            first: one end of what each row asks about, in any order.
            last: the other end.
        """
        lows, highs = np.minimum(first, last), np.maximum(first, last)
        beyond = np.ones(len(lows), np.bool_)
        for start, end in self._certain:
            low, high = (edge * self._unit.per_second // 10**6 for edge in (start, end))
            beyond &= (lows < low) | (highs > high)
        if beyond.any():
            row = int(np.argmax(beyond))
            self._missed = self._span(int(lows[row]), int(highs[row]))

    def warn(self, *, depth: int) -> None:
        """Warn if a row reached beyond, once.

        Args:
            depth: how many calls up the line is that the warning should name.
        """
        if self._missed is not None:
            missed, self._missed = self._missed, None
            low, high = (from_microseconds(at, UTC) for at in missed)
            self._calendar.open_spans(low, high, depth=depth + 1)

    def _span(self, low: int, high: int) -> Span:
        microseconds = self._unit.microseconds
        return microseconds(low), microseconds(high, up=True)
