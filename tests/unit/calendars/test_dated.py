"""Hours of single dates."""

import pickle
from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest

from servicedesk_core.calendars import Closure, SpecialHours, TimeWindow
from servicedesk_core.calendars.dated import read_day
from servicedesk_core.errors import (
    InvalidHoursError,
    ServiceDeskError,
    WrongTypeError,
)

EVE = date(2026, 12, 31)


class TestReadDay:
    @pytest.mark.parametrize("day", [EVE, "2026-12-31"])
    def test_takes_a_date_or_its_text(self, day: date | str) -> None:
        assert read_day(day) == EVE

    @pytest.mark.parametrize("day", [date.min, date.max])
    def test_takes_the_first_and_the_last_date(self, day: date) -> None:
        assert day == read_day(day)
        assert day == read_day(day.isoformat())

    @pytest.mark.parametrize(
        "day", [None, 5, b"2026-12-31", datetime(2026, 12, 31, tzinfo=UTC), ("x",)]
    )
    def test_refuses_what_is_no_date(self, day: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            read_day(day, "since")
        assert caught.value.argument == "since"
        assert day == caught.value.value
        assert str(caught.value) == (
            f"since must be a date, or one as text such as 2026-12-31, got {day!r}"
        )

    @pytest.mark.parametrize("text", ["", "31.12.2026", "2026-02-30", "2026-13-01"])
    def test_refuses_a_text_that_is_no_date(self, text: str) -> None:
        with pytest.raises(ServiceDeskError) as caught:
            read_day(text)
        assert str(caught.value) == (
            f"day must be a date such as 2026-12-31, got {text!r}"
        )


@pytest.mark.parametrize("kind", [SpecialHours, Closure])
class TestBoth:
    def test_read_a_date_and_windows(
        self, kind: type[SpecialHours] | type[Closure]
    ) -> None:
        ours = kind(EVE, [TimeWindow("10:00", "12:00"), "9:00-10:00"], "eve")
        assert ours.day == EVE
        assert ours.windows == (TimeWindow("09:00", "12:00"),)
        assert ours.label == "eve"
        assert ours == kind("2026-12-31", "09:00-12:00", "eve")

    def test_have_no_label_unless_given(
        self, kind: type[SpecialHours] | type[Closure]
    ) -> None:
        assert kind(EVE, "09:00-12:00").label == ""

    def test_are_values(self, kind: type[SpecialHours] | type[Closure]) -> None:
        ours = kind(EVE, "09:00-12:00", "eve")
        assert hash(ours) == hash(kind(EVE, "9:00-12:00", "eve"))
        assert ours == pickle.loads(pickle.dumps(ours))  # noqa: S301
        assert ours != attrs.evolve(ours, day=date(2026, 12, 30))
        assert ours != attrs.evolve(ours, windows="09:00-13:00")
        assert ours != attrs.evolve(ours, label="")
        with pytest.raises(AttributeError):
            ours.label = "x"  # type: ignore[misc]

    def test_refuse_a_datetime_for_a_date(
        self, kind: type[SpecialHours] | type[Closure]
    ) -> None:
        with pytest.raises(WrongTypeError) as caught:
            kind(datetime(2026, 12, 31, tzinfo=UTC), "09:00-12:00")
        assert caught.value.argument == "day"

    def test_refuse_windows_that_overlap(
        self, kind: type[SpecialHours] | type[Closure]
    ) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            kind(EVE, "09:00-12:00,11:00-13:00")
        assert caught.value.windows == ("09:00-12:00", "11:00-13:00")

    def test_show_their_fields(self, kind: type[SpecialHours] | type[Closure]) -> None:
        assert repr(kind(EVE, "09:00-12:00", "eve")) == (
            f"{kind.__name__}(day=datetime.date(2026, 12, 31), "
            "windows=(TimeWindow(opens='09:00', closes='12:00'),), label='eve')"
        )


class TestSpecialHours:
    @pytest.mark.parametrize("windows", ["", (), []])
    def test_without_windows_are_a_closed_date(self, windows: Any) -> None:
        assert SpecialHours(EVE, windows).windows == ()

    def test_are_no_closure(self) -> None:
        special: object = SpecialHours(EVE, TimeWindow("09:00", "12:00"))
        assert special != Closure(EVE, TimeWindow("09:00", "12:00"))


class TestClosure:
    @pytest.mark.parametrize("windows", ["", (), []])
    def test_has_something_to_cut_out(self, windows: Any) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            Closure(EVE, windows)
        assert str(caught.value) == (
            "a closure must have a window; 00:00-24:00 is a day"
        )
