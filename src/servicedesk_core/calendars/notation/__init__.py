"""Written service hours: OSM ``opening_hours``, schema.org and RFC 5545."""

from servicedesk_core.calendars.notation.opening_hours import parse_hours, parse_weekly
from servicedesk_core.calendars.notation.parsed import ParsedHours
from servicedesk_core.calendars.notation.recurrence import format_rrule, parse_rrule
from servicedesk_core.calendars.notation.schema_org import (
    format_schema_org,
    parse_schema_org,
)
from servicedesk_core.calendars.notation.written import format_hours, format_weekly

__all__ = [
    "ParsedHours",
    "format_hours",
    "format_rrule",
    "format_schema_org",
    "format_weekly",
    "parse_hours",
    "parse_rrule",
    "parse_schema_org",
    "parse_weekly",
]
