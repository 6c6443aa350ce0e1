"""Service hours: a weekly pattern in a zone, days off, special hours, closures."""

from servicedesk_core.calendars.calendar import ServiceCalendar
from servicedesk_core.calendars.combination import Combination, Operation, Versions
from servicedesk_core.calendars.dated import Closure, SpecialHours
from servicedesk_core.calendars.days_off import DaysOff
from servicedesk_core.calendars.presence import coverage
from servicedesk_core.calendars.weekly import Weekday, WeeklyHours
from servicedesk_core.calendars.window import TimeWindow
from servicedesk_core.calendars.working_days import DayRule

__all__ = [
    "Closure",
    "Combination",
    "DayRule",
    "DaysOff",
    "Operation",
    "ServiceCalendar",
    "SpecialHours",
    "TimeWindow",
    "Versions",
    "Weekday",
    "WeeklyHours",
    "coverage",
]
