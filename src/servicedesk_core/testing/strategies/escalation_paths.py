"""Escalation paths, their levels, and what comes of them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

import attrs
from hypothesis import strategies as st

from servicedesk_core.desk import measure_all
from servicedesk_core.escalation import (
    Ack,
    Acknowledgement,
    AtFraction,
    EscalationPath,
    EscalationState,
    Level,
    Missed,
    OnAckTimeout,
    OnCall,
    OnExhausted,
    Situation,
    Step,
)
from servicedesk_core.sla import Agreement, Signal, measure_agreement
from servicedesk_core.testing.strategies._desks import desks
from servicedesk_core.testing.strategies._gaps import gaps, waits
from servicedesk_core.testing.strategies.escalation_rotas import rotas
from servicedesk_core.testing.strategies.escalation_triggers import triggers
from servicedesk_core.testing.strategies.histories import tickets
from servicedesk_core.testing.strategies.instants import (
    aware_datetimes,
    durations,
    intervals,
    later,
)
from servicedesk_core.testing.strategies.numbers import counts
from servicedesk_core.testing.strategies.sla_agreements import agreements, subjects
from servicedesk_core.testing.strategies.sla_conditions import conditions
from servicedesk_core.testing.strategies.sla_signals import signals
from servicedesk_core.testing.strategies.texts import names
from servicedesk_core.tickets import EscalationKind, Ticket

_TEAM = ("anna", "boris", "clara")
_DAY = timedelta(days=1)


def escalation_levels() -> st.SearchStrategy[Level]:
    """Levels of every trigger, that tell names, groups, rotas, or nobody.

    They shrink to one that tells Anna at once.

    Example:
        >>> from hypothesis import given
        >>> @given(escalation_levels())
        ... def what_repeats_has_a_pause(level):
        ...     assert bool(level.repeats) is bool(level.repeat_every)
        >>> what_repeats_has_a_pause()
    """
    return st.builds(
        _level,
        _told(),
        st.none() | st.tuples(waits(), counts(min=1, max=3)),
        kind=st.sampled_from(EscalationKind),
        trigger=triggers(),
        condition=st.none() | conditions(),
        hours=st.none() | desks(),
        number=st.none() | counts(min=1, max=9),
    )


def escalation_paths() -> st.SearchStrategy[EscalationPath]:
    """Paths of one to three levels with every option.

    They shrink to one level that tells Anna at once.

    Example:
        >>> from hypothesis import given
        >>> @given(escalation_paths())
        ... def numbers_rise(path):
        ...     numbers = [level.number for level in path.levels]
        ...     assert numbers == sorted(set(numbers))
        >>> numbers_rise()
    """
    return st.builds(
        _path,
        st.lists(escalation_levels(), min_size=1, max_size=3),
        st.just(()) | _told(),
        repeats=counts(max=2),
        ack_timeout=st.none() | waits(),
        ack=st.sampled_from(Ack),
        suspended=st.lists(intervals(longest=2 * _DAY), max_size=2),
        repeat_after=durations(max_value=_DAY),
        on_ack_timeout=st.sampled_from(OnAckTimeout),
        name=st.none() | names(),
    )


def escalation_situations() -> st.SearchStrategy[Situation]:
    """What a path may be asked about: tickets, clocks, tickets with their clocks.

    They shrink to a ticket that was just opened.

    Example:
        >>> from hypothesis import given
        >>> @given(escalation_situations())
        ... def something_is_known(found):
        ...     assert found.ticket is not None or found.statuses is not None
        >>> something_is_known()
    """
    alone = st.builds(
        _clocks, signals(), agreements(priorities=()), gaps(), st.none() | subjects()
    )
    both = st.builds(_both, tickets(), agreements(priorities=()), gaps())
    return tickets().map(Situation) | alone | both


def escalation_steps() -> st.SearchStrategy[Step]:
    """Steps that paths plan for open tickets, and steps that somebody asks for.

    They shrink to Anna, who is told at once on 2026-01-05 at 09:00 UTC.

    Example:
        >>> from hypothesis import given
        >>> @given(escalation_steps())
        ... def nobody_is_told_too_early(step):
        ...     assert step.told_at >= step.at
        >>> nobody_is_told_too_early()
    """
    return st.builds(
        _step,
        tickets(max_events=0),
        agreements(priorities=()),
        escalation_paths(),
        st.just(()) | _shared(),
        counts(max=5) | st.just(_LAST),
        gap=st.just(timedelta()) | gaps(),
        is_asked=st.sampled_from([False, False, True]),
    )


def acknowledgements() -> st.SearchStrategy[Acknowledgement]:
    """Words of people who take care.

    They shrink to Anna's on 2026-01-05 at 09:00 UTC.

    Example:
        >>> from hypothesis import find
        >>> find(acknowledgements(), lambda word: True).by
        'anna'
    """
    return st.builds(
        Acknowledgement, st.sampled_from(_TEAM) | names(), aware_datetimes()
    )


def escalation_states() -> st.SearchStrategy[EscalationState]:
    """What is stored after polls, acknowledgements and steps out of turn.

    They shrink to a path that has done nothing yet, on 2026-01-05 at 09:00 UTC.

    Example:
        >>> from hypothesis import given
        >>> @given(escalation_states())
        ... def nothing_is_done_twice(state):
        ...     assert state == state.with_fired(state.fired)
        >>> nothing_is_done_twice()
    """
    move = st.tuples(gaps(), st.sampled_from(_MOVES), st.sampled_from(_TEAM))
    return st.builds(
        _state,
        tickets(max_events=1),
        agreements(priorities=()),
        escalation_paths(),
        st.lists(move, max_size=3),
        is_kept=st.booleans(),
    )


_Targets = tuple[str | OnCall, ...]
_LAST = -1


def _told() -> st.SearchStrategy[_Targets]:
    one = st.sampled_from(_TEAM).map(lambda name: (name,))
    return one | st.lists(names() | rotas(), max_size=2).map(tuple)


def _shared() -> st.SearchStrategy[tuple[Level, ...]]:
    """Draw levels that follow any clock, and tell whoever has the shift."""
    return st.tuples(
        st.builds(
            Level,
            st.lists(rotas(), min_size=1, max_size=1).map(tuple),
            trigger=st.builds(AtFraction, st.sampled_from([0.5, 1.0])),
        )
    )


def _level(
    targets: _Targets, repeated: tuple[timedelta, int] | None, **fields: Any
) -> Level:
    every, repeats = (None, 0) if repeated is None else repeated
    return Level(targets, repeat_every=every, repeats=repeats, **fields)


def _path(levels: Sequence[Level], default: _Targets, **fields: Any) -> EscalationPath:
    """Return a path; of the levels' numbers it keeps those that rise."""
    numbered: list[Level] = []
    last = 0
    for level in levels:
        last = max(last + 1, level.number or 0)
        numbered.append(attrs.evolve(level, number=last))
    ends = OnExhausted.NOTIFY_DEFAULT if default else OnExhausted.STAY
    return EscalationPath(numbered, default=default, on_exhausted=ends, **fields)


def _clocks(
    told: tuple[Signal, ...], agreement: Agreement, gap: timedelta, key: str | None
) -> Situation:
    now = later(told[-1].at, gap)
    return Situation(None, measure_agreement(told, agreement, now=now, key=key))


def _both(ticket: Ticket, agreement: Agreement, gap: timedelta) -> Situation:
    return _seen(ticket, agreement, later(ticket.updated_at, gap))


def _seen(ticket: Ticket, agreement: Agreement, now: datetime) -> Situation:
    return Situation(ticket, measure_all(ticket, agreement, now=now))


def _sure(path: EscalationPath, *more: Level) -> EscalationPath:
    """Return a path with a level in front that always comes, and others after it."""
    levels = [attrs.evolve(level, number=None) for level in path.levels]
    return attrs.evolve(path, levels=[Level("anna"), *more, *levels])


def _step(
    ticket: Ticket,
    agreement: Agreement,
    path: EscalationPath,
    more: tuple[Level, ...],
    place: int,
    *,
    gap: timedelta,
    is_asked: bool,
) -> Step:
    now = later(ticket.opened_at, gap)
    seen = _seen(ticket, agreement, now)
    sure = _sure(path, *more)
    if is_asked:
        free = attrs.evolve(sure, suspended=())
        return free.force(seen, state=None, now=now)
    found = sure.plan(seen, state=None, now=now)
    return found[place % len(found)]


class _Turn(NamedTuple):
    """A path when somebody does something about it."""

    path: EscalationPath
    seen: Situation
    now: datetime
    by: str


def _poll(state: EscalationState, turn: _Turn) -> EscalationState:
    return state.with_fired(turn.path.due(turn.seen, state=state, now=turn.now))


def _poll_late(state: EscalationState, turn: _Turn) -> EscalationState:
    latest = turn.path.due(turn.seen, state=state, now=turn.now, missed=Missed.LATEST)
    return state.with_fired(latest)


def _acknowledge(state: EscalationState, turn: _Turn) -> EscalationState:
    return state.acknowledge(turn.by, at=turn.now)


def _ask(state: EscalationState, turn: _Turn) -> EscalationState:
    """Ask for a step out of turn, unless there is none now."""
    path, seen, now, _ = turn
    if seen.is_over or any(now in each for each in path.suspended):
        return state
    return state.with_fired([path.force(seen, state=state, now=now)])


_Move = Callable[[EscalationState, _Turn], EscalationState]
_MOVES: Sequence[_Move] = (_poll, _acknowledge, _poll_late, _ask)


def _state(
    ticket: Ticket,
    agreement: Agreement,
    path: EscalationPath,
    moves: Sequence[tuple[timedelta, _Move, str]],
    *,
    is_kept: bool,
) -> EscalationState:
    sure, now = _sure(path), ticket.updated_at
    state = EscalationState(ticket.opened_at, path=sure if is_kept else None)
    for gap, move, by in moves:
        now = later(now, gap)
        state = move(state, _Turn(sure, _seen(ticket, agreement, now), now, by))
    return state


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Level: escalation_levels,
        EscalationPath: escalation_paths,
        Situation: escalation_situations,
        Step: escalation_steps,
        Acknowledgement: acknowledgements,
        EscalationState: escalation_states,
    }
)
