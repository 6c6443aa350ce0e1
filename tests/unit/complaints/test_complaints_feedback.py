"""What clients say, in one form."""

from datetime import UTC, datetime
from typing import Any

import pytest

from servicedesk_core.complaints import FeedbackItem, FeedbackKind
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)


def feedback(kind: Any = "contact", **rest: Any) -> FeedbackItem:
    known = {"topic": "card", "team": "cards", "client": "ivan", "at": MONDAY}
    return FeedbackItem(kind, **{**known, **rest})


@pytest.mark.parametrize("kind", list(FeedbackKind))
def test_every_kind_has_one_form(kind: FeedbackKind) -> None:
    assert kind is feedback(kind).kind
    assert feedback(kind) == feedback(kind.value)


def test_a_score_may_be_missing() -> None:
    assert feedback().score is None
    assert 4.0 == feedback("csi", score=4).score


@pytest.mark.parametrize("name", ["topic", "team", "client"])
def test_a_blank_text_is_refused(name: str) -> None:
    with pytest.raises(InvalidArgumentError, match=rf"^{name} must be a text that is"):
        feedback(**{name: " "})


def test_other_values_are_refused() -> None:
    with pytest.raises(InvalidArgumentError, match=r"^kind must be one of nps, csi, c"):
        feedback("letter")
    with pytest.raises(NaiveDatetimeError, match=r"^at must be an aware datetime"):
        feedback(at=MONDAY.replace(tzinfo=None))
    with pytest.raises(InvalidArgumentError, match=r"^score must be finite, got nan$"):
        feedback(score=float("nan"))
    with pytest.raises(WrongTypeError, match=r"^score must be a number, got '4'$"):
        feedback(score="4")
