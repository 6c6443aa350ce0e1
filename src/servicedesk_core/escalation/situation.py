"""What an escalation path is asked about: a ticket, its clocks, or both."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import attrs

from servicedesk_core.argument import to_optional, to_several
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.escalation.trigger import ClockTrigger, EventTrigger
from servicedesk_core.lifecycles import OVER
from servicedesk_core.sla import SlaStatus
from servicedesk_core.tickets import Ticket, events
from servicedesk_core.timeline import (
    instant_key,
    optional_instant_key,
    to_microseconds,
)

_WANTED = "a Ticket, SlaStatus values of one subject, or a pair of both"


def _read_ticket(ticket: Ticket | None) -> Ticket | None:
    return to_optional(ticket, Ticket, "subject", _WANTED)


def _read_statuses(
    statuses: SlaStatus | Iterable[SlaStatus] | None,
) -> tuple[SlaStatus, ...] | None:
    if statuses is None:
        return None
    if isinstance(statuses, SlaStatus):
        return (statuses,)
    if isinstance(statuses, str):
        raise WrongTypeError("subject", statuses, _WANTED)
    found = to_several(statuses, SlaStatus, "subject", _WANTED)
    _check_clocks(found)
    return found


def _check_clocks(statuses: Sequence[SlaStatus]) -> None:
    keys = [status.key for status in statuses]
    if any(key != keys[0] for key in keys):
        raise InvalidArgumentError("subject", keys, "statuses of one subject")
    names = list(map(_name, statuses))
    if len(names) != len(set(names)):
        raise InvalidArgumentError("subject", names, "one status for each clock")


@attrs.frozen
class Situation:
    """A ticket, where its clocks stand, or both.

    Args:
        ticket: the ticket; None if there are only clocks.
        statuses: where its clocks stand; None if nobody measured them, which is
            something else than a ticket without targets.

    Raises:
        InvalidArgumentError: for the statuses of several subjects, or two of one
            clock.
        WrongTypeError: for anything else than a ticket and statuses.

    Example:
        >>> from datetime import UTC
        >>> from servicedesk_core.tickets import open_ticket
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> Situation.of(open_ticket("INC1", at=monday)).is_over
        False
    """

    ticket: Ticket | None = attrs.field(default=None, converter=_read_ticket)
    statuses: tuple[SlaStatus, ...] | None = attrs.field(
        default=None, converter=_read_statuses
    )

    @classmethod
    def of(cls, subject: "Subject") -> "Situation":
        """Return the situation that a path is asked about.

        Args:
            subject: a ticket, a status, several of them, or a pair of a ticket and
                its statuses.

        Raises:
            InvalidArgumentError: for the statuses of several subjects.
            WrongTypeError: for anything else.
        """
        match subject:
            case Situation():
                return subject
            case Ticket():
                return cls(subject)
            case (Ticket() as ticket, statuses):
                return cls(ticket, statuses)
            case _:
                return cls(None, subject)

    @property
    def started_at(self) -> datetime | None:
        """The opening of the ticket, or the start of the clock that started first."""
        if self.ticket is not None:
            return self.ticket.opened_at
        found = [status.started_at for status in self.statuses or ()]
        started = [at for at in found if at is not None]
        return min(started, key=instant_key, default=None)

    @property
    def is_over(self) -> bool:
        """Whether the ticket is over; without one, whether all its clocks are."""
        if self.ticket is not None:
            return self.ticket.category in OVER
        return all(map(_has_ended, self.statuses or ()))

    @property
    def is_called_off(self) -> bool:
        """Whether the ticket was cancelled or merged."""
        if self.ticket is None or not self.is_over:
            return False
        last, state = None, ""
        for event, stage in _stages(self.ticket):
            if stage.state != state:
                last, state = event, stage.state
        return isinstance(last, events.Cancelled | events.Merged)

    @property
    def facts(self) -> object:
        """What conditions are asked with: the ticket, or its first status."""
        if self.ticket is not None:
            return self.ticket
        return self.statuses[0] if self.statuses else None

    def seen_from(self, now: datetime) -> "Situation":
        """Return the situation without what happened to the ticket later.

        Raises:
            InvalidArgumentError: if the ticket was not open yet.
            NaiveDatetimeError: if ``now`` has no zone.
        """
        instant = to_microseconds(now, "now")
        if self.ticket is None or self.ticket.latest <= instant:
            return self
        if instant < instant_key(self.ticket.opened_at):
            opened = self.ticket.opened_at.isoformat()
            raise InvalidArgumentError("now", now, f"not before the opening, {opened}")
        return attrs.evolve(self, ticket=self.ticket.as_of(now))

    def clocks(self, trigger: ClockTrigger) -> dict[str, int | None]:
        """Return when a trigger comes by each clock that runs for it.

        A clock that has finished, was called off or has not started is none.

        Returns:
            The name of each clock and the instant, None as long as it is not known:
            while the clock is paused, for one.
        """
        found: dict[str, int | None] = {}
        for status in self.statuses or ():
            wanted = trigger.metric in (None, status.metric)
            if wanted and _runs(status):
                found[_name(status)] = optional_instant_key(_reached(status, trigger))
        return found

    def came(self, trigger: EventTrigger) -> int | None:
        """Return the instant at which the ticket first met a trigger, if it did."""
        if self.ticket is None:
            return None
        for event, stage in _stages(self.ticket):
            if trigger.is_met(event, stage):
                return stage.latest
        return None


Subject = (
    Ticket
    | SlaStatus
    | Iterable[SlaStatus]
    | tuple[Ticket, SlaStatus | Iterable[SlaStatus]]
    | Situation
)


def _reached(status: SlaStatus, trigger: ClockTrigger) -> datetime | None:
    """Return when a clock makes a trigger come, if that is known."""
    allowed = status.allowed
    # Of a target without service time there is no share, only its due time.
    return status.reaches_at(trigger.share(allowed)) if allowed else status.due_at


def _runs(status: SlaStatus) -> bool:
    return not _has_ended(status) and status.started_at is not None


def _has_ended(status: SlaStatus) -> bool:
    return status.is_finished or status.is_cancelled


def _name(status: SlaStatus) -> str:
    """Return a name that tells the clocks of one subject apart, and their cycles."""
    prefix = "" if status.agreement is None else f"{status.agreement}/"
    cycle = f"#{len(status.past) + 1}" if status.past else ""
    return f"{prefix}{status.metric}{cycle}"


def _stages(ticket: Ticket) -> Iterator[tuple[events.Event, Ticket]]:
    """Return each event of a ticket and the ticket just after it."""
    return zip(ticket.history, ticket.versions(), strict=True)
