"""What datetimes are compared by, wherever two of them must be told apart."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from servicedesk_core.errors import NaiveDatetimeError, WrongTypeError
from servicedesk_core.timeline import instant_key, to_microseconds

BERLIN = ZoneInfo("Europe/Berlin")
# 02:30 by Berlin's clocks, which show it twice that night.
FIRST = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
SECOND = FIRST.replace(fold=1)


class TestInstantKey:
    @pytest.mark.parametrize(
        "at", [FIRST, SECOND, datetime(1969, 12, 31, 23, 59, 59, 999_999, UTC)]
    )
    def test_is_the_instant(self, at: datetime) -> None:
        assert to_microseconds(at, "at") == instant_key(at)

    def test_tells_the_times_of_a_repeated_hour_apart(self) -> None:
        assert FIRST == SECOND
        assert instant_key(SECOND) - instant_key(FIRST) == 3_600_000_000

    @pytest.mark.parametrize("hours", [-11, 0, 5.75, 14])
    def test_is_the_same_in_every_zone(self, hours: float) -> None:
        elsewhere = FIRST.astimezone(timezone(timedelta(hours=hours)))
        assert instant_key(FIRST) == instant_key(elsewhere)

    def test_refuses_a_naive_datetime(self) -> None:
        naive = datetime(2026, 1, 5, 9)  # noqa: DTZ001 - the subject
        with pytest.raises(NaiveDatetimeError) as caught:
            instant_key(naive)
        assert caught.value.argument == "at"
        assert caught.value.value is naive

    @pytest.mark.parametrize("at", [None, 0, "2026-01-05", date(2026, 1, 5)])
    def test_refuses_what_is_no_datetime(self, at: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            instant_key(at)
        assert str(caught.value) == f"at must be an aware datetime, got {at!r}"
