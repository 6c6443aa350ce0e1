"""Who was told what, and before they had to ask."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

import attrs

from servicedesk_core.complaints._facts import (
    NOTHING,
    by_requester,
    check_optional_words,
    tells,
    to_ticket,
    to_tickets,
)
from servicedesk_core.complaints.visibility import (
    PublicState,
    public_state,
)
from servicedesk_core.lifecycles import OVER
from servicedesk_core.stats import Proportion, proportion_interval
from servicedesk_core.tickets import Ticket, events
from servicedesk_core.tickets.effort import is_further_contact
from servicedesk_core.timeline import (
    instant_key,
    optional_instant_key,
    to_length,
    to_microseconds,
    to_timedelta,
)


@attrs.frozen
class StatusChange:
    """A change of what a client is shown, that somebody else made.

    Attributes:
        at: when it happened.
        state: what they are shown from then on.
        told_at: when the desk or its system first wrote to them after it, or at the
            same instant; None if it did not.
        asked_at: when they first turned to the desk after it; None if they did not.
        is_told_first: whether they were told, and before they asked.
    """

    at: datetime = attrs.field(eq=instant_key)
    state: PublicState
    told_at: datetime | None = attrs.field(eq=optional_instant_key)
    asked_at: datetime | None = attrs.field(eq=optional_instant_key)
    is_told_first: bool

    @property
    def delay(self) -> timedelta | None:
        """The real time until they were told; None if they were not."""
        if self.told_at is None:
            return None
        return to_timedelta(instant_key(self.told_at) - instant_key(self.at))


def status_changes(
    ticket: Ticket, *, states: Mapping[str, PublicState] = NOTHING
) -> tuple[StatusChange, ...]:
    """Return the changes of what a client is shown, oldest first.

    What the client changed is left out, for they know. A message to somebody else,
    a note and a call that nobody recorded tell the client nothing.

    Args:
        ticket: of any kind.
        states: as for :func:`public_state`.

    Raises:
        InvalidArgumentError: for a state that ``states`` lacks.
        WrongTypeError: if it is no ticket.

    Example:
        >>> from datetime import UTC
        >>> from servicedesk_core.tickets import open_ticket
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> ticket = open_ticket("INC1", at=monday, requester="boris")
        >>> ticket = ticket.start(at=monday, by=None).reply(
        ...     at=monday + timedelta(minutes=5), by=None, text="We are at it."
        ... )
        >>> [(each.state.value, each.delay.seconds) for each in status_changes(ticket)]
        [('in_work', 300)]
    """
    to_ticket(ticket)
    history = ticket.history
    shown = [public_state(each, states=states) for each in ticket.versions()]
    return tuple(
        _change(history, place, shown[place], ticket.requester)
        for place in range(1, len(history))
        if shown[place] is not shown[place - 1] and not by_requester(history[place])
    )


def told_share(
    tickets: Iterable[Ticket],
    *,
    states: Mapping[str, PublicState] = NOTHING,
    confidence: float = 0.95,
) -> Proportion | None:
    """Return the share of status changes that clients were told before they asked.

    Args:
        tickets: of any kind.
        states: as for :func:`public_state`.
        confidence: of the Wilson interval, above 0 and below 1.

    Returns:
        The share of all changes; None if nothing changed. A change that nobody told
        and nobody asked about counts as not told.

    Raises:
        InvalidArgumentError: for a state that ``states`` lacks, or a confidence out
            of range.
        WrongTypeError: if one is no ticket.

    Example:
        >>> told_share([]) is None
        True
    """
    changes = [
        change
        for ticket in to_tickets(tickets)
        for change in status_changes(ticket, states=states)
    ]
    told = sum(change.is_told_first for change in changes)
    return proportion_interval(told, len(changes), confidence=confidence)


def is_untold(
    ticket: Ticket,
    *,
    now: datetime,
    within: timedelta,
    states: Mapping[str, PublicState] = NOTHING,
) -> bool:
    """Tell whether a ticket is over and its client does not know.

    Args:
        ticket: of any kind.
        now: the viewpoint, aware; what happened later is not known.
        within: how long the desk has to tell, in real time, zero or longer; it is
            late once more than that has passed.
        states: as for :func:`public_state`.

    Raises:
        InvalidArgumentError: if ``now`` is before the opening, or ``within`` negative.
        NaiveDatetimeError: if ``now`` has no zone.
        WrongTypeError: if it is no ticket.

    Example:
        >>> from datetime import UTC
        >>> from servicedesk_core.tickets import open_ticket
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> ticket = open_ticket("INC1", at=monday).resolve(
        ...     at=monday, by=None, code="fixed", notes="restarted"
        ... )
        >>> later = monday + timedelta(hours=1)
        >>> is_untold(ticket, now=later, within=timedelta(minutes=30))
        True
    """
    viewpoint = to_microseconds(now, "now")
    to_length(within, "within")
    known = to_ticket(ticket).as_of(now)
    changes = status_changes(known, states=states)
    shown = public_state(known, states=states)
    if known.category not in OVER or not changes or changes[-1].state is not shown:
        return False
    waited = viewpoint - instant_key(changes[-1].at)
    return changes[-1].told_at is None and to_timedelta(waited) > within


class ClosurePart(StrEnum):
    """What a message that closes the loop has to say."""

    INDIVIDUAL = "individual"
    """What was done for this client."""
    SYSTEMIC = "systemic"
    """What was changed so that it does not happen again."""


@attrs.frozen
class ClosureMessage:
    """What a client is told at the end, in two parts.

    Args:
        individual: what was done for them; blank or None is nothing.
        systemic: what was changed for everybody; likewise.

    Raises:
        WrongTypeError: if a part is no text.

    Example:
        >>> message = ClosureMessage("The limit is back.", None)
        >>> message.missing
        (<ClosurePart.SYSTEMIC: 'systemic'>,)
    """

    individual: str | None = attrs.field(validator=check_optional_words)
    systemic: str | None = attrs.field(validator=check_optional_words)

    @property
    def missing(self) -> tuple[ClosurePart, ...]:
        """The parts that say nothing."""
        texts = ((part, getattr(self, part.value)) for part in ClosurePart)
        return tuple(part for part, text in texts if not (text and text.strip()))

    @property
    def is_complete(self) -> bool:
        """Whether both parts say something."""
        return not self.missing


def _change(
    history: Sequence[events.Event],
    place: int,
    state: PublicState,
    requester: str | None,
) -> StatusChange:
    times = [*(event.at for event in history), None]
    never = len(history)
    told = next(_writings(history, place, requester), never)
    later = enumerate(history[place + 1 :], place + 1)
    asks = (number for number, event in later if is_further_contact(event))
    asked = next(asks, never)
    return StatusChange(
        history[place].at, state, times[told], times[asked], told < asked
    )


def _writings(
    history: Sequence[events.Event], place: int, requester: str | None
) -> Iterator[int]:
    """Return the places of what told the client, from a change on."""
    instant = instant_key(history[place].at)
    return (
        number
        for number, event in enumerate(history)
        # One click may both write and resolve: the order is no matter then.
        if (number >= place or instant_key(event.at) == instant)
        and tells(event, requester)
    )
