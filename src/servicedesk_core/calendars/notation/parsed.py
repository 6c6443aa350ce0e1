"""What written hours say."""

from typing import NamedTuple

from servicedesk_core.calendars.dated import SpecialHours
from servicedesk_core.calendars.days_off import DaysOff
from servicedesk_core.calendars.weekly import WeeklyHours


class ParsedHours(NamedTuple):
    """What a text, or a list of schema.org entries, says.

    Attributes:
        weekly: the weekly pattern.
        days_off: days off by date and by year; those of a country are not here.
        special: hours of single dates, in the order in which they are written.
        holidays_at: where it says that public holidays are closed: the position in
            the text, or the index of the entry; None if it does not.

    Example:
        >>> from servicedesk_core.calendars.notation import parse_hours
        >>> parse_hours("Mo 9:00-17:00; Dec 25 off; PH off").weekly
        WeeklyHours.parse('Mo 09:00-17:00')
    """

    weekly: WeeklyHours
    days_off: DaysOff
    special: tuple[SpecialHours, ...]
    holidays_at: int | None
