"""Complaints and the deadlines of their answers."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.complaints import (
    AUSTRALIA,
    RUSSIA_APPEALS,
    RUSSIA_BANKS,
    UK_FINAL_RESPONSE,
    UK_PAYMENT_SERVICES,
    UK_SUMMARY_RESOLUTION,
    ComplaintDeadline,
    DeadlineRule,
    DeadlineStatus,
    DeadlineUnit,
    Extension,
    Receipt,
    ReceiptRule,
    Regime,
)
from servicedesk_core.testing.strategies._complaint_parts import (
    Delay,
    delays,
    maybe_later,
    or_published,
)
from servicedesk_core.testing.strategies._desks import desks
from servicedesk_core.testing.strategies.calendars import days_off, service_calendars
from servicedesk_core.testing.strategies.instants import aware_datetimes, dates, zones
from servicedesk_core.testing.strategies.numbers import counts
from servicedesk_core.testing.strategies.texts import labels, names

_PUBLISHED = (
    RUSSIA_BANKS,
    RUSSIA_APPEALS,
    UK_SUMMARY_RESOLUTION,
    UK_FINAL_RESPONSE,
    UK_PAYMENT_SERVICES,
    AUSTRALIA,
)
_Round = tuple[Delay, Delay | None, Delay | None, tuple[Delay, int | None] | None]
"""How long after the complaint before it one came, and its answer, solution, notice."""


def deadline_rules() -> st.SearchStrategy[DeadlineRule]:
    """Rules of 1 to 60 units of every kind, with and without an extension.

    They shrink to one calendar day.

    Example:
        >>> from hypothesis import find
        >>> rule = find(deadline_rules(), lambda rule: True)
        >>> rule.n, rule.unit.value
        (1, 'calendar_days')
    """
    return st.builds(
        DeadlineRule,
        counts(min=1, max=5) | counts(min=1, max=60),
        st.sampled_from(DeadlineUnit),
        extension=counts(max=30),
        rolls=st.booleans(),
        source=labels(),
    )


def regimes() -> st.SearchStrategy[Regime]:
    """Regimes of up to three versions, and published ones.

    They shrink to one rule of a day, in force from 2026-01-05 on.

    Example:
        >>> from hypothesis import find
        >>> regime = find(regimes(), lambda regime: True)
        >>> regime.name, len(regime.versions)
        ('a', 1)
    """
    versions = st.dictionaries(dates(), deadline_rules(), min_size=1, max_size=3)
    return or_published(st.builds(Regime, names(), versions), _PUBLISHED)


def extensions() -> st.SearchStrategy[Extension]:
    """Notices that an answer takes longer, by up to 30 units or by all allowed.

    They shrink to one by all that is allowed.

    Example:
        >>> from hypothesis import find
        >>> find(extensions(), lambda notice: notice.n is not None).n
        1
    """
    return st.builds(Extension, aware_datetimes(), _units())


def receipts() -> st.SearchStrategy[Receipt]:
    """Complaints, answered or not, solved or not, and repeats of up to two others.

    They shrink to one of 2026-01-05 09:00 UTC that nobody answered.

    Example:
        >>> from hypothesis import find
        >>> receipt = find(receipts(), lambda receipt: receipt.repeats == 1)
        >>> receipt.parent is receipt.first
        True
    """
    return st.builds(_receipt, aware_datetimes(), _rounds())


def complaint_deadlines() -> st.SearchStrategy[ComplaintDeadline]:
    """Deadlines of any regime, with a calendar where they need one, or without need.

    They shrink to one calendar day in UTC.

    Example:
        >>> from hypothesis import find
        >>> find(complaint_deadlines(), lambda deadline: True).calendar is None
        True
    """
    return st.builds(ComplaintDeadline, _plain_rules(), tz=zones()) | st.builds(
        ComplaintDeadline,
        regimes(),
        tz=zones(),
        calendar=desks() | service_calendars(lasting=True) | days_off(countries=False),
        receipt=st.sampled_from(ReceiptRule),
    )


def deadline_statuses() -> st.SearchStrategy[DeadlineStatus]:
    """Complaints against deadlines, in every state, seen at once to months later.

    They shrink to an open one on the day of its receipt.

    Example:
        >>> from hypothesis import find
        >>> print(find(deadline_statuses(), lambda status: True))
        open, due 2026-01-06
        >>> print(find(deadline_statuses(), lambda status: status.is_breached))
        overdue, due 2026-01-06, 1 days overdue
    """
    deadlines = st.builds(
        ComplaintDeadline,
        deadline_rules(),
        tz=zones(),
        calendar=desks(),
        receipt=st.sampled_from(ReceiptRule),
    )
    # Seen before most deadlines, or after most.
    viewpoints = delays() | delays(days=600)
    return st.builds(_status, deadlines, aware_datetimes(), _rounds(), viewpoints)


def _plain_rules() -> st.SearchStrategy[DeadlineRule]:
    """Rules that need no calendar."""
    units = [unit for unit in DeadlineUnit if unit is not DeadlineUnit.WORKING_DAYS]
    return st.builds(
        DeadlineRule,
        counts(min=1, max=60),
        st.sampled_from(units),
        extension=counts(max=30),
        source=labels(),
    )


def _units() -> st.SearchStrategy[int | None]:
    return st.none() | counts(min=1, max=30)


def _rounds() -> st.SearchStrategy[list[_Round]]:
    maybe = st.none() | delays()
    notices = st.none() | st.tuples(delays(), _units())
    one = st.tuples(delays(), maybe, maybe, notices)
    return st.lists(one, min_size=1, max_size=3)


def _status(
    deadline: ComplaintDeadline, at: datetime, rounds: list[_Round], viewpoint: Delay
) -> DeadlineStatus:
    (rule,) = deadline.regime.versions.values()
    complaint = _receipt(at, rounds, most=rule.extension)
    return deadline.status(complaint, now=viewpoint.after(complaint.received_at))


def _receipt(at: datetime, rounds: list[_Round], most: int | None = None) -> Receipt:
    """Return a complaint with notices by as many units as a rule allows at most."""
    found = _repeat(at, None, rounds[0], most)
    for each in rounds[1:]:
        found = _repeat(found.received_at, found, each, most)
    return found


def _repeat(
    before: datetime, parent: Receipt | None, given: _Round, most: int | None
) -> Receipt:
    waited, answered, resolved, notice = given
    at = waited.after(before)
    return Receipt(
        at,
        answered_at=maybe_later(at, answered),
        resolved_at=maybe_later(at, resolved),
        extension=None if notice is None else _extension(at, *notice, most),
        parent=parent,
    )


def _extension(
    at: datetime, waited: Delay, units: int | None, most: int | None
) -> Extension:
    if units is not None and most is not None:
        units = min(units, most) or None
    return Extension(waited.after(at), units)


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        DeadlineRule: deadline_rules,
        Regime: regimes,
        Extension: extensions,
        Receipt: receipts,
        ComplaintDeadline: complaint_deadlines,
        DeadlineStatus: deadline_statuses,
    }
)
