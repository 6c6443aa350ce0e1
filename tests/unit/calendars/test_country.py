"""The adapter of the holidays package."""

import pickle
import warnings
from collections.abc import Iterator
from datetime import date

import pytest

from servicedesk_core.calendars import country as adapter
from servicedesk_core.calendars.country import (
    CountryYear,
    check_country,
    country_year,
)
from servicedesk_core.errors import UnknownCountryError

MON, TUE, WED, THU, FRI = range(5)


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


class TestCountryYear:
    @pytest.mark.parametrize(
        ("country", "subdivision", "day", "label"),
        [
            ("RU", None, date(2024, 11, 4), "Unity Day"),
            ("RU", None, date(2024, 1, 1), "New Year Holidays"),
            ("RU", None, date(2024, 12, 31), "Day off (substituted from 01/07/2024)"),
            ("DE", None, date(2026, 10, 3), "German Unity Day"),
            ("DE", "BY", date(2026, 1, 6), "Epiphany"),
        ],
    )
    def test_labels_days_off_in_english(
        self, country: str, subdivision: str | None, day: date, label: str
    ) -> None:
        assert (
            label == country_year(country, subdivision, day.year).off[day.toordinal()]
        )

    @pytest.mark.parametrize(
        ("country", "subdivision", "day"),
        [
            ("DE", None, date(2026, 1, 6)),
            ("DE", "BE", date(2026, 1, 6)),
            ("RU", None, date(2024, 4, 27)),
            ("RU", None, date(2024, 11, 5)),
        ],
    )
    def test_has_no_other_days_off(
        self, country: str, subdivision: str | None, day: date
    ) -> None:
        assert day.toordinal() not in country_year(country, subdivision, day.year).off

    @pytest.mark.parametrize(
        ("country", "day", "weekday"),
        [
            ("RU", date(2024, 4, 27), MON),
            ("RU", date(2024, 11, 2), TUE),
            ("RU", date(2024, 12, 28), MON),
            ("HU", date(2024, 8, 3), MON),
            ("HU", date(2024, 12, 7), TUE),
            ("HU", date(2024, 12, 14), FRI),
            ("CN", date(2024, 2, 4), THU),
            ("CN", date(2024, 2, 18), FRI),
            # for a day off in the next year
            ("AM", date(2006, 12, 30), WED),
            ("AZ", date(2019, 12, 29), MON),
            # and in the one before
            ("VN", date(2019, 1, 5), MON),
            ("MM", date(2025, 1, 11), TUE),
        ],
    )
    def test_worked_weekends_stand_for_the_weekday_in_the_label(
        self, country: str, day: date, weekday: int
    ) -> None:
        worked = country_year(country, None, day.year).worked
        assert weekday == worked[day.toordinal()]

    def test_knows_only_its_own_year(self) -> None:
        year = country_year("RU", None, 2024)
        dates = [date.fromordinal(day) for day in (*year.off, *year.worked)]
        assert {day.year for day in dates} == {2024}
        assert len(year.off) == 19
        assert len(year.worked) == 3

    @pytest.mark.parametrize("year", [1, 2, 9998, 9999])
    def test_reaches_the_outermost_years(self, year: int) -> None:
        found = country_year("RU", None, year)
        dates = [date.fromordinal(day).year for day in found.off]
        assert set(dates) <= {year}
        assert found.worked == {}

    def test_follows_no_locale(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES"):
            monkeypatch.setenv(name, "ru_RU.UTF-8")
        assert "Unity Day" in country_year.__wrapped__("RU", None, 2024).off.values()

    def test_is_read_once(self) -> None:
        assert country_year("RU", None, 2024) is country_year("RU", None, 2024)

    def test_is_a_value(self) -> None:
        year = country_year("RU", None, 2024)
        again = country_year.__wrapped__("RU", None, 2024)
        assert year == again
        assert hash(year) == hash(again)
        assert year == pickle.loads(pickle.dumps(year))  # noqa: S301
        assert year != country_year("RU", None, 2025)
        assert CountryYear({1: "a"}, {}) != CountryYear({}, {1: 1})


class Year(dict[date, str]):
    """Stands for a year of the holidays package."""

    def __init__(self, days: dict[date, str], *, worked: list[date]) -> None:
        super().__init__(days)
        self.weekend_workdays = set(worked)
        self.weekend = {5, 6}


@pytest.fixture
def unlabelled(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A country whose labels do not say what a worked weekend is for."""
    holidays = Year(
        {
            date(2026, 1, 1): "New Year",
            date(2026, 1, 2): "Day off (substituted from 01/11/2026)",
            date(2025, 12, 30): "Day off",
        },
        worked=[date(2026, 1, day) for day in (3, 10, 11, 18)],
    )
    monkeypatch.setattr(adapter, "_load", lambda *_: holidays)
    country_year.cache_clear()
    yield
    country_year.cache_clear()


@pytest.mark.usefixtures("unlabelled")
class TestWithoutALabel:
    @pytest.mark.parametrize(
        ("day", "weekday"),
        [
            # New Year and the day after are off: the last working day is Wednesday
            (date(2026, 1, 3), WED),
            (date(2026, 1, 10), FRI),
            # a Sunday, two days after it
            (date(2026, 1, 18), FRI),
            # this one has a label
            (date(2026, 1, 11), FRI),
        ],
    )
    def test_it_is_the_last_working_weekday_before(
        self, day: date, weekday: int
    ) -> None:
        assert weekday == country_year("QQ", None, 2026).worked[day.toordinal()]

    def test_other_years_are_left_out(self) -> None:
        year = country_year("QQ", None, 2025)
        assert list(year.off) == [date(2025, 12, 30).toordinal()]
        assert year.worked == {}


class TestNoWarning:
    @pytest.mark.parametrize("country", ["RU", "DE", "US", "CN", "GB"])
    def test_is_given_for_ordinary_years(self, country: str) -> None:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            country_year.__wrapped__(country, None, 2026)
        assert caught == []
