"""Agreements: targets that belong together."""

import pickle
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.sla import (
    Agreement,
    AgreementKind,
    Condition,
    CustomMetric,
    Metric,
    ServiceLevelTarget,
    Waiver,
)

DAY = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
ALWAYS = ServiceCalendar.always()
ANSWER = ServiceLevelTarget(Metric.FIRST_RESPONSE, timedelta(hours=1), DAY)
SOLUTION = ServiceLevelTarget(
    Metric.RESOLUTION, {1: timedelta(hours=4), 2: None}, {1: ALWAYS, 2: DAY}
)
GOLD = Agreement("gold", [ANSWER, SOLUTION])
NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)
NOON = NINE.replace(hour=12)
TICK = timedelta(microseconds=1)
WAIVER = Waiver("INC7", "agreed", by="clara")


def gold(**options: Any) -> Agreement:
    return Agreement("gold", [ANSWER, SOLUTION], **options)


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
        with pytest.raises(InvalidArgumentError) as caught:
            Agreement("gold", targets)

        metrics = [str(target.metric) for target in targets]
        assert str(caught.value) == (
            f"targets must be one target for each metric, got {metrics!r}"
        )

    def test_a_metric_of_one_s_own_has_no_name_twice(self) -> None:
        ours = CustomMetric("resolution", start=["opened"], stop=["closed"])
        target = ServiceLevelTarget(ours, timedelta(hours=1), DAY)

        with pytest.raises(InvalidArgumentError, match="one target for each metric"):
            Agreement("gold", [SOLUTION, target])

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
        "other",
        [
            Agreement("silver", [ANSWER, SOLUTION]),
            Agreement("gold", [ANSWER]),
            gold(kind="ola"),
            gold(applies=Condition("priority", "==", 1)),
            gold(while_group="network"),
            gold(excused=[WAIVER]),
            gold(valid_from=NINE),
            gold(valid_to=NINE),
        ],
    )
    def test_any_difference_makes_another_agreement(self, other: Agreement) -> None:
        assert other != GOLD

    @pytest.mark.parametrize(
        "agreement",
        [
            GOLD,
            gold(applies=Condition("priority", "==", 1), excused=[WAIVER]),
            gold(valid_from=NINE, valid_to=NOON),
        ],
    )
    def test_it_pickles(self, agreement: Agreement) -> None:
        copy = pickle.loads(pickle.dumps(agreement))  # noqa: S301 - just made

        assert agreement == copy
        assert hash(agreement) == hash(copy)

    def test_the_same_instants_in_another_zone_make_the_same_agreement(self) -> None:
        zone = ZoneInfo("Asia/Kathmandu")
        here = gold(valid_from=NINE, valid_to=NOON)
        there = gold(valid_from=NINE.astimezone(zone), valid_to=NOON.astimezone(zone))

        assert here == there
        assert hash(here) == hash(there)


class TestKind:
    def test_its_values_are_those_of_the_public_api(self) -> None:
        assert ["sla", "ola", "underpinning"] == [str(kind) for kind in AgreementKind]

    def test_it_is_a_service_level_agreement_by_default(self) -> None:
        assert AgreementKind.SLA is GOLD.kind

    @pytest.mark.parametrize("kind", AgreementKind)
    def test_its_name_will_do(self, kind: AgreementKind) -> None:
        assert kind is gold(kind=kind.value).kind

    @pytest.mark.parametrize("kind", ["contract", None, ""])
    def test_an_unknown_one_is_refused(self, kind: object) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            gold(kind=kind)

        assert str(caught.value) == (
            f"kind must be one of sla, ola, underpinning, got {kind!r}"
        )


class TestCoverage:
    def test_it_is_for_everybody_unless_told_otherwise(self) -> None:
        assert GOLD.applies is None
        assert GOLD.covers({"customer": "acme"}) is True

    @pytest.mark.parametrize(("customer", "covered"), [("acme", True), ("x", False)])
    @pytest.mark.parametrize(
        "applies",
        [
            Condition("customer", "==", "acme"),
            lambda subject: subject["customer"] == "acme",
            lambda subject: int(subject["customer"] == "acme"),
        ],
    )
    def test_a_condition_says_for_whom(
        self, customer: str, applies: Any, *, covered: bool
    ) -> None:
        assert covered is gold(applies=applies).covers({"customer": customer})

    @pytest.mark.parametrize("applies", ["acme", 5, {"customer": "acme"}])
    def test_what_is_no_condition_is_refused(self, applies: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            gold(applies=applies)

        assert str(caught.value) == (
            f"applies must be a Condition or a function, got {applies!r}"
        )

    def test_it_names_no_group_and_excuses_nothing_by_default(self) -> None:
        assert (None, ()) == (GOLD.while_group, GOLD.excused)
        assert (WAIVER,) == gold(excused=iter([WAIVER])).excused

    def test_what_is_no_excuse_is_refused(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^excused must be an ExcusedPeriod"):
            gold(excused=["flood"])


class TestValidity:
    @pytest.mark.parametrize(
        ("bounds", "at", "valid"),
        [
            ({}, NINE, True),
            ({"valid_from": NINE}, NINE - TICK, False),
            ({"valid_from": NINE}, NINE, True),
            ({"valid_from": NINE}, NOON, True),
            ({"valid_to": NOON}, NINE, True),
            ({"valid_to": NOON}, NOON - TICK, True),
            ({"valid_to": NOON}, NOON, False),
            ({"valid_from": NINE, "valid_to": NOON}, NINE, True),
            ({"valid_from": NINE, "valid_to": NOON}, NOON, False),
        ],
    )
    def test_it_begins_with_its_first_instant_and_ends_before_its_last(
        self, bounds: dict[str, datetime], at: datetime, *, valid: bool
    ) -> None:
        assert valid is gold(**bounds).is_valid(at)

    @pytest.mark.parametrize("end", [NINE, NINE - TICK])
    def test_it_ends_after_it_begins(self, end: datetime) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            gold(valid_from=NINE, valid_to=end)

        assert str(caught.value) == f"valid_to must be after valid_from, got {end!r}"

    @pytest.mark.parametrize("argument", ["valid_from", "valid_to"])
    def test_its_bounds_are_instants(self, argument: str) -> None:
        with pytest.raises(NaiveDatetimeError, match=f"^{argument} must be an aware"):
            gold(**{argument: NINE.replace(tzinfo=None)})
        with pytest.raises(WrongTypeError, match=f"^{argument} must be an aware"):
            gold(**{argument: NINE.date()})

    def test_so_is_the_instant_asked_about(self) -> None:
        with pytest.raises(NaiveDatetimeError, match=r"^at must be an aware"):
            GOLD.is_valid(NINE.replace(tzinfo=None))


def test_names_of_calendars_are_looked_up_in_all_its_targets() -> None:
    named = [
        ServiceLevelTarget("first_response", timedelta(hours=1), "desk"),
        ServiceLevelTarget("resolution", timedelta(hours=4), "hotline"),
    ]
    found = Agreement("gold", named, kind="ola").named({"desk": DAY})

    assert [DAY, "hotline"] == [target.calendar for target in found.targets]
    assert (found.name, found.kind) == ("gold", "ola")


@pytest.mark.parametrize("name", [None, 5])
def test_a_name_is_a_text(name: Any) -> None:
    with pytest.raises(WrongTypeError, match="name must be text"):
        Agreement(name, [])
