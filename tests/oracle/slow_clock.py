"""A slow SLA oracle that steps a clock through single minutes.

It reads the rules of the design page, not the library: what a clock does in a minute
is asked of everything known by that minute, and counted if the desk is open. Facts,
``now`` and targets are whole minutes; of the library it uses a calendar's ``is_open``.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import Enum, auto
from fractions import Fraction
from itertools import pairwise

MINUTE = timedelta(minutes=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FAR = 90 * 24 * 60
"""How many minutes after ``now`` a due time is looked for."""

OPENINGS = {"opened", "opened_by_agent"}
SOLVED = {"resolved", "closed"}
ANSWERS = {"agent_reply", *SOLVED}
OVER = {*SOLVED, "cancelled"}
STARTS = {
    "first_response": {"opened", "requester_message"},
    "acknowledge": OPENINGS,
    "time_to_own": OPENINGS,
    "resolution": OPENINGS,
    "restoration": OPENINGS,
}
STOPS = {
    "first_response": ANSWERS,
    "acknowledge": {"acknowledged", *ANSWERS},
    "time_to_own": {"owned", *SOLVED},
    "resolution": SOLVED,
    "restoration": {"workaround", *SOLVED},
}
TAKEN_UP_AGAIN = {"resolution", "restoration"}
ENDS_A_HOLD = {"resumed", "reopened", *OVER}

Told = str | tuple[str, str]
Hours = Callable[[int], bool]
"""Whether the desk is open in a minute."""
Place = int | None


@dataclass(frozen=True)
class Fact:
    """Something that happened at a whole minute."""

    at: datetime
    kind: str
    reason: str | None = None
    priority: object = None


@dataclass(frozen=True)
class Own:
    """A metric of one's own: which facts do what."""

    start: frozenset[Told]
    stop: frozenset[Told]
    pause: frozenset[Told] = frozenset()
    resume: frozenset[Told] = frozenset()
    reset: frozenset[Told] = frozenset()

    def hears(self, fact: Fact) -> set[str]:
        """Return what a fact does; the pair of kind and reason goes first."""
        for told in ((fact.kind, fact.reason), fact.kind):
            found = {
                role
                for role in ("start", "stop", "pause", "resume", "reset")
                if told in getattr(self, role)
            }
            if found:
                return found
        return set()


@dataclass(frozen=True)
class Days:
    """A target in working days of a zone."""

    count: int
    rule: str
    zone: tzinfo


@dataclass(frozen=True)
class Deal:
    """What was promised.

    Attributes:
        metric: the name of a metric, or one of one's own.
        within: whole minutes, or days.
        pauses: the hold reasons that pause the clock.
        on_reopen: what a reopening does.
        notes: whether a note answers.
        warnings: the fractions that warn.
    """

    metric: str | Own
    within: int | Days
    pauses: frozenset[str]
    on_reopen: str = "resume"
    notes: bool = False
    warnings: tuple[Fraction, ...] = (Fraction(3, 4),)


@dataclass(frozen=True)
class Stand:
    """Where a clock stands in one cycle."""

    started: datetime | None
    finished: datetime | None
    elapsed: timedelta
    paused: timedelta
    due: datetime | None
    if_resumed: datetime | None
    last_safe: datetime | None
    breached: bool
    warned: int
    state: str


class Phase(Enum):
    """What a clock does in a minute."""

    WAITING = auto()
    RUNNING = auto()
    PAUSED = auto()
    STOPPED = auto()
    CANCELLED = auto()


ENDED = {Phase.STOPPED, Phase.CANCELLED}


@dataclass(frozen=True)
class Cycle:
    """What a clock did in one cycle: stretches of minutes, each in one phase."""

    started: int | None
    stretches: tuple[tuple[int, int, Phase], ...]
    last: Phase
    finished: int | None = None


NOTHING = Cycle(None, (), Phase.WAITING)


def to_minute(at: datetime) -> int:
    """Return an instant as whole minutes since 1970."""
    minutes, rest = divmod(at.astimezone(UTC) - EPOCH, MINUTE)
    if rest:
        raise ValueError(f"no whole minute: {at!r}")
    return minutes


def to_instant(minute: int | None) -> datetime | None:
    """Return the instant of a minute, in UTC."""
    return None if minute is None else EPOCH + minute * MINUTE


# --- what a clock does once it knows some facts and no others ------------------------


def reading(known: Sequence[Fact], deal: Deal) -> tuple[Place, Phase]:
    """Return with which fact the present cycle began, and what the clock does."""
    metric = deal.metric
    if deal.notes and not isinstance(metric, Own):
        known = [
            replace(fact, kind="agent_reply") if fact.kind == "internal_note" else fact
            for fact in known
        ]
    if isinstance(metric, str) and metric in STARTS:
        begun, phase = once(known, metric, deal.on_reopen)
    else:
        begun, phase = again_and_again(known, metric)
    if phase is Phase.RUNNING and is_held(known, metric, deal.pauses):
        phase = Phase.PAUSED
    return begun, phase


def once(known: Sequence[Fact], metric: str, on_reopen: str) -> tuple[Place, Phase]:
    """Read a clock that starts once: at the opening, or the first message."""
    begun: Place = None
    phase, is_settled = Phase.WAITING, False
    for place, fact in enumerate(known):
        kind = fact.kind
        if kind in STARTS[metric] and phase is Phase.WAITING and not is_settled:
            begun, phase = place, Phase.RUNNING
        elif kind in STOPS[metric]:
            # What is settled before anybody waits for it never starts.
            is_settled = True
            phase = Phase.STOPPED if phase is Phase.RUNNING else phase
        elif kind == "cancelled":
            is_settled = True
            phase = phase if phase is Phase.STOPPED else Phase.CANCELLED
        elif kind == "reopened" and metric in TAKEN_UP_AGAIN:
            if phase is Phase.CANCELLED:
                phase = Phase.WAITING if begun is None else Phase.RUNNING
            elif phase is Phase.STOPPED and on_reopen != "stay_finished":
                begun = place if on_reopen == "new_cycle" else begun
                phase = Phase.RUNNING
    return begun, phase


def again_and_again(known: Sequence[Fact], metric: str | Own) -> tuple[Place, Phase]:
    """Read a clock that comes round."""
    since = {"next_response": asked_since, "periodic_update": silent_since}
    running = (
        own_since(known, metric) if isinstance(metric, Own) else since[metric](known)
    )
    if running is not None:
        return running, Phase.RUNNING
    before, last = known[:-1], known[-1]
    begun, phase = again_and_again(before, metric) if before else (None, Phase.WAITING)
    if phase is Phase.RUNNING:
        return begun, ended_by(last, metric)
    if begun is None and ended_by(last, metric) is Phase.CANCELLED:
        return None, Phase.CANCELLED
    return begun, phase


def ended_by(fact: Fact, metric: str | Own) -> Phase:
    """Return what a cycle is once a fact has ended it."""
    stops = isinstance(metric, Own) and "stop" in metric.hears(fact)
    called_off = fact.kind == "cancelled" and not stops
    return Phase.CANCELLED if called_off else Phase.STOPPED


def is_live(known: Sequence[Fact], place: int) -> bool:
    """Tell whether the ticket was not over just before a fact."""
    turns = [fact.kind for fact in known[:place] if fact.kind in {*OVER, "reopened"}]
    return turns[-1:] in ([], ["reopened"])


def asked_since(known: Sequence[Fact]) -> Place:
    """Return since which fact the oldest unanswered message waits for an answer."""
    kinds = [fact.kind for fact in known]
    settled = [place for place, kind in enumerate(kinds) if kind in ANSWERS | OVER]
    if not ANSWERS.intersection(kinds):
        return None
    last = settled[-1]
    for place in range(last + 1, len(kinds)):
        if kinds[place] == "requester_message" and is_live(known, place):
            return place
        if kinds[place] == "reopened" and "requester_message" in kinds[last:place]:
            return place
    return None


def silent_since(known: Sequence[Fact]) -> Place:
    """Return since which answer nothing was said, unless a message waits."""
    for place in range(len(known) - 1, -1, -1):
        kind = known[place].kind
        if kind == "agent_reply" and is_live(known, place):
            return place
        if kind in {*OVER, "requester_message"}:
            return None
    return None


def own_since(known: Sequence[Fact], metric: Own) -> Place:
    """Return since which fact a clock of one's own runs."""
    begun: Place = None
    for place, fact in enumerate(known):
        roles = metric.hears(fact)
        if "stop" in roles:
            begun = None
        elif "reset" in roles:
            begun = place
        elif "start" in roles:
            begun = place if begun is None else begun
        elif fact.kind == "cancelled":
            begun = None
    return begun


def is_held(known: Sequence[Fact], metric: str | Own, pauses: frozenset[str]) -> bool:
    """Tell whether the last word on it was a pause."""
    if isinstance(metric, Own):
        heard = [metric.hears(fact) & {"pause", "resume"} for fact in known]
        return any("pause" in roles for roles in [each for each in heard if each][-1:])
    holds = [fact for fact in known if fact.kind in ENDS_A_HOLD | {"paused"}][-1:]
    return any(
        fact.kind == "paused"
        and (fact.reason in pauses or (fact.reason is None and bool(pauses)))
        for fact in holds
    )


# --- cycles --------------------------------------------------------------------------


def cycles_of(known: Sequence[Fact], deal: Deal, now: int) -> list[Cycle]:
    """Return the cycles of a clock, the present one last."""
    edges = [*(to_minute(fact.at) for fact in known), now]
    found: dict[Place, list[tuple[int, int, Phase]]] = {}
    for count, (first, end) in enumerate(pairwise(edges), start=1):
        begun, phase = reading(known[:count], deal)
        found.setdefault(begun, []).append((first, end, phase))
    before = found.pop(None, [])
    if not found:
        idle = closed(before) if before else NOTHING
        return [replace(idle, started=None, stretches=())]
    *past, present = (closed(stretches) for stretches in found.values())
    return [*map(done, past), present]


def closed(stretches: Sequence[tuple[int, int, Phase]]) -> Cycle:
    """Return the cycle of some stretches, with the minute since which it is over."""
    finished = None
    for first, _, phase in stretches:
        if phase not in ENDED:
            finished = None
        elif finished is None:
            finished = first
    return Cycle(stretches[0][0], tuple(stretches), stretches[-1][2], finished)


def done(cycle: Cycle) -> Cycle:
    """Return a cycle that another one followed: it is over, at the latest by then."""
    if cycle.finished is not None:
        return cycle
    return replace(cycle, last=Phase.STOPPED, finished=cycle.stretches[-1][1])


def counts_from(
    facts: Iterable[Fact], now: datetime, attached: datetime | None, *, anew: bool
) -> int | None:
    """Return from which minute on a target counts; None from the start.

    Args:
        facts: what happened.
        now: the viewpoint.
        attached: what the caller says.
        anew: whether a change of priority, or being attached, counts from then on.
    """
    known = [fact for fact in facts if fact.at <= now]
    starts = [] if attached is None else [attached]
    if anew:
        if attached is None:
            starts += [fact.at for fact in known if fact.kind == "attached"][-1:]
        given = [fact for fact in known if fact.priority is not None]
        starts += [
            fact.at
            for before, fact in pairwise(given)
            if before.priority != fact.priority
        ][-1:]
    return max(map(to_minute, starts), default=None)


def cut(cycle: Cycle, low: int, high: int | None = None) -> Cycle | None:
    """Return a cycle as far as it lies in a stretch of time, or None."""
    started, finished = cycle.started, cycle.finished
    if started is None or (finished is not None and finished < low):
        return None
    if high is not None and high <= started:
        return None
    end = high if high is not None else max(low, cycle.stretches[-1][1])
    stretches = tuple(
        (max(first, low), min(last, end), phase)
        for first, last, phase in cycle.stretches
        if last >= low and first <= end
    )
    left = replace(cycle, started=max(started, low), stretches=stretches)
    if high is None or (finished is not None and finished <= high):
        return left
    seen = [each for each in stretches if each[0] < each[1]]
    over = closed(seen).finished if seen else None
    return replace(left, last=Phase.STOPPED, finished=high if over is None else over)


# --- where it stands -----------------------------------------------------------------


def stands(
    facts: Iterable[Fact],
    deal: Deal,
    *,
    is_open: Hours,
    now: datetime,
    turns: Sequence[tuple[int, int | None]] | None = None,
) -> list[Stand]:
    """Return where a clock stands at ``now``, cycle by cycle, the present one last.

    Args:
        facts: what happened, in order; those after ``now`` are not yet known.
        deal: what was promised.
        is_open: whether the desk is open in a minute.
        now: the viewpoint, a whole minute.
        turns: the minutes that count; None for all.
    """
    known = [fact for fact in facts if fact.at <= now]
    minute = to_minute(now)
    cycles = cycles_of(known, deal, minute)
    if turns is not None:
        pieces = [
            cut(cycle, low, high)
            for low, high in turns
            for cycle in cycles
            if low <= minute
        ]
        cycles = [piece for piece in pieces if piece is not None] or [NOTHING]
    return [stand(cycle, deal, is_open, minute) for cycle in cycles]


def stand(cycle: Cycle, deal: Deal, is_open: Hours, now: int) -> Stand:
    """Return where a clock stands in a cycle."""
    elapsed, paused = (
        sum(
            is_open(minute)
            for first, last, what in cycle.stretches
            if what is phase
            for minute in range(first, last)
        )
        for phase in (Phase.RUNNING, Phase.PAUSED)
    )
    if isinstance(deal.within, int):
        allowed, due, if_resumed, last_safe, breached = in_hours(
            cycle, deal.within, is_open, now
        )
    else:
        allowed, due, if_resumed, last_safe, breached = in_days(
            cycle, deal.within, is_open, now
        )
    warned = sum(
        cycle.started is not None and elapsed >= allowed * fraction
        for fraction in deal.warnings
    )
    table = (
        ("cancelled", cycle.last is Phase.CANCELLED),
        ("not_started", cycle.started is None),
        ("breached", breached),
        ("met", cycle.last is Phase.STOPPED),
        ("paused", cycle.last is Phase.PAUSED),
        ("at_risk", warned > 0),
        ("running", True),
    )
    return Stand(
        to_instant(cycle.started),
        to_instant(cycle.finished),
        elapsed * MINUTE,
        paused * MINUTE,
        to_instant(due),
        to_instant(if_resumed),
        to_instant(last_safe),
        breached,
        warned,
        next(state for state, fits in table if fits),
    )


Figures = tuple[int, Place, Place, Place, bool]
"""What is allowed; due, due if resumed, the last safe minute; whether it is late."""


def in_hours(cycle: Cycle, within: int, is_open: Hours, now: int) -> Figures:
    """Return the figures of a target of so many open minutes."""
    if cycle.started is None:
        return within, None, None, None, False
    counted = [
        minute
        for first, last, phase in cycle.stretches
        if phase is Phase.RUNNING
        for minute in range(first, last)
        if is_open(minute)
    ]
    elapsed = len(counted)
    due = counted[within - 1] + 1 if elapsed >= within else None
    last_safe = counted[within] if elapsed > within else None
    rest = within - elapsed
    if_resumed = None
    if due is None and cycle.last in {Phase.RUNNING, Phase.STOPPED}:
        since = now if cycle.finished is None else cycle.finished
        due = ahead(since, rest, is_open)
    elif due is None and cycle.last is Phase.PAUSED:
        if_resumed = ahead(now, rest, is_open)
    if cycle.last is Phase.RUNNING and last_safe is None and due is not None:
        last_safe = next(
            minute for minute in range(max(due, now), now + FAR) if is_open(minute)
        )
    if cycle.last is Phase.CANCELLED:
        due = last_safe = None
    return within, due, if_resumed, last_safe, elapsed > within


def ahead(minute: int, minutes: int, is_open: Hours) -> int | None:
    """Return the minute by which so many open minutes have passed."""
    limit = minute + FAR
    while minutes:
        if minute == limit:
            return None
        minutes -= is_open(minute)
        minute += 1
    return minute


def in_days(cycle: Cycle, within: Days, is_open: Hours, now: int) -> Figures:
    """Return the figures of a target that is due at a date."""
    start = now if cycle.started is None else cycle.started
    date_due = due_date(start, within, is_open)
    allowed = sum(map(is_open, range(start, date_due)))
    if cycle.started is None:
        return allowed, None, None, None, False
    end = now if cycle.finished is None else cycle.finished
    due: int | None = date_due
    if_resumed = None
    for first, last in still(cycle, end):
        if first >= date_due:
            break
        lost = sum(map(is_open, range(first, last)))
        moved = ahead(date_due, lost, is_open)
        if moved is None:
            raise ValueError(f"the hours run out: {cycle!r}")
        if cycle.last is Phase.PAUSED and last == now:
            due, if_resumed = None, moved
            break
        due = date_due = moved
    breached = due is not None and end > due
    is_told = breached or cycle.last is Phase.RUNNING
    if cycle.last is Phase.CANCELLED:
        return allowed, None, None, None, breached
    return allowed, due, if_resumed, due if is_told else None, breached


def still(cycle: Cycle, end: int) -> list[tuple[int, int]]:
    """Return the stretches up to an end in which a clock did not run, joined."""
    joined: list[tuple[int, int]] = []
    for first, last, phase in cycle.stretches:
        if phase is Phase.RUNNING or first > end or (first == end and phase in ENDED):
            continue
        if joined and joined[-1][1] == first:
            joined[-1] = (joined[-1][0], min(last, end))
        else:
            joined.append((first, min(last, end)))
    return joined


def due_date(start: int, within: Days, is_open: Hours) -> int:
    """Return the minute that working days from a minute on end at."""
    zone, left = within.zone, within.count
    day = local(start, zone).date()
    while left:
        day += timedelta(days=1)
        left -= any(map(is_open, minutes_of(day, zone)))
    opened = [minute for minute in minutes_of(day, zone) if is_open(minute)]
    if within.rule == "start_of_day":
        return opened[0]
    if within.rule == "end_of_day":
        return opened[-1] + 1
    clock = local(start, zone).time()
    return next(
        minute
        for minute in minutes_of(day, zone)
        if local(minute, zone).time() >= clock
    )


def local(minute: int, zone: tzinfo) -> datetime:
    """Return what a clock on the wall shows in a minute."""
    return (EPOCH + minute * MINUTE).astimezone(zone)


def minutes_of(day: date, zone: tzinfo) -> range:
    """Return the minutes of a date in a zone."""
    first, last = (
        to_minute(datetime(each.year, each.month, each.day, tzinfo=zone))
        for each in (day, day + timedelta(days=1))
    )
    return range(first, last)
