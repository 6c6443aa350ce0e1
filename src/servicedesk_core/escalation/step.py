"""One thing that an escalation path wants done."""

from collections.abc import Iterable
from datetime import datetime

import attrs

from servicedesk_core.errors import WrongTypeError, member
from servicedesk_core.tickets import EscalationKind
from servicedesk_core.timeline import instant_key


def _read_kind(kind: EscalationKind | str) -> EscalationKind:
    return member(EscalationKind, kind, "kind")


def _read_targets(targets: Iterable[str]) -> tuple[str, ...]:
    if isinstance(targets, str) or not isinstance(targets, Iterable):
        raise WrongTypeError("targets", targets, "several names, in a tuple")
    return tuple(targets)


@attrs.frozen
class Step:
    """Somebody to tell.

    Attributes:
        level: the number of the level, from 1.
        kind: whether management is told or a more skilled group takes over.
        targets: who; nobody if the level has nobody on call, which the app should
            report.
        at: from when on it is due.
        key: an id that stays the same however often and late one asks, made of
            ``climb.turn.level.repetition`` and the clock, if it came by one.
        climb: which start of the path it belongs to, from 1: a maintenance, an
            acknowledgement that times out and somebody's hand start it anew.
        turn: which pass through the levels, from 1.
        repetition: which notification of the level, from 1.
        clock: the metric whose clock made it come, or the level before it, as in
            ``"gold/next_response#2"``: with its agreement if it has one, and from the
            second one on with the number of its cycle.
        is_forced: whether somebody asked for it out of turn.
        is_final: whether it is for the default targets, all passes being over.
        told_at: when it is told: at its instant, or later if it was overdue when
            somebody asked; it takes no part in comparisons.

    Example:
        >>> from datetime import UTC
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> Step(1, "functional", (), monday, "1.1.1.1").nobody_on_call
        True
    """

    level: int
    kind: EscalationKind = attrs.field(converter=_read_kind)
    targets: tuple[str, ...] = attrs.field(converter=_read_targets)
    at: datetime = attrs.field(eq=instant_key)
    key: str
    climb: int = attrs.field(kw_only=True, default=1)
    turn: int = attrs.field(kw_only=True, default=1)
    repetition: int = attrs.field(kw_only=True, default=1)
    clock: str | None = attrs.field(kw_only=True, default=None)
    is_forced: bool = attrs.field(kw_only=True, default=False)
    is_final: bool = attrs.field(kw_only=True, default=False)
    told_at: datetime = attrs.field(kw_only=True, eq=False)

    @told_at.default
    def _at(self) -> datetime:
        return self.at

    @property
    def nobody_on_call(self) -> bool:
        """Whether there is nobody to tell."""
        return not self.targets

    def __str__(self) -> str:
        who = ", ".join(self.targets) or "nobody on call"
        return f"{self.at.isoformat()} level {self.level} ({self.kind}): {who}"
