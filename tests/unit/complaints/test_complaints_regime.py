"""Rules about deadlines, as they were in force."""

import pickle
from datetime import date, datetime
from typing import Any

import pytest

from servicedesk_core.complaints import (
    AUSTRALIA,
    AUSTRALIA_HARDSHIP,
    AUSTRALIA_SUPERANNUATION,
    RUSSIA_APPEALS,
    RUSSIA_BANK_FORWARDING,
    RUSSIA_BANKS,
    UK_FINAL_RESPONSE,
    UK_PAYMENT_SERVICES,
    UK_SUMMARY_RESOLUTION,
    DeadlineRule,
    DeadlineUnit,
    Preset,
    Regime,
)
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.frozen import FrozenMap

DAY = DeadlineUnit.CALENDAR_DAYS
WORKING = DeadlineUnit.WORKING_DAYS


class TestDeadlineRule:
    def test_reads_its_unit(self) -> None:
        rule = DeadlineRule(8, "weeks")
        assert (8, DeadlineUnit.WEEKS, 0, False, "") == (
            rule.n,
            rule.unit,
            rule.extension,
            rule.rolls,
            rule.source,
        )

    @pytest.mark.parametrize(
        ("rule", "expected"),
        [
            (DeadlineRule(1, DAY), False),
            (DeadlineRule(1, "weeks"), False),
            (DeadlineRule(1, "months"), False),
            (DeadlineRule(1, WORKING), True),
            (DeadlineRule(1, DAY, rolls=True), True),
        ],
    )
    def test_knows_whether_working_days_matter(
        self, rule: DeadlineRule, *, expected: bool
    ) -> None:
        assert expected is rule.needs_calendar

    @pytest.mark.parametrize(
        ("arguments", "extension", "message"),
        [
            ((0, DAY), 0, r"n must be 1 or more, got 0"),
            ((1, DAY), -1, r"extension must be 0 or more, got -1"),
            (
                (1, "days"),
                0,
                (
                    r"unit must be one of calendar_days, working_days, weeks, months, "
                    r"got 'days'"
                ),
            ),
        ],
    )
    def test_refuses_what_makes_no_sense(
        self, arguments: Any, extension: int, message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError, match=message):
            DeadlineRule(*arguments, extension=extension)

    def test_refuses_half_days(self) -> None:
        with pytest.raises(WrongTypeError, match=r"n must be a whole number, got 1.5"):
            DeadlineRule(1.5, DAY)  # type: ignore[arg-type]


class TestRegime:
    def test_a_rule_is_in_force_from_its_date_on(self) -> None:
        old, new = DeadlineRule(30, DAY), DeadlineRule(15, WORKING)
        # Given in no order.
        regime = Regime("ours", {date(2024, 7, 1): new, date(2010, 1, 1): old})

        assert old == regime.rule(date(2010, 1, 1))
        assert old == regime.rule(date(2024, 6, 30))
        assert new == regime.rule(date(2024, 7, 1))
        assert new == regime.rule(date(2100, 1, 1))

    def test_there_is_none_before_the_first(self) -> None:
        wanted = (
            r"on must be 2021-10-05 or later, for internal dispute resolution in "
            r"Australia, got '2021-10-04'"
        )
        with pytest.raises(InvalidArgumentError, match=wanted):
            AUSTRALIA.rule(date(2021, 10, 4))

    def test_asks_for_a_date(self) -> None:
        at = datetime(2024, 7, 1)  # noqa: DTZ001
        with pytest.raises(WrongTypeError, match=r"on must be a date, got datetime"):
            AUSTRALIA.rule(at)

    @pytest.mark.parametrize(
        ("versions", "error", "message"),
        [
            ({}, InvalidArgumentError, r"versions must be one rule at least, got \{\}"),
            ([], WrongTypeError, r"versions must be a mapping of date to DeadlineRule"),
            (
                {"2024": 1},
                WrongTypeError,
                r"versions must be dates as keys, got '2024'",
            ),
            (
                {date(2024, 1, 1): 30},
                WrongTypeError,
                r"versions must be DeadlineRule values, got 30",
            ),
        ],
    )
    def test_refuses_what_is_no_rule_by_date(
        self, versions: Any, error: type[Exception], message: str
    ) -> None:
        with pytest.raises(error, match=message):
            Regime("ours", versions)

    def test_is_a_value(self) -> None:
        assert RUSSIA_BANKS == pickle.loads(pickle.dumps(RUSSIA_BANKS))  # noqa: S301
        assert 1 == len({AUSTRALIA, Regime(AUSTRALIA.name, AUSTRALIA.versions)})


class TestPresets:
    @pytest.mark.parametrize(
        ("regime", "expected"),
        [
            (RUSSIA_APPEALS, [(date(2006, 11, 2), 30, DAY, 30)]),
            (
                RUSSIA_BANKS,
                [
                    (date(2006, 11, 2), 30, DAY, 0),
                    (date(2024, 7, 1), 15, WORKING, 10),
                ],
            ),
            (RUSSIA_BANK_FORWARDING, [(date(2024, 7, 1), 7, WORKING, 0)]),
            (
                UK_SUMMARY_RESOLUTION,
                [
                    (date(2013, 4, 1), 1, WORKING, 0),
                    (date(2016, 6, 30), 3, WORKING, 0),
                ],
            ),
            (UK_FINAL_RESPONSE, [(date(2013, 4, 1), 8, DeadlineUnit.WEEKS, 0)]),
            (UK_PAYMENT_SERVICES, [(date(2018, 1, 13), 15, WORKING, 20)]),
            (AUSTRALIA, [(date(2021, 10, 5), 30, DAY, 0)]),
            (AUSTRALIA_SUPERANNUATION, [(date(2021, 10, 5), 45, DAY, 0)]),
            (AUSTRALIA_HARDSHIP, [(date(2021, 10, 5), 21, DAY, 0)]),
        ],
        ids=lambda value: getattr(value, "name", ""),
    )
    def test_has_the_figures_of_its_source(self, regime: Regime, expected: Any) -> None:
        found = [
            (day, rule.n, rule.unit, rule.extension)
            for day, rule in regime.versions.items()
        ]
        assert expected == found

    @pytest.mark.parametrize(
        ("regime", "words"),
        [
            (RUSSIA_APPEALS, "59-FZ"),
            (RUSSIA_BANKS, "442-FZ"),
            (RUSSIA_BANK_FORWARDING, "442-FZ"),
            (UK_SUMMARY_RESOLUTION, "DISP 1.5"),
            (UK_FINAL_RESPONSE, "DISP 1.6.2R"),
            (UK_PAYMENT_SERVICES, "DISP 1.6.2AR"),
            (AUSTRALIA, "Regulatory Guide 271"),
            (AUSTRALIA_SUPERANNUATION, "Regulatory Guide 271"),
            (AUSTRALIA_HARDSHIP, "Regulatory Guide 271"),
        ],
    )
    def test_names_its_source(self, regime: Regime, words: str) -> None:
        assert words in list(regime.versions.values())[-1].source
        assert not any(rule.rolls for rule in regime.versions.values())

    def test_figures_keep_their_source(self) -> None:
        preset = Preset("calls", FrozenMap({"n": 2}), "a story")
        assert FrozenMap({"n": 2}) == preset.figures
        assert ("calls", "a story") == (preset.name, preset.source)
