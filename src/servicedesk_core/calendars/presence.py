"""Who is there when: several calendars side by side."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import pairwise

from servicedesk_core.argument import to_mapping, to_one
from servicedesk_core.calendars.calendar import ServiceCalendar
from servicedesk_core.timeline import Interval, from_microseconds, to_range


def coverage(
    calendars: Mapping[str, ServiceCalendar], start: datetime, end: datetime
) -> Iterator[tuple[Interval, frozenset[str]]]:
    """Yield who is open from ``start`` to ``end``, interval by interval.

    The intervals follow each other without gaps from ``start`` to ``end``, in the
    zone of ``start``; where nobody is open the names are an empty set.

    Args:
        calendars: the calendars by name.
        start: where the range begins, aware.
        end: where it ends; not before ``start``.

    Raises:
        NaiveDatetimeError: if either has no zone.
        InvalidArgumentError: if the range is reversed.

    Example:
        >>> from datetime import UTC
        >>> desks = {
        ...     "Riga": ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="Europe/Riga"),
        ...     "Lisbon": ServiceCalendar.parse(
        ...         "Mo-Fr 09:00-17:00", tz="Europe/Lisbon"
        ...     ),
        ... }
        >>> monday = datetime(2026, 1, 5, 6, tzinfo=UTC)
        >>> until = monday.replace(hour=18)
        >>> for interval, names in coverage(desks, monday, until):
        ...     print(interval.start.hour, interval.end.hour, sorted(names))
        6 7 []
        7 9 ['Riga']
        9 15 ['Lisbon', 'Riga']
        15 17 ['Lisbon']
        17 18 []
    """
    to_mapping(calendars, "calendars", "a mapping of name to calendar")
    low, high = to_range(start, end)
    edges: dict[int, set[str]] = {low: set(), high: set()}
    for name, calendar in calendars.items():
        argument = f"calendars[{name!r}]"
        to_one(calendar, ServiceCalendar, argument, "a ServiceCalendar")
        for span in calendar.open_spans(start, end, depth=4):
            for edge in span:
                edges.setdefault(edge, set()).add(name)
    return _sweep(edges, start)


def _sweep(
    edges: Mapping[int, set[str]], start: datetime
) -> Iterator[tuple[Interval, frozenset[str]]]:
    """Yield the names between edges at which each name comes or goes."""
    zone = start.tzinfo or UTC
    names: frozenset[str] = frozenset()
    for first, last in pairwise(sorted(edges)):
        names ^= edges[first]
        between = from_microseconds(first, zone), from_microseconds(last, zone)
        yield Interval(*between), names
