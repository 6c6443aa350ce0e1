"""Service levels, speed of answer, handling times, first tries and costs."""

from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.metrics import (
    Rate,
    ServiceLevel,
    average_handling_time,
    average_speed_of_answer,
    cost_per_contact,
    cost_per_resolution,
    deflection,
    first_try_reachability,
    service_level,
)
from servicedesk_core.money import Money


def level(definition: str = "answered", **changed: Any) -> Rate:
    calls = {
        "answered_within": 80,
        "answered": 90,
        "abandoned": 10,
        "abandoned_within": 4,
    }
    return service_level(**{**calls, **changed}, definition=definition)


class TestServiceLevel:
    @pytest.mark.parametrize(
        ("definition", "counts", "words"),
        [
            ("answered", (80, 90, 10), "answered in time, of answered calls"),
            ("offered", (80, 100, 0), "answered in time, of offered calls"),
            (
                "without_short",
                (80, 96, 4),
                "answered in time, of offered calls but those abandoned in time",
            ),
            (
                "abandoned_good",
                (84, 100, 0),
                "answered or abandoned in time, of offered calls",
            ),
        ],
    )
    def test_four_denominators(
        self, definition: str, counts: tuple[int, int, int], words: str
    ) -> None:
        found = level(definition, confidence=0.9)

        assert (found.numerator, found.denominator, found.left_out) == counts
        assert (found.definition, found.confidence) == (words, 0.9)

    def test_there_are_four(self) -> None:
        assert [str(each) for each in ServiceLevel] == [
            "answered",
            "offered",
            "without_short",
            "abandoned_good",
        ]

    def test_without_calls_it_is_undefined(self) -> None:
        nothing = {
            "answered_within": 0,
            "answered": 0,
            "abandoned": 3,
            "abandoned_within": 3,
        }

        assert level("answered", **nothing).value is None
        assert level("without_short", **nothing).value is None
        assert level("offered", **nothing).value == 0.0

    def test_all_calls_may_be_in_time(self) -> None:
        found = level("offered", answered_within=90, abandoned_within=10)

        assert found.value == 0.9

    @pytest.mark.parametrize(
        ("changed", "message"),
        [
            ({"answered_within": 91}, r"^answered_within must be at most 90, got 91$"),
            ({"abandoned_within": 11}, r"^abandoned_within must be at most 10, got 11"),
            ({"answered_within": -1}, r"^answered_within must be 0 or more, got -1$"),
            ({"abandoned_within": -1}, r"^abandoned_within must be 0 or more, got -1"),
            ({"answered": -1}, r"^answered must be 0 or more, got -1$"),
            ({"abandoned": -1}, r"^abandoned must be 0 or more, got -1$"),
            (
                {"definition": "all"},
                (
                    r"^definition must be one of answered, offered, without_short, "
                    r"abandoned_good, got 'all'$"
                ),
            ),
        ],
    )
    def test_out_of_range(self, changed: dict[str, Any], message: str) -> None:
        with pytest.raises(InvalidArgumentError, match=message):
            level(**changed)


class TestSpeedAndHandling:
    def test_a_published_case(self) -> None:
        asa = average_speed_of_answer([0, 10, 20, 50])
        aht = average_handling_time(
            talk=[200, 180, 240, 300], hold=[0, 20, 0, 40], wrap=[30, 30, 30, 30]
        )

        assert (asa, aht) == (20, 275.0)

    def test_offline_work_counts_too(self) -> None:
        aht = average_handling_time(talk=[60, 40], offline=[600, 500])

        assert aht == 600.0

    def test_without_calls_they_are_undefined(self) -> None:
        assert average_speed_of_answer([]) is None
        assert average_handling_time(talk=[]) is None

    def test_negative_times_are_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^waits must be 0 or more, got -1\.0$"
        ):
            average_speed_of_answer([-1])
        with pytest.raises(
            InvalidArgumentError, match=r"^wrap must be 0 or more, got -1\.0$"
        ):
            average_handling_time(talk=[1], wrap=[-1])
        with pytest.raises(
            InvalidArgumentError, match=r"^talk must be 0 or more, got -1\.0$"
        ):
            average_handling_time(talk=[-1])

    @pytest.mark.parametrize("part", ["hold", "wrap", "offline"])
    def test_each_call_has_its_times(self, part: str) -> None:
        parts: dict[str, Any] = {"talk": [60, 60], part: [1]}

        with pytest.raises(
            InvalidArgumentError,
            match=rf"^{part} must be 2 times, one for each, got \(1,\)$",
        ):
            average_handling_time(**parts)

    def test_times_without_a_call_are_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^hold must be 0 times, one for each, got"
        ):
            average_handling_time(talk=[], hold=[5])


class TestFirstTry:
    def test_the_first_attempt_of_each_caller(self) -> None:
        found = first_try_reachability(
            [[True], [False, False, True], (False,), [True, False]], confidence=0.9
        )

        assert (found.numerator, found.denominator) == (2, 4)
        assert found.definition == "answered at the first attempt, of callers"
        assert found.confidence == 0.9

    def test_a_caller_without_an_attempt_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^callers must be one attempt or more, got \[\]",
        ):
            first_try_reachability([[True], []])

    @pytest.mark.parametrize("attempts", [True, [1], [True, "no"]])
    def test_attempts_are_bools(self, attempts: Any) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^callers must be bools, one for each attempt, got"
        ):
            first_try_reachability([attempts])


class TestCosts:
    def test_per_contact_and_per_resolution(self) -> None:
        total = Money(9000, "EUR")

        assert Money("7.5", "EUR") == cost_per_contact(total, contacts=1200)
        assert Money("11.25", "EUR") == cost_per_resolution(total, resolutions=800)

    def test_of_none_it_is_undefined(self) -> None:
        total = Money(9000, "EUR")

        assert cost_per_contact(total, contacts=0) is None
        assert cost_per_resolution(total, resolutions=0) is None

    def test_refused(self) -> None:
        euros: Any = 9000

        with pytest.raises(WrongTypeError, match=r"^total must be Money, got 9000$"):
            cost_per_contact(euros, contacts=0)
        with pytest.raises(
            InvalidArgumentError, match=r"^contacts must be 0 or more, got -1$"
        ):
            cost_per_contact(Money(1, "EUR"), contacts=-1)
        with pytest.raises(
            InvalidArgumentError, match=r"^resolutions must be 0 or more, got -1$"
        ):
            cost_per_resolution(Money(1, "EUR"), resolutions=-1)

    def test_deflection(self) -> None:
        found = deflection(self_served=700, assisted=300, confidence=0.9)

        assert (found.value, found.n, found.confidence) == (0.7, 1000, 0.9)
        assert found.definition == "self-served, of all contacts"
        assert deflection(self_served=0, assisted=0).value is None

    @pytest.mark.parametrize("argument", ["self_served", "assisted"])
    def test_negative_contacts_are_refused(self, argument: str) -> None:
        counts = {"self_served": 1, "assisted": 1, argument: -1}

        with pytest.raises(
            InvalidArgumentError, match=rf"^{argument} must be 0 or more, got -1$"
        ):
            deflection(**counts)
