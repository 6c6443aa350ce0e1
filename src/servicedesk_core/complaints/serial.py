"""Clients who complain often and without ground: a person looks at it."""

from collections.abc import Hashable
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

import attrs

from servicedesk_core.argument import to_one
from servicedesk_core.complaints._exact import product, to_decimal_share
from servicedesk_core.complaints._facts import check_length, to_text
from servicedesk_core.complaints.register import (
    ClaimOutcome,
    ComplaintEntry,
    ComplaintRegister,
    Household,
)
from servicedesk_core.number import to_whole
from servicedesk_core.stats import Proportion, proportion_interval
from servicedesk_core.timeline import instant_key, to_duration, to_microseconds


class Handling(StrEnum):
    """How the next complaint of a client is handled; it is never refused."""

    ORDINARY = "ordinary"
    MANUAL_REVIEW = "manual_review"
    """A person reads it before anything is decided."""


@attrs.frozen
class SerialComplainer:
    """A client who complains often, and mostly without ground.

    Attributes:
        client: the client, or the key of the household.
        entries: the complaints that count.
        unfounded: the share of those decided that were not confirmed.
    """

    client: Hashable
    entries: tuple[ComplaintEntry, ...]
    unfounded: Proportion


def _complaints(complaints: int) -> int:
    return to_whole(complaints, "complaints", low=1)


def _unfounded(share: Decimal | float | str) -> Decimal:
    return to_decimal_share(share, "unfounded")


@attrs.frozen(kw_only=True)
class SerialRule:
    """Whose complaints a person reads first.

    Justified repeats do not count, nor do appeals, but what an appeal found does.

    Args:
        complaints: from how many within the window on, 1 or more.
        window: the wall time back from the viewpoint, its start left out.
        unfounded: from what share of unconfirmed ones on, of those decided, 0 to 1.

    Raises:
        InvalidArgumentError: for a number out of range.
        WrongTypeError: for a value of another type.

    Source:
        A register of those who complain tells who does it for a living; the rule must
        refuse nobody.

    Example:
        >>> rule = SerialRule(
        ...     complaints=3, window=timedelta(days=90), unfounded="0.8"
        ... )
        >>> from datetime import UTC
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> rule.handling(ComplaintRegister(), "ivan", now=monday).value
        'ordinary'
    """

    complaints: int = attrs.field(converter=_complaints)
    window: timedelta = attrs.field(validator=check_length)
    unfounded: Decimal = attrs.field(converter=_unfounded)

    def review(
        self,
        register: ComplaintRegister,
        *,
        now: datetime,
        household: Household | None = None,
    ) -> tuple[SerialComplainer, ...]:
        """Return the clients whose complaints a person reads first.

        Args:
            register: of complaints.
            now: the viewpoint, aware.
            household: the key of those who count as one client.

        Returns:
            The one with the most complaints first; equal ones in the order of the
            register.

        Raises:
            NaiveDatetimeError: if ``now`` has no zone.
            WrongTypeError: for a value of another type.
        """
        to_one(register, ComplaintRegister, "register", "a ComplaintRegister")
        end = to_microseconds(now, "now")
        start = end - to_duration(self.window, "window")
        outcomes = register.outcomes
        found = []
        for client, entries in register.by_client(household=household).items():
            counted = tuple(
                each
                for each in entries
                if each.id in outcomes
                and not each.is_justified_repeat
                and start < instant_key(each.at) <= end
            )
            known = [outcomes[each.id] for each in counted]
            share = proportion_interval(
                known.count(ClaimOutcome.NOT_CONFIRMED), len(known) - known.count(None)
            )
            if share is not None and self._applies(len(counted), known):
                found.append(SerialComplainer(client, counted, share))
        return tuple(sorted(found, key=lambda each: -len(each.entries)))

    def handling(
        self,
        register: ComplaintRegister,
        client: str,
        *,
        now: datetime,
        household: Household | None = None,
    ) -> Handling:
        """Return how the next complaint of a client is handled.

        Args:
            register: of complaints.
            client: who complains.
            now: the viewpoint, aware.
            household: the key of those who count as one client.

        Raises:
            InvalidArgumentError: if the client is blank.
            NaiveDatetimeError: if ``now`` has no zone.
            WrongTypeError: for a value of another type.
        """
        name = to_text(client, "client")
        serial = self.review(register, now=now, household=household)
        key = household(name) if household else name
        is_serial = any(each.client == key for each in serial)
        return Handling.MANUAL_REVIEW if is_serial else Handling.ORDINARY

    def _applies(self, counted: int, known: list[ClaimOutcome | None]) -> bool:
        decided = len(known) - known.count(None)
        # Exactly: a share of floats may miss its limit by a rounding error.
        least = product(self.unfounded, Decimal(decided))
        unfounded = known.count(ClaimOutcome.NOT_CONFIRMED)
        return counted >= self.complaints and unfounded >= least
