"""The picture of an escalation: who is told when."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import compress
from types import MappingProxyType

from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num

from servicedesk_core.argument import to_several
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.escalation import Step
from servicedesk_core.i18n import word
from servicedesk_core.plots._canvas import (
    add_legend,
    mark_size,
    name_of,
    name_rows,
    shorten,
    to_axes,
)
from servicedesk_core.sla import SlaStatus
from servicedesk_core.timeline import to_microseconds

_MARKS: Mapping[str, str] = MappingProxyType(
    {"functional": "s", "hierarchical": "^", "nobody_on_call": "X"}
)
_DASHES = ("--", ":", "-.")
# Names of months would follow the machine's language.
_FORMATS = ("%Y", "%Y-%m", "%m-%d", "%H:%M", "%H:%M", "%S.%f")
_ZEROS = ("", "%Y", "%Y-%m", "%m-%d", "%H:%M", "%H:%M")
_OFFSETS = ("", "%Y", "%Y-%m", "%Y-%m-%d", "%Y-%m-%d", "%Y-%m-%d %H:%M")
_QUARTER_HOUR = 1 / 96
"""In days, as matplotlib counts."""


def escalation(
    steps: Iterable[Step],
    *,
    statuses: Iterable[SlaStatus] = (),
    ax: Axes | None = None,
    language: str = "en",
) -> Axes:
    """Draw who is told when, level above level, against the breach of the clocks.

    Marks tell the kind of a step, and where nobody is on call. They stand at the
    instant at which somebody is told, in the zone of the first step.

    Args:
        steps: what a path plans, what a state holds as done, or both.
        statuses: the clocks of the ticket: a line where each is, or was, to breach.
        ax: axes to draw on; None for new ones.
        language: ``"en"`` or ``"ru"``.

    Returns:
        The axes, x in matplotlib's days, y in rows, one for each level and whom it
        tells.

    Raises:
        InvalidArgumentError: for no step, or another language.
        WrongTypeError: for what are no steps or no statuses.

    Example:
        >>> from datetime import UTC
        >>> noon = datetime(2026, 1, 5, 12, tzinfo=UTC)
        >>> axes = escalation([Step(1, "functional", ("tier 2",), noon, "1.1.1.1")])
        >>> [label.get_text() for label in axes.get_yticklabels()]
        ['1: tier 2']
    """
    given = to_several(steps, Step, "steps", "Step values, in a list")
    found = sorted(given, key=lambda step: step.told_at)
    wanted = "SlaStatus values, in a list"
    clocks = to_several(statuses, SlaStatus, "statuses", wanted)
    if not found:
        raise InvalidArgumentError("steps", steps, "one step at least")
    nobody = word("nobody_on_call", language)
    whom = [(step.level, ", ".join(step.targets) or nobody) for step in found]
    # Sorting keeps the order in which a level tells people.
    rows = sorted(dict.fromkeys(whom), key=lambda row: row[0])
    places = [rows.index(row) for row in whom]
    times = [_days(step.told_at) for step in found]
    zone = found[0].told_at.tzinfo
    ax = to_axes(
        ax, x=f"{word('time', language)}, {zone}", y=word("escalation_level", language)
    )
    ax.plot(times, places, drawstyle="steps-post", linewidth=0.8, color="C0")
    for mark, shape in _MARKS.items():
        which = [_mark(step) == mark for step in found]
        if any(which):
            ax.plot(
                list(compress(times, which)),
                list(compress(places, which)),
                shape,
                color="C0",
                markersize=mark_size(len(found)) + 2,
                label=word(mark, language),
            )
    breaches = _draw_breaches(ax, clocks, language)
    name_rows(ax, [f"{level}: {who}" for level, who in rows], upward=True)
    _set_time(ax, [*times, *breaches], found[0].told_at)
    add_legend(ax)
    return ax


def _mark(step: Step) -> str:
    return "nobody_on_call" if step.nobody_on_call else step.kind.value


def _days(at: datetime) -> float:
    """Return an instant on matplotlib's axis of time."""
    to_microseconds(at, "steps")
    return float(date2num(at))  # type: ignore[no-untyped-call]


def _draw_breaches(ax: Axes, clocks: Iterable[SlaStatus], language: str) -> list[float]:
    """Draw a line where each clock is to breach, or did, and return where."""
    found: list[float] = []
    for status in clocks:
        at = status.breaches_at
        if at is not None:
            parts = (status.agreement, name_of(status.metric, language))
            name = shorten(" ".join(part for part in parts if part))
            dashes = _DASHES[len(found) % len(_DASHES)]
            found.append(_days(at))
            text = f"{word('breach', language)}: {name}"
            ax.axvline(found[-1], color="C1", linestyle=dashes, label=text)
    return found


def _set_time(ax: Axes, days: list[float], like: datetime) -> None:
    """Show all instants with a margin, and ticks in numbers alone."""
    low, high = min(days), max(days)
    margin = 0.05 * (high - low) or _QUARTER_HOUR
    ax.set_xlim(low - margin, high + margin)
    locator = AutoDateLocator(  # type: ignore[no-untyped-call]
        tz=like.tzinfo, minticks=3, maxticks=7
    )
    formatter = ConciseDateFormatter(  # type: ignore[no-untyped-call]
        locator,
        tz=like.tzinfo,
        formats=_FORMATS,
        zero_formats=_ZEROS,
        offset_formats=_OFFSETS,
    )
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(formatter)
