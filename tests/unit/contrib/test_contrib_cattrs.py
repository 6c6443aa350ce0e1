"""Our values inside structures that cattrs converts."""

import json
from datetime import UTC, datetime
from enum import Enum

import attrs
import pytest
from cattrs import BaseValidationError, Converter
from cattrs.preconf.json import make_converter
from hypothesis import given, strategies as st

import servicedesk_core as sd
from servicedesk_core import events
from servicedesk_core.contrib.cattrs import configure
from servicedesk_core.testing import strategies

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)


class Tier(Enum):
    GOLD = "gold"


@attrs.frozen
class Case:
    ticket: sd.Ticket
    calendars: dict[str, sd.ServiceCalendar]
    fees: list[sd.Money]
    last: events.Event | None = None


@pytest.fixture
def converter() -> Converter:
    found = Converter()
    configure(found)
    return found


CASE = Case(
    sd.open_ticket("INC1", at=MONDAY),
    {"always": sd.ServiceCalendar.always()},
    [sd.Money("2.50", "EUR")],
    events.Acknowledged(at=MONDAY),
)


class TestCattrs:
    def test_takes_structures_there_and_back(self, converter: Converter) -> None:
        data = converter.unstructure(CASE)
        assert sd.to_dict(CASE.ticket) == data["ticket"]
        assert [sd.to_dict(CASE.fees[0])] == data["fees"]
        assert CASE == converter.structure(json.loads(json.dumps(data)), Case)

    def test_works_with_the_converters_that_cattrs_brings(self) -> None:
        converter = make_converter()
        configure(converter)
        assert CASE == converter.loads(converter.dumps(CASE), Case)

    def test_leaves_other_types_alone(self, converter: Converter) -> None:
        assert {"a": [1]} == converter.unstructure({"a": [1]})
        assert "met" == converter.unstructure(sd.SlaState.MET)
        assert 5 == converter.structure("5", int)

    def test_refuses_a_document_with_its_problems(self, converter: Converter) -> None:
        data = converter.unstructure(CASE)
        del data["fees"][0]["amount"]
        with pytest.raises(BaseValidationError) as caught:
            converter.structure(data, Case)
        found = caught.value.subgroup(sd.DocumentError)
        assert found is not None

    def test_knows_enums_and_limits_of_the_caller(self) -> None:
        converter = Converter()
        configure(converter, enums=[Tier], limits=sd.Limits(values=20))
        opened = events.Opened(id="A", at=MONDAY, priority=Tier.GOLD)
        data = converter.unstructure(opened)
        assert {"type": "Tier", "value": "gold"} == data["priority"]
        assert opened == converter.structure(data, events.Opened)
        data["attributes"] = {"a": list(range(50))}
        with pytest.raises(
            sd.InvalidDocumentError, match=r"must have 20 values at most"
        ):
            converter.structure(data, events.Opened)

    @pytest.mark.parametrize(
        "kind",
        [sd.ServiceCalendar, sd.Ticket, sd.ServiceLevelTarget, sd.EscalationPath],
        ids=lambda kind: kind.__name__,
    )
    @given(data=st.data())
    def test_writes_the_documents_of_to_dict(
        self, kind: type, data: st.DataObject
    ) -> None:
        converter = Converter()
        configure(converter)
        value = data.draw(strategies.values(kind))
        document = converter.unstructure(value)
        assert sd.to_dict(value) == document
        assert value == converter.structure(document, kind)
