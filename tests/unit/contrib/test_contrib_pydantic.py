"""Our values as fields of pydantic models."""

from datetime import UTC, datetime
from enum import Enum
from typing import Annotated, Any

import pytest
from hypothesis import given, strategies as st
from jsonschema import Draft202012Validator
from pydantic import BaseModel, TypeAdapter, ValidationError

import servicedesk_core as sd
from servicedesk_core import events
from servicedesk_core.contrib.pydantic import Plain
from servicedesk_core.testing import strategies

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)


class Tier(Enum):
    GOLD = "gold"


class Case(BaseModel):
    ticket: Annotated[sd.Ticket, Plain()]
    fees: list[Annotated[sd.Money, Plain()]] = []
    refund: Annotated[sd.Money, Plain()] | None = None
    last: Annotated[events.Event, Plain()] | None = None


CASE = Case(
    ticket=sd.open_ticket("INC1", at=MONDAY),
    fees=[sd.Money("2.50", "EUR")],
    refund=sd.Money(1, "EUR"),
    last=events.Acknowledged(at=MONDAY),
)


class TestPydantic:
    def test_takes_models_there_and_back(self) -> None:
        data = CASE.model_dump()
        assert sd.to_dict(CASE.ticket) == data["ticket"]
        assert CASE == Case.model_validate(data)
        assert CASE == Case.model_validate_json(CASE.model_dump_json())

    def test_refuses_a_document_with_its_problems(self) -> None:
        data = CASE.model_dump()
        data["ticket"]["history"][0]["at"] = "noon"
        del data["ticket"]["history"][0]["id"]
        with pytest.raises(ValidationError) as caught:
            Case.model_validate(data)
        (problem,) = caught.value.errors()
        assert ("ticket",) == problem["loc"]
        assert "document" == problem["type"]
        assert {"/history/0/at", "/history/0/id"} == set(problem["ctx"]["problems"])
        assert problem["msg"].startswith("the document cannot be read: /history/0/at: ")

    @pytest.mark.parametrize("value", [5, "x", None, sd.ServiceCalendar.always()])
    def test_refuses_what_is_no_document(self, value: object) -> None:
        with pytest.raises(ValidationError, match=r"must be"):
            Case.model_validate({"ticket": value})

    def test_describes_itself(self) -> None:
        for mode in ("validation", "serialization"):
            schema = Case.model_json_schema(mode=mode)
            Draft202012Validator.check_schema(schema)
            validator = Draft202012Validator(schema)
            data = CASE.model_dump()
            assert validator.is_valid(data)
            assert not validator.is_valid({**data, "refund": {"amount": 1}})
            data["ticket"]["history"][0]["at"] = "noon"
            assert not validator.is_valid(data)

    def test_knows_enums_and_limits_of_the_caller(self) -> None:
        marked: Any = Annotated[
            events.Opened, Plain([Tier], limits=sd.Limits(values=20))
        ]
        adapter = TypeAdapter(marked)
        opened = events.Opened(id="A", at=MONDAY, priority=Tier.GOLD)
        data = adapter.dump_python(opened)
        assert opened == adapter.validate_python(data)
        assert Draft202012Validator(adapter.json_schema()).is_valid(data)
        data["attributes"] = {"a": list(range(50))}
        with pytest.raises(ValidationError, match=r"must have 20 values at most"):
            adapter.validate_python(data)

    def test_refuses_types_that_are_none_of_ours(self) -> None:
        with pytest.raises(sd.WrongTypeError, match=r"^type must be a type of the lib"):
            TypeAdapter(Annotated[int, Plain()])

    @pytest.mark.parametrize(
        "kind",
        [sd.ServiceCalendar, sd.Ticket, sd.ServiceLevelTarget, sd.EscalationPath],
        ids=lambda kind: kind.__name__,
    )
    @given(data=st.data())
    def test_writes_the_documents_of_to_dict(
        self, kind: type, data: st.DataObject
    ) -> None:
        marked: Any = Annotated[kind, Plain()]
        adapter = TypeAdapter(marked)
        value = data.draw(strategies.values(kind))
        document = adapter.dump_python(value)
        assert sd.to_dict(value) == document
        assert value == adapter.validate_python(document)
