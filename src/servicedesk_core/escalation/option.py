"""What a path does about acknowledgements, its end, and what was missed."""

from enum import StrEnum


class Ack(StrEnum):
    """What an acknowledgement stops.

    Example:
        >>> Ack("all")
        <Ack.ALL: 'all'>
    """

    ANY = "any"
    """The climb, whoever acknowledges."""
    ALL = "all"
    """The notifications of its author; the climb once all who were told have."""
    NONE = "none"
    """Nothing: it is only noted."""


class OnAckTimeout(StrEnum):
    """Where the climb goes on when an acknowledgement runs out.

    Example:
        >>> OnAckTimeout("next")
        <OnAckTimeout.NEXT: 'next'>
    """

    RESTART = "restart"
    """At level 1."""
    NEXT = "next"
    """At the next level after the last one told that time makes come, or at level 1
    if there is none."""


class OnExhausted(StrEnum):
    """What happens when all passes are over.

    Example:
        >>> OnExhausted("stay")
        <OnExhausted.STAY: 'stay'>
    """

    STAY = "stay"
    """Nothing more."""
    NOTIFY_DEFAULT = "notify_default"
    """The default targets are told."""


class Missed(StrEnum):
    """Which steps are due of those that nobody did in time.

    Example:
        >>> Missed("latest")
        <Missed.LATEST: 'latest'>
    """

    EACH = "each"
    """Each of them."""
    LATEST = "latest"
    """The latest one alone; those before it are given up."""
