"""The picture of how long things took, against their target."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy import asarray

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.plots import elapsed_ecdf

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
TIMES = [3 * HOUR, HOUR, 8 * HOUR, 3 * HOUR, 4 * HOUR]


def data(ax: Axes, line: int) -> list[tuple[float, float]]:
    points = asarray(ax.lines[line].get_xydata())
    return [(round(float(x), 9), round(float(y), 9)) for x, y in points]


def legend(ax: Axes) -> list[str]:
    found = ax.get_legend()
    assert found is not None
    return [text.get_text() for text in found.get_texts()]


class TestCurve:
    def test_steps_up_at_each_time_by_its_share(self) -> None:
        ax = elapsed_ecdf(TIMES, within=4 * HOUR)
        expected = [(0, 0), (1, 0.2), (3, 0.6), (4, 0.8), (8, 1), (8.4, 1)]
        assert expected == data(ax, 0)
        assert "steps-post" == ax.lines[0].get_drawstyle()
        assert (0, 8.4) == ax.get_xlim()
        assert (0, 1.02) == ax.get_ylim()

    def test_of_a_single_time(self) -> None:
        ax = elapsed_ecdf([HOUR], within=4 * HOUR)
        assert [(0, 0), (1, 1), (4.2, 1)] == data(ax, 0)

    def test_takes_any_iterable(self) -> None:
        ax = elapsed_ecdf(iter([HOUR]), within=4 * HOUR)
        assert "in time: 1/1 (100%)" == legend(ax)[-1]

    @settings(max_examples=15)
    @given(st.lists(st.timedeltas(timedelta(), 100 * HOUR), min_size=1, max_size=30))
    def test_rises_to_all(self, times: list[timedelta]) -> None:
        ax = elapsed_ecdf(times, within=4 * HOUR)
        curve = data(ax, 0)
        assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(curve))
        assert ((0, 0), 1) == (curve[0], curve[-1][1])
        ((_, share),) = data(ax, 2)
        kept = sum(time <= 4 * HOUR for time in times)
        assert round(kept / len(times), 9) == share


class TestTarget:
    def test_is_a_dashed_line_and_the_share_in_time_a_mark_on_it(self) -> None:
        ax = elapsed_ecdf(TIMES, within=4 * HOUR)
        assert [(4, 0), (4, 1)] == data(ax, 1)
        assert "--" == ax.lines[1].get_linestyle()
        assert [(4, 0.8)] == data(ax, 2)
        assert "D" == ax.lines[2].get_marker()
        assert [
            "cumulative share",
            "target: 4 h",
            "in time: 4/5 (80%)",
        ] == legend(ax)

    def test_a_microsecond_more_is_late(self) -> None:
        late = [*TIMES[:4], 4 * HOUR + timedelta.resolution]
        assert [(4, 0.6)] == data(elapsed_ecdf(late, within=4 * HOUR), 2)

    def test_one_late_of_thousands_is_seen(self) -> None:
        ax = elapsed_ecdf([HOUR] * 4999 + [9 * HOUR], within=4 * HOUR)
        assert "in time: 4999/5000 (100%)" == legend(ax)[2]


class TestUnit:
    @pytest.mark.parametrize(
        ("longest", "within", "expected", "at"),
        [
            (2 * HOUR, MINUTE, "elapsed, h", 1 / 60),
            (MINUTE, 2 * HOUR, "elapsed, h", 2),
            (2 * HOUR - timedelta.resolution, HOUR, "elapsed, min", 60),
            (2 * MINUTE, MINUTE, "elapsed, min", 1),
            (2 * MINUTE - timedelta.resolution, MINUTE, "elapsed, s", 60),
        ],
    )
    def test_shows_two_of_them_at_least(
        self, longest: timedelta, within: timedelta, expected: str, at: float
    ) -> None:
        ax = elapsed_ecdf([timedelta(), longest], within=within)
        assert expected == ax.get_xlabel()
        assert pytest.approx(at) == data(ax, 1)[0][0]


class TestAxes:
    def test_shares_are_percent(self) -> None:
        ax = elapsed_ecdf(TIMES, within=4 * HOUR)
        assert "50%" == ax.yaxis.get_major_formatter()(0.5, 0)
        assert "share" == ax.get_ylabel()

    def test_given_ones_are_used(self) -> None:
        given_axes = Figure().subplots()
        assert given_axes is elapsed_ecdf(TIMES, within=HOUR, ax=given_axes)

    def test_words_are_russian_if_wanted(self) -> None:
        ax = elapsed_ecdf(TIMES, within=4 * HOUR, language="ru")
        assert ("прошло, ч", "доля") == (ax.get_xlabel(), ax.get_ylabel())
        assert [
            "накопленная доля",
            "цель: 4 ч",
            "в срок: 4/5 (80%)",
        ] == legend(ax)


class TestRefusals:
    @pytest.mark.parametrize("within", [timedelta(), -HOUR])
    def test_a_target_of_no_time(self, within: timedelta) -> None:
        wanted = r"^within must be longer than zero, got "
        with pytest.raises(InvalidArgumentError, match=wanted):
            elapsed_ecdf(TIMES, within=within)

    def test_a_target_of_something_else(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^within must be a timedelta, got 4"):
            elapsed_ecdf(TIMES, within=4)  # type: ignore[arg-type]

    def test_no_time(self) -> None:
        wanted = r"^elapsed must be of one time at least, got \[\]$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            elapsed_ecdf([], within=HOUR)

    def test_a_negative_time(self) -> None:
        wanted = r"^elapsed must be zero or longer, got datetime.timedelta\(days=-1"
        with pytest.raises(InvalidArgumentError, match=wanted):
            elapsed_ecdf([HOUR, -HOUR], within=HOUR)

    def test_no_times_at_all(self) -> None:
        wanted = r"^elapsed must be timedeltas, in a list, got datetime"
        with pytest.raises(WrongTypeError, match=wanted):
            elapsed_ecdf(HOUR, within=HOUR)  # type: ignore[arg-type]
        with pytest.raises(
            WrongTypeError, match=r"^elapsed must be a timedelta, got 3"
        ):
            elapsed_ecdf([3], within=HOUR)  # type: ignore[list-item]

    def test_another_language_before_anything_is_drawn(self) -> None:
        given_axes = Figure().subplots()
        with pytest.raises(InvalidArgumentError, match=r"^language must be en or ru"):
            elapsed_ecdf(TIMES, within=HOUR, ax=given_axes, language="de")
        assert [] == list(given_axes.lines)
