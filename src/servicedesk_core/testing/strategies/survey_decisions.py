"""Decisions of survey policies, for every reason that there is."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

import attrs
from hypothesis import strategies as st

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.satisfaction import (
    Cap,
    ChoiceOrder,
    Decision,
    Defer,
    GateCheck,
    OverLimit,
    Quarantine,
    Send,
    Skip,
    SurveyContact,
    SurveyKind,
    SurveyPolicy,
    SurveyPurpose,
    SurveyReason,
    SurveyRecord,
    SurveyTrigger,
    choose_survey,
    first_failure,
    sample_point,
)
from servicedesk_core.testing.strategies._desks import desks
from servicedesk_core.testing.strategies._results import defined
from servicedesk_core.testing.strategies.instants import aware_datetimes, durations
from servicedesk_core.testing.strategies.numbers import counts, shares
from servicedesk_core.testing.strategies.texts import keys, names

Kind = TypeVar("Kind", Send, Skip, Defer)

_HOUR = timedelta(hours=1)
_DAY = 24 * _HOUR


def survey_decisions() -> st.SearchStrategy[Decision]:
    """Decisions of every kind.

    They shrink to a survey that goes out.

    Example:
        >>> from hypothesis import find
        >>> print(find(survey_decisions(), lambda decision: True))
        send a
    """
    return st.one_of(sends(), skips(), defers())


def sends() -> st.SearchStrategy[Send]:
    """Surveys, reminders and other messages that go out, alone or before another one.

    They shrink to a survey that does not expire.

    Example:
        >>> from hypothesis import find
        >>> print(find(sends(), lambda decision: True))
        send a
    """
    ways: list[_Turn] = [lambda case: case, _reminder, _first_of_two]
    return _decided(Send, st.sampled_from(ways))


def skips(reason: SurveyReason | str | None = None) -> st.SearchStrategy[Skip]:
    """Messages that do not go out: for each reason, and for several at once.

    They shrink to one of a survey that is not active.

    Args:
        reason: what the first gate has against them; any if left out.

    Raises:
        InvalidArgumentError: for a reason that never makes a message skip.

    Example:
        >>> from hypothesis import find
        >>> print(find(skips("over"), lambda decision: True))
        skip (over): answered, declined or bounced for ticket INC1, resolution 0
    """
    turns = _turns(reason, _STOPS)
    if reason is None:
        several = st.lists(turns, min_size=2, max_size=2)
        turns |= several.map(lambda turns: lambda case: turns[1](turns[0](case)))
    return _decided(Skip, turns, over_limit=OverLimit.SKIP)


def defers(reason: SurveyReason | str | None = None) -> st.SearchStrategy[Defer]:
    """Messages that wait: for their time, for hours to write in, and for limits.

    They shrink to one whose delay is not over.

    Args:
        reason: what the first gate has against them; any if left out.

    Raises:
        InvalidArgumentError: for a reason that never makes a message wait.

    Example:
        >>> from hypothesis import find
        >>> find(defers("cap"), lambda decision: True).reason
        <SurveyReason.CAP: 'cap'>
    """
    return _decided(Defer, _turns(reason, _WAITS), over_limit=OverLimit.DEFER)


def gate_checks() -> st.SearchStrategy[GateCheck]:
    """What single gates say: pass, skip with a reason, defer until an instant.

    They shrink to a passed one.

    Example:
        >>> from hypothesis import find
        >>> print(find(gate_checks(), lambda check: check.until is not None))
        state: defer, waits 1 day since 2026-01-05T09:00:00+00:00, until \
2026-01-06T09:00:00+00:00
    """
    return st.builds(_check, survey_decisions(), counts(max=10) | st.none())


@attrs.frozen
class _Case:
    """Everything that a decision rests on."""

    policy: SurveyPolicy
    trigger: SurveyTrigger
    contact: SurveyContact
    now: datetime
    history: tuple[SurveyRecord, ...] = ()
    rival: SurveyPolicy | None = None
    """Another survey that may go out, too."""
    is_first: bool = True
    """Whether ours comes before it."""

    def with_policy(self, **changes: Any) -> "_Case":
        return attrs.evolve(self, policy=attrs.evolve(self.policy, **changes))

    def with_trigger(self, **changes: Any) -> "_Case":
        return attrs.evolve(self, trigger=attrs.evolve(self.trigger, **changes))

    def with_contact(self, **changes: Any) -> "_Case":
        return attrs.evolve(self, contact=attrs.evolve(self.contact, **changes))

    def with_record(self, **changes: Any) -> "_Case":
        """Return it after a survey that went out, by default about the same ticket."""
        record = SurveyRecord(
            survey=self.policy.survey,
            kind=self.policy.kind,
            sent_at=self.now,
            ticket=self.trigger.ticket,
            contact=self.contact.key,
            resolution=self.trigger.resolution,
        )
        later = attrs.evolve(record, **changes)
        return attrs.evolve(self, history=(*self.history, later))

    def decide(self) -> Decision:
        about = self.trigger, self.contact, self.history
        if self.rival is None:
            return self.policy.decide(*about, now=self.now)
        both = (self.policy, self.rival)
        found = choose_survey(
            both if self.is_first else reversed(both),
            *about,
            now=self.now,
            order=ChoiceOrder.LISTED,
        )
        return found[self.policy.survey]


def _check(decision: Decision, place: int | None) -> GateCheck:
    """Return what a gate said: the one at a place, or the first that did not pass."""
    trace = decision.trace
    failed = first_failure(trace) if place is None else None
    return failed or trace[(place or 0) % len(trace)]


_Turn: TypeAlias = Callable[[_Case], _Case]
"""Brings something about in a case."""


def _decided(
    kind: type[Kind], turns: st.SearchStrategy[_Turn], **settings: Any
) -> st.SearchStrategy[Kind]:
    """Draw the decisions on cases that nothing stood against but what a turn brings."""
    return defined(
        st.builds(
            lambda case, turn: _only(kind, turn(case).with_policy(**settings).decide()),
            _clear_cases(),
            turns,
        )
    )


def _only(kind: type[Kind], decision: Decision) -> Kind | None:
    return decision if isinstance(decision, kind) else None


def _turns(
    reason: SurveyReason | str | None, known: Mapping[SurveyReason, _Turn]
) -> st.SearchStrategy[_Turn]:
    if reason is None:
        return st.sampled_from([*known.values()])
    wanted = member(SurveyReason, reason, "reason")
    if wanted not in known:
        names = f"one of {', '.join(known)}"
        raise InvalidArgumentError("reason", wanted.value, names)
    return st.just(known[wanted])


def _clear_cases() -> st.SearchStrategy[_Case]:
    """Draw what differs from one message that goes out to another."""
    some = st.none() | names()
    purposes = [each for each in SurveyPurpose if each is not SurveyPurpose.REMINDER]
    triggers = st.builds(
        SurveyTrigger,
        names(),
        at=aware_datetimes(),
        ticket=keys(prefix="INC"),
        resolution=counts(max=3),
        channel=some,
        purpose=st.sampled_from(purposes),
        agent=some,
        team=some,
        topic=some,
    )
    waits = durations(max_value=3 * _DAY)
    return st.builds(
        _clear,
        triggers,
        st.none() | keys(prefix="c-"),
        st.none() | desks(),
        survey=names(),
        kind=st.sampled_from(SurveyKind),
        delay=waits,
        share=shares(),
        expires_after=st.none() | durations(min_value=_HOUR),
    )


def _clear(
    trigger: SurveyTrigger,
    key: str | None,
    hours: ServiceCalendar | None,
    *,
    survey: str,
    delay: timedelta,
    share: float,
    **others: Any,
) -> _Case:
    """Return a case as soon as nothing stands against the message."""
    due = trigger.at.astimezone(UTC) + delay
    now = due if hours is None else hours.next_open(due)
    point = sample_point(survey, key, trigger.ticket, seed="")
    sampled = share if point < share else 1.0
    policy = SurveyPolicy(
        survey,
        delay=delay,
        hours=hours,
        share=sampled,
        anonymous_share=sampled,
        **others,
    )
    contact = SurveyContact(key)
    return _Case(policy, trigger, contact, now.astimezone(trigger.at.tzinfo))


def _reminder(case: _Case) -> _Case:
    """Remind of a survey that went out two hours ago."""
    return (
        _known(case)
        .with_trigger(purpose=SurveyPurpose.REMINDER)
        .with_policy(reminders=_HOUR, expires_after=None)
        .with_record(sent_at=case.now - 2 * _HOUR)
    )


def _answered(case: _Case) -> _Case:
    case = _reminder(case)
    *rest, survey = case.history
    return attrs.evolve(
        case, history=(*rest, attrs.evolve(survey, answered_at=case.now))
    )


def _known(case: _Case) -> _Case:
    """Ask somebody known, in a sample of everybody."""
    return (
        case.with_trigger(purpose=SurveyPurpose.SURVEY)
        .with_contact(key="c-1")
        .with_policy(share=1)
    )


def _limited(case: _Case, **limits: Any) -> _Case:
    """Set limits that a survey about another ticket has reached."""
    return _known(case).with_policy(**limits).with_record(ticket="INC0")


def _first_of_two(case: _Case) -> _Case:
    case = _known(case)
    rival = attrs.evolve(case.policy, survey=f"{case.policy.survey} 2")
    return attrs.evolve(case, rival=rival)


def _office(case: _Case) -> _Case:
    """Ask in the moment in which an office closes."""
    office = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
    closed = office.next_close(case.now)
    return attrs.evolve(case, now=closed).with_contact(hours=office)


_WAITS: Mapping[SurveyReason, _Turn] = MappingProxyType(
    {
        SurveyReason.DELAY: lambda case: attrs.evolve(
            case.with_policy(delay=_DAY), now=case.trigger.at
        ),
        SurveyReason.NEW_CONTACT: lambda case: (
            _known(case).with_policy(new_contact_wait=_DAY).with_contact(since=case.now)
        ),
        SurveyReason.RECONTACT: lambda case: _limited(case, recontact=Quarantine(_DAY)),
        SurveyReason.QUARANTINE: lambda case: _limited(
            case, quarantines=Quarantine(_DAY)
        ),
        SurveyReason.CAP: lambda case: _limited(case, caps=Cap(1, _DAY)),
        SurveyReason.QUIET_HOURS: _office,
        SurveyReason.QUOTA: lambda case: _limited(case, quotas=Cap(1, _DAY)),
    }
)
"""What makes a message wait, if limits defer."""
_STOPS: Mapping[SurveyReason, _Turn] = MappingProxyType(
    {
        SurveyReason.INACTIVE: lambda case: case.with_policy(is_active=False),
        SurveyReason.NO_MATCH: lambda case: case.with_policy(
            events=f"not {case.trigger.event}"
        ),
        SurveyReason.NO_CONSENT: lambda case: case.with_contact(consent=False),
        SurveyReason.SUPPRESSED: lambda case: case.with_contact(
            address="a@b.org"
        ).with_policy(suppressed="a@b.org"),
        SurveyReason.INTERNAL: lambda case: case.with_contact(
            address="a@b.org"
        ).with_policy(internal_domains="b.org"),
        SurveyReason.EXCLUDED_TAG: lambda case: case.with_contact(
            tags="vip"
        ).with_policy(excluded_tags="vip"),
        SurveyReason.REOPENED: lambda case: case.with_trigger(
            reopened_at=case.trigger.at, closed_at=None
        ),
        SurveyReason.STALE: lambda case: attrs.evolve(
            case.with_policy(delay=timedelta(), stale_after=_HOUR),
            now=case.trigger.at.astimezone(UTC) + 2 * _HOUR,
        ),
        SurveyReason.DUPLICATE: lambda case: case.with_record(
            purpose=case.trigger.purpose
        ),
        SurveyReason.NO_SURVEY: lambda case: attrs.evolve(
            _reminder(case), history=case.history
        ),
        SurveyReason.OVER: _answered,
        SurveyReason.EXPIRED: lambda case: _reminder(case).with_policy(
            expires_after=2 * _HOUR
        ),
        SurveyReason.CHANNEL_CLOSED: lambda case: case.with_trigger(
            channel="chat", received_at=None
        ).with_policy(messaging_windows={"chat": _HOUR}),
        SurveyReason.ANONYMOUS: lambda case: (
            _known(case).with_contact(key=None).with_policy(anonymous_share=0)
        ),
        SurveyReason.NOT_SAMPLED: lambda case: _known(case).with_policy(share=0),
        SurveyReason.OUTRANKED: lambda case: attrs.evolve(
            _first_of_two(case), is_first=False
        ),
        **{
            reason: turn
            for reason, turn in _WAITS.items()
            if reason not in {SurveyReason.DELAY, SurveyReason.QUIET_HOURS}
        },
    }
)
"""What keeps a message from going out, if limits skip."""

STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {Defer: defers, GateCheck: gate_checks, Send: sends, Skip: skips}
)
