"""How fast calls are answered: service level, speed of answer, handling time."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from servicedesk_core.argument import to_items
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError, member
from servicedesk_core.metrics.share import Rate, rate, share_of
from servicedesk_core.number import to_float, to_whole


class ServiceLevel(StrEnum):
    """What a service level is a share of.

    Example:
        >>> ServiceLevel("offered")
        <ServiceLevel.OFFERED: 'offered'>
    """

    ANSWERED = "answered"
    """Answered in time, of answered calls."""
    OFFERED = "offered"
    """Answered in time, of all calls: who hangs up counts against it."""
    WITHOUT_SHORT = "without_short"
    """Answered in time, of all calls but those given up in time."""
    ABANDONED_GOOD = "abandoned_good"
    """Answered or given up in time, of all calls."""


_DEFINITIONS: Mapping[ServiceLevel, str] = MappingProxyType(
    {
        ServiceLevel.ANSWERED: "answered in time, of answered calls",
        ServiceLevel.OFFERED: "answered in time, of offered calls",
        ServiceLevel.WITHOUT_SHORT: (
            "answered in time, of offered calls but those abandoned in time"
        ),
        ServiceLevel.ABANDONED_GOOD: (
            "answered or abandoned in time, of offered calls"
        ),
    }
)


def service_level(
    *,
    answered_within: int,
    answered: int,
    abandoned: int,
    abandoned_within: int,
    definition: ServiceLevel | str,
    confidence: float = 0.95,
) -> Rate:
    """Return the share of calls served in time, by one of four definitions.

    Args:
        answered_within: calls answered within the target.
        answered: all calls answered.
        abandoned: all calls whose callers hung up before an answer.
        abandoned_within: those among them that hung up within the target.
        definition: what the share is of; the field has four, so it has no default.
        confidence: of the Wilson interval, above 0 and below 1.

    Raises:
        InvalidArgumentError: for counts out of range, or an unknown definition.
        WrongTypeError: for counts that are no whole numbers.

    Source:
        The four denominators in use in contact centres, as ICMI and COPC tell them
        apart.

    Example:
        >>> calls = {
        ...     "answered_within": 80,
        ...     "answered": 90,
        ...     "abandoned": 10,
        ...     "abandoned_within": 4,
        ... }
        >>> for each in ServiceLevel:
        ...     print(each, f"{service_level(**calls, definition=each).value:.4f}")
        answered 0.8889
        offered 0.8000
        without_short 0.8333
        abandoned_good 0.8400
    """
    variant = member(ServiceLevel, definition, "definition")
    whole = to_whole(answered, "answered")
    gone = to_whole(abandoned, "abandoned")
    fast = to_whole(answered_within, "answered_within")
    short = to_whole(abandoned_within, "abandoned_within")
    if fast > whole:
        raise InvalidArgumentError("answered_within", fast, f"at most {whole}")
    if short > gone:
        raise InvalidArgumentError("abandoned_within", short, f"at most {gone}")
    offered = whole + gone
    counts = {
        ServiceLevel.ANSWERED: (fast, whole),
        ServiceLevel.OFFERED: (fast, offered),
        ServiceLevel.WITHOUT_SHORT: (fast, offered - short),
        ServiceLevel.ABANDONED_GOOD: (fast + short, offered),
    }
    good, base = counts[variant]
    return rate(
        good,
        base,
        definition=_DEFINITIONS[variant],
        left_out=offered - base,
        confidence=confidence,
    )


def average_speed_of_answer(waits: Iterable[float]) -> float | None:
    """Return the mean wait of answered calls (ASA), or None without any.

    Args:
        waits: of answered calls alone, 0 or more, in any one unit of time; those who
            hung up have no speed of answer.

    Raises:
        InvalidArgumentError: for a negative wait.
        WrongTypeError: for a wait that is no number.

    Source:
        COPC, ICMI: waits of answered calls by answered calls.

    Example:
        >>> average_speed_of_answer([0, 10, 20, 50])
        20.0
    """
    read = [
        to_float(wait, "waits", low=0)
        for wait in to_items(waits, "waits", "numbers, in a list")
    ]
    return sum(read) / len(read) if read else None


def average_handling_time(
    *,
    talk: Sequence[float],
    hold: Sequence[float] = (),
    wrap: Sequence[float] = (),
    offline: Sequence[float] = (),
) -> float | None:
    """Return the mean time that an answered call takes (AHT), or None without any.

    Args:
        talk: time talking of each answered call, in any one unit of time.
        hold: time on hold of each, in the same order; nothing for none at all.
        wrap: work right after each, likewise.
        offline: work on each without the caller, likewise. Calls that are only taken
            down and answered later are mostly this.

    Raises:
        InvalidArgumentError: for a negative time, or lists of different lengths.
        WrongTypeError: for a time that is no number.

    Source:
        COPC, ICMI: talk, hold and wrap-up by answered calls.

    Example:
        >>> average_handling_time(talk=[200, 180], hold=[0, 20], wrap=[30, 30])
        230.0
    """
    given = {"talk": talk, "hold": hold, "wrap": wrap, "offline": offline}
    parts = {
        name: to_items(times, name, "times, in a list") for name, times in given.items()
    }
    calls = len(parts["talk"])
    total = 0.0
    for name, times in parts.items():
        if name != "talk" and times and len(times) != calls:
            raise InvalidArgumentError(name, times, f"{calls} times, one for each")
        total += sum(to_float(time, name, low=0) for time in times)
    return total / calls if calls else None


def first_try_reachability(
    callers: Iterable[Sequence[bool]], *, confidence: float = 0.95
) -> Rate:
    """Return the share of callers whose first attempt was answered.

    Args:
        callers: for each of them whether each attempt was answered, in order of time;
            at least one.
        confidence: of the Wilson interval, above 0 and below 1.

    Raises:
        InvalidArgumentError: for a caller without an attempt, or a confidence out of
            range.
        WrongTypeError: for attempts that are no bools.

    Example:
        >>> first_try_reachability([[True], [False, False, True]]).value
        0.5
    """
    read = to_items(callers, "callers", "attempts of each caller, in a list")
    for attempts in read:
        if not isinstance(attempts, Sequence) or not all(
            isinstance(each, bool) for each in attempts
        ):
            raise WrongTypeError("callers", attempts, "bools, one for each attempt")
        if not attempts:
            raise InvalidArgumentError("callers", attempts, "one attempt or more")
    return share_of(
        read,
        lambda attempts: attempts[0],
        definition="answered at the first attempt, of callers",
        confidence=confidence,
    )
