"""Whether one condition holds wherever another does, as far as that is plain."""

from collections.abc import Sequence

from servicedesk_core.sla.condition import AllOf, AnyCondition, AnyOf, Condition, Op


def implies(narrow: AnyCondition | None, wide: AnyCondition | None) -> bool:
    """Tell whether it is plain that one condition holds wherever another does.

    Args:
        narrow: the one that is to hold less often; None always holds.
        wide: the one that is to hold whenever it does.

    Example:
        >>> gold = Condition("tier", "==", "gold")
        >>> best = Condition("tier", "in", ["gold", "silver"])
        >>> implies(gold, best), implies(best, gold)
        (True, False)
    """
    if wide is None or narrow == wide:
        return True
    # All that the narrow one allows, and all that the wide one asks for, must do ...
    if isinstance(narrow, AnyOf):
        return all(implies(part, wide) for part in narrow.parts)
    if isinstance(wide, AllOf):
        return all(implies(narrow, part) for part in wide.parts)
    return _any_implies(narrow, wide)


def _any_implies(narrow: AnyCondition | None, wide: AnyCondition) -> bool:
    # ... of the rest, any will do.
    if isinstance(wide, AnyOf):
        return any(implies(narrow, part) for part in wide.parts)
    if isinstance(narrow, AllOf):
        return any(implies(part, wide) for part in narrow.parts)
    if isinstance(narrow, Condition) and isinstance(wide, Condition):
        return narrow.field == wide.field and _holds_of_values(narrow, wide)
    return False


def _holds_of_values(narrow: Condition, wide: Condition) -> bool:
    values = _values(narrow)
    return bool(values) and all(
        wide.holds(_subject(wide.field, value)) for value in values
    )


def _values(condition: Condition) -> Sequence[object]:
    """Return the values that a condition names, if it names all it holds of."""
    if condition.op is Op.EQ:
        return (condition.value,)
    if condition.op is Op.IN and isinstance(condition.value, tuple):
        return condition.value
    return ()


def _subject(field: str, value: object) -> object:
    """Return a subject that has a value under a name, dots and all."""
    for name in reversed(field.split(".")):
        value = {name: value}
    return value
