"""An indicator defined by its numerator, denominator, filter and target."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Generic, TypeVar

import attrs

from servicedesk_core.argument import to_items, to_one
from servicedesk_core.errors import WrongTypeError, member
from servicedesk_core.metrics.share import Rate, share_of
from servicedesk_core.number import to_share

Item = TypeVar("Item")


class Goal(StrEnum):
    """On which side of its target an indicator should be.

    Example:
        >>> Goal("at_least")
        <Goal.AT_LEAST: 'at_least'>
    """

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


def _everything(_: object) -> bool:
    return True


def _goal(goal: Goal | str) -> Goal:
    return member(Goal, goal, "goal")


def _target(target: float | None) -> float | None:
    return None if target is None else to_share(target, "target")


@attrs.frozen
class KPIResult:
    """What an indicator says of some items.

    Attributes:
        name: of the indicator.
        rate: the share, with its counts and its interval.
        target: what it should be, or None.
        goal: on which side of the target.

    Example:
        >>> paid = KPI("paid", numerator=bool, target=0.5)
        >>> paid.evaluate([1, 0, 1]).is_met
        True
    """

    name: str
    rate: Rate
    target: float | None
    goal: Goal

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None if nothing is in the denominator."""
        return self.rate.value

    @property
    def n(self) -> int:
        """How many items are in the denominator."""
        return self.rate.n

    @property
    def is_met(self) -> bool | None:
        """Whether the target is kept; None without a target or a value."""
        if self.target is None or self.value is None:
            return None
        if self.goal is Goal.AT_LEAST:
            return self.value >= self.target
        return self.value <= self.target

    def __str__(self) -> str:
        return f"{self.name} {self.rate}"


@attrs.frozen
class KPI(Generic[Item]):
    """A key performance indicator: a share with everything that defines it.

    Args:
        name: what it is called.
        numerator: tells whether an item counts.
        denominator: tells whether an item is one of those that could; all by
            default.
        filter: tells which items the indicator is about at all; all by default.
        target: what the share should be, 0 to 1, or None.
        goal: whether it should be at least or at most that.
        definition: what is counted, of what; the name by default.

    Raises:
        InvalidArgumentError: for a target that is no share, or an unknown goal.
        WrongTypeError: if a test is no function, or a text no text.

    Example:
        >>> from datetime import UTC, datetime
        >>> from servicedesk_core.tickets import open_ticket
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> tickets = [open_ticket(id, at=monday, group=id) for id in ("a", "b")]
        >>> kpi = KPI("with a", numerator=lambda ticket: ticket.group == "a")
        >>> kpi.evaluate(tickets).value
        0.5
    """

    name: str
    numerator: Callable[[Item], object] = attrs.field(kw_only=True)
    denominator: Callable[[Item], object] = attrs.field(
        kw_only=True, default=_everything
    )
    filter: Callable[[Item], object] = attrs.field(kw_only=True, default=_everything)
    target: float | None = attrs.field(kw_only=True, default=None, converter=_target)
    goal: Goal = attrs.field(kw_only=True, default=Goal.AT_LEAST, converter=_goal)
    definition: str | None = attrs.field(kw_only=True, default=None)

    def __attrs_post_init__(self) -> None:
        to_one(self.name, str, "name", "a text")
        if not isinstance(self.definition, str | None):
            wanted = "what is counted, in words, or None"
            raise WrongTypeError("definition", self.definition, wanted)
        for argument in ("numerator", "denominator", "filter"):
            test = getattr(self, argument)
            if not callable(test):
                raise WrongTypeError(argument, test, "a function of an item")

    def evaluate(self, items: Iterable[Item], *, confidence: float = 0.95) -> KPIResult:
        """Return what the indicator says of some items.

        Args:
            items: tickets, or anything that its tests take.
            confidence: of the Wilson interval, above 0 and below 1.

        Raises:
            InvalidArgumentError: for a confidence out of range.

        Example:
            >>> even = KPI("even", numerator=lambda n: n % 2 == 0)
            >>> print(even.evaluate([1, 2, 3, 4]))
            even 50.0% (2 of 4, 95% CI 15.0%..85.0%): even
        """
        found = share_of(
            [
                item
                for item in to_items(items, "items", "items, in a list", unordered=True)
                if self.filter(item)
            ],
            self.numerator,
            denominator=self.denominator,
            definition=self.definition or self.name,
            confidence=confidence,
        )
        return KPIResult(self.name, found, self.target, self.goal)
