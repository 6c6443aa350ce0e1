"""What makes levels of escalation paths come."""

from datetime import timedelta
from math import inf, nan
from typing import Any

import pytest

from servicedesk_core.errors import (
    InvalidArgumentError,
    ServiceDeskError,
    WrongTypeError,
)
from servicedesk_core.escalation import (
    After,
    AtFraction,
    Channel,
    Contacts,
    LowScore,
    Remaining,
    Reopenings,
    Since,
    Transfers,
)
from servicedesk_core.sla import CustomMetric, Metric
from unit.escalation.path_cases import ALWAYS, HOUR

OWN = CustomMetric("call back", start=["opened"], stop=["closed"])


class TestArguments:
    def test_a_wait_is_none_by_default(self) -> None:
        assert After(timedelta(), calendar=None, since=Since.PREVIOUS) == After()

    def test_names_of_members_will_do(self) -> None:
        assert After(HOUR, since=Since.START) == After(HOUR, since="start")
        assert AtFraction(1, metric=Metric.RESOLUTION) == AtFraction(
            1, metric="resolution"
        )

    def test_a_metric_of_ones_own_is_known_by_its_name(self) -> None:
        assert "50% of call back" == str(AtFraction(0.5, metric=OWN))

    def test_one_channel_or_several(self) -> None:
        assert Channel(["media"]) == Channel("media")
        assert {"media", "regulator"} == Channel(("media", "regulator")).names

    def test_a_share_may_be_above_one_and_a_time_left_negative(self) -> None:
        assert AtFraction(1.5).share(HOUR) == 1.5
        assert Remaining(-HOUR).share(HOUR) == 2.0
        assert Remaining(HOUR / 4).share(HOUR) == 0.75
        assert Remaining(2 * HOUR).share(HOUR) == 0.0
        assert Remaining(timedelta.min).share(timedelta.resolution) > 1

    @pytest.mark.parametrize("allowed", [timedelta(), -HOUR])
    def test_a_target_of_no_time_has_no_shares(self, allowed: timedelta) -> None:
        wanted = r"^allowed must be above 0, got datetime\.timedelta"
        with pytest.raises(InvalidArgumentError, match=wanted):
            Remaining(HOUR).share(allowed)


@pytest.mark.parametrize(
    ("make", "arguments", "error", "message"),
    [
        (
            After,
            {"duration": -HOUR},
            InvalidArgumentError,
            "duration must be zero or l",
        ),
        (After, {"duration": 5}, WrongTypeError, "duration must be a timedelta"),
        (
            After,
            {"duration": HOUR, "calendar": "Mo-Fr"},
            WrongTypeError,
            "calendar must be a ServiceCalendar or None",
        ),
        (
            After,
            {"duration": HOUR, "since": "dawn"},
            InvalidArgumentError,
            "since must be one of previous, start",
        ),
        (AtFraction, {"fraction": 0}, InvalidArgumentError, "fraction must be above 0"),
        (
            AtFraction,
            {"fraction": inf},
            InvalidArgumentError,
            "fraction must be above 0",
        ),
        (AtFraction, {"fraction": True}, WrongTypeError, "fraction must be a number"),
        (AtFraction, {"fraction": "50%"}, WrongTypeError, "fraction must be a number"),
        (
            AtFraction,
            {"fraction": 1, "metric": "resolutoin"},
            InvalidArgumentError,
            "metric must be one of",
        ),
        (
            Remaining,
            {"duration": HOUR, "metric": 5},
            InvalidArgumentError,
            "metric must be one of",
        ),
        (Remaining, {"duration": 5}, WrongTypeError, "duration must be a timedelta"),
        (Reopenings, {"count": 0}, InvalidArgumentError, "count must be at least 1"),
        (Transfers, {"count": True}, WrongTypeError, "count must be a whole number"),
        (Contacts, {"count": 1.5}, WrongTypeError, "count must be a whole number"),
        (LowScore, {"at_most": nan}, InvalidArgumentError, "at_most must be finite"),
        (LowScore, {"at_most": "2"}, WrongTypeError, "at_most must be a number"),
        (LowScore, {"at_most": False}, WrongTypeError, "at_most must be a number"),
        (
            Channel,
            {"names": ()},
            InvalidArgumentError,
            "names must be a channel's name",
        ),
        (
            Channel,
            {"names": ""},
            InvalidArgumentError,
            "names must be a channel's name",
        ),
        (Channel, {"names": 5}, WrongTypeError, "names must be a channel's name"),
        (Channel, {"names": [5]}, WrongTypeError, "names must be a channel's name"),
    ],
)
def test_what_makes_no_sense_is_refused(
    make: type, arguments: dict[str, Any], error: type[ServiceDeskError], message: str
) -> None:
    with pytest.raises(error, match=message):
        make(**arguments)


@pytest.mark.parametrize(
    ("trigger", "text"),
    [
        (After(HOUR, calendar=ALWAYS), "after 1 h"),
        (AtFraction(0.625), "62.5%"),
        (AtFraction(1.2, metric="first_response"), "120% of first_response"),
        (Remaining(HOUR), "1 h left"),
        (Remaining(HOUR, metric="resolution"), "1 h left of resolution"),
        (Reopenings(2), "2 reopenings"),
        (Transfers(3), "3 transfers"),
        (Contacts(4), "4 contacts"),
        (LowScore(2.5), "score of 2.5 or less"),
        (Channel({"regulator", "media"}), "channel media or regulator"),
    ],
)
def test_text(trigger: object, text: str) -> None:
    assert text == str(trigger)
