"""A desk run by the kit alone: a clock by hand, drawn events, drawn policies.

What comes due is done as an app would do it, and told to no one but the library.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import attrs
from hypothesis import HealthCheck, Phase, assume, settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from servicedesk_core.desk import (
    DeskPolicy,
    DeskState,
    Due,
    DueKind,
    Wakeup,
    due_now,
    measure_all,
    next_wakeup,
    signals,
    with_done,
)
from servicedesk_core.escalation import (
    AtFraction,
    EscalationPath,
    EscalationState,
    Level,
    LowScore,
    Trigger,
)
from servicedesk_core.lifecycles import OVER, Role
from servicedesk_core.priority import Priority
from servicedesk_core.satisfaction import SurveyPolicy
from servicedesk_core.sla import Agreement, ServiceLevelTarget, SignalKind
from servicedesk_core.testing import ManualClock
from servicedesk_core.testing.strategies import (
    aware_datetimes,
    durations,
    next_events,
)
from servicedesk_core.testing.strategies.desk_rules import (
    auto_closes,
    desk_policies,
    hold_limits,
)
from servicedesk_core.testing.strategies.sla_targets import targets
from servicedesk_core.testing.strategies.surveys import survey_policies
from servicedesk_core.tickets import Actor, HoldReason, Ticket, events, open_ticket

TICK = timedelta(microseconds=1)
HOUR = timedelta(hours=1)
DAY = 24 * HOUR
LONG = 40 * DAY
AGENT = Actor("anna", Role.AGENT)
BORIS = Actor("boris", Role.REQUESTER)
ANSWERS = {
    SignalKind.AGENT_REPLY,
    SignalKind.RESOLVED,
    SignalKind.CLOSED,
    SignalKind.CANCELLED,
}
"""What ends the wait for a first response."""
WATCH = "watch"
"""The path that nothing but the first response makes come."""

USUAL: Mapping[str, Callable[..., events.Event]] = {
    "reply": partial(events.Replied, by=AGENT, text="soon"),
    "receive": partial(events.MessageReceived, by=BORIS),
    "hold": partial(events.PutOnHold, by=AGENT, reason=HoldReason.CALLER),
    "resolve": partial(events.Resolved, by=AGENT, code="fixed", notes="restarted"),
    "respond": partial(events.Responded, by=AGENT, outcome="upheld", text="sorry"),
    "reopen": partial(events.Reopened, by=BORIS),
}
"""What happens to most tickets, by its action."""

SETTINGS = settings(
    stateful_step_count=12,
    deadline=None,
    # One failure, shrunk, is enough; more would take minutes.
    phases=[phase for phase in Phase if phase is not Phase.explain],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


def utc(at: datetime) -> datetime:
    """Return an instant that compares as one, in repeated hours too."""
    return at.astimezone(UTC)


def policy_of(
    drawn: DeskPolicy,
    response: ServiceLevelTarget,
    resolution: ServiceLevelTarget,
    shares: Sequence[float],
    **rules: Any,
) -> DeskPolicy:
    """Return a policy that watches the first response, whatever else it does."""
    levels = [
        Level("lead", trigger=AtFraction(share, metric="first_response"))
        for share in sorted(shares)
    ]
    others = [path for path in drawn.paths if path.name != WATCH]
    return attrs.evolve(
        drawn,
        agreements=Agreement("gold", [response, resolution]),
        paths=[EscalationPath(levels, name=WATCH), *others],
        **rules,
    )


ASKING = SurveyPolicy("after case", "csat", delay=HOUR, anonymous_share=1.0)
POLICIES = st.builds(
    policy_of,
    desk_policies(),
    targets(metrics=["first_response"]),
    targets(metrics=["resolution"]),
    st.lists(st.sampled_from([0.25, 0.5, 1, 1.5]), min_size=1, max_size=3),
    auto_close=auto_closes(),
    hold_limit=hold_limits(),
    survey=st.just(ASKING) | survey_policies(),
)
OPENED = st.builds(
    open_ticket,
    st.just("T1"),
    at=aware_datetimes(),
    by=st.sampled_from([BORIS, None, AGENT]),
    kind=st.sampled_from(["incident", "complaint"]),
    priority=st.sampled_from(Priority) | st.none(),
    requester=st.just("boris") | st.none(),
)
Fired = tuple[int, str]


class DeskMachine(RuleBasedStateMachine):
    """A ticket, a policy, a clock, and what an app stores."""

    ticket: Ticket
    policy: DeskPolicy
    clock: ManualClock
    state: DeskState | None

    @initialize(ticket=OPENED, policy=POLICIES)
    def open(self, ticket: Ticket, policy: DeskPolicy) -> None:
        # No command resolves a complaint that waits too long.
        is_incident = ticket.kind == "incident"
        limit = policy.hold_limit if is_incident else None
        self.policy = attrs.evolve(policy, hold_limit=limit)
        self.ticket, self.state = ticket, None
        self.clock = ManualClock(ticket.opened_at)
        self.fired = set[Fired]()
        self.openings = 1
        self.is_quiet = False

    @property
    def due(self) -> tuple[Due, ...]:
        now = self.clock.now()
        return due_now(self.ticket, self.policy, state=self.state, now=now)

    @property
    def wakeup(self) -> Wakeup | None:
        now = self.clock.now()
        return next_wakeup(self.ticket, self.policy, now=now, state=self.state)

    @property
    def seen(self) -> object:
        """What somebody who looks now sees."""
        now = self.clock.now()
        statuses = measure_all(self.ticket, self.policy.agreements, now=now)
        clocks = [(str(each.metric), each.state, each.warned) for each in statuses]
        return clocks, {due.key for due in self.due}

    @property
    def is_answered(self) -> bool:
        return any(signal.kind in ANSWERS for signal in signals(self.ticket))

    @rule(event=st.data(), later=durations(max_value=DAY))
    def happen(self, event: st.DataObject, later: timedelta) -> None:
        """Whatever may happen to the ticket does, some time from now."""
        self.clock.advance(later)
        coming = next_events(self.ticket, at=self.clock.now())
        assume(not coming.is_empty)
        self.accept(event.draw(coming, label="event"))

    @rule(data=st.data(), later=durations(max_value=DAY))
    def happen_as_usual(self, data: st.DataObject, later: timedelta) -> None:
        """The desk and the requester do what they mostly do."""
        now = self.clock.advance(later)
        allowed = {action.name for action in self.ticket.allowed(by=None, at=now)}
        usual = [name for name in USUAL if name in allowed]
        assume(usual)
        name = data.draw(st.sampled_from(usual), label="action")
        self.accept(USUAL[name](at=now))

    def accept(self, event: events.Event) -> None:
        """Take an event; what opens again is escalated anew."""
        reopenings = self.ticket.reopenings
        self.ticket = self.ticket.apply(event)
        if self.ticket.reopenings > reopenings:
            self.openings += 1
            self.is_quiet = False
            begun = {
                path.name or "path": EscalationState(event.at, path=path)
                for path in self.policy.paths
            }
            stored = self.state or DeskState()
            self.state = attrs.evolve(stored, escalations=begun)

    @precondition(lambda self: self.state and WATCH in self.state.escalations)
    @rule()
    def acknowledge(self) -> None:
        assert self.state is not None
        self.state = self.state.acknowledge(WATCH, "lead", at=self.clock.now())
        self.is_quiet = True

    @rule(part=st.floats(0, 1))
    def wait_less_than_the_timer(self, part: float) -> None:
        """Before the next wake-up nothing changes once all that is due is done."""
        self.do_what_is_due()
        before, wakeup, now = self.seen, self.wakeup, utc(self.clock.now())
        end = now + LONG
        if wakeup is not None:
            end = min(end, utc(wakeup.at) - TICK)
        self.clock.advance((end - now) * part)
        assert before == self.seen

    @rule(rounds=st.integers(1, 5))
    def run_by_the_timer(self, rounds: int) -> None:
        """At each wake-up something has changed, and what is due is done."""
        self.do_what_is_due()
        for _ in range(rounds):
            before, wakeup = self.seen, self.wakeup
            if wakeup is None or utc(wakeup.at) > utc(self.clock.now()) + LONG:
                break
            self.clock.advance_to(wakeup.at)
            assert before != self.seen
            self.do_what_is_due()

    @rule()
    def do_what_is_due(self) -> None:
        """Nothing is done twice, and nothing is left to do."""
        now = self.clock.now()
        due = self.due
        for each in due:
            self.check(each, now)
        self.state = with_done(self.state, due, now=now)
        kinds = {each.kind for each in due}
        if DueKind.RESOLVE in kinds:
            done = events.Resolved(at=now, by=AGENT, code="silence", notes="no answer")
            self.accept(done)
        if DueKind.CLOSE in kinds:
            self.accept(events.Closed(at=now, by=AGENT))
        assert () == tuple(each for each in self.due if each.kind in kinds)

    def check(self, due: Due, now: datetime) -> None:
        """Check that something may be done now."""
        assert utc(due.at) <= utc(now)
        opening = self.openings if due.kind is DueKind.ESCALATE else 0
        fired = opening, f"{due.kind} {due.key}"
        assert fired not in self.fired
        self.fired.add(fired)
        if due.step is not None and self.is_answered:
            assert not str(due.step.clock).endswith("first_response")
        if due.step is not None and self.ticket.category in OVER:
            assert isinstance(self.trigger_of(due), LowScore)
        if self.is_quiet:
            assert WATCH != due.path

    def trigger_of(self, due: Due) -> Trigger:
        """Return what made the level of an escalation come."""
        levels = {
            (path.name or "path", level.number): level
            for path in self.policy.paths
            for level in path.levels
        }
        assert due.step is not None
        return levels[str(due.path), due.step.level].trigger

    @invariant()
    def the_timer_is_ahead(self) -> None:
        wakeup = self.wakeup
        assert wakeup is None or utc(wakeup.at) > utc(self.clock.now())


def test_a_desk_that_is_run_by_the_kit() -> None:
    run_state_machine_as_test(DeskMachine, settings=SETTINGS)
