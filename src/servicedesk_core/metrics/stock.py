"""Work that waits: how much at an instant, and how it comes and goes."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

import attrs

from servicedesk_core.argument import to_items
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError, member
from servicedesk_core.i18n import length_text
from servicedesk_core.lifecycles import OVER, Category
from servicedesk_core.metrics.age import Ageing, ageing
from servicedesk_core.tickets import Ticket
from servicedesk_core.timeline import instant_key, to_microseconds, to_timedelta

_Stay = tuple[datetime, datetime | None]
"""When a case was opened, and when it ended, or None."""


class BacklogUntil(StrEnum):
    """Until when a ticket counts as waiting.

    Example:
        >>> BacklogUntil("closed")
        <BacklogUntil.CLOSED: 'closed'>
    """

    CLOSED = "closed"
    """Until it is closed, cancelled or merged."""
    RESOLVED = "resolved"
    """Until it is resolved, or closed without that."""


_ENDS: Mapping[BacklogUntil, frozenset[Category]] = MappingProxyType(
    {
        BacklogUntil.CLOSED: frozenset({Category.DONE}),
        BacklogUntil.RESOLVED: OVER,
    }
)


@attrs.frozen
class Backlog:
    """What waits at an instant.

    Attributes:
        at: the instant.
        definition: what counts as waiting.
        ages: time since the opening of each.

    Example:
        >>> from datetime import UTC
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> backlog([(monday, None)], at=monday).n
        1
    """

    at: datetime = attrs.field(eq=instant_key)
    definition: str
    ages: Ageing[timedelta]

    @property
    def n(self) -> int:
        """How many wait."""
        return self.ages.n

    @property
    def median(self) -> timedelta | None:
        """The median age; None if nothing waits."""
        return self.ages.median

    @property
    def oldest(self) -> timedelta | None:
        """The greatest age; None if nothing waits."""
        return self.ages.oldest

    def __str__(self) -> str:
        median, oldest = length_text(self.median), length_text(self.oldest)
        ages = f" (median age {median}, oldest {oldest})" if self.n else ""
        return f"{self.n} waiting{ages}: {self.definition}"


def backlog(
    cases: Iterable[Ticket | _Stay],
    *,
    at: datetime,
    until: BacklogUntil | str = BacklogUntil.CLOSED,
    edges: Iterable[timedelta] = (),
) -> Backlog:
    """Return what waits at an instant, with its ages in wall time.

    A case waits from its opening on and before its end; a ticket that was reopened
    waits again from then on. What happened after the instant plays no part.

    Args:
        cases: tickets, or pairs of an opening and an end or None.
        at: the instant, aware.
        until: what ends the wait of a ticket; a pair says that itself.
        edges: ages where the half-open buckets meet, ascending and above zero.

    Raises:
        InvalidArgumentError: for an end before its opening, edges that do not ascend,
            or an unknown ``until``.
        NaiveDatetimeError: if a datetime has no zone.
        WrongTypeError: if a case is neither.

    Example:
        >>> from datetime import UTC
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> day = timedelta(days=1)
        >>> cases = [(monday, monday + day), (monday, None)]
        >>> found = backlog(cases, at=monday + 3 * day, edges=[2 * day])
        >>> found.n, found.ages.counts, found.oldest
        (1, (0, 1), datetime.timedelta(days=3))
    """
    instant = to_microseconds(at, "at")
    given = to_items(cases, "cases", f"{_CASES}, in a list", unordered=True)
    end = member(BacklogUntil, until, "until")
    ages = [
        to_timedelta(instant - opened)
        for opened, changes in (_changes(case, end) for case in given)
        # Odd: it came in once more than it went out.
        if bisect_right(changes, instant) % 2
    ]
    definition = f"opened and not {end} at the instant"
    return Backlog(at, definition, ageing(ages, edges=edges))


def backlog_counts(
    cases: Iterable[Ticket | _Stay],
    *,
    instants: Iterable[datetime],
    until: BacklogUntil | str = BacklogUntil.CLOSED,
) -> tuple[int, ...]:
    """Return how many cases wait at each of several instants.

    Args:
        cases: as :func:`backlog` takes them.
        instants: in any order, aware.
        until: likewise.

    Raises:
        InvalidArgumentError: for an end before its opening, or an unknown ``until``.
        NaiveDatetimeError: if a datetime has no zone.
        WrongTypeError: if a case is neither.

    Example:
        >>> from datetime import UTC
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> day = timedelta(days=1)
        >>> cases = [(monday, monday + day), (monday, None)]
        >>> backlog_counts(cases, instants=[monday, monday + day])
        (2, 1)
    """
    end = member(BacklogUntil, until, "until")
    given = to_items(cases, "cases", f"{_CASES}, in a list", unordered=True)
    found = [_changes(case, end)[1] for case in given]
    came = sorted(at for changes in found for at in changes[::2])
    went = sorted(at for changes in found for at in changes[1::2])
    moments = to_items(instants, "instants", "aware datetimes, in a list")
    points = [to_microseconds(at, "instants") for at in moments]
    return tuple(bisect_right(came, at) - bisect_right(went, at) for at in points)


_CASES = "Tickets, or pairs of an opening and an end"


def _changes(case: Ticket | _Stay, until: BacklogUntil) -> tuple[int, list[int]]:
    """Return when a case was opened, and when it came in, went out, came in ..."""
    if isinstance(case, Ticket):
        opened = instant_key(case.opened_at)
        changes, is_out = [opened], False
        for then in case.versions():
            if (then.category in _ENDS[until]) is not is_out:
                is_out = not is_out
                changes.append(then.latest)
        return opened, changes
    try:
        first, last = case
    except (TypeError, ValueError):
        raise WrongTypeError("cases", case, _CASES) from None
    opened = to_microseconds(first, "opened")
    if last is None:
        return opened, [opened]
    ended = to_microseconds(last, "ended")
    if ended < opened:
        raise InvalidArgumentError("ended", last, f"not before the opening, {first}")
    return opened, [opened, ended]
