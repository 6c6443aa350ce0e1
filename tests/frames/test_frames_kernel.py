"""What the batch door takes, refuses and keeps."""

import subprocess
import sys
from datetime import timedelta

import numpy as np
import pytest

import servicedesk_core as sd
from servicedesk_core import frames
from servicedesk_core.frames.backward import Slots, Sums, backward
from servicedesk_core.frames.clock import Clock
from servicedesk_core.frames.forward import Cells, Grid, Room, Search, forward, worth
from servicedesk_core.frames.spans import Spans, open_spans
from servicedesk_core.frames.tables import CrookedError
from servicedesk_core.frames.unit import NULL, Unit

DESK = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="Europe/Berlin")
ODD = sd.ServiceCalendar.parse("Mo-Fr 08:17-12:00,12:01-17:03", tz="Europe/Berlin")
# It opens half a second late on one day.
CROOKED = sd.ServiceCalendar(
    "Mo-Fr 09:00-17:00",
    tz="UTC",
    closures=[sd.Closure("2026-01-05", "09:00:00.000000-09:00:00.500000")],
)
HALF = sd.ServiceCalendar.parse("Mo-Fr 08:17-12:00,12:31-17:03", tz="Europe/Berlin")
HOUR = timedelta(hours=1)
MONDAY = np.array(["2026-01-05T10:00"], "datetime64[s]")


def of(calendar: sd.ServiceCalendar, *years: int) -> Spans:
    spans = open_spans(calendar, Unit.SECOND, *years)
    assert spans is not None
    return spans


class TestKinds:
    def test_the_finer_unit_wins(self) -> None:
        end = MONDAY.astype("datetime64[ms]") + np.timedelta64(1, "ms")

        found = frames.elapsed(MONDAY, end, calendar=DESK)

        assert (np.dtype("timedelta64[ms]"), [1]) == (
            found.dtype,
            found.view(int).tolist(),
        )

    def test_the_finer_unit_of_a_length_wins(self) -> None:
        within = np.array([1], "timedelta64[us]")

        found = frames.due(MONDAY, within, calendar=DESK)

        assert ["2026-01-05T10:00:00.000001"] == found.astype(str).tolist()

    def test_missing_rows_stay_missing_in_a_finer_unit(self) -> None:
        start = np.array(["NaT", "2026-01-05T10:00"], "datetime64[s]")
        end = np.array(["2026-01-05T10:00", "NaT"], "datetime64[ns]")

        assert np.isnat(frames.elapsed(start, end, calendar=DESK)).all()

    def test_whole_numbers_stay_whole_numbers(self) -> None:
        start = MONDAY.view(np.int64)

        found = frames.due(start, np.array([60]), calendar=DESK, unit="s")

        assert (np.dtype(np.int64), [start[0] + 60]) == (found.dtype, found.tolist())

    def test_whole_numbers_are_microseconds(self) -> None:
        start = MONDAY.astype("datetime64[us]").view(np.int64)

        assert [start[0] + 1] == frames.due(
            start, timedelta(microseconds=1), calendar=DESK
        ).tolist()

    def test_the_order_of_bytes_does_not_matter(self) -> None:
        start = MONDAY.astype(">M8[s]")

        found = frames.elapsed(start, start + np.timedelta64(60, "s"), calendar=DESK)

        assert [60] == found.view(np.int64).tolist()


class TestRefusals:
    @pytest.mark.parametrize(
        ("array", "got"),
        [
            ([1, 2], "<class 'list'>"),
            (np.array([1.0]), r"dtype\('float64'\)"),
            (np.array([1], np.int32), r"dtype\('int32'\)"),
            (np.array(["2026-01-05"], "M8[D]"), r"dtype\('<M8\[D\]'\)"),
            (np.array([1], "M8[10s]"), r"dtype\('<M8\[10s\]'\)"),
            (np.array([], "M8"), r"dtype\('<M8'\)"),
            (np.array([1], "m8[s]"), r"dtype\('<m8\[s\]'\)"),
            (MONDAY.reshape(1, 1), r"dtype\('<M8\[s\]'\)"),
        ],
        ids=str,
    )
    def test_other_arrays(
        self, array: "np.ndarray[tuple[int], np.dtype[np.void]]", got: str
    ) -> None:
        wanted = "a flat numpy array of datetime64 in s, ms, us, ns or of int64"

        with pytest.raises(
            sd.WrongTypeError, match=rf"^end must be {wanted}, got {got}$"
        ):
            frames.elapsed(MONDAY, array, calendar=DESK)

    def test_lengths_of_another_kind(self) -> None:
        match = r"^within must be a flat numpy array of timedelta64 in s, ms, us, ns or"
        with pytest.raises(sd.WrongTypeError, match=match):
            frames.due(MONDAY, MONDAY, calendar=DESK)

    def test_something_else_than_lengths(self) -> None:
        with pytest.raises(
            sd.WrongTypeError, match="within must be a timedelta, got 8"
        ):
            frames.due(MONDAY, 8, calendar=DESK)  # type: ignore[arg-type]

    def test_whole_numbers_and_times(self) -> None:
        with pytest.raises(
            sd.WrongTypeError,
            match=r"^end must be datetime64 as start is, got 'int64'$",
        ):
            frames.elapsed(MONDAY, MONDAY.view(np.int64), calendar=DESK)
        with pytest.raises(
            sd.WrongTypeError,
            match=r"^end must be int64 as start is, got 'datetime64'$",
        ):
            frames.elapsed(MONDAY.view(np.int64), MONDAY, calendar=DESK)

    def test_columns_of_other_lengths(self) -> None:
        with pytest.raises(
            sd.InvalidArgumentError,
            match=r"^end must be as long as start \(1 rows\), got 2$",
        ):
            frames.elapsed(MONDAY, np.repeat(MONDAY, 2), calendar=DESK)

    def test_an_unknown_unit(self) -> None:
        match = "^unit must be one of s, ms, us, ns, got 'h'$"
        with pytest.raises(sd.InvalidArgumentError, match=match):
            frames.elapsed(MONDAY, MONDAY, calendar=DESK, unit="h")
        with pytest.raises(sd.InvalidArgumentError, match=match):
            frames.due(MONDAY, HOUR, calendar=DESK, unit="h")

    def test_no_calendar(self) -> None:
        match = "^calendar must be a ServiceCalendar, got 'Mo-Fr'$"
        with pytest.raises(sd.WrongTypeError, match=match):
            frames.elapsed(MONDAY, MONDAY, calendar="Mo-Fr")  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("unit", "within"),
        [("s", timedelta(milliseconds=1)), ("ns", timedelta(days=106_752))],
    )
    def test_a_time_that_the_unit_cannot_tell(
        self, unit: str, within: timedelta
    ) -> None:
        match = (
            f"^within must be a whole number of {unit}, the unit of the instants, in"
        )
        with pytest.raises(sd.InvalidArgumentError, match=match):
            frames.due(MONDAY.astype(f"M8[{unit}]"), within, calendar=DESK)

    def test_a_time_that_just_fits(self) -> None:
        within = timedelta(microseconds=1)

        found = frames.due(MONDAY.astype("M8[us]"), within, calendar=DESK)

        assert ["2026-01-05T10:00:00.000001"] == found.astype(str).tolist()

    @pytest.mark.parametrize("year", [3000, 1000])
    def test_instants_that_the_finer_unit_cannot_tell(self, year: int) -> None:
        start = np.array([f"{year}-01-05T10:00"], "datetime64[s]")
        match = rf"^start must be instants that ns can tell.*'{year}-01-05T10:00:00'"
        with pytest.raises(sd.InvalidArgumentError, match=match):
            frames.elapsed(start, MONDAY.astype("M8[ns]"), calendar=DESK)


class TestRange:
    @pytest.mark.parametrize("unit", ["s", "ms", "us"])
    @pytest.mark.parametrize("text", ["0000-12-31T23:59:59", "10000-01-01T00:00:00"])
    def test_instants_outside_the_years_1_to_9999(self, unit: str, text: str) -> None:
        start = np.array([text], f"datetime64[{unit}]")
        match = rf"^opened {text}(\.0+)? lies outside the years 1 to 9999$"
        clock = Clock(DESK, Unit(unit))

        with pytest.raises(sd.InstantRangeError, match=match):
            clock.elapsed(start.view(int), start.view(int), names=("opened", "closed"))

    @pytest.mark.parametrize(
        "text", ["0001-01-01T00:00:00", "9999-12-31T23:59:59"], ids=["first", "last"]
    )
    def test_the_outermost_instants(self, text: str) -> None:
        start = np.array([text], "datetime64[s]")

        assert [0] == frames.elapsed(start, start, calendar=DESK).view(int).tolist()

    def test_names_the_column_that_is_outside(self) -> None:
        far = np.array(["10000-01-01"], "datetime64[s]")

        with pytest.raises(
            sd.InstantRangeError, match=r"^end 10000-01-01T00:00:00 lies"
        ):
            frames.elapsed(MONDAY, far, calendar=DESK)

    @pytest.mark.parametrize("text", ["1677-12-31T23:59:59", "2262-01-01T00:00:00"])
    def test_instants_outside_the_years_of_nanoseconds(self, text: str) -> None:
        start = np.array([text], "datetime64[ns]")
        match = "^start must be in the years 1678 to 2261, as far as ns go, got"

        with pytest.raises(sd.InvalidArgumentError, match=match):
            frames.elapsed(start, start, calendar=DESK)

    @pytest.mark.parametrize("text", ["1678-01-01T00:00:00", "2261-12-31T23:59:59"])
    def test_the_outermost_nanoseconds(self, text: str) -> None:
        start = np.array([text], "datetime64[ns]")

        assert [0] == frames.elapsed(start, start, calendar=DESK).view(int).tolist()

    def test_nanoseconds_that_lie_too_far_apart(self) -> None:
        start = np.array(["1700-01-01", "1991-12-31"], "datetime64[ns]")
        later = start.copy()
        later[1] = "1992-01-01"

        found = frames.elapsed(start, start, calendar=DESK)

        assert [0, 0] == found.view(int).tolist()
        with pytest.raises(
            sd.InvalidArgumentError, match=r"^end must be within 292 .* '1700 to 1992'$"
        ):
            frames.elapsed(start, later, calendar=DESK)


class TestCrookedHours:
    def test_are_counted_where_the_answer_is_whole(self) -> None:
        start = np.array(["2026-01-05T08:00", "2026-01-06T08:00"], "datetime64[s]")

        found = frames.due(
            start, timedelta(hours=16), calendar=sd.ServiceCalendar.always()
        )
        whole = frames.elapsed(
            start[1:], start[1:] + np.timedelta64(7200, "s"), calendar=CROOKED
        )

        assert ["2026-01-06T00:00:00", "2026-01-07T00:00:00"] == found.astype(
            str
        ).tolist()
        assert [3600] == whole.view(int).tolist()

    def test_are_refused_where_it_is_not(self) -> None:
        start = np.array(["2026-01-05T08:00"], "datetime64[s]")
        match = (
            r"^calendar must be one whose hours give answers of whole s, the unit of"
        )

        with pytest.raises(sd.InvalidArgumentError, match=match):
            frames.elapsed(start, start + np.timedelta64(7200, "s"), calendar=CROOKED)
        with pytest.raises(sd.InvalidArgumentError, match=match):
            frames.due(start, HOUR, calendar=CROOKED)

    def test_leave_missing_rows(self) -> None:
        start = np.array(["NaT", "2026-01-06T08:00"], "datetime64[ms]")

        found = frames.due(start, HOUR, calendar=CROOKED)

        assert ["NaT", "2026-01-06T10:00:00.000"] == found.astype(str).tolist()

    def test_need_no_coarser_unit_than_microseconds(self) -> None:
        start = np.array(["2026-01-05T08:00"], "datetime64[us]")

        found = frames.elapsed(
            start, start + np.timedelta64(7200 * 10**6, "us"), calendar=CROOKED
        )

        assert [3600 * 10**6 - 500_000] == found.view(int).tolist()

    def test_warn_as_others_do(self) -> None:
        known = sd.ServiceCalendar.versions({"1800-01-01": CROOKED}) & (
            sd.ServiceCalendar.parse("24/7", tz="UTC", holidays="DE")
            | sd.ServiceCalendar.always()
        )
        start = np.array(["2026-01-05T12:00", "2102-01-05T12:00"], "datetime64[s]")

        with pytest.warns(sd.HolidayCoverageWarning) as caught:
            found = frames.elapsed(
                start, start + np.timedelta64(60, "s"), calendar=known
            )

        assert [60, 60] == found.view(int).tolist()
        assert [__file__] == [each.filename for each in caught]

    def test_one_clock_says_so(self) -> None:
        with pytest.raises(CrookedError, match=r"^s$"):
            Clock(CROOKED, Unit.SECOND).elapsed(MONDAY.view(int), MONDAY.view(int))


class TestTables:
    @pytest.mark.parametrize(
        ("calendar", "rows", "kind"),
        [
            (DESK, 10**6, Grid),
            (HALF, 10**6, Cells),
            (ODD, 10, Search),
            (DESK, 10, Search),
        ],
    )
    def test_the_kind_follows_the_edges_and_the_rows(
        self, calendar: sd.ServiceCalendar, rows: int, kind: type
    ) -> None:
        assert kind is type(forward(of(calendar, 2010, 2026), rows))

    @pytest.mark.parametrize("years", [(1968, 1971), (2025, 2026)])
    @pytest.mark.parametrize("calendar", [DESK, ODD, sd.ServiceCalendar.always()])
    def test_every_kind_gives_the_same(
        self, calendar: sd.ServiceCalendar, years: tuple[int, int]
    ) -> None:
        spans = of(calendar, *years)
        instants = np.random.default_rng(1).integers(spans.low, spans.high, 5_000)
        instants[:4] = [spans.low, spans.high - 1, spans.starts[0], spans.ends[-1] - 1]
        answers = []
        for table in (Grid(spans, 60), Cells(spans, 5), Search(spans)):
            found = np.empty(5_000, np.uint64)
            table.fill(instants, found, Room(5_000))
            answers.append(found.tolist())

        assert answers[0] == answers[1] == answers[2]
        assert [0, spans.total - (calendar == sd.ServiceCalendar.always())] == answers[
            0
        ][:2]

    @pytest.mark.parametrize("tick", [0, 1])
    def test_every_kind_leads_back_to_the_same(self, tick: int) -> None:
        spans = of(ODD, 2025, 2026)
        totals = np.random.default_rng(1).integers(1, spans.total, 5_000)
        closed = spans.starts - spans.sums[:-1]
        answers = []
        for table in (Slots(spans, closed, 60), Sums(spans, closed)):
            found = np.empty(5_000, np.int64)
            table.fill(totals, totals - tick, found, Room(5_000))
            answers.append(found.tolist())

        assert answers[0] == answers[1]

    def test_the_kind_back_follows_the_rows(self) -> None:
        spans = of(ODD, 2010, 2026)

        assert [Sums, Slots] == [type(backward(spans, rows)) for rows in (10, 10**6)]

    def test_many_rows_are_worth_a_large_table(self) -> None:
        assert [65_536, 65_536, 65_568, 33_554_432, 100] == [
            worth(0),
            worth(2048),
            worth(2049),
            worth(10**7),
            worth(10**7, 100),
        ]

    def test_a_clock_keeps_its_tables(self) -> None:
        clock = Clock(DESK, Unit.SECOND)
        first = clock.elapsed(MONDAY.view(int), MONDAY.view(int) + 60)
        table = clock._tables.forward

        again = clock.elapsed(MONDAY.view(int), MONDAY.view(int) + 60)

        assert first.tolist() == again.tolist() == [60]
        assert table is clock._tables.forward

    def test_missing_rows_take_part_in_no_table(self) -> None:
        clock = Clock(DESK, Unit.SECOND)

        assert [NULL] == clock.elapsed(np.array([NULL]), MONDAY.view(int)).tolist()
        assert (2026, 2026) == clock._tables.years


class TestPackage:
    def test_lists_its_names(self) -> None:
        assert sorted(frames.__all__) == dir(frames)
        assert {"elapsed", "due", "with_elapsed", "with_due"} <= set(dir(frames))

    @pytest.mark.parametrize("package", ["numpy", "narwhals"])
    def test_names_the_extra_that_is_missing(self, package: str) -> None:
        code = (
            f"import sys; sys.modules[{package!r}] = None\n"
            "try:\n    import servicedesk_core.frames\n"
            "except ImportError as error:\n    print(error)"
        )

        done = subprocess.run(  # noqa: S603
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )

        assert (
            "servicedesk_core.frames needs numpy and narwhals: "
            'pip install "servicedesk-core[frames]"\n'
        ) == done.stdout
