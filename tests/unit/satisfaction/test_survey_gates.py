"""Each gate of a survey policy: what passes, what does not, and the words."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.satisfaction import (
    FOREVER,
    Cap,
    Decision,
    Defer,
    GateCheck,
    Quarantine,
    Send,
    Skip,
    SurveyContact,
    SurveyGate,
    SurveyPolicy,
    SurveyReason,
    SurveyRecord,
    SurveyTrigger,
)

HOUR = timedelta(hours=1)
DAY = 24 * HOUR
TICK = timedelta(microseconds=1)
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)  # a Monday
POLICY = SurveyPolicy("case", "csat")
TRIGGER = SurveyTrigger("resolved", at=NOON, ticket="INC1", channel="email")
ANNA = SurveyContact("c-1")
SENT = SurveyRecord(
    survey="case",
    kind="csat",
    ticket="INC0",
    contact="c-1",
    event="resolved",
    channel="email",
    sent_at=NOON - DAY,
)


def policy(**settings: Any) -> SurveyPolicy:
    return SurveyPolicy("case", "csat", **settings)


def trigger(**changes: Any) -> SurveyTrigger:
    return attrs.evolve(TRIGGER, **changes)


def record(**changes: Any) -> SurveyRecord:
    return attrs.evolve(SENT, **changes)


def decide(
    rules: SurveyPolicy,
    *history: SurveyRecord,
    now: datetime = NOON,
    event: SurveyTrigger = TRIGGER,
    contact: SurveyContact = ANNA,
) -> Decision:
    return rules.decide(event, contact, history, now=now)


def said(decision: Decision, gate: SurveyGate) -> tuple[Any, str, datetime | None]:
    check = next(check for check in decision.trace if check.gate is gate)
    return check.reason, check.text, check.until


class TestMatch:
    GATE = SurveyGate.MATCH

    @pytest.mark.parametrize(
        ("settings", "reason", "text"),
        [
            ({}, None, "event resolved"),
            ({"is_active": False}, "inactive", "the survey is not active"),
            ({"events": {"resolved", "closed"}}, None, "event resolved"),
            (
                {"events": {"solved", "closed"}},
                "no_match",
                "event resolved is not among closed, solved",
            ),
            ({"channels": "email"}, None, "event resolved"),
            ({"channels": "chat"}, "no_match", "channel email is not among chat"),
            ({"required_tags": ["vip", "other"]}, None, "event resolved"),
            ({"required_tags": ["b", "a"]}, "no_match", "none of the tags a, b"),
            ({"condition": lambda each: each.team == "ops"}, None, "event resolved"),
            (
                {"condition": lambda each: each.team == "net"},
                "no_match",
                "the condition does not hold",
            ),
        ],
    )
    def test_the_event_is_one_that_the_survey_asks_about(
        self, settings: dict[str, Any], reason: str | None, text: str
    ) -> None:
        event = trigger(tags={"vip"}, team="ops")
        decision = decide(policy(**settings), event=event)

        assert (reason, text, None) == said(decision, self.GATE)
        assert isinstance(decision, Send) == (reason is None)


class TestConsent:
    GATE = SurveyGate.CONSENT

    @pytest.mark.parametrize(
        ("consent", "needed", "reason", "text"),
        [
            (None, False, None, "may be asked"),
            (True, True, None, "may be asked"),
            (None, True, "no_consent", "consent was never given"),
            (False, False, "no_consent", "consent was refused"),
        ],
    )
    def test_consent(
        self, *, consent: bool | None, reason: str | None, text: str, needed: bool
    ) -> None:
        contact = SurveyContact("c-1", consent=consent)
        decision = decide(policy(needs_consent=needed), contact=contact)

        assert (reason, text, None) == said(decision, self.GATE)

    @pytest.mark.parametrize(
        ("settings", "reason", "text"),
        [
            ({"suppressed": "c-1"}, "suppressed", "c-1 is on the suppression list"),
            ({"suppressed": "C-1"}, "suppressed", "c-1 is on the suppression list"),
            (
                {"suppressed": ["ANNA@mail.example.org"]},
                "suppressed",
                "Anna@Mail.Example.org is on the suppression list",
            ),
            ({"suppressed": ["c-2"]}, None, "may be asked"),
            (
                {"internal_domains": "mail.example.org"},
                "internal",
                "mail.example.org is an internal domain",
            ),
            (
                {"internal_domains": ["Example.org", "b.org"]},
                "internal",
                "example.org is an internal domain",
            ),
            ({"internal_domains": "ample.org"}, None, "may be asked"),
            ({"excluded_tags": ["partner"]}, "excluded_tag", "excluded by tag partner"),
            (
                {"excluded_tags": ["vip", "partner", "other"]},
                "excluded_tag",
                "excluded by tag partner, vip",
            ),
            ({"excluded_tags": ["other"]}, None, "may be asked"),
        ],
    )
    def test_who_may_not_be_asked(
        self, settings: dict[str, Any], reason: str | None, text: str
    ) -> None:
        contact = SurveyContact("c-1", address="Anna@Mail.Example.org", tags="vip")
        event = trigger(tags="partner")
        decision = decide(policy(**settings), contact=contact, event=event)

        assert (reason, text, None) == said(decision, self.GATE)

    @pytest.mark.parametrize("address", [None, "+4930123"])
    def test_without_a_domain_nobody_is_internal(self, address: str | None) -> None:
        contact = SurveyContact("c-1", address=address)
        rules = policy(internal_domains="example.org", suppressed="c-2")

        assert isinstance(decide(rules, contact=contact), Send)

    def test_a_service_message_needs_consent_too(self) -> None:
        contact = SurveyContact("c-1", consent=False)
        decision = decide(POLICY, contact=contact, event=trigger(purpose="service"))

        assert SurveyReason.NO_CONSENT is getattr(decision, "reason", None)


class TestState:
    GATE = SurveyGate.STATE
    DELAYED = policy(delay=2 * HOUR)

    @pytest.mark.parametrize(
        ("now", "reason", "text"),
        [
            (
                NOON,
                "delay",
                (
                    "waits 2 h since 2026-01-05T12:00:00+00:00, until "
                    "2026-01-05T14:00:00+00:00"
                ),
            ),
            (
                NOON + 2 * HOUR - TICK,
                "delay",
                (
                    "waits 2 h since 2026-01-05T12:00:00+00:00, until "
                    "2026-01-05T14:00:00+00:00"
                ),
            ),
            (NOON + 2 * HOUR, None, "since 2026-01-05T12:00:00+00:00"),
        ],
    )
    def test_the_wait(self, now: datetime, reason: str | None, text: str) -> None:
        until = None if reason is None else NOON + 2 * HOUR

        assert (reason, text, until) == said(decide(self.DELAYED, now=now), self.GATE)

    def test_without_a_wait_it_goes_out_at_once(self) -> None:
        assert isinstance(decide(POLICY), Send)

    def test_before_the_event_it_waits_for_it(self) -> None:
        decision = decide(POLICY, now=NOON - HOUR)

        assert isinstance(decision, Defer)
        assert NOON == decision.until

    def test_the_wait_may_count_service_hours(self) -> None:
        desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        rules = policy(delay=8 * HOUR, delay_hours=desk)
        decision = decide(rules)

        assert isinstance(decision, Defer)
        assert datetime(2026, 1, 6, 12, tzinfo=UTC) == decision.until
        assert isinstance(decide(rules, now=decision.until), Send)

    def test_the_answer_is_in_the_zone_of_the_question(self) -> None:
        tokyo = ZoneInfo("Asia/Tokyo")
        decision = decide(self.DELAYED, now=NOON.astimezone(tokyo))

        assert isinstance(decision, Defer)
        assert tokyo == decision.until.tzinfo
        assert "2026-01-05T23:00:00+09:00" == decision.until.isoformat()

    @pytest.mark.parametrize("closed", [None, NOON, NOON + HOUR])
    def test_a_reopening_cancels(self, closed: datetime | None) -> None:
        event = trigger(closed_at=closed, reopened_at=NOON + HOUR)
        decision = decide(self.DELAYED, event=event, now=NOON + 9 * HOUR)

        assert isinstance(decision, Skip)
        assert SurveyReason.REOPENED is decision.reason
        assert (
            "reopened",
            "reopened at 2026-01-05T13:00:00+00:00 and not closed since",
            None,
        ) == said(decision, self.GATE)

    def test_the_next_closing_starts_the_wait_anew(self) -> None:
        event = trigger(reopened_at=NOON + HOUR, closed_at=NOON + HOUR + TICK)
        waiting = decide(self.DELAYED, event=event, now=NOON + 2 * HOUR)

        assert isinstance(waiting, Defer)
        assert NOON + 3 * HOUR + TICK == waiting.until
        sent = decide(self.DELAYED, event=event, now=waiting.until)
        assert isinstance(sent, Send)

    def test_a_reopening_before_the_event_does_not_matter(self) -> None:
        event = trigger(reopened_at=NOON - TICK, closed_at=NOON - TICK)

        assert isinstance(decide(POLICY, event=event), Send)

    def test_a_reopening_at_the_instant_of_the_event_cancels(self) -> None:
        assert isinstance(decide(POLICY, event=trigger(reopened_at=NOON)), Skip)

    def test_a_later_closing_without_a_reopening_does_not_move_the_wait(self) -> None:
        event = trigger(closed_at=NOON + HOUR)

        assert isinstance(decide(self.DELAYED, event=event, now=NOON + 2 * HOUR), Send)

    def test_what_is_stale_is_given_up(self) -> None:
        rules = policy(stale_after=2 * DAY)
        stale = decide(rules, now=NOON + 2 * DAY + TICK)

        assert isinstance(decide(rules, now=NOON + 2 * DAY), Send)
        assert (
            "stale",
            "more than 2 days since 2026-01-05T12:00:00+00:00",
            None,
        ) == said(stale, self.GATE)
        assert isinstance(stale, Skip)

    def test_a_wait_that_never_ends_is_a_skip(self) -> None:
        rules = policy(delay=timedelta(days=3_000_000))

        assert SurveyReason.DELAY is getattr(decide(rules), "reason", None)
        assert isinstance(decide(rules), Skip)


class TestOnce:
    GATE = SurveyGate.ONCE

    @pytest.mark.parametrize(
        ("once", "sent", "reason", "text"),
        [
            ("resolution", {}, None, "not sent for ticket INC1, resolution 2"),
            (
                "resolution",
                {"ticket": "INC1", "resolution": 2},
                "duplicate",
                "sent at 2026-01-04T12:00:00+00:00 for ticket INC1, resolution 2",
            ),
            (
                "resolution",
                {"ticket": "INC1", "resolution": 2, "contact": "c-9", "bounced": True},
                "duplicate",
                "sent at 2026-01-04T12:00:00+00:00 for ticket INC1, resolution 2",
            ),
            (
                "resolution",
                {"ticket": "INC1"},
                None,
                "not sent for ticket INC1, resolution 2",
            ),
            (
                "resolution",
                {"ticket": "INC1", "resolution": 2, "survey": "other"},
                None,
                "not sent for ticket INC1, resolution 2",
            ),
            (
                "ticket",
                {"ticket": "INC1"},
                "duplicate",
                "sent at 2026-01-04T12:00:00+00:00 for ticket INC1",
            ),
            ("ticket", {}, None, "not sent for ticket INC1"),
            (
                "resolution",
                {"ticket": "INC1", "resolution": 2, "purpose": "thank_you"},
                None,
                "not sent for ticket INC1, resolution 2",
            ),
        ],
    )
    def test_once_for_each_key(
        self, once: str, sent: dict[str, Any], reason: str | None, text: str
    ) -> None:
        decision = decide(
            policy(once=once), record(**sent), event=trigger(resolution=2)
        )

        assert (reason, text, None) == said(decision, self.GATE)

    def test_the_latest_of_several_is_named(self) -> None:
        sent = [record(ticket="INC1", sent_at=NOON - n * HOUR) for n in (3, 1, 2)]

        assert (
            "sent at 2026-01-05T11:00:00+00:00 for ticket INC1, resolution 1"
            == (said(decide(POLICY, *sent), self.GATE)[1])
        )

    def test_the_record_that_is_stored_first_stops_the_second(self) -> None:
        first = decide(POLICY)
        assert isinstance(first, Send)

        second = decide(POLICY, first.record)
        assert isinstance(second, Skip)
        assert SurveyReason.DUPLICATE is second.reason

    def test_another_purpose_goes_out_once_too(self) -> None:
        thanks = trigger(purpose="thank_you")
        first = decide(POLICY, record(ticket="INC1"), event=thanks)
        assert isinstance(first, Send)

        second = decide(POLICY, first.record, event=thanks)
        assert isinstance(second, Skip)


class TestReminders:
    GATE = SurveyGate.ONCE
    REMIND = trigger(purpose="reminder")
    RULES = policy(
        reminders=(2 * DAY, 5 * DAY),
        expires_after=7 * DAY,
        delay=9 * DAY,
        stale_after=9 * DAY,
    )
    ASKED = record(ticket="INC1", sent_at=NOON)
    REMINDED = record(ticket="INC1", sent_at=NOON + 2 * DAY, purpose="reminder")

    @pytest.mark.parametrize(
        ("history", "now", "reason", "text", "until"),
        [
            (
                (),
                NOON,
                "no_survey",
                "not sent for ticket INC1, resolution 1",
                None,
            ),
            (
                (ASKED,),
                NOON + 2 * DAY - TICK,
                "delay",
                (
                    "reminder 1 comes 2 days after 2026-01-05T12:00:00+00:00, until "
                    "2026-01-07T12:00:00+00:00"
                ),
                NOON + 2 * DAY,
            ),
            (
                (ASKED,),
                NOON + 2 * DAY,
                None,
                "reminder 1 comes 2 days after 2026-01-05T12:00:00+00:00",
                None,
            ),
            (
                (ASKED, REMINDED),
                NOON + 2 * DAY,
                "delay",
                (
                    "reminder 2 comes 5 days after 2026-01-05T12:00:00+00:00, until "
                    "2026-01-10T12:00:00+00:00"
                ),
                NOON + 5 * DAY,
            ),
            (
                (ASKED, REMINDED, REMINDED),
                NOON + 6 * DAY,
                "duplicate",
                "2 of 2 reminders sent for ticket INC1, resolution 1",
                None,
            ),
            (
                (ASKED, REMINDED),
                NOON + 7 * DAY - TICK,
                None,
                "reminder 2 comes 5 days after 2026-01-05T12:00:00+00:00",
                None,
            ),
            (
                (ASKED, REMINDED),
                NOON + 7 * DAY,
                "expired",
                "expired 7 days after 2026-01-05T12:00:00+00:00",
                None,
            ),
        ],
    )
    def test_each_has_its_turn(
        self,
        history: tuple[SurveyRecord, ...],
        now: datetime,
        reason: str | None,
        text: str,
        until: datetime | None,
    ) -> None:
        decision = decide(self.RULES, *history, now=now, event=self.REMIND)

        assert (reason, text, until) == said(decision, self.GATE)
        assert isinstance(decision, Send) == (reason is None)

    @pytest.mark.parametrize(
        "became",
        [
            {"answered_at": NOON + HOUR},
            {"declined_at": NOON + HOUR},
            {"bounced": True},
        ],
    )
    def test_nobody_is_reminded_of_what_is_over(self, became: dict[str, Any]) -> None:
        over = attrs.evolve(self.ASKED, **became)
        decision = decide(self.RULES, over, now=NOON + 3 * DAY, event=self.REMIND)

        assert isinstance(decision, Skip)
        assert (
            "over",
            "answered, declined or bounced for ticket INC1, resolution 1",
        ) == (said(decision, self.GATE)[:2])

    def test_without_expiry_a_late_reminder_still_goes_out(self) -> None:
        rules = policy(reminders=DAY)
        decision = decide(rules, self.ASKED, now=NOON + 99 * DAY, event=self.REMIND)

        assert isinstance(decision, Send)

    def test_a_reopening_cancels_reminders_too(self) -> None:
        event = attrs.evolve(self.REMIND, reopened_at=NOON + HOUR)
        decision = decide(self.RULES, self.ASKED, now=NOON + 3 * DAY, event=event)

        assert SurveyReason.REOPENED is getattr(decision, "reason", None)


class TestLimits:
    RULE = Quarantine(7 * DAY)
    FREE = SENT.sent_at + 7 * DAY

    @pytest.mark.parametrize(
        ("name", "gate", "reason"),
        [
            ("recontact", SurveyGate.RECONTACT, "recontact"),
            ("quarantines", SurveyGate.QUARANTINE, "quarantine"),
        ],
    )
    def test_a_rest_skips_or_defers(
        self, name: str, gate: SurveyGate, reason: str
    ) -> None:
        rules = policy(**{name: self.RULE})
        text = "1 so far of at most 1 in 7 days, until 2026-01-11T12:00:00+00:00"

        assert (reason, text, None) == said(decide(rules, SENT), gate)
        deferring = attrs.evolve(rules, over_limit="defer")
        assert (reason, text, self.FREE) == said(decide(deferring, SENT), gate)
        before = decide(deferring, SENT, now=self.FREE - TICK)
        assert isinstance(before, Defer)
        free = decide(deferring, SENT, now=self.FREE)
        assert isinstance(free, Send)
        assert (None, "0 so far of at most 1 in 7 days", None) == said(free, gate)

    def test_without_rules_all_pass(self) -> None:
        decision = decide(POLICY, SENT)
        gates = (
            SurveyGate.RECONTACT,
            SurveyGate.QUARANTINE,
            SurveyGate.CAPS,
            SurveyGate.QUOTA,
        )

        assert [(None, "no rule", None)] * 4 == [said(decision, each) for each in gates]

    def test_of_several_rules_the_longest_holds(self) -> None:
        rules = policy(
            quarantines=(Quarantine(3 * DAY), self.RULE, Quarantine(5 * DAY)),
            over_limit="defer",
        )
        decision = decide(rules, SENT)

        assert isinstance(decision, Defer)
        assert self.FREE == decision.until
        assert (
            "0 so far of at most 1 in 3 days; 0 so far of at most 1 in 7 days; "
            "0 so far of at most 1 in 5 days"
        ) == said(decide(rules), SurveyGate.QUARANTINE)[1]

    def test_a_cap_frees_when_enough_have_left_the_window(self) -> None:
        rules = policy(caps=Cap(2, 7 * DAY), over_limit="defer")
        sent = [record(sent_at=NOON - n * DAY) for n in (1, 3, 2)]
        gate = SurveyGate.CAPS

        assert isinstance(decide(rules, sent[0]), Send)
        assert (
            "cap",
            "2 so far of at most 2 in 7 days, until 2026-01-10T12:00:00+00:00",
            NOON + 5 * DAY,
        ) == said(decide(rules, sent[0], sent[2]), gate)
        assert (
            "cap",
            "3 so far of at most 2 in 7 days, until 2026-01-10T12:00:00+00:00",
            NOON + 5 * DAY,
        ) == said(decide(rules, *sent), gate)

    def test_what_never_frees_is_a_skip(self) -> None:
        rules = policy(recontact=Cap(1, FOREVER, same="survey"), over_limit="defer")
        decision = decide(rules, SENT)

        assert isinstance(decision, Skip)
        assert (
            "1 so far of at most 1 in all time, same survey"
            == (said(decision, SurveyGate.RECONTACT)[1])
        )

    def test_quarantines_may_differ_by_kind_and_channel(self) -> None:
        rules = policy(
            quarantines=(
                Quarantine(30 * DAY, same="kind"),
                Quarantine(14 * DAY, same="channel"),
                Quarantine(2 * DAY),
            )
        )
        days = {}
        for kind, channel in (("csat", "chat"), ("nps", "email"), ("nps", "chat")):
            other = record(survey="x", kind=kind, channel=channel)
            days[kind, channel] = next(
                day
                for day in range(40)
                if isinstance(decide(rules, other, now=NOON + day * DAY), Send)
            )

        assert {("csat", "chat"): 29, ("nps", "email"): 13, ("nps", "chat"): 1} == days

    @pytest.mark.parametrize(
        "spared",
        [
            {"contact": "c-2"},
            {"contact": None},
            {"bounced": True},
            {"purpose": "reminder"},
            {"purpose": "service"},
            {"purpose": "close_the_loop"},
            {"purpose": "thank_you"},
        ],
    )
    def test_what_does_not_count(self, spared: dict[str, Any]) -> None:
        rules = policy(recontact=self.RULE, quarantines=self.RULE, caps=Cap(1, 7 * DAY))

        assert isinstance(decide(rules, record(**spared)), Send)

    def test_calendar_days_are_those_of_the_contact(self) -> None:
        rules = policy(
            quarantines=Quarantine(DAY, ages="calendar_days"),
            over_limit="defer",
            tz="Asia/Tokyo",
        )
        sent = record(sent_at=NOON - HOUR)
        untils = [
            getattr(decide(rules, sent, contact=contact), "until", None)
            for contact in (ANNA, SurveyContact("c-1", tz="UTC"))
        ]

        assert [NOON + 3 * HOUR, NOON + 12 * HOUR] == untils

    def test_the_survey_s_own_rule_may_replace_the_others(self) -> None:
        rules = policy(
            recontact=Quarantine(12 * HOUR, same="survey"),
            quarantines=self.RULE,
            caps=Cap(1, 7 * DAY),
            precedence="survey_replaces",
        )
        decision = decide(rules, SENT)

        assert isinstance(decision, Send)
        replaced = (None, "the survey's own rule replaces it", None)
        assert replaced == said(decision, SurveyGate.QUARANTINE)
        assert replaced == said(decision, SurveyGate.CAPS)
        strict = attrs.evolve(rules, precedence="strictest")
        assert SurveyReason.QUARANTINE is getattr(decide(strict, SENT), "reason", None)


class TestNewContacts:
    RULES = policy(new_contact_wait=30 * DAY, over_limit="defer")
    GATE = SurveyGate.RECONTACT

    def test_new_people_are_left_alone(self) -> None:
        contact = SurveyContact("c-1", since=NOON - 29 * DAY)
        text = "first asked 30 days after first seen, until 2026-01-06T12:00:00+00:00"

        decision = decide(self.RULES, contact=contact)
        assert ("new_contact", text, NOON + DAY) == said(decision, self.GATE)
        assert isinstance(decide(self.RULES, contact=contact, now=NOON + DAY), Send)

    def test_those_first_seen_nobody_knows_when_are_too(self) -> None:
        decision = decide(self.RULES)

        assert isinstance(decision, Skip)
        assert (
            "new_contact",
            "first asked 30 days after first seen, which is unknown",
            None,
        ) == said(decision, self.GATE)

    def test_over_limit_may_skip(self) -> None:
        rules = attrs.evolve(self.RULES, over_limit="skip")
        contact = SurveyContact("c-1", since=NOON)

        assert isinstance(decide(rules, contact=contact), Skip)


class TestPurpose:
    RULES = policy(
        new_contact_wait=DAY,
        recontact=Quarantine(7 * DAY),
        quarantines=Quarantine(7 * DAY),
        caps=Cap(1, 7 * DAY),
        quotas=Cap(1, 7 * DAY),
        share=0.0,
        reminders=HOUR,
    )
    ASKED = record(ticket="INC1")

    @pytest.mark.parametrize(
        "purpose", ["service", "close_the_loop", "thank_you", "reminder"]
    )
    def test_other_messages_are_exempt(self, purpose: str) -> None:
        decision = decide(self.RULES, self.ASKED, event=trigger(purpose=purpose))

        assert isinstance(decision, Send)
        exempt = (None, f"a message of purpose {purpose} is exempt", None)
        for gate in (
            SurveyGate.RECONTACT,
            SurveyGate.QUARANTINE,
            SurveyGate.CAPS,
            SurveyGate.SAMPLING,
            SurveyGate.QUOTA,
        ):
            assert exempt == said(decision, gate)
        assert 1.0 == decision.record.inclusion_probability

    def test_a_survey_is_not(self) -> None:
        decision = decide(self.RULES, self.ASKED)

        assert isinstance(decision, Skip)
        assert 6 == sum(not check.passes for check in decision.trace)

    def test_reminders_may_count(self) -> None:
        rules = attrs.evolve(self.RULES, reminders_count=True, over_limit="defer")
        reminder = trigger(purpose="reminder")
        held = decide(rules, self.ASKED, event=reminder)

        assert isinstance(held, Defer)
        assert SurveyReason.CAP is held.reason
        free = self.ASKED.sent_at + 7 * DAY
        assert free == held.until
        sent = decide(rules, self.ASKED, event=reminder, now=free)
        assert isinstance(sent, Send)
        resting = policy(quarantines=Quarantine(7 * DAY), reminders_count=True)
        after = trigger(ticket="INC2")
        assert isinstance(decide(resting, sent.record, event=after, now=free), Skip)
        ignoring = attrs.evolve(resting, reminders_count=False)
        assert isinstance(decide(ignoring, sent.record, event=after, now=free), Send)

    def test_other_messages_stay_exempt_where_reminders_count(self) -> None:
        rules = attrs.evolve(self.RULES, reminders_count=True)

        assert isinstance(
            decide(rules, self.ASKED, event=trigger(purpose="service")), Send
        )

    def test_reminders_never_use_up_a_quota(self) -> None:
        rules = policy(quotas=Cap(1, 7 * DAY), reminders_count=True)

        assert isinstance(decide(rules, record(purpose="reminder")), Send)


class TestChannel:
    GATE = SurveyGate.CHANNEL
    DESK = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC", name="daytime")
    WINDOW = policy(messaging_windows={"email": DAY})

    def test_without_hours_none_are_quiet(self) -> None:
        assert (None, "no quiet hours", None) == said(decide(POLICY), self.GATE)

    def test_quiet_hours_defer_to_the_next_opening(self) -> None:
        rules = policy(hours=self.DESK)
        night = decide(rules, now=NOON + 5 * HOUR)

        assert (None, "open by daytime", None) == said(
            decide(rules, now=NOON + 5 * HOUR - TICK), self.GATE
        )
        assert isinstance(night, Defer)
        assert (
            "quiet_hours",
            "closed by daytime, until 2026-01-06T09:00:00+00:00",
            NOON + 21 * HOUR,
        ) == said(night, self.GATE)
        assert isinstance(decide(rules, now=night.until), Send)

    def test_the_contact_s_own_hours_come_first(self) -> None:
        rules = policy(hours=self.DESK)
        contact = SurveyContact("c-1", hours=ServiceCalendar.always())

        assert isinstance(decide(rules, now=NOON + 9 * HOUR, contact=contact), Send)

    @pytest.mark.parametrize(
        ("received", "reason", "text"),
        [
            (NOON - DAY + TICK, None, "no quiet hours"),
            (
                NOON - DAY,
                "channel_closed",
                "email was open until 2026-01-05T12:00:00+00:00",
            ),
            (None, "channel_closed", "nothing was received by email"),
        ],
    )
    def test_a_messaging_window(
        self, received: datetime | None, reason: str | None, text: str
    ) -> None:
        decision = decide(self.WINDOW, event=trigger(received_at=received))

        assert (reason, text, None) == said(decision, self.GATE)

    @pytest.mark.parametrize("name", ["chat", None])
    def test_another_channel_has_none(self, name: str | None) -> None:
        assert isinstance(decide(self.WINDOW, event=trigger(channel=name)), Send)

    @pytest.mark.parametrize(
        ("received", "kind", "text"),
        [
            (NOON - 3 * HOUR, Skip, "email closes before daytime opens"),
            (
                NOON - 3 * HOUR + TICK,
                Defer,
                "closed by daytime, until 2026-01-06T09:00:00+00:00",
            ),
        ],
    )
    def test_a_window_that_closes_before_the_hours_open_is_a_skip(
        self, received: datetime, kind: type, text: str
    ) -> None:
        rules = attrs.evolve(self.WINDOW, hours=self.DESK)
        decision = decide(
            rules, now=NOON + 6 * HOUR, event=trigger(received_at=received)
        )

        assert isinstance(decision, kind)
        assert text == said(decision, self.GATE)[1]


class TestSampling:
    GATE = SurveyGate.SAMPLING
    POINT = 0.272222

    def test_what_falls_below_the_share_is_in(self) -> None:
        decision = decide(policy(share=0.9))

        assert isinstance(decision, Send)
        assert 0.9 == decision.record.inclusion_probability
        assert (None, f"{self.POINT} is below the share of 0.9", None) == said(
            decision, self.GATE
        )

    def test_the_rest_is_out(self) -> None:
        decision = decide(policy(share=0.1))

        assert isinstance(decision, Skip)
        assert (
            "not_sampled",
            f"{self.POINT} is not below the share of 0.1",
            None,
        ) == said(decision, self.GATE)

    def test_a_share_of_one_takes_all_and_one_of_zero_none(self) -> None:
        events = [trigger(ticket=f"INC{n}") for n in range(50)]

        assert all(isinstance(decide(POLICY, event=each), Send) for each in events)
        none = policy(share=0)
        assert all(isinstance(decide(none, event=each), Skip) for each in events)

    def test_the_seed_is_heeded(self) -> None:
        texts = {
            said(decide(policy(seed=seed)), self.GATE)[1] for seed in ("", "a", "b")
        }

        assert 3 == len(texts)

    def test_unknown_people_are_skipped(self) -> None:
        decision = decide(POLICY, contact=SurveyContact(None))

        assert isinstance(decision, Skip)
        assert ("anonymous", "the contact is unknown", None) == said(
            decision, self.GATE
        )

    def test_unknown_people_may_be_sampled_and_are_not_spared(self) -> None:
        rules = policy(share=0.0, anonymous_share=0.25, quarantines=Quarantine(7 * DAY))
        unknown = SurveyContact(None)
        sent = [
            decide(
                rules,
                record(contact=None),
                contact=unknown,
                event=trigger(ticket=f"INC{n}"),
            )
            for n in range(1, 400)
        ]
        found = [each for each in sent if isinstance(each, Send)]

        assert 80 < len(found) < 120
        assert {0.25} == {each.record.inclusion_probability for each in found}
        assert {None} == {each.record.contact for each in found}


class TestQuota:
    GATE = SurveyGate.QUOTA

    def test_counts_all_people_by_the_dates_of_the_policy(self) -> None:
        rules = policy(
            quotas=Cap(2, DAY, same="survey", ages="calendar_days"),
            over_limit="defer",
            tz="Asia/Tokyo",
        )
        others = [
            record(contact=key, sent_at=NOON - HOUR) for key in ("c-2", None, "c-3")
        ]
        contact = SurveyContact("c-1", tz="UTC")

        assert isinstance(decide(rules, others[0], contact=contact), Send)
        full = decide(rules, *others[:2], contact=contact)
        assert (
            "quota",
            (
                "2 so far of at most 2 in 1 day, same survey, until "
                "2026-01-05T15:00:00+00:00"
            ),
            NOON + 3 * HOUR,
        ) == said(full, self.GATE)
        elsewhere = [attrs.evolve(each, survey="x") for each in others]
        assert isinstance(decide(rules, *elsewhere, contact=contact), Send)

    def test_may_count_answers(self) -> None:
        rules = policy(quotas=Cap(1, FOREVER, same="survey", clock="answered"))
        other = record(contact="c-2")

        assert isinstance(decide(rules, other), Send)
        answered = attrs.evolve(other, answered_at=NOON)
        assert isinstance(decide(rules, answered), Skip)


class TestCheck:
    def test_prints_what_the_gate_said(self) -> None:
        gate, reason = SurveyGate.STATE, SurveyReason.DELAY

        assert "state: pass, fine" == str(GateCheck(gate, "fine"))
        assert "state: skip, no" == str(GateCheck(gate, "no", reason))
        assert "state: defer, no" == str(GateCheck(gate, "no", reason, NOON))
        assert GateCheck(gate, "fine").passes
        assert not GateCheck(gate, "no", reason).passes
