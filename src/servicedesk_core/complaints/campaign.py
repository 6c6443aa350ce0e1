"""Whom messages by several channels reach."""

from collections.abc import Iterable
from decimal import Decimal

from servicedesk_core.argument import to_items
from servicedesk_core.complaints._exact import product, rest, to_decimal_share


def reach(probabilities: Iterable[Decimal | float | str]) -> float:
    """Return how likely a client is reached by at least one of several attempts.

    Args:
        probabilities: for each attempt, such as one by channel, how likely it reaches
            the client, 0 to 1; one attempt must not hang on another.

    Returns:
        0 to 1; without an attempt nobody is reached.

    Raises:
        InvalidArgumentError: if a probability is out of range.
        WrongTypeError: if one is no number, or they are not in a list.

    Source:
        1 - (1 - p1)(1 - p2)..., for independent attempts.

    Example:
        >>> reach([0.5, 0.4, 0.2])
        0.76
    """
    given = to_items(probabilities, "probabilities", "probabilities, in a list")
    missed = [
        rest(to_decimal_share(each, f"probabilities[{place}]"))
        for place, each in enumerate(given)
    ]
    return float(rest(product(*missed)))
