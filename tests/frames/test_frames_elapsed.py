"""Open time of arrays is that of single calls."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

import servicedesk_core as sd
from frames.frame_pool import CALENDARS, ERAS, ROWS, draw, instant, later
from servicedesk_core import frames

DESK = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


class TestAgainstSingleCalls:
    @pytest.mark.parametrize("years", ERAS)
    @pytest.mark.parametrize("name", CALENDARS)
    def test_agrees_to_the_microsecond(self, name: str, years: tuple[int, int]) -> None:
        calendar = CALENDARS[name]
        start = draw(calendar, years, ROWS // len(ERAS))
        end = later(start, years[1])

        found = frames.elapsed(start, end, calendar=calendar)

        expected = [
            calendar.elapsed(instant(first), instant(last)) // timedelta(microseconds=1)
            for first, last in zip(start, end, strict=True)
        ]
        assert expected == found.tolist()

    @pytest.mark.parametrize("unit", PER_SECOND)
    def test_agrees_in_every_unit(self, unit: str) -> None:
        calendar = CALENDARS["lunch in half hours"]
        start = draw(calendar, ERAS[1], 200) // 10**6 * PER_SECOND[unit]
        end = start + np.arange(200) * 7_777 * PER_SECOND[unit]
        single = [
            calendar.elapsed(*(EPOCH + timedelta(seconds=at) for at in pair))
            for pair in zip(
                (start // PER_SECOND[unit]).tolist(),
                (end // PER_SECOND[unit]).tolist(),
                strict=True,
            )
        ]

        times = f"datetime64[{unit}]"
        bare = frames.elapsed(start, end, calendar=calendar, unit=unit)
        found = frames.elapsed(start.view(times), end.view(times), calendar=calendar)

        expected = [each // timedelta(seconds=1) * PER_SECOND[unit] for each in single]
        assert expected == bare.tolist()
        assert np.dtype(f"timedelta64[{unit}]") == found.dtype
        assert bare.tolist() == found.view(np.int64).tolist()

    def test_counts_nanoseconds(self) -> None:
        start = np.array(["2026-01-05T16:59:59.999999998"], "datetime64[ns]")
        end = start + np.timedelta64(7, "ns")

        assert [2] == frames.elapsed(start, end, calendar=DESK).view(np.int64).tolist()


class TestChangesOfClocks:
    @pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 5), ("2026-10-25", 7)])
    def test_counts_real_hours(self, day: str, hours: int) -> None:
        night = sd.ServiceCalendar.parse("00:00-06:00", tz="Europe/Berlin")
        start = np.array([day], "datetime64[s]") - np.timedelta64(6, "h")

        found = frames.elapsed(start, start + np.timedelta64(1, "D"), calendar=night)

        assert [hours * 3600] == found.view(np.int64).tolist()


class TestOrder:
    def test_is_negative_backwards(self) -> None:
        monday = np.array(["2026-01-05T10:00"], "datetime64[s]")
        tuesday = np.array(["2026-01-06T10:00"], "datetime64[s]")

        found = frames.elapsed(tuesday, monday, calendar=DESK)

        assert [-8 * 3600] == found.view(np.int64).tolist()

    def test_is_nothing_from_an_instant_to_itself(self) -> None:
        monday = np.array(["2026-01-05T10:00"], "datetime64[s]")

        assert [0] == frames.elapsed(monday, monday, calendar=DESK).view(int).tolist()


class TestMissing:
    def test_is_missing_where_either_is(self) -> None:
        start = np.array(["2026-01-05T10:00", "NaT", "2026-01-05T10:00"], "M8[us]")
        end = np.array(["2026-01-05T11:00", "2026-01-05T11:00", "NaT"], "M8[us]")

        found = frames.elapsed(start, end, calendar=DESK)

        assert [3600 * 10**6, *[np.iinfo(np.int64).min] * 2] == found.view(int).tolist()

    def test_is_missing_where_all_are(self) -> None:
        gone = np.full(3, "NaT", "datetime64[s]")

        found = frames.elapsed(gone, gone, calendar=DESK)

        assert [True] * 3 == np.isnat(found).tolist()

    def test_the_least_whole_number_is_missing_too(self) -> None:
        least = np.iinfo(np.int64).min
        start = np.array([9 * 3600, least, 9 * 3600])
        end = np.array([10 * 3600, 0, least])

        found = frames.elapsed(start, end, calendar=DESK, unit="s")

        assert [3600, least, least] == found.tolist()

    def test_a_missing_row_hides_no_other(self) -> None:
        start = np.full(70_000, "2026-01-05T10:00", "datetime64[s]")
        end = start + np.arange(70_000).astype("timedelta64[s]")
        end[[0, 65_535, 65_536, 69_999]] = np.datetime64("NaT", "s")

        found = frames.elapsed(start, end, calendar=DESK)

        known = ~np.isnat(end)
        whole = frames.elapsed(start[known], end[known], calendar=DESK)
        assert [0, 65_535, 65_536, 69_999] == np.flatnonzero(np.isnat(found)).tolist()
        assert whole.tolist() == found[known].tolist()


class TestNothing:
    @pytest.mark.parametrize("kind", ["datetime64[ns]", "int64"])
    def test_no_rows_give_no_rows(self, kind: str) -> None:
        nothing = np.array([], kind)

        found = frames.elapsed(nothing, nothing, calendar=DESK)

        assert (0, kind.replace("datetime", "timedelta")) == (
            len(found),
            str(found.dtype),
        )

    def test_a_calendar_that_never_opens_again_counts_nothing(self) -> None:
        ended = sd.ServiceCalendar(
            sd.WeeklyHours.parse("off"),
            tz="UTC",
            special=[sd.SpecialHours("2020-01-06", "09:00-10:00")],
        )
        start = np.array(["2025-01-01"], "datetime64[s]")

        found = frames.elapsed(start, start + np.timedelta64(9, "D"), calendar=ended)

        assert [0] == found.view(np.int64).tolist()


class TestLongColumns:
    def test_chunks_join_without_a_seam(self) -> None:
        start = np.arange(131_074) * 3601 + 10**9
        end = start[::-1].copy()

        found = frames.elapsed(start, end, calendar=DESK, unit="s")

        parts = [
            frames.elapsed(
                start[row : row + 7], end[row : row + 7], calendar=DESK, unit="s"
            )
            for row in (0, 65_530, 65_536, 131_067)
        ]
        assert [each.tolist() for each in parts] == [
            found[row : row + 7].tolist() for row in (0, 65_530, 65_536, 131_067)
        ]

    def test_a_late_row_of_other_years_is_found(self) -> None:
        start = np.full(70_000, np.datetime64("2026-01-05T10:00", "s"))
        start[1], start[69_999] = "1999-01-04T10:00", "2055-01-04T10:00"

        found = frames.elapsed(start, start + np.timedelta64(1, "D"), calendar=DESK)

        assert {8 * 3600} == set(found.view(np.int64).tolist())

    def test_does_not_change_what_it_was_given(self) -> None:
        start = np.array(["2026-01-05T10:00", "NaT"], "datetime64[s]")
        end = np.array(["NaT", "2026-01-05T10:00"], "datetime64[s]")
        before = start.copy(), end.copy()

        frames.elapsed(start, end, calendar=DESK)

        assert all(map(np.array_equal, before, (start, end), (True, True)))

    def test_takes_every_second_row(self) -> None:
        start = np.array(["2026-01-05T10:00", "NaT", "2026-01-06T10:00"], "M8[s]")

        found = frames.elapsed(start[::2], start[::-2], calendar=DESK)

        assert [8 * 3600, -8 * 3600] == found.view(np.int64).tolist()


class TestWarnings:
    GERMAN = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC", holidays="DE")

    def test_warns_once_beyond_the_known_days_off(self) -> None:
        start = np.array(["2026-01-05", "2120-01-05", "2130-01-05"], "datetime64[s]")
        match = r"the days off of Mo-Fr 09:00-17:00 \(UTC\) are known from \d+ to \d+"

        with pytest.warns(sd.HolidayCoverageWarning, match=match) as caught:
            frames.elapsed(start, start + np.timedelta64(1, "s"), calendar=self.GERMAN)

        assert [__file__] == [each.filename for each in caught]

    def test_warns_of_what_the_single_call_warns_of(self) -> None:
        start = np.array(["2026-01-05", "2120-01-05"], "datetime64[us]")
        with pytest.warns(sd.HolidayCoverageWarning) as single:
            self.GERMAN.elapsed(*[start[1].item().replace(tzinfo=UTC)] * 2)

        with pytest.warns(sd.HolidayCoverageWarning) as batch:
            frames.elapsed(start, start, calendar=self.GERMAN)

        assert str(single[0].message) == str(batch[0].message)

    def test_does_not_warn_within(self) -> None:
        start = np.array(["2026-01-05T10:00"], "datetime64[s]")

        found = frames.elapsed(
            start, start + np.timedelta64(3600, "s"), calendar=self.GERMAN
        )

        assert [3600] == found.view(np.int64).tolist()

    def test_rows_are_judged_one_by_one(self) -> None:
        # The German days off are known neither before 1990 nor long after.
        hours = sd.ServiceCalendar.versions(
            {"1800-01-01": DESK, "1960-01-01": self.GERMAN, "2030-01-01": DESK}
        )
        start = np.array(["1950-01-02T09:00", "2150-01-05T09:00"], "datetime64[s]")

        found = frames.elapsed(start, start + np.timedelta64(3600, "s"), calendar=hours)

        assert [3600, 3600] == found.view(np.int64).tolist()
        with pytest.warns(sd.HolidayCoverageWarning, match="from 1 to 1959 only"):
            frames.elapsed(start[:1], start[1:], calendar=hours)


def test_the_calendar_may_know_single_dates() -> None:
    dated = sd.ServiceCalendar(
        "Mo-Fr 09:00-17:00",
        tz="UTC",
        days_off=sd.DaysOff.dates([date(2026, 1, 6)]),
    )
    start = np.array([datetime(2026, 1, 5, 9)], "datetime64[us]")  # noqa: DTZ001

    found = frames.elapsed(start, start + np.timedelta64(3, "D"), calendar=dated)

    assert [16 * 3600 * 10**6] == found.view(np.int64).tolist()
