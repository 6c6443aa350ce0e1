"""Metrics of a desk: times, contacts, backlog, availability, queues.

Each module is loaded when one of its names is first used.
"""

from servicedesk_core.lazy import loader

# As type checkers know it; importing typing would cost the first use.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from servicedesk_core.metrics.abandonment import (
        Impatience as Impatience,
        erlang_a as erlang_a,
    )
    from servicedesk_core.metrics.age import (
        Ageing as Ageing,
        Bucket as Bucket,
        ageing as ageing,
    )
    from servicedesk_core.metrics.answer import (
        ServiceLevel as ServiceLevel,
        average_handling_time as average_handling_time,
        average_speed_of_answer as average_speed_of_answer,
        first_try_reachability as first_try_reachability,
        service_level as service_level,
    )
    from servicedesk_core.metrics.blocking import (
        Redials as Redials,
        erlang_b as erlang_b,
        redials as redials,
    )
    from servicedesk_core.metrics.contact import (
        FirstContact as FirstContact,
        FirstContactRates as FirstContactRates,
        first_contact_rates as first_contact_rates,
        first_contact_resolution as first_contact_resolution,
    )
    from servicedesk_core.metrics.cost import (
        cost_per_contact as cost_per_contact,
        cost_per_resolution as cost_per_resolution,
        deflection as deflection,
    )
    from servicedesk_core.metrics.delay import (
        Queue as Queue,
        erlang_c as erlang_c,
    )
    from servicedesk_core.metrics.flow import (
        Flow as Flow,
        ReopenedAs as ReopenedAs,
        backlog_flow as backlog_flow,
        littles_law as littles_law,
    )
    from servicedesk_core.metrics.handover import (
        Route as Route,
        bounce_rate as bounce_rate,
        reopen_rate as reopen_rate,
        route as route,
        transfer_rate as transfer_rate,
        transfers_per_ticket as transfers_per_ticket,
    )
    from servicedesk_core.metrics.kpi import (
        KPI as KPI,
        Goal as Goal,
        KPIResult as KPIResult,
    )
    from servicedesk_core.metrics.recurrence import (
        Recurrence as Recurrence,
        RecurrenceKind as RecurrenceKind,
        recurring_outages as recurring_outages,
    )
    from servicedesk_core.metrics.repeat import (
        RepeatWindow as RepeatWindow,
        repeat_contact_rate as repeat_contact_rate,
    )
    from servicedesk_core.metrics.share import (
        Rate as Rate,
        Ratio as Ratio,
        rate as rate,
        share_of as share_of,
    )
    from servicedesk_core.metrics.staffing import (
        Staffing as Staffing,
        agents_by_handling_time as agents_by_handling_time,
        required_agents as required_agents,
    )
    from servicedesk_core.metrics.stock import (
        Backlog as Backlog,
        BacklogUntil as BacklogUntil,
        backlog as backlog,
        backlog_counts as backlog_counts,
    )
    from servicedesk_core.metrics.times import (
        ClockKind as ClockKind,
        Milestone as Milestone,
        Times as Times,
        mean_time_to_acknowledge as mean_time_to_acknowledge,
        mean_time_to_restore_service as mean_time_to_restore_service,
        time_to as time_to,
        times_between as times_between,
    )
    from servicedesk_core.metrics.uptime import (
        Availability as Availability,
        availability as availability,
        reliability as reliability,
    )

_NAMES = {
    "abandonment": ("Impatience", "erlang_a"),
    "age": ("Ageing", "Bucket", "ageing"),
    "answer": (
        "ServiceLevel",
        "average_handling_time",
        "average_speed_of_answer",
        "first_try_reachability",
        "service_level",
    ),
    "blocking": ("Redials", "erlang_b", "redials"),
    "contact": (
        "FirstContact",
        "FirstContactRates",
        "first_contact_rates",
        "first_contact_resolution",
    ),
    "cost": ("cost_per_contact", "cost_per_resolution", "deflection"),
    "delay": ("Queue", "erlang_c"),
    "flow": ("Flow", "ReopenedAs", "backlog_flow", "littles_law"),
    "handover": (
        "Route",
        "bounce_rate",
        "reopen_rate",
        "route",
        "transfer_rate",
        "transfers_per_ticket",
    ),
    "kpi": ("Goal", "KPI", "KPIResult"),
    "recurrence": ("Recurrence", "RecurrenceKind", "recurring_outages"),
    "repeat": ("RepeatWindow", "repeat_contact_rate"),
    "share": ("Rate", "Ratio", "rate", "share_of"),
    "staffing": ("Staffing", "agents_by_handling_time", "required_agents"),
    "stock": ("Backlog", "BacklogUntil", "backlog", "backlog_counts"),
    "times": (
        "ClockKind",
        "Milestone",
        "Times",
        "mean_time_to_acknowledge",
        "mean_time_to_restore_service",
        "time_to",
        "times_between",
    ),
    "uptime": ("Availability", "availability", "reliability"),
}
_HOMES = {name: module for module, names in _NAMES.items() for name in names}

__all__ = [  # noqa: PLE0604 - the names are strings
    *_HOMES,
]

if not TYPE_CHECKING:  # else a type checker would take every typo for a name
    __getattr__ = loader(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
