"""Why a breach is forgiven: periods that were agreed, and waivers."""

from collections.abc import Iterable
from datetime import datetime

import attrs

from servicedesk_core.argument import to_several
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError, member
from servicedesk_core.sla.metric import AnyMetric, CustomMetric, Metric
from servicedesk_core.timeline import instant_key, to_microseconds


def _check_reason(_: object, field: "attrs.Attribute[str]", reason: str) -> None:
    if not isinstance(reason, str) or not reason.strip():
        raise WrongTypeError(field.name, reason, "a text that is not empty")


@attrs.frozen
class ExcusedPeriod:
    """A time that does not count against the provider, such as force majeure.

    The facts stay as they are; a breach that would be none without this time is
    excused.

    Args:
        start: from when on, aware.
        end: until when, later.
        reason: why.
        by: who agreed.

    Raises:
        InvalidArgumentError: if ``end`` is not later than ``start``.
        NaiveDatetimeError: if either has no zone.
        WrongTypeError: without a reason.

    Example:
        >>> from datetime import UTC
        >>> monday = datetime(2026, 1, 5, tzinfo=UTC)
        >>> flood = ExcusedPeriod(monday, monday.replace(day=7), "flood")
        >>> flood.reason
        'flood'
    """

    start: datetime = attrs.field(eq=instant_key)
    end: datetime = attrs.field(eq=instant_key)
    reason: str = attrs.field(validator=_check_reason)
    by: str | None = None

    def __attrs_post_init__(self) -> None:
        start = to_microseconds(self.start, "start")
        if to_microseconds(self.end, "end") <= start:
            raise InvalidArgumentError("end", self.end, "later than start")


def _read_metric(metric: AnyMetric | str | None) -> AnyMetric | None:
    if metric is None or isinstance(metric, CustomMetric):
        return metric
    return member(Metric, metric, "metric")


@attrs.frozen
class Waiver:
    """A breach of one subject that somebody took back.

    Args:
        key: the subject's, as its status has it.
        reason: why.
        by: who took it back.
        metric: of which clock; None for all.

    Raises:
        InvalidArgumentError: for an unknown metric.
        WrongTypeError: without a reason or a name.

    Example:
        >>> Waiver("INC1", "the caller asked to wait", by="clara").by
        'clara'
    """

    key: object
    reason: str = attrs.field(validator=_check_reason)
    by: str = attrs.field(kw_only=True, validator=_check_reason)
    metric: AnyMetric | None = attrs.field(
        kw_only=True, default=None, converter=_read_metric
    )


Excuse = ExcusedPeriod | Waiver
"""What may excuse a breach."""


def read_excuses(excused: Iterable[Excuse]) -> tuple[Excuse, ...]:
    """Return excuses as a tuple.

    Raises:
        WrongTypeError: for anything that is no iterable of them.
    """
    return to_several(
        excused,
        (ExcusedPeriod, Waiver),
        "excused",
        "excused periods and waivers",
        each="an ExcusedPeriod or a Waiver",
    )
