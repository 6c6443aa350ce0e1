"""Values at the ends of what their types hold."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from servicedesk_core.calendars import DaysOff
from servicedesk_core.complaints import (
    RETENTION_BY_CONTACTS,
    Claim,
    ComplaintEntry,
    ComplaintRegister,
    ContactCost,
    Evidence,
    Notice,
    NoticeRule,
    WhyTree,
    attainable_slack,
    customer_effort,
    draw_stratified,
    history_quote,
    loyalty_balance,
    raised_priority,
    reach,
)
from servicedesk_core.errors import (
    InstantRangeError,
    InvalidArgumentError,
    WrongTypeError,
)
from servicedesk_core.money import Money
from servicedesk_core.tickets import open_ticket

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
DAY = timedelta(days=1)
MOST = timedelta.max
NO_NUMBER: Any = Decimal("sNaN")
NO_KEY: Any = [1]


class TestLongestTimes:
    def test_a_quote_is_within_the_history(self) -> None:
        assert MOST == history_quote([MOST], 0.9, kind=7)
        assert MOST == history_quote([DAY, MOST], 1, kind=7)
        least = timedelta(days=999_999_000, microseconds=1)
        assert least == history_quote([least, MOST], 0, kind=7)

    def test_a_slack_is_no_less_than_a_timedelta_holds(self) -> None:
        limit = DAY - timedelta(microseconds=1)
        assert timedelta.min == attainable_slack(limit, [MOST], 0.5, kind=1)
        wanted = (
            r"^limit must be 23 h 59 min 59.999999 s or longer against such a history, "
            r"got datetime.timedelta\(0\)$"
        )
        with pytest.raises(InvalidArgumentError, match=wanted):
            attainable_slack(timedelta(), [MOST], 0.5, kind=1)

    def test_the_time_of_all_contacts_is_no_more(self) -> None:
        ticket = open_ticket("INC1", at=MONDAY)
        calls = [ContactCost(duration=MOST), ContactCost(duration=DAY)]
        assert MOST == customer_effort(ticket, contacts=calls[:1]).time
        wanted = r"^contacts must be of a time in all that a timedelta holds, got "
        with pytest.raises(InvalidArgumentError, match=wanted):
            customer_effort(ticket, contacts=calls)


class TestLastDates:
    LAST = date.max

    def test_an_action_may_be_on_the_last_date(self) -> None:
        rule = NoticeRule(1, inactive_days=0)
        assert self.LAST == rule.action_on(self.LAST - DAY)

    @pytest.mark.parametrize("days", [2, 10**12])
    def test_but_not_after_it(self, days: int) -> None:
        rule = NoticeRule(days, inactive_days=0)
        wanted = rf"^the action {days} days after 9999-12-30 lies outside the years"
        with pytest.raises(InstantRangeError, match=wanted):
            rule.action_on(self.LAST - DAY)
        sent = Notice(self.LAST - DAY, self.LAST - DAY)
        with pytest.raises(InstantRangeError, match=wanted):
            rule.status(date(2026, 1, 1), [sent], on=self.LAST)

    def test_a_blackout_to_the_end_leaves_no_date(self) -> None:
        december = DaysOff.yearly("12-01..12-31", label="season")
        rule = NoticeRule(0, inactive_days=0, blackout=december)
        wanted = r"^blackout must be without blackout on some day .* from 9999-12-05 on"
        with pytest.raises(InvalidArgumentError, match=wanted):
            rule.action_on(date(9999, 12, 5))


class TestNoNumber:
    def test_it_is_no_priority(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^priority must be one of 1, "):
            raised_priority(NO_NUMBER, "life")

    def test_it_is_no_cause(self) -> None:
        tree = WhyTree.chain("late", "no van")
        with pytest.raises(WrongTypeError, match=r"^cause must be a text, got "):
            tree.path(NO_NUMBER)

    @pytest.mark.parametrize(
        ("argument", "make"),
        [
            (
                "client",
                lambda: Claim(Money(1, "EUR"), p_loss=0, p_grant=0, client=NO_KEY),
            ),
            ("claimed", lambda: Evidence(claimed=NO_NUMBER)),
            ("logged", lambda: Evidence(logged=NO_KEY)),
            (
                "stratum",
                lambda: draw_stratified(
                    ["C1"], 1, seed="May", key=str, stratum=lambda _: NO_KEY
                ),
            ),
            (
                "household",
                lambda: ComplaintRegister(
                    [ComplaintEntry("C1", "ivan", "cash", at=MONDAY)]
                ).by_client(household=lambda _: NO_NUMBER),
            ),
        ],
    )
    def test_what_is_not_hashable_is_no_key(
        self, argument: str, make: Callable[[], object]
    ) -> None:
        wanted = rf"^{argument} must be a hashable value, got "
        with pytest.raises(WrongTypeError, match=wanted):
            make()


class TestNoneAtAll:
    def test_no_shares_are_told_from_wrong_ones(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^shares must be one share at least, got {}$"
        ):
            RETENTION_BY_CONTACTS.expected({})
        with pytest.raises(
            InvalidArgumentError, match=r"^shares must be shares that add up to 1, got "
        ):
            RETENTION_BY_CONTACTS.expected({1: 0.5})


class TestSets:
    def test_what_counts_each_is_no_set_that_has_lost_some(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^probabilities must be probabilities, in a list"
        ):
            reach({0.5})
        with pytest.raises(
            WrongTypeError, match=r"^impacts must be -1, 0 or 1 for each case, in a lis"
        ):
            loyalty_balance({1}, volunteered=True)
