"""Which calls about low scores are due, and what came of those made."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

import attrs

from servicedesk_core.argument import to_items, to_one, to_optional
from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.frozen import counts_of
from servicedesk_core.number import to_confidence
from servicedesk_core.satisfaction._exact import mean, to_exact, to_optional_float
from servicedesk_core.satisfaction.low_score import (
    FollowUp,
    FollowUpOutcome,
    NoCall,
)
from servicedesk_core.stats import (
    Estimate,
    Proportion,
    mean_interval,
    proportion_interval,
    quantile,
)
from servicedesk_core.timeline import (
    instant_key,
    optional_instant_key,
    to_duration,
    to_microseconds,
    to_timedelta,
)


@attrs.frozen
class FollowUpReport:
    """What came of the low scores.

    Attributes:
        n: how many there were.
        no_call: those that nobody was to call about, by reason, zeros included.
        outcomes: those called about, by the outcome of the last call.
        pending: those to be called about whose time still runs.
        overdue: those whose time ran out without a call.
        share_called: called by all that were to be, with its Wilson interval; None if
            none was.
        share_on_time: first called in time by all whose time ran out or that were
            called; None of none.
        share_recovered: recovered by called; None if none was.
        time_to_call: the median from the answer to the first call; None of none.
        quantile_kind: the definition of that median, a type of Hyndman and Fan.
        gain: the mean gain of the new scores, above zero for the better; None of none.
        gain_interval: its t interval; None for fewer than two.
        rescored: how many gave a new score.

    Example:
        >>> from datetime import UTC
        >>> follow_up_report([], now=datetime(2026, 1, 16, tzinfo=UTC)).share_called
    """

    n: int
    no_call: Mapping[NoCall, int]
    outcomes: Mapping[FollowUpOutcome, int]
    pending: int
    overdue: int
    share_called: Proportion | None
    share_on_time: Proportion | None
    share_recovered: Proportion | None
    time_to_call: timedelta | None
    quantile_kind: int
    gain: float | None
    gain_interval: Estimate | None
    rescored: int

    @property
    def called(self) -> int:
        """How many were called about."""
        return sum(self.outcomes.values())


def follow_up_due(
    follow_ups: Iterable[FollowUp | None], *, now: datetime
) -> tuple[FollowUp, ...]:
    """Return those whose time to call has run out without a call, the oldest first.

    Args:
        follow_ups: as :func:`follow_up` returns them; None is none.
        now: the viewpoint, aware.

    Raises:
        NaiveDatetimeError: if ``now`` has no zone.
        WrongTypeError: for anything else.

    Example:
        >>> from datetime import UTC
        >>> follow_up_due([], now=datetime(2026, 1, 16, tzinfo=UTC))
        ()
    """
    to_microseconds(now, "now")
    due = (each for each in _read(follow_ups) if each.is_due(now=now))
    return tuple(sorted(due, key=lambda each: optional_instant_key(each.due_at) or 0))


def follow_up_report(
    follow_ups: Iterable[FollowUp | None],
    *,
    now: datetime,
    calendar: ServiceCalendar | None = None,
    kind: int = 7,
    confidence: float = 0.95,
) -> FollowUpReport:
    """Return how many low scores were called about, how soon, and with what success.

    Args:
        follow_ups: as :func:`follow_up` returns them; None is none.
        now: the viewpoint, aware; not before a call.
        calendar: in whose hours the time to the first call counts; None is real time.
        kind: the definition of the median, a type of Hyndman and Fan, 1 to 9.
        confidence: of the intervals, above 0 and below 1.

    Raises:
        InvalidArgumentError: for a call after ``now``, scores on different scales, or
            a kind or confidence out of range.
        NaiveDatetimeError: if ``now`` has no zone.
        WrongTypeError: for an argument of another type.

    Example:
        >>> from datetime import UTC
        >>> from servicedesk_core.satisfaction import (
        ...     Feedback,
        ...     FollowUpPolicy,
        ...     Scale,
        ...     follow_up,
        ... )
        >>> friday = datetime(2026, 1, 16, 9, tzinfo=UTC)
        >>> policy = FollowUpPolicy(scale=Scale(1, 5), threshold=2, owner="eva", days=3)
        >>> answer = Feedback(answered_at=friday, score=1, client="boris")
        >>> task = follow_up(answer, policy)
        >>> called = task.called(at=friday + timedelta(hours=5), outcome="recovered")
        >>> report = follow_up_report([called, task], now=friday + timedelta(days=1))
        >>> report.share_called.value, report.time_to_call, report.pending
        (0.5, datetime.timedelta(seconds=18000), 1)
    """
    to_microseconds(now, "now")
    level = to_confidence(confidence)
    wanted = "a ServiceCalendar or None"
    to_optional(calendar, ServiceCalendar, "calendar", wanted)
    read = _read(follow_ups)
    _check_scales(read)
    called = [each for each in read if each.calls]
    _check_calls(called, now)
    overdue = sum(each.is_due(now=now) for each in read)
    waiting = sum(each.is_open for each in read)
    outcomes = counts_of(FollowUpOutcome, (each.outcome for each in called))
    gains = [each.gain for each in called if each.gain is not None]
    median = quantile(_times_to_call(called, calendar), 0.5, kind=kind)
    return FollowUpReport(
        len(read),
        counts_of(NoCall, (each.no_call for each in read)),
        outcomes,
        waiting - overdue,
        overdue,
        proportion_interval(len(called), len(called) + waiting, confidence=level),
        proportion_interval(
            sum(map(_is_in_time, called)), len(called) + overdue, confidence=level
        ),
        proportion_interval(
            outcomes[FollowUpOutcome.RECOVERED], len(called), confidence=level
        ),
        None if median is None else to_timedelta(round(median)),
        kind,
        _mean(gains),
        mean_interval(gains, confidence=level),
        len(gains),
    )


def _read(follow_ups: Iterable[FollowUp | None]) -> list[FollowUp]:
    wanted = "FollowUp values, in a list"
    found = [
        each for each in to_items(follow_ups, "follow_ups", wanted) if each is not None
    ]
    return [to_one(each, FollowUp, "follow_ups", wanted) for each in found]


def _check_scales(follow_ups: list[FollowUp]) -> None:
    for each in follow_ups:
        if each.scale != follow_ups[0].scale:
            wanted = f"one scale, {follow_ups[0].scale}"
            raise InvalidArgumentError("follow_ups", str(each.scale), wanted)


def _check_calls(called: list[FollowUp], now: datetime) -> None:
    for each in called:
        last = each.calls[-1].at
        if instant_key(last) > instant_key(now):
            wanted = f"not before the call at {last.isoformat()}"
            raise InvalidArgumentError("now", now.isoformat(), wanted)


def _is_in_time(follow_up: FollowUp) -> bool:
    first = optional_instant_key(follow_up.called_at)
    due = optional_instant_key(follow_up.due_at)
    return first is not None and due is not None and first <= due


def _mean(gains: Iterable[float]) -> float | None:
    return to_optional_float(mean([to_exact(gain, "gain") for gain in gains]))


def _times_to_call(
    called: Iterable[FollowUp], calendar: ServiceCalendar | None
) -> Iterator[int]:
    for each in called:
        start, end = each.feedback.answered_at, each.calls[0].at
        if calendar is None:
            yield instant_key(end) - instant_key(start)
        else:
            yield to_duration(calendar.elapsed(start, end), "time to call")
