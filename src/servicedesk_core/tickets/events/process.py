"""Events of requests, problems, changes, complaints and major incidents."""

from datetime import datetime
from typing import ClassVar

import attrs

from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.tickets.events.base import Base, check_aware, told
from servicedesk_core.tickets.kinds import Outcome
from servicedesk_core.timeline import optional_instant_key, to_microseconds


def _outcome(outcome: Outcome | str | None) -> Outcome | None:
    return None if outcome in (None, "") else member(Outcome, outcome, "outcome")


@attrs.frozen(kw_only=True)
class ApprovalRequested(Base):
    """Somebody was asked for consent."""

    action: ClassVar[str] = "request_approval"

    approver: str | None = None


@attrs.frozen(kw_only=True)
class Approved(Base):
    """What was asked for may be done."""

    action: ClassVar[str] = "approve"

    comment: str | None = None


@attrs.frozen(kw_only=True)
class Rejected(Base):
    """What was asked for may not be done."""

    action: ClassVar[str] = "reject"

    reason: str | None = None


@attrs.frozen(kw_only=True)
class Fulfilled(Base):
    """The requester has what was asked for."""

    action: ClassVar[str] = "fulfil"

    notes: str | None = None


@attrs.frozen(kw_only=True)
class Assessed(Base):
    """Somebody looked what it is about, how bad and how urgent."""

    action: ClassVar[str] = "assess"

    notes: str | None = None


@attrs.frozen(kw_only=True)
class AnalysisStarted(Base):
    """The search for the cause began."""

    action: ClassVar[str] = "analyse"


@attrs.frozen(kw_only=True)
class KnownErrorRecorded(Base):
    """The cause is known, and how to live with it until it is mended."""

    action: ClassVar[str] = "record_known_error"

    workaround: str | None = None
    cause: str | None = attrs.field(default=None, converter=told)


@attrs.frozen(kw_only=True)
class FixStarted(Base):
    """The cause is being mended."""

    action: ClassVar[str] = "fix"


@attrs.frozen(kw_only=True)
class Authorised(Base):
    """The change may be carried out."""

    action: ClassVar[str] = "authorise"

    comment: str | None = None


@attrs.frozen(kw_only=True)
class Scheduled(Base):
    """It is agreed when the change is carried out.

    Raises:
        InvalidArgumentError: if ``end`` is not later than ``start``.
    """

    action: ClassVar[str] = "schedule"

    start: datetime | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(check_aware),
        eq=optional_instant_key,
    )
    end: datetime | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(check_aware),
        eq=optional_instant_key,
    )

    def __attrs_post_init__(self) -> None:
        if self.start is None or self.end is None:
            return
        if to_microseconds(self.end, "end") <= to_microseconds(self.start, "start"):
            raise InvalidArgumentError("end", self.end, "later than start")


@attrs.frozen(kw_only=True)
class ImplementationStarted(Base):
    """The change is being carried out."""

    action: ClassVar[str] = "implement"


@attrs.frozen(kw_only=True)
class BackedOut(Base):
    """The change was undone."""

    action: ClassVar[str] = "back_out"

    reason: str | None = None


@attrs.frozen(kw_only=True)
class ReviewStarted(Base):
    """What the change brought is looked at."""

    action: ClassVar[str] = "review"


@attrs.frozen(kw_only=True)
class InvestigationStarted(Base):
    """Somebody looks into the complaint."""

    action: ClassVar[str] = "investigate"


@attrs.frozen(kw_only=True)
class Responded(Base):
    """The complaint was answered.

    Attributes:
        outcome: whether it was found right.
        text: what the complainant was told.
        remedy: what the complainant gets.
    """

    action: ClassVar[str] = "respond"

    outcome: Outcome | None = attrs.field(default=None, converter=_outcome)
    text: str | None = None
    remedy: str | None = None


@attrs.frozen(kw_only=True)
class ResponseAccepted(Base):
    """The complainant is content with the answer."""

    action: ClassVar[str] = "accept"


@attrs.frozen(kw_only=True)
class ResponseDisputed(Base):
    """The complainant is not; the next level has to look at it."""

    action: ClassVar[str] = "dispute"

    reason: str | None = None


@attrs.frozen(kw_only=True)
class ReferredOut(Base):
    """The complaint went to an ombudsman, a regulator or a court."""

    action: ClassVar[str] = "refer"

    to: str | None = None
    reference: str | None = None


@attrs.frozen(kw_only=True)
class MajorProposed(Base):
    """Somebody thinks that it is a major incident."""

    action: ClassVar[str] = "propose_major"

    reason: str | None = None


@attrs.frozen(kw_only=True)
class MajorAccepted(Base):
    """It is one."""

    action: ClassVar[str] = "accept_major"

    notes: str | None = None
    business_impact: str | None = None


@attrs.frozen(kw_only=True)
class MajorRejected(Base):
    """It is none."""

    action: ClassVar[str] = "reject_major"

    reason: str | None = None
