"""From a complaint to an idea to a measure."""

from collections.abc import Iterable

import attrs

from servicedesk_core.argument import to_many
from servicedesk_core.complaints._facts import check_text, to_text
from servicedesk_core.complaints.measure import Measure
from servicedesk_core.errors import InvalidArgumentError


def _complaints(complaints: Iterable[str]) -> tuple[str, ...]:
    read = to_many(complaints, str, "complaints", "ids of complaints")
    if not read:
        raise InvalidArgumentError("complaints", read, "one at least")
    return tuple(dict.fromkeys(to_text(each, "complaints") for each in read))


@attrs.frozen
class Idea:
    """What could be better, as complaints made somebody see.

    Args:
        id: its name.
        text: what it is.
        complaints: the ids of the complaints behind it; one named twice counts once.

    Raises:
        InvalidArgumentError: for a blank text, or without a complaint.
        WrongTypeError: for a value of another type.

    Example:
        >>> Idea("I1", "quote times by load", complaints=["CMP1"]).complaints
        ('CMP1',)
    """

    id: str = attrs.field(validator=check_text)
    text: str = attrs.field(validator=check_text)
    complaints: tuple[str, ...] = attrs.field(kw_only=True, converter=_complaints)


@attrs.frozen
class ComplaintTrace:
    """What came of a complaint.

    Attributes:
        complaint: its id.
        ideas: that it led to.
        measures: that those ideas led to.
    """

    complaint: str
    ideas: tuple[Idea, ...]
    measures: tuple[Measure, ...]


def trace_complaints(
    complaints: Iterable[str], *, ideas: Iterable[Idea], measures: Iterable[Measure]
) -> tuple[ComplaintTrace, ...]:
    """Return what came of complaints, in their order.

    Args:
        complaints: their ids.
        ideas: all that there are.
        measures: all that there are.

    Raises:
        InvalidArgumentError: for two ideas of one id, or a measure of an idea that is
            not among them.
        WrongTypeError: for a value of another type.

    Example:
        >>> idea = Idea("I1", "quote times by load", complaints=["CMP1"])
        >>> measure = Measure("M1", "delay", remedy="result", forecast=9, idea="I1")
        >>> found = trace_complaints(["CMP1", "CMP2"], ideas=[idea], measures=[measure])
        >>> [len(each.measures) for each in found]
        [1, 0]
    """
    asked = to_many(complaints, str, "complaints", "ids of complaints")
    known = to_many(ideas, Idea, "ideas", "Idea values")
    done = to_many(measures, Measure, "measures", "Measure values")
    names = [idea.id for idea in known]
    if len(set(names)) < len(names):
        raise InvalidArgumentError("ideas", names, "of different ids")
    for measure in done:
        if measure.idea is not None and measure.idea not in names:
            raise InvalidArgumentError("measures", measure.idea, "of ideas given")
    return tuple(_trace(each, known, done) for each in asked)


def _trace(
    complaint: str, ideas: tuple[Idea, ...], measures: tuple[Measure, ...]
) -> ComplaintTrace:
    own = tuple(idea for idea in ideas if complaint in idea.complaints)
    names = {idea.id for idea in own}
    return ComplaintTrace(
        complaint, own, tuple(each for each in measures if each.idea in names)
    )
