"""What members of service calendars may be beyond their types."""

from collections.abc import Mapping
from types import MappingProxyType

from servicedesk_core.plain.rules.common import AT_LEAST_ONE
from servicedesk_core.plain.rules.rule import Rule

_TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,6})?)?"
_MONTH_DAY = Rule(items=(Rule(low=1, high=12), Rule(low=1, high=31)))

RULES: Mapping[str, Mapping[str, Rule]] = MappingProxyType(
    {
        "Closure": {"windows": AT_LEAST_ONE},
        "Combination": {"parts": AT_LEAST_ONE},
        "CountryDays": {
            "country": Rule(pattern="[A-Z]{2,3}", wanted="the code of a country"),
            "categories": AT_LEAST_ONE,
            "short_eves": Rule(
                pattern="PT(?!0S)(?:1?[0-9]H|2[0-3]H)?(?:[0-9]+M)?(?:[0-9.]+S)?",
                wanted="a length like PT1H, longer than nothing and below 24 hours",
            ),
        },
        "FixedDays": {"dates": AT_LEAST_ONE},
        "TimeWindow": {
            "opens": Rule(pattern=_TIME, wanted="a time of day like 09:00"),
            "closes": Rule(
                pattern=f"{_TIME}|24:00", wanted="a time of day like 18:00, or 24:00"
            ),
        },
        "Versions": {"entries": AT_LEAST_ONE},
        "WeeklyHours": {"days": Rule(low=7, high=7)},
        "YearlyDays": {"first": _MONTH_DAY, "last": _MONTH_DAY},
    }
)
"""By the name of the type and of the member."""
