"""When a survey goes out: one policy, ten gates, one decision."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta, tzinfo

import attrs

from servicedesk_core.argument import to_one, to_several
from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.satisfaction._fields import (
    check_calendar,
    check_flag,
    check_text,
)
from servicedesk_core.satisfaction.survey import _settings as read
from servicedesk_core.satisfaction.survey._age import period_text
from servicedesk_core.satisfaction.survey._fields import (
    check_optional_period,
    check_wait,
    to_kind,
)
from servicedesk_core.satisfaction.survey._gates import GATES
from servicedesk_core.satisfaction.survey._question import Question
from servicedesk_core.satisfaction.survey.decision import (
    Decision,
    Defer,
    GateCheck,
    Send,
    Skip,
    first_failure,
)
from servicedesk_core.satisfaction.survey.kind import SurveyKind, SurveyPurpose
from servicedesk_core.satisfaction.survey.option import Once, OverLimit, Precedence
from servicedesk_core.satisfaction.survey.record import SurveyRecord
from servicedesk_core.satisfaction.survey.rule import Cap, ContactRule, Quarantine
from servicedesk_core.satisfaction.survey.trigger import SurveyContact, SurveyTrigger
from servicedesk_core.timeline import load_zone, to_duration, to_microseconds

_NOW = timedelta()


@attrs.frozen
class SurveyPolicy:
    """When one survey goes out, to whom, and how often.

    A decision asks the gates of ``SurveyGate`` in their order. Messages that are no
    surveys pass recontact, quarantines, caps, sampling and quotas unasked.

    Args:
        survey: its name, the same in all records.
        kind: what it measures.
        is_active: whether it goes out at all.
        events: the events that it asks about; empty for any.
        channels: the channels that it goes out by; empty for any.
        required_tags: labels of which the ticket needs at least one; empty for none.
        condition: a function of the trigger that must hold, or None.
        needs_consent: whether a person who never said is left alone; one who refused
            always is.
        suppressed: keys and addresses that get nothing, in any case of letters.
        internal_domains: domains, with all below them, whose addresses get nothing.
        excluded_tags: labels of tickets and persons that get nothing.
        delay: how long to wait after the event, zero or more. A reopening cancels the
            message; the next closing starts the wait anew.
        delay_hours: the hours that the wait counts; None for all.
        stale_after: how long after the event a message still makes sense, or None.
        once: what it goes out once for.
        reminders: how long after the survey the first reminder goes out, the second
            and so on; each longer than the one before.
        expires_after: how long a survey may be answered, or None.
        new_contact_wait: how long after they were first seen people are left alone.
        recontact: the survey's own rules.
        quarantines: rests between any surveys; the longest holds.
        caps: the most that a person gets in a window.
        precedence: whether the survey's own rules replace quarantines and caps.
        over_limit: what becomes of a message that one of these or a quota forbids.
        reminders_count: whether reminders count for recontact rules, quarantines and
            caps, and are held against caps.
        messaging_windows: how long a channel is open after the contact's last message,
            by channel; others are always open.
        hours: when people may be written to; None for always.
        share: the share of cases that is sampled, 0 to 1.
        anonymous_share: the same of persons unknown, whom no rule can spare.
        seed: another one draws another sample.
        quotas: caps over all persons; their dates are those of ``tz``.
        tz: the zone whose dates count for persons without one.

    Raises:
        InvalidArgumentError: for a value out of range, or for settings that
            contradict each other.
        UnknownZoneError: for a zone that does not exist.
        WrongTypeError: for a value of another type.

    Source:
        The rules that survey and help-desk tools in use have in common, where they
        differ as options; the presets name the tools.

    Example:
        >>> from datetime import UTC
        >>> policy = SurveyPolicy("after case", "csat", delay=timedelta(hours=1))
        >>> noon = datetime(2026, 1, 5, 12, tzinfo=UTC)
        >>> trigger = SurveyTrigger("resolved", at=noon, ticket="INC1")
        >>> print(policy.decide(trigger, SurveyContact("c-17"), (), now=noon))
        defer until 2026-01-05T13:00:00+00:00 (delay): waits 1 h since \
2026-01-05T12:00:00+00:00, until 2026-01-05T13:00:00+00:00
    """

    survey: str = attrs.field(validator=check_text)
    kind: SurveyKind = attrs.field(converter=to_kind)
    is_active: bool = attrs.field(kw_only=True, default=True, validator=check_flag)
    events: frozenset[str] = attrs.field(
        kw_only=True, default=frozenset(), converter=read.read_events
    )
    channels: frozenset[str] = attrs.field(
        kw_only=True, default=frozenset(), converter=read.read_channels
    )
    required_tags: frozenset[str] = attrs.field(
        kw_only=True, default=frozenset(), converter=read.read_required_tags
    )
    condition: Callable[[SurveyTrigger], bool] | None = attrs.field(
        kw_only=True, default=None, validator=read.check_condition
    )
    needs_consent: bool = attrs.field(kw_only=True, default=False, validator=check_flag)
    suppressed: frozenset[str] = attrs.field(
        kw_only=True, default=frozenset(), converter=read.read_suppressed
    )
    internal_domains: frozenset[str] = attrs.field(
        kw_only=True, default=frozenset(), converter=read.read_domains
    )
    excluded_tags: frozenset[str] = attrs.field(
        kw_only=True, default=frozenset(), converter=read.read_excluded_tags
    )
    delay: timedelta = attrs.field(kw_only=True, default=_NOW, validator=check_wait)
    delay_hours: ServiceCalendar | None = attrs.field(
        kw_only=True, default=None, validator=check_calendar
    )
    stale_after: timedelta | None = attrs.field(
        kw_only=True, default=None, validator=check_optional_period
    )
    once: Once = attrs.field(
        kw_only=True, default=Once.RESOLUTION, converter=read.read_once
    )
    reminders: tuple[timedelta, ...] = attrs.field(
        kw_only=True, default=(), converter=read.read_reminders
    )
    expires_after: timedelta | None = attrs.field(
        kw_only=True, default=None, validator=check_optional_period
    )
    new_contact_wait: timedelta = attrs.field(
        kw_only=True, default=_NOW, validator=check_wait
    )
    recontact: tuple[ContactRule, ...] = attrs.field(
        kw_only=True, default=(), converter=read.read_recontact
    )
    quarantines: tuple[Quarantine, ...] = attrs.field(
        kw_only=True, default=(), converter=read.read_quarantines
    )
    caps: tuple[Cap, ...] = attrs.field(
        kw_only=True, default=(), converter=read.read_caps
    )
    precedence: Precedence = attrs.field(
        kw_only=True, default=Precedence.STRICTEST, converter=read.read_precedence
    )
    over_limit: OverLimit = attrs.field(
        kw_only=True, default=OverLimit.SKIP, converter=read.read_over_limit
    )
    reminders_count: bool = attrs.field(
        kw_only=True, default=False, validator=check_flag
    )
    messaging_windows: Mapping[str, timedelta] = attrs.field(
        kw_only=True, default=FrozenMap(), converter=read.read_windows
    )
    hours: ServiceCalendar | None = attrs.field(
        kw_only=True, default=None, validator=check_calendar
    )
    share: float = attrs.field(kw_only=True, default=1.0, converter=read.read_share)
    anonymous_share: float = attrs.field(
        kw_only=True, default=0.0, converter=read.read_anonymous_share
    )
    seed: str = attrs.field(kw_only=True, default="", validator=read.check_seed)
    quotas: tuple[Cap, ...] = attrs.field(
        kw_only=True, default=(), converter=read.read_quotas
    )
    tz: tzinfo = attrs.field(kw_only=True, default=UTC, converter=load_zone)

    def __attrs_post_init__(self) -> None:
        _check_times(self)
        if self.precedence is Precedence.SURVEY_REPLACES and not self.recontact:
            wanted = f"{Precedence.STRICTEST} where there is no recontact rule"
            raise InvalidArgumentError("precedence", str(self.precedence), wanted)
        if self.required_tags and self.required_tags <= self.excluded_tags:
            tags, wanted = sorted(self.required_tags), "not all among excluded_tags"
            raise InvalidArgumentError("required_tags", tags, wanted)

    @property
    def limited(self) -> frozenset[SurveyPurpose]:
        """The purposes of messages that count for the rules that spare people."""
        reminders = {SurveyPurpose.REMINDER} if self.reminders_count else frozenset()
        return frozenset({SurveyPurpose.SURVEY, *reminders})

    def decide(
        self,
        trigger: SurveyTrigger,
        contact: SurveyContact,
        history: Iterable[SurveyRecord],
        *,
        now: datetime,
    ) -> Decision:
        """Decide whether a message goes out now.

        All gates are asked, and the first that something stands against decides. To
        decide again after a wait, build the trigger anew from the ticket as it is then.

        Args:
            trigger: the event, and the ticket as it is now.
            contact: who would be asked.
            history: what went out before, in any order: for quotas and once-only rules
                of all persons, else of this one at least.
            now: the viewpoint, aware.

        Returns:
            ``Send`` with the record to store, ``Skip`` with the reason, or ``Defer``
            with an instant later than ``now``; each with its trace.

        Raises:
            InstantRangeError: if a wait ends after the year 9999.
            NaiveDatetimeError: if ``now`` has no zone.
            NeverOpenError: if hours to write in, or to wait in, never come.
            WrongTypeError: for a value of another type.

        Example:
            >>> from datetime import UTC
            >>> noon = datetime(2026, 1, 5, 12, tzinfo=UTC)
            >>> policy = SurveyPolicy(
            ...     "after case", "csat", quarantines=Quarantine(timedelta(days=30))
            ... )
            >>> first = SurveyTrigger("resolved", at=noon, ticket="INC1")
            >>> anna = SurveyContact("c-17")
            >>> sent = policy.decide(first, anna, (), now=noon)
            >>> print(sent)
            send after case
            >>> next_one = attrs.evolve(first, ticket="INC2")
            >>> again = policy.decide(next_one, anna, [sent.record], now=noon)
            >>> again.reason
            <SurveyReason.QUARANTINE: 'quarantine'>
            >>> print(again.trace[5])
            quarantine: skip, 1 so far of at most 1 in 30 days, until \
2026-02-04T12:00:00+00:00
        """
        question = _ask(self, trigger, contact, history, now)
        said = ((gate, judge(question)) for gate, judge in GATES.items())
        trace = tuple(
            GateCheck(gate, each.text, each.reason, each.until) for gate, each in said
        )
        failed = first_failure(trace)
        if failed is None or failed.reason is None:
            return Send(question.record, self._expiry(question), trace)
        if failed.until is None:
            return Skip(failed.reason, trace)
        return Defer(failed.until, failed.reason, trace)

    def _expiry(self, question: Question) -> datetime | None:
        if self.expires_after is None:
            return None
        length = to_duration(self.expires_after, "expires_after")
        return question.datetime(question.instant + length)


def _check_times(policy: SurveyPolicy) -> None:
    if policy.delay_hours is not None and not policy.delay:
        wanted = "None where there is no delay"
        raise InvalidArgumentError("delay_hours", str(policy.delay_hours), wanted)
    limit, ends = policy.stale_after, policy.expires_after
    if limit is not None and limit < policy.delay:
        wanted = f"at least the delay of {period_text(policy.delay)}"
        raise InvalidArgumentError("stale_after", limit, wanted)
    if ends is not None and policy.reminders and ends <= policy.reminders[-1]:
        wanted = f"longer than the last reminder's {period_text(policy.reminders[-1])}"
        raise InvalidArgumentError("expires_after", ends, wanted)


def _ask(
    policy: SurveyPolicy,
    trigger: SurveyTrigger,
    contact: SurveyContact,
    history: Iterable[SurveyRecord],
    now: datetime,
) -> Question:
    to_one(trigger, SurveyTrigger, "trigger", "a SurveyTrigger")
    to_one(contact, SurveyContact, "contact", "a SurveyContact")
    each = "SurveyRecords"
    records = to_several(
        history, SurveyRecord, "history", f"{each}, in a tuple", each=each
    )
    to_microseconds(now, "now")
    return Question(policy, trigger, contact, records, now)
