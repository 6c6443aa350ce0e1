"""Strategies of hypothesis that draw the library's values.

Those that most tests need are here; ``values`` draws any public type, and so does
``st.from_type`` of hypothesis, even where nothing of this package was imported. The
modules have more, one or several for each package of the library.

They need hypothesis: ``pip install "servicedesk-core[testing]"``.
"""

from servicedesk_core.lazy import loader

try:
    import hypothesis as _hypothesis
except ModuleNotFoundError as _error:
    raise ImportError(
        "servicedesk_core.testing.strategies needs hypothesis: "
        'pip install "servicedesk-core[testing]"'
    ) from _error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from servicedesk_core.testing.strategies.calendars import (
        days_off as days_off,
        service_calendars as service_calendars,
        weekly_hours as weekly_hours,
    )
    from servicedesk_core.testing.strategies.histories import (
        next_events as next_events,
        ticket_events as ticket_events,
        tickets as tickets,
    )
    from servicedesk_core.testing.strategies.instants import (
        aware_datetimes as aware_datetimes,
        durations as durations,
    )
    from servicedesk_core.testing.strategies.priority import priorities as priorities
    from servicedesk_core.testing.strategies.registry import values as values
    from servicedesk_core.testing.strategies.satisfaction_ratings import (
        scores as scores,
    )
    from servicedesk_core.testing.strategies.sla_agreements import (
        agreements as agreements,
    )
    from servicedesk_core.testing.strategies.sla_signals import signals as signals
    from servicedesk_core.testing.strategies.sla_targets import targets as targets

del _hypothesis

_NAMES = {
    "calendars": ("days_off", "service_calendars", "weekly_hours"),
    "histories": ("next_events", "ticket_events", "tickets"),
    "instants": ("aware_datetimes", "durations"),
    "priority": ("priorities",),
    "registry": ("values",),
    "satisfaction_ratings": ("scores",),
    "sla_agreements": ("agreements",),
    "sla_signals": ("signals",),
    "sla_targets": ("targets",),
}
_HOMES = {name: module for module, names in _NAMES.items() for name in names}

__all__ = [  # noqa: PLE0604 - the names are strings
    *_HOMES,
]

if not TYPE_CHECKING:  # else a type checker would take every typo for a name
    __getattr__ = loader(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
