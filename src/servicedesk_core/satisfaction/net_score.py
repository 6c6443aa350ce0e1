"""The share of good answers less the share of bad ones."""

from collections.abc import Iterable
from enum import StrEnum
from math import sqrt
from typing import Any, Self

import attrs

from servicedesk_core.argument import to_items
from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.number import to_confidence, to_float
from servicedesk_core.satisfaction._inference import normal_reach
from servicedesk_core.satisfaction._reading import check_ratings, read_pair
from servicedesk_core.satisfaction.ratings import Ratings
from servicedesk_core.satisfaction.scale import Scale
from servicedesk_core.satisfaction.score import Score


class NpsMethod(StrEnum):
    """How the interval of a net score is found.

    Example:
        >>> NpsMethod("wald")
        <NpsMethod.WALD: 'wald'>
    """

    ADJUSTED_WALD = "adjusted_wald"
    """Three answers are added, three quarters of one to either end: right for small
    samples too, and for those whose answers are all alike."""
    WALD = "wald"
    """The sample as it is: too narrow for small samples, of no width if all answers
    are alike."""
    DIRICHLET = "dirichlet"
    """Mean and standard deviation of the posterior, taken for normal."""


_ADDED = (0.75, 1.5, 0.75)
_WEAKEST, _STRONGEST = 1e-100, 1e12


@attrs.frozen(kw_only=True)
class NetScore(Score):
    """Promoters less detractors, -100 to 100, with an interval.

    All of ``value``, ``estimate``, ``standard_error``, ``margin`` and the ends of the
    interval are in points: 100 is everybody. The interval of the formula lies about
    ``estimate`` and may miss the value of one or two answers that are alike; ``low``
    and ``high`` then reach to it.

    Attributes:
        breaks: the best score of a detractor, and the worst of a promoter.
        estimate: the middle of the interval; None if nobody answered.
        standard_error: of the estimate; for the Dirichlet method the standard
            deviation of the posterior; None if nobody answered.
        prior: answers that the method adds: detractors, passives, promoters.

    Example:
        >>> from servicedesk_core.satisfaction import nps
        >>> score = nps([10, 9, 8, 3, None])
        >>> score.detractors, score.passives, score.promoters, score.missing
        (1, 1, 2, 1)
        >>> score.value
        25.0
    """

    breaks: tuple[float, float]
    estimate: float | None
    standard_error: float | None
    prior: tuple[float, float, float]

    @classmethod
    def found(
        cls,
        ratings: Ratings[Any],
        *,
        name: str,
        breaks: tuple[float, float],
        method: NpsMethod | str = NpsMethod.ADJUSTED_WALD,
        prior: Iterable[float] | None = None,
        confidence: float = 0.95,
    ) -> Self:
        """Return the net score of answers.

        Args:
            ratings: the answers.
            name: what it is called.
            breaks: the best score of a detractor, and the worst of a promoter.
            method: of the interval.
            prior: for the Dirichlet method alone: how many detractors, passives and
                promoters to add, each above 0; 0.75, 1.5 and 0.75 unless given.
            confidence: of the interval, above 0 and below 1.

        Raises:
            InvalidArgumentError: for breaks off the scale or in the wrong order, an
                unknown method, a prior without use, or a value out of range.
            WrongTypeError: for anything but numbers.

        Source:
            B. Rocks, The American Statistician 70 (2016) 365: Wald and adjusted Wald;
            the moments of the Dirichlet distribution.

        Example:
            >>> from servicedesk_core.satisfaction import FivePoint
            >>> ratings = Ratings([5, 5, 4, 1], FivePoint())
            >>> print(NetScore.found(ratings, name="stars", breaks=(3, 4)))
            stars 50.0 (n=4, 95% CI -33.6..90.7)
        """
        check_ratings(ratings)
        level = to_confidence(confidence)
        chosen = member(NpsMethod, method, "method")
        added = _read_prior(prior, chosen)
        cuts = _read_breaks(breaks, ratings.scale)
        value = estimate = error = low = high = None
        if ratings.n:
            bad, _, good = _groups(ratings, cuts)
            value = 100 * (good - bad) / ratings.total
            estimate, error = _estimate(ratings, cuts, added, chosen)
            reach = normal_reach(level) * error
            low, high = estimate - reach, estimate + reach
        return cls(
            name=name,
            ratings=ratings,
            value=value,
            raw_low=low,
            raw_high=high,
            confidence=level,
            method=chosen.value,
            breaks=cuts,
            estimate=estimate,
            standard_error=error,
            prior=added,
        )

    @property
    def limits(self) -> tuple[float, float]:
        """The least and the largest that the score can be: -100 and 100."""
        return -100.0, 100.0

    @property
    def cut(self) -> tuple[float, ...]:
        """The best score of a detractor, and the worst of a promoter."""
        return self.breaks

    @property
    def detractors(self) -> float:
        """How many answered badly, by weight; without weights a whole number."""
        return _groups(self.ratings, self.breaks)[0]

    @property
    def passives(self) -> float:
        """How many answered neither badly nor well."""
        return _groups(self.ratings, self.breaks)[1]

    @property
    def promoters(self) -> float:
        """How many answered well."""
        return _groups(self.ratings, self.breaks)[2]

    @property
    def variance(self) -> float | None:
        """The variance of an answer that counts -1, 0 or 1: 0 to 1, or None."""
        total = self.ratings.total
        if not total:
            return None
        bad, _, good = (part / total for part in _groups(self.ratings, self.breaks))
        return good + bad - (good - bad) ** 2

    @property
    def margin(self) -> float | None:
        """How far the interval reaches to either side, in points, or None."""
        if self.standard_error is None:
            return None
        return normal_reach(self.confidence) * self.standard_error

    def of(self, ratings: Ratings[Any]) -> Self:
        """Return the same net score of other answers.

        Args:
            ratings: answers on the same scale.

        Raises:
            InvalidArgumentError: if the scale is another.
        """
        check_ratings(ratings, self.scale)
        return self.found(
            ratings,
            name=self.name,
            breaks=self.breaks,
            method=self.method,
            prior=self.prior if self.method == NpsMethod.DIRICHLET else None,
            confidence=self.confidence,
        )


def _read_prior(
    prior: Iterable[float] | None, method: NpsMethod
) -> tuple[float, float, float]:
    if prior is None:
        return (0.0, 0.0, 0.0) if method is NpsMethod.WALD else _ADDED
    if method is not NpsMethod.DIRICHLET:
        raise InvalidArgumentError("prior", prior, "left out but for dirichlet")
    wanted = "three numbers above 0, up to 1e12"
    found = tuple(
        to_float(part, f"prior[{place}]", low=0)
        for place, part in enumerate(to_items(prior, "prior", wanted))
    )
    if len(found) != len(_ADDED) or not all(
        _WEAKEST <= part <= _STRONGEST for part in found
    ):
        raise InvalidArgumentError("prior", found, wanted)
    return found[0], found[1], found[2]


def _read_breaks(breaks: tuple[float, float], scale: Scale) -> tuple[float, float]:
    wanted = "a pair: the best score of a detractor, the worst of a promoter"
    bad, good = read_pair(breaks, "breaks", wanted, scale)
    if not scale.rescale(bad) < scale.rescale(good):
        raise InvalidArgumentError("breaks", breaks, wanted)
    return bad, good


def _groups(
    ratings: Ratings[Any], breaks: tuple[float, float]
) -> tuple[float, float, float]:
    """Return what detractors, passives and promoters weigh."""
    scale, (worst, best) = ratings.scale, breaks
    if scale.higher_is_better:
        bad, good = ratings.amount(scale.low, worst), ratings.amount(best, scale.high)
    else:
        bad, good = ratings.amount(worst, scale.high), ratings.amount(scale.low, best)
    # With weights the difference may leave a rounding residue below 0.
    return bad, max(ratings.total - bad - good, 0), good


def _estimate(
    ratings: Ratings[Any],
    breaks: tuple[float, float],
    added: tuple[float, float, float],
    method: NpsMethod,
) -> tuple[float, float]:
    """Return the middle of the interval and the standard error, in points."""
    # Answers of unequal weight count as their effective number of equal ones.
    unit = ratings.effective_n / ratings.total
    groups = _groups(ratings, breaks)
    bad, middle, good = (
        part * unit + more for part, more in zip(groups, added, strict=True)
    )
    n = bad + middle + good
    variance = (good + bad) / n - ((good - bad) / n) ** 2
    # A posterior knows one answer more than its weights say.
    known = n + 1 if method is NpsMethod.DIRICHLET else n
    # All alike: the formula may leave a rounding residue below 0.
    return 100 * (good - bad) / n, 100 * sqrt(max(variance, 0.0) / known)
