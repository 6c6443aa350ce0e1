"""What the sources tell of repeats, registers, owners, causes and measures.

Each test is a row of the rules of service experience, named by their ids; the numbers
are those of the sources.
"""

from datetime import UTC, datetime, timedelta

import pytest

from servicedesk_core.complaints import (
    CLASSIFIER_LABELS,
    LANGUAGE_MODEL_LABELS,
    RUSSIA_APPEALS,
    AssetRouting,
    Authority,
    BacklogItem,
    CauseProposal,
    CauseScheme,
    ComplaintClass,
    ComplaintDeadline,
    ComplaintEntry,
    ComplaintRegister,
    CustodyChain,
    CustodyStep,
    Evidence,
    EvidenceState,
    FeedbackItem,
    Handling,
    Idea,
    Measure,
    MeasureState,
    ProposalState,
    Receipt,
    ResonanceRule,
    SerialRule,
    Solution,
    TeamZones,
    WhyTree,
    coder_agreement,
    draw_sample,
    draw_stratified,
    effect,
    effect_by_topic,
    label_readiness,
    measure_progress,
    pareto,
    proposal_precision,
    raised_priority,
    rank_backlog,
    reach,
    repeat_chains,
    route_by_authority,
    trace_complaints,
)
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.money import Money
from servicedesk_core.priority import Priority
from servicedesk_core.satisfaction import Remedy
from servicedesk_core.stats import gini, sample_size
from servicedesk_core.tickets import Actor, LinkKind, TicketKind, open_ticket

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
DAY = timedelta(days=1)
ANNA = Actor("anna", "agent")
ROBOT = Actor("robot", "system")


def rub(amount: int) -> Money:
    return Money(amount, "RUB")


def test_d5_d6_d8_d10_g7_repeat_and_resonance() -> None:
    # D6: repeated attempts by the lines, each ending in an empty answer.
    sent = [
        open_ticket(
            f"CMP{n}",
            at=MONDAY + 10 * n * DAY,
            kind=TicketKind.COMPLAINT,
            requester="client",
        ).respond(at=MONDAY + (10 * n + 9) * DAY, by=ANNA, outcome="rejected")
        for n in range(3)
    ]
    sent.append(
        open_ticket(
            "CMP3",
            at=MONDAY + 31 * DAY,
            kind=TicketKind.COMPLAINT,
            requester="client",
        )
    )
    (chain,) = repeat_chains(sent, key=lambda ticket: ticket.requester, within=30 * DAY)
    assert ("CMP0", 4, 3) == (chain.id, chain.level, chain.unsolved)
    assert {LinkKind.FOLLOWS} == {link.kind for link in chain.links.values()}
    # The first deadline holds, whoever writes again.
    law = ComplaintDeadline(RUSSIA_APPEALS, tz="Europe/Moscow")
    first = Receipt(chain.received_at)
    again = Receipt(sent[3].opened_at, parent=first)
    now = MONDAY + 31 * DAY
    assert law.status(first, now=now).due_at == law.status(again, now=now).due_at
    # The letter to the first person jumps the levels that the lines climb.
    rule = ResonanceRule(jumps_to=5, repeats=2)
    assert rule.precursor(chain).is_warning
    assert ComplaintClass.RESONANCE is rule.classify("executive")
    assert 5 == rule.level(chain, channel="executive")
    assert 4 == rule.level(chain, channel="phone")
    # D5 D10: the quality service decides what the line may not.
    groups = [
        Authority("line", limit=rub(1000)),
        Authority("quality service", limit=rub(50_000), takes_resonance=True),
    ]
    angry = route_by_authority(
        groups, amount=rub(500), complaint_class="resonance", current="line"
    )
    assert angry is not None
    assert "quality service" == angry.group
    # D8: a small problem stays in sight. G7: a matter of life comes before it.
    typo = BacklogItem("PRB1", "typo", raised_at=MONDAY, contacts=900)
    medicine = BacklogItem("PRB2", "medicine", raised_at=MONDAY, stake="life")
    assert (medicine, typo) == rank_backlog([typo, medicine])
    assert Priority.CRITICAL is raised_priority(Priority.PLANNING, "life")
    assert 365 * DAY == typo.age(now=MONDAY + 365 * DAY)
    with pytest.raises(InvalidArgumentError, match=r"^by must be a person"):
        typo.close(at=MONDAY, by=ROBOT)


def test_d7_g4_g12_e8_register() -> None:
    # G12: the cash was not found; the second statement is an appeal, and is lodged in
    # the same branch only.
    first = ComplaintEntry(
        "C1", "ivan", "cash not given", at=MONDAY, outcome="not_confirmed"
    )
    second = ComplaintEntry(
        "C2",
        "ivan",
        "cash not given",
        at=MONDAY + 9 * DAY,
        appeal_of="C1",
        only_at="the same branch",
        outcome="confirmed",
        fix="manual_fix",
    )
    terror = [
        ComplaintEntry(
            f"T{n}", "olga", "taste", at=MONDAY + n * DAY, outcome="not_confirmed"
        )
        for n in range(5)
    ]
    register = ComplaintRegister([first, second, *terror])
    assert [1, 2] == [register.level(each) for each in ("C1", "C2")]
    # D7: by client those who complain for a living, by problem the repeats.
    rule = SerialRule(complaints=5, window=90 * DAY, unfounded="0.8")
    now = MONDAY + 10 * DAY
    assert ["olga"] == [each.client for each in rule.review(register, now=now)]
    assert Handling.MANUAL_REVIEW is rule.handling(register, "olga", now=now)
    assert Handling.ORDINARY is rule.handling(register, "ivan", now=now)
    assert (first, second) == register.by_problem["cash not given"]
    # G4: a gift, but no collector's item.
    waiting = register.unprocessed(now=now, within=7 * DAY)
    assert 7 == len(waiting)
    assert ("C1", 10 * DAY, True) == (
        waiting[0].entry.id,
        waiting[0].age,
        waiting[0].is_alert,
    )
    # E8: scores and contacts in one form.
    said = [
        FeedbackItem(
            kind, topic="card", team="cards", client="ivan", at=MONDAY, score=score
        )
        for kind, score in (("nps", 3), ("csi", 2), ("contact", None))
    ]
    assert [3.0, 2.0, None] == [each.score for each in said]


def test_d12_d13_e7_ownership_and_custody() -> None:
    # D12: the branch that the machine belongs to takes the card out; who took the
    # call stays with the client.
    routing = AssetRouting({"ATM 7": "Lenina 1"}, groups={"Lenina 1": "branch 16"})
    found = routing.assign("ATM 7", owner="anna")
    ticket = open_ticket("INC1", at=MONDAY).set_owner(
        at=MONDAY, by=ANNA, owner=found.owner
    )
    ticket = ticket.assign(at=MONDAY, by=ANNA, group=found.group)
    assert ("anna", "branch 16") == (ticket.owner, ticket.group)
    # D13: the collection is done and the card is not there.
    chain = CustodyChain(
        [
            CustodyStep("card kept", "machine", confirmed_at=MONDAY),
            CustodyStep("cash collected", "collectors", confirmed_at=MONDAY + DAY),
            CustodyStep("card handed over", "branch 16"),
        ]
    )
    assert "collectors" == chain.answerable
    # The client says 5000, the count of the cash says none.
    claim = Evidence(claimed=rub(5000), logged=rub(0))
    assert EvidenceState.DISPUTED is claim.state
    # E7: a zone for each team, and no topic between them.
    zones = TeamZones({"cards": ["card", "limit"], "cash": ["ATM", "limit"]})
    assert [
        ("ownership.double_owner", "limit"),
        ("ownership.uncovered_topic", "site"),
    ] == [(each.code, each.path) for each in zones.check(["card", "limit", "site"])]
    own = TeamZones({"cards": ["card", "limit"]}).kpis(
        [
            FeedbackItem(
                kind, topic=topic, team="x", client="i", at=MONDAY, score=score
            )
            for kind, topic, score in (
                ("contact", "card", None),
                ("csi", "limit", 4),
                ("csi", "card", 5),
            )
        ]
    )["cards"]
    assert (1, 4.5) == (own.contacts, own.csi)


def test_e1_e2_e3_e5_g5_causes() -> None:
    # E1: a representative sample, drawn again with the same seed.
    contacts = [f"{'chat' if n % 4 else 'call'}-{n}" for n in range(2000)]
    n = sample_size(0.03, population=len(contacts)).n
    assert 697 == n
    drawn = draw_sample(contacts, n, seed="January", key=str)
    assert drawn == draw_sample(contacts, n, seed="January", key=str)
    by_channel = draw_stratified(
        contacts,
        n,
        seed="January",
        key=str,
        stratum=lambda contact: contact.partition("-")[0],
    )
    assert 174 == sum(contact.startswith("call") for contact in by_channel)
    # E2: five whys from a late delivery, with the four solutions on the way.
    whys = [
        "the standard time is shown",
        "the database knows no time by load",
        "couriers are overloaded",
        "couriers are few",
        "competitors offer a social package",
    ]
    tree = WhyTree.chain(
        "delivered later than expected",
        *whys,
        solutions={
            whys[0]: [Solution("show a longer time", remedy="expectation")],
            whys[1]: [Solution("quote by load", remedy="expectation")],
            whys[2]: [Solution("spread the orders", remedy="result")],
            whys[4]: [Solution("offer the package too", remedy="result")],
        },
    )
    assert (5, (whys[4],)) == (tree.depth, tree.root_causes)
    found = [each for level in range(6) for each in tree.solutions_at(level)]
    assert [Remedy.EXPECTATION] * 2 + [Remedy.RESULT] * 2 == [
        each.remedy for each in found
    ]
    with pytest.raises(InvalidArgumentError, match=r"a cause that does not lead back"):
        WhyTree.chain("late", "load", "late")
    # E3: the largest first, with the one that crosses 80 %.
    counts = {
        "dates_on_bill": 500,
        "login": 300,
        "delivery": 120,
        "price": 50,
        "other": 30,
    }
    ranked = pareto(counts, threshold=0.8, abc=(0.8, 0.95))
    assert tuple(counts) == ranked.order
    assert [0.5, 0.8, 0.92, 0.97, 1.0] == [each.cumulative for each in ranked.items]
    assert ("dates_on_bill", "login") == ranked.vital_few
    assert ["A", "A", "B", "C", "C"] == [each.abc for each in ranked.items]
    assert 0.476 == ranked.gini == gini([30, 50, 120, 300, 500])
    # E5: two people, one list of causes, one complaint in two lists.
    scheme = CauseScheme("delivery", ["load", "address"])
    pairs = ["ll"] * 45 + ["la"] * 15 + ["al"] * 25 + ["aa"] * 15
    words = {"l": "load", "a": "address"}
    first, second = (
        {f"C{place}": words[pair[coder]] for place, pair in enumerate(pairs)}
        for coder in (0, 1)
    )
    kappa = coder_agreement(first, second, scheme=scheme)
    assert kappa is not None
    assert "0.1304" == f"{kappa.value:.4f}"
    # G5: plausible is not confirmed.
    proposals = [
        CauseProposal(f"C{place}", "load", scheme=scheme) for place in range(11)
    ]
    assert {ProposalState.PROPOSED} == {each.state for each in proposals}
    decided = [each.confirm(by=ANNA) for each in proposals[:9]]
    decided.append(proposals[9].reject(by=ANNA))
    precision = proposal_precision([*decided, proposals[10]])
    assert precision is not None
    assert (0.9, 10) == (precision.value, precision.n)
    with pytest.raises(InvalidArgumentError, match=r"^by must be a person"):
        proposals[0].confirm(by=ROBOT)


def test_e6_e11_g18_effect_of_measures() -> None:
    # E6: 400 fewer were forecast; at a fifth more orders 300 fewer came.
    found = effect(400, before=(1000, 10_000), after=(900, 12_000))
    assert (1200.0, 300.0, 0.75) == (
        found.counterfactual,
        found.actual,
        found.realisation,
    )
    assert found.rate_ratio is not None
    assert found.rate_ratio.value == pytest.approx(0.75)
    assert found.rate_ratio.high is not None
    assert found.rate_ratio.low < 0.75 < found.rate_ratio.high < 1
    assert effect(0, before=(10, 1), after=(5, 1)).realisation is None
    # E11: complaint, idea, measure. G18: one of the releases, put off.
    idea = Idea("I1", "quote times by load", complaints=["CMP1"])
    measures = [
        Measure("M1", "delay", remedy="expectation", forecast=300, state="done"),
        Measure("M2", "delay", remedy="result", forecast=100, state="done", idea="I1"),
        Measure(
            "M3",
            "delay",
            remedy="result",
            forecast=500,
            state="postponed",
            planned_release="one of the releases",
        ),
    ]
    progress = measure_progress(measures)
    assert (2, 1) == (
        progress.counts[MeasureState.DONE],
        progress.counts[MeasureState.POSTPONED],
    )
    (delay,) = effect_by_topic(
        measures, before={"delay": (1000, 10_000)}, after={"delay": (900, 12_000)}
    )
    assert (("M1", "M2"), found) == (delay.measures, delay.effect)
    (trace,) = trace_complaints(["CMP1"], ideas=[idea], measures=measures)
    assert ((idea,), (measures[1],)) == (trace.ideas, trace.measures)


def test_e16_reach() -> None:
    # One message did not work: go on by another channel.
    assert 0.76 == reach([0.5, 0.4, 0.2])
    assert 0.5 == reach([0.5])


def test_e4_readiness_of_labels() -> None:
    labelled = {"delivery": 1000, "bill": 150, "login": 100, "card": 99}
    by_machine = label_readiness(labelled, need=CLASSIFIER_LABELS)
    by_model = label_readiness(
        labelled, need=LANGUAGE_MODEL_LABELS, other=151, other_limit="0.1"
    )
    assert [0, 850, 900, 901] == [each.shortfall for each in by_machine.topics]
    assert [0, 0, 0, 1] == [each.shortfall for each in by_model.topics]
    assert ["comfortable", "comfortable", "enough", "short"] == [
        each.readiness for each in by_model.topics
    ]
    # Who may only choose among given topics never sees a new one.
    assert by_model.is_other_high
