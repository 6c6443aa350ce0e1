"""Agreements: named targets that belong together, for whom, and since when."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum

import attrs

from servicedesk_core.argument import to_one, to_optional, to_several
from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.sla.condition import AnyCondition, read_condition
from servicedesk_core.sla.excuse import Excuse, read_excuses
from servicedesk_core.sla.target import Calendars, ServiceLevelTarget
from servicedesk_core.timeline import optional_instant_key, to_microseconds


class AgreementKind(StrEnum):
    """Between whom (ITIL 4)."""

    SLA = "sla"
    """Service level agreement: provider and customer."""
    OLA = "ola"
    """Operational level agreement: groups of the provider."""
    UNDERPINNING = "underpinning"
    """Underpinning contract: provider and supplier."""


def _read_name(name: str) -> str:
    return to_one(name, str, "name", "text")


def _read_targets(
    targets: Iterable[ServiceLevelTarget],
) -> tuple[ServiceLevelTarget, ...]:
    each = "ServiceLevelTargets"
    found = to_several(
        targets, ServiceLevelTarget, "targets", f"{each}, in a list", each=each
    )
    metrics = [str(target.metric) for target in found]
    if not found or len(metrics) != len(set(metrics)):
        raise InvalidArgumentError("targets", metrics, "one target for each metric")
    return found


def _read_kind(kind: AgreementKind | str) -> AgreementKind:
    return member(AgreementKind, kind, "kind")


def _read_applies(applies: AnyCondition | None) -> AnyCondition | None:
    return None if applies is None else read_condition(applies, "applies")


def _read_group(group: str | None) -> str | None:
    return to_optional(group, str, "while_group", "the name of a group")


@attrs.frozen
class Agreement:
    """What a provider agreed on with a customer, a group or a supplier.

    Args:
        name: for reports.
        targets: one for each metric.
        kind: between whom.
        applies: for which subjects; None for all.
        while_group: the group whose time it is about: each of its turns is a cycle,
            from getting the ticket to passing it on or resolving it.
        excused: periods and waivers that excuse breaches.
        valid_from: from when on it may be selected, aware; None since ever.
        valid_to: until when; None for ever.

    Raises:
        InvalidArgumentError: without targets, with two for one metric, for an unknown
            kind, or if it ends before it begins.
        NaiveDatetimeError: if ``valid_from`` or ``valid_to`` has no zone.

    Example:
        >>> from datetime import timedelta
        >>> from servicedesk_core.calendars import ServiceCalendar
        >>> day = ServiceLevelTarget(
        ...     "resolution", timedelta(hours=24), ServiceCalendar.always()
        ... )
        >>> Agreement("standard", [day]).name
        'standard'
    """

    name: str = attrs.field(converter=_read_name)
    targets: tuple[ServiceLevelTarget, ...] = attrs.field(converter=_read_targets)
    kind: AgreementKind = attrs.field(
        kw_only=True, default=AgreementKind.SLA, converter=_read_kind
    )
    applies: AnyCondition | None = attrs.field(
        kw_only=True, default=None, converter=_read_applies
    )
    while_group: str | None = attrs.field(
        kw_only=True, default=None, converter=_read_group
    )
    excused: tuple[Excuse, ...] = attrs.field(
        kw_only=True, default=(), converter=read_excuses
    )
    valid_from: datetime | None = attrs.field(
        kw_only=True, default=None, eq=optional_instant_key
    )
    valid_to: datetime | None = attrs.field(
        kw_only=True, default=None, eq=optional_instant_key
    )

    def __attrs_post_init__(self) -> None:
        bounds = [
            to_microseconds(bound, name)
            for name, bound in (
                ("valid_from", self.valid_from),
                ("valid_to", self.valid_to),
            )
            if bound is not None
        ]
        if len(bounds) == 2 and bounds[1] <= bounds[0]:
            raise InvalidArgumentError("valid_to", self.valid_to, "after valid_from")

    def is_valid(self, at: datetime) -> bool:
        """Tell whether it is in force at an instant.

        Raises:
            NaiveDatetimeError: if ``at`` has no zone.
        """
        instant = to_microseconds(at, "at")
        low = optional_instant_key(self.valid_from)
        high = optional_instant_key(self.valid_to)
        return (low is None or low <= instant) and (high is None or instant < high)

    def covers(self, subject: object) -> bool:
        """Tell whether it is for a subject: a ticket, or a mapping of its fields."""
        return self.applies is None or bool(self.applies(subject))

    def named(self, calendars: Mapping[str, ServiceCalendar]) -> "Agreement":
        """Return it with its targets' names of calendars looked up; others stay."""
        targets = [target.named(calendars) for target in self.targets]
        return attrs.evolve(self, targets=targets)

    def with_calendar(self, calendar: Calendars) -> "Agreement":
        """Return the agreement with other hours for all targets."""
        targets = [target.with_calendar(calendar) for target in self.targets]
        return attrs.evolve(self, targets=targets)
