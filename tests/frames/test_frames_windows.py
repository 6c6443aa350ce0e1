"""The open windows of a calendar as a frame."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import servicedesk_core as sd
from frames.sla_pool import KINDS, MONDAY, column
from servicedesk_core import frames

DESK = sd.ServiceCalendar.parse("Mo-Fr 09:00-13:00,14:00-17:00", tz="Europe/Berlin")
START = datetime(2026, 3, 27, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))
END = datetime(2026, 3, 30, 12, tzinfo=UTC)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("by_name", [True, False])
def test_they_are_those_of_the_calendar(kind: str, *, by_name: bool) -> None:
    empty = KINDS[kind]({"n": [1]})
    like: Any = kind if by_name else empty

    found = frames.windows(DESK, START, END, like=like)

    expected = list(DESK.windows(START, END))
    assert type(empty) is type(found)
    assert 3 == len(expected)
    assert [each.start for each in expected] == column(found, "start")
    assert [each.end for each in expected] == column(found, "end")


def test_they_are_in_the_zone_of_the_start() -> None:
    found = frames.windows(DESK, START, END, like="polars")

    assert ["Europe/Berlin"] * 2 == [each.time_zone for each in found.dtypes]


def test_nothing_open_gives_no_row() -> None:
    sunday = datetime(2026, 3, 29, tzinfo=UTC)

    found = frames.windows(DESK, sunday, sunday, like="pandas")

    assert (0, 2) == found.shape


@pytest.mark.filterwarnings("ignore")
def test_a_warning_names_the_line_of_the_caller() -> None:
    known = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC", holidays="DE")
    far = datetime(2190, 1, 4, tzinfo=UTC)

    with pytest.warns(sd.HolidayCoverageWarning) as warned:
        frames.windows(known, far, far.replace(day=9), like="polars")

    assert [__file__] == [each.filename for each in warned]


def test_refusals() -> None:
    cases: tuple[tuple[str, Any, Any], ...] = (
        (r"^calendar must be a ServiceCalendar, got 5$", TypeError, (5, START, END)),
        (r"^end must be not before start", ValueError, (DESK, END, START)),
        (
            "^start must be an aware",
            ValueError,
            (DESK, MONDAY.replace(tzinfo=None), END),
        ),
    )
    for message, error, given in cases:
        with pytest.raises(error, match=message):
            frames.windows(*given, like="polars")
    for like, message in (
        (
            "excel",
            r"^like must be a data frame, or one of pandas, polars, pyarrow, got ",
        ),
        (5, r"^like must be an eager data frame of pandas, polars or pyarrow, got "),
    ):
        with pytest.raises(sd.WrongTypeError, match=message):
            frames.windows(DESK, START, END, like=like)
