"""What happens after a low score: somebody calls, by a date, with an outcome."""

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum

import attrs

from servicedesk_core.argument import to_items, to_one
from servicedesk_core.calendars import DayRule, ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.number import to_whole
from servicedesk_core.satisfaction._answers import is_missing
from servicedesk_core.satisfaction._exact import from_exact, sense, to_exact
from servicedesk_core.satisfaction._fields import (
    Field,
    check_calendar,
    check_flag,
    check_instant,
    check_optional_instant,
    check_optional_text,
    check_scale,
    check_text,
    text_of,
)
from servicedesk_core.satisfaction.scale import Scale
from servicedesk_core.timeline import (
    DAY,
    from_microseconds,
    instant_key,
    optional_instant_key,
    to_microseconds,
)


class FollowUpOutcome(StrEnum):
    """How a call about a low score ended.

    Example:
        >>> FollowUpOutcome("recovered")
        <FollowUpOutcome.RECOVERED: 'recovered'>
    """

    RECOVERED = "recovered"
    """The client is content now."""
    EXPLAINED = "explained"
    """The client understands why, and is not content."""
    UNREACHABLE = "unreachable"
    """Nobody answered; another call may follow."""
    REFUSED = "refused"
    """The client did not want to talk."""


class NoCall(StrEnum):
    """Why nobody calls about a low score; it is counted all the same.

    Example:
        >>> NoCall("anonymous")
        <NoCall.ANONYMOUS: 'anonymous'>
    """

    WITHDRAWN = "withdrawn"
    """The client took the answer back."""
    COMMENT_ONLY = "comment_only"
    """Words without a score, and the policy asks for none."""
    ANONYMOUS = "anonymous"
    """Not known who answered."""
    NO_CONSENT = "no_consent"
    """The client does not want to be contacted."""


def _may_be_blank(_: object, field: Field, text: str | None) -> None:
    if text is not None:
        text_of(text, field.name, empty=True)


def _read_score(score: float | None) -> float | None:
    return None if is_missing(score) else score


def _is_score(_: object, field: Field, score: float | None) -> None:
    if score is not None:
        to_exact(score, field.name)


@attrs.frozen(kw_only=True)
class Feedback:
    """What a client answered to a survey.

    Args:
        answered_at: when, aware.
        score: on the scale of the survey; None or NaN for a comment alone.
        comment: in the client's words; None or blank is none.
        client: whose it is; None is anonymous.
        may_contact: whether the client agrees to be contacted.
        withdrawn: whether the client took it back.

    Raises:
        InvalidArgumentError: for a score that is not finite, or an empty ``client``.
        NaiveDatetimeError: if ``answered_at`` has no zone.
        WrongTypeError: for an argument of another type.

    Example:
        >>> Feedback(answered_at=datetime(2026, 1, 16, tzinfo=UTC), score=2).client
    """

    answered_at: datetime = attrs.field(validator=check_instant, eq=instant_key)
    score: float | None = attrs.field(
        default=None, converter=_read_score, validator=_is_score
    )
    comment: str | None = attrs.field(default=None, validator=_may_be_blank)
    client: str | None = attrs.field(default=None, validator=check_optional_text)
    may_contact: bool = attrs.field(default=True, validator=check_flag)
    withdrawn: bool = attrs.field(default=False, validator=check_flag)


def _read_days(days: int) -> int:
    return to_whole(days, "days", low=1)


def _read_outcome(outcome: FollowUpOutcome | str) -> FollowUpOutcome:
    return member(FollowUpOutcome, outcome, "outcome")


def _read_rule(rule: DayRule | str) -> DayRule:
    return member(DayRule, rule, "rule")


@attrs.frozen(kw_only=True)
class FollowUpPolicy:
    """Which scores are low, who calls, and until when.

    Args:
        scale: that scores are given on.
        threshold: the best score that is still low: this one and worse ones.
        owner: who calls.
        days: within how many days of the answer, 1 or more.
        calendar: whose working days count; without one a day is 24 hours.
        rule: the time of day that working days lead to; for a calendar alone.
        calls_comments: whether a comment without a score counts as a low score.

    Raises:
        InvalidArgumentError: for a threshold off the scale, days below 1, or a rule
            without a calendar.
        WrongTypeError: for an argument of another type.

    Example:
        >>> policy = FollowUpPolicy(scale=Scale(1, 5), threshold=2, owner="eva", days=3)
        >>> policy.is_low(2), policy.is_low(3)
        (True, False)
    """

    scale: Scale = attrs.field(validator=check_scale)
    threshold: float
    owner: str = attrs.field(validator=check_text)
    days: int = attrs.field(converter=_read_days)
    calendar: ServiceCalendar | None = attrs.field(
        default=None, validator=check_calendar
    )
    rule: DayRule = attrs.field(default=DayRule.SAME_TIME, converter=_read_rule)
    calls_comments: bool = attrs.field(default=False, validator=check_flag)

    def __attrs_post_init__(self) -> None:
        self.scale.check(self.threshold, "threshold")
        if self.calendar is None and self.rule is not DayRule.SAME_TIME:
            wanted = f"{DayRule.SAME_TIME} where there is no calendar"
            raise InvalidArgumentError("rule", str(self.rule), wanted)

    def is_low(self, score: float) -> bool:
        """Tell whether a score asks for a call.

        Args:
            score: on the scale.

        Raises:
            InvalidArgumentError: if it is off the scale.
            WrongTypeError: if it is no number.
        """
        given = to_exact(self.scale.check(score), "score")
        worst = to_exact(self.threshold, "threshold")
        return sense(self.scale) * (given - worst) <= 0

    def due_at(self, answered_at: datetime) -> datetime:
        """Return until when to call about an answer.

        Args:
            answered_at: when it came, aware; the result is in its zone.

        Raises:
            InstantRangeError: if 24 hours each lead past the year 9999.
            NaiveDatetimeError: if ``answered_at`` has no zone.
            NeverOpenError: if the calendar has not so many working days.

        Example:
            >>> friday = datetime(2026, 1, 16, 9, tzinfo=UTC)
            >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
            >>> FollowUpPolicy(
            ...     scale=Scale(1, 5), threshold=2, owner="eva", days=2, calendar=desk
            ... ).due_at(friday).isoformat()
            '2026-01-20T09:00:00+00:00'
        """
        instant = to_microseconds(answered_at, "answered_at")
        if self.calendar is not None:
            return self.calendar.add_days(answered_at, self.days, rule=self.rule)
        question = f"the day to call from {answered_at.isoformat()}"
        zone = answered_at.tzinfo or UTC
        return from_microseconds(instant + self.days * DAY, zone, question)


@attrs.frozen
class FollowUpCall:
    """One try to speak to the client.

    Args:
        at: when, aware.
        outcome: how it ended.

    Raises:
        InvalidArgumentError: for an unknown outcome.
        NaiveDatetimeError: if ``at`` has no zone.

    Example:
        >>> FollowUpCall(datetime(2026, 1, 16, tzinfo=UTC), "explained").outcome
        <FollowUpOutcome.EXPLAINED: 'explained'>
    """

    at: datetime = attrs.field(validator=check_instant, eq=instant_key)
    outcome: FollowUpOutcome = attrs.field(converter=_read_outcome)


def _is_feedback(_: object, field: Field, feedback: Feedback) -> None:
    to_one(feedback, Feedback, field.name, "Feedback")


def _read_no_call(reason: NoCall | str | None) -> NoCall | None:
    return None if reason is None else member(NoCall, reason, "no_call")


def _read_calls(calls: Iterable[FollowUpCall]) -> tuple[FollowUpCall, ...]:
    found = to_items(calls, "calls", "FollowUpCalls, in a tuple")
    for place, call in enumerate(found):
        to_one(call, FollowUpCall, f"calls[{place}]", "a FollowUpCall")
    return found


@attrs.frozen(kw_only=True)
class FollowUp:
    """What is done about one low score.

    Attributes:
        feedback: the answer.
        scale: that its score is on.
        owner: who calls.
        due_at: until when; None if nobody is to call.
        no_call: why nobody is to call, or None.
        calls: what was tried, in order.
        rescore: what the client gave when asked again, or None.

    Raises:
        InvalidArgumentError: for an empty text, an unknown reason, or a number that is
            not finite.
        NaiveDatetimeError: if ``due_at`` has no zone.
        WrongTypeError: for a value of another type.

    Example:
        >>> friday = datetime(2026, 1, 16, tzinfo=UTC)
        >>> policy = FollowUpPolicy(scale=Scale(1, 5), threshold=2, owner="eva", days=3)
        >>> answer = Feedback(answered_at=friday, score=1, client="boris")
        >>> task = follow_up(answer, policy).called(at=friday, outcome="recovered")
        >>> task.rescored(4).gain
        3
    """

    feedback: Feedback = attrs.field(validator=_is_feedback)
    scale: Scale = attrs.field(validator=check_scale)
    owner: str = attrs.field(validator=check_text)
    due_at: datetime | None = attrs.field(
        default=None, eq=optional_instant_key, validator=check_optional_instant
    )
    no_call: NoCall | None = attrs.field(default=None, converter=_read_no_call)
    calls: tuple[FollowUpCall, ...] = attrs.field(default=(), converter=_read_calls)
    rescore: float | None = attrs.field(default=None, validator=_is_score)

    @property
    def outcome(self) -> FollowUpOutcome | None:
        """How the last call ended, or None."""
        return self.calls[-1].outcome if self.calls else None

    @property
    def called_at(self) -> datetime | None:
        """When the first call was made, or None."""
        return self.calls[0].at if self.calls else None

    @property
    def is_open(self) -> bool:
        """Whether the first call is still to be made."""
        return self.no_call is None and not self.calls

    @property
    def gain(self) -> float | None:
        """How much better the new score is, or None without one."""
        if self.rescore is None or self.feedback.score is None:
            return None
        before, after = self.feedback.score, self.rescore
        gain = to_exact(after, "rescore") - to_exact(before, "score")
        found = from_exact(sense(self.scale) * gain, (before, after))
        return found if isinstance(found, int) else float(found)

    def is_due(self, *, now: datetime) -> bool:
        """Tell whether the time to call has run out without a call.

        Args:
            now: the viewpoint, aware.

        Raises:
            NaiveDatetimeError: if ``now`` has no zone.
        """
        instant = to_microseconds(now, "now")
        due = optional_instant_key(self.due_at)
        return self.is_open and due is not None and due <= instant

    def called(self, *, at: datetime, outcome: FollowUpOutcome | str) -> "FollowUp":
        """Return it with a call more.

        Args:
            at: when, aware; not before the answer or an earlier call.
            outcome: how it ended; after any but UNREACHABLE there is no other call.

        Raises:
            InvalidArgumentError: if nobody is to call, or no more, or the call comes
                too early, or for an unknown outcome.
            NaiveDatetimeError: if ``at`` has no zone.
        """
        call = FollowUpCall(at, outcome)
        if self.no_call is not None:
            wanted = f"none where there is no call: {self.no_call}"
            raise InvalidArgumentError("outcome", str(call.outcome), wanted)
        if self.outcome not in {None, FollowUpOutcome.UNREACHABLE}:
            wanted = f"none after a call that ended {self.outcome}"
            raise InvalidArgumentError("outcome", str(call.outcome), wanted)
        last = self.calls[-1].at if self.calls else self.feedback.answered_at
        if instant_key(at) < instant_key(last):
            wanted = f"not before {last.isoformat()}"
            raise InvalidArgumentError("at", at.isoformat(), wanted)
        return attrs.evolve(self, calls=(*self.calls, call))

    def rescored(self, score: float) -> "FollowUp":
        """Return it with the score that the client gave after the call.

        Args:
            score: on the same scale.

        Raises:
            InvalidArgumentError: if it is off the scale, or nobody has called yet.
            WrongTypeError: if it is no number.
        """
        if not self.calls:
            raise InvalidArgumentError("score", score, "given after a call")
        return attrs.evolve(self, rescore=self.scale.check(score))


def follow_up(
    feedback: Feedback, policy: FollowUpPolicy, *, owner: str | None = None
) -> FollowUp | None:
    """Return what to do about an answer, or None if its score is not low.

    Args:
        feedback: the answer; one without score and comment asks for nothing.
        policy: what is low, who calls, and until when.
        owner: who calls about this one; None is the policy's.

    Raises:
        InvalidArgumentError: for a score off the scale.
        NeverOpenError: if the calendar has not so many working days.
        WrongTypeError: for an argument of another type.

    Example:
        >>> friday = datetime(2026, 1, 16, 9, tzinfo=UTC)
        >>> policy = FollowUpPolicy(scale=Scale(1, 5), threshold=2, owner="eva", days=3)
        >>> answer = Feedback(answered_at=friday, score=1, client="boris")
        >>> follow_up(answer, policy).due_at.isoformat()
        '2026-01-19T09:00:00+00:00'
        >>> follow_up(Feedback(answered_at=friday, score=1), policy).no_call
        <NoCall.ANONYMOUS: 'anonymous'>
    """
    to_one(feedback, Feedback, "feedback", "Feedback")
    to_one(policy, FollowUpPolicy, "policy", "a FollowUpPolicy")
    asks = (
        bool(feedback.comment and feedback.comment.strip())
        if feedback.score is None
        else policy.is_low(feedback.score)
    )
    if not asks:
        return None
    reason = _no_call(feedback, policy)
    return FollowUp(
        feedback=feedback,
        scale=policy.scale,
        owner=policy.owner if owner is None else owner,
        due_at=None if reason else policy.due_at(feedback.answered_at),
        no_call=reason,
    )


def _no_call(feedback: Feedback, policy: FollowUpPolicy) -> NoCall | None:
    """Return the first reason not to call, in the order of the vocabulary."""
    reasons = {
        NoCall.WITHDRAWN: feedback.withdrawn,
        NoCall.COMMENT_ONLY: feedback.score is None and not policy.calls_comments,
        NoCall.ANONYMOUS: feedback.client is None,
        NoCall.NO_CONSENT: not feedback.may_contact,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)
