"""From signals to spans of time: running, paused, stopped."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from servicedesk_core.sla.metric import Effect, Hold, MetricRules
from servicedesk_core.sla.signal import Signal


class SpanKind(StrEnum):
    """What a clock does meanwhile."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


class OnReopen(StrEnum):
    """What a reopening does to a clock that had stopped."""

    RESUME = "resume"
    """It goes on; the time while it was over does not count."""
    NEW_CYCLE = "new_cycle"
    """What was done stays done, and the time starts anew."""
    STAY_FINISHED = "stay_finished"
    """It stays as it was."""


class ClockSpan(NamedTuple):
    """A stretch of time in which a clock did one thing.

    Attributes:
        start: microseconds since 1970-01-01T00:00Z.
        end: likewise, later.
        kind: what the clock did.
        reason: the signal, or the hold reason, that made it so.
    """

    start: int
    end: int
    kind: SpanKind
    reason: str


class Clock(NamedTuple):
    """What a clock did in one cycle, up to a viewpoint.

    Attributes:
        spans: in order, without gaps, from the start to the viewpoint.
        started: the instant it started, or None.
        finished: the instant it stopped for now, or None while it does not.
        is_paused: whether it is paused at the viewpoint.
        cancelled: whether it was called off before it finished.
    """

    spans: tuple[ClockSpan, ...] = ()
    started: int | None = None
    finished: int | None = None
    is_paused: bool = False
    cancelled: bool = False

    def within(self, low: int, high: int | None = None) -> "Clock | None":
        """Return the cycle as far as it lies in a stretch of time, or None.

        Args:
            low: from when on, in microseconds since 1970-01-01T00:00Z.
            high: up to when; None for ever. A clock that goes on stops there.
        """
        started, finished = self.started, self.finished
        if started is None or (finished is not None and finished < low):
            return None
        if high is not None and high <= started:
            return None
        spans = tuple(
            span._replace(start=max(span.start, low), end=_earlier(span.end, high))
            for span in self.spans
            if max(span.start, low) < _earlier(span.end, high)
        )
        if high is not None and (finished is None or finished > high):
            # It may have been over for a while, until it was reopened.
            last = spans[-1:]
            over = last and last[0].kind is SpanKind.STOPPED
            return Clock(spans, max(started, low), last[0].start if over else high)
        return self._replace(spans=spans, started=max(started, low))

    def until(self, end: int) -> "Clock":
        """Return the cycle called off at an instant, if it had not finished by then."""
        if self.finished is not None and self.finished <= end:
            return self
        spans = tuple(
            span._replace(end=min(span.end, end))
            for span in self.spans
            if span.start < end
        )
        return Clock(spans, self.started, end, cancelled=True)


def _earlier(instant: int, other: int | None) -> int:
    return instant if other is None else min(instant, other)


# Members by names of their own: each look into an enum costs as much as a signal.
_RUNNING, _PAUSED, _STOPPED = SpanKind
_SET, _CLEAR = Hold


class _Run:
    """A clock while it reads its signals."""

    __slots__ = (
        "cancelled",
        "cycles",
        "finished",
        "hold",
        "is_over",
        "kind",
        "may_start",
        "on_reopen",
        "reason",
        "rules",
        "since",
        "spans",
        "started",
        "waits",
    )

    def __init__(self, rules: MetricRules, on_reopen: OnReopen) -> None:
        self.rules = rules
        self.on_reopen = on_reopen
        self.cycles: list[Clock] = []
        self.spans: list[ClockSpan] = []
        self.started: int | None = None
        self.finished: int | None = None
        self.cancelled = False
        self.may_start = not rules.after_response
        self.is_over = False
        self.waits = False
        self.hold: str | None = None
        self.since = 0
        self.kind = _STOPPED
        self.reason = ""

    def start(self, instant: int) -> None:
        """Begin a cycle, unless one runs or none may."""
        if self.is_over:
            # Nobody has to answer a word of thanks, unless the ticket reopens.
            self.waits = True
        elif self.may_start and (self.started is None or self.finished is not None):
            self._begin(instant)

    def _begin(self, instant: int) -> None:
        if self.started is not None:
            self.cycles.append(
                self.clock(instant if self.finished is None else self.finished)
            )
        self.spans = []
        self.started = self.since = instant
        self.finished = None
        self.cancelled = self.waits = False
        self.kind = _STOPPED

    def stop(self, instant: int) -> None:
        """End the cycle."""
        if self.started is not None and self.finished is None:
            self.finished = instant
        self.waits = False
        # What is settled before anybody waits for it never starts.
        self.may_start = self.rules.repeats

    def reset(self, instant: int) -> None:
        """End the cycle and begin the next."""
        self.stop(instant)
        self.start(instant)

    def cancel(self, instant: int) -> None:
        """Call the cycle off."""
        self.waits = False
        if self.finished is None:
            self.finished, self.cancelled = instant, True
            self.may_start &= self.rules.repeats

    def reopen(self, instant: int) -> None:
        """Take up what ended, as the target says."""
        if self.rules.repeats:
            if self.waits:
                self.start(instant)
            return
        if self.cancelled or self.on_reopen is OnReopen.RESUME:
            self.finished, self.cancelled = None, False
        elif self.on_reopen is OnReopen.NEW_CYCLE and self.finished is not None:
            self._begin(instant)

    def turn(self, instant: int, reason: str) -> None:
        """Begin a new span if the clock now does something else."""
        if self.started is None:
            return
        kind = _RUNNING
        if self.finished is not None:
            kind = _STOPPED
        elif self.hold is not None:
            kind, reason = _PAUSED, self.hold
        if kind is self.kind and (kind is not _PAUSED or reason == self.reason):
            return
        if self.since < instant:
            span = ClockSpan(self.since, instant, self.kind, self.reason)
            self.spans.append(span)
        self.since, self.kind, self.reason = instant, kind, reason

    def clock(self, end: int) -> Clock:
        """Return the present cycle, as it is at an instant."""
        if self.started is None:
            return Clock((), None, self.finished, False, self.cancelled)
        spans = [*self.spans]
        if self.since < end:
            spans.append(ClockSpan(self.since, end, self.kind, self.reason))
        is_paused = self.finished is None and self.hold is not None
        return Clock(
            tuple(spans), self.started, self.finished, is_paused, self.cancelled
        )


_TAKES: Mapping[Effect, Callable[[_Run, int], None]] = {
    Effect.START: _Run.start,
    Effect.STOP: _Run.stop,
    Effect.RESET: _Run.reset,
    Effect.REOPEN: _Run.reopen,
    Effect.CANCEL: _Run.cancel,
}


def run_clock(
    signals: Iterable[Signal],
    rules: MetricRules,
    *,
    pauses: frozenset[str],
    on_reopen: OnReopen = OnReopen.RESUME,
    now: int,
) -> tuple[Clock, ...]:
    """Return the cycles of a clock up to ``now``, the present one last.

    Args:
        signals: in order; those after ``now`` have not happened yet.
        rules: those of the metric.
        pauses: the hold reasons that pause it.
        on_reopen: what a reopening does.
        now: the viewpoint, in microseconds since 1970-01-01T00:00Z.
    """
    run = _Run(rules, on_reopen)
    moves, is_custom = rules.moves, rules.is_custom
    for signal in signals:
        instant, kind = signal.instant, signal.kind
        if instant > now:
            break
        move = rules.move(kind, signal.reason) if is_custom else moves.get(kind)
        if move is None:
            continue
        effect, hold, over = move
        if hold is _CLEAR:
            run.hold = None
        elif hold is _SET:
            run.hold = _hold(signal, None if is_custom else pauses)
        if over is not None:
            run.is_over = over
        if effect is not None:
            _TAKES[effect](run, instant)
        run.turn(instant, signal.reason or kind)
    return (*run.cycles, run.clock(now))


def _hold(signal: Signal, pauses: frozenset[str] | None) -> str | None:
    """Return the reason of a pause, if it is among those that pause; None is any."""
    reason = signal.reason
    if pauses is not None and not (reason in pauses if reason else pauses):
        return None
    return reason or signal.kind
