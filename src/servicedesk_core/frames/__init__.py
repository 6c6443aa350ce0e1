"""The batch door: open time and due times of whole columns at once.

It needs the extra ``frames``: numpy, and narwhals for data frames of pandas, polars and
pyarrow. The answers are those of single calls, to the microsecond.
"""

from servicedesk_core.lazy import loader

try:
    import narwhals.stable.v2 as _nw
    import numpy as np
except ModuleNotFoundError as _error:
    raise ImportError(
        "servicedesk_core.frames needs numpy and narwhals: "
        'pip install "servicedesk-core[frames]"'
    ) from _error

# As type checkers know it; importing typing would take longer than all the rest.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from servicedesk_core.frames.arrow import arrow_batches as arrow_batches
    from servicedesk_core.frames.columns import (
        with_due as with_due,
        with_elapsed as with_elapsed,
    )
    from servicedesk_core.frames.event_log import (
        from_events as from_events,
        to_events as to_events,
    )
    from servicedesk_core.frames.kernel import due as due, elapsed as elapsed
    from servicedesk_core.frames.openings import windows as windows
    from servicedesk_core.frames.partitions import meta as meta
    from servicedesk_core.frames.score_table import (
        ScoreKind as ScoreKind,
        scores as scores,
    )
    from servicedesk_core.frames.service_level import with_sla as with_sla
    from servicedesk_core.frames.share_table import compliance as compliance
    from servicedesk_core.frames.status_rows import statuses as statuses
    from servicedesk_core.frames.stock import backlog as backlog
    from servicedesk_core.frames.table import calendar_table as calendar_table

del _nw, np

_NAMES = {
    "arrow": ("arrow_batches",),
    "columns": ("with_due", "with_elapsed"),
    "event_log": ("from_events", "to_events"),
    "kernel": ("due", "elapsed"),
    "partitions": ("meta",),
    "openings": ("windows",),
    "score_table": ("ScoreKind", "scores"),
    "service_level": ("with_sla",),
    "share_table": ("compliance",),
    "status_rows": ("statuses",),
    "stock": ("backlog",),
    "table": ("calendar_table",),
}
_HOMES = {name: module for module, names in _NAMES.items() for name in names}

__all__ = [  # noqa: PLE0604 - the names are strings
    *_HOMES,
]

if not TYPE_CHECKING:  # else a type checker would take every typo for a name
    __getattr__ = loader(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
