"""The gates in their order, and those that are about one case."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from servicedesk_core.satisfaction.survey._age import period_text
from servicedesk_core.satisfaction.survey._limits import (
    caps,
    quarantine,
    quota,
    recontact,
)
from servicedesk_core.satisfaction.survey._question import Question, Ruling
from servicedesk_core.satisfaction.survey._repeats import once
from servicedesk_core.satisfaction.survey.decision import SurveyGate, SurveyReason
from servicedesk_core.satisfaction.survey.kind import SurveyPurpose
from servicedesk_core.satisfaction.survey.sampling import sample_point
from servicedesk_core.timeline import instant_key, optional_instant_key, to_duration


def match(question: Question) -> Ruling:
    """Ask whether the survey is active and about this event."""
    passed = Ruling(f"event {question.trigger.event}")
    return _first(question, (_inactive, _other, _untagged, _other_case), passed)


def consent(question: Question) -> Ruling:
    """Ask whether this person may be asked at all."""
    passed = Ruling("may be asked")
    return _first(question, (_refused, _suppressed, _internal, _excluded), passed)


def state(question: Question) -> Ruling:
    """Ask whether the wait is over and what happened still stands."""
    policy, trigger = question.policy, question.trigger
    start = instant_key(trigger.at)
    reopened = optional_instant_key(trigger.reopened_at)
    if reopened is not None and reopened >= start:
        closed = optional_instant_key(trigger.closed_at)
        if closed is None or closed <= reopened:
            text = f"reopened at {question.text(reopened)} and not closed since"
            return Ruling(text, SurveyReason.REOPENED)
        start = closed
    since = f"since {question.text(start)}"
    if trigger.purpose is SurveyPurpose.REMINDER:
        return Ruling(since)
    if policy.delay_hours is None:
        due = start + to_duration(policy.delay, "delay")
    else:
        begin = question.datetime(start)
        due = instant_key(policy.delay_hours.add(begin, policy.delay))
    if question.instant < due:
        text = f"waits {period_text(policy.delay)} {since}"
        return question.defer(SurveyReason.DELAY, due, text)
    limit = policy.stale_after
    if limit is not None and question.instant > start + to_duration(limit, "limit"):
        text = f"more than {period_text(limit)} {since}"
        return Ruling(text, SurveyReason.STALE)
    return Ruling(since)


def channel(question: Question) -> Ruling:
    """Ask whether the channel is open, and whether it is an hour to write."""
    trigger, instant = question.trigger, question.instant
    closed, closes = SurveyReason.CHANNEL_CLOSED, None
    window = question.policy.messaging_windows.get(trigger.channel or "")
    if window is not None:
        received = optional_instant_key(trigger.received_at)
        if received is None:
            text = f"nothing was received by {trigger.channel}"
            return Ruling(text, closed)
        closes = received + to_duration(window, "window")
        if instant >= closes:
            text = f"{trigger.channel} was open until {question.text(closes)}"
            return Ruling(text, closed)
    hours = question.contact.hours
    hours = question.policy.hours if hours is None else hours
    if hours is None:
        return Ruling("no quiet hours")
    opens = instant_key(hours.next_open(question.at))
    if opens <= instant:
        return Ruling(f"open by {hours}")
    if closes is not None and opens >= closes:
        text = f"{trigger.channel} closes before {hours} opens"
        return Ruling(text, closed)
    return question.defer(SurveyReason.QUIET_HOURS, opens, f"closed by {hours}")


def sampling(question: Question) -> Ruling:
    """Ask whether the case is in the sample."""
    trigger, contact, share = question.trigger, question.contact, question.share
    if trigger.purpose is not SurveyPurpose.SURVEY:
        return Ruling(f"a message of purpose {trigger.purpose} is exempt")
    if contact.key is None and not share:
        return Ruling("the contact is unknown", SurveyReason.ANONYMOUS)
    policy = question.policy
    point = sample_point(policy.survey, contact.key, trigger.ticket, seed=policy.seed)
    if point < share:
        return Ruling(f"{point:.6f} is below the share of {share:g}")
    text = f"{point:.6f} is not below the share of {share:g}"
    return Ruling(text, SurveyReason.NOT_SAMPLED)


def _first(
    question: Question,
    checks: Iterable[Callable[[Question], Ruling | None]],
    passed: Ruling,
) -> Ruling:
    """Return what the first check has against it, or that all have passed it."""
    for check in checks:
        verdict = check(question)
        if verdict is not None:
            return verdict
    return passed


def _inactive(question: Question) -> Ruling | None:
    if question.policy.is_active:
        return None
    return Ruling("the survey is not active", SurveyReason.INACTIVE)


def _other(question: Question) -> Ruling | None:
    policy, trigger = question.policy, question.trigger
    for name, value, wanted in (
        ("event", trigger.event, policy.events),
        ("channel", trigger.channel, policy.channels),
    ):
        if wanted and value not in wanted:
            text = f"{name} {value} is not among {_names(wanted)}"
            return Ruling(text, SurveyReason.NO_MATCH)
    return None


def _untagged(question: Question) -> Ruling | None:
    required = question.policy.required_tags
    if not required or required & question.trigger.tags:
        return None
    return Ruling(f"none of the tags {_names(required)}", SurveyReason.NO_MATCH)


def _other_case(question: Question) -> Ruling | None:
    condition = question.policy.condition
    if condition is None or condition(question.trigger):
        return None
    return Ruling("the condition does not hold", SurveyReason.NO_MATCH)


def _refused(question: Question) -> Ruling | None:
    given = question.contact.consent
    if given is False:
        return Ruling("consent was refused", SurveyReason.NO_CONSENT)
    if question.policy.needs_consent and given is None:
        return Ruling("consent was never given", SurveyReason.NO_CONSENT)
    return None


def _suppressed(question: Question) -> Ruling | None:
    for name in (question.contact.key, question.contact.address):
        if name is not None and name.casefold() in question.policy.suppressed:
            text = f"{name} is on the suppression list"
            return Ruling(text, SurveyReason.SUPPRESSED)
    return None


def _internal(question: Question) -> Ruling | None:
    host = (question.contact.address or "").casefold().partition("@")[2]
    for domain in sorted(question.policy.internal_domains):
        if host == domain or host.endswith(f".{domain}"):
            return Ruling(f"{domain} is an internal domain", SurveyReason.INTERNAL)
    return None


def _excluded(question: Question) -> Ruling | None:
    tags = question.trigger.tags | question.contact.tags
    excluded = question.policy.excluded_tags & tags
    if not excluded:
        return None
    return Ruling(f"excluded by tag {_names(excluded)}", SurveyReason.EXCLUDED_TAG)


def _names(names: frozenset[str]) -> str:
    return ", ".join(sorted(names))


GATES: Mapping[SurveyGate, Callable[[Question], Ruling]] = MappingProxyType(
    {
        SurveyGate.MATCH: match,
        SurveyGate.CONSENT: consent,
        SurveyGate.STATE: state,
        SurveyGate.ONCE: once,
        SurveyGate.RECONTACT: recontact,
        SurveyGate.QUARANTINE: quarantine,
        SurveyGate.CAPS: caps,
        SurveyGate.CHANNEL: channel,
        SurveyGate.SAMPLING: sampling,
        SurveyGate.QUOTA: quota,
    }
)
"""All but the last, which is about several surveys."""
