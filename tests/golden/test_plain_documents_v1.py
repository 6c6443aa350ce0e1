"""Documents of version 1 of plain data: every later version must read them.

The file is only ever added to. Where a change makes one of its documents unreadable or
other than it was, the change is wrong, not the file.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from servicedesk_core.plain import from_dict, json_schema, to_dict
from servicedesk_core.plain.catalogue import is_record, known_types

PATH = Path(__file__).with_name("plain_v1.json")
DOCUMENTS: dict[str, list[Any]] = json.loads(PATH.read_text(encoding="utf-8"))
KINDS = {name: kind for name, kind in known_types().items() if is_record(kind)}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_of_version_1_are_read_and_written_again(name: str) -> None:
    validator = Draft202012Validator(json_schema(KINDS[name]))
    for document in DOCUMENTS[name]:
        value = from_dict(document)
        assert type(value) is KINDS[name]
        assert document == json.loads(json.dumps(to_dict(value)))
        assert validator.is_valid(document)


def test_every_type_has_one() -> None:
    assert set(KINDS) == set(DOCUMENTS)
