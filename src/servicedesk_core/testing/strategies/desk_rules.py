"""What a desk decides on: closing, reminders, and all of its policy."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.calendars import DayRule, ServiceCalendar
from servicedesk_core.complaints import (
    RUSSIA_APPEALS,
    UK_FINAL_RESPONSE,
    ComplaintDeadline,
    DeadlineRule,
    ReceiptRule,
    Regime,
)
from servicedesk_core.desk import AutoClose, CloseBasis, DeskPolicy, HoldLimit
from servicedesk_core.escalation import EscalationPath
from servicedesk_core.sla import Agreement, Agreements
from servicedesk_core.testing.strategies._desks import desks
from servicedesk_core.testing.strategies.complaint_deadlines import deadline_rules
from servicedesk_core.testing.strategies.escalation_paths import escalation_paths
from servicedesk_core.testing.strategies.instants import zones
from servicedesk_core.testing.strategies.numbers import counts
from servicedesk_core.testing.strategies.sla_agreements import (
    agreements,
    ordered_agreements,
)
from servicedesk_core.testing.strategies.surveys import survey_policies
from servicedesk_core.tickets import HoldReason

Days = tuple[ServiceCalendar | None, DayRule]


def desk_policies() -> st.SearchStrategy[DeskPolicy]:
    """Policies with and without paths, closing, reminders, a survey and deadlines.

    Any ticket can be asked about. They shrink to one without any agreement.

    Example:
        >>> from hypothesis import given
        >>> @given(desk_policies())
        ... def paths_have_names_of_their_own(policy):
        ...     names = {path.name or "path" for path in policy.paths}
        ...     assert len(names) == len(policy.paths)
        >>> paths_have_names_of_their_own()
    """
    either: st.SearchStrategy[Agreement | Agreements] = ordered_agreements()
    return st.builds(
        _policy,
        either | agreements(),
        st.lists(escalation_paths(), max_size=2),
        st.lists(_deadlines(), max_size=2),
        auto_close=st.none() | auto_closes(),
        hold_limit=st.none() | hold_limits(),
        survey=st.none() | survey_policies(),
    )


def auto_closes() -> st.SearchStrategy[AutoClose]:
    """Rules by which tickets close after none to five days, real or working ones.

    They shrink to never.

    Example:
        >>> from hypothesis import find
        >>> find(auto_closes(), lambda rule: rule.days > 0).days
        1
    """
    return st.builds(
        lambda days, counted, since: AutoClose(
            days, calendar=counted[0], rule=counted[1], since=since
        ),
        counts(max=5),
        counted_days(),
        st.sampled_from(CloseBasis),
    )


def hold_limits() -> st.SearchStrategy[HoldLimit]:
    """Limits of none to three reminders, with and without a resolution.

    They shrink to no reminder.

    Example:
        >>> from hypothesis import find
        >>> find(hold_limits(), lambda limit: limit.remind_after).remind_after
        (1,)
    """
    return st.builds(
        _hold_limit,
        st.frozensets(counts(min=1, max=6), max_size=3),
        st.none() | counts(max=3),
        counted_days(),
        st.sets(st.sampled_from(HoldReason), min_size=1, max_size=3),
    )


def counted_days() -> st.SearchStrategy[Days]:
    """Whose days count, and the time of day they lead to; None is days of 24 hours.

    They shrink to days of 24 hours.

    Example:
        >>> from hypothesis import find
        >>> find(counted_days(), lambda days: True)
        (None, <DayRule.SAME_TIME: 'same_time'>)
    """
    real = st.just((None, DayRule.SAME_TIME))
    return real | st.tuples(desks(), st.sampled_from(DayRule))


def _deadlines() -> st.SearchStrategy[ComplaintDeadline]:
    """Draw deadlines of rules that are in force whenever a complaint comes."""
    published = st.sampled_from([UK_FINAL_RESPONSE, RUSSIA_APPEALS])
    rules: st.SearchStrategy[DeadlineRule | Regime] = deadline_rules()
    return st.builds(
        ComplaintDeadline,
        rules | published,
        tz=zones(),
        calendar=desks(),
        receipt=st.sampled_from(ReceiptRule),
    )


def _hold_limit(
    days: frozenset[int],
    more: int | None,
    counted: Days,
    reasons: set[HoldReason],
) -> HoldLimit:
    last = max(days, default=1)
    return HoldLimit(
        remind_after=sorted(days),
        resolve_after=None if more is None else last + more,
        calendar=counted[0],
        reasons=reasons,
        rule=counted[1],
    )


def _policy(
    agreed: Agreement | Agreements,
    paths: Sequence[EscalationPath],
    deadlines: Sequence[ComplaintDeadline],
    **rules: Any,
) -> DeskPolicy:
    """Return a policy whose paths and regimes have different names."""
    return DeskPolicy(
        agreed,
        paths={path.name or "path": path for path in paths}.values(),
        deadlines={each.regime.name: each for each in deadlines}.values(),
        **rules,
    )


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        AutoClose: auto_closes,
        HoldLimit: hold_limits,
        DeskPolicy: desk_policies,
    }
)
