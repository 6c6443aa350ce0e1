"""The recursion that all queues start from."""

MOST = 1_000_000
"""The most servers that a queue is worked out for: each of them is a step."""


def blocked(load: float, servers: int) -> float:
    """Return the blocking of a load that is known to be in range.

    Example:
        >>> blocked(1.0, 1)
        0.5
    """
    chance = 1.0
    for server in range(1, servers + 1):
        chance = load * chance / (server + load * chance)
    return chance
