"""A survey policy as a whole: its settings, its decisions, the choice of one."""

import pickle
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

import servicedesk_core.satisfaction as satisfaction_names
from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import (
    InstantRangeError,
    InvalidArgumentError,
    NaiveDatetimeError,
    ServiceDeskError,
    WrongTypeError,
)
from servicedesk_core.satisfaction import (
    FOREVER,
    Cap,
    ChoiceOrder,
    Defer,
    GateCheck,
    Quarantine,
    Send,
    Skip,
    SurveyContact,
    SurveyGate,
    SurveyKind,
    SurveyPolicy,
    SurveyPurpose,
    SurveyReason,
    SurveyRecord,
    SurveyTrigger,
    choose_survey,
    first_failure,
    survey,
)

HOUR = timedelta(hours=1)
DAY = 24 * HOUR
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
TRIGGER = SurveyTrigger(
    "resolved",
    at=NOON,
    ticket="INC1",
    resolution=2,
    channel="email",
    agent="boris",
    team="network",
    topic="vpn",
)
ANNA = SurveyContact("c-1")
POLICY = SurveyPolicy("case", "csat", quarantines=Quarantine(7 * DAY), share=0.9)
GATES = tuple(SurveyGate)[:-1]


class TestSend:
    def test_carries_the_record_to_store(self) -> None:
        decision = POLICY.decide(TRIGGER, ANNA, (), now=NOON + HOUR)

        assert isinstance(decision, Send)
        assert (
            SurveyRecord(
                survey="case",
                kind=SurveyKind.CSAT,
                ticket="INC1",
                sent_at=NOON + HOUR,
                contact="c-1",
                resolution=2,
                event="resolved",
                channel="email",
                purpose=SurveyPurpose.SURVEY,
                agent="boris",
                team="network",
                topic="vpn",
                inclusion_probability=0.9,
            )
            == decision.record
        )
        assert decision.expires_at is None
        assert "send case" == str(decision)

    def test_says_until_when_it_may_be_answered(self) -> None:
        rules = attrs.evolve(POLICY, expires_after=14 * DAY)
        decision = rules.decide(TRIGGER, ANNA, (), now=NOON)

        assert isinstance(decision, Send)
        assert NOON + 14 * DAY == decision.expires_at

    def test_an_expiry_after_the_last_year_is_an_error(self) -> None:
        rules = attrs.evolve(POLICY, expires_after=FOREVER)

        with pytest.raises(InstantRangeError):
            rules.decide(TRIGGER, ANNA, (), now=NOON)


class TestTrace:
    BUSY = SurveyPolicy(
        "case",
        "csat",
        is_active=False,
        suppressed="c-1",
        delay=HOUR,
        quarantines=Quarantine(7 * DAY),
        share=0,
    )

    def test_every_gate_is_asked_and_the_first_failure_decides(self) -> None:
        decision = self.BUSY.decide(TRIGGER, ANNA, (), now=NOON)

        assert isinstance(decision, Skip)
        assert GATES == tuple(check.gate for check in decision.trace)
        assert [
            SurveyReason.INACTIVE,
            SurveyReason.SUPPRESSED,
            SurveyReason.DELAY,
            *[None] * 5,
            SurveyReason.NOT_SAMPLED,
            None,
        ] == [check.reason for check in decision.trace]
        assert SurveyReason.INACTIVE is decision.reason
        assert decision.trace[0] == first_failure(decision.trace)
        assert "skip (inactive): the survey is not active" == str(decision)

    def test_a_wait_before_a_refusal_decides(self) -> None:
        waiting = attrs.evolve(self.BUSY, is_active=True, suppressed=())
        decision = waiting.decide(TRIGGER, ANNA, (), now=NOON)

        assert isinstance(decision, Defer)
        assert (NOON + HOUR, SurveyReason.DELAY) == (decision.until, decision.reason)
        assert (
            "defer until 2026-01-05T13:00:00+00:00 (delay): waits 1 h since "
            "2026-01-05T12:00:00+00:00, until 2026-01-05T13:00:00+00:00"
        ) == str(decision)

    def test_a_trace_without_failure_has_none(self) -> None:
        assert first_failure((GateCheck(SurveyGate.MATCH, "fine"),)) is None
        assert "skip (quota): " == str(Skip(SurveyReason.QUOTA, ()))

    def test_decisions_are_values(self) -> None:
        tokyo = NOON.astimezone(ZoneInfo("Asia/Tokyo"))
        for rules in (POLICY, self.BUSY, attrs.evolve(POLICY, delay=HOUR)):
            first = rules.decide(TRIGGER, ANNA, (), now=NOON)
            again = rules.decide(TRIGGER, ANNA, [], now=NOON)

            assert first == again
            assert hash(first) == hash(again)
            assert first == pickle.loads(pickle.dumps(first))  # noqa: S301
        sent = POLICY.decide(TRIGGER, ANNA, (), now=NOON)
        there = POLICY.decide(TRIGGER, ANNA, (), now=tokyo)
        assert isinstance(sent, Send)
        assert isinstance(there, Send)
        assert sent.record == there.record

    def test_a_deferral_is_equal_by_the_instant(self) -> None:
        reason = SurveyReason.DELAY
        tokyo = NOON.astimezone(ZoneInfo("Asia/Tokyo"))

        assert Defer(NOON, reason, ()) == Defer(tokyo, reason, ())


class TestArguments:
    @pytest.mark.parametrize(
        ("changed", "message"),
        [
            (
                {"trigger": "resolved"},
                "trigger must be a SurveyTrigger, got 'resolved'",
            ),
            ({"contact": "c-1"}, "contact must be a SurveyContact, got 'c-1'"),
            ({"history": 1}, "history must be SurveyRecords, in a tuple, got 1"),
            ({"history": ["sent"]}, "history must be SurveyRecords, got 'sent'"),
            ({"now": "today"}, "now must be an aware datetime, got 'today'"),
        ],
    )
    def test_of_a_wrong_type_are_refused(
        self, changed: dict[str, Any], message: str
    ) -> None:
        given = {"trigger": TRIGGER, "contact": ANNA, "history": (), "now": NOON}
        with pytest.raises(WrongTypeError) as caught:
            POLICY.decide(**given | changed)  # type: ignore[arg-type]

        assert message == str(caught.value)

    def test_now_needs_a_zone(self) -> None:
        with pytest.raises(NaiveDatetimeError, match=r"^now must be an aware datetime"):
            POLICY.decide(TRIGGER, ANNA, (), now=NOON.replace(tzinfo=None))

    def test_the_history_may_be_an_iterator(self) -> None:
        sent = POLICY.decide(TRIGGER, ANNA, (), now=NOON)
        assert isinstance(sent, Send)

        again = POLICY.decide(TRIGGER, ANNA, iter([sent.record]), now=NOON)
        assert isinstance(again, Skip)


class TestSettings:
    def test_one_rule_may_stand_for_several(self) -> None:
        rest, cap = Quarantine(DAY), Cap(1, DAY)
        policy = SurveyPolicy(
            "case",
            SurveyKind.CSAT,
            recontact=cap,
            quarantines=rest,
            caps=cap,
            quotas=cap,
            reminders=DAY,
            events="closed",
        )

        assert ((cap,), (rest,), (cap,), (cap,)) == (
            policy.recontact,
            policy.quarantines,
            policy.caps,
            policy.quotas,
        )
        assert (DAY,) == policy.reminders
        assert frozenset({"closed"}) == policy.events
        both = attrs.evolve(policy, recontact=[rest, cap])
        assert (rest, cap) == both.recontact

    def test_a_policy_is_a_value(self) -> None:
        again = SurveyPolicy(
            "case", SurveyKind.CSAT, quarantines=[Quarantine(7 * DAY)], share=0.9
        )

        assert again == POLICY
        assert hash(again) == hash(POLICY)
        assert POLICY == pickle.loads(pickle.dumps(POLICY))  # noqa: S301

    @pytest.mark.parametrize(
        ("settings", "error", "message"),
        [
            (
                {"kind": "x"},
                "value",
                "kind must be one of csat, nps, ces, other, got 'x'",
            ),
            (
                {"survey": ""},
                "value",
                "survey must be a text that is not empty, got ''",
            ),
            ({"is_active": 1}, "type", "is_active must be True or False, got 1"),
            ({"events": 1}, "type", "events must be a text, or several, got 1"),
            ({"channels": 1}, "type", "channels must be a text, or several, got 1"),
            (
                {"required_tags": 1},
                "type",
                "required_tags must be a text, or several, got 1",
            ),
            (
                {"excluded_tags": 1},
                "type",
                "excluded_tags must be a text, or several, got 1",
            ),
            ({"suppressed": 1}, "type", "suppressed must be a text, or several, got 1"),
            (
                {"internal_domains": 1},
                "type",
                "internal_domains must be a text, or several, got 1",
            ),
            (
                {"internal_domains": ["@b.org"]},
                "value",
                (
                    "internal_domains must be domains without an @, such as "
                    "example.org, "
                    "got '@b.org'"
                ),
            ),
            (
                {"condition": "vip"},
                "type",
                "condition must be a function of a SurveyTrigger, or None, got 'vip'",
            ),
            (
                {"needs_consent": 0},
                "type",
                "needs_consent must be True or False, got 0",
            ),
            ({"delay": 1}, "type", "delay must be a timedelta, got 1"),
            (
                {"delay": -DAY},
                "value",
                "delay must be zero or longer, got datetime.timedelta(days=-1)",
            ),
            (
                {"delay": DAY, "delay_hours": 1},
                "type",
                "delay_hours must be a ServiceCalendar or None, got 1",
            ),
            (
                {"stale_after": timedelta()},
                "value",
                "stale_after must be longer than zero, got datetime.timedelta(0)",
            ),
            (
                {"once": "day"},
                "value",
                "once must be one of resolution, ticket, got 'day'",
            ),
            (
                {"reminders": 1},
                "type",
                "reminders must be timedeltas, in a tuple, got 1",
            ),
            ({"reminders": [1]}, "type", "reminders must be a timedelta, got 1"),
            (
                {"expires_after": timedelta()},
                "value",
                "expires_after must be longer than zero, got datetime.timedelta(0)",
            ),
            (
                {"new_contact_wait": -DAY},
                "value",
                (
                    "new_contact_wait must be zero or longer, got "
                    "datetime.timedelta(days=-1)"
                ),
            ),
            (
                {"recontact": 1},
                "type",
                "recontact must be a Quarantine or a Cap, or several, got 1",
            ),
            (
                {"recontact": [1]},
                "type",
                "recontact must be a Quarantine or a Cap, or several, got 1",
            ),
            (
                {"quarantines": [1]},
                "type",
                "quarantines must be a Quarantine, or several, got 1",
            ),
            ({"caps": 1}, "type", "caps must be a Cap, or several, got 1"),
            ({"quotas": [1]}, "type", "quotas must be a Cap, or several, got 1"),
            (
                {"precedence": "x"},
                "value",
                "precedence must be one of strictest, survey_replaces, got 'x'",
            ),
            (
                {"over_limit": "x"},
                "value",
                "over_limit must be one of skip, defer, got 'x'",
            ),
            (
                {"reminders_count": 1},
                "type",
                "reminders_count must be True or False, got 1",
            ),
            (
                {"messaging_windows": 1},
                "type",
                "messaging_windows must be a mapping of channels to timedeltas, got 1",
            ),
            (
                {"messaging_windows": {1: DAY}},
                "type",
                "messaging_windows must be a text, got 1",
            ),
            (
                {"messaging_windows": {"sms": timedelta()}},
                "value",
                (
                    "messaging_windows['sms'] must be longer than zero, got "
                    "datetime.timedelta(0)"
                ),
            ),
            ({"hours": 1}, "type", "hours must be a ServiceCalendar or None, got 1"),
            ({"share": 1.1}, "value", "share must be between 0 and 1, got 1.1"),
            (
                {"anonymous_share": -0.1},
                "value",
                "anonymous_share must be between 0 and 1, got -0.1",
            ),
            ({"seed": 1}, "type", "seed must be a text, got 1"),
            (
                {"tz": 1},
                "type",
                "tz must be an IANA name, a ZoneInfo or a datetime.timezone, got 1",
            ),
        ],
    )
    def test_are_refused_by_name(
        self, settings: dict[str, Any], error: str, message: str
    ) -> None:
        kinds: dict[str, type[ServiceDeskError]] = {
            "type": WrongTypeError,
            "value": InvalidArgumentError,
        }
        with pytest.raises(kinds[error]) as caught:
            SurveyPolicy(**{"survey": "case", "kind": "csat"} | settings)

        assert message == str(caught.value)


class TestContradictions:
    @pytest.mark.parametrize(
        ("settings", "message"),
        [
            (
                {"delay_hours": ServiceCalendar.always()},
                "delay_hours must be None where there is no delay, got '24/7 (UTC)'",
            ),
            (
                {"delay": DAY, "stale_after": DAY - HOUR},
                (
                    "stale_after must be at least the delay of 1 day, got "
                    "datetime.timedelta(seconds=82800)"
                ),
            ),
            (
                {"reminders": (DAY, 2 * DAY), "expires_after": 2 * DAY},
                (
                    "expires_after must be longer than the last reminder's 2 days, got "
                    "datetime.timedelta(days=2)"
                ),
            ),
            (
                {"reminders": (2 * DAY, 2 * DAY)},
                (
                    "reminders must be longer than zero, each longer than the "
                    "one before, "
                    "got datetime.timedelta(days=2)"
                ),
            ),
            (
                {"reminders": timedelta()},
                (
                    "reminders must be longer than zero, each longer than the "
                    "one before, "
                    "got datetime.timedelta(0)"
                ),
            ),
            (
                {"precedence": "survey_replaces"},
                (
                    "precedence must be strictest where there is no recontact "
                    "rule, got "
                    "'survey_replaces'"
                ),
            ),
            (
                {"required_tags": ("b", "a"), "excluded_tags": ("a", "b", "c")},
                "required_tags must be not all among excluded_tags, got ['a', 'b']",
            ),
        ],
    )
    def test_are_refused(self, settings: dict[str, Any], message: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            SurveyPolicy("case", "csat", **settings)

        assert message == str(caught.value)

    @pytest.mark.parametrize(
        "settings",
        [
            {"delay": DAY, "delay_hours": ServiceCalendar.always()},
            {"delay": DAY, "stale_after": DAY},
            {"reminders": (DAY, 2 * DAY), "expires_after": 2 * DAY + HOUR},
            {"expires_after": DAY},
            {"precedence": "survey_replaces", "recontact": Cap(1, DAY)},
            {"required_tags": ("b", "a"), "excluded_tags": ("a", "c")},
            {"excluded_tags": "a"},
        ],
    )
    def test_what_comes_close_is_fine(self, settings: dict[str, Any]) -> None:
        assert "case" == SurveyPolicy("case", "csat", **settings).survey


class TestChoice:
    CASE = SurveyPolicy("case", "csat", quarantines=Quarantine(DAY))
    LOYALTY = SurveyPolicy(
        "loyalty", "nps", recontact=Quarantine(90 * DAY, same="kind")
    )
    EFFORT = SurveyPolicy("effort", "ces")
    ALL = (CASE, LOYALTY, EFFORT)

    def sent(self, name: str, days: int, contact: str | None = "c-1") -> SurveyRecord:
        return SurveyRecord(
            survey=name,
            kind=next(each.kind for each in self.ALL if each.survey == name),
            ticket=f"INC-{name}-{days}",
            contact=contact,
            sent_at=NOON - days * DAY,
        )

    def winner(
        self,
        *history: SurveyRecord,
        order: ChoiceOrder | str = ChoiceOrder.LONGEST_WAITING,
        contact: SurveyContact = ANNA,
        policies: tuple[SurveyPolicy, ...] = ALL,
    ) -> str | None:
        found = choose_survey(
            policies, TRIGGER, contact, history, now=NOON, order=order
        )
        assert [each.survey for each in policies] == list(found)
        sends = [name for name, each in found.items() if isinstance(each, Send)]
        assert len(sends) <= 1
        return sends[0] if sends else None

    def test_one_that_this_person_never_got_comes_first(self) -> None:
        assert "loyalty" == self.winner(self.sent("case", 9), self.sent("effort", 99))

    def test_then_the_one_that_waits_longest(self) -> None:
        history = self.sent("case", 9), self.sent("loyalty", 95), self.sent("effort", 8)

        assert "loyalty" == self.winner(*history)
        assert "case" == self.winner(*history, self.sent("loyalty", 2))

    def test_of_equal_ones_the_rarer_comes_first(self) -> None:
        others = self.sent("case", 1, "c-2"), self.sent("loyalty", 1, "c-2")

        assert "effort" == self.winner(*others)

    def test_then_the_first_listed(self) -> None:
        assert "case" == self.winner()
        assert "effort" == self.winner(policies=self.ALL[::-1])

    def test_the_rarest_may_come_first(self) -> None:
        history = (
            self.sent("case", 99),
            self.sent("case", 98, "c-2"),
            self.sent("loyalty", 97, "c-2"),
            self.sent("loyalty", 96),
            self.sent("effort", 2),
        )

        assert "effort" == self.winner(*history, order="rarest")
        level = *history, self.sent("effort", 3)
        assert "case" == self.winner(*level, order="rarest")

    def test_the_listed_order_may_rule(self) -> None:
        assert "case" == self.winner(self.sent("case", 9), order="listed")
        assert "effort" == self.winner(
            self.sent("effort", 9), order="listed", policies=self.ALL[::-1]
        )
        blocked = self.winner(self.sent("case", 0), order="listed")
        assert "loyalty" == blocked

    def test_messages_that_are_no_surveys_do_not_count(self) -> None:
        note = attrs.evolve(self.sent("case", 9), purpose="service")

        for order in ("longest_waiting", "rarest"):
            assert "case" == self.winner(note, order=order)

    def test_unknown_people_wait_together(self) -> None:
        open_to_all = tuple(attrs.evolve(each, anonymous_share=1) for each in self.ALL)
        history = self.sent("case", 9, None), self.sent("loyalty", 9, "c-1")

        assert "effort" == self.winner(
            *history, contact=SurveyContact(None), policies=open_to_all
        )

    def test_the_others_are_outranked_and_say_by_what(self) -> None:
        asleep = attrs.evolve(self.EFFORT, is_active=False)
        found = choose_survey(
            (self.CASE, self.LOYALTY, asleep), TRIGGER, ANNA, (), now=NOON
        )
        first, second, third = found.values()

        assert isinstance(first, Send)
        assert (
            GateCheck(SurveyGate.PRIORITY, "comes first (longest_waiting)")
            == first.trace[-1]
        )
        assert tuple(SurveyGate) == tuple(check.gate for check in first.trace)
        assert isinstance(second, Skip)
        assert SurveyReason.OUTRANKED is second.reason
        assert (
            GateCheck(
                SurveyGate.PRIORITY,
                "case comes first (longest_waiting)",
                SurveyReason.OUTRANKED,
            )
            == second.trace[-1]
        )
        assert asleep.decide(TRIGGER, ANNA, (), now=NOON) == third

    def test_none_may_be_ready(self) -> None:
        asleep = attrs.evolve(self.CASE, is_active=False)

        assert self.winner(policies=(asleep,)) is None
        assert {} == choose_survey((), TRIGGER, ANNA, (), now=NOON)

    def test_nothing_starves(self) -> None:
        history: tuple[SurveyRecord, ...] = ()
        seen = []
        for day in range(30):
            trigger = attrs.evolve(TRIGGER, at=NOON + day * DAY, ticket=f"INC{day}")
            found = choose_survey(
                self.ALL, trigger, ANNA, iter(history), now=NOON + day * DAY
            )
            sends = [each for each in found.values() if isinstance(each, Send)]
            history += tuple(each.record for each in sends)
            seen += [each.record.survey for each in sends]

        assert ["case", "loyalty", "effort", "case", "effort"] == seen[:5]
        assert 1 == seen.count("loyalty")

    @pytest.mark.parametrize(
        ("policies", "error", "message"),
        [
            (1, WrongTypeError, "policies must be SurveyPolicies, in a tuple, got 1"),
            (["case"], WrongTypeError, "policies must be SurveyPolicies, got 'case'"),
            (
                [CASE, CASE],
                InvalidArgumentError,
                "policies must be of different surveys, got ['case', 'case']",
            ),
        ],
    )
    def test_refuses(
        self, policies: Any, error: type[ServiceDeskError], message: str
    ) -> None:
        with pytest.raises(error) as caught:
            choose_survey(policies, TRIGGER, ANNA, (), now=NOON)

        assert message == str(caught.value)

    def test_refuses_an_unknown_order(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^order must be one of longest_waiting, rarest, listed, got 'x'$",
        ):
            choose_survey((), TRIGGER, ANNA, (), now=NOON, order="x")

    def test_refuses_a_history_that_is_none(self) -> None:
        history: Any = 1
        with pytest.raises(WrongTypeError, match=r"^history must be SurveyRecords"):
            choose_survey((self.CASE,), TRIGGER, ANNA, history, now=NOON)


class TestNames:
    def test_the_subpackage_has_the_names_of_the_package(self) -> None:
        for name in survey.__all__:
            assert getattr(survey, name) is getattr(satisfaction_names, name)


class TestLeftOut:
    @pytest.mark.parametrize("field", ["delay", "new_contact_wait"])
    def test_a_wait_is_zero_and_not_none(self, field: str) -> None:
        settings: dict[str, Any] = {field: None}
        with pytest.raises(
            WrongTypeError, match=rf"^{field} must be a timedelta, got None$"
        ):
            SurveyPolicy("case", "csat", **settings)

    def test_labels_are_no_mapping(self) -> None:
        tags: Any = {"vip": 1}
        wanted = r"^excluded_tags must be a text, or several, got \{'vip': 1\}$"
        with pytest.raises(WrongTypeError, match=wanted):
            SurveyPolicy("case", "csat", excluded_tags=tags)

    @pytest.mark.parametrize("trace", [None, [], (1,)])
    def test_a_failure_is_one_of_a_trace(self, trace: Any) -> None:
        wanted = r"^trace must be the trace of a decision, got "
        with pytest.raises(WrongTypeError, match=wanted):
            first_failure(trace)
