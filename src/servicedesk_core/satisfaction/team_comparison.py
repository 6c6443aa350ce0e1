"""Many teams compared at once, each with the others or with one of them."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from enum import StrEnum
from typing import Any

import attrs

from servicedesk_core.argument import to_key, to_mapping
from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.satisfaction.comparison import (
    ScoreDifference,
    check_alike,
    compare,
)
from servicedesk_core.satisfaction.score import Score
from servicedesk_core.stats import benjamini_hochberg, holm

REST = "rest"
"""All teams but the one compared, their answers pooled."""


class Adjustment(StrEnum):
    """How p-values allow for many comparisons at once.

    Example:
        >>> Adjustment("holm")
        <Adjustment.HOLM: 'holm'>
    """

    HOLM = "holm"
    """The chance of any false alarm stays below the level."""
    BENJAMINI_HOCHBERG = "benjamini_hochberg"
    """The expected share of false alarms among the alarms stays below it."""


@attrs.frozen
class TeamComparison:
    """A team's score beside what it is compared with.

    Attributes:
        team: which team.
        score: its score.
        other: the score that it is compared with.
        difference: the team's score minus the other; None where it is undefined.
        p_value: of the difference, adjusted for all comparisons; None without a test.

    Example:
        >>> from servicedesk_core.satisfaction import csat
        >>> teams = {"A": csat({5: 90, 1: 10}), "B": csat({5: 60, 1: 40})}
        >>> print(compare_teams(teams)[0])
        A: CSAT +30 (95% CI +18.28..+40.77)
    """

    team: Hashable
    score: Score
    other: Score
    difference: ScoreDifference | None
    p_value: float | None

    def __str__(self) -> str:
        return f"{self.team}: {self.difference or 'undefined'}"


def compare_teams(
    scores: Mapping[Any, Score],
    *,
    against: Hashable = REST,
    method: Adjustment | str = Adjustment.HOLM,
    confidence: float = 0.95,
) -> tuple[TeamComparison, ...]:
    """Compare the score of each team with the rest or with one team.

    Args:
        scores: by team, all of one kind; two teams or more.
        against: "rest" for the pooled answers of all other teams, or a team.
        method: how p-values allow for many comparisons.
        confidence: of each interval, above 0 and below 1; the intervals do not allow
            for many comparisons.

    Returns:
        One for each team, in the order given, without the one compared against.

    Raises:
        InvalidArgumentError: for less than two teams, scores that do not compare, an
            unknown team or method, or a confidence out of range.
        WrongTypeError: for anything but scores, or a team that is not hashable.

    Source:
        S. Holm, Scandinavian Journal of Statistics 6 (1979) 65; Y. Benjamini,
        Y. Hochberg, Journal of the Royal Statistical Society B 57 (1995) 289.

    Example:
        >>> from servicedesk_core.satisfaction import nps
        >>> teams = {
        ...     "A": nps({0: 12, 7: 18, 9: 70}),
        ...     "B": nps({0: 30, 7: 40, 9: 30}),
        ...     "C": nps({0: 20, 7: 30, 9: 50}),
        ... }
        >>> for row in compare_teams(teams, against="A"):
        ...     print(row, f"p={row.p_value:.2g}")
        B: NPS -58 (95% CI -78.4..-37.6) p=5e-08
        C: NPS -28 (95% CI -48.5..-7.504) p=0.0074
    """
    adjust = _ADJUSTMENTS[member(Adjustment, method, "method")]
    teams = _read(scores, against)
    others = _others(teams, against)
    found = {
        team: compare(teams[team], other, confidence=confidence)
        for team, other in others.items()
    }
    tested = {
        team: difference.p_value
        for team, difference in found.items()
        if difference is not None and difference.p_value is not None
    }
    adjusted = dict(zip(tested, adjust(list(tested.values())), strict=True))
    return tuple(
        TeamComparison(team, teams[team], other, found[team], adjusted.get(team))
        for team, other in others.items()
    )


_ADJUSTMENTS: Mapping[Adjustment, Callable[[Sequence[float]], Sequence[float]]] = {
    Adjustment.HOLM: holm,
    Adjustment.BENJAMINI_HOCHBERG: benjamini_hochberg,
}


def _read(scores: Mapping[Any, Score], against: Hashable) -> dict[Hashable, Score]:
    teams = dict(to_mapping(scores, "scores", "a mapping of team to score"))
    if len(teams) < 2:
        raise InvalidArgumentError("scores", list(teams), "of two teams or more")
    first = next(iter(teams.values()))
    for team, score in teams.items():
        check_alike(first, score, f"scores[{team!r}]")
    if REST in teams:
        wanted = f"of teams with other names: {REST!r} is all but one"
        raise InvalidArgumentError("scores", list(teams), wanted)
    if to_key(against, "against") not in {REST, *teams}:
        wanted = f"{REST!r} or one of the teams"
        raise InvalidArgumentError("against", against, wanted)
    return teams


def _others(
    teams: Mapping[Hashable, Score], against: Hashable
) -> dict[Hashable, Score]:
    """Return what each team is compared with."""
    if against != REST:
        return {team: teams[against] for team in teams if team != against}
    return {team: _rest(teams, team) for team in teams}


def _rest(teams: Mapping[Hashable, Score], team: Hashable) -> Score:
    first, *others = (score.ratings for name, score in teams.items() if name != team)
    for ratings in others:
        first += ratings
    return teams[team].of(first)
