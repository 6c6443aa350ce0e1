"""How many of those asked have answered, by the definitions that there are."""

from collections.abc import Iterable
from enum import StrEnum

import attrs

from servicedesk_core.argument import to_items, to_one, to_optional
from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.number import to_float, to_share
from servicedesk_core.satisfaction._answers import to_count
from servicedesk_core.stats import Proportion, proportion_interval


class ResponseRate(StrEnum):
    """Which response rate of the AAPOR.

    Example:
        >>> ResponseRate("RR1")
        <ResponseRate.RR1: 'RR1'>
    """

    RR1 = "RR1"
    """Complete answers; all of unknown eligibility count as eligible."""
    RR2 = "RR2"
    """The same with partial answers."""
    RR3 = "RR3"
    """Complete answers; a share of unknown eligibility counts as eligible."""
    RR4 = "RR4"
    """The same with partial answers."""
    RR5 = "RR5"
    """Complete answers; none of unknown eligibility counts as eligible."""
    RR6 = "RR6"
    """The same with partial answers."""


_WITH_PARTIAL = {ResponseRate.RR2, ResponseRate.RR4, ResponseRate.RR6}
_SHARE_NEEDED = {ResponseRate.RR3, ResponseRate.RR4}
_ALL_UNKNOWN = {ResponseRate.RR1, ResponseRate.RR2}
# A weight that is more than this one's inverse counts for nothing else.
_RAREST = 1e-100


def _is_count(_: object, field: "attrs.Attribute[int]", value: int) -> None:
    to_count(value, field.name)


def _may_be_count(
    _: object, field: "attrs.Attribute[int | None]", value: int | None
) -> None:
    if value is not None:
        to_count(value, field.name)


@attrs.frozen(kw_only=True)
class Dispositions:
    """How the people in a sample turned out, in the counts of the AAPOR.

    Args:
        complete: complete answers, I.
        partial: partial answers, P.
        refusal: refusals and answers broken off, R.
        non_contact: people not reached, NC.
        other: eligible people who did not answer for another reason, O.
        unknown_household: not known whether there is such a household, UH.
        unknown_other: eligibility not known for another reason, UO.

    Raises:
        InvalidArgumentError: for a negative count.
        WrongTypeError: for one that is no whole number.

    Example:
        >>> Dispositions(complete=200, refusal=300).refusal
        300
    """

    complete: int = attrs.field(validator=_is_count)
    partial: int = attrs.field(default=0, validator=_is_count)
    refusal: int = attrs.field(default=0, validator=_is_count)
    non_contact: int = attrs.field(default=0, validator=_is_count)
    other: int = attrs.field(default=0, validator=_is_count)
    unknown_household: int = attrs.field(default=0, validator=_is_count)
    unknown_other: int = attrs.field(default=0, validator=_is_count)


def response_rate(
    dispositions: Dispositions,
    *,
    kind: ResponseRate | str,
    eligible: float | None = None,
) -> float | None:
    """Return a response rate of the AAPOR, 0 to 1, or None if nobody was eligible.

    Args:
        dispositions: how the people in the sample turned out.
        kind: which of the six; they answer different questions, so name it.
        eligible: the share of those of unknown eligibility who are eligible (e), 0 to
            1; for RR3 and RR4 alone.

    Raises:
        InvalidArgumentError: for an unknown kind, a share out of range, no share where
            the kind needs one, or a share where it has none.
        WrongTypeError: if ``dispositions`` are none.

    Source:
        AAPOR, Standard Definitions, 10th edition (2023), response rates.

    Example:
        >>> sample = Dispositions(complete=60, refusal=20, unknown_household=40)
        >>> response_rate(sample, kind="RR1"), response_rate(sample, kind="RR5")
        (0.5, 0.75)
        >>> response_rate(sample, kind="RR3", eligible=0.5)
        0.6
    """
    to_one(dispositions, Dispositions, "dispositions", "Dispositions")
    rate = member(ResponseRate, kind, "kind")
    share = _read_eligible(eligible, rate)
    answered = dispositions.complete
    known = (
        dispositions.complete
        + dispositions.partial
        + dispositions.refusal
        + dispositions.non_contact
        + dispositions.other
    )
    unknown = dispositions.unknown_household + dispositions.unknown_other
    if rate in _WITH_PARTIAL:
        answered += dispositions.partial
    asked = known + share * unknown
    return answered / asked if asked else None


@attrs.frozen(kw_only=True)
class SurveyFunnel:
    """How far the invitations of a survey came.

    Each is counted in every stage that it reached; funnels of one survey add up.

    Args:
        sent: invitations sent.
        bounced: those that came back.
        shown: those that were seen, or None if the channel does not tell.
        started: those that somebody began to answer, or None as before.
        answered: those that were answered.
        expired: those whose time ran out before.

    Raises:
        InvalidArgumentError: for a negative count, or a stage with more than the one
            before.
        WrongTypeError: for a count that is no whole number.

    Example:
        >>> week = SurveyFunnel(sent=110, bounced=10, started=40, answered=30)
        >>> week.delivered, week.pending
        (100, 70)
        >>> f"{week.answered_rate().value:.0%}"
        '30%'
    """

    sent: int = attrs.field(validator=_is_count)
    bounced: int = attrs.field(default=0, validator=_is_count)
    shown: int | None = attrs.field(default=None, validator=_may_be_count)
    started: int | None = attrs.field(default=None, validator=_may_be_count)
    answered: int = attrs.field(validator=_is_count)
    expired: int = attrs.field(default=0, validator=_is_count)

    def __attrs_post_init__(self) -> None:
        if self.bounced > self.sent:
            wanted = f"at most the {self.sent} sent"
            raise InvalidArgumentError("bounced", self.bounced, wanted)
        stage, most = "delivered", self.delivered
        for name in ("shown", "started", "answered"):
            count = getattr(self, name)
            if count is not None and count > most:
                wanted = f"at most the {most} {stage}"
                raise InvalidArgumentError(name, count, wanted)
            stage, most = (stage, most) if count is None else (name, count)
        if self.pending < 0:
            wanted = f"at most the {self.delivered - self.answered} not answered"
            raise InvalidArgumentError("expired", self.expired, wanted)

    @property
    def delivered(self) -> int:
        """How many invitations arrived: sent and not come back."""
        return self.sent - self.bounced

    @property
    def pending(self) -> int:
        """How many may still be answered."""
        return self.delivered - self.answered - self.expired

    def answered_rate(self, *, confidence: float = 0.95) -> Proportion | None:
        """Return the share of the delivered that was answered, or None of none.

        Survey tools call it the response rate; it is none of the AAPOR's.

        Args:
            confidence: of the Wilson interval, above 0 and below 1.

        Raises:
            InvalidArgumentError: for a confidence out of range.
        """
        return proportion_interval(self.answered, self.delivered, confidence=confidence)

    def completion_rate(self, *, confidence: float = 0.95) -> Proportion | None:
        """Return the share of the started that was answered.

        None if nothing was started, or that is not known.

        Args:
            confidence: of the Wilson interval, above 0 and below 1.

        Raises:
            InvalidArgumentError: for a confidence out of range.
        """
        return proportion_interval(
            self.answered if self.started else 0,
            self.started or 0,
            confidence=confidence,
        )

    def bounce_rate(self, *, confidence: float = 0.95) -> Proportion | None:
        """Return the share of the sent that came back, or None of none.

        Args:
            confidence: of the Wilson interval, above 0 and below 1.

        Raises:
            InvalidArgumentError: for a confidence out of range.
        """
        return proportion_interval(self.bounced, self.sent, confidence=confidence)

    def __add__(self, other: "SurveyFunnel") -> "SurveyFunnel":
        if not isinstance(other, SurveyFunnel):
            return NotImplemented
        return SurveyFunnel(
            sent=self.sent + other.sent,
            bounced=self.bounced + other.bounced,
            shown=_sum(self.shown, other.shown),
            started=_sum(self.started, other.started),
            answered=self.answered + other.answered,
            expired=self.expired + other.expired,
        )


def comment_share(
    comments: Iterable[str | None], *, confidence: float = 0.95
) -> Proportion | None:
    """Return the share of answers that say something in words, or None of none.

    Args:
        comments: that of each answer; None and blanks are none.
        confidence: of the Wilson interval, above 0 and below 1.

    Raises:
        InvalidArgumentError: for a confidence out of range.
        WrongTypeError: for a comment that is no text.

    Example:
        >>> comment_share(["too slow", None, " ", "thank you"]).value
        0.5
    """
    given = to_items(comments, "comments", "texts or None, in a list")
    found = [_has_words(comment) for comment in given]
    return proportion_interval(sum(found), len(found), confidence=confidence)


def inclusion_weights(probabilities: Iterable[float]) -> tuple[float, ...]:
    """Return the weight of each answer whose person was asked by chance.

    Who is asked one time in ten stands for ten: the weight is 1 by the probability.

    Args:
        probabilities: of being asked, each above 0 and up to 1.

    Raises:
        InvalidArgumentError: for a probability out of range.
        WrongTypeError: for one that is no number.

    Source:
        D. G. Horvitz, D. J. Thompson, JASA 47 (1952) 663.

    Example:
        >>> inclusion_weights([1, 0.5, 0.1])
        (1.0, 2.0, 10.0)
    """
    given = to_items(probabilities, "probabilities", "numbers, in a list")
    return tuple(
        1 / _read_probability(value, f"probabilities[{index}]")
        for index, value in enumerate(given)
    )


def _read_eligible(eligible: float | None, rate: ResponseRate) -> float:
    if rate not in _SHARE_NEEDED:
        if eligible is not None:
            raise InvalidArgumentError("eligible", eligible, f"None for {rate}")
        return 1.0 if rate in _ALL_UNKNOWN else 0.0
    if eligible is None:
        raise InvalidArgumentError("eligible", eligible, f"a share for {rate}")
    return to_share(eligible, "eligible")


def _sum(first: int | None, second: int | None) -> int | None:
    return None if first is None or second is None else first + second


def _has_words(comment: str | None) -> bool:
    to_optional(comment, str, "comments", "texts or None")
    return bool(comment and comment.strip())


def _read_probability(value: float, argument: str) -> float:
    probability = to_float(value, argument)
    if not _RAREST <= probability <= 1:
        raise InvalidArgumentError(argument, value, "above 0 and at most 1")
    return probability
