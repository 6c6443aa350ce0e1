"""The gates that spare people: recontact, quarantine, caps, quota."""

from collections.abc import Iterable
from datetime import tzinfo

from servicedesk_core.satisfaction.survey._age import period_text
from servicedesk_core.satisfaction.survey._question import Question, Ruling
from servicedesk_core.satisfaction.survey.decision import SurveyReason
from servicedesk_core.satisfaction.survey.kind import SurveyPurpose
from servicedesk_core.satisfaction.survey.option import OverLimit, Precedence
from servicedesk_core.satisfaction.survey.record import SurveyRecord
from servicedesk_core.satisfaction.survey.rule import Cap, Quarantine, rule_text
from servicedesk_core.timeline import instant_key, to_duration

_SURVEYS = frozenset({SurveyPurpose.SURVEY})


def recontact(question: Question) -> Ruling:
    """Hold the message against the survey's own rules."""
    policy = question.policy
    if exempt := _exempt(question):
        return exempt
    if policy.new_contact_wait:
        reason = SurveyReason.NEW_CONTACT
        text = f"first asked {period_text(policy.new_contact_wait)} after first seen"
        since = question.contact.since
        if since is None:
            return Ruling(f"{text}, which is unknown", reason)
        end = instant_key(since) + to_duration(policy.new_contact_wait, "wait")
        if question.instant < end:
            return _over(question, reason, end, text)
    reason = SurveyReason.RECONTACT
    return _limit(question, policy.recontact, question.own(), question.tz, reason)


def quarantine(question: Question) -> Ruling:
    """Hold the message against the rests between any surveys."""
    rules, reason = question.policy.quarantines, SurveyReason.QUARANTINE
    if passing := _exempt(question) or _replaced(question):
        return passing
    return _limit(question, rules, question.own(), question.tz, reason)


def caps(question: Question) -> Ruling:
    """Hold the message against the most that a person gets in a window."""
    policy, reason = question.policy, SurveyReason.CAP
    if passing := _exempt(question, policy.limited) or _replaced(question):
        return passing
    return _limit(question, policy.caps, question.own(), question.tz, reason)


def quota(question: Question) -> Ruling:
    """Hold the message against the most that all people get."""
    if exempt := _exempt(question):
        return exempt
    policy, reason = question.policy, SurveyReason.QUOTA
    surveys = question.reached(_SURVEYS)
    return _limit(question, policy.quotas, surveys, policy.tz, reason)


def _exempt(
    question: Question, limited: frozenset[SurveyPurpose] = _SURVEYS
) -> Ruling | None:
    purpose = question.trigger.purpose
    if purpose in limited:
        return None
    return Ruling(f"a message of purpose {purpose} is exempt")


def _replaced(question: Question) -> Ruling | None:
    if question.policy.precedence is Precedence.STRICTEST:
        return None
    return Ruling("the survey's own rule replaces it")


def _limit(
    question: Question,
    rules: Iterable[Quarantine | Cap],
    records: Iterable[SurveyRecord],
    tz: tzinfo,
    reason: SurveyReason,
) -> Ruling:
    counted = tuple(records)
    states = [(*_state(question, rule, counted, tz), rule) for rule in rules]
    if not states:
        return Ruling("no rule")
    end, count, rule = max(states, key=lambda state: state[0])
    if end > question.instant:
        return _over(question, reason, end, _count_text(count, rule))
    text = ""
    for _, count, rule in states:
        said = _count_text(count, rule)
        text = f"{text}; {said}" if text else said
    return Ruling(text)


def _state(
    question: Question,
    rule: Quarantine | Cap,
    records: Iterable[SurveyRecord],
    tz: tzinfo,
) -> tuple[int, int]:
    """Return when a rule lets one more pass, and how many it counts."""
    ends = sorted(
        end
        for record in records
        if rule.counts(record, question.record)
        and (end := rule.ends(record, tz)) is not None
        and end > question.instant
    )
    excess = len(ends) - rule.at_most
    end = ends[excess] if excess >= 0 else question.instant
    return end, len(ends)


def _count_text(count: int, rule: Quarantine | Cap) -> str:
    return f"{count} so far of {rule_text(rule)}"


def _over(question: Question, reason: SurveyReason, end: int, text: str) -> Ruling:
    verdict = question.defer(reason, end, text)
    if question.policy.over_limit is OverLimit.DEFER:
        return verdict
    return verdict._replace(until=None)
