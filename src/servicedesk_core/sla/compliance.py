"""How many kept their target, with the uncertainty of the share."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from enum import StrEnum

import attrs

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError, member
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.markup import html_table
from servicedesk_core.sla.period import Period
from servicedesk_core.sla.status import SlaState, SlaStatus
from servicedesk_core.stats import Proportion, proportion_interval


class ComplianceUnit(StrEnum):
    """What is counted."""

    TICKET = "ticket"
    """Each status once, by its present cycle."""
    CYCLE = "cycle"
    """Each cycle of each status."""


@attrs.frozen
class Compliance:
    """Counts by state, and the share that met its target.

    Running and paused clocks are neither met nor breached yet; open breaches count.

    Attributes:
        statuses: what was counted.
        counts: how many are in each state, zeros included.
        share: met by met and breached, 0 to 1; None if there is neither.
        low: lower end of the Wilson interval of ``share``, or None.
        high: upper end, or None.
        confidence: of the interval.
        excused: how many of the breached are excused.
        spared: the share, with its interval, if the excused are left out; None if
            nothing is left.
        groups: the same by key, by period, or by pairs of both.

    Example:
        >>> report = compliance([])
        >>> report.n, report.met, report.share
        (0, 0, None)
    """

    statuses: tuple[SlaStatus, ...] = attrs.field(repr=False)
    counts: Mapping[SlaState, int]
    share: float | None
    low: float | None
    high: float | None
    confidence: float
    excused: int
    spared: Proportion | None
    groups: Mapping[Hashable, "Compliance"]

    @property
    def met(self) -> int:
        """How many stopped in time."""
        return self.counts[SlaState.MET]

    @property
    def breached(self) -> int:
        """How many took longer, open ones included."""
        return self.counts[SlaState.BREACHED]

    @property
    def n(self) -> int:
        """What the share is of: met and breached."""
        return self.met + self.breached

    def worst(self, n: int = 5) -> tuple[SlaStatus, ...]:
        """Return the breached statuses with the largest overrun, worst first.

        Args:
            n: how many at most, 0 or more; equal ones keep their order.

        Raises:
            InvalidArgumentError: if ``n`` is negative.
        """
        if n < 0:
            raise InvalidArgumentError("n", n, "0 or more")
        breached = (
            status for status in self.statuses if status.state is SlaState.BREACHED
        )
        return tuple(sorted(breached, key=lambda status: -status.overrun)[:n])

    def __str__(self) -> str:
        if self.share is None or self.low is None or self.high is None:
            return f"SLA compliance undefined (n={self.n})"
        interval = f"{self.confidence * 100:.12g}% CI {self.low:.1%}..{self.high:.1%}"
        return f"SLA compliance {self.share:.1%} (n={self.n}, {interval})"

    def _repr_html_(self) -> str:
        header = ("", "n", "met", "breached", "share", "low", "high")
        rows = [_cells("all", self)]
        rows += [_cells(str(key), group) for key, group in self.groups.items()]
        return html_table(rows, header=header, caption=str(self))


def compliance(
    statuses: Iterable[SlaStatus],
    *,
    by: Callable[[SlaStatus], Hashable] | None = None,
    period: Period | None = None,
    unit: ComplianceUnit | str = ComplianceUnit.TICKET,
    confidence: float = 0.95,
) -> Compliance:
    """Return how many statuses met their target.

    Args:
        statuses: any, of one target or several.
        by: the key to group by, asked of each status.
        period: the period to group by; with ``by``, groups have pairs of both as keys,
            and the period is None where the status has no such date.
        unit: whether each status counts once or each of its cycles.
        confidence: of the Wilson intervals, above 0 and below 1.

    Raises:
        InvalidArgumentError: for a confidence out of range, or an unknown unit.

    Example:
        >>> print(compliance([]))
        SLA compliance undefined (n=0)
    """
    if not isinstance(statuses, Iterable):
        raise WrongTypeError("statuses", statuses, "SlaStatus values, in a list")
    read = tuple(statuses)
    for status in read:
        if not isinstance(status, SlaStatus):
            raise WrongTypeError("statuses", status, "SlaStatus values")
    if by is not None and not callable(by):
        raise WrongTypeError("by", by, "a function of a status")
    if period is not None and not isinstance(period, Period):
        raise WrongTypeError("period", period, "a Period")
    if member(ComplianceUnit, unit, "unit") is ComplianceUnit.CYCLE:
        read = tuple(cycle for status in read for cycle in status.cycles)
    keys: list[Callable[[SlaStatus], Hashable]] = [by] if by is not None else []
    keys += [period.key] if period is not None else []
    groups: dict[Hashable, list[SlaStatus]] = {}
    for status in read if keys else ():
        found = tuple(key(status) for key in keys)
        groups.setdefault(found if len(keys) > 1 else found[0], []).append(status)
    return _count(
        read,
        confidence,
        {key: _count(tuple(group), confidence, {}) for key, group in groups.items()},
    )


def _cells(name: str, counted: Compliance) -> list[str]:
    shares = (counted.share, counted.low, counted.high)
    return [
        name,
        *(str(count) for count in (counted.n, counted.met, counted.breached)),
        *("" if share is None else f"{share:.1%}" for share in shares),
    ]


def _count(
    statuses: tuple[SlaStatus, ...],
    confidence: float,
    groups: Mapping[Hashable, Compliance],
) -> Compliance:
    found = Counter(status.state for status in statuses)
    counts = {state: found[state] for state in SlaState}
    met, breached = counts[SlaState.MET], counts[SlaState.BREACHED]
    excused = sum(
        status.is_excused
        for status in statuses
        if status.excused and status.state is SlaState.BREACHED
    )
    interval = proportion_interval(met, met + breached, confidence=confidence)
    return Compliance(
        statuses,
        FrozenMap(counts),
        interval.value if interval else None,
        interval.low if interval else None,
        interval.high if interval else None,
        confidence,
        excused,
        proportion_interval(met, met + breached - excused, confidence=confidence),
        FrozenMap(groups),
    )
