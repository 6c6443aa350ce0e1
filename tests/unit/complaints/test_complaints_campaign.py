"""Whom messages by several channels reach."""

from decimal import Decimal
from typing import Any

import pytest

from servicedesk_core.complaints import reach
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError


@pytest.mark.parametrize(
    ("probabilities", "expected"),
    [
        ([0.5, 0.4, 0.2], 0.76),
        ([Decimal("0.5"), "0.4", 0.2], 0.76),
        ([0.3], 0.3),
        ([0.0, 0.0], 0.0),
        ([0.1, 1], 1.0),
        ([], 0.0),
    ],
)
def test_one_attempt_of_several_is_enough(
    probabilities: list[Any], expected: float
) -> None:
    assert expected == reach(probabilities)


@pytest.mark.parametrize("p", [-0.1, 1.1])
def test_what_is_no_probability_is_refused(p: float) -> None:
    with pytest.raises(
        InvalidArgumentError, match=r"^probabilities\[1\] must be between 0 and 1, got"
    ):
        reach([0.5, p])


@pytest.mark.parametrize("broken", ["0.5", 0.5])
def test_what_is_no_list_is_refused(broken: Any) -> None:
    with pytest.raises(
        WrongTypeError, match=r"^probabilities must be probabilities, in a list, got"
    ):
        reach(broken)
