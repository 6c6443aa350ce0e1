"""Strategies of the desk: its policy, what comes due, and who held a ticket."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from servicedesk_core import desk
from servicedesk_core.calendars import DayRule
from servicedesk_core.desk import (
    AutoClose,
    ChangeKind,
    CloseBasis,
    DeskState,
    DueKind,
    HoldLimit,
    due_now,
    next_wakeup,
)
from servicedesk_core.sla import Agreement, Agreements
from servicedesk_core.testing.strategies.desk import STRATEGIES
from servicedesk_core.testing.strategies.desk_dues import (
    changes,
    desk_states,
    dues,
    wakeups,
)
from servicedesk_core.testing.strategies.desk_holdings import (
    attributions,
    held_shares,
    holdings,
)
from servicedesk_core.testing.strategies.desk_rules import (
    auto_closes,
    counted_days,
    desk_policies,
    hold_limits,
)
from servicedesk_core.testing.strategies.histories import tickets
from servicedesk_core.testing.strategies.instants import later
from servicedesk_core.tickets import HoldReason
from strategy_checks import (
    check_values,
    check_whole_package,
    drawn,
    entries,
    minimal,
)
from strategy_search import check_met, check_seen, check_varying

HOUR = timedelta(hours=1)
UNNAMED = [ChangeKind.REMIND, ChangeKind.RESOLVE, ChangeKind.CLOSE]


class TestTheTable:
    def test_has_every_public_type(self) -> None:
        check_whole_package(desk, STRATEGIES)

    @entries(STRATEGIES)
    def test_draws_values(
        self, type_: type, make: Callable[[], SearchStrategy[Any]]
    ) -> None:
        check_values(type_, make())

    @entries(STRATEGIES)
    def test_every_field_varies(
        self, type_: type, make: Callable[[], SearchStrategy[Any]]
    ) -> None:
        check_varying(type_, make())


class TestPolicies:
    def test_they_shrink_to_one_without_anything(self) -> None:
        policy = minimal(desk_policies())
        assert ((), (), None) == (policy.paths, policy.deadlines, policy.survey)
        assert () == getattr(policy.agreements, "agreements", None)

    def test_they_have_one_agreement_or_several(self) -> None:
        sorts = [Agreement, Agreements]
        check_seen(desk_policies(), lambda policy: [type(policy.agreements)], sorts)
        check_met(
            desk_policies(),
            "paths",
            "deadlines",
            "survey",
            "auto_close",
            "hold_limit",
        )

    def test_any_ticket_can_be_asked_about(self) -> None:
        for ticket, policy in drawn(st.tuples(tickets(), desk_policies())):
            due = due_now(ticket, policy, state=None, now=ticket.updated_at)
            wakeup = next_wakeup(ticket, policy, now=ticket.updated_at)
            assert {each.kind for each in due} <= set(DueKind)
            assert wakeup is None or wakeup.at > ticket.updated_at

    def test_closing_shrinks_to_never(self) -> None:
        assert AutoClose(0) == minimal(auto_closes())
        check_seen(
            auto_closes(), lambda rule: [rule.since, rule.rule], [*CloseBasis, *DayRule]
        )

    def test_limits_shrink_to_no_reminder(self) -> None:
        assert HoldLimit() == minimal(hold_limits())
        check_seen(
            hold_limits(),
            lambda limit: [len(limit.remind_after), *limit.reasons],
            [0, 1, 2, 3, *HoldReason],
        )
        check_met(hold_limits(), "resolve_after", "calendar")

    def test_days_count_in_calendars_and_without(self) -> None:
        assert (None, DayRule.SAME_TIME) == minimal(counted_days())
        check_seen(counted_days(), lambda days: days[1:], [*DayRule])


class TestHoldings:
    def test_they_shrink_to_an_hour_of_nobody(self) -> None:
        [row] = minimal(attributions()).rows
        assert (None, None, HOUR) == (row.group, row.agent, row.wall)
        assert row == minimal(holdings())
        share = minimal(held_shares())
        assert (HOUR, HOUR) == (share.service, share.wall)

    def test_groups_agents_and_tiers_hold_them(self) -> None:
        check_met(holdings(), "group", "agent", "tier")


class TestDues:
    def test_they_shrink_to_a_reminder(self) -> None:
        due = minimal(dues())
        assert "remind/2026-01-06T10:00:00+00:00" == due.key
        wakeup = minimal(wakeups())
        assert ("2026-01-06T10:00:00+00:00", "remind") == (
            wakeup.at.isoformat(),
            str(wakeup.changes[0]),
        )

    def test_they_are_of_every_kind(self) -> None:
        check_seen(dues(), lambda due: [due.kind], [*DueKind])
        check_met(dues(), "step", "state", "survey", "path")

    def test_wakeups_are_for_every_kind_of_change(self) -> None:
        check_seen(
            wakeups(),
            lambda wakeup: [change.kind for change in wakeup.changes],
            [*ChangeKind],
        )

    def test_changes_have_a_name_where_they_have_one(self) -> None:
        assert "clock a" == str(minimal(changes()))
        check_seen(changes(), lambda change: [change.kind], [*ChangeKind])
        for change in drawn(changes()):
            assert (change.kind in UNNAMED) is (change.name is None)


class TestStates:
    def test_they_shrink_to_nothing(self) -> None:
        assert DeskState() == minimal(desk_states())

    def test_everything_may_have_been_done(self) -> None:
        check_met(desk_states(), "escalations", "reminded_at", "surveys", "deadlines")

    def test_somebody_may_have_acknowledged(self) -> None:
        check_seen(
            desk_states(),
            lambda state: [
                word.by
                for path in state.escalations.values()
                for word in path.acknowledged or ()
            ],
            ["anna"],
        )

    def test_what_was_done_is_not_due_again(self) -> None:
        for due in drawn(dues(), examples=20):
            done = desk.with_done(None, [due], now=later(due.at, HOUR))
            assert done == desk.with_done(done, [], now=due.at)
