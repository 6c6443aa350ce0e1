"""What an app stores of an escalation between two calls."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

import attrs

from servicedesk_core.argument import to_several
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.escalation.step import Step
from servicedesk_core.timeline import instant_key, to_microseconds

if TYPE_CHECKING:
    from servicedesk_core.escalation.path import EscalationPath


def check_aware(_: object, field: "attrs.Attribute[datetime]", at: datetime) -> None:
    """Refuse what is no aware datetime."""
    to_microseconds(at, field.name)


def _check_name(_: object, field: "attrs.Attribute[str]", by: str) -> None:
    if not isinstance(by, str) or not by:
        raise WrongTypeError(field.name, by, "a name")


@attrs.frozen
class Acknowledgement:
    """Somebody's word that they take care.

    Attributes:
        by: who.
        at: when.

    Example:
        >>> from datetime import UTC
        >>> Acknowledgement("anna", datetime(2026, 1, 5, 9, tzinfo=UTC)).by
        'anna'
    """

    by: str = attrs.field(validator=_check_name)
    at: datetime = attrs.field(validator=check_aware, eq=instant_key)


def _read_fired(fired: Iterable[Step]) -> tuple[Step, ...]:
    return to_several(fired, Step, "fired", "steps, in a tuple")


def _read_acknowledged(
    acknowledged: Iterable[Acknowledgement] | None,
) -> tuple[Acknowledgement, ...] | None:
    if acknowledged is None:
        return None
    wanted = "acknowledgements, in a tuple"
    found = to_several(acknowledged, Acknowledgement, "acknowledged", wanted)
    return tuple(sorted(found, key=lambda each: instant_key(each.at))) or None


@attrs.frozen
class EscalationState:
    """What an app stores of an escalation between two calls.

    After a reopening, store a new one that starts then.

    Args:
        started_at: from when on the path counts, aware.
        fired: the steps that were done.
        acknowledged: who acknowledged when, in order; None as long as nobody did.
        path: the path in force at the start. Where a state has one, it rules, also
            if another path is asked; so later versions leave it alone.

    Raises:
        NaiveDatetimeError: if ``started_at`` has no zone.
        WrongTypeError: for what are no steps or acknowledgements.

    Example:
        >>> from datetime import UTC
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> state = EscalationState(monday).acknowledge("anna", at=monday)
        >>> [each.by for each in state.acknowledged]
        ['anna']
    """

    started_at: datetime = attrs.field(validator=check_aware, eq=instant_key)
    fired: tuple[Step, ...] = attrs.field(default=(), converter=_read_fired)
    acknowledged: tuple[Acknowledgement, ...] | None = attrs.field(
        default=None, converter=_read_acknowledged
    )
    path: "EscalationPath | None" = attrs.field(kw_only=True, default=None)

    def with_fired(self, steps: Iterable[Step]) -> "EscalationState":
        """Return the state after some steps were done.

        Steps that it has already are not added again.

        Args:
            steps: as :meth:`EscalationPath.due` gave them.

        Raises:
            WrongTypeError: for what are no steps.

        Example:
            >>> from datetime import UTC
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> step = Step(1, "functional", ("tier 2",), monday, "1.1.1.1")
            >>> state = EscalationState(monday).with_fired([step])
            >>> state == state.with_fired([step])
            True
        """
        found = {step.key: step for step in self.fired}
        for step in _read_fired(steps):
            found.setdefault(step.key, step)
        return attrs.evolve(self, fired=tuple(found.values()))

    def acknowledge(self, by: str, *, at: datetime) -> "EscalationState":
        """Return the state after somebody said that they take care.

        To say it twice at one instant changes nothing; to say it again later begins
        the time until it runs out anew.

        Args:
            by: who.
            at: when, aware, not before the start.

        Raises:
            InvalidArgumentError: if it is before the start.
            NaiveDatetimeError: if ``at`` has no zone.
            WrongTypeError: if ``by`` is no name.

        Example:
            >>> from datetime import UTC
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> state = EscalationState(monday).acknowledge("anna", at=monday)
            >>> state == state.acknowledge("anna", at=monday)
            True
        """
        new = Acknowledgement(by, at)
        if instant_key(at) < instant_key(self.started_at):
            wanted = f"not before the start, {self.started_at.isoformat()}"
            raise InvalidArgumentError("at", at, wanted)
        known = self.acknowledged or ()
        if new in known:
            return self
        return attrs.evolve(self, acknowledged=(*known, new))
