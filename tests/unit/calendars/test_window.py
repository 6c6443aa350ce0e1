"""Windows of wall-clock time."""

import pickle
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from servicedesk_core.calendars import TimeWindow
from servicedesk_core.calendars.window import (
    Windows,
    read_clock,
    read_windows,
    write_clock,
)
from servicedesk_core.errors import InvalidHoursError, WrongTypeError
from servicedesk_core.timeline import DAY

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE


def texts(windows: Windows) -> list[str]:
    """Return windows as they are read, as text."""
    return [str(window) for window in read_windows(windows)]


class TestReadClock:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("00:00", 0),
            ("0:00", 0),
            ("00:01", MINUTE),
            ("9:05", 9 * HOUR + 5 * MINUTE),
            ("09:05", 9 * HOUR + 5 * MINUTE),
            (" 09:05 ", 9 * HOUR + 5 * MINUTE),
            ("23:59", DAY - MINUTE),
            ("23:59:59", DAY - SECOND),
            ("23:59:59.999999", DAY - 1),
            ("24:00", DAY),
            ("24:00:00", DAY),
            ("24:00:00.000000", DAY),
            ("00:00:01", SECOND),
            ("00:00:00.5", SECOND // 2),
            ("00:00:00.05", SECOND // 20),
            ("00:00:00.000001", 1),
            (time(9, 5), 9 * HOUR + 5 * MINUTE),
            (time(0), 0),
            (time(23, 59, 59, 999_999), DAY - 1),
            (time(9, 0, 0, 1), 9 * HOUR + 1),
        ],
    )
    def test_gives_microseconds_since_midnight(
        self, text: str | time, expected: int
    ) -> None:
        assert expected == read_clock(text, "opens")

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "9",
            "900",
            "9.00",
            "09:0",
            "09:60",
            "009:00",
            "09:00:60",
            "09:00:0",
            "09:00.5",
            "09:00:00.",
            "09:00:00.0000001",
            "-1:00",
            "09:00+03:00",
            "9am",
            "noon",
            "09:00-17:00",
        ],
    )
    def test_refuses_what_is_no_time(self, text: str) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            read_clock(text, "closes")
        assert str(caught.value) == (
            f"closes must be a time such as 09:00, got {text!r}"
        )

    @pytest.mark.parametrize("text", ["24:01", "24:00:00.000001", "25:00", "99:59"])
    def test_refuses_a_time_after_24(self, text: str) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            read_clock(text, "opens")
        assert str(caught.value) == f"opens must be at most 24:00, got {text!r}"

    @pytest.mark.parametrize(
        "value", [None, 9, 9.5, b"09:00", datetime(2026, 1, 5, 9, tzinfo=UTC), HOUR]
    )
    def test_refuses_another_type(self, value: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            read_clock(value, "opens")
        assert caught.value.argument == "opens"
        assert value == caught.value.value
        assert str(caught.value) == (
            f'opens must be a time such as "09:00", got {value!r}'
        )

    def test_refuses_a_time_with_a_zone(self) -> None:
        with pytest.raises(InvalidHoursError, match="opens must be a time"):
            read_clock(time(9, tzinfo=UTC), "opens")


class TestWriteClock:
    @pytest.mark.parametrize(
        ("clock", "expected"),
        [
            (0, "00:00"),
            (MINUTE, "00:01"),
            (9 * HOUR + 5 * MINUTE, "09:05"),
            (10 * HOUR, "10:00"),
            (DAY, "24:00"),
            (SECOND, "00:00:01"),
            (10 * SECOND, "00:00:10"),
            (SECOND // 2, "00:00:00.5"),
            (SECOND + SECOND // 20, "00:00:01.05"),
            (1, "00:00:00.000001"),
            (DAY - 1, "23:59:59.999999"),
        ],
    )
    def test_is_as_short_as_exact(self, clock: int, expected: str) -> None:
        assert expected == write_clock(clock)
        assert clock == read_clock(expected, "opens")


class TestTimeWindow:
    @pytest.mark.parametrize(
        ("opens", "closes", "text", "span"),
        [
            ("09:00", "17:00", "09:00-17:00", (9 * HOUR, 17 * HOUR)),
            ("9:00", "17:00:00", "09:00-17:00", (9 * HOUR, 17 * HOUR)),
            (time(9), time(17), "09:00-17:00", (9 * HOUR, 17 * HOUR)),
            ("22:00", "06:00", "22:00-06:00", (22 * HOUR, 30 * HOUR)),
            ("09:00", "24:00", "09:00-24:00", (9 * HOUR, DAY)),
            ("09:00", "00:00", "09:00-24:00", (9 * HOUR, DAY)),
            ("09:00", time(0), "09:00-24:00", (9 * HOUR, DAY)),
            ("00:00", "24:00", "00:00-24:00", (0, DAY)),
            ("00:00", "00:00", "00:00-24:00", (0, DAY)),
            ("23:59", "23:58", "23:59-23:58", (DAY - MINUTE, 2 * DAY - 2 * MINUTE)),
            ("09:00", "09:00:00.000001", "09:00-09:00:00.000001",
             (9 * HOUR, 9 * HOUR + 1)),
            ("09:00:00.000001", "09:00", "09:00:00.000001-09:00",
             (9 * HOUR + 1, DAY + 9 * HOUR)),
        ],
    )  # fmt: skip
    def test_may_end_at_midnight_or_cross_it(
        self,
        opens: str | time,
        closes: str | time,
        text: str,
        span: tuple[int, int],
    ) -> None:
        window = TimeWindow(opens, closes)
        assert text == str(window)
        assert span == window.span
        assert (span[1] - span[0]) / HOUR == window.hours

    @pytest.mark.parametrize("clock", ["09:00", "00:00:00.000001", "23:59"])
    def test_refuses_a_window_without_length(self, clock: str) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            TimeWindow(clock, clock)
        assert caught.value.windows == (f"{clock}-{clock}",)
        assert str(caught.value) == (
            f"window {clock}-{clock} has no length; a whole day is 00:00-24:00"
        )

    @pytest.mark.parametrize("closes", ["24:00", "00:00", "06:00"])
    def test_refuses_to_open_at_24(self, closes: str) -> None:
        with pytest.raises(InvalidHoursError, match=r"24:00-"):
            TimeWindow("24:00", closes)

    @pytest.mark.parametrize(
        ("opens", "closes", "message"),
        [
            ("9", "17:00", "opens must be a time such as 09:00, got '9'"),
            ("09:00", "17", "closes must be a time such as 09:00, got '17'"),
            ("25:00", "26:00", "opens must be at most 24:00, got '25:00'"),
            ("09:00", "24:01", "closes must be at most 24:00, got '24:01'"),
        ],
    )
    def test_names_the_end_at_fault(
        self, opens: str, closes: str, message: str
    ) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            TimeWindow(opens, closes)
        assert message == str(caught.value)

    @pytest.mark.parametrize(
        ("opens", "closes", "argument"),
        [(9, "17:00", "opens"), ("09:00", 17, "closes")],
    )
    def test_refuses_numbers(self, opens: Any, closes: Any, argument: str) -> None:
        with pytest.raises(WrongTypeError) as caught:
            TimeWindow(opens, closes)
        assert argument == caught.value.argument

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("10:00-14:00", "10:00-14:00"),
            (" 9:00 - 14:00 ", "09:00-14:00"),
            ("22:00-6:00", "22:00-06:00"),
        ],
    )
    def test_parses(self, text: str, expected: str) -> None:
        assert expected == str(TimeWindow.parse(text))

    @pytest.mark.parametrize("text", ["", "09:00", "off", "09:00\u201317:00"])
    def test_parses_nothing_without_a_dash(self, text: str) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            TimeWindow.parse(text)
        assert str(caught.value) == (
            f"a window must look like 09:00-17:00, got {text!r}"
        )

    @pytest.mark.parametrize(
        ("text", "argument"),
        [("-17:00", "opens"), ("09:00-", "closes"), ("09:00-12:00-13:00", "closes")],
    )
    def test_parses_no_half_window(self, text: str, argument: str) -> None:
        with pytest.raises(InvalidHoursError, match=f"^{argument} must be a time"):
            TimeWindow.parse(text)

    def test_is_a_value(self) -> None:
        window = TimeWindow("9:00", "17:00")
        assert window == TimeWindow("09:00", "17:00:00")
        assert hash(window) == hash(TimeWindow("09:00", "17:00"))
        assert window != TimeWindow("09:01", "17:00")
        assert window != TimeWindow("09:00", "17:01")
        assert repr(window) == "TimeWindow(opens='09:00', closes='17:00')"
        with pytest.raises(AttributeError):
            window.opens = "10:00"  # type: ignore[misc]

    def test_finds_its_span_itself(self) -> None:
        window: Any = TimeWindow
        with pytest.raises(TypeError):
            window("09:00", "17:00", (0, 1))

    @pytest.mark.parametrize("text", ["09:00-17:00", "22:00-06:00", "00:00-24:00"])
    def test_pickles(self, text: str) -> None:
        window = TimeWindow.parse(text)
        twin = pickle.loads(pickle.dumps(window))  # noqa: S301
        assert window == twin
        assert window.span == twin.span


class TestReadWindows:
    @pytest.mark.parametrize(
        ("windows", "expected"),
        [
            ("", []),
            ([], []),
            ("10:00-14:00", ["10:00-14:00"]),
            (TimeWindow("10:00", "14:00"), ["10:00-14:00"]),
            (["10:00-14:00"], ["10:00-14:00"]),
            ((TimeWindow("10:00", "14:00"), "15:00-16:00"),
             ["10:00-14:00", "15:00-16:00"]),
            ("15:00-16:00, 10:00-14:00", ["10:00-14:00", "15:00-16:00"]),
            ("10:00-14:00,", ["10:00-14:00"]),
            ("12:00-15:00,09:00-12:00", ["09:00-15:00"]),
            ("09:00-10:00,10:00-11:00,11:00-12:00", ["09:00-12:00"]),
            ("09:00-10:00,10:01-11:00", ["09:00-10:00", "10:01-11:00"]),
            ("20:00-22:00,22:00-06:00", ["20:00-06:00"]),
            ("00:00-12:00,12:00-24:00", ["00:00-24:00"]),
            ("05:00-07:00,22:00-06:00", ["05:00-07:00", "22:00-06:00"]),
        ],
    )  # fmt: skip
    def test_are_sorted_and_joined(self, windows: Windows, expected: list[str]) -> None:
        assert expected == texts(windows)

    def test_take_any_iterable(self) -> None:
        assert texts(iter(["12:00-13:00", "09:00-10:00"])) == [
            "09:00-10:00",
            "12:00-13:00",
        ]

    @pytest.mark.parametrize(
        ("windows", "first", "second"),
        [
            ("09:00-12:00,11:59-14:00", "09:00-12:00", "11:59-14:00"),
            ("11:00-14:00,09:00-12:00", "09:00-12:00", "11:00-14:00"),
            ("09:00-18:00,10:00-11:00", "09:00-18:00", "10:00-11:00"),
            ("09:00-18:00,09:00-18:00", "09:00-18:00", "09:00-18:00"),
            ("09:00-12:00,09:00-10:00", "09:00-10:00", "09:00-12:00"),
            ("22:00-06:00,23:00-24:00", "22:00-06:00", "23:00-24:00"),
        ],
    )
    def test_refuse_an_overlap_and_name_both(
        self, windows: str, first: str, second: str
    ) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            read_windows(windows)
        assert caught.value.windows == (first, second)
        assert str(caught.value) == f"windows {first} and {second} overlap"

    @pytest.mark.parametrize(
        ("windows", "culprit"),
        [
            ([("09:00", "17:00")], ("09:00", "17:00")),
            ([None], None),
            (["09:00-17:00", 5], 5),
            ([timedelta(hours=8)], timedelta(hours=8)),
        ],
    )
    def test_refuse_another_type(self, windows: Any, culprit: object) -> None:
        with pytest.raises(WrongTypeError) as caught:
            read_windows(windows)
        assert caught.value.argument == "windows"
        assert culprit == caught.value.value
        assert caught.value.wanted == 'TimeWindows or text such as "10:00-14:00"'

    @pytest.mark.parametrize("windows", [None, 5, timedelta(hours=8)])
    def test_refuse_what_is_no_list(self, windows: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            read_windows(windows)
        assert caught.value.argument == "windows"
        assert windows == caught.value.value
        assert caught.value.wanted == 'TimeWindows or text such as "10:00-14:00"'

    def test_refuse_a_pair_of_times(self) -> None:
        with pytest.raises(InvalidHoursError, match="look like 09:00-17:00"):
            read_windows(("09:00", "17:00"))
