"""Service-desk domain logic: tickets, calendars, SLA clocks, compliance.

Every public name of the library is here, loaded when it is first used. Nothing reads
a clock, a file or the environment: whoever needs the present passes ``now=``.
"""

from importlib import import_module

# As type checkers know it; importing typing would take longer than all the rest.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from servicedesk_core import (
        calendars as calendars,
    )
    from servicedesk_core import (
        desk as desk,
    )
    from servicedesk_core import (
        errors as errors,
    )
    from servicedesk_core import (
        lifecycles as lifecycles,
    )
    from servicedesk_core import (
        priority as priority,
    )
    from servicedesk_core import (
        sla as sla,
    )
    from servicedesk_core import (
        stats as stats,
    )
    from servicedesk_core import (
        tickets as tickets,
    )
    from servicedesk_core import (
        timeline as timeline,
    )
    from servicedesk_core.calendars import (
        Closure as Closure,
    )
    from servicedesk_core.calendars import (
        DaysOff as DaysOff,
    )
    from servicedesk_core.calendars import (
        ServiceCalendar as ServiceCalendar,
    )
    from servicedesk_core.calendars import (
        SpecialHours as SpecialHours,
    )
    from servicedesk_core.calendars import (
        TimeWindow as TimeWindow,
    )
    from servicedesk_core.calendars import (
        Weekday as Weekday,
    )
    from servicedesk_core.calendars import (
        WeeklyHours as WeeklyHours,
    )
    from servicedesk_core.desk import (
        measure as measure,
    )
    from servicedesk_core.desk import (
        measure_all as measure_all,
    )
    from servicedesk_core.desk import (
        signals as signals,
    )
    from servicedesk_core.errors import (
        AmbiguousTimeError as AmbiguousTimeError,
    )
    from servicedesk_core.errors import (
        InstantRangeError as InstantRangeError,
    )
    from servicedesk_core.errors import (
        InvalidArgumentError as InvalidArgumentError,
    )
    from servicedesk_core.errors import (
        InvalidHistoryError as InvalidHistoryError,
    )
    from servicedesk_core.errors import (
        InvalidHoursError as InvalidHoursError,
    )
    from servicedesk_core.errors import (
        InvalidLifecycleError as InvalidLifecycleError,
    )
    from servicedesk_core.errors import (
        InvalidMatrixError as InvalidMatrixError,
    )
    from servicedesk_core.errors import (
        NaiveDatetimeError as NaiveDatetimeError,
    )
    from servicedesk_core.errors import (
        NeverClosesError as NeverClosesError,
    )
    from servicedesk_core.errors import (
        NeverOpenError as NeverOpenError,
    )
    from servicedesk_core.errors import (
        NonexistentTimeError as NonexistentTimeError,
    )
    from servicedesk_core.errors import (
        NoTargetError as NoTargetError,
    )
    from servicedesk_core.errors import (
        Refusal as Refusal,
    )
    from servicedesk_core.errors import (
        ServiceDeskError as ServiceDeskError,
    )
    from servicedesk_core.errors import (
        TransitionRefusedError as TransitionRefusedError,
    )
    from servicedesk_core.errors import (
        UnknownActionError as UnknownActionError,
    )
    from servicedesk_core.errors import (
        UnknownCountryError as UnknownCountryError,
    )
    from servicedesk_core.errors import (
        UnknownZoneError as UnknownZoneError,
    )
    from servicedesk_core.errors import (
        WrongTypeError as WrongTypeError,
    )
    from servicedesk_core.explanation import (
        Explanation as Explanation,
    )
    from servicedesk_core.explanation import (
        duration_text as duration_text,
    )
    from servicedesk_core.findings import (
        Finding as Finding,
    )
    from servicedesk_core.findings import (
        Findings as Findings,
    )
    from servicedesk_core.findings import (
        Severity as Severity,
    )
    from servicedesk_core.lifecycles import (
        Action as Action,
    )
    from servicedesk_core.lifecycles import (
        Category as Category,
    )
    from servicedesk_core.lifecycles import (
        Conformance as Conformance,
    )
    from servicedesk_core.lifecycles import (
        Lifecycle as Lifecycle,
    )
    from servicedesk_core.lifecycles import (
        Role as Role,
    )
    from servicedesk_core.lifecycles import (
        State as State,
    )
    from servicedesk_core.money import Money as Money
    from servicedesk_core.priority import (
        Impact as Impact,
    )
    from servicedesk_core.priority import (
        Priority as Priority,
    )
    from servicedesk_core.priority import (
        PriorityMatrix as PriorityMatrix,
    )
    from servicedesk_core.priority import (
        Urgency as Urgency,
    )
    from servicedesk_core.sla import (
        Agreement as Agreement,
    )
    from servicedesk_core.sla import (
        Compliance as Compliance,
    )
    from servicedesk_core.sla import (
        Metric as Metric,
    )
    from servicedesk_core.sla import (
        ServiceLevelTarget as ServiceLevelTarget,
    )
    from servicedesk_core.sla import (
        Signal as Signal,
    )
    from servicedesk_core.sla import (
        SignalKind as SignalKind,
    )
    from servicedesk_core.sla import (
        SlaState as SlaState,
    )
    from servicedesk_core.sla import (
        SlaStatus as SlaStatus,
    )
    from servicedesk_core.sla import (
        compliance as compliance,
    )
    from servicedesk_core.tickets import (
        Actor as Actor,
    )
    from servicedesk_core.tickets import (
        EscalationKind as EscalationKind,
    )
    from servicedesk_core.tickets import (
        HoldReason as HoldReason,
    )
    from servicedesk_core.tickets import (
        Link as Link,
    )
    from servicedesk_core.tickets import (
        LinkKind as LinkKind,
    )
    from servicedesk_core.tickets import (
        Ticket as Ticket,
    )
    from servicedesk_core.tickets import (
        TicketKind as TicketKind,
    )
    from servicedesk_core.tickets import (
        events as events,
    )
    from servicedesk_core.tickets import (
        open_ticket as open_ticket,
    )
    from servicedesk_core.timeline import Interval as Interval
    from servicedesk_core.timeline import localize as localize

    __version__: str

_PACKAGES = (
    "calendars",
    "desk",
    "errors",
    "lifecycles",
    "priority",
    "sla",
    "stats",
    "tickets",
    "timeline",
)
_NAMES = {
    "calendars": (
        "Closure",
        "DaysOff",
        "ServiceCalendar",
        "SpecialHours",
        "TimeWindow",
        "Weekday",
        "WeeklyHours",
    ),
    "desk": ("measure", "measure_all", "signals"),
    "errors": (
        "AmbiguousTimeError",
        "InstantRangeError",
        "InvalidArgumentError",
        "InvalidHistoryError",
        "InvalidHoursError",
        "InvalidLifecycleError",
        "InvalidMatrixError",
        "NaiveDatetimeError",
        "NeverClosesError",
        "NeverOpenError",
        "NoTargetError",
        "NonexistentTimeError",
        "Refusal",
        "ServiceDeskError",
        "TransitionRefusedError",
        "UnknownActionError",
        "UnknownCountryError",
        "UnknownZoneError",
        "WrongTypeError",
    ),
    "explanation": ("Explanation", "duration_text"),
    "findings": ("Finding", "Findings", "Severity"),
    "lifecycles": ("Action", "Category", "Conformance", "Lifecycle", "Role", "State"),
    "money": ("Money",),
    "priority": ("Impact", "Priority", "PriorityMatrix", "Urgency"),
    "sla": (
        "Agreement",
        "Compliance",
        "Metric",
        "ServiceLevelTarget",
        "Signal",
        "SignalKind",
        "SlaState",
        "SlaStatus",
        "compliance",
    ),
    "tickets": (
        "Actor",
        "EscalationKind",
        "HoldReason",
        "Link",
        "LinkKind",
        "Ticket",
        "TicketKind",
        "events",
        "open_ticket",
    ),
    "timeline": ("Interval", "localize"),
}
_HOMES = {name: package for package, names in _NAMES.items() for name in names}

__all__ = [  # noqa: PLE0604 - the names are strings
    *_PACKAGES,
    *_HOMES,
    "__version__",
]


if not TYPE_CHECKING:  # else a type checker would take every typo for a name

    def __getattr__(name: str) -> object:
        if name in _PACKAGES:
            return import_module(f"{__name__}.{name}")
        if name in _HOMES:
            return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        if name == "__version__":
            # Asked for at the time of use: it reads the installed package's metadata.
            from importlib.metadata import version  # noqa: PLC0415

            return version("servicedesk-core")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
