"""How long things last when some have not ended yet."""

from collections import Counter
from collections.abc import Iterable

import attrs

from servicedesk_core.argument import to_items
from servicedesk_core.number import to_whole
from servicedesk_core.stats._sample import check_lengths, to_sample

# What a product of 100,000 factors may be off by; no step is so small.
_ROUNDING = 1e-11


@attrs.frozen
class Survival:
    """The share that lasts longer than each time at which something ended.

    Attributes:
        times: at which something ended, rising, in the caller's unit.
        survival: the share that lasts longer, for each time.
        at_risk: how many were known to last until then, for each time.
        n: how many were watched.
        censored: how many had not ended when last seen.

    Example:
        >>> kaplan_meier([1, 2, 3, 4], [True, False, False, False]).median is None
        True
    """

    times: tuple[float, ...]
    survival: tuple[float, ...]
    at_risk: tuple[int, ...]
    n: int
    censored: int

    @property
    def median(self) -> float | None:
        """The first time that at most half last longer than; None if there is none."""
        reached = 0.5 + _ROUNDING
        steps = zip(self.times, self.survival, strict=True)
        return next((time for time, share in steps if share <= reached), None)


def kaplan_meier(times: Iterable[float], events: Iterable[bool]) -> Survival | None:
    """Return the Kaplan-Meier estimate of survival, or None for no times.

    Things that have not ended yet count for as long as they were seen. One last seen at
    the time another one ended counts as still there.

    Args:
        times: how long each lasted, or has lasted so far; 0 or more, in any unit.
        events: for each, whether it ended then: a bool, or 1 or 0.

    Raises:
        InvalidArgumentError: for a negative time, or lists of unequal length.
        WrongTypeError: for a time that is no number, or an event that is no bool.

    Source:
        E. L. Kaplan, P. Meier, Journal of the American Statistical Association 53
        (1958) 457.

    Example:
        >>> found = kaplan_meier([1, 2, 2, 3], [True, True, False, True])
        >>> found.times, found.survival, found.median
        ((1.0, 2.0, 3.0), (0.75, 0.5, 0.0), 2.0)
    """
    read = to_sample(times, "times", low=0)
    items = to_items(events, "events", "bools, in a list")
    check_lengths(read, items, "events", "times")
    ended = [
        item
        if isinstance(item, bool)
        else bool(to_whole(item, f"events[{index}]", high=1))
        for index, item in enumerate(items)
    ]
    if not read:
        return None
    leaving = Counter(read)
    ending = Counter(time for time, is_end in zip(read, ended, strict=True) if is_end)
    found: list[tuple[float, float, int]] = []
    left, share = len(read), 1.0
    for time in sorted(leaving):
        if ending[time]:
            share *= (left - ending[time]) / left
            found.append((time, share, left))
        left -= leaving[time]
    return Survival(
        tuple(time for time, _, _ in found),
        tuple(share for _, share, _ in found),
        tuple(left for _, _, left in found),
        len(read),
        ended.count(False),
    )
