"""Our values inside structures that cattrs converts."""

from collections.abc import Iterable
from enum import Enum
from types import NoneType
from typing import Any, Union, get_args

from cattrs import Converter

from servicedesk_core.plain import Limits, from_dict, to_dict
from servicedesk_core.plain.shapes import records_of


def configure(
    converter: Converter,
    *,
    enums: Iterable[type[Enum]] = (),
    limits: Limits = Limits(),  # noqa: B008 - a value that never changes
) -> None:
    """Teach a converter to write and read the library's values as plain data.

    Wherever a structure of yours holds one, the converter writes what
    :func:`~servicedesk_core.plain.to_dict` gives, and reads what
    :func:`~servicedesk_core.plain.from_dict` takes; unions of our types too.

    Args:
        converter: a cattrs converter of yours.
        enums: your own enums, as for ``to_dict``.
        limits: how large one of our documents may be.

    Raises:
        InvalidDocumentError: from ``converter.structure``, with every problem.
        UnserialisableError: from ``converter.unstructure``.

    Example:
        >>> from cattrs import Converter
        >>> from servicedesk_core.money import Money
        >>> converter = Converter()
        >>> configure(converter)
        >>> data = converter.unstructure({"fee": Money("2.50", "EUR")})
        >>> data["fee"]["amount"]
        '2.50'
        >>> converter.structure(data, dict[str, Money])["fee"]
        Money(amount=Decimal('2.50'), currency='EUR')
    """
    known = tuple(enums)

    def write(value: object) -> dict[str, Any]:
        return to_dict(value, enums=known)

    def read(data: Any, kind: Any) -> Any:
        return from_dict(data, kind, enums=known, limits=limits)

    def read_optional(data: Any, kind: Any) -> Any:
        return None if data is None else read(data, _without_none(kind))

    converter.register_unstructure_hook_func(_is_ours, write)
    converter.register_structure_hook_func(_is_ours, read)
    converter.register_structure_hook_func(_is_optional, read_optional)


def _is_ours(kind: object) -> bool:
    return records_of(kind) is not None


def _is_optional(kind: object) -> bool:
    return NoneType in get_args(kind) and _is_ours(_without_none(kind))


def _without_none(kind: object) -> object:
    return Union[tuple(each for each in get_args(kind) if each is not NoneType)]  # noqa: UP007 - made of what is found
