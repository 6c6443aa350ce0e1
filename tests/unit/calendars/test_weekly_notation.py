"""What the notation of weekly hours may not say, for want of a country."""

import pytest

from servicedesk_core.calendars import WeeklyHours
from servicedesk_core.errors import InvalidHoursError


class TestHolidays:
    @pytest.mark.parametrize(
        ("text", "position"), [("PH off", 0), ("Mo 09:00-17:00; PH off", 16)]
    )
    def test_are_a_calendars_to_know(self, text: str, position: int) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            WeeklyHours.parse(text)
        assert text == caught.value.text
        assert str(caught.value) == (
            "PH needs a calendar that knows whose: ServiceCalendar.parse "
            f"at position {position} of {text!r}"
        )
