"""Whether clients stay after a failure: resolved, compensated, retained."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

import attrs

from servicedesk_core.argument import to_many, to_mapping, to_pair
from servicedesk_core.complaints._facts import check_known
from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.number import to_confidence, to_whole
from servicedesk_core.stats import (
    Difference,
    Proportion,
    proportion_difference,
    proportion_interval,
)

# How many clients stayed, and of how many.
_Counts = tuple[int, int]


@attrs.frozen
class RetentionComparison:
    """How many clients of two cohorts stayed, each kept apart.

    Attributes:
        first: the share of the first cohort that stayed; None if it is empty.
        second: of the second one; likewise.
        difference: first less second, -1 to 1, with its interval; None if either is
            empty.
    """

    first: Proportion | None
    second: Proportion | None
    difference: Difference | None


def compare_retention(
    first: _Counts, second: _Counts, *, confidence: float = 0.95
) -> RetentionComparison:
    """Return how many of two cohorts stayed, such as complainers and silent clients.

    Args:
        first: how many stayed of how many.
        second: likewise.
        confidence: of the intervals, above 0 and below 1.

    Raises:
        InvalidArgumentError: for counts or a confidence out of range.
        WrongTypeError: for anything but two whole numbers each.

    Source:
        Two shares, each with its Wilson interval, and the interval of their difference
        by :func:`servicedesk_core.stats.proportion_difference`.

    Example:
        >>> complainers, silent = (54, 100), (9, 100)
        >>> found = compare_retention(complainers, silent)
        >>> round(found.difference.value, 2), found.difference.low > 0
        (0.45, True)
        >>> compare_retention((54, 100), (0, 0)).difference is None
        True
    """
    to_confidence(confidence)
    one, other = _read_counts(first, "first"), _read_counts(second, "second")
    return RetentionComparison(
        proportion_interval(*one, confidence=confidence),
        proportion_interval(*other, confidence=confidence),
        proportion_difference(one, other, confidence=confidence),
    )


class Cohort(StrEnum):
    """Clients by what happened to them."""

    NO_PROBLEM = "no_problem"
    SOLVED_QUICKLY = "solved_quickly"
    SOLVED_SLOWLY = "solved_slowly"
    UNSOLVED = "unsolved"


@attrs.frozen
class RecoveryParadox:
    """How loyal clients are after a problem, against those who had none.

    Attributes:
        shares: how many of each cohort stayed; None if it is empty.
        differences: each other cohort less that without a problem; None if either is
            empty.
    """

    shares: Mapping[Cohort, Proportion | None]
    differences: Mapping[Cohort, Difference | None]

    def holds(self, cohort: Cohort | str = Cohort.SOLVED_QUICKLY) -> bool | None:
        """Tell whether clients with a problem are more loyal than those without.

        Args:
            cohort: of those with a problem.

        Returns:
            True if the whole interval of the difference is above 0, else False; None
            if one of both cohorts is empty.

        Raises:
            InvalidArgumentError: for an unknown cohort, or the one without a problem.
        """
        read = member(Cohort, cohort, "cohort")
        if read is Cohort.NO_PROBLEM:
            raise InvalidArgumentError("cohort", cohort, "one that had a problem")
        difference = self.differences.get(read)
        return None if difference is None else difference.low > 0


def recovery_paradox(
    cohorts: Mapping[Cohort, _Counts] | Mapping[str, _Counts],
    *,
    confidence: float = 0.95,
) -> RecoveryParadox:
    """Return how loyal clients are after a problem, against those who had none.

    It depends on how a problem was solved, so each way is compared by itself.

    Args:
        cohorts: how many stayed of how many, by cohort; one left out is empty.
        confidence: of the intervals, above 0 and below 1.

    Raises:
        InvalidArgumentError: for an unknown cohort, or numbers out of range.
        WrongTypeError: for anything else.

    Source:
        Difference of proportions between cohorts, as of
        :func:`compare_retention`.

    Example:
        >>> found = recovery_paradox(
        ...     {"no_problem": (700, 1000), "solved_quickly": (170, 200)}
        ... )
        >>> found.holds(), found.holds("unsolved")
        (True, None)
    """
    to_mapping(cohorts, "cohorts", "a mapping of cohort to counts")
    given = {member(Cohort, name, "cohorts"): each for name, each in cohorts.items()}
    counts = {
        cohort: _read_counts(given.get(cohort, (0, 0)), f"cohorts[{cohort.value!r}]")
        for cohort in Cohort
    }
    base = counts[Cohort.NO_PROBLEM]
    found = {
        cohort: compare_retention(each, base, confidence=confidence)
        for cohort, each in counts.items()
    }
    return RecoveryParadox(
        FrozenMap({cohort: each.first for cohort, each in found.items()}),
        FrozenMap(
            {
                cohort: each.difference
                for cohort, each in found.items()
                if cohort is not Cohort.NO_PROBLEM
            }
        ),
    )


@attrs.frozen(kw_only=True)
class Recovery:
    """What became of a case, in three facts that do not follow from each other.

    Args:
        resolved: whether the problem was solved; None if it is not known.
        compensated: whether something was given for it; likewise.
        retained: whether the client stayed; likewise.

    Raises:
        WrongTypeError: for anything but True, False and None.

    Example:
        >>> card = Recovery(resolved=True, compensated=True, retained=False)
        >>> card.retained
        False
    """

    resolved: bool | None = attrs.field(validator=check_known)
    compensated: bool | None = attrs.field(validator=check_known)
    retained: bool | None = attrs.field(validator=check_known)


@attrs.frozen
class RecoverySummary:
    """What became of cases.

    Attributes:
        resolved: the share solved, of those where it is known; None if of none.
        compensated: likewise, of those where something was given.
        retained: likewise, of those whose client stayed.
        lost_although_made_good: how many clients left although their problem was
            solved and something was given for it.
    """

    resolved: Proportion | None
    compensated: Proportion | None
    retained: Proportion | None
    lost_although_made_good: int


def summarise_recovery(
    cases: Iterable[Recovery], *, confidence: float = 0.95
) -> RecoverySummary:
    """Return what became of cases: each of the three facts by itself.

    Args:
        cases: what became of each.
        confidence: of the Wilson intervals, above 0 and below 1.

    Raises:
        InvalidArgumentError: for a confidence out of range.
        WrongTypeError: if one is no Recovery.

    Example:
        >>> card = Recovery(resolved=True, compensated=True, retained=False)
        >>> found = summarise_recovery([card])
        >>> found.resolved.value, found.retained.value, found.lost_although_made_good
        (1.0, 0.0, 1)
    """
    read = to_many(cases, Recovery, "cases", "Recovery values")
    to_confidence(confidence)

    def share(facts: list[bool | None]) -> Proportion | None:
        known = len(facts) - facts.count(None)
        return proportion_interval(facts.count(True), known, confidence=confidence)

    lost = Recovery(resolved=True, compensated=True, retained=False)
    return RecoverySummary(
        share([case.resolved for case in read]),
        share([case.compensated for case in read]),
        share([case.retained for case in read]),
        read.count(lost),
    )


def _read_counts(counts: _Counts, argument: str) -> _Counts:
    stayed, whole = to_pair(counts, argument, "how many stayed and of how many")
    clients = to_whole(whole, argument)
    return to_whole(stayed, argument, high=clients), clients
