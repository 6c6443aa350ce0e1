"""What is doubtful about an escalation path."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from servicedesk_core.escalation.level import Level
from servicedesk_core.escalation.option import Ack
from servicedesk_core.escalation.trigger import (
    After,
    AtFraction,
    Channel,
    EventTrigger,
    Remaining,
    Since,
    Trigger,
)
from servicedesk_core.findings import Finding, Severity
from servicedesk_core.timeline import Interval

if TYPE_CHECKING:
    from servicedesk_core.escalation.path import EscalationPath

_NO_WAIT = timedelta()


def findings(path: "EscalationPath", period: Interval | None) -> Iterator[Finding]:
    """Yield what is doubtful about a path.

    Args:
        path: the path.
        period: when to look for gaps in its rotas; None is not at all.

    Example:
        >>> from servicedesk_core.escalation import EscalationPath
        >>> for finding in findings(EscalationPath.parse("80% lead; 50% boss"), None):
        ...     print(finding)
        warning escalation.order at levels/2: comes by 50%, before level 1 by 80%
    """
    yield from _gaps(path.levels)
    yield from _targets(path.levels)
    yield from _order(path.levels)
    yield from _waits(path.levels)
    yield from _jumps(path.levels)
    yield from _loops(path)
    yield from _passes(path)
    if period is not None:
        yield from _rotas(path, period)


def _warning(code: str, where: str, message: str) -> Finding:
    return Finding(f"escalation.{code}", Severity.WARNING, where, message)


def _error(code: str, where: str, message: str) -> Finding:
    return Finding(f"escalation.{code}", Severity.ERROR, where, message)


def _where(level: Level) -> str:
    return f"levels/{level.number}"


def _gaps(levels: tuple[Level, ...]) -> Iterator[Finding]:
    for place, level in enumerate(levels):
        last = levels[place - 1].number if place else 0
        if level.number != (last or 0) + 1:
            message = f"comes after {last}" if last else "is the first one"
            yield _warning("gap", _where(level), message)


def _targets(levels: tuple[Level, ...]) -> Iterator[Finding]:
    for level in levels:
        if not level.targets:
            yield _error("no_targets", _where(level), "tells nobody")


def _order(levels: tuple[Level, ...]) -> Iterator[Finding]:
    """Yield the levels that come before a lower one of the same sort."""
    highest: dict[object, tuple[float, Level]] = {}
    for level in levels:
        place = _place(level.trigger)
        if place is None:
            continue
        sort, height = place
        top, lower = highest.get(sort, (height, level))
        if height < top:
            message = f"comes by {level.trigger}, before level {lower.number}"
            yield _warning("order", _where(level), f"{message} by {lower.trigger}")
        else:
            highest[sort] = height, level


def _place(trigger: Trigger) -> tuple[object, float] | None:
    """Return what sort of trigger it is, and a figure that rises with its instant."""
    match trigger:
        case AtFraction(fraction=fraction, metric=metric):
            return (AtFraction, metric), fraction
        case Remaining(duration=duration, metric=metric):
            return (Remaining, metric), -duration.total_seconds()
        case After(since=Since.START, duration=duration, calendar=calendar):
            return (After, calendar), duration.total_seconds()
        case _:
            count = getattr(trigger, "count", None)
            return None if count is None else (type(trigger), count)


def _waits(levels: tuple[Level, ...]) -> Iterator[Finding]:
    """Yield the levels that may wait for ever for the one before."""
    waits = False
    for before, level in pairwise(levels):
        waits = _is_event(before) or (waits and before.is_relative)
        if waits and level.is_relative:
            message = f"waits for level {before.number}, which may never come"
            yield _warning("waits_for_event", _where(level), message)


def _jumps(levels: tuple[Level, ...]) -> Iterator[Finding]:
    """Yield the levels that each jump to a higher one leaves out."""
    for place, level in enumerate(levels):
        above = (each for each in levels[place + 1 :] if _leaves_out(each, level))
        higher = next(above, None)
        if higher is not None:
            message = f"never comes: {level.trigger} jumps to level {higher.number}"
            yield _warning("unreachable", _where(level), message)


def _leaves_out(higher: Level, lower: Level) -> bool:
    """Tell whether a level always comes where a lower one would."""
    upper, trigger = higher.trigger, lower.trigger
    if not isinstance(trigger, Channel) or not isinstance(upper, Channel):
        return False
    return trigger.names <= upper.names and higher.condition is None


def _loops(path: "EscalationPath") -> Iterator[Finding]:
    """Yield what no acknowledgement ends."""
    if path.ack is not Ack.NONE:
        return
    if path.ack_timeout is not None:
        message = "is of no use: acknowledgements stop nothing"
        yield _warning("unused", "ack_timeout", message)
    if path.repeats:
        yield _warning("loop", "repeats", "no acknowledgement ends the passes")
    for level in path.levels:
        if level.repeats:
            message = "no acknowledgement ends its repeats"
            yield _warning("loop", _where(level), message)


def _passes(path: "EscalationPath") -> Iterator[Finding]:
    """Yield passes that take no time or never end."""
    timed = [level for level in path.levels if not _is_event(level)]
    yield from _no_waits(path, timed) if timed else _no_ends(path)


def _no_ends(path: "EscalationPath") -> Iterator[Finding]:
    for field in filter(partial(getattr, path), ("repeats", "default")):
        message = "is of no use: a path of events alone has no end"
        yield _warning("unused", field, message)


def _no_waits(path: "EscalationPath", timed: list[Level]) -> Iterator[Finding]:
    waits = [path.repeat_after, *map(_wait, timed)]
    if path.repeats and not any(waits):
        yield _error("no_wait", "repeats", "all passes come at one instant")
    if path.default and not path.repeat_after:
        message = "the default targets are told together with the last level"
        yield _warning("no_wait", "repeat_after", message)


def _is_event(level: Level) -> bool:
    return isinstance(level.trigger, EventTrigger)


def _wait(level: Level) -> timedelta:
    """Return how long a pass takes at least for a level."""
    trigger = level.trigger
    wait = trigger.duration if isinstance(trigger, After) else _NO_WAIT
    return wait + level.repeats * (level.repeat_every or _NO_WAIT)


def _rotas(path: "EscalationPath", period: Interval) -> Iterator[Finding]:
    places = [(_where(level), level.targets) for level in path.levels]
    for where, targets in [*places, ("default", path.default)]:
        for target in targets:
            if isinstance(target, str):
                continue
            for gap in target.gaps(period.start, period.end):
                yield _warning("rota_gap", where, f"nobody is on call in {gap}")
