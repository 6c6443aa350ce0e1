"""What comes in, what goes out, and what waits between: two laws of stocks."""

from enum import StrEnum

import attrs

from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.number import to_float, to_positive, to_whole


class ReopenedAs(StrEnum):
    """Where reopened tickets stand in the counts of a period.

    Example:
        >>> ReopenedAs("apart")
        <ReopenedAs.APART: 'apart'>
    """

    CREATED = "created"
    """They are among the created ones already."""
    APART = "apart"
    """They are not, and come in besides them."""


@attrs.frozen
class Flow:
    """A period's backlog from its opening to its closing.

    Attributes:
        opening: waiting at the start of the period.
        came: created in it, and reopened.
        resolved: resolved in it, each resolution counted.

    Example:
        >>> backlog_flow(120, created=340, resolved=310).closing
        150
    """

    opening: int
    came: int
    resolved: int

    @property
    def net(self) -> int:
        """By how many the backlog grew; negative if it shrank."""
        return self.came - self.resolved

    @property
    def closing(self) -> int:
        """Waiting at the end of the period."""
        return self.opening + self.net


def backlog_flow(
    opening: int,
    *,
    created: int,
    resolved: int,
    reopened: int = 0,
    reopened_as: ReopenedAs | str = ReopenedAs.APART,
) -> Flow:
    """Return how a backlog changed: closing = opening + created - resolved.

    Args:
        opening: tickets waiting at the start of the period, 0 or more.
        created: tickets that came in, 0 or more.
        resolved: resolutions, 0 or more, no more than there was to resolve.
        reopened: tickets that came in again, 0 or more.
        reopened_as: whether ``created`` has the reopened ones in it.

    Raises:
        InvalidArgumentError: for counts out of range, or an unknown ``reopened_as``.
        WrongTypeError: for counts that are no whole numbers.

    Example:
        >>> backlog_flow(120, created=340, resolved=310, reopened=5).closing
        155
    """
    stock = to_whole(opening, "opening")
    again = to_whole(reopened, "reopened")
    new = to_whole(created, "created")
    if member(ReopenedAs, reopened_as, "reopened_as") is ReopenedAs.APART:
        new += again
    elif again > new:
        raise InvalidArgumentError("reopened", again, f"at most the created, {new}")
    done = to_whole(resolved, "resolved")
    most = sum((stock, new))
    if done > most:
        wanted = f"at most what there was to resolve, {most}"
        raise InvalidArgumentError("resolved", done, wanted)
    return Flow(stock, new, done)


def littles_law(
    *,
    wip: float | None = None,
    arrival_rate: float | None = None,
    mean_time: float | None = None,
) -> float:
    """Return the one of three numbers that the two others leave: L = lambda * W.

    It holds for averages over a long time in which the backlog does not drift.

    Args:
        wip: work in progress, 0 or more.
        arrival_rate: arrivals in a unit of time; above 0 if it divides, else 0 or
            more.
        mean_time: mean time in the system, in that unit; likewise.

    Raises:
        InvalidArgumentError: for numbers out of range, or any but two of them.
        WrongTypeError: for arguments that are no numbers.

    Source:
        J. D. C. Little, Operations Research 9 (1961) 383.

    Example:
        >>> littles_law(arrival_rate=20, mean_time=4.5)
        90.0
    """
    given = {"wip": wip, "arrival_rate": arrival_rate, "mean_time": mean_time}
    known = {
        name: to_float(value, name, low=0)
        for name, value in given.items()
        if value is not None
    }
    if len(known) != 2:
        wanted = "exactly two of wip, arrival_rate and mean_time"
        raise InvalidArgumentError("arguments", tuple(known), wanted)
    if "wip" not in known:
        return known["arrival_rate"] * known["mean_time"]
    ((divisor, number),) = ((name, n) for name, n in known.items() if name != "wip")
    return known["wip"] / to_positive(number, divisor)
