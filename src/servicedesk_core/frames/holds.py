"""The pauses of many clocks, as columns."""

from datetime import tzinfo

import attrs
import numpy as np

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.frames.column import (
    Frame,
    Instants,
    read_column,
    read_frame,
    read_instants,
)
from servicedesk_core.frames.keys import Keys
from servicedesk_core.frames.plan import Flags, Plan
from servicedesk_core.frames.unit import NULL, Integers, Unit

_NAMED = 5


@attrs.frozen(eq=False)
class Told:
    """Pauses as a frame tells them.

    Attributes:
        rows: the row of the subject of each; those of a subject with several rows are
            told for each.
        first: the column of their starts.
        last: the column of their ends; missing where a pause lasts.
        places: the row of each among the pauses.
        reasons: what they were for; of one without a word, None.
        reason_of: the place of each pause's reason; -1 where there is no word.
    """

    rows: Integers
    first: Instants
    last: Instants
    places: Integers
    reasons: tuple[str, ...]
    reason_of: Integers

    def reason(self, place: int) -> str | None:
        """Return what a pause was for."""
        code = int(self.reason_of[place])
        return None if code < 0 else self.reasons[code]

    def pausing(self, plans: tuple[Plan, ...], plan_of: Integers) -> Flags:
        """Tell which of them stop the clock of their row."""
        if not plans:
            return np.zeros(len(self.rows), np.bool_)
        # The last column is for pauses without a word.
        words = (*self.reasons, None)
        table = np.array([[plan.pauses(word) for word in words] for plan in plans])
        mine = plan_of[self.rows]
        stops: Flags = table[mine, self.reason_of[self.places]]
        return stops & (mine >= 0)


@attrs.frozen(eq=False)
class Holds:
    """Pauses that stop clocks, ordered by row and start; none overlaps another.

    Attributes:
        rows: the row of each.
        starts: when it begins, not before the clock.
        ends: when it ends: at the latest when the clock stops, or now.
        lasting: whether it lasts now.
        places: its row among the pauses; of joined ones that of the first.
    """

    rows: Integers
    starts: Integers
    ends: Integers
    lasting: Flags
    places: Integers

    def at(self, rows: Integers) -> "Holds":
        """Return the holds of some rows, which count from 0 then.

        Args:
            rows: in order.
        """
        places = np.searchsorted(rows, self.rows)
        mine = places < len(rows)
        mine[mine] = rows[places[mine]] == self.rows[mine]
        found = self.where(mine)
        return attrs.evolve(found, rows=places[mine])

    def where(self, chosen: Flags) -> "Holds":
        """Return some of the holds."""
        return Holds(
            self.rows[chosen],
            self.starts[chosen],
            self.ends[chosen],
            self.lasting[chosen],
            self.places[chosen],
        )

    @property
    def goes_on(self) -> Flags:
        """Whether the next one of its row begins when it ends."""
        found = np.zeros(len(self.rows), np.bool_)
        found[:-1] = (self.rows[1:] == self.rows[:-1]) & (
            self.starts[1:] == self.ends[:-1]
        )
        return found

    def joined(self) -> "Holds":
        """Return the holds, those that meet as one."""
        last = np.flatnonzero(~self.goes_on)
        first = np.append(0, last[:-1] + 1)[: len(last)]
        return Holds(
            self.rows[first],
            self.starts[first],
            self.ends[last],
            self.lasting[last],
            self.places[first],
        )

    @property
    def turns(self) -> Integers:
        """Which of the holds of its row each is, from 0."""
        first = np.searchsorted(self.rows, self.rows)
        return np.arange(len(self.rows)) - first


def no_holds() -> Holds:
    """Return no hold at all."""
    none = np.empty(0, np.int64)
    return Holds(none, none, none, np.empty(0, np.bool_), none)


def read_told(
    frame: Frame,
    pauses: object,
    *,
    key: str | None,
    columns: tuple[str, str, str, str | None],
    tz: str | tzinfo | None,
    strangers: bool,
) -> Told:
    """Return the pauses that a frame tells.

    Args:
        frame: the subjects.
        pauses: a frame of any kind.
        key: the column of the subjects' keys.
        columns: those of the pauses: key, start, end and reason, or None if all wait
            for the caller.
        tz: the zone whose clocks naive datetimes were read from, or None.
        strangers: whether pauses of other subjects may be there; they are left out.

    Raises:
        InvalidArgumentError: if a column is missing, a pause has no start, ends before
            it, has no key, or is of no subject of the frame.
        NaiveDatetimeError: if a column is naive and ``tz`` is None.
        WrongTypeError: if it is no frame, or a column does not hold datetimes.
    """
    told = _read_pauses(pauses)
    if key is None:
        raise InvalidArgumentError("key", key, "the column that pauses go by")
    read_column(frame, key, "key")
    of, start, end, reason = columns
    read_column(told, of, "pause_key")
    subjects, owners = Keys.of(frame, key), Keys.of(told, of)
    first = read_instants(told, start, "pause_start", tz)
    last = read_instants(told, end, "pause_end", tz)
    _check_order(first, last)
    words: tuple[str, ...] = ("caller",)
    reason_of = np.zeros(len(told), np.int64)
    if reason is not None:
        read_column(told, reason, "pause_reason")
        keys = Keys.of(told, reason)
        words, reason_of = keys.known, keys.codes
    _check_owners(subjects, owners, strangers=strangers)
    rows, places = _matched(subjects, owners)
    return Told(rows, first, last, places, words, reason_of)


def _read_pauses(pauses: object) -> Frame:
    try:
        return read_frame(pauses)
    except WrongTypeError as error:
        raise WrongTypeError("pauses", error.value, error.wanted) from None


def _check_order(first: Instants, last: Instants) -> None:
    starts = first.numbers.values
    if len(starts) and (starts == NULL).any():
        row = int(np.argmax(starts == NULL))
        name = f"column {first.name!r}"
        raise InvalidArgumentError(name, f"none in row {row}", "a start in every row")
    check_after(last, first)


def check_after(last: Instants, first: Instants) -> None:
    """Check that no end comes before its start.

    Raises:
        InvalidArgumentError: naming the first row that has one.
    """
    unit = max(first.numbers.unit, last.numbers.unit, key=lambda unit: unit.per_second)
    starts = first.numbers.to(unit, first.name, "instants")
    ends = last.numbers.to(unit, last.name, "instants")
    wrong = (ends > NULL) & (ends < starts)
    if wrong.any():
        row = int(np.argmax(wrong))
        wanted = f"not before column {first.name!r} (row {row})"
        value = str(np.datetime64(int(ends[row]), unit.value))
        raise InvalidArgumentError(f"column {last.name!r}", value, wanted)


def _check_owners(subjects: Keys, owners: Keys, *, strangers: bool) -> None:
    """Check that each pause is of a subject, or, where others may be, of anyone."""
    known = {*subjects.known}
    orphans: list[object] = []
    if not strangers:
        orphans += sorted((key for key in owners.known if key not in known), key=repr)
    if (owners.codes < 0).any():
        orphans.append(None)
    if orphans:
        some = ", ".join(map(repr, orphans[:_NAMED]))
        more = len(orphans) - _NAMED
        told = f"{some} and {more} more" if more > 0 else some
        wanted = f"keys that column {subjects.name!r} has, too"
        if strangers:
            wanted = "a key in every row"
        raise InvalidArgumentError(f"column {owners.name!r}", told, wanted)


def _matched(subjects: Keys, owners: Keys) -> tuple[Integers, Integers]:
    """Return the pairs of a subject's row and a row of its pauses."""
    known = {key: place for place, key in enumerate(subjects.known)}
    # Where the rows of each subject lie, once they are ordered by subject.
    order = np.argsort(subjects.codes, kind="stable")
    edges = np.searchsorted(subjects.codes[order], np.arange(len(known) + 1))
    # A stranger's rows are the none after the last.
    edges = np.append(edges, edges[-1])
    others = len(known)
    place_of = np.array([known.get(key, others) for key in owners.known], np.int64)
    subject = place_of[owners.codes] if len(owners.codes) else owners.codes
    counts = edges[subject + 1] - edges[subject]
    before = np.cumsum(counts) - counts
    within = np.arange(int(counts.sum())) - np.repeat(before, counts)
    rows = order[np.repeat(edges[subject], counts) + within]
    return rows, np.repeat(np.arange(len(subject)), counts)


def settle(
    told: Told,
    chosen: Flags,
    *,
    opened: Integers,
    ended: Integers,
    at: int,
    unit: Unit,
) -> Holds:
    """Return pauses as far as they stop clocks, none of them twice.

    Where pauses of a row overlap, time belongs to the one that began first; of those
    that began together, to the first one told.

    Args:
        told: the pauses.
        chosen: which of them count.
        opened: when the clock of each row starts.
        ended: when it stops; NULL if it has not by now.
        at: now.
        unit: what the instants count.
    """
    rows, places = told.rows[chosen], told.places[chosen]
    starts = told.first.numbers.to(unit, told.first.name, "instants")[places]
    ends = told.last.numbers.to(unit, told.last.name, "instants")[places]
    begun, stopped = opened[rows], ended[rows]
    # One that lasts ends after this moment, in which it may begin.
    latest = np.where(stopped == NULL, at + 1, stopped)
    starts = np.maximum(starts, begun)
    ends = np.where(ends == NULL, latest, np.minimum(ends, latest))
    order = np.lexsort((starts, rows))
    order = order[(starts < ends)[order]]
    rows, starts, ends = rows[order], starts[order], ends[order]
    reach = _reach(rows, ends)
    behind = np.flatnonzero(rows[1:] == rows[:-1])
    starts[behind + 1] = np.maximum(starts[behind + 1], reach[behind])
    lasting = ends > at
    found = Holds(rows, starts, np.minimum(ends, at), lasting, places[order])
    return found.where(starts < ends)


def _reach(rows: Integers, ends: Integers) -> Integers:
    """Return how far the pauses of each row reach up to each of them."""
    # A maximum that begins anew with each row, for the ranks of the ends of the next
    # row lie above those of this one.
    by_end = np.argsort(ends, kind="stable")
    ranks = np.empty(len(ends), np.int64)
    ranks[by_end] = np.arange(len(ends))
    lift = rows * len(rows)
    found: Integers = ends[by_end][np.maximum.accumulate(lift + ranks) - lift]
    return found
