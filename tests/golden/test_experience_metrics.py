"""Rules of service experience that are metrics, with the numbers of their sources."""

from datetime import UTC, datetime, timedelta

import pytest

import servicedesk_core as sd
from servicedesk_core import metrics
from servicedesk_core.metrics import (
    availability,
    erlang_a,
    erlang_b,
    erlang_c,
    recurring_outages,
    redials,
    required_agents,
)

DAY = timedelta(days=1)
MONDAY = datetime(2026, 1, 5, tzinfo=UTC)


def close(expected: float, *, relative: float = 1e-9) -> object:
    return pytest.approx(expected, rel=relative)


def test_b2_the_first_employee_solves_it() -> None:
    solved = sd.open_ticket("INC1", at=MONDAY, requester="vera", group="desk").resolve(
        at=MONDAY, by=None, code="fixed", notes="restarted"
    )
    passed_round = (
        sd.open_ticket("INC2", at=MONDAY, requester="oleg", group="desk")
        .assign(at=MONDAY, by=None, group="branch")
        .assign(at=MONDAY, by=None, group="desk")
        .resolve(at=MONDAY, by=None, code="fixed", notes="restarted")
    )
    tickets = [solved, passed_round]
    net = metrics.first_contact_rates(650, total=1000, not_resolvable=200)

    first = metrics.first_contact_resolution(tickets, definition="no_transfer")
    assert (first.value, first.n) == (0.5, 2)
    assert metrics.transfers_per_ticket(tickets).value == 1.0
    assert (net.gross.value, net.net.value) == (0.65, 0.8125)
    # Reopened within the window: not resolved at first contact.
    again = solved.reopen(at=MONDAY + DAY, by=None, reason="still down").resolve(
        at=MONDAY + DAY, by=None, code="fixed", notes="replaced"
    )
    assert metrics.first_contact_resolution([again]).value == 0.0
    assert sd.effort(solved).is_solved_by_first_agent is None


def test_b7_b8_b9_b10_queueing() -> None:
    # B7: lines busy, waiting, hanging up.
    assert erlang_b(10, 10) == close(0.21458234310734733)
    assert erlang_c(2, 3, aht=300, target=30).asa == close(400 / 3)
    assert erlang_a(10, 1, 0.5, 10).p_abandon == close(0.10391321232630818)
    with pytest.raises(sd.errors.InvalidArgumentError, match="erlangs must be less"):
        erlang_c(3, 3, aht=300, target=30)
    # B8: offered = fresh + retries x P(block); diverges if everybody retries.
    found = redials(10, 10, persistence=0.5)
    assert found.offered == close(10 + 0.5 * found.offered * found.blocking)
    with pytest.raises(sd.errors.InvalidArgumentError, match="do not converge"):
        redials(10, 10, persistence=1)
    # B9: reached at the first try; a short call, then work offline.
    tries = metrics.first_try_reachability([[True], [False, True], [True], [True]])
    assert tries.value == 0.75
    assert metrics.average_handling_time(talk=[60], offline=[600]) == 660
    # B10: agents by arrivals, handling time and promise, and what a shorter call saves.
    staff = required_agents(
        100,
        interval=timedelta(minutes=30),
        aht=timedelta(minutes=3),
        target=timedelta(seconds=20),
        service_level=0.8,
        max_occupancy=0.85,
        shrinkage=0.3,
    )
    assert (staff.raw_positions, staff.positions) == (14, 20)
    assert staff.service_level == close(0.8883500191794669)
    assert staff.p_wait == close(0.1741319335950498)
    by_time = metrics.agents_by_handling_time(
        100, interval=1800, ahts=(120, 180, 240), target=20, service_level=0.8
    )
    assert [each.raw_positions for each in by_time] == [10, 14, 17]


def test_b11_availability() -> None:
    # Up for three weeks of four, then down for one.
    four_weeks = availability(
        [(MONDAY + 21 * DAY, None)], period=(MONDAY, MONDAY + 28 * DAY)
    )
    assert four_weeks.value == 0.75
    month = availability([(23, 30)], period=(0, 30))
    assert month.value is not None
    assert f"{month.value:.1%}" == "76.7%"
    # Overlapping outages merged, planned time excluded by contract.
    merged = availability([(0, 5), (3, 7)], period=(0, 28))
    assert (merged.value, merged.failures) == (0.75, 1)
    planned = availability([(0, 7)], period=(0, 28), planned=[(0, 7)])
    assert planned.value == 1.0
    # Stably down: one week in each four.
    starts = [MONDAY + n * 28 * DAY for n in range(4)]
    patterns = recurring_outages(starts, tz="UTC")
    assert [each.every for each in patterns] == [None, 28 * DAY]


def test_b12_high_availability_and_a_client_lost() -> None:
    found = availability([(1095, 1102)], period=(0, 1102))

    assert found.value == 1095 / (1095 + 7)
    assert str(found) == "availability 99.36% (failures=1, down 7.0)"
    # What the client remembers is the longest outage.
    assert (found.longest, found.mttr) == (7, 7)


def test_b4_b24_demand() -> None:
    # B4: two million calls a year because of one date on a bill, at 2 roubles each.
    calls = sd.Money(4_000_000, "RUB")
    assert metrics.cost_per_contact(calls, contacts=2_000_000) == sd.Money(2, "RUB")
    # B24: terminals unused: the share that serves itself.
    assert metrics.deflection(self_served=700, assisted=300).value == 0.7


def test_e10_scores_compared_like_with_like() -> None:
    tickets = [
        sd.open_ticket(f"INC{n}", at=MONDAY, group="desk" if n < 4 else "field")
        for n in range(5)
    ]
    done = [
        ticket.resolve(at=MONDAY, by=None, code="fixed", notes="restarted")
        for ticket in tickets[:3]
    ]
    kpi: metrics.KPI[sd.Ticket] = metrics.KPI(
        "desk resolved",
        numerator=lambda ticket: ticket.resolved_at is not None,
        filter=lambda ticket: ticket.group == "desk",
        target=0.8,
        definition="resolved, of the desk's tickets",
    )
    found = kpi.evaluate([*done, *tickets[3:]])

    assert (found.rate.numerator, found.rate.denominator) == (3, 4)
    assert (found.value, found.target, found.is_met) == (0.75, 0.8, False)
    assert found.rate.definition == "resolved, of the desk's tickets"
