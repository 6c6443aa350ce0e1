"""A calendar as a table, for engines that join."""

from datetime import datetime

import numpy as np

from servicedesk_core.argument import to_one
from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.frames.unit import Integers
from servicedesk_core.timeline import to_microseconds


def calendar_table(
    calendar: ServiceCalendar, start: datetime, end: datetime
) -> dict[str, Integers]:
    """Return the open spans of a range with the open time before each.

    The open time before an instant ``t`` of the range, in microseconds since
    1970-01-01T00:00Z, is ``cum_us + least(t, end_us) - start_us`` of the last row whose
    ``start_us`` is not after ``t``: one ASOF join of DuckDB or polars for each side. An
    empty span at the start of the range leads, unless the calendar is open then, so
    that every instant of the range finds a row.

    Args:
        calendar: whose open time counts.
        start: where the range begins, aware.
        end: where it ends; not before ``start``.

    Returns:
        Arrays of int64 by name, ``start_us``, ``end_us`` and ``cum_us``, as
        ``pyarrow.table``, ``polars.DataFrame`` and ``pandas.DataFrame`` take them.

    Raises:
        NaiveDatetimeError: if either datetime has no zone.
        InvalidArgumentError: if the range is reversed.

    Warns:
        HolidayCoverageWarning: if the range reaches beyond the known days off.

    Example:
        >>> from datetime import UTC
        >>> day = datetime(1970, 1, 1, tzinfo=UTC), datetime(1970, 1, 3, tzinfo=UTC)
        >>> table = calendar_table(ServiceCalendar("00:00-00:01", tz="UTC"), *day)
        >>> for name, values in table.items():
        ...     print(name, values)
        start_us [          0 86400000000]
        end_us [   60000000 86460000000]
        cum_us [       0 60000000]
    """
    to_one(calendar, ServiceCalendar, "calendar", "a ServiceCalendar")
    spans = calendar.open_spans(start, end, depth=4)
    low = to_microseconds(start, "start")
    if not spans or spans[0][0] > low:
        spans.insert(0, (low, low))
    edges = np.array(spans, np.int64)
    starts, ends = np.ascontiguousarray(edges.T)
    lengths = ends - starts
    return {"start_us": starts, "end_us": ends, "cum_us": np.cumsum(lengths) - lengths}
