"""Calls that find every line busy: Erlang B, and callers who redial."""

import attrs

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.metrics._recursion import MOST, blocked
from servicedesk_core.number import to_float, to_share, to_whole


def erlang_b(erlangs: float, servers: int) -> float:
    """Return the chance that a call finds all servers busy and is lost.

    Args:
        erlangs: offered load, 0 or more: calls per hour by hours per call.
        servers: lines or agents, 0 to a million; without any, every call is lost.

    Raises:
        InvalidArgumentError: for a negative load, or servers out of range.
        WrongTypeError: for a load that is no number, or servers that are no whole
            number.

    Source:
        A. K. Erlang, Elektroteknikeren 13 (1917) 5; by the recursion
        B(i) = a B(i-1) / (i + a B(i-1)), which no large number of servers overflows.

    Example:
        >>> f"{erlang_b(2, 3):.6f}"
        '0.210526'
    """
    count = to_whole(servers, "servers", high=MOST)
    return blocked(to_float(erlangs, "erlangs", low=0), count)


@attrs.frozen
class Redials:
    """What becomes of calls when those who were blocked try again.

    Attributes:
        fresh: load of first attempts, in erlangs.
        offered: load of all attempts, redials included.
        blocking: chance that an attempt is blocked.
        carried: load that the servers take.
        lost: load of those who give up.

    Example:
        >>> redials(10, 10, persistence=0).offered
        10.0
    """

    fresh: float
    offered: float
    blocking: float
    carried: float
    lost: float


def redials(erlangs: float, servers: int, *, persistence: float) -> Redials:
    """Return the load and blocking once blocked callers redial.

    All attempts together are the fresh ones and the redials of the blocked:
    offered = fresh + persistence * offered * B(offered).

    Args:
        erlangs: load of first attempts, 0 or more.
        servers: lines or agents, 1 to a million.
        persistence: chance that a blocked caller tries again, 0 to 1.

    Raises:
        InvalidArgumentError: for numbers out of range, or if nobody gives up and the
            servers cannot take the load: the redials then grow without end.

    Source:
        R. I. Wilkinson, Bell System Technical Journal 35 (1956) 421: retries offered
        to a group again with the load they come from.

    Example:
        >>> found = redials(10, 10, persistence=0.5)
        >>> f"{found.offered:.3f} {found.blocking:.3f}"
        '11.690 0.289'
    """
    fresh = to_float(erlangs, "erlangs", low=0)
    lines = to_whole(servers, "servers", low=1, high=MOST)
    again = to_share(persistence, "persistence")
    if again == 1 and fresh >= lines:
        wanted = f"less than the servers, {lines}, or the redials do not converge"
        raise InvalidArgumentError("erlangs", fresh, wanted)
    offered = _offered(fresh, lines, again)
    blocking = blocked(offered, lines)
    carried = offered * _answered(offered, lines)
    return Redials(fresh, offered, blocking, carried, (1 - again) * offered * blocking)


def _offered(fresh: float, servers: int, again: float) -> float:
    """Return where fresh attempts and redials make up all attempts."""

    def excess(load: float) -> float:
        return load * ((1 - again) + again * _answered(load, servers)) - fresh

    low = high = fresh
    while excess(high) < 0:
        low, high = high, 2 * high
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if excess(middle) < 0 else (low, middle)
    return high


def _answered(load: float, servers: int) -> float:
    """Return 1 - B, of which a subtraction would leave no digits in overload."""
    return servers / (servers + load * blocked(load, servers - 1))
