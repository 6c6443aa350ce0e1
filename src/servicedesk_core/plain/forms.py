"""Values whose plain form is not just their fields."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from math import fsum
from string import Formatter
from types import MappingProxyType
from typing import Any

import attrs

from servicedesk_core.calendars import DaysOff
from servicedesk_core.errors import (
    InvalidArgumentError,
    InvalidHistoryError,
    ServiceDeskError,
)
from servicedesk_core.explanation import Phrase
from servicedesk_core.i18n import word
from servicedesk_core.lifecycles import Lifecycle
from servicedesk_core.number import to_float
from servicedesk_core.satisfaction import Ratings, Scale
from servicedesk_core.tickets import LIFECYCLES, Ticket
from servicedesk_core.tickets.events import Event

Keys = tuple[str | int, ...]


def blame_argument(error: ServiceDeskError) -> Keys:
    """Return the field that an error is about, as far as it says."""
    argument = getattr(error, "argument", None)
    return (argument,) if isinstance(argument, str) and argument.isidentifier() else ()


def _blame_event(error: ServiceDeskError) -> Keys:
    position = error.position if isinstance(error, InvalidHistoryError) else 0
    return "history", position


@attrs.frozen(kw_only=True)
class Form:
    """How a value is taken apart and put together, where its fields do not tell.

    Attributes:
        hints: the type of each member; None are those of its fields.
        take: from a value to its members; None reads its fields.
        make: from members to a value; None calls the type.
        blame: from an error of ``make`` to the keys of what is at fault.
    """

    hints: Mapping[str, object] | None = None
    take: Callable[[Any], Mapping[str, object]] | None = None
    make: Callable[..., object] | None = None
    blame: Callable[[ServiceDeskError], Keys] = blame_argument


def _take_ticket(ticket: Ticket) -> Mapping[str, object]:
    standard = LIFECYCLES[ticket.kind] == ticket.lifecycle
    return {
        "lifecycle": None if standard else ticket.lifecycle,
        "history": ticket.history,
    }


def _ticket(
    *, history: tuple[Event, ...], lifecycle: Lifecycle | None = None
) -> Ticket:
    return Ticket.fold(history, lifecycle=lifecycle)


def _country(
    *,
    country: str,
    subdivision: str | None = None,
    categories: Any = None,
    short_eves: timedelta | None = None,
) -> object:
    found = DaysOff.country(country, subdivision, categories, short_eves)
    return found.rules[0]


def _fixed(*, dates: Any) -> object:
    return DaysOff.dates(dates).rules[0]


def _yearly(*, first: tuple[int, int], last: tuple[int, int], label: str) -> object:
    ends = "..".join(f"{month:02}-{day:02}" for month, day in (first, last))
    return DaysOff.yearly(ends, label=label).rules[0]


def _recurring(*, rule: str, since: Any, label: str) -> object:
    return DaysOff.rule(rule, since=since, label=label).rules[0]


def _phrase(*, code: str, values: tuple[object, ...]) -> object:
    sentence = Formatter().parse(word(code, "en"))
    places = sum(name is not None for _, name, _, _ in sentence)
    if len(values) < places:
        wanted = f"the {places} that {code!r} speaks of"
        raise InvalidArgumentError("values", values, wanted)
    return Phrase(code, *values)


def _ratings(
    *,
    scale: Scale,
    counts: Mapping[float, int],
    missing: int = 0,
    weights: Mapping[float, float] | None = None,
    squares: float | None = None,
) -> object:
    checked = Ratings(counts, scale)
    _check_weights(weights, squares, checked)
    found: Ratings[Scale] = Ratings.__new__(Ratings)
    found.__attrs_init__(scale, checked.counts, missing, weights, squares)
    return found


def _check_weights(
    weights: Mapping[float, float] | None,
    squares: float | None,
    counted: Ratings[Scale],
) -> None:
    if weights is None or squares is None:
        if (weights is None) != (squares is None):
            wanted = "given exactly where weights are"
            raise InvalidArgumentError("squares", squares, wanted)
        return
    if weights.keys() != counted.counts.keys():
        wanted = f"of the scores {', '.join(map(str, counted.counts))}"
        raise InvalidArgumentError("weights", [*weights], wanted)
    for score, weight in weights.items():
        to_float(weight, f"weights[{score}]", low=0, high=_HEAVIEST)
    total = fsum(weights.values())
    if counted.n and not total:
        raise InvalidArgumentError("weights", total, "above 0 for some answer")
    # Answers cannot tell more than as many answers of equal weight (Cauchy-Schwarz).
    if squares * counted.n < total * total * (1 - _ROUNDING):
        wanted = "the sum of the squared weights"
        raise InvalidArgumentError("squares", squares, wanted)


_HEAVIEST = 1e150
"""The squares of larger weights no float holds."""

_ROUNDING = 1e-9

FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "CountryDays": Form(make=_country),
        "FixedDays": Form(make=_fixed),
        "Phrase": Form(make=_phrase),
        "Ratings": Form(make=_ratings),
        "RecurringDays": Form(make=_recurring),
        "Ticket": Form(
            hints={"lifecycle": Lifecycle | None, "history": tuple[Event, ...]},
            take=_take_ticket,
            make=_ticket,
            blame=_blame_event,
        ),
        "YearlyDays": Form(make=_yearly),
    }
)
"""By the name of the type."""
