"""Arguments of calendars that are refused by name, value and what was wanted."""

from datetime import date
from typing import Any

import pytest

from servicedesk_core.calendars import Closure, DaysOff, SpecialHours, notation
from servicedesk_core.errors import WrongTypeError


class TestSubdivision:
    @pytest.mark.parametrize("subdivision", [5, ["BY"], b"BY"])
    def test_is_text(self, subdivision: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            DaysOff.country("DE", subdivision)
        assert caught.value.argument == "subdivision"
        assert subdivision == caught.value.value
        assert caught.value.wanted == 'a code such as "BY"'


class TestLabel:
    @pytest.mark.parametrize(
        "make",
        [
            lambda label: SpecialHours("2026-12-31", "09:00-12:00", label),
            lambda label: Closure("2026-12-31", "09:00-12:00", label),
            lambda label: DaysOff.yearly("05-01", label=label),
            lambda label: DaysOff.rule(
                "FREQ=DAILY", since=date(2026, 1, 1), label=label
            ),
        ],
    )
    @pytest.mark.parametrize("label", [5, None, ["fair"]])
    def test_is_text(self, make: Any, label: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            make(label)
        assert caught.value.argument == "label"
        assert label == caught.value.value
        assert caught.value.wanted == "text"


class TestRules:
    def test_are_several(self) -> None:
        rules: Any = 5
        with pytest.raises(WrongTypeError) as caught:
            DaysOff(rules)
        assert caught.value.argument == "rules"
        assert caught.value.wanted == "rules of days off, in a list"

    @pytest.mark.parametrize("rule", [1, "05-01", date(2026, 5, 1)])
    def test_are_rules(self, rule: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            DaysOff((rule,))
        assert rule == caught.value.value
        assert caught.value.wanted == "rules as DaysOff.dates(...) makes them"

    def test_may_come_in_a_list(self) -> None:
        rules: Any = [*DaysOff.yearly("05-01").rules]
        assert DaysOff.yearly("05-01") == DaysOff(rules)


class TestDates:
    def test_may_be_a_mapping_to_labels(self) -> None:
        days = {date(2026, 12, 30): "stocktaking", date(2026, 6, 30): "outing"}
        assert DaysOff.dates([*days.items()]) == DaysOff.dates(days)
        assert DaysOff.dates(days).label(date(2026, 12, 30)) == "stocktaking"


class TestNotation:
    def test_has_the_names_it_lists(self) -> None:
        assert sorted(notation.__all__) == dir(notation)
        for name in notation.__all__:
            assert callable(getattr(notation, name))

    def test_has_no_other(self) -> None:
        with pytest.raises(AttributeError, match="has no attribute 'parse_ical'"):
            notation.parse_ical  # type: ignore[attr-defined]  # noqa: B018
