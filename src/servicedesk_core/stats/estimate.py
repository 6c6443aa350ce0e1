"""What an estimate, a comparison and a test answer."""

import attrs


@attrs.frozen
class Estimate:
    """A number found from a sample, and an interval for the one behind it.

    Attributes:
        value: the estimate.
        low: lower end of the interval.
        high: upper end.
        n: how many observations it rests on.
        confidence: of the interval, such as 0.95.
        method: how the interval was found.

    Example:
        >>> print(Estimate(4.2, 3.9, 4.5, 120, 0.95, "t"))
        4.2 (n=120, 95% CI 3.9..4.5)
    """

    value: float
    low: float
    high: float
    n: int
    confidence: float
    method: str

    def __str__(self) -> str:
        interval = f"{self.confidence * 100:.12g}% CI {self.low:.4g}..{self.high:.4g}"
        return f"{self.value:.4g} (n={self.n}, {interval})"


@attrs.frozen
class Significance:
    """What a test of a hypothesis answers.

    Attributes:
        statistic: the value of the test statistic, None where an exact test has none.
        p_value: the chance of a result at least as extreme if the hypothesis holds,
            two-sided, 0 to 1.
        df: degrees of freedom, None where the distribution has none.
        method: which test.

    Example:
        >>> Significance(4.05, 0.0442, 1, "mcnemar").p_value
        0.0442
    """

    statistic: float | None
    p_value: float
    df: float | None
    method: str


@attrs.frozen
class Difference:
    """How far two samples lie apart, first minus second.

    Attributes:
        value: the difference.
        low: lower end of its interval.
        high: upper end.
        confidence: of the interval, such as 0.95.
        significance: the test of no difference; None where it is undefined.
        method: how the interval was found.

    Example:
        >>> print(Difference(0.2, 0.05, 0.33, 0.95, None, "newcombe"))
        +0.2 (95% CI +0.05..+0.33)
    """

    value: float
    low: float
    high: float
    confidence: float
    significance: Significance | None
    method: str

    @property
    def p_value(self) -> float | None:
        """The two-sided p-value, or None where the test is undefined."""
        return None if self.significance is None else self.significance.p_value

    def __str__(self) -> str:
        reach = f"{self.low:+.4g}..{self.high:+.4g}"
        return f"{self.value:+.4g} ({self.confidence * 100:.12g}% CI {reach})"
