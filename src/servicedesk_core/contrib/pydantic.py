"""Our values as fields of pydantic models."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

import attrs
from pydantic import GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from servicedesk_core.argument import to_items
from servicedesk_core.errors import InvalidDocumentError
from servicedesk_core.plain import SCHEMA, Limits, from_dict, json_schema, to_dict
from servicedesk_core.plain.shapes import shape_of


def _read_enums(enums: Any) -> tuple[type[Enum], ...]:
    return to_items(enums, "enums", "enums, in a list")


@attrs.frozen
class Plain:
    """Marks a field that holds one of the library's values.

    The model takes a value of the type, or its plain data; ``model_dump`` gives plain
    data, and ``model_json_schema`` the schema of it.

    Args:
        enums: your own enums, as for :func:`~servicedesk_core.plain.to_dict`.
        limits: how large the document may be.

    Raises:
        WrongTypeError: when the model is defined, if its field is none of our types.

    Example:
        >>> from typing import Annotated
        >>> from pydantic import BaseModel
        >>> from servicedesk_core.money import Money
        >>> class Refund(BaseModel):
        ...     amount: Annotated[Money, Plain()]
        >>> refund = Refund(amount=Money("2.50", "EUR"))
        >>> Refund.model_validate_json(refund.model_dump_json()) == refund
        True
    """

    enums: tuple[type[Enum], ...] = attrs.field(default=(), converter=_read_enums)
    limits: Limits = attrs.field(factory=Limits, kw_only=True)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Return how pydantic validates, writes and describes a field of the type."""
        schema = json_schema(source, enums=self.enums)
        shape = shape_of(source)
        name = "-".join([*_names(schema), *(each.__name__ for each in self.enums)])
        # An address of its own, for its references are to its own definitions.
        home = f"{_HOME}/{SCHEMA}/{name}"
        described = {"$id": home, **_referring(schema, home)}

        def read(data: Any) -> Any:
            if shape.fits(data):
                return data
            try:
                return from_dict(data, source, enums=self.enums, limits=self.limits)
            except InvalidDocumentError as error:
                raise _told(error) from error

        def write(value: Any) -> dict[str, Any]:
            return to_dict(value, enums=self.enums)

        return core_schema.no_info_plain_validator_function(
            read,
            serialization=core_schema.plain_serializer_function_ser_schema(write),
            metadata={"pydantic_js_functions": [lambda _schema, _handler: described]},
            ref=f"servicedesk_core.{name}",
        )


_HOME = "https://servicedesk-core.invalid/schema"
"""Where nothing lies: a schema is known by its address, and holds all it refers to."""


def _referring(schema: Any, home: str) -> Any:
    """Return a schema whose references have their whole address."""
    if isinstance(schema, list):
        return [_referring(each, home) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: f"{home}{each}" if name == "$ref" else _referring(each, home)
        for name, each in schema.items()
    }


def _names(schema: Mapping[str, Any]) -> list[str]:
    """Return the types that a schema describes."""
    roots = schema.get("anyOf", [schema])
    return [root["properties"]["type"]["const"] for root in roots]


def _told(error: InvalidDocumentError) -> PydanticCustomError:
    problems = {each.path: each.reason for each in error.problems}
    return PydanticCustomError(
        "document", "{message}", {"message": str(error), "problems": problems}
    )
