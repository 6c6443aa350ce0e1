"""One level of an escalation path: who is told, and when."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, Protocol, runtime_checkable

import attrs

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError, member
from servicedesk_core.escalation.trigger import (
    After,
    Since,
    Trigger,
    read_calendar,
)
from servicedesk_core.sla.condition import Logic
from servicedesk_core.tickets import EscalationKind
from servicedesk_core.timeline import Interval, to_length


@runtime_checkable
class OnCall(Protocol):
    """What knows who is on call; a rota does."""

    def on_call(self, at: datetime, /) -> tuple[str, ...]:
        """Return who is on call at an instant."""

    def gaps(self, start: datetime, end: datetime, /) -> tuple[Interval, ...]:
        """Return when nobody is."""


Target = str | OnCall
Condition = Callable[[Any], bool] | Logic


def read_targets(targets: Target | Iterable[Target]) -> tuple[Target, ...]:
    """Return whom to tell as a tuple; one name or rota may stand for itself.

    Raises:
        WrongTypeError: for what is no name, group or rota.
    """
    wanted = "names, groups or rotas"
    if isinstance(targets, str | OnCall):
        targets = (targets,)
    if not isinstance(targets, Iterable):
        raise WrongTypeError("targets", targets, wanted)
    found = tuple(targets)
    for target in found:
        if not isinstance(target, str | OnCall) or target == "":
            raise WrongTypeError("targets", target, wanted)
    return found


def names_at(targets: tuple[Target, ...], at: datetime) -> tuple[str, ...]:
    """Return who is to be told at an instant, each once."""
    found: list[str] = []
    for target in targets:
        found += (target,) if isinstance(target, str) else target.on_call(at)
    return tuple(dict.fromkeys(found))


def read_repeats(repeats: int) -> int:
    """Return a number of repeats.

    Raises:
        InvalidArgumentError: if it is negative.
        WrongTypeError: if it is no whole number.
    """
    if type(repeats) is not int:
        raise WrongTypeError("repeats", repeats, "a whole number")
    if repeats < 0:
        raise InvalidArgumentError("repeats", repeats, "zero or more")
    return repeats


def _read_kind(kind: EscalationKind | str) -> EscalationKind:
    return member(EscalationKind, kind, "kind")


def _read_trigger(trigger: Trigger) -> Trigger:
    if not isinstance(trigger, Trigger):
        raise WrongTypeError("trigger", trigger, "a trigger such as After or Channel")
    return trigger


def _read_condition(condition: Condition | None) -> Condition | None:
    if condition is not None and not callable(condition):
        raise WrongTypeError("condition", condition, "a condition or None")
    return condition


def _read_every(every: timedelta | None) -> timedelta | None:
    if every is not None and to_length(every, "repeat_every") == timedelta():
        raise InvalidArgumentError("repeat_every", every, "longer than zero")
    return every


def _read_hours(hours: ServiceCalendar | None) -> ServiceCalendar | None:
    return read_calendar(hours, "hours")


def _read_number(number: int | None) -> int | None:
    if number is None:
        return None
    if type(number) is not int:
        raise WrongTypeError("number", number, "a whole number or None")
    if number < 1:
        raise InvalidArgumentError("number", number, "at least 1")
    return number


@attrs.frozen
class Level:
    """One level of an escalation path.

    Args:
        targets: who is told: a name, a group or a rota, or several.
        kind: whether management is told or a more skilled group takes over.
        trigger: what makes the level come; by default it does at once.
        condition: asked with the ticket, or with its first status if there is no
            ticket; a level whose condition fails is passed over, as if the path did
            not have it. None is always.
        repeat_every: how long after a notification the level is told again, in real
            time.
        repeats: how often it is told again, acknowledgements apart.
        hours: when it may be told; what comes while they are closed waits for the
            opening. None is always.
        number: the app's own; by default one more than the level before. Keys of
            steps name it, so it should stay when a level below goes.

    Raises:
        InvalidArgumentError: for an unknown kind, a number below 1, or repeats
            without a time between them.
        WrongTypeError: for what is no target, trigger, condition or calendar.

    Example:
        >>> Level("lead", trigger=After(timedelta(minutes=15))).kind
        <EscalationKind.HIERARCHICAL: 'hierarchical'>
    """

    targets: tuple[Target, ...] = attrs.field(converter=read_targets)
    kind: EscalationKind = attrs.field(
        kw_only=True, default=EscalationKind.HIERARCHICAL, converter=_read_kind
    )
    trigger: Trigger = attrs.field(kw_only=True, factory=After, converter=_read_trigger)
    condition: Condition | None = attrs.field(
        kw_only=True, default=None, converter=_read_condition
    )
    repeat_every: timedelta | None = attrs.field(
        kw_only=True, default=None, converter=_read_every
    )
    repeats: int = attrs.field(kw_only=True, default=0, converter=read_repeats)
    hours: ServiceCalendar | None = attrs.field(
        kw_only=True, default=None, converter=_read_hours
    )
    number: int | None = attrs.field(kw_only=True, default=None, converter=_read_number)

    def __attrs_post_init__(self) -> None:
        if (self.repeat_every is None) != (self.repeats == 0):
            wanted = "given together with repeats of 1 or more, or not at all"
            raise InvalidArgumentError("repeat_every", self.repeat_every, wanted)

    @property
    def is_relative(self) -> bool:
        """Whether it waits for the level before to be told."""
        trigger = self.trigger
        return isinstance(trigger, After) and trigger.since is Since.PREVIOUS
