"""What comes of complaints: ideas, measures, their effect, and the backlog."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

import attrs
from hypothesis import strategies as st

from servicedesk_core.complaints import (
    BacklogItem,
    ComplaintTrace,
    Idea,
    Measure,
    MeasureEffect,
    MeasureProgress,
    MeasureState,
    Stake,
    TopicEffect,
    effect,
    effect_by_topic,
    measure_progress,
    trace_complaints,
)
from servicedesk_core.satisfaction import Remedy
from servicedesk_core.testing.strategies._complaint_parts import (
    Delay,
    delays,
    in_one_currency,
    people,
    prices,
)
from servicedesk_core.testing.strategies.instants import aware_datetimes
from servicedesk_core.testing.strategies.numbers import counts
from servicedesk_core.testing.strategies.stats import confidences
from servicedesk_core.testing.strategies.texts import keys, names
from servicedesk_core.tickets import Actor

_Period = tuple[int, float]
"""How many complaints came, and of what volume."""


def ideas() -> st.SearchStrategy[Idea]:
    """What could be better, as one to three complaints show.

    They shrink to the idea ``"I1"`` of complaint ``"C1"``.

    Example:
        >>> from hypothesis import find
        >>> find(ideas(), lambda idea: True)
        Idea(id='I1', text='a', complaints=('C1',))
    """
    behind = st.lists(keys(prefix="C"), min_size=1, max_size=3)
    return st.builds(Idea, keys(prefix="I"), names(), complaints=behind)


def measures() -> st.SearchStrategy[Measure]:
    """Measures in every state, from an idea or not, planned for a release or not.

    They shrink to a new one that should reduce nothing.

    Example:
        >>> from hypothesis import find
        >>> state = MeasureState.SCHEDULED
        >>> find(measures(), lambda measure: measure.state is state).planned_release
        'R1'
    """
    return st.builds(
        _measure,
        keys(prefix="M"),
        names(),
        st.sampled_from(Remedy),
        _forecasts(),
        st.sampled_from(MeasureState),
        st.tuples(keys(prefix="R"), st.none() | keys(prefix="I")),
        is_planned=st.booleans(),
    )


def measure_progresses() -> st.SearchStrategy[MeasureProgress]:
    """Where up to four measures stand.

    They shrink to no measure.

    Example:
        >>> from hypothesis import find
        >>> find(measure_progresses(), lambda found: True).done is None
        True
    """
    return st.builds(
        measure_progress, st.lists(measures(), max_size=4), confidence=confidences()
    )


def measure_effects() -> st.SearchStrategy[MeasureEffect]:
    """What measures brought, more or less than forecast, or harm.

    They shrink to nothing, where nothing was forecast.

    Example:
        >>> from hypothesis import find
        >>> print(find(measure_effects(), lambda effect: True))
        reduced by 0, forecast 0
    """
    return in_one_currency(_measure_effects)


def topic_effects() -> st.SearchStrategy[TopicEffect]:
    """What one to three measures on a topic brought together.

    They shrink to one measure that brought nothing.

    Example:
        >>> from hypothesis import find
        >>> find(topic_effects(), lambda effect: len(effect.measures) == 2).topic
        'a'
    """
    return st.builds(
        _topic_effect,
        st.lists(
            measures(), min_size=1, max_size=3, unique_by=lambda measure: measure.id
        ),
        _periods(),
        _periods(),
        _positive(),
        confidences(),
        is_one=st.booleans(),
    )


def complaint_traces() -> st.SearchStrategy[ComplaintTrace]:
    """What came of complaints: up to three ideas and measures, or nothing.

    They shrink to complaint ``"C1"``, of which nothing came.

    Example:
        >>> from hypothesis import find
        >>> trace = find(complaint_traces(), lambda trace: trace.measures)
        >>> trace.ideas[0].id, trace.measures[0].idea
        ('I1', 'I1')
    """
    return st.builds(
        _complaint_trace,
        keys(prefix="C"),
        st.lists(ideas(), max_size=3, unique_by=lambda idea: idea.id),
        st.lists(measures(), max_size=3),
        is_behind_all=st.booleans(),
    )


def backlog_items() -> st.SearchStrategy[BacklogItem]:
    """Problems in sight in every state, and those that a person closed.

    They shrink to a new one of 2026-01-05 09:00 UTC.

    Example:
        >>> from hypothesis import find
        >>> item = find(backlog_items(), lambda item: item.is_done)
        >>> item.closed_at == item.raised_at, item.closed_by.id
        (True, 'a')
    """
    return st.builds(
        _backlog_item,
        st.builds(
            BacklogItem,
            keys(prefix="B"),
            names(),
            raised_at=aware_datetimes(),
            contacts=counts(min=1),
            stake=st.none() | st.sampled_from(Stake),
        ),
        st.sampled_from(MeasureState),
        delays(),
        people(),
    )


def _forecasts() -> st.SearchStrategy[float]:
    return counts(max=100) | st.floats(0.01, 100)


def _positive() -> st.SearchStrategy[float]:
    return st.integers(1, 1000) | st.floats(0.01, 1000)


def _periods() -> st.SearchStrategy[_Period]:
    return st.tuples(counts(max=100), _positive())


def _measure(
    id_: str,
    topic: str,
    remedy: Remedy,
    forecast: float,
    state: MeasureState,
    sources: tuple[str, str | None],
    *,
    is_planned: bool,
) -> Measure:
    release, idea = sources
    needs_release = is_planned or state is MeasureState.SCHEDULED
    return Measure(
        id_,
        topic,
        remedy=remedy,
        forecast=forecast,
        state=state,
        planned_release=release if needs_release else None,
        idea=idea,
    )


def _measure_effects(currency: str) -> st.SearchStrategy[MeasureEffect]:
    return st.builds(
        effect,
        _forecasts(),
        before=_periods(),
        after=_periods(),
        season=_positive(),
        unit_cost=st.none() | prices(currency),
        confidence=confidences(),
    )


def _topic_effect(
    given: Sequence[Measure],
    before: _Period,
    after: _Period,
    season: float,
    confidence: float,
    *,
    is_one: bool,
) -> TopicEffect:
    """Return the effect on the topic of the first measure, all done or not."""
    first = attrs.evolve(given[0], state=MeasureState.DONE)
    others = given[1:]
    if is_one:
        others = [
            attrs.evolve(measure, topic=first.topic, state=first.state)
            for measure in others
        ]
    topics = {measure.topic for measure in given}
    return effect_by_topic(
        [first, *others],
        before=dict.fromkeys(topics, before),
        after=dict.fromkeys(topics, after),
        seasons={first.topic: season},
        confidence=confidence,
    )[0]


def _complaint_trace(
    complaint: str,
    known: Iterable[Idea],
    given: Iterable[Measure],
    *,
    is_behind_all: bool,
) -> ComplaintTrace:
    """Return what came of a complaint, perhaps behind every idea."""
    behind = (complaint,) if is_behind_all else ()
    known = [attrs.evolve(idea, complaints=idea.complaints + behind) for idea in known]
    names_ = [idea.id for idea in known]
    placed = [
        attrs.evolve(measure, idea=names_[place % len(names_)] if names_ else None)
        for place, measure in enumerate(given)
    ]
    return trace_complaints([complaint], ideas=known, measures=placed)[0]


def _backlog_item(
    item: BacklogItem, state: MeasureState, delay: Delay, by: Actor
) -> BacklogItem:
    if state is MeasureState.DONE:
        closed_at: datetime = delay.after(item.raised_at)
        return item.close(at=closed_at, by=by)
    return attrs.evolve(item, state=state)


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Idea: ideas,
        Measure: measures,
        MeasureProgress: measure_progresses,
        MeasureEffect: measure_effects,
        TopicEffect: topic_effects,
        ComplaintTrace: complaint_traces,
        BacklogItem: backlog_items,
    }
)
