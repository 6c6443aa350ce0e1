"""The states of a lifecycle and what they mean."""

from enum import StrEnum

import attrs

from servicedesk_core.errors import member


class Category(StrEnum):
    """What a state means to clocks and reports."""

    OPEN = "open"
    PAUSED = "paused"
    RESOLVED = "resolved"
    DONE = "done"


OVER = frozenset({Category.RESOLVED, Category.DONE})
"""The categories of a ticket that nobody has to work on any more."""


def _category(category: Category | str) -> Category:
    return member(Category, category, "category")


@attrs.frozen
class State:
    """A state of a lifecycle.

    Attributes:
        name: its stable name, such as ``"on_hold"``.
        category: what it means to clocks and reports.

    Raises:
        InvalidArgumentError: if ``category`` is none of :class:`Category`.

    Example:
        >>> State("on_hold", "paused").category
        <Category.PAUSED: 'paused'>
    """

    name: str
    category: Category = attrs.field(converter=_category)
