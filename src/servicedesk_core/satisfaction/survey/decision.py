"""What a survey policy decides, and why."""

from datetime import datetime
from enum import StrEnum

import attrs

from servicedesk_core.errors import WrongTypeError
from servicedesk_core.satisfaction.survey.record import SurveyRecord
from servicedesk_core.timeline import instant_key, optional_instant_key


class SurveyGate(StrEnum):
    """A question that each message has to pass; they are asked in this order.

    Example:
        >>> [gate.value for gate in SurveyGate][:3]
        ['match', 'consent', 'state']
    """

    MATCH = "match"
    """Is the survey active, and is the event one that it asks about?"""
    CONSENT = "consent"
    """May this person be asked at all?"""
    STATE = "state"
    """Is the wait over, and does what happened still stand?"""
    ONCE = "once"
    """Did it not go out already?"""
    RECONTACT = "recontact"
    """Does the survey's own rule allow it?"""
    QUARANTINE = "quarantine"
    """Is the person at rest from other surveys?"""
    CAPS = "caps"
    """Did the person get too many of late?"""
    CHANNEL = "channel"
    """Is the channel open, and is it an hour to write?"""
    SAMPLING = "sampling"
    """Is the case in the sample?"""
    QUOTA = "quota"
    """Are there enough already, over all people?"""
    PRIORITY = "priority"
    """Does no other survey come first? Asked where several are chosen from."""


class SurveyReason(StrEnum):
    """Why a message does not go out, or not now.

    Example:
        >>> SurveyReason("quiet_hours")
        <SurveyReason.QUIET_HOURS: 'quiet_hours'>
    """

    INACTIVE = "inactive"
    NO_MATCH = "no_match"
    NO_CONSENT = "no_consent"
    SUPPRESSED = "suppressed"
    INTERNAL = "internal"
    EXCLUDED_TAG = "excluded_tag"
    REOPENED = "reopened"
    DELAY = "delay"
    STALE = "stale"
    DUPLICATE = "duplicate"
    NO_SURVEY = "no_survey"
    """There is nothing to remind of."""
    OVER = "over"
    """The survey to remind of was answered, declined or bounced."""
    EXPIRED = "expired"
    NEW_CONTACT = "new_contact"
    RECONTACT = "recontact"
    QUARANTINE = "quarantine"
    CAP = "cap"
    CHANNEL_CLOSED = "channel_closed"
    QUIET_HOURS = "quiet_hours"
    ANONYMOUS = "anonymous"
    NOT_SAMPLED = "not_sampled"
    QUOTA = "quota"
    OUTRANKED = "outranked"


@attrs.frozen
class GateCheck:
    """What one gate said.

    Attributes:
        gate: which one.
        text: why, in words with the values that mattered.
        reason: what stands against it; None if nothing does.
        until: when it may pass; None if it passes, or never will.
    """

    gate: SurveyGate
    text: str
    reason: SurveyReason | None = None
    until: datetime | None = attrs.field(default=None, eq=optional_instant_key)

    @property
    def passes(self) -> bool:
        """Whether nothing stands against it."""
        return self.reason is None

    def __str__(self) -> str:
        answer = "pass" if self.passes else "skip" if self.until is None else "defer"
        return f"{self.gate}: {answer}, {self.text}"


Trace = tuple[GateCheck, ...]


def first_failure(trace: Trace) -> GateCheck | None:
    """Return the first gate that something stands against, or None.

    Args:
        trace: of a decision.

    Raises:
        WrongTypeError: if it is no trace.

    Example:
        >>> first_failure((GateCheck(SurveyGate.MATCH, "no condition"),)) is None
        True
    """
    if not isinstance(trace, tuple) or not all(
        isinstance(check, GateCheck) for check in trace
    ):
        raise WrongTypeError("trace", trace, "the trace of a decision")
    return next((check for check in trace if not check.passes), None)


@attrs.frozen
class Send:
    """It goes out.

    Store the record before the message goes out: whoever decides after that finds it
    in the history and does not send it again.

    Attributes:
        record: what to add to the history, with the agent, the team and the topic as
            of the event, and the inclusion probability.
        expires_at: when the survey is no longer to be answered, or None.
        trace: what each gate said, in order.
    """

    record: SurveyRecord
    expires_at: datetime | None = attrs.field(eq=optional_instant_key)
    trace: Trace

    def __str__(self) -> str:
        return f"send {self.record.survey}"


@attrs.frozen
class Skip:
    """It does not go out, and asking again later changes nothing by itself.

    Attributes:
        reason: what the first gate had against it.
        trace: what each gate said, in order.
    """

    reason: SurveyReason
    trace: Trace

    def __str__(self) -> str:
        return f"skip ({self.reason}): {_text(self.trace)}"


@attrs.frozen
class Defer:
    """It does not go out now: decide again then.

    Attributes:
        until: when to decide again, later than now.
        reason: what the first gate had against it.
        trace: what each gate said, in order.
    """

    until: datetime = attrs.field(eq=instant_key)
    reason: SurveyReason
    trace: Trace

    def __str__(self) -> str:
        until = self.until.isoformat()
        return f"defer until {until} ({self.reason}): {_text(self.trace)}"


def _text(trace: Trace) -> str:
    failed = first_failure(trace)
    return failed.text if failed else ""


Decision = Send | Skip | Defer
"""What a survey policy answers."""
