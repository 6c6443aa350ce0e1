"""Measures, and where each of them stands."""

from typing import Any

import pytest

from servicedesk_core.complaints import Measure, MeasureState, measure_progress
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.satisfaction import Remedy
from servicedesk_core.stats import proportion_interval


def measure(**rest: Any) -> Measure:
    known: dict[str, Any] = {"id": "M1", "topic": "delay"}
    return Measure(**{**known, "remedy": "result", "forecast": 10, **rest})


class TestMeasure:
    def test_it_begins_as_new(self) -> None:
        found = measure(remedy="expectation")

        assert (MeasureState.NEW, Remedy.EXPECTATION) == (found.state, found.remedy)
        assert (None, None, 10.0) == (found.planned_release, found.idea, found.forecast)

    def test_a_scheduled_one_has_a_release(self) -> None:
        assert (
            "May" == measure(state="scheduled", planned_release="May").planned_release
        )
        with pytest.raises(
            InvalidArgumentError,
            match=r"^planned_release must be given where the measure is scheduled, "
            r"got None$",
        ):
            measure(state="scheduled")

    @pytest.mark.parametrize("state", ["new", "postponed", "done"])
    def test_the_others_may_have_none(self, state: str) -> None:
        assert measure(state=state).planned_release is None

    @pytest.mark.parametrize("name", ["id", "topic", "planned_release", "idea"])
    def test_a_blank_text_is_refused(self, name: str) -> None:
        with pytest.raises(
            InvalidArgumentError, match=rf"^{name} must be a text that is not blank"
        ):
            measure(**{name: " "})

    def test_values_out_of_range_are_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^forecast must be 0.* or more, got -1"
        ):
            measure(forecast=-1)
        with pytest.raises(InvalidArgumentError, match=r"^state must be one of new, s"):
            measure(state="open")
        with pytest.raises(InvalidArgumentError, match=r"^remedy must be one of resu"):
            measure(remedy="prayer")


class TestProgress:
    def test_postponed_is_not_done(self) -> None:
        states = ["done", "postponed", "postponed", "new"]
        found = measure_progress(
            (measure(state=state) for state in states), confidence=0.9
        )

        assert {
            MeasureState.NEW: 1,
            MeasureState.SCHEDULED: 0,
            MeasureState.POSTPONED: 2,
            MeasureState.DONE: 1,
        } == found.counts
        assert proportion_interval(1, 4, confidence=0.9) == found.done

    def test_no_measures_have_no_share(self) -> None:
        assert measure_progress([]).done is None

    def test_other_values_are_refused(self) -> None:
        broken: Any = [7]
        with pytest.raises(
            WrongTypeError, match=r"^measures must be Measure values, got 7$"
        ):
            measure_progress(broken)
