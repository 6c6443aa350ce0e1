"""Service-desk domain logic: tickets, calendars, SLA clocks, compliance.

Every public name of the library is here, loaded when it is first used. Nothing reads
a clock, a file or the environment: whoever needs the present passes ``now=``.
"""

from importlib import import_module

from servicedesk_core.lazy import loader

# As type checkers know it; importing typing would take longer than all the rest.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from servicedesk_core import (
        calendars as calendars,
        complaints as complaints,
        desk as desk,
        errors as errors,
        escalation as escalation,
        frames as frames,
        i18n as i18n,
        lifecycles as lifecycles,
        metrics as metrics,
        plain as plain,
        plots as plots,
        priority as priority,
        satisfaction as satisfaction,
        sla as sla,
        stats as stats,
        testing as testing,
        tickets as tickets,
        timeline as timeline,
    )
    from servicedesk_core.calendars import (
        Closure as Closure,
        DayRule as DayRule,
        DaysOff as DaysOff,
        ServiceCalendar as ServiceCalendar,
        SpecialHours as SpecialHours,
        TimeWindow as TimeWindow,
        Weekday as Weekday,
        WeeklyHours as WeeklyHours,
        coverage as coverage,
    )
    from servicedesk_core.desk import (
        Attribution as Attribution,
        AutoClose as AutoClose,
        Change as Change,
        ChangeKind as ChangeKind,
        CloseBasis as CloseBasis,
        DeskPolicy as DeskPolicy,
        DeskState as DeskState,
        Due as Due,
        DueKind as DueKind,
        HoldLimit as HoldLimit,
        HoldStep as HoldStep,
        Wakeup as Wakeup,
        attribution as attribution,
        due_now as due_now,
        measure as measure,
        measure_all as measure_all,
        next_wakeup as next_wakeup,
        signals as signals,
        with_done as with_done,
    )
    from servicedesk_core.errors import (
        AmbiguousTimeError as AmbiguousTimeError,
        DocumentError as DocumentError,
        DocumentRuleError as DocumentRuleError,
        HolidayCoverageWarning as HolidayCoverageWarning,
        InstantRangeError as InstantRangeError,
        InvalidArgumentError as InvalidArgumentError,
        InvalidDocumentError as InvalidDocumentError,
        InvalidHistoryError as InvalidHistoryError,
        InvalidHoursError as InvalidHoursError,
        InvalidLifecycleError as InvalidLifecycleError,
        InvalidMatrixError as InvalidMatrixError,
        InvalidPathError as InvalidPathError,
        NaiveDatetimeError as NaiveDatetimeError,
        NeverClosesError as NeverClosesError,
        NeverOpenError as NeverOpenError,
        NonexistentTimeError as NonexistentTimeError,
        NoTargetError as NoTargetError,
        Refusal as Refusal,
        ServiceDeskDeprecationWarning as ServiceDeskDeprecationWarning,
        ServiceDeskError as ServiceDeskError,
        TransitionRefusedError as TransitionRefusedError,
        UnknownActionError as UnknownActionError,
        UnknownCountryError as UnknownCountryError,
        UnknownZoneError as UnknownZoneError,
        UnserialisableError as UnserialisableError,
        WrongTypeError as WrongTypeError,
    )
    from servicedesk_core.escalation import (
        After as After,
        AtFraction as AtFraction,
        EscalationPath as EscalationPath,
        EscalationState as EscalationState,
        Layer as Layer,
        Level as Level,
        Override as Override,
        Rota as Rota,
        Step as Step,
    )
    from servicedesk_core.explanation import Explanation as Explanation
    from servicedesk_core.findings import (
        Finding as Finding,
        Findings as Findings,
        Severity as Severity,
    )
    from servicedesk_core.i18n import (
        DurationStyle as DurationStyle,
        duration_text as duration_text,
        label as label,
        message as message,
    )
    from servicedesk_core.lifecycles import (
        Action as Action,
        Category as Category,
        Conformance as Conformance,
        Lifecycle as Lifecycle,
        Role as Role,
        State as State,
    )
    from servicedesk_core.money import Money as Money
    from servicedesk_core.plain import (
        Limits as Limits,
        from_dict as from_dict,
        json_schema as json_schema,
        to_dict as to_dict,
    )
    from servicedesk_core.priority import (
        Impact as Impact,
        Priority as Priority,
        PriorityMatrix as PriorityMatrix,
        Urgency as Urgency,
    )
    from servicedesk_core.satisfaction import (
        CesVariant as CesVariant,
        Defer as Defer,
        NpsMethod as NpsMethod,
        Ratings as Ratings,
        Scale as Scale,
        Send as Send,
        Skip as Skip,
        SurveyContact as SurveyContact,
        SurveyPolicy as SurveyPolicy,
        SurveyRecord as SurveyRecord,
        SurveyTrigger as SurveyTrigger,
        ces as ces,
        csat as csat,
        disconfirmation as disconfirmation,
        dsat as dsat,
        nps as nps,
    )
    from servicedesk_core.sla import (
        Agreement as Agreement,
        AgreementKind as AgreementKind,
        Agreements as Agreements,
        Compliance as Compliance,
        ComplianceUnit as ComplianceUnit,
        Condition as Condition,
        CustomMetric as CustomMetric,
        ExcusedPeriod as ExcusedPeriod,
        Metric as Metric,
        OnReopen as OnReopen,
        Op as Op,
        Period as Period,
        ServiceLevelTarget as ServiceLevelTarget,
        Signal as Signal,
        SignalKind as SignalKind,
        SlaState as SlaState,
        SlaStatus as SlaStatus,
        Waiver as Waiver,
        WorkingDays as WorkingDays,
        compliance as compliance,
    )
    from servicedesk_core.tickets import (
        Actor as Actor,
        Effort as Effort,
        EscalationKind as EscalationKind,
        HoldReason as HoldReason,
        Link as Link,
        LinkKind as LinkKind,
        MajorStatus as MajorStatus,
        Outcome as Outcome,
        Promise as Promise,
        Repeat as Repeat,
        RepeatKind as RepeatKind,
        Ticket as Ticket,
        TicketKind as TicketKind,
        effort as effort,
        events as events,
        find_repeats as find_repeats,
        follow_up as follow_up,
        merge_into as merge_into,
        open_ticket as open_ticket,
        propagate as propagate,
    )
    from servicedesk_core.timeline import Interval as Interval, localize as localize

    __version__: str

_PACKAGES = (
    "calendars",
    "complaints",
    "desk",
    "errors",
    "escalation",
    "frames",
    "i18n",
    "lifecycles",
    "metrics",
    "plain",
    "plots",
    "priority",
    "satisfaction",
    "sla",
    "stats",
    "testing",
    "tickets",
    "timeline",
)
_NAMES = {
    "calendars": (
        "Closure",
        "DayRule",
        "DaysOff",
        "ServiceCalendar",
        "SpecialHours",
        "TimeWindow",
        "Weekday",
        "WeeklyHours",
        "coverage",
    ),
    "desk": (
        "Attribution",
        "AutoClose",
        "Change",
        "ChangeKind",
        "CloseBasis",
        "DeskPolicy",
        "DeskState",
        "Due",
        "DueKind",
        "HoldLimit",
        "HoldStep",
        "Wakeup",
        "attribution",
        "due_now",
        "measure",
        "measure_all",
        "next_wakeup",
        "signals",
        "with_done",
    ),
    "errors": (
        "AmbiguousTimeError",
        "DocumentError",
        "DocumentRuleError",
        "HolidayCoverageWarning",
        "InstantRangeError",
        "InvalidArgumentError",
        "InvalidDocumentError",
        "InvalidHistoryError",
        "InvalidHoursError",
        "InvalidLifecycleError",
        "InvalidMatrixError",
        "InvalidPathError",
        "NaiveDatetimeError",
        "NeverClosesError",
        "NeverOpenError",
        "NoTargetError",
        "NonexistentTimeError",
        "Refusal",
        "ServiceDeskDeprecationWarning",
        "ServiceDeskError",
        "TransitionRefusedError",
        "UnknownActionError",
        "UnknownCountryError",
        "UnknownZoneError",
        "UnserialisableError",
        "WrongTypeError",
    ),
    "escalation": (
        "After",
        "AtFraction",
        "EscalationPath",
        "EscalationState",
        "Layer",
        "Level",
        "Override",
        "Rota",
        "Step",
    ),
    "explanation": ("Explanation",),
    "findings": ("Finding", "Findings", "Severity"),
    "i18n": ("DurationStyle", "duration_text", "label", "message"),
    "lifecycles": ("Action", "Category", "Conformance", "Lifecycle", "Role", "State"),
    "money": ("Money",),
    "plain": (
        "Limits",
        "from_dict",
        "json_schema",
        "to_dict",
    ),
    "priority": ("Impact", "Priority", "PriorityMatrix", "Urgency"),
    "satisfaction": (
        "CesVariant",
        "Defer",
        "NpsMethod",
        "Ratings",
        "Scale",
        "Send",
        "Skip",
        "SurveyContact",
        "SurveyPolicy",
        "SurveyRecord",
        "SurveyTrigger",
        "ces",
        "csat",
        "disconfirmation",
        "dsat",
        "nps",
    ),
    "sla": (
        "Agreement",
        "AgreementKind",
        "Agreements",
        "Compliance",
        "ComplianceUnit",
        "Condition",
        "CustomMetric",
        "ExcusedPeriod",
        "Metric",
        "OnReopen",
        "Op",
        "Period",
        "ServiceLevelTarget",
        "Signal",
        "SignalKind",
        "SlaState",
        "SlaStatus",
        "Waiver",
        "WorkingDays",
        "compliance",
    ),
    "tickets": (
        "Actor",
        "Effort",
        "EscalationKind",
        "HoldReason",
        "Link",
        "LinkKind",
        "MajorStatus",
        "Outcome",
        "Promise",
        "Repeat",
        "RepeatKind",
        "Ticket",
        "TicketKind",
        "effort",
        "events",
        "find_repeats",
        "follow_up",
        "merge_into",
        "open_ticket",
        "propagate",
    ),
    "timeline": ("Interval", "localize"),
}
_HOMES = {name: package for package, names in _NAMES.items() for name in names}
# Deprecated names: what to use instead, in full, and the version that they leave in.
_MOVED: dict[str, tuple[str, str]] = {}

__all__ = [  # noqa: PLE0604 - the names are strings
    *_PACKAGES,
    *_HOMES,
    "__version__",
]


if not TYPE_CHECKING:  # else a type checker would take every typo for a name
    _load = loader(__name__, _HOMES, moved=_MOVED, depth=2)

    def __getattr__(name: str) -> object:
        if name in _PACKAGES:
            return import_module(f"{__name__}.{name}")
        if name == "__version__":
            # Asked for at the time of use: it reads the installed package's metadata.
            from importlib.metadata import version  # noqa: PLC0415

            return version("servicedesk-core")
        return _load(name)


def __dir__() -> list[str]:
    return sorted(__all__)
