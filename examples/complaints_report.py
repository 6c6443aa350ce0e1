"""Report on the complaints that an invented bank in Moscow got in March 2026.

    python examples/complaints_report.py [--seed 7]

Which claims to pay at once and what that saves; which answers are late or due; who
comes back and who goes to the regulator; the causes behind most of it; what last
month's measure brought; and who may leave. The same seed gives the same complaints.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from textwrap import wrap

import attrs

import servicedesk_core as sd
from servicedesk_core import complaints as com
from servicedesk_core.desk import receipt
from servicedesk_core.stats import proportion_interval
from servicedesk_core.tickets.events import Opened

MOSCOW = "Europe/Moscow"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FIRST_DAY = sd.localize(datetime(2026, 3, 1), MOSCOW)  # noqa: DTZ001
NOW = sd.localize(datetime(2026, 3, 31, 18), MOSCOW)  # noqa: DTZ001
DESK = sd.ServiceCalendar.parse("Mo-Fr 09:00-18:00", tz=MOSCOW, holidays="RU")
DEADLINE = com.ComplaintDeadline(com.RUSSIA_BANKS, tz=MOSCOW, calendar=DESK)
RESONANCE = com.ResonanceRule(jumps_to=3, repeats=2)
COMPLAINTS, CLIENTS = 200, 150
CLERK = sd.Actor("clerk", "agent")
_SHOWN = 3


def rub(amount: int) -> sd.Money:
    """Return an amount in roubles."""
    return sd.Money(amount, "RUB")


MATRIX = com.DecisionMatrix(
    rub(600), max_amount=rub(15_000), max_claims=1, window=30 * DAY
)
SMS = com.Measure(
    "a message before the fee",
    "fee not told",
    remedy="result",
    forecast=40,
    state="done",
)
FEBRUARY = {"fee not told": (95, 41_000.0)}
"""Complaints of the month before and the payments that they were about, by topic."""
PAYMENTS = {"fee not told": 44_000.0}
WHYS = com.WhyTree.chain(
    "fee not told",
    "the tariff stands on page 40 of the contract",
    "the application shows no fee before the payment",
    "fees are computed at night",
    solutions={
        "fee not told": [
            com.Solution("pay back the first fee", remedy="result"),
            com.Solution("tell the fee at the till", remedy="expectation"),
        ],
        "fees are computed at night": [
            com.Solution("compute fees at once", remedy="result")
        ],
    },
)


@attrs.frozen
class Topic:
    """What clients complain of, as it is invented.

    Attributes:
        weight: how often, of the sum of all weights.
        claim: the least and the most that is claimed, in roubles; None for nothing.
        p_loss: the share of a claim that the bank loses if it pays at once.
        p_grant: the probability that a look into it ends in paying.
    """

    weight: int
    claim: tuple[int, int] | None = None
    p_loss: str = "0"
    p_grant: str = "0"


TOPICS = {
    "fee not told": Topic(32, (50, 4_000), "1", "0.8"),
    "card limit": Topic(24),
    "transfer delay": Topic(16, (500, 30_000), "0.02", "0.95"),
    "cash machine": Topic(12, (1_000, 60_000), "0.1", "0.9"),
    "login": Topic(10),
    "rude answer": Topic(6),
}


@attrs.frozen
class Case:
    """A complaint, and what is known beside it.

    Attributes:
        ticket: the complaint.
        extension: the notice that its answer takes longer, if there was one.
        is_suspect: whether anything points to fraud.
    """

    ticket: sd.Ticket
    extension: com.Extension | None = None
    is_suspect: bool = False

    @property
    def topic(self) -> str:
        """What it is about."""
        return str(self.ticket.attributes["topic"])

    @property
    def claim(self) -> com.Claim | None:
        """What the client asks for, if it is money."""
        amount = self.ticket.attributes.get("claim")
        if not isinstance(amount, sd.Money):
            return None
        return com.Claim(
            amount,
            p_loss=TOPICS[self.topic].p_loss,
            p_grant=TOPICS[self.topic].p_grant,
            client=self.ticket.requester,
            at=self.ticket.opened_at,
            is_suspect=self.is_suspect,
        )


class CaseMaker:
    """Invents complaints from one source of chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - no secret

    def happens(self, share: float) -> bool:
        """Tell whether something of a share happens."""
        return self.chance.random() < share

    def between(self, low: int, high: int) -> int:
        """Return a whole number from low to high."""
        return low + int(self.chance.random() * (high - low + 1))

    def one_of(self, weights: Mapping[str, int]) -> str:
        """Return a name as often as its weight says."""
        place = self.between(1, sum(weights.values()))
        ends = accumulate(weights.values())
        return next(
            name for name, end in zip(weights, ends, strict=True) if place <= end
        )

    def cases(self) -> Iterator[Case]:
        """Yield the complaints of the month as they are known now."""
        minutes = int((NOW - FIRST_DAY) / timedelta(minutes=1))
        came = sorted(self.between(0, minutes - 1) for _ in range(COMPLAINTS))
        weights = {name: topic.weight for name, topic in TOPICS.items()}
        known: list[tuple[str, str]] = []
        for number, minute in enumerate(came, start=1):
            is_repeat = bool(known) and self.happens(0.15)
            if is_repeat:
                client, name = known[self.between(0, len(known) - 1)]
            else:
                client = f"client {self.between(1, CLIENTS)}"
                name = self.one_of(weights)
            known.append((client, name))
            ways = {"phone": 50, "chat": 30, "branch": 10}
            if is_repeat:
                ways = {"phone": 60, "executive": 20, "media": 5, "regulator": 15}
            opened = sd.open_ticket(
                f"CMP{number:03}",
                at=FIRST_DAY + timedelta(minutes=minute),
                by=sd.Actor(client, "requester"),
                kind=sd.TicketKind.COMPLAINT,
                channel=self.one_of(ways),
                attributes={"topic": name, "claim": self.amount(TOPICS[name])},
            )
            yield self.worked_on(opened)

    def amount(self, topic: Topic) -> sd.Money | None:
        """Return what is claimed."""
        return None if topic.claim is None else rub(self.between(*topic.claim))

    def worked_on(self, ticket: sd.Ticket) -> Case:
        """Return a complaint with what has happened to it by now."""
        at = DESK.add(ticket.opened_at, self.between(1, 8) * HOUR)
        client = sd.Actor(str(ticket.requester), "requester")
        ticket = ticket.acknowledge(at=at, by=CLERK)
        extension = None
        if self.happens(0.1):
            told = DESK.add(at, self.between(70, 120) * HOUR)
            extension = com.Extension(told) if told <= NOW else None
        for _ in range(self.between(0, 3) * self.between(0, 1)):
            at = DESK.add(at, self.between(2, 30) * HOUR)
            ticket = ticket.receive(at=at, by=client, text="What about it?")
        at = DESK.add(at, self.between(2, 180) * HOUR)
        outcome = "upheld" if self.happens(0.6) else "rejected"
        ticket = ticket.respond(at=at, by=CLERK, outcome=outcome)
        at = DESK.add(at, self.between(2, 40) * HOUR)
        if outcome == "upheld":
            ticket = ticket.accept(at=at, by=client)
        elif self.happens(0.3):
            ticket = ticket.dispute(at=at, by=client, reason="not looked into")
        return Case(ticket.as_of(NOW), extension, self.happens(0.04))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report and return the exit code."""
    parser = argparse.ArgumentParser(description="Report on a month of complaints.")
    parser.add_argument("--seed", type=int, default=7, help="of what is invented")
    options = parser.parse_args(arguments)
    print("\n\n".join(report(list(CaseMaker(options.seed).cases()))))
    return 0


def report(cases: Sequence[Case]) -> Iterator[str]:
    """Yield the paragraphs of the report."""
    chains = com.repeat_chains(
        [case.ticket for case in cases], key=matter, within=30 * DAY
    )
    for paragraph in (
        came_text(cases),
        money_text(com.decide_all(MATRIX, filter(None, (c.claim for c in cases)))),
        due_text(due_statuses(cases, chains)),
        chain_text(chains),
        cause_text(cases),
        measure_text(cases),
        churn_text(cases),
    ):
        yield "\n".join(paragraph)


def matter(ticket: sd.Ticket) -> Hashable:
    """Return what makes two complaints the same: client and topic."""
    return ticket.requester, ticket.attributes["topic"]


def channel(ticket: sd.Ticket) -> str:
    """Return by which way a complaint came."""
    opened = ticket.history[0]
    return str(opened.channel) if isinstance(opened, Opened) else "unknown"


def came_text(cases: Sequence[Case]) -> Iterator[str]:
    """Yield how many came, from how many clients, by which way."""
    clients = {case.ticket.requester for case in cases}
    yield f"{len(cases)} complaints of {len(clients)} clients by {NOW:%Y-%m-%d %H:%M}"
    ways = Counter(channel(case.ticket) for case in cases)
    yield "  " + ", ".join(f"{way} {count}" for way, count in ways.most_common())


def money_text(found: com.Portfolio) -> Iterator[str]:
    """Yield what paying at once costs and saves."""
    verdicts = Counter(str(each.verdict) for each in found.decisions)
    yield f"Claims: {len(found.decisions)}, {found.auto_paid or 0:.1%} paid at once"
    yield "  " + ", ".join(f"{name} {n}" for name, n in sorted(verdicts.items()))
    for name, amount in (
        ("expected loss on these", found.expected_loss),
        ("expected cost of all", found.cost),
        ("if all were looked into", found.always_investigate),
        ("saved", found.saved),
        *((f"price of {cap}", price) for cap, price in found.cap_prices.items()),
    ):
        yield f"  {name:<24} {amount.rounded().amount:>13,} {amount.currency}"


def due_statuses(
    cases: Sequence[Case], chains: Sequence[com.RepeatChain]
) -> dict[str, com.DeadlineStatus]:
    """Return how each complaint stands against its deadline, by its id.

    One that came while another on the same matter was not answered has its deadline;
    one that came after an answer, a deadline of its own.
    """
    extensions = {case.ticket.id: case.extension for case in cases}
    found = {}
    for chain in chains:
        before: com.Receipt | None = None
        for ticket in chain.tickets:
            before = receipt(ticket, parent=before, extension=extensions[ticket.id])
            found[ticket.id] = DEADLINE.status(before, now=NOW)
    return found


def due_text(statuses: Mapping[str, com.DeadlineStatus]) -> Iterator[str]:
    """Yield which answers came in time, which did not, and which are due."""
    rule = DEADLINE.regime.rule(NOW.date())
    unit = str(rule.unit).replace("_", " ")
    yield f"Answers within {rule.n} {unit}, {rule.extension} more with notice"
    states = Counter(status.state for status in statuses.values())
    named = {str(state).replace("_", " "): states[state] for state in com.DeadlineState}
    yield "  " + ", ".join(f"{name} {count}" for name, count in named.items())
    kept = states[com.DeadlineState.IN_TIME]
    known = len(statuses) - states[com.DeadlineState.OPEN]
    yield f"  in time of those answered or late: {proportion_interval(kept, known)}"
    waiting = sorted(
        (status.due_date, name)
        for name, status in statuses.items()
        if not status.is_answered
    )
    week = [name for day, name in waiting if NOW.date() <= day < (NOW + 7 * DAY).date()]
    late = [f"{name} ({day:%d.%m.})" for day, name in waiting if day < NOW.date()]
    yield f"  due within a week: {some(week)}"
    yield f"  overdue: {some(late)}"


def some(names: Sequence[str]) -> str:
    """Return how many names there are, and the first of them."""
    if not names:
        return "none"
    return f"{len(names)}, such as {', '.join(names[:_SHOWN])}"


def chain_text(chains: Sequence[com.RepeatChain]) -> Iterator[str]:
    """Yield who came back, and who turned to whom."""
    again = [chain for chain in chains if chain.repeats]
    yield f"Came back: {len(again)} of {len(chains)} matters"
    levels = {chain.id: handled_at(chain) for chain in again}
    for chain in sorted(again, key=lambda chain: -levels[chain.id])[:_SHOWN]:
        names = ", ".join(ticket.id for ticket in chain.tickets)
        yield f"  level {levels[chain.id]}, {chain.unsolved} answered in vain: {names}"
    heard = [
        f"{ticket.id} ({channel(ticket)})"
        for chain in chains
        for ticket in chain.tickets
        if RESONANCE.classify(channel(ticket)) is com.ComplaintClass.RESONANCE
    ]
    near = [chain.id for chain in chains if RESONANCE.precursor(chain).is_warning]
    yield f"  resonant: {some(heard)}"
    yield f"  resonance is near: {some(near)}"


def handled_at(chain: com.RepeatChain) -> int:
    """Return the level of a chain: the highest that any of its channels leads to."""
    ways = [channel(ticket) for ticket in chain.tickets]
    return max(RESONANCE.level(chain, channel=way) for way in ways)


def cause_text(cases: Sequence[Case]) -> Iterator[str]:
    """Yield the topics behind most complaints, and why the first one is there."""
    found = com.pareto(Counter(case.topic for case in cases))
    yield f"Topics: {len(found.vital_few)} of {len(found.items)} make 80 %"
    for item in found.items:
        yield f"  {item.abc}  {item.key:<15} {item.count:>3}  {item.cumulative:>6.1%}"
    yield f"Why {WHYS.problem!r}"
    for level, causes in enumerate(WHYS.levels):
        yield f"  {level}  {', '.join(causes)}"
        for solution in WHYS.solutions_at(level):
            yield f"     {solution.remedy}: {solution.text}"


def measure_text(cases: Sequence[Case]) -> Iterator[str]:
    """Yield what last month's measure should have brought, and what it did."""
    counts = Counter(case.topic for case in cases)
    after = {topic: (counts[topic], volume) for topic, volume in PAYMENTS.items()}
    for found in com.effect_by_topic([SMS], before=FEBRUARY, after=after):
        result = found.effect
        yield f"Measure: {', '.join(found.measures)}, against {found.topic!r}"
        yield f"  without it {result.counterfactual:.1f}, came {counts[found.topic]}"
        share = result.realisation or 0
        yield f"  fewer {result.actual:.1f} of {result.forecast:g} ({share:.0%})"
        if (ratio := result.rate_ratio) is not None:
            interval = f"95% CI {ratio.low:.2f}..{ratio.high:.2f}"
            yield f"  {ratio.value:.2f} times the rate before, {interval}"


def churn_text(cases: Sequence[Case]) -> Iterator[str]:
    """Yield who may leave, by how often they had to turn to the bank."""
    curve = com.RETENTION_BY_CONTACTS
    contacts = Counter[str | None]()
    for case in cases:
        contacts[case.ticket.requester] += case.ticket.contacts
    clients = Counter(min(n, 3) for n in contacts.values())
    yield "Clients by contacts, and the chance that they leave"
    for n, count in sorted(clients.items()):
        name = f"{n}+" if n == max(curve.rates) else str(n)
        risk = curve.churn_risk(n)
        told = "unknown" if risk is None else f"{risk:.0%}"
        yield f"  {name:<2} {count:>3} clients, {told}"
    shares = {n: count / len(contacts) for n, count in clients.items()}
    stay = curve.expected(shares, between="linear") if shares else None
    yield f"  stay: {stay or 0:.1%} if two contacts lie half-way"
    yield from indented(f"by {curve.source}")


def indented(text: str) -> list[str]:
    """Return the lines of a long text."""
    return wrap(text, 78, initial_indent="  ", subsequent_indent="    ")


if __name__ == "__main__":
    sys.exit(main())
