"""Where many clocks stand against one target."""

import attrs
import numpy as np

from servicedesk_core.errors import NeverOpenError
from servicedesk_core.frames.clock import Clock
from servicedesk_core.frames.dates import due_dates
from servicedesk_core.frames.holds import Holds
from servicedesk_core.frames.plan import Flags, Plan
from servicedesk_core.frames.unit import NULL, Integers, Unit
from servicedesk_core.sla import SlaState, WorkingDays
from servicedesk_core.sla.target import Time
from servicedesk_core.timeline import to_duration, to_timedelta

STATES = tuple(SlaState)
_CODES = {state: code for code, state in enumerate(STATES)}


@attrs.frozen(eq=False)
class Course:
    """What the clocks of some rows, all of them started, did up to now.

    Attributes:
        opened: when each started.
        latest: when it stopped, else now.
        finished: whether it stopped.
        holds: when it was paused.
        columns: the names of the columns of ``opened`` and its end, for errors.
    """

    opened: Integers
    latest: Integers
    finished: Flags
    holds: Holds
    columns: tuple[str, str]

    @property
    def paused(self) -> Flags:
        """Which are paused now."""
        found = np.zeros(len(self.opened), np.bool_)
        found[self.holds.rows[self.holds.lasting]] = True
        return found


@attrs.frozen(eq=False)
class Verdict:
    """Where clocks stand.

    Attributes:
        elapsed: open time on each.
        due: when it is due; NULL if that is not known.
        states: the place of its state in STATES.
        overrun: how much more than the target allows.
    """

    elapsed: Integers
    due: Integers
    states: Integers
    overrun: Integers


def judge(plan: Plan, course: Course, clock: Clock) -> Verdict:
    """Return where clocks stand against a target.

    Args:
        plan: the target; it has a time and a calendar.
        course: what the clocks did.
        clock: the calendar of the plan.
    """
    elapsed = _elapsed(course, clock)
    if isinstance(plan.within, WorkingDays):
        allowed, due = _in_days(plan.within, course, clock)
        breached = (due > NULL) & (course.latest > due)
    else:
        allowed = np.full(1, _length(plan.within, clock.unit))
        due = _in_time(int(allowed[0]), course, clock, elapsed)
        breached = elapsed > allowed
    risky = elapsed >= _warnings(plan, allowed, clock.unit)
    states = np.select(
        [breached, course.finished, course.paused, risky],
        [
            _CODES[state]
            for state in (
                SlaState.BREACHED,
                SlaState.MET,
                SlaState.PAUSED,
                SlaState.AT_RISK,
            )
        ],
        _CODES[SlaState.RUNNING],
    )
    overrun = np.where(breached, np.maximum(elapsed - allowed, 0), 0)
    return Verdict(elapsed, due, states, overrun)


def _elapsed(course: Course, clock: Clock) -> Integers:
    found = clock.elapsed(course.opened, course.latest, names=course.columns)
    holds = course.holds
    np.subtract.at(found, holds.rows, clock.elapsed(holds.starts, holds.ends))
    return found


def _length(within: Time | None, unit: Unit) -> int:
    microseconds = to_duration(within, "within")  # type: ignore[arg-type]
    one = np.array([microseconds], np.int64)
    return int(Unit.MICROSECOND.to(unit, one, "within", "times")[0])


def _warnings(plan: Plan, allowed: Integers, unit: Unit) -> Integers:
    """Return the open time from which on each clock is at risk."""
    warn_at = plan.target.warn_at
    if not warn_at:
        return np.full(1, np.iinfo(np.int64).max)
    scale = unit.per_second // 10**6
    # As a status has it: a part of a timedelta, rounded to microseconds.
    lengths, places = np.unique(allowed // scale, return_inverse=True)
    parts = [
        to_duration(to_timedelta(length) * warn_at[0], "warn_at") * scale
        for length in lengths.tolist()
    ]
    return np.array(parts, np.int64)[places]


def _in_time(within: int, course: Course, clock: Clock, elapsed: Integers) -> Integers:
    """Return when so much open time is over: the first instant, pauses known by now."""
    holds, turns = course.holds, course.holds.turns
    since, left = course.opened.copy(), np.full(len(elapsed), within)
    up = np.zeros(len(elapsed), np.bool_)
    for turn in range(int(turns.max(initial=-1)) + 1):
        # Those rows only whose time was not up before this pause.
        now = holds.where((turns == turn) & ~up[holds.rows])
        rows = now.rows
        ran = clock.elapsed(since[rows], now.starts)
        up[rows] = ran >= left[rows]
        rows, ran, ends = (each[~up[rows]] for each in (rows, ran, now.ends))
        left[rows] -= ran
        since[rows] = ends
    up |= elapsed >= within
    since = np.where(up, since, course.latest)
    left = np.where(up, left, within - elapsed)
    # Nobody knows how long a pause lasts.
    since[course.paused & ~up] = NULL
    return _added(clock, since, left)


def _in_days(
    within: WorkingDays, course: Course, clock: Clock
) -> tuple[Integers, Integers]:
    """Return the open time that working days allow, and when they are due."""
    dates = due_dates(clock.calendar, within, course.opened, clock.unit)
    allowed = clock.elapsed(course.opened, dates)
    allowed[dates == NULL] = 0
    holds, turns = course.holds, course.holds.turns
    idle = clock.elapsed(holds.starts, holds.ends)
    due, late = dates.copy(), np.zeros(len(dates), np.bool_)
    for turn in range(int(turns.max(initial=-1)) + 1):
        mine = (turns == turn) & ~holds.lasting
        rows = holds.rows[mine]
        # A pause after the date does not move it, nor does a later one.
        late[rows] |= (due[rows] == NULL) | (holds.starts[mine] >= due[rows])
        moved = rows[~late[rows]]
        due[moved] = _added(clock, due[moved], idle[mine][~late[rows]])
    lasting = holds.where(holds.lasting)
    # A pause that lasts moves it on and on, unless it began too late.
    open_ended = lasting.rows[lasting.starts < due[lasting.rows]]
    due[open_ended] = NULL
    return allowed, due


def _added(clock: Clock, starts: Integers, lengths: Integers) -> Integers:
    """Return the earliest instants with so much open time since others.

    NULL where the calendar has not so much, as a status has no due time there.
    """
    try:
        return clock.due(starts, lengths)
    except (NeverOpenError, OverflowError):
        if len(starts) == 1:
            return np.full(1, NULL)
    half = len(starts) // 2
    return np.concatenate(
        [
            _added(clock, starts[:half], lengths[:half]),
            _added(clock, starts[half:], lengths[half:]),
        ]
    )
