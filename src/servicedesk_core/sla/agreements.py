"""Ordered agreements: which one applies, and what is wrong with them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import attrs

from servicedesk_core.argument import to_mapping, to_several
from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import (
    InvalidArgumentError,
    WrongTypeError,
    close_matches,
    member,
)
from servicedesk_core.findings import Findings
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.sla.agreement import Agreement, AgreementKind


def _read_agreements(agreements: Iterable[Agreement]) -> tuple[Agreement, ...]:
    wanted = "Agreements, in a list"
    found = to_several(agreements, Agreement, "agreements", wanted, each="Agreements")
    names = [each.name for each in found]
    if len(names) != len(set(names)):
        raise InvalidArgumentError("agreements", names, "of different names")
    return found


def _read_calendars(
    calendars: Mapping[str, ServiceCalendar],
) -> Mapping[str, ServiceCalendar]:
    to_mapping(calendars, "calendars", "calendars by name")
    for name, calendar in calendars.items():
        if not isinstance(name, str) or not isinstance(calendar, ServiceCalendar):
            raise WrongTypeError("calendars", {name: calendar}, "calendars by name")
    return FrozenMap(calendars)


@attrs.frozen
class Agreements:
    """Agreements in their order: for each kind, the first that applies is the one.

    Args:
        agreements: in order; one without a condition stands for all others of its
            kind, so it belongs last.
        calendars: those that targets name.

    Raises:
        InvalidArgumentError: for two of one name, or a calendar that nobody knows.
        WrongTypeError: for anything else.

    Example:
        >>> from datetime import UTC, timedelta
        >>> from servicedesk_core.sla import Condition, ServiceLevelTarget
        >>> def within(hours):
        ...     time = timedelta(hours=hours)
        ...     return [ServiceLevelTarget("resolution", time, "desk")]
        >>> ours = Agreements(
        ...     [
        ...         Agreement(
        ...             "gold", within(4), applies=Condition("customer", "==", "acme")
        ...         ),
        ...         Agreement("standard", within(24)),
        ...     ],
        ...     calendars={"desk": ServiceCalendar.always()},
        ... )
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> ours.select({"customer": "acme"}, at=monday).name
        'gold'
        >>> ours.select({"customer": "globex"}, at=monday).name
        'standard'
    """

    agreements: tuple[Agreement, ...] = attrs.field(converter=_read_agreements)
    calendars: Mapping[str, ServiceCalendar] = attrs.field(
        kw_only=True, factory=FrozenMap, converter=_read_calendars
    )
    _resolved: tuple[Agreement, ...] = attrs.field(init=False, eq=False, repr=False)

    @_resolved.default
    def _resolve(self) -> tuple[Agreement, ...]:
        for agreement in self.agreements:
            for target in agreement.targets:
                for name in target.calendars:
                    if isinstance(name, str) and name not in self.calendars:
                        self._refuse(agreement, name)
        return tuple(each.named(self.calendars) for each in self.agreements)

    def _refuse(self, agreement: Agreement, name: str) -> None:
        close = close_matches(name, self.calendars)
        hint = f", such as {close[0]!r}" if close else ""
        wanted = f"given for {name!r}, which agreement {agreement.name!r} names{hint}"
        raise InvalidArgumentError("calendars", list(self.calendars), wanted)

    def select(
        self,
        subject: object,
        *,
        at: datetime,
        kind: AgreementKind | str = AgreementKind.SLA,
    ) -> Agreement | None:
        """Return the first agreement of a kind that applies, or None.

        Args:
            subject: a ticket, or a mapping of its fields.
            at: when: the agreement must be valid then.
            kind: which.

        Raises:
            InvalidArgumentError: for an unknown kind.
            NaiveDatetimeError: if ``at`` has no zone.
        """
        found = member(AgreementKind, kind, "kind")
        for agreement in self._resolved:
            if (
                agreement.kind is found
                and agreement.is_valid(at)
                and agreement.covers(subject)
            ):
                return agreement
        return None

    def select_all(self, subject: object, *, at: datetime) -> tuple[Agreement, ...]:
        """Return the agreements that apply: an SLA, and all others that do.

        Of operational level agreements and underpinning contracts each group and
        supplier has its own, so the first of each ``while_group`` counts.

        Args:
            subject: a ticket, or a mapping of its fields.
            at: when.

        Raises:
            NaiveDatetimeError: if ``at`` has no zone.
        """
        found: dict[tuple[AgreementKind, str | None], Agreement] = {}
        for agreement in self._resolved:
            slot = agreement.kind, agreement.while_group
            if (
                slot not in found
                and agreement.is_valid(at)
                and agreement.covers(subject)
            ):
                found[slot] = agreement
        return tuple(found.values())

    def with_calendar(self, name: str, calendar: ServiceCalendar) -> "Agreements":
        """Return them with another calendar under a name, to see what would be.

        Raises:
            InvalidArgumentError: if no target names it.
        """
        known = {
            each
            for agreement in self.agreements
            for target in agreement.targets
            for each in target.calendars
            if isinstance(each, str)
        }
        if name not in known:
            close = ", ".join(close_matches(name, known)) or ", ".join(sorted(known))
            raise InvalidArgumentError("name", name, f"one that a target has: {close}")
        return attrs.evolve(self, calendars={**self.calendars, name: calendar})

    def check(self) -> Findings:
        """Return what is wrong or doubtful in them, target by target.

        Found are agreements that are never selected or that leave somebody without
        one, priorities without a target, times that contradict one another, an
        operational level longer than the service level it serves, calendars in which
        a target cannot be kept, and conditions that no data can stand for.
        """
        from servicedesk_core.sla.audit import audit  # noqa: PLC0415

        return audit(self._resolved)
