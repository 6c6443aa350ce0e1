"""Calls that wait until an agent is free: Erlang C."""

from datetime import timedelta
from math import exp

import attrs

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.metrics._reading import to_seconds
from servicedesk_core.metrics._recursion import MOST, blocked
from servicedesk_core.number import to_float, to_positive, to_whole


@attrs.frozen
class Queue:
    """How long calls wait for a number of agents, if nobody hangs up.

    Attributes:
        erlangs: offered load.
        agents: how many take calls.
        p_wait: chance that a call has to wait, 0 to 1.
        asa: average speed of answer in seconds, over all calls, waiting or not.
        service_level: chance that a call is answered within the target, 0 to 1.
        occupancy: share of their time that agents talk, 0 to 1.
        queue_length: calls waiting, on average.

    Example:
        >>> erlang_c(2, 3, aht=300, target=30).agents
        3
    """

    erlangs: float
    agents: int
    p_wait: float
    asa: float
    service_level: float
    occupancy: float
    queue_length: float

    @classmethod
    def of(
        cls, load: float, agents: int, blocking: float, *, aht: float, target: float
    ) -> "Queue":
        """Return the queue that follows from what the same load loses unqueued.

        Args:
            load: in erlangs, 0 or more and less than the agents.
            agents: 1 or more.
            blocking: what Erlang B says of the two.
            aht: average handling time in seconds, above 0.
            target: the wait that is still good, in seconds.

        Example:
            >>> Queue.of(1.0, 2, 0.2, aht=60.0, target=20.0).occupancy
            0.5
        """
        spare = agents - load
        p_wait = blocking * agents / (spare + load * blocking)
        return cls(
            erlangs=load,
            agents=agents,
            p_wait=p_wait,
            asa=p_wait * aht / spare,
            service_level=1 - p_wait * exp(-spare * target / aht),
            occupancy=load / agents,
            queue_length=p_wait * load / spare,
        )

    def __str__(self) -> str:
        kept = f"service level {self.service_level:.1%}, ASA {self.asa:.4g} s"
        return f"{self.agents} agents: {kept}, occupancy {self.occupancy:.1%}"


def erlang_c(
    erlangs: float, agents: int, *, aht: timedelta | float, target: timedelta | float
) -> Queue:
    """Return how long calls wait, if they come at random and nobody hangs up.

    Args:
        erlangs: offered load, 0 or more and less than the agents.
        agents: how many take calls, 1 to a million.
        aht: average handling time, a timedelta or seconds, above 0.
        target: the wait that is still good, a timedelta or seconds, 0 or more.

    Raises:
        InvalidArgumentError: for numbers out of range; and for a load that the agents
            cannot take, for then the queue grows without end.
        WrongTypeError: for arguments of another type.

    Source:
        A. K. Erlang 1917; D. Gross and C. M. Harris, Fundamentals of Queueing Theory,
        M/M/c.

    Example:
        >>> found = erlang_c(2, 3, aht=300, target=30)
        >>> f"{found.p_wait:.4f} {found.asa:.1f} {found.service_level:.4f}"
        '0.4444 133.3 0.5979'
    """
    load = to_float(erlangs, "erlangs", low=0)
    count = to_whole(agents, "agents", low=1, high=MOST)
    seconds = to_positive(to_seconds(aht, "aht"), "aht")
    good = to_seconds(target, "target")
    if load >= count:
        wanted = f"less than the agents, {count}, or the queue never ends"
        raise InvalidArgumentError("erlangs", load, wanted)
    return Queue.of(load, count, blocked(load, count), aht=seconds, target=good)
