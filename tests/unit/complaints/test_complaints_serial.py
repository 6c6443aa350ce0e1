"""Clients who complain often and without ground."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from servicedesk_core.complaints import (
    ComplaintEntry,
    ComplaintRegister,
    Handling,
    SerialComplainer,
    SerialRule,
)
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.stats import proportion_interval

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)
RULE = SerialRule(complaints=3, window=90 * DAY, unfounded=Decimal("0.6"))


def entries(
    client: str, outcomes: Sequence[str | None], at: datetime = MONDAY, **rest: Any
) -> list[ComplaintEntry]:
    return [
        ComplaintEntry(f"{client}{n}", client, "cash", at=at, outcome=outcome, **rest)
        for n, outcome in enumerate(outcomes)
    ]


def reviewed(*found: list[ComplaintEntry], now: datetime = MONDAY) -> list[Any]:
    register = ComplaintRegister([each for own in found for each in own])
    return [each.client for each in RULE.review(register, now=now)]


UNFOUNDED = ["not_confirmed"] * 3


class TestReview:
    def test_often_and_without_ground_is_looked_at(self) -> None:
        own = entries("ivan", ["not_confirmed", "not_confirmed", "confirmed", None])
        share = proportion_interval(2, 3)
        assert share is not None

        assert (SerialComplainer("ivan", tuple(own), share),) == RULE.review(
            ComplaintRegister(own), now=MONDAY
        )

    @pytest.mark.parametrize(
        ("outcomes", "n"),
        [
            (["not_confirmed"] * 2, 0),
            (["not_confirmed"] * 3, 1),
            (["not_confirmed"] * 3 + ["confirmed"] * 2, 1),
            (["not_confirmed"] * 3 + ["partial"] * 2, 1),
            (["not_confirmed"] * 3 + ["partial"] * 3, 0),
            (["not_confirmed", None, None], 1),
            ([None, None, None], 0),
        ],
    )
    def test_both_limits_are_included(self, outcomes: Any, n: int) -> None:
        assert n == len(reviewed(entries("ivan", outcomes)))

    @pytest.mark.parametrize(
        ("age", "n"), [(-TICK, 0), (0 * DAY, 1), (90 * DAY - TICK, 1), (90 * DAY, 0)]
    )
    def test_only_the_window_counts(self, age: timedelta, n: int) -> None:
        found = reviewed(entries("ivan", [*UNFOUNDED]), now=MONDAY + age)

        assert n == len(found)

    def test_justified_repeats_do_not_count(self) -> None:
        assert [] == reviewed(entries("ivan", [*UNFOUNDED], is_justified_repeat=True))

    def test_an_appeal_is_no_new_complaint_but_its_outcome_stands(self) -> None:
        one, two, three = entries("ivan", [*UNFOUNDED])
        appeal = ComplaintEntry(
            "A", "ivan", "cash", at=MONDAY, appeal_of="ivan0", outcome="confirmed"
        )
        lost = ComplaintEntry(
            "B", "ivan", "cash", at=MONDAY, appeal_of="ivan1", outcome="not_confirmed"
        )

        assert [] == reviewed([one, two, lost])
        assert ["ivan"] == reviewed([one, two, three, appeal])
        won = ComplaintEntry(
            "D", "ivan", "cash", at=MONDAY, appeal_of="ivan1", outcome="confirmed"
        )
        assert [] == reviewed([one, two, three, appeal, won])

    def test_the_most_complaints_come_first_then_the_order_of_the_register(
        self,
    ) -> None:
        assert ["olga", "ivan", "anna"] == reviewed(
            entries("ivan", [*UNFOUNDED]),
            entries("olga", [*UNFOUNDED, None]),
            entries("anna", [*UNFOUNDED]),
        )

    def test_a_household_complains_together(self) -> None:
        register = ComplaintRegister(
            [*entries("ivan", UNFOUNDED[:2]), *entries("olga", UNFOUNDED[:1])]
        )

        (found,) = RULE.review(register, now=MONDAY, household=lambda _: "home")

        assert ("home", register.entries) == (found.client, found.entries)
        assert () == RULE.review(register, now=MONDAY)


class TestHandling:
    REGISTER = ComplaintRegister(
        [*entries("ivan", UNFOUNDED), *entries("olga", UNFOUNDED[:1])]
    )

    def test_nobody_is_refused(self) -> None:
        assert {"ordinary", "manual_review"} == {each.value for each in Handling}

    def test_a_person_looks_at_it(self) -> None:
        found = RULE.handling(self.REGISTER, "ivan", now=MONDAY)

        assert Handling.MANUAL_REVIEW is found

    @pytest.mark.parametrize("client", ["olga", "nobody"])
    def test_others_are_handled_as_ever(self, client: str) -> None:
        found = RULE.handling(self.REGISTER, client, now=MONDAY)

        assert Handling.ORDINARY is found

    def test_the_household_of_a_client_counts(self) -> None:
        def home(client: str) -> str:
            return "home" if client in {"ivan", "olga"} else client

        for client, expected in (
            ("olga", Handling.MANUAL_REVIEW),
            ("anna", Handling.ORDINARY),
        ):
            assert expected is RULE.handling(
                self.REGISTER, client, now=MONDAY, household=home
            )


class TestRefused:
    @pytest.mark.parametrize(
        ("name", "value", "wanted"),
        [
            ("complaints", 0, "1 or more"),
            ("window", -DAY, "zero or longer"),
            ("unfounded", 2, "between 0 and 1"),
        ],
    )
    def test_numbers_out_of_range(self, name: str, value: Any, wanted: str) -> None:
        known: dict[str, Any] = {"complaints": 1, "window": DAY, "unfounded": 1}
        with pytest.raises(
            InvalidArgumentError, match=rf"^{name} must be {wanted}, got"
        ):
            SerialRule(**{**known, name: value})

    def test_other_values(self) -> None:
        broken: Any = 7
        with pytest.raises(
            WrongTypeError, match=r"^register must be a ComplaintRegister, got 7$"
        ):
            RULE.review(broken, now=MONDAY)
        with pytest.raises(NaiveDatetimeError, match=r"^now must be an aware datetime"):
            RULE.review(ComplaintRegister(), now=MONDAY.replace(tzinfo=None))
        with pytest.raises(InvalidArgumentError, match=r"^client must be a text that"):
            RULE.handling(ComplaintRegister(), " ", now=MONDAY)
