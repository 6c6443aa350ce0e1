"""Answers to several questions by the same people, as callers hand them in."""

from collections.abc import Iterable, Mapping
from math import fsum
from typing import Any

from servicedesk_core.argument import to_items
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.number import to_float
from servicedesk_core.satisfaction._answers import is_answer, is_missing
from servicedesk_core.satisfaction.scale import Scale

Row = list[float | None]


def by_item(items: Any, argument: str) -> dict[Any, Any]:
    """Return what was given for each question, by its name or else its place.

    Raises:
        InvalidArgumentError: for no question.
        WrongTypeError: for anything but a mapping or a list.
    """
    if isinstance(items, Mapping):
        found = dict(items)
    else:
        given = to_items(items, argument, "a mapping by item, or a list")
        found = dict(enumerate(given))
    if not found:
        raise InvalidArgumentError(argument, items, "one item at least")
    return found


def read_weights(
    weights: object, argument: str, items: Iterable[object]
) -> list[float]:
    """Return a weight for each question, adding up to 1.

    Raises:
        InvalidArgumentError: for a negative weight, other questions, or no weight
            above 0.
        WrongTypeError: for anything but numbers.
    """
    given = by_item(weights, argument)
    names = list(items)
    if given.keys() != set(names):
        wanted = f"one for each item: {', '.join(map(str, names))}"
        raise InvalidArgumentError(argument, weights, wanted)
    found = [to_float(given[name], f"{argument}[{name!r}]", low=0) for name in names]
    total = fsum(found)
    if not total:
        raise InvalidArgumentError(argument, weights, "above 0 for some item")
    return [weight / total for weight in found]


def read_rows(items: Mapping[Any, Any], argument: str, scale: Scale) -> list[Row]:
    """Return the answers of each person, in the order of the questions.

    Args:
        items: by question, a number, which may be a mean; or an answer of each person,
            all in the same order.
        argument: the caller's name for it, for the error.
        scale: what the answers are given on.

    Raises:
        InvalidArgumentError: for an answer off the scale, or questions with different
            numbers of answers.
        WrongTypeError: for anything but numbers, or lists of them.
    """
    if all(map(is_answer, items.values())):
        return [
            [
                None
                if is_missing(each)
                else scale.check_between(each, f"{argument}[{name!r}]")
                for name, each in items.items()
            ]
        ]
    columns = [
        _column(each, f"{argument}[{name!r}]", scale) for name, each in items.items()
    ]
    lengths = {len(column) for column in columns}
    if len(lengths) > 1:
        wanted = "as many answers to each item"
        raise InvalidArgumentError(argument, sorted(lengths), wanted)
    return [list(row) for row in zip(*columns, strict=True)]


def read_scores(answers: Iterable[Any], argument: str, scale: Scale) -> Row:
    """Return scores, None where one is missing.

    Raises:
        InvalidArgumentError: for one off the scale.
        WrongTypeError: for one that is no number.
    """
    return [
        None if is_missing(answer) else scale.check(answer, f"{argument}[{place}]")
        for place, answer in enumerate(answers)
    ]


def weighted_mean(row: Row, weights: Iterable[float], scale: Scale) -> float | None:
    """Return the mean of one person's answers; None if one is missing.

    Args:
        row: the answers.
        weights: one for each, adding up to 1.
        scale: what the answers are given on.
    """
    answers = [answer for answer in row if answer is not None]
    if len(answers) < len(row):
        return None
    parts = (answer * part for answer, part in zip(answers, weights, strict=True))
    # The sum of the weights may be off 1 by a rounding residue.
    return min(max(fsum(parts), scale.low), scale.high)


def _column(answers: Any, argument: str, scale: Scale) -> Row:
    given = to_items(answers, argument, "a number, or answers in a list")
    return read_scores(given, argument, scale)
