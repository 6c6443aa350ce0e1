"""The rules of survey tools in use, each by configuration alone."""

from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.satisfaction import (
    CHATWOOT_CSAT,
    DELIGHTED_NPS,
    FOREVER,
    FORMBRICKS_APP,
    GLPI_SATISFACTION,
    POSTHOG_WEB,
    QUALTRICS_DAILY,
    SERVICENOW_ASSESSMENT,
    WOOTRIC_NPS,
    ZENDESK_CSAT,
    Cap,
    Decision,
    Defer,
    Quarantine,
    Send,
    Skip,
    SurveyContact,
    SurveyPolicy,
    SurveyRecord,
    SurveyTrigger,
    choose_survey,
)

MINUTE = timedelta(minutes=1)
HOUR = 60 * MINUTE
DAY = 24 * HOUR
TICK = timedelta(microseconds=1)
START = datetime(2026, 1, 1, 8, tzinfo=UTC)
ANNA = SurveyContact("c-1")


def event(at: datetime, ticket: str = "INC1", **facts: Any) -> SurveyTrigger:
    return SurveyTrigger(facts.pop("event", "resolved"), at=at, ticket=ticket, **facts)


def decide(
    policy: SurveyPolicy,
    now: datetime,
    *history: SurveyRecord,
    contact: SurveyContact = ANNA,
    **facts: Any,
) -> Decision:
    facts.setdefault("at", now)
    return policy.decide(event(**facts), contact, history, now=now)


def allowed(
    policy: SurveyPolicy, now: datetime, *history: SurveyRecord, **facts: Any
) -> bool:
    return isinstance(decide(policy, now, *history, **facts), Send)


def reason(decision: Decision) -> str | None:
    return None if isinstance(decision, Send) else decision.reason.value


def sent(at: datetime, survey: str = "survey", **facts: Any) -> SurveyRecord:
    given: dict[str, Any] = {
        "survey": survey,
        "kind": "csat",
        "ticket": f"INC {at}",
        "contact": "c-1",
        "sent_at": at,
    }
    return SurveyRecord(**given | facts)


def shown(at: datetime, survey: str = "survey", **facts: Any) -> SurveyRecord:
    return sent(at, survey, shown_at=at, **facts)


class TestQualtrics:
    """Directory rules, exceptions to them, duplicates, exempt messages."""

    FIRST = sent(START, "directory")

    @pytest.mark.parametrize(
        ("now", "passes"),
        [
            (START + DAY - MINUTE, False),
            (START + DAY, False),
            (START + DAY + TICK, True),
        ],
    )
    def test_a_day_is_24_hours_that_move_along(
        self, now: datetime, *, passes: bool
    ) -> None:
        # 1 January 08:00, so the next one only after 2 January 08:00.
        assert passes == allowed(QUALTRICS_DAILY, now, self.FIRST)

    def test_over_the_limit_is_skipped_and_not_queued(self) -> None:
        decision = decide(QUALTRICS_DAILY, START + HOUR, self.FIRST)

        assert isinstance(decision, Skip)
        assert "cap" == reason(decision)

    def test_a_duplicate_within_12_hours_is_skipped(self) -> None:
        policy = SurveyPolicy(
            "directory", "other", recontact=Quarantine(12 * HOUR, same="survey")
        )

        assert not allowed(policy, START + 12 * HOUR - TICK, self.FIRST)
        assert allowed(policy, START + 12 * HOUR, self.FIRST)
        other = attrs.evolve(policy, survey="other")
        assert allowed(other, START + HOUR, self.FIRST)

    @pytest.mark.parametrize("purpose", ["reminder", "thank_you"])
    def test_reminders_and_thanks_are_exempt(self, purpose: str) -> None:
        policy = attrs.evolve(QUALTRICS_DAILY, reminders=HOUR)
        asked = attrs.evolve(self.FIRST, ticket="INC1")

        assert allowed(policy, START + HOUR, asked, purpose=purpose)
        # Nor do they use the limit up.
        note = attrs.evolve(self.FIRST, purpose=purpose)
        assert allowed(policy, START + HOUR, note)

    def test_a_rule_of_the_survey_overrides_the_directory(self) -> None:
        directory: dict[str, Any] = {
            "quarantines": Quarantine(14 * DAY),
            "caps": Cap(2, 30 * DAY),
        }
        custom = SurveyPolicy(
            "xyz",
            "other",
            recontact=Quarantine(2 * DAY, same="survey"),
            precedence="survey_replaces",
            **directory,
        )
        plain = SurveyPolicy("abc", "other", **directory)
        history = sent(START, "xyz"), sent(START - DAY, "abc")

        assert allowed(custom, START + 2 * DAY, *history)
        assert not allowed(custom, START + 2 * DAY - TICK, *history)
        assert not allowed(plain, START + 2 * DAY, *history)


class TestFormbricks:
    """Display options, and a cooldown from the last display of any survey."""

    @pytest.mark.parametrize(("days", "passes"), [(6.99, False), (7, True)])
    def test_the_cooldown_counts_whole_days_since_any_display(
        self, days: float, *, passes: bool
    ) -> None:
        other = shown(START, "other", declined_at=START + HOUR)
        now = START + timedelta(days=days)

        assert passes == allowed(FORMBRICKS_APP, now, other)

    def test_what_was_never_displayed_does_not_count(self) -> None:
        assert allowed(FORMBRICKS_APP, START + DAY, sent(START, "other"))

    def test_zero_is_no_limit(self) -> None:
        policy = attrs.evolve(FORMBRICKS_APP, quarantines=Quarantine(timedelta()))

        assert allowed(policy, START, shown(START, "other"))

    def test_a_custom_cooldown_changes_the_length_and_not_what_resets_it(self) -> None:
        policy = attrs.evolve(
            FORMBRICKS_APP,
            recontact=Quarantine(3 * DAY, clock="shown", ages="floor_days"),
            precedence="survey_replaces",
        )
        other = shown(START, "other")

        assert not allowed(policy, START + 3 * DAY - TICK, other)
        assert allowed(policy, START + 3 * DAY, other)

    def test_a_survey_may_ignore_the_cooldown(self) -> None:
        policy = attrs.evolve(FORMBRICKS_APP, quarantines=())

        assert allowed(policy, START, shown(START, "other"))

    def test_the_display_options(self) -> None:
        until_answered = Quarantine(FOREVER, same="survey", clock="answered")
        twice = Cap(2, FOREVER, same="survey", clock="shown")
        options: dict[str, tuple[Quarantine | Cap, ...]] = {
            "displayOnce": FORMBRICKS_APP.recontact,
            "displaySome": (twice, until_answered),
            "displayMultiple": (until_answered,),
            "respondMultiple": (),
        }
        once = shown(START, "app")
        again = shown(START + 8 * DAY, "app")
        answered = attrs.evolve(again, answered_at=START + 8 * DAY)
        histories = ((), (once,), (once, again), (answered,))
        now = START + 20 * DAY
        found = {
            option: [
                allowed(attrs.evolve(FORMBRICKS_APP, recontact=rules), now, *history)
                for history in histories
            ]
            for option, rules in options.items()
        }

        assert {
            "displayOnce": [True, False, False, False],
            "displaySome": [True, True, False, False],
            "displayMultiple": [True, True, True, False],
            "respondMultiple": [True, True, True, True],
        } == found


class TestPostHog:
    """Days begun since any survey was seen."""

    WEEK = attrs.evolve(
        POSTHOG_WEB,
        quarantines=Quarantine(7 * DAY, clock="shown", ages="ceil_days"),
    )

    @pytest.mark.parametrize(
        ("elapsed_days", "passes"),
        [(5.5, False), (6.0, False), (6.01, True), (7, True)],
    )
    def test_days_begun_count_whole(self, elapsed_days: float, *, passes: bool) -> None:
        now = START + timedelta(days=elapsed_days)

        assert passes == allowed(self.WEEK, now, shown(START, "other"))

    def test_the_preset_waits_for_the_30th_day_to_begin(self) -> None:
        other = shown(START, "other")

        assert not allowed(POSTHOG_WEB, START + 29 * DAY, other)
        assert allowed(POSTHOG_WEB, START + 29 * DAY + TICK, other)

    def test_a_survey_shows_once(self) -> None:
        assert not allowed(POSTHOG_WEB, START + 99 * DAY, shown(START, "web"))

    def test_an_app_may_limit_the_responses_in_all(self) -> None:
        policy = attrs.evolve(
            self.WEEK, quotas=Cap(2, FOREVER, same="survey", clock="answered")
        )
        answers = [
            shown(START, "web", contact=f"c-{n}", answered_at=START) for n in (2, 3)
        ]

        assert allowed(policy, START, answers[0])
        assert "quota" == reason(decide(policy, START, *answers))

    def test_a_wait_for_one_kind_alone_can_be_said(self) -> None:
        policy = attrs.evolve(
            self.WEEK,
            kind="nps",
            quarantines=Quarantine(90 * DAY, same="kind", clock="shown"),
        )

        assert allowed(policy, START + DAY, shown(START, "other"))
        assert not allowed(policy, START + DAY, shown(START, "other", kind="nps"))


class TestChatwoot:
    """Once for a conversation, by labels, within the window of the channel."""

    def test_once_for_a_conversation_however_often_it_is_resolved(self) -> None:
        first = decide(CHATWOOT_CSAT, START)
        assert isinstance(first, Send)

        again = decide(CHATWOOT_CSAT, START + DAY, first.record, resolution=2)
        assert "duplicate" == reason(again)
        assert allowed(CHATWOOT_CSAT, START + DAY, first.record, ticket="INC2")

    def test_asking_for_each_resolution_is_one_setting(self) -> None:
        policy = attrs.evolve(CHATWOOT_CSAT, once="resolution")
        first = decide(policy, START)
        assert isinstance(first, Send)

        assert allowed(policy, START + DAY, first.record, resolution=2)

    def test_labels(self) -> None:
        contains = attrs.evolve(CHATWOOT_CSAT, required_tags={"sales", "vip"})
        lacks = attrs.evolve(CHATWOOT_CSAT, excluded_tags={"spam", "test"})

        assert [False, True, False] == [
            allowed(contains, START, tags=tags) for tags in ((), ("vip",), ("spam",))
        ]
        assert [True, True, False] == [
            allowed(lacks, START, tags=tags) for tags in ((), ("vip",), ("spam",))
        ]

    def test_only_within_the_messaging_window(self) -> None:
        facts: dict[str, Any] = {"channel": "whatsapp", "received_at": START}

        assert allowed(CHATWOOT_CSAT, START + DAY - TICK, **facts)
        late = decide(CHATWOOT_CSAT, START + DAY, **facts)
        assert "channel_closed" == reason(late)
        assert "whatsapp was open until 2026-01-02T08:00:00+00:00" in str(late)
        assert allowed(CHATWOOT_CSAT, START + DAY, channel="email")

    def test_not_for_tweets(self) -> None:
        policy = attrs.evolve(
            CHATWOOT_CSAT, condition=lambda trigger: trigger.channel != "twitter"
        )

        assert not allowed(policy, START, channel="twitter")
        assert allowed(policy, START, channel="email")

    def test_the_agent_is_the_one_at_the_time_of_the_event(self) -> None:
        decision = decide(CHATWOOT_CSAT, START, agent="boris", team="north")

        assert isinstance(decision, Send)
        assert ("boris", "north") == (decision.record.agent, decision.record.team)


class TestZendesk:
    """A day after it was solved, once for a ticket."""

    def test_24_hours_after_it_was_solved(self) -> None:
        facts: dict[str, Any] = {
            "event": "solved",
            "at": START,
            "closed_at": START + 4 * DAY,
        }
        early = decide(ZENDESK_CSAT, START + HOUR, **facts)

        assert isinstance(early, Defer)
        assert START + DAY == early.until
        sent_then = decide(ZENDESK_CSAT, early.until, **facts)
        assert isinstance(sent_then, Send)
        again = decide(ZENDESK_CSAT, START + 5 * DAY, sent_then.record, **facts)
        assert "duplicate" == reason(again)

    def test_a_closed_ticket_is_no_trigger(self) -> None:
        assert not allowed(ZENDESK_CSAT, START + 2 * DAY, at=START, event="closed")

    def test_tags_exclude(self) -> None:
        policy = attrs.evolve(ZENDESK_CSAT, excluded_tags="partner", delay=timedelta())

        assert not allowed(policy, START, event="solved", tags="partner")

    def test_an_automation_of_one_s_own(self) -> None:
        desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        policy = SurveyPolicy(
            "loyalty",
            "nps",
            delay=8 * HOUR,
            delay_hours=desk,
            quarantines=Quarantine(30 * DAY, same="kind"),
            condition=lambda trigger: (
                trigger.team == "L1" and trigger.attributes["comments"] != 0
            ),
        )
        facts: dict[str, Any] = {
            "at": START,
            "team": "L1",
            "attributes": {"comments": 1},
        }
        waits = decide(policy, START, **facts)

        assert isinstance(waits, Defer)
        # 1 January 2026 is a Thursday: 8 hours from 09:00.
        assert START + 9 * HOUR == waits.until
        assert not allowed(policy, waits.until, **facts | {"team": "L2"})
        assert not allowed(
            policy, waits.until, **facts | {"attributes": {"comments": 0}}
        )


class TestServiceNow:
    """An interval for each trigger condition, a probability, a due date."""

    def test_the_interval_is_that_of_the_condition(self) -> None:
        asked = sent(START, "assessment", event="resolved")

        assert not allowed(SERVICENOW_ASSESSMENT, START + 30 * DAY - TICK, asked)
        assert allowed(SERVICENOW_ASSESSMENT, START + 30 * DAY, asked)
        assert allowed(SERVICENOW_ASSESSMENT, START + DAY, asked, event="closed")

    def test_anonymous_surveys_pass_the_interval(self) -> None:
        asked = sent(START, "assessment", event="resolved", contact=None)
        unknown = SurveyContact(None)

        assert allowed(SERVICENOW_ASSESSMENT, START + DAY, asked, contact=unknown)

    def test_a_probability(self) -> None:
        policy = attrs.evolve(SERVICENOW_ASSESSMENT, share=0.25)
        taken = sum(allowed(policy, START, ticket=f"INC{n}") for n in range(1000))

        assert 200 < taken < 300

    def test_is_due_in_14_days(self) -> None:
        decision = decide(SERVICENOW_ASSESSMENT, START)

        assert isinstance(decision, Send)
        assert START + 14 * DAY == decision.expires_at


class TestGlpi:
    """A rate, a delay in days, an expiry in days; off by default."""

    def test_it_is_off_by_default(self) -> None:
        assert "not_sampled" == reason(decide(GLPI_SATISFACTION, START, event="closed"))

    def test_rate_delay_and_duration(self) -> None:
        policy = attrs.evolve(
            GLPI_SATISFACTION, share=1, delay=3 * DAY, expires_after=12 * DAY
        )
        facts: dict[str, Any] = {"event": "closed", "at": START}
        early = decide(policy, START, **facts)

        assert isinstance(early, Defer)
        assert START + 3 * DAY == early.until
        decision = decide(policy, early.until, **facts)
        assert isinstance(decision, Send)
        assert START + 15 * DAY == decision.expires_at

    def test_what_was_closed_too_long_ago_is_not_asked_about(self) -> None:
        policy = attrs.evolve(GLPI_SATISFACTION, share=1, stale_after=90 * DAY)
        facts: dict[str, Any] = {"event": "closed", "at": START}

        assert allowed(policy, START + 90 * DAY, **facts)
        assert "stale" == reason(decide(policy, START + 90 * DAY + TICK, **facts))


class TestDelighted:
    """A throttle of exact periods over all channels; what it stops is dropped."""

    SENT = datetime(2026, 1, 1, 12, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("now", "passes"),
        [
            (datetime(2026, 3, 31, 12, tzinfo=UTC), False),
            (datetime(2026, 4, 1, 11, 59, tzinfo=UTC), False),
            (datetime(2026, 4, 1, 12, 1, tzinfo=UTC), True),
        ],
    )
    def test_the_period_is_exact(self, now: datetime, *, passes: bool) -> None:
        asked = sent(self.SENT, "nps", channel="sms")

        assert passes == allowed(DELIGHTED_NPS, now, asked, channel="email")

    def test_it_counts_from_the_display_where_there_is_one(self) -> None:
        asked = sent(self.SENT, "nps", shown_at=self.SENT + DAY)

        assert not allowed(DELIGHTED_NPS, self.SENT + 91 * DAY - TICK, asked)
        assert allowed(DELIGHTED_NPS, self.SENT + 91 * DAY, asked)

    @pytest.mark.parametrize("days", [30, 90, 180, 365])
    def test_the_periods(self, days: int) -> None:
        policy = attrs.evolve(DELIGHTED_NPS, quarantines=Quarantine(days * DAY))
        asked = sent(self.SENT, "nps")

        assert not allowed(policy, self.SENT + days * DAY - TICK, asked)
        assert allowed(policy, self.SENT + days * DAY, asked)

    def test_what_is_throttled_is_never_retried(self) -> None:
        decision = decide(DELIGHTED_NPS, self.SENT + DAY, sent(self.SENT, "nps"))

        assert isinstance(decision, Skip)


class TestWootric:
    """A rest by outcome, a share by who it is, a cap by day."""

    OLD = SurveyContact("c-1", since=START - 99 * DAY)
    ALL = attrs.evolve(WOOTRIC_NPS, share=1)

    @pytest.mark.parametrize(
        ("became", "days"), [("answered_at", 90), ("declined_at", 30)]
    )
    def test_the_rest_after_an_outcome(self, became: str, days: int) -> None:
        seen = shown(START, "nps", **{became: START + HOUR})
        free = START + HOUR + days * DAY

        assert not allowed(self.ALL, free - TICK, seen, contact=self.OLD)
        assert allowed(self.ALL, free, seen, contact=self.OLD)

    def test_what_was_ignored_does_not_rest(self) -> None:
        assert allowed(self.ALL, START, shown(START, "nps"), contact=self.OLD)

    def test_the_first_survey_comes_after_30_days(self) -> None:
        contact = SurveyContact("c-1", since=START)

        assert not allowed(self.ALL, START + 30 * DAY - TICK, contact=contact)
        assert allowed(self.ALL, START + 30 * DAY, contact=contact)

    def test_a_third_of_the_known_and_a_hundredth_of_visitors(self) -> None:
        visitor = SurveyContact(None, since=START - 99 * DAY)
        known, unknown = (
            [
                decide(WOOTRIC_NPS, START, contact=who, ticket=f"visit {n}")
                for n in range(2000)
            ]
            for who in (self.OLD, visitor)
        )
        taken = [
            [each for each in found if isinstance(each, Send)]
            for found in (known, unknown)
        ]

        assert 590 < len(taken[0]) < 730
        assert 8 < len(taken[1]) < 36
        assert [{0.33}, {0.01}] == [
            {each.record.inclusion_probability for each in found} for found in taken
        ]

    def test_a_daily_cap_of_responses(self) -> None:
        policy = attrs.evolve(
            self.ALL,
            quotas=Cap(1, DAY, same="survey", clock="answered", ages="calendar_days"),
        )
        answer = shown(START, "nps", contact="c-2", answered_at=START)
        midnight = datetime(2026, 1, 2, tzinfo=UTC)

        assert not allowed(policy, midnight - TICK, answer, contact=self.OLD)
        assert allowed(policy, midnight, answer, contact=self.OLD)


class TestAskNicely:
    """One global rule, a block list, a way round them all."""

    POLICY = SurveyPolicy(
        "nps", "nps", quarantines=Quarantine(180 * DAY), suppressed={"c-9"}
    )

    def test_180_days_between_any_surveys(self) -> None:
        asked = sent(START, "other", kind="ces")

        assert not allowed(self.POLICY, START + 180 * DAY - TICK, asked)
        assert allowed(self.POLICY, START + 180 * DAY, asked)

    def test_the_block_list(self) -> None:
        assert "suppressed" == reason(
            decide(self.POLICY, START, contact=SurveyContact("c-9"))
        )

    def test_a_forced_e_mail_passes_the_rules(self) -> None:
        forced = attrs.evolve(self.POLICY, quarantines=(), suppressed=())
        contact = SurveyContact("c-9")

        assert allowed(
            forced, START, sent(START, "nps", contact="c-9"), contact=contact
        )

    def test_a_repeated_trigger_does_not_send_twice(self) -> None:
        forced = attrs.evolve(self.POLICY, quarantines=())
        first = decide(forced, START)
        assert isinstance(first, Send)

        assert "duplicate" == reason(decide(forced, START, first.record))


class TestLoyaltyLoop:
    """90 days; low scorers get another message, which is no new survey."""

    POLICY = SurveyPolicy("loyalty", "nps", quarantines=Quarantine(90 * DAY))

    def test_closing_the_loop_is_exempt_and_does_not_restart_the_rest(self) -> None:
        asked = sent(START, "loyalty", kind="nps", answered_at=START)
        later = START + 21 * DAY
        closing = decide(self.POLICY, later, asked, purpose="close_the_loop")

        assert not allowed(self.POLICY, later, asked)
        assert isinstance(closing, Send)
        assert allowed(self.POLICY, START + 90 * DAY, asked, closing.record, ticket="X")


class TestClubhouseOnline:
    """Four weeks between any, six months relational, three for a department."""

    POLICY = SurveyPolicy(
        "visit",
        "csat",
        quarantines=(Quarantine(28 * DAY), Quarantine(90 * DAY, same="team")),
    )
    RELATIONAL = SurveyPolicy(
        "relation",
        "nps",
        quarantines=(Quarantine(28 * DAY), Quarantine(180 * DAY, same="kind")),
    )

    @pytest.mark.parametrize(("team", "days"), [("golf", 90), ("dining", 28)])
    def test_a_department_rests_longer(self, team: str, days: int) -> None:
        asked = sent(START, "visit", team="golf")

        assert not allowed(self.POLICY, START + days * DAY - TICK, asked, team=team)
        assert allowed(self.POLICY, START + days * DAY, asked, team=team)

    @pytest.mark.parametrize(("kind", "days"), [("nps", 180), ("csat", 28)])
    def test_relational_surveys_rest_longest(self, kind: str, days: int) -> None:
        asked = sent(START, "any", kind=kind)

        assert not allowed(self.RELATIONAL, START + days * DAY - TICK, asked)
        assert allowed(self.RELATIONAL, START + days * DAY, asked)


class TestPlain:
    """A delay, an interval, conditions, and rules in an order."""

    VIP = SurveyPolicy(
        "vip",
        "csat",
        required_tags="vip",
        delay=30 * MINUTE,
        recontact=Quarantine(7 * DAY, same="survey"),
    )
    REST = SurveyPolicy("rest", "csat", delay=30 * MINUTE, share=0.2)
    EVERYBODY = attrs.evolve(REST, share=1)

    def test_the_delay_and_the_interval(self) -> None:
        facts: dict[str, Any] = {"tags": "vip", "at": START}
        asked = sent(START, "vip")

        assert isinstance(decide(self.VIP, START, **facts), Defer)
        assert allowed(self.VIP, START + 30 * MINUTE, **facts)
        assert not allowed(self.VIP, START + 30 * MINUTE, asked, **facts)

    @pytest.mark.parametrize(("tag", "first"), [("vip", "vip"), ("other", "rest")])
    def test_the_first_rule_that_matches_decides(self, tag: str, first: str) -> None:
        found = choose_survey(
            (self.VIP, self.EVERYBODY),
            event(START, tags=tag),
            ANNA,
            (),
            now=START + HOUR,
            order="listed",
        )

        assert [first] == [
            name for name, each in found.items() if isinstance(each, Send)
        ]


class TestThena:
    """One in five or ten, and a cooldown."""

    @pytest.mark.parametrize(
        ("share", "low", "high"), [(0.1, 70, 130), (0.2, 160, 240)]
    )
    def test_one_in_so_many(self, share: float, low: int, high: int) -> None:
        policy = SurveyPolicy("thread", "csat", share=share)
        taken = sum(allowed(policy, START, ticket=f"T{n}") for n in range(1000))

        assert low < taken < high

    def test_the_cooldown(self) -> None:
        policy = SurveyPolicy("thread", "csat", quarantines=Quarantine(7 * DAY))

        assert not allowed(policy, START + DAY, sent(START, "thread"))


class TestGoogleBusinessMessages:
    """The first for a conversation in 24 hours, and two delays."""

    BOT = SurveyPolicy(
        "chat",
        "csat",
        events="bot_ended",
        delay=30 * MINUTE,
        recontact=Cap(1, DAY, same="ticket"),
        expires_after=7 * DAY,
    )
    HUMAN = attrs.evolve(
        BOT,
        events="human_ended",
        delay=24 * HOUR,
        delay_hours=ServiceCalendar.parse("Mo-Fr 00:00-24:00", tz="UTC"),
    )

    def test_half_an_hour_after_a_bot(self) -> None:
        waits = decide(self.BOT, START, event="bot_ended")

        assert isinstance(waits, Defer)
        assert START + 30 * MINUTE == waits.until

    def test_24_business_hours_after_a_person(self) -> None:
        friday = datetime(2026, 1, 2, 15, tzinfo=UTC)
        waits = decide(self.HUMAN, friday, event="human_ended")

        assert isinstance(waits, Defer)
        assert friday + 3 * DAY == waits.until

    def test_the_first_in_24_hours_alone(self) -> None:
        facts: dict[str, Any] = {"event": "bot_ended", "resolution": 2, "at": START}
        asked = sent(START, "chat", ticket="INC1")

        assert not allowed(self.BOT, START + DAY - TICK, asked, **facts)
        assert allowed(self.BOT, START + DAY, asked, **facts)
        assert allowed(self.BOT, START + HOUR, asked, **facts, ticket="INC2")

    def test_it_expires_in_7_days(self) -> None:
        decision = decide(self.BOT, START + HOUR, event="bot_ended", at=START)

        assert isinstance(decision, Send)
        assert START + HOUR + 7 * DAY == decision.expires_at

    def test_another_message_cancels_it(self) -> None:
        wrote: dict[str, Any] = {"reopened_at": START + 10 * MINUTE}
        decision = decide(self.BOT, START + HOUR, event="bot_ended", at=START, **wrote)

        assert "reopened" == reason(decision)


class TestGorgias:
    """One for a ticket, with three times kept apart."""

    def test_planned_sent_and_scored_are_three_times(self) -> None:
        policy = SurveyPolicy("csat", "csat", once="ticket", delay=HOUR)
        planned = decide(policy, START)
        assert isinstance(planned, Defer)

        done = decide(policy, planned.until + MINUTE, at=START)
        assert isinstance(done, Send)
        scored = attrs.evolve(done.record, answered_at=START + DAY)
        assert [START + HOUR, START + 61 * MINUTE, START + DAY] == [
            planned.until,
            scored.sent_at,
            scored.answered_at,
        ]
        again = decide(policy, START + 2 * DAY, scored, at=START, resolution=2)
        assert "duplicate" == reason(again)


class TestFreeItsm:
    """A queue with a delay: a reopening cancels, the next closing restarts it."""

    POLICY = SurveyPolicy("csat", "csat", events="closed", delay=DAY)

    def test_the_delay_is_applied(self) -> None:
        waits = decide(self.POLICY, START, event="closed")

        assert isinstance(waits, Defer)
        assert START + DAY == waits.until

    def test_a_reopening_cancels_and_a_closing_restarts_the_wait(self) -> None:
        facts: dict[str, Any] = {
            "event": "closed",
            "at": START,
            "reopened_at": START + 5 * HOUR,
        }
        reopened = decide(self.POLICY, START + DAY, **facts)
        facts["closed_at"] = START + 20 * HOUR
        closed = decide(self.POLICY, START + DAY, **facts)

        assert "reopened" == reason(reopened)
        assert isinstance(closed, Defer)
        assert START + 44 * HOUR == closed.until
        assert allowed(self.POLICY, closed.until, **facts)

    def test_a_claim_before_sending_sends_once(self) -> None:
        facts: dict[str, Any] = {"event": "closed", "at": START}
        claim = decide(self.POLICY, START + DAY, **facts)
        assert isinstance(claim, Send)

        # Two workers: the second finds the record of the first.
        second = decide(self.POLICY, START + DAY, claim.record, **facts)
        assert "duplicate" == reason(second)


class TestContactPolicyOfACompany:
    """Event, mechanics, contact policy; notices of service are no marketing."""

    POLICY = SurveyPolicy(
        "resolution",
        "csat",
        events="resolution",
        quarantines=Quarantine(30 * DAY),
        caps=Cap(2, 90 * DAY),
        hours=ServiceCalendar.parse("Mo-Su 09:00-20:00", tz="UTC"),
    )
    ASKED = (sent(START, "a"), sent(START - DAY, "b"))

    def test_adverse_notices_are_not_under_the_caps(self) -> None:
        noon = START + 4 * HOUR
        facts: dict[str, Any] = {"event": "resolution"}

        assert "quarantine" == reason(decide(self.POLICY, noon, *self.ASKED, **facts))
        notice = decide(self.POLICY, noon, *self.ASKED, **facts, purpose="service")
        assert isinstance(notice, Send)

    def test_they_do_not_use_them_up(self) -> None:
        notes = [attrs.evolve(each, purpose="service") for each in self.ASKED]

        assert allowed(self.POLICY, START + 4 * HOUR, *notes, event="resolution")

    def test_the_event_is_needed(self) -> None:
        assert "no_match" == reason(decide(self.POLICY, START + 4 * HOUR))

    def test_the_night_is_quiet(self) -> None:
        evening = datetime(2026, 1, 1, 20, tzinfo=UTC)
        decision = decide(self.POLICY, evening, event="resolution")

        assert isinstance(decision, Defer)
        assert evening + 13 * HOUR == decision.until
