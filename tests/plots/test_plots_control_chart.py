"""The picture of a control chart."""

from datetime import date

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import StepPatch
from numpy import asarray

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.plots import control_chart
from servicedesk_core.stats import (
    ChartKind,
    ControlChart,
    c_chart,
    ewma,
    p_chart,
    p_prime_chart,
    xmr,
)

TIMES = [78, 80, 77, 82, 79, 81, 76, 80, 79, 60]


def chart(found: ControlChart | None) -> ControlChart:
    assert found is not None
    return found


def data(ax: Axes, line: int) -> list[tuple[float, float]]:
    points = asarray(ax.lines[line].get_xydata())
    return [(float(x), float(y)) for x, y in points]


def limits(ax: Axes) -> list[StepPatch]:
    return [patch for patch in ax.patches if isinstance(patch, StepPatch)]


def steps(patch: StepPatch) -> tuple[list[float], list[float]]:
    """Return the values of a limit, and the edges between them."""
    values, edges, _ = patch.get_data()
    return [float(each) for each in values], [float(each) for each in edges]


def legend(ax: Axes) -> list[str]:
    found = ax.get_legend()
    assert found is not None
    return [text.get_text() for text in found.get_texts()]


def names(ax: Axes) -> list[str]:
    return [label.get_text() for label in ax.get_xticklabels()]


class TestPoints:
    def test_are_joined_by_a_line(self) -> None:
        ax = control_chart(chart(xmr(TIMES)))
        assert list(enumerate(TIMES)) == data(ax, 0)
        assert ("o", "-") == (ax.lines[0].get_marker(), ax.lines[0].get_linestyle())

    def test_are_numbered_from_one(self) -> None:
        assert [str(n) for n in range(1, 11)] == names(control_chart(chart(xmr(TIMES))))

    def test_have_names_if_wanted(self) -> None:
        labels = (date(2026, month, 1) for month in (1, 2, 3))
        ax = control_chart(chart(c_chart([1, 2, 3])), labels=labels)
        assert ["2026-01-01", "2026-02-01", "2026-03-01"] == names(ax)

    def test_two_hundred_are_small_with_some_numbers(self) -> None:
        ax = control_chart(chart(c_chart([4, 6] * 100)))
        assert 2.5 == ax.lines[0].get_markersize()
        assert ["1", "21", "41"] == names(ax)[:3]


class TestLimits:
    def test_centre_is_a_line_below_the_points(self) -> None:
        ax = control_chart(chart(xmr(TIMES)))
        assert [(0, 77.2), (1, 77.2)] == data(ax, 1)
        assert ax.lines[1].get_zorder() < ax.lines[0].get_zorder()
        assert "centre line" == legend(ax)[0]

    def test_are_those_of_each_point(self) -> None:
        found = chart(p_chart([(12, 50), (15, 50), (8, 500)]))
        ax = control_chart(found)
        edges = [-0.5, 0.5, 1.5, 2.5]
        expected = [(list(found.low), edges), (list(found.high), edges)]
        assert expected == [steps(patch) for patch in limits(ax)]
        assert {"--"} == {patch.get_linestyle() for patch in limits(ax)}

    def test_of_a_single_point_are_seen(self) -> None:
        ax = control_chart(chart(c_chart([4])))
        assert ([0], [-0.5, 0.5]) == steps(limits(ax)[0])

    def test_of_few_points_are_called_provisional(self) -> None:
        assert "limits" == legend(control_chart(chart(c_chart([4] * 10))))[1]
        few = control_chart(chart(c_chart([4] * 9)))
        assert "provisional limits" == legend(few)[1]


class TestSignals:
    def test_each_has_a_shape_around_its_points(self) -> None:
        found = chart(xmr([*TIMES, 85, 76, 80, 77, 82, 78, 81]))
        ax = control_chart(found)
        assert ((), (9,), (10,)) == (
            found.runs,
            found.beyond,
            found.beyond_range,  # type: ignore[attr-defined]
        )
        assert [(9, 60)] == data(ax, 2)
        assert [(10, 85)] == data(ax, 3)
        assert ["beyond limits", "jump"] == legend(ax)[2:]
        assert ["s", "^"] == [line.get_marker() for line in ax.lines[2:]]
        assert {"none"} == {line.get_fillstyle() for line in ax.lines[2:]}
        assert [11, 15] == [line.get_markersize() for line in ax.lines[2:]]

    def test_runs_have_one(self) -> None:
        ax = control_chart(chart(c_chart([2, 3, 2, 2, 3, 2, 2, 2, 9, 9, 9])))
        assert [(7, 2)] == data(ax, 2)
        assert ("D", 11) == (ax.lines[2].get_marker(), ax.lines[2].get_markersize())
        assert ["run of eight"] == legend(ax)[2:]

    def test_none_leave_no_trace(self) -> None:
        ax = control_chart(chart(c_chart([4, 5, 4])))
        assert ["centre line", "provisional limits"] == legend(ax)
        assert 2 == len(ax.lines)


class TestKinds:
    @pytest.mark.parametrize(
        ("found", "expected"),
        [
            (xmr(TIMES), "value"),
            (p_chart([(1, 5), (2, 5)]), "share"),
            (p_prime_chart([(1, 5), (2, 5)]), "share"),
            (c_chart([1, 2]), "count"),
            (ewma(TIMES), "moving average"),
        ],
    )
    def test_each_has_its_name(self, found: ControlChart, expected: str) -> None:
        assert expected == control_chart(found).get_ylabel()

    @pytest.mark.parametrize("draw", [p_chart, p_prime_chart])
    def test_shares_are_percent(self, draw: type) -> None:
        ax = control_chart(draw([(1, 5), (2, 5)]))
        assert "50%" == ax.yaxis.get_major_formatter()(0.5, 0)

    def test_counts_are_not(self) -> None:
        ax = control_chart(chart(c_chart([1, 2])))
        ax.figure.draw_without_rendering()  # type: ignore[union-attr]
        assert "1" in [label.get_text() for label in ax.get_yticklabels()]


class TestAxes:
    def test_given_ones_are_used(self) -> None:
        given = Figure().subplots()
        assert given is control_chart(chart(c_chart([1])), ax=given)

    def test_words_are_russian_if_wanted(self) -> None:
        ax = control_chart(chart(xmr([*TIMES, 85])), language="ru")
        assert "значение" == ax.get_ylabel()
        expected = ["центральная линия", "границы", "скачок"]
        assert expected == legend(ax)
        ax = control_chart(chart(c_chart([2] * 9 + [30])), language="ru")
        assert ["за границами", "серия из восьми"] == legend(ax)[2:]
        ax = control_chart(chart(c_chart([2])), language="ru")
        assert ["предварительные границы"] == legend(ax)[1:]


class TestRefusals:
    def test_no_chart(self) -> None:
        wanted = r"^chart must be a ControlChart, got None$"
        with pytest.raises(WrongTypeError, match=wanted):
            control_chart(xmr([1]))  # type: ignore[arg-type]

    def test_a_chart_of_nothing(self) -> None:
        empty = ControlChart(ChartKind.C, (), 0.0, (), (), (), (), provisional=True)
        wanted = r"^chart must be a chart of one point at least, got ControlChart\("
        with pytest.raises(InvalidArgumentError, match=wanted):
            control_chart(empty)

    @pytest.mark.parametrize("labels", [["a"], ["a", "b", "c"]])
    def test_labels_of_another_number(self, labels: list[str]) -> None:
        wanted = rf"^labels must be as many as points, 2, got {len(labels)}$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            control_chart(chart(c_chart([1, 2])), labels=labels)

    def test_labels_of_something_else(self) -> None:
        wanted = r"^labels must be names, in a list, got 7$"
        with pytest.raises(WrongTypeError, match=wanted):
            control_chart(chart(c_chart([1])), labels=7)  # type: ignore[arg-type]

    def test_another_language_before_anything_is_drawn(self) -> None:
        given = Figure().subplots()
        with pytest.raises(InvalidArgumentError, match=r"^language must be en or ru"):
            control_chart(chart(c_chart([1])), ax=given, language="de")
        assert [] == list(given.lines)
