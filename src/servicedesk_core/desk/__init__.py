"""Where tickets meet service levels."""

from servicedesk_core.desk.measure import measure, measure_all
from servicedesk_core.desk.signals import signals

__all__ = ["measure", "measure_all", "signals"]
