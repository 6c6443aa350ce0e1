"""Cases of published formulas, put to the library and compared."""

from collections.abc import Mapping
from decimal import Decimal
from operator import attrgetter
from typing import Any

import servicedesk_core as sd
from golden.formula_answers import ANSWERS
from golden.formula_desk_answers import DESK_ANSWERS

Case = Mapping[str, Any]


def public(name: str) -> Any:
    """Return what the library calls by a dotted name; a typo is an error."""
    found: object = sd
    for part in name.split("."):
        assert part in dir(found), name
        found = getattr(found, part)
    return found


def check(case: Case, function: str) -> None:
    """Put a case to a function of the library and compare its answer."""
    expected = dict(case["expected"])
    found = answers()[case["formula"]](public(function), case["inputs"])
    if expected.pop("undefined", None):
        assert found["undefined"] is None
    for key, value in expected.items():
        compare(value, found[key], max(case["tolerance"], 1e-9), key)


def answers() -> Mapping[str, Any]:
    """Return how every formula is answered, by its name."""
    return ANSWERS | DESK_ANSWERS


def compare(expected: object, actual: object, tolerance: float, place: str) -> None:
    """Compare numbers within a tolerance, relative above 1, and all else exactly."""
    match expected, actual:
        case Mapping(), Mapping():
            assert set(expected) == set(actual), place
            for key, value in expected.items():
                compare(value, actual[key], tolerance, f"{place}.{key}")
        case (list(), list() | tuple()):
            assert len(expected) == len(actual), place
            for at, pair in enumerate(zip(expected, actual, strict=True)):
                compare(*pair, tolerance, f"{place}[{at}]")
        case int() | float(), int() | float() | Decimal() | sd.Money() if not (
            isinstance(expected, bool) or isinstance(actual, bool)
        ):
            number = actual.amount if isinstance(actual, sd.Money) else actual
            reach = tolerance * max(1, abs(expected))
            assert abs(float(number) - expected) <= reach, (place, expected, actual)
        case _:
            assert (type(expected), expected) == (type(actual), actual), place


def fields(found: object, *names: str) -> Any:
    """Return what an answer has by dotted names; by one name, that alone."""
    return attrgetter(*names)(found)


def rub(amount: int | str) -> sd.Money:
    """Return an amount where the currency says nothing."""
    return sd.Money(amount, "RUB")
