"""Open time and due times as new columns of a data frame."""

from collections.abc import Callable, Mapping
from datetime import timedelta, tzinfo
from typing import Any, TypeVar

import numpy as np

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.frames.arrays import Numbers, read_pair
from servicedesk_core.frames.clock import Clock
from servicedesk_core.frames.column import (
    Frame,
    Series,
    new_durations,
    new_instants,
    read_durations,
    read_frame,
    read_instants,
    read_new,
)
from servicedesk_core.frames.kernel import (
    due_after,
    elapsed_between,
    length_of,
    new_clock,
    repeated,
)
from servicedesk_core.frames.keys import Keys, Rows, choose, read_keys
from servicedesk_core.frames.unit import NULL, Integers, Unit

DataFrame = TypeVar("DataFrame")


class Clocks:
    """One clock for each calendar."""

    def __init__(self) -> None:
        self._clocks: dict[tuple[int, Unit], Clock] = {}

    def of(self, calendar: object, unit: Unit) -> Clock:
        """Return the clock of a calendar, the same one each time."""
        key = id(calendar), unit
        if key not in self._clocks:
            # The clock keeps the calendar, hence its id.
            self._clocks[key] = new_clock(calendar, unit)
        return self._clocks[key]

    def warn(self) -> None:
        """Warn for each calendar whose days off are not known far enough."""
        for clock in self._clocks.values():
            clock.warn(depth=6)


def with_elapsed(
    df: DataFrame,
    *,
    calendar: ServiceCalendar | Mapping[Any, ServiceCalendar],
    start: str,
    end: str,
    by: str | None = None,
    tz: str | tzinfo | None = None,
    name: str = "elapsed",
) -> DataFrame:
    """Return a data frame with the open time between two columns as a new one.

    Args:
        df: a data frame of pandas, polars or pyarrow; it is not changed.
        calendar: whose open time counts: one for all rows, or one for each key.
        start: the column of the instants from which it counts.
        end: the column of those until which it counts.
        by: the column of the keys, if ``calendar`` is a mapping.
        tz: the zone whose clocks naive datetimes were read from; without it they are
            refused. Clocks that go back or forth are read as ``localize`` does.
        name: of the new column.

    Returns:
        The same kind of frame. The new column holds durations in the finer unit of the
        two columns, negative where the end comes first, and null where either is null.

    Raises:
        NaiveDatetimeError: if a column is naive and ``tz`` is not given.
        WrongTypeError: if a column does not hold datetimes.
        InvalidArgumentError: if there is no such column, there is one called ``name``,
            or a row's key is null or not in ``calendar``; and as ``elapsed`` does.
        InstantRangeError: if an instant lies outside the years 1 to 9999.

    Warns:
        HolidayCoverageWarning: once for each calendar with a row that reaches beyond
            the known days off.

    Example:
        >>> import pandas
        >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        >>> times = ["2026-01-16T16:00Z", "2026-01-19T10:00Z"]
        >>> df = pandas.DataFrame({"opened": times[:1], "closed": times[1:]})
        >>> df = df.apply(pandas.to_datetime)
        >>> print(with_elapsed(df, calendar=desk, start="opened", end="closed").elapsed)
        0   0 days 02:00:00
        Name: elapsed, dtype: timedelta64[us]
    """
    frame = read_frame(df)
    clocks = Clocks()
    found = elapsed_column(
        frame, clocks, calendar=calendar, start=start, end=end, by=by, tz=tz, name=name
    )
    clocks.warn()
    return frame.with_columns(found).to_native()  # type: ignore[no-any-return]


def elapsed_column(
    frame: Frame,
    clocks: Clocks,
    *,
    calendar: ServiceCalendar | Mapping[Any, ServiceCalendar],
    start: str,
    end: str,
    by: str | None,
    tz: str | tzinfo | None,
    name: str,
) -> Series:
    """Return the column that ``with_elapsed`` adds; the clocks keep its warnings."""
    new = read_new(frame, name)
    first = read_instants(frame, start, "start", tz)
    last = read_instants(frame, end, "end", tz)
    keys = read_keys(frame, by, calendar=calendar)
    names = (first.name, last.name)
    unit = read_pair(first.numbers, last.numbers, names)

    def measure(key: object, rows: Rows) -> Integers:
        clock = clocks.of(choose(calendar, keys, key, "calendar"), unit)
        pair = first.numbers.at(rows), last.numbers.at(rows)
        return elapsed_between(clock, *pair, names)

    found = by_key(keys, (first.numbers, last.numbers), measure)
    return new_durations(new, found, unit, first)


def with_due(
    df: DataFrame,
    *,
    calendar: ServiceCalendar | Mapping[Any, ServiceCalendar],
    start: str,
    within: timedelta | str | Mapping[Any, timedelta],
    by: str | None = None,
    tz: str | tzinfo | None = None,
    name: str = "due_at",
) -> DataFrame:
    """Return a data frame with the instants at which a time is up as a new column.

    Args:
        df: a data frame of pandas, polars or pyarrow; it is not changed.
        calendar: whose open time counts: one for all rows, or one for each key.
        start: the column of the instants from which it counts.
        within: how much open time: a timedelta for all rows, one for each key, or the
            name of a column of durations. A negative one leads back, none to the start.
        by: the column of the keys, if ``calendar`` or ``within`` is a mapping.
        tz: the zone whose clocks naive datetimes were read from; without it they are
            refused. Clocks that go back or forth are read as ``localize`` does.
        name: of the new column.

    Returns:
        The same kind of frame. The new column holds instants in the zone and unit of
        ``start`` (in the unit of a column ``within`` if that is finer), and null where
        ``start`` or the length is null.

    Raises:
        NaiveDatetimeError: if the column is naive and ``tz`` is not given.
        WrongTypeError: if a column does not hold datetimes, or durations.
        InvalidArgumentError: if there is no such column, there is one called ``name``,
            or a row's key is null or not in a mapping; and as ``due`` does.
        NeverOpenError: if a calendar has not so much open time for a row.
        InstantRangeError: if an instant or an answer lies outside the years 1 to 9999.

    Warns:
        HolidayCoverageWarning: once for each calendar with a row that reaches beyond
            the known days off.

    Example:
        >>> import polars
        >>> from datetime import UTC, datetime
        >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        >>> opened = datetime(2026, 1, 16, 16, tzinfo=UTC)
        >>> df = polars.DataFrame({"opened": [opened], "priority": ["high"]})
        >>> hours = {"high": timedelta(hours=2), "low": timedelta(hours=16)}
        >>> due = with_due(
        ...     df, calendar=desk, start="opened", within=hours, by="priority"
        ... )
        >>> due["due_at"][0].isoformat()
        '2026-01-19T10:00:00+00:00'
    """
    frame = read_frame(df)
    new = read_new(frame, name)
    first = read_instants(frame, start, "start", tz)
    keys = read_keys(frame, by, calendar=calendar, within=within)
    lengths = _lengths(frame, within, keys, first.numbers)
    names = (first.name, within if isinstance(within, str) else "within")
    unit = read_pair(first.numbers, lengths, names)
    clocks = Clocks()

    def move(key: object, rows: Rows) -> Integers:
        clock = clocks.of(choose(calendar, keys, key, "calendar"), unit)
        return due_after(clock, first.numbers.at(rows), lengths.at(rows), names)

    found = by_key(
        keys if isinstance(calendar, Mapping) else None, (first.numbers, lengths), move
    )
    clocks.warn()
    added = new_instants(new, found, unit, first)
    return frame.with_columns(added).to_native()  # type: ignore[no-any-return]


def _lengths(
    frame: Frame, within: object, keys: Keys | None, start: Numbers
) -> Numbers:
    """Return how much open time each row has, NULL where that is not known."""
    if isinstance(within, str):
        return read_durations(frame, within, "within")
    if keys is None or not isinstance(within, Mapping):
        return repeated(within, "within", start)
    lengths = np.full(len(start.values), NULL, np.int64)
    for key, rows in keys.rows(start.values > NULL):
        length = choose(within, keys, key, "within")
        lengths[rows] = length_of(length, "within", start.unit)
    return Numbers(lengths, start.unit, bare=False)


def by_key(
    keys: Keys | None,
    columns: tuple[Numbers, ...],
    work: Callable[[object, Rows], Integers],
) -> Integers:
    """Return the answers for all rows, worked out for the rows of each key at once.

    Args:
        keys: the column of the keys, or None if all rows are alike.
        columns: those whose rows need a key where none of them is missing.
        work: returns the answers for the rows of a key.
    """
    if keys is None:
        return work(None, slice(None))
    needed = np.logical_and.reduce([each.values > NULL for each in columns])
    found = np.full(len(needed), NULL, np.int64)
    for key, rows in keys.rows(needed):
        found[rows] = work(key, rows)
    return found
