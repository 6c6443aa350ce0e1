"""Notices of adverse actions, and payments that stop."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.calendars import DaysOff
from servicedesk_core.complaints import (
    Notice,
    NoticeRule,
    NoticeStatus,
    PaymentCycle,
    PaymentGap,
    PaymentStatus,
    Reversal,
    payment_gap,
)
from servicedesk_core.testing.strategies._complaint_parts import days_after
from servicedesk_core.testing.strategies._results import defined
from servicedesk_core.testing.strategies.calendars import days_off
from servicedesk_core.testing.strategies.instants import dates
from servicedesk_core.testing.strategies.numbers import counts
from servicedesk_core.testing.strategies.texts import names

_SEASONS = (
    DaysOff.none(),
    DaysOff.yearly("12-24..01-08", "06-01..08-31"),
    DaysOff.rule("FREQ=WEEKLY;BYDAY=SA,SU", since=date(2000, 1, 1)),
)
_Sent = tuple[int, int | None]
"""How many days after the one before it, and how many later it was delivered."""


def notices() -> st.SearchStrategy[Notice]:
    """Messages about an action to come, delivered within ten days or never.

    They shrink to one that was not delivered.

    Example:
        >>> from hypothesis import find
        >>> find(notices(), lambda notice: True)
        Notice(sent_on=datetime.date(2026, 1, 5), delivered_on=None)
    """
    return st.builds(_notice, dates(), _sent(most=0))


def reversals() -> st.SearchStrategy[Reversal]:
    """Actions that were taken back, with the reason.

    They shrink to one of 2026-01-05.

    Example:
        >>> from hypothesis import find
        >>> find(reversals(), lambda reversal: True)
        Reversal(on=datetime.date(2026, 1, 5), reason='a')
    """
    return st.builds(Reversal, dates(), names())


def notice_rules() -> st.SearchStrategy[NoticeRule]:
    """Rules of adverse actions, with a blackout of every kind or none.

    They shrink to one that allows the action at once.

    Example:
        >>> from hypothesis import find
        >>> rule = find(notice_rules(), lambda rule: True)
        >>> rule.days, rule.inactive_days, rule.reminders
        (0, 0, 0)
    """
    return _notice_rules(days_off(), days=30)


def notice_statuses() -> st.SearchStrategy[NoticeStatus]:
    """How far adverse actions have come: every state, from activity to reversal.

    They shrink to a notice that is due on the day of the last operation.

    Example:
        >>> from hypothesis import find
        >>> find(notice_statuses(), lambda status: True).state.value
        'notice_due'
        >>> status = find(notice_statuses(), lambda status: status.reversal)
        >>> status.state.value
        'reversed'
    """
    undone = st.tuples(counts(max=3), names())
    return st.builds(
        _status,
        _notice_rules(st.sampled_from(_SEASONS), days=3),
        dates(),
        st.lists(_sent(most=10), max_size=4),
        counts(max=20),
        st.none() | st.tuples(counts(max=10), st.none() | undone),
    )


def payment_cycles() -> st.SearchStrategy[PaymentCycle]:
    """Payments, made or not.

    They shrink to one that was made.

    Example:
        >>> from hypothesis import find
        >>> find(payment_cycles(), lambda cycle: True).status.value
        'paid'
    """
    return st.builds(PaymentCycle, dates(), st.sampled_from(PaymentStatus))


def payment_gaps() -> st.SearchStrategy[PaymentGap]:
    """Payments missed in a row, after others, enough of them for a sign or not.

    They shrink to a single one, which is a sign.

    Example:
        >>> from hypothesis import find
        >>> find(payment_gaps(), lambda gap: gap.signal_on is None).missed
        1
    """
    earlier = st.lists(st.sampled_from(PaymentStatus), max_size=4)
    return defined(
        st.builds(
            _payment_gap, dates(), counts(min=1, max=31), earlier, counts(min=1, max=3)
        )
    )


def _notice_rules(
    blackouts: st.SearchStrategy[DaysOff], *, days: int
) -> st.SearchStrategy[NoticeRule]:
    return st.builds(
        NoticeRule,
        counts(max=days),
        inactive_days=counts(max=60),
        reminders=counts(max=2),
        blackout=blackouts,
    )


def _sent(*, most: int) -> st.SearchStrategy[_Sent]:
    return st.tuples(counts(max=most), st.none() | counts(max=10))


def _notice(day: date, sent: _Sent) -> Notice:
    sent_on = day + timedelta(days=sent[0])
    return Notice(sent_on, days_after(sent_on, sent[1]))


def _status(
    rule: NoticeRule,
    last: date,
    sent: Sequence[_Sent],
    seen_after: int,
    acted: tuple[int, tuple[int, str] | None] | None,
) -> NoticeStatus:
    """Return how far an action has come, so many days after the last message."""
    messages = [_notice(last, (0, None))]
    for each in sent:
        messages.append(_notice(messages[-1].sent_on, each))
    day = messages[-1].sent_on
    acted_after, undone = (None, None) if acted is None else acted
    acted_on = days_after(day, acted_after)
    reversal = None
    if acted_on is not None and undone is not None:
        reversal = Reversal(acted_on + timedelta(days=undone[0]), undone[1])
    return rule.status(
        last,
        messages[1:],
        on=day + timedelta(days=seen_after),
        acted_on=acted_on,
        reversal=reversal,
    )


def _payment_gap(
    first: date, step: int, earlier: Sequence[PaymentStatus], signal_after: int
) -> PaymentGap | None:
    """Return the gap of payments so many days apart, the last of which is missed."""
    statuses = (*earlier, PaymentStatus.MISSED)
    cycles = [
        PaymentCycle(first + timedelta(days=place * step), status)
        for place, status in enumerate(statuses)
    ]
    return payment_gap(cycles, signal_after=signal_after)


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Notice: notices,
        Reversal: reversals,
        NoticeRule: notice_rules,
        NoticeStatus: notice_statuses,
        PaymentCycle: payment_cycles,
        PaymentGap: payment_gaps,
    }
)
