"""Instants, half-open intervals, spans of integers and their compiled index.

Inside, an instant is an ``int``: microseconds since 1970-01-01T00:00Z. Aware
datetimes appear only at the edge. This package knows no weekday and no ticket.
"""

from servicedesk_core.timeline.index import GrowingIndex, Index
from servicedesk_core.timeline.instant import (
    DAY,
    EPOCH,
    from_microseconds,
    instant_key,
    to_duration,
    to_microseconds,
    to_timedelta,
)
from servicedesk_core.timeline.interval import Interval
from servicedesk_core.timeline.spans import Span, clip, cut, merge
from servicedesk_core.timeline.zone import load_zone, localize, wall_to_utc

__all__ = [
    "DAY",
    "EPOCH",
    "GrowingIndex",
    "Index",
    "Interval",
    "Span",
    "clip",
    "cut",
    "from_microseconds",
    "instant_key",
    "load_zone",
    "localize",
    "merge",
    "to_duration",
    "to_microseconds",
    "to_timedelta",
    "wall_to_utc",
]
