"""What clients say, by whatever way, in one form."""

from datetime import datetime
from enum import StrEnum

import attrs

from servicedesk_core.complaints._facts import check_instant, check_text
from servicedesk_core.errors import member
from servicedesk_core.number import to_float
from servicedesk_core.timeline import instant_key


class FeedbackKind(StrEnum):
    """By which way a client said something."""

    NPS = "nps"
    """An answer to how likely they recommend."""
    CSI = "csi"
    """An answer to how satisfied they are."""
    CONTACT = "contact"
    """A question or a request."""
    COMPLAINT = "complaint"
    REVIEW = "review"
    """A public one."""


def _kind(kind: FeedbackKind | str) -> FeedbackKind:
    return member(FeedbackKind, kind, "kind")


def _score(score: float | None) -> float | None:
    return None if score is None else to_float(score, "score")


@attrs.frozen
class FeedbackItem:
    """Something that a client said.

    Args:
        kind: by which way.
        topic: about what.
        team: whose work it is about.
        client: who.
        at: when, aware.
        score: the number given, on the scale of its kind, if any.

    Raises:
        InvalidArgumentError: for a blank text, an unknown kind, or a score that is
            not finite.
        NaiveDatetimeError: if ``at`` has no zone.
        WrongTypeError: for a value of another type.

    Example:
        >>> from datetime import UTC
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> said = FeedbackItem(
        ...     "csi", topic="card", team="cards", client="ivan", at=monday, score=4
        ... )
        >>> said.kind, said.score
        (<FeedbackKind.CSI: 'csi'>, 4.0)
    """

    kind: FeedbackKind = attrs.field(converter=_kind)
    topic: str = attrs.field(kw_only=True, validator=check_text)
    team: str = attrs.field(kw_only=True, validator=check_text)
    client: str = attrs.field(kw_only=True, validator=check_text)
    at: datetime = attrs.field(kw_only=True, validator=check_instant, eq=instant_key)
    score: float | None = attrs.field(kw_only=True, default=None, converter=_score)
