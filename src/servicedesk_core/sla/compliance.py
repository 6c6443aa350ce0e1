"""How many kept their target, with the uncertainty of the share."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from enum import StrEnum

import attrs

from servicedesk_core.argument import to_optional, to_several
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError, member
from servicedesk_core.frozen import FrozenMap, counts_of
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
    each = "SlaStatus values"
    read = to_several(statuses, SlaStatus, "statuses", f"{each}, in a list", each=each)
    keys = _read_keys(by, period)
    if member(ComplianceUnit, unit, "unit") is ComplianceUnit.CYCLE:
        read = tuple(cycle for status in read for cycle in status.cycles)
    groups = {
        key: _count(tuple(group), confidence, {})
        for key, group in _grouped(read, keys).items()
    }
    return _count(read, confidence, groups)


def _cells(name: str, counted: Compliance) -> list[str]:
    shares = (counted.share, counted.low, counted.high)
    return [
        name,
        *(str(count) for count in (counted.n, counted.met, counted.breached)),
        *("" if share is None else f"{share:.1%}" for share in shares),
    ]


_Key = Callable[[SlaStatus], Hashable]


def _read_keys(by: _Key | None, period: Period | None) -> list[_Key]:
    """Return what the statuses are grouped by."""
    if by is not None and not callable(by):
        raise WrongTypeError("by", by, "a function of a status")
    to_optional(period, Period, "period", "a Period")
    keys = [] if by is None else [by]
    return keys if period is None else [*keys, period.key]


def _grouped(
    statuses: Iterable[SlaStatus], keys: Sequence[_Key]
) -> dict[Hashable, list[SlaStatus]]:
    groups: dict[Hashable, list[SlaStatus]] = {}
    for status in statuses if keys else ():
        found = tuple(key(status) for key in keys)
        groups.setdefault(found if len(keys) > 1 else found[0], []).append(status)
    return groups


def _count(
    statuses: tuple[SlaStatus, ...],
    confidence: float,
    groups: Mapping[Hashable, Compliance],
) -> Compliance:
    counts = counts_of(SlaState, (status.state for status in statuses))
    met, breached = counts[SlaState.MET], counts[SlaState.BREACHED]
    excused = sum(
        status.is_excused
        for status in statuses
        if status.excused and status.state is SlaState.BREACHED
    )
    interval = proportion_interval(met, met + breached, confidence=confidence)
    share, low, high = (
        (interval.value, interval.low, interval.high) if interval else (None,) * 3
    )
    return Compliance(
        statuses,
        counts,
        share,
        low,
        high,
        confidence,
        excused,
        proportion_interval(met, met + breached - excused, confidence=confidence),
        FrozenMap(groups),
    )
