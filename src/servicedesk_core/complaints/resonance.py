"""Complaints that the public or the authorities hear of, and what announces them."""

from collections.abc import Iterable
from enum import StrEnum

import attrs

from servicedesk_core.argument import to_many, to_one
from servicedesk_core.complaints._facts import to_text
from servicedesk_core.complaints.repetition import RepeatChain
from servicedesk_core.number import to_whole


class ResonanceChannel(StrEnum):
    """To whom a client turns whom the lines did not help."""

    EXECUTIVE = "executive"
    """The head of the company."""
    MEDIA = "media"
    """The press, or a public post."""
    REGULATOR = "regulator"
    """A supervisory body."""


class ComplaintClass(StrEnum):
    """How far a complaint is heard."""

    ORDINARY = "ordinary"
    RESONANCE = "resonance"


def _jumps_to(level: int) -> int:
    return to_whole(level, "jumps_to", low=1)


def _repeats(repeats: int) -> int:
    return to_whole(repeats, "repeats", low=1)


def _channels(channels: Iterable[str]) -> frozenset[str]:
    read = to_many(channels, str, "channels", "names of channels", unordered=True)
    return frozenset(to_text(channel, "channels") for channel in read)


@attrs.frozen
class Precursor:
    """How near a chain of complaints is to resonance.

    Attributes:
        repeats: how often the client came back.
        is_unresolved: whether one of the complaints is still open.
        score: repeats by those that the rule allows; 0 if all is resolved.
    """

    repeats: int
    is_unresolved: bool
    score: float

    @property
    def is_warning(self) -> bool:
        """Whether there are enough repeats, and no solution."""
        return self.score >= 1


@attrs.frozen
class ResonanceRule:
    """What makes a complaint resonant, and what it leads to.

    Args:
        jumps_to: the level that a resonant complaint is handled at from the start, 1
            or more.
        repeats: at how many repeats of an unresolved complaint resonance is near, 1
            or more.
        channels: those that make a complaint resonant.

    Raises:
        InvalidArgumentError: for a number out of range, or a blank channel.
        WrongTypeError: for a value of another type.

    Source:
        Resonance is a complaint to the first person, the media or a supervisory body;
        it comes after repeated attempts by the ordinary lines.

    Example:
        >>> rule = ResonanceRule(jumps_to=3, repeats=2)
        >>> rule.classify("regulator").value, rule.classify("phone").value
        ('resonance', 'ordinary')
    """

    jumps_to: int = attrs.field(kw_only=True, converter=_jumps_to)
    repeats: int = attrs.field(kw_only=True, converter=_repeats)
    channels: frozenset[str] = attrs.field(
        kw_only=True, default=frozenset(ResonanceChannel), converter=_channels
    )

    def classify(self, channel: str) -> ComplaintClass:
        """Return the class of a complaint by the channel that it came by.

        Raises:
            InvalidArgumentError: if the channel is blank.
            WrongTypeError: if it is no text.
        """
        is_resonant = to_text(channel, "channel") in self.channels
        return ComplaintClass.RESONANCE if is_resonant else ComplaintClass.ORDINARY

    def level(self, chain: RepeatChain, *, channel: str) -> int:
        """Return the level that a chain is handled at.

        Args:
            chain: with the latest complaint.
            channel: by which that one came.

        Returns:
            Its own level, or that of resonance if that is higher and the channel makes
            it resonant.

        Raises:
            InvalidArgumentError: if the channel is blank.
            WrongTypeError: if an argument is of another type.
        """
        own = to_one(chain, RepeatChain, "chain", "a RepeatChain").level
        if self.classify(channel) is ComplaintClass.ORDINARY:
            return own
        return max(own, self.jumps_to)

    def precursor(self, chain: RepeatChain) -> Precursor:
        """Return how near a chain is to resonance.

        Raises:
            WrongTypeError: if it is no RepeatChain.
        """
        repeats = len(to_one(chain, RepeatChain, "chain", "a RepeatChain").repeats)
        score = repeats / self.repeats if chain.is_open else 0.0
        return Precursor(repeats, chain.is_open, score)
