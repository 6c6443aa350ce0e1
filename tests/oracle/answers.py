"""The same questions put to a calendar and to the oracle, answers side by side.

Instants are compared as UTC. The oracle has marked some days only; where a search meets
the end of them it knows no answer, and there is nothing to compare.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import islice

import servicedesk_core as sd
from oracle.drawn_calendars import Asked
from oracle.minutes import (
    MICROSECOND,
    MINUTE_US,
    Minutes,
    date_of,
    day_number,
    day_of_minute,
    floor_minute,
    from_us,
    to_us,
)

Answers = dict[str, object]
Pair = tuple[Answers, Answers]
"""What is expected, and what the calendar answers."""


def open_and_elapsed(asked: Asked) -> Pair:
    """Return whether it is open and how long: of a fresh calendar and of a used one."""
    oracle, calendar = asked.oracle, asked.calendar
    start, end = asked.start, asked.end
    span = oracle.elapsed(start, end)
    expected: Answers = {
        "elapsed": span,
        "elapsed again": span,
        "elapsed back": -span,
        "open at start": oracle.is_open(start),
        "open at end": oracle.is_open(end),
    }
    actual: Answers = {
        "elapsed": calendar.elapsed(start, end),
        "elapsed again": calendar.elapsed(start, end),
        "elapsed back": calendar.elapsed(end, start),
        "open at start": calendar.is_open(start),
        "open at end": calendar.is_open(end),
    }
    return expected, actual


def moved(asked: Asked, duration: timedelta) -> Pair:
    """Return the instants some open time away, either way, asked twice."""
    return compared(
        {
            f"{name} {attempt}": (
                partial(getattr(asked.oracle, name), asked.start, duration),
                partial(getattr(asked.calendar, name), asked.start, duration),
            )
            for attempt in ("at first", "again")
            for name in ("add", "subtract")
        }
    )


def edges(asked: Asked) -> Pair:
    """Return the openings and closings around an instant."""
    return compared(
        {
            name: (
                partial(getattr(asked.oracle, name), asked.start),
                partial(getattr(asked.calendar, name), asked.start),
            )
            for name in ("next_open", "next_close", "previous_open", "previous_close")
        }
    )


def compared(
    questions: Mapping[str, tuple[Callable[[], object], Callable[[], object]]],
) -> Pair:
    """Return the answers to the questions that the oracle has an answer to."""
    expected: Answers = {}
    actual: Answers = {}
    for name, (ask_oracle, ask_calendar) in questions.items():
        try:
            expected[name] = ask_oracle()
        except LookupError:
            continue
        answer = ask_calendar()
        actual[name] = (
            answer.astimezone(UTC) if isinstance(answer, datetime) else answer
        )
    return expected, actual


def windows(asked: Asked) -> Pair:
    """Return the windows of a range, and the first ones from an instant on and back."""
    oracle, calendar = asked.oracle, asked.calendar
    low, high = sorted([asked.start, asked.end], key=to_us)
    first, last = asked.marked
    after = [span for span in oracle.open_spans(high, last) if from_us(span[1]) < last]
    before = oracle.open_spans(first, low)[::-1]
    before = [span for span in before if from_us(span[0]) > first]
    expected: Answers = {
        "between": oracle.open_spans(low, high),
        "after": after[:3],
        "before": before[:3],
    }
    actual: Answers = {
        "between": spans(calendar.windows(low, high)),
        "after": spans(islice(calendar.windows_after(high), len(after[:3]))),
        "before": spans(islice(calendar.windows_before(low), len(before[:3]))),
    }
    return expected, actual


def spans(intervals: Iterable[sd.Interval]) -> list[tuple[int, int]]:
    """Return intervals in microseconds."""
    return [(to_us(interval.start), to_us(interval.end)) for interval in intervals]


def explained(asked: Asked) -> Pair:
    """Return, date by date, the windows that start on it and what counts on it."""
    oracle, calendar = asked.oracle, asked.calendar
    low, high = sorted([asked.start, asked.end], key=to_us)
    rows = calendar.explain(low, high).rows
    expected: Answers = {
        str(on): expected_row
        for on, expected_row in expected_rows(oracle, low, high).items()
    }
    actual: Answers = {
        str(row.date): (
            sorted((to_us(each.start), to_us(each.end)) for each in row.windows),
            row.counted,
        )
        for row in rows
    }
    return expected, actual


def expected_rows(
    oracle: Minutes, low: datetime, high: datetime
) -> dict[date, tuple[list[tuple[int, int]], timedelta]]:
    """Return what is open of the windows of each date, and the time counted on it."""
    a, b = to_us(low), to_us(high)
    first = day_of_minute(oracle.tz, floor_minute(a))
    last = day_of_minute(oracle.tz, floor_minute(max(a, b - 1)))
    days = range(first - 2, last + 2)
    pieces = sorted(
        (piece, day) for day in days for piece in oracle.pieces_on(date_of(day))
    )
    # A minute counts on the date of the first window to reach it.
    counted = dict.fromkeys(days, 0)
    seen: set[int] = set()
    for piece, day in pieces:
        for minute in set(piece.minutes) - seen:
            begin, finish = minute * MINUTE_US, (minute + 1) * MINUTE_US
            counted[day] += max(0, min(b, finish) - max(a, begin))
        seen.update(piece.minutes)
    # A date before or after has a row too if something counts on it.
    shown = [day for day in days if first <= day <= last or counted[day]]
    return {
        date_of(day): (
            [
                (p.start * MINUTE_US, p.stop * MINUTE_US)
                for p, on in pieces
                if on == day
            ],
            counted[day] * MICROSECOND,
        )
        for day in range(shown[0], shown[-1] + 1)
    }


def dates(asked: Asked, days: tuple[int, int], n: int) -> Pair:
    """Return what two dates near the middle and ``n`` working days lead to."""
    oracle, calendar = asked.oracle, asked.calendar
    first, second = (date_of(day_number(asked.case.around) + day) for day in days)
    return compared(
        {
            "first": (
                partial(oracle.is_working_day, first),
                partial(calendar.is_working_day, first),
            ),
            "between": (
                partial(oracle.working_days, first, second),
                partial(calendar.working_days, first, second),
            ),
            "added": (
                partial(oracle.add_working_days, first, n),
                partial(calendar.add_working_days, first, n),
            ),
        }
    )


def days_away(asked: Asked, n: int) -> Pair:
    """Return what the three rules make of ``n`` working days, ``n`` not 0."""
    rules = ("same_time", "start_of_day", "end_of_day")

    def by_oracle(place: int) -> datetime:
        return asked.oracle.days_away(asked.start, n)[place]

    return compared(
        {
            rule: (
                partial(by_oracle, place),
                partial(asked.calendar.add_days, asked.start, n, rule=sd.DayRule(rule)),
            )
            for place, rule in enumerate(rules)
        }
    )
