"""How questions about hours are put to each rival, as the start of a program.

``elapsed``, ``add`` and ``subtract`` take hours as (opening, closing, weekdays).
"""

import attrs


@attrs.frozen
class Rival:
    """A rival, and the functions through which it is asked."""

    name: str
    distribution: str
    prelude: str


COMMON = """
import sys
from datetime import *
from zoneinfo import ZoneInfo

BERLIN, MOSCOW = ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/Moscow")
WEEK, DAILY = range(5), range(7)
EARLY, OFFICE, NIGHTS, NEVER = (0, 6, DAILY), (9, 17, WEEK), (22, 6, WEEK), (9, 17, ())
LATE = (9, 24, WEEK)

def at(*parts, zone=BERLIN, fold=0):
    return datetime(*parts, tzinfo=zone, fold=fold)

def hours(number):
    return timedelta(hours=number)

def show(answer):
    if isinstance(answer, datetime):
        return f"{answer.astimezone(BERLIN):%a %d %b %H:%M}"
    return "-" * (answer < timedelta()) + str(abs(answer))

def brief(kind, error, trace):
    print(f"{kind.__name__}: {error}".splitlines()[0], file=sys.stderr)

sys.excepthook = brief
"""

RIVALS = (
    Rival(
        "servicedesk_core",
        "servicedesk-core",
        """
import servicedesk_core as sd

NAMES = "Mo Tu We Th Fr Sa Su".split()

def desk(opens, closes, days, off=()):
    span = f"{opens:02}:00-{closes:02}:00" if days else "off"
    text = ",".join(NAMES[day] for day in days) + " " + span
    return sd.ServiceCalendar.parse(text, tz=BERLIN, days_off=sd.DaysOff.dates(off))

def elapsed(hours, start, end):
    return desk(*hours).elapsed(start, end)

def add(hours, start, duration):
    return desk(*hours).add(start, duration)

def subtract(hours, end, duration):
    return desk(*hours).subtract(end, duration)

def off_new_year(start, end):
    return desk(*OFFICE, off=[date(2026, 1, 1)]).elapsed(start, end)

def german(year, start, end):
    desk = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz=BERLIN, holidays="DE")
    return desk.elapsed(start, end)

def russian(start, end):
    desk = sd.ServiceCalendar.parse("Mo-Fr 09:00-18:00", tz=MOSCOW, holidays="RU")
    return desk.elapsed(start, end)
""",
    ),
    Rival(
        "workclock",
        "workclock",
        """
from holidays import country_holidays
from workclock import Break, Holidays, Schedule, WorkDay

def schedule(opens, closes, days, off=(), zone=BERLIN, rules=()):
    work = WorkDay(time(opens), time(closes % 24), days=days)
    return Schedule([work, Holidays(off), *rules], time_zone=zone)

def elapsed(hours, start, end):
    return schedule(*hours).between(start, end)

def add(hours, start, duration):
    return schedule(*hours).add(start, duration)

def subtract(hours, end, duration):
    return schedule(*hours).sub(end, duration)

def off_new_year(start, end):
    return schedule(*OFFICE, off=[date(2026, 1, 1)]).between(start, end)

def german(year, start, end):
    off = country_holidays("DE", years=year)
    return schedule(*OFFICE, off=off).between(start, end)

def russian(start, end):
    off = country_holidays("RU", years=2024)
    return schedule(9, 18, WEEK, off=off, zone=MOSCOW).between(start, end)

def all_break(start, duration):
    return schedule(*OFFICE, rules=[Break(time(8), time(18))]).add(start, duration)
""",
    ),
    Rival(
        "opening-hours-py",
        "opening-hours-py",
        """
from opening_hours import OpeningHours, State

NAMES = "Mo Tu We Th Fr Sa Su".split()

def total(text, start, end, zone=BERLIN, country="DE"):
    intervals = OpeningHours(text, timezone=zone, country=country).intervals(start, end)
    spans = (closes.astimezone(UTC) - opens.astimezone(UTC)
             for opens, closes, state, _ in intervals if state == State.OPEN)
    return sum(spans, timedelta())

def elapsed(hours, start, end):
    opens, closes, days = hours
    names = ",".join(NAMES[day] for day in days)
    return total(f"{names} {opens:02}:00-{closes:02}:00", start, end)

def off_new_year(start, end):
    return total("Mo-Fr 09:00-17:00; 2026 Jan 01 off", start, end)

def german(year, start, end):
    return total("Mo-Fr 09:00-17:00; PH off", start, end)

def russian(start, end):
    return total("Mo-Fr 09:00-18:00; PH off", start, end, MOSCOW, "RU")
""",
    ),
    Rival(
        "django-bizcal",
        "django-bizcal",
        """
from django_bizcal import WorkingCalendar
from django_bizcal.providers import SetHolidayProvider

def week(opens, closes, days):
    block = time(opens), time(closes % 24), int(closes % 24 < opens)
    return dict.fromkeys(days, [block])

def calendar(hours, off=()):
    return WorkingCalendar(
        tz=BERLIN,
        weekly_schedule=week(*hours),
        holiday_provider=SetHolidayProvider(frozenset(off)),
    )

def national(country, year, zone, schedule):
    return WorkingCalendar.from_country(
        country=country, years=year, tz=zone, weekly_schedule=schedule
    )

def elapsed(hours, start, end):
    return calendar(hours).business_time_between(start, end)

def add(hours, start, duration):
    return calendar(hours).add_business_time(start, duration)

def subtract(hours, end, duration):
    return calendar(hours).add_business_time(end, -duration)

def off_new_year(start, end):
    return calendar(OFFICE, [date(2026, 1, 1)]).business_time_between(start, end)

def german(year, start, end):
    calendar = national("DE", year, BERLIN, week(*OFFICE))
    return calendar.business_time_between(start, end)

def russian(start, end):
    schedule = week(9, 18, WEEK)
    return national("RU", 2024, MOSCOW, schedule).business_time_between(start, end)
""",
    ),
    Rival(
        "bizdurr",
        "bizdurr",
        """
from bizdurr import BusinessDuration

NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()

def duration(opens, closes, days, off=()):
    span = {"start": f"{opens:02}:00", "end": f"{closes:02}:00"}
    week = {NAMES[day]: span for day in days}
    return BusinessDuration(
        business_hours=week, business_timezone=BERLIN, holidays=list(off)
    )

def elapsed(hours, start, end):
    return duration(*hours).calculate(start, end)

def off_new_year(start, end):
    return duration(*OFFICE, off=[date(2026, 1, 1)]).calculate(start, end)
""",
    ),
    Rival(
        "businesstimedelta",
        "businesstimedelta",
        """
import pytz
from businesstimedelta import (
    BusinessTimeDelta, HolidayRule, LunchTimeRule, Rules, WorkDayRule
)
from holidays import country_holidays

BERLIN, MOSCOW = pytz.timezone("Europe/Berlin"), pytz.timezone("Europe/Moscow")

def at(*parts, zone=BERLIN, fold=0):
    if zone is UTC:
        return datetime(*parts, tzinfo=UTC)
    return zone.localize(datetime(*parts), is_dst=not fold)

def rules(opens, closes, days, off=None, zone=BERLIN):
    work = WorkDayRule(time(opens), time(closes % 24), list(days), tz=zone)
    return Rules([work] if off is None else [work, HolidayRule(off, tz=zone)])

def elapsed(hours, start, end):
    return rules(*hours).difference(start, end).timedelta

def add(hours, start, duration):
    return start + BusinessTimeDelta(rules(*hours), timedelta=duration)

def subtract(hours, end, duration):
    return end - BusinessTimeDelta(rules(*hours), timedelta=duration)

def off_new_year(start, end):
    return rules(*OFFICE, off=[date(2026, 1, 1)]).difference(start, end).timedelta

def german(year, start, end):
    off = country_holidays("DE", years=year)
    return rules(*OFFICE, off=off).difference(start, end).timedelta

def russian(start, end):
    off = country_holidays("RU", years=2024)
    return rules(9, 18, WEEK, off=off, zone=MOSCOW).difference(start, end).timedelta

def all_break(start, duration):
    lunch = LunchTimeRule(time(8), time(18), tz=BERLIN)
    work = WorkDayRule(time(9), time(17), tz=BERLIN)
    return start + BusinessTimeDelta(Rules([work, lunch]), timedelta=duration)
""",
    ),
    Rival(
        "business-duration",
        "business-duration",
        """
from business_duration import businessDuration

def elapsed(hours, start, end, off=()):
    opens, closes, days = hours
    weekend = [day for day in DAILY if day not in days]
    # It says midnight as 23:59:59.
    last = time(23, 59, 59) if closes == 24 else time(closes)
    seconds = businessDuration(start, end, time(opens), last, weekend, off, unit="sec")
    return timedelta(seconds=seconds)

def off_new_year(start, end):
    return elapsed(OFFICE, start, end, off=[date(2026, 1, 1)])
""",
    ),
    Rival(
        "pandas CustomBusinessHour",
        "pandas",
        """
from pandas import Timestamp
from pandas.tseries.offsets import CustomBusinessHour

def offset(opens, closes, days, duration):
    count = duration / hours(1)
    return CustomBusinessHour(
        n=int(count) if count.is_integer() else count,
        start=f"{opens:02}:00",
        end=f"{closes:02}:00",
        weekmask=[int(day in days) for day in DAILY],
    )

def add(hours, start, duration):
    return Timestamp(start) + offset(*hours, duration)

def subtract(hours, end, duration):
    return Timestamp(end) - offset(*hours, duration)
""",
    ),
)
