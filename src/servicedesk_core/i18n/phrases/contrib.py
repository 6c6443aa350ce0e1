"""Messages of the bridges to other libraries."""

from collections.abc import Mapping
from types import MappingProxyType

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        "an iCalendar ({})": "календарь iCalendar ({})",
        "repeated events of one day, without EXDATE and RDATE": (
            "повторяющиеся события на один день, без EXDATE и RDATE"
        ),
        "the text of an iCalendar, or a Calendar": (
            "текст iCalendar или объект Calendar"
        ),
    }
)
"""Russian by English text."""
