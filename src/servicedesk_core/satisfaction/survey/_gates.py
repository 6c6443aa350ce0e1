"""The gates in their order, and those that are about one case."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from servicedesk_core.satisfaction.survey._age import period_text
from servicedesk_core.satisfaction.survey._limits import (
    caps,
    quarantine,
    quota,
    recontact,
)
from servicedesk_core.satisfaction.survey._question import Question, Verdict
from servicedesk_core.satisfaction.survey._repeats import once
from servicedesk_core.satisfaction.survey.decision import SurveyGate, SurveyReason
from servicedesk_core.satisfaction.survey.kind import SurveyPurpose
from servicedesk_core.satisfaction.survey.sampling import sample_point
from servicedesk_core.timeline import instant_key, optional_instant_key, to_duration


def match(question: Question) -> Verdict:
    """Ask whether the survey is active and about this event."""
    policy, trigger = question.policy, question.trigger
    if not policy.is_active:
        return Verdict("the survey is not active", SurveyReason.INACTIVE)
    for name, value, wanted in (
        ("event", trigger.event, policy.events),
        ("channel", trigger.channel, policy.channels),
    ):
        if wanted and value not in wanted:
            text = f"{name} {value} is not among {_names(wanted)}"
            return Verdict(text, SurveyReason.NO_MATCH)
    required = policy.required_tags
    if required and not required & trigger.tags:
        text = f"none of the tags {_names(required)}"
        return Verdict(text, SurveyReason.NO_MATCH)
    if policy.condition is not None and not policy.condition(trigger):
        return Verdict("the condition does not hold", SurveyReason.NO_MATCH)
    return Verdict(f"event {trigger.event}")


def consent(question: Question) -> Verdict:
    """Ask whether this person may be asked at all."""
    policy, contact = question.policy, question.contact
    if contact.consent is False:
        return Verdict("consent was refused", SurveyReason.NO_CONSENT)
    if policy.needs_consent and contact.consent is None:
        return Verdict("consent was never given", SurveyReason.NO_CONSENT)
    for name in (contact.key, contact.address):
        if name is not None and name.casefold() in policy.suppressed:
            text = f"{name} is on the suppression list"
            return Verdict(text, SurveyReason.SUPPRESSED)
    host = (contact.address or "").casefold().partition("@")[2]
    for domain in sorted(policy.internal_domains):
        if host == domain or host.endswith(f".{domain}"):
            return Verdict(f"{domain} is an internal domain", SurveyReason.INTERNAL)
    excluded = policy.excluded_tags & (question.trigger.tags | contact.tags)
    if excluded:
        return Verdict(f"excluded by tag {_names(excluded)}", SurveyReason.EXCLUDED_TAG)
    return Verdict("may be asked")


def state(question: Question) -> Verdict:
    """Ask whether the wait is over and what happened still stands."""
    policy, trigger = question.policy, question.trigger
    start = instant_key(trigger.at)
    reopened = optional_instant_key(trigger.reopened_at)
    if reopened is not None and reopened >= start:
        closed = optional_instant_key(trigger.closed_at)
        if closed is None or closed <= reopened:
            text = f"reopened at {question.text(reopened)} and not closed since"
            return Verdict(text, SurveyReason.REOPENED)
        start = closed
    since = f"since {question.text(start)}"
    if trigger.purpose is SurveyPurpose.REMINDER:
        return Verdict(since)
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
        return Verdict(text, SurveyReason.STALE)
    return Verdict(since)


def channel(question: Question) -> Verdict:
    """Ask whether the channel is open, and whether it is an hour to write."""
    trigger, instant = question.trigger, question.instant
    closed, closes = SurveyReason.CHANNEL_CLOSED, None
    window = question.policy.messaging_windows.get(trigger.channel or "")
    if window is not None:
        received = optional_instant_key(trigger.received_at)
        if received is None:
            text = f"nothing was received by {trigger.channel}"
            return Verdict(text, closed)
        closes = received + to_duration(window, "window")
        if instant >= closes:
            text = f"{trigger.channel} was open until {question.text(closes)}"
            return Verdict(text, closed)
    hours = question.contact.hours
    hours = question.policy.hours if hours is None else hours
    if hours is None:
        return Verdict("no quiet hours")
    opens = instant_key(hours.next_open(question.at))
    if opens <= instant:
        return Verdict(f"open by {hours}")
    if closes is not None and opens >= closes:
        text = f"{trigger.channel} closes before {hours} opens"
        return Verdict(text, closed)
    return question.defer(SurveyReason.QUIET_HOURS, opens, f"closed by {hours}")


def sampling(question: Question) -> Verdict:
    """Ask whether the case is in the sample."""
    trigger, contact, share = question.trigger, question.contact, question.share
    if trigger.purpose is not SurveyPurpose.SURVEY:
        return Verdict(f"a message of purpose {trigger.purpose} is exempt")
    if contact.key is None and not share:
        return Verdict("the contact is unknown", SurveyReason.ANONYMOUS)
    policy = question.policy
    point = sample_point(policy.survey, contact.key, trigger.ticket, seed=policy.seed)
    if point < share:
        return Verdict(f"{point:.6f} is below the share of {share:g}")
    text = f"{point:.6f} is not below the share of {share:g}"
    return Verdict(text, SurveyReason.NOT_SAMPLED)


def _names(names: frozenset[str]) -> str:
    return ", ".join(sorted(names))


GATES: Mapping[SurveyGate, Callable[[Question], Verdict]] = MappingProxyType(
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
