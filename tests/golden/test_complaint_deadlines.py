"""Last days of complaints under many rules, each counted by hand."""

from datetime import UTC, date, datetime
from functools import cache

import pytest

from servicedesk_core.calendars import DaysOff
from servicedesk_core.complaints import (
    AUSTRALIA,
    AUSTRALIA_HARDSHIP,
    AUSTRALIA_SUPERANNUATION,
    RUSSIA_APPEALS,
    RUSSIA_BANK_FORWARDING,
    RUSSIA_BANKS,
    UK_FINAL_RESPONSE,
    UK_PAYMENT_SERVICES,
    UK_SUMMARY_RESOLUTION,
    ComplaintDeadline,
    DeadlineRule,
    DeadlineUnit,
    Regime,
)

MONTH = DeadlineRule(1, DeadlineUnit.MONTHS)
YEAR = DeadlineRule(12, DeadlineUnit.MONTHS)
ROLLING = DeadlineRule(30, DeadlineUnit.CALENDAR_DAYS, rolls=True)
TWO_DAYS = DeadlineRule(2, DeadlineUnit.WORKING_DAYS)

Rule = Regime | DeadlineRule


@cache
def days_off(country: str) -> DaysOff:
    code, _, subdivision = country.partition("-")
    return DaysOff.country(code, subdivision or None)


# The first date after a "+" is what the number of days before it leads to.
BY_DATES: list[tuple[Rule, str, int, str]] = [
    # The three of the published vectors: +29 is 29 February, in a leap year.
    (RUSSIA_APPEALS, "2024-01-31", 0, "2024-03-01"),
    # +28 is 28 February; the last day is a Sunday and stays one.
    (RUSSIA_APPEALS, "2025-01-31", 0, "2025-03-02"),
    # +16 is 31 December.
    (RUSSIA_APPEALS, "2025-12-15", 0, "2026-01-14"),
    # +28 is 29 February.
    (RUSSIA_APPEALS, "2024-02-01", 0, "2024-03-02"),
    # +27 is 28 February.
    (RUSSIA_APPEALS, "2025-02-01", 0, "2025-03-03"),
    # From the leap day itself: 30 March is the 30th day after it.
    (RUSSIA_APPEALS, "2024-02-29", 0, "2024-03-30"),
    # +0 is 28 February 2007, no leap year: again 30 March.
    (RUSSIA_APPEALS, "2007-02-28", 0, "2007-03-30"),
    # +29 is 30 April; Labour Day stays the last day.
    (RUSSIA_APPEALS, "2025-04-01", 0, "2025-05-01"),
    # December has 31 days.
    (RUSSIA_APPEALS, "2025-12-01", 0, "2025-12-31"),
    # One day on, the year changes.
    (RUSSIA_APPEALS, "2025-12-02", 0, "2026-01-01"),
    # 14 January and 30 more: +17 is 31 January.
    (RUSSIA_APPEALS, "2025-12-15", 30, "2026-02-13"),
    # 1 March and 30 more: the end of March.
    (RUSSIA_APPEALS, "2024-01-31", 30, "2024-03-31"),
    # 8 weeks keep the weekday, a Tuesday: +29 is 31 January, +56 is 27 February.
    (UK_FINAL_RESPONSE, "2024-01-02", 0, "2024-02-27"),
    # +55 is 29 February.
    (UK_FINAL_RESPONSE, "2024-01-05", 0, "2024-03-01"),
    # The same a year before: +54 is 28 February.
    (UK_FINAL_RESPONSE, "2023-01-05", 0, "2023-03-02"),
    # +30 is 31 December.
    (UK_FINAL_RESPONSE, "2024-12-01", 0, "2025-01-26"),
    # +14 is 29 February.
    (AUSTRALIA, "2024-02-15", 0, "2024-03-16"),
    # The first day of the guide: +26 is 31 October.
    (AUSTRALIA, "2021-10-05", 0, "2021-11-04"),
    # +16 is 31 January, +44 is 28 February.
    (AUSTRALIA_SUPERANNUATION, "2025-01-15", 0, "2025-03-01"),
    # +19 is 29 February.
    (AUSTRALIA_HARDSHIP, "2024-02-10", 0, "2024-03-02"),
    # No 31 February: its last day (as in article 192 of Russia's Civil Code).
    (MONTH, "2024-01-31", 0, "2024-02-29"),
    (MONTH, "2025-01-31", 0, "2025-02-28"),
    # The same day of the next month, though that has one more.
    (MONTH, "2025-04-30", 0, "2025-05-30"),
    # No 29 February in the year after a leap year.
    (YEAR, "2024-02-29", 0, "2025-02-28"),
]

BY_WORKING_DAYS: list[tuple[Rule, str, str, int, str]] = [
    # The last day of the old rule, a Sunday: 30 calendar days.
    (RUSSIA_BANKS, "RU", "2024-06-30", 0, "2024-07-30"),
    # Friday; 30 calendar days end on a Sunday.
    (RUSSIA_BANKS, "RU", "2024-06-28", 0, "2024-07-28"),
    # The first day of the new rule, a Monday: 2-5 (4), 8-12 (9), 15-19 (14), 22 July.
    (RUSSIA_BANKS, "RU", "2024-07-01", 0, "2024-07-22"),
    # 10 more: 23-26 July (4), 29 July-2 August (9), 5 August.
    (RUSSIA_BANKS, "RU", "2024-07-01", 10, "2024-08-05"),
    # A Saturday; 5-9 (5), 12-16 (10), 19-23 August (15).
    (RUSSIA_BANKS, "RU", "2024-08-03", 0, "2024-08-23"),
    # 5 more of the 10 that are allowed: 26-30 August.
    (RUSSIA_BANKS, "RU", "2024-08-03", 5, "2024-08-30"),
    # 23-27 December (5), the worked Saturday 28 (6), holidays from 29 December to 8
    # January, 9-10 (8), 13-17 (13), 20, 21 January.
    (RUSSIA_BANKS, "RU", "2024-12-20", 0, "2025-01-21"),
    # 28-30 April (3), off 1-4 May, 5-7 (6), off 8-11, 12-16 (11), 19-22 May (15).
    (RUSSIA_BANKS, "RU", "2025-04-25", 0, "2025-05-22"),
    # 27-31 October (5), the worked Saturday 1 November (6), off 2-4, 5-7 (9), 10-14
    # (14), 17 November.
    (RUSSIA_BANKS, "RU", "2025-10-24", 0, "2025-11-17"),
    # 2-5 (4), 8-10 July (7).
    (RUSSIA_BANK_FORWARDING, "RU", "2024-07-01", 0, "2024-07-10"),
    # 27, 28 December (2), 9, 10 (4), 13-15 January (7).
    (RUSSIA_BANK_FORWARDING, "RU", "2024-12-26", 0, "2025-01-15"),
    # The last day of the rule of one business day.
    (UK_SUMMARY_RESOLUTION, "GB-ENG", "2016-06-29", 0, "2016-06-30"),
    # The first day of three: Friday 1, Monday 4, Tuesday 5 July.
    (UK_SUMMARY_RESOLUTION, "GB-ENG", "2016-06-30", 0, "2016-07-05"),
    # The Thursday before Easter: off until Monday, then 2, 3, 4 April.
    (UK_SUMMARY_RESOLUTION, "GB-ENG", "2024-03-28", 0, "2024-04-04"),
    # Christmas and Boxing Day off: 27, 30, 31 December.
    (UK_SUMMARY_RESOLUTION, "GB-ENG", "2024-12-24", 0, "2024-12-31"),
    # A Saturday before a bank holiday: 6, 7, 8 May.
    (UK_SUMMARY_RESOLUTION, "GB-ENG", "2025-05-03", 0, "2025-05-08"),
    # The Jubilee was off on 2 and 3 June: 1, 6, 7 June.
    (UK_SUMMARY_RESOLUTION, "GB-ENG", "2022-05-31", 0, "2022-06-07"),
    # 23, 24 (2), 27 (3), 30, 31 December (5), 2, 3 (7), 6-10 (12), 13-15 January (15).
    (UK_PAYMENT_SERVICES, "GB-ENG", "2024-12-20", 0, "2025-01-15"),
    # 20 more: 16-17 (2), 20-24 (7), 27-31 January (12), 3-7 (17), 10-12 February.
    (UK_PAYMENT_SERVICES, "GB-ENG", "2024-12-20", 20, "2025-02-12"),
    # 30 days end on Sunday, 2 March, and roll to Monday (article 193).
    (ROLLING, "RU", "2025-01-31", 0, "2025-03-03"),
    # They end on Labour Day; 2 May is off by decree, 3 and 4 are a weekend.
    (ROLLING, "RU", "2025-04-01", 0, "2025-05-05"),
    # One's own target, from a Friday: Monday, Tuesday.
    (TWO_DAYS, "RU", "2026-01-30", 0, "2026-02-03"),
]


@pytest.mark.parametrize(("rule", "received", "extension", "expected"), BY_DATES)
def test_calendar_days_weeks_and_months(
    rule: Rule, received: str, extension: int, expected: str
) -> None:
    deadline = ComplaintDeadline(rule, tz="UTC")
    at = datetime.fromisoformat(received).replace(hour=9, tzinfo=UTC)
    found = deadline.due_date(at, extension=extension)
    assert date.fromisoformat(expected) == found
    assert found == deadline.due_at(at, extension=extension).date()


@pytest.mark.parametrize(
    ("rule", "country", "received", "extension", "expected"), BY_WORKING_DAYS
)
def test_working_days_and_holidays(
    rule: Rule, country: str, received: str, extension: int, expected: str
) -> None:
    deadline = ComplaintDeadline(rule, tz="UTC", calendar=days_off(country))
    at = datetime.fromisoformat(received).replace(hour=9, tzinfo=UTC)
    found = deadline.due_date(at, extension=extension)
    assert date.fromisoformat(expected) == found
