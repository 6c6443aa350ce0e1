"""Instants, durations, dates, texts and numbers as the kit draws them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis.strategies import SearchStrategy

import servicedesk_core as sd
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.testing.strategies import instants, numbers, texts
from strategy_checks import (
    check_draws,
    check_fields_vary,
    check_kinds,
    check_values,
    check_whole_package,
    drawn,
    draws,
    entries,
    example_of,
    kinds,
    minimal,
)

TICK = timedelta(microseconds=1)
DESK = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="Europe/Berlin")


@entries(instants.STRATEGIES)
def test_values_are_whole(type_: type, make: Callable[[], SearchStrategy[Any]]) -> None:
    strategy = make()
    check_values(type_, strategy)
    check_fields_vary(type_, strategy, examples=60)


def test_every_type_has_a_strategy() -> None:
    check_whole_package(sd.timeline, instants.STRATEGIES, exempt={"Index"})


class TestAwareDatetimes:
    def test_they_shrink_to_a_monday_morning(self) -> None:
        monday = datetime(2026, 1, 5, 9, tzinfo=ZoneInfo("UTC"))

        assert repr(monday) == repr(minimal(instants.aware_datetimes()))

    def test_they_are_in_all_zones(self) -> None:
        zones = {str(zone) for zone in drawn(instants.zones(), examples=200)}

        check_kinds(instants.aware_datetimes(), lambda at: str(at.tzinfo), zones)

    def test_zones_may_be_chosen(self) -> None:
        chosen = instants.aware_datetimes(zones=["Asia/Tehran", timezone.utc])  # noqa: UP017

        check_kinds(chosen, lambda at: str(at.tzinfo), {"Asia/Tehran", "UTC"})

    def test_they_stay_within_three_years(self) -> None:
        found = drawn(instants.aware_datetimes(), examples=300)

        assert instants.EARLIEST <= min(at.astimezone(UTC) for at in found)
        assert instants.LATEST >= max(at.astimezone(UTC) for at in found)

    def test_a_range_holds_to_the_microsecond(self) -> None:
        low = datetime(2026, 3, 29, 0, 59, 59, 999_999, tzinfo=UTC)
        found = instants.aware_datetimes(
            zones=["Europe/Berlin"], min_value=low, max_value=low + TICK
        )

        check_kinds(found, lambda at: at.astimezone(UTC), {low, low + TICK})

    def test_a_range_before_the_monday_shrinks_to_its_end(self) -> None:
        last = datetime(2025, 6, 1, tzinfo=UTC)

        assert last == minimal(instants.aware_datetimes(max_value=last))

    def test_changes_of_clocks_are_met_to_the_microsecond(self) -> None:
        change = datetime(2026, 3, 29, 1, tzinfo=UTC)
        berlin = instants.aware_datetimes(
            zones=["Europe/Berlin"],
            min_value=change - timedelta(days=9),
            max_value=change + timedelta(days=9),
        )

        ticks = [change - TICK, change, change + TICK]

        check_draws(berlin, lambda at: at.astimezone(UTC), ticks)

    def test_both_passes_of_a_repeated_hour_are_met(self) -> None:
        berlin = instants.aware_datetimes(zones=["Europe/Berlin"])

        assert 2 == example_of(berlin, lambda at: at.fold == 1).hour

    def test_edges_of_a_calendar_are_met_to_the_microsecond(self) -> None:
        near = instants.aware_datetimes(near=DESK)
        edges = [datetime(2026, 1, 5, hour, tzinfo=DESK.tz) for hour in (9, 17)]
        clocks = [(edge + n * TICK).time() for edge in edges for n in (-1, 0, 1)]

        check_draws(near, lambda at: at.astimezone(DESK.tz).time(), clocks)

    def test_near_a_calendar_its_own_clocks_change(self) -> None:
        change = datetime(2026, 10, 25, 1, tzinfo=UTC)
        near = instants.aware_datetimes(
            near=DESK, zones=["UTC"], min_value=change, max_value=change + TICK
        )

        assert draws(near, lambda at: at == change)

    def test_a_calendar_without_edges_is_no_obstacle(self) -> None:
        always = sd.ServiceCalendar.always()

        assert {"UTC"} < kinds(
            instants.aware_datetimes(near=always), lambda at: str(at.tzinfo)
        )

    @pytest.mark.parametrize(
        ("argument", "asked"),
        [
            ("max_value", {"max_value": instants.EARLIEST - TICK}),
            ("zones", {"zones": []}),
        ],
    )
    def test_nothing_to_draw_from_is_an_error(
        self, argument: str, asked: dict[str, Any]
    ) -> None:
        with pytest.raises(sd.InvalidArgumentError) as caught:
            instants.aware_datetimes(**asked)

        assert argument == caught.value.argument

    def test_naive_ends_are_an_error(self) -> None:
        with pytest.raises(sd.NaiveDatetimeError):
            instants.aware_datetimes(min_value=datetime(2026, 1, 5))  # noqa: DTZ001


class TestDurations:
    def test_they_shrink_to_nothing(self) -> None:
        assert timedelta() == minimal(instants.durations())

    @pytest.mark.parametrize(
        "where",
        [
            lambda duration: duration == TICK,
            lambda duration: duration == timedelta(days=30),
            lambda duration: timedelta(hours=1) < duration < timedelta(hours=2),
            lambda duration: duration.seconds % 60 and duration > timedelta(hours=1),
        ],
    )
    def test_short_and_long_ones_are_drawn(
        self, where: Callable[[timedelta], object]
    ) -> None:
        assert draws(instants.durations(), where)

    def test_negative_ones_are_drawn_if_asked(self) -> None:
        hour = timedelta(hours=1)
        found = drawn(instants.durations(min_value=-hour, max_value=hour))

        assert -hour <= min(found) < timedelta() < max(found) <= hour

    def test_a_reversed_range_is_an_error(self) -> None:
        with pytest.raises(
            sd.InvalidArgumentError, match=r"^max_value must be 2 s or more"
        ):
            instants.durations(
                min_value=timedelta(seconds=2), max_value=timedelta(seconds=1)
            )


class TestDates:
    def test_they_shrink_to_the_monday(self) -> None:
        assert date(2026, 1, 5) == minimal(instants.dates())

    def test_they_cover_three_years(self) -> None:
        check_kinds(instants.dates(), lambda day: day.year, range(2024, 2028))

    def test_a_reversed_range_is_an_error(self) -> None:
        with pytest.raises(sd.InvalidArgumentError, match=r"^max_value must be"):
            instants.dates(max_value=date(2024, 1, 1))


class TestIntervals:
    def test_they_shrink_to_a_minute(self) -> None:
        found = minimal(instants.intervals())

        assert "[2026-01-05T09:00:00+00:00, 2026-01-05T09:01:00+00:00)" == str(found)

    def test_a_microsecond_is_one(self) -> None:
        assert draws(instants.intervals(), lambda found: found.duration == TICK)

    def test_both_ends_are_in_one_zone(self) -> None:
        found = drawn(instants.intervals())

        assert all(each.start.tzinfo is each.end.tzinfo for each in found)


class TestTexts:
    def test_names_shrink_to_a_letter(self) -> None:
        assert "a" == minimal(texts.names())

    def test_names_are_short_and_not_blank(self) -> None:
        found = drawn(texts.names(), examples=300)

        assert found == [name.strip() for name in found]
        assert 1 == min(map(len, found))
        assert 9 >= max(map(len, found))
        assert all(name.isprintable() for name in found)

    def test_names_come_twice_and_in_cyrillic(self) -> None:
        found = drawn(texts.names(), examples=300)

        assert len(set(found)) < len(found)
        assert any("а" <= name[0] <= "я" for name in found)  # noqa: RUF001

    def test_labels_may_be_empty(self) -> None:
        check_kinds(texts.labels(), bool, {True, False})
        assert "" == minimal(texts.labels())

    def test_keys_are_numbered(self) -> None:
        found = drawn(texts.keys(prefix="INC"))

        assert "INC1" == minimal(texts.keys(prefix="INC"))
        assert all(1 <= int(key.removeprefix("INC")) <= 99 for key in found)


class TestNumbers:
    def test_shares_reach_both_ends(self) -> None:
        assert draws(numbers.shares(), lambda share: share == 1)
        assert 0 == minimal(numbers.shares())
        assert all(0 <= share <= 1 for share in drawn(numbers.shares()))

    def test_counts_reach_both_ends(self) -> None:
        check_kinds(numbers.counts(min=1, max=3), int, {1, 2, 3})

    def test_decimals_have_their_places(self) -> None:
        found = numbers.decimals_(min_value=-1, max_value=Decimal("0.999"), places=2)

        assert "0.00" == str(minimal(found))
        assert {-2} == kinds(found, lambda each: each.as_tuple().exponent)
        assert draws(found, lambda each: each == -1)
        assert draws(found, lambda each: each == Decimal("0.99"))

    def test_attributes_are_values_of_every_kind(self) -> None:
        types = {str, bool, int, float, Decimal, date, datetime, timedelta, tuple}
        found = [
            value
            for values in drawn(numbers.attributes(), examples=400)
            for value in values.values()
        ]

        assert types | {type(None)} <= {type(value) for value in found}
        assert any(isinstance(value, Enum) for value in found)

    def test_attributes_never_change(self) -> None:
        found = drawn(numbers.attributes())

        assert {FrozenMap} == {type(values) for values in found}
        assert [hash(values) for values in found]

    def test_attributes_may_be_needed(self) -> None:
        check_kinds(numbers.attributes(min_size=1), len, {1, 2, 3})


def test_later_is_real_time() -> None:
    before = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    after = instants.later(before, timedelta(hours=1))

    assert [0, 1] == [at.fold for at in (before, after)]
    assert [2, 2] == [at.hour for at in (before, after)]


def test_values_are_the_same_each_time() -> None:
    first, second = (drawn(instants.aware_datetimes()) for _ in range(2))

    assert first == second
    assert any(one != other for one, other in pairwise(first))
