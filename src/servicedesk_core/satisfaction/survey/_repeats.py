"""The gate against the same message twice, and what a reminder has to pass."""

from collections.abc import Iterable

from servicedesk_core.satisfaction.survey._age import period_text
from servicedesk_core.satisfaction.survey._question import Question, Ruling
from servicedesk_core.satisfaction.survey.decision import SurveyReason
from servicedesk_core.satisfaction.survey.kind import SurveyOutcome, SurveyPurpose
from servicedesk_core.satisfaction.survey.option import Once
from servicedesk_core.satisfaction.survey.record import SurveyRecord
from servicedesk_core.timeline import instant_key, to_duration


def once(question: Question) -> Ruling:
    """Ask whether it went out already; a reminder, whether it is its turn."""
    purpose, record = question.trigger.purpose, question.record
    about = ticket = f"ticket {record.ticket}"
    if question.policy.once is Once.RESOLUTION:
        about = f"{ticket}, resolution {record.resolution}"
    same = [each for each in question.history if _is_same(question, each)]
    if purpose is SurveyPurpose.REMINDER:
        return _remind(question, same, about)
    sent = [instant_key(each.sent_at) for each in same if each.purpose is purpose]
    if sent:
        text = f"sent at {question.text(max(sent))} for {about}"
        return Ruling(text, SurveyReason.DUPLICATE)
    return Ruling(f"not sent for {about}")


def _is_same(question: Question, other: SurveyRecord) -> bool:
    record, once = question.record, question.policy.once
    return (record.survey, record.ticket) == (other.survey, other.ticket) and (
        once is Once.TICKET or record.resolution == other.resolution
    )


def _remind(question: Question, same: Iterable[SurveyRecord], about: str) -> Ruling:
    policy = question.policy
    surveys = [each for each in same if each.purpose is SurveyPurpose.SURVEY]
    if not surveys:
        return Ruling(f"not sent for {about}", SurveyReason.NO_SURVEY)
    if any(
        each.bounced or each.outcome is not SurveyOutcome.IGNORED for each in surveys
    ):
        return Ruling(f"answered, declined or bounced for {about}", SurveyReason.OVER)
    sent = max(instant_key(each.sent_at) for each in surveys)
    ends = policy.expires_after
    if ends is not None and question.instant >= sent + to_duration(ends, "ends"):
        text = f"expired {period_text(ends)} after {question.text(sent)}"
        return Ruling(text, SurveyReason.EXPIRED)
    done = sum(each.purpose is SurveyPurpose.REMINDER for each in same)
    if done >= len(policy.reminders):
        text = f"{done} of {len(policy.reminders)} reminders sent for {about}"
        return Ruling(text, SurveyReason.DUPLICATE)
    wait = policy.reminders[done]
    due = sent + to_duration(wait, "wait")
    turn = str(done + 1)
    text = f"reminder {turn} comes {period_text(wait)} after {question.text(sent)}"
    if question.instant < due:
        return question.defer(SurveyReason.DELAY, due, text)
    return Ruling(text)
