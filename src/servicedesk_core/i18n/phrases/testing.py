"""Messages of the test kit."""

from collections.abc import Mapping
from types import MappingProxyType

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        "a calendar beside a due time": "календарь вместе со сроком",
        "a day after {} at least": "хотя бы на день позже {}",
        "a public type of the library": "открытый тип библиотеки",
        "a status or an aware datetime": "статус или момент с часовым поясом",
        "not before the last event, {}": "не раньше последнего события, {}",
        "not before the present, {}": "не раньше текущего момента, {}",
        "one zone or more": "один часовой пояс или несколько",
        "the clock": "часы",
        "those of with_elapsed, with_due or with_sla": (
            "столбцы из with_elapsed, with_due или with_sla"
        ),
    }
)
"""Russian by English text."""
