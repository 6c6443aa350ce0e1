"""Who had it last: steps that hand a thing on, and evidence that differs."""

from collections.abc import Hashable, Iterable
from datetime import datetime
from enum import StrEnum

import attrs

from servicedesk_core.argument import to_key, to_many
from servicedesk_core.complaints._facts import check_text
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.timeline import optional_instant_key, to_microseconds


def _check_confirmed(_: object, __: object, at: datetime | None) -> None:
    if at is not None:
        to_microseconds(at, "confirmed_at")


@attrs.frozen
class CustodyStep:
    """A step that a thing takes on its way, such as the collection of cash.

    Args:
        name: what is done.
        owner: who does it.
        confirmed_at: when they confirmed it, aware; None if they did not.

    Raises:
        InvalidArgumentError: for a blank text.
        NaiveDatetimeError: if the instant has no zone.
        WrongTypeError: for a value of another type.

    Example:
        >>> CustodyStep("cash collected", "collectors").is_confirmed
        False
    """

    name: str = attrs.field(validator=check_text)
    owner: str = attrs.field(validator=check_text)
    confirmed_at: datetime | None = attrs.field(
        kw_only=True,
        default=None,
        validator=_check_confirmed,
        eq=optional_instant_key,
    )

    @property
    def is_confirmed(self) -> bool:
        """Whether its owner confirmed it."""
        return self.confirmed_at is not None


def _steps(steps: Iterable[CustodyStep]) -> tuple[CustodyStep, ...]:
    read = to_many(steps, CustodyStep, "steps", "CustodyStep values")
    if not read:
        raise InvalidArgumentError("steps", read, "one at least")
    latest = None
    for step in read:
        confirmed = optional_instant_key(step.confirmed_at)
        if confirmed is None:
            continue
        if latest is not None and confirmed < latest:
            wanted = "not before the steps before it"
            raise InvalidArgumentError("confirmed_at", step.confirmed_at, wanted)
        latest = confirmed
    return read


@attrs.frozen
class CustodyChain:
    """The steps of a thing on its way, each with an owner.

    Args:
        steps: in the order in which they should be taken, one at least.

    Raises:
        InvalidArgumentError: for no steps, or one confirmed before an earlier one.
        WrongTypeError: if one is no CustodyStep.

    Source:
        A missing step is on the owner of the last confirmed one: whoever had it has to
        say where it is.

    Example:
        >>> from datetime import UTC
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> chain = CustodyChain(
        ...     [
        ...         CustodyStep("card kept", "machine 7", confirmed_at=monday),
        ...         CustodyStep("card collected", "collectors"),
        ...     ]
        ... )
        >>> chain.missing.name, chain.answerable
        ('card collected', 'machine 7')
    """

    steps: tuple[CustodyStep, ...] = attrs.field(converter=_steps)

    @property
    def missing(self) -> CustodyStep | None:
        """The first step that nobody confirmed; None if there is none."""
        return next((each for each in self.steps if not each.is_confirmed), None)

    @property
    def answerable(self) -> str | None:
        """The owner of the last confirmed step before the missing one.

        None if no step is missing, or none before it was confirmed.
        """
        missing = self.missing
        if missing is None:
            return None
        before = self.steps[: self.steps.index(missing)]
        return before[-1].owner if before else None


class EvidenceState(StrEnum):
    """Whether two accounts of one thing agree."""

    CLAIMED = "claimed"
    """The client says so; there is no log."""
    LOGGED = "logged"
    """The log says so; the client has said nothing."""
    AGREED = "agreed"
    """Both say the same."""
    DISPUTED = "disputed"
    """They contradict each other."""


@attrs.frozen(kw_only=True)
class Evidence:
    """What a client claims of a thing, and what the log has of it.

    Args:
        claimed: what the client says, such as an amount; None if nothing.
        logged: what the log says; likewise.

    Raises:
        InvalidArgumentError: if neither says anything.
        WrongTypeError: if one is not hashable.

    Example:
        >>> Evidence(claimed=5000, logged=0).state.value
        'disputed'
    """

    claimed: Hashable = None
    logged: Hashable = None

    def __attrs_post_init__(self) -> None:
        to_key(self.claimed, "claimed")
        to_key(self.logged, "logged")
        if self.claimed is None and self.logged is None:
            raise InvalidArgumentError("claimed", None, "given, or logged")

    @property
    def state(self) -> EvidenceState:
        """Whether both agree."""
        if self.logged is None:
            return EvidenceState.CLAIMED
        if self.claimed is None:
            return EvidenceState.LOGGED
        agree = self.claimed == self.logged
        return EvidenceState.AGREED if agree else EvidenceState.DISPUTED
