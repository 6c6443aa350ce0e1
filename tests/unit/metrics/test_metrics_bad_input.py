"""What no function of the package takes, and the argument that it names."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.metrics import (
    KPI,
    RepeatWindow,
    ageing,
    agents_by_handling_time,
    availability,
    average_handling_time,
    average_speed_of_answer,
    backlog,
    backlog_counts,
    erlang_a,
    erlang_b,
    erlang_c,
    first_contact_rates,
    first_try_reachability,
    recurring_outages,
    redials,
    reliability,
    required_agents,
    share_of,
    times_between,
)

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
CASES = "Tickets, or pairs of an opening and an end"
MILLION = 1_000_000
HALF_HOUR: dict[str, Any] = {"interval": 1800, "target": 20, "service_level": 0.8}


class TestNoIterable:
    @pytest.mark.parametrize(
        ("call", "argument", "wanted"),
        [
            (ageing, "ages", "numbers or timedeltas"),
            (lambda bad: ageing([1], edges=bad), "edges", "numbers or timedeltas"),
            (lambda bad: average_handling_time(talk=bad), "talk", "times"),
            (lambda bad: average_handling_time(talk=[1], hold=bad), "hold", "times"),
            (average_speed_of_answer, "waits", "numbers"),
            (first_try_reachability, "callers", "attempts of each caller"),
            (KPI("any", numerator=bool).evaluate, "items", "items"),
            (lambda bad: recurring_outages(bad, tz="UTC"), "starts", "aware datetimes"),
            (
                RepeatWindow(key=id, within=timedelta(1), now=MONDAY).came_back,
                "tickets",
                "Tickets",
            ),
            (lambda bad: share_of(bad, bool, definition="any"), "items", "items"),
            (
                lambda bad: agents_by_handling_time(1, ahts=bad, **HALF_HOUR),
                "ahts",
                "handling times",
            ),
            (lambda bad: backlog(bad, at=MONDAY), "cases", CASES),
            (lambda bad: backlog_counts(bad, instants=[]), "cases", CASES),
            (
                lambda bad: backlog_counts([], instants=bad),
                "instants",
                "aware datetimes",
            ),
            (
                lambda bad: times_between(bad, definition="any"),
                "pairs",
                "pairs of a start and an end or None",
            ),
            (
                lambda bad: availability(bad, period=(0, 1)),
                "outages",
                "pairs of a start and an end",
            ),
            (
                lambda bad: availability([], period=(0, 1), planned=bad),
                "planned",
                "pairs of a start and an end",
            ),
            (
                lambda bad: reliability(bad, period=1),
                "downtimes",
                "numbers or timedeltas",
            ),
        ],
    )
    @pytest.mark.parametrize("bad", [None, "text"])
    def test_it_is_refused_by_the_argument_s_name(
        self, call: Callable[[Any], object], argument: str, wanted: str, bad: object
    ) -> None:
        with pytest.raises(WrongTypeError) as caught:
            call(bad)

        assert f"{argument} must be {wanted}, in a list, got {bad!r}" == str(
            caught.value
        )


class TestOtherTypes:
    @pytest.mark.parametrize(
        ("call", "message"),
        [
            (
                lambda bad: KPI(bad, numerator=bool),
                "name must be a text, got 5",
            ),
            (
                lambda bad: KPI("any", numerator=bool, definition=bad),
                "definition must be what is counted, in words, or None, got 5",
            ),
            (
                lambda bad: times_between([], definition=bad),
                "definition must be from what to what, in words, got 5",
            ),
            (
                lambda bad: times_between([], definition="any", now=bad),
                "now must be an aware datetime, got 5",
            ),
        ],
    )
    def test_a_number_is_no_text_and_no_instant(
        self, call: Callable[[Any], object], message: str
    ) -> None:
        with pytest.raises(WrongTypeError) as caught:
            call(5)

        assert message == str(caught.value)

    def test_each_of_the_times_may_come_from_a_generator(self) -> None:
        talk, wrap = (n for n in (200, 180)), iter([30, 30])

        assert 220.0 == average_handling_time(talk=talk, wrap=wrap)  # type: ignore[arg-type]


class TestOutOfRange:
    @pytest.mark.parametrize(
        ("call", "argument", "low"),
        [
            (lambda n: erlang_b(1, n), "servers", 0),
            (lambda n: redials(1, n, persistence=0.5), "servers", 1),
            (lambda n: erlang_c(1, n, aht=1, target=1), "agents", 1),
            (lambda n: erlang_a(1, 1, 1, n), "servers", 1),
        ],
    )
    def test_no_more_servers_than_can_be_counted_through(
        self, call: Callable[[int], object], argument: str, low: int
    ) -> None:
        wanted = rf"^{argument} must be between {low} and {MILLION}, got {MILLION + 1}$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            call(MILLION + 1)

    def test_no_more_agents_either(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^arrivals must be 1000000 or less, got 2e\+18$",
        ):
            required_agents(2e18, aht=1800, **HALF_HOUR)
        with pytest.raises(
            InvalidArgumentError,
            match=r"^max_occupancy must be enough for 1000000 agents at most, got 1e-",
        ):
            required_agents(1, aht=1800, max_occupancy=1e-7, **HALF_HOUR)

    def test_more_resolved_than_there_are_is_told_of_the_resolved(self) -> None:
        wanted = r"^resolved_first must be between 0 and 10, got 11$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            first_contact_rates(11, total=10)
