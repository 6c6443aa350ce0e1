"""Quarantines and caps: which messages count, and until when."""

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from servicedesk_core.errors import (
    InvalidArgumentError,
    ServiceDeskError,
    WrongTypeError,
)
from servicedesk_core.satisfaction import (
    FOREVER,
    AgeRule,
    Cap,
    Quarantine,
    Same,
    SurveyClock,
    SurveyRecord,
)
from servicedesk_core.timeline import instant_key

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
RECORD = SurveyRecord(
    survey="case",
    kind="csat",
    ticket="INC1",
    sent_at=NOON,
    contact="c-1",
    event="resolved",
    channel="email",
    agent="anna",
    team="network",
    topic="vpn",
)
NEVER = instant_key(datetime(9999, 12, 31, tzinfo=UTC))


def end(
    rule: Quarantine | Cap, record: SurveyRecord = RECORD, tz: tzinfo = UTC
) -> datetime | None:
    found = rule.ends(record, tz)
    if found is None:
        return None
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=found)


class TestAges:
    @pytest.mark.parametrize(
        ("ages", "inclusive", "ends_at"),
        [
            (AgeRule.EXACT, True, NOON + 7 * DAY),
            (AgeRule.EXACT, False, NOON + 7 * DAY + TICK),
            (AgeRule.FLOOR_DAYS, True, NOON + 7 * DAY),
            (AgeRule.FLOOR_DAYS, False, NOON + 8 * DAY),
            (AgeRule.CEIL_DAYS, True, NOON + 6 * DAY + TICK),
            (AgeRule.CEIL_DAYS, False, NOON + 7 * DAY + TICK),
            (AgeRule.CALENDAR_DAYS, True, datetime(2026, 1, 12, tzinfo=UTC)),
            (AgeRule.CALENDAR_DAYS, False, datetime(2026, 1, 13, tzinfo=UTC)),
        ],
    )
    def test_each_rule_has_its_boundary(
        self, ages: AgeRule, ends_at: datetime, *, inclusive: bool
    ) -> None:
        assert ends_at == end(Quarantine(7 * DAY, ages=ages, inclusive=inclusive))
        assert ends_at == end(Cap(2, 7 * DAY, ages=ages, inclusive=inclusive))

    def test_calendar_days_are_those_of_the_zone(self) -> None:
        rule = Quarantine(DAY, ages="calendar_days")
        tokyo = ZoneInfo("Asia/Tokyo")
        record = attrs.evolve(RECORD, sent_at=datetime(2026, 1, 5, 16, tzinfo=UTC))

        assert datetime(2026, 1, 6, 15, tzinfo=UTC) == end(rule, record, tokyo)
        assert datetime(2026, 1, 6, tzinfo=UTC) == end(rule, record, UTC)

    def test_a_calendar_day_may_have_23_hours_and_an_exact_one_has_24(self) -> None:
        berlin = ZoneInfo("Europe/Berlin")
        midnight = datetime(2026, 3, 29, tzinfo=berlin)
        record = attrs.evolve(RECORD, sent_at=midnight)
        begin = midnight.astimezone(UTC)

        dates = Quarantine(DAY, ages="calendar_days")
        assert begin + 23 * HOUR == end(dates, record, berlin)
        assert begin + 24 * HOUR == end(Quarantine(DAY), record, berlin)

    def test_a_rule_of_days_takes_whole_days_only(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^period must be of whole days where ages is floor_days, got "
            r"datetime\.timedelta\(days=1, seconds=3600\)$",
        ):
            Quarantine(DAY + HOUR, ages="floor_days")
        with pytest.raises(InvalidArgumentError, match=r"^declined must be of whole"):
            Quarantine(DAY, declined=HOUR, ages="ceil_days")
        with pytest.raises(InvalidArgumentError, match=r"^within must be of whole"):
            Cap(1, HOUR, ages="calendar_days")

    def test_forever_fits_a_rule_of_days(self) -> None:
        assert NEVER == Quarantine(FOREVER, ages="ceil_days").ends(RECORD, UTC)

    def test_an_end_after_the_last_year_is_never(self) -> None:
        assert NEVER == Quarantine(FOREVER).ends(RECORD, UTC)
        assert NEVER == Cap(1, FOREVER - TICK).ends(RECORD, UTC)
        rule = Quarantine(4_000_000 * DAY, ages="calendar_days")
        assert NEVER == rule.ends(RECORD, UTC)


class TestClock:
    SHOWN = NOON + HOUR
    DECLINED = NOON + 2 * HOUR
    ANSWERED = NOON + 3 * HOUR

    @pytest.mark.parametrize(
        ("clock", "starts"),
        [
            # nothing more, shown, shown and declined, shown and answered
            (SurveyClock.SENT, (NOON, NOON, NOON, NOON)),
            (SurveyClock.SHOWN, (None, SHOWN, SHOWN, SHOWN)),
            (SurveyClock.CONTACT, (NOON, SHOWN, SHOWN, SHOWN)),
            (SurveyClock.ANSWERED, (None, None, None, ANSWERED)),
            (SurveyClock.OUTCOME, (NOON, SHOWN, DECLINED, ANSWERED)),
        ],
    )
    def test_starts(
        self, clock: SurveyClock, starts: tuple[datetime | None, ...]
    ) -> None:
        shown = attrs.evolve(RECORD, shown_at=self.SHOWN)
        records = (
            RECORD,
            shown,
            attrs.evolve(shown, declined_at=self.DECLINED),
            attrs.evolve(shown, declined_at=self.DECLINED, answered_at=self.ANSWERED),
        )
        rule = Quarantine(DAY, clock=clock)

        assert starts == tuple(
            found and found - DAY for found in (end(rule, each) for each in records)
        )

    def test_each_outcome_may_have_its_length(self) -> None:
        rule = Quarantine(
            9 * DAY, answered=3 * DAY, declined=2 * DAY, ignored=timedelta()
        )
        declined = attrs.evolve(RECORD, declined_at=NOON)
        answered = attrs.evolve(RECORD, answered_at=NOON)

        assert end(rule) is None
        assert NOON + 2 * DAY == end(rule, declined)
        assert NOON + 3 * DAY == end(rule, answered)
        assert NOON + 9 * DAY == end(attrs.evolve(rule, declined=None), declined)

    def test_no_length_is_no_wait(self) -> None:
        assert end(Quarantine(timedelta(), inclusive=False)) is None


class TestSame:
    @pytest.mark.parametrize("same", Same)
    def test_messages_count_together_by_what_they_share(self, same: Same) -> None:
        rule = Quarantine(DAY, same=same)
        value: Any = "nps" if same is Same.KIND else "other"
        other = attrs.evolve(RECORD, **{same: value})

        assert rule.counts(RECORD, RECORD)
        assert not rule.counts(other, RECORD)
        assert Quarantine(DAY).counts(other, RECORD)

    def test_several_must_all_be_shared(self) -> None:
        rule = Cap(1, DAY, same={"survey", "event"})

        assert not rule.counts(attrs.evolve(RECORD, event="closed"), RECORD)
        assert rule.counts(attrs.evolve(RECORD, ticket="INC2"), RECORD)

    def test_two_that_lack_it_have_it_in_common(self) -> None:
        record = attrs.evolve(RECORD, team=None)

        assert Quarantine(DAY, same="team").counts(record, record)


class TestWords:
    @pytest.mark.parametrize(
        ("rule", "text"),
        [
            (Quarantine(DAY), "at most 1 in 1 day"),
            (Quarantine(36 * HOUR), "at most 1 in 36 h"),
            (Quarantine(timedelta()), "at most 1 in 0 min"),
            (
                Cap(3, 30 * DAY, same=("survey", "kind")),
                "at most 3 in 30 days, same kind, same survey",
            ),
            (Cap(1, FOREVER, same="ticket"), "at most 1 in all time, same ticket"),
        ],
    )
    def test_a_rule_prints_as_what_it_allows(
        self, rule: Quarantine | Cap, text: str
    ) -> None:
        assert text == str(rule)


class TestRefused:
    @pytest.mark.parametrize(
        ("make", "error", "message"),
        [
            (
                lambda: Quarantine(-DAY),
                InvalidArgumentError,
                "period must be zero or longer, got datetime.timedelta(days=-1)",
            ),
            (
                lambda: Quarantine(DAY, ignored=-TICK),
                InvalidArgumentError,
                (
                    "ignored must be zero or longer, got "
                    "datetime.timedelta(days=-1, seconds=86399, microseconds=999999)"
                ),
            ),
            (
                lambda: Quarantine(7),  # type: ignore[arg-type]
                WrongTypeError,
                "period must be a timedelta, got 7",
            ),
            (
                lambda: Cap(1, timedelta()),
                InvalidArgumentError,
                "within must be longer than zero, got datetime.timedelta(0)",
            ),
            (
                lambda: Cap(0, DAY),
                InvalidArgumentError,
                "at_most must be 1 or more, got 0",
            ),
            (
                lambda: Cap(1.5, DAY),  # type: ignore[arg-type]
                WrongTypeError,
                "at_most must be a whole number, got 1.5",
            ),
            (
                lambda: Quarantine(DAY, same=1),  # type: ignore[arg-type]
                WrongTypeError,
                "same must be a Same, or several, got 1",
            ),
            (
                lambda: Quarantine(DAY, same="person"),
                InvalidArgumentError,
                (
                    "same must be one of survey, kind, channel, event, ticket, agent, "
                    "team, topic, got 'person'"
                ),
            ),
            (
                lambda: Quarantine(DAY, clock="read"),
                InvalidArgumentError,
                (
                    "clock must be one of sent, shown, contact, answered, outcome, got "
                    "'read'"
                ),
            ),
            (
                lambda: Quarantine(DAY, ages="weeks"),
                InvalidArgumentError,
                (
                    "ages must be one of exact, floor_days, ceil_days, "
                    "calendar_days, got "
                    "'weeks'"
                ),
            ),
            (
                lambda: Quarantine(DAY, inclusive=1),  # type: ignore[arg-type]
                WrongTypeError,
                "inclusive must be True or False, got 1",
            ),
        ],
    )
    def test_names_the_argument(
        self, make: Any, error: type[ServiceDeskError], message: str
    ) -> None:
        with pytest.raises(error) as caught:
            make()

        assert message == str(caught.value)

    def test_the_least_that_a_cap_takes(self) -> None:
        assert (1, TICK) == (Cap(1, TICK).at_most, Cap(1, TICK).within)


class TestPeriods:
    def test_a_rule_has_one(self) -> None:
        nothing: Any = None
        wanted = r"^period must be a timedelta, got None$"
        with pytest.raises(WrongTypeError, match=wanted):
            Quarantine(nothing)
        wanted = r"^within must be a timedelta, got None$"
        with pytest.raises(WrongTypeError, match=wanted):
            Cap(1, nothing)
