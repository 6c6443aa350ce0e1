"""What hypothesis loads when it is imported: it then knows the library's types.

Hypothesis is imported by many programs that use no type of ours, so nothing but this
module is loaded until a type of ours is asked for.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, get_origin

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

_LIBRARY = "servicedesk_core"
_LOOKUP = "_global_extra_lookup"


def register() -> None:
    """Make ``st.from_type`` draw the library's types, as ``values`` does.

    Hypothesis calls it, by an entry point. A strategy registered for one of our types
    by somebody else goes first.

    Example:
        >>> from hypothesis import find, strategies as st
        >>> import servicedesk_core as sd
        >>> find(st.from_type(sd.Money), lambda money: True)
        Money(amount=Decimal('0'), currency='EUR')
    """
    from hypothesis.strategies._internal import types  # noqa: PLC0415

    # Its own table of libraries whose types are looked up when they are asked for.
    # Where a version has none, every type has to be loaded at once.
    lookup: dict[str, Callable[[Any], object]] | None = getattr(types, _LOOKUP, None)
    if lookup is None:
        _register_each()
    else:
        lookup[_LIBRARY] = _resolve


def _resolve(thing: object) -> "SearchStrategy[Any] | None":
    """Return the strategy of a type of ours, None for any other."""
    kind = get_origin(thing) or thing
    if not isinstance(kind, type) or not kind.__module__.startswith(f"{_LIBRARY}."):
        return None
    from servicedesk_core.testing.strategies import registry  # noqa: PLC0415

    return registry.found(kind)


def _register_each() -> None:
    from hypothesis import strategies as st  # noqa: PLC0415

    from servicedesk_core.testing.strategies import registry  # noqa: PLC0415

    for kind in registry.every_type():
        st.register_type_strategy(kind, registry.values)
