"""How many agents a promise about waiting takes."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from math import floor
from typing import TypeVar

import attrs

from servicedesk_core.argument import to_items
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.metrics._reading import to_seconds
from servicedesk_core.metrics._recursion import MOST, blocked
from servicedesk_core.metrics.delay import Queue
from servicedesk_core.number import to_decimal, to_float, to_positive, to_share

Limited = TypeVar("Limited", float, Decimal)

# An occupancy at its limit must not fail by the last digit of a division.
_ROUNDING = 1e-12


@attrs.frozen
class Staffing:
    """The fewest agents that keep a promise, and how it is kept.

    Attributes:
        erlangs: offered load.
        aht: average handling time that it follows from, in seconds.
        raw_positions: agents that have to take calls at the same time.
        positions: agents to plan, with those who are away.
        service_level: chance of an answer within the target; None without calls.
        occupancy: share of their time that agents talk; None without calls.
        p_wait: chance that a call has to wait; None without calls.
        asa: average speed of answer in seconds; None without calls.

    Example:
        >>> required_agents(
        ...     0, interval=1800, aht=180, target=20, service_level=0.8
        ... ).positions
        0
    """

    erlangs: float
    aht: float
    raw_positions: int
    positions: int
    service_level: float | None
    occupancy: float | None
    p_wait: float | None
    asa: float | None

    def __attrs_post_init__(self) -> None:
        for name in ("occupancy", "p_wait", "asa"):
            if (getattr(self, name) is None) != (self.service_level is None):
                wanted = "None exactly where service_level is"
                raise InvalidArgumentError(name, getattr(self, name), wanted)

    def __str__(self) -> str:
        if self.service_level is None:
            return "0 positions: no calls"
        kept = f"service level {self.service_level:.1%}, ASA {self.asa:.4g} s"
        busy = f"occupancy {self.occupancy:.1%}"
        return f"{self.positions} positions ({self.raw_positions} raw): {kept}, {busy}"


def required_agents(
    arrivals: float,
    *,
    interval: timedelta | float,
    aht: timedelta | float,
    target: timedelta | float,
    service_level: float,
    max_occupancy: float = 1,
    shrinkage: Decimal | float | str = 0,
) -> Staffing:
    """Return the fewest agents that answer enough calls within a target.

    Args:
        arrivals: calls that come in during the interval, 0 or more; they must not
            take more than a million agents.
        interval: a timedelta or seconds, above 0.
        aht: average handling time, a timedelta or seconds, above 0.
        target: the wait that is still good, a timedelta or seconds, 0 or more.
        service_level: least share of calls answered within it, 0 or more, below 1.
        max_occupancy: greatest share of their time that agents may talk, above 0, up
            to 1.
        shrinkage: share of their time that agents are away, 0 or more, below 1.

    Raises:
        InvalidArgumentError: for numbers out of range.
        WrongTypeError: for arguments of another type.

    Source:
        Erlang C, as :func:`~servicedesk_core.metrics.erlang_c`; positions are the raw
        ones by 1 - shrinkage, rounded up.

    Example:
        >>> found = required_agents(
        ...     100,
        ...     interval=timedelta(minutes=30),
        ...     aht=timedelta(minutes=3),
        ...     target=timedelta(seconds=20),
        ...     service_level=0.8,
        ...     max_occupancy=0.85,
        ...     shrinkage=0.3,
        ... )
        >>> found.raw_positions, found.positions, f"{found.service_level:.3f}"
        (14, 20, '0.888')
    """
    calls = to_float(arrivals, "arrivals", low=0)
    period = to_positive(to_seconds(interval, "interval"), "interval")
    handling = to_positive(to_seconds(aht, "aht"), "aht")
    good = to_seconds(target, "target")
    wanted = _below_one(to_share(service_level, "service_level"), "service_level")
    busiest = to_positive(to_share(max_occupancy, "max_occupancy"), "max_occupancy")
    away = _below_one(to_decimal(shrinkage, "shrinkage", low=0, high=1), "shrinkage")
    load = to_float(calls * handling / period, "arrivals", high=MOST)
    if load > MOST * busiest:
        limit = f"enough for {MOST} agents at most"
        raise InvalidArgumentError("max_occupancy", max_occupancy, limit)
    if not load:
        return Staffing(load, handling, 0, 0, None, None, None, None)
    found = _fewest(load, handling, good, wanted, busiest)
    return Staffing(
        load,
        handling,
        found.agents,
        _planned(found.agents, away),
        found.service_level,
        found.occupancy,
        found.p_wait,
        found.asa,
    )


def agents_by_handling_time(
    arrivals: float,
    *,
    interval: timedelta | float,
    ahts: Iterable[timedelta | float],
    target: timedelta | float,
    service_level: float,
    max_occupancy: float = 1,
    shrinkage: Decimal | float | str = 0,
) -> tuple[Staffing, ...]:
    """Return how many agents the same calls take for several handling times.

    Args:
        arrivals: as :func:`required_agents` has it, like all that follows.
        interval: likewise.
        ahts: average handling times to compare.
        target: likewise.
        service_level: likewise.
        max_occupancy: likewise.
        shrinkage: likewise.

    Raises:
        InvalidArgumentError: for numbers out of range.
        WrongTypeError: for arguments of another type.

    Example:
        >>> found = agents_by_handling_time(
        ...     100, interval=1800, ahts=(120, 180, 240), target=20, service_level=0.8
        ... )
        >>> [each.raw_positions for each in found]
        [10, 14, 17]
    """
    return tuple(
        required_agents(
            arrivals,
            interval=interval,
            aht=aht,
            target=target,
            service_level=service_level,
            max_occupancy=max_occupancy,
            shrinkage=shrinkage,
        )
        for aht in to_items(ahts, "ahts", "handling times, in a list")
    )


def _below_one(number: Limited, argument: str) -> Limited:
    if number >= 1:
        raise InvalidArgumentError(argument, number, "below 1")
    return number


def _fewest(
    load: float, aht: float, target: float, wanted: float, busiest: float
) -> Queue:
    agents = floor(load) + 1
    blocking = blocked(load, agents)
    while True:
        found = Queue.of(load, agents, blocking, aht=aht, target=target)
        is_rested = found.occupancy <= busiest * (1 + _ROUNDING)
        if is_rested and found.service_level >= wanted:
            return found
        agents += 1
        blocking = load * blocking / (agents + load * blocking)


def _planned(agents: int, away: Decimal) -> int:
    """Return agents by the share that is there, rounded up, with whole numbers."""
    part, whole = away.as_integer_ratio()
    return -(-agents * whole // (whole - part))
