"""Values at the ends of what their types hold, and results as they print."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.metrics import (
    RepeatWindow,
    ageing,
    availability,
    average_speed_of_answer,
    backlog,
    erlang_c,
    reliability,
    required_agents,
)
from servicedesk_core.tickets import open_ticket

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
DAY = timedelta(days=1)
MOST = timedelta.max
TICK = timedelta.resolution


class TestLongestTimes:
    def test_a_median_is_between_two_of_them(self) -> None:
        assert MOST == ageing([MOST, MOST]).median
        assert MOST - TICK == ageing([MOST - 2 * TICK, MOST]).median
        assert (MOST - TICK) / 2 == ageing([timedelta(), MOST - TICK]).median

    def test_a_median_of_the_largest_numbers_is_no_infinity(self) -> None:
        assert ageing([1.5e308, 1.7e308]).median == 1.6e308

    def test_downtimes_are_no_longer_than_their_period(self) -> None:
        assert reliability([MOST - DAY, DAY], period=MOST).down == MOST
        wanted = r"^downtimes must be at most the period, 23999999999 h 59 min 59\.9+ s"
        with pytest.raises(InvalidArgumentError, match=wanted) as caught:
            reliability([MOST, TICK], period=MOST)
        assert caught.value.value == (MOST, TICK)

    def test_a_period_is_told_of_before_what_is_in_it(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^period must be above 0, got"):
            reliability([DAY], period=timedelta())

    def test_a_period_is_as_long_as_a_float_holds(self) -> None:
        assert availability([(0, 1)], period=(0, 1.7e308)).value == 1
        wanted = r"^period must be finite, got inf$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            availability([(0, 1)], period=(-1.7e308, 1.7e308))


class TestKeys:
    @pytest.mark.parametrize("key", [[1], Decimal("sNaN")])
    def test_what_is_not_hashable_is_none(self, key: Any) -> None:
        window = RepeatWindow(key=lambda _: key, within=DAY, now=MONDAY)
        wanted = r"^key must be a hashable value, got "
        with pytest.raises(WrongTypeError, match=wanted):
            window.came_back([open_ticket("INC1", at=MONDAY)])


class TestSets:
    def test_a_set_of_waits_has_lost_some(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^waits must be numbers, in a list, got \{10\}$"
        ):
            average_speed_of_answer({10})

    def test_a_set_of_tickets_will_do(self) -> None:
        cases = {(MONDAY, None), (MONDAY, MONDAY + DAY)}
        assert backlog(cases, at=MONDAY).n == 2


class TestTexts:
    def test_a_backlog_is_told_with_its_ages(self) -> None:
        cases = [(MONDAY, None), (MONDAY - DAY, None), (MONDAY - 3 * DAY, None)]
        assert str(backlog(cases, at=MONDAY)) == (
            "3 waiting (median age 24 h, oldest 72 h): "
            "opened and not closed at the instant"
        )
        assert str(backlog([], at=MONDAY, until="resolved")) == (
            "0 waiting: opened and not resolved at the instant"
        )

    def test_a_queue_is_told_with_what_it_keeps(self) -> None:
        assert str(erlang_c(2, 3, aht=300, target=30)) == (
            "3 agents: service level 59.8%, ASA 133.3 s, occupancy 66.7%"
        )

    def test_a_staffing_is_told_with_what_it_keeps(self) -> None:
        asked: dict[str, Any] = {
            "interval": 1800,
            "aht": 180,
            "target": 20,
            "service_level": 0.8,
            "shrinkage": 0.3,
        }
        assert str(required_agents(100, **asked)) == (
            "20 positions (14 raw): service level 88.8%, ASA 7.836 s, occupancy 71.4%"
        )
        assert str(required_agents(0, **asked)) == "0 positions: no calls"
