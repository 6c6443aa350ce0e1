"""Refusals that leave a way on, and the demand they leave unmet."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from servicedesk_core.complaints import (
    ServiceRefusal,
    TopicContact,
    UnmetDemand,
    unmet_demand,
)
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)


def refusal(
    client: str = "boris", topic: str = "advert", **rest: Any
) -> ServiceRefusal:
    known = {"at": MONDAY, "reason": "no licence", "escalated_to": "lawyers"}
    return ServiceRefusal(client, topic, **{**known, **rest})


def contact(
    client: str = "boris", topic: str = "advert", at: datetime = MONDAY + HOUR
) -> TopicContact:
    return TopicContact(client, topic, at=at)


class TestRefusal:
    def test_an_alternative_or_an_escalation_is_enough(self) -> None:
        assert not refusal().has_alternative
        assert refusal(alternative="a poster", escalated_to=None).has_alternative
        assert refusal(alternative="a poster").has_alternative

    def test_neither_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^alternative must be given, or escalated_to, got None$",
        ):
            refusal(escalated_to=None)

    @pytest.mark.parametrize("argument", ["reason", "alternative", "escalated_to"])
    def test_a_blank_one_is_refused(self, argument: str) -> None:
        with pytest.raises(
            InvalidArgumentError, match=rf"^{argument} must be a text that is not blank"
        ):
            refusal(**{argument: " "})

    def test_who_and_what_must_be_said(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^client must be a text that"):
            refusal(client="")
        with pytest.raises(InvalidArgumentError, match=r"^topic must be a text that"):
            refusal(topic="")
        with pytest.raises(InvalidArgumentError, match=r"^client must be a text that"):
            contact(client="")
        with pytest.raises(InvalidArgumentError, match=r"^topic must be a text that"):
            contact(topic="")

    def test_a_reason_must_be_given(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^reason must be a text, got None$"):
            refusal(reason=None)

    def test_a_naive_instant_is_refused(self) -> None:
        naive = MONDAY.replace(tzinfo=None)
        with pytest.raises(NaiveDatetimeError, match=r"^at must be an aware datetime"):
            refusal(at=naive)
        with pytest.raises(NaiveDatetimeError, match=r"^at must be an aware datetime"):
            contact(at=naive)


class TestUnmet:
    def test_who_asks_again_is_counted_by_topic(self) -> None:
        refusals = [
            refusal(alternative="a poster"),
            refusal(at=MONDAY + 9 * HOUR),
            refusal("carla"),
            refusal("boris", "loan"),
            refusal("boris", "card", alternative="cash"),
        ]
        contacts = [
            contact(),
            contact("carla"),
            contact("dmitri"),
            contact("boris", "loan"),
            contact("boris", "balance"),
        ]

        assert (
            UnmetDemand("advert", refusals=3, alternatives=1, repeats=2),
            UnmetDemand("loan", refusals=1, alternatives=0, repeats=1),
            UnmetDemand("card", refusals=1, alternatives=1, repeats=0),
        ) == unmet_demand(refusals, contacts)

    def test_equal_ones_come_by_name(self) -> None:
        found = unmet_demand([refusal(topic=each) for each in "cab"], [])

        assert ["a", "b", "c"] == [each.topic for each in found]

    @pytest.mark.parametrize(("at", "n"), [(MONDAY, 0), (MONDAY + TICK, 1)])
    def test_only_what_comes_after_is_again(self, at: datetime, n: int) -> None:
        (found,) = unmet_demand([refusal()], [contact(at=at)])

        assert n == found.repeats

    def test_the_first_refusal_counts_whatever_the_order(self) -> None:
        early, late = refusal(), refusal(at=MONDAY + 9 * HOUR)

        assert 1 == unmet_demand([late, early], [contact()])[0].repeats
        assert 1 == unmet_demand([early, late], [contact()])[0].repeats

    def test_without_refusals_nothing_is_unmet(self) -> None:
        assert () == unmet_demand([], [contact()])

    def test_values_of_another_type_are_refused(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^refusals must be ServiceRefusal values, got 7$"
        ):
            unmet_demand([7], [])  # type: ignore[list-item]
        with pytest.raises(
            WrongTypeError, match=r"^contacts must be TopicContact values, got 7$"
        ):
            unmet_demand([], [7])  # type: ignore[list-item]
