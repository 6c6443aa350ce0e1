"""The program examples/complaints_report.py as a user runs it."""

from datetime import timedelta
from pathlib import Path

import attrs
import pytest

from complaints_report import (
    COMPLAINTS,
    DESK,
    FIRST_DAY,
    HOUR,
    MATRIX,
    NOW,
    Case,
    CaseMaker,
    channel,
    due_statuses,
    due_text,
    handled_at,
    main,
    matter,
    report,
    rub,
    some,
)
from servicedesk_core.complaints import (
    ClaimVerdict,
    DeadlineState,
    DecisionReason,
    RepeatChain,
    decide_all,
    repeat_chains,
)
from servicedesk_core.tickets import Actor, Ticket, TicketKind, open_ticket

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "complaints-report.md"
REPORT = """\
200 complaints of 96 clients by 2026-03-31 18:00
  phone 116, chat 51, branch 19, executive 7, media 4, regulator 3

Claims: 129, 38.8% paid at once
  investigate 16, manual 63, pay 50
  expected loss on these       59,995.04 RUB
  expected cost of all        251,770.10 RUB
  if all were looked into     270,473.12 RUB
  saved                        18,703.02 RUB
  price of max_amount           4,748.86 RUB
  price of max_claims          10,109.46 RUB
  price of suspects               294.60 RUB

Answers within 15 working days, 10 more with notice
  open 84, overdue 17, in time 93, late 6
  in time of those answered or late: 80.2% (n=116, 95% CI 72.0%..86.4%)
  due within a week: 20, such as CMP074, CMP077, CMP085
  overdue: 17, such as CMP019 (24.03.), CMP071 (24.03.), CMP100 (24.03.)

Came back: 38 of 143 matters
  level 6, 0 answered in vain: CMP062, CMP079, CMP083, CMP116, CMP191
  level 5, 1 answered in vain: CMP002, CMP003, CMP004, CMP013, CMP194
  level 4, 2 answered in vain: CMP007, CMP070, CMP142
  resonant: 14, such as CMP123 (media), CMP003 (executive), CMP084 (executive)
  resonance is near: 11, such as CMP002, CMP007, CMP014

Topics: 4 of 6 make 80 %
  A  fee not told     78   39.0%
  A  card limit       37   57.5%
  A  transfer delay   27   71.0%
  B  cash machine     24   83.0%
  B  login            24   95.0%
  C  rude answer      10  100.0%
Why 'fee not told'
  0  fee not told
     result: pay back the first fee
     expectation: tell the fee at the till
  1  the tariff stands on page 40 of the contract
  2  the application shows no fee before the payment
  3  fees are computed at night
     result: compute fees at once

Measure: a message before the fee, against 'fee not told'
  without it 102.0, came 78
  fewer 24.0 of 40 (60%)
  0.77 times the rate before, 95% CI 0.56..1.04

Clients by contacts, and the chance that they leave
  1   30 clients, 32%
  2   14 clients, unknown
  3+  52 clients, 67%
  stay: 46.5% if two contacts lie half-way
  by magazine notes on guarantees and complaints: an anecdote that names no
    sample, no year and nothing for two contacts
"""
DAY = timedelta(days=1)
IVAN = Actor("ivan", "requester")
MORNING = FIRST_DAY + DAY + 9 * HOUR  # a Monday


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return list(CaseMaker(7).cases())


def complaint(id: str, day: int, *, way: str = "phone") -> Ticket:  # noqa: A002
    return open_ticket(
        id,
        at=MORNING + day * DAY,
        by=IVAN,
        kind=TicketKind.COMPLAINT,
        channel=way,
        attributes={"topic": "login", "claim": None},
    )


def chains_of(*tickets: Ticket) -> tuple[RepeatChain, ...]:
    return repeat_chains(tickets, key=matter, within=30 * DAY)


def answered(ticket: Ticket, day: int) -> Ticket:
    return ticket.respond(at=MORNING + day * DAY, by=None, outcome="rejected")


class TestThePrintedReport:
    def test_it_is_told_line_by_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert 0 == main([])
        printed = capsys.readouterr()

        assert REPORT.splitlines() == printed.out.splitlines()
        assert "" == printed.err

    def test_the_page_quotes_it(self) -> None:
        quoted = PAGE.read_text(encoding="utf-8")

        assert all(line in quoted for line in REPORT.splitlines())

    @pytest.mark.parametrize("seed", range(5))
    def test_any_month_can_be_told(self, seed: int) -> None:
        assert 7 == len(list(report(list(CaseMaker(seed).cases()))))

    def test_a_month_without_complaints_can_be_told_too(self) -> None:
        text = "\n".join(report([]))

        assert "0 complaints of 0 clients" in text
        assert "Claims: 0, 0.0% paid at once" in text
        assert "in time of those answered or late: None" in text
        assert "overdue: none" in text


class TestTheCases:
    def test_they_are_complaints_of_the_month(self, cases: list[Case]) -> None:
        tickets = [case.ticket for case in cases]
        opened = [ticket.opened_at for ticket in tickets]

        assert COMPLAINTS == len({ticket.id for ticket in tickets})
        assert {TicketKind.COMPLAINT} == {ticket.kind for ticket in tickets}
        assert sorted(opened) == opened
        assert FIRST_DAY <= opened[0] <= opened[-1] < NOW

    def test_nothing_is_known_that_comes_later(self, cases: list[Case]) -> None:
        events = [event for case in cases for event in case.ticket.history]

        assert all(event.at <= NOW for event in events)
        assert all(
            case.extension.notified_at <= NOW for case in cases if case.extension
        )

    def test_a_seed_makes_the_same_ones_again(self, cases: list[Case]) -> None:
        assert list(CaseMaker(7).cases()) == cases
        assert list(CaseMaker(8).cases()) != cases

    def test_the_ninth_of_march_is_no_working_day(self) -> None:
        monday = FIRST_DAY + 8 * DAY

        assert [False, True] == [
            DESK.is_working_day(day.date()) for day in (monday, monday + DAY)
        ]


class TestTheFigures:
    def test_what_is_saved_is_what_paying_costs_less(self, cases: list[Case]) -> None:
        claims = [case.claim for case in cases if case.claim]
        found = decide_all(MATRIX, claims)
        paid = [each for each in found.decisions if each.verdict is ClaimVerdict.PAY]

        assert found.always_investigate - found.cost == found.saved
        assert all(each.claim.amount <= rub(15_000) for each in paid)
        assert not any(each.claim.is_suspect for each in paid)
        assert {DecisionReason.SUSPECTED_FRAUD} < {
            reason for each in found.decisions for reason in each.reasons
        }

    def test_states_add_up(self, cases: list[Case]) -> None:
        found = due_statuses(cases, chains_of(*(case.ticket for case in cases)))
        states = [status.state for status in found.values()]

        assert COMPLAINTS == len(states)
        assert [84, 17, 93, 6] == [states.count(state) for state in DeadlineState]

    def test_a_repeat_has_the_deadline_of_what_waits_for_an_answer(self) -> None:
        first, again = complaint("CMP1", 0), complaint("CMP2", 7)
        found = due_statuses([Case(first), Case(again)], chains_of(first, again))

        assert found["CMP1"].due_date == found["CMP2"].due_date
        assert [0, 1] == [status.repeats for status in found.values()]

    def test_after_an_answer_a_repeat_has_its_own(self) -> None:
        first, again = answered(complaint("CMP1", 0), 2), complaint("CMP2", 11)
        found = due_statuses([Case(first), Case(again)], chains_of(first, again))

        assert [DeadlineState.IN_TIME, DeadlineState.OPEN] == [
            status.state for status in found.values()
        ]
        assert found["CMP1"].due_date < found["CMP2"].due_date
        assert 1 == found["CMP2"].repeats

    def test_an_answer_to_the_first_answers_a_repeat_before_it(self) -> None:
        first, again = answered(complaint("CMP1", 0), 9), complaint("CMP2", 7)
        found = due_statuses([Case(first), Case(again)], chains_of(first, again))

        assert {DeadlineState.IN_TIME} == {status.state for status in found.values()}

    def test_what_is_due_today_is_due_within_a_week_and_not_overdue(
        self, cases: list[Case]
    ) -> None:
        found = due_statuses(cases, chains_of(*(case.ticket for case in cases)))
        status = next(
            each for each in found.values() if each.state is DeadlineState.OPEN
        )
        days = (-1, 0, 6, 7)
        due = {
            f"CMP{n}": attrs.evolve(status, due_date=NOW.date() + n * DAY) for n in days
        }

        assert [
            "  due within a week: 2, such as CMP0, CMP6",
            "  overdue: 1, such as CMP-1 (30.03.)",
        ] == list(due_text(due))[-2:]

    def test_a_chain_is_handled_where_its_loudest_channel_leads_to(self) -> None:
        quiet, loud = complaint("CMP1", 0), complaint("CMP1", 0, way="media")
        again = complaint("CMP2", 1)

        assert [2] == [handled_at(each) for each in chains_of(quiet, again)]
        assert [3] == [handled_at(each) for each in chains_of(loud, again)]
        assert "media" == channel(loud)

    def test_of_many_names_the_first_are_told(self) -> None:
        assert "none" == some([])
        assert "4, such as a, b, c" == some(["a", "b", "c", "d"])
