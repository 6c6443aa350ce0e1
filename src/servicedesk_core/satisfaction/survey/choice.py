"""Which survey goes out where several may."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

import attrs

from servicedesk_core.argument import to_several
from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.satisfaction.survey.decision import (
    Decision,
    GateCheck,
    Send,
    Skip,
    SurveyGate,
    SurveyReason,
)
from servicedesk_core.satisfaction.survey.kind import SurveyPurpose
from servicedesk_core.satisfaction.survey.option import ChoiceOrder
from servicedesk_core.satisfaction.survey.policy import SurveyPolicy
from servicedesk_core.satisfaction.survey.record import SurveyRecord
from servicedesk_core.satisfaction.survey.trigger import SurveyContact, SurveyTrigger
from servicedesk_core.timeline import instant_key

_Rank = tuple[float, ...]


def choose_survey(
    policies: Iterable[SurveyPolicy],
    trigger: SurveyTrigger,
    contact: SurveyContact,
    history: Iterable[SurveyRecord],
    *,
    now: datetime,
    order: ChoiceOrder | str = ChoiceOrder.LONGEST_WAITING,
) -> Mapping[str, Decision]:
    """Decide on several surveys of which at most one goes out.

    Args:
        policies: one for each survey, of different names.
        trigger: the event, and the ticket as it is now.
        contact: who would be asked.
        history: what went out before, in any order.
        now: the viewpoint, aware.
        order: which survey comes first of those that may go out.

    Returns:
        The decision on each survey by its name, in the order of the policies. Those
        that may go out have one more gate in their trace, the priority; all of them
        but the first are skipped as outranked.

    Raises:
        InvalidArgumentError: for two policies of one name, or an unknown order.
        NaiveDatetimeError: if ``now`` has no zone.
        NeverOpenError: if hours to write in, or to wait in, never come.
        WrongTypeError: for a value of another type.

    Example:
        >>> from datetime import UTC
        >>> noon = datetime(2026, 1, 5, 12, tzinfo=UTC)
        >>> both = [SurveyPolicy("case", "csat"), SurveyPolicy("loyalty", "nps")]
        >>> trigger = SurveyTrigger("resolved", at=noon, ticket="INC2")
        >>> asked = SurveyRecord(
        ...     survey="case", kind="csat", ticket="INC1", contact="c-17", sent_at=noon
        ... )
        >>> found = choose_survey(
        ...     both, trigger, SurveyContact("c-17"), [asked], now=noon
        ... )
        >>> [f"{name}: {decision}" for name, decision in found.items()]
        ['case: skip (outranked): loyalty comes first (longest_waiting)', \
'loyalty: send loyalty']
    """
    rank = _RANKS[member(ChoiceOrder, order, "order")]
    listed = _read(policies)
    records = tuple(history) if isinstance(history, Iterable) else history
    found = {
        policy.survey: policy.decide(trigger, contact, records, now=now)
        for policy in listed
    }
    ready = [name for name, each in found.items() if isinstance(each, Send)]
    if ready:
        first = min(ready, key=lambda name: rank(name, contact, records))
        why = member(ChoiceOrder, order, "order")
        found |= {name: _judge(found[name], first, why) for name in ready}
    return FrozenMap(found)


def _read(policies: Iterable[SurveyPolicy]) -> tuple[SurveyPolicy, ...]:
    each = "SurveyPolicies"
    wanted = f"{each}, in a tuple"
    found = to_several(policies, SurveyPolicy, "policies", wanted, each=each)
    names = [policy.survey for policy in found]
    if len(names) != len(set(names)):
        raise InvalidArgumentError("policies", names, "of different surveys")
    return found


def _waiting(
    survey: str, contact: SurveyContact, records: Iterable[SurveyRecord]
) -> _Rank:
    sent = [
        instant_key(record.sent_at)
        for record in records
        if record.survey == survey
        and record.contact == contact.key
        and record.purpose is SurveyPurpose.SURVEY
    ]
    return (1, max(sent)) if sent else (0, 0)


def _rarity(survey: str, _: SurveyContact, records: Iterable[SurveyRecord]) -> _Rank:
    return (
        sum(
            record.survey == survey and record.purpose is SurveyPurpose.SURVEY
            for record in records
        ),
    )


_RANKS: dict[
    ChoiceOrder, Callable[[str, SurveyContact, tuple[SurveyRecord, ...]], _Rank]
] = {
    ChoiceOrder.LONGEST_WAITING: lambda *of: (*_waiting(*of), *_rarity(*of)),
    ChoiceOrder.RAREST: lambda *of: (*_rarity(*of), *_waiting(*of)),
    ChoiceOrder.LISTED: lambda *_: (),
}


def _judge(decision: Decision, first: str, why: ChoiceOrder) -> Decision:
    if isinstance(decision, Send) and decision.record.survey == first:
        check = GateCheck(SurveyGate.PRIORITY, f"comes first ({why})")
        return attrs.evolve(decision, trace=(*decision.trace, check))
    reason = SurveyReason.OUTRANKED
    check = GateCheck(SurveyGate.PRIORITY, f"{first} comes first ({why})", reason)
    return Skip(reason, (*decision.trace, check))
