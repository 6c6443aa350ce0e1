"""Surveys: policies and their rules, triggers, contacts, records."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.satisfaction import (
    FOREVER,
    AgeRule,
    Cap,
    Once,
    OverLimit,
    Precedence,
    Quarantine,
    Same,
    SurveyClock,
    SurveyContact,
    SurveyKind,
    SurveyOutcome,
    SurveyPolicy,
    SurveyPurpose,
    SurveyRecord,
    SurveyTrigger,
)
from servicedesk_core.testing.strategies._desks import desks
from servicedesk_core.testing.strategies.instants import (
    aware_datetimes,
    durations,
    zones,
)
from servicedesk_core.testing.strategies.numbers import attributes, counts, shares
from servicedesk_core.testing.strategies.texts import keys, labels, names

_HOUR = timedelta(hours=1)
_DAY = 24 * _HOUR


def quarantines() -> st.SearchStrategy[Quarantine]:
    """Rests after a message, by its outcome, in exact time and in days, and for ever.

    They shrink to no rest at all.

    Example:
        >>> from hypothesis import find
        >>> print(find(quarantines(), lambda rest: rest.period > timedelta(0)))
        at most 1 in 1 day
    """
    own = st.fixed_dictionaries(
        dict.fromkeys(SurveyOutcome, st.none() | _waits()),
    )
    return st.builds(_quarantine, _waits(), own, **_rules())


def caps() -> st.SearchStrategy[Cap]:
    """Numbers of messages in a window, in exact time and in days, and in all.

    They shrink to one in a day.

    Example:
        >>> from hypothesis import find
        >>> print(find(caps(), lambda cap: cap.at_most > 1))
        at most 2 in 1 day
    """
    return st.builds(_cap, counts(max=5, min=1), _periods(), **_rules())


def survey_policies() -> st.SearchStrategy[SurveyPolicy]:
    """Policies with settings of every kind that do not contradict each other.

    They have no condition, which is a function. They shrink to one of no rules.

    Example:
        >>> from hypothesis import find
        >>> find(survey_policies(), lambda policy: True).survey
        'a'
    """
    texts = st.frozensets(names(), max_size=2)
    rules = st.lists(caps(), max_size=1)
    return st.builds(
        _policy,
        names(),
        st.sampled_from(SurveyKind),
        is_active=st.sampled_from([True, False]),
        events=texts,
        channels=texts,
        required_tags=texts,
        needs_consent=st.booleans(),
        suppressed=texts,
        internal_domains=st.frozensets(st.sampled_from(["a.org", "b.org"])),
        excluded_tags=texts,
        delay=_delays(),
        delay_hours=st.none() | desks(),
        stale_after=st.none() | _delays(),
        once=st.sampled_from(Once),
        reminders=st.lists(durations(min_value=_HOUR), max_size=2),
        expires_after=st.none() | _delays(),
        new_contact_wait=_delays(),
        recontact=st.lists(quarantines() | caps(), max_size=1),
        quarantines=st.lists(quarantines(), max_size=1),
        caps=rules,
        precedence=st.sampled_from(Precedence),
        over_limit=st.sampled_from(OverLimit),
        reminders_count=st.booleans(),
        messaging_windows=st.dictionaries(names(), _periods(), max_size=1),
        hours=st.none() | desks(),
        share=shares(),
        anonymous_share=shares(),
        seed=labels(),
        quotas=rules,
        tz=zones(),
    )


def survey_triggers() -> st.SearchStrategy[SurveyTrigger]:
    """Events that may ask for a survey: first ones, closed, reopened, of any purpose.

    They shrink to an event of ticket INC1 on 2026-01-05.

    Example:
        >>> from hypothesis import find
        >>> find(survey_triggers(), lambda trigger: True).ticket
        'INC1'
    """
    some, at = st.none() | names(), aware_datetimes()
    return st.builds(
        SurveyTrigger,
        names(),
        at=at,
        ticket=keys(prefix="INC"),
        resolution=counts(max=3),
        closed_at=st.none() | at,
        reopened_at=st.none() | at,
        received_at=st.none() | at,
        channel=some,
        purpose=st.sampled_from(SurveyPurpose),
        tags=st.frozensets(names(), max_size=2),
        agent=some,
        team=some,
        topic=some,
        attributes=attributes(),
    )


def survey_contacts() -> st.SearchStrategy[SurveyContact]:
    """Persons who may be asked, known and unknown, with consent and without.

    They shrink to somebody unknown.

    Example:
        >>> from hypothesis import find
        >>> find(survey_contacts(), lambda contact: contact.key is not None).key
        'c-1'
    """
    addresses = names().map(lambda name: f"{name}@a.org")
    return st.builds(
        SurveyContact,
        st.none() | keys(prefix="c-"),
        address=st.none() | addresses,
        consent=st.sampled_from([None, True, False]),
        tags=st.frozensets(names(), max_size=2),
        since=st.none() | aware_datetimes(),
        tz=st.none() | zones(),
        hours=st.none() | desks(),
    )


def survey_records() -> st.SearchStrategy[SurveyRecord]:
    """Messages that went out: seen, answered, declined, bounced, or none of these.

    They shrink to a survey of ticket INC1 on 2026-01-05.

    Example:
        >>> from hypothesis import find
        >>> find(survey_records(), lambda record: True).outcome
        <SurveyOutcome.IGNORED: 'ignored'>
    """
    some, later = st.none() | names(), st.none() | durations()
    return st.builds(
        _record,
        aware_datetimes(),
        later,
        later,
        later,
        survey=names(),
        kind=st.sampled_from(SurveyKind),
        ticket=keys(prefix="INC"),
        contact=st.none() | keys(prefix="c-"),
        resolution=counts(max=3),
        event=some,
        channel=some,
        purpose=st.sampled_from(SurveyPurpose),
        bounced=st.booleans(),
        agent=some,
        team=some,
        topic=some,
        inclusion_probability=shares(),
    )


def _waits() -> st.SearchStrategy[timedelta]:
    """Draw how long a rest is: nothing, days, any time, or for ever."""
    return st.just(timedelta()) | _periods()


def _periods() -> st.SearchStrategy[timedelta]:
    usual = st.sampled_from([_DAY, 7 * _DAY, 30 * _DAY, FOREVER])
    return usual | durations(min_value=_HOUR)


def _delays() -> st.SearchStrategy[timedelta]:
    return durations(max_value=3 * _DAY)


def _rules() -> dict[str, st.SearchStrategy[Any]]:
    return {
        "same": st.frozensets(st.sampled_from(Same), max_size=2),
        "clock": st.sampled_from(SurveyClock),
        "ages": st.sampled_from(AgeRule),
        "inclusive": st.sampled_from([True, False]),
    }


def _in_days(wait: timedelta, ages: AgeRule) -> timedelta:
    """Return a wait in whole days where the rule counts days."""
    if ages is AgeRule.EXACT or wait == FOREVER:
        return wait
    return -(-wait // _DAY) * _DAY


def _quarantine(
    period: timedelta,
    by_outcome: Mapping[str, timedelta | None],
    *,
    ages: AgeRule,
    **others: Any,
) -> Quarantine:
    own: dict[str, Any] = {
        name: None if wait is None else _in_days(wait, ages)
        for name, wait in by_outcome.items()
    }
    return Quarantine(_in_days(period, ages), ages=ages, **own, **others)


def _cap(at_most: int, within: timedelta, *, ages: AgeRule, **others: Any) -> Cap:
    return Cap(at_most, _in_days(within, ages), ages=ages, **others)


def _policy(survey: str, kind: SurveyKind, **drawn: Any) -> SurveyPolicy:
    """Return a policy of settings that are moved so that none contradicts another."""
    delay, reminders = drawn["delay"], [*accumulate(drawn["reminders"])]
    stale, ends = drawn["stale_after"], drawn["expires_after"]
    required, excluded = drawn["required_tags"], drawn["excluded_tags"]
    drawn |= {
        "delay_hours": drawn["delay_hours"] if delay else None,
        "stale_after": None if stale is None else delay + stale + _HOUR,
        "reminders": reminders,
        "expires_after": None if ends is None else sum(reminders, ends) + _HOUR,
        "precedence": drawn["precedence"]
        if drawn["recontact"]
        else Precedence.STRICTEST,
        "excluded_tags": excluded - required,
    }
    return SurveyPolicy(survey, kind, **drawn)


def _record(
    sent_at: datetime,
    shown: timedelta | None,
    answered: timedelta | None,
    declined: timedelta | None,
    **others: Any,
) -> SurveyRecord:
    sent = sent_at.astimezone(UTC)
    shown_at, answered_at, declined_at = (
        None if wait is None else sent + wait for wait in (shown, answered, declined)
    )
    return SurveyRecord(
        sent_at=sent_at,
        shown_at=shown_at,
        answered_at=answered_at,
        declined_at=declined_at,
        **others,
    )


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Cap: caps,
        Quarantine: quarantines,
        SurveyContact: survey_contacts,
        SurveyPolicy: survey_policies,
        SurveyRecord: survey_records,
        SurveyTrigger: survey_triggers,
    }
)
