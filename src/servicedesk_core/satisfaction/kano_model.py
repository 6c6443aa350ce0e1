"""Which properties of a service delight, which are demanded, which are idle."""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

import attrs

from servicedesk_core.argument import to_items, to_pair
from servicedesk_core.errors import member
from servicedesk_core.frozen import counts_of
from servicedesk_core.satisfaction._answers import to_count


class KanoAnswer(StrEnum):
    """How somebody would feel about a property that is there, or that is not.

    Example:
        >>> KanoAnswer("neutral")
        <KanoAnswer.NEUTRAL: 'neutral'>
    """

    LIKE = "like"
    """I would like it."""
    MUST_BE = "must_be"
    """I expect it."""
    NEUTRAL = "neutral"
    """I do not mind."""
    LIVE_WITH = "live_with"
    """I can live with it."""
    DISLIKE = "dislike"
    """I would dislike it."""


class KanoCategory(StrEnum):
    """What a property is to somebody; in a tie the first one here stands.

    Example:
        >>> KanoCategory("M")
        <KanoCategory.MUST_BE: 'M'>
    """

    MUST_BE = "M"
    """Taken for granted: its absence angers, its presence pleases nobody."""
    ONE_DIMENSIONAL = "O"
    """The more, the better."""
    ATTRACTIVE = "A"
    """Delights, and nobody misses it."""
    INDIFFERENT = "I"
    """Moves nobody."""
    REVERSE = "R"
    """Wanted the other way round."""
    QUESTIONABLE = "Q"
    """The two answers contradict each other."""


# A row for each answer about the property there, a column for each about it missing.
_TABLE = {
    KanoAnswer.LIKE: "QAAAO",
    KanoAnswer.MUST_BE: "RIIIM",
    KanoAnswer.NEUTRAL: "RIIIM",
    KanoAnswer.LIVE_WITH: "RIIIM",
    KanoAnswer.DISLIKE: "RRRRQ",
}


@attrs.frozen
class Kano:
    """What a property is to many people.

    Attributes:
        counts: how many put it in each category, zeros included.
        missing: pairs of answers with one of them not given.

    Example:
        >>> kano({"A": 30, "O": 25, "M": 20, "I": 15, "R": 5, "Q": 5}).category
        <KanoCategory.ATTRACTIVE: 'A'>
    """

    counts: Mapping[KanoCategory, int]
    missing: int

    @property
    def n(self) -> int:
        """How many pairs of answers were counted, questionable ones included."""
        return sum(self.counts.values())

    @property
    def category(self) -> KanoCategory | None:
        """The most frequent category, the earlier of equal ones; None for no answer."""
        if not self.n:
            return None
        return max(KanoCategory, key=lambda category: self.counts[category])

    @property
    def better(self) -> float | None:
        """How far its presence raises satisfaction, 0 to 1.

        None if nobody put it in M, O, A or I.
        """
        return self._share(KanoCategory.ATTRACTIVE, KanoCategory.ONE_DIMENSIONAL)

    @property
    def worse(self) -> float | None:
        """How far its absence lowers satisfaction, -1 to 0; None as ``better``."""
        share = self._share(KanoCategory.ONE_DIMENSIONAL, KanoCategory.MUST_BE)
        return None if share is None else 0.0 - share

    @property
    def questionable_share(self) -> float | None:
        """The share of contradictions, 0 to 1; a high one discredits the rest."""
        return self.counts[KanoCategory.QUESTIONABLE] / self.n if self.n else None

    def _share(self, *categories: KanoCategory) -> float | None:
        counted = self.n - (
            self.counts[KanoCategory.REVERSE] + self.counts[KanoCategory.QUESTIONABLE]
        )
        found = sum(self.counts[category] for category in categories)
        return found / counted if counted else None


KanoPair = tuple[KanoAnswer | str | None, KanoAnswer | str | None]
"""What somebody says to the property being there, and to its missing."""


def kano_category(
    functional: KanoAnswer | str, dysfunctional: KanoAnswer | str
) -> KanoCategory:
    """Return what a property is to somebody who gave two answers.

    Args:
        functional: to the question how it would be with the property.
        dysfunctional: to the question how it would be without it.

    Raises:
        InvalidArgumentError: for an answer that there is not.

    Source:
        N. Kano et al., Hinshitsu 14 (1984) 39; the evaluation table in C. Berger
        et al., Center for Quality of Management Journal 2 (1993) 3.

    Example:
        >>> kano_category("like", "dislike")
        <KanoCategory.ONE_DIMENSIONAL: 'O'>
    """
    there = member(KanoAnswer, functional, "functional")
    return _category(there, member(KanoAnswer, dysfunctional, "dysfunctional"))


def kano(
    answers: Iterable[KanoPair] | Mapping[KanoCategory, int] | Mapping[str, int],
) -> Kano:
    """Return the categories of a property, and its satisfaction coefficients.

    Better is (A + O) / (A + O + M + I), worse -(O + M) / (A + O + M + I): reverse and
    questionable answers are in neither.

    Args:
        answers: a pair of answers of each person (None where one was not given), or
            how many people put the property in each category.

    Raises:
        InvalidArgumentError: for an unknown answer or category, or a negative count.
        WrongTypeError: for anything else.

    Source:
        C. Berger et al., Center for Quality of Management Journal 2 (1993) 3.

    Example:
        >>> found = kano([("like", "neutral"), ("like", "dislike"), ("like", None)])
        >>> found.better, found.worse, found.n, found.missing
        (1.0, -0.5, 2, 1)
    """
    if isinstance(answers, Mapping):
        given = {
            member(KanoCategory, category, "answers"): to_count(
                count, f"answers[{str(category)!r}]"
            )
            for category, count in answers.items()
        }
        return _kano(Counter(given), 0)
    wanted = "pairs of answers in a list, or counts by category"
    found = [
        _read_pair(pair, f"answers[{place}]")
        for place, pair in enumerate(to_items(answers, "answers", wanted))
    ]
    whole = Counter(category for category in found if category is not None)
    return _kano(whole, len(found) - whole.total())


def _kano(counts: Counter[KanoCategory], missing: int) -> Kano:
    return Kano(counts_of(KanoCategory, counts), missing)


def _category(functional: KanoAnswer, dysfunctional: KanoAnswer) -> KanoCategory:
    return KanoCategory(_TABLE[functional][list(KanoAnswer).index(dysfunctional)])


def _read_pair(pair: object, argument: str) -> KanoCategory | None:
    """Return the category that a pair of answers makes; None if one is missing."""
    first, second = (
        None if answer is None else member(KanoAnswer, answer, f"{argument}[{place}]")
        for place, answer in enumerate(to_pair(pair, argument, "a pair of answers"))
    )
    return None if first is None or second is None else _category(first, second)
