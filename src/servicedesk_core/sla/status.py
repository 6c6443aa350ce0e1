"""Where a clock stands against its target."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

import attrs

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import (
    InvalidArgumentError,
    NeverOpenError,
    WrongTypeError,
)
from servicedesk_core.explanation import Explanation, Phrase
from servicedesk_core.frozen import FrozenMap, freeze
from servicedesk_core.sla.clock import Clock, ClockSpan, SpanKind
from servicedesk_core.sla.excuse import Excuse, ExcusedPeriod, Waiver
from servicedesk_core.sla.metric import AnyMetric
from servicedesk_core.sla.target import ServiceLevelTarget, Time, WorkingDays
from servicedesk_core.timeline import (
    Span,
    from_microseconds,
    instant_key,
    merge,
    to_duration,
    to_microseconds,
    to_timedelta,
)

_ZERO = timedelta()
_RUNNING = SpanKind.RUNNING


class SlaState(StrEnum):
    """A summary of a status; the first that fits, in this order."""

    CANCELLED = "cancelled"
    NOT_STARTED = "not_started"
    BREACHED = "breached"
    MET = "met"
    PAUSED = "paused"
    AT_RISK = "at_risk"
    RUNNING = "running"


@attrs.frozen
class SpanRow:
    """One span of a status, explained.

    Attributes:
        start: when it began.
        end: when it ended, or the viewpoint.
        kind: what the clock did.
        reason: what made it so.
        wall: its real time.
        service: its time within service hours.
        total: service time on the clock at its end.
    """

    start: datetime
    end: datetime
    kind: SpanKind
    reason: str
    wall: timedelta
    service: timedelta
    total: timedelta


class PriorityChange(NamedTuple):
    """A priority that gave way to another.

    Attributes:
        at: when, in microseconds since 1970-01-01T00:00Z.
        before: the priority until then.
        after: the one from then on.
    """

    at: int
    before: object
    after: object


@attrs.frozen
class SlaStatus:
    """A clock against a target, seen from ``now``.

    It is a function of events, calendar, target and ``now`` alone: whoever looks when
    sees the same. Datetimes are in the zone of ``now``. Of a metric that comes round,
    it tells of the present cycle; :attr:`cycles` has all of them.

    Attributes:
        target: the target it is held against.
        within: the target's time for the subject's priority.
        calendar: the hours that count for it.
        now: the viewpoint.
        clock: what the clock did in the present cycle.
        past: the cycles before.
        priority: the subject's, which decided the target.
        key: which subject it is, for grouping.
        agreement: the agreement's name, if there is one.
        attributes: of the subject, for grouping.
        excused: what may excuse a breach.
        priority_changes: which priority gave way to which, in order.

    Example:
        >>> from datetime import UTC
        >>> from servicedesk_core.sla import Signal, measure_signals
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> target = ServiceLevelTarget(
        ...     "resolution", timedelta(hours=4), ServiceCalendar.always()
        ... )
        >>> status = measure_signals(
        ...     [Signal(monday, "opened")], target, now=monday + timedelta(hours=3)
        ... )
        >>> status.state, status.fraction, status.remaining
        (<SlaState.AT_RISK: 'at_risk'>, 0.75, datetime.timedelta(seconds=3600))
        >>> status.due_at.isoformat()
        '2026-01-05T13:00:00+00:00'
    """

    target: ServiceLevelTarget
    within: Time
    calendar: ServiceCalendar
    now: datetime = attrs.field(eq=instant_key)
    clock: Clock
    past: tuple[Clock, ...] = ()
    priority: object = None
    key: object = None
    agreement: str | None = None
    attributes: Mapping[str, object] = attrs.field(factory=FrozenMap, converter=freeze)
    excused: tuple[Excuse, ...] = ()
    priority_changes: tuple[PriorityChange, ...] = ()
    _elapsed: int = attrs.field(init=False, eq=False, repr=False)
    """Service time on the clock, in microseconds: every answer asks for it."""

    @_elapsed.default
    def _sum_up(self) -> int:
        service_time, total = self.calendar.service_time, 0
        for start, end, kind, _ in self.clock.spans:
            if kind is _RUNNING:
                total += service_time(start, end)
        return total

    @property
    def metric(self) -> AnyMetric:
        """What is timed."""
        return self.target.metric

    @property
    def state(self) -> SlaState:
        """The summary: the first of :class:`SlaState` that fits."""
        for state, fits in _FITS.items():
            if fits(self):
                return state
        return SlaState.RUNNING

    @property
    def is_cancelled(self) -> bool:
        """Whether the clock was called off: the subject was cancelled or merged."""
        return self.clock.cancelled

    @property
    def is_paused(self) -> bool:
        """Whether the clock is paused at ``now``."""
        return self.clock.is_paused

    @property
    def is_finished(self) -> bool:
        """Whether the clock has stopped: nothing more can happen but a reopening."""
        return self.clock.finished is not None

    @property
    def is_breached(self) -> bool:
        """Whether more time passed than the target allows, or its date is past."""
        if isinstance(self.within, timedelta):
            return self._elapsed > to_duration(self.within, "within")
        due = self._due_date(self.within)
        return due is not None and self._latest > due

    @property
    def is_excused(self) -> bool:
        """Whether it is breached, and an excuse takes that back."""
        return self.excuse is not None

    @property
    def excuse(self) -> Excuse | None:
        """What takes a breach back: a waiver, or the last of the periods needed."""
        if not self.is_breached:
            return None
        periods: list[Span] = []
        for excuse in self.excused:
            if isinstance(excuse, ExcusedPeriod):
                span = instant_key(excuse.start), instant_key(excuse.end)
                periods = merge([*periods, span])
            if self._is_taken_back(excuse, periods):
                return excuse
        return None

    @property
    def is_at_risk(self) -> bool:
        """Whether the first warning fraction is reached."""
        return bool(self.warned)

    @property
    def warned(self) -> tuple[float, ...]:
        """The warning fractions that are reached, in order."""
        if self.clock.started is None:
            return ()
        elapsed = self._elapsed
        return tuple(
            each for each in self.target.warn_at if elapsed >= self._share(each)
        )

    @property
    def cycles(self) -> tuple["SlaStatus", ...]:
        """Every cycle as a status of its own, the present one last.

        Example:
            >>> from datetime import UTC
            >>> from servicedesk_core.sla import Signal, measure_signals
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> hour = timedelta(hours=1)
            >>> asked = [
            ...     Signal(monday, "opened"),
            ...     Signal(monday + 1 * hour, "agent_reply"),
            ...     Signal(monday + 2 * hour, "requester_message"),
            ...     Signal(monday + 5 * hour, "agent_reply"),
            ...     Signal(monday + 6 * hour, "requester_message"),
            ... ]
            >>> target = ServiceLevelTarget(
            ...     "next_response", 2 * hour, ServiceCalendar.always()
            ... )
            >>> status = measure_signals(asked, target, now=monday + 7 * hour)
            >>> [str(cycle.state) for cycle in status.cycles]
            ['breached', 'running']
        """
        return tuple(
            attrs.evolve(self, clock=clock, past=())
            for clock in (*self.past, self.clock)
        )

    @property
    def worst_cycle(self) -> "SlaStatus":
        """The cycle with the largest share of its time used; the first of equals."""
        return max(self.cycles, key=lambda cycle: cycle.fraction or 0.0)

    @cached_property
    def rows(self) -> tuple[SpanRow, ...]:
        """What the clock did, span by span."""
        total = _ZERO
        rows = []
        for span in self.clock.spans:
            service = to_timedelta(self._service(span))
            if span.kind is SpanKind.RUNNING:
                total += service
            wall = to_timedelta(span.end - span.start)
            start, end = self._at(span.start), self._at(span.end)
            rows.append(
                SpanRow(start, end, span.kind, span.reason, wall, service, total)
            )
        return tuple(rows)

    @property
    def started_at(self) -> datetime | None:
        """When the clock started, if it did."""
        return self._told(self.clock.started)

    @property
    def finished_at(self) -> datetime | None:
        """When it stopped; None while it has not, and again after a reopening."""
        return self._told(self.clock.finished)

    @property
    def elapsed(self) -> timedelta:
        """Service time on the clock: running spans only."""
        return to_timedelta(self._elapsed)

    @property
    def elapsed_wall(self) -> timedelta:
        """Real time of the running spans."""
        return self._wall(SpanKind.RUNNING)

    @property
    def paused_time(self) -> timedelta:
        """Service time of the pauses: what they cost."""
        return to_timedelta(
            sum(
                self._service(span)
                for span in self.clock.spans
                if span.kind is SpanKind.PAUSED
            )
        )

    @property
    def paused_wall(self) -> timedelta:
        """Real time of the pauses."""
        return self._wall(SpanKind.PAUSED)

    @property
    def allowed(self) -> timedelta:
        """The service time the target allows.

        Of working days, that from the start, or from ``now`` on before it, to the
        date they are due, the pauses aside.
        """
        return to_timedelta(self._allowed)

    @property
    def remaining(self) -> timedelta:
        """Allowed minus elapsed, negative once breached."""
        return to_timedelta(self._allowed - self._elapsed)

    @property
    def overrun(self) -> timedelta:
        """Elapsed minus allowed once breached, else zero."""
        return to_timedelta(self._overrun)

    @property
    def fraction(self) -> float | None:
        """Elapsed by allowed; None for working days that allow no service time."""
        return self._elapsed / self._allowed if self._allowed else None

    @property
    def due_at(self) -> datetime | None:
        """The first instant at which elapsed reaches the target, pauses known by now.

        Of working days, their date moved on by the service time of the pauses. None
        before the start, while paused before it, after a cancellation, and if the
        calendar has too little time ahead.
        """
        return self._told(self._due)

    @property
    def due_if_resumed(self) -> datetime | None:
        """When it would be due if a paused clock resumed at ``now``.

        None while it is not paused, and once the due time is reached.
        """
        if not self.is_paused or self._due is not None:
            return None
        if isinstance(self.within, WorkingDays):
            return self._told(self._moved_date(self.within, self._idle))
        return self._told(self._added(self._latest, self._allowed - self._elapsed))

    @property
    def breaches_at(self) -> datetime | None:
        """The last safe instant: one microsecond later it is breached.

        It is the due time, or the next opening if that lies on a closing. None where
        ``due_at`` is, and for a clock that stopped or paused in time.
        """
        return self._told(self._breach)

    @property
    def next_change_at(self) -> datetime | None:
        """The next instant at which ``state`` or ``warned`` changes by itself, or None.

        A breach shows one microsecond after the last safe instant.
        """
        if self.clock.started is None or self.is_finished or self.is_breached:
            return None
        breach = self._breach
        changes = self._warnings if breach is None else [*self._warnings, breach + 1]
        try:
            return self._told(min(changes, default=None))
        except OverflowError:
            return None

    def reaches_at(self, fraction: float) -> datetime | None:
        """Return the first instant at which a share of the target is elapsed.

        Args:
            fraction: of the target, 0 or more; above 1 is past the breach.

        Returns:
            An instant, past or to come if nothing happens; None if the clock has not
            started, stopped or paused before it, was cancelled, or the calendar has
            too little time ahead.

        Raises:
            InvalidArgumentError: if ``fraction`` is negative or no number.
            WrongTypeError: if it is nothing like one.
        """
        if not isinstance(fraction, int | float):
            raise WrongTypeError("fraction", fraction, "a number")
        if not fraction >= 0:
            raise InvalidArgumentError("fraction", fraction, "0 or more")
        if self.is_cancelled:
            return None
        try:
            return self._told(self._when(self._share(fraction)))
        except OverflowError:
            return None

    def explain(self) -> Explanation[SpanRow]:
        """Return how the figures came about, span by span, as data and as text."""
        facts = (
            ("subject", self.key),
            ("agreement", self.agreement),
            ("metric", self.metric),
            ("priority", self.priority),
            ("priority_changed", self._changes or None),
            ("calendar", self.calendar),
            ("target", _target_text(self.within)),
            ("elapsed", self.elapsed),
            ("paused", self.paused_time or None),
            ("overrun", self.overrun or None),
            ("due_at", self.due_at),
            ("cycle", len(self.past) + 1 if self.past else None),
            ("excuse", self.excuse and self.excuse.reason),
            ("state", self.state),
        )
        return Explanation(
            tuple(fact for fact in facts if fact[1] is not None), self.rows
        )

    @property
    def _changes(self) -> tuple[Phrase, ...]:
        return tuple(
            Phrase("from_to_at", change.before, change.after, self._at(change.at))
            for change in self.priority_changes
        )

    # --- in microseconds ---------------------------------------------------------

    @property
    def _latest(self) -> int:
        """The instant the clock stopped, else the viewpoint."""
        finished = self.clock.finished
        return to_microseconds(self.now, "now") if finished is None else finished

    @property
    def _is_running(self) -> bool:
        clock = self.clock
        stopped = clock.finished is not None or clock.is_paused
        return clock.started is not None and not stopped

    @property
    def _warnings(self) -> list[int]:
        """When the warning fractions ahead are reached."""
        shares = self.target.warn_at if self._is_running else ()
        ahead = [self._share(each) - self._elapsed for each in shares]
        warnings = [self._added(self._latest, time) for time in ahead if time > 0]
        return [warning for warning in warnings if warning is not None]

    @cached_property
    def _allowed(self) -> int:
        if isinstance(self.within, timedelta):
            return to_duration(self.within, "within")
        started = self.clock.started
        start = to_microseconds(self.now, "now") if started is None else started
        date = self._date(self.within, start)
        return 0 if date is None else self.calendar.service_time(start, date)

    @property
    def _overrun(self) -> int:
        return max(self._elapsed - self._allowed, 0) if self.is_breached else 0

    def _is_taken_back(self, excuse: Excuse, periods: list[Span]) -> bool:
        """Tell whether a waiver, or the periods so far, take the breach back."""
        if isinstance(excuse, Waiver):
            return excuse.key == self.key and excuse.metric in (None, self.metric)
        spared = sum(self._spared(*period) for period in periods)
        return spared > 0 and self._overrun <= spared

    @cached_property
    def _due(self) -> int | None:
        if self.clock.started is None or self.is_cancelled:
            return None
        if isinstance(self.within, WorkingDays):
            return self._due_date(self.within)
        return self._when(self._allowed, finished_too=True)

    def _when(self, time: int, *, finished_too: bool = False) -> int | None:
        """Return the first instant at which so much service time is elapsed."""
        total = 0
        for span in self.clock.spans:
            if span.kind is SpanKind.RUNNING:
                service = self._service(span)
                if total + service >= time:
                    return self._added(span.start, time - total)
                total += service
        if self.clock.started is None or self.is_paused:
            return None
        if self.is_finished and not finished_too:
            return None
        return self._added(self._latest, time - total)

    @property
    def _breach(self) -> int | None:
        if self.is_cancelled or self.clock.started is None:
            return None
        if isinstance(self.within, WorkingDays):
            # Of a pause that began too late, the date is past as any other.
            return self._due if self.is_breached or not self.is_finished else None
        if not (self.is_breached or self._is_running):
            return None
        start, left = self._latest, self._allowed - self._elapsed
        # Once it is breached, back to the span in which the target was used up.
        for span in reversed(self.clock.spans):
            if left >= 0:
                break
            if span.kind is SpanKind.RUNNING:
                start, left = span.start, left + self._service(span)
        return self._opening(self._added(start, left))

    def _date(self, within: WorkingDays, start: int) -> int | None:
        """Return when working days from an instant on are due, pauses aside."""
        try:
            at = from_microseconds(start, self.calendar.tz)
            due = self.calendar.add_days(at, within.days, rule=within.rule)
        except (NeverOpenError, OverflowError):
            return None
        return to_microseconds(due, "due")

    def _due_date(self, within: WorkingDays) -> int | None:
        """Return when working days are due, cancelled or not."""
        idle = self._idle
        if not self.is_paused:
            return self._moved_date(within, idle)
        # A pause that lasts moves it on and on, unless it began too late.
        due = self._moved_date(within, idle[:-1])
        return due if due is not None and idle[-1][0] >= due else None

    @property
    def _idle(self) -> list[Span]:
        """The stretches before its end, or ``now``, in which the clock did not run.

        A pause that changes its reason is one; one that begins at ``now`` is empty.
        """
        latest = self._latest
        found = merge(
            (span.start, span.end)
            for span in self.clock.spans
            if span.kind is not SpanKind.RUNNING and span.start < latest
        )
        if self.is_paused and (not found or found[-1][1] < latest):
            found.append((latest, latest))
        return found

    def _moved_date(self, within: WorkingDays, idle: list[Span]) -> int | None:
        """Return the date, moved on by what did not count before it."""
        started = self.clock.started
        due = None if started is None else self._date(within, started)
        for start, end in idle:
            if due is None or start >= due:
                break
            due = self._added(due, self.calendar.service_time(start, end))
        return due

    def _share(self, fraction: float) -> int:
        return to_duration(to_timedelta(self._allowed) * fraction, "fraction")

    def _service(self, span: ClockSpan) -> int:
        return self.calendar.service_time(span.start, span.end)

    def _spared(self, low: int, high: int) -> int:
        """Return the service time on the clock within a stretch of time."""
        return sum(
            self.calendar.service_time(max(span.start, low), min(span.end, high))
            for span in self.clock.spans
            if span.kind is SpanKind.RUNNING and span.start < high and low < span.end
        )

    def _added(self, start: int, time: int) -> int | None:
        try:
            at = from_microseconds(start, self.calendar.tz)
            return to_microseconds(self.calendar.add(at, to_timedelta(time)), "at")
        except (NeverOpenError, OverflowError):
            return None

    def _opening(self, instant: int | None) -> int | None:
        if instant is None:
            return None
        try:
            at = from_microseconds(instant, self.calendar.tz)
            return to_microseconds(self.calendar.next_open(at), "at")
        except (NeverOpenError, OverflowError):
            return None

    def _wall(self, kind: SpanKind) -> timedelta:
        spans = self.clock.spans
        return to_timedelta(
            sum(span.end - span.start for span in spans if span.kind is kind)
        )

    def _told(self, instant: int | None) -> datetime | None:
        return None if instant is None else self._at(instant)

    def _at(self, instant: int) -> datetime:
        return from_microseconds(instant, self.now.tzinfo or self.calendar.tz)

    def _repr_html_(self) -> str:
        return self.explain().to_html()

    def __str__(self) -> str:
        subject = "" if self.key is None else f"{self.key} "
        return f"{subject}{self.metric} {self.state}"


def _target_text(within: Time) -> timedelta | Phrase:
    if isinstance(within, timedelta):
        return within
    return Phrase("working_days", within.days, within.rule)


# RUNNING fits what none of these does.
_FITS: Mapping[SlaState, Callable[[SlaStatus], bool]] = {
    SlaState.CANCELLED: lambda status: status.clock.cancelled,
    SlaState.NOT_STARTED: lambda status: status.clock.started is None,
    SlaState.BREACHED: lambda status: status.is_breached,
    SlaState.MET: lambda status: status.clock.finished is not None,
    SlaState.PAUSED: lambda status: status.clock.is_paused,
    SlaState.AT_RISK: lambda status: status.is_at_risk,
}
