"""Pictures of what the library finds, as matplotlib axes.

Each function draws on the axes given as ``ax=`` or makes a figure of its own, apart
from pyplot, and returns the axes. It sets no style and shows nothing: the picture is
saved by ``axes.figure.savefig``. Marks and hatches tell things apart, not colours
alone.

It needs matplotlib: ``pip install "servicedesk-core[plots]"``.
"""

try:
    import matplotlib as _matplotlib  # noqa: F401, ICN001 - to tell if it is missing
except ImportError as _error:
    raise ImportError(
        "servicedesk_core.plots needs matplotlib: "
        'pip install "servicedesk-core[plots]"',
        name="matplotlib",
    ) from _error

from servicedesk_core.lazy import loader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from servicedesk_core.plots.ages import backlog as backlog
    from servicedesk_core.plots.causes import pareto as pareto
    from servicedesk_core.plots.climb import escalation as escalation
    from servicedesk_core.plots.durations import elapsed_ecdf as elapsed_ecdf
    from servicedesk_core.plots.limits import control_chart as control_chart
    from servicedesk_core.plots.service_week import calendar as calendar
    from servicedesk_core.plots.shares import compliance as compliance

_HOMES = {
    "backlog": "ages",
    "calendar": "service_week",
    "compliance": "shares",
    "control_chart": "limits",
    "elapsed_ecdf": "durations",
    "escalation": "climb",
    "pareto": "causes",
}

__all__ = [  # noqa: PLE0604 - the names are strings
    *_HOMES,
]


if not TYPE_CHECKING:  # else a type checker would take every typo for a name
    __getattr__ = loader(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
