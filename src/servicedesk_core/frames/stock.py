"""How much waits, from one period to the next."""

from datetime import date, tzinfo
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np

from servicedesk_core.errors import member
from servicedesk_core.frames.column import new_instants, read_frame, read_instants
from servicedesk_core.frames.holds import check_after
from servicedesk_core.frames.local import first_days, next_day, zone_of
from servicedesk_core.frames.unit import NULL, Unit
from servicedesk_core.sla import PeriodLength
from servicedesk_core.timeline import midnight


def backlog(
    df: Any,
    *,
    opened: str,
    closed: str,
    every: PeriodLength | str,
    tz: str | tzinfo | None = None,
) -> Any:
    """Return how many rows wait at the beginning of each period.

    A row waits from its opening on and before its end.

    Args:
        df: a data frame of pandas, polars or pyarrow.
        opened: the column of the openings; rows without one are not counted.
        closed: the column of the ends; null while a row waits.
        every: how long a period is: "day", "week" (from Monday), "month", "quarter" or
            "year".
        tz: the zone whose midnights begin them, and whose clocks naive datetimes were
            read from; that of ``opened`` unless given.

    Returns:
        The same kind of frame with the instants ``at`` which periods begin, from the
        one of the first opening to the first that begins after all that is known, and
        how many rows are ``waiting`` then.

    Raises:
        InvalidArgumentError: if there is no such column, a row ends before it begins,
            or for an unknown length.
        NaiveDatetimeError: if a column is naive and ``tz`` is not given.
        WrongTypeError: if a column does not hold datetimes.

    Example:
        >>> import polars
        >>> from datetime import UTC, datetime
        >>> df = polars.DataFrame({
        ...     "opened": [datetime(2026, 1, 5, 9, tzinfo=UTC)] * 2,
        ...     "closed": [datetime(2026, 1, 6, 9, tzinfo=UTC), None],
        ... })
        >>> found = backlog(df, opened="opened", closed="closed", every="day")
        >>> found["waiting"].to_list()
        [0, 2, 1]
    """
    frame, length = read_frame(df), member(PeriodLength, every, "every")
    first = read_instants(frame, opened, "opened", tz)
    last = read_instants(frame, closed, "closed", tz)
    check_after(last, first)
    known = first.numbers.values > NULL
    units = (Unit.MICROSECOND, first.numbers.unit, last.numbers.unit)
    unit = max(units, key=lambda unit: unit.per_second)
    begun = np.sort(first.numbers.to(unit, first.name, "instants")[known])
    ended = last.numbers.to(unit, last.name, "instants")[known]
    ended = np.sort(ended[ended > NULL])
    zone = zone_of(first, tz)
    days = first_days(first, length, zone)[known]
    latest = max([*begun[-1:].tolist(), *ended[-1:].tolist()], default=0)
    points: list[int] = []
    day: date | None = min(days.tolist(), default=None)
    while day is not None and (not points or points[-1] <= latest):
        points.append(midnight(day.toordinal(), zone) * (unit.per_second // 10**6))
        day = next_day(day, length)
    at = np.array(points, np.int64)
    came, went = (np.searchsorted(each, at, side="right") for each in (begun, ended))
    backend: Any = frame.implementation
    waiting = (came - went).tolist()
    found = nw.new_series("waiting", waiting, nw.Int64, backend=backend)
    return (
        new_instants("at", at, unit, first).to_frame().with_columns(found).to_native()
    )
