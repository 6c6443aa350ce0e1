"""From signals to spans of time: running, paused, stopped."""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum, StrEnum, auto
from types import MappingProxyType

import attrs

from servicedesk_core.errors import InvalidHistoryError
from servicedesk_core.sla.signal import Signal, SignalKind
from servicedesk_core.sla.target import Metric


class SpanKind(StrEnum):
    """What a clock does meanwhile."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


class Effect(Enum):
    """What a signal does to a clock."""

    START = auto()
    PAUSE = auto()
    RESUME = auto()
    STOP = auto()
    RESTART = auto()
    CANCEL = auto()


_COMMON = {
    SignalKind.PAUSED: Effect.PAUSE,
    SignalKind.RESUMED: Effect.RESUME,
    SignalKind.RESOLVED: Effect.STOP,
    SignalKind.CLOSED: Effect.STOP,
    SignalKind.CANCELLED: Effect.CANCEL,
}
EFFECTS: Mapping[Metric, Mapping[SignalKind, Effect]] = MappingProxyType(
    {
        # A resolution answers too. Without a requester nobody waits for an answer.
        Metric.FIRST_RESPONSE: {
            **_COMMON,
            SignalKind.OPENED: Effect.START,
            SignalKind.REQUESTER_MESSAGE: Effect.START,
            SignalKind.AGENT_REPLY: Effect.STOP,
        },
        Metric.RESOLUTION: {
            **_COMMON,
            SignalKind.OPENED: Effect.START,
            SignalKind.OPENED_BY_AGENT: Effect.START,
            SignalKind.REOPENED: Effect.RESTART,
        },
    }
)
"""What each signal does to the clock of each metric; others do nothing."""


@attrs.frozen
class ClockSpan:
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


@attrs.frozen
class Clock:
    """What a clock did up to a viewpoint.

    Attributes:
        spans: in order, without gaps, from the start to the viewpoint.
        started: the instant it started, or None.
        finished: the instant it stopped for now, or None while it does not.
        is_paused: whether it is paused at the viewpoint.
        cancelled: whether it was called off before it finished.
        priority: the last one known.
    """

    spans: tuple[ClockSpan, ...]
    started: int | None
    finished: int | None
    is_paused: bool
    cancelled: bool
    priority: object


class _Run:
    """A clock while it reads its signals."""

    def __init__(self, pauses: frozenset[str]) -> None:
        self.pauses = pauses
        self.spans: list[ClockSpan] = []
        self.started: int | None = None
        self.finished: int | None = None
        self.settled = False
        self.cancelled = False
        self.hold: str | None = None
        self.since = 0
        self.kind = SpanKind.STOPPED
        self.reason = ""

    def take(self, effect: Effect, signal: Signal) -> None:
        reason: str = signal.kind
        match effect:
            case Effect.START if self.started is None and not self.settled:
                self.started = self.since = signal.instant
            case Effect.PAUSE if self._pauses(signal.reason):
                self.hold = reason = signal.reason or reason
            case Effect.PAUSE | Effect.RESUME:
                self.hold = None
            case Effect.RESTART:
                self.hold = self.finished = None
                self.cancelled = False
            case Effect.STOP | Effect.CANCEL if self.finished is None:
                self.hold = None
                # What is settled before anybody waits for it never starts.
                self.settled = True
                self.cancelled = effect is Effect.CANCEL
                if self.started is not None or self.cancelled:
                    self.finished = signal.instant
            case _:
                return
        self._turn(signal.instant, reason)

    def _pauses(self, reason: str | None) -> bool:
        return reason in self.pauses if reason else bool(self.pauses)

    def _turn(self, instant: int, reason: str) -> None:
        """Begin a new span if the clock now does something else."""
        if self.started is None:
            return
        kind = SpanKind.RUNNING
        if self.finished is not None:
            kind = SpanKind.STOPPED
        elif self.hold is not None:
            kind, reason = SpanKind.PAUSED, self.hold
        other_hold = kind is SpanKind.PAUSED and reason != self.reason
        if kind is not self.kind or other_hold:
            self.end(instant)
            self.since, self.kind, self.reason = instant, kind, reason

    def end(self, instant: int) -> None:
        """End the present span, if it has a length."""
        if self.started is not None and self.since < instant:
            self.spans.append(ClockSpan(self.since, instant, self.kind, self.reason))


def run_clock(
    signals: Iterable[Signal], metric: Metric, pauses: frozenset[str], now: int
) -> Clock:
    """Return what the clock of a metric did up to ``now``.

    Args:
        signals: in order; those after ``now`` have not happened yet.
        metric: which clock.
        pauses: the hold reasons that pause it.
        now: the viewpoint, in microseconds since 1970-01-01T00:00Z.

    Raises:
        InvalidHistoryError: if a signal is earlier than the one before it.
    """
    effects = EFFECTS[metric]
    run = _Run(pauses)
    priority: object = None
    for signal in _ordered(signals):
        if signal.instant > now:
            continue
        if signal.priority is not None:
            priority = signal.priority
        effect = effects.get(signal.kind)
        if effect is not None and (effect is Effect.RESTART or not run.cancelled):
            run.take(effect, signal)
    run.end(now)
    return Clock(
        tuple(run.spans),
        run.started,
        run.finished,
        run.kind is SpanKind.PAUSED,
        run.cancelled,
        priority,
    )


def _ordered(signals: Iterable[Signal]) -> Iterator[Signal]:
    last = None
    for position, signal in enumerate(signals):
        if last is not None and signal.instant < last:
            reason = f"{signal.at.isoformat()} is earlier than the signal before it"
            raise InvalidHistoryError(position, reason)
        last = signal.instant
        yield signal
