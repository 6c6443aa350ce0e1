"""How often a person may be asked: quarantines and caps."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

import attrs

from servicedesk_core.errors import WrongTypeError, member
from servicedesk_core.number import to_whole
from servicedesk_core.satisfaction._fields import (
    check_flag,
)
from servicedesk_core.satisfaction.survey._age import (
    check_days,
    period_end,
    period_text,
)
from servicedesk_core.satisfaction.survey._fields import (
    check_optional_wait,
    check_period,
    check_wait,
)
from servicedesk_core.satisfaction.survey.kind import SurveyOutcome
from servicedesk_core.satisfaction.survey.option import AgeRule
from servicedesk_core.satisfaction.survey.record import SurveyRecord
from servicedesk_core.timeline import instant_key


class Same(StrEnum):
    """What two messages must have in common for a rule to count them together.

    Two that lack it have it in common.

    Example:
        >>> Same("kind")
        <Same.KIND: 'kind'>
    """

    SURVEY = "survey"
    KIND = "kind"
    CHANNEL = "channel"
    EVENT = "event"
    TICKET = "ticket"
    AGENT = "agent"
    TEAM = "team"
    TOPIC = "topic"


class SurveyClock(StrEnum):
    """Since when the time after a message counts; without that it does not count.

    Example:
        >>> SurveyClock("answered")
        <SurveyClock.ANSWERED: 'answered'>
    """

    SENT = "sent"
    SHOWN = "shown"
    CONTACT = "contact"
    """When it was shown, else when it was sent."""
    ANSWERED = "answered"
    OUTCOME = "outcome"
    """When it was answered or declined, else as ``contact``."""


def _contact(record: SurveyRecord) -> datetime:
    return record.shown_at or record.sent_at


def _outcome(record: SurveyRecord) -> datetime:
    return record.answered_at or record.declined_at or _contact(record)


_STARTS: dict[SurveyClock, Callable[[SurveyRecord], datetime | None]] = {
    SurveyClock.SENT: lambda record: record.sent_at,
    SurveyClock.SHOWN: lambda record: record.shown_at,
    SurveyClock.CONTACT: _contact,
    SurveyClock.ANSWERED: lambda record: record.answered_at,
    SurveyClock.OUTCOME: _outcome,
}


def _same(same: Same | str | Iterable[Same | str]) -> frozenset[Same]:
    if not isinstance(same, Iterable):
        raise WrongTypeError("same", same, "a Same, or several")
    names = [same] if isinstance(same, str) else same
    return frozenset(member(Same, name, "same") for name in names)


def _clock(clock: SurveyClock | str) -> SurveyClock:
    return member(SurveyClock, clock, "clock")


def _ages(ages: AgeRule | str) -> AgeRule:
    return member(AgeRule, ages, "ages")


def _at_most(at_most: int) -> int:
    return to_whole(at_most, "at_most", low=1)


@attrs.frozen(kw_only=True)
class _Rule:
    same: frozenset[Same] = attrs.field(default=frozenset(), converter=_same)
    clock: SurveyClock = attrs.field(default=SurveyClock.SENT, converter=_clock)
    ages: AgeRule = attrs.field(default=AgeRule.EXACT, converter=_ages)
    inclusive: bool = attrs.field(default=True, validator=check_flag)

    def counts(self, record: SurveyRecord, other: SurveyRecord) -> bool:
        """Tell whether the rule counts two messages together."""
        return all(getattr(record, each) == getattr(other, each) for each in self.same)

    def _end(self, record: SurveyRecord, period: timedelta, tz: tzinfo) -> int | None:
        start = _STARTS[self.clock](record)
        if start is None or not period:
            return None
        return period_end(
            instant_key(start), period, self.ages, tz, inclusive=self.inclusive
        )


@attrs.frozen
class Quarantine(_Rule):
    """A time after a message in which no other may follow.

    Args:
        period: how long; zero is no wait, ``FOREVER`` without end.
        answered: how long after an answer; None for ``period``.
        declined: how long after a refusal; None for ``period``.
        ignored: how long after neither; None for ``period``.
        same: what the messages must have in common; by default nothing, so that all of
            one person count.
        clock: since when the time counts.
        ages: how the time that passed is read.
        inclusive: whether just the period is enough; else it must be more.

    Raises:
        InvalidArgumentError: for a negative period, parts of days under a rule of
            days, or an unknown option.
        WrongTypeError: for a value of another type.

    Example:
        >>> rest = Quarantine(
        ...     timedelta(days=30), answered=timedelta(days=90), same="kind"
        ... )
        >>> print(rest)
        at most 1 in 30 days, same kind
    """

    period: timedelta = attrs.field(validator=check_wait)
    answered: timedelta | None = attrs.field(
        kw_only=True, default=None, validator=check_optional_wait
    )
    declined: timedelta | None = attrs.field(
        kw_only=True, default=None, validator=check_optional_wait
    )
    ignored: timedelta | None = attrs.field(
        kw_only=True, default=None, validator=check_optional_wait
    )

    def __attrs_post_init__(self) -> None:
        for argument in ("period", *SurveyOutcome):
            period = getattr(self, argument)
            if period is not None:
                check_days(period, self.ages, argument)

    @property
    def at_most(self) -> int:
        """How many messages fit in: one."""
        return 1

    def ends(self, record: SurveyRecord, tz: tzinfo) -> int | None:
        """Return the instant at which a message stops counting, or None.

        Args:
            record: the message.
            tz: the zone whose dates count, for calendar days.

        Returns:
            Microseconds since the epoch; None if it does not count at all.
        """
        own: timedelta | None = getattr(self, record.outcome)
        return self._end(record, self.period if own is None else own, tz)

    def __str__(self) -> str:
        return rule_text(self)


@attrs.frozen
class Cap(_Rule):
    """So many messages in a window of time that moves along.

    Args:
        at_most: how many, 1 or more.
        within: how long the window is; ``FOREVER`` for a number in all.
        same: what the messages must have in common; by default nothing.
        clock: since when the time counts.
        ages: how the time that passed is read; 1 day of calendar days is a date.
        inclusive: whether just the period is enough; else it must be more.

    Raises:
        InvalidArgumentError: for a number below 1, a window of zero, parts of days
            under a rule of days, or an unknown option.
        WrongTypeError: for a value of another type.

    Example:
        >>> print(Cap(3, timedelta(days=90)))
        at most 3 in 90 days
    """

    at_most: int = attrs.field(converter=_at_most)
    within: timedelta = attrs.field(validator=check_period)

    def __attrs_post_init__(self) -> None:
        check_days(self.within, self.ages, "within")

    def ends(self, record: SurveyRecord, tz: tzinfo) -> int | None:
        """Return the instant at which a message stops counting, or None.

        Args:
            record: the message.
            tz: the zone whose dates count, for calendar days.

        Returns:
            Microseconds since the epoch; None if it does not count at all.
        """
        return self._end(record, self.within, tz)

    def __str__(self) -> str:
        return rule_text(self)


ContactRule = Quarantine | Cap
"""What spares people."""


def rule_text(rule: ContactRule) -> str:
    """Return what a rule allows, in words.

    Example:
        >>> rule_text(Cap(2, timedelta(days=7), same="survey"))
        'at most 2 in 7 days, same survey'
    """
    period = rule.within if isinstance(rule, Cap) else rule.period
    allowed = f"at most {rule.at_most} in {period_text(period)}"
    if not rule.same:
        return allowed
    return f"{allowed}, same {', same '.join(sorted(rule.same))}"
