"""Service level targets and their clocks, fed with signals, not with tickets."""

from servicedesk_core.sla.agreement import Agreement, AgreementKind
from servicedesk_core.sla.agreements import Agreements
from servicedesk_core.sla.clock import Clock, ClockSpan, OnReopen, SpanKind
from servicedesk_core.sla.compliance import (
    Compliance,
    ComplianceUnit,
    compliance,
)
from servicedesk_core.sla.condition import AllOf, AnyOf, Condition, Not, Op
from servicedesk_core.sla.excuse import Excuse, ExcusedPeriod, Waiver
from servicedesk_core.sla.measure import (
    measure_agreement,
    measure_signals,
    read_signals,
)
from servicedesk_core.sla.metric import CustomMetric, Metric
from servicedesk_core.sla.period import Period, PeriodLength, PeriodOf
from servicedesk_core.sla.signal import Signal, SignalKind
from servicedesk_core.sla.status import (
    PriorityChange,
    SlaState,
    SlaStatus,
    SpanRow,
)
from servicedesk_core.sla.target import ServiceLevelTarget, WorkingDays

__all__ = [
    "Agreement",
    "AgreementKind",
    "Agreements",
    "AllOf",
    "AnyOf",
    "Clock",
    "ClockSpan",
    "Compliance",
    "ComplianceUnit",
    "Condition",
    "CustomMetric",
    "Excuse",
    "ExcusedPeriod",
    "Metric",
    "Not",
    "OnReopen",
    "Op",
    "Period",
    "PeriodLength",
    "PeriodOf",
    "PriorityChange",
    "ServiceLevelTarget",
    "Signal",
    "SignalKind",
    "SlaState",
    "SlaStatus",
    "SpanKind",
    "SpanRow",
    "Waiver",
    "WorkingDays",
    "compliance",
    "measure_agreement",
    "measure_signals",
    "read_signals",
]
