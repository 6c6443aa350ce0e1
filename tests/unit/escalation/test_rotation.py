"""Turns of a layer: how long they are, and what changes of clocks do to them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.escalation.rota import Layer, Rota
from servicedesk_core.escalation.rotation import Rotation, Turns, read_every, turns_of
from servicedesk_core.timeline import to_microseconds

HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)
CHICAGO = ZoneInfo("America/Chicago")
# So many that no two turns next to each other are of the same member.
MANY = [f"m{number:02}" for number in range(48)]

# Hand-overs around changes of clocks, as GoAlert's engine has them: the turns'
# length, the local start, and the hand-overs as they follow each other.
HANDOVERS = {
    "daily 01:30 in autumn": (
        "daily",
        "2020-10-20T01:30",
        [
            "2020-10-29T01:30-05:00",
            "2020-10-30T01:30-05:00",
            "2020-10-31T01:30-05:00",
            "2020-11-01T01:30-05:00",
            "2020-11-02T01:30-06:00",
            "2020-11-03T01:30-06:00",
        ],
    ),
    "24 hours from 01:30 in autumn": (
        (24, "hourly"),
        "2020-10-20T01:30",
        [
            "2020-10-29T01:30-05:00",
            "2020-10-30T01:30-05:00",
            "2020-10-31T01:30-05:00",
            "2020-11-01T01:30-05:00",
            "2020-11-02T01:30-06:00",
            "2020-11-03T01:30-06:00",
        ],
    ),
    "hourly at :30 in autumn": (
        "hourly",
        "2020-10-20T02:30",
        [
            "2020-10-31T23:30-05:00",
            "2020-11-01T00:30-05:00",
            "2020-11-01T01:30-05:00",
            "2020-11-01T02:30-06:00",
            "2020-11-01T03:30-06:00",
        ],
    ),
    "hourly on the hour in spring": (
        "hourly",
        "2020-03-06T02:00",
        [
            "2020-03-08T01:00-06:00",
            "2020-03-08T03:00-05:00",
            "2020-03-08T04:00-05:00",
        ],
    ),
    "monthly over the spring": (
        "monthly",
        "2020-01-02T01:30",
        [
            "2020-04-02T01:30-05:00",
            "2020-05-02T01:30-05:00",
            "2020-06-02T01:30-05:00",
            "2020-07-02T01:30-05:00",
        ],
    ),
}
# GoAlert hands over at the end of the gap (03:00 instead of 02:30). Here a time
# that the clocks skip is as much later as they skip (03:30), as in calendars (RFC 5545,
# section 3.3.5): the turn of 02:30 is at 03:30, where an hourly one takes its place.
HANDOVERS_IN_GAPS = {
    "daily 02:30 in spring": (
        "daily",
        "2020-03-06T02:30",
        [
            "2020-03-07T02:30-06:00",
            "2020-03-08T03:30-05:00",
            "2020-03-09T02:30-05:00",
        ],
    ),
    "hourly at :30 in spring": (
        "hourly",
        "2020-03-06T02:30",
        [
            "2020-03-08T00:30-06:00",
            "2020-03-08T01:30-06:00",
            "2020-03-08T03:30-05:00",
            "2020-03-08T04:30-05:00",
        ],
    ),
}


def rota(every: object, start: str, tz: str, *members: str) -> Rota:
    layer = Layer(
        members,
        start=datetime.fromisoformat(start),
        every=every,  # type: ignore[arg-type]
        tz=tz,
    )
    return Rota([layer])


def handovers(rota: Rota, first: str, last: str, tz: str) -> list[str]:
    """Return when members change from one time to another, both included."""
    zone = ZoneInfo(tz)
    start, end = (datetime.fromisoformat(at).astimezone(zone) for at in (first, last))
    return [
        each.at.isoformat(timespec="minutes")
        for each in rota.handoffs(start, end + TICK)
    ]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


class TestChangesOfClocks:
    @pytest.mark.parametrize(
        ("every", "start", "expected"), HANDOVERS.values(), ids=HANDOVERS
    )
    def test_hand_overs_keep_their_time(
        self, every: object, start: str, expected: list[str]
    ) -> None:
        given = rota(every, start, "America/Chicago", *MANY)

        assert expected == handovers(
            given, expected[0], expected[-1], "America/Chicago"
        )

    @pytest.mark.parametrize(
        ("every", "start", "expected"),
        HANDOVERS_IN_GAPS.values(),
        ids=HANDOVERS_IN_GAPS,
    )
    def test_a_skipped_hand_over_is_as_much_later(
        self, every: object, start: str, expected: list[str]
    ) -> None:
        given = rota(every, start, "America/Chicago", *MANY)

        assert expected == handovers(
            given, expected[0], expected[-1], "America/Chicago"
        )

    def test_clocks_may_change_by_half_an_hour(self) -> None:
        zone = "Australia/Lord_Howe"
        expected = [
            "2021-04-04T00:30+11:00",
            "2021-04-04T01:30+11:00",
            "2021-04-04T02:30+10:30",
            "2021-04-04T03:30+10:30",
        ]
        given = rota("hourly", "2021-04-01T00:30", zone, *MANY)

        assert expected == handovers(given, expected[0], expected[-1], zone)

    def test_the_turn_of_a_skipped_hour_is_lost_and_the_others_stay(self) -> None:
        given = rota("hourly", "2020-03-07T00:00", "America/Chicago", *MANY[:24])
        before = [
            given.on_call(datetime(2020, 3, 7, hour, tzinfo=CHICAGO))
            for hour in range(24)
        ]
        hours = [datetime(2020, 3, 8, hour, tzinfo=CHICAGO) for hour in range(24)]
        missing = hours.pop(2)

        assert before[:2] + before[3:] == [given.on_call(hour) for hour in hours]
        # Read with the offset before, it is 03:00.
        assert before[3] == given.on_call(missing)

    def test_the_turn_of_an_hour_shown_twice_is_two_hours(self) -> None:
        given = rota("hourly", "2020-10-31T00:00", "America/Chicago", *MANY[:24])
        hours = given.handoffs(at("2020-11-01T00:30-05:00"), at("2020-11-01T02:30-06"))

        assert [("m00", "m01"), ("m01", "m02")] == [
            (*each.before, *each.after) for each in hours
        ]
        assert ("m01",) == given.on_call(datetime(2020, 11, 1, 1, tzinfo=CHICAGO))
        assert ("m01",) == given.on_call(
            datetime(2020, 11, 1, 1, 59, tzinfo=CHICAGO, fold=1)
        )

    def test_a_lost_turn_is_none_of_those_between(self) -> None:
        start = datetime(2020, 3, 8, tzinfo=CHICAGO)
        turns = turns_of(start, (1, Rotation.HOURLY), CHICAGO)
        low = to_microseconds(start, "start")
        hour = 3_600_000_000

        assert [(low, 0), (low + hour, 1), (low + 2 * hour, 3)] == turns.between(
            low, low + 3 * hour
        )

    def test_a_turn_goes_on_while_an_hour_is_shown_again(self) -> None:
        given = rota("hourly", "2020-10-31T00:30", "America/Chicago", *MANY)

        assert ("m25",) == given.on_call(at("2020-11-01T01:30-05:00"))
        assert ("m25",) == given.on_call(at("2020-11-01T01:10-06:00"))
        assert ("m25",) == given.on_call(at("2020-11-01T02:29-06:00"))
        assert ("m26",) == given.on_call(at("2020-11-01T02:30-06:00"))

    def test_the_turn_of_a_date_that_does_not_exist_is_lost(self) -> None:
        # Samoa went from 29 to 31 December 2011.
        zone = ZoneInfo("Pacific/Apia")
        given = rota("daily", "2011-12-28T09:00", "Pacific/Apia", *MANY[:7])
        hours = given.handoffs(
            datetime(2011, 12, 29, tzinfo=zone), datetime(2012, 1, 2, tzinfo=zone)
        )

        assert [
            ("2011-12-29T09:00:00-10:00", "m01"),
            ("2011-12-31T09:00:00+14:00", "m03"),
            ("2012-01-01T09:00:00+14:00", "m04"),
        ] == [(each.at.isoformat(), *each.after) for each in hours]

    def test_turns_of_a_date_that_does_not_exist_never_displace_later_ones(
        self,
    ) -> None:
        zone = ZoneInfo("Pacific/Apia")
        given = rota("hourly", "2011-12-28T00:30", "Pacific/Apia", *MANY)
        # The clock goes from 24:00 on 29 December to 00:00 on 31 December.
        midnight = datetime(2011, 12, 31, tzinfo=zone)
        hours = given.shifts(
            datetime(2011, 12, 29, 23, tzinfo=zone),
            datetime(2011, 12, 31, 2, tzinfo=zone),
        )

        assert [
            ("2011-12-29T23:00:00-10:00", "m46"),
            ("2011-12-29T23:30:00-10:00", "m47"),
            ("2011-12-31T00:30:00+14:00", "m24"),
            ("2011-12-31T01:30:00+14:00", "m25"),
        ] == [(each.interval.start.isoformat(), *each.members) for each in hours]
        assert ("m47",) == given.on_call(midnight + HOUR / 2 - TICK)
        assert ("m24",) == given.on_call(midnight + HOUR / 2)

    def test_real_time_pays_no_heed_to_the_clock(self) -> None:
        given = rota(24 * HOUR, "2020-10-31T09:00", "America/Chicago", *MANY)

        assert [
            "2020-10-31T09:00-05:00",
            "2020-11-01T08:00-06:00",
            "2020-11-02T08:00-06:00",
        ] == handovers(
            given, "2020-10-31T09:00-05:00", "2020-11-02T09:00-06:00", "America/Chicago"
        )


class TestStarts:
    def test_turns_go_round(self) -> None:
        now = datetime(2026, 1, 5, 12, tzinfo=UTC)
        layer = Layer(
            ["anna", "boris"],
            start=now - timedelta(hours=3, minutes=50),
            every=(2, "hourly"),
        )
        given = Rota([layer])

        assert ("boris",) == given.on_call(now)
        assert ("anna",) == given.on_call(now + timedelta(minutes=20))

    def test_a_skipped_start_is_as_much_later_and_keeps_its_reading(self) -> None:
        given = rota("daily", "2026-03-29T02:30", "Europe/Berlin", "anna", "boris")

        assert [
            "2026-03-29T03:30+02:00",
            "2026-03-30T02:30+02:00",
            "2026-03-31T02:30+02:00",
        ] == handovers(
            given, "2026-03-28T00:00+01:00", "2026-03-31T12:00+02:00", "Europe/Berlin"
        )

    def test_a_local_start_that_occurs_twice_is_the_first(self) -> None:
        given = rota("daily", "2026-10-25T02:30", "Europe/Berlin", "anna", "boris")

        assert ["2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00"] == handovers(
            given, "2026-10-24T00:00+02:00", "2026-10-26T12:00+01:00", "Europe/Berlin"
        )

    def test_the_first_member_begins_where_hours_come_twice(self) -> None:
        # Troll's clocks went back from 03:00 to 01:00.
        zone = ZoneInfo("Antarctica/Troll")
        start = datetime(2020, 10, 25, 1, 30, tzinfo=zone, fold=1)
        given = Rota([Layer(MANY, start=start, every="hourly")])
        hours = given.shifts(
            datetime(2020, 10, 25, 2, 30, tzinfo=zone),
            datetime(2020, 10, 25, 4, 30, tzinfo=zone),
        )

        assert [
            ("2020-10-25T02:30:00+02:00",),
            ("2020-10-25T01:30:00+00:00", "m00"),
            ("2020-10-25T03:30:00+00:00", "m01"),
        ] == [(each.interval.start.isoformat(), *each.members) for each in hours]

    def test_the_first_member_begins_on_a_date_that_does_not_exist(self) -> None:
        start = "2011-12-30T05:30"
        given = rota("hourly", start, "Pacific/Apia", *MANY)

        assert () == given.on_call(at("2011-12-31T05:29:00+14:00"))
        assert ("m00",) == given.on_call(at("2011-12-31T05:30:00+14:00"))
        assert ("m01",) == given.on_call(at("2011-12-31T06:30:00+14:00"))


class TestMonths:
    def test_the_last_day_of_a_shorter_month_stands_in(self) -> None:
        given = rota("monthly", "2027-10-31T09:00", "UTC", *MANY)

        assert [
            "2027-10-31T09:00+00:00",
            "2027-11-30T09:00+00:00",
            "2027-12-31T09:00+00:00",
            "2028-01-31T09:00+00:00",
            "2028-02-29T09:00+00:00",
            "2028-03-31T09:00+00:00",
        ] == handovers(given, "2027-10-01T00:00Z", "2028-03-31T09:00Z", "UTC")

    def test_several_months_are_one_turn(self) -> None:
        given = rota((3, Rotation.MONTHLY), "2026-01-15T09:00", "UTC", "anna", "boris")

        assert [
            "2026-01-15T09:00+00:00",
            "2026-04-15T09:00+00:00",
            "2026-07-15T09:00+00:00",
        ] == handovers(given, "2026-01-01T00:00Z", "2026-10-15T08:59Z", "UTC")

    @pytest.mark.parametrize("day", [1, 15, 28, 31])
    def test_every_month_of_many_years_has_its_turn(self, day: int) -> None:
        start = datetime(1999, 12, day, 9, tzinfo=UTC)
        given = Rota([Layer(MANY[:12], start=start, every="monthly")])
        months = [
            datetime(year, month, 1, tzinfo=UTC)
            for year in (2000, 2004, 2100, 2399, 2400, 9998)
            for month in range(1, 13)
        ]

        # On the first of a month the turn is that of the month before, or just due.
        for first in months:
            index = (first.month - (1 if day == 1 else 2) - 11) % 12
            assert (MANY[index],) == given.on_call(first + 9 * HOUR)


class TestLengths:
    @pytest.mark.parametrize(
        ("every", "expected"),
        [
            (Rotation.WEEKLY, (1, Rotation.WEEKLY)),
            ("weekly", (1, Rotation.WEEKLY)),
            ((1, "weekly"), (1, Rotation.WEEKLY)),
            ((2, "weekly"), (2, Rotation.WEEKLY)),
            (timedelta(minutes=1), timedelta(minutes=1)),
        ],
    )
    def test_have_one_form(self, every: object, expected: object) -> None:
        assert expected == read_every(every)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("every", "said"),
        [
            ("fortnightly", "one of hourly, daily, weekly, monthly"),
            ((2, "weeks"), "one of hourly, daily, weekly, monthly"),
            ((0, "weekly"), "at least 1 step"),
            (timedelta(seconds=59, microseconds=999_999), "at least a minute"),
            (-HOUR, "at least a minute"),
        ],
    )
    def test_must_make_sense(self, every: object, said: str) -> None:
        with pytest.raises(InvalidArgumentError, match=f"every must be {said}"):
            read_every(every)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        "every",
        [7, None, ("weekly",), (2.0, "weekly"), (True, "weekly"), [2, "weekly"]],
    )
    def test_must_be_of_a_type_that_says_so(self, every: object) -> None:
        wanted = "every must be a Rotation, a number and a Rotation in a tuple, or a"

        with pytest.raises(WrongTypeError, match=wanted):
            read_every(every)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("every", "days"),
        [
            ("daily", 1),
            ((10, "daily"), 10),
            ("weekly", 7),
            ((2, "weekly"), 14),
            (timedelta(days=3), 3),
            ((36, "hourly"), 1.5),
        ],
    )
    def test_last_as_long_as_they_say(self, every: object, days: float) -> None:
        given = rota(every, "2026-01-05T09:00", "UTC", *MANY)
        start = datetime(2026, 1, 5, 9, tzinfo=UTC)
        edges = [start + n * timedelta(days=days) for n in range(48)]

        assert MANY == [given.on_call(edge)[0] for edge in edges]
        assert MANY == [
            given.on_call(edge + timedelta(days=days) - TICK)[0] for edge in edges
        ]


class TestDistances:
    @pytest.mark.parametrize(
        "every", [(1, "hourly"), (3, "daily"), (1, "monthly"), (7, "monthly"), HOUR]
    )
    def test_a_turn_far_away_is_found_in_a_few_steps(
        self, every: object, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        start = datetime(1, 2, 3, 9, tzinfo=CHICAGO)
        turns = turns_of(start, read_every(every), CHICAGO)  # type: ignore[arg-type]
        start_of = type(turns).start_of
        steps = []

        def counted(turns: Turns, turn: int) -> int:
            steps.append(turn)
            return start_of(turns, turn)

        monkeypatch.setattr(type(turns), "start_of", counted)
        turn = turns.at(to_microseconds(datetime(9998, 7, 1, tzinfo=UTC), "at"))

        assert turn > 13_000
        assert len(steps) <= 5

    def test_every_turn_of_a_year_is_that_of_its_hours(self) -> None:
        given = rota("hourly", "2019-06-01T00:15", "America/Chicago", *MANY)
        shifts = given.shifts(
            at("2020-01-01T00:15-06:00"), at("2021-01-01T00:15-06:00")
        )

        # One hour of spring has none, one of autumn no other than that before.
        assert 366 * 24 - 1 == len(shifts)
        for shift in shifts:
            assert shift.members == given.on_call(shift.interval.start)
            assert shift.members == given.on_call(shift.interval.end - TICK)

    @pytest.mark.parametrize(
        "every", ["hourly", "daily", "weekly", "monthly", timedelta(minutes=1)]
    )
    @pytest.mark.parametrize("tz", ["Asia/Tokyo", "America/Lima", "UTC"])
    def test_whoever_is_asked_for_at_the_end_of_time(
        self, every: object, tz: str
    ) -> None:
        given = rota(every, "0001-01-03T09:00", tz, *MANY)
        last = datetime.max.replace(tzinfo=UTC)
        shifts = given.shifts(last - timedelta(minutes=1), last)

        assert shifts[-1].members == given.on_call(last - TICK)
        assert given.on_call(last)

    def test_there_is_nothing_before_the_first_instant(self) -> None:
        first = datetime.min.replace(tzinfo=UTC)
        given = Rota([Layer(["anna", "boris"], start=first, every="daily")])

        assert [(first + timedelta(days=1), ("anna",), ("boris",))] == [
            (each.at, each.before, each.after)
            for each in given.handoffs(first, first + timedelta(days=2))
        ]
