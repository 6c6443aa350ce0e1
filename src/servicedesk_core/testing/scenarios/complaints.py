"""Scenarios of complaints and their deadlines."""

from typing import Any

from servicedesk_core.testing.scenarios.scenario import Asks, Scenario


def _complaint(
    name: str, tags: str, given: dict[str, Any], expected: dict[str, Any], why: str
) -> Scenario:
    return Scenario(
        name=name,
        asks=Asks.COMPLAINT,
        tags=("complaint", *tags.split()),
        given=given,
        expected=expected,
        why=why,
    )


_RUSSIA = {"n": 30, "unit": "calendar_days", "extension": 30}
_DESK = {"hours": "Mo-Fr 09:00-18:00", "tz": "Europe/Moscow"}

COMPLAINTS = (
    _complaint(
        "complaint-thirty-days",
        "due russia",
        {
            "rule": _RUSSIA,
            "tz": "Europe/Moscow",
            "received_at": "2026-01-12T11:00:00+03:00",
            "now": "2026-02-11T20:00:00+03:00",
        },
        {
            "state": "open",
            "due_date": "2026-02-11",
            "due_at": "2026-02-11T23:59:59.999999+03:00",
            "overdue_days": 0,
        },
        "The first day is the one after the receipt, 13 January; 19 days of January "
        "and 11 of February are thirty. The last day counts to its end.",
    ),
    _complaint(
        "complaint-extended",
        "due russia",
        {
            "rule": _RUSSIA,
            "tz": "Europe/Moscow",
            "received_at": "2026-01-12T11:00:00+03:00",
            "extended_at": "2026-02-10T11:00:00+03:00",
            "answered_at": "2026-03-13T18:00:00+03:00",
            "now": "2026-03-20T11:00:00+03:00",
        },
        {"state": "in_time", "due_date": "2026-03-13", "overdue_days": 0},
        "The notice came before the end of the thirty days and adds thirty more: 17 "
        "days of February after the 11th and 13 of March. The answer came on the last "
        "of them.",
    ),
    _complaint(
        "complaint-eight-weeks",
        "due",
        {
            "rule": {"n": 8, "unit": "weeks"},
            "tz": "Europe/London",
            "received_at": "2026-01-05T10:00:00+00:00",
            "answered_at": "2026-03-03T10:00:00+00:00",
            "now": "2026-03-10T10:00:00+00:00",
        },
        {"state": "late", "due_date": "2026-03-02", "overdue_days": 1},
        "Eight weeks after a Monday is a Monday: 2 March. The answer came one day "
        "after it.",
    ),
    _complaint(
        "complaint-end-of-month",
        "due",
        {
            "rule": {"n": 1, "unit": "months"},
            "tz": "UTC",
            "received_at": "2026-01-31T10:00:00+00:00",
            "now": "2026-02-01T10:00:00+00:00",
        },
        {"state": "open", "due_date": "2026-02-28"},
        "A month after 31 January would be 31 February; the month ends on the 28th.",
    ),
    _complaint(
        "complaint-out-of-hours",
        "due working-days weekend",
        {
            "rule": {"n": 2, "unit": "working_days"},
            "tz": "Europe/Moscow",
            "calendar": _DESK,
            "receipt": "next_working_day",
            "received_at": "2026-01-16T18:30:00+03:00",
            "now": "2026-01-22T10:00:00+03:00",
        },
        {
            "state": "overdue",
            "received_on": "2026-01-19",
            "due_date": "2026-01-21",
            "overdue_days": 1,
        },
        "It came on Friday after closing and counts as received on Monday, the 19th. "
        "Two working days later is Wednesday, the 21st; on Thursday it is one day "
        "late.",
    ),
)
