"""The picture of how old the backlog is."""

from datetime import UTC, datetime, timedelta

import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.metrics import Ageing, ageing, backlog as count
from servicedesk_core.plots import backlog

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
AGES = ageing([1, 1.5, 3, 9, 10, 40], edges=[2, 7, 30])


def rectangles(ax: Axes) -> list[Rectangle]:
    return [bar for bar in ax.patches if isinstance(bar, Rectangle)]


def columns(ax: Axes) -> list[str]:
    return [label.get_text() for label in ax.get_xticklabels()]


def legend(ax: Axes) -> list[str]:
    found = ax.get_legend()
    assert found is not None
    return [text.get_text() for text in found.get_texts()]


class TestOne:
    def test_has_a_column_a_bucket_with_its_count(self) -> None:
        ax = backlog(AGES)
        assert [2, 1, 2, 1] == [bar.get_height() for bar in rectangles(ax)]
        assert ["2", "1", "2", "1"] == [text.get_text() for text in ax.texts]
        assert ["< 2", "2-7", "7-30", "≥ 30"] == columns(ax)
        assert ("age", "count") == (ax.get_xlabel(), ax.get_ylabel())

    def test_may_be_a_backlog(self) -> None:
        monday = datetime(2026, 1, 5, tzinfo=UTC)
        cases = [(monday, None), (monday + 4 * DAY, None)]
        ax = backlog(count(cases, at=monday + 5 * DAY, edges=[2 * DAY]))
        assert [1, 1] == [bar.get_height() for bar in rectangles(ax)]
        assert ("age, days", ["< 2", "≥ 2"]) == (ax.get_xlabel(), columns(ax))

    def test_of_nothing_waiting_shows_zeros(self) -> None:
        ax = backlog(ageing([], edges=[2, 7]))
        assert ["0", "0", "0"] == [text.get_text() for text in ax.texts]
        assert (0, 1) == ax.get_ylim()

    def test_leaves_room_above_the_columns(self) -> None:
        assert pytest.approx((0, 2.2)) == backlog(AGES).get_ylim()

    def test_counts_are_whole(self) -> None:
        ticks = backlog(ageing([1], edges=[2])).get_yticks()
        assert [0, 1] == [tick for tick in ticks if 0 <= tick <= 1]

    @pytest.mark.parametrize(
        ("edges", "expected"),
        [
            ([DAY, 7 * DAY], ("age, days", ["< 1", "1-7", "≥ 7"])),
            ([12 * HOUR, 2 * DAY], ("age, h", ["< 12", "12-48", "≥ 48"])),
            ([HOUR / 2, 2 * HOUR], ("age, min", ["< 30", "30-120", "≥ 120"])),
            ([HOUR / 7200, HOUR], ("age, s", ["< 0.5", "0.5-3600", "≥ 3600"])),
        ],
    )
    def test_unit_is_the_largest_that_is_even(
        self, edges: list[timedelta], expected: tuple[str, list[str]]
    ) -> None:
        ax = backlog(ageing([HOUR], edges=edges))
        assert expected == (ax.get_xlabel(), columns(ax))


class TestSeveral:
    def test_have_a_row_each_with_one_bucket_after_another(self) -> None:
        other = ageing([100, 100, 100], edges=[2, 7, 30])
        ax = backlog({"Инцидент": AGES, "request": other})
        found = [(bar.get_x(), bar.get_width()) for bar in rectangles(ax)]
        assert [(0, 2), (0, 0), (2, 1), (0, 0)] == found[:4]
        assert [(3, 2), (0, 0), (5, 1), (0, 3)] == found[4:]
        rows = [label.get_text() for label in ax.get_yticklabels()]
        assert ["Инцидент", "request"] == rows
        assert ["age: < 2", "2-7", "7-30", "≥ 30"] == legend(ax)
        assert ("count", "") == (ax.get_xlabel(), ax.get_ylabel())
        assert pytest.approx((0, 6.3)) == ax.get_xlim()

    def test_buckets_differ_by_hatch_and_shade(self) -> None:
        found = rectangles(backlog({"a": AGES}))
        assert [None, "//", "xx", ".."] == [bar.get_hatch() or None for bar in found]
        shades = [to_rgba(bar.get_facecolor())[3] for bar in found]
        assert [0.25, 0.5, 0.75, 1] == shades
        assert {0.5} == {bar.get_linewidth() for bar in found}
        assert {0.8} == {round(bar.get_height(), 9) for bar in found}

    def test_hatches_begin_anew_after_six(self) -> None:
        ages = ageing([1], edges=[1, 2, 3, 4, 5, 6, 7])
        hatches = [bar.get_hatch() or "" for bar in rectangles(backlog({"a": ages}))]
        assert ["", "//", "xx", "..", "\\\\", "++", "", "//"] == hatches

    def test_many_have_neither_hatch_nor_edge(self) -> None:
        found = rectangles(backlog(dict.fromkeys(range(41), AGES)))
        assert {None} == {bar.get_hatch() for bar in found}
        assert {(0, 1)} == {(bar.get_linewidth(), bar.get_height()) for bar in found}
        few = rectangles(backlog(dict.fromkeys(range(40), AGES)))
        assert {0.5} == {bar.get_linewidth() for bar in few}

    def test_of_two_hundred_some_names_are_shown(self) -> None:
        ax = backlog({f"group {at}": AGES for at in range(200)})
        names = [label.get_text() for label in ax.get_yticklabels()]
        assert ["group 0", "group 20"] == names[:2]
        assert 800 == len(rectangles(ax))

    def test_of_nothing_waiting_have_an_axis_all_the_same(self) -> None:
        ax = backlog({"a": ageing([], edges=[2])})
        assert (0, 1) == ax.get_xlim()

    def test_counts_are_whole(self) -> None:
        ticks = backlog({"a": ageing([1], edges=[2])}).get_xticks()
        assert [0, 1] == [tick for tick in ticks if 0 <= tick <= 1]

    def test_tell_the_unit_in_the_legend(self) -> None:
        ax = backlog({"a": ageing([DAY], edges=[2 * DAY])}, language="ru")
        assert ["возраст, дней: < 2", "≥ 2"] == legend(ax)
        assert "количество" == ax.get_xlabel()


class TestAxes:
    def test_given_ones_are_used(self) -> None:
        given = Figure().subplots()
        assert given is backlog(AGES, ax=given)
        assert given is backlog({"a": AGES}, ax=given)


class TestRefusals:
    def test_something_else(self) -> None:
        wanted = "must be an Ageing, a Backlog, or these by label, got "
        with pytest.raises(WrongTypeError, match=rf"^ages {wanted}7$"):
            backlog(7)  # type: ignore[arg-type]
        with pytest.raises(WrongTypeError, match=rf"^ages\['a'\] {wanted}7$"):
            backlog({"a": 7})  # type: ignore[dict-item]

    def test_nothing(self) -> None:
        wanted = r"^ages must be of one group at least, got \{\}$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            backlog({})

    def test_ages_without_buckets(self) -> None:
        without: Ageing[float] = ageing([1, 2])
        with pytest.raises(InvalidArgumentError, match=r"^ages must be in buckets: "):
            backlog(without)
        wanted = r"^ages\['a'\] must be in buckets: give edges=, got Ageing"
        with pytest.raises(InvalidArgumentError, match=wanted):
            backlog({"a": without})

    def test_groups_of_different_buckets(self) -> None:
        wanted = (
            r"^ages\['b'\] must be in the buckets of the first group, \[2, 7, 30\], "
            r"got \[2, 7\]$"
        )
        with pytest.raises(InvalidArgumentError, match=wanted):
            backlog({"a": AGES, "b": ageing([1], edges=[2, 7])})

    def test_another_language_before_anything_is_drawn(self) -> None:
        given = Figure().subplots()
        with pytest.raises(InvalidArgumentError, match=r"^language must be en or ru"):
            backlog(AGES, ax=given, language="de")
        assert [] == list(given.patches)
