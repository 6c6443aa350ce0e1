"""The register of complaints: by client, to see who complains; by problem, what of."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

import attrs

from servicedesk_core.argument import to_key, to_many, to_one
from servicedesk_core.complaints._facts import (
    check_flag,
    check_instant,
    check_text,
    to_text,
)
from servicedesk_core.complaints.stake import FixKind, Stake
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError, member
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.timeline import (
    instant_key,
    to_duration,
    to_length,
    to_microseconds,
    to_timedelta,
)

Household = Callable[[str], Hashable]
"""Who counts as one client: the key of a household or a firm by the client."""


class ClaimOutcome(StrEnum):
    """What was found of what a client claims."""

    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"
    PARTIAL = "partial"


def _outcome(outcome: ClaimOutcome | str | None) -> ClaimOutcome | None:
    return None if outcome is None else member(ClaimOutcome, outcome, "outcome")


def _stake(stake: Stake | str | None) -> Stake | None:
    return None if stake is None else member(Stake, stake, "stake")


def _fix(fix: FixKind | str | None) -> FixKind | None:
    return None if fix is None else member(FixKind, fix, "fix")


@attrs.frozen
class ComplaintEntry:
    """A complaint in the register.

    Args:
        id: its name.
        client: who complains.
        problem: about what.
        at: when it was received, aware.
        cause: the code of its cause, once it is known.
        decision: what was decided, once it is.
        outcome: what was found of the claim, once it is.
        appeal_of: the id of the entry whose outcome it disputes, if any.
        only_at: the one place where it can be lodged, if it is restricted to one.
        is_justified_repeat: whether the client rightly came back, for the desk had
            left the matter open.
        stake: what is at stake, if life, health or a livelihood is.
        fix: how the case was put right, if it was.

    Raises:
        InvalidArgumentError: for a blank text, or an unknown word.
        NaiveDatetimeError: if ``at`` has no zone.
        WrongTypeError: for a value of another type.

    Example:
        >>> from datetime import UTC
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> ComplaintEntry("C1", "ivan", "card kept", at=monday).is_processed
        False
    """

    id: str = attrs.field(validator=check_text)
    client: str = attrs.field(validator=check_text)
    problem: str = attrs.field(validator=check_text)
    at: datetime = attrs.field(kw_only=True, validator=check_instant, eq=instant_key)
    cause: str | None = attrs.field(kw_only=True, default=None)
    decision: str | None = attrs.field(kw_only=True, default=None)
    outcome: ClaimOutcome | None = attrs.field(
        kw_only=True, default=None, converter=_outcome
    )
    appeal_of: str | None = attrs.field(kw_only=True, default=None)
    only_at: str | None = attrs.field(kw_only=True, default=None)
    is_justified_repeat: bool = attrs.field(
        kw_only=True, default=False, validator=check_flag
    )
    stake: Stake | None = attrs.field(kw_only=True, default=None, converter=_stake)
    fix: FixKind | None = attrs.field(kw_only=True, default=None, converter=_fix)

    def __attrs_post_init__(self) -> None:
        for name in ("cause", "decision", "appeal_of", "only_at"):
            if getattr(self, name) is not None:
                to_text(getattr(self, name), name)

    @property
    def is_processed(self) -> bool:
        """Whether it has a cause and a decision: a complaint is no collector's item."""
        return self.cause is not None and self.decision is not None


@attrs.frozen
class UnprocessedComplaint:
    """A complaint that lacks its cause or a decision.

    Attributes:
        entry: the complaint.
        age: since it was received, in wall time.
        is_alert: whether it has lacked them for too long.
    """

    entry: ComplaintEntry
    age: timedelta
    is_alert: bool


def _entries(entries: Iterable[ComplaintEntry]) -> tuple[ComplaintEntry, ...]:
    return to_many(entries, ComplaintEntry, "entries", "ComplaintEntry values")


@attrs.frozen
class ComplaintRegister:
    """Every complaint, by client and by problem.

    Args:
        entries: in the order in which they were entered; an appeal comes after what
            it disputes.

    Raises:
        InvalidArgumentError: for an id entered twice, or an appeal of nothing that was
            entered and received before it.
        WrongTypeError: if one is no ComplaintEntry.

    Example:
        >>> from datetime import UTC
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> register = ComplaintRegister(
        ...     [
        ...         ComplaintEntry("C1", "ivan", "cash", at=monday),
        ...         ComplaintEntry("C2", "ivan", "cash", at=monday, appeal_of="C1"),
        ...     ]
        ... )
        >>> len(register.by_client()["ivan"]), register.level("C2")
        (2, 2)
    """

    entries: tuple[ComplaintEntry, ...] = attrs.field(default=(), converter=_entries)

    def __attrs_post_init__(self) -> None:
        known: dict[str, int] = {}
        for entry in self.entries:
            received, disputed = instant_key(entry.at), entry.appeal_of
            if entry.id in known:
                raise InvalidArgumentError("entries", entry.id, "of different ids")
            if disputed is not None and known.get(disputed, received + 1) > received:
                wanted = "the id of an entry before it"
                raise InvalidArgumentError("appeal_of", disputed, wanted)
            known[entry.id] = received

    def add(self, entry: ComplaintEntry) -> "ComplaintRegister":
        """Return the register with one more complaint.

        Raises:
            InvalidArgumentError: if it does not fit, as for the register itself.
            WrongTypeError: if it is no ComplaintEntry.
        """
        return ComplaintRegister((*self.entries, entry))

    def by_client(
        self, *, household: Household | None = None
    ) -> Mapping[Hashable, tuple[ComplaintEntry, ...]]:
        """Return the complaints of each client.

        Args:
            household: the key of those who count as one client; None is each for
                themselves.

        Raises:
            WrongTypeError: if it is no function, or a key not hashable.
        """
        if household is not None and not callable(household):
            raise WrongTypeError("household", household, "a function of a client")
        return _group(
            (_household(household, each.client), each) for each in self.entries
        )

    @property
    def by_problem(self) -> Mapping[Hashable, tuple[ComplaintEntry, ...]]:
        """The complaints about each problem."""
        return _group((each.problem, each) for each in self.entries)

    @property
    def fixed_by_hand(self) -> Mapping[Hashable, tuple[ComplaintEntry, ...]]:
        """The cases put right by hand, by problem, where there are several."""
        by_hand = _group(
            (each.problem, each)
            for each in self.entries
            if each.fix is FixKind.MANUAL_FIX
        )
        return FrozenMap(
            {problem: cases for problem, cases in by_hand.items() if len(cases) > 1}
        )

    @property
    def outcomes(self) -> Mapping[str, ClaimOutcome | None]:
        """What was found at last of each complaint that is no appeal, by its id."""
        found: dict[str, ClaimOutcome | None] = {}
        first: dict[str, str] = {}
        for entry in self.entries:
            disputed = entry.appeal_of
            head = first[entry.id] = entry.id if disputed is None else first[disputed]
            found[head] = entry.outcome or found.get(head)
        return FrozenMap(found)

    def level(self, id: str) -> int:  # noqa: A002 - the field's own word
        """Return the level of a complaint: 1, and one more for each appeal.

        Raises:
            InvalidArgumentError: if there is no such entry.
            WrongTypeError: if the id is no text.
        """
        disputed = {each.id: each.appeal_of for each in self.entries}
        if to_one(id, str, "id", "a text") not in disputed:
            raise InvalidArgumentError("id", id, "the id of an entry")
        level, earlier = 1, disputed[id]
        while earlier is not None:
            level, earlier = level + 1, disputed[earlier]
        return level

    def unprocessed(
        self, *, now: datetime, within: timedelta
    ) -> tuple[UnprocessedComplaint, ...]:
        """Return the complaints without a cause or a decision, the oldest first.

        Args:
            now: the viewpoint, aware; what came later is not known.
            within: by what age there should be both; an older one is an alert.

        Raises:
            InvalidArgumentError: if ``within`` is negative.
            NaiveDatetimeError: if ``now`` has no zone.
            WrongTypeError: for a value of another type.
        """
        viewpoint = to_microseconds(now, "now")
        limit = to_duration(to_length(within, "within"), "within")
        ages = [
            (viewpoint - instant_key(each.at), each)
            for each in self.entries
            if not each.is_processed and instant_key(each.at) <= viewpoint
        ]
        return tuple(
            UnprocessedComplaint(each, to_timedelta(age), age > limit)
            for age, each in sorted(ages, key=lambda item: -item[0])
        )


def _household(household: Household | None, client: str) -> Hashable:
    return client if household is None else to_key(household(client), "household")


def _group(
    pairs: Iterable[tuple[Hashable, ComplaintEntry]],
) -> FrozenMap[Hashable, tuple[ComplaintEntry, ...]]:
    found: dict[Hashable, list[ComplaintEntry]] = {}
    for key, entry in pairs:
        found.setdefault(key, []).append(entry)
    return FrozenMap({key: tuple(entries) for key, entries in found.items()})
