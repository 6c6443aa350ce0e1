"""A slow SLA oracle that steps a clock through single minutes.

It reads the rules of the design page, not the library: what a clock does in a minute
is asked of everything known by that minute, and counted if the desk is open. Facts,
``now`` and targets are whole minutes; of the library it uses a calendar's ``is_open``.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from fractions import Fraction
from itertools import pairwise

MINUTE = timedelta(minutes=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FAR = 90 * 24 * 60
"""How many minutes after ``now`` a due time is looked for."""

STARTS = {
    "first_response": {"opened", "requester_message"},
    "resolution": {"opened", "opened_by_agent"},
}
STOPS = {
    "first_response": {"agent_reply", "resolved", "closed"},
    "resolution": {"resolved", "closed"},
}
REOPENS = {"first_response": set[str](), "resolution": {"reopened"}}
ENDS_A_HOLD = {"resumed", "resolved", "closed", "reopened"}


@dataclass(frozen=True)
class Fact:
    """Something that happened at a whole minute."""

    at: datetime
    kind: str
    reason: str | None = None


@dataclass(frozen=True)
class Stand:
    """Where a clock stands."""

    elapsed: timedelta
    paused: timedelta
    due: datetime | None
    breached: bool
    state: str


class Phase(Enum):
    """What a clock does in a minute."""

    WAITING = auto()
    RUNNING = auto()
    PAUSED = auto()
    STOPPED = auto()
    CANCELLED = auto()


def to_minute(at: datetime) -> int:
    """Return an instant as whole minutes since 1970."""
    minutes, rest = divmod(at.astimezone(UTC) - EPOCH, MINUTE)
    if rest:
        raise ValueError(f"no whole minute: {at!r}")
    return minutes


def to_instant(minute: int) -> datetime:
    """Return the instant of a minute, in UTC."""
    return EPOCH + minute * MINUTE


def phase_of(known: Sequence[Fact], metric: str, pauses: frozenset[str]) -> Phase:
    """Return what a clock does once it knows these facts and no others."""
    kinds = [fact.kind for fact in known]
    if "cancelled" in kinds:
        place = kinds.index("cancelled")
        before, after = known[:place], known[place + 1 :]
        if phase_of(before, metric, pauses) is not Phase.STOPPED:
            return Phase.CANCELLED
        # Nothing is left to call off.
        return phase_of([*before, *after], metric, pauses)
    starts = [place for place, kind in enumerate(kinds) if kind in STARTS[metric]]
    if not starts or STOPS[metric].intersection(kinds[: starts[0]]):
        # What is settled before anybody waits for it never starts.
        return Phase.WAITING
    turns = STOPS[metric] | REOPENS[metric]
    last_turn = [kind for kind in kinds[starts[0] :] if kind in turns][-1:]
    if last_turn and last_turn[0] in STOPS[metric]:
        return Phase.STOPPED
    holds = [fact for fact in known if fact.kind in ENDS_A_HOLD | {"paused"}]
    if holds and holds[-1].kind == "paused":
        reason = holds[-1].reason
        if reason in pauses or (reason is None and pauses):
            return Phase.PAUSED
    return Phase.RUNNING


def stand(
    facts: Iterable[Fact],
    *,
    metric: str,
    pauses: frozenset[str],
    minutes: int,
    is_open: Callable[[datetime], bool],
    now: datetime,
    warning: Fraction = Fraction(3, 4),
) -> Stand:
    """Return where a clock stands at ``now``.

    Args:
        facts: what happened, in order; those after ``now`` are not yet known.
        metric: ``"first_response"`` or ``"resolution"``.
        pauses: the hold reasons that pause the clock.
        minutes: the target.
        is_open: whether the desk is open at an instant.
        now: the viewpoint, a whole minute.
        warning: the fraction of the target at which the clock is at risk.
    """
    known = [fact for fact in facts if fact.at <= now]
    elapsed = paused = 0
    due: int | None = None
    edges = [*(to_minute(fact.at) for fact in known), to_minute(now)]
    for count, (first, last) in enumerate(pairwise(edges), start=1):
        phase = phase_of(known[:count], metric, pauses)
        for minute in range(first, last):
            counts = is_open(to_instant(minute))
            elapsed += phase is Phase.RUNNING and counts
            paused += phase is Phase.PAUSED and counts
            if due is None and elapsed == minutes:
                due = minute + 1
    phase = phase_of(known, metric, pauses)
    if due is None and phase in {Phase.RUNNING, Phase.STOPPED}:
        since = to_minute(now) if phase is Phase.RUNNING else stopped_at(known, metric)
        due = ahead(since, minutes - elapsed, is_open)
    if phase is Phase.CANCELLED:
        due = None
    return Stand(
        elapsed * MINUTE,
        paused * MINUTE,
        None if due is None else to_instant(due),
        elapsed > minutes,
        summary(phase, elapsed, minutes, warning),
    )


def stopped_at(known: Sequence[Fact], metric: str) -> int:
    """Return the minute at which a stopped clock stopped."""
    phases = [
        phase_of(known[:count], metric, frozenset()) for count in range(len(known) + 1)
    ]
    count = len(known)
    while phases[count - 1] is Phase.STOPPED:
        count -= 1
    return to_minute(known[count - 1].at)


def ahead(minute: int, minutes: int, is_open: Callable[[datetime], bool]) -> int | None:
    """Return the minute by which so many open minutes have passed."""
    limit = minute + FAR
    while minutes:
        if minute == limit:
            return None
        minutes -= is_open(to_instant(minute))
        minute += 1
    return minute


def summary(phase: Phase, elapsed: int, minutes: int, warning: Fraction) -> str:
    """Return the state: the first of the table that fits."""
    table = (
        ("cancelled", phase is Phase.CANCELLED),
        ("not_started", phase is Phase.WAITING),
        ("breached", elapsed > minutes),
        ("met", phase is Phase.STOPPED),
        ("paused", phase is Phase.PAUSED),
        ("at_risk", elapsed >= minutes * warning),
        ("running", True),
    )
    return next(state for state, fits in table if fits)
