"""Agreements: targets that belong together."""

import pickle
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.sla import Agreement, Metric, ServiceLevelTarget

DAY = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
ALWAYS = ServiceCalendar.always()
ANSWER = ServiceLevelTarget(Metric.FIRST_RESPONSE, timedelta(hours=1), DAY)
SOLUTION = ServiceLevelTarget(
    Metric.RESOLUTION, {1: timedelta(hours=4), 2: None}, {1: ALWAYS, 2: DAY}
)
GOLD = Agreement("gold", [ANSWER, SOLUTION])


class TestAgreement:
    def test_it_keeps_its_targets_in_order(self) -> None:
        assert (ANSWER, SOLUTION) == GOLD.targets
        assert (SOLUTION, ANSWER) == Agreement("gold", [SOLUTION, ANSWER]).targets

    def test_any_iterable_of_targets_will_do(self) -> None:
        assert Agreement("gold", iter((ANSWER, SOLUTION))) == GOLD

    @pytest.mark.parametrize("targets", [[], [ANSWER, SOLUTION, ANSWER]])
    def test_it_has_one_target_for_each_metric(
        self, targets: Sequence[ServiceLevelTarget]
    ) -> None:
        with pytest.raises(InvalidArgumentError, match="one target for each metric"):
            Agreement("gold", targets)

    def test_what_is_no_target_is_refused(self) -> None:
        with pytest.raises(
            WrongTypeError, match="targets must be ServiceLevelTargets"
        ) as caught:
            Agreement("gold", [ANSWER, timedelta(hours=1)])  # type: ignore[list-item]

        assert timedelta(hours=1) == caught.value.value

    @pytest.mark.parametrize("targets", [None, ANSWER, 5])
    def test_what_is_no_list_is_refused(self, targets: Any) -> None:
        with pytest.raises(WrongTypeError, match="targets must be") as caught:
            Agreement("gold", targets)

        assert targets is caught.value.value

    def test_the_letters_of_a_name_are_no_targets(self) -> None:
        with pytest.raises(WrongTypeError, match="got 'r'"):
            Agreement("gold", "resolution")  # type: ignore[arg-type]

    def test_other_hours_hold_for_all_its_targets(self) -> None:
        changed = GOLD.with_calendar(ALWAYS)

        assert [ALWAYS, ALWAYS] == [target.calendar for target in changed.targets]
        assert changed.name == "gold"
        assert DAY is GOLD.targets[0].calendar

    def test_other_hours_must_suit_every_priority_with_a_target(self) -> None:
        assert GOLD.with_calendar({1: DAY}).targets[1].calendar_for(1) is DAY
        with pytest.raises(InvalidArgumentError, match="calendar must be given"):
            GOLD.with_calendar({2: DAY})

    @pytest.mark.parametrize(
        "other", [Agreement("silver", [ANSWER, SOLUTION]), Agreement("gold", [ANSWER])]
    )
    def test_another_name_or_other_targets_make_another_agreement(
        self, other: Agreement
    ) -> None:
        assert other != GOLD

    def test_it_pickles(self) -> None:
        copy = pickle.loads(pickle.dumps(GOLD))  # noqa: S301 - just made

        assert copy == GOLD
        assert hash(copy) == hash(GOLD)


@pytest.mark.parametrize("name", [None, 5])
def test_a_name_is_a_text(name: Any) -> None:
    with pytest.raises(WrongTypeError, match="name must be text"):
        Agreement(name, [])
