"""Scores by team: how sure each is, drawn towards all, and in a fair order."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

import attrs

from servicedesk_core.argument import to_mapping
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.satisfaction.mean_score import MeanScore
from servicedesk_core.satisfaction.net_score import NetScore
from servicedesk_core.satisfaction.score import Score
from servicedesk_core.satisfaction.share_score import ShareScore
from servicedesk_core.stats import (
    Estimate,
    beta_binomial,
    fit_beta_prior,
    shrink_normal,
)

Team = TypeVar("Team", bound=Hashable)


@attrs.frozen
class TeamScore:
    """The score of a team among others.

    Attributes:
        score: the raw one, with its n and interval.
        shrunken: what it is likely to be, seen what the others have, in the same unit;
            that of all for a team without answers. None where nothing tells.
        low: lower end of the interval of ``shrunken``; None where it has none.
        high: upper end, or None.
        rank: 1 is the best, by the worse end of the raw interval; None where there is
            no interval.

    Example:
        >>> from servicedesk_core.satisfaction import csat
        >>> found = team_scores({"east": csat([5] * 3), "west": csat([5] * 60 + [1])})
        >>> [(team, row.rank) for team, row in found.items()]
        [('west', 1), ('east', 2)]
    """

    score: Score
    shrunken: float | None
    low: float | None
    high: float | None
    rank: int | None


def team_scores(
    teams: Mapping[Team, Score], *, prior: tuple[float, float] | None = None
) -> Mapping[Team, TeamScore]:
    """Return teams with raw and shrunken scores, the best first.

    A few answers make the best and the worst score of any table. So a team is ranked
    by the worse end of its interval, and its score is drawn towards that of all, the
    more so the fewer answers it has: shares by a beta prior fitted to the teams, means
    and net scores by the variance within and between them (normal-normal).

    Args:
        teams: scores of one kind, such as CSAT, NPS or a mean, on one scale with one
            confidence, without weights.
        prior: for shares alone: good and bad answers known beforehand, each above 0;
            None fits them to the teams.

    Returns:
        A row for each team in order of rank; those without interval come last.

    Raises:
        InvalidArgumentError: for scores of different kinds, scales or confidences, for
            weighted ones, or a prior that is out of range or has no use.
        WrongTypeError: for anything but scores that are shares, means or net scores.

    Source:
        E. Miller, How not to sort by average rating (2009); A. Gelman et al., Bayesian
        data analysis (2013), 2.4; B. Efron, C. Morris, JASA 70 (1975) 311, with the
        variances of a one-way analysis of variance.

    Example:
        >>> from servicedesk_core.satisfaction import csat
        >>> found = team_scores(
        ...     {"new": csat({5: 2}), "old": csat({5: 90, 1: 10})}, prior=(16, 4)
        ... )
        >>> for team, row in found.items():
        ...     print(row.rank, team, row.score.value, round(row.shrunken, 1))
        1 old 90.0 88.3
        2 new 100.0 81.8
    """
    to_mapping(teams, "teams", "scores by team")
    for team, score in teams.items():
        _check(team, score, next(iter(teams.values())))
    drawn, ranks = _drawn(teams, prior), _ranks(teams)
    rows = {
        team: _row(score, drawn[team], ranks[team]) for team, score in teams.items()
    }
    last = len(rows) + 1
    return FrozenMap(dict(sorted(rows.items(), key=lambda each: each[1].rank or last)))


def _check(team: Hashable, score: object, first: Score) -> None:
    argument = f"teams[{team!r}]"
    if not isinstance(score, ShareScore | MeanScore | NetScore):
        wanted = "a score that is a share, mean or net score"
        raise WrongTypeError(argument, score, wanted)
    if score.ratings.weights is not None:
        raise InvalidArgumentError(argument, str(score), "without weights")
    if _kind(score) != _kind(first):
        wanted = f"of the kind, scale and confidence of {first}"
        raise InvalidArgumentError(argument, str(score), wanted)


def _kind(score: Score) -> tuple[object, ...]:
    return type(score), score.name, score.scale, score.cut, score.confidence


def _drawn(
    teams: Mapping[Team, Score], prior: tuple[float, float] | None
) -> Mapping[Team, Estimate | float | None]:
    """Return the score of each team drawn towards all."""
    shares = {
        team: score for team, score in teams.items() if isinstance(score, ShareScore)
    }
    others = {
        team: score
        for team, score in teams.items()
        if isinstance(score, MeanScore | NetScore)
    }
    if prior is not None and others:
        raise InvalidArgumentError("prior", prior, "left out but for shares")
    return _shrink_shares(shares, prior) if shares else _shrink_means(others)


def _ranks(teams: Mapping[Team, Score]) -> dict[Team, int | None]:
    """Return the place of each team by its worse end; equal ends share one."""
    ends = {team: _worse_end(score) for team, score in teams.items()}
    known = sorted((end for end in ends.values() if end is not None), reverse=True)
    return {
        team: None if end is None else known.index(end) + 1
        for team, end in ends.items()
    }


def _shrink_shares(
    teams: Mapping[Team, ShareScore], prior: tuple[float, float] | None
) -> dict[Team, Estimate | float | None]:
    # Without weights they are whole numbers.
    counts = {team: (int(score.hits), score.n) for team, score in teams.items()}
    known = fit_beta_prior(counts.values()) if prior is None else prior
    if known is None:
        return dict.fromkeys(teams)
    return {
        team: beta_binomial(*counts[team], prior=known, confidence=score.confidence)
        for team, score in teams.items()
    }


def _shrink_means(
    teams: Mapping[Team, MeanScore | NetScore],
) -> dict[Team, Estimate | float | None]:
    moments = {team: _moments(score) for team, score in teams.items()}
    groups = [each for each in moments.values() if each[0]]
    freedom = sum(n - 1 for n, _, _ in groups)
    if len(groups) < 2 or not freedom:
        return dict.fromkeys(teams)
    within = sum((n - 1) * variance for n, _, variance in groups) / freedom
    between = _between(groups, within)
    centre = _centre(groups, within, between)
    return {
        team: _shrink_mean(n, mean, within=within, between=between, centre=centre)
        for team, (n, mean, _) in moments.items()
    }


def _shrink_mean(
    n: int, mean: float, *, within: float, between: float, centre: float
) -> float:
    shrunken = shrink_normal(
        mean if n else None,
        n,
        variance=within,
        prior_mean=centre,
        prior_variance=between,
    )
    return mean if shrunken is None else shrunken.value


def _moments(score: MeanScore | NetScore) -> tuple[int, float, float]:
    """Return how many answers there are, their mean and their variance by n - 1."""
    n, mean = score.n, score.value
    if mean is None:
        return 0, 0.0, 0.0
    if isinstance(score, MeanScore):
        return n, mean, score.variance or 0.0
    squares = 100**2 * (score.promoters + score.detractors) - n * mean**2
    return n, mean, max(0.0, squares / (n - 1)) if n > 1 else 0.0


def _between(groups: list[tuple[int, float, float]], within: float) -> float:
    """Return the variance of the true means, 0 if they differ by chance alone."""
    total = sum(n for n, _, _ in groups)
    centre = sum(n * mean for n, mean, _ in groups) / total
    squares = sum(n * (mean - centre) ** 2 for n, mean, _ in groups)
    spread = total - sum(n * n for n, _, _ in groups) / total
    return max(0.0, (squares - (len(groups) - 1) * within) / spread)


def _centre(
    groups: list[tuple[int, float, float]], within: float, between: float
) -> float:
    """Return the mean of the means, each as far as it is to be trusted."""
    # Where both are 0 all answers are alike, and any weights do.
    trust = [
        n / (n * between + within) if between + within else n for n, _, _ in groups
    ]
    return sum(
        part * mean for part, (_, mean, _) in zip(trust, groups, strict=True)
    ) / sum(trust)


def _worse_end(score: Score) -> float | None:
    """Return the pessimistic end of an interval; the greater, the better."""
    if _more_is_better(score):
        return score.low
    return None if score.high is None else -score.high


def _more_is_better(score: Score) -> bool:
    if isinstance(score, NetScore):
        return True
    scale = score.scale
    if isinstance(score, MeanScore):
        return scale.higher_is_better
    worst = scale.low if scale.higher_is_better else scale.high
    return worst not in score.cut


def _row(score: Score, drawn: Estimate | float | None, rank: int | None) -> TeamScore:
    if isinstance(drawn, Estimate):
        # Shares are points of 100 here.
        value, low, high = (100 * each for each in (drawn.value, drawn.low, drawn.high))
        return TeamScore(score, value, low, high, rank)
    return TeamScore(score, drawn, None, None, rank)
