"""What an app stores of an escalation."""

import pickle
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    ServiceDeskError,
    WrongTypeError,
)
from servicedesk_core.escalation import (
    Acknowledgement,
    EscalationPath,
    EscalationState,
    Step,
)
from unit.escalation.path_cases import START, at

FIRST = Step(1, "hierarchical", ("lead",), START, "1.1.1.1")
SECOND = attrs.evolve(FIRST, level=2, at=at(30), key="1.1.2.1")


class TestFired:
    def test_steps_are_added_in_the_order_they_were_done(self) -> None:
        state = EscalationState(START).with_fired([SECOND]).with_fired([FIRST])

        assert (SECOND, FIRST) == state.fired

    def test_one_known_by_its_key_stays_as_it_was(self) -> None:
        again = attrs.evolve(FIRST, targets=("boss",), at=at(5))
        state = EscalationState(START, [FIRST]).with_fired([again, again])

        assert (FIRST,) == state.fired


class TestAcknowledged:
    def test_nobody_has_at_first(self) -> None:
        assert EscalationState(START).acknowledged is None
        assert EscalationState(START, acknowledged=()).acknowledged is None

    def test_who_did_when_is_listed_in_order(self) -> None:
        state = EscalationState(START).acknowledge("anna", at=at(5))
        state = state.acknowledge("boris", at=at(3)).acknowledge("anna", at=at(7))

        assert (
            Acknowledgement("boris", at(3)),
            Acknowledgement("anna", at(5)),
            Acknowledgement("anna", at(7)),
        ) == state.acknowledged

    def test_once_more_at_one_instant_changes_nothing(self) -> None:
        state = EscalationState(START).acknowledge("anna", at=at(5))
        riga = ZoneInfo("Europe/Riga")

        assert state is state.acknowledge("anna", at=at(5).astimezone(riga))

    def test_at_the_start_is_early_enough(self) -> None:
        state = EscalationState(START).acknowledge("anna", at=START)

        assert (Acknowledgement("anna", START),) == state.acknowledged

    def test_before_the_start_is_too_early(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match="at must be not before the start, 2026-01-05T09"
        ):
            EscalationState(START).acknowledge("anna", at=at(-1))


class TestValues:
    def test_a_state_is_a_value(self) -> None:
        path = EscalationPath.parse("50% lead")
        state = EscalationState(START, (FIRST,), path=path).acknowledge("a", at=START)
        riga = ZoneInfo("Europe/Riga")

        assert state == pickle.loads(pickle.dumps(state))  # noqa: S301 - our own
        assert state == attrs.evolve(state, started_at=START.astimezone(riga))
        assert hash(state) == hash(attrs.evolve(state))
        assert state != EscalationState(START, (FIRST,))

    def test_steps_are_equal_at_one_instant(self) -> None:
        riga = ZoneInfo("Europe/Riga")

        assert FIRST == attrs.evolve(FIRST, at=START.astimezone(riga))


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"started_at": "now"}, WrongTypeError, "started_at must be an aware datetime"),
        ({"started_at": START.replace(tzinfo=None)}, NaiveDatetimeError, "started_at"),
        ({"fired": 5}, WrongTypeError, "fired must be steps, in a tuple"),
        ({"fired": ["1.1.1.1"]}, WrongTypeError, "fired must be steps, in a tuple"),
        ({"acknowledged": 5}, WrongTypeError, "acknowledged must be acknowledgements"),
        ({"acknowledged": ["a"]}, WrongTypeError, "acknowledged must be acknowledgeme"),
    ],
)
def test_what_makes_no_sense_is_refused(
    arguments: dict[str, Any], error: type[ServiceDeskError], message: str
) -> None:
    with pytest.raises(error, match=message):
        EscalationState(**{"started_at": START, **arguments})


@pytest.mark.parametrize(
    ("by", "when", "error", "message"),
    [
        ("", START, WrongTypeError, "by must be a name"),
        (5, START, WrongTypeError, "by must be a name"),
        ("anna", START.replace(tzinfo=None), NaiveDatetimeError, "at"),
        ("anna", 5, WrongTypeError, "at must be an aware datetime"),
    ],
)
def test_an_acknowledgement_needs_a_name_and_an_instant(
    by: Any, when: Any, error: type[ServiceDeskError], message: str
) -> None:
    with pytest.raises(error, match=message):
        EscalationState(START).acknowledge(by, at=when)


@pytest.mark.parametrize("targets", ["lead", 5])
def test_a_step_needs_several_targets(targets: Any) -> None:
    with pytest.raises(WrongTypeError, match="targets must be several names"):
        attrs.evolve(FIRST, targets=targets)


def test_a_step_needs_a_kind() -> None:
    with pytest.raises(
        InvalidArgumentError, match="kind must be one of functional, hi"
    ):
        attrs.evolve(FIRST, kind="sideways")
