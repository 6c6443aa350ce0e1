"""The picture of a calendar's week."""

from datetime import date, datetime

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from servicedesk_core.calendars import DaysOff, ServiceCalendar, SpecialHours
from servicedesk_core.errors import (
    HolidayCoverageWarning,
    InstantRangeError,
    InvalidArgumentError,
    WrongTypeError,
)
from servicedesk_core.plots import calendar

DESK = ServiceCalendar.parse(
    "Mo-Fr 09:00-12:30,13:30-18:00", tz="Europe/Moscow", holidays="RU"
)


def bars(ax: Axes) -> list[tuple[int, float, float]]:
    """Return the row, the start and the end of each bar."""
    boxes = [bar.get_bbox() for bar in ax.patches if isinstance(bar, Rectangle)]
    return [(round((box.y0 + box.y1) / 2), box.x0, box.x1) for box in boxes]


def notes(ax: Axes) -> list[tuple[str, float, float]]:
    places = [(text.get_text(), text.get_position()) for text in ax.texts]
    return [(text, float(x), float(y)) for text, (x, y) in places]


class TestWindows:
    def test_are_bars_in_hours_of_the_day(self) -> None:
        ax = calendar(DESK, week=date(2026, 5, 20))
        expected = [(day, *at) for day in range(5) for at in ((9, 12.5), (13.5, 18))]
        assert expected == bars(ax)
        assert [] == notes(ax)

    def test_at_night_end_at_midnight_and_go_on_below(self) -> None:
        night = ServiceCalendar.parse("Tu 22:00-06:00", tz="UTC")
        ax = calendar(night, week="2026-05-20")
        assert [(1, 22, 24), (2, 0, 6)] == bars(ax)

    def test_of_the_weeks_beside_are_cut(self) -> None:
        night = ServiceCalendar.parse("Su 22:00-06:00", tz="UTC")
        ax = calendar(night, week="2026-05-20")
        assert [(0, 0, 6), (6, 22, 24)] == bars(ax)

    def test_of_a_skipped_hour_are_none(self) -> None:
        ax = calendar(ServiceCalendar.always("Europe/Berlin"), week="2026-03-23")
        assert [(6, 0, 2), (6, 3, 24)] == bars(ax)[-2:]
        assert 8 == len(bars(ax))

    def test_of_an_hour_that_comes_twice_are_drawn_over(self) -> None:
        ax = calendar(ServiceCalendar.always("Europe/Berlin"), week="2026-10-25")
        assert [(6, 0, 3), (6, 2, 24)] == bars(ax)[-2:]

    def test_of_a_clock_change_at_midnight_stay_on_their_dates(self) -> None:
        ax = calendar(ServiceCalendar.always("America/Havana"), week="2026-11-01")
        assert [(5, 0, 24), (6, 0, 1), (6, 0, 24)] == bars(ax)[-3:]

    def test_may_be_none_at_all(self) -> None:
        days = DaysOff.dates([date(2026, 5, 18 + n) for n in range(7)])
        shut = ServiceCalendar.parse("Mo-Su 09:00-17:00", tz="UTC", days_off=days)
        ax = calendar(shut, week="2026-05-24")
        assert [] == bars(ax)
        assert 7 == len(notes(ax))


class TestAxes:
    def test_rows_are_days_from_monday_down(self) -> None:
        ax = calendar(DESK, week=date(2026, 5, 24))
        names = [label.get_text() for label in ax.get_yticklabels()]
        assert ["Monday 2026-05-18", "Tuesday 2026-05-19"] == names[:2]
        assert "Sunday 2026-05-24" == names[6]
        assert (6.6, -0.6) == ax.get_ylim()

    def test_monday_is_in_its_own_week(self) -> None:
        ax = calendar(DESK, week=date(2026, 5, 18))
        assert "Monday 2026-05-18" == ax.get_yticklabels()[0].get_text()

    def test_x_is_the_time_of_day_in_the_zone(self) -> None:
        ax = calendar(DESK, week=date(2026, 5, 18))
        assert ("h, Europe/Moscow", (0, 24)) == (ax.get_xlabel(), ax.get_xlim())
        assert list(range(0, 25, 3)) == list(ax.get_xticks())

    def test_given_ones_are_used(self) -> None:
        given = Figure().subplots()
        assert given is calendar(DESK, week="2026-05-18", ax=given)

    def test_words_are_russian_if_wanted(self) -> None:
        ax = calendar(DESK, week="2024-11-04", language="ru")
        assert "ч, Europe/Moscow" == ax.get_xlabel()
        assert "понедельник 2024-11-04" == ax.get_yticklabels()[0].get_text()
        assert [("выходной: Unity Day", 12, 0)] == notes(ax)


class TestNotes:
    def test_a_day_off_is_named_in_the_middle(self) -> None:
        ax = calendar(DESK, week="2024-11-06")
        assert [("day off: Unity Day", 12, 0)] == notes(ax)
        assert "center" == ax.texts[0].get_horizontalalignment()
        assert {1, 2, 3, 4} == {row for row, *_ in bars(ax)}

    def test_a_day_worked_is_named_above_its_first_bar(self) -> None:
        ax = calendar(DESK, week="2024-10-30")
        assert [("worked Saturday for Tuesday", 9, 4.75)] == notes(ax)
        assert "bottom" == ax.texts[0].get_verticalalignment()

    def test_special_hours_are_named(self) -> None:
        special = SpecialHours(date(2026, 5, 20), "10:00-12:00", "stocktaking")
        desk = ServiceCalendar("Mo-Fr 09:00-17:00", tz="UTC", special=[special])
        assert ("special: stocktaking", 10, 1.75) == notes(
            calendar(desk, week="2026-05-18")
        )[0]

    def test_a_combined_calendar_says_which_part(self) -> None:
        late = ServiceCalendar.parse("Mo-Fr 18:00-20:00", tz="Europe/Moscow", name="B")
        desk = ServiceCalendar.parse(
            "Mo-Fr 09:00-18:00", tz="Europe/Moscow", holidays="RU", name="A"
        )
        ax = calendar(desk | late, week="2024-11-04")
        assert [("A: day off: Unity Day", 18, -0.25)] == notes(ax)
        assert [(0, 18, 20), (1, 9, 20)] == bars(ax)[:2]

    def test_two_parts_are_told_apart(self) -> None:
        a, b = (
            ServiceCalendar.parse(hours, tz="Europe/Moscow", holidays="RU", name=name)
            for hours, name in (("Mo-Fr 09:00-18:00", "A"), ("Mo-Fr 18:00-20:00", "B"))
        )
        ax = calendar(a | b, week="2024-11-04")
        assert [("A: day off: Unity Day; B: day off: Unity Day", 12, 0)] == notes(ax)

    def test_long_ones_are_cut(self) -> None:
        off = DaysOff.dates({date(2026, 5, 20): "x" * 80})
        desk = ServiceCalendar("Mo-Fr 09:00-17:00", tz="UTC", days_off=off)
        assert 56 == len(notes(calendar(desk, week="2026-05-18"))[0][0])

    def test_a_new_version_is_nothing_unusual(self) -> None:
        other = ServiceCalendar.parse("Mo-Fr 10:00-18:00", tz="UTC")
        first = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        both = ServiceCalendar.versions(
            {date(2026, 1, 1): first, date(2026, 5, 20): other}
        )
        ax = calendar(both, week="2026-05-18")
        assert [(1, 9, 17), (2, 10, 18)] == bars(ax)[1:3]
        assert [] == notes(ax)

    def test_a_day_off_of_a_version_is_named(self) -> None:
        desk = ServiceCalendar.versions({date(2024, 1, 1): DESK})
        ax = calendar(desk, week="2024-11-06")
        assert [("day off: Unity Day", 12, 0)] == notes(ax)


class TestRefusals:
    def test_something_else_than_a_calendar(self) -> None:
        wanted = r"^calendar must be a ServiceCalendar, got 'Mo-Fr'$"
        with pytest.raises(WrongTypeError, match=wanted):
            calendar("Mo-Fr", week="2026-05-18")  # type: ignore[arg-type]

    def test_something_else_than_a_date(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^week must be "):
            calendar(DESK, week=datetime(2026, 5, 18))  # noqa: DTZ001
        wanted = r"^week must be a date such as 2026-12-31, got 'May'$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            calendar(DESK, week="May")

    def test_another_language_before_anything_is_drawn(self) -> None:
        given = Figure().subplots()
        with pytest.raises(InvalidArgumentError, match=r"^language must be en or ru"):
            calendar(DESK, week="2026-05-18", ax=given, language="de")
        assert "" == given.get_xlabel()

    @pytest.mark.parametrize("week", ["0001-01-07", "9999-12-27"])
    def test_weeks_at_the_ends_of_time(self, week: str) -> None:
        wanted = rf"^the week of {week} lies outside the years 1 to 9999$"
        with pytest.raises(InstantRangeError, match=wanted):
            calendar(ServiceCalendar.always(), week=week)

    @pytest.mark.parametrize("week", ["0001-01-08", "9999-12-26"])
    def test_weeks_beside_them_are_drawn(self, week: str) -> None:
        assert 7 == len(bars(calendar(ServiceCalendar.always(), week=week)))

    def test_weeks_beyond_known_holidays_warn_once_at_the_caller(self) -> None:
        desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC", holidays="RU")
        with pytest.warns(HolidayCoverageWarning) as caught:
            calendar(desk, week="2300-05-18")
        assert [__file__] == [each.filename for each in caught]
