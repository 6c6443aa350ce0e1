"""Service level targets and their clocks, fed with signals, not with tickets."""

from servicedesk_core.sla.agreement import Agreement
from servicedesk_core.sla.clock import Clock, ClockSpan, SpanKind
from servicedesk_core.sla.compliance import Compliance, compliance
from servicedesk_core.sla.measure import measure_agreement, measure_signals
from servicedesk_core.sla.signal import Signal, SignalKind
from servicedesk_core.sla.status import SlaState, SlaStatus, SpanRow
from servicedesk_core.sla.target import Metric, ServiceLevelTarget

__all__ = [
    "Agreement",
    "Clock",
    "ClockSpan",
    "Compliance",
    "Metric",
    "ServiceLevelTarget",
    "Signal",
    "SignalKind",
    "SlaState",
    "SlaStatus",
    "SpanKind",
    "SpanRow",
    "compliance",
    "measure_agreement",
    "measure_signals",
]
