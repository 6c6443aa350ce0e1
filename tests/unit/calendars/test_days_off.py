"""Days off: by country, by date, by year, by rule."""

import pickle
from datetime import UTC, date, datetime
from typing import Any

import pytest

from servicedesk_core.calendars import DaysOff
from servicedesk_core.calendars.days_off import (
    CountryDays,
    FixedDays,
    RecurringDays,
    YearlyDays,
)
from servicedesk_core.errors import (
    InvalidArgumentError,
    ServiceDeskError,
    UnknownCountryError,
    WrongTypeError,
)

MON = 0


def off(days: DaysOff, year: int) -> list[str]:
    """Return the days off of a year as text."""
    return [str(date.fromordinal(day)) for day in sorted(days.days(year))]


class TestNone:
    def test_is_no_day_off(self) -> None:
        none = DaysOff.none()
        assert none == DaysOff()
        assert none.rules == ()
        assert none.days(2026) == {}
        assert none.worked(2026) == {}
        assert none.last_year is None
        assert none.label(date(2026, 1, 1)) is None


class TestCountry:
    def test_has_its_holidays_and_worked_weekends(self) -> None:
        russia = DaysOff.country("RU")
        assert russia.rules == (CountryDays("RU", None),)
        assert russia.label(date(2024, 11, 4)) == "Unity Day"
        assert russia.label(date(2024, 11, 5)) is None
        assert russia.worked(2024)[date(2024, 4, 27).toordinal()] == MON
        assert russia.last_year is None

    def test_may_have_a_subdivision(self) -> None:
        assert DaysOff.country("DE").label(date(2026, 1, 6)) is None
        assert DaysOff.country("DE", "BY").label(date(2026, 1, 6)) == "Epiphany"

    @pytest.mark.parametrize(
        ("country", "subdivision", "argument", "value"),
        [
            ("QQQQ", None, "country", "QQQQ"),
            ("ru", None, "country", "ru"),
            ("DE", "XX", "subdivision", "XX"),
        ],
    )
    def test_is_checked_at_once(
        self, country: str, subdivision: str | None, argument: str, value: str
    ) -> None:
        with pytest.raises(UnknownCountryError) as caught:
            DaysOff.country(country, subdivision)
        assert argument == caught.value.argument
        assert value == caught.value.value


class TestDates:
    def test_have_labels_or_a_general_one(self) -> None:
        days = DaysOff.dates(
            ["2026-12-30", (date(2026, 6, 30), "stocktaking"), date(2027, 1, 4)]
        )
        assert off(days, 2026) == ["2026-06-30", "2026-12-30"]
        assert off(days, 2027) == ["2027-01-04"]
        assert off(days, 2028) == []
        assert days.label(date(2026, 6, 30)) == "stocktaking"
        assert days.label(date(2026, 12, 30)) == "day off"
        assert days.worked(2026) == {}

    def test_are_equal_in_any_order(self) -> None:
        days = ["2026-12-30", "2026-06-30"]
        assert DaysOff.dates(days) == DaysOff.dates(iter(days[::-1]))
        assert DaysOff.dates(days).rules == (
            FixedDays(
                ((date(2026, 6, 30), "day off"), (date(2026, 12, 30), "day off"))
            ),
        )

    def test_none_of_them_is_no_rule(self) -> None:
        assert DaysOff.dates([]) == DaysOff.none()

    @pytest.mark.parametrize(
        ("days", "expected"),
        [
            (["2026-06-30"], 2026),
            (["2026-06-30", "2030-01-01", "2028-01-01"], 2030),
        ],
    )
    def test_have_a_last_year(self, days: list[str], expected: int) -> None:
        assert expected == DaysOff.dates(days).last_year

    @pytest.mark.parametrize(
        "days",
        ["2026-06-30", date(2026, 6, 30), datetime(2026, 6, 30, tzinfo=UTC)],
    )
    def test_refuse_a_single_day(self, days: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            DaysOff.dates(days)
        assert caught.value.argument == "days"
        assert days == caught.value.value
        assert caught.value.wanted == "several dates, in a list"

    @pytest.mark.parametrize(
        "day", [5, None, datetime(2026, 6, 30, tzinfo=UTC), ["2026-06-30", "x"]]
    )
    def test_refuse_what_is_no_date(self, day: Any) -> None:
        for given in (day, (day, "label")):
            with pytest.raises(WrongTypeError) as caught:
                DaysOff.dates([given])
            assert caught.value.argument == "days"
            assert day == caught.value.value

    @pytest.mark.parametrize("day", ["30.06.2026", "2026-02-30", ""])
    def test_refuse_a_text_that_is_no_date(self, day: str) -> None:
        with pytest.raises(ServiceDeskError, match="days must be a date") as caught:
            DaysOff.dates([day])
        assert repr(day) in str(caught.value)


class TestYearly:
    @pytest.mark.parametrize(
        ("ranges", "year", "expected"),
        [
            (["05-01"], 2026, ["2026-05-01"]),
            (["05-01"], 2030, ["2030-05-01"]),
            (["05-01..05-03"], 2026, ["2026-05-01", "2026-05-02", "2026-05-03"]),
            (["05-01..05-01"], 2026, ["2026-05-01"]),
            ([" 05-01 .. 05-02 "], 2026, ["2026-05-01", "2026-05-02"]),
            (["05-01", "12-25"], 2026, ["2026-05-01", "2026-12-25"]),
            (["01-31..02-01"], 2026, ["2026-01-31", "2026-02-01"]),
            (
                ["12-30..01-02"],
                2026,
                ["2026-01-01", "2026-01-02", "2026-12-30", "2026-12-31"],
            ),
            (["12-31..01-01"], 1, ["0001-01-01", "0001-12-31"]),
            (["12-31..01-01"], 9999, ["9999-01-01", "9999-12-31"]),
            (["02-29"], 2028, ["2028-02-29"]),
            (["02-29"], 2026, []),
            (["02-28..03-01"], 2028, ["2028-02-28", "2028-02-29", "2028-03-01"]),
            (["02-28..03-01"], 2026, ["2026-02-28", "2026-03-01"]),
        ],
    )
    def test_come_back_every_year(
        self, ranges: list[str], year: int, expected: list[str]
    ) -> None:
        days = DaysOff.yearly(*ranges)
        assert expected == off(days, year)
        assert days.worked(year) == {}
        assert days.last_year is None

    def test_may_be_the_whole_year(self) -> None:
        assert len(DaysOff.yearly("01-01..12-31").days(2028)) == 366
        assert len(DaysOff.yearly("01-02..01-01").days(2026)) == 365

    def test_have_a_label(self) -> None:
        day = date(2026, 5, 1)
        assert DaysOff.yearly("05-01", label="Labour Day").label(day) == "Labour Day"
        assert DaysOff.yearly("05-01").label(day) == "day off"

    def test_are_rules_of_their_own(self) -> None:
        assert DaysOff.yearly("05-01", "12-24..01-02", label="x").rules == (
            YearlyDays((5, 1), (5, 1), "x"),
            YearlyDays((12, 24), (1, 2), "x"),
        )
        assert DaysOff.yearly() == DaysOff.none()

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "..",
            "5-1",
            "0501",
            "02-30",
            "13-01",
            "00-01",
            "01-00",
            "04-31",
            "05/01",
            "2026-05-01",
            "..05-01",
            "05-01..05-32",
            "05-01...05-02",
            "05-01..05-02..05-03",
            "05-01,05-02",
        ],
    )
    def test_refuse_what_is_no_day_of_a_year(self, text: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            DaysOff.yearly("05-09", text)
        assert text == caught.value.value
        assert caught.value.wanted == 'days such as "05-01..05-09"'
        assert str(caught.value).endswith(
            f'must be days such as "05-01..05-09", got {text!r}'
        )

    @pytest.mark.parametrize("given", [5, None, ["05-01"], date(2026, 5, 1)])
    def test_refuse_what_is_no_text(self, given: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            DaysOff.yearly("05-09", given)
        assert given == caught.value.value
        assert caught.value.wanted == 'days such as "05-01..05-09"'


class TestRule:
    @pytest.mark.parametrize(
        ("rule", "since", "year", "expected"),
        [
            (
                "FREQ=YEARLY;BYMONTH=7;BYDAY=-1FR",
                date(2026, 1, 1),
                2026,
                ["2026-07-31"],
            ),
            (
                "RRULE:FREQ=YEARLY;BYMONTH=7;BYDAY=-1FR",
                date(2026, 1, 1),
                2027,
                ["2027-07-30"],
            ),
            ("freq=yearly;bymonth=1;bymonthday=1", date(2020, 1, 1), 2026,
             ["2026-01-01"]),
            ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", date(2020, 1, 1), 2026,
             ["2026-12-31"]),
            ("FREQ=WEEKLY;INTERVAL=26;BYDAY=MO", date(2026, 1, 5), 2026,
             ["2026-01-05", "2026-07-06"]),
            ("FREQ=DAILY;COUNT=3", date(2026, 12, 30), 2026,
             ["2026-12-30", "2026-12-31"]),
            ("FREQ=DAILY;COUNT=3", date(2026, 12, 30), 2027, ["2027-01-01"]),
            ("FREQ=DAILY;COUNT=3", date(2026, 12, 30), 2025, []),
            ("FREQ=DAILY;COUNT=3", date(2026, 12, 30), 2028, []),
            ("FREQ=DAILY;UNTIL=20260102", date(2026, 1, 1), 2026,
             ["2026-01-01", "2026-01-02"]),
        ],
    )  # fmt: skip
    def test_recurs_from_its_start(
        self, rule: str, since: date, year: int, expected: list[str]
    ) -> None:
        days = DaysOff.rule(rule, since=since)
        assert expected == off(days, year)
        assert days.worked(year) == {}
        assert (2026 if "UNTIL" in rule else None) == days.last_year

    @pytest.mark.parametrize("interval", [0, -1])
    def test_refuses_to_stand_still(self, interval: int) -> None:
        rule = f"FREQ=DAILY;INTERVAL={interval}"
        with pytest.raises(InvalidArgumentError, match="INTERVAL of 1 or more"):
            DaysOff.rule(rule, since=date(2026, 1, 1))

    @pytest.mark.parametrize(
        "rule",
        ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;UNTIL=20251231"],
    )
    def test_refuses_what_never_matches(self, rule: str) -> None:
        with pytest.raises(InvalidArgumentError, match="one that matches a date"):
            DaysOff.rule(rule, since=date(2026, 1, 1))

    @pytest.mark.parametrize("rule", [None, 5])
    def test_refuses_what_is_no_text(self, rule: Any) -> None:
        with pytest.raises(WrongTypeError, match=r"^rule must be the text of an RRULE"):
            DaysOff.rule(rule, since=date(2026, 1, 1))

    def test_refuses_a_start_in_any_case(self) -> None:
        with pytest.raises(InvalidArgumentError):
            DaysOff.rule("dtstart:20260101", since=date(2026, 1, 1))

    def test_keeps_what_it_was_made_of(self) -> None:
        ours = DaysOff.rule("FREQ=MONTHLY;BYDAY=-1FR", since=date(2026, 1, 1))
        rule = RecurringDays("FREQ=MONTHLY;BYDAY=-1FR", date(2026, 1, 1), "day off")
        assert ours.rules == (rule,)
        assert len(ours.days(2026)) == 12

    def test_has_a_label(self) -> None:
        day = date(2026, 1, 30)
        rule = "FREQ=MONTHLY;BYDAY=-1FR"
        named = DaysOff.rule(rule, since=date(2026, 1, 1), label="stock")
        assert named.label(day) == "stock"
        assert DaysOff.rule(rule, since=date(2026, 1, 1)).label(day) == "day off"

    @pytest.mark.parametrize(
        "rule",
        [
            "",
            "FREQ",
            "FREQ=FOO",
            "INTERVAL=2",
            "last Friday",
            "FREQ=DAILY;BYDAY=XX",
            "FREQ=DAILY;UNTIL=soon",
            "EXRULE:FREQ=DAILY",
            "RDATE:20260101",
        ],
    )
    def test_refuses_what_is_no_rule(self, rule: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            DaysOff.rule(rule, since=date(2026, 1, 1))
        assert caught.value.argument == "rule"
        assert rule == caught.value.value
        assert caught.value.wanted == (
            "an RFC 5545 recurrence rule such as FREQ=MONTHLY;BYDAY=-1FR"
        )

    @pytest.mark.parametrize(
        "rule",
        [
            "FREQ=HOURLY",
            "FREQ=MINUTELY",
            "FREQ=SECONDLY",
            "FREQ=DAILY;BYHOUR=3",
            "FREQ=DAILY;BYMINUTE=3",
            "FREQ=DAILY;BYSECOND=3",
            "freq=daily;byhour=3",
        ],
    )
    def test_refuses_to_recur_within_a_day(self, rule: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            DaysOff.rule(rule, since=date(2026, 1, 1))
        assert rule == caught.value.value
        assert caught.value.wanted == "yearly, monthly, weekly or daily"

    @pytest.mark.parametrize("freq", ["YEARLY", "MONTHLY", "WEEKLY", "DAILY"])
    def test_takes_every_frequency_of_days(self, freq: str) -> None:
        days = DaysOff.rule(f"FREQ={freq};COUNT=1", since=date(2026, 1, 5))
        assert off(days, 2026) == ["2026-01-05"]

    @pytest.mark.parametrize(
        "rule",
        [
            "DTSTART:20260101\nRRULE:FREQ=DAILY",
            "DTSTART:20260101",
            "RRULE:FREQ=DAILY\nEXDATE:20260102",
        ],
    )
    def test_refuses_a_start_of_its_own(self, rule: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            DaysOff.rule(rule, since=date(2026, 1, 1))
        assert rule == caught.value.value
        assert caught.value.wanted == "one RRULE; since= gives its start"

    @pytest.mark.parametrize("rule", [5, None, ["FREQ=DAILY"]])
    def test_refuses_a_rule_that_is_no_text(self, rule: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            DaysOff.rule(rule, since=date(2026, 1, 1))
        assert caught.value.argument == "rule"
        assert rule == caught.value.value
        assert caught.value.wanted == "the text of an RRULE"

    def test_takes_its_start_as_text(self) -> None:
        text: Any = "2026-01-05"
        assert DaysOff.rule("FREQ=DAILY", since=text) == DaysOff.rule(
            "FREQ=DAILY", since=date(2026, 1, 5)
        )

    @pytest.mark.parametrize("since", [None, 2026, datetime(2026, 1, 1, tzinfo=UTC)])
    def test_refuses_a_start_that_is_no_date(self, since: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            DaysOff.rule("FREQ=DAILY", since=since)
        assert caught.value.argument == "since"
        assert since == caught.value.value


class TestSum:
    def test_joins_all_rules_in_order(self) -> None:
        one, two = DaysOff.yearly("05-01"), DaysOff.dates(["2026-06-30"])
        assert (one + two).rules == one.rules + two.rules
        assert one + two != two + one
        assert off(one + two, 2026) == ["2026-05-01", "2026-06-30"]
        assert one + DaysOff.none() == one

    def test_the_first_label_stays(self) -> None:
        ours = DaysOff.dates([("2026-05-01", "ours")])
        theirs = DaysOff.yearly("05-01", label="theirs")
        assert (ours + theirs).label(date(2026, 5, 1)) == "ours"
        assert (theirs + ours).label(date(2026, 5, 1)) == "theirs"

    def test_the_first_country_gives_a_worked_weekends_weekday(self) -> None:
        # China worked Sunday 2024-04-28 for Thursday, Russia Saturday the 27th
        both = DaysOff.country("RU") + DaysOff.country("CN")
        assert both.worked(2024)[date(2024, 4, 27).toordinal()] == MON
        assert both.worked(2024)[date(2024, 4, 28).toordinal()] == 3
        assert len(both.worked(2024)) == 3 + 8

    def test_a_day_off_beats_a_worked_weekend(self) -> None:
        worked = date(2024, 4, 27)
        russia = DaysOff.country("RU")
        for days in (
            russia + DaysOff.dates([worked]),
            DaysOff.dates([worked]) + russia,
        ):
            assert worked.toordinal() not in days.worked(2024)
            assert days.label(worked) == "day off"
            assert len(days.worked(2024)) == 2

    def test_has_the_latest_of_all_years(self) -> None:
        days = DaysOff.dates(["2026-06-30"]) + DaysOff.yearly("05-01")
        assert days.last_year == 2026
        assert (days + DaysOff.dates(["2031-01-01"])).last_year == 2031
        assert (DaysOff.dates(["2031-01-01"]) + days).last_year == 2031

    @pytest.mark.parametrize("other", [5, None, "RU", [date(2026, 1, 1)]])
    def test_takes_days_off_only(self, other: Any) -> None:
        with pytest.raises(TypeError, match="unsupported operand"):
            DaysOff.none() + other


class TestValue:
    @pytest.mark.parametrize(
        "days",
        [
            DaysOff.none(),
            DaysOff.country("DE", "BY"),
            DaysOff.dates([("2026-05-01", "x")]),
            DaysOff.yearly("12-24..01-02", label="x"),
            DaysOff.rule("FREQ=MONTHLY;BYDAY=-1FR", since=date(2026, 1, 1)),
            DaysOff.country("RU") + DaysOff.yearly("05-02"),
        ],
    )
    def test_pickles_and_hashes(self, days: DaysOff) -> None:
        twin = pickle.loads(pickle.dumps(days))  # noqa: S301
        assert days == twin
        assert hash(days) == hash(twin)
        assert days.days(2026) == twin.days(2026)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (DaysOff.country("DE"), DaysOff.country("DE", "BY")),
            (DaysOff.country("DE"), DaysOff.country("RU")),
            (DaysOff.dates(["2026-05-01"]), DaysOff.dates(["2026-05-02"])),
            (DaysOff.dates(["2026-05-01"]), DaysOff.dates([("2026-05-01", "x")])),
            (DaysOff.yearly("05-01"), DaysOff.yearly("05-01..05-02")),
            (DaysOff.yearly("05-01"), DaysOff.yearly("05-01", label="x")),
        ],
    )
    def test_differs_by_every_part(self, one: DaysOff, other: DaysOff) -> None:
        assert one != other

    def test_shows_its_rules(self) -> None:
        assert repr(DaysOff.yearly("05-01")) == (
            "DaysOff(rules=(YearlyDays(first=(5, 1), last=(5, 1), label='day off'),))"
        )


class TestOddInput:
    @pytest.mark.parametrize(
        "days",
        [None, 5, date(2026, 1, 1), [("2026-01-01", "a", "b")], [("2026-01-01", None)]],
    )
    def test_dates_take_dates_and_pairs(self, days: Any) -> None:
        with pytest.raises(WrongTypeError, match=r"^days must be"):
            DaysOff.dates(days)

    @pytest.mark.parametrize("ranges", [None, 5])
    def test_yearly_takes_texts(self, ranges: Any) -> None:
        with pytest.raises(WrongTypeError, match=r"^ranges must be"):
            DaysOff.yearly(ranges)

    def test_a_range_needs_its_end(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^ranges must be"):
            DaysOff.yearly("05-01..")

    def test_a_label_is_found_by_iso_text_too(self) -> None:
        day: Any = "2026-05-01"
        assert DaysOff.yearly("05-01", label="Labour Day").label(day) == "Labour Day"

    @pytest.mark.parametrize("country", [None, 5, []])
    def test_a_country_is_a_text(self, country: Any) -> None:
        with pytest.raises(WrongTypeError, match=r"^country must be a code"):
            DaysOff.country(country)


class TestRecurrenceYearByYear:
    @pytest.mark.parametrize("since", [date(1900, 3, 1), date(2026, 1, 1)])
    def test_it_does_not_matter_which_year_is_asked_first(self, since: date) -> None:
        rule = "FREQ=MONTHLY;BYDAY=-1FR"
        up, down = (DaysOff.rule(rule, since=since) for _ in range(2))
        years = range(1899, 2060)
        there = {year: up.days(year) for year in years}
        back = {year: down.days(year) for year in reversed(years)}
        assert there == back
        assert all(len(there[year]) == 12 for year in years if year > since.year)
        assert not any(there[year] for year in years if year < since.year)

    def test_the_last_year_there_is(self) -> None:
        days = DaysOff.rule(
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", since=date(9990, 1, 1)
        )
        assert list(days.days(9999)) == [date.max.toordinal()]
