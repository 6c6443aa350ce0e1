"""The register of complaints: entries, appeals, and who complains without ground."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import attrs
from hypothesis import strategies as st

from servicedesk_core.complaints import (
    ClaimOutcome,
    ComplaintEntry,
    ComplaintRegister,
    FixKind,
    SerialComplainer,
    SerialRule,
    Stake,
    UnprocessedComplaint,
)
from servicedesk_core.testing.strategies._complaint_parts import (
    Delay,
    clients,
    decimal_shares,
    delays,
    lengths,
)
from servicedesk_core.testing.strategies.instants import aware_datetimes
from servicedesk_core.testing.strategies.numbers import counts
from servicedesk_core.testing.strategies.texts import keys, names

_Given = tuple[ComplaintEntry, Delay, int | None]
"""An entry, how much later than the one before it is, and which one it disputes."""
_ALWAYS = SerialRule(complaints=1, window=timedelta(days=4000), unfounded=Decimal())
"""A rule that each client meets of whose complaints one was decided."""


def complaint_entries() -> st.SearchStrategy[ComplaintEntry]:
    """Complaints as they are entered, processed or not; appeals are of ``"C0"``.

    They shrink to one of 2026-01-05 09:00 UTC of which nothing is known.

    Example:
        >>> from hypothesis import find
        >>> entry = find(complaint_entries(), lambda entry: entry.is_processed)
        >>> entry.id, entry.cause, entry.decision
        ('C1', 'a', 'a')
    """
    maybe = st.none() | names()
    return st.builds(
        ComplaintEntry,
        keys(prefix="C"),
        names(),
        names(),
        at=aware_datetimes(),
        cause=maybe,
        decision=maybe,
        outcome=st.none() | st.sampled_from(ClaimOutcome),
        appeal_of=st.none() | st.just("C0"),
        only_at=maybe,
        is_justified_repeat=st.booleans(),
        stake=st.none() | st.sampled_from(Stake),
        fix=st.none() | st.sampled_from(FixKind),
    )


def complaint_registers() -> st.SearchStrategy[ComplaintRegister]:
    """Registers of up to four complaints, appeals of one another among them.

    They shrink to an empty one.

    Example:
        >>> from hypothesis import find
        >>> register = find(complaint_registers(), lambda register: register.entries)
        >>> [entry.id for entry in register.entries]
        ['C1']
    """
    return st.builds(_register, _given(least=0))


def unprocessed_complaints() -> st.SearchStrategy[UnprocessedComplaint]:
    """Complaints that lack their cause, a decision or both, for too long or not.

    They shrink to one that was received just now.

    Example:
        >>> from hypothesis import find
        >>> find(unprocessed_complaints(), lambda complaint: complaint.is_alert).age
        datetime.timedelta(seconds=60)
    """
    lacking = st.sampled_from([(True, True), (True, False), (False, True)])
    return st.builds(_unprocessed, complaint_entries(), lacking, delays(), lengths())


def serial_rules() -> st.SearchStrategy[SerialRule]:
    """Rules whose complaints a person reads first.

    They shrink to anybody's.

    Example:
        >>> from hypothesis import find
        >>> find(serial_rules(), lambda rule: rule.complaints > 1).complaints
        2
    """
    return st.builds(
        SerialRule,
        complaints=counts(min=1),
        window=lengths(),
        unfounded=decimal_shares(),
    )


def serial_complainers() -> st.SearchStrategy[SerialComplainer]:
    """Clients, or households, with one to four complaints, and how many had no ground.

    They shrink to a client with one complaint that had some.

    Example:
        >>> from hypothesis import find
        >>> serial = find(serial_complainers(), lambda serial: serial.unfounded.value)
        >>> serial.client, serial.unfounded.value
        ('a', 1.0)
    """
    return st.builds(
        _serial_complainer,
        _given(least=1),
        st.sampled_from(ClaimOutcome),
        st.none() | clients(),
    )


def _given(*, least: int) -> st.SearchStrategy[list[_Given]]:
    one = st.tuples(complaint_entries(), delays(), st.none() | counts(max=3))
    return st.lists(
        one, min_size=least, max_size=4, unique_by=lambda given: given[0].id
    )


def _register(
    given: Sequence[_Given],
) -> ComplaintRegister:
    """Return a register in the order of time, where appeals are of earlier entries."""
    entries: list[ComplaintEntry] = []
    for entry, delay, place in given:
        at = delay.after(entries[-1].at) if entries else entry.at
        disputed = None
        if place is not None and entries:
            disputed = entries[place % len(entries)].id
        entries.append(attrs.evolve(entry, at=at, appeal_of=disputed))
    return ComplaintRegister(entries)


def _unprocessed(
    entry: ComplaintEntry, lacking: tuple[bool, bool], age: Delay, within: timedelta
) -> UnprocessedComplaint:
    lacks_cause, lacks_decision = lacking
    entry = attrs.evolve(
        entry,
        appeal_of=None,
        cause=None if lacks_cause else entry.cause,
        decision=None if lacks_decision else entry.decision,
    )
    register = ComplaintRegister([entry])
    return register.unprocessed(now=age.after(entry.at), within=within)[0]


def _serial_complainer(
    given: Sequence[_Given],
    outcome: ClaimOutcome,
    household: Hashable | None,
) -> SerialComplainer:
    """Return the client of the first entry, which counts and was decided."""
    (first, delay, _), *others = given
    first = attrs.evolve(first, outcome=outcome, is_justified_repeat=False)
    register = _register([(first, delay, None), *others])
    key = None if household is None else lambda _: household
    now = register.entries[-1].at
    return _ALWAYS.review(register, now=now, household=key)[0]


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        ComplaintEntry: complaint_entries,
        ComplaintRegister: complaint_registers,
        UnprocessedComplaint: unprocessed_complaints,
        SerialRule: serial_rules,
        SerialComplainer: serial_complainers,
    }
)
