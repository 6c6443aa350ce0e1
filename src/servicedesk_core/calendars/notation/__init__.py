"""Written service hours: OSM ``opening_hours``, schema.org and RFC 5545.

Each notation is loaded when it is first used; most programs meet one of them.
"""

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from servicedesk_core.calendars.notation.opening_hours import (
        parse_hours as parse_hours,
        parse_weekly as parse_weekly,
    )
    from servicedesk_core.calendars.notation.parsed import ParsedHours as ParsedHours
    from servicedesk_core.calendars.notation.recurrence import (
        format_rrule as format_rrule,
        parse_rrule as parse_rrule,
    )
    from servicedesk_core.calendars.notation.schema_org import (
        format_schema_org as format_schema_org,
        parse_schema_org as parse_schema_org,
    )
    from servicedesk_core.calendars.notation.written import (
        format_hours as format_hours,
        format_weekly as format_weekly,
    )

_HOMES = {
    "ParsedHours": "parsed",
    "format_hours": "written",
    "format_rrule": "recurrence",
    "format_schema_org": "schema_org",
    "format_weekly": "written",
    "parse_hours": "opening_hours",
    "parse_rrule": "recurrence",
    "parse_schema_org": "schema_org",
    "parse_weekly": "opening_hours",
}

__all__ = [*_HOMES]  # noqa: PLE0604 - the names are strings


if not TYPE_CHECKING:  # else a type checker would take every typo for a name

    def __getattr__(name: str) -> object:
        if name in _HOMES:
            return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
