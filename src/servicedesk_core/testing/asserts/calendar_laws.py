"""The laws of service calendars, for ours and for those of one's own."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.testing.asserts.failure import fail
from servicedesk_core.testing.asserts.sample import (
    ZERO,
    Sample,
    moved,
    real_time,
    take_sample,
)

_START = datetime(2026, 1, 1, tzinfo=UTC)
_END = datetime(2027, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_DAY = timedelta(days=1)


class AnyCalendar(Protocol):
    """What a calendar must have for its laws to be checked."""

    def is_open(self, at: datetime, /) -> bool:
        """Tell whether it is open; at the instant of closing it is not."""

    def elapsed(self, start: datetime, end: datetime, /) -> timedelta:
        """Return the open time between two instants, negative if reversed."""

    def add(self, start: datetime, duration: timedelta, /) -> datetime:
        """Return the earliest instant with so much open time since ``start``."""

    def subtract(self, end: datetime, duration: timedelta, /) -> datetime:
        """Return the latest instant with so much open time until ``end``."""

    def next_open(self, at: datetime, /) -> datetime:
        """Return ``at`` while open, else the next opening."""

    def next_close(self, at: datetime, /) -> datetime:
        """Return the end of the window open at ``at``, else of the next one."""

    def previous_open(self, at: datetime, /) -> datetime:
        """Return the start of the window open at ``at``, else of the last one."""

    def previous_close(self, at: datetime, /) -> datetime:
        """Return the last closing up to ``at``."""

    def windows(self, start: datetime, end: datetime, /) -> Iterable[Any]:
        """Return the open intervals of a range, each with ``start`` and ``end``."""


def assert_calendar_laws(
    calendar: AnyCalendar,
    *,
    start: datetime = _START,
    end: datetime = _END,
    tick: timedelta = _TICK,
    laws: Iterable[str] | None = None,
) -> None:
    """Check that a calendar keeps the laws of service time.

    They are tried on instants of a range: the edges of windows and a tick around them,
    changes of clocks, and a grid between; the same ones each time.

    ``elapsed``: it adds up, changes its sign with the direction, and is no longer than
    real time. ``half_open``: it is open exactly where the next tick counts.
    ``windows``: they are in order and apart, and add up to the time elapsed. ``add``
    and ``subtract``: the earliest and the latest instant with so much open time.
    ``monotony``: a longer time leads further, and a later start no less far.
    ``edges``: the next and the previous opening and closing are where it opens and
    closes. ``zones``: the zone of the question changes no answer. ``working_days``:
    they add up, and adding them is the inverse of counting; left out for a calendar
    that has no method of that name.

    Args:
        calendar: ours, or anything with the methods of :class:`AnyCalendar`. Where
            there is no answer it raises ``NeverOpenError`` or ``NeverClosesError``, or
            another ``LookupError``.
        start: where the range begins, aware.
        end: where it ends, a day later at least.
        tick: the unit that the calendar counts in.
        laws: the names of those to check; all if left out.

    Raises:
        AssertionError: naming the law, what it claims, and the values at fault.
        InvalidArgumentError: for an unknown law, a shorter range, or a tick of zero or
            less.

    Example:
        >>> from servicedesk_core import ServiceCalendar
        >>> desk = ServiceCalendar.parse("Mo-Fr 22:00-06:00", tz="Europe/Berlin")
        >>> assert_calendar_laws(desk)
    """
    chosen = _chosen(calendar, laws)
    if tick <= ZERO:
        raise InvalidArgumentError("tick", tick, "longer than zero")
    if real_time(start, end) < _DAY:
        raise InvalidArgumentError("end", end, f"a day after {start} at least")
    sample = take_sample(calendar, start, end, tick)
    for law in chosen:
        for claim, holds, values in _LAWS[law](calendar, sample):
            if not holds:
                told = f"calendar law {law!r} is broken: {claim}"
                fail(told, calendar=str(calendar), **values)


class _Case(NamedTuple):
    """One thing that a law claims, whether it holds, and for which values."""

    claim: str
    holds: bool
    values: Mapping[str, object]


_Cases = Iterator[_Case]
_Law = Callable[[Any, Sample], _Cases]
_Ends = tuple[datetime, datetime]


def _chosen(calendar: AnyCalendar, laws: Iterable[str] | None) -> list[str]:
    if laws is None:
        counts = hasattr(calendar, "working_days")
        return [law for law in _LAWS if counts or law != "working_days"]
    chosen = [*laws]
    for law in chosen:
        if law not in _LAWS:
            raise InvalidArgumentError("laws", law, f"among {', '.join(_LAWS)}")
    return chosen


def _case(claim: str, holds: object, **values: object) -> _Case:
    return _Case(claim, bool(holds), values)


def _answer(question: Callable[..., Any], *asked: object) -> Any:
    """Return an answer, or None where there is none."""
    try:
        return question(*asked)
    except LookupError:
        return None


def _elapsed(calendar: Any, sample: Sample) -> _Cases:
    for first, second in sample.pairs:
        there, back = calendar.elapsed(first, second), calendar.elapsed(second, first)
        asked = {"first": first, "second": second, "there": there, "back": back}
        yield _case("it changes its sign with the direction", there == -back, **asked)
        real = real_time(first, second)
        claim = "it is zero or more, and at most the real time"
        yield _case(claim, ZERO <= there <= real, **asked, real=real)
    for first, middle, last in sample.triples:
        parts = calendar.elapsed(first, middle), calendar.elapsed(middle, last)
        whole = calendar.elapsed(first, last)
        asked = {"first": first, "middle": middle, "last": last}
        claim = "the time to a middle and from there on is the whole"
        yield _case(claim, sum(parts, ZERO) == whole, **asked, parts=parts, whole=whole)


def _half_open(calendar: Any, sample: Sample) -> _Cases:
    for at in sample.instants:
        is_open = calendar.is_open(at)
        counted = calendar.elapsed(at, moved(at, sample.tick))
        claim = "the next tick counts where it is open, and nowhere else"
        wanted = sample.tick if is_open else ZERO
        yield _case(claim, counted == wanted, at=at, is_open=is_open, counted=counted)


def _windows(calendar: Any, sample: Sample) -> _Cases:
    for start, end in sample.stretches:
        found = [(each.start, each.end) for each in calendar.windows(start, end)]
        for window in found:
            yield from _window(calendar, sample, (start, end), window)
        for (_, closes), (opens, _) in pairwise(found):
            holds = real_time(closes, opens) > ZERO
            yield _case(
                "they are in order and apart", holds, closes=closes, opens=opens
            )
        total = sum((real_time(*window) for window in found), ZERO)
        elapsed = calendar.elapsed(start, end)
        claim = "they add up to the time elapsed"
        values = {"start": start, "end": end, "total": total, "elapsed": elapsed}
        yield _case(claim, total == elapsed, **values)


def _window(calendar: Any, sample: Sample, asked: _Ends, window: _Ends) -> _Cases:
    (start, end), (opens, closes) = asked, window
    values = {"start": start, "end": end, "opens": opens, "closes": closes}
    steps = real_time(start, opens), real_time(closes, end)
    inside = min(steps) >= ZERO and real_time(opens, closes) > ZERO
    yield _case("they lie within the range asked for", inside, **values)
    for at in (opens, moved(closes, -sample.tick)):
        yield _case("it is open within them", calendar.is_open(at), **values, at=at)
    if steps[1] > ZERO:
        claim = "it is closed where they end"
        yield _case(claim, not calendar.is_open(closes), **values)


def _add(calendar: Any, sample: Sample) -> _Cases:
    for start, duration in sample.lengths:
        due = _answer(calendar.add, start, duration)
        values = {"start": start, "duration": duration, "add": due}
        if due is None:
            ahead = calendar.elapsed(start, sample.end)
            yield _case(_ENOUGH, ahead < duration, **values, elapsed=ahead)
            continue
        elapsed = calendar.elapsed(start, due)
        claim = "elapsed(start, add(start, duration)) is the duration"
        yield _case(claim, elapsed == duration, **values, elapsed=elapsed)
        if duration:
            less = calendar.elapsed(start, moved(due, -sample.tick))
            claim = "a tick earlier there is less open time"
            yield _case(claim, less < duration, **values, elapsed=less)


def _subtract(calendar: Any, sample: Sample) -> _Cases:
    for end, duration in sample.lengths:
        since = _answer(calendar.subtract, end, duration)
        values = {"end": end, "duration": duration, "subtract": since}
        if since is None:
            behind = calendar.elapsed(sample.start, end)
            yield _case(_ENOUGH, behind < duration, **values, elapsed=behind)
            continue
        elapsed = calendar.elapsed(since, end)
        claim = "elapsed(subtract(end, duration), end) is the duration"
        yield _case(claim, elapsed == duration, **values, elapsed=elapsed)
        if duration:
            less = calendar.elapsed(moved(since, sample.tick), end)
            claim = "a tick later there is less open time"
            yield _case(claim, less < duration, **values, elapsed=less)


_ENOUGH = "there is an answer where there is so much open time"


def _monotony(calendar: Any, sample: Sample) -> _Cases:
    for at in sample.instants[::4]:
        for short, long in pairwise(sample.durations):
            lengths = {"at": at, "short": short, "long": long}
            dues = [_answer(calendar.add, at, each) for each in (short, long)]
            claim = "a longer time is due no earlier"
            yield _case(claim, _in_order(*dues), **lengths, add=dues)
            starts = [_answer(calendar.subtract, at, each) for each in (long, short)]
            claim = "a longer time begins no later"
            yield _case(claim, _in_order(*starts), **lengths, subtract=starts)
    usual = sample.durations[-2]
    for first, second in sample.pairs:
        dues = [_answer(calendar.add, at, usual) for at in (first, second)]
        claim = "what begins later is due no earlier"
        asked = {"first": first, "second": second, "duration": usual}
        yield _case(claim, _in_order(*dues), **asked, add=dues)


def _in_order(first: datetime | None, second: datetime | None) -> bool:
    return first is None or second is None or real_time(first, second) >= ZERO


def _edges(calendar: Any, sample: Sample) -> _Cases:
    for at in sample.instants:
        for name, law in _EDGES.items():
            found = _answer(getattr(calendar, name), at)
            holds = law(calendar, sample, at, found)
            values = {"at": at, name: found, "is_open": calendar.is_open(at)}
            yield _case(f"{name} is where it should be", holds, **values)


def _next_open(
    calendar: Any, sample: Sample, at: datetime, found: datetime | None
) -> bool:
    if found is None:
        return bool(calendar.elapsed(at, sample.end) == ZERO)
    return (
        real_time(at, found) >= ZERO
        and calendar.is_open(found)
        and calendar.elapsed(at, found) == ZERO
    )


def _next_close(
    calendar: Any, sample: Sample, at: datetime, found: datetime | None
) -> bool:
    if found is None:
        return _stays_open(calendar, at, sample.end)
    return (
        real_time(at, found) > ZERO
        and _closes(calendar, sample, found)
        and _stays_open(calendar, at, found)
    )


def _previous_open(
    calendar: Any, sample: Sample, at: datetime, found: datetime | None
) -> bool:
    if found is None:
        return _never_opens(calendar, sample.start, at)
    before = moved(found, -sample.tick)
    closes = _answer(calendar.next_close, found)
    last = at if closes is None or real_time(at, closes) > ZERO else closes
    return (
        real_time(found, at) >= ZERO
        and calendar.is_open(found)
        and not calendar.is_open(before)
        and calendar.elapsed(found, at) == real_time(found, last)
    )


def _previous_close(
    calendar: Any, sample: Sample, at: datetime, found: datetime | None
) -> bool:
    if found is None:
        return _stays_open(calendar, sample.start, at)
    return (
        real_time(found, at) >= ZERO
        and _closes(calendar, sample, found)
        and _stays_open(calendar, found, at)
    )


def _closes(calendar: Any, sample: Sample, at: datetime) -> bool:
    before = moved(at, -sample.tick)
    return calendar.is_open(before) and not calendar.is_open(at)


def _never_opens(calendar: Any, start: datetime, end: datetime) -> bool:
    """Tell whether nothing opens after the start; what is open may close."""
    is_open = calendar.is_open(start)
    closes = _answer(calendar.next_close, start) if is_open else start
    opens = None if closes is None else _answer(calendar.next_open, closes)
    return opens is None or real_time(end, opens) > ZERO


def _stays_open(calendar: Any, start: datetime, end: datetime) -> bool:
    """Tell whether nothing closes from the first opening on."""
    opens = _answer(calendar.next_open, start)
    if opens is None or real_time(opens, end) <= ZERO:
        return bool(calendar.elapsed(start, end) == ZERO)
    return bool(calendar.elapsed(start, end) == real_time(opens, end))


_EDGES: Mapping[str, Callable[[Any, Sample, datetime, datetime | None], bool]] = (
    MappingProxyType(
        {
            "next_open": _next_open,
            "next_close": _next_close,
            "previous_open": _previous_open,
            "previous_close": _previous_close,
        }
    )
)


def _zones(calendar: Any, sample: Sample) -> _Cases:
    usual = sample.durations[-2]
    for first, second in sample.pairs:
        there, here = first.astimezone(UTC), first.astimezone(second.tzinfo)
        answers = [
            (
                calendar.is_open(at),
                calendar.elapsed(at, second),
                _utc(_answer(calendar.add, at, usual)),
                _utc(_answer(calendar.next_open, at)),
            )
            for at in (there, here)
        ]
        values = {"there": there, "here": here, "answers": answers}
        claim = "equal instants have equal answers"
        yield _case(claim, answers[0] == answers[1], **values)


def _utc(at: datetime | None) -> datetime | None:
    return None if at is None else at.astimezone(UTC)


def _working_days(calendar: Any, sample: Sample) -> _Cases:
    for day, later in zip(sample.days, sample.days[5:], strict=False):
        middle = day + (later - day) // 2
        parts = calendar.working_days(day, middle), calendar.working_days(middle, later)
        whole = calendar.working_days(day, later)
        asked = {"day": day, "middle": middle, "later": later}
        yield _case(
            "they add up", sum(parts) == whole, **asked, parts=parts, whole=whole
        )
    for day in sample.days:
        one = calendar.working_days(day, day + _DAY)
        is_one = calendar.is_working_day(day)
        claim = "each counts one"
        yield _case(claim, one == int(is_one), day=day, count=one, is_one=is_one)
        yield from _counted(calendar, day)


def _counted(calendar: Any, day: date) -> _Cases:
    for n in (1, 4):
        ahead = _answer(calendar.add_working_days, day, n)
        if ahead is not None:
            count = calendar.working_days(day + _DAY, ahead + _DAY)
            holds = count == n and calendar.is_working_day(ahead)
            claim = "adding them leads to a working day so many ahead"
            yield _case(claim, holds, day=day, n=n, add_working_days=ahead, count=count)


_LAWS: Mapping[str, _Law] = MappingProxyType(
    {
        "elapsed": _elapsed,
        "half_open": _half_open,
        "windows": _windows,
        "add": _add,
        "subtract": _subtract,
        "monotony": _monotony,
        "edges": _edges,
        "zones": _zones,
        "working_days": _working_days,
    }
)
