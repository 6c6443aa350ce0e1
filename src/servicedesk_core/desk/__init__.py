"""Where tickets meet service levels, and the rules that need a calendar."""

from servicedesk_core.desk.auto_close import AutoClose, CloseBasis
from servicedesk_core.desk.hold_limit import HoldLimit, HoldStep
from servicedesk_core.desk.measure import measure, measure_all
from servicedesk_core.desk.signals import signals

__all__ = [
    "AutoClose",
    "CloseBasis",
    "HoldLimit",
    "HoldStep",
    "measure",
    "measure_all",
    "signals",
]
