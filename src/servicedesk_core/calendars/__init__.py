"""Service hours: a weekly pattern in a zone, days off, special hours, closures."""

from servicedesk_core.calendars.calendar import ServiceCalendar
from servicedesk_core.calendars.dated import Closure, SpecialHours
from servicedesk_core.calendars.days_off import DaysOff
from servicedesk_core.calendars.weekly import Weekday, WeeklyHours
from servicedesk_core.calendars.window import TimeWindow

__all__ = [
    "Closure",
    "DaysOff",
    "ServiceCalendar",
    "SpecialHours",
    "TimeWindow",
    "Weekday",
    "WeeklyHours",
]
