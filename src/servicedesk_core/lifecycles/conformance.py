"""How far a log is from the table."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TypeVar

import attrs

from servicedesk_core.argument import to_pair
from servicedesk_core.errors import (
    InvalidArgumentError,
    InvalidHistoryError,
    WrongTypeError,
)
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.timeline import to_microseconds, to_timedelta

Case = list[tuple[int, str]]
Pair = tuple[str, str]
Key = TypeVar("Key")


@attrs.frozen
class Rejection:
    """A transition of the log that the table lacks.

    Attributes:
        source: the state before.
        target: the state after.
        count: how often it happened.
        reason: why the table does not accept it.
    """

    source: str
    target: str
    count: int
    reason: str


@attrs.frozen
class Conformance:
    """A report on a log's transitions; two reports add up.

    Attributes:
        cases: how many cases were read.
        transitions: how often each change of state happened.
        allowed: the changes that the table has.
        known: the states that the table has.
        records: how many records told each state.
        variants: how often each sequence of states happened.
        time_in_state: the time from each record of a state to the next record.
        backdated: how many records were earlier than the one before them.

    Example:
        >>> from datetime import UTC
        >>> from servicedesk_core.lifecycles import INCIDENT
        >>> day = datetime(2026, 1, 5, tzinfo=UTC)
        >>> later = day + timedelta(hours=1)
        >>> one = INCIDENT.replay([(day, "new"), (later, "resolved")])
        >>> two = INCIDENT.replay([(day, "resolved"), (day, "new")])
        >>> (one + two).cases, (one + two).share, one.time_in_state["new"]
        (2, 0.5, datetime.timedelta(seconds=3600))
    """

    cases: int
    transitions: Mapping[Pair, int]
    allowed: frozenset[Pair]
    known: frozenset[str]
    records: Mapping[str, int]
    variants: Mapping[tuple[str, ...], int]
    time_in_state: Mapping[str, timedelta]
    backdated: int = 0

    @classmethod
    def of(
        cls, cases: Iterable[Case], known: frozenset[str], allowed: frozenset[Pair]
    ) -> "Conformance":
        """Count the cases of a log against the states and changes of a table.

        Args:
            cases: instants, in microseconds since 1970-01-01T00:00Z, and states.
            known: the states that the table has.
            allowed: the changes that the table has.
        """
        count = 0
        transitions: Counter[Pair] = Counter()
        records: Counter[str] = Counter()
        variants: Counter[tuple[str, ...]] = Counter()
        times: Counter[str] = Counter()
        backdated = 0
        for case in cases:
            count += 1
            path: list[str] = []
            last = 0
            for instant, state in case:
                records[state] += 1
                if path:
                    backdated += instant < last
                    times[path[-1]] += instant - last
                    if path[-1] != state:
                        transitions[path[-1], state] += 1
                if not path or path[-1] != state:
                    path.append(state)
                last = instant
            variants[tuple(path)] += 1
        spent = {state: to_timedelta(time) for state, time in times.items()}
        return cls(
            count,
            FrozenMap(transitions),
            allowed,
            known,
            FrozenMap(records),
            FrozenMap(variants),
            FrozenMap(spent),
            backdated,
        )

    @property
    def first_states(self) -> Mapping[str, int]:
        """How many cases began in each state."""
        return self._ends(0)

    @property
    def last_states(self) -> Mapping[str, int]:
        """How many cases ended in each state."""
        return self._ends(-1)

    def _ends(self, place: int) -> Mapping[str, int]:
        found: Counter[str] = Counter()
        for path, count in self.variants.items():
            if path:
                found[path[place]] += count
        return FrozenMap(found)

    @property
    def matrix(self) -> Mapping[Pair, int]:
        """How often each state followed each in consecutive records, itself too.

        Example:
            >>> from datetime import UTC
            >>> from servicedesk_core.lifecycles import INCIDENT
            >>> day = datetime(2026, 1, 5, tzinfo=UTC)
            >>> report = INCIDENT.replay([(day, "new"), (day, "new"), (day, "closed")])
            >>> dict(report.matrix)
            {('new', 'closed'): 1, ('new', 'new'): 1}
        """
        entered = Counter(self.first_states)
        for (_, target), count in self.transitions.items():
            entered[target] += count
        stayed = {
            (state, state): count - entered[state]
            for state, count in self.records.items()
            if count > entered[state]
        }
        return FrozenMap({**self.transitions, **stayed})

    @property
    def rejections(self) -> tuple[Rejection, ...]:
        """The changes that the table lacks, most frequent first."""
        found = [
            Rejection(source, target, count, self._reason(source, target))
            for (source, target), count in self.transitions.items()
            if (source, target) not in self.allowed
        ]
        return tuple(
            sorted(found, key=lambda r: (-r.count, str(r.source), str(r.target)))
        )

    def _reason(self, source: str, target: str) -> str:
        unknown = [state for state in (source, target) if state not in self.known]
        if unknown:
            return f"unknown state {unknown[0]}"
        return f"no action leads from {source} to {target}"

    @property
    def changes(self) -> int:
        """How many changes of state there were."""
        return sum(self.transitions.values())

    @property
    def rejected(self) -> int:
        """How many changes of state the table lacks."""
        return sum(rejection.count for rejection in self.rejections)

    @property
    def accepted(self) -> int:
        """How many changes of state the table has."""
        return self.changes - self.rejected

    @property
    def share(self) -> float | None:
        """Accepted by all changes, 0 to 1; None where nothing changed."""
        return self.accepted / self.changes if self.changes else None

    def __add__(self, other: "Conformance") -> "Conformance":
        if not isinstance(other, Conformance):
            return NotImplemented
        if (self.allowed, self.known) != (other.allowed, other.known):
            raise InvalidArgumentError("other", other, "a report on the same table")
        return Conformance(
            self.cases + other.cases,
            _sum(self.transitions, other.transitions),
            self.allowed,
            self.known,
            _sum(self.records, other.records),
            _sum(self.variants, other.variants),
            FrozenMap(
                {
                    state: self.time_in_state.get(state, timedelta())
                    + other.time_in_state.get(state, timedelta())
                    for state in {**self.time_in_state, **other.time_in_state}
                }
            ),
            self.backdated + other.backdated,
        )

    def __radd__(self, other: int) -> "Conformance":
        """Let ``sum(reports)`` start from its 0."""
        return self if other == 0 else NotImplemented


def _sum(first: Mapping[Key, int], second: Mapping[Key, int]) -> FrozenMap[Key, int]:
    return FrozenMap(Counter(first) + Counter(second))


def read_case(
    history: Iterable[tuple[datetime, str]],
    names: Mapping[str, str],
    *,
    backdating: bool = False,
) -> Case:
    """Return a history with its states renamed and its order checked.

    Raises:
        InvalidHistoryError: if an instant is earlier than the one before it, unless
            ``backdating``.
    """
    case: Case = []
    for position, record in enumerate(history):
        at, state = to_pair(record, "history", "pairs of instant and state")
        instant = to_microseconds(at, "at")
        if case and instant < case[-1][0] and not backdating:
            reason = f"{at.isoformat()} is earlier than the event before it"
            raise InvalidHistoryError(position, reason)
        try:
            case.append((instant, names.get(state, state)))
        except TypeError:
            raise WrongTypeError("state", state, "a name, such as a text") from None
    return case
