"""Calls that wait, but not for ever: Erlang A."""

import attrs

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.metrics._recursion import MOST, blocked
from servicedesk_core.number import to_float, to_positive, to_whole

# A remainder of the queue's distribution that no digit of a float shows.
_REMAINDER = 1e-17
_LONGEST = 1_000_000


@attrs.frozen
class Impatience:
    """What becomes of calls whose callers hang up after a while.

    Attributes:
        p_wait: chance that a call has to wait, 0 to 1.
        p_abandon: chance that the caller hangs up before an answer, 0 to 1.
        mean_wait: average wait of all calls, in the unit of time of the rates.
        queue_length: calls waiting, on average.
        occupancy: share of their time that servers work, 0 to 1.

    Example:
        >>> f"{erlang_a(10, 1, 0.5, 10).occupancy:.4f}"
        '0.8961'
    """

    p_wait: float
    p_abandon: float
    mean_wait: float
    queue_length: float
    occupancy: float


def erlang_a(
    arrival_rate: float, service_rate: float, patience_rate: float, servers: int
) -> Impatience:
    """Return waits and losses if callers lose patience at random.

    All rates are per one unit of time, such as an hour.

    Args:
        arrival_rate: calls that come in, 0 or more.
        service_rate: calls that one server completes if busy, above 0.
        patience_rate: one by the mean patience, above 0; for callers who never hang
            up there is :func:`~servicedesk_core.metrics.erlang_c`.
        servers: 1 or more; more calls than they can take are fine, for some hang up.

    Raises:
        InvalidArgumentError: for numbers out of range, or a patience so long that the
            queue would have up to a million callers.
        WrongTypeError: for arguments of another type.

    Source:
        C. Palm 1957; O. Garnett, A. Mandelbaum, M. Reiman, Manufacturing and Service
        Operations Management 4 (2002) 208: M/M/n+M. The stationary distribution is
        grown state by state, with shares alone, so nothing overflows.

    Example:
        >>> found = erlang_a(10, 1, 0.5, 10)
        >>> f"{found.p_wait:.4f} {found.p_abandon:.4f} {found.mean_wait:.4f}"
        '0.6197 0.1039 0.2078'
    """
    arrivals = to_float(arrival_rate, "arrival_rate", low=0)
    service = to_positive(service_rate, "service_rate")
    patience = to_positive(patience_rate, "patience_rate")
    count = to_whole(servers, "servers", low=1, high=MOST)
    p_wait, length = _grown(arrivals, service, patience, count)
    mean_wait = length / arrivals if arrivals else 0.0
    p_abandon = patience * mean_wait
    return Impatience(
        p_wait=p_wait,
        p_abandon=p_abandon,
        mean_wait=mean_wait,
        queue_length=length,
        occupancy=min(arrivals * (1 - p_abandon) / (count * service), 1.0),
    )


def _grown(
    arrivals: float, service: float, patience: float, servers: int
) -> tuple[float, float]:
    """Return the chance to wait and the mean queue.

    ``top`` is the chance of the fullest state so far, of all states up to it. One
    state more takes its share from each of the others.
    """
    top = blocked(arrivals / service, servers)
    p_wait, length = top, 0.0
    for waiting in range(1, _LONGEST):
        leaving = servers * service + waiting * patience
        top = arrivals * top / (leaving + arrivals * top)
        p_wait += top * (1 - p_wait)
        length += top * (waiting - length)
        if leaving > arrivals and _is_over(top, waiting, arrivals / leaving, length):
            return p_wait, length
    wanted = f"enough to keep the queue below {_LONGEST} callers"
    raise InvalidArgumentError("patience_rate", patience, wanted)


def _is_over(top: float, waiting: int, ratio: float, length: float) -> bool:
    """Tell whether the states to come change nothing, falling by a ratio or more."""
    rest = top * ratio / (1 - ratio)
    return rest * (waiting + 1 / (1 - ratio)) <= _REMAINDER * length
