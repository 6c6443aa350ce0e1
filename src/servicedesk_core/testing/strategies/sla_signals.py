"""Streams of signals, as ticket systems of one's own and tickets tell them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.desk import signals as signals_of
from servicedesk_core.priority import Priority
from servicedesk_core.sla import Signal, SignalKind
from servicedesk_core.testing.strategies._gaps import gaps
from servicedesk_core.testing.strategies.histories import tickets
from servicedesk_core.testing.strategies.instants import (
    LATEST,
    aware_datetimes,
    later,
)
from servicedesk_core.testing.strategies.numbers import counts
from servicedesk_core.tickets import HoldReason

_LAST_START = LATEST - timedelta(days=60)


def signals(
    *,
    near: ServiceCalendar | None = None,
    priorities: Iterable[object] | None = None,
    max_size: int = 8,
) -> st.SearchStrategy[tuple[Signal, ...]]:
    """What happened to one subject, in order: valid streams from the opening on.

    They have what real sources give: pauses with and without a reason, pauses that
    change their reason, reopenings, changes of priority, words of thanks after the
    end, things that happen at one instant. Those of drawn tickets are among them if
    neither a calendar nor priorities are given. They shrink to an opening on
    2026-01-05 at 09:00 UTC.

    Args:
        near: a calendar whose edges the opening is met at within a microsecond.
        priorities: what the subject may have; its own priority may be unknown too.
        max_size: how many follow the opening at most, but for those of tickets.

    Example:
        >>> from hypothesis import given
        >>> @given(signals())
        ... def nothing_comes_before_the_opening(told):
        ...     assert all(signal.at >= told[0].at for signal in told)
        >>> nothing_comes_before_the_opening()
    """
    chosen = tuple(Priority if priorities is None else priorities)
    walked = _walks(near, (None, *chosen), chosen, max_size)
    if near is not None or priorities is not None:
        return walked
    return walked | tickets().map(signals_of)


def ranked_signals() -> st.SearchStrategy[tuple[Signal, ...]]:
    """Streams of a subject whose priority is known from the opening on.

    They shrink to an opening of priority 1 on 2026-01-05 at 09:00 UTC.

    Example:
        >>> from hypothesis import find
        >>> [opened] = find(ranked_signals(), lambda told: True)
        >>> opened.priority
        <Priority.CRITICAL: 1>
    """
    return _walks(None, tuple(Priority), tuple(Priority), max_size=8)


def single_signals() -> st.SearchStrategy[Signal]:
    """Signals of every kind, each with what it carries.

    They shrink to an opening on 2026-01-05 at 09:00 UTC.

    Example:
        >>> from hypothesis import find
        >>> find(single_signals(), lambda signal: signal.reason is not None).reason
        'caller'
    """
    facts = _facts((None, *Priority))
    return st.builds(_signal, aware_datetimes(), st.sampled_from(SignalKind), facts)


_REASONS = (*(reason.value for reason in HoldReason), None, "awaiting_approval")

_Ways = Mapping[SignalKind, str]
_WORDS = (
    SignalKind.REQUESTER_MESSAGE,
    SignalKind.AGENT_REPLY,
    SignalKind.AUTO_REPLY,
    SignalKind.INTERNAL_NOTE,
)
_DEEDS = (
    SignalKind.ACKNOWLEDGED,
    SignalKind.OWNED,
    SignalKind.PRIORITY_CHANGED,
    SignalKind.ATTACHED,
    SignalKind.WORKAROUND,
)
_ENDS: _Ways = {
    SignalKind.RESOLVED: "resolved",
    SignalKind.CLOSED: "closed",
    SignalKind.CANCELLED: "over",
}


def _live(state: str) -> _Ways:
    """Return where signals lead from a state in which somebody has to do something."""
    turns: _Ways = {SignalKind.PAUSED: "paused", SignalKind.RESUMED: "open"}
    return {**_ENDS, **turns, **dict.fromkeys((*_WORDS, *_DEEDS), state)}


def _ended(state: str, *others: SignalKind) -> _Ways:
    """Return where signals lead from a state in which only words may follow."""
    ends = {kind: _ENDS[kind] for kind in others}
    return {SignalKind.REOPENED: "open", **ends, **dict.fromkeys(_WORDS, state)}


_WAYS: Mapping[str, _Ways] = MappingProxyType(
    {
        "": {SignalKind.OPENED: "open", SignalKind.OPENED_BY_AGENT: "open"},
        "open": _live("open"),
        "paused": _live("paused"),
        "resolved": _ended("resolved", SignalKind.CLOSED),
        "closed": _ended("closed"),
        "over": _ended("over"),
    }
)
"""From each state, where each signal leads."""

_CARRIES_PRIORITY = frozenset({*_WAYS[""], SignalKind.PRIORITY_CHANGED})
# What happens more often than anything else.
_USUAL = frozenset(
    {
        SignalKind.OPENED,
        SignalKind.REQUESTER_MESSAGE,
        SignalKind.AGENT_REPLY,
        SignalKind.PAUSED,
        SignalKind.RESUMED,
        SignalKind.RESOLVED,
        SignalKind.REOPENED,
    }
)
_Facts = tuple[str | None, object]
"""A reason and a priority, whether the signal carries them or not."""


def _walks(
    near: ServiceCalendar | None,
    openings: tuple[object, ...],
    priorities: tuple[object, ...],
    max_size: int,
) -> st.SearchStrategy[tuple[Signal, ...]]:
    return _walked(
        aware_datetimes(near=near, max_value=_LAST_START),
        counts(max=max_size),
        gaps(),
        opening=_facts(openings),
        facts=_facts(priorities or (None,)),
    )


@st.composite
def _walked(
    draw: st.DrawFn,
    starts: st.SearchStrategy[datetime],
    sizes: st.SearchStrategy[int],
    between: st.SearchStrategy[timedelta],
    *,
    opening: st.SearchStrategy[_Facts],
    facts: st.SearchStrategy[_Facts],
) -> tuple[Signal, ...]:
    at, kind = draw(starts), draw(_kinds(""))
    state, told = _WAYS[""][kind], [_signal(at, kind, draw(opening))]
    for _ in range(draw(sizes)):
        at, kind = later(at, draw(between)), draw(_kinds(state))
        told.append(_signal(at, kind, draw(facts)))
        state = _WAYS[state][kind]
    return tuple(told)


def _facts(priorities: tuple[object, ...]) -> st.SearchStrategy[_Facts]:
    return st.tuples(st.sampled_from(_REASONS), st.sampled_from(priorities))


@lru_cache
def _kinds(state: str) -> st.SearchStrategy[SignalKind]:
    found = [*_WAYS[state]]
    usual = [kind for kind in found if kind in _USUAL]
    return st.sampled_from(found) | st.sampled_from(usual) | st.sampled_from(usual)


def _signal(at: datetime, kind: SignalKind, facts: _Facts) -> Signal:
    reason, priority = facts
    return Signal(
        at,
        kind,
        reason=reason if kind is SignalKind.PAUSED else None,
        priority=priority if kind in _CARRIES_PRIORITY else None,
    )


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {Signal: single_signals}
)
