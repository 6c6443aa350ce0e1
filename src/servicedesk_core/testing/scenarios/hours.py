"""Scenarios of service hours."""

from typing import Any

from servicedesk_core.testing.scenarios.scenario import Asks, Scenario


def _hours(
    name: str,
    tags: str,
    given: dict[str, Any],
    expected: dict[str, Any],
    why: str,
) -> Scenario:
    return Scenario(
        name=name,
        asks=Asks.HOURS,
        tags=("hours", *tags.split()),
        given=given,
        expected=expected,
        why=why,
    )


_OFFICE = {"hours": "Mo-Fr 09:00-17:00", "tz": "Europe/Berlin"}
_NIGHT = {"hours": "Mo-Fr 22:00-06:00", "tz": "Europe/Berlin"}
_EARLY_SUNDAY = {"hours": "Su 00:00-06:00", "tz": "Europe/Berlin"}
_MOSCOW = {"hours": "Mo-Fr 09:00-18:00", "tz": "Europe/Moscow"}

HOURS = (
    _hours(
        "over-the-weekend",
        "weekend due",
        {"calendar": _OFFICE, "start": "2026-01-16T16:00:00+01:00", "add": "PT2H"},
        {"due": "2026-01-19T10:00:00+01:00"},
        "Friday has one hour left until 17:00. The other one is Monday's first, "
        "09:00-10:00.",
    ),
    _hours(
        "up-at-closing",
        "edge due",
        {"calendar": _OFFICE, "start": "2026-01-16T16:00:00+01:00", "add": "PT1H"},
        {"due": "2026-01-16T17:00:00+01:00"},
        "The hour is up at Friday's closing. That is the earliest instant with an hour "
        "of open time; Monday 09:00 has as much, but comes later.",
    ),
    _hours(
        "closed-at-closing",
        "edge half-open",
        {"calendar": _OFFICE, "start": "2026-01-16T17:00:00+01:00"},
        {
            "is_open": False,
            "next_open": "2026-01-19T09:00:00+01:00",
            "next_close": "2026-01-19T17:00:00+01:00",
        },
        "A window runs from its opening on and before its closing, so 17:00 itself is "
        "closed and the next window is Monday's.",
    ),
    _hours(
        "night-shift-over-the-weekend",
        "night weekend due",
        {"calendar": _NIGHT, "start": "2026-01-09T23:00:00+01:00", "add": "PT8H"},
        {"due": "2026-01-12T23:00:00+01:00"},
        "Friday's shift runs to Saturday 06:00, seven hours from 23:00 on. Saturday "
        "and Sunday have no shift; the eighth hour is Monday's first, 22:00-23:00.",
    ),
    _hours(
        "night-shift-day",
        "night working-days",
        {
            "calendar": _NIGHT,
            "start": "2026-01-10T05:00:00+01:00",
            "day": "2026-01-10",
        },
        {"is_open": True, "is_working_day": False},
        "Saturday at five Friday's shift is still there. It belongs to Friday, and no "
        "shift begins on Saturday, so Saturday is no working day.",
    ),
    _hours(
        "lunch-break",
        "lunch due",
        {
            "calendar": {
                "hours": "Mo-Fr 09:00-13:00,14:00-18:00",
                "tz": "Europe/Berlin",
            },
            "start": "2026-01-05T12:30:00+01:00",
            "add": "PT1H",
        },
        {"due": "2026-01-05T14:30:00+01:00"},
        "Half an hour before lunch, 12:30-13:00, and half an hour after it, "
        "14:00-14:30.",
    ),
    _hours(
        "backwards",
        "weekend",
        {"calendar": _OFFICE, "start": "2026-01-19T10:00:00+01:00", "subtract": "PT2H"},
        {"begin": "2026-01-16T16:00:00+01:00"},
        "Monday 09:00-10:00 is one hour; the other one is Friday's last, 16:00-17:00.",
    ),
    _hours(
        "reversed",
        "weekend",
        {
            "calendar": _OFFICE,
            "start": "2026-01-19T10:00:00+01:00",
            "end": "2026-01-16T16:00:00+01:00",
        },
        {"elapsed": "-PT2H"},
        "From Friday 16:00 to Monday 10:00 there are two open hours; asked the other "
        "way round they are negative.",
    ),
    _hours(
        "clocks-go-forward",
        "dst due",
        {
            "calendar": _EARLY_SUNDAY,
            "start": "2026-03-29T00:00:00+01:00",
            "end": "2026-03-29T06:00:00+02:00",
            "add": "PT4H",
        },
        {"elapsed": "PT5H", "due": "2026-03-29T05:00:00+02:00"},
        "At 02:00 the clocks go to 03:00: the window of six hours on the clock lasts "
        "five. Four real hours after midnight the clock shows 05:00.",
    ),
    _hours(
        "clocks-go-back",
        "dst due",
        {
            "calendar": _EARLY_SUNDAY,
            "start": "2026-10-25T00:00:00+02:00",
            "end": "2026-10-25T06:00:00+01:00",
            "add": "PT3H",
        },
        {"elapsed": "PT7H", "due": "2026-10-25T02:00:00+01:00"},
        "At 03:00 the clocks go back to 02:00, and the hour from 02:00 on comes twice: "
        "the window lasts seven hours. Three real hours after midnight it is 02:00 for "
        "the second time.",
    ),
    _hours(
        "opening-that-the-clocks-skip",
        "dst edge",
        {
            "calendar": {"hours": "Su 02:30-04:00", "tz": "Europe/Berlin"},
            "start": "2026-03-29T00:00:00+01:00",
            "end": "2026-03-29T12:00:00+02:00",
        },
        {"next_open": "2026-03-29T03:30:00+02:00", "elapsed": "PT30M"},
        "02:30 does not exist that day. RFC 5545 reads it with the offset before the "
        "gap: 01:30 UTC, which is 03:30 summer time. Half an hour is left until 04:00.",
    ),
    _hours(
        "public-holiday",
        "holidays due",
        {
            "calendar": {**_OFFICE, "days_off": ["2026-05-01"]},
            "start": "2026-04-30T16:00:00+02:00",
            "add": "PT2H",
        },
        {"due": "2026-05-04T10:00:00+02:00"},
        "Thursday has one hour left. Friday is Labour Day, then comes the weekend; the "
        "second hour is Monday's first.",
    ),
    _hours(
        "russia-worked-saturday",
        "holidays russia weekend due",
        {
            "calendar": {
                **_MOSCOW,
                "holidays": {
                    "country": "RU",
                    "off": ["2025-11-03", "2025-11-04"],
                    "worked": {"2025-11-01": "2025-11-03"},
                },
            },
            "start": "2025-10-31T17:00:00+03:00",
            "add": "PT11H",
            "start_day": "2025-10-31",
            "end_day": "2025-11-06",
        },
        {"due": "2025-11-05T10:00:00+03:00", "working_days": 3},
        "Saturday, 1 November 2025, was worked for Monday, the 3rd. One hour of "
        "Friday, nine of that Saturday with Monday's hours, none of Monday and of "
        "Tuesday, which is Unity Day, and one of Wednesday. Working days from Friday "
        "up to Wednesday: Friday, Saturday, Wednesday.",
    ),
    _hours(
        "russia-moved-day-off",
        "holidays russia due",
        {
            "calendar": {
                **_MOSCOW,
                "holidays": {
                    "country": "RU",
                    "off": [
                        "2025-12-31",
                        "2026-01-01",
                        "2026-01-02",
                        "2026-01-05",
                        "2026-01-06",
                        "2026-01-07",
                        "2026-01-08",
                        "2026-01-09",
                    ],
                },
            },
            "start": "2025-12-30T17:00:00+03:00",
            "add": "PT2H",
        },
        {"due": "2026-01-12T10:00:00+03:00"},
        "Tuesday, 30 December, has one hour left. 31 December 2025 is a moved day off, "
        "1 to 8 January are holidays, and Friday, 9 January 2026, is off for Saturday, "
        "the 3rd. After the weekend it goes on on Monday, the 12th.",
    ),
    _hours(
        "russia-short-eve",
        "holidays russia due",
        {
            "calendar": {
                **_MOSCOW,
                "holidays": {
                    "country": "RU",
                    "short_eves": "PT1H",
                    "off": ["2026-05-01"],
                },
            },
            "start": "2026-04-30T16:00:00+03:00",
            "add": "PT2H",
        },
        {"due": "2026-05-04T10:00:00+03:00"},
        "The day before the holiday of 1 May ends an hour early, at 17:00 (Labour Code "
        "of Russia, article 95): one hour. Friday is off, then comes the weekend; the "
        "second hour is that of Monday, 4 May.",
    ),
    _hours(
        "special-hours-beat-a-day-off",
        "holidays due",
        {
            "calendar": {
                **_OFFICE,
                "days_off": ["2026-12-24"],
                "special": {"2026-12-24": "09:00-12:00"},
            },
            "start": "2026-12-23T16:00:00+01:00",
            "end": "2026-12-24T23:00:00+01:00",
        },
        {"elapsed": "PT4H"},
        "One hour on the 23rd. The 24th is off, but has special hours of three: those "
        "count.",
    ),
)
