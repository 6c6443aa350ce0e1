"""Laws of survey policies: what holds whatever happened before."""

import itertools
from datetime import UTC, datetime, timedelta, tzinfo
from math import ceil, floor
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import attrs
from hypothesis import given, strategies as st

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.satisfaction import (
    FOREVER,
    AgeRule,
    Cap,
    Defer,
    Once,
    OverLimit,
    Quarantine,
    Same,
    Send,
    SurveyClock,
    SurveyContact,
    SurveyGate,
    SurveyKind,
    SurveyOutcome,
    SurveyPolicy,
    SurveyPurpose,
    SurveyReason,
    SurveyRecord,
    SurveyTrigger,
    choose_survey,
    sample_point,
)
from servicedesk_core.timeline import instant_key

HOUR = timedelta(hours=1)
DAY = 24 * HOUR
START = datetime(2026, 3, 20, 8, tzinfo=UTC)  # clocks change on the 29th
BERLIN = ZoneInfo("Europe/Berlin")
DESK = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="Europe/Berlin")
SURVEYS = ("case", "loyalty")
LIMITS = {
    SurveyReason.RECONTACT,
    SurveyReason.QUARANTINE,
    SurveyReason.CAP,
    SurveyReason.QUOTA,
    SurveyReason.NOT_SAMPLED,
    SurveyReason.ANONYMOUS,
    SurveyReason.NEW_CONTACT,
}

zones: st.SearchStrategy[tzinfo] = st.sampled_from([UTC, BERLIN])
times = st.integers(0, 40 * 24 * 4).map(lambda n: START + n * HOUR / 4)
gaps = st.integers(0, 5 * 24 * 4).map(lambda n: n * HOUR / 4)
days = st.integers(1, 9).map(lambda n: n * DAY)
sames = st.frozensets(st.sampled_from(Same), max_size=2)
options = {
    "same": sames,
    "clock": st.sampled_from(SurveyClock),
    "ages": st.sampled_from(AgeRule),
    "inclusive": st.booleans(),
}
quarantines = st.builds(
    Quarantine,
    days | st.just(FOREVER),
    answered=st.none() | days,
    declined=st.none() | days,
    ignored=st.none() | days,
    **options,
)
caps = st.builds(Cap, st.integers(1, 3), days, **options)
contacts = st.builds(
    SurveyContact,
    st.none() | st.sampled_from(["c-1", "c-2"]),
    consent=st.sampled_from([None, True, False]),
    since=st.none() | times,
    tz=st.none() | zones,
)


@st.composite
def records(draw: st.DrawFn) -> SurveyRecord:
    at = draw(times)
    later = st.none() | gaps.map(lambda gap: at + gap)
    return SurveyRecord(
        survey=draw(st.sampled_from(SURVEYS)),
        kind=draw(st.sampled_from(SurveyKind)),
        ticket=draw(st.sampled_from(["INC1", "INC2", "INC3"])),
        contact=draw(st.none() | st.sampled_from(["c-1", "c-2"])),
        resolution=draw(st.integers(1, 2)),
        channel=draw(st.sampled_from(["email", "chat"])),
        purpose=draw(st.sampled_from(SurveyPurpose)),
        bounced=draw(st.booleans()),
        sent_at=at,
        shown_at=draw(later),
        answered_at=draw(later),
        declined_at=draw(later),
    )


@st.composite
def triggers(draw: st.DrawFn) -> SurveyTrigger:
    return SurveyTrigger(
        draw(st.sampled_from(["resolved", "closed"])),
        at=draw(times),
        ticket=draw(st.sampled_from(["INC1", "INC2", "INC3"])),
        resolution=draw(st.integers(1, 2)),
        closed_at=draw(st.none() | times),
        reopened_at=draw(st.none() | times),
        received_at=draw(st.none() | times),
        channel=draw(st.sampled_from(["email", "chat"])),
        purpose=draw(st.sampled_from(SurveyPurpose)),
    )


policies = st.builds(
    SurveyPolicy,
    st.sampled_from(SURVEYS),
    st.sampled_from(SurveyKind),
    events=st.sampled_from([(), ("resolved",)]),
    needs_consent=st.booleans(),
    delay=st.sampled_from([HOUR, DAY]),
    delay_hours=st.sampled_from([None, DESK]),
    stale_after=st.sampled_from([None, 9 * DAY]),
    once=st.sampled_from(Once),
    reminders=st.sampled_from([(), (DAY, 3 * DAY)]),
    expires_after=st.sampled_from([None, 7 * DAY]),
    new_contact_wait=st.sampled_from([timedelta(), 3 * DAY]),
    recontact=st.lists(quarantines | caps, max_size=2),
    quarantines=st.lists(quarantines, max_size=2),
    caps=st.lists(caps, max_size=2),
    over_limit=st.sampled_from(OverLimit),
    reminders_count=st.booleans(),
    messaging_windows=st.sampled_from([{}, {"chat": DAY}]),
    hours=st.sampled_from([None, DESK]),
    share=st.sampled_from([1.0, 0.5]),
    anonymous_share=st.sampled_from([1.0, 0.0]),
    quotas=st.lists(caps, max_size=1),
    tz=zones,
)
histories = st.lists(records(), max_size=4)


class TestDecisions:
    @given(policies, triggers(), contacts, histories, times, zones)
    def test_a_deferral_is_later_and_never_to_the_same_instant_again(
        self,
        policy: SurveyPolicy,
        trigger: SurveyTrigger,
        contact: SurveyContact,
        history: list[SurveyRecord],
        now: datetime,
        tz: tzinfo,
    ) -> None:
        now = now.astimezone(tz)
        for _ in range(30):
            decision = policy.decide(trigger, contact, history, now=now)
            if not isinstance(decision, Defer):
                return
            assert instant_key(decision.until) > instant_key(now)
            now = decision.until
        raise AssertionError(decision)

    @given(policies, triggers(), contacts, histories, times)
    def test_every_gate_is_in_the_trace_and_the_first_failure_decides(
        self,
        policy: SurveyPolicy,
        trigger: SurveyTrigger,
        contact: SurveyContact,
        history: list[SurveyRecord],
        now: datetime,
    ) -> None:
        decision = policy.decide(trigger, contact, history, now=now)
        failed = [check for check in decision.trace if not check.passes]

        assert tuple(SurveyGate)[:-1] == tuple(each.gate for each in decision.trace)
        assert all(check.text for check in decision.trace)
        if isinstance(decision, Send):
            assert [] == failed
        else:
            assert failed[0].reason is decision.reason
            assert failed[0].until == getattr(decision, "until", None)

    @given(policies, triggers(), contacts, histories, times, st.randoms())
    def test_the_order_of_the_history_does_not_matter(
        self,
        policy: SurveyPolicy,
        trigger: SurveyTrigger,
        contact: SurveyContact,
        history: list[SurveyRecord],
        now: datetime,
        random: Random,
    ) -> None:
        shuffled = list(history)
        random.shuffle(shuffled)

        assert policy.decide(trigger, contact, history, now=now) == policy.decide(
            trigger, contact, shuffled, now=now
        )

    @given(
        policies,
        triggers(),
        contacts,
        histories,
        times,
        st.sampled_from([SurveyPurpose.SERVICE, SurveyPurpose.CLOSE_THE_LOOP]),
    )
    def test_no_limit_ever_stops_an_exempt_message(
        self,
        policy: SurveyPolicy,
        trigger: SurveyTrigger,
        contact: SurveyContact,
        history: list[SurveyRecord],
        now: datetime,
        purpose: SurveyPurpose,
    ) -> None:
        message = attrs.evolve(trigger, purpose=purpose)
        decision = policy.decide(message, contact, history, now=now)

        assert not LIMITS & {check.reason for check in decision.trace}

    @given(policies, triggers(), contacts, histories, times)
    def test_what_was_sent_and_stored_is_not_sent_again(
        self,
        policy: SurveyPolicy,
        trigger: SurveyTrigger,
        contact: SurveyContact,
        history: list[SurveyRecord],
        now: datetime,
    ) -> None:
        event = attrs.evolve(trigger, purpose="survey", reopened_at=None)
        anybody = SurveyPolicy(policy.survey, policy.kind, anonymous_share=1)
        willing = attrs.evolve(contact, consent=True)
        first = anybody.decide(event, willing, (), now=max(now, event.at))
        assert isinstance(first, Send)
        again = policy.decide(event, contact, [*history, first.record], now=now)

        assert SurveyReason.DUPLICATE in {check.reason for check in again.trace}
        assert not isinstance(again, Send)


def follow(
    policy: SurveyPolicy, asked: list[tuple[timedelta, str]]
) -> list[SurveyRecord]:
    """Return what goes out to one person if every decision is followed."""
    queue = []
    at = START
    for number, (gap, outcome) in enumerate(asked):
        at += gap
        queue.append((at, number, at, outcome))
    sent: list[SurveyRecord] = []
    while queue:
        queue.sort()
        now, number, event_at, outcome = queue.pop(0)
        trigger = SurveyTrigger("resolved", at=event_at, ticket=f"INC{number}")
        decision = policy.decide(trigger, SurveyContact("c-1"), sent, now=now)
        if isinstance(decision, Defer):
            queue.append((decision.until, number, event_at, outcome))
        elif isinstance(decision, Send):
            field = f"{outcome}_at"
            became: dict[str, Any] = {field: now} if outcome != "ignored" else {}
            sent.append(attrs.evolve(decision.record, **became))
    return sent


steps = st.lists(
    st.tuples(gaps, st.sampled_from([each.value for each in SurveyOutcome])),
    max_size=15,
)


class TestFollowed:
    @given(steps, st.integers(1, 3), days, st.sampled_from(OverLimit), st.booleans())
    def test_no_window_ever_holds_more_than_the_cap(
        self,
        asked: list[tuple[timedelta, str]],
        at_most: int,
        within: timedelta,
        over_limit: OverLimit,
        inclusive: bool,  # noqa: FBT001
    ) -> None:
        policy = SurveyPolicy(
            "case",
            "csat",
            caps=Cap(at_most, within, inclusive=inclusive),
            over_limit=over_limit,
        )
        sent = [each.sent_at for each in follow(policy, asked)]

        for first, late in zip(sent, sent[at_most:], strict=False):
            assert late - first >= within if inclusive else late - first > within
        if over_limit is OverLimit.DEFER:
            assert len(asked) == len(sent)

    @given(steps, days, days, days, st.sampled_from(OverLimit))
    def test_the_rest_after_each_outcome_is_kept(
        self,
        asked: list[tuple[timedelta, str]],
        answered: timedelta,
        declined: timedelta,
        ignored: timedelta,
        over_limit: OverLimit,
    ) -> None:
        rest = Quarantine(
            timedelta(), answered=answered, declined=declined, ignored=ignored
        )
        policy = SurveyPolicy("case", "csat", quarantines=rest, over_limit=over_limit)
        sent = follow(policy, asked)
        wanted = {"answered": answered, "declined": declined, "ignored": ignored}

        for first, late in itertools.pairwise(sent):
            assert late.sent_at - first.sent_at >= wanted[first.outcome]

    @given(steps, st.sampled_from(OverLimit))
    def test_nobody_is_written_to_in_quiet_hours(
        self, asked: list[tuple[timedelta, str]], over_limit: OverLimit
    ) -> None:
        policy = SurveyPolicy(
            "case", "csat", hours=DESK, caps=Cap(1, DAY), over_limit=over_limit
        )

        assert all(DESK.is_open(each.sent_at) for each in follow(policy, asked))


class TestAges:
    @given(times, gaps, st.integers(1, 6), st.sampled_from(AgeRule), zones)
    def test_each_rule_is_what_its_name_says(
        self, start: datetime, gap: timedelta, wait: int, ages: AgeRule, tz: tzinfo
    ) -> None:
        now = start + gap
        dates = (each.astimezone(tz).date() for each in (now, start))
        age = {
            AgeRule.EXACT: gap / DAY,
            AgeRule.FLOOR_DAYS: floor(gap / DAY),
            AgeRule.CEIL_DAYS: ceil(gap / DAY),
            AgeRule.CALENDAR_DAYS: (next(dates) - next(dates)).days,
        }[ages]
        asked = SurveyRecord(
            survey="x", kind="nps", ticket="T", contact="c-1", sent_at=start
        )
        trigger = SurveyTrigger("resolved", at=now, ticket="INC1")
        for inclusive in (True, False):
            rule = Quarantine(wait * DAY, ages=ages, inclusive=inclusive)
            policy = SurveyPolicy("case", "csat", quarantines=rule, tz=tz)
            decision = policy.decide(trigger, SurveyContact("c-1"), [asked], now=now)

            allowed = age >= wait if inclusive else age > wait
            assert allowed == isinstance(decision, Send)


class TestSampling:
    texts = st.text(min_size=1)

    @given(texts, st.none() | texts, texts, st.text())
    def test_a_point_lies_from_0_to_below_1(
        self, survey: str, contact: str | None, ticket: str, seed: str
    ) -> None:
        point = sample_point(survey, contact, ticket, seed=seed)

        assert 0 <= point < 1
        assert point == sample_point(survey, contact, ticket, seed=seed)

    @given(texts, texts, texts, texts)
    def test_where_one_text_ends_matters(
        self, survey: str, contact: str, ticket: str, more: str
    ) -> None:
        assert sample_point(survey + more, contact, ticket, seed="") != sample_point(
            survey, more + contact, ticket, seed=""
        )

    @given(triggers(), times, st.floats(0, 1), st.floats(0, 1))
    def test_a_larger_share_keeps_who_was_in(
        self, trigger: SurveyTrigger, now: datetime, one: float, other: float
    ) -> None:
        small, large = sorted([one, other])
        taken = [
            isinstance(
                SurveyPolicy("case", "csat", share=share).decide(
                    trigger, SurveyContact("c-1"), (), now=now
                ),
                Send,
            )
            for share in (small, large)
        ]

        assert taken[0] <= taken[1]


class TestChoice:
    @given(
        st.lists(policies, max_size=4, unique_by=lambda policy: policy.survey),
        triggers(),
        contacts,
        histories,
        times,
        st.sampled_from(["longest_waiting", "rarest", "listed"]),
    )
    def test_one_goes_out_if_any_may(
        self,
        listed: list[SurveyPolicy],
        trigger: SurveyTrigger,
        contact: SurveyContact,
        history: list[SurveyRecord],
        now: datetime,
        order: str,
    ) -> None:
        alone = [each.decide(trigger, contact, history, now=now) for each in listed]
        found = choose_survey(
            listed, trigger, contact, history, now=now, order=order
        ).values()

        ready = any(isinstance(each, Send) for each in alone)
        assert ready == sum(isinstance(each, Send) for each in found)
        for before, after in zip(alone, found, strict=True):
            if not isinstance(before, Send):
                assert before == after
