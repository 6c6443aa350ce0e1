"""What a measure should have brought, and what it did."""

from collections.abc import Iterable, Mapping
from math import fsum, isfinite

import attrs

from servicedesk_core.argument import to_many, to_mapping, to_pair
from servicedesk_core.complaints._exact import to_optional_money
from servicedesk_core.complaints._facts import NOTHING, to_text
from servicedesk_core.complaints.measure import Measure, MeasureState
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.money import Money
from servicedesk_core.number import (
    to_confidence,
    to_decimal,
    to_float,
    to_positive,
    to_whole,
)
from servicedesk_core.stats import RateRatio, rate_ratio

# How many complaints came, and of how many orders, clients or contacts.
_Period = tuple[int, float]
_MOST = 10**12


@attrs.frozen
class MeasureEffect:
    """What a measure should have brought, and what it did.

    Attributes:
        counterfactual: how many complaints would have come without it: those before,
            at the volume and the season after.
        actual: how many fewer came than that; negative if more did.
        forecast: how many fewer should have come.
        realisation: actual by forecast; None where the forecast was 0.
        rate_ratio: the rate after by that before, at the same season, with interval
            and test; None if no complaint came at all.
        saved: what the actual reduction is worth; None without a cost.
    """

    counterfactual: float
    actual: float
    forecast: float
    realisation: float | None
    rate_ratio: RateRatio | None
    saved: Money | None

    @property
    def error(self) -> float:
        """Actual less forecast: below 0 if the forecast was too good."""
        return self.actual - self.forecast

    def __str__(self) -> str:
        share = self.realisation
        realised = "" if share is None else f", realisation {share:.1%}"
        return f"reduced by {self.actual:.6g}, forecast {self.forecast:.6g}{realised}"


def effect(
    forecast: float,
    *,
    before: _Period,
    after: _Period,
    season: float = 1,
    unit_cost: Money | None = None,
    confidence: float = 0.95,
) -> MeasureEffect:
    """Return what a measure brought, adjusted for volume and season.

    Args:
        forecast: by how many complaints it should reduce those after it, 0 or more.
        before: complaints and volume before it, as a pair; the volume, such as orders
            or clients, above 0.
        after: the same after it.
        season: how many times as high the rate is in the period after as in the one
            before, in years without the measure; above 0.
        unit_cost: what a complaint costs, 0 or more.
        confidence: of the interval of the rate ratio, above 0 and below 1.

    Raises:
        InvalidArgumentError: for a number out of range.
        WrongTypeError: for a value of another type.

    Source:
        Before x volume after / volume before x season, less what came after, by the
        forecast; the rates by :func:`servicedesk_core.stats.rate_ratio`.

    Example:
        >>> found = effect(400, before=(1000, 10_000), after=(900, 12_000))
        >>> found.counterfactual, found.actual, found.realisation, found.error
        (1200.0, 300.0, 0.75, -100.0)
    """
    wanted = to_float(forecast, "forecast", low=0)
    (events, volume), (came, later) = _read(before, "before"), _read(after, "after")
    factor = to_positive(season, "season")
    cost = to_optional_money(unit_cost, "unit_cost")
    level = to_confidence(confidence)
    without = events * later / volume * factor
    actual = without - came
    return MeasureEffect(
        without,
        actual,
        wanted,
        _realisation(actual, wanted),
        rate_ratio((came, later), (events, volume / factor), confidence=level),
        None if cost is None else cost * to_decimal(actual, "actual"),
    )


def _realisation(actual: float, forecast: float) -> float | None:
    if not forecast:
        return None
    found = actual / forecast
    if not isfinite(found):
        raise InvalidArgumentError("forecast", forecast, "0, or no speck of the actual")
    return found


@attrs.frozen
class TopicEffect:
    """What the measures on one topic brought together.

    Attributes:
        topic: its name.
        measures: the ids of those done.
        effect: against the sum of their forecasts.
    """

    topic: str
    measures: tuple[str, ...]
    effect: MeasureEffect


def effect_by_topic(
    measures: Iterable[Measure],
    *,
    before: Mapping[str, _Period],
    after: Mapping[str, _Period],
    seasons: Mapping[str, float] = NOTHING,
    confidence: float = 0.95,
) -> tuple[TopicEffect, ...]:
    """Return what measures brought, each topic counted once however many it has.

    Args:
        measures: of which those done count; postponed ones changed nothing.
        before: complaints and volume before, by topic.
        after: the same after.
        seasons: the season of a topic, as in :func:`effect`; 1 for one left out.
        confidence: of the intervals, above 0 and below 1.

    Returns:
        Each topic with a measure done, in the order of the measures.

    Raises:
        InvalidArgumentError: for two measures of one id, a topic with a measure done
            that either period lacks, or a number out of range.
        WrongTypeError: for a value of another type.

    Source:
        Forecasts add up; the reduction of a topic cannot be told apart by measure.

    Example:
        >>> done = [
        ...     Measure(id, "delay", remedy="result", forecast=100, state="done")
        ...     for id in ("M1", "M2")
        ... ]
        >>> (found,) = effect_by_topic(
        ...     done, before={"delay": (1000, 10)}, after={"delay": (900, 10)}
        ... )
        >>> found.measures, found.effect.actual, found.effect.realisation
        (('M1', 'M2'), 100.0, 0.5)
    """
    read = to_many(measures, Measure, "measures", "Measure values")
    names = [each.id for each in read]
    if len(set(names)) < len(names):
        raise InvalidArgumentError("measures", names, "of different ids")
    periods = {"before": before, "after": after}
    for name, period in periods.items():
        for topic in to_mapping(period, name, "complaints and volume by topic"):
            to_text(topic, name)
    for topic, factor in to_mapping(seasons, "seasons", "factors by topic").items():
        to_positive(factor, f"seasons[{topic!r}]")
    level = to_confidence(confidence)
    topics = _done_by_topic(read)
    _check_topics(topics, periods)
    return tuple(
        TopicEffect(
            topic,
            tuple(each.id for each in own),
            effect(
                fsum(each.forecast for each in own),
                before=before[topic],
                after=after[topic],
                season=seasons.get(topic, 1),
                confidence=level,
            ),
        )
        for topic, own in topics.items()
    )


def _done_by_topic(measures: Iterable[Measure]) -> dict[str, list[Measure]]:
    topics: dict[str, list[Measure]] = {}
    for each in measures:
        if each.state is MeasureState.DONE:
            topics.setdefault(each.topic, []).append(each)
    return topics


def _check_topics(
    topics: Iterable[str], periods: Mapping[str, Mapping[str, _Period]]
) -> None:
    for topic in topics:
        for name, period in periods.items():
            if topic not in period:
                wanted = "of each topic with a measure done"
                raise InvalidArgumentError(name, sorted(period), wanted)


def _read(period: _Period, argument: str) -> _Period:
    complaints, volume = to_pair(period, argument, "a pair of complaints and volume")
    count = to_whole(complaints, f"{argument}[0]", high=_MOST)
    return count, to_positive(volume, f"{argument}[1]")
