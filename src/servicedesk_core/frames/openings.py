"""The open windows of a calendar as a frame."""

from datetime import datetime
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np

from servicedesk_core.argument import to_one
from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import WrongTypeError
from servicedesk_core.frames.arrays import Numbers
from servicedesk_core.frames.column import Instants, new_instants, read_frame
from servicedesk_core.frames.unit import Unit
from servicedesk_core.timeline import load_zone


def windows(
    calendar: ServiceCalendar, start: datetime, end: datetime, *, like: Any
) -> Any:
    """Return the open windows of a range in order, the outer ones clipped to it.

    Args:
        calendar: whose.
        start: where the range begins, aware.
        end: where it ends; not before ``start``.
        like: a data frame of the kind wanted, or its name: "pandas", "polars" or
            "pyarrow".

    Returns:
        A frame with the columns ``start`` and ``end``, in the zone of ``start``.

    Raises:
        InvalidArgumentError: if the range is reversed.
        NaiveDatetimeError: if an instant has no zone.
        WrongTypeError: if ``calendar`` is no calendar, or ``like`` no kind of frame.

    Example:
        >>> from datetime import UTC
        >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        >>> friday = datetime(2026, 1, 16, tzinfo=UTC)
        >>> monday = datetime(2026, 1, 20, tzinfo=UTC)
        >>> windows(desk, friday, monday, like="polars").shape
        (2, 2)
    """
    to_one(calendar, ServiceCalendar, "calendar", "a ServiceCalendar")
    spans = np.array(calendar.open_spans(start, end, depth=4), np.int64).reshape(-1, 2)
    column = empty_instants(read_like(like), load_zone(start.tzinfo))  # type: ignore[arg-type]
    first, last = (
        new_instants(name, np.ascontiguousarray(values), Unit.MICROSECOND, column)
        for name, values in zip(("start", "end"), spans.T, strict=True)
    )
    return first.to_frame().with_columns(last).to_native()


def read_like(like: object) -> Any:
    """Return what columns of a kind of frame are made by.

    Raises:
        WrongTypeError: if it is no frame, and no name of a kind.
    """
    if isinstance(like, str):
        found: Any = nw.Implementation.from_string(like)
        if found in _KINDS:
            return found
        wanted = f"a data frame, or one of {', '.join(map(str, _KINDS))}"
        raise WrongTypeError("like", like, wanted)
    try:
        return read_frame(like).implementation
    except WrongTypeError as error:
        raise WrongTypeError("like", error.value, error.wanted) from None


_KINDS = (
    nw.Implementation.PANDAS,
    nw.Implementation.POLARS,
    nw.Implementation.PYARROW,
)


def empty_instants(backend: Any, zone: Any) -> Instants:
    """Return a column of no instants, which others are made like."""
    dtype = nw.Datetime("us", "UTC")
    series = nw.new_series("like", [], dtype, backend=backend)
    none = Numbers(np.empty(0, np.int64), Unit.MICROSECOND, bare=False)
    return Instants("like", none, zone, series)
