"""What is done about causes: measures, and where each of them stands."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

import attrs

from servicedesk_core.argument import to_many
from servicedesk_core.complaints._facts import check_text, to_text
from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.number import to_float
from servicedesk_core.satisfaction import Remedy
from servicedesk_core.stats import Proportion, proportion_interval


class MeasureState(StrEnum):
    """Where a measure, or a problem in the backlog, stands."""

    NEW = "new"
    """Nobody has decided about it."""
    SCHEDULED = "scheduled"
    """A release is planned for it."""
    POSTPONED = "postponed"
    """Put off; nothing has changed for clients."""
    DONE = "done"
    """In use."""


def _remedy(remedy: Remedy | str) -> Remedy:
    return member(Remedy, remedy, "remedy")


def _state(state: MeasureState | str) -> MeasureState:
    return member(MeasureState, state, "state")


def _forecast(forecast: float) -> float:
    return to_float(forecast, "forecast", low=0)


@attrs.frozen
class Measure:
    """Something to be done about a topic of complaints.

    Args:
        id: its name.
        topic: what it is about.
        remedy: whether it raises the result or corrects the expectation.
        forecast: by how many complaints it should reduce the topic in the period
            after it, 0 or more.
        state: where it stands.
        planned_release: the release that it is planned for; a scheduled one has it.
        idea: the id of the idea that it comes from, if any.

    Raises:
        InvalidArgumentError: for a blank text, a forecast out of range, an unknown
            word, or a scheduled measure without a release.
        WrongTypeError: for a value of another type.

    Example:
        >>> sla = Measure("M1", "late delivery", remedy="expectation", forecast=300)
        >>> sla.state.value
        'new'
    """

    id: str = attrs.field(validator=check_text)
    topic: str = attrs.field(validator=check_text)
    remedy: Remedy = attrs.field(kw_only=True, converter=_remedy)
    forecast: float = attrs.field(kw_only=True, converter=_forecast)
    state: MeasureState = attrs.field(
        kw_only=True, default=MeasureState.NEW, converter=_state
    )
    planned_release: str | None = attrs.field(kw_only=True, default=None)
    idea: str | None = attrs.field(kw_only=True, default=None)

    def __attrs_post_init__(self) -> None:
        for name in ("planned_release", "idea"):
            if getattr(self, name) is not None:
                to_text(getattr(self, name), name)
        if self.state is MeasureState.SCHEDULED and self.planned_release is None:
            wanted = "given where the measure is scheduled"
            raise InvalidArgumentError("planned_release", None, wanted)


@attrs.frozen
class MeasureProgress:
    """Where measures stand.

    Attributes:
        counts: how many are in each state, zeros included.
        done: the share that is done; postponed ones are not. None for no measures.
    """

    counts: Mapping[MeasureState, int]
    done: Proportion | None


def measure_progress(
    measures: Iterable[Measure], *, confidence: float = 0.95
) -> MeasureProgress:
    """Return where measures stand.

    Args:
        measures: of one plan.
        confidence: of the Wilson interval, above 0 and below 1.

    Raises:
        InvalidArgumentError: for a confidence out of range.
        WrongTypeError: if one is no Measure.

    Example:
        >>> later = Measure(
        ...     "M1", "delay", remedy="result", forecast=9, state="postponed"
        ... )
        >>> measure_progress([later]).done.value
        0.0
    """
    read = to_many(measures, Measure, "measures", "Measure values")
    states = [each.state for each in read]
    counts = {state: states.count(state) for state in MeasureState}
    return MeasureProgress(
        FrozenMap(counts),
        proportion_interval(
            counts[MeasureState.DONE], len(read), confidence=confidence
        ),
    )
