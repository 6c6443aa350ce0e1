"""The picture of a clock over service hours, as the first page of the site has it."""

from datetime import datetime, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest

import servicedesk_core as sd
from clock_drawing import Scale, clock_drawing

SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = (720, 360)
HOUR = timedelta(hours=1)
ANNA = sd.Actor("anna", "agent")
DESK = sd.ServiceCalendar.parse("Mo-Fr 09:00-13:00,14:00-18:00", tz="Europe/Berlin")
EIGHT_HOURS = sd.ServiceLevelTarget("resolution", 8 * HOUR, DESK)


def at(day: int, hour: int) -> datetime:
    """Return an hour of March 2026, whose last Friday is the 27th.

    On the 29th the clocks go forward.
    """
    return datetime(2026, 3, day, hour, tzinfo=ZoneInfo("Europe/Berlin"))


OPENED = sd.open_ticket("INC1", at=at(27, 15)).start(at=at(27, 15), by=ANNA)
WAITING = OPENED.hold(at=at(27, 17), by=ANNA, reason="caller")
GOING_ON = WAITING.resume(at=at(30, 10), by=ANNA)
STATUS = sd.measure(GOING_ON, EIGHT_HOURS, now=at(30, 11))


def drawn(width: int = 720, language: str = "en") -> ET.Element:
    return ET.fromstring(clock_drawing(STATUS, width=width, language=language))  # noqa: S314 - made here


def texts(picture: ET.Element) -> list[str | None]:
    return [each.text for each in picture.iter(f"{SVG}text")]


def corners(picture: ET.Element, kind: str) -> list[list[tuple[float, ...]]]:
    """Return the corners of each line of a kind."""
    return [
        [tuple(map(float, pair.split(","))) for pair in each.attrib["points"].split()]
        for each in picture.iter(f"{SVG}polyline")
        if each.attrib["class"] == kind
    ]


class TestWords:
    def test_they_tell_what_the_library_found(self) -> None:
        assert [
            *("09-13", "14-18", "09-13", "14-18"),
            *("Fri 27 Mar", "Sat 28 Mar", "Sun 29 Mar", "Mon 30 Mar"),
            "opened 15:00",
            "paused 64 h, 2 h of them service time",  # that night had an hour less
            "now 11:00: 3 h used",
            "target 8 h",
            "due 17:00",
        ] == sorted_as_drawn(texts(drawn()))

    def test_they_are_russian_where_asked(self) -> None:
        found = texts(drawn(language="ru"))

        assert "пауза 64 ч, из них 2 ч обслуживания" in found
        assert "пт 27 мар" in found

    def test_days_too_narrow_have_no_month(self) -> None:
        assert "Sat 28" in texts(drawn(width=240))

    def test_readers_of_screens_are_told_the_same(self) -> None:
        told = drawn().attrib["aria-label"]

        assert "opened 15:00 · paused 64 h, 2 h of them service time" in told
        assert told.endswith("now 11:00: 3 h used · target 8 h · due 17:00")


def sorted_as_drawn(found: list[str | None]) -> list[str | None]:
    """Return the words of the ground first, hours before days."""
    hours = [each for each in found if each and "-" in each]
    return [*hours, *(each for each in found if each not in hours)]


@pytest.mark.parametrize("width", WIDTHS)
class TestCourse:
    def test_every_window_is_shaded(self, width: int) -> None:
        shades = [*drawn(width).iter(f"{SVG}rect")]

        assert ["open"] * 4 == [each.attrib["class"] for each in shades]

    def test_it_climbs_with_service_time_alone(self, width: int) -> None:
        picture = drawn(width)
        running = corners(picture, "running")
        (paused,) = corners(picture, "paused")

        assert 2 == len(running)
        assert {y for _, y in paused} == {running[0][-1][1]}
        assert all(y1 >= y2 for line in running for (_, y1), (_, y2) in pairwise(line))

    def test_its_parts_join(self, width: int) -> None:
        picture = drawn(width)
        first, second = corners(picture, "running")
        (paused,), (ahead,) = corners(picture, "paused"), corners(picture, "ahead")

        assert first[-1] == paused[0]
        assert paused[-1] == second[0]
        assert second[-1] == ahead[0]

    def test_it_reaches_the_target_when_it_is_due(self, width: int) -> None:
        picture = drawn(width)
        (target,) = (
            each
            for each in picture.iter(f"{SVG}line")
            if each.attrib["class"] == "target"
        )
        (due,) = (
            each
            for each in picture.iter(f"{SVG}circle")
            if each.attrib["class"] == "due"
        )
        (ahead,) = corners(picture, "ahead")

        assert (float(due.attrib["cx"]), float(due.attrib["cy"])) == ahead[-1]
        assert float(target.attrib["y1"]) == ahead[-1][1]

    def test_nothing_lies_outside(self, width: int) -> None:
        lines = [
            corner
            for kind in ("running", "paused", "ahead")
            for line in corners(drawn(width), kind)
            for corner in line
        ]

        assert all(0 <= x <= width for x, _ in lines)


class TestScale:
    def test_hours_are_equally_long_when_clocks_change(self) -> None:
        scale = Scale(at(28, 0), at(30, 0), 8 * HOUR, 720)
        night = [scale.x(at(29, hour)) for hour in (1, 3, 4)]

        assert night[1] - night[0] == pytest.approx(night[2] - night[1], abs=0.11)

    def test_what_is_not_shown_lies_at_the_edge(self) -> None:
        scale = Scale(at(28, 9), at(28, 18), 8 * HOUR, 720)

        assert (8, 712) == (scale.x(at(27, 0)), scale.x(at(29, 0)))


def test_a_clock_that_is_not_due_is_refused() -> None:
    waiting = sd.measure(WAITING, EIGHT_HOURS, now=at(30, 9))

    with pytest.raises(ValueError, match="must have a due time"):
        clock_drawing(waiting, width=720)
