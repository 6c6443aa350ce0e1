"""Written service hours."""

from servicedesk_core.calendars.notation.opening_hours import (
    ParsedHours,
    format_weekly,
    parse_weekly,
)

__all__ = ["ParsedHours", "format_weekly", "parse_weekly"]
