"""Open time and due times as columns of pandas, polars and pyarrow frames."""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import servicedesk_core as sd
from frames.frame_pool import ERAS, draw, instant
from servicedesk_core import frames
from servicedesk_core.frames.column import NaiveColumnError
from servicedesk_core.frames.unit import Unit
from servicedesk_core.frames.wall import localized

DESK = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="Europe/Berlin")
NIGHT = sd.ServiceCalendar.parse("Mo-Su 22:00-06:00", tz="Europe/Berlin")
GERMAN = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC", holidays="DE")
HOUR = timedelta(hours=1)
OPENED = np.array(
    ["2026-01-16T15:30", "NaT", "2026-01-16T15:30", "2026-03-28T23:00"], "M8[s]"
)
CLOSED = np.array(
    ["2026-01-19T09:30", "2026-01-19T09:30", "NaT", "2026-03-29T04:00"], "M8[s]"
)
ELAPSED = [2 * HOUR, None, None, timedelta()]
KEYS = ["day", None, "day", "night"]


def pandas_frame(unit: str, zone: str | None) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "opened": OPENED.astype(f"M8[{unit}]"),
            "closed": CLOSED.astype(f"M8[{unit}]"),
        },
        index=[7, 3, 3, 9],
    )
    if zone is not None:
        frame = frame.apply(lambda each: each.dt.tz_localize("UTC").dt.tz_convert(zone))
    return frame.assign(desk=KEYS)


def arrow_table(unit: str, zone: str | None) -> pa.Table:
    kind = pa.timestamp(unit, zone)
    columns = {
        "opened": pa.array(OPENED.astype(f"M8[{unit}]")).cast(kind),
        "closed": pa.array(CLOSED.astype(f"M8[{unit}]")).cast(kind),
        "desk": pa.array(KEYS),
    }
    return pa.table(columns)


def pandas_arrow(unit: str, zone: str | None) -> pd.DataFrame:
    frame = arrow_table(unit, zone).to_pandas(types_mapper=pd.ArrowDtype)
    return frame.set_axis([7, 3, 3, 9])


def polars_frame(unit: str, zone: str | None) -> pl.DataFrame:
    return pl.DataFrame(arrow_table(unit, zone))


def chunked_table(unit: str, zone: str | None) -> pa.Table:
    table = arrow_table(unit, zone)
    return pa.concat_tables([table[:1], table[1:]])


def chunked_polars(unit: str, zone: str | None) -> pl.DataFrame:
    frame = polars_frame(unit, zone)
    return pl.concat([frame[:1], frame[1:]], rechunk=False)


MAKERS = (pandas_frame, pandas_arrow, polars_frame, arrow_table)
EVERY = [
    *((maker, unit) for maker in MAKERS for unit in ("s", "ms", "us", "ns")),
    (chunked_table, "us"),
    (chunked_polars, "us"),
]
EVERY.remove((polars_frame, "s"))


def listed(column: Any) -> list[Any]:
    """Return a column of any frame as plain values, None where one is missing."""
    if isinstance(column, pa.ChunkedArray):
        column = column.cast(_coarse(column.type)).to_pylist()
    elif isinstance(column, pl.Series):
        column = column.to_list()
    return [None if pd.isna(each) else _plain(each) for each in column]


def _coarse(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_duration(kind):
        return pa.duration("us")
    return pa.timestamp("us", kind.tz)


def _plain(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    return value.to_pytimedelta() if isinstance(value, pd.Timedelta) else value


class TestEveryFrame:
    @pytest.mark.parametrize(("maker", "unit"), EVERY)
    def test_elapsed(self, maker: Any, unit: str) -> None:
        frame = maker(unit, "Europe/Berlin")

        found = frames.with_elapsed(frame, calendar=DESK, start="opened", end="closed")

        assert type(frame) is type(found)
        assert ELAPSED == listed(found["elapsed"])
        assert unit in re.split(r"[\[\]']", _kind(found["elapsed"]))

    @pytest.mark.parametrize(("maker", "unit"), EVERY)
    def test_due(self, maker: Any, unit: str) -> None:
        frame = maker(unit, "Europe/Berlin")

        found = frames.with_due(frame, calendar=DESK, start="opened", within=2 * HOUR)

        monday = datetime(2026, 1, 19, 10, 30, tzinfo=ZoneInfo("Europe/Berlin"))
        late = datetime(2026, 3, 30, 11, tzinfo=ZoneInfo("Europe/Berlin"))
        assert type(frame) is type(found)
        assert [monday, None, monday, late] == listed(found["due_at"])
        assert _kind(frame["opened"]) == _kind(found["due_at"])

    @pytest.mark.parametrize("maker", [*MAKERS, chunked_table, chunked_polars])
    def test_by_key(self, maker: Any) -> None:
        frame = maker("ms", "UTC")
        both = {"day": DESK, "night": NIGHT, "unused": GERMAN}

        found = frames.with_elapsed(
            frame, calendar=both, start="opened", end="closed", by="desk", name="spent"
        )

        # From midnight to six: the clocks skip an hour on the way.
        assert [2 * HOUR, None, None, 5 * HOUR] == listed(found["spent"])

    @pytest.mark.parametrize("maker", MAKERS)
    def test_columns_and_rows_keep_their_order(self, maker: Any) -> None:
        frame = maker("us", "UTC")
        before = frame.copy() if isinstance(frame, pd.DataFrame) else frame

        found = frames.with_due(frame, calendar=DESK, start="opened", within=HOUR)

        columns = ["opened", "closed", "desk"]
        assert [*columns, "due_at"] == list(_names(found))
        assert columns == list(_names(frame))
        assert _equal(before, frame)
        assert _equal(
            found[columns] if hasattr(found, "index") else found.select(columns), frame
        )

    @pytest.mark.parametrize("maker", MAKERS)
    def test_no_rows(self, maker: Any) -> None:
        frame = maker("ns", "UTC")[:0]

        spent = frames.with_elapsed(
            frame, calendar={"day": DESK}, start="opened", end="closed", by="desk"
        )
        due = frames.with_due(frame, calendar=DESK, start="opened", within=HOUR)

        assert ([], []) == (listed(spent["elapsed"]), listed(due["due_at"]))
        assert _kind(frame["opened"]) == _kind(due["due_at"])

    def test_the_index_stays(self) -> None:
        for maker in (pandas_frame, pandas_arrow):
            frame = maker("us", "UTC")
            found = frames.with_due(frame, calendar=DESK, start="opened", within=HOUR)
            assert [7, 3, 3, 9] == list(found.index)


def _kind(column: Any) -> str:
    return str(column.type if isinstance(column, pa.ChunkedArray) else column.dtype)


def _names(frame: Any) -> Any:
    return frame.column_names if isinstance(frame, pa.Table) else frame.columns


def _equal(frame: Any, other: Any) -> bool:
    return bool(frame.equals(other))


class TestUnits:
    def test_the_finer_one_wins(self) -> None:
        frame = pandas_frame("s", "UTC")
        frame["closed"] = frame["closed"].dt.as_unit("ms")

        found = frames.with_elapsed(frame, calendar=DESK, start="opened", end="closed")

        assert "timedelta64[ms]" == found["elapsed"].dtype

    def test_a_finer_column_of_durations_wins(self) -> None:
        frame = pandas_frame("s", "UTC").assign(within=pd.Timedelta("1h").as_unit("ms"))

        found = frames.with_due(frame, calendar=DESK, start="opened", within="within")

        assert "datetime64[ms, UTC]" == found["due_at"].dtype


class TestZones:
    def test_an_offset_of_pandas_stays(self) -> None:
        zone = timezone(timedelta(hours=2))
        frame = pandas_frame("us", "UTC")
        frame["opened"] = frame["opened"].dt.tz_convert(zone)

        found = frames.with_due(frame, calendar=DESK, start="opened", within=HOUR)

        assert frame["opened"].dtype == found["due_at"].dtype
        assert datetime(2026, 1, 19, 8, 30, tzinfo=UTC) == found["due_at"].iloc[0]

    def test_an_offset_of_arrow_stays(self) -> None:
        table = arrow_table("us", "+02:00")

        found = frames.with_due(table, calendar=DESK, start="opened", within=HOUR / 2)

        assert pa.timestamp("us", "+02:00") == found["due_at"].type


class TestNaiveColumns:
    @pytest.mark.parametrize("maker", MAKERS)
    def test_are_refused_by_name(self, maker: Any) -> None:
        frame = maker("us", None)
        match = (
            r"^column 'opened' must hold aware datetimes, got naive ones; tz= adds the "
            r"zone$"
        )

        with pytest.raises(sd.NaiveDatetimeError, match=match) as caught:
            frames.with_elapsed(frame, calendar=DESK, start="opened", end="closed")

        assert isinstance(caught.value, NaiveColumnError)
        assert ("opened", datetime(2026, 1, 16, 15, 30)) == (  # noqa: DTZ001
            caught.value.argument,
            caught.value.value,
        )

    def test_are_refused_without_rows_too(self) -> None:
        with pytest.raises(NaiveColumnError) as caught:
            frames.with_due(
                polars_frame("us", None)[:0], calendar=DESK, start="opened", within=HOUR
            )

        assert caught.value.value is None

    @pytest.mark.parametrize("maker", MAKERS)
    def test_are_read_in_the_zone_given(self, maker: Any) -> None:
        frame = maker("us", None)

        found = frames.with_due(
            frame, calendar=DESK, start="opened", within=HOUR, tz="Europe/Berlin"
        )

        berlin = ZoneInfo("Europe/Berlin")
        friday = datetime(2026, 1, 16, 16, 30, tzinfo=berlin)
        monday = datetime(2026, 3, 30, 10, tzinfo=berlin)
        assert [friday, None, friday, monday] == listed(found["due_at"])
        assert "Europe/Berlin" in _kind(found["due_at"])

    def test_an_offset_will_do(self) -> None:
        zone = timezone(timedelta(hours=1))
        for maker in (pandas_frame, pandas_arrow, arrow_table):
            found = frames.with_due(
                maker("us", None), calendar=DESK, start="opened", within=HOUR, tz=zone
            )
            friday = datetime(2026, 1, 16, 16, 30, tzinfo=zone)
            assert friday == listed(found["due_at"])[0]

    def test_polars_has_no_offsets(self) -> None:
        match = r"^tz must be an IANA zone; polars has no others, got datetime.timezone"
        with pytest.raises(sd.InvalidArgumentError, match=match):
            frames.with_due(
                polars_frame("us", None),
                calendar=DESK,
                start="opened",
                within=HOUR,
                tz=timezone(HOUR),
            )

    def test_an_unknown_zone_is_refused(self) -> None:
        with pytest.raises(sd.UnknownZoneError, match="did you mean Europe/Berlin"):
            frames.with_due(
                polars_frame("us", None),
                calendar=DESK,
                start="opened",
                within=HOUR,
                tz="Europe/Berlni",
            )

    @pytest.mark.parametrize("year", [-27_000, 0, 10_001, 290_000_000_000])
    def test_readings_outside_the_years_1_to_9999_are_refused(self, year: int) -> None:
        seconds = np.array([year - 1970], "M8[Y]").astype("M8[s]") + np.array([0, 1])
        frame = pa.table({"opened": pa.array(seconds)})

        with pytest.raises(
            sd.InstantRangeError, match=r"^opened .* outside the years 1"
        ):
            frames.with_due(
                frame, calendar=DESK, start="opened", within=HOUR, tz="Europe/Berlin"
            )

    def test_the_outermost_readings_are_read(self) -> None:
        seconds = np.array(["0001-01-02T09:00", "9999-12-30T09:00"], "datetime64[s]")

        found = localized(
            seconds.view(np.int64), Unit.SECOND, ZoneInfo("Europe/Berlin")
        )

        expected = ["0001-01-02T08:06:32", "9999-12-30T08:00:00"]
        assert expected == found.view("datetime64[s]").astype(str).tolist()

    def test_the_zone_is_for_naive_ones_alone(self) -> None:
        frame = pandas_frame("us", "UTC")

        found = frames.with_elapsed(
            frame, calendar=DESK, start="opened", end="closed", tz="Asia/Tokyo"
        )

        assert ELAPSED == listed(found["elapsed"])


class TestWallClocks:
    ZONES = (
        "UTC",
        "Europe/Berlin",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Africa/Freetown",
        "America/Sao_Paulo",
        "Africa/Casablanca",
    )

    @pytest.mark.parametrize("years", [(1938, 1941), *ERAS])
    @pytest.mark.parametrize("name", ZONES)
    def test_are_read_as_single_ones(self, name: str, years: tuple[int, int]) -> None:
        zone = ZoneInfo(name)
        whole = sd.ServiceCalendar.parse("Mo-Su 00:00-03:00", tz=name)
        wall = draw(whole, years, 300) + 7200 * 10**6 * np.arange(-150, 150) // 40

        found = localized(wall, Unit.MICROSECOND, zone)

        singles = [
            sd.localize(instant(each).replace(tzinfo=None), zone) for each in wall
        ]
        assert [each.astimezone(UTC) for each in singles] == [
            instant(each) for each in found
        ]

    def test_a_reading_that_occurs_twice_is_the_first(self) -> None:
        wall = np.array(["2026-10-25T02:30", "2026-10-25T03:00"], "datetime64[s]")

        found = localized(wall.view(np.int64), Unit.SECOND, ZoneInfo("Europe/Berlin"))

        expected = ["2026-10-25T00:30:00", "2026-10-25T02:00:00"]
        assert expected == found.view("datetime64[s]").astype(str).tolist()

    def test_a_reading_that_is_skipped_is_shifted(self) -> None:
        wall = np.array(["2026-03-29T02:30", "2026-03-29T03:00"], "datetime64[ns]")

        found = localized(
            wall.view(np.int64), Unit.NANOSECOND, ZoneInfo("Europe/Berlin")
        )

        expected = ["2026-03-29T01:30:00", "2026-03-29T01:00:00"]
        assert (
            expected
            == found.view("datetime64[ns]").astype("M8[s]").astype(str).tolist()
        )

    @pytest.mark.parametrize("rows", [0, 2])
    def test_missing_ones_stay_missing(self, rows: int) -> None:
        wall = np.full(rows, "NaT", "datetime64[s]").view(np.int64)

        assert wall.tolist() == localized(wall, Unit.SECOND, ZoneInfo("UTC")).tolist()

    @pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin"])
    def test_one_missing_among_others_stays_so(self, zone: str) -> None:
        wall = np.array(
            ["NaT", "2026-01-05T01:00", "2026-07-05T02:00"], "datetime64[s]"
        )

        found = localized(wall.view(np.int64), Unit.SECOND, ZoneInfo(zone))

        assert [True, False, False] == np.isnat(found.view("datetime64[s]")).tolist()


class TestRefusals:
    FRAME = polars_frame("us", "UTC")

    @pytest.mark.parametrize("name", ["start", "end"])
    def test_a_column_that_is_not_there(self, name: str) -> None:
        columns = {"start": "opened", "end": "closed", name: "closing"}
        match = (
            rf"^{name} must be a column of the frame, one of opened, closed, desk, "
            r"got 'closing'$"
        )

        with pytest.raises(sd.InvalidArgumentError, match=match):
            frames.with_elapsed(self.FRAME, calendar=DESK, **columns)

    @pytest.mark.parametrize(
        ("values", "kind"),
        [
            (["2026-01-05"], "String"),
            ([1], "Int64"),
            ([datetime(2026, 1, 5, tzinfo=UTC).date()], "Date"),
            ([HOUR], r"Duration\(time_unit='us'\)"),
        ],
    )
    def test_a_column_of_something_else(self, values: list[object], kind: str) -> None:
        frame = pl.DataFrame({"opened": values})

        with pytest.raises(
            sd.WrongTypeError,
            match=rf"^column 'opened' must be of datetimes, got {kind}$",
        ):
            frames.with_due(frame, calendar=DESK, start="opened", within=HOUR)

    def test_a_column_of_objects(self) -> None:
        frame = pd.DataFrame(
            {"opened": [datetime(2026, 1, 5, tzinfo=UTC)]}, dtype=object
        )

        with pytest.raises(
            sd.WrongTypeError, match="'opened' must be of datetimes, got Object"
        ):
            frames.with_due(frame, calendar=DESK, start="opened", within=HOUR)

    def test_lengths_of_something_else(self) -> None:
        with pytest.raises(
            sd.WrongTypeError, match=r"^column 'desk' must be of durations, got String$"
        ):
            frames.with_due(self.FRAME, calendar=DESK, start="opened", within="desk")

    def test_lengths_that_are_no_column(self) -> None:
        within = np.array([1] * 4, "timedelta64[s]")

        with pytest.raises(
            sd.WrongTypeError, match=r"^within must be a timedelta, got ar"
        ):
            frames.with_due(self.FRAME, calendar=DESK, start="opened", within=within)  # type: ignore[arg-type]

    def test_no_length(self) -> None:
        with pytest.raises(
            sd.WrongTypeError, match=r"^within must be a timedelta, got 8$"
        ):
            frames.with_due(self.FRAME, calendar=DESK, start="opened", within=8)  # type: ignore[arg-type]

    @pytest.mark.parametrize("frame", [FRAME.lazy(), [1, 2], FRAME["opened"]])
    def test_no_frame(self, frame: object) -> None:
        match = (
            "^df must be an eager data frame of pandas, polars or pyarrow, got <class"
        )
        with pytest.raises(sd.WrongTypeError, match=match):
            frames.with_due(frame, calendar=DESK, start="opened", within=HOUR)

    def test_a_name_that_is_taken(self) -> None:
        match = "^name must be the name of no column of the frame, got 'closed'$"
        with pytest.raises(sd.InvalidArgumentError, match=match):
            frames.with_due(
                self.FRAME, calendar=DESK, start="opened", within=HOUR, name="closed"
            )

    def test_a_name_that_is_no_text(self) -> None:
        with pytest.raises(sd.WrongTypeError, match=r"^name must be text, got 1$"):
            frames.with_due(
                self.FRAME,
                calendar=DESK,
                start="opened",
                within=HOUR,
                name=1,  # type: ignore[arg-type]
            )

    def test_errors_name_the_column(self) -> None:
        frame = pl.DataFrame({"opened": [datetime(9999, 12, 31, 20, tzinfo=UTC)]})

        with pytest.raises(
            sd.InstantRangeError, match=r"from 9999-12-31T20:00:00\.0+ lies"
        ):
            frames.with_due(frame, calendar=DESK, start="opened", within=9 * HOUR)


class TestKeys:
    FRAME = pl.DataFrame(
        {
            "opened": [datetime(2026, 1, 5, 9, tzinfo=UTC), None] * 2,
            "closed": [datetime(2026, 1, 5, 12, tzinfo=UTC)] * 4,
            "desk": ["a", None, "b", "c"],
            "half": [1, 1, 2, 3],
        }
    )

    def spent(self, frame: object, **rest: Any) -> Any:
        return frames.with_elapsed(frame, start="opened", end="closed", **rest)

    def test_choose_the_calendar(self) -> None:
        found = self.spent(self.FRAME, by="desk", calendar={"a": DESK, "b": NIGHT})

        assert [3 * HOUR, None, timedelta(), None] == found["elapsed"].to_list()

    def test_choose_the_time(self) -> None:
        found = frames.with_due(
            self.FRAME,
            calendar=DESK,
            start="opened",
            within={1: HOUR, 2: 2 * HOUR},
            by="half",
        )

        ten, eleven = (datetime(2026, 1, 5, hour, tzinfo=UTC) for hour in (10, 11))
        assert [ten, None, eleven, None] == found["due_at"].to_list()

    def test_choose_both(self) -> None:
        found = frames.with_due(
            self.FRAME,
            calendar={"a": DESK, "b": NIGHT},
            start="opened",
            within={"a": HOUR, "b": 2 * HOUR},
            by="desk",
        )

        ten, late = (
            datetime(2026, 1, 5, 10, tzinfo=UTC),
            datetime(2026, 1, 5, 23, tzinfo=UTC),
        )
        assert [ten, None, late, None] == found["due_at"].to_list()

    def test_choose_the_calendar_of_a_column_of_lengths(self) -> None:
        frame = self.FRAME.with_columns(within=pl.Series([HOUR, HOUR, None, HOUR]))

        found = frames.with_due(
            frame, calendar={"a": DESK}, start="opened", within="within", by="desk"
        )

        ten = datetime(2026, 1, 5, 10, tzinfo=UTC)
        assert [ten, None, None, None] == found["due_at"].to_list()

    def test_may_be_more_than_numbers_of_16_bits(self) -> None:
        start = np.full(40_000, np.datetime64("2026-01-05T09:00", "s"))
        frame = pa.table({"opened": start, "desk": np.arange(40_000)})
        within = dict.fromkeys(range(40_000), HOUR) | {39_999: 2 * HOUR}
        desk = sd.ServiceCalendar.always()

        found = frames.with_due(
            frame, calendar=desk, start="opened", within=within, by="desk", tz="UTC"
        )

        hours = found["due_at"].cast("int64").to_numpy() - start.view(np.int64)
        assert [(3600, 39_999), (7200, 1)] == [
            (int(each), int((hours == each).sum())) for each in np.unique(hours)
        ]

    def test_may_be_categories(self) -> None:
        frame = pandas_frame("us", "UTC").astype({"desk": "category"})

        found = self.spent(frame, by="desk", calendar={"day": DESK, "night": NIGHT})

        assert [2 * HOUR, None, None, 5 * HOUR] == listed(found["elapsed"])

    def test_an_unknown_one_is_refused(self) -> None:
        match = r"^column 'desk' must be a key of calendar, one of 'a', 'z', got 'b'$"
        with pytest.raises(sd.InvalidArgumentError, match=match):
            self.spent(self.FRAME, by="desk", calendar={"a": DESK, "z": DESK})

    def test_an_unknown_one_of_lengths_is_refused(self) -> None:
        match = r"^column 'half' must be a key of within, one of 1, got 2$"
        with pytest.raises(sd.InvalidArgumentError, match=match):
            frames.with_due(
                self.FRAME, calendar=DESK, start="opened", within={1: HOUR}, by="half"
            )

    def test_a_missing_one_is_refused_where_it_is_needed(self) -> None:
        frame = self.FRAME.with_columns(desk=pl.Series(["a", None, None, None]))
        match = (
            r"^column 'desk' must be a key in every row that has its instants, "
            r"got 'none in row 2'$"
        )

        with pytest.raises(sd.InvalidArgumentError, match=match):
            self.spent(frame, by="desk", calendar={"a": DESK})

    def test_all_may_be_missing_where_none_is_needed(self) -> None:
        frame = self.FRAME[1:2]

        assert [None] == self.spent(frame, by="desk", calendar={})["elapsed"].to_list()

    def test_need_a_column(self) -> None:
        match = "^by must be the column of the keys of calendar, got None$"
        with pytest.raises(sd.InvalidArgumentError, match=match):
            self.spent(self.FRAME, calendar={"a": DESK})

    def test_need_a_mapping(self) -> None:
        match = (
            r"^by must be None, for no mapping is given as calendar or within, "
            r"got 'desk'$"
        )
        with pytest.raises(sd.InvalidArgumentError, match=match):
            frames.with_due(
                self.FRAME, calendar=DESK, start="opened", within=HOUR, by="desk"
            )

    def test_a_choice_must_be_a_calendar(self) -> None:
        with pytest.raises(
            sd.WrongTypeError, match=r"^calendar must be a ServiceCalendar"
        ):
            self.spent(self.FRAME, by="desk", calendar={"a": "Mo-Fr", "b": DESK})


class TestWarnings:
    def test_each_calendar_warns_once_of_the_callers_line(self) -> None:
        at = [datetime(year, 1, 5, 12, tzinfo=UTC) for year in (2102, 2103, 2104)]
        frame = pl.DataFrame({"opened": at, "closed": at, "desk": ["a", "b", "b"]})
        other = sd.ServiceCalendar.parse("Sa 9:00-12:00", tz="UTC", holidays="DE")

        with pytest.warns(sd.HolidayCoverageWarning) as spent:
            frames.with_elapsed(
                frame,
                calendar={"a": GERMAN, "b": other},
                start="opened",
                end="closed",
                by="desk",
            )
        with pytest.warns(sd.HolidayCoverageWarning) as due:
            frames.with_due(frame, calendar=GERMAN, start="opened", within=HOUR)

        names = sorted(each.message.calendar for each in spent)  # type: ignore[union-attr]
        assert ["Mo-Fr 09:00-17:00 (UTC)", "Sa 09:00-12:00 (UTC)"] == names
        assert [__file__] * 3 == [each.filename for each in (*spent, *due)]
