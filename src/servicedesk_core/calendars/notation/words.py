"""The words that the reader and the writer of ``opening_hours`` share."""

from servicedesk_core.calendars.weekly import Weekday

DAYS = {day.name[:2].capitalize(): day for day in Weekday}
MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)

OFF, CLOSED = "off", "closed"

DAY_OFF = "day off"
"""The label of a day off that has no other; it goes unwritten."""
