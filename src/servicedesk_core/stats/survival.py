"""How long things last when some have not ended yet."""

from collections import Counter
from collections.abc import Iterable
from itertools import compress

import attrs

from servicedesk_core.argument import to_items
from servicedesk_core.errors import InvalidArgumentError
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

    def __attrs_post_init__(self) -> None:
        for name in ("survival", "at_risk"):
            if len(getattr(self, name)) != len(self.times):
                wanted = f"one for each of {len(self.times)} times"
                raise InvalidArgumentError(name, getattr(self, name), wanted)

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
    ended = [_is_end(item, f"events[{index}]") for index, item in enumerate(items)]
    if not read:
        return None
    leaving = Counter(read)
    ending = Counter(compress(read, ended))
    steps: list[tuple[float, float, int]] = []
    left, share = len(read), 1.0
    for time in sorted(leaving):
        if ending[time]:
            share *= (left - ending[time]) / left
            steps.append((time, share, left))
        left -= leaving[time]
    ends, shares, at_risk = zip(*steps, strict=True) if steps else ((), (), ())
    return Survival(ends, shares, at_risk, len(read), ended.count(False))


def _is_end(event: object, argument: str) -> bool:
    if isinstance(event, bool):
        return event
    return bool(to_whole(event, argument, high=1))
