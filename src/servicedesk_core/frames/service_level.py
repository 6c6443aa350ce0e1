"""The clocks of whole frames against their targets."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, tzinfo
from typing import Any, TypeVar

import attrs
import narwhals.stable.v2 as nw
import numpy as np
from numpy.typing import NDArray

from servicedesk_core.argument import to_one
from servicedesk_core.frames.cases import Asked, Cases, read_cases
from servicedesk_core.frames.column import (
    Frame,
    Series,
    new_durations,
    new_instants,
    read_frame,
    read_new,
)
from servicedesk_core.frames.columns import Clocks
from servicedesk_core.frames.plan import Plan
from servicedesk_core.frames.unit import NULL, Integers
from servicedesk_core.frames.verdict import STATES, Course, Verdict, judge
from servicedesk_core.sla import ServiceLevelTarget, SlaState

DataFrame = TypeVar("DataFrame")
Job = tuple[Plan, Integers]
Progress = Callable[[Iterable[Any]], Iterable[Any]]

_ROWS = 1 << 20
"""How many rows are one step of the progress, and in memory as numbers at once."""
_NOT_STARTED = STATES.index(SlaState.NOT_STARTED)
_NAMES = ("elapsed", "due_at", "state", "overrun")


def with_sla(  # noqa: PLR0913 - a frame has as many columns
    df: DataFrame,
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
    prefix: str = "sla_",
    progress: Progress | None = None,
) -> DataFrame:
    """Return a data frame with where the clock of each row stands.

    Each row is what ``measure`` says of signals: opened, paused and resumed, and
    resolved where it stopped. Whatever the metric of the target, the two columns say
    when its clock started and stopped, and the target's ``pauses`` say what held it.

    Args:
        df: a data frame of pandas, polars or pyarrow; it is not changed.
        target: what to hold the rows against: one for all, or one for each key.
        opened: the column of the instants at which the clocks started.
        stopped: the column of those at which they stopped; null while they run.
        by: the column of the keys, if ``target`` is a mapping.
        priority: the column of the priorities; needed if a target tells them apart.
        key: the column of the tickets' keys, which pauses go by.
        pauses: a frame of any kind with a row for each pause. Those that overlap or
            meet are one; what lies before the start or after the stop does not count.
        pause_key: its column of the tickets' keys; that of ``key`` unless given.
        pause_start: its column of starts.
        pause_end: its column of ends; null while a pause lasts.
        pause_reason: its column of reasons; without it all wait for the caller. A
            pause whose reason the target does not pause for does not count.
        now: the viewpoint, aware: what lies after it has not happened.
        tz: the zone whose clocks naive datetimes were read from; without it they are
            refused.
        prefix: of the names of the new columns.
        progress: wraps the steps of the work, as ``tqdm`` does.

    Returns:
        The same kind of frame with four columns more: the open time ``elapsed``, when
        it is ``due_at`` (null if nobody knows), the ``state`` as a value of
        :class:`~servicedesk_core.SlaState`, and the ``overrun`` past the target, zero
        if it is not breached. Times are in microseconds, or in nanoseconds if a column
        is. All four are null where ``opened`` is or where the priority has no target.

    Raises:
        NaiveDatetimeError: if a column is naive and ``tz`` is not given, or ``now``
            is.
        WrongTypeError: if a column does not hold datetimes, or a target is none.
        InvalidArgumentError: if there is no such column, or one of the new ones; if a
            row stopped before it was opened or has no key in ``target``; if a pause has
            no start, ends before it, or is of no ticket in ``key``.
        NoTargetError: if a target has a time for a priority, but no calendar.
        InstantRangeError: if an instant lies outside the years 1 to 9999.

    Warns:
        HolidayCoverageWarning: once for each calendar with a row that reaches beyond
            the known days off.

    Example:
        >>> import polars
        >>> from datetime import UTC, timedelta
        >>> from servicedesk_core.calendars import ServiceCalendar
        >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        >>> target = ServiceLevelTarget("resolution", timedelta(hours=4), desk)
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> df = polars.DataFrame({
        ...     "opened": [monday, monday],
        ...     "resolved": [monday + timedelta(hours=5), None],
        ... })
        >>> found = with_sla(
        ...     df,
        ...     target=target,
        ...     opened="opened",
        ...     stopped="resolved",
        ...     now=monday + timedelta(hours=3.5),
        ... )
        >>> found["sla_state"].to_list()
        ['at_risk', 'at_risk']
    """
    frame = read_frame(df)
    to_one(prefix, str, "prefix", "text")
    names = tuple(read_new(frame, prefix + name, "prefix") for name in _NAMES)
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
    )
    cases, clocks = read_cases(frame, asked), Clocks()
    # What a pause was for matters no more, and fewer are quicker.
    cases = attrs.evolve(cases, holds=cases.holds.joined())
    verdict = _judge_all(cases, clocks, progress)
    clocks.warn()
    added = _columns(names, verdict, cases)
    return frame.with_columns(*added).to_native()  # type: ignore[no-any-return]


def _columns(
    names: tuple[str, ...], verdict: Verdict, cases: Cases
) -> tuple[Series, ...]:
    elapsed, due, state, overrun = names
    unit, like = cases.unit, cases.first
    return (
        new_durations(elapsed, verdict.elapsed, unit, like),
        new_instants(due, verdict.due, unit, like),
        _texts(state, verdict.states, cases.frame),
        new_durations(overrun, verdict.overrun, unit, like),
    )


def _texts(name: str, states: Integers, frame: Frame) -> Series:
    # The last one is for -1.
    words: NDArray[Any] = np.array([*(state.value for state in STATES), None], object)
    backend: Any = frame.implementation
    return nw.new_series(name, words[states].tolist(), nw.String, backend=backend)


def _judge_all(cases: Cases, clocks: Clocks, progress: Progress | None) -> Verdict:
    """Return where all rows stand; the state is -1 where there is no target."""
    size = len(cases.opened)
    elapsed, due, overrun = (np.full(size, NULL) for _ in range(3))
    found = Verdict(elapsed, due, np.full(size, -1), overrun)
    jobs = _jobs(cases)
    for plan, rows in jobs if progress is None else progress(jobs):
        started = rows[cases.opened[rows] <= cases.at]
        found.elapsed[rows] = found.overrun[rows] = 0
        found.states[rows] = _NOT_STARTED
        clock = clocks.of(plan.calendar, cases.unit)
        verdict = judge(plan, _course(cases, started), clock)
        found.elapsed[started] = verdict.elapsed
        found.due[started] = verdict.due
        found.states[started] = verdict.states
        found.overrun[started] = verdict.overrun
    return found


def _jobs(cases: Cases) -> list[Job]:
    jobs = []
    for place, plan in enumerate(cases.plans):
        if plan.within is not None:
            rows = np.flatnonzero(cases.plan_of == place)
            jobs += [
                (plan, rows[start : start + _ROWS])
                for start in range(0, len(rows), _ROWS)
            ]
    return jobs


def _course(cases: Cases, rows: Integers) -> Course:
    ended = cases.ended[rows]
    return Course(
        cases.opened[rows],
        np.where(ended == NULL, cases.at, ended),
        ended > NULL,
        cases.holds.at(rows),
        (cases.first.name, cases.last.name),
    )
