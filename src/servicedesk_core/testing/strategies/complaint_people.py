"""Who answers for what: routing, teams and what clients say of them, custody."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

import attrs
from hypothesis import strategies as st

from servicedesk_core.complaints import (
    AssetRouting,
    Assignment,
    CustodyChain,
    CustodyStep,
    Evidence,
    FeedbackItem,
    FeedbackKind,
    TeamKpi,
    TeamZones,
)
from servicedesk_core.testing.strategies._complaint_parts import Delay, delays
from servicedesk_core.testing.strategies.instants import aware_datetimes
from servicedesk_core.testing.strategies.numbers import plain_values
from servicedesk_core.testing.strategies.stats import confidences
from servicedesk_core.testing.strategies.texts import names


def asset_routings() -> st.SearchStrategy[AssetRouting]:
    """Where up to three assets are, and who works there; some place may have nobody.

    They shrink to no asset.

    Example:
        >>> from hypothesis import find
        >>> find(asset_routings(), lambda routing: routing.check()).locations["a"]
        'a'
    """
    places = st.dictionaries(names(), names(), max_size=3)
    return st.builds(AssetRouting, places, groups=places)


def assignments() -> st.SearchStrategy[Assignment]:
    """Who answers to the client, and who works on the matter.

    They shrink to an owner, a group and a location called ``"a"``.

    Example:
        >>> from hypothesis import find
        >>> find(assignments(), lambda assignment: True)
        Assignment(owner='a', group='a', location='a')
    """
    return st.builds(
        lambda owner, group, location: AssetRouting(
            {"asset": location}, groups={location: group}
        ).assign("asset", owner=owner),
        names(),
        names(),
        names(),
    )


def feedback_items() -> st.SearchStrategy[FeedbackItem]:
    """What clients said, by every way, with a score or without.

    They shrink to an answer without a score.

    Example:
        >>> from hypothesis import find
        >>> find(feedback_items(), lambda item: item.score is not None).score
        0.0
    """
    kinds = st.sampled_from(FeedbackKind)
    return _feedback_items(kinds, st.none() | _scores())


def team_zones() -> st.SearchStrategy[TeamZones]:
    """Topics of up to three teams, some with none, or owned by two teams.

    They shrink to no team.

    Example:
        >>> from hypothesis import find
        >>> find(team_zones(), lambda zones: zones.check(["a"])).owners("a")
        ()
    """
    topics = st.lists(names(), max_size=3, unique=True)
    return st.builds(TeamZones, st.dictionaries(names(), topics, max_size=3))


def team_kpis() -> st.SearchStrategy[TeamKpi]:
    """What clients say of teams, by up to six items, with an interval or without.

    They shrink to nothing said.

    Example:
        >>> from hypothesis import find
        >>> find(team_kpis(), lambda kpi: kpi.csi is not None).scores
        1
    """
    scored = _feedback_items(st.just(FeedbackKind.CSI), _scores())
    said = st.lists(feedback_items() | scored, max_size=6)
    return st.builds(_team_kpi, names(), said, confidences())


def custody_steps() -> st.SearchStrategy[CustodyStep]:
    """Steps of a thing on its way, confirmed or not.

    They shrink to one that nobody confirmed.

    Example:
        >>> from hypothesis import find
        >>> find(custody_steps(), lambda step: True)
        CustodyStep(name='a', owner='a', confirmed_at=None)
    """
    return st.builds(
        CustodyStep, names(), names(), confirmed_at=st.none() | aware_datetimes()
    )


def custody_chains() -> st.SearchStrategy[CustodyChain]:
    """One to four steps in order, of which any may lack its confirmation.

    They shrink to a single step that nobody confirmed.

    Example:
        >>> from hypothesis import find
        >>> chain = find(custody_chains(), lambda chain: chain.answerable)
        >>> [step.is_confirmed for step in chain.steps]
        [True, False]
    """
    steps = st.tuples(names(), names(), st.none() | delays())
    return st.builds(
        _custody_chain, aware_datetimes(), st.lists(steps, min_size=1, max_size=4)
    )


def evidences() -> st.SearchStrategy[Evidence]:
    """Claims and logs of one thing: one of them alone, both alike, both apart.

    They shrink to a claim of ``""``.

    Example:
        >>> from hypothesis import find
        >>> find(evidences(), lambda evidence: evidence.state.value == "agreed")
        Evidence(claimed='', logged='')
    """
    said = plain_values().filter(lambda value: value is not None)
    return st.one_of(
        st.builds(Evidence, claimed=said),
        st.builds(Evidence, logged=said),
        said.map(lambda value: Evidence(claimed=value, logged=value)),
        st.builds(Evidence, claimed=said, logged=said),
    )


def _scores() -> st.SearchStrategy[float]:
    return st.integers(0, 10) | st.floats(-10, 100)


def _feedback_items(
    kinds: st.SearchStrategy[FeedbackKind],
    scores: st.SearchStrategy[float | None],
) -> st.SearchStrategy[FeedbackItem]:
    return st.builds(
        FeedbackItem,
        kinds,
        topic=names(),
        team=names(),
        client=names(),
        at=aware_datetimes(),
        score=scores,
    )


def _team_kpi(team: str, said: Iterable[FeedbackItem], confidence: float) -> TeamKpi:
    """Return what was said of a team, as if all of it were about one topic."""
    items = [attrs.evolve(item, topic="topic") for item in said]
    return TeamZones({team: ["topic"]}).kpis(items, confidence=confidence)[team]


def _custody_chain(
    at: datetime, given: Sequence[tuple[str, str, Delay | None]]
) -> CustodyChain:
    steps = []
    for name, owner, delay in given:
        at = at if delay is None else delay.after(at)
        confirmed_at = None if delay is None else at
        steps.append(CustodyStep(name, owner, confirmed_at=confirmed_at))
    return CustodyChain(steps)


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        AssetRouting: asset_routings,
        Assignment: assignments,
        FeedbackItem: feedback_items,
        TeamZones: team_zones,
        TeamKpi: team_kpis,
        CustodyStep: custody_steps,
        CustodyChain: custody_chains,
        Evidence: evidences,
    }
)
