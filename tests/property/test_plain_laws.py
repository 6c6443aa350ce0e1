"""Plain data: there and back for every type, and a schema that says what is read."""

import json
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from jsonschema import Draft202012Validator

from document_mutants import mutants
from servicedesk_core.errors import DocumentRuleError, InvalidDocumentError
from servicedesk_core.plain import from_dict, json_schema, to_dict
from servicedesk_core.plain.catalogue import is_record, known_types
from servicedesk_core.plain.shapes import records_of
from servicedesk_core.testing import strategies

KINDS = {
    name: kind
    for name, kind in known_types().items()
    if is_record(kind) and records_of(kind)
}
VALIDATORS = {
    name: Draft202012Validator(json_schema(kind)) for name, kind in KINDS.items()
}
MUTANTS = 6
"""How often a document is changed: to draw one costs more than to change it."""

every_type = pytest.mark.parametrize("name", KINDS)


def through_json(value: object) -> Any:
    return json.loads(json.dumps(to_dict(value), allow_nan=False))


def verdict(document: Any, kind: Any) -> str:
    """Return what the reader says: fine, a broken rule, or another shape."""
    try:
        from_dict(document, kind)
    except InvalidDocumentError as error:
        broken = (isinstance(each, DocumentRuleError) for each in error.exceptions)
        return "rule" if all(broken) else "shape"
    return "fine"


@every_type
@settings(max_examples=max(2, settings().max_examples // 20))
@given(data=st.data())
def test_a_value_comes_back_and_its_schema_says_what_is_read(
    name: str, data: st.DataObject
) -> None:
    kind, validator = KINDS[name], VALIDATORS[name]
    value = data.draw(strategies.values(kind))
    document = through_json(value)
    back: Any = from_dict(document, kind)
    assert (type(value), value) == (type(back), back)
    assert document == through_json(from_dict(document))
    assert validator.is_valid(document)
    for _ in range(MUTANTS):
        changed = data.draw(mutants(document))
        assert (verdict(changed, kind) != "shape") == validator.is_valid(changed)
