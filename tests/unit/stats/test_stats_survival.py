"""How long things last when some have not ended yet."""

from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.stats import Survival, kaplan_meier

ENDED: list[Any] = [1, 1, 0, 1, 1, 1, 0, 1]


class TestKaplanMeier:
    def test_counts_open_ones_for_as_long_as_they_were_seen(self) -> None:
        found = kaplan_meier([1, 2, 2, 3, 5, 8, 8, 12], ENDED)
        assert found is not None
        assert (1, 2, 3, 5, 8, 12) == found.times
        assert (0.875, 0.75, 0.6, 0.45, 0.3, 0) == pytest.approx(found.survival)
        assert (8, 7, 5, 4, 3, 1) == found.at_risk
        assert (5.0, 8, 2) == (found.median, found.n, found.censored)

    def test_has_no_median_where_more_than_half_last(self) -> None:
        found = kaplan_meier([1, 2, 3, 4], [True, False, False, False])
        assert found == Survival((1.0,), (0.75,), (4,), 4, 3)
        assert found.median is None

    def test_has_a_median_where_exactly_half_last(self) -> None:
        found = kaplan_meier([1, 2, 3, 4], [True, True, False, False])
        assert found is not None
        assert 2.0 == found.median
        # 13 steps of which the seventh leaves half, but for rounding
        found = kaplan_meier(range(14), [True] * 14)
        assert found is not None
        assert 6.0 == found.median

    def test_of_nothing_ended_has_no_steps(self) -> None:
        assert Survival((), (), (), 2, 2) == kaplan_meier([3, 4], [False, False])

    def test_of_nothing_is_undefined(self) -> None:
        assert kaplan_meier([], []) is None

    def test_takes_times_in_any_order(self) -> None:
        there = kaplan_meier([3, 1, 2], [True, False, True])
        assert there == kaplan_meier([1, 2, 3], [False, True, True])

    def test_takes_several_ends_at_once(self) -> None:
        assert Survival((0.0, 2.0), (0.5, 0.0), (4, 2), 4, 0) == kaplan_meier(
            [0, 0, 2, 2], [True] * 4
        )

    @pytest.mark.parametrize(
        ("times", "events", "error", "message"),
        [
            (
                [1, -1],
                [True, True],
                InvalidArgumentError,
                "times[1] must be 0 or more, got -1.0",
            ),
            (
                [1, 2],
                [True],
                InvalidArgumentError,
                "events must be as long as times, 2 items, got (True,)",
            ),
            (
                [1],
                [2],
                InvalidArgumentError,
                "events[0] must be between 0 and 1, got 2",
            ),
            ([1], ["no"], WrongTypeError, "events[0] must be a whole number, got 'no'"),
            ([1], True, WrongTypeError, "events must be bools, in a list, got True"),
        ],
    )
    def test_refuses_other_things(
        self, times: Any, events: Any, error: Any, message: str
    ) -> None:
        with pytest.raises(error) as caught:
            kaplan_meier(times, events)
        assert message == str(caught.value)
