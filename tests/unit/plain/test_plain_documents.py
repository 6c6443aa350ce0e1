"""Values as plain data, and documents with something wrong."""

import json
import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum, IntEnum
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from jsonschema import Draft202012Validator

import servicedesk_core as sd
from servicedesk_core import events
from servicedesk_core.metrics import KPI

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
MONEY = {"schema": 1, "type": "Money", "amount": "2.50", "currency": "EUR"}


class Tier(Enum):
    GOLD = "gold"
    TIN = 2


class Rung(IntEnum):
    TOP = 1


def problems(data: Any, kind: Any = None, **more: Any) -> dict[str, str]:
    """Return what is wrong with a document, by path."""
    with pytest.raises(sd.InvalidDocumentError) as caught:
        sd.from_dict(data, kind, **more)
    return {each.path: each.reason for each in caught.value.problems}


def through_json(value: object, **more: Any) -> Any:
    return json.loads(json.dumps(sd.to_dict(value, **more)))


class TestDocuments:
    def test_say_their_version_and_type_first(self) -> None:
        assert MONEY == sd.to_dict(sd.Money("2.50", "EUR"))
        assert ["schema", "type", "amount", "currency"] == list(
            sd.to_dict(sd.Money(1, "EUR"))
        )

    def test_hold_every_event_of_a_ticket(self) -> None:
        anna = sd.Actor("anna", "agent")
        ticket = sd.open_ticket("INC1", at=MONDAY, priority=sd.Priority.HIGH)
        ticket = ticket.hold(at=MONDAY, by=anna, reason="vendor")
        document = sd.to_dict(ticket)
        assert document["lifecycle"] is None
        assert document["history"][1] == {
            "type": "PutOnHold",
            "at": "2026-01-05T09:00:00+00:00",
            "by": {"type": "Actor", "id": "anna", "role": "agent"},
            "reason": "vendor",
        }
        assert document["history"][0]["priority"] == {
            "type": "Priority",
            "value": "high",
        }
        assert ticket == sd.from_dict(document)

    def test_hold_a_lifecycle_that_is_not_the_standard_one(self) -> None:
        own = sd.lifecycles.INCIDENT.with_action(
            sd.lifecycles.Action("nap", ("in_progress",), "in_progress")
        )
        ticket = sd.open_ticket("INC1", at=MONDAY, lifecycle=own)
        assert ticket == sd.from_dict(through_json(ticket))
        assert own == sd.from_dict(through_json(ticket)).lifecycle

    def test_keep_zones_and_the_hour_that_comes_twice(self) -> None:
        berlin = ZoneInfo("Europe/Berlin")
        for fold in (0, 1):
            at = datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=fold)
            event = events.Acknowledged(at=at)
            back = sd.from_dict(through_json(event)).at
            assert (at, fold, berlin) == (back, back.fold, back.tzinfo)

    def test_keep_an_hour_that_the_clocks_skip(self) -> None:
        at = datetime(2026, 3, 29, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
        money = sd.open_ticket("INC1", at=MONDAY, attributes={"at": at})
        assert at == sd.from_dict(through_json(money)).attributes["at"]

    def test_keep_the_instant_where_a_zone_has_changed_its_rules(self) -> None:
        data = sd.to_dict(events.Acknowledged(at=MONDAY))
        data["at"] = "2026-01-05T09:00:00+05:00[Europe/Moscow]"
        back = sd.from_dict(data).at
        assert "2026-01-05T07:00:00+03:00" == back.isoformat()

    def test_read_the_z_that_javascript_writes(self) -> None:
        data = sd.to_dict(events.Acknowledged(at=MONDAY))
        data["at"] = "2026-01-05T09:00:00.000Z"
        assert events.Acknowledged(at=MONDAY) == sd.from_dict(data)

    @pytest.mark.parametrize(
        "value",
        [
            None,
            True,
            7,
            1.5,
            2**70,
            "x",
            (1, "a", (None,)),
            frozenset({1, 2}),
            date(2026, 1, 5),
            datetime(2026, 1, 5, tzinfo=timezone(timedelta(hours=5, minutes=45))),
            timedelta(hours=-27, microseconds=1),
            timedelta.max,
            timedelta.min,
            Decimal("1E+3"),
            Decimal("-0.001"),
            Fraction(2, 3),
            range(0, 10, 2),
            sd.Money(1, "EUR"),
            sd.Interval(MONDAY, MONDAY + timedelta(hours=1)),
            sd.Weekday.MONDAY,
            sd.HoldReason.VENDOR,
            ZoneInfo("Asia/Tokyo"),
            timezone(timedelta(hours=-3)),
            sd.priority.GLPI.priority(
                impact=sd.priority.GlpiImpact.LOW, urgency=sd.priority.GlpiUrgency.LOW
            ),
        ],
        ids=repr,
    )
    def test_keep_what_attributes_hold(self, value: object) -> None:
        ticket = sd.open_ticket("INC1", at=MONDAY, attributes={"value": value})
        document = through_json(ticket)
        back = sd.from_dict(document).attributes["value"]
        assert (type(value), value) == (type(back), back)
        assert Draft202012Validator(sd.json_schema(sd.Ticket)).is_valid(document)

    def test_hold_enums_of_the_caller_that_were_named(self) -> None:
        opened = events.Opened(
            id="A", at=MONDAY, priority=Tier.GOLD, impact=Tier.TIN, urgency=Rung.TOP
        )
        document = through_json(opened, enums=[Tier, Rung])
        assert {"type": "Tier", "value": "gold"} == document["priority"]
        assert {"type": "Tier", "value": "tin"} == document["impact"]
        assert opened == sd.from_dict(document, enums=[Tier, Rung])
        schema = sd.json_schema(events.Opened, enums=[Tier, Rung])
        assert Draft202012Validator(schema).is_valid(document)
        plain = sd.json_schema(events.Opened)
        assert not Draft202012Validator(plain).is_valid(document)
        assert {"/priority/type", "/impact/type", "/urgency/type"} == set(
            problems(document)
        )

    def test_of_a_missing_member_with_a_default_are_read(self) -> None:
        data = sd.to_dict(events.Acknowledged(at=MONDAY))
        del data["by"]
        assert events.Acknowledged(at=MONDAY) == sd.from_dict(data)

    def test_of_numbers_with_a_point_are_whole_where_they_count(self) -> None:
        data = {**sd.to_dict(sd.WorkingDays(3)), "days": 3.0}
        back = sd.from_dict(data, sd.WorkingDays)
        assert (int, 3) == (type(back.days), back.days)


class TestProblems:
    def test_are_told_all_at_once_with_their_paths(self) -> None:
        data = {"schema": 1, "type": "Money", "amount": 2.5, "curency": "EUR"}
        assert problems(data) == {
            "/amount": "must be a decimal number like 12.50, in a text, got 2.5",
            "/curency": "is no member; did you mean currency?",
            "/currency": "is missing",
        }

    def test_say_where_in_the_depth_they_are(self) -> None:
        ticket = sd.open_ticket("INC1", at=MONDAY, attributes={"a/b~c": (1, MONDAY)})
        data = sd.to_dict(ticket)
        data["history"][0]["attributes"]["a/b~c"][1]["value"] = "noon"
        wanted = "an instant like 2026-01-05T09:00:00+03:00[Europe/Moscow]"
        assert problems(data) == {
            "/history/0/attributes/a~1b~0c/1/value": f"must be {wanted}, got 'noon'"
        }

    def test_of_a_rule_name_the_member_and_keep_the_error(self) -> None:
        with pytest.raises(sd.InvalidDocumentError) as caught:
            sd.from_dict(
                {
                    **sd.to_dict(sd.Interval(MONDAY, MONDAY.replace(hour=10))),
                    "end": "2026-01-05T08:00:00+00:00",
                }
            )
        (problem,) = caught.value.problems
        assert isinstance(problem, sd.DocumentRuleError)
        assert "/end" == problem.path
        assert isinstance(problem.error, sd.InvalidArgumentError)
        assert str(problem.error) == problem.reason
        assert str(problem) == f"/end: {problem.reason}"

    def test_of_a_history_name_the_event(self) -> None:
        ticket = sd.open_ticket("INC1", at=MONDAY).start(
            at=MONDAY + timedelta(hours=1), by=None
        )
        data = sd.to_dict(ticket)
        data["history"].reverse()
        assert ["/history/0"] == list(problems(data))
        data["history"] = []
        assert problems(data) == {"/history": "must have 1 or more items, got 0"}

    def test_are_errors_of_ours_and_a_group(self) -> None:
        with pytest.raises(
            sd.ServiceDeskError, match=r"^the document cannot be read: "
        ):
            sd.from_dict({})
        with pytest.raises(ExceptionGroup) as caught:
            sd.from_dict({"schema": 1, "type": "Money"})
        assert (
            "the document cannot be read: /amount: is missing; /currency: is missing"
            == str(caught.value)
        )
        found, rest = caught.value.split(sd.DocumentError)
        assert found is not None
        assert rest is None
        half = caught.value.subgroup(
            lambda error: getattr(error, "path", "") == "/amount"
        )
        assert isinstance(half, sd.InvalidDocumentError)
        assert "document.invalid" == half.code

    def test_pickle(self) -> None:
        with pytest.raises(sd.InvalidDocumentError) as caught:
            sd.from_dict({"schema": 1, "type": "Money"})
        back = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own
        assert str(caught.value) == str(back)
        assert caught.value.problems[0].path == back.problems[0].path

    def test_beyond_a_hundred_are_not_looked_for(self) -> None:
        data = sd.to_dict(sd.open_ticket("INC1", at=MONDAY))
        data["history"] *= 5000
        for event in data["history"]:
            event["at"] = None
        with pytest.raises(sd.InvalidDocumentError, match=r"; and 95 more$") as caught:
            sd.from_dict(data)
        assert 100 == len(caught.value.exceptions)

    @pytest.mark.parametrize(
        ("data", "found"),
        [
            ([], {"": "must be an object, got an array"}),
            (None, {"": "must be an object, got null"}),
            ("{}", {"": "must be an object, got '{}'"}),
            ({}, {"/schema": "must be 1, the version known here, got null"}),
            (
                {**MONEY, "schema": 2},
                {"/schema": "must be 1, the version known here, got 2"},
            ),
            (
                {**MONEY, "schema": True},
                {"/schema": "must be 1, the version known here, got true"},
            ),
            ({"schema": 1}, {"/type": "must be the name of a type, got null"}),
            (
                {"schema": 1, "type": "os.system"},
                {"/type": "must be the name of a type, got 'os.system'"},
            ),
            (
                {"schema": 1, "type": "Priority"},
                {"/type": "must be the name of a type, got 'Priority'"},
            ),
            (
                {"schema": 1, "type": "measure"},
                {"/type": "must be the name of a type, got 'measure'"},
            ),
            (
                {"schema": 1, "type": ["Money"]},
                {"/type": "must be the name of a type, got an array"},
            ),
        ],
        ids=repr,
    )
    def test_of_the_head(self, data: Any, found: dict[str, str]) -> None:
        assert found == problems(data)

    def test_of_another_type_than_wanted(self) -> None:
        assert problems(MONEY, sd.Ticket) == {"/type": "must be Ticket, got 'Money'"}
        wanted = sd.Money | sd.Interval
        assert sd.Money("2.50", "EUR") == sd.from_dict(MONEY, wanted)
        data = sd.to_dict(sd.WorkingDays(1))
        assert problems(data, wanted) == {
            "/type": "must be Money or Interval, got 'WorkingDays'"
        }

    def test_cut_long_texts_short(self) -> None:
        reason = problems({**MONEY, "amount": "9" * 10_000})["/amount"]
        assert reason == (
            "must be a decimal number like 12.50, in a text, got '" + "9" * 60 + "'..."
        )


class TestRefusals:
    @pytest.mark.parametrize(
        "value", [None, 1, "x", {}, [], MONDAY, sd.Priority.HIGH, sd.Money], ids=repr
    )
    def test_of_what_is_no_value_of_ours(self, value: object) -> None:
        with pytest.raises(
            sd.WrongTypeError, match=r"^value must be a value of the lib"
        ):
            sd.to_dict(value)

    def test_of_values_that_hold_functions(self) -> None:
        kpi = KPI("fcr", numerator=bool, denominator=bool)
        wanted = (
            r"^value must be a value of the library; KPI has no plain form: it holds "
            r"functions, got "
        )
        with pytest.raises(sd.WrongTypeError, match=wanted):
            sd.to_dict(kpi)

    def test_name_the_place_of_a_function(self) -> None:
        target = sd.ServiceLevelTarget(
            "resolution", timedelta(hours=4), sd.ServiceCalendar.always()
        )
        agreement = sd.Agreement("gold", [target], applies=bool)
        with pytest.raises(sd.UnserialisableError) as caught:
            sd.to_dict(agreement)
        assert ("/applies", bool) == (caught.value.path, caught.value.value)
        assert str(caught.value) == (
            "/applies must be of a kind that plain data has, to be stored; "
            "got <class 'bool'>"
        )

    @pytest.mark.parametrize(
        "value", [float("inf"), float("nan"), 2**1024, b"x", Tier.GOLD, Decimal("NaN")]
    )
    def test_of_attributes_that_json_lacks(self, value: object) -> None:
        ticket = sd.open_ticket("INC1", at=MONDAY, attributes={"a": value})
        with pytest.raises(
            sd.UnserialisableError, match=r"^/history/0/attributes/a[ /]"
        ):
            sd.to_dict(ticket)

    @pytest.mark.parametrize(
        "kind", [int, dict, list[int], "Money", Enum, 5, []], ids=repr
    )
    def test_of_types_that_are_none_of_ours(self, kind: Any) -> None:
        wanted = r"^type must be a type of the library's values, or a union, got "
        with pytest.raises(sd.WrongTypeError, match=wanted):
            sd.from_dict(MONEY, kind)
        with pytest.raises(sd.WrongTypeError, match=wanted):
            sd.json_schema(kind)

    def test_of_enums_that_are_none_or_taken(self) -> None:
        with pytest.raises(sd.WrongTypeError, match=r"^enums must be enums, in a list"):
            sd.from_dict(MONEY, enums=[int])  # type: ignore[list-item]
        with pytest.raises(sd.WrongTypeError, match=r"^enums must be enums, in a list"):
            sd.to_dict(sd.Money(1, "EUR"), enums=Tier.GOLD)  # type: ignore[arg-type]
        taken: list[type[Enum]] = [
            Enum(name, ["A"])  # type: ignore[misc]
            for name in ("Money", "datetime", "set")
        ]
        refused: list[list[type[Enum]]] = [*([each] for each in taken), [Tier, Tier]]
        for enums in refused:
            with pytest.raises(
                sd.InvalidArgumentError,
                match=r"^enums must be names that are not taken",
            ):
                sd.from_dict(MONEY, None, enums=enums)


class TestSchemas:
    def test_are_of_the_draft_and_close_their_objects(self) -> None:
        schema = sd.json_schema(sd.Money)
        Draft202012Validator.check_schema(schema)
        assert "https://json-schema.org/draft/2020-12/schema" == schema["$schema"]
        assert ["schema", "type", "amount", "currency"] == schema["required"]
        assert schema["additionalProperties"] is False
        assert schema["description"] == "An exact amount in one currency."

    def test_of_a_union_take_either(self) -> None:
        validator = Draft202012Validator(sd.json_schema(events.Event))
        assert validator.is_valid(through_json(events.Acknowledged(at=MONDAY)))
        assert not validator.is_valid(MONEY)

    def test_are_plain_data_themselves(self) -> None:
        schema = sd.json_schema(sd.SlaStatus)
        assert schema == json.loads(json.dumps(schema))
