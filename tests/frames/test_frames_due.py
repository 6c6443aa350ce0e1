"""Due times of arrays are those of single calls."""

from datetime import datetime, timedelta

import numpy as np
import pytest

import servicedesk_core as sd
from frames.frame_pool import CALENDARS, ERAS, ROWS, draw, instant
from servicedesk_core import frames
from servicedesk_core.timeline import to_microseconds

DESK = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
SHORT = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC", holidays="DE")
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)
EDGES = np.array([0, 1, -1, 8 * 3600 * 10**6, -8 * 3600 * 10**6, 40 * 3600 * 10**6])


def at(text: str, unit: str = "s") -> "np.ndarray[tuple[int], np.dtype[np.datetime64]]":
    return np.array([text], f"datetime64[{unit}]")


def text(found: "np.ndarray[tuple[int], np.dtype[np.datetime64]]") -> list[str]:
    return [str(each) for each in found]


def ended() -> sd.ServiceCalendar:
    return sd.ServiceCalendar(
        sd.WeeklyHours.parse("off"),
        tz="UTC",
        special=[sd.SpecialHours("2020-01-06", "09:00-10:00")],
    )


class TestAgainstSingleCalls:
    @pytest.mark.parametrize("years", ERAS)
    @pytest.mark.parametrize("name", CALENDARS)
    def test_agrees_to_the_microsecond(self, name: str, years: tuple[int, int]) -> None:
        calendar = CALENDARS[name]
        start = draw(calendar, years, ROWS // len(ERAS))
        random = np.random.default_rng(years[1])
        within = random.integers(-60 * 3600 * 10**6, 60 * 3600 * 10**6, len(start))
        edges = random.integers(0, 2, len(start)) > 0
        within[edges] = random.choice(EDGES, int(edges.sum()))

        found = frames.due(start, within, calendar=calendar)

        expected = [
            to_microseconds(calendar.add(instant(first), int(move) * TICK), "at")
            for first, move in zip(start, within, strict=True)
        ]
        assert expected == found.tolist()

    @pytest.mark.parametrize("hours", [-40, -8, 0, 1, 8, 40])
    def test_agrees_for_one_length(self, hours: int) -> None:
        calendar = CALENDARS["lunch in half hours"]
        start = draw(calendar, ERAS[1], 100)

        found = frames.due(start, hours * HOUR, calendar=calendar)

        expected = [calendar.add(instant(first), hours * HOUR) for first in start]
        assert [to_microseconds(each, "at") for each in expected] == found.tolist()

    @pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
    def test_keeps_the_unit(self, unit: str) -> None:
        found = frames.due(at("2026-01-16T16:30", unit), HOUR, calendar=DESK)

        assert at("2026-01-19T09:30", unit).tolist() == found.tolist()
        assert f"datetime64[{unit}]" == found.dtype


class TestEdges:
    def test_a_time_that_is_up_at_closing_stays_there(self) -> None:
        found = frames.due(at("2026-01-16T16:00"), HOUR, calendar=DESK)

        assert ["2026-01-16T17:00:00"] == text(found)

    def test_the_way_back_ends_at_the_next_opening(self) -> None:
        found = frames.due(at("2026-01-19T10:00"), -HOUR, calendar=DESK)

        assert ["2026-01-19T09:00:00"] == text(found)

    def test_no_time_leads_to_the_start_itself(self) -> None:
        found = frames.due(at("2026-01-17T12:00"), timedelta(), calendar=DESK)

        assert ["2026-01-17T12:00:00"] == text(found)

    def test_no_time_among_others_does_so_too(self) -> None:
        start = np.repeat(at("2026-01-17T12:00"), 3)
        within = np.array([0, 1, -1], "timedelta64[s]")

        found = frames.due(start, within, calendar=DESK)

        expected = ["2026-01-17T12:00:00", "2026-01-19T09:00:01", "2026-01-16T16:59:59"]
        assert expected == text(found)

    def test_no_time_needs_no_opening(self) -> None:
        start = at("2025-01-01T00:00")

        assert text(start) == text(frames.due(start, timedelta(), calendar=ended()))

    def test_counts_nanoseconds(self) -> None:
        start = at("2026-01-16T16:59:59.999999999", "ns")
        within = np.array([1, 2, -1], "timedelta64[ns]")

        found = frames.due(np.repeat(start, 3), within, calendar=DESK)

        assert [
            "2026-01-16T17:00:00.000000000",
            "2026-01-19T09:00:00.000000001",
            "2026-01-16T16:59:59.999999998",
        ] == text(found)


class TestMissing:
    def test_is_missing_where_either_is(self) -> None:
        start = np.array(["2026-01-05T10:00", "NaT", "2026-01-05T10:00"], "M8[s]")
        within = np.array([3600, 3600, "NaT"], "timedelta64[s]")

        found = frames.due(start, within, calendar=DESK)

        assert ["2026-01-05T11:00:00", "NaT", "NaT"] == text(found)

    def test_one_length_leaves_what_is_missing(self) -> None:
        start = np.array(["NaT", "2026-01-05T10:00"], "datetime64[s]")

        assert ["NaT", "2026-01-05T11:00:00"] == text(
            frames.due(start, HOUR, calendar=DESK)
        )

    @pytest.mark.parametrize("rows", [0, 2])
    def test_all_may_be_missing(self, rows: int) -> None:
        start = np.full(rows, "NaT", "datetime64[s]")

        assert ["NaT"] * rows == text(frames.due(start, HOUR, calendar=DESK))


class TestFarAway:
    @pytest.mark.parametrize("years", [1, 3, 30, 100, -1, -30, -100])
    def test_the_years_of_the_answer_are_found(self, years: int) -> None:
        start, within = at("2026-01-16T16:00"), timedelta(hours=2000 * years)
        single = DESK.add(datetime.fromisoformat("2026-01-16T16:00Z"), within)

        found = frames.due(start, within, calendar=DESK)

        assert [single.replace(tzinfo=None).isoformat()] == text(found)

    def test_both_ways_at_once(self) -> None:
        start = np.repeat(at("2026-01-16T16:00"), 2)
        within = np.array([200_000, -200_000], "timedelta64[h]").astype("m8[s]")

        found = frames.due(start, within, calendar=DESK)

        noon = datetime.fromisoformat("2026-01-16T16:00Z")
        singles = [DESK.add(noon, n * HOUR) for n in (200_000, -200_000)]
        assert [each.replace(tzinfo=None).isoformat() for each in singles] == text(
            found
        )

    def test_nanoseconds_far_away(self) -> None:
        start = np.array(["1900-01-01T09:00:00.000000001"], "datetime64[ns]")

        found = frames.due(start, 100_000 * HOUR, calendar=DESK)

        assert ["1947-12-01T09:00:00.000000001"] == text(found)

    def test_nanoseconds_far_back(self) -> None:
        start = np.array(["1947-12-01T09:00:00.000000001"], "datetime64[ns]")

        found = frames.due(start, -100_000 * HOUR, calendar=DESK)

        assert ["1900-01-01T09:00:00.000000001"] == text(found)


class TestNeverOpen:
    def test_raises_what_the_single_call_raises(self) -> None:
        start = datetime.fromisoformat("2025-01-01T00:00Z")
        with pytest.raises(sd.NeverOpenError) as single:
            ended().add(start, HOUR)

        with pytest.raises(sd.NeverOpenError) as batch:
            frames.due(at("2025-01-01T00:00"), HOUR, calendar=ended())

        assert str(single.value) == str(batch.value)

    def test_backwards_too(self) -> None:
        with pytest.raises(sd.NeverOpenError, match="before 2015-01-01"):
            frames.due(at("2015-01-01T00:00"), -HOUR, calendar=ended())

    def test_the_rows_before_the_end_are_answered(self) -> None:
        found = frames.due(at("2019-01-01T00:00"), HOUR, calendar=ended())

        assert ["2020-01-06T10:00:00"] == text(found)

    def test_the_rows_after_the_beginning_are_answered(self) -> None:
        found = frames.due(at("2021-01-01T00:00"), -HOUR, calendar=ended())

        assert ["2020-01-06T09:00:00"] == text(found)

    def test_an_opening_more_than_forty_years_on_counts_if_it_is_dated(self) -> None:
        dated = sd.ServiceCalendar(
            sd.WeeklyHours.parse("off"),
            tz="UTC",
            special=[sd.SpecialHours("2090-01-06", "09:00-10:00")],
        )

        found = frames.due(at("2020-01-01T00:00", "ns"), HOUR, calendar=dated)

        assert ["2090-01-06T10:00:00.000000000"] == text(found)

    def test_an_opening_too_far_back_is_dated_too(self) -> None:
        dated = sd.ServiceCalendar(
            sd.WeeklyHours.parse("off"),
            tz="UTC",
            special=[sd.SpecialHours("1890-01-06", "09:00-10:00")],
        )

        found = frames.due(at("2020-01-01T00:00"), -HOUR, calendar=dated)

        assert ["1890-01-06T09:00:00"] == text(found)


class TestRange:
    def test_an_answer_after_the_year_9999(self) -> None:
        with pytest.raises(sd.InstantRangeError, match=r"outside the years 1 to 9999"):
            frames.due(at("9999-12-31T16:30"), HOUR, calendar=DESK)

    def test_an_answer_before_the_year_1(self) -> None:
        with pytest.raises(sd.InstantRangeError, match=r"outside the years 1 to 9999"):
            frames.due(at("0001-01-01T09:30"), -HOUR, calendar=DESK)

    def test_a_time_longer_than_all_time(self) -> None:
        match = r"the time asked for from 2026-01-05T10:00:00 lies outside the years"
        with pytest.raises(sd.InstantRangeError, match=match):
            frames.due(at("2026-01-05T10:00"), timedelta(days=10**7), calendar=DESK)

    def test_one_row_of_many(self) -> None:
        always = sd.ServiceCalendar.always()
        start = np.array(["9998-01-05T10:00", "9999-06-01T10:00"], "datetime64[s]")
        within = np.array([400 * 86_400, 3600], "timedelta64[s]")

        found = frames.due(start, within, calendar=always)

        assert ["9999-02-09T10:00:00", "9999-06-01T11:00:00"] == text(found)
        with pytest.raises(sd.InstantRangeError, match="from 9999-06-01T10:00:00"):
            frames.due(start, within[::-1].copy(), calendar=always)

    def test_nanoseconds_name_their_own_years(self) -> None:
        match = (
            r"within must be an open time that leads from 2261-12-31T10:00:00.0+ to a "
            r"date in the years 1678 to 2261, as far as ns go, got '172800\d+ ns'"
        )
        with pytest.raises(sd.InvalidArgumentError, match=match):
            frames.due(at("2261-12-31T10:00", "ns"), timedelta(days=2), calendar=DESK)

    def test_an_answer_beyond_the_years_of_nanoseconds(self) -> None:
        match = (
            r"within must be an open time that leads from 2261-12-31T16:30:00.0+ to a "
            r"date in the years 1678 to 2261, as far as ns go, got '10800\d+ ns'"
        )
        with pytest.raises(sd.InvalidArgumentError, match=match):
            frames.due(at("2261-12-31T16:30", "ns"), 3 * HOUR, calendar=DESK)

    def test_answers_further_apart_than_nanoseconds_measure(self) -> None:
        start = np.array(["1700-01-04T10:00", "1950-01-04T10:00"], "datetime64[ns]")
        within = np.array([0, 55 * 2_000 * 3600 * 10**9])
        match = (
            r"within must be within 292 years of the other instants, as far as ns go, "
            r"got '1700 to 200\d'"
        )

        with pytest.raises(sd.InvalidArgumentError, match=match):
            frames.due(start, within.view("timedelta64[ns]"), calendar=DESK)


class TestWarnings:
    def test_warns_of_an_answer_beyond_the_known_days_off(self) -> None:
        with pytest.warns(sd.HolidayCoverageWarning, match="known from") as caught:
            frames.due(at("2100-12-31T16:30"), 9 * HOUR, calendar=SHORT)

        assert [__file__] == [each.filename for each in caught]

    def test_does_not_warn_of_rows_that_stay(self) -> None:
        start = np.repeat(at("2130-01-05T10:00"), 2)

        assert text(start) == text(frames.due(start, timedelta(), calendar=SHORT))

    def test_warns_of_the_row_that_moves(self) -> None:
        start = np.array(["2130-01-05T10:00", "2140-01-05T10:00"], "datetime64[s]")
        within = np.array([0, 1], "timedelta64[s]")

        with pytest.warns(sd.HolidayCoverageWarning) as caught:
            found = frames.due(start, within, calendar=SHORT)

        assert 1 == len(caught)
        assert ["2130-01-05T10:00:00", "2140-01-05T10:00:01"] == text(found)
