"""A complaint as its deadline sees it."""

from collections.abc import Iterator
from datetime import datetime

import attrs

from servicedesk_core.argument import to_optional
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.number import to_whole
from servicedesk_core.timeline import (
    instant_key,
    optional_instant_key,
    to_microseconds,
)


def _units(n: int | None) -> int | None:
    return None if n is None else to_whole(n, "n", low=1)


@attrs.frozen
class Extension:
    """A notice to the client that the answer takes longer.

    Args:
        notified_at: when the client was told, aware.
        n: by how many units of the rule; None is by all that it allows.

    Raises:
        InvalidArgumentError: for less than 1 unit.
        NaiveDatetimeError: if the instant has no zone.

    Example:
        >>> from datetime import UTC
        >>> Extension(datetime(2026, 1, 5, tzinfo=UTC), 5).n
        5
    """

    notified_at: datetime = attrs.field(eq=instant_key)
    n: int | None = attrs.field(default=None, converter=_units)

    def __attrs_post_init__(self) -> None:
        to_microseconds(self.notified_at, "notified_at")


@attrs.frozen
class Receipt:
    """A complaint as its deadline sees it.

    Args:
        received_at: when it was received or registered, aware.
        answered_at: when it was answered in full; a partial answer is none.
        resolved_at: when what it was about was put right; an answer may leave that
            open.
        extension: the notice that extended it, if any.
        parent: the complaint that it repeats, if any; the deadline of the first one
            holds for all of them until there is an answer.

    Raises:
        InvalidArgumentError: for an answer, a solution or a notice before the
            receipt, or a repeat before what it repeats.
        NaiveDatetimeError: if an instant has no zone.
        WrongTypeError: if ``extension`` or ``parent`` is of another type.

    Example:
        >>> from datetime import UTC
        >>> first = Receipt(datetime(2026, 1, 5, 9, tzinfo=UTC))
        >>> again = Receipt(datetime(2026, 1, 20, 9, tzinfo=UTC), parent=first)
        >>> again.first == first, again.repeats
        (True, 1)
    """

    received_at: datetime = attrs.field(eq=instant_key)
    answered_at: datetime | None = attrs.field(
        kw_only=True, default=None, eq=optional_instant_key
    )
    resolved_at: datetime | None = attrs.field(
        kw_only=True, default=None, eq=optional_instant_key
    )
    extension: Extension | None = attrs.field(kw_only=True, default=None)
    parent: "Receipt | None" = attrs.field(kw_only=True, default=None)

    def __attrs_post_init__(self) -> None:
        received = to_microseconds(self.received_at, "received_at")
        to_optional(self.extension, Extension, "extension", "an Extension or None")
        to_optional(self.parent, Receipt, "parent", "a Receipt or None")
        notice = self.extension.notified_at if self.extension else None
        later = (
            ("answered_at", self.answered_at),
            ("resolved_at", self.resolved_at),
            ("extension", notice),
        )
        for name, at in later:
            if at is not None and to_microseconds(at, name) < received:
                wanted = f"not before received_at, {self.received_at.isoformat()}"
                raise InvalidArgumentError(name, at.isoformat(), wanted)
        if self.parent and instant_key(self.parent.received_at) > received:
            at = self.parent.received_at
            wanted = f"received by {self.received_at.isoformat()}"
            raise InvalidArgumentError("parent", at.isoformat(), wanted)

    @property
    def chain(self) -> tuple["Receipt", ...]:
        """The complaints that it repeats and itself, the first one first."""
        return tuple(self._upwards())[::-1]

    @property
    def first(self) -> "Receipt":
        """The complaint that the others repeat; itself if it repeats none."""
        return self.chain[0]

    @property
    def round(self) -> tuple["Receipt", ...]:
        """Those of the chain that wait for one answer, with this one the last.

        A repeat of a complaint that has its answer says that the answer solved
        nothing: it begins a round, and a deadline, of its own.
        """
        chain, start = self.chain, 0
        for position, each in enumerate(chain[1:], start=1):
            received = instant_key(each.received_at)
            if any(
                earlier.answered_at and instant_key(earlier.answered_at) <= received
                for earlier in chain[start:position]
            ):
                start = position
        return chain[start:]

    @property
    def repeats(self) -> int:
        """How many repeats there have been, 0 or more."""
        return len(self.chain) - 1

    def _upwards(self) -> Iterator["Receipt"]:
        found: Receipt | None = self
        while found is not None:
            yield found
            found = found.parent
