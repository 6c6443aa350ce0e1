"""From a complaint to an idea to a measure."""

from typing import Any

import pytest

from servicedesk_core.complaints import (
    ComplaintTrace,
    Idea,
    Measure,
    trace_complaints,
)
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError

LOAD = Idea("I1", "quote times by load", complaints=["C1", "C2"])
CALL = Idea("I2", "call when late", complaints=["C2"])


def measure(name: str, idea: str | None) -> Measure:
    return Measure(name, "delay", remedy="result", forecast=1, idea=idea)


QUOTE, MAP, PHONE = measure("M1", "I1"), measure("M2", "I1"), measure("M3", "I2")
ALONE = measure("M4", None)


def test_each_complaint_leads_to_its_ideas_and_measures() -> None:
    assert (
        ComplaintTrace("C2", (LOAD, CALL), (QUOTE, MAP, PHONE)),
        ComplaintTrace("C1", (LOAD,), (QUOTE, MAP)),
        ComplaintTrace("C3", (), ()),
    ) == trace_complaints(
        ["C2", "C1", "C3"],
        ideas=[LOAD, CALL],
        measures=[QUOTE, MAP, PHONE, ALONE],
    )


def test_a_complaint_named_twice_counts_once() -> None:
    assert ("C2", "C1") == Idea("I1", "x", complaints=["C2", "C1", "C2"]).complaints


def test_two_ideas_of_one_id_are_refused() -> None:
    with pytest.raises(
        InvalidArgumentError,
        match=r"^ideas must be of different ids, got \['I1', 'I1'\]$",
    ):
        trace_complaints([], ideas=[LOAD, LOAD], measures=[])


def test_a_measure_of_an_unknown_idea_is_refused() -> None:
    with pytest.raises(
        InvalidArgumentError, match=r"^measures must be of ideas given, got 'I2'$"
    ):
        trace_complaints([], ideas=[LOAD], measures=[PHONE])


def test_an_idea_comes_from_a_complaint() -> None:
    with pytest.raises(
        InvalidArgumentError, match=r"^complaints must be one at least, got \(\)$"
    ):
        Idea("I1", "x", complaints=[])
    with pytest.raises(InvalidArgumentError, match=r"^complaints must be a text that"):
        Idea("I1", "x", complaints=[""])


@pytest.mark.parametrize(("name", "at"), [("id", 0), ("text", 1)])
def test_a_blank_text_is_refused(name: str, at: int) -> None:
    texts = ["I1", "x"]
    texts[at] = " "
    with pytest.raises(InvalidArgumentError, match=rf"^{name} must be a text that"):
        Idea(*texts, complaints=["C1"])


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("complaints", "ids of complaints"),
        ("ideas", "Idea values"),
        ("measures", "Measure values"),
    ],
)
def test_other_values_are_refused(name: str, wanted: str) -> None:
    known: dict[str, Any] = {"complaints": [], "ideas": [], "measures": []}
    with pytest.raises(WrongTypeError, match=rf"^{name} must be {wanted}, got 7$"):
        trace_complaints(**{**known, name: [7]})
