"""What clocks time, and what each signal does to them: one table."""

from collections.abc import Iterable, Mapping
from enum import Enum, StrEnum, auto
from types import MappingProxyType

import attrs

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError, member
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.sla.signal import SignalKind


class Metric(StrEnum):
    """What is timed.

    FIRST_RESPONSE ends with the first answer of a person, or with the resolution.
    NEXT_RESPONSE runs, once that is given, from the oldest message of the requester
    that nobody answered. PERIODIC_UPDATE runs from one answer to the next, as long as
    no message of the requester waits. RESOLUTION ends when service is restored for
    good, RESTORATION with a workaround too. ACKNOWLEDGE ends when the desk says that
    it knows, TIME_TO_OWN when somebody has the ticket.
    """

    FIRST_RESPONSE = "first_response"
    NEXT_RESPONSE = "next_response"
    PERIODIC_UPDATE = "periodic_update"
    RESOLUTION = "resolution"
    RESTORATION = "restoration"
    ACKNOWLEDGE = "acknowledge"
    TIME_TO_OWN = "time_to_own"


class Effect(Enum):
    """What a signal does to a clock."""

    START = auto()
    """A cycle begins, unless one is running or the ticket is over."""
    STOP = auto()
    """The cycle ends."""
    RESET = auto()
    """The cycle ends, and the next begins."""
    REOPEN = auto()
    """What ended goes on, begins anew or stays, as the target says."""
    CANCEL = auto()
    """The cycle is called off."""


class Hold(Enum):
    """What a signal does to the pause of a clock."""

    SET = auto()
    CLEAR = auto()


Told = SignalKind | tuple[SignalKind, str]
"""A signal by its kind, or by its kind and its reason."""

Said = Told | str | tuple[str, str]
"""How a caller may name a signal."""


Move = tuple[Effect | None, Hold | None, bool | None]
"""What a signal does to the cycle, what to its pause, and whether all is over then."""


@attrs.frozen
class MetricRules:
    """How the clock of a metric works.

    Attributes:
        moves: what each signal does; others do nothing.
        repeats: whether another cycle may start after one ended.
        after_response: whether none starts before somebody answered.
        is_custom: whether only its own signals end and pause it.
    """

    moves: Mapping[Told, Move]
    repeats: bool = False
    after_response: bool = False
    is_custom: bool = False

    def move(self, kind: SignalKind, reason: str | None) -> Move | None:
        """Return what a signal does; the pair of kind and reason goes first."""
        if self.is_custom and reason is not None:
            found = self.moves.get((kind, reason))
            if found is not None:
                return found
        return self.moves.get(kind)


def _moves(
    effects: Mapping[Told, Effect],
    holds: Mapping[Told, Hold],
    overs: Mapping[Told, bool],
) -> Mapping[Told, Move]:
    return MappingProxyType(
        {
            told: (effects.get(told), holds.get(told), overs.get(told))
            for told in {**effects, **holds}
        }
    )


_HOLDS: dict[Told, Hold] = {
    SignalKind.PAUSED: Hold.SET,
    SignalKind.RESUMED: Hold.CLEAR,
    SignalKind.RESOLVED: Hold.CLEAR,
    SignalKind.CLOSED: Hold.CLEAR,
    SignalKind.REOPENED: Hold.CLEAR,
    SignalKind.CANCELLED: Hold.CLEAR,
}
_ENDS: dict[Told, Effect] = {
    SignalKind.RESOLVED: Effect.STOP,
    SignalKind.CLOSED: Effect.STOP,
    SignalKind.CANCELLED: Effect.CANCEL,
}
_OVERS: dict[Told, bool] = {
    **dict.fromkeys(_ENDS, True),
    SignalKind.REOPENED: False,
}
_OPENINGS: dict[Told, Effect] = {
    SignalKind.OPENED: Effect.START,
    SignalKind.OPENED_BY_AGENT: Effect.START,
}


def _rules(
    effects: Mapping[Told, Effect],
    *,
    repeats: bool = False,
    after_response: bool = False,
) -> MetricRules:
    return MetricRules(
        _moves({**_ENDS, **effects}, _HOLDS, _OVERS), repeats, after_response
    )


RULES: Mapping[Metric, MetricRules] = MappingProxyType(
    {
        # A resolution answers too. Without a requester nobody waits for an answer.
        Metric.FIRST_RESPONSE: _rules(
            {
                SignalKind.OPENED: Effect.START,
                SignalKind.REQUESTER_MESSAGE: Effect.START,
                SignalKind.AGENT_REPLY: Effect.STOP,
            }
        ),
        Metric.NEXT_RESPONSE: _rules(
            {
                SignalKind.REQUESTER_MESSAGE: Effect.START,
                SignalKind.AGENT_REPLY: Effect.STOP,
                SignalKind.REOPENED: Effect.REOPEN,
            },
            repeats=True,
            after_response=True,
        ),
        Metric.PERIODIC_UPDATE: _rules(
            {
                SignalKind.AGENT_REPLY: Effect.RESET,
                SignalKind.REQUESTER_MESSAGE: Effect.STOP,
            },
            repeats=True,
        ),
        Metric.RESOLUTION: _rules({**_OPENINGS, SignalKind.REOPENED: Effect.REOPEN}),
        Metric.RESTORATION: _rules(
            {
                **_OPENINGS,
                SignalKind.WORKAROUND: Effect.STOP,
                SignalKind.REOPENED: Effect.REOPEN,
            }
        ),
        Metric.ACKNOWLEDGE: _rules(
            {
                **_OPENINGS,
                SignalKind.ACKNOWLEDGED: Effect.STOP,
                SignalKind.AGENT_REPLY: Effect.STOP,
            }
        ),
        Metric.TIME_TO_OWN: _rules({**_OPENINGS, SignalKind.OWNED: Effect.STOP}),
    }
)
"""The rules of each metric."""


def _noted(rules: MetricRules) -> MetricRules:
    """Return rules by which a note answers as a reply does."""
    answer = rules.moves.get(SignalKind.AGENT_REPLY)
    if answer is None:
        return rules
    moves = MappingProxyType({**rules.moves, SignalKind.INTERNAL_NOTE: answer})
    return attrs.evolve(rules, moves=moves)


_WITH_NOTES = {metric: _noted(rules) for metric, rules in RULES.items()}


def _told(signals: Iterable[Said], argument: str) -> frozenset[Told]:
    if isinstance(signals, str) or not isinstance(signals, Iterable):
        raise WrongTypeError(argument, signals, "several signal kinds, in a list")
    return frozenset(_read(signal, argument) for signal in signals)


def _read(signal: Said, argument: str) -> Told:
    if isinstance(signal, tuple):
        if len(signal) != 2 or not isinstance(signal[1], str):
            raise WrongTypeError(argument, signal, "a signal kind and a reason")
        return member(SignalKind, signal[0], argument), signal[1]
    return member(SignalKind, signal, argument)


def _start(signals: Iterable[Said]) -> frozenset[Told]:
    return _told(signals, "start")


def _stop(signals: Iterable[Said]) -> frozenset[Told]:
    return _told(signals, "stop")


def _pause(signals: Iterable[Said]) -> frozenset[Told]:
    return _told(signals, "pause")


def _resume(signals: Iterable[Said]) -> frozenset[Told]:
    return _told(signals, "resume")


def _reset(signals: Iterable[Said]) -> frozenset[Told]:
    return _told(signals, "reset")


@attrs.frozen
class CustomMetric:
    """A metric of one's own, from the signals that move its clock.

    Each argument takes signal kinds, or pairs of kind and reason. One signal in
    several of them stops before it resets, pauses, resumes or starts. A cancelled
    ticket cancels the clock unless that stops it; after an end it may start again.

    Args:
        name: for reports.
        start: what begins a cycle.
        stop: what ends it.
        pause: what holds it, whatever the target's ``pauses`` say.
        resume: what goes on.
        reset: what ends a cycle and begins the next.

    Raises:
        InvalidArgumentError: without a name, a start and a stop, or for an unknown
            signal kind.
        WrongTypeError: for one kind where several are wanted.

    Example:
        >>> waiting = CustomMetric(
        ...     "vendor time", start=[("paused", "vendor")], stop=["resumed", "closed"]
        ... )
        >>> str(waiting)
        'vendor time'
    """

    name: str
    start: frozenset[Told] = attrs.field(kw_only=True, converter=_start)
    stop: frozenset[Told] = attrs.field(kw_only=True, converter=_stop)
    pause: frozenset[Told] = attrs.field(kw_only=True, default=(), converter=_pause)
    resume: frozenset[Told] = attrs.field(kw_only=True, default=(), converter=_resume)
    reset: frozenset[Told] = attrs.field(kw_only=True, default=(), converter=_reset)
    rules: MetricRules = attrs.field(init=False, eq=False, repr=False)
    """How its clock works."""

    @rules.default
    def _derive(self) -> MetricRules:
        effects: dict[Told, Effect] = {
            SignalKind.CANCELLED: Effect.CANCEL,
            **dict.fromkeys(self.start, Effect.START),
            **dict.fromkeys(self.reset, Effect.RESET),
            **dict.fromkeys(self.stop, Effect.STOP),
        }
        holds: dict[Told, Hold] = {
            **dict.fromkeys(self.resume, Hold.CLEAR),
            **dict.fromkeys(self.pause, Hold.SET),
        }
        # A frozen mapping pickles, and a proxy does not.
        moves = FrozenMap(_moves(effects, holds, {}))
        return MetricRules(moves, repeats=True, is_custom=True)

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.strip():
            raise InvalidArgumentError("name", self.name, "a text that is not empty")
        for argument, signals in (("start", self.start), ("stop", self.stop)):
            if not signals:
                raise InvalidArgumentError(argument, signals, "one signal at least")

    @property
    def value(self) -> str:
        """The name, as members of :class:`Metric` have it."""
        return self.name

    def __str__(self) -> str:
        return self.name


AnyMetric = Metric | CustomMetric
"""One of the standard metrics, or one's own."""


def rules_of(metric: AnyMetric, *, notes_answer: bool) -> MetricRules:
    """Return how the clock of a metric works.

    Args:
        metric: which.
        notes_answer: whether an internal note answers as a reply does.
    """
    if isinstance(metric, CustomMetric):
        return metric.rules
    return (_WITH_NOTES if notes_answer else RULES)[metric]
