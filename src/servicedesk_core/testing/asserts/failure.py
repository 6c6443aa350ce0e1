"""What a failed check says: the claim, and every value by its name."""

from datetime import datetime
from typing import NoReturn


def fail(claim: str, **values: object) -> NoReturn:
    """Raise AssertionError with a claim and the values that it does not hold for.

    Raises:
        AssertionError: always.

    Example:
        >>> fail("2 is odd", number=2)
        Traceback (most recent call last):
        ...
        AssertionError: 2 is odd
          number = 2
    """
    lines = [f"  {name} = {shown(value)}" for name, value in values.items()]
    raise AssertionError("\n".join([claim, *lines]))


def shown(value: object) -> str:
    """Return a value as a failure shows it: instants in ISO 8601, with their zone.

    Example:
        >>> from zoneinfo import ZoneInfo
        >>> shown(datetime(2026, 1, 5, 9, tzinfo=ZoneInfo("Europe/Berlin")))
        '2026-01-05T09:00:00+01:00 (Europe/Berlin)'
        >>> shown("on_hold")
        "'on_hold'"
    """
    if isinstance(value, datetime):
        return f"{value.isoformat()} ({value.tzinfo})"
    return repr(value)
