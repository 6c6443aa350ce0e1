"""A few calendars for values that only hold one, drawn faster than any calendar."""

from functools import lru_cache

from hypothesis import strategies as st

from servicedesk_core.calendars import DaysOff, ServiceCalendar, SpecialHours


def desks() -> st.SearchStrategy[ServiceCalendar]:
    """Calendars that open and close every week: by day, by night, with days off.

    They shrink to Mo-Fr 09:00-17:00 in UTC.

    Example:
        >>> from hypothesis import find
        >>> print(find(desks(), lambda desk: True))
        Mo-Fr 09:00-17:00 (UTC)
    """
    return st.sampled_from(_few())


@lru_cache
def _few() -> tuple[ServiceCalendar, ...]:
    parse = ServiceCalendar.parse
    day = parse("Mo-Fr 09:00-17:00", tz="UTC")
    night = parse("Mo-Su 22:00-06:00", tz="Europe/Moscow", name="night shift")
    lunch = parse(
        "Mo-Fr 08:00-12:00,13:00-16:30",
        tz="Europe/Berlin",
        days_off=DaysOff.yearly("12-24..01-02"),
        special=[SpecialHours("2026-01-10", ["10:00-14:00"])],
    )
    return day, night, lunch, day | night
