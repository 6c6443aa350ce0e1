"""Levels of escalation paths."""

from datetime import timedelta
from typing import Any

import pytest

from servicedesk_core.errors import (
    InvalidArgumentError,
    ServiceDeskError,
    WrongTypeError,
)
from servicedesk_core.escalation import After, Contacts, Layer, Level, OnCall, Rota
from servicedesk_core.tickets import EscalationKind
from unit.escalation.path_cases import HOUR, START, Roster


class TestTargets:
    def test_one_may_stand_for_itself(self) -> None:
        roster = Roster(())

        assert ("lead",) == Level("lead").targets
        assert (roster,) == Level(roster).targets
        assert ("lead", roster) == Level(["lead", roster]).targets

    def test_a_rota_is_one(self) -> None:
        rota = Rota([Layer(["anna"], start=START, every=HOUR)])

        assert isinstance(rota, OnCall)
        assert (rota,) == Level(rota).targets


class TestDefaults:
    def test_management_is_told_at_once_and_always(self) -> None:
        level = Level("lead")

        assert EscalationKind.HIERARCHICAL is level.kind
        assert After(timedelta()) == level.trigger
        assert (None, None, None, 0, None) == (
            level.condition,
            level.hours,
            level.repeat_every,
            level.repeats,
            level.number,
        )

    @pytest.mark.parametrize(
        ("trigger", "is_relative"),
        [
            (After(HOUR), True),
            (After(HOUR, since="start"), False),
            (Contacts(2), False),
        ],
    )
    def test_only_a_wait_for_the_level_before_is_relative(
        self,
        trigger: Any,
        is_relative: bool,  # noqa: FBT001 - a parameter
    ) -> None:
        assert is_relative is Level("lead", trigger=trigger).is_relative


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"targets": 5}, WrongTypeError, "targets must be names, groups or rotas"),
        ({"targets": [5]}, WrongTypeError, "targets must be names, groups or rotas"),
        ({"targets": ""}, WrongTypeError, "targets must be names, groups or rotas"),
        ({"kind": "sideways"}, InvalidArgumentError, "kind must be one of functional"),
        ({"trigger": HOUR}, WrongTypeError, "trigger must be a trigger such as After"),
        ({"condition": 5}, WrongTypeError, "condition must be a condition or None"),
        (
            {"repeat_every": timedelta(), "repeats": 1},
            InvalidArgumentError,
            "repeat_every must be longer than zero",
        ),
        (
            {"repeat_every": -HOUR, "repeats": 1},
            InvalidArgumentError,
            "repeat_every must be zero or longer",
        ),
        ({"repeat_every": 5}, WrongTypeError, "repeat_every must be a timedelta"),
        ({"repeat_every": HOUR}, InvalidArgumentError, "given together with repeats"),
        ({"repeats": 1}, InvalidArgumentError, "given together with repeats of 1"),
        ({"repeats": -1}, InvalidArgumentError, "repeats must be zero or more"),
        ({"repeats": 1.0}, WrongTypeError, "repeats must be a whole number"),
        ({"hours": "Mo-Fr"}, WrongTypeError, "hours must be a ServiceCalendar or None"),
        ({"number": 0}, InvalidArgumentError, "number must be at least 1"),
        ({"number": "1"}, WrongTypeError, "number must be a whole number or None"),
    ],
)
def test_what_makes_no_sense_is_refused(
    arguments: dict[str, Any], error: type[ServiceDeskError], message: str
) -> None:
    with pytest.raises(error, match=message):
        Level(**{"targets": "lead", **arguments})
