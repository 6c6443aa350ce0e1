"""What clients are promised: dates, calls, quotes, deliveries, open hours."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.complaints import (
    CallBack,
    HoursCoverage,
    IntakeQuote,
    LeadTime,
    PromiseGap,
    Provisioning,
    hours_coverage,
    lead_time,
    promise_gap,
)
from servicedesk_core.money import Money
from servicedesk_core.testing.strategies._complaint_parts import (
    Delay,
    delays,
    in_one_currency,
    maybe_later,
    price_ranges,
    prices,
)
from servicedesk_core.testing.strategies._desks import desks
from servicedesk_core.testing.strategies._results import defined
from servicedesk_core.testing.strategies.instants import aware_datetimes, intervals
from servicedesk_core.testing.strategies.numbers import decimals_
from servicedesk_core.testing.strategies.texts import names
from servicedesk_core.timeline import Interval

_WEEK = timedelta(days=7)


def promise_gaps() -> st.SearchStrategy[PromiseGap]:
    """Gaps to one to three promises: early, late, on time, still open.

    They shrink to a single promise, open until now.

    Example:
        >>> from hypothesis import find
        >>> print(find(promise_gaps(), lambda gap: not gap.is_provisional))
        on time
        >>> find(promise_gaps(), lambda gap: gap.earlier).first.wall
        datetime.timedelta(0)
    """
    promises = st.lists(delays(), min_size=1, max_size=3)
    return defined(
        st.builds(
            _promise_gap,
            aware_datetimes(),
            promises,
            delays(),
            st.none() | desks(),
            is_kept=st.booleans(),
        )
    )


def call_backs() -> st.SearchStrategy[CallBack]:
    """Promises to call: kept, early, late, or not kept.

    They shrink to one without a call.

    Example:
        >>> from hypothesis import find
        >>> find(call_backs(), lambda call: True).called_at is None
        True
    """
    return st.builds(_call_back, intervals(), st.none() | delays(), delays())


def lead_times() -> st.SearchStrategy[LeadTime]:
    """How long clients waited, with the service time of a calendar or without.

    They shrink to no time.

    Example:
        >>> from hypothesis import find
        >>> find(lead_times(), lambda found: found.service is not None).service
        datetime.timedelta(0)
    """
    return st.builds(
        lambda at, delay, desk: lead_time(at, delay.after(at), calendar=desk),
        aware_datetimes(),
        delays(),
        st.none() | desks(),
    )


def provisionings() -> st.SearchStrategy[Provisioning]:
    """Services ordered and made ready, at once or within a month.

    They shrink to one that was ready at once.

    Example:
        >>> from hypothesis import find
        >>> find(provisionings(), lambda service: True).lead_time
        datetime.timedelta(0)
    """
    return st.builds(
        lambda at, delay, is_ready: Provisioning(
            ordered_at=at, ready_at=delay.after(at), is_pre_provisioned=is_ready
        ),
        aware_datetimes(),
        delays(),
        st.booleans(),
    )


def intake_quotes() -> st.SearchStrategy[IntakeQuote]:
    """What clients are told at intake: nothing to all four answers.

    They shrink to nothing.

    Example:
        >>> from hypothesis import find
        >>> find(intake_quotes(), lambda quote: quote.cost_estimate).completeness
        0.25
    """
    return in_one_currency(_intake_quotes)


def hours_coverages() -> st.SearchStrategy[HoursCoverage]:
    """When nobody is there within a week, for up to three desks.

    They shrink to a minute in which there is no desk.

    Example:
        >>> from hypothesis import find
        >>> find(hours_coverages(), lambda hours: hours.is_complete).worst is None
        True
    """
    return st.builds(
        lambda desks_, during: hours_coverage(desks_, during.start, during.end),
        st.dictionaries(names(), desks(), max_size=3),
        intervals(longest=_WEEK),
    )


def _promise_gap(
    made_at: datetime,
    promises: Iterable[Delay],
    reached: Delay,
    calendar: ServiceCalendar | None,
    *,
    is_kept: bool,
) -> PromiseGap | None:
    actual_at = reached.after(made_at)
    return promise_gap(
        [delay.after(made_at) for delay in promises],
        actual_at if is_kept else None,
        calendar=calendar,
        now=actual_at,
    )


def _call_back(promised: Interval, called: Delay | None, since: Delay) -> CallBack:
    """Return a promise whose call came so long after a time before the window."""
    before = Delay(-since.length, None).after(promised.start)
    return CallBack(promised, maybe_later(before, called))


def _intake_quotes(currency: str) -> st.SearchStrategy[IntakeQuote]:
    return st.builds(
        _intake_quote,
        aware_datetimes(),
        delays(),
        st.sampled_from([None, True, False]),
        st.none() | decimals_(max_value=3),
        st.none() | prices(currency) | price_ranges(currency),
        st.none() | delays(),
    )


def _intake_quote(
    at: datetime,
    quoted: Delay,
    parts_available: bool | None,  # noqa: FBT001 - an answer, not a choice
    queue_load: Decimal | None,
    cost_estimate: Money | tuple[Money, Money] | None,
    promised: Delay | None,
) -> IntakeQuote:
    return IntakeQuote(
        at,
        quoted.after(at),
        parts_available=parts_available,
        queue_load=queue_load,
        cost_estimate=cost_estimate,
        promised_at=maybe_later(at, promised),
    )


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        PromiseGap: promise_gaps,
        CallBack: call_backs,
        LeadTime: lead_times,
        Provisioning: provisionings,
        IntakeQuote: intake_quotes,
        HoursCoverage: hours_coverages,
    }
)
