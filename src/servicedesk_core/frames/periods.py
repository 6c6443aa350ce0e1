"""The rows of a frame by the period that an instant falls into."""

from datetime import tzinfo
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np

from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.frames.column import Frame, Series, read_instants
from servicedesk_core.frames.local import first_days, zone_of
from servicedesk_core.frames.unit import Integers
from servicedesk_core.sla import PeriodLength

NAME = "period"
"""Of the column of periods."""


def read_period(
    frame: Frame,
    period: PeriodLength | str | None,
    at: str | None,
    tz: str | tzinfo | None,
) -> tuple[Series, Integers] | None:
    """Return the first days of the periods of rows, as a column and as numbers.

    Args:
        frame: the frame.
        period: how long they are; None for no periods.
        at: the column of the instants that fall into them.
        tz: the zone whose dates count, and whose clocks naive datetimes were read
            from; None for that of the column.

    Raises:
        InvalidArgumentError: if the period is unknown, it and ``at`` do not come
            together, or there is no such column.
        NaiveDatetimeError: if the column is naive and ``tz`` is None.
        WrongTypeError: if it does not hold datetimes.

    Example:
        >>> import polars
        >>> from datetime import datetime
        >>> from servicedesk_core.frames.column import read_frame
        >>> frame = read_frame(polars.DataFrame({"at": [datetime(2026, 2, 5)]}))
        >>> read_period(frame, "month", "at", "UTC")[0].to_list()
        [datetime.date(2026, 2, 1)]
    """
    if period is None:
        if at is not None:
            raise InvalidArgumentError("period", None, "given, for at is")
        return None
    every = member(PeriodLength, period, "period")
    if at is None:
        wanted = "the column of the instants that fall into periods"
        raise InvalidArgumentError("at", None, wanted)
    column = read_instants(frame, at, "at", tz)
    days = first_days(column, every, zone_of(column, tz))
    backend: Any = frame.implementation
    series: Series = nw.new_series(NAME, days, backend=backend)
    return series, days.view(np.int64)
