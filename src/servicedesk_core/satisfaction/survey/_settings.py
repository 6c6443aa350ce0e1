"""How the settings of a survey policy are read."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import TypeVar

from servicedesk_core.argument import to_mapping, to_several
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError, member
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.number import to_share
from servicedesk_core.satisfaction._fields import (
    text_of,
)
from servicedesk_core.satisfaction.survey._fields import (
    to_texts,
)
from servicedesk_core.satisfaction.survey.option import Once, OverLimit, Precedence
from servicedesk_core.satisfaction.survey.rule import Cap, ContactRule, Quarantine
from servicedesk_core.satisfaction.survey.trigger import SurveyTrigger
from servicedesk_core.timeline import to_duration

Rule = TypeVar("Rule", bound=ContactRule)


def read_events(events: str | Iterable[str]) -> frozenset[str]:
    """Return the events, as a set."""
    return to_texts(events, "events")


def read_channels(channels: str | Iterable[str]) -> frozenset[str]:
    """Return the channels, as a set."""
    return to_texts(channels, "channels")


def read_required_tags(tags: str | Iterable[str]) -> frozenset[str]:
    """Return the tags, as a set."""
    return to_texts(tags, "required_tags")


def read_excluded_tags(tags: str | Iterable[str]) -> frozenset[str]:
    """Return the tags, as a set."""
    return to_texts(tags, "excluded_tags")


def read_suppressed(names: str | Iterable[str]) -> frozenset[str]:
    """Return keys and addresses without regard to case."""
    return frozenset(each.casefold() for each in to_texts(names, "suppressed"))


def read_domains(domains: str | Iterable[str]) -> frozenset[str]:
    """Return domains without regard to case."""
    found = to_texts(domains, "internal_domains")
    for domain in found:
        if "@" in domain:
            wanted = "domains without an @, such as example.org"
            raise InvalidArgumentError("internal_domains", domain, wanted)
    return frozenset(domain.casefold() for domain in found)


def check_condition(
    _: object, __: object, condition: Callable[[SurveyTrigger], bool] | None
) -> None:
    """Refuse what is neither None nor callable."""
    if condition is not None and not callable(condition):
        wanted = "a function of a SurveyTrigger, or None"
        raise WrongTypeError("condition", condition, wanted)


def read_once(once: Once | str) -> Once:
    """Return the member that a value names."""
    return member(Once, once, "once")


def read_over_limit(over_limit: OverLimit | str) -> OverLimit:
    """Return the member that a value names."""
    return member(OverLimit, over_limit, "over_limit")


def read_precedence(precedence: Precedence | str) -> Precedence:
    """Return the member that a value names."""
    return member(Precedence, precedence, "precedence")


def read_reminders(reminders: timedelta | Iterable[timedelta]) -> tuple[timedelta, ...]:
    """Return waits that grow."""
    if isinstance(reminders, timedelta):
        reminders = (reminders,)
    if not isinstance(reminders, Iterable):
        raise WrongTypeError("reminders", reminders, "timedeltas, in a tuple")
    found, last = tuple(reminders), 0
    for each in found:
        if to_duration(each, "reminders") <= last:
            wanted = "longer than zero, each longer than the one before"
            raise InvalidArgumentError("reminders", each, wanted)
        last = to_duration(each, "reminders")
    return found


def read_recontact(
    rules: ContactRule | Iterable[ContactRule],
) -> tuple[ContactRule, ...]:
    """Return rules of either kind, in a tuple."""
    return _rules(rules, "recontact", (Quarantine, Cap), "a Quarantine or a Cap")


def read_quarantines(
    rules: Quarantine | Iterable[Quarantine],
) -> tuple[Quarantine, ...]:
    """Return quarantines, in a tuple."""
    return _rules(rules, "quarantines", (Quarantine,), "a Quarantine")


def read_caps(rules: Cap | Iterable[Cap]) -> tuple[Cap, ...]:
    """Return caps, in a tuple."""
    return _rules(rules, "caps", (Cap,), "a Cap")


def read_quotas(rules: Cap | Iterable[Cap]) -> tuple[Cap, ...]:
    """Return caps, in a tuple."""
    return _rules(rules, "quotas", (Cap,), "a Cap")


def read_windows(windows: Mapping[str, timedelta]) -> FrozenMap[str, timedelta]:
    """Return windows by channel."""
    to_mapping(windows, "messaging_windows", "a mapping of channels to timedeltas")
    for channel, window in windows.items():
        text_of(channel, "messaging_windows")
        argument = f"messaging_windows[{channel!r}]"
        if to_duration(window, argument) <= 0:
            raise InvalidArgumentError(argument, window, "longer than zero")
    return FrozenMap(windows)


def read_share(share: float) -> float:
    """Return a share."""
    return to_share(share, "share")


def read_anonymous_share(share: float) -> float:
    """Return a share."""
    return to_share(share, "anonymous_share")


def check_seed(_: object, __: object, seed: str) -> None:
    """Refuse what is no text."""
    text_of(seed, "seed", empty=True)


def _rules(
    rules: Rule | Iterable[Rule],
    argument: str,
    kinds: tuple[type[Rule], ...],
    each: str,
) -> tuple[Rule, ...]:
    wanted = f"{each}, or several"
    listed = (rules,) if isinstance(rules, kinds) else rules
    return to_several(listed, kinds, argument, wanted)
