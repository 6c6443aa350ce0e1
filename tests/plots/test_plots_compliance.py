"""The picture of shares that kept their target."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from matplotlib.axes import Axes
from matplotlib.container import ErrorbarContainer
from matplotlib.figure import Figure

from servicedesk_core import frames
from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.plots import compliance
from servicedesk_core.sla import (
    Period,
    ServiceLevelTarget,
    Signal,
    SlaStatus,
    compliance as count,
    measure_signals,
)
from servicedesk_core.stats import proportion_interval

HOUR = timedelta(hours=1)
TARGET = ServiceLevelTarget("resolution", 4 * HOUR, ServiceCalendar.always())


def status(month: int, hours: float, key: str = "desk") -> SlaStatus:
    opened = datetime(2026, month, 5, 9, tzinfo=UTC)
    ended = opened + hours * HOUR
    signals = [Signal(opened, "opened"), Signal(ended, "resolved")]
    return measure_signals(signals, TARGET, now=ended, key=key)


def points(ax: Axes) -> list[tuple[float, float, float, float]]:
    """Return the place, the share and the ends of the interval of each point."""
    (container,) = ax.containers
    assert isinstance(container, ErrorbarContainer)
    line, _, (bars,) = container
    assert line is not None
    ends = [[round(float(y), 9) for _, y in each] for each in bars.get_segments()]
    return [
        (x, round(y, 9), low, high)
        for (x, y), (low, high) in zip(line.get_xydata().tolist(), ends, strict=True)
    ]


def names(ax: Axes) -> list[str]:
    return [label.get_text() for label in ax.get_xticklabels()]


def legend(ax: Axes) -> list[str]:
    found = ax.get_legend()
    assert found is not None
    return [text.get_text() for text in found.get_texts()]


class TestOfCompliance:
    def test_periods_come_in_order_of_time(self) -> None:
        report = count(
            [status(3, 9), status(1, 1), status(1, 9), status(2, 1)],
            period=Period("finished"),
        )
        ax = compliance(report)
        assert ["2026-01-01\nn=2", "2026-02-01\nn=1", "2026-03-01\nn=1"] == names(ax)
        groups = [report.groups[date(2026, month, 1)] for month in (1, 2, 3)]
        expected = [
            (at, group.share, round(group.low or 0, 9), round(group.high or 0, 9))
            for at, group in enumerate(groups)
        ]
        assert expected == points(ax)
        assert [0.5, 1, 0] == [share for _, share, *_ in points(ax)]

    def test_pairs_of_key_and_period_too_and_no_period_comes_last(self) -> None:
        found = [status(2, 1, "b"), status(1, 1, "b"), status(1, 9, "a")]
        waiting = measure_signals(
            [Signal(datetime(2026, 1, 5, 9, tzinfo=UTC), "opened")],
            TARGET,
            now=datetime(2026, 1, 5, 10, tzinfo=UTC),
            key="a",
        )
        report = count(
            [waiting, *found], by=lambda each: each.key, period=Period("finished")
        )
        assert [
            "b, 2026-01-01, n=1",
            "a, 2026-01-01, n=1",
            "b, 2026-02-01, n=1",
            "a, —, n=0",
        ] == names(compliance(report))

    def test_other_keys_keep_their_order(self) -> None:
        report = count([status(1, 1, "b"), status(1, 1, "a")], by=lambda each: each.key)
        assert ["b\nn=1", "a\nn=1"] == names(compliance(report))

    def test_an_empty_key_is_a_group_like_any_other(self) -> None:
        report = count([status(1, 1)], by=lambda _: ())
        assert ["\nn=1"] == names(compliance(report))

    def test_without_groups_it_is_one_itself(self) -> None:
        ax = compliance(count([status(1, 1), status(1, 9)], confidence=0.9))
        assert ["total\nn=2"] == names(ax)
        assert ["90% CI"] == legend(ax)
        assert 0.5 == points(ax)[0][1]

    def test_an_undefined_share_is_no_point(self) -> None:
        ax = compliance(count([]))
        assert ["total\nn=0"] == names(ax)
        assert [] == points(ax)


class TestOfNumbers:
    def test_each_is_a_point_with_an_interval(self) -> None:
        ax = compliance(
            {
                "May": (0.9, 0.8, 0.95, 60),
                "June": (None, None, None, 0),
                "July": (1, 0.9, 1, 40),
            }
        )
        assert [(0, 0.9, 0.8, 0.95), (2, 1, 0.9, 1)] == points(ax)
        assert ["May\nn=60", "June\nn=0", "July\nn=40"] == names(ax)
        assert ["interval"] == legend(ax)

    def test_a_compliance_may_be_among_them(self) -> None:
        report = count([status(1, 1), status(1, 9)])
        ax = compliance({"desk": report})
        assert ["desk\nn=2"] == names(ax)
        assert 0.5 == points(ax)[0][1]

    def test_ends_that_miss_by_a_last_digit_are_taken(self) -> None:
        ax = compliance({"a": (1, 0.9, 1 - 1e-12, 5), "b": (0, 1e-12, 0.1, 5)})
        assert [(0, 1, 0.9, 1), (1, 0, 0, 0.1)] == points(ax)

    def test_two_hundred_are_small_with_some_names(self) -> None:
        ax = compliance({f"{at} group": (0.5, 0.4, 0.6, 9) for at in range(200)})
        assert 200 == len(points(ax))
        assert ["0 group", "10 group"] == names(ax)[:2]
        (container,) = ax.containers
        assert isinstance(container, ErrorbarContainer)
        line, caps, (bars,) = container
        assert line is not None
        assert (2.5, 0.625) == (line.get_markersize(), bars.get_linewidths()[0])
        assert () == caps

    def test_few_are_large_with_caps(self) -> None:
        (container,) = compliance({"May": (0.9, 0.8, 0.95, 60)}).containers
        assert isinstance(container, ErrorbarContainer)
        line, caps, (bars,) = container
        assert line is not None
        assert (6, 1.5) == (line.get_markersize(), bars.get_linewidths()[0])
        assert [6, 6] == [cap.get_markersize() for cap in caps]


class TestOfFrames:
    TEAMS: ClassVar = ["b", "a", "b", "a", "c"]
    STATES: ClassVar = ["met", "met", "breached", "breached", "paused"]

    @pytest.mark.parametrize("kind", [pd.DataFrame, pl.DataFrame, pa.table])
    def test_each_row_is_a_point(self, kind: Callable[..., Any]) -> None:
        found = frames.compliance(
            kind({"team": self.TEAMS, "sla_state": self.STATES}), by="team"
        )

        ax = compliance(found, label="team")

        interval = proportion_interval(1, 2)
        assert interval is not None
        ends = round(interval.low, 9), round(interval.high, 9)
        assert [(0, 0.5, *ends), (1, 0.5, *ends)] == points(ax)
        assert ["b\nn=2", "a\nn=2", "c\nn=0"] == names(ax)
        assert ["interval"] == legend(ax)

    @pytest.mark.parametrize("kind", [pd.DataFrame, pl.DataFrame, pa.table])
    def test_periods_are_dates(self, kind: Callable[..., Any]) -> None:
        times = [datetime(2026, month, 5, 9, tzinfo=UTC) for month in (1, 2)]
        df = kind({"at": [*times, None], "sla_state": ["met"] * 3})
        found = frames.compliance(df, period="month", at="at")

        assert ["2026-01-01\nn=1", "2026-02-01\nn=1", "—\nn=1"] == names(
            compliance(found, label="period")
        )

    def test_several_columns_name_a_row(self) -> None:
        df = pd.DataFrame(
            {"team": ["a", "b"], "site": [1, 2], "sla_state": ["met", "met"]}
        )
        found = frames.compliance(df, by=["team", "site"])

        assert ["a, 1\nn=1", "b, 2\nn=1"] == names(
            compliance(found, label=["team", "site"])
        )

    def test_periods_of_pandas_keep_their_text(self) -> None:
        month = pd.Period("2026-02", "M")
        ax = compliance({month: (0.9, 0.8, 0.95, 60)})
        assert ["2026-02\nn=60"] == names(ax)

    def test_a_label_needs_a_frame(self) -> None:
        for report in ({"May": (0.9, 0.8, 0.95, 60)}, count([]), 7):
            wanted = r"^report must be a frame, for label is given, got "
            with pytest.raises(WrongTypeError, match=wanted):
                compliance(report, label="period")  # type: ignore[arg-type]

    def test_a_frame_needs_its_columns(self) -> None:
        table = pd.DataFrame({"team": ["a"], "share": [1], "low": [0], "high": [1]})
        wanted = (
            r"^report must be a frame with columns share, low, high, n, got "
            r"'team, share, low, high'$"
        )
        with pytest.raises(InvalidArgumentError, match=wanted):
            compliance(table, label="team")
        table["n"] = 5
        wanted = (
            r"^label must be a column of the frame, one of team, share, low, high, n, "
            r"got 'site'$"
        )
        with pytest.raises(InvalidArgumentError, match=wanted):
            compliance(table, label=["team", "site"])
        wanted = r"^label must be one column at least, got \(\)$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            compliance(table, label=())
        wanted = r"^report must be of one group at least, got 'no row'$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            compliance(table[:0], label="team")


class TestAxes:
    def test_the_target_is_a_dashed_line(self) -> None:
        ax = compliance({"May": (0.9, 0.8, 0.95, 60)}, target=0.975)
        line = next(each for each in ax.lines if each.get_linestyle() == "--")
        assert [0.975, 0.975] == list(line.get_ydata())  # type: ignore[arg-type]
        assert {"interval", "target: 97.5%"} == set(legend(ax))

    def test_without_a_target_there_is_none(self) -> None:
        ax = compliance({"May": (0.9, 0.8, 0.95, 60)})
        assert "--" not in [line.get_linestyle() for line in ax.lines]

    def test_shares_are_percent_and_hardly_pass_their_bounds(self) -> None:
        ax = compliance({"May": (0.5, 0, 1, 60)})
        assert (-0.02, 1.02) == ax.get_ylim()
        assert "50%" == ax.yaxis.get_major_formatter()(0.5, 0)
        assert "share in time" == ax.get_ylabel()

    def test_narrow_shares_are_shown_closely(self) -> None:
        low, high = compliance({"May": (0.9, 0.85, 0.95, 60)}).get_ylim()
        assert 0.8 < low < 0.85
        assert 0.95 < high < 1

    def test_given_ones_are_used(self) -> None:
        given = Figure().subplots()
        assert given is compliance({"May": (0.9, 0.8, 0.95, 60)}, ax=given)

    def test_words_are_russian_if_wanted(self) -> None:
        report = count([status(1, 1)])
        ax = compliance(report, target=0.9, language="ru")
        assert {"95% ДИ", "цель: 90%"} == set(legend(ax))
        assert ["всего\nn=1"] == names(ax)
        assert "доля в срок" == ax.get_ylabel()


class TestRefusals:
    @pytest.mark.parametrize("report", [7, [0.9]])
    def test_something_else(self, report: object) -> None:
        wanted = (
            r"^report must be a Compliance, shares by label, or a frame with label=, "
            r"got "
        )
        with pytest.raises(WrongTypeError, match=wanted):
            compliance(report)  # type: ignore[arg-type]

    def test_nothing(self) -> None:
        wanted = r"^report must be of one group at least, got \{\}$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            compliance({})

    @pytest.mark.parametrize("value", [0.9, (0.9, 0.8, 0.95), [0.9, 0.8, 0.95, 60]])
    def test_a_group_of_something_else(self, value: object) -> None:
        wanted = r"^report\['May'\] must be a Compliance or \(share, low, high, n\)"
        with pytest.raises(WrongTypeError, match=wanted):
            compliance({"May": value})  # type: ignore[dict-item]

    @pytest.mark.parametrize("share", [0.79, 0.96])
    def test_a_share_out_of_its_interval(self, share: float) -> None:
        wanted = r"^report\['May'\] must be a share inside its interval, got \(0\."
        with pytest.raises(InvalidArgumentError, match=wanted):
            compliance({"May": (share, 0.8, 0.95, 60)})

    def test_percent_for_a_share(self) -> None:
        wanted = r"^report\['May'\] must be between 0 and 1, got 90\.0$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            compliance({"May": (90, 80, 95, 60)})
        wanted = r"^target must be between 0 and 1, got 95\.0$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            compliance({"May": (0.9, 0.8, 0.95, 60)}, target=95)

    def test_a_share_without_an_interval(self) -> None:
        wanted = r"^report\['May'\] must be a number, got None$"
        with pytest.raises(WrongTypeError, match=wanted):
            compliance({"May": (0.9, None, None, 60)})

    def test_a_part_of_one(self) -> None:
        wanted = r"^report\['May'\] must be a whole number, got 1\.5$"
        with pytest.raises(WrongTypeError, match=wanted):
            compliance({"May": (0.9, 0.8, 0.95, 1.5)})  # type: ignore[dict-item]

    def test_another_language_before_anything_is_drawn(self) -> None:
        given = Figure().subplots()
        with pytest.raises(InvalidArgumentError, match=r"^language must be en or ru"):
            compliance({"May": (0.9, 0.8, 0.95, 60)}, ax=given, language="de")
        assert ([], "") == (list(given.lines), given.get_ylabel())
