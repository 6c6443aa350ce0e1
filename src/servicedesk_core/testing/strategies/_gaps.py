"""Times between two events of one subject."""

from datetime import timedelta

from hypothesis import strategies as st

from servicedesk_core.testing.strategies.instants import durations

_HOUR = timedelta(hours=1)
_DAY = 24 * _HOUR
_TICK = timedelta(microseconds=1)
_ROUND = (_HOUR, _TICK, 2 * _HOUR, 4 * _HOUR, _DAY)


def gaps() -> st.SearchStrategy[timedelta]:
    """Times from one event to the next: round ones, none, up to three days.

    They shrink to an hour.

    Example:
        >>> from hypothesis import find
        >>> find(gaps(), lambda gap: True)
        datetime.timedelta(seconds=3600)
    """
    return st.sampled_from([*_ROUND, timedelta()]) | waits()


def waits() -> st.SearchStrategy[timedelta]:
    """Times longer than zero: round ones, a microsecond, up to three days.

    They shrink to an hour.

    Example:
        >>> from hypothesis import find
        >>> find(waits(), lambda wait: True)
        datetime.timedelta(seconds=3600)
    """
    return st.sampled_from(_ROUND) | durations(min_value=_TICK, max_value=3 * _DAY)
