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
    optional_instant_key,
    to_duration,
    to_length,
    to_microseconds,
    to_range,
    to_timedelta,
)
from servicedesk_core.timeline.interval import Interval
from servicedesk_core.timeline.spans import Span, clip, common, cut, inside, merge
from servicedesk_core.timeline.table import LocalTable
from servicedesk_core.timeline.zone import (
    EPOCH_ORDINAL,
    load_zone,
    localize,
    midnight,
    midnights,
    wall_to_utc,
)

__all__ = [
    "DAY",
    "EPOCH",
    "EPOCH_ORDINAL",
    "GrowingIndex",
    "Index",
    "Interval",
    "LocalTable",
    "Span",
    "clip",
    "common",
    "cut",
    "from_microseconds",
    "inside",
    "instant_key",
    "load_zone",
    "localize",
    "merge",
    "midnight",
    "midnights",
    "optional_instant_key",
    "to_duration",
    "to_length",
    "to_microseconds",
    "to_range",
    "to_timedelta",
    "wall_to_utc",
]
