"""Scores of satisfaction, how far two of them lie apart, and those of teams."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, TypeAlias

from hypothesis import strategies as st

from servicedesk_core.satisfaction import (
    REST,
    Adjustment,
    CesVariant,
    Direction,
    FivePoint,
    Happiness,
    LostTime,
    MeanScore,
    NetScore,
    NpsMethod,
    PairedDifference,
    Scale,
    Score,
    ScoreDifference,
    SevenPoint,
    ShareScore,
    TeamComparison,
    TeamScore,
    acsi,
    ces,
    compare,
    compare_paired,
    compare_teams,
    csat,
    csat_binary,
    csat_mean,
    csi,
    dsat,
    happiness,
    nps,
    sus,
    team_scores as scores_by_team,
)
from servicedesk_core.testing.strategies._answers import (
    PLACES,
    Survey,
    answers,
    places,
    score_at,
    to_ratings,
)
from servicedesk_core.testing.strategies._choices import whole
from servicedesk_core.testing.strategies._results import defined
from servicedesk_core.testing.strategies.numbers import counts, decimals_
from servicedesk_core.testing.strategies.satisfaction_ratings import ratings
from servicedesk_core.testing.strategies.stats import confidences
from servicedesk_core.testing.strategies.texts import keys, names

_Pair: TypeAlias = tuple[int | None, int | None]
_ELEVEN = Scale(0, 10)
_SEVEN = SevenPoint()
_BY_HALVES = Scale(0, 5, step=0.5)


def satisfaction_scores() -> st.SearchStrategy[Score]:
    """Scores of every kind: shares, means, net scores and happiness.

    They shrink to a CSAT of no answer.

    Example:
        >>> from hypothesis import find
        >>> print(find(satisfaction_scores(), lambda score: True))
        CSAT undefined (n=0)
    """
    return st.one_of(
        whole(share_scores()),
        whole(mean_scores()),
        whole(net_scores()),
        happiness_scores(),
    )


def share_scores() -> st.SearchStrategy[ShareScore]:
    """Shares of the best, the worst and any scores: CSAT, DSAT, effort, their own.

    They shrink to a CSAT of no answer.

    Example:
        >>> from hypothesis import find
        >>> print(find(share_scores(), lambda score: True))
        CSAT undefined (n=0)
    """
    levels = confidences()
    own = st.builds(_share_of, ratings(), names(), places(), places(), levels)
    effort = _effort(CesVariant.CES_2_SHARE, _SEVEN)
    best = st.builds(
        csat_binary, counts(), counts(), missing=counts(), confidence=levels
    )
    few = st.builds(dsat, ratings(FivePoint()), bottom=_boxes(), confidence=levels)
    most = st.builds(csat, ratings(FivePoint()), top=_boxes(), confidence=levels)
    return st.one_of(best, most, few, effort, own)


def mean_scores() -> st.SearchStrategy[MeanScore]:
    """Mean scores of any scale: CSAT, effort, and indices of several questions.

    They shrink to one of no answer.

    Example:
        >>> from hypothesis import find
        >>> print(find(mean_scores(), lambda score: True))
        CSAT mean undefined (n=0)
    """
    levels = confidences()
    answer = counts(max=5).map(lambda score: score or None)
    item = st.lists(answer, min_size=2, max_size=2)
    person = st.lists(answer, min_size=10, max_size=10)
    people = st.lists(person, min_size=1, max_size=3)
    return st.one_of(
        st.builds(csat_mean, ratings(FivePoint()), confidence=levels),
        st.builds(csat_mean, ratings(), confidence=levels),
        _effort(CesVariant.CES_1, FivePoint(Direction.LOWER_IS_BETTER)),
        _effort(CesVariant.CES_2_MEAN, _SEVEN),
        st.builds(csi, st.tuples(item, item), st.just([2, 1]), confidence=levels),
        st.builds(acsi, st.tuples(item, item, item), confidence=levels),
        st.builds(sus, people, impute=st.booleans(), confidence=levels),
    )


def net_scores() -> st.SearchStrategy[NetScore]:
    """Net scores by every method: NPS, the effort index, and others with own breaks.

    They shrink to an NPS of no answer.

    Example:
        >>> from hypothesis import find
        >>> print(find(net_scores(), lambda score: True))
        NPS undefined (n=0)
    """
    methods = st.sampled_from(NpsMethod).map(lambda method: {"method": method})
    prior = st.floats(0.1, 5)
    priors = st.tuples(prior, prior, prior).map(
        lambda prior: {"method": NpsMethod.DIRICHLET, "prior": prior}
    )
    how = methods | priors
    return st.one_of(
        st.builds(nps, ratings(_ELEVEN), confidence=confidences()),
        st.builds(_nps, ratings(_ELEVEN), confidences(), how),
        st.builds(_net, ratings(), names(), places(), places(), confidences(), how),
        _effort(CesVariant.CES_2_INDEX, _SEVEN),
    )


def happiness_scores() -> st.SearchStrategy[Happiness]:
    """Happiness, with lost time and without.

    They shrink to one of no answer.

    Example:
        >>> from hypothesis import find
        >>> print(find(happiness_scores(), lambda score: True))
        Happiness undefined (n=0)
    """
    return st.builds(
        happiness,
        ratings(_ELEVEN),
        lost_minutes=st.none() | _minutes(),
        confidence=confidences(),
    )


def lost_times() -> st.SearchStrategy[LostTime]:
    """Working time lost, by up to four people who named it or did not.

    They shrink to that of nobody.

    Example:
        >>> from hypothesis import find
        >>> find(lost_times(), lambda lost: lost.n > 0)
        LostTime(n=1, missing=0, total=Fraction(0, 1), median=0.0)
    """
    return defined(
        _minutes().map(lambda minutes: happiness([], lost_minutes=minutes).lost)
    )


def score_differences() -> st.SearchStrategy[ScoreDifference]:
    """Differences of two scores of one kind, with a test or without any.

    They shrink to two that are 0.

    Example:
        >>> from hypothesis import find
        >>> found = find(score_differences(), lambda found: True)
        >>> found.name, found.value
        ('CSAT', 0.0)
    """
    enough = answers(least=2)
    return defined(
        st.builds(
            lambda kind, first, second, level: compare(
                kind.of(to_ratings(kind.scale, first)),
                kind.of(to_ratings(kind.scale, second)),
                confidence=level,
            ),
            _kinds(),
            enough,
            enough,
            confidences(),
        )
    )


def paired_differences() -> st.SearchStrategy[PairedDifference]:
    """Differences of CSAT among up to four people who answered twice, or once.

    They shrink to that of one who did not change.

    Example:
        >>> from hypothesis import find
        >>> found = find(paired_differences(), lambda found: True)
        >>> found.value, found.n
        (0.0, 1)
    """
    given = st.sampled_from([0, PLACES]) | places()
    answer = st.none() | given
    return defined(
        st.builds(
            _paired,
            st.sampled_from([FivePoint(), _ELEVEN, _BY_HALVES]),
            st.tuples(given, given),
            st.lists(st.tuples(answer, answer), max_size=3),
            exact=st.booleans(),
            confidence=confidences(),
        )
    )


def team_scores() -> st.SearchStrategy[TeamScore]:
    """Scores of teams among one to three, raw and shrunken, the best and the last.

    They shrink to that of a team without answers.

    Example:
        >>> from hypothesis import find
        >>> row = find(team_scores(), lambda row: True)
        >>> print(row.score, row.rank)
        CSAT undefined (n=0) None
    """
    prior = st.floats(0.5, 20)
    return st.builds(
        _team_score,
        _kinds(),
        _teams(least=1),
        st.none() | st.tuples(prior, prior),
        counts(max=2),
    )


def team_comparisons() -> st.SearchStrategy[TeamComparison]:
    """Comparisons of a team with the rest or with another one.

    They shrink to one of two teams without answers, whose difference is undefined.

    Example:
        >>> from hypothesis import find
        >>> print(find(team_comparisons(), lambda row: True))
        team 1: undefined
    """
    return st.builds(
        _team_comparison,
        _kinds(),
        _teams(least=2),
        st.booleans(),
        st.sampled_from(Adjustment),
        confidences(),
        counts(max=2),
    )


def _kinds() -> st.SearchStrategy[Score]:
    """Draw scores of nobody, whose kind is that of others."""
    return st.builds(
        lambda score, level: score(confidence=level),
        st.sampled_from(
            [
                partial(csat, []),
                partial(dsat, [], bottom=1),
                partial(csat_mean, []),
                partial(csat_mean, [], scale=_BY_HALVES),
                partial(nps, []),
                partial(nps, [], method=NpsMethod.WALD),
                partial(ces, [], variant=CesVariant.CES_1),
                partial(happiness, []),
            ]
        ),
        confidences(),
    )


def _effort(variant: CesVariant, scale: Scale) -> st.SearchStrategy[Any]:
    return st.builds(
        ces, ratings(scale), variant=st.just(variant), confidence=confidences()
    )


def _boxes() -> st.SearchStrategy[int]:
    return st.sampled_from([2, 1, 3])


def _minutes() -> st.SearchStrategy[list[Any]]:
    minutes = counts(max=90) | decimals_() | st.floats(0, 90, allow_subnormal=False)
    return st.lists(st.none() | minutes, max_size=4)


def _share_of(
    ratings: Any, name: str, first: int, last: int, confidence: float
) -> ShareScore:
    boxes = sorted(score_at(ratings.scale, place) for place in (first, last))
    return ShareScore.found(
        ratings, name=name, boxes=(boxes[0], boxes[1]), confidence=confidence
    )


def _nps(ratings: Any, confidence: float, how: Mapping[str, Any]) -> NetScore:
    return nps(ratings, confidence=confidence, **how)


def _net(
    ratings: Any,
    name: str,
    worse: int,
    better: int,
    confidence: float,
    how: Mapping[str, Any],
) -> NetScore:
    scale = ratings.scale
    ends = sorted((score_at(scale, worse), score_at(scale, better)))
    low, high = ends if ends[0] < ends[1] else (scale.low, scale.high)
    breaks = (low, high) if scale.higher_is_better else (high, low)
    return NetScore.found(
        ratings, name=name, breaks=breaks, confidence=confidence, **how
    )


def _paired(
    scale: Scale,
    twice: tuple[int, int],
    others: list[_Pair],
    *,
    exact: bool,
    confidence: float,
) -> PairedDifference | None:
    before, after = (
        [None if place is None else score_at(scale, place) for place in column]
        for column in zip(twice, *others, strict=True)
    )
    return compare_paired(
        before, after, scale=scale, top=2, exact=exact, confidence=confidence
    )


def _teams(*, least: int) -> st.SearchStrategy[dict[str, list[Survey]]]:
    return st.dictionaries(
        keys(prefix="team "), answers(has_weights=False), min_size=least, max_size=3
    )


def _by_team(kind: Score, teams: dict[str, list[Survey]]) -> dict[str, Score]:
    return {
        team: kind.of(to_ratings(kind.scale, given)) for team, given in teams.items()
    }


def _team_score(
    kind: Score,
    teams: dict[str, list[Survey]],
    prior: tuple[float, float] | None,
    place: int,
) -> TeamScore:
    known = prior if isinstance(kind, ShareScore) else None
    rows = [*scores_by_team(_by_team(kind, teams), prior=known).values()]
    return rows[place % len(rows)]


def _team_comparison(
    kind: Score,
    teams: dict[str, list[Survey]],
    is_against_one: bool,  # noqa: FBT001 - it is drawn
    method: Adjustment,
    confidence: float,
    place: int,
) -> TeamComparison:
    found = compare_teams(
        _by_team(kind, teams),
        against=next(iter(teams)) if is_against_one else REST,
        method=method,
        confidence=confidence,
    )
    return found[place % len(found)]


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Happiness: happiness_scores,
        LostTime: lost_times,
        MeanScore: mean_scores,
        NetScore: net_scores,
        PairedDifference: paired_differences,
        ScoreDifference: score_differences,
        ShareScore: share_scores,
        TeamComparison: team_comparisons,
        TeamScore: team_scores,
    }
)
