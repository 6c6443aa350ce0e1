"""Time zones, and wall-clock times in them."""

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from servicedesk_core.errors import (
    AmbiguousTimeError,
    InvalidArgumentError,
    NonexistentTimeError,
    ServiceDeskError,
    UnknownZoneError,
    WrongTypeError,
)
from servicedesk_core.timeline import (
    DAY,
    load_zone,
    localize,
    to_microseconds,
    wall_to_utc,
)

BERLIN = ZoneInfo("Europe/Berlin")
FIRST, LAST = datetime.min, datetime.max  # noqa: DTZ901 - wall-clock readings
HALF_PAST_THREE = timezone(timedelta(hours=3, minutes=30))


def wall(*reading: int) -> datetime:
    """Return a clock's reading."""
    return datetime(*reading)  # type: ignore[arg-type]  # noqa: DTZ001


def micros(reading: datetime) -> int:
    """Return a reading as microseconds on the wall clock."""
    return to_microseconds(reading.replace(tzinfo=UTC), "reading")


class Foreign(tzinfo):
    """A zone of another library, which does not know its offset."""

    def utcoffset(self, at: datetime | None) -> timedelta | None:
        del at
        return None

    def dst(self, at: datetime | None) -> None:
        del at

    def tzname(self, at: datetime | None) -> None:
        del at


class TestLoadZone:
    def test_takes_a_name(self) -> None:
        assert load_zone("Europe/Berlin") is BERLIN

    def test_takes_a_zoneinfo_as_it_is(self) -> None:
        own = ZoneInfo.no_cache("Europe/Berlin")
        assert load_zone(own) is own

    @pytest.mark.parametrize("utc", [UTC, timezone(timedelta(0)), "UTC"])
    def test_all_names_of_utc_are_one_zone(self, utc: tzinfo | str) -> None:
        assert load_zone(utc) is ZoneInfo("UTC")

    @pytest.mark.parametrize(
        "zone",
        [HALF_PAST_THREE, timezone(timedelta(microseconds=1)), timezone.min],
    )
    def test_takes_a_fixed_offset_as_it_is(self, zone: timezone) -> None:
        assert load_zone(zone) is zone

    @pytest.mark.parametrize(
        ("name", "matches"),
        [
            ("Europe/Berlim", "Europe/Berlin"),
            ("europe/berlin", "Europe/Berlin"),
            ("Asia/Teheran", "Asia/Tehran"),
            ("Europe/Berlin ", "Europe/Berlin"),
        ],
    )
    def test_hints_at_close_names(self, name: str, matches: str) -> None:
        with pytest.raises(UnknownZoneError) as caught:
            load_zone(name)
        assert name == caught.value.zone
        assert matches == caught.value.matches[0]
        assert len(caught.value.matches) <= 2
        assert str(caught.value).startswith(
            f"tz must be an IANA time zone, got {name!r}; did you mean {matches}"
        )
        assert caught.value.__suppress_context__ is True

    @pytest.mark.parametrize(
        "name",
        ["", "Europe", "qqqqqqqq", "../UTC", "/etc/passwd", "\0", "\udcff", "x" * 5000],
    )
    def test_refuses_any_other_text(self, name: str) -> None:
        with pytest.raises(UnknownZoneError) as caught:
            load_zone(name)
        assert name == caught.value.zone
        assert str(caught.value).startswith(
            f"tz must be an IANA time zone, got {name!r}"
        )

    @pytest.mark.parametrize("tz", [None, 3, b"UTC", ("UTC",), timedelta(hours=3)])
    def test_refuses_any_other_type(self, tz: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            load_zone(tz)
        assert caught.value.argument == "tz"
        assert tz == caught.value.value
        assert str(caught.value) == (
            f"tz must be an IANA name, a ZoneInfo or a datetime.timezone, got {tz!r}"
        )

    def test_refuses_a_foreign_tzinfo(self) -> None:
        foreign = Foreign()
        with pytest.raises(WrongTypeError) as caught:
            load_zone(foreign)
        assert caught.value.value is foreign


# zone, wall-clock reading, the instant in UTC
READINGS = [
    ("UTC", wall(2026, 1, 5, 9), wall(2026, 1, 5, 9)),
    ("Europe/Moscow", wall(2026, 1, 5, 9), wall(2026, 1, 5, 6)),
    ("America/New_York", wall(2026, 1, 5, 9), wall(2026, 1, 5, 14)),
    ("Asia/Kathmandu", wall(2026, 1, 5, 9), wall(2026, 1, 5, 3, 15)),
    # the spring gap of Berlin, 02:00 to 03:00
    ("Europe/Berlin", wall(2026, 3, 29, 1, 59, 59, 999_999),
     wall(2026, 3, 29, 0, 59, 59, 999_999)),
    ("Europe/Berlin", wall(2026, 3, 29, 2), wall(2026, 3, 29, 1)),
    ("Europe/Berlin", wall(2026, 3, 29, 2, 30), wall(2026, 3, 29, 1, 30)),
    ("Europe/Berlin", wall(2026, 3, 29, 3), wall(2026, 3, 29, 1)),
    # its autumn overlap, 02:00 to 03:00
    ("Europe/Berlin", wall(2026, 10, 25, 1, 59), wall(2026, 10, 24, 23, 59)),
    ("Europe/Berlin", wall(2026, 10, 25, 2), wall(2026, 10, 25, 0)),
    ("Europe/Berlin", wall(2026, 10, 25, 2, 59), wall(2026, 10, 25, 0, 59)),
    ("Europe/Berlin", wall(2026, 10, 25, 3), wall(2026, 10, 25, 2)),
    # midnight does not exist
    ("America/Sao_Paulo", wall(2018, 11, 4), wall(2018, 11, 4, 3)),
    ("America/Sao_Paulo", wall(2018, 11, 4, 1), wall(2018, 11, 4, 3)),
    ("America/Havana", wall(2026, 3, 8, 0, 30), wall(2026, 3, 8, 5, 30)),
    # half an hour
    ("Australia/Lord_Howe", wall(2026, 10, 4, 2, 15), wall(2026, 10, 3, 15, 45)),
    ("Australia/Lord_Howe", wall(2026, 4, 5, 1, 45), wall(2026, 4, 4, 14, 45)),
    # a date does not exist
    ("Pacific/Apia", wall(2011, 12, 29, 23, 59), wall(2011, 12, 30, 9, 59)),
    ("Pacific/Apia", wall(2011, 12, 30, 9), wall(2011, 12, 30, 19)),
    ("Pacific/Apia", wall(2011, 12, 31), wall(2011, 12, 30, 10)),
]  # fmt: skip


class TestWallToUtc:
    @pytest.mark.parametrize(("zone", "reading", "expected"), READINGS)
    def test_follows_rfc_5545(
        self, zone: str, reading: datetime, expected: datetime
    ) -> None:
        assert micros(expected) == wall_to_utc(micros(reading), ZoneInfo(zone))

    @pytest.mark.parametrize(
        ("offset", "expected"),
        [
            (timedelta(0), 0),
            (timedelta(hours=3), -3 * 3_600_000_000),
            (timedelta(hours=-3), 3 * 3_600_000_000),
            (timedelta(microseconds=7), -7),
            (-timedelta(microseconds=7), 7),
            (timedelta(seconds=8), -8_000_000),
        ],
    )
    def test_takes_fixed_offsets_to_the_microsecond(
        self, offset: timedelta, expected: int
    ) -> None:
        assert expected == wall_to_utc(0, timezone(offset))

    def test_a_zone_without_an_offset_counts_as_utc(self) -> None:
        assert wall_to_utc(5, Foreign()) == 5

    @pytest.mark.parametrize(
        ("reading", "offset"),
        [
            (micros(FIRST), timedelta(hours=9)),
            (micros(FIRST) - 1, timedelta(hours=9)),
            (micros(FIRST) - DAY, timedelta(hours=9)),
            (micros(LAST), timedelta(hours=9)),
            (micros(LAST) + 1, timedelta(hours=9)),
            (micros(LAST) + 2 * DAY, timedelta(hours=9)),
        ],
    )
    def test_reads_outside_the_years_with_the_offset_at_their_end(
        self, reading: int, offset: timedelta
    ) -> None:
        shift = offset // timedelta(microseconds=1)
        assert reading - shift == wall_to_utc(reading, timezone(offset))

    def test_the_outermost_readings_are_looked_up_themselves(self) -> None:
        seen: list[datetime | None] = []

        class Recorder(Foreign):
            """A zone that notes what it is asked."""

            def utcoffset(self, at: datetime | None) -> timedelta:
                seen.append(at and at.replace(tzinfo=None))
                return timedelta(0)

        for reading in (FIRST, LAST):
            for beyond in (-1, 0, 1):
                wall_to_utc(micros(reading) + beyond, Recorder())
        us = timedelta(microseconds=1)
        assert seen == [FIRST, FIRST, FIRST + us, LAST - us, LAST, LAST]


class TestLocalize:
    @pytest.mark.parametrize(
        ("naive", "tz", "expected"),
        [
            (wall(2026, 1, 5, 9), "Europe/Moscow", "2026-01-05T09:00:00+03:00"),
            (wall(2026, 1, 5, 9), BERLIN, "2026-01-05T09:00:00+01:00"),
            (wall(2026, 1, 5, 9), HALF_PAST_THREE, "2026-01-05T09:00:00+03:30"),
            (wall(2026, 3, 29, 1, 59), BERLIN, "2026-03-29T01:59:00+01:00"),
            (wall(2026, 3, 29, 2), BERLIN, "2026-03-29T03:00:00+02:00"),
            (wall(2026, 3, 29, 2, 30), BERLIN, "2026-03-29T03:30:00+02:00"),
            (wall(2026, 3, 29, 3), BERLIN, "2026-03-29T03:00:00+02:00"),
            (wall(2026, 10, 25, 1, 59), BERLIN, "2026-10-25T01:59:00+02:00"),
            (wall(2026, 10, 25, 2), BERLIN, "2026-10-25T02:00:00+02:00"),
            (wall(2026, 10, 25, 2, 59), BERLIN, "2026-10-25T02:59:00+02:00"),
            (wall(2026, 10, 25, 3), BERLIN, "2026-10-25T03:00:00+01:00"),
            (wall(2011, 12, 30, 9), "Pacific/Apia", "2011-12-31T09:00:00+14:00"),
            (wall(2018, 11, 4), "America/Sao_Paulo", "2018-11-04T01:00:00-02:00"),
            (FIRST, "Asia/Tokyo", "0001-01-01T00:00:00+09:18:59"),
            (LAST, "UTC", "9999-12-31T23:59:59.999999+00:00"),
        ],
    )
    def test_reads_the_first_and_shifts_by_the_gap(
        self, naive: datetime, tz: str | tzinfo, expected: str
    ) -> None:
        aware = localize(naive, tz)
        assert expected == aware.isoformat()
        assert aware.tzinfo is load_zone(tz)

    @pytest.mark.parametrize("fold", [0, 1])
    @pytest.mark.parametrize(
        ("ambiguous", "expected"),
        [
            ("first", "2026-10-25T02:30:00+02:00"),
            ("last", "2026-10-25T02:30:00+01:00"),
        ],
    )
    def test_reads_the_occurrence_wanted_whatever_the_fold(
        self, fold: int, ambiguous: Any, expected: str
    ) -> None:
        naive = wall(2026, 10, 25, 2, 30).replace(fold=fold)
        assert expected == localize(naive, BERLIN, ambiguous=ambiguous).isoformat()

    @pytest.mark.parametrize("fold", [0, 1])
    def test_a_time_that_occurs_once_has_no_fold(self, fold: int) -> None:
        naive = wall(2026, 1, 5, 9).replace(fold=fold)
        assert localize(naive, BERLIN, ambiguous="last").fold == 0

    def test_refuses_an_ambiguous_time_if_asked_to(self) -> None:
        naive = wall(2026, 10, 25, 2, 30)
        with pytest.raises(AmbiguousTimeError) as caught:
            localize(naive, "Europe/Berlin", ambiguous="raise")
        assert caught.value.value is naive
        assert caught.value.tz == "Europe/Berlin"

    def test_refuses_a_skipped_time_if_asked_to(self) -> None:
        naive = wall(2026, 3, 29, 2, 30)
        with pytest.raises(NonexistentTimeError) as caught:
            localize(naive, "Europe/Berlin", nonexistent="raise")
        assert caught.value.value is naive
        assert caught.value.tz == "Europe/Berlin"

    def test_the_two_refusals_are_separate(self) -> None:
        skipped, twice = wall(2026, 3, 29, 2, 30), wall(2026, 10, 25, 2, 30)
        shifted = localize(skipped, BERLIN, ambiguous="raise")
        first = localize(twice, BERLIN, nonexistent="raise")
        assert shifted.isoformat() == "2026-03-29T03:30:00+02:00"
        assert first.isoformat() == "2026-10-25T02:30:00+02:00"

    @pytest.mark.parametrize(
        "naive", [wall(2026, 3, 29, 1, 59), wall(2026, 3, 29, 3), wall(2026, 10, 25, 3)]
    )
    def test_refuses_no_ordinary_time(self, naive: datetime) -> None:
        aware = localize(naive, BERLIN, ambiguous="raise", nonexistent="raise")
        assert naive == aware.replace(tzinfo=None)

    @pytest.mark.parametrize("tz", [UTC, BERLIN])
    def test_refuses_an_aware_datetime(self, tz: tzinfo) -> None:
        aware = datetime(2026, 1, 5, 9, tzinfo=tz)
        with pytest.raises(InvalidArgumentError) as caught:
            localize(aware, BERLIN)
        assert caught.value.argument == "naive"
        assert caught.value.value is aware
        assert str(caught.value) == f"naive must be without a zone, got {aware!r}"

    @pytest.mark.parametrize("naive", [date(2026, 1, 5), "2026-01-05T09:00", None, 5])
    def test_refuses_what_is_no_datetime(self, naive: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            localize(naive, BERLIN)
        assert caught.value.argument == "naive"
        assert naive == caught.value.value
        assert str(caught.value) == f"naive must be a naive datetime, got {naive!r}"

    @pytest.mark.parametrize(
        ("options", "argument", "wanted"),
        [
            ({"ambiguous": "second"}, "ambiguous", "first, last or raise"),
            ({"ambiguous": None}, "ambiguous", "first, last or raise"),
            ({"ambiguous": "shift"}, "ambiguous", "first, last or raise"),
            ({"nonexistent": "first"}, "nonexistent", "shift or raise"),
            ({"nonexistent": True}, "nonexistent", "shift or raise"),
        ],
    )
    def test_refuses_an_unknown_option(
        self, options: dict[str, Any], argument: str, wanted: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            localize(wall(2026, 1, 5), BERLIN, **options)
        assert argument == caught.value.argument
        assert options[argument] == caught.value.value
        assert wanted == caught.value.wanted

    @pytest.mark.parametrize("tz", ["Europe/Berlim", None])
    def test_refuses_an_unknown_zone(self, tz: Any) -> None:
        with pytest.raises(ServiceDeskError, match="tz must be an IANA"):
            localize(wall(2026, 1, 5), tz)


class TestMachineZones:
    @pytest.mark.parametrize("name", ["localtime", "posixrules"])
    def test_are_no_zones_and_no_hints(self, name: str) -> None:
        with pytest.raises(UnknownZoneError) as caught:
            load_zone(name)
        assert name == caught.value.zone
        assert name not in caught.value.matches
