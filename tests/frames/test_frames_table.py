"""A calendar as a table for engines that join."""

from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl
import pytest

import servicedesk_core as sd
from frames.frame_pool import CALENDARS, draw, later
from servicedesk_core import frames

DESK = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
SATURDAY, TUESDAY = (
    datetime(2026, 1, 3, tzinfo=UTC),
    datetime(2026, 1, 6, 12, tzinfo=UTC),
)
HOUR = 3600 * 10**6


def hours(
    table: dict[str, "np.ndarray[tuple[int], np.dtype[np.int64]]"],
) -> list[list[float]]:
    since = (SATURDAY - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(hours=1)
    starts, ends, sums = (table[name] / HOUR for name in table)
    return [(starts - since).tolist(), (ends - since).tolist(), sums.tolist()]


class TestRows:
    def test_are_the_open_spans_after_an_empty_one(self) -> None:
        table = frames.calendar_table(DESK, SATURDAY, TUESDAY)

        assert ["start_us", "end_us", "cum_us"] == list(table)
        assert [[0, 57, 81], [0, 65, 84], [0, 0, 8]] == hours(table)

    def test_begin_with_a_span_that_is_open(self) -> None:
        table = frames.calendar_table(DESK, TUESDAY, TUESDAY + timedelta(hours=1))

        assert [[84], [85], [0]] == hours(table)

    def test_of_an_empty_range_are_one_empty_span(self) -> None:
        table = frames.calendar_table(DESK, SATURDAY, SATURDAY)

        assert [[0], [0], [0]] == hours(table)
        assert {np.dtype(np.int64)} == {each.dtype for each in table.values()}


class TestJoins:
    @pytest.mark.parametrize("name", ["office", "overnight", "round the clock"])
    def test_an_asof_join_gives_the_open_time(self, name: str) -> None:
        calendar = CALENDARS[name]
        start = draw(calendar, (2018, 2020), 200)
        end = later(start, 1)
        low, high = (datetime(year, 1, 1, tzinfo=UTC) for year in (2010, 2030))
        table = pl.DataFrame(frames.calendar_table(calendar, low, high))

        before = []
        for column in (start, end):
            rows = pl.DataFrame({"at": column, "row": range(200)}).sort("at")
            joined = rows.join_asof(table, left_on="at", right_on="start_us")
            spent = (
                pl.min_horizontal("at", "end_us")
                + pl.col("cum_us")
                - pl.col("start_us")
            )
            before.append(joined.select("row", spent=spent).sort("row")["spent"])

        assert (
            frames.elapsed(start, end, calendar=calendar).tolist()
            == (before[1] - before[0]).to_list()
        )
        assert 200 == len(before[0].drop_nulls())


class TestRefusals:
    def test_a_reversed_range(self) -> None:
        with pytest.raises(
            sd.InvalidArgumentError, match=r"^end must be not before start"
        ):
            frames.calendar_table(DESK, TUESDAY, SATURDAY)

    def test_no_calendar(self) -> None:
        with pytest.raises(
            sd.WrongTypeError, match=r"^calendar must be a ServiceCalendar"
        ):
            frames.calendar_table("24/7", SATURDAY, TUESDAY)  # type: ignore[arg-type]

    def test_naive_datetimes(self) -> None:
        with pytest.raises(sd.NaiveDatetimeError, match=r"^start must be an aware"):
            frames.calendar_table(DESK, SATURDAY.replace(tzinfo=None), TUESDAY)

    def test_warns_beyond_the_known_days_off(self) -> None:
        german = sd.ServiceCalendar.parse("Mo-Fr 9:00-17:00", tz="UTC", holidays="DE")

        with pytest.warns(sd.HolidayCoverageWarning) as caught:
            frames.calendar_table(german, SATURDAY, SATURDAY.replace(year=2101))

        assert [__file__] == [each.filename for each in caught]
