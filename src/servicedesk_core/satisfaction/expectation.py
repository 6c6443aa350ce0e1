"""Satisfaction as what was received against what was expected."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

import attrs

from servicedesk_core.argument import to_items, to_pair
from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.frozen import FrozenMap, counts_of
from servicedesk_core.number import to_confidence
from servicedesk_core.satisfaction._answers import is_missing
from servicedesk_core.satisfaction._exact import (
    Quantity,
    from_exact,
    mean,
    on_scale,
    sense,
    to_exact,
    to_optional_float,
)
from servicedesk_core.satisfaction.scale import Scale
from servicedesk_core.stats import Proportion, mean_interval, proportion_interval

LOSS_AVERSION = Decimal("2.25")
"""How much more a loss weighs than a gain of its size, as people choose lotteries.

Source: A. Tversky, D. Kahneman, Journal of Risk and Uncertainty 5 (1992) 297, the
median of their subjects. Nothing here uses it unless it is passed.
"""


class Confirmation(StrEnum):
    """What became of an expectation.

    Example:
        >>> Confirmation("met")
        <Confirmation.MET: 'met'>
    """

    EXCEEDED = "exceeded"
    """Better than expected."""
    MET = "met"
    """As expected, within the tolerance."""
    FAILED = "failed"
    """Worse than expected."""


class Remedy(StrEnum):
    """The two ways to close a gap.

    Example:
        >>> Remedy("result")
        <Remedy.RESULT: 'result'>
    """

    RESULT = "result"
    """Raise what is received."""
    EXPECTATION = "expectation"
    """Correct what is expected."""


@attrs.frozen
class Disconfirmation:
    """How far what somebody received lies from what was expected.

    Attributes:
        received: the result.
        expected: the expectation.
        gap: received less expected, above zero for the better; on a scale whose low
            end is the good one, expected less received.
        confirmation: whether the expectation was exceeded, met or failed.
        scale: that both are on, or None.
        tolerance: up to which size a gap counts as none.

    Example:
        >>> disconfirmation(3, 5).gap
        -2
    """

    received: Quantity
    expected: Quantity
    gap: Quantity
    confirmation: Confirmation
    scale: Scale | None
    tolerance: Quantity

    @property
    def bounds(self) -> tuple[Quantity, Quantity] | None:
        """The least and the greatest gap that the scale allows; None without one."""
        if self.scale is None:
            return None
        low, high = self.scale.low, self.scale.high
        reach = from_exact(to_exact(high, "high") - to_exact(low, "low"), (low, high))
        return -reach, reach

    @property
    def value(self) -> Quantity:
        """The gap, under the name that every result has."""
        return self.gap

    def felt(self, *, loss_aversion: Quantity = 1) -> Quantity:
        """Return what the gap is felt as: see :func:`felt_gap`.

        Args:
            loss_aversion: what a gap below zero is multiplied by, 1 or more.

        Raises:
            InvalidArgumentError: if it is less than 1.
        """
        return felt_gap(self.gap, loss_aversion=loss_aversion)

    def remedied(self, remedy: Remedy | str, *, by: Quantity) -> "Disconfirmation":
        """Return what the gap will be after a measure.

        Args:
            remedy: whether it raises the result or corrects the expectation.
            by: how far, in points for the better, 0 or more.

        Raises:
            InvalidArgumentError: if it leads off the scale, or ``by`` is negative.
            WrongTypeError: if ``by`` is no number.

        Example:
            >>> failed = disconfirmation(3, 5)
            >>> failed.remedied("expectation", by=1).gap
            -1
        """
        step = sense(self.scale) * to_exact(by, "by", low=0)
        received, expected = self.received, self.expected
        if member(Remedy, remedy, "remedy") is Remedy.RESULT:
            moved = to_exact(received, "received") + step
            received = from_exact(moved, (received, by))
        else:
            moved = to_exact(expected, "expected") - step
            expected = from_exact(moved, (expected, by))
        return _disconfirmation(
            received, expected, scale=self.scale, tolerance=self.tolerance
        )


@attrs.frozen
class ExpectationGap:
    """The gaps of many people together.

    Attributes:
        value: the mean gap, above zero for the better; None for no pair.
        n: how many pairs it rests on.
        missing: pairs with one of the two not given.
        low: lower end of the interval of the mean; None where it is undefined.
        high: upper end, or None.
        confidence: of the intervals.
        method: how the interval of the mean was found.
        counts: how many were exceeded, met and failed, zeros included.
        gaps: each of them, in order.
        scale: that all are on, or None.

    Example:
        >>> print(expectation_gap([(5, 4), (3, 3), (2, 4), (4, None)]))
        expectation gap -0.333 (n=3, 95% CI -4.13..+3.46)
    """

    value: float | None
    n: int
    missing: int
    low: float | None
    high: float | None
    confidence: float
    method: str
    counts: Mapping[Confirmation, int]
    gaps: tuple[Quantity, ...] = attrs.field(repr=False)
    scale: Scale | None = None

    @property
    def shares(self) -> Mapping[Confirmation, Proportion | None]:
        """The share of each, with its Wilson interval; None for no pair."""
        return FrozenMap(
            {
                each: proportion_interval(count, self.n, confidence=self.confidence)
                for each, count in self.counts.items()
            }
        )

    def mean_felt(self, *, loss_aversion: Quantity = 1) -> float | None:
        """Return the mean of what the gaps are felt as, or None for no pair.

        Args:
            loss_aversion: how much a gap below zero weighs, 1 or more.

        Raises:
            InvalidArgumentError: if it is less than 1.

        Example:
            >>> expectation_gap([(5, 4), (3, 4)]).mean_felt(loss_aversion=2)
            -0.5
        """
        weight = _read_aversion(loss_aversion)
        felt = [_felt(to_exact(gap, "gap"), weight) for gap in self.gaps]
        return to_optional_float(mean(felt))

    def __str__(self) -> str:
        if self.value is None:
            return "expectation gap undefined (n=0)"
        text = f"expectation gap {self.value:+.3g} (n={self.n}"
        if self.low is not None and self.high is not None:
            level = f"{self.confidence * 100:.12g}% CI"
            text += f", {level} {self.low:+.3g}..{self.high:+.3g}"
        return f"{text})"


def disconfirmation(
    received: Quantity | None,
    expected: Quantity | None,
    *,
    scale: Scale | None = None,
    tolerance: Quantity = 0,
) -> Disconfirmation | None:
    """Return how far what was received lies from what was expected.

    The gap is exact: decimals stay decimals, and a float counts as the decimal that
    it prints, so 4.3 - 4.1 is within a tolerance of 0.2.

    Args:
        received: the result; None and NaN are missing.
        expected: the expectation, in the same unit; None and NaN are missing.
        scale: that both are on; means and probable values between its steps are fine.
        tolerance: up to which size a gap counts as none, 0 or more.

    Returns:
        The gap and its class; None if either is missing, which is no gap of zero.

    Raises:
        InvalidArgumentError: for a value off the scale, or a negative tolerance.
        WrongTypeError: for a value that is no number.

    Source:
        R. L. Oliver, Journal of Marketing Research 17 (1980) 460.

    Example:
        >>> disconfirmation(Decimal("4.5"), 4).gap
        Decimal('0.5')
        >>> disconfirmation(4, None) is None
        True
        >>> disconfirmation(2, 4, scale=Scale(1, 5)).confirmation
        <Confirmation.FAILED: 'failed'>
    """
    sense(scale)
    to_exact(tolerance, "tolerance", low=0)
    names = ("received", "expected")
    return _of_pair((received, expected), names, scale=scale, tolerance=tolerance)


def expectation_gap(
    pairs: Iterable[tuple[Quantity | None, Quantity | None]],
    *,
    scale: Scale | None = None,
    tolerance: Quantity = 0,
    confidence: float = 0.95,
) -> ExpectationGap:
    """Return the mean gap of many people, and how many expectations were met.

    Args:
        pairs: what each received and what each expected; one of them None or NaN is
            a missing pair.
        scale: that all are on, or None.
        tolerance: up to which size a gap counts as none, 0 or more.
        confidence: of the intervals, above 0 and below 1: t for the mean, Wilson for
            the shares.

    Raises:
        InvalidArgumentError: for a value off the scale, or a tolerance or confidence
            out of range.
        WrongTypeError: for anything that is no pair of numbers.

    Source:
        As :func:`disconfirmation`.

    Example:
        >>> report = expectation_gap([(5, 4), (3, 3), (2, 4), (4, None)])
        >>> report.n, report.missing, report.counts[Confirmation.FAILED]
        (3, 1, 1)
    """
    level = to_confidence(confidence)
    wanted = "pairs of received and expected, in a list"
    sense(scale)
    to_exact(tolerance, "tolerance", low=0)
    found = [
        _of_pair(
            _read_pair(pair, f"pairs[{place}]"),
            (f"pairs[{place}][0]", f"pairs[{place}][1]"),
            scale=scale,
            tolerance=tolerance,
        )
        for place, pair in enumerate(to_items(pairs, "pairs", wanted))
    ]
    whole = [each for each in found if each is not None]
    gaps = tuple(each.gap for each in whole)
    interval = mean_interval(map(float, gaps), confidence=level)
    low, high = (interval.low, interval.high) if interval else (None, None)
    return ExpectationGap(
        to_optional_float(mean([to_exact(gap, "gap") for gap in gaps])),
        len(whole),
        len(found) - len(whole),
        low,
        high,
        level,
        "t",
        counts_of(Confirmation, (each.confirmation for each in whole)),
        gaps,
        scale,
    )


def felt_gap(gap: Quantity, *, loss_aversion: Quantity = 1) -> Quantity:
    """Return what a gap is felt as: a loss may weigh more than a gain of its size.

    Args:
        gap: received less expected, above zero for the better.
        loss_aversion: what a gap below zero is multiplied by, 1 or more; 1 is none,
            ``LOSS_AVERSION`` that of people who choose lotteries.

    Raises:
        InvalidArgumentError: for a loss aversion below 1.
        WrongTypeError: for anything that is no number.

    Source:
        D. Kahneman, A. Tversky, Econometrica 47 (1979) 263.

    Example:
        >>> felt_gap(-2, loss_aversion=LOSS_AVERSION), felt_gap(2, loss_aversion=3)
        (Decimal('-4.5'), 2)
    """
    weight = _read_aversion(loss_aversion)
    felt = _felt(to_exact(gap, "gap"), weight)
    return from_exact(felt, (gap, loss_aversion) if felt < 0 else (gap,))


def prior_expectation(p: Quantity, service: Quantity) -> Quantity:
    """Return what somebody expects who doubts: the chance of a service times it.

    Args:
        p: how sure one is to get it, 0 to 1.
        service: what it will be worth, in any unit.

    Raises:
        InvalidArgumentError: for a chance out of range.
        WrongTypeError: for anything that is no number.

    Example:
        >>> prior_expectation(0.01, 5)
        0.05
    """
    share = to_exact(p, "p")
    if not 0 <= share <= 1:
        raise InvalidArgumentError("p", p, "between 0 and 1")
    return from_exact(share * to_exact(service, "service"), (p, service))


def _disconfirmation(
    received: Quantity,
    expected: Quantity,
    *,
    scale: Scale | None,
    tolerance: Quantity,
) -> Disconfirmation:
    gap = sense(scale) * (
        on_scale(received, scale, "received") - on_scale(expected, scale, "expected")
    )
    if abs(gap) <= to_exact(tolerance, "tolerance"):
        confirmation = Confirmation.MET
    else:
        confirmation = Confirmation.EXCEEDED if gap > 0 else Confirmation.FAILED
    exact = from_exact(gap, (received, expected))
    return Disconfirmation(received, expected, exact, confirmation, scale, tolerance)


def _of_pair(
    pair: tuple[Quantity | None, Quantity | None],
    names: tuple[str, str],
    *,
    scale: Scale | None,
    tolerance: Quantity,
) -> Disconfirmation | None:
    """Return the gap of a pair, or None if either is missing; both are checked."""
    for value, name in zip(pair, names, strict=True):
        if not is_missing(value):
            on_scale(value, scale, name)
    received, expected = (None if is_missing(value) else value for value in pair)
    if received is None or expected is None:
        return None
    return _disconfirmation(received, expected, scale=scale, tolerance=tolerance)


def _read_pair(pair: object, argument: str) -> tuple[Quantity | None, Quantity | None]:
    return to_pair(pair, argument, "a pair of received and expected")


def _read_aversion(loss_aversion: Quantity) -> Fraction:
    return to_exact(loss_aversion, "loss_aversion", low=1)


def _felt(gap: Fraction, weight: Fraction) -> Fraction:
    return gap * weight if gap < 0 else gap
