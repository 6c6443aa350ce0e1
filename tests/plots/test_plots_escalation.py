"""The picture of an escalation: who is told when."""

from datetime import UTC, datetime, timedelta

import pytest
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.figure import Figure
from numpy import asarray

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.escalation import EscalationPath, EscalationState, Step
from servicedesk_core.plots import escalation
from servicedesk_core.sla import (
    CustomMetric,
    ServiceLevelTarget,
    Signal,
    SlaStatus,
    measure_signals,
)
from servicedesk_core.tickets import open_ticket
from servicedesk_core.timeline import localize

NINE = localize(datetime(2026, 1, 12, 9), "Europe/Riga")  # noqa: DTZ001
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
PATH = EscalationPath.parse("15m lead; 1h tier 2; 2h boss, deputy")
STEPS = PATH.plan(open_ticket("INC1", at=NINE), now=NINE)


def status(within: timedelta, metric: object = "resolution") -> SlaStatus:
    target = ServiceLevelTarget(metric, within, ServiceCalendar.always())  # type: ignore[arg-type]
    return measure_signals([Signal(NINE, "opened")], target, now=NINE)


def step(minutes: int, level: int = 1, who: tuple[str, ...] = ("duty",)) -> Step:
    at = NINE + minutes * MINUTE
    return Step(level, "hierarchical", who, at, f"1.1.{level}.{minutes}")


def data(ax: Axes, line: int) -> list[tuple[int, float]]:
    """Return the points of a line, x in minutes since nine."""
    origin = date2num(NINE)  # type: ignore[no-untyped-call]
    points = asarray(ax.lines[line].get_xydata())
    return [(round((x - origin) * 1440), float(y)) for x, y in points]


def rows(ax: Axes) -> list[str]:
    return [label.get_text() for label in ax.get_yticklabels()]


def legend(ax: Axes) -> list[str]:
    found = ax.get_legend()
    assert found is not None
    return [text.get_text() for text in found.get_texts()]


class TestSteps:
    def test_of_a_plan_climb_from_row_to_row(self) -> None:
        ax = escalation(STEPS)
        assert ["1: lead", "2: tier 2", "3: boss, deputy"] == rows(ax)
        assert [(15, 0), (60, 1), (120, 2)] == data(ax, 0)
        assert "steps-post" == ax.lines[0].get_drawstyle()
        assert (-0.6, 2.6) == ax.get_ylim()

    def test_marks_tell_their_kind(self) -> None:
        ax = escalation(STEPS)
        assert ["functional", "hierarchical"] == legend(ax)
        assert [(60, 1)] == data(ax, 1)
        assert [(15, 0), (120, 2)] == data(ax, 2)
        assert ["s", "^"] == [line.get_marker() for line in ax.lines[1:]]

    def test_that_find_nobody_are_crossed(self) -> None:
        ax = escalation([step(0), step(10, 2, ())])
        assert ["hierarchical", "nobody on call"] == legend(ax)
        assert "X" == ax.lines[2].get_marker()
        assert [(10, 1)] == data(ax, 2)
        assert ["1: duty", "2: nobody on call"] == rows(ax)

    def test_of_a_state_stand_where_somebody_was_told(self) -> None:
        ticket, state = open_ticket("INC1", at=NINE), EscalationState(NINE)
        late = PATH.due(ticket, state=state, now=NINE + 30 * MINUTE)
        ax = escalation(state.with_fired(late).fired)
        assert [(30, 0)] == data(ax, 0)

    def test_are_sorted_by_time_and_rows_by_level(self) -> None:
        ax = escalation([step(60, 2, ("b",)), step(5, 1, ("a",)), step(90, 1, ("c",))])
        assert [(5, 0), (60, 2), (90, 1)] == data(ax, 0)
        assert ["1: a", "1: c", "2: b"] == rows(ax)

    def test_repeated_stay_in_their_row(self) -> None:
        ax = escalation([step(0), step(10), step(20)])
        assert [(0, 0), (10, 0), (20, 0)] == data(ax, 0)
        assert ["1: duty"] == rows(ax)

    def test_of_two_hundred_levels_are_small_with_some_names(self) -> None:
        ax = escalation([step(at, at + 1, (f"группа {at}",)) for at in range(200)])
        assert ["1: группа 0", "21: группа 20"] == rows(ax)[:2]
        assert 4.5 == ax.lines[1].get_markersize()
        assert 8 == escalation(STEPS).lines[1].get_markersize()


class TestBreaches:
    def test_are_lines_named_after_the_metric(self) -> None:
        ax = escalation(
            STEPS, statuses=[status(4 * HOUR), status(3 * HOUR, "first_response")]
        )
        assert [(240, 0), (240, 1)] == data(ax, -2)
        assert [(180, 0), (180, 1)] == data(ax, -1)
        assert ["--", ":"] == [line.get_linestyle() for line in ax.lines[-2:]]
        assert ["breach: resolution", "breach: first response"] == legend(ax)[-2:]

    def test_fourth_line_is_dashed_as_the_first(self) -> None:
        ax = escalation(STEPS, statuses=[status(n * HOUR) for n in range(1, 5)])
        styles = [line.get_linestyle() for line in ax.lines[-4:]]
        assert ["--", ":", "-.", "--"] == styles

    def test_of_a_clock_that_stopped_in_time_is_none(self) -> None:
        target = ServiceLevelTarget("resolution", HOUR, ServiceCalendar.always())
        signals = [Signal(NINE, "opened"), Signal(NINE + MINUTE, "resolved")]
        met = measure_signals(signals, target, now=NINE + HOUR)
        ax = escalation(STEPS, statuses=[met])
        assert ["functional", "hierarchical"] == legend(ax)

    def test_tell_agreement_and_own_metric(self) -> None:
        metric = CustomMetric("parts_in", start={"opened"}, stop={"resolved"})
        target = ServiceLevelTarget(metric, HOUR, ServiceCalendar.always())
        found = measure_signals([Signal(NINE, "opened")], target, now=NINE)
        named = SlaStatus(
            found.target,
            found.within,
            found.calendar,
            found.now,
            found.clock,
            agreement="gold",
        )
        assert "breach: gold parts_in" == legend(escalation(STEPS, statuses=[named]))[2]

    def test_lie_inside_the_axes(self) -> None:
        ax = escalation(STEPS, statuses=[status(10 * HOUR + 15 * MINUTE)])
        origin = date2num(NINE)  # type: ignore[no-untyped-call]
        bounds = [round((x - origin) * 1440, 6) for x in ax.get_xlim()]
        assert [-15, 645] == bounds


class TestTime:
    def test_a_single_instant_has_a_quarter_of_an_hour_around_it(self) -> None:
        origin = date2num(NINE)  # type: ignore[no-untyped-call]
        bounds = escalation([step(0)]).get_xlim()
        assert [-15, 15] == [round((x - origin) * 1440, 6) for x in bounds]

    @pytest.mark.parametrize("minutes", [0, 3, 16, 100, 155, 185, 2_000, 4_400, 90_000])
    def test_has_few_ticks_in_numbers_at_any_length(self, minutes: int) -> None:
        ax = escalation([step(0), step(minutes, 2)])
        ax.figure.draw_without_rendering()  # type: ignore[union-attr]
        texts = [label.get_text() for label in ax.get_xticklabels()]
        assert 2 <= len(texts) <= 8
        assert not any(char.isalpha() for text in texts for char in text)

    def test_is_of_the_zone_of_the_steps(self) -> None:
        ax = escalation(STEPS)
        ax.figure.draw_without_rendering()  # type: ignore[union-attr]
        assert "time, Europe/Riga" == ax.get_xlabel()
        texts = [label.get_text() for label in ax.get_xticklabels()]
        assert {"09:30", "10:00", "10:30", "11:00"} <= set(texts)
        assert "2026-01-12" == ax.xaxis.get_offset_text().get_text()

    def test_is_utc_if_the_steps_are(self) -> None:
        at = datetime(2026, 1, 12, 9, tzinfo=UTC)
        ax = escalation([Step(1, "functional", ("a",), at, "1.1.1.1")])
        assert "time, UTC" == ax.get_xlabel()


class TestAxes:
    def test_given_ones_are_used(self) -> None:
        given = Figure().subplots()
        assert given is escalation(STEPS, ax=given)

    def test_words_are_russian_if_wanted(self) -> None:
        ax = escalation(STEPS, statuses=[status(4 * HOUR)], language="ru")
        assert "время, Europe/Riga" == ax.get_xlabel()
        assert "уровень" == ax.get_ylabel()
        assert [
            "функциональная эскалация",
            "иерархическая эскалация",
            "нарушение срока: решение",
        ] == legend(ax)
        assert "level" == escalation(STEPS).get_ylabel()


class TestRefusals:
    def test_no_step(self) -> None:
        wanted = r"^steps must be one step at least, got \(\)$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            escalation(())

    def test_something_else(self) -> None:
        wanted = r"^steps must be Step values, in a list, got 7$"
        with pytest.raises(WrongTypeError, match=wanted):
            escalation(7)  # type: ignore[arg-type]
        with pytest.raises(WrongTypeError, match=wanted):
            escalation([7])  # type: ignore[list-item]
        wanted = r"^statuses must be SlaStatus values, in a list, got 7$"
        with pytest.raises(WrongTypeError, match=wanted):
            escalation(STEPS, statuses=[7])  # type: ignore[list-item]

    def test_a_step_of_no_instant(self) -> None:
        naive = Step(1, "functional", ("a",), datetime(2026, 1, 12), "1")  # noqa: DTZ001
        with pytest.raises(NaiveDatetimeError, match=r"^steps must be an aware"):
            escalation([naive])

    def test_another_language_before_anything_is_drawn(self) -> None:
        given = Figure().subplots()
        with pytest.raises(InvalidArgumentError, match=r"^language must be en or ru"):
            escalation(STEPS, ax=given, language="de")
        assert [] == list(given.lines)
