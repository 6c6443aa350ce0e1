"""The adapter of the holidays package."""

import pickle
import warnings
from collections.abc import Iterable, Iterator
from datetime import date
from threading import Barrier, Thread
from types import SimpleNamespace
from typing import Any

import holidays
import pytest

from servicedesk_core.calendars import country as adapter
from servicedesk_core.calendars.country import (
    CountryYear,
    check_country,
    country_categories,
    country_year,
    known_years,
    replaced_days,
    statutory_eves,
)
from servicedesk_core.errors import UnknownCountryError, WrongTypeError

MON, TUE, WED, THU, FRI = range(5)
CACHES = (country_year, known_years, replaced_days, statutory_eves)


def iso(ordinals: Iterable[int]) -> list[str]:
    """Return dates given by ordinal as text, in order."""
    return [str(date.fromordinal(day)) for day in sorted(ordinals)]


def replaced(country: str, day: date) -> date:
    """Return the date that a worked weekend stands in for."""
    found = replaced_days(country, None, day.year)
    return date.fromordinal(found[day.toordinal()])


class TestCheckCountry:
    @pytest.mark.parametrize(
        ("country", "subdivision"),
        [("RU", None), ("DE", None), ("DE", "BY"), ("DEU", None), ("US", "CA")],
    )
    def test_takes_what_the_package_knows(
        self, country: str, subdivision: str | None
    ) -> None:
        before = country_year.cache_info().misses
        check_country(country, subdivision)
        assert before == country_year.cache_info().misses

    @pytest.mark.parametrize(
        ("country", "match"),
        [("ru", "RU"), ("RUSS", "RUS"), ("UKR.", "UKR"), ("De", "DE")],
    )
    def test_hints_at_close_countries(self, country: str, match: str) -> None:
        with pytest.raises(UnknownCountryError) as caught:
            check_country(country, None)
        assert caught.value.argument == "country"
        assert country == caught.value.value
        assert match == caught.value.matches[0]
        assert len(caught.value.matches) <= 3
        assert str(caught.value).startswith(
            "country must be a code that the holidays package knows, "
            f"got {country!r}; did you mean {match}"
        )

    @pytest.mark.parametrize("country", ["", "@@@@", "12345"])
    def test_may_have_no_hint(self, country: str) -> None:
        with pytest.raises(UnknownCountryError) as caught:
            check_country(country, None)
        assert caught.value.matches == ()
        assert str(caught.value) == (
            f"country must be a code that the holidays package knows, got {country!r}"
        )

    @pytest.mark.parametrize(
        ("country", "subdivision", "matches"),
        [("DE", "by", "BY"), ("DE", "XX", None), ("RU", "MOW", None), ("DE", "", None)],
    )
    def test_refuses_an_unknown_subdivision(
        self, country: str, subdivision: str, matches: str | None
    ) -> None:
        with pytest.raises(UnknownCountryError) as caught:
            check_country(country, subdivision)
        assert caught.value.argument == "subdivision"
        assert subdivision == caught.value.value
        assert matches == (caught.value.matches or (None,))[0]
        assert str(caught.value).startswith(
            f"subdivision must be a code that the holidays package knows, "
            f"got {subdivision!r}"
        )

    @pytest.mark.parametrize("country", [5, None, ["DE"]])
    def test_refuses_what_is_no_code(self, country: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            check_country(country, None)
        assert caught.value.argument == "country"
        assert country == caught.value.value


class TestCountryCategories:
    @pytest.mark.parametrize(
        ("country", "expected"),
        [
            ("RU", ("public",)),
            ("RUS", ("public",)),
            ("TR", ("half_day", "public")),
            ("UA", ("public", "workday")),
            ("TW", ("government", "optional", "public", "school", "workday")),
        ],
    )
    def test_are_sorted(self, country: str, expected: tuple[str, ...]) -> None:
        assert expected == country_categories(country)


class TestCountryYear:
    @pytest.mark.parametrize(
        ("country", "subdivision", "category", "day", "label"),
        [
            ("RU", None, "public", date(2024, 11, 4), "Unity Day"),
            ("RU", None, "public", date(2024, 1, 1), "New Year Holidays"),
            ("RU", None, "public", date(2024, 12, 31),
             "Day off (substituted from 01/07/2024)"),
            ("DE", None, "public", date(2026, 10, 3), "German Unity Day"),
            ("DE", "BY", "public", date(2026, 1, 6), "Epiphany"),
            ("GR", None, "half_day", date(2026, 12, 24), "Christmas Eve"),
        ],
    )  # fmt: skip
    def test_labels_days_off_in_english(
        self, country: str, subdivision: str | None, category: str, day: date,
        label: str,
    ) -> None:  # fmt: skip
        off = country_year(country, subdivision, category, day.year).off
        assert label == off[day.toordinal()]

    @pytest.mark.parametrize(
        ("country", "subdivision", "category", "day"),
        [
            ("DE", None, "public", date(2026, 1, 6)),
            ("DE", "BE", "public", date(2026, 1, 6)),
            ("RU", None, "public", date(2024, 4, 27)),
            ("RU", None, "public", date(2024, 11, 5)),
            ("GR", None, "public", date(2026, 12, 24)),
            ("GR", None, "half_day", date(2026, 12, 25)),
        ],
    )
    def test_has_no_other_days_off(
        self, country: str, subdivision: str | None, category: str, day: date
    ) -> None:
        off = country_year(country, subdivision, category, day.year).off
        assert day.toordinal() not in off

    def test_knows_only_its_own_year(self) -> None:
        year = country_year("RU", None, "public", 2024)
        dates = [date.fromordinal(day) for day in (*year.off, *year.worked)]
        assert {day.year for day in dates} == {2024}
        assert len(year.off) == 19
        assert len(year.worked) == 3

    def test_knows_the_transfers_into_it(self) -> None:
        year = country_year("AZ", None, "public", 2020)
        into = {iso([worked])[0]: iso([day])[0] for worked, day in
                year.transfers.items()}  # fmt: skip
        assert into["2019-12-28"] == "2020-01-03"
        assert iso(year.worked) == ["2020-03-29", "2020-05-31"]

    def test_worked_weekends_belong_to_public_holidays(self) -> None:
        assert country_year("TW", None, "optional", 2023).worked == {}
        assert len(country_year("TW", None, "public", 2023).worked) == 6
        # the package names a weekend worked for another year's day off everywhere
        assert country_year("TW", None, "optional", 2014).worked == {}
        assert iso(country_year("TW", None, "public", 2014).worked) == ["2014-12-27"]

    @pytest.mark.parametrize("year", [1, 2, 9998, 9999])
    def test_reaches_the_outermost_years(self, year: int) -> None:
        found = country_year("RU", None, "public", year)
        dates = [date.fromordinal(day).year for day in found.off]
        assert set(dates) <= {year}
        assert found.worked == {}
        assert replaced_days("RU", None, year) == {}
        assert statutory_eves("RU", None, year) == frozenset()

    def test_follows_no_locale(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES"):
            monkeypatch.setenv(name, "ru_RU.UTF-8")
        year = country_year.__wrapped__("RU", None, "public", 2024)
        assert "Unity Day" in year.off.values()

    def test_is_read_once(self) -> None:
        year = country_year("RU", None, "public", 2024)
        assert year is country_year("RU", None, "public", 2024)

    def test_is_a_value(self) -> None:
        year = country_year("RU", None, "public", 2024)
        again = country_year.__wrapped__("RU", None, "public", 2024)
        assert year == again
        assert hash(year) == hash(again)
        assert year == pickle.loads(pickle.dumps(year))  # noqa: S301
        assert year != country_year("RU", None, "public", 2025)
        nothing = frozenset[int]()
        assert CountryYear({1: "a"}, nothing, {}, {}) != CountryYear(
            {}, nothing, {}, {}
        )

    def test_is_the_same_for_threads_that_ask_at_once(self) -> None:
        for cache in CACHES:
            cache.cache_clear()
        barrier = Barrier(8)
        answers: list[object] = []

        def ask() -> None:
            barrier.wait()
            answers.append(
                [
                    (known_years(code), replaced_days(code, None, year),
                     country_year(code, None, "public", year),
                     statutory_eves(code, None, year))
                    for code in ("RU", "CN", "HU", "AZ")
                    for year in (2019, 2024)
                ]
            )  # fmt: skip

        threads = [Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(answers) == 8
        assert all(answer == answers[0] for answer in answers)


class TestStatutory:
    @pytest.mark.parametrize(
        ("country", "subdivision", "day", "label"),
        [
            ("RU", None, date(2024, 11, 4), "Unity Day"),
            # on a Sunday
            ("RU", None, date(2025, 2, 23), "Defender of the Fatherland Day"),
            ("GB", None, date(2022, 12, 26), "Boxing Day"),
            ("JP", None, date(2024, 2, 11), "Foundation Day"),
            # several labels, one of which is enough
            ("MH", None, date(2019, 11, 18),
             "General Election Day; President's Day Holiday"),
            ("CI", None, date(2022, 5, 2), "Day after the Labor Day; Eid al-Fitr"),
            # no bridge, though the name may sound like one
            ("AG", None, date(2023, 1, 19), "Day after the General Election"),
        ],
    )  # fmt: skip
    def test_are_holidays_themselves(
        self, country: str, subdivision: str | None, day: date, label: str
    ) -> None:
        year = country_year(country, subdivision, "public", day.year)
        assert label == year.off[day.toordinal()]
        assert day.toordinal() in year.statutory

    @pytest.mark.parametrize(
        ("country", "subdivision", "day", "label"),
        [
            ("RU", None, date(2024, 12, 31), "Day off (substituted from 01/07/2024)"),
            ("MM", None, date(2024, 12, 31), "Day off (substituted from 01/11/2025)"),
            ("RU", None, date(2010, 2, 22), "Day off (substituted from 02/27/2010)"),
            ("GB", None, date(2022, 12, 27), "Christmas Day (observed)"),
            ("UA", None, date(2021, 5, 4), "Easter Sunday (Pascha) (observed)"),
            ("SG", None, date(2030, 4, 15), "Eid al-Adha (observed, estimated)"),
            ("TH", None, date(2024, 2, 26), "Makha Bucha (in lieu)"),
            ("TH", None, date(2023, 6, 5),
             "HM Queen Suthida's Birthday (in lieu); Visakha Bucha (in lieu)"),
            ("TH", None, date(2024, 4, 12), "Bridge Public Holiday"),
            ("KH", None, date(2020, 8, 17), "Khmer New Year's Replacement Holiday"),
            ("JP", None, date(2024, 2, 12), "Substitute Holiday"),
            ("KR", None, date(2024, 5, 6), "Alternative holiday for Children's Day"),
            ("GG", None, date(2022, 12, 27), "Christmas Day (substitute day)"),
            ("AO", None, date(2023, 11, 3), "Day off for All Souls' Day"),
            ("CI", None, date(2022, 12, 26), "Day after the Christmas Day"),
            ("ES", "AN", date(2022, 5, 2), "Monday following Labor Day"),
            ("MH", None, date(2023, 1, 2), "New Year's Day Holiday"),
            ("UZ", None, date(2024, 3, 22),
             "Additional day off by Presidential decree"),
        ],
    )  # fmt: skip
    def test_are_no_moved_days_off(
        self, country: str, subdivision: str | None, day: date, label: str
    ) -> None:
        year = country_year(country, subdivision, "public", day.year)
        assert label == year.off[day.toordinal()]
        assert day.toordinal() not in year.statutory


class TestReplacedDays:
    @pytest.mark.parametrize(
        ("country", "day", "expected"),
        [
            ("RU", date(2024, 4, 27), date(2024, 4, 29)),
            ("RU", date(2024, 11, 2), date(2024, 4, 30)),
            ("RU", date(2024, 12, 28), date(2024, 12, 30)),
            ("RU", date(2021, 2, 20), date(2021, 2, 22)),
            ("CN", date(2024, 2, 4), date(2024, 2, 15)),
            # for a day off in the next year
            ("AM", date(2006, 12, 30), date(2007, 1, 3)),
            ("AZ", date(2019, 12, 29), date(2020, 1, 6)),
            # and in the one before
            ("VN", date(2019, 1, 5), date(2018, 12, 31)),
            ("MM", date(2025, 1, 11), date(2024, 12, 31)),
        ],
    )
    def test_are_those_in_the_label(
        self, country: str, day: date, expected: date
    ) -> None:
        assert expected == replaced(country, day)

    def test_are_none_without_worked_weekends(self) -> None:
        assert replaced_days("DE", None, 2024) == {}


class TestStatutoryEves:
    def test_are_the_dates_before_holidays(self) -> None:
        # weekends too, and dates that are off themselves
        assert iso(statutory_eves("RU", None, 2023)) == [
            *(f"2023-01-0{day}" for day in range(1, 8)),
            *("2023-02-22", "2023-03-07", "2023-04-30", "2023-05-08", "2023-06-11"),
            *("2023-11-03", "2023-12-31"),
        ]

    @pytest.mark.parametrize(
        "day",
        # 2 November for the eve of 1 May, 20 February for that of the 23rd
        [date(2024, 11, 2), date(2021, 2, 20), date(2025, 11, 1)],
    )
    def test_have_weekends_that_stand_in_for_them(self, day: date) -> None:
        assert day.toordinal() in statutory_eves("RU", None, day.year)

    # the one for the day before 30 April, the other for 30 December
    @pytest.mark.parametrize("day", [date(2024, 4, 27), date(2024, 12, 28)])
    def test_are_no_other_worked_weekends(self, day: date) -> None:
        assert day.toordinal() not in statutory_eves("RU", None, day.year)

    @pytest.mark.parametrize(
        ("country", "day"),
        [
            # the date before New Year's Day, and the weekends that stand in for it
            ("RU", date(2019, 12, 31)),
            ("VN", date(2019, 1, 5)),
            ("MM", date(2025, 1, 11)),
            # worked for another day, but a holiday follows
            ("AM", date(2006, 12, 30)),
        ],
    )
    def test_reach_over_new_year(self, country: str, day: date) -> None:
        assert day.toordinal() in statutory_eves(country, None, day.year)

    def test_follow_a_subdivision(self) -> None:
        eve = date(2026, 1, 5).toordinal()
        assert eve in statutory_eves("DE", "BY", 2026)
        assert eve not in statutory_eves("DE", None, 2026)


class TestKnownYears:
    @pytest.mark.parametrize(
        ("country", "expected"),
        [
            # to the end of the package
            ("US", (1777, 2100)),
            ("JP", (1949, 2099)),
            # to the end of a table of a lunar calendar
            ("IN", (2001, 2035)),
            ("IND", (2001, 2035)),
            ("NP", (2010, 2035)),
            ("ID", (1946, 2050)),
            ("NZ", (1894, 2052)),
            # transfers have ended
            ("BG", (1991, 2100)),
            # no transfer, yet known
            ("AM", (1991, 2025)),
            ("TW", (1998, 2026)),
            ("UA", (1991, 2026)),
        ],
    )
    def test_end_where_the_data_do(
        self, country: str, expected: tuple[int, int]
    ) -> None:
        assert expected == known_years(country)

    @pytest.mark.parametrize(
        "country",
        ["AZ", "BY", "CN", "HU", "KG", "KZ", "LV", "MM", "RU", "RUS", "UZ", "VN"],
    )
    def test_end_with_the_last_transfer(self, country: str) -> None:
        labels = holidays.country_holidays(
            country, years=range(1991, 2040), language="en_US"
        )
        last = max(day.year for day, label in labels.items() if "substituted" in label)
        assert last == known_years(country)[1]
        assert 2024 <= last < 2040

    def test_end_with_no_single_day_off(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Days off that are no transfers say nothing about a later year."""
        country = SimpleNamespace(
            country="QQ",
            start_year=2000,
            end_year=2100,
            has_substituted_holidays=True,
            special_public_holidays={
                2024: (5, 2, 5, 4),
                2025: ((1, 1, "election"), (1, 3, 12, 28, 2024)),
                2029: ((1, 1, "election"), (1, 2, "election")),
                2030: (1, 1, "election"),
            },
        )
        monkeypatch.setattr(adapter, "_entity", lambda _: country)
        assert known_years.__wrapped__("QQ") == (2000, 2025)

    def test_no_other_country_has_transfers(self) -> None:
        moving = {
            code
            for code in holidays.list_supported_countries(include_aliases=False)
            if holidays.country_holidays(code).has_substituted_holidays
        }
        assert moving == {
            *("AM", "AZ", "BG", "BY", "CN", "HU", "KG", "KZ", "LV", "MM"),
            *("RU", "TW", "UA", "UZ", "VN"),
        }

    def test_of_ukraine_have_no_holidays_under_martial_law(self) -> None:
        assert len(country_year("UA", None, "public", 2021).off) > 10
        for year in range(2023, 2027):
            assert country_year("UA", None, "public", year).off == {}

    def test_every_country_has_some(self) -> None:
        for code in holidays.list_supported_countries(include_aliases=True):
            first, last = known_years(code)
            assert 1 <= first < last <= 2100


class Year(dict[date, str]):
    """Stands for a year of the holidays package."""

    observed_label = "%s"
    observed_label_before = "Day off before %s"

    def __init__(self, days: dict[date, str], *, worked: list[date]) -> None:
        super().__init__(days)
        self.weekend_workdays = set(worked)

    def is_weekend(self, day: date) -> bool:
        return day.weekday() in {5, 6}

    def tr(self, text: str) -> str:
        return text.replace("Day off before", "Eve of")


@pytest.fixture
def unlabelled(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A country whose labels do not say what a worked weekend is for."""
    year = Year(
        {
            date(2026, 1, 1): "New Year",
            date(2026, 1, 2): "Day off (substituted from 01/11/2026)",
            date(2026, 1, 5): "Eve of Epiphany",
            date(2025, 12, 30): "Day off",
        },
        worked=[date(2026, 1, day) for day in (3, 10, 11, 18)],
    )
    monkeypatch.setattr(adapter, "_load", lambda *_: year)
    for cache in CACHES:
        cache.cache_clear()
    yield
    for cache in CACHES:
        cache.cache_clear()


@pytest.mark.usefixtures("unlabelled")
class TestWithoutALabel:
    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            # New Year and the day after are off: the last working day is Wednesday
            (date(2026, 1, 3), date(2025, 12, 31)),
            (date(2026, 1, 10), date(2026, 1, 9)),
            # a Sunday, two days after it
            (date(2026, 1, 18), date(2026, 1, 16)),
            # this one has a label
            (date(2026, 1, 11), date(2026, 1, 2)),
        ],
    )
    def test_it_is_the_last_working_day_before(self, day: date, expected: date) -> None:
        assert expected == replaced("QQ", day)

    def test_other_years_are_left_out(self) -> None:
        year = country_year("QQ", None, "public", 2025)
        assert list(year.off) == [date(2025, 12, 30).toordinal()]
        assert year.worked == {}

    def test_moved_days_are_told_by_the_forms_of_the_country(self) -> None:
        year = country_year("QQ", None, "public", 2026)
        # no form takes in the label of a transfer here
        assert iso(year.statutory) == ["2026-01-01", "2026-01-02"]
        assert iso(year.off) == ["2026-01-01", "2026-01-02", "2026-01-05"]


class TestNoWarning:
    @pytest.mark.parametrize("country", ["RU", "DE", "US", "CN", "GB"])
    def test_is_given_for_ordinary_years(self, country: str) -> None:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            country_year.__wrapped__(country, None, "public", 2026)
        assert caught == []

    @pytest.mark.parametrize("country", ["IN", "IND"])
    @pytest.mark.parametrize("year", [1, 1999, 2000, 2036, 9999])
    def test_is_given_beyond_the_tables_of_india(self, country: str, year: int) -> None:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            found = country_year.__wrapped__(country, None, "public", year)
        assert caught == []
        assert found.off == {}

    @pytest.mark.parametrize("year", [2001, 2035])
    def test_is_given_where_the_tables_of_india_end(self, year: int) -> None:
        labels = country_year.__wrapped__("IN", None, "public", year).off.values()
        assert {"Holi", "Diwali", "Republic Day"} <= {
            part for label in labels for part in label.split("; ")
        }
