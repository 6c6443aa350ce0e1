"""Where a clock stands against its target."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from functools import cached_property

import attrs

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import NeverOpenError
from servicedesk_core.explanation import Explanation
from servicedesk_core.frozen import FrozenMap, freeze
from servicedesk_core.sla.clock import Clock, SpanKind
from servicedesk_core.sla.target import Metric, ServiceLevelTarget
from servicedesk_core.timeline import (
    from_microseconds,
    instant_key,
    to_microseconds,
    to_timedelta,
)

_ZERO = timedelta()


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


@attrs.frozen
class SlaStatus:
    """A clock against a target, seen from ``now``.

    It is a function of events, calendar, target and ``now`` alone: whoever looks when
    sees the same. Datetimes are in the zone of ``now``.

    Attributes:
        target: the target it is held against.
        within: the target's time for the subject's priority.
        calendar: the hours that count for it.
        now: the viewpoint.
        clock: what the clock did.
        key: which subject it is, for grouping.
        agreement: the agreement's name, if there is one.
        attributes: of the subject, for grouping.

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
    within: timedelta
    calendar: ServiceCalendar
    now: datetime = attrs.field(eq=instant_key)
    clock: Clock
    key: object = None
    agreement: str | None = None
    attributes: Mapping[str, object] = attrs.field(factory=FrozenMap, converter=freeze)

    @property
    def metric(self) -> Metric:
        """What is timed."""
        return self.target.metric

    @property
    def priority(self) -> object:
        """The subject's priority that decided the target."""
        return self.clock.priority

    @property
    def state(self) -> SlaState:
        """The summary: the first of :class:`SlaState` that fits."""
        return next(state for state in SlaState if _FITS[state](self))

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
        """Whether more time passed than the target allows."""
        return self.elapsed > self.within

    @property
    def is_at_risk(self) -> bool:
        """Whether the first warning fraction is reached."""
        return any(self.elapsed >= self.within * share for share in self.target.warn_at)

    @cached_property
    def rows(self) -> tuple[SpanRow, ...]:
        """What the clock did, span by span."""
        total = _ZERO
        rows = []
        for span in self.clock.spans:
            start, end = self._at(span.start), self._at(span.end)
            service = self.calendar.elapsed(start, end)
            if span.kind is SpanKind.RUNNING:
                total += service
            wall = to_timedelta(span.end - span.start)
            rows.append(
                SpanRow(start, end, span.kind, span.reason, wall, service, total)
            )
        return tuple(rows)

    @property
    def started_at(self) -> datetime | None:
        """When the clock started, if it did."""
        return None if self.clock.started is None else self._at(self.clock.started)

    @property
    def finished_at(self) -> datetime | None:
        """When it stopped; None while it has not, and again after a reopening."""
        return None if self.clock.finished is None else self._at(self.clock.finished)

    @property
    def elapsed(self) -> timedelta:
        """Service time on the clock: running spans only."""
        return self.rows[-1].total if self.rows else _ZERO

    @property
    def elapsed_wall(self) -> timedelta:
        """Real time of the running spans."""
        return self._sum(SpanKind.RUNNING, "wall")

    @property
    def paused_time(self) -> timedelta:
        """Service time of the pauses: what they cost."""
        return self._sum(SpanKind.PAUSED, "service")

    @property
    def paused_wall(self) -> timedelta:
        """Real time of the pauses."""
        return self._sum(SpanKind.PAUSED, "wall")

    @property
    def remaining(self) -> timedelta:
        """Target minus elapsed, negative once breached."""
        return self.within - self.elapsed

    @property
    def overrun(self) -> timedelta:
        """Elapsed minus target once breached, else zero."""
        return max(self.elapsed - self.within, _ZERO)

    @property
    def fraction(self) -> float:
        """Elapsed by target; above 1 means breached."""
        return self.elapsed / self.within

    @property
    def due_at(self) -> datetime | None:
        """The first instant at which elapsed reaches the target, pauses known by now.

        None before the start, while paused before it, after a cancellation, and if
        the calendar has too little time ahead.
        """
        if self.clock.started is None or self.is_cancelled:
            return None
        for row in self._running_rows():
            if row.total >= self.within:
                start_total = row.total - row.service
                return self.calendar.add(row.start, self.within - start_total)
        if self.is_paused:
            return None
        since = self.now if self.finished_at is None else self.finished_at
        return self._added(since, self.remaining)

    @property
    def due_if_resumed(self) -> datetime | None:
        """When it would be due if a paused clock resumed at ``now``.

        None while it is not paused, and once the due time is reached.
        """
        if not self.is_paused or self.remaining <= _ZERO:
            return None
        return self._added(self.now, self.remaining)

    @property
    def breaches_at(self) -> datetime | None:
        """The last safe instant: one microsecond later it is breached.

        It is the due time, or the next opening if that lies on a closing. None where
        ``due_at`` is, and for a clock that stopped or paused in time.
        """
        if self.is_cancelled:
            return None
        for row in self._running_rows():
            if row.total > self.within:
                start_total = row.total - row.service
                safe = self.calendar.add(row.start, self.within - start_total)
                return self._opening(safe)
        if self.clock.started is None or self.is_finished or self.is_paused:
            return None
        due = self._added(self.now, self.remaining)
        return None if due is None else self._opening(due)

    @property
    def next_change_at(self) -> datetime | None:
        """The next instant at which ``state`` changes if nothing happens, or None."""
        if self.state not in {SlaState.RUNNING, SlaState.AT_RISK}:
            return None
        if self.target.warn_at and not self.is_at_risk:
            ahead = self.within * self.target.warn_at[0] - self.elapsed
            return self._added(self.now, ahead)
        breach = self.breaches_at
        if breach is None:
            return None
        # On the time line, not on the clock face: clocks may go back meanwhile.
        after = to_microseconds(breach, "breaches_at") + 1
        try:
            return self._at(after)
        except OverflowError:
            return None

    def explain(self) -> Explanation[SpanRow]:
        """Return how the figures came about, span by span, as data and as text."""
        facts = (
            ("subject", self.key),
            ("agreement", self.agreement),
            ("metric", self.metric),
            ("priority", self.priority),
            ("calendar", self.calendar),
            ("target", self.within),
            ("elapsed", self.elapsed),
            ("overrun", self.overrun or None),
            ("due_at", self.due_at),
            ("state", self.state),
        )
        return Explanation(
            tuple(fact for fact in facts if fact[1] is not None), self.rows
        )

    def _running_rows(self) -> tuple[SpanRow, ...]:
        return tuple(row for row in self.rows if row.kind is SpanKind.RUNNING)

    def _added(self, start: datetime, duration: timedelta) -> datetime | None:
        try:
            return self.calendar.add(start, duration)
        except (NeverOpenError, OverflowError):
            return None

    def _opening(self, at: datetime) -> datetime | None:
        try:
            return self.calendar.next_open(at)
        except NeverOpenError:
            return None

    def _sum(self, kind: SpanKind, field: str) -> timedelta:
        return sum(
            (getattr(row, field) for row in self.rows if row.kind is kind), _ZERO
        )

    def _at(self, instant: int) -> datetime:
        zone: tzinfo | None = self.now.tzinfo
        return from_microseconds(instant, zone or self.calendar.tz)

    def __str__(self) -> str:
        subject = "" if self.key is None else f"{self.key} "
        return f"{subject}{self.metric} {self.state}"


_FITS: Mapping[SlaState, Callable[[SlaStatus], bool]] = {
    SlaState.CANCELLED: lambda status: status.is_cancelled,
    SlaState.NOT_STARTED: lambda status: status.clock.started is None,
    SlaState.BREACHED: lambda status: status.is_breached,
    SlaState.MET: lambda status: status.is_finished,
    SlaState.PAUSED: lambda status: status.is_paused,
    SlaState.AT_RISK: lambda status: status.is_at_risk,
    SlaState.RUNNING: lambda _: True,
}
