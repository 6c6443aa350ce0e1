"""How each rival is asked for the open time of two instants and for a due time."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from importlib import import_module
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import attrs

import servicedesk_core as sd
from rival_rows import BERLIN, EIGHT_HOURS, WEEKDAYS, ZONE, Workload

_NAIVE = "takes local datetimes without a zone"
_NO_ADD = "cannot add"
_ONE_WINDOW = "one window a day"
_NO_NIGHT = "no overnight hours"

Elapsed = Callable[[Any, Any], timedelta]
Add = Callable[[Any, timedelta], datetime]
Prepare = Callable[[datetime], Any]


class CannotError(Exception):
    """A rival has no way to say these hours."""


@attrs.frozen
class Answers:
    """A rival's calls for one workload; ``prepare`` runs outside the measured time."""

    elapsed: Elapsed
    add: Add | None = None
    prepare: Prepare = attrs.field(default=lambda instant: instant, kw_only=True)


@attrs.frozen
class Peer:
    """A rival: what it is called, what installs it and how it is asked."""

    name: str
    distribution: str
    ask: Callable[[Workload], Answers]
    notes: tuple[str, ...] = ()


def _local(instant: datetime) -> datetime:
    return instant.astimezone(BERLIN).replace(tzinfo=None)


def _single(workload: Workload) -> tuple[time, time]:
    """Return the only window of a day."""
    if len(workload.windows) > 1:
        raise CannotError(_ONE_WINDOW)
    return workload.windows[0]


def _no_zone(workload: Workload) -> None:
    if workload.zone is not BERLIN:
        raise CannotError(_NAIVE)


def _no_night(workload: Workload) -> None:
    if workload.overnight:
        raise CannotError(_NO_NIGHT)


def _servicedesk_core(workload: Workload) -> Answers:
    country = "DE" if workload.holidays else None
    desk = sd.ServiceCalendar.parse(workload.hours, tz=ZONE, holidays=country)
    return Answers(desk.elapsed, desk.add)


def _workclock(workload: Workload) -> Answers:
    peer = import_module("workclock")
    windows = workload.windows
    rules = [peer.WorkDay(windows[0][0], windows[-1][1])]
    rules += [
        peer.Break(closes, opens) for (_, closes), (opens, _) in pairwise(windows)
    ]
    rules += [peer.Holidays(workload.days_off)]
    schedule = peer.Schedule(rules, time_zone=ZONE)
    return Answers(schedule.between, schedule.add)


def _businesstimedelta(workload: Workload) -> Answers:
    peer = import_module("businesstimedelta")
    zone = import_module("pytz").timezone(ZONE)
    windows, week = workload.windows, [0, 1, 2, 3, 4]
    rules = [peer.WorkDayRule(windows[0][0], windows[-1][1], week, tz=zone)]
    rules += [
        peer.LunchTimeRule(closes, opens, week, tz=zone)
        for (_, closes), (opens, _) in pairwise(windows)
    ]
    if workload.days_off:
        rules += [peer.HolidayRule(workload.days_off, tz=zone)]
    hours = peer.Rules(rules)
    eight = peer.BusinessTimeDelta(hours, timedelta=EIGHT_HOURS)
    asked_in = zone if workload.zone is BERLIN else UTC
    return Answers(
        lambda start, end: hours.difference(start, end).timedelta,
        lambda start, _: start + eight,
        prepare=lambda at: at.astimezone(asked_in),
    )


def _business_duration(workload: Workload) -> Answers:
    measure = import_module("business_duration").businessDuration
    _no_zone(workload)
    opens, closes = _single(workload)
    days_off = workload.days_off

    def elapsed(start: datetime, end: datetime) -> timedelta:
        seconds = measure(start, end, opens, closes, holidaylist=days_off, unit="sec")
        return timedelta(seconds=seconds)

    return Answers(elapsed, prepare=_local)


def _opening_hours(workload: Workload) -> Answers:
    peer = import_module("opening_hours")
    text = workload.hours + ("; PH off" if workload.holidays else "")
    hours = peer.OpeningHours(text, timezone=BERLIN, country="DE")
    is_open = peer.State.OPEN
    # It refuses datetime.UTC.
    zone = BERLIN if workload.zone is BERLIN else ZoneInfo("UTC")

    # No change of clocks falls inside these hours, so wall-clock lengths will do.
    def elapsed(start: datetime, end: datetime) -> timedelta:
        total = timedelta()
        for opens, closes, state, _ in hours.intervals(start, end):
            if state == is_open:
                total += closes - opens
        return total

    def add(start: datetime, duration: timedelta) -> Any:
        left = duration
        for opens, closes, state, _ in hours.intervals(start):
            if state == is_open:
                length = closes - opens
                if length >= left:
                    return opens + left
                left -= length
        raise LookupError(start)

    return Answers(elapsed, add, prepare=lambda at: at.astimezone(zone))


def _bizcal(workload: Workload) -> Answers:
    peer = import_module("django_bizcal")
    providers = import_module("django_bizcal.providers")
    blocks = [
        (opens, closes, int(closes < opens)) for opens, closes in workload.windows
    ]
    calendar = peer.WorkingCalendar(
        tz=ZONE,
        weekly_schedule=dict.fromkeys(range(5), blocks),
        holiday_provider=providers.SetHolidayProvider(workload.days_off),
    )
    return Answers(calendar.business_time_between, calendar.add_business_time)


def _bizdurr(workload: Workload) -> Answers:
    peer = import_module("bizdurr")
    _no_night(workload)
    opens, closes = _single(workload)
    span = {"start": f"{opens:%H:%M}", "end": f"{closes:%H:%M}"}
    duration = peer.BusinessDuration(
        business_hours=dict.fromkeys(WEEKDAYS, span),
        business_timezone=ZONE,
        holidays=sorted(workload.days_off),
    )
    return Answers(duration.calculate)


def _pandas(workload: Workload) -> Answers:
    peer = import_module("pandas")
    hour, eight = (
        peer.offsets.CustomBusinessHour(
            n=count,
            start=[f"{opens:%H:%M}" for opens, _ in workload.windows],
            end=[f"{closes:%H:%M}" for _, closes in workload.windows],
            holidays=sorted(workload.days_off),
        )
        for count in (1, 8)
    )
    in_zone = workload.zone is BERLIN

    def elapsed(start: Any, end: Any) -> timedelta:
        if not in_zone:
            start, end = start.tz_convert(BERLIN), end.tz_convert(BERLIN)
        return timedelta(hours=len(peer.date_range(start, end, freq=hour)))

    def add(start: Any, _: timedelta) -> Any:
        local = start if in_zone else start.tz_convert(BERLIN)
        return local + eight

    return Answers(elapsed, add, prepare=peer.Timestamp)


def _numpy_recipe(workload: Workload) -> Answers:
    peer = import_module("numpy")
    _no_night(workload)
    opens, closes = _single(workload)
    week = peer.busdaycalendar(holidays=sorted(workload.days_off))
    origin = peer.datetime64("2015-01-01", "D")
    zero, second = peer.timedelta64(0, "s"), peer.timedelta64(1, "s")
    opening = peer.timedelta64(opens.hour * 60 + opens.minute, "m")
    length = peer.timedelta64(closes.hour * 60 + closes.minute, "m") - opening

    def position(local: Any) -> Any:
        day = local.astype("M8[D]")
        full = peer.busday_count(origin, day, busdaycal=week) * length
        if not peer.is_busday(day, busdaycal=week):
            return full
        return full + min(max(local - day - opening, zero), length)

    def elapsed(start: Any, end: Any) -> Any:
        return (position(end) - position(start)).item()

    def add(start: Any, duration: timedelta) -> Any:
        spent = position(start) + peer.timedelta64(duration)
        days = (spent - second) // length
        day = peer.busday_offset(origin, days, roll="forward", busdaycal=week)
        return (day + opening + (spent - days * length)).item()

    return Answers(
        elapsed, add, prepare=lambda at: peer.datetime64(_local(at)).astype("M8[s]")
    )


def _numpy_naive(workload: Workload) -> Answers:
    _no_zone(workload)
    return _numpy_recipe(workload)


def _numpy_zoned(workload: Workload) -> Answers:
    recipe = _numpy_recipe(workload)
    add = recipe.add
    assert add is not None
    return Answers(
        lambda start, end: recipe.elapsed(recipe.prepare(start), recipe.prepare(end)),
        lambda start, duration: (
            add(recipe.prepare(start), duration)
            .replace(tzinfo=BERLIN)
            .astimezone(workload.zone)
        ),
    )


PEERS = (
    Peer("servicedesk_core", "servicedesk-core", _servicedesk_core),
    Peer("workclock", "workclock", _workclock, ("core in Rust",)),
    Peer(
        "opening-hours-py",
        "opening-hours-py",
        _opening_hours,
        ("core in Rust", "the user sums and walks its intervals"),
    ),
    Peer("django-bizcal", "django-bizcal", _bizcal),
    Peer("bizdurr", "bizdurr", _bizdurr, (_NO_ADD,)),
    Peer("businesstimedelta", "businesstimedelta", _businesstimedelta, ("pytz zones",)),
    Peer(
        "business-duration", "business-duration", _business_duration, (_NO_ADD, _NAIVE)
    ),
    Peer(
        "pandas CustomBusinessHour",
        "pandas",
        _pandas,
        ("elapsed counts a `date_range`: whole hours",),
    ),
    Peer("numpy busday recipe", "numpy", _numpy_naive, ("user code", _NAIVE)),
    Peer("numpy busday recipe, zones converted", "numpy", _numpy_zoned, ("user code",)),
)
