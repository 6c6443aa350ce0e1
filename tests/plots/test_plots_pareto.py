"""The picture of the few causes behind most of the whole."""

from decimal import Decimal

import pytest
from matplotlib.axes import Axes
from matplotlib.axes._secondary_axes import SecondaryAxis
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy import asarray

from servicedesk_core import complaints
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.money import Money
from servicedesk_core.plots import pareto

COUNTS = {"price": 5, "date on the bill": 50, "login": 30, "delivery": 15}


def bars(ax: Axes) -> list[Rectangle]:
    return [bar for bar in ax.patches if isinstance(bar, Rectangle)]


def data(ax: Axes, line: int) -> list[tuple[float, float]]:
    points = asarray(ax.lines[line].get_xydata())
    return [(float(x), round(float(y), 9)) for x, y in points]


def names(ax: Axes) -> list[str]:
    return [label.get_text() for label in ax.get_xticklabels()]


def legend(ax: Axes) -> list[str]:
    found = ax.get_legend()
    assert found is not None
    return [text.get_text() for text in found.get_texts()]


class TestBars:
    def test_are_the_causes_by_size(self) -> None:
        ax = pareto(COUNTS)
        assert [50, 30, 15, 5] == [bar.get_height() for bar in bars(ax)]
        assert [-0.4, 0.6, 1.6, 2.6] == [round(bar.get_x(), 9) for bar in bars(ax)]
        assert ["date on the bill", "login", "delivery", "price"] == names(ax)
        assert ("", "count") == (ax.get_xlabel(), ax.get_ylabel())

    def test_the_vital_few_are_hatched(self) -> None:
        ax = pareto(COUNTS)
        assert ["//", "//", None, None] == [bar.get_hatch() for bar in bars(ax)]
        assert "vital few: 2/4" in legend(ax)

    def test_have_edges_unless_they_are_many(self) -> None:
        few = pareto({str(at): 1 for at in range(40)})
        assert {0.5} == {bar.get_linewidth() for bar in bars(few)}
        many = pareto({str(at): 1 for at in range(41)})
        assert {0} == {bar.get_linewidth() for bar in bars(many)}

    def test_parts_of_a_contact_count(self) -> None:
        ax = pareto({"a": Decimal("0.5"), "b": 0.25})
        assert [0.5, 0.25] == [bar.get_height() for bar in bars(ax)]

    def test_of_two_hundred_some_names_are_shown(self) -> None:
        ax = pareto({f"cause {at:03}": 1 for at in range(200)})
        assert ["cause 000", "cause 010"] == names(ax)[:2]
        assert 200 == len(bars(ax))


class TestSums:
    def test_are_a_line_with_a_mark_where_it_crosses_the_threshold(self) -> None:
        ax = pareto(COUNTS)
        assert [(0, 50), (1, 80), (2, 95), (3, 100)] == data(ax, 0)
        assert [(0, 80), (1, 80)] == data(ax, 1)
        assert "--" == ax.lines[1].get_linestyle()
        assert [(1, 80)] == data(ax, 2)
        assert ["o", "D"] == [ax.lines[at].get_marker() for at in (0, 2)]
        assert ["cumulative share", "80%", "vital few: 2/4"] == legend(ax)

    def test_the_crossing_cause_belongs_to_the_few(self) -> None:
        ax = pareto(COUNTS | {"price": 6})
        assert [(2, 95)] == data(ax, 2)
        assert "vital few: 3/4" in legend(ax)

    def test_another_threshold_comes_with_the_value(self) -> None:
        ax = pareto(complaints.pareto(COUNTS, threshold="0.5"))
        assert [(0, 50)] == data(ax, 2)
        assert ["cumulative share", "50%", "vital few: 1/4"] == legend(ax)

    def test_costs_are_compared_if_there_are_any(self) -> None:
        prices = {"price": 100, "date on the bill": 1, "login": 1, "delivery": 1}
        costs = {key: Money(price, "RUB") for key, price in prices.items()}
        ax = pareto(complaints.pareto(COUNTS, unit_costs=costs))
        assert "RUB" == ax.get_ylabel()
        assert [500, 50, 30, 15] == [bar.get_height() for bar in bars(ax)]
        assert [(0, 500), (1, 550), (2, 580), (3, 595)] == data(ax, 0)

    def test_have_smaller_marks_where_they_are_many(self) -> None:
        assert 4 == pareto(COUNTS).lines[0].get_markersize()
        many = pareto({str(at): 1 for at in range(41)})
        assert 0.5 == many.lines[0].get_markersize()


class TestAxes:
    def test_right_one_has_shares_of_the_whole(self) -> None:
        ax = pareto({"a": 30, "b": 10})
        ax.figure.draw_without_rendering()  # type: ignore[union-attr]
        (right,) = ax.child_axes
        assert isinstance(right, SecondaryAxis)
        assert pytest.approx((0, 1.03)) == right.get_ylim()
        assert "50%" == right.yaxis.get_major_formatter()(0.5, 0)
        assert pytest.approx((0, 41.2)) == ax.get_ylim()

    def test_given_ones_are_used(self) -> None:
        given = Figure().subplots()
        assert given is pareto(COUNTS, ax=given)

    def test_words_are_russian_if_wanted(self) -> None:
        ax = pareto({"Дата в счёте": 3}, language="ru")
        assert ["накопленная доля", "80%", "важнейшие: 1/1"] == legend(ax)
        assert (["Дата в счёте"], "количество") == (names(ax), ax.get_ylabel())


class TestRefusals:
    @pytest.mark.parametrize("counts", [{}, {"a": 0}])
    def test_nothing(self, counts: dict[str, float]) -> None:
        wanted = r"^causes must be more than nothing, got \{"
        with pytest.raises(InvalidArgumentError, match=wanted):
            pareto(counts)

    def test_a_negative_count(self) -> None:
        wanted = r"^counts\['a'\] must be 0 or more, got Decimal\('-1'\)$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            pareto({"a": -1})

    def test_something_else(self) -> None:
        wanted = r"^causes must be a Pareto, or counts by name, got 7$"
        with pytest.raises(WrongTypeError, match=wanted):
            pareto(7)  # type: ignore[arg-type]

    def test_another_language_before_anything_is_drawn(self) -> None:
        given = Figure().subplots()
        with pytest.raises(InvalidArgumentError, match=r"^language must be en or ru"):
            pareto(COUNTS, ax=given, language="de")
        assert [] == list(given.patches)
