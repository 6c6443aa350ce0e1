"""Availability of a service: outages, repairs and the time between failures."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Generic, TypeVar, cast, overload

import attrs

from servicedesk_core.argument import to_items, to_one
from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.i18n import length_text
from servicedesk_core.metrics._reading import check_length
from servicedesk_core.number import to_float
from servicedesk_core.timeline import (
    Interval,
    Span,
    common,
    cut,
    merge,
    to_microseconds,
    to_timedelta,
)

Length = TypeVar("Length", float, timedelta)
_Number = float | int
_Outage = Interval | tuple[datetime, datetime | None]
"""A time without service; without an end it goes on."""


@attrs.frozen
class Availability(Generic[Length]):
    """How much of the agreed time a service was there.

    Attributes:
        agreed: the time that counts: the period in service time, without what is
            planned.
        down: the part of it without service.
        failures: how many outages took part of it; overlapping ones are one.
        longest: what the longest of them took; None if there is none.

    Example:
        >>> found = availability([(0, 7)], period=(0, 28))
        >>> found.value, found.mttr, found.mtbf
        (0.75, 7.0, 21.0)
    """

    agreed: Length
    down: Length
    failures: int
    longest: Length | None

    def __attrs_post_init__(self) -> None:
        kind = timedelta if isinstance(self.agreed, timedelta) else float | int
        for name in ("down", "longest"):
            value = getattr(self, name)
            if value is not None and not isinstance(value, kind):
                raise WrongTypeError(name, value, "a length of the kind of agreed")

    @property
    def up(self) -> Length:
        """The part of the agreed time with service."""
        return self.agreed - self.down

    @property
    def value(self) -> float | None:
        """The share of the agreed time with service; None if no time is agreed."""
        return self.up / self.agreed if self.agreed else None

    @property
    def mttr(self) -> Length | None:
        """Mean time to restore: downtime by failures; None without failures."""
        return self.down / self.failures if self.failures else None

    @property
    def mtbf(self) -> Length | None:
        """Mean time between failures: uptime by failures; None without failures."""
        return self.up / self.failures if self.failures else None

    @property
    def mtbsi(self) -> Length | None:
        """Mean time between service incidents, MTBF + MTTR; None without failures."""
        return self.agreed / self.failures if self.failures else None

    def __str__(self) -> str:
        share = "undefined" if self.value is None else f"{self.value:.2%}"
        down = length_text(self.down)
        return f"availability {share} (failures={self.failures}, down {down})"


@overload
def availability(
    outages: Iterable[tuple[_Number, _Number | None]],
    *,
    period: tuple[_Number, _Number],
    planned: Iterable[tuple[_Number, _Number | None]] = (),
) -> Availability[float]: ...
@overload
def availability(
    outages: Iterable[_Outage],
    *,
    period: Interval | tuple[datetime, datetime],
    planned: Iterable[_Outage] = (),
    calendar: ServiceCalendar | None = None,
) -> Availability[timedelta]: ...
def availability(
    outages: Iterable[object],
    *,
    period: object,
    planned: Iterable[object] = (),
    calendar: ServiceCalendar | None = None,
) -> Availability[float] | Availability[timedelta]:
    """Return how available a service was in a period.

    Outages are merged and clipped to the period; one without an end lasts until the
    period's end. Planned times count neither as agreed nor as down.

    Args:
        outages: pairs of a start and an end or None, in any order: numbers of one
            unit, or aware datetimes; or intervals.
        period: a pair of the same kind, or an interval.
        planned: times without service by contract, like outages.
        calendar: whose service time was agreed; without one it is all the time. For
            datetimes alone.

    Raises:
        InvalidArgumentError: for an end before its start, an empty period, or a
            calendar with numbers.
        NaiveDatetimeError: if a datetime has no zone.
        WrongTypeError: for anything that is no such pair, or numbers among datetimes.

    Source:
        ISO/IEC 20000 and ITIL 4: availability = uptime by agreed service time.

    Example:
        >>> found = availability(
        ...     [(-10, 20), (10, 50), (100, 150), (990, 1200)], period=(0, 1000)
        ... )
        >>> found.down, found.value, found.failures
        (110.0, 0.89, 3)
    """
    read = _Reader(of_datetimes=isinstance(_pair(period, "period")[0], datetime))
    low, high = read.span(period, "period", None)
    if low == high:
        raise InvalidArgumentError("period", period, "a period that is not empty")
    failed = to_items(outages, "outages", f"{_PAIRS}, in a list")
    spared = to_items(planned, "planned", f"{_PAIRS}, in a list")
    down = merge(read.span(each, "outages", high) for each in failed)
    excepted = merge(read.span(each, "planned", high) for each in spared)
    open_spans = [(low, high)]
    if calendar is not None:
        start, end = _pair(period, "period")
        open_spans = _service(calendar, start, end)
    agreed = cut(open_spans, excepted)
    lost = [_total(common([outage], agreed)) for outage in down]
    return _found(_total(agreed), [each for each in lost if each], read.of_datetimes)


def reliability(downtimes: Iterable[Length], *, period: Length) -> Availability[Length]:
    """Return how available a service was, from what each outage took.

    Args:
        downtimes: the length of each outage in the period, 0 or more; they must not
            overlap. All numbers of one unit, or all timedeltas.
        period: the agreed time, of the same type, above 0.

    Raises:
        InvalidArgumentError: for a negative downtime, an empty period, or more
            downtime than the period has.
        WrongTypeError: for anything else than numbers, or timedeltas, among them.

    Source:
        MTTR = downtime by failures, MTBF = uptime by failures, availability =
        MTBF / (MTBF + MTTR), as in ITIL 4.

    Example:
        >>> found = reliability([2, 4], period=720)
        >>> found.mttr, found.mtbf, found.mtbsi
        (3.0, 357.0, 360.0)
    """
    lengths = to_items(downtimes, "downtimes", "numbers or timedeltas, in a list")
    check_length(period, "period", period)
    # Of their own type: an int, a float or a timedelta.
    zero: Length = period - period
    for length in lengths:
        check_length(length, "downtimes", zero)
    if period <= zero:
        raise InvalidArgumentError("period", period, "above 0")
    wanted = f"at most the period, {length_text(period)}"
    try:
        down = sum(lengths, zero)
    except OverflowError:
        raise InvalidArgumentError("downtimes", lengths, wanted) from None
    if down > period:
        raise InvalidArgumentError("downtimes", down, wanted)
    return _taken(period, lengths, zero)


@attrs.frozen
class _Reader:
    """Reads pairs of one kind, of datetimes or of numbers, as spans."""

    of_datetimes: bool

    def span(self, pair: object, argument: str, end: int | None) -> Span:
        """Return a pair as a span; ``end`` stands for an end that is None."""
        first, last = _pair(pair, argument)
        start = self._point(first, argument)
        if last is None and end is not None:
            return start, max(start, end)
        until = self._point(last, argument)
        if until < start:
            raise InvalidArgumentError(argument, pair, "no end before its start")
        return start, until

    def _point(self, value: object, argument: str) -> int:
        if self.of_datetimes:
            return to_microseconds(cast("datetime", value), argument)
        # The algebra of spans only compares, so floats do as well.
        return cast("int", to_float(value, argument))


_PAIRS = "pairs of a start and an end"


def _pair(value: object, argument: str) -> tuple[object, object]:
    if isinstance(value, Interval):
        return value.start, value.end
    if isinstance(value, Sequence) and len(value) == 2:
        return value[0], value[1]
    raise WrongTypeError(argument, value, "a pair of a start and an end")


def _service(calendar: object, start: object, end: object) -> list[Span]:
    wanted = "a ServiceCalendar or None"
    hours = to_one(calendar, ServiceCalendar, "calendar", wanted)
    if not (isinstance(start, datetime) and isinstance(end, datetime)):
        raise InvalidArgumentError("calendar", calendar, "None where times are numbers")
    return hours.open_spans(start, end, depth=5)


def _total(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)


def _found(
    agreed: int, lost: Sequence[int], of_datetimes: object
) -> Availability[float] | Availability[timedelta]:
    if of_datetimes:
        times = [to_timedelta(each) for each in lost]
        return _taken(to_timedelta(agreed), times, timedelta())
    total = to_float(agreed, "period")
    return _taken(total, [float(each) for each in lost], 0.0)


def _taken(
    agreed: Length, lost: Sequence[Length], zero: Length
) -> Availability[Length]:
    longest = max(lost) if lost else None
    return Availability(agreed, sum(lost, zero), len(lost), longest)
