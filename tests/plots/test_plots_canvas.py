"""What all plots share: axes, labels that fit, legends."""

from datetime import UTC, date, datetime
from enum import Enum, IntEnum

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from servicedesk_core.errors import WrongTypeError
from servicedesk_core.plots._canvas import (
    add_legend,
    mark_size,
    name_columns,
    name_of,
    name_rows,
    percent,
    shorten,
    to_axes,
)
from servicedesk_core.sla import SlaState


class Urgency(IntEnum):
    HIGH = 1


class Colour(Enum):
    DARK_RED = "dark_red"


def columns(ax: Axes) -> list[tuple[float, str]]:
    texts = [label.get_text() for label in ax.get_xticklabels()]
    return list(zip(map(float, ax.get_xticks()), texts, strict=True))


def rows(ax: Axes) -> list[tuple[float, str]]:
    texts = [label.get_text() for label in ax.get_yticklabels()]
    return list(zip(map(float, ax.get_yticks()), texts, strict=True))


@pytest.fixture(name="ax")
def new_axes() -> Axes:
    return to_axes(None, x="", y="")


class TestAxes:
    def test_new_ones_have_a_figure_that_lays_itself_out(self) -> None:
        ax = to_axes(None, x="time", y="share")
        assert ("time", "share") == (ax.get_xlabel(), ax.get_ylabel())
        assert isinstance(ax.figure, Figure)
        engine = ax.figure.get_layout_engine()
        assert "ConstrainedLayoutEngine" == type(engine).__name__

    def test_new_ones_leave_pyplot_alone(self) -> None:
        from matplotlib import pyplot as plt  # noqa: PLC0415 - as a user has it

        plt.get_backend()  # chosen at first use
        before, style = plt.get_fignums(), dict(mpl.rcParams)
        to_axes(None, x="", y="")
        assert before == plt.get_fignums()
        assert style == dict(mpl.rcParams)

    def test_given_ones_are_used(self) -> None:
        given = Figure().subplots()
        assert given is to_axes(given, x="time", y="share")
        assert ("time", "share") == (given.get_xlabel(), given.get_ylabel())

    def test_anything_else_is_refused(self) -> None:
        wanted = r"^ax must be matplotlib Axes or None, got 7$"
        with pytest.raises(WrongTypeError, match=wanted):
            to_axes(7, x="", y="")  # type: ignore[arg-type]


class TestNames:
    @pytest.mark.parametrize(
        ("key", "expected"),
        [
            (None, "—"),
            (float("nan"), "—"),
            (pd.NaT, "—"),
            (1.5, "1.5"),
            (date(2026, 2, 1), "2026-02-01"),
            (datetime(2026, 2, 1, tzinfo=UTC), "2026-02-01"),
            (pd.Timestamp("2026-02-01"), "2026-02-01"),
            (pd.Timestamp("2026-02-01 09:30"), "2026-02-01 09:30:00"),
            (pd.Period("2026-02", "M"), "2026-02"),
            ("Рига", "Рига"),
            (date(2026, 5, 1), "2026-05-01"),
            (("gold", None, 3), "gold, —, 3"),
            (SlaState.BREACHED, "breached"),
            (Urgency.HIGH, "high"),
            (Colour.DARK_RED, "dark red"),
        ],
    )
    def test_of_a_group(self, key: object, expected: str) -> None:
        assert expected == name_of(key, "en")

    def test_of_our_vocabulary_are_translated(self) -> None:
        key = (SlaState.BREACHED, Urgency.HIGH, "high")
        assert "нарушен, высокий, high" == name_of(key, "ru")

    def test_up_to_the_longest_stay_whole(self) -> None:
        assert "x" * 24 == shorten("x" * 24)

    def test_longer_ones_keep_both_ends(self) -> None:
        assert "a" * 16 + "…" + "b" * 7 == shorten("a" * 20 + "b" * 20)

    def test_no_gap_stands_beside_what_is_left_out(self) -> None:
        assert "abcde…jk" == shorten("abcde fghi jk", 9)

    def test_lines_are_joined(self) -> None:
        assert "a b c" == shorten(" a\nb\t c ")

    def test_dollars_are_no_mathematics(self, ax: Axes) -> None:
        assert r"\$5 and \$6_x^" == shorten("$5 and $6_x^")
        name_columns(ax, ["$5 and $6_x^"])
        ax.figure.draw_without_rendering()  # type: ignore[union-attr]


class TestColumns:
    def test_short_ones_are_level(self, ax: Axes) -> None:
        name_columns(ax, ["a", "b"])
        assert [(0, "a"), (1, "b")] == columns(ax)
        assert [0, 0] == [label.get_rotation() for label in ax.get_xticklabels()]
        assert (-0.6, 1.6) == ax.get_xlim()

    def test_notes_stand_below(self, ax: Axes) -> None:
        name_columns(ax, ["a", "b"], ["n=1", "n=22"])
        assert [(0, "a\nn=1"), (1, "b\nn=22")] == columns(ax)

    def test_those_that_do_not_fit_are_slanted_and_shorter(self, ax: Axes) -> None:
        names = [f"a cause with a long name {place}" for place in range(12)]
        name_columns(ax, names, ["n=1"] * 12)
        found = columns(ax)
        assert (0, "a cause wi…ame 0, n=1") == found[0]
        assert 12 == len(found)
        labels = ax.get_xticklabels()
        assert {(45, "right")} == {
            (x.get_rotation(), x.get_horizontalalignment()) for x in labels
        }

    def test_notes_count_for_what_fits(self, ax: Axes) -> None:
        name_columns(ax, ["a"] * 12, ["n=1000000"] * 12)
        assert {45} == {label.get_rotation() for label in ax.get_xticklabels()}

    def test_of_very_many_each_tenth_is_shown_without_a_note(self, ax: Axes) -> None:
        names = [f"cause {place}" for place in range(200)]
        name_columns(ax, names, ["n=1"] * 200)
        expected = [(place, f"cause {place}") for place in range(0, 200, 10)]
        assert expected == columns(ax)
        assert (-0.6, 199.6) == ax.get_xlim()

    def test_numbers_stay_level_however_many(self, ax: Axes) -> None:
        name_columns(ax, [str(place) for place in range(1, 201)])
        found = columns(ax)
        assert [(0, "1"), (20, "21"), (40, "41")] == found[:3]
        assert {0} == {label.get_rotation() for label in ax.get_xticklabels()}

    def test_six_characters_stay_level_and_seven_do_not(self, ax: Axes) -> None:
        name_columns(ax, ["123456"] * 40)
        assert {0} == {label.get_rotation() for label in ax.get_xticklabels()}
        name_columns(ax, ["1234567"] * 40)
        assert {45} == {label.get_rotation() for label in ax.get_xticklabels()}

    def test_narrow_axes_show_one_at_least(self) -> None:
        narrow = Figure(figsize=(0.1, 4)).subplots()
        name_columns(narrow, ["abc", "def"])
        assert [(0, "abc")] == columns(narrow)
        name_columns(narrow, ["a long name", "another one"])
        assert [(0, "a long name")] == columns(narrow)


class TestRows:
    def test_the_first_is_at_the_top(self, ax: Axes) -> None:
        name_rows(ax, ["a", "b", "c"])
        assert [(0, "a"), (1, "b"), (2, "c")] == rows(ax)
        assert (2.6, -0.6) == ax.get_ylim()

    def test_or_at_the_bottom(self, ax: Axes) -> None:
        name_rows(ax, ["a", "b", "c"], upward=True)
        assert (-0.6, 2.6) == ax.get_ylim()

    def test_of_very_many_some_are_shown(self, ax: Axes) -> None:
        name_rows(ax, [f"{place}" for place in range(200)])
        assert [(0, "0"), (20, "20"), (40, "40")] == rows(ax)[:3]
        assert 10 == len(rows(ax))

    def test_long_ones_are_cut(self, ax: Axes) -> None:
        name_rows(ax, ["b" * 30])
        assert [(0, "b" * 16 + "…" + "b" * 7)] == rows(ax)

    def test_low_axes_show_one_at_least(self) -> None:
        low = Figure(figsize=(4, 0.1)).subplots()
        name_rows(low, ["a", "b"])
        assert [(0, "a")] == rows(low)


class TestLegend:
    def test_short_texts_stand_side_by_side(self, ax: Axes) -> None:
        for text in "abc":
            ax.axhline(0, label=text)
        add_legend(ax)
        legend = ax.get_legend()
        assert legend is not None
        assert ["a", "b", "c"] == [text.get_text() for text in legend.get_texts()]
        assert 6 == legend._ncols  # type: ignore[attr-defined]

    def test_long_ones_below_one_another(self, ax: Axes) -> None:
        ax.axhline(0, label="x" * 60)
        add_legend(ax)
        legend = ax.get_legend()
        assert legend is not None
        assert 1 == legend._ncols  # type: ignore[attr-defined]

    def test_it_covers_no_data(self, ax: Axes) -> None:
        ax.axhline(0, label="line")
        add_legend(ax)
        legend = ax.get_legend()
        assert legend is not None
        ax.figure.draw_without_rendering()  # type: ignore[union-attr]
        assert legend.get_window_extent().y0 >= ax.bbox.y1


class TestMarks:
    @pytest.mark.parametrize(("n", "expected"), [(1, 6), (40, 6), (41, 2.5)])
    def test_are_small_where_there_are_many(self, n: int, expected: float) -> None:
        assert expected == mark_size(n)


class TestPercent:
    @pytest.mark.parametrize(
        ("share", "expected"),
        [
            (0, "0%"),
            (-1e-12, "0%"),
            (-0.02, ""),
            (0.1 + 0.2, "30%"),
            (0.95, "95%"),
            (0.9999, "99.99%"),
            (1, "100%"),
            (1 + 1e-12, "100%"),
            (1.02, ""),
        ],
    )
    def test_is_of_shares_alone(self, share: float, expected: str) -> None:
        assert expected == percent(share)
