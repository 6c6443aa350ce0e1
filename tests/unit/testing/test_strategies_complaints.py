"""Every strategy of complaints: what it draws, how it varies, what it shrinks to."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from itertools import product
from operator import attrgetter
from types import NoneType
from typing import Any, get_args, get_type_hints

import attrs
import pytest
from hypothesis import strategies as st

from servicedesk_core import complaints
from servicedesk_core.complaints import (
    AbcClass,
    BacklogItem,
    CallBack,
    CallBackStatus,
    CauseAttribution,
    CauseProposal,
    Claim,
    ClaimVerdict,
    Compensation,
    CompensationKind,
    ComplaintRegister,
    CreditRefusal,
    CreditSettlement,
    CustodyChain,
    DeadlineState,
    DeadlineStatus,
    Decision,
    DecisionReason,
    Evidence,
    EvidenceState,
    FailureCost,
    Fees,
    GoodwillDecision,
    Guarantee,
    Measure,
    MeasureState,
    NoticeState,
    NoticeStatus,
    ParetoItem,
    Penalties,
    Precursor,
    PromiseGap,
    PromiseOutcome,
    ProposalState,
    Readiness,
    Receipt,
    SerialComplainer,
    StatusChange,
    Tenure,
    TopicReadiness,
    WhyTree,
)
from servicedesk_core.money import Money
from servicedesk_core.testing.strategies.complaint_loyalty import recoveries
from servicedesk_core.testing.strategies.complaints import STRATEGIES
from strategy_checks import (
    check_fields_vary,
    check_values,
    check_whole_package,
    drawn,
    example_of,
    minimal,
)

# Those that have few values at all.
FEW = {CauseAttribution: 4, Precursor: 4}
FAR = datetime(2040, 1, 1, tzinfo=UTC)
# What there are several kinds of: how a value's kind is told, and all kinds.
KINDS: Mapping[type, tuple[Callable[[Any], Any], Iterable[Any]]] = {
    BacklogItem: (attrgetter("state"), MeasureState),
    CallBack: (lambda call: call.status(now=FAR), set(CallBackStatus) - {"pending"}),
    CauseProposal: (attrgetter("state"), ProposalState),
    Claim: (lambda claim: type(claim.client), [NoneType, str, tuple]),
    Compensation: (attrgetter("kind"), CompensationKind),
    ComplaintRegister: (lambda register: len(register.entries), range(5)),
    CreditSettlement: (attrgetter("refusal"), [None, *CreditRefusal]),
    CustodyChain: (
        lambda chain: (chain.missing is None, chain.answerable is None),
        [(False, False), (False, True), (True, True)],
    ),
    DeadlineStatus: (attrgetter("state"), DeadlineState),
    Decision: (attrgetter("verdict"), ClaimVerdict),
    Evidence: (attrgetter("state"), EvidenceState),
    FailureCost: (
        lambda cost: (cost.low is None, cost.high is None, cost.ratio is None),
        [(True, True, True), (False,) * 3, (False, True, True), (False, False, True)],
    ),
    GoodwillDecision: (attrgetter("is_granted"), [True, False]),
    Guarantee: (lambda guarantee: type(guarantee.cap), [NoneType, Money, Fees]),
    Measure: (attrgetter("state"), MeasureState),
    NoticeStatus: (attrgetter("state"), NoticeState),
    ParetoItem: (attrgetter("abc"), [None, *AbcClass]),
    Penalties: (attrgetter("is_capped"), [True, False]),
    PromiseGap: (attrgetter("outcome"), PromiseOutcome),
    Receipt: (attrgetter("repeats"), range(3)),
    SerialComplainer: (lambda serial: type(serial.client), [str, tuple]),
    StatusChange: (attrgetter("is_told_first"), [True, False]),
    Tenure: (lambda tenure: bool(tenure.gaps), [True, False]),
    TopicReadiness: (attrgetter("readiness"), Readiness),
    WhyTree: (attrgetter("depth"), range(4)),
}
# What the strategies shrink to, where a line says it; the others say it themselves.
MINIMA = (
    "CauseAttribution(party=<CauseParty.COMPANY: 'company'>, sub_cause=None)",
    "CauseScheme(name='a', causes=('a',), version=1, examples=FrozenMap({}))",
    "Solution(text='a', remedy=<Remedy.RESULT: 'result'>)",
    "Pareto(items=(), vital_few=(), threshold=0.01, gini=None)",
    "LabelNeed(minimum=1, comfortable=None, source=None)",
    "LabelReadiness(topics=(), other=None, is_other_high=None)",
    "Authority(group='a', limit=None, overrides=frozenset(), takes_resonance=False)",
    "Tenure(days=0, periods=(), gaps=(), unproven=())",
    "DiscountTiers(tiers=FrozenMap({0: Decimal('0.00')}))",
    "Season(start=datetime.date(2026, 1, 5), end=datetime.date(2026, 1, 6))",
    "Preset(name='a', figures=FrozenMap({}), source='a')",
    "TopicDemand(topic='a', self_served=0, assisted=0, failed=0)",
    "SelfServiceUse(adoption=None, deflection=None, failure=None)",
    "KnowledgeCoverage(topics=None, contacts=None, missing=())",
    "UnmetDemand(topic='a', refusals=1, alternatives=1, repeats=0)",
    "ContactCost(duration=datetime.timedelta(0), is_verified=False)",
    "ComplaintRegister(entries=())",
    "SerialRule(complaints=1, window=datetime.timedelta(0), unfounded=Decimal('0.00'))",
    "Staleness(is_open=True, unanswered=1, idle=datetime.timedelta(0))",
    "ClosureMessage(individual=None, systemic=None)",
    "RepeatChain(first=<Ticket T1 received, 1 events>, repeats=())",
    "ResonanceRule(jumps_to=1, repeats=1, channels=frozenset())",
    "Precursor(repeats=0, is_unresolved=True, score=0.0)",
    "RetentionCurve(rates=FrozenMap({1: 0.0}), source='a')",
    "Recovery(resolved=None, compensated=None, retained=None)",
    "RetentionComparison(first=None, second=None, difference=None)",
    "ComplaintLevels(per_client=None, propensity=None)",
    "Idea(id='I1', text='a', complaints=('C1',))",
    "ComplaintTrace(complaint='C1', ideas=(), measures=())",
    "Redress(fix='a', compensations=())",
    "Uptime(percent=Decimal('0.000'), cause=None)",
    "Fees(n=Decimal('0.00'))",
    "Failure(kind='a', fee=None)",
    "FailureCost(cost=Money(amount=Decimal('0'), currency='EUR'), low=None, high=None)",
    "Notice(sent_on=datetime.date(2026, 1, 5), delivered_on=None)",
    "Reversal(on=datetime.date(2026, 1, 5), reason='a')",
    "NoticeRule(days=0, inactive_days=0, reminders=0, blackout=DaysOff(rules=()))",
    "PaymentCycle(due=datetime.date(2026, 1, 5), status=<PaymentStatus.PAID: 'paid'>)",
    "AssetRouting(locations=FrozenMap({}), groups=FrozenMap({}))",
    "Assignment(owner='a', group='a', location='a')",
    "TeamZones(zones=FrozenMap({}))",
    "TeamKpi(contacts=0, csi=None, interval=None, scores=0)",
    "CustodyStep(name='a', owner='a', confirmed_at=None)",
    "CustodyChain(steps=(CustodyStep(name='a', owner='a', confirmed_at=None),))",
    "Evidence(claimed='', logged=None)",
    "LeadTime(wall=datetime.timedelta(0), service=None)",
)


@cache
def seen(type_: type) -> list[Any]:
    """Return what a strategy drew, once, to be looked at more than once."""
    return drawn(STRATEGIES[type_](), examples=100 if type_ in KINDS else 40)


def optional_fields() -> list[tuple[type, str]]:
    return [
        (type_, name)
        for type_ in STRATEGIES
        for name, hint in get_type_hints(type_).items()
        if type(None) in get_args(hint)
    ]


def check_draws(type_: type, kind: Callable[[Any], Any], rare: object) -> None:
    example_of(STRATEGIES[type_](), lambda value: kind(value) == rare)


class TestEveryStrategy:
    def test_there_is_one_for_each_public_class(self) -> None:
        check_whole_package(complaints, STRATEGIES)

    @pytest.mark.parametrize("type_", STRATEGIES)
    def test_draws_values_of_its_class(self, type_: type) -> None:
        check_values(type_, st.sampled_from(seen(type_)), distinct=FEW.get(type_, 5))

    @pytest.mark.parametrize("type_", STRATEGIES)
    def test_varies_every_field(self, type_: type) -> None:
        check_fields_vary(type_, st.sampled_from(seen(type_)), examples=100)

    @pytest.mark.parametrize(("type_", "name"), optional_fields())
    def test_gives_and_leaves_out(self, type_: type, name: str) -> None:
        given = {getattr(value, name) is not None for value in seen(type_)}
        assert {True, False} == given

    @pytest.mark.parametrize("type_", KINDS)
    def test_draws_every_kind(self, type_: type) -> None:
        kind, kinds = KINDS[type_]
        drawn_kinds = {kind(value) for value in seen(type_)}
        assert set(kinds) >= drawn_kinds
        for rare in set(kinds) - drawn_kinds:
            check_draws(type_, kind, rare)

    def test_finds_appeals_of_appeals(self) -> None:
        levels = {
            max((register.level(each.id) for each in register.entries), default=0)
            for register in seen(ComplaintRegister)
        }
        assert {0, 1, 2} <= levels

    def test_gives_every_reason_of_a_decision(self) -> None:
        reasons = {reason for each in seen(Decision) for reason in each.reasons}
        assert set(DecisionReason) == reasons

    def test_draws_all_that_may_become_of_a_case(self) -> None:
        known = (True, False, None)
        assert set(product(known, known, known)) == {
            attrs.astuple(case) for case in drawn(recoveries(), examples=200)
        }


class TestSimplestValues:
    @pytest.mark.parametrize("expected", MINIMA)
    def test_are_readable(self, expected: str) -> None:
        assert expected == repr(minimal(STRATEGIES[named(expected)]()))


def named(value: str) -> type:
    found: type = getattr(complaints, value.partition("(")[0])
    return found
