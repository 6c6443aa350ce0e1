"""Documents that are of the right shape and yet odd: refused, or of use."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import servicedesk_core as sd
from servicedesk_core.calendars import DaysOff
from servicedesk_core.complaints import RecoveryParadox
from servicedesk_core.explanation import Explanation, Phrase
from servicedesk_core.metrics import Availability, Staffing
from servicedesk_core.plain.catalogue import known_types
from servicedesk_core.satisfaction import FivePoint, Ratings, Score, kano
from servicedesk_core.sla import compliance
from servicedesk_core.stats import Survival
from servicedesk_core.timeline import to_timedelta

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
ALIKE = 2**61 - 1
"""Whole numbers that are multiples of it have one hash."""


def plain(value: object) -> Any:
    return json.loads(json.dumps(sd.to_dict(value)))


def is_valid(data: Any) -> bool:
    schema = sd.json_schema(known_types()[data["type"]])
    return Draft202012Validator(schema).is_valid(data)


def refusal(data: Any, kind: Any = None) -> str:
    with pytest.raises(sd.InvalidDocumentError) as caught:
        sd.from_dict(data, kind)
    (problem,) = caught.value.problems
    assert not is_valid(data)
    assert not isinstance(problem, sd.DocumentRuleError)
    return problem.path


def broken(data: Any) -> str:
    """Return where a document breaks a rule that no schema tells."""
    with pytest.raises(sd.InvalidDocumentError) as caught:
        sd.from_dict(data)
    (problem,) = caught.value.problems
    assert is_valid(data)
    assert isinstance(problem, sd.DocumentRuleError)
    return problem.path


def with_attribute(value: object) -> Any:
    data = plain(sd.open_ticket("INC1", at=MONDAY))
    data["history"][0]["attributes"] = {"a": value}
    return data


AT = "/history/0/attributes/a/value"


class TestTexts:
    @pytest.mark.parametrize(
        "instant",
        [
            "0001-01-01T00:00:00+14:00[Europe/Berlin]",
            "9999-12-31T23:59:59.999999-12:00[Asia/Tokyo]",
        ],
    )
    def test_of_an_instant_that_a_zone_has_no_date_for(self, instant: str) -> None:
        data = {**plain(sd.events.Acknowledged(at=MONDAY)), "at": instant}
        assert "/at" == broken(data)

    def test_of_the_first_instant_that_a_zone_has(self) -> None:
        first = "0001-01-01T00:00:00+09:18:59[Asia/Tokyo]"
        data = {**plain(sd.events.Acknowledged(at=MONDAY)), "at": first}
        event = sd.from_dict(data)
        assert event == sd.from_dict(plain(event))

    @pytest.mark.parametrize("length", ["-PT23999999976H1M", "-PT23999999999H"])
    def test_of_a_length_beyond_the_shortest(self, length: str) -> None:
        assert AT == broken(with_attribute({"type": "duration", "value": length}))

    @pytest.mark.parametrize("zone", ["utc", "localtime", "posixrules", "Europe"])
    def test_of_what_is_no_zone_of_the_database(self, zone: str) -> None:
        assert "/tz" == broken({**plain(sd.ServiceCalendar.always()), "tz": zone})

    @pytest.mark.parametrize(
        "name", ["type", "schema", "value", "__class__", "", "a/b~1", "\ud800"]
    )
    def test_any_name_of_an_attribute_comes_back(self, name: str) -> None:
        ticket = sd.open_ticket("INC1", at=MONDAY, attributes={name: name})
        assert ticket == sd.from_dict(plain(ticket))

    def test_of_the_largest_number_is_one_that_a_float_holds(self) -> None:
        largest = 2**1024 - 2**970 - 1
        data = with_attribute(largest)
        assert largest == sd.from_dict(data).attributes["a"]
        assert float(largest) < float("inf")


class TestItems:
    def test_of_a_set_are_not_there_twice(self) -> None:
        twice = (["a", "a"], [1, 1.0], [[1], [1.0]], [None, None])
        for items in twice:
            assert AT == refusal(with_attribute({"type": "set", "value": items}))
        money = [{"type": "Money", "amount": "1", "currency": "EUR"}]
        assert AT == refusal(with_attribute({"type": "set", "value": money * 2}))

    def test_of_a_set_are_not_there_in_two_spellings(self) -> None:
        hour = [{"type": "duration", "value": text} for text in ("PT1H", "PT1H0M")]
        for items in (hour, [1, True]):
            assert AT == broken(with_attribute({"type": "set", "value": items}))

    def test_of_one_hash_do_not_take_for_ever(self) -> None:
        numbers = [each * ALIKE for each in range(50_000)]
        for data in (
            {"type": "set", "value": numbers},
            {"type": "mapping", "value": [[each, 0] for each in numbers]},
        ):
            with pytest.raises(sd.InvalidDocumentError, match=r"already|twice"):
                sd.from_dict(with_attribute(data))

    def test_of_a_long_mapping_with_a_key_twice_are_found_soon(self) -> None:
        pairs = [[each, 0] for each in range(60_000)]
        data = {"type": "mapping", "value": [*pairs, [59_999, 1]]}
        with pytest.raises(sd.InvalidDocumentError, match=r"got 59999$"):
            sd.from_dict(with_attribute(data))


class TestCalendars:
    def test_that_were_moved_to_another_zone_come_back(self) -> None:
        desk = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="Asia/Tokyo")
        there = desk.in_zone("America/New_York")
        data = plain(there)
        assert 1 == len(data["weekly"]["parts"])
        assert there == sd.from_dict(data)
        assert is_valid(data)
        data["weekly"]["parts"] = []
        assert "/weekly/parts" == refusal(data)

    def test_that_are_combined_have_no_rules_of_their_own(self) -> None:
        always = sd.ServiceCalendar.always()
        data = plain(always & sd.ServiceCalendar.always("Asia/Tokyo"))
        assert "/weekly" == broken({**data, "tz": "Asia/Tokyo"})
        off = {"type": "DaysOff", "rules": plain(DaysOff.yearly("01-01"))["rules"]}
        assert "/weekly" == broken({**data, "days_off": off})

    @pytest.mark.parametrize("name", ["days", "worked", "half_days", "eves"])
    def test_of_years_that_there_are_not(self, name: str) -> None:
        off = sd.from_dict(plain(DaysOff.yearly("01-01")))
        with pytest.raises(sd.InvalidArgumentError, match=r"^year must be "):
            getattr(off, name)(0)


class TestAbstractTypes:
    def test_have_no_documents(self) -> None:
        score = {"schema": 1, "type": "Score", "name": "x"}
        for kind in (None, Score):
            with pytest.raises(sd.InvalidDocumentError, match=r"/type: must be "):
                sd.from_dict(score, kind)

    def test_stand_for_what_is_of_them(self) -> None:
        found = sd.csat([5, 4, 3], scale=FivePoint())
        assert found == sd.from_dict(plain(found), Score)
        assert Draft202012Validator(sd.json_schema(Score)).is_valid(plain(found))


class TestSentences:
    @pytest.mark.parametrize("code", ["{0:999999999}", "{0.__class__}", "{", "}"])
    def test_are_no_templates_of_a_stranger(self, code: str) -> None:
        data = plain(Phrase("weekly"))
        assert "/code" == refusal({**data, "code": code, "values": [1]})

    def test_have_all_that_they_speak_of(self) -> None:
        data = plain(Phrase("day_off", "Unity Day"))
        assert "/values" == broken({**data, "values": []})
        found = sd.from_dict({**data, "code": "own_words"})
        assert "own words" == str(found)

    def test_of_rows_of_two_types_are_no_table(self) -> None:
        row = Phrase("weekly")
        with pytest.raises(sd.InvalidArgumentError, match=r"^rows must be rows of one"):
            Explanation((), (row, sd.Money(1, "EUR")))


class TestResults:
    def test_that_count_by_members_count_all_of_them(self) -> None:
        for value in (kano({"A": 1}), compliance([])):
            data = plain(value)
            assert value == sd.from_dict(data)
            del data["counts"][next(iter(data["counts"]))]
            assert "/counts" == refusal(data)

    def test_of_a_cohort_left_out_are_of_an_empty_one(self) -> None:
        data = plain(RecoveryParadox({}, {}))
        assert sd.from_dict(data).holds() is None

    def test_of_two_kinds_of_length_are_refused(self) -> None:
        data = plain(Availability(28.0, 7.0, 1, 7.0))
        for name in ("down", "longest"):
            assert f"/{name}" == broken({**data, name: "PT1H"})
        data = plain(Availability(timedelta(hours=2), timedelta(hours=1), 1, None))
        assert 0.5 == sd.from_dict(data).value
        assert "/down" == broken({**data, "down": 1})

    def test_of_survival_have_one_number_for_each_time(self) -> None:
        data = plain(Survival((1.0, 2.0), (0.5, 0.0), (2, 1), 2, 0))
        assert 1.0 == sd.from_dict(data).median
        for name in ("survival", "at_risk"):
            assert f"/{name}" == broken({**data, name: []})

    def test_of_staffing_are_there_together(self) -> None:
        data = plain(Staffing(1.0, 90.0, 2, 2, 0.9, 0.5, 0.1, 3.0))
        assert "2 positions" in str(sd.from_dict(data))
        for name in ("occupancy", "p_wait", "asa"):
            assert f"/{name}" == broken({**data, name: None})

    def test_of_a_level_keep_its_condition(self) -> None:
        level = sd.Level(["boss"], condition=sd.Condition("requester", "==", "ceo"))
        assert level == sd.from_dict(plain(level))

    def test_of_lengths_that_no_timedelta_holds(self) -> None:
        with pytest.raises(sd.InstantRangeError, match=r"^the length of time "):
            to_timedelta(2**63 * 10**6)


class TestWeights:
    def ratings(self) -> Any:
        return plain(Ratings([5, 4], FivePoint(), weights=[1, 3]))

    def test_come_back(self) -> None:
        data = self.ratings()
        assert data == plain(sd.from_dict(data))

    def test_and_their_squares_are_given_together(self) -> None:
        for name in ("weights", "squares"):
            assert "/squares" == broken({**self.ratings(), name: None})

    def test_are_of_the_scores(self) -> None:
        data = self.ratings()
        assert "/weights" == broken({**data, "weights": data["weights"][1:]})

    @pytest.mark.parametrize("weight", [-1, 1e200])
    def test_are_in_range(self, weight: float) -> None:
        data = self.ratings()
        data["weights"][-1][1] = weight
        with pytest.raises(sd.InvalidDocumentError, match=r"weights\[5\] must be "):
            sd.from_dict(data)

    def test_are_not_all_nothing(self) -> None:
        data = self.ratings()
        data["weights"] = [[score, 0] for score, _ in data["weights"]]
        assert "/weights" == broken(data)

    def test_have_squares_that_fit(self) -> None:
        assert "/squares" == broken({**self.ratings(), "squares": 1})
