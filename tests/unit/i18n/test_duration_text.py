"""Durations in words: hours and minutes, never days."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.i18n import DurationStyle, duration_text

H, MIN, S, US = (
    timedelta(hours=1),
    timedelta(minutes=1),
    timedelta(seconds=1),
    timedelta(microseconds=1),
)


class TestLong:
    @pytest.mark.parametrize(
        ("duration", "english", "russian"),
        [
            (timedelta(), "0 minutes", "0 минут"),
            (US, "0.000001 seconds", "0,000001 секунды"),
            (S / 2, "0.5 seconds", "0,5 секунды"),
            (S, "1 second", "1 секунда"),
            (1.5 * S, "1.5 seconds", "1,5 секунды"),
            (2 * S, "2 seconds", "2 секунды"),
            (11 * S, "11 seconds", "11 секунд"),
            (10 * S + S / 10, "10.1 seconds", "10,1 секунды"),
            (MIN, "1 minute", "1 минута"),
            (3 * MIN, "3 minutes", "3 минуты"),
            (5 * MIN, "5 minutes", "5 минут"),
            (21 * MIN, "21 minutes", "21 минута"),
            (H, "1 hour", "1 час"),
            (2 * H, "2 hours", "2 часа"),
            (5 * H, "5 hours", "5 часов"),
            (11 * H, "11 hours", "11 часов"),
            (21 * H, "21 hours", "21 час"),
            (27 * H + 5 * MIN, "27 hours 5 minutes", "27 часов 5 минут"),
            (H + MIN + S, "1 hour 1 minute 1 second", "1 час 1 минута 1 секунда"),
            (100 * 24 * H, "2400 hours", "2400 часов"),
            (-90 * S, "-1 minute 30 seconds", "-1 минута 30 секунд"),
            (-27 * H, "-27 hours", "-27 часов"),
            (-US, "-0.000001 seconds", "-0,000001 секунды"),
        ],
    )
    def test_is_the_default(
        self, duration: timedelta, english: str, russian: str
    ) -> None:
        assert english == duration_text(duration)
        assert russian == duration_text(duration, language="ru")
        assert english == duration_text(duration, style=DurationStyle.LONG)


class TestShort:
    @pytest.mark.parametrize(
        ("duration", "expected"),
        [
            (timedelta(), "0 min"),
            (US, "0.000001 s"),
            (S - US, "0.999999 s"),
            (S / 2, "0.5 s"),
            (S, "1 s"),
            (10 * S, "10 s"),
            (10 * S + S / 10, "10.1 s"),
            (MIN - S, "59 s"),
            (MIN - US, "59.999999 s"),
            (MIN, "1 min"),
            (MIN + S, "1 min 1 s"),
            (H - S, "59 min 59 s"),
            (H, "1 h"),
            (H + S, "1 h 1 s"),
            (H + MIN, "1 h 1 min"),
            (24 * H - S, "23 h 59 min 59 s"),
            (24 * H, "24 h"),
            (27 * H + 5 * MIN, "27 h 5 min"),
            (100 * 24 * H, "2400 h"),
            (-US, "-0.000001 s"),
            (-90 * S, "-1 min 30 s"),
            (-27 * H, "-27 h"),
        ],
    )
    def test_counts_hours_never_days(self, duration: timedelta, expected: str) -> None:
        assert expected == duration_text(duration, style="short")
        assert expected == duration_text(duration, style=DurationStyle.SHORT)

    @pytest.mark.parametrize(
        ("duration", "expected"),
        [
            (timedelta(), "0 мин"),
            (H + 2 * MIN + 3 * S, "1 ч 2 мин 3 с"),
            (-90 * S, "-1 мин 30 с"),
            (S / 2, "0,5 с"),
        ],
    )
    def test_speaks_russian(self, duration: timedelta, expected: str) -> None:
        assert expected == duration_text(duration, language="ru", style="short")


class TestRefusals:
    @pytest.mark.parametrize("duration", [timedelta(), H])
    def test_of_another_language(self, duration: timedelta) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            duration_text(duration, language="de")
        assert "language must be en or ru, got 'de'" == str(caught.value)

    def test_of_another_style(self) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            duration_text(H, style="tiny")
        assert "style must be one of long, short, got 'tiny'" == str(caught.value)

    @pytest.mark.parametrize("duration", [60, 1.5, "1 h", None, datetime.now(UTC)])
    def test_of_what_is_no_timedelta(self, duration: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            duration_text(duration)
        assert "duration" == caught.value.argument
        assert duration == caught.value.value
        assert "a timedelta" == caught.value.wanted
