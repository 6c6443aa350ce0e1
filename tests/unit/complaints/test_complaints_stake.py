"""What is at stake outweighs how many are concerned."""

import pytest

from servicedesk_core.complaints import Stake, raised_priority
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.priority import Priority


@pytest.mark.parametrize("stake", list(Stake))
@pytest.mark.parametrize("priority", list(Priority))
def test_what_nothing_makes_good_comes_first(priority: Priority, stake: Stake) -> None:
    assert Priority.CRITICAL is raised_priority(priority, stake)


@pytest.mark.parametrize("priority", list(Priority))
def test_nothing_at_stake_changes_nothing(priority: Priority) -> None:
    assert priority is raised_priority(priority, None)


@pytest.mark.parametrize(
    ("priority", "expected"),
    [
        (Priority.CRITICAL, Priority.CRITICAL),
        (Priority.HIGH, Priority.HIGH),
        (Priority.MODERATE, Priority.HIGH),
    ],
)
def test_a_more_urgent_one_stays(priority: Priority, expected: Priority) -> None:
    assert expected is raised_priority(priority, "health", to=Priority.HIGH)


def test_unknown_words_are_refused() -> None:
    with pytest.raises(InvalidArgumentError, match=r"^stake must be one of life, hea"):
        raised_priority(Priority.LOW, "honour")
    with pytest.raises(InvalidArgumentError, match=r"^priority must be one of"):
        raised_priority(9, None)
    with pytest.raises(InvalidArgumentError, match=r"^to must be one of"):
        raised_priority(Priority.LOW, None, to=9)
