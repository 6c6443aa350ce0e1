"""Problems that are seen until a person closes them, small ones too."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import attrs

from servicedesk_core.argument import to_many
from servicedesk_core.complaints._facts import check_instant, check_text
from servicedesk_core.complaints._people import to_person
from servicedesk_core.complaints.measure import MeasureState
from servicedesk_core.complaints.stake import Stake
from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.number import to_whole
from servicedesk_core.tickets import Actor
from servicedesk_core.timeline import (
    instant_key,
    optional_instant_key,
    to_microseconds,
    to_timedelta,
)


def _state(state: MeasureState | str) -> MeasureState:
    return member(MeasureState, state, "state")


def _contacts(contacts: int) -> int:
    return to_whole(contacts, "contacts", low=1)


def _stake(stake: Stake | str | None) -> Stake | None:
    return None if stake is None else member(Stake, stake, "stake")


@attrs.frozen
class BacklogItem:
    """A problem that somebody told of, large or small.

    Nothing closes it by itself: it stays in sight, with its age, until a person does.

    Args:
        id: its name.
        topic: what it is about.
        raised_at: since when it is known, aware.
        contacts: how many contacts told of it, 1 or more.
        stake: what is at stake for a client, if life, health or a livelihood is.
        state: where it stands.
        closed_at: when it was closed; a done item has it, and no other.
        closed_by: the person who closed it; likewise.

    Raises:
        InvalidArgumentError: for a value out of range, a done item without a person
            or an instant, one that is not done with them, or a closing before it was
            raised.
        NaiveDatetimeError: if an instant has no zone.
        WrongTypeError: for a value of another type.

    Example:
        >>> from datetime import UTC
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> typo = BacklogItem("PRB1", "typo on the bill", raised_at=monday)
        >>> typo.age(now=monday.replace(year=2027)).days
        365
    """

    id: str = attrs.field(validator=check_text)
    topic: str = attrs.field(validator=check_text)
    raised_at: datetime = attrs.field(
        kw_only=True, validator=check_instant, eq=instant_key
    )
    contacts: int = attrs.field(kw_only=True, default=1, converter=_contacts)
    stake: Stake | None = attrs.field(kw_only=True, default=None, converter=_stake)
    state: MeasureState = attrs.field(
        kw_only=True, default=MeasureState.NEW, converter=_state
    )
    closed_at: datetime | None = attrs.field(
        kw_only=True, default=None, eq=optional_instant_key
    )
    closed_by: Actor | None = attrs.field(kw_only=True, default=None)

    def __attrs_post_init__(self) -> None:
        for name in ("closed_at", "closed_by"):
            is_given = getattr(self, name) is not None
            if is_given is not self.is_done:
                wanted = "given where the item is done, and there alone"
                raise InvalidArgumentError(name, getattr(self, name), wanted)
        if self.closed_at is not None:
            to_person(self.closed_by, "closed_by")
            closed = to_microseconds(self.closed_at, "closed_at")
            if closed < instant_key(self.raised_at):
                wanted = "not before raised_at"
                raise InvalidArgumentError("closed_at", self.closed_at, wanted)

    @property
    def is_done(self) -> bool:
        """Whether it is out of sight."""
        return self.state is MeasureState.DONE

    def close(self, *, at: datetime, by: Actor) -> "BacklogItem":
        """Return the item closed by a person.

        Args:
            at: when, aware.
            by: who; a program may not.

        Raises:
            InvalidArgumentError: if ``by`` is the system, or ``at`` before it was
                raised.
            NaiveDatetimeError: if ``at`` has no zone.
            WrongTypeError: if ``by`` is no Actor.
        """
        to_person(by, "by")
        to_microseconds(at, "at")
        return attrs.evolve(self, state=MeasureState.DONE, closed_at=at, closed_by=by)

    def age(self, *, now: datetime) -> timedelta:
        """Return for how long it has been in sight, in wall time.

        Args:
            now: the viewpoint, aware; a done item is as old as it was when closed.

        Raises:
            InvalidArgumentError: if ``now`` is before it was raised.
            NaiveDatetimeError: if ``now`` has no zone.
        """
        end, start = to_microseconds(now, "now"), instant_key(self.raised_at)
        if end < start:
            raise InvalidArgumentError("now", now, "not before raised_at")
        closed = optional_instant_key(self.closed_at)
        return to_timedelta((end if closed is None else min(end, closed)) - start)


def rank_backlog(items: Iterable[BacklogItem]) -> tuple[BacklogItem, ...]:
    """Return the problems that are not done, the most pressing first.

    Those with life, health or a livelihood at stake come before all others, however
    few tell of them; then those of the most contacts; then the oldest; then by id.

    Args:
        items: in any order.

    Raises:
        WrongTypeError: if one is no BacklogItem.

    Example:
        >>> from datetime import UTC
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> many = BacklogItem("PRB1", "date", raised_at=monday, contacts=500)
        >>> dire = BacklogItem("PRB2", "medicine", raised_at=monday, stake="life")
        >>> [item.id for item in rank_backlog([many, dire])]
        ['PRB2', 'PRB1']
    """
    read = to_many(items, BacklogItem, "items", "BacklogItem values")
    return tuple(sorted((item for item in read if not item.is_done), key=_pressing))


def _pressing(item: BacklogItem) -> tuple[bool, int, int, str]:
    return item.stake is None, -item.contacts, instant_key(item.raised_at), item.id
