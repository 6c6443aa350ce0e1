"""Records, triggers and contacts of surveys."""

import pickle
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    ServiceDeskError,
    UnknownZoneError,
    WrongTypeError,
)
from servicedesk_core.satisfaction import (
    SurveyContact,
    SurveyKind,
    SurveyOutcome,
    SurveyPurpose,
    SurveyRecord,
    SurveyTrigger,
)

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
TICK = timedelta(microseconds=1)
RECORD: dict[str, Any] = {
    "survey": "case",
    "kind": "csat",
    "ticket": "INC1",
    "sent_at": NOON,
}
TRIGGER: dict[str, Any] = {"event": "resolved", "at": NOON, "ticket": "INC1"}


class TestRecord:
    def test_what_is_not_said_has_a_plain_default(self) -> None:
        record = SurveyRecord(**RECORD)

        assert SurveyKind.CSAT is record.kind
        assert SurveyPurpose.SURVEY is record.purpose
        assert 1 == record.resolution
        assert 1.0 == record.inclusion_probability
        assert not record.bounced
        assert [None] * 8 == [
            record.contact,
            record.event,
            record.channel,
            record.shown_at,
            record.answered_at,
            record.declined_at,
            record.agent,
            record.topic or record.team,
        ]

    @pytest.mark.parametrize(
        ("happened", "outcome"),
        [
            ({}, SurveyOutcome.IGNORED),
            ({"shown_at": NOON}, SurveyOutcome.IGNORED),
            ({"declined_at": NOON}, SurveyOutcome.DECLINED),
            ({"answered_at": NOON}, SurveyOutcome.ANSWERED),
            ({"declined_at": NOON, "answered_at": NOON}, SurveyOutcome.ANSWERED),
        ],
    )
    def test_an_answer_counts_for_more_than_a_refusal(
        self, happened: dict[str, Any], outcome: SurveyOutcome
    ) -> None:
        assert outcome is SurveyRecord(**RECORD, **happened).outcome

    def test_its_key_is_what_must_not_go_out_twice(self) -> None:
        record = SurveyRecord(**RECORD, resolution=2, purpose="reminder")

        assert ("case", "INC1", 2, SurveyPurpose.REMINDER) == record.key

    def test_is_a_value(self) -> None:
        record = SurveyRecord(**RECORD)
        moved = NOON.astimezone(ZoneInfo("Asia/Tokyo"))

        assert record == attrs.evolve(record, sent_at=moved)
        assert hash(record) == hash(attrs.evolve(record, sent_at=moved))
        assert record != attrs.evolve(record, sent_at=NOON + TICK)
        assert record == pickle.loads(pickle.dumps(record))  # noqa: S301

    @pytest.mark.parametrize("field", ["shown_at", "answered_at", "declined_at"])
    def test_nothing_comes_before_it_was_sent(self, field: str) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=rf"^{field} must be 2026-01-05T12:00:00\+00:00 or later, got ",
        ):
            SurveyRecord(**RECORD | {field: NOON - TICK})

    @pytest.mark.parametrize(
        ("changed", "error", "message"),
        [
            (
                {"survey": ""},
                InvalidArgumentError,
                "survey must be a text that is not empty, got ''",
            ),
            ({"survey": 7}, WrongTypeError, "survey must be a text, got 7"),
            ({"ticket": None}, WrongTypeError, "ticket must be a text, got None"),
            ({"contact": 7}, WrongTypeError, "contact must be a text, got 7"),
            (
                {"team": ""},
                InvalidArgumentError,
                "team must be a text that is not empty, got ''",
            ),
            (
                {"kind": "sus"},
                InvalidArgumentError,
                "kind must be one of csat, nps, ces, other, got 'sus'",
            ),
            (
                {"purpose": "spam"},
                InvalidArgumentError,
                (
                    "purpose must be one of survey, reminder, thank_you, "
                    "close_the_loop, "
                    "service, got 'spam'"
                ),
            ),
            (
                {"resolution": -1},
                InvalidArgumentError,
                "resolution must be 0 or more, got -1",
            ),
            (
                {"resolution": 1.0},
                WrongTypeError,
                "resolution must be a whole number, got 1.0",
            ),
            ({"bounced": 1}, WrongTypeError, "bounced must be True or False, got 1"),
            (
                {"inclusion_probability": 1.5},
                InvalidArgumentError,
                "inclusion_probability must be between 0 and 1, got 1.5",
            ),
            (
                {"sent_at": "now"},
                WrongTypeError,
                "sent_at must be an aware datetime, got 'now'",
            ),
            (
                {"answered_at": 3},
                WrongTypeError,
                "answered_at must be an aware datetime, got 3",
            ),
        ],
    )
    def test_refuses(
        self, changed: dict[str, Any], error: type[ServiceDeskError], message: str
    ) -> None:
        with pytest.raises(error) as caught:
            SurveyRecord(**RECORD | changed)

        assert message == str(caught.value)

    @pytest.mark.parametrize("field", ["sent_at", "shown_at"])
    def test_an_instant_needs_a_zone(self, field: str) -> None:
        naive = NOON.replace(tzinfo=None)
        with pytest.raises(NaiveDatetimeError, match=rf"^{field} must be an aware"):
            SurveyRecord(**RECORD | {field: naive})


class TestTrigger:
    def test_what_is_not_said_has_a_plain_default(self) -> None:
        trigger = SurveyTrigger(**TRIGGER)

        assert SurveyPurpose.SURVEY is trigger.purpose
        assert 1 == trigger.resolution
        assert frozenset() == trigger.tags
        assert {} == trigger.attributes
        assert [None] * 7 == [
            trigger.closed_at,
            trigger.reopened_at,
            trigger.received_at,
            trigger.channel,
            trigger.agent,
            trigger.team,
            trigger.topic,
        ]

    def test_is_a_value(self) -> None:
        trigger = SurveyTrigger(**TRIGGER, tags=["a", "b"], attributes={"tier": 1})
        moved = NOON.astimezone(ZoneInfo("Asia/Tokyo"))
        same = attrs.evolve(trigger, at=moved, tags={"b", "a"})

        assert trigger == same
        assert hash(trigger) == hash(same)
        assert trigger == pickle.loads(pickle.dumps(trigger))  # noqa: S301

    def test_instants_are_equal_by_what_they_name(self) -> None:
        fields = ("closed_at", "reopened_at", "received_at")
        early: dict[str, Any] = dict.fromkeys(fields, NOON)
        tokyo = NOON.astimezone(ZoneInfo("Asia/Tokyo"))
        late: dict[str, Any] = dict.fromkeys(fields, tokyo)

        assert SurveyTrigger(**TRIGGER, **early) == SurveyTrigger(**TRIGGER, **late)

    @pytest.mark.parametrize(
        ("changed", "error", "message"),
        [
            ({"event": None}, WrongTypeError, "event must be a text, got None"),
            ({"ticket": 1}, WrongTypeError, "ticket must be a text, got 1"),
            ({"channel": 1}, WrongTypeError, "channel must be a text, got 1"),
            ({"tags": 1}, WrongTypeError, "tags must be a text, or several, got 1"),
            ({"tags": ["a", 1]}, WrongTypeError, "tags must be a text, got 1"),
            (
                {"attributes": {"a": []}},
                WrongTypeError,
                "attributes['a'] must be a value that never changes, got []",
            ),
            (
                {"purpose": "x"},
                InvalidArgumentError,
                (
                    "purpose must be one of survey, reminder, thank_you, "
                    "close_the_loop, "
                    "service, got 'x'"
                ),
            ),
            (
                {"resolution": True},
                WrongTypeError,
                "resolution must be a whole number, got True",
            ),
            *(
                (
                    {field: 1},
                    WrongTypeError,
                    f"{field} must be an aware datetime, got 1",
                )
                for field in ("at", "closed_at", "reopened_at", "received_at")
            ),
        ],
    )
    def test_refuses(
        self, changed: dict[str, Any], error: type[ServiceDeskError], message: str
    ) -> None:
        with pytest.raises(error) as caught:
            SurveyTrigger(**TRIGGER | changed)

        assert message == str(caught.value)


class TestContact:
    def test_what_is_not_said_is_unknown(self) -> None:
        contact = SurveyContact(None)

        assert [None] * 6 == [
            contact.key,
            contact.address,
            contact.consent,
            contact.since,
            contact.tz,
            contact.hours,
        ]
        assert frozenset() == contact.tags

    def test_a_zone_may_be_named(self) -> None:
        assert ZoneInfo("Asia/Tokyo") == SurveyContact("c", tz="Asia/Tokyo").tz

    def test_a_zone_must_exist(self) -> None:
        with pytest.raises(UnknownZoneError):
            SurveyContact("c", tz="Asia/Tokio")

    def test_has_hours_of_its_own(self) -> None:
        hours = ServiceCalendar.always()

        assert hours == SurveyContact("c", hours=hours, consent=True).hours

    def test_first_seen_is_an_instant(self) -> None:
        moved = NOON.astimezone(ZoneInfo("Asia/Tokyo"))

        assert SurveyContact("c", since=NOON) == SurveyContact("c", since=moved)

    @pytest.mark.parametrize(
        ("key", "changed", "error", "message"),
        [
            (7, {}, WrongTypeError, "key must be a text, got 7"),
            (
                "",
                {},
                InvalidArgumentError,
                "key must be a text that is not empty, got ''",
            ),
            ("c", {"address": 7}, WrongTypeError, "address must be a text, got 7"),
            (
                "c",
                {"consent": "yes"},
                WrongTypeError,
                "consent must be True, False or None, got 'yes'",
            ),
            (
                "c",
                {"hours": "Mo-Fr"},
                WrongTypeError,
                "hours must be a ServiceCalendar or None, got 'Mo-Fr'",
            ),
            (
                "c",
                {"since": "2026"},
                WrongTypeError,
                "since must be an aware datetime, got '2026'",
            ),
        ],
    )
    def test_refuses(
        self,
        key: Any,
        changed: dict[str, Any],
        error: type[ServiceDeskError],
        message: str,
    ) -> None:
        with pytest.raises(error) as caught:
            SurveyContact(key, **changed)

        assert message == str(caught.value)
