"""The picture of how long things took, against their target."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from itertools import accumulate

from matplotlib.axes import Axes

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.i18n import duration_text, word
from servicedesk_core.plots._canvas import add_legend, percent, to_axes
from servicedesk_core.timeline import to_duration, to_length

_UNITS = (("h", 3_600_000_000), ("min", 60_000_000))
_SECOND = ("s", 1_000_000)
# How many of a unit the picture shows at least.
_FEW = 2


def elapsed_ecdf(
    elapsed: Iterable[timedelta],
    *,
    within: timedelta,
    ax: Axes | None = None,
    language: str = "en",
) -> Axes:
    """Draw the share that took no longer than each time: the empirical distribution.

    Where it crosses the target a mark shows the share in time; to take exactly the
    target is in time.

    Args:
        elapsed: how long each took, zero or longer.
        within: the target, longer than zero.
        ax: axes to draw on; None for new ones.
        language: ``"en"`` or ``"ru"``.

    Returns:
        The axes, x in hours, or in minutes or seconds if all is short, y in shares.

    Raises:
        InvalidArgumentError: for no time, a negative one, or another language.
        WrongTypeError: for what are no timedeltas.

    Source:
        Step up by 1/n at each of n observations.

    Example:
        >>> hour = timedelta(hours=1)
        >>> axes = elapsed_ecdf([hour, 3 * hour, 3 * hour, 8 * hour], within=4 * hour)
        >>> curve, target, in_time = axes.lines
        >>> in_time.get_xydata().tolist()
        [[4.0, 0.75]]
    """
    target = to_duration(within, "within")
    if target <= 0:
        raise InvalidArgumentError("within", within, "longer than zero")
    times = _read(elapsed)
    unit, length = _unit_of(max(times[-1], target))
    counts = Counter(times)
    shares = [count / len(times) for count in accumulate(counts.values())]
    end = 1.05 * max(times[-1], target) / length
    ax = to_axes(
        ax,
        x=f"{word('elapsed', language)}, {word(unit, language)}",
        y=word("share", language),
    )
    ax.step(
        [0.0, *(time / length for time in counts), end],
        [0.0, *shares, 1.0],
        where="post",
        label=word("cumulative_share", language),
    )
    promised = duration_text(within, language=language, style="short")
    text = f"{word('target', language)}: {promised}"
    ax.axvline(target / length, color="C1", linestyle="--", label=text)
    kept, n = sum(time <= target for time in times), len(times)
    share = kept / n
    # With the counts, so that one late of thousands is not rounded away.
    text = f"{word('in_time', language)}: {kept}/{n} ({percent(round(share, 3))})"
    ax.plot([target / length], [share], "D", color="C1", label=text)
    ax.set_xlim(0, end)
    ax.set_ylim(0, 1.02)
    ax.yaxis.set_major_formatter(percent)
    add_legend(ax)
    return ax


def _read(elapsed: Iterable[timedelta]) -> list[int]:
    """Return times in microseconds, the shortest first."""
    if not isinstance(elapsed, Iterable):
        raise WrongTypeError("elapsed", elapsed, "timedeltas, in a list")
    times = [to_duration(to_length(each, "elapsed"), "elapsed") for each in elapsed]
    if not times:
        raise InvalidArgumentError("elapsed", elapsed, "of one time at least")
    return sorted(times)


def _unit_of(longest: int) -> tuple[str, int]:
    for unit in _UNITS:
        if longest >= _FEW * unit[1]:
            return unit
    return _SECOND
