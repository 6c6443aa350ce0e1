"""Whether the columns that frames add say what single calls do."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from servicedesk_core.errors import InvalidArgumentError, NoTargetError
from servicedesk_core.testing.asserts.failure import fail
from servicedesk_core.timeline import from_microseconds, to_timedelta


def assert_frames_agree(df: object, **asked: Any) -> None:
    """Check that the columns that frames added say what single calls do, row by row.

    It needs the extra ``frames``, and takes its time: one call for each row.

    Args:
        df: a data frame with the new columns, of pandas, polars or pyarrow.
        asked: the arguments that ``with_elapsed``, ``with_due`` or ``with_sla`` was
            called with, ``name`` or ``prefix`` too.

    Raises:
        AssertionError: naming the first row and column that differ, with both values.
        InvalidArgumentError: if the arguments are those of no such function.

    Example:
        >>> import polars
        >>> import servicedesk_core as sd
        >>> desk = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        >>> opened = datetime(2026, 1, 16, 16, tzinfo=UTC)
        >>> df = polars.DataFrame({"opened": [opened]})
        >>> asked = {
        ...     "calendar": desk, "start": "opened", "within": timedelta(hours=2)
        ... }
        >>> assert_frames_agree(sd.frames.with_due(df, **asked), **asked)
        >>> wrong = df.with_columns(due_at=df["opened"] + timedelta(hours=2))
        >>> assert_frames_agree(wrong, **asked)
        Traceback (most recent call last):
        ...
        AssertionError: column 'due_at' is not what a single call says
          row = 0
          column = 2026-01-16T18:00:00+00:00 (UTC)
          single_call = 2026-01-19T10:00:00+00:00 (UTC)
    """
    for argument, check in _CHECKS.items():
        if argument in asked:
            check(df, **asked)
            return
    wanted = "those of with_elapsed, with_due or with_sla"
    raise InvalidArgumentError("asked", sorted(asked), wanted)


def _check_elapsed(
    df: object,
    *,
    calendar: Any,
    start: str,
    end: str,
    by: str | None = None,
    tz: str | tzinfo | None = None,
    name: str = "elapsed",
) -> None:
    table = _Table(df, tz)
    keys, found = table.values(by), table.durations(name)
    ends = zip(table.instants(start), table.instants(end), strict=True)
    for row, (first, last) in enumerate(ends):
        expected = None
        if first is not None and last is not None:
            expected = _chosen(calendar, keys[row]).elapsed(first, last)
        _compare(row, name, found[row], expected)


def _check_due(
    df: object,
    *,
    calendar: Any,
    start: str,
    within: Any,
    by: str | None = None,
    tz: str | tzinfo | None = None,
    name: str = "due_at",
) -> None:
    table = _Table(df, tz)
    keys, found = table.values(by), table.instants(name)
    lengths: list[Any] = [within] * len(found)
    if isinstance(within, str):
        lengths = list(table.durations(within))
    for row, first in enumerate(table.instants(start)):
        expected = None
        if first is not None and lengths[row] is not None:
            length = _chosen(lengths[row], keys[row])
            expected = _chosen(calendar, keys[row]).add(first, length)
        _compare(row, name, found[row], expected)


def _check_sla(
    df: object, *, prefix: str = "sla_", progress: object = None, **asked: Any
) -> None:
    del progress  # of the frame; here each row is asked alone
    table = _Table(df, asked.get("tz"))
    columns: dict[str, list[Any]] = {
        "elapsed": [*table.durations(f"{prefix}elapsed")],
        "due_at": [*table.instants(f"{prefix}due_at")],
        "overrun": [*table.durations(f"{prefix}overrun")],
        "state": table.values(f"{prefix}state"),
    }
    for row, status in enumerate(_statuses(table, asked)):
        for name, column in columns.items():
            expected = None if status is None else getattr(status, name)
            _compare(row, prefix + name, column[row], expected)


def _statuses(table: "_Table", asked: Mapping[str, Any]) -> Iterator[Any]:
    """Yield the status of each row, None where it has no opening or no target."""
    from servicedesk_core.frames import statuses  # noqa: PLC0415 - an extra's package

    for row, opened in enumerate(table.instants(asked["opened"])):
        if opened is None:
            yield None
            continue
        alone = table.frame[row : row + 1].to_native()
        try:
            yield next(statuses(alone, **asked))
        except NoTargetError:
            yield None


_CHECKS: Mapping[str, Callable[..., None]] = {
    "target": _check_sla,
    "within": _check_due,
    "end": _check_elapsed,
}


class _Table:
    """The columns of a frame as single values, None where one is missing."""

    def __init__(self, df: object, tz: str | tzinfo | None) -> None:
        # Imported at first use: an extra's package, which the other checks do without.
        from servicedesk_core.frames import column, local, unit  # noqa: PLC0415

        self.frame: Any = column.read_frame(df)
        self._tz = tz
        self._column, self._local, self._null = column, local, unit.NULL

    def instants(self, name: str) -> list[datetime | None]:
        """Return a column of datetimes."""
        found = self._column.read_instants(self.frame, name, "column", self._tz)
        counts = self._local.microseconds(found.numbers, name).tolist()
        return [None if n == self._null else from_microseconds(n, UTC) for n in counts]

    def durations(self, name: str) -> list[timedelta | None]:
        """Return a column of durations."""
        numbers = self._column.read_durations(self.frame, name, "column")
        counts = self._local.microseconds(numbers, name).tolist()
        return [None if n == self._null else to_timedelta(n) for n in counts]

    def values(self, name: str | None) -> list[Any]:
        """Return a column as it is; None for each row if there is no name."""
        if name is None:
            return [None] * len(self.frame)
        found = self._column.read_column(self.frame, name, "column")
        missing = found.is_null().to_list()
        values = found.to_list()
        return [
            None if gone else value for value, gone in zip(values, missing, strict=True)
        ]


def _chosen(choices: Any, key: object) -> Any:
    return choices[key] if isinstance(choices, Mapping) else choices


def _compare(row: int, name: str, found: object, expected: object) -> None:
    if isinstance(expected, datetime):
        # In a repeated hour datetimes of two zones are never equal.
        expected = expected.astimezone(UTC)
    if found != expected:
        claim = f"column {name!r} is not what a single call says"
        fail(claim, row=row, column=found, single_call=expected)
