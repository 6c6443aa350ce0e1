"""The rows of a frame as statuses that explain themselves."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any

import attrs
import numpy as np

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.frames.arrays import Numbers
from servicedesk_core.frames.cases import Asked, Cases, read_cases
from servicedesk_core.frames.column import read_column, read_frame
from servicedesk_core.frames.local import microseconds
from servicedesk_core.frames.plan import Plan
from servicedesk_core.frames.service_level import Progress
from servicedesk_core.frames.unit import NULL, Integers
from servicedesk_core.sla import (
    Metric,
    ServiceLevelTarget,
    Signal,
    SignalKind,
    SlaStatus,
    measure_signals,
)
from servicedesk_core.timeline import from_microseconds


def statuses(  # noqa: PLR0913 - a frame has as many columns
    df: object,
    *,
    target: ServiceLevelTarget | Mapping[Any, ServiceLevelTarget],
    opened: str,
    stopped: str,
    by: str | None = None,
    priority: str | None = None,
    key: str | None = None,
    pauses: object = None,
    pause_key: str | None = None,
    pause_start: str = "start",
    pause_end: str = "end",
    pause_reason: str | None = None,
    now: datetime,
    tz: str | tzinfo | None = None,
    progress: Progress | None = None,
) -> Iterator[SlaStatus]:
    """Yield each row as a status, which explains itself; for rows that were filtered.

    Its figures are those that :func:`with_sla` writes; arguments and errors are the
    same, but that pauses of other tickets are passed over, for their rows may have been
    filtered out. Each pause keeps its reason: those that meet follow one another, and
    where they overlap, the time belongs to the one that began first.

    Args:
        df: a data frame of pandas, polars or pyarrow.
        target: what to hold the rows against: one for all, or one for each key.
        opened: the column of the instants at which the clocks started.
        stopped: the column of those at which they stopped; null while they run.
        by: the column of the keys, if ``target`` is a mapping.
        priority: the column of the priorities; needed if a target tells them apart.
        key: the column of the tickets' keys, which the statuses have.
        pauses: a frame of any kind with a row for each pause, also of other tickets.
        pause_key: its column of the tickets' keys; that of ``key`` unless given.
        pause_start: its column of starts.
        pause_end: its column of ends; null while a pause lasts.
        pause_reason: its column of reasons; without it all wait for the caller.
        now: the viewpoint, aware.
        tz: the zone whose clocks naive datetimes were read from.
        progress: wraps the rows, as ``tqdm`` does.

    Raises:
        InvalidArgumentError: as ``with_sla`` does; if a row has no opening; and if an
            instant is no whole number of microseconds, as statuses count.
        NoTargetError: if a row's priority has no target.

    Example:
        >>> import polars
        >>> from datetime import timedelta
        >>> from servicedesk_core.calendars import ServiceCalendar
        >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        >>> target = ServiceLevelTarget("resolution", timedelta(hours=4), desk)
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> df = polars.DataFrame({
        ...     "id": ["INC1"],
        ...     "opened": [monday],
        ...     "resolved": [monday + timedelta(hours=5)],
        ... })
        >>> for status in statuses(
        ...     df,
        ...     target=target,
        ...     opened="opened",
        ...     stopped="resolved",
        ...     key="id",
        ...     now=monday + timedelta(days=1),
        ... ):
        ...     print(status)
        INC1 resolution breached
    """
    asked = Asked(
        target=target,
        opened=opened,
        stopped=stopped,
        by=by,
        priority=priority,
        key=key,
        pauses=pauses,
        pause_key=pause_key,
        pause_start=pause_start,
        pause_end=pause_end,
        pause_reason=pause_reason,
        viewpoint=now,
        tz=tz,
        strangers=True,
    )
    frame = read_frame(df)
    cases = read_cases(frame, asked)
    keys = [None] * len(cases.opened)
    if key is not None:
        keys = read_column(frame, key, "key").to_list()
    return _statuses(_Rows(cases, now), keys, progress)


def _statuses(
    rows: "_Rows", keys: list[Any], progress: Progress | None
) -> Iterator[SlaStatus]:
    places = range(len(keys))
    for row in places if progress is None else progress(places):
        yield rows.status(row, keys[row])


class _Rows:
    """Cases, one by one, in microseconds."""

    def __init__(self, cases: Cases, now: datetime) -> None:
        self.cases, self.now = cases, now
        first, holds = cases.first.name, cases.holds
        self.opened = self._whole(cases.opened, first)
        missing = self.opened == NULL
        if missing.any():
            row = int(np.argmax(missing))
            wanted = "an opening in every row"
            raise InvalidArgumentError(
                f"column {first!r}", f"none in row {row}", wanted
            )
        self.ended = self._whole(cases.ended, cases.last.name)
        self.starts = self._whole(holds.starts, "pause_start")
        self.ends = self._whole(holds.ends, "pause_end")
        self.resumes = ~(holds.lasting | holds.goes_on)
        self.edges = np.searchsorted(holds.rows, np.arange(len(self.opened) + 1))

    def _whole(self, values: Integers, name: str) -> Integers:
        return microseconds(Numbers(values, self.cases.unit, bare=False), name)

    def status(self, row: int, key: object) -> SlaStatus:
        """Return where a row stands."""
        plan = self.cases.plans[self.cases.plan_of[row]]
        # Its clock is one that starts when it is opened and stops when it is resolved.
        target = attrs.evolve(plan.target, metric=Metric.RESOLUTION)
        found = measure_signals(self.signals(row, plan), target, now=self.now, key=key)
        return attrs.evolve(found, target=plan.target)

    def signals(self, row: int, plan: Plan) -> Iterator[Signal]:
        """Yield what happened to a row, in order."""
        opened = _at(self.opened[row])
        yield Signal(opened, SignalKind.OPENED, priority=plan.priority)
        holds, told = self.cases.holds, self.cases.told
        for place in range(self.edges[row], self.edges[row + 1]):
            reason = None if told is None else told.reason(holds.places[place])
            yield Signal(_at(self.starts[place]), SignalKind.PAUSED, reason=reason)
            if self.resumes[place]:
                yield Signal(_at(self.ends[place]), SignalKind.RESUMED)
        if self.ended[row] > NULL:
            yield Signal(_at(self.ended[row]), SignalKind.RESOLVED)


def _at(instant: Any) -> datetime:
    return from_microseconds(int(instant), UTC)
