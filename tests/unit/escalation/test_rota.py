"""Who is on call: layers on each other, overrides, gaps."""

import copy
import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from servicedesk_core.calendars import DaysOff, ServiceCalendar
from servicedesk_core.errors import (
    HolidayCoverageWarning,
    InstantRangeError,
    InvalidArgumentError,
    NaiveDatetimeError,
    ServiceDeskError,
    UnknownZoneError,
    WrongTypeError,
)
from servicedesk_core.escalation.rota import Handoff, Layer, Override, Rota, Shift
from servicedesk_core.findings import Finding, Severity
from servicedesk_core.timeline import Interval

HOUR = timedelta(hours=1)
DAY = 24 * HOUR
TICK = timedelta(microseconds=1)
BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 1, 5, tzinfo=UTC)
NIGHTS = ServiceCalendar.parse("Mo-Su 20:00-08:00", tz="UTC")


def local(*reading: int) -> datetime:
    return datetime(*reading)  # type: ignore[arg-type]  # noqa: DTZ001 - the zone is given apart


def weekly(*members: Any, **rest: Any) -> Layer:
    return Layer(members, **{"start": MONDAY, "every": "weekly", **rest})


def daily(*members: Any, **rest: Any) -> Layer:
    return Layer(members, **{"start": MONDAY, "every": "daily", **rest})


def stand_in(first: float, last: float, member: Any, layer: Any = None) -> Override:
    """Return an override from one hour since Monday's midnight to another."""
    return Override(MONDAY + first * HOUR, MONDAY + last * HOUR, member, layer)


def told(rota: Rota, hours: float = 24) -> list[tuple[float, tuple[str, ...]]]:
    """Return from which hour of Monday on who is on call."""
    return [
        ((each.interval.start - MONDAY) / HOUR, each.members)
        for each in rota.shifts(MONDAY, MONDAY + hours * HOUR)
    ]


class TestLayers:
    def test_members_take_turns_in_order(self) -> None:
        rota = Rota([daily("anna", "boris", "clara")])

        assert [
            (0, ("anna",)),
            (24, ("boris",)),
            (48, ("clara",)),
            (72, ("anna",)),
        ] == told(rota, 96)

    def test_several_may_be_on_call_together(self) -> None:
        rota = Rota([daily(("anna", "boris"), ["clara", "dora"], "emil")])

        assert [
            (0, ("anna", "boris")),
            (24, ("clara", "dora")),
            (48, ("emil",)),
        ] == told(rota, 72)

    def test_turns_of_the_same_people_are_one_shift(self) -> None:
        rota = Rota([daily("anna", "anna", "boris")])

        assert [(0, ("anna",)), (48, ("boris",)), (72, ("anna",))] == told(rota, 96)

    def test_the_order_of_people_called_together_counts(self) -> None:
        rota = Rota([daily(("anna", "boris"), ("boris", "anna"))])

        assert [(0, ("anna", "boris")), (24, ("boris", "anna"))] == told(rota, 48)

    def test_a_layer_has_nobody_before_its_start(self) -> None:
        rota = Rota([daily("anna", "boris", start=MONDAY + 9 * HOUR)])

        assert () == rota.on_call(MONDAY + 9 * HOUR - TICK)
        assert ("anna",) == rota.on_call(MONDAY + 9 * HOUR)
        assert [(0, ()), (9, ("anna",)), (33, ("boris",))] == told(rota, 34)

    def test_a_layer_has_nobody_from_its_end_on(self) -> None:
        rota = Rota([daily("anna", until=MONDAY + 9 * HOUR)])

        assert ("anna",) == rota.on_call(MONDAY + 9 * HOUR - TICK)
        assert () == rota.on_call(MONDAY + 9 * HOUR)
        assert [(0, ("anna",)), (9, ())] == told(rota)

    def test_a_local_end_is_local_to_the_zone(self) -> None:
        layer = daily("anna", tz="Europe/Berlin", until=local(2026, 7, 1, 9))

        assert datetime(2026, 7, 1, 7, tzinfo=UTC) == layer.until
        assert [datetime(2026, 7, 1, 7, tzinfo=UTC)] == [
            each.at for each in Rota([layer]).handoffs(MONDAY + DAY, MONDAY + 365 * DAY)
        ]

    def test_hours_restrict_a_layer_and_turns_go_on(self) -> None:
        rota = Rota([daily("anna", "boris", start=MONDAY, hours=NIGHTS)])

        assert [
            (0, ("anna",)),
            (8, ()),
            (20, ("anna",)),
            (24, ("boris",)),
            (32, ()),
            (44, ("boris",)),
        ] == told(rota, 48)
        assert ("anna",) == rota.on_call(MONDAY + 8 * HOUR - TICK)
        assert () == rota.on_call(MONDAY + 8 * HOUR)

    def test_the_first_layer_with_somebody_decides(self) -> None:
        nights = daily("nora", start=MONDAY + HOUR, hours=NIGHTS)
        morning = daily("mark", until=MONDAY + 10 * HOUR)
        rota = Rota([nights, morning, daily("dora")])

        assert [
            (0, ("mark",)),
            (1, ("nora",)),
            (8, ("mark",)),
            (10, ("dora",)),
            (20, ("nora",)),
        ] == told(rota)

    def test_they_may_be_in_different_zones(self) -> None:
        day = ServiceCalendar.parse("Mo-Su 08:00-20:00", tz="Europe/Berlin")
        there = ServiceCalendar.parse("Mo-Su 08:00-20:00", tz="Asia/Tokyo")
        rota = Rota(
            [
                daily("anna", start=local(2026, 1, 1), tz="Europe/Berlin", hours=day),
                daily("yuki", start=local(2026, 1, 1), tz="Asia/Tokyo", hours=there),
            ]
        )

        assert [(0, ("yuki",)), (7, ("anna",)), (19, ()), (23, ("yuki",))] == told(rota)


class TestOverrides:
    def test_stand_in_for_whoever_is_on_call(self) -> None:
        rota = Rota([daily("anna", "boris")], overrides=[stand_in(20, 30, "clara")])

        assert [(0, ("anna",)), (20, ("clara",)), (30, ("boris",))] == told(rota, 48)
        assert ("anna",) == rota.on_call(MONDAY + 20 * HOUR - TICK)
        assert ("clara",) == rota.on_call(MONDAY + 20 * HOUR)
        assert ("boris",) == rota.on_call(MONDAY + 30 * HOUR)

    def test_several_may_stand_in(self) -> None:
        rota = Rota([daily("anna")], overrides=[stand_in(9, 10, ("boris", "clara"))])

        assert ("boris", "clara") == rota.on_call(MONDAY + 9 * HOUR)

    def test_fill_gaps(self) -> None:
        rota = Rota(
            [daily("anna", start=MONDAY + 9 * HOUR)],
            overrides=[stand_in(3, 5, "boris")],
        )

        assert [(0, ()), (3, ("boris",)), (5, ()), (9, ("anna",))] == told(rota)

    def test_of_nobody_are_gaps_whatever_the_layers(self) -> None:
        rota = Rota([daily("anna"), daily("boris")], overrides=[stand_in(3, 5, None)])

        assert [(0, ("anna",)), (3, ()), (5, ("anna",))] == told(rota)
        assert () == rota.on_call(MONDAY + 3 * HOUR)

    def test_of_a_layer_stand_in_there_alone(self) -> None:
        rota = Rota(
            [daily("nora", hours=NIGHTS, name="nights"), daily("dora", name="days")],
            overrides=[
                stand_in(6, 10, "emil", "days"),
                stand_in(19, 21, "fred", "days"),
            ],
        )

        assert [
            (0, ("nora",)),
            (8, ("emil",)),
            (10, ("dora",)),
            (19, ("fred",)),
            (20, ("nora",)),
        ] == told(rota)

    def test_of_a_layer_stand_in_when_it_is_off_duty_too(self) -> None:
        rota = Rota(
            [
                daily("nora", hours=NIGHTS, until=MONDAY + 21 * HOUR, name="nights"),
                daily("dora"),
            ],
            overrides=[
                stand_in(7, 9, "emil", "nights"),
                stand_in(22, 23, "fred", "nights"),
            ],
        )

        assert [
            (0, ("nora",)),
            (7, ("emil",)),
            (9, ("dora",)),
            (20, ("nora",)),
            (21, ("dora",)),
            (22, ("fred",)),
            (23, ("dora",)),
        ] == told(rota)
        assert ("emil",) == rota.on_call(MONDAY + 8.5 * HOUR)
        assert ("fred",) == rota.on_call(MONDAY + 22 * HOUR)

    def test_of_nobody_in_a_layer_leave_it_to_the_layers_below(self) -> None:
        rota = Rota(
            [daily("anna", name="first"), daily("boris")],
            overrides=[stand_in(3, 5, None, "first")],
        )

        assert [(0, ("anna",)), (3, ("boris",)), (5, ("anna",))] == told(rota)
        assert ("boris",) == rota.on_call(MONDAY + 3 * HOUR)

    def test_of_the_rota_beat_those_of_layers(self) -> None:
        rota = Rota(
            [daily("anna", name="first")],
            overrides=[stand_in(3, 5, "boris"), stand_in(2, 4, "clara", "first")],
        )

        assert [
            (0, ("anna",)),
            (2, ("clara",)),
            (3, ("boris",)),
            (5, ("anna",)),
        ] == told(rota)

    def test_the_last_one_given_counts_where_they_overlap(self) -> None:
        rota = Rota(
            [daily("anna")],
            overrides=[
                stand_in(2, 12, "boris"),
                stand_in(4, 8, "clara"),
                stand_in(6, 10, "dora"),
                stand_in(1, 3, "emil"),
                stand_in(7, 7.5, None),
            ],
        )

        assert [
            (0, ("anna",)),
            (1, ("emil",)),
            (3, ("boris",)),
            (4, ("clara",)),
            (6, ("dora",)),
            (7, ()),
            (7.5, ("dora",)),
            (10, ("boris",)),
            (12, ("anna",)),
        ] == told(rota)
        assert () == rota.on_call(MONDAY + 7 * HOUR)
        assert ("dora",) == rota.on_call(MONDAY + 7.5 * HOUR)

    def test_the_longer_one_goes_on_after_the_one_within(self) -> None:
        rota = Rota(
            [daily("anna")],
            overrides=[stand_in(2, 12, "boris"), stand_in(4, 8, "clara")],
        )

        assert [
            (0, ("anna",)),
            (2, ("boris",)),
            (4, ("clara",)),
            (8, ("boris",)),
            (12, ("anna",)),
        ] == told(rota)
        assert ("boris",) == rota.on_call(MONDAY + 8 * HOUR)

    def test_a_layer_may_have_an_empty_name(self) -> None:
        rota = Rota(
            [daily("anna", name=""), daily("boris")],
            overrides=[stand_in(3, 5, "clara", "")],
        )

        assert ("clara",) == rota.on_call(MONDAY + 4 * HOUR)

    def test_that_touch_and_are_of_one_member_are_one_shift(self) -> None:
        rota = Rota(
            [daily("anna")],
            overrides=[stand_in(3, 5, "boris"), stand_in(5, 6, "boris")],
        )

        assert [(0, ("anna",)), (3, ("boris",)), (6, ("anna",))] == told(rota)


class TestRanges:
    ROTA = Rota(
        [daily("anna", "boris", start=MONDAY + 9 * HOUR)],
        overrides=[stand_in(40, 42, None)],
    )

    def test_shifts_are_cut_to_it(self) -> None:
        start, end = MONDAY + 12 * HOUR, MONDAY + 35 * HOUR

        assert (
            Shift(Interval(start, MONDAY + 33 * HOUR), ("anna",)),
            Shift(Interval(MONDAY + 33 * HOUR, end), ("boris",)),
        ) == self.ROTA.shifts(start, end)

    def test_handoffs_are_told_with_both_sides(self) -> None:
        at = MONDAY + 9 * HOUR

        assert (
            Handoff(at, (), ("anna",)),
            Handoff(at + DAY, ("anna",), ("boris",)),
            Handoff(MONDAY + 40 * HOUR, ("boris",), ()),
            Handoff(MONDAY + 42 * HOUR, (), ("boris",)),
        ) == self.ROTA.handoffs(MONDAY, MONDAY + 57 * HOUR)

    def test_handoffs_at_its_start_count_and_those_at_its_end_do_not(self) -> None:
        at = MONDAY + 9 * HOUR

        assert (Handoff(at, (), ("anna",)),) == self.ROTA.handoffs(at, at + DAY)
        assert () == self.ROTA.handoffs(at + TICK, at + DAY)
        assert (Handoff(at + DAY, ("anna",), ("boris",)),) == self.ROTA.handoffs(
            at + TICK, at + DAY + TICK
        )

    def test_gaps_are_where_nobody_is_on_call(self) -> None:
        assert (
            Interval(MONDAY, MONDAY + 9 * HOUR),
            Interval(MONDAY + 40 * HOUR, MONDAY + 41 * HOUR),
        ) == self.ROTA.gaps(MONDAY, MONDAY + 41 * HOUR)

    def test_a_check_finds_each_gap(self) -> None:
        said = "nobody is on call from {}:00+00:00 to {}:00+00:00"

        assert (
            Finding(
                "rota.gap",
                Severity.WARNING,
                "rota",
                said.format("2026-01-05T00:00", "2026-01-05T09:00"),
            ),
            Finding(
                "rota.gap",
                Severity.WARNING,
                "rota",
                said.format("2026-01-06T16:00", "2026-01-06T18:00"),
            ),
        ) == self.ROTA.check(MONDAY, MONDAY + 48 * HOUR)

    def test_a_check_tells_times_in_the_zone_of_its_start(self) -> None:
        start, end = (MONDAY + n * HOUR for n in (0, 10))
        [finding] = self.ROTA.check(start.astimezone(BERLIN), end)

        assert finding.message == (
            "nobody is on call from 2026-01-05T01:00:00+01:00 "
            "to 2026-01-05T10:00:00+01:00"
        )

    def test_a_check_names_the_rota(self) -> None:
        named = attrs.evolve(self.ROTA, name="desk")

        assert ["desk"] == [
            finding.path for finding in named.check(MONDAY, MONDAY + HOUR)
        ]
        assert () == named.check(MONDAY + 10 * HOUR, MONDAY + 11 * HOUR)

    def test_nothing_is_in_an_empty_one(self) -> None:
        at = MONDAY + 9 * HOUR

        assert () == self.ROTA.shifts(at, at)
        assert () == self.ROTA.handoffs(at, at)
        assert () == self.ROTA.gaps(MONDAY, MONDAY)
        assert () == self.ROTA.check(MONDAY, MONDAY)

    def test_answers_are_in_the_zone_of_its_start(self) -> None:
        start = MONDAY.astimezone(BERLIN)
        end = (MONDAY + 41 * HOUR).astimezone(ZoneInfo("Asia/Tokyo"))
        shifts = self.ROTA.shifts(start, end)
        answers = [
            *(edge for each in shifts for edge in attrs.astuple(each.interval)),
            *(each.at for each in self.ROTA.handoffs(start, end)),
            *(
                edge
                for gap in self.ROTA.gaps(start, end)
                for edge in attrs.astuple(gap)
            ),
        ]

        assert 8 + 3 + 4 == len(answers)
        assert {BERLIN} == {each.tzinfo for each in answers}
        assert "2026-01-05T10:00:00+01:00" in [each.isoformat() for each in answers]

    @pytest.mark.parametrize("name", ["shifts", "handoffs", "gaps", "check"])
    def test_it_must_have_zones_and_a_direction(self, name: str) -> None:
        ask = getattr(self.ROTA, name)
        naive = MONDAY.replace(tzinfo=None)

        with pytest.raises(NaiveDatetimeError, match="start must be an aware"):
            ask(naive, MONDAY)
        with pytest.raises(NaiveDatetimeError, match="end must be an aware"):
            ask(MONDAY, naive)
        with pytest.raises(WrongTypeError, match="end must be an aware datetime"):
            ask(MONDAY, "2026-01-05")
        with pytest.raises(InvalidArgumentError, match="end must be not before start"):
            ask(MONDAY, MONDAY - TICK)

    def test_an_instant_must_have_a_zone(self) -> None:
        with pytest.raises(NaiveDatetimeError, match="at must be an aware"):
            self.ROTA.on_call(MONDAY.replace(tzinfo=None))

    @pytest.mark.parametrize("name", ["shifts", "handoffs", "gaps", "check"])
    def test_a_warning_of_hours_unknown_names_the_line_that_asks(
        self, name: str
    ) -> None:
        country = DaysOff.country("RU")
        hours = ServiceCalendar("Mo-Fr 09:00-18:00", tz="UTC", days_off=country)
        ask = getattr(Rota([daily("anna", hours=hours)]), name)
        start = datetime(2090, 1, 2, tzinfo=UTC)

        with pytest.warns(HolidayCoverageWarning) as found:
            ask(start, start + DAY)

        assert [__file__] == [each.filename for each in found]


class TestArguments:
    @pytest.mark.parametrize(
        ("given", "error", "said"),
        [
            (daily, InvalidArgumentError, "members must be at least one"),
            (lambda: daily(""), InvalidArgumentError, "members must be at least one"),
            (lambda: daily(()), InvalidArgumentError, "members must be at least one"),
            (
                lambda: daily(("anna", "anna")),
                InvalidArgumentError,
                "members must be at least one name, none of them empty or given twice",
            ),
            (lambda: daily(7), WrongTypeError, "members must be a name, or several"),
            (lambda: daily(None), WrongTypeError, "members must be a name, or several"),
            (lambda: daily(("anna", 7)), WrongTypeError, "members must be text, got 7"),
            (
                lambda: Layer("anna", start=MONDAY, every="daily"),
                WrongTypeError,
                "members must be names in order, in a tuple, got 'anna'",
            ),
            (
                lambda: Layer({"anna"}, start=MONDAY, every="daily"),  # type: ignore[arg-type]
                WrongTypeError,
                "members must be names in order",
            ),
            (lambda: daily("anna", tz="Mars"), UnknownZoneError, "tz must be an IANA"),
            (lambda: daily("anna", tz=1), WrongTypeError, "tz must be an IANA"),
            (
                lambda: daily("anna", start="2026-01-05"),
                WrongTypeError,
                "start must be a datetime",
            ),
            (
                lambda: daily("anna", start=local(2026, 1, 5)),
                NaiveDatetimeError,
                "start must be an aware datetime",
            ),
            (
                lambda: daily("anna", until="2026-01-06"),
                WrongTypeError,
                "until must be a datetime",
            ),
            (
                lambda: daily("anna", until=MONDAY),
                InvalidArgumentError,
                "until must be later than start",
            ),
            (
                lambda: daily(
                    "anna", start=datetime.max.replace(tzinfo=UTC), tz="Asia/Tokyo"
                ),
                InstantRangeError,
                "start lies outside the years 1 to 9999",
            ),
            (
                lambda: daily("anna", every=7),
                WrongTypeError,
                "every must be a Rotation",
            ),
            (
                lambda: daily("anna", hours="Mo-Fr 09:00-17:00"),
                WrongTypeError,
                "hours must be a ServiceCalendar",
            ),
            (lambda: daily("anna", name=7), WrongTypeError, "name must be text"),
        ],
    )
    def test_of_a_layer_are_checked(
        self, given: Callable[[], Layer], error: type[ServiceDeskError], said: str
    ) -> None:
        with pytest.raises(error, match=said):
            given()

    @pytest.mark.parametrize(
        ("given", "error", "said"),
        [
            (
                lambda: stand_in(1, 1, "anna"),
                InvalidArgumentError,
                "end must be later than start",
            ),
            (
                lambda: Override(MONDAY.replace(tzinfo=None), MONDAY, "anna"),
                NaiveDatetimeError,
                "start must be an aware",
            ),
            (
                lambda: Override(MONDAY, MONDAY.replace(tzinfo=None), "anna"),
                NaiveDatetimeError,
                "end must be an aware",
            ),
            (
                lambda: stand_in(1, 2, ""),
                InvalidArgumentError,
                "member must be at least",
            ),
            (
                lambda: stand_in(1, 2, []),
                InvalidArgumentError,
                "member must be at least",
            ),
            (lambda: stand_in(1, 2, 7), WrongTypeError, "member must be a name, or"),
            (lambda: stand_in(1, 2, 0), WrongTypeError, "member must be a name, or"),
            (
                lambda: stand_in(1, 2, "anna", 0),
                WrongTypeError,
                "layer must be the name of a layer",
            ),
        ],
    )
    def test_of_an_override_are_checked(
        self, given: Callable[[], Override], error: type[ServiceDeskError], said: str
    ) -> None:
        with pytest.raises(error, match=said):
            given()

    @pytest.mark.parametrize(
        ("layers", "rest", "error", "said"),
        [
            ([], {}, InvalidArgumentError, "layers must be at least one Layer"),
            (daily("anna"), {}, WrongTypeError, "layers must be Layers, in a tuple"),
            (["anna"], {}, WrongTypeError, "layers must be Layers, in a tuple"),
            (
                [daily("anna", name="a"), daily("boris", name="a")],
                {},
                InvalidArgumentError,
                "layers must be layers of different names",
            ),
            (
                [daily("anna")],
                {"overrides": stand_in(1, 2, "anna")},
                WrongTypeError,
                "overrides must be Overrides, in a tuple",
            ),
            (
                [daily("anna")],
                {"overrides": [daily("anna")]},
                WrongTypeError,
                "overrides must be Overrides, in a tuple",
            ),
            (
                [daily("anna", name="days"), daily("boris", name="nights")],
                {"overrides": [stand_in(1, 2, "anna", "night")]},
                InvalidArgumentError,
                r"here one of \['days', 'nights'\], got 'night'",
            ),
            ([daily("anna")], {"name": 7}, WrongTypeError, "name must be text"),
        ],
    )
    def test_of_a_rota_are_checked(
        self, layers: Any, rest: Any, error: type[ServiceDeskError], said: str
    ) -> None:
        with pytest.raises(error, match=said):
            Rota(layers, **rest)


class TestValues:
    @pytest.mark.parametrize(
        ("start", "tz"),
        [
            (local(2026, 1, 5, 9), "Europe/Berlin"),
            (local(2026, 1, 5, 9), BERLIN),
            (datetime(2026, 1, 5, 9, tzinfo=BERLIN), None),
            (datetime(2026, 1, 5, 8, tzinfo=UTC), "Europe/Berlin"),
            (datetime(2026, 1, 5, 17, tzinfo=ZoneInfo("Asia/Tokyo")), "Europe/Berlin"),
        ],
    )
    def test_layers_are_equal_however_the_zone_is_given(
        self, start: datetime, tz: str | tzinfo | None
    ) -> None:
        other = daily("anna", start=datetime(2026, 1, 5, 9, tzinfo=BERLIN))
        layer = daily("anna", start=start, tz=tz)

        assert other == layer
        assert hash(other) == hash(layer)
        assert (BERLIN, "2026-01-05T09:00:00+01:00") == (
            layer.tz,
            layer.start.isoformat(),
        )

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            # The same instant, and other hand-overs from summer on.
            (
                {"start": datetime(2026, 1, 5, 9, tzinfo=BERLIN)},
                {"start": datetime(2026, 1, 5, 8, tzinfo=UTC)},
            ),
            # The same reading, an hour apart.
            (
                {"start": datetime(2025, 10, 26, 2, 30, tzinfo=BERLIN)},
                {"start": datetime(2025, 10, 26, 2, 30, tzinfo=BERLIN, fold=1)},
            ),
            ({"until": MONDAY + HOUR}, {}),
            ({"until": MONDAY + HOUR}, {"until": MONDAY + 2 * HOUR}),
            ({"hours": NIGHTS}, {}),
            ({"name": "a"}, {}),
            ({"every": "weekly"}, {}),
        ],
    )
    def test_layers_differ_by_what_they_say(
        self, first: dict[str, Any], second: dict[str, Any]
    ) -> None:
        assert daily("anna", **first) != daily("anna", **second)

    def test_a_zone_may_be_a_fixed_offset(self) -> None:
        nepal = timezone(timedelta(hours=5, minutes=45))
        layer = daily("anna", "boris", start=local(2026, 1, 5, 9), tz=nepal)

        assert ("boris",) == Rota([layer]).on_call(
            datetime(2026, 1, 6, 3, 15, tzinfo=UTC)
        )

    def test_a_zone_of_another_library_is_refused(self) -> None:
        class Zone(tzinfo):
            def utcoffset(self, _: datetime | None) -> timedelta:
                return HOUR

            dst = utcoffset

            def tzname(self, _: datetime | None) -> str:
                return "here"

        with pytest.raises(WrongTypeError, match="tz must be an IANA"):
            daily("anna", start=datetime(2026, 1, 5, 9, tzinfo=Zone()))

    def test_overrides_are_equal_by_their_instants(self) -> None:
        start, end = MONDAY.astimezone(BERLIN), (MONDAY + HOUR).astimezone(BERLIN)

        assert stand_in(0, 1, "anna") == Override(start, end, ["anna"])
        assert stand_in(0, 1, "anna") != stand_in(0, 1, "anna", "a")
        assert stand_in(0, 1, None) == attrs.evolve(stand_in(0, 1, None))

    def test_a_rota_is_its_definition(self) -> None:
        layers = [daily("anna", hours=NIGHTS, name="nights"), weekly("boris", "clara")]
        overrides = [stand_in(3, 5, "dora"), stand_in(22, 23, None, "nights")]
        rota = Rota(layers, overrides=overrides, name="desk")
        same = Rota(tuple(layers), overrides=iter(overrides), name="desk")
        expected = told(rota, 200)

        for other in (
            same,
            pickle.loads(pickle.dumps(rota)),  # noqa: S301 - our own
            copy.deepcopy(rota),
            attrs.evolve(rota),
        ):
            assert rota == other
            assert hash(rota) == hash(other)
            assert repr(rota) == repr(other)
            assert expected == told(other, 200)
        assert rota != attrs.evolve(rota, overrides=())
        assert b"_rows" not in pickle.dumps(rota)

    def test_values_never_change(self) -> None:
        rota = Rota([daily("anna")])

        for value, field in (
            (rota, "layers"),
            (rota.layers[0], "start"),
            (stand_in(0, 1, "anna"), "member"),
        ):
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(value, field, None)
