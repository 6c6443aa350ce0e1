"""What a desk decided on, and what it stores."""

import pickle
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.desk import AutoClose, DeskPolicy, DeskState, HoldLimit
from servicedesk_core.desk.policy import path_name
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.escalation import EscalationPath, EscalationState
from servicedesk_core.sla import Agreement, Agreements, ServiceLevelTarget

HOUR = timedelta(hours=1)
MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
GOLD = Agreement(
    "gold", [ServiceLevelTarget("resolution", 4 * HOUR, ServiceCalendar.always())]
)
PATH = EscalationPath.parse("50% lead")
NAMED = EscalationPath.parse("80% lead", name="late")
STATE = EscalationState(MONDAY)


class TestPolicy:
    def test_agreements_alone_are_enough(self) -> None:
        policy = DeskPolicy(GOLD)

        assert GOLD is policy.agreements
        assert () == policy.paths
        assert policy.auto_close is None
        assert policy.hold_limit is None

    def test_it_keeps_what_it_is_given(self) -> None:
        every = Agreements([GOLD])
        close, limit = AutoClose(5), HoldLimit(remind_after=(2,))
        policy = DeskPolicy(
            every, paths=[PATH, NAMED], auto_close=close, hold_limit=limit
        )

        assert every is policy.agreements
        assert (PATH, NAMED) == policy.paths
        assert close is policy.auto_close
        assert limit is policy.hold_limit

    def test_paths_may_come_one_by_one(self) -> None:
        assert (PATH, NAMED) == DeskPolicy(GOLD, paths=iter([PATH, NAMED])).paths

    def test_it_is_a_value(self) -> None:
        policy = DeskPolicy(GOLD, paths=[PATH], auto_close=AutoClose(5))

        assert policy == DeskPolicy(GOLD, paths=[PATH], auto_close=AutoClose(5))
        assert policy != attrs.evolve(policy, auto_close=None)
        assert policy == pickle.loads(pickle.dumps(policy))  # noqa: S301 - our own

    def test_a_path_is_known_by_its_name(self) -> None:
        assert "late" == path_name(NAMED)
        assert "path" == path_name(PATH)
        assert "path" == path_name(attrs.evolve(PATH, name=""))

    @pytest.mark.parametrize(
        "names", [("late", "late"), (None, None), (None, "path"), ("", None)]
    )
    def test_two_paths_of_one_name_are_refused(
        self, names: tuple[str | None, str | None]
    ) -> None:
        paths = [attrs.evolve(PATH, name=name) for name in names]
        told = [path_name(path) for path in paths]
        with pytest.raises(InvalidArgumentError) as caught:
            DeskPolicy(GOLD, paths=paths)

        assert f"paths must be of different names, got {told!r}" == str(caught.value)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (
                {"agreements": "gold"},
                "agreements must be an Agreement or Agreements, got 'gold'",
            ),
            (
                {"agreements": None},
                "agreements must be an Agreement or Agreements, got None",
            ),
            ({"paths": 5}, "paths must be EscalationPaths, in a tuple, got 5"),
            ({"paths": "50% lead"}, "paths must be EscalationPaths, got '5'"),
            ({"paths": [PATH, None]}, "paths must be EscalationPaths, got None"),
            ({"auto_close": 5}, "auto_close must be an AutoClose or None, got 5"),
            ({"hold_limit": 0}, "hold_limit must be a HoldLimit or None, got 0"),
        ],
    )
    def test_what_is_none_of_these_is_refused(
        self, arguments: dict[str, Any], message: str
    ) -> None:
        with pytest.raises(WrongTypeError) as caught:
            DeskPolicy(**{"agreements": GOLD} | arguments)

        assert message == str(caught.value)


class TestState:
    def test_at_first_nothing_was_done(self) -> None:
        assert {} == dict(DeskState().escalations)
        assert DeskState().reminded_at is None

    def test_it_keeps_what_it_is_given(self) -> None:
        found = DeskState({"late": STATE}, MONDAY)

        assert {"late": STATE} == dict(found.escalations)
        assert MONDAY == found.reminded_at

    def test_what_was_given_may_change_afterwards(self) -> None:
        given = {"late": STATE}
        found = DeskState(given)
        given.clear()

        assert {"late": STATE} == dict(found.escalations)

    def test_it_is_a_value(self) -> None:
        found = DeskState({"late": STATE}, MONDAY)

        assert found == DeskState({"late": STATE}, MONDAY.astimezone(BERLIN))
        assert hash(found) == hash(DeskState({"late": STATE}, MONDAY))
        assert found != DeskState({"late": STATE})
        assert found != DeskState({}, MONDAY)
        assert found == pickle.loads(pickle.dumps(found))  # noqa: S301 - our own

    def test_two_times_in_a_repeated_hour_differ(self) -> None:
        first = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)

        assert DeskState({}, first) != DeskState({}, first.replace(fold=1))

    @pytest.mark.parametrize(
        ("escalations", "message"),
        [
            ([STATE], f"escalations must be states by name of the path, got [{STATE}]"),
            (None, "escalations must be states by name of the path, got None"),
            (
                {"late": MONDAY},
                f"escalations['late'] must be an EscalationState, got {MONDAY!r}",
            ),
            (
                {"late": STATE, "path": None},
                "escalations['path'] must be an EscalationState, got None",
            ),
        ],
    )
    def test_what_are_no_states_by_name_is_refused(
        self, escalations: Any, message: str
    ) -> None:
        with pytest.raises(WrongTypeError) as caught:
            DeskState(escalations)

        assert message == str(caught.value)

    def test_a_naive_reminder_is_refused_by_name(self) -> None:
        with pytest.raises(NaiveDatetimeError) as caught:
            DeskState(reminded_at=MONDAY.replace(tzinfo=None))

        assert "reminded_at" == caught.value.argument

    def test_what_is_no_time_of_a_reminder_is_refused(self) -> None:
        reminded: Any = "yesterday"
        with pytest.raises(WrongTypeError) as caught:
            DeskState(reminded_at=reminded)

        assert "reminded_at must be an aware datetime, got 'yesterday'" == str(
            caught.value
        )


class TestAcknowledge:
    STATE = DeskState({"late": STATE})

    def test_a_word_is_kept_with_its_path(self) -> None:
        after = self.STATE.acknowledge("late", "anna", at=MONDAY + HOUR)
        (word,) = after.escalations["late"].acknowledged or ()

        assert ("anna", MONDAY + HOUR) == (word.by, word.at)
        assert self.STATE.escalations == {"late": STATE}

    def test_the_rest_stays_as_it_was(self) -> None:
        before = DeskState({"late": STATE, "path": STATE}, reminded_at=MONDAY)
        after = before.acknowledge("late", "anna", at=MONDAY)

        assert (STATE, MONDAY) == (after.escalations["path"], after.reminded_at)

    def test_a_path_that_told_nobody_is_refused(self) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            self.STATE.acknowledge("lat", "anna", at=MONDAY)

        assert "path must be one that has told somebody, of ['late'], got 'lat'" == str(
            caught.value
        )

    def test_a_naive_instant_is_refused_by_name(self) -> None:
        with pytest.raises(NaiveDatetimeError, match=r"^at must"):
            self.STATE.acknowledge("late", "anna", at=MONDAY.replace(tzinfo=None))
