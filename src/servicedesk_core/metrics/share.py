"""A share of cases, with what it is a share of."""

from collections.abc import Callable, Iterable
from typing import TypeVar

import attrs

from servicedesk_core.argument import to_items, to_one
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.number import to_confidence, to_whole
from servicedesk_core.stats import proportion_interval

Item = TypeVar("Item")


@attrs.frozen
class Rate:
    """A share, its interval, and the words that say what was divided by what.

    Attributes:
        definition: what is counted, of what.
        numerator: how many count.
        denominator: of how many.
        value: numerator by denominator, 0 to 1; None if the denominator is 0.
        low: lower end of the Wilson interval, or None.
        high: upper end, or None.
        confidence: of the interval.
        left_out: how many cases are in neither, for the definition cannot judge them.

    Example:
        >>> found = rate(18, 400, definition="reopened, of resolved tickets")
        >>> found.value, found.n
        (0.045, 400)
        >>> print(found)
        4.5% (18 of 400, 95% CI 2.9%..7.0%): reopened, of resolved tickets
    """

    definition: str
    numerator: int
    denominator: int
    value: float | None
    low: float | None
    high: float | None
    confidence: float
    left_out: int

    @property
    def n(self) -> int:
        """What the share is of: the denominator."""
        return self.denominator

    def __str__(self) -> str:
        if self.value is None or self.low is None or self.high is None:
            return f"undefined (0 of 0): {self.definition}"
        share = f"{self.value:.1%} ({self.numerator} of {self.denominator}"
        interval = f"{self.confidence * 100:.12g}% CI {self.low:.1%}..{self.high:.1%}"
        return f"{share}, {interval}): {self.definition}"


@attrs.frozen
class Ratio:
    """How many of one thing there are to each of another.

    Attributes:
        definition: what is counted, for each of what.
        numerator: how many there are, 0 or more.
        denominator: for how many.

    Example:
        >>> print(Ratio("transfers per ticket", 126, 450))
        0.28 (126 for 450): transfers per ticket
    """

    definition: str
    numerator: int
    denominator: int

    @property
    def value(self) -> float | None:
        """Numerator by denominator; None if the denominator is 0."""
        return self.numerator / self.denominator if self.denominator else None

    @property
    def n(self) -> int:
        """What the ratio is of: the denominator."""
        return self.denominator

    def __str__(self) -> str:
        value = "undefined" if self.value is None else f"{self.value:.4g}"
        counts = f"({self.numerator} for {self.denominator})"
        return f"{value} {counts}: {self.definition}"


def rate(
    numerator: int,
    denominator: int,
    *,
    definition: str,
    left_out: int = 0,
    confidence: float = 0.95,
) -> Rate:
    """Return the share that two counts make.

    Args:
        numerator: how many count, 0 to ``denominator``.
        denominator: of how many; for 0 the value is None.
        definition: what is counted, of what.
        left_out: how many cases are in neither, 0 or more.
        confidence: of the Wilson interval, above 0 and below 1.

    Raises:
        InvalidArgumentError: for counts or a confidence out of range.
        WrongTypeError: for counts that are no whole numbers, or a definition that is
            no text.

    Example:
        >>> rate(0, 0, definition="reopened, of resolved tickets").value is None
        True
    """
    to_one(definition, str, "definition", "what is counted, in words")
    whole = to_whole(denominator, "denominator")
    part = to_whole(numerator, "numerator")
    if part > whole:
        wanted = f"at most the denominator, {whole}"
        raise InvalidArgumentError("numerator", part, wanted)
    kept = to_confidence(confidence)
    interval = proportion_interval(part, whole, confidence=kept)
    value, low, high = (
        (interval.value, interval.low, interval.high) if interval else (None,) * 3
    )
    return Rate(
        definition,
        part,
        whole,
        value,
        low,
        high,
        kept,
        to_whole(left_out, "left_out"),
    )


def share_of(
    items: Iterable[Item],
    numerator: Callable[[Item], object],
    *,
    definition: str,
    denominator: Callable[[Item], object] = lambda _: True,
    confidence: float = 0.95,
) -> Rate:
    """Return the share of items that pass a test.

    Args:
        items: any.
        numerator: tells whether an item counts; asked of those in the denominator.
        definition: what is counted, of what.
        denominator: tells whether an item is one of those that could count; the
            others are left out.
        confidence: of the Wilson interval, above 0 and below 1.

    Raises:
        InvalidArgumentError: for a confidence out of range.
        WrongTypeError: if either test is no function.

    Example:
        >>> found = share_of([0, 0, 3, 1], lambda n: n > 0, definition="above zero")
        >>> found.numerator, found.denominator
        (2, 4)
    """
    for argument, test in (("numerator", numerator), ("denominator", denominator)):
        if not callable(test):
            raise WrongTypeError(argument, test, "a function of an item")
    read = to_items(items, "items", "items, in a list", unordered=True)
    judged = [item for item in read if denominator(item)]
    return rate(
        sum(bool(numerator(item)) for item in judged),
        len(judged),
        definition=definition,
        left_out=len(read) - len(judged),
        confidence=confidence,
    )
