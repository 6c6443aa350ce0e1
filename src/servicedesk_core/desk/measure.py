"""A ticket, or bare signals, against targets."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

import attrs

from servicedesk_core.argument import to_one
from servicedesk_core.desk.signals import signals
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.sla import (
    Agreement,
    AgreementKind,
    Agreements,
    ServiceLevelTarget,
    Signal,
    SlaStatus,
    measure_agreement,
    measure_signals,
    read_signals,
)
from servicedesk_core.tickets import Ticket
from servicedesk_core.timeline import from_microseconds, to_microseconds

_NOTHING: Mapping[str, object] = FrozenMap()

Subject = Ticket | Iterable[Signal]
Turns = tuple[tuple[int, int | None], ...]
Slot = tuple[AgreementKind, str | None, str]


def measure(
    subject: Subject,
    target: ServiceLevelTarget,
    *,
    now: datetime,
    key: object = None,
    attached_at: datetime | None = None,
    retroactive: bool = True,
) -> SlaStatus:
    """Return where a ticket stands against one target.

    Args:
        subject: a ticket, or signals in order.
        target: what to hold it against; the last priority known decides the time.
        now: the viewpoint, aware; what happened later is not yet known.
        key: which subject it is; a ticket's id by default.
        attached_at: from when on the target counts, aware; None from the start.
        retroactive: whether a change of priority is held against the whole clock; if
            not, it counts from the last change on.

    Raises:
        NaiveDatetimeError: if ``now`` has no zone.
        NoTargetError: if the target has none for the subject's priority.
        InvalidHistoryError: if a signal is earlier than the one before it.

    Example:
        >>> from datetime import UTC, timedelta
        >>> from servicedesk_core.calendars import ServiceCalendar
        >>> from servicedesk_core.tickets import open_ticket
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> hours = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        >>> target = ServiceLevelTarget("resolution", timedelta(hours=4), hours)
        >>> ticket = open_ticket("INC1", at=monday)
        >>> measure(ticket, target, now=monday).due_at.isoformat()
        '2026-01-05T13:00:00+00:00'
    """
    told, key, attributes = _read(subject, key)
    return measure_signals(
        told,
        target,
        now=now,
        key=key,
        attributes=attributes,
        attached_at=attached_at,
        retroactive=retroactive,
    )


def measure_all(
    subject: Subject,
    agreements: Agreement | Agreements,
    *,
    now: datetime,
    key: object = None,
    attached_at: datetime | None = None,
    retroactive: bool = True,
) -> tuple[SlaStatus, ...]:
    """Return where a ticket stands against every target of one or several agreements.

    A target that sets no time for the subject's priority gives no status. Of several
    agreements those count that apply to the ticket as it is at ``now``; a target of
    one that applied before, and that no present one has, ends as cancelled.

    Args:
        subject: a ticket, or signals in order. Of signals, agreements know the
            priority alone, and no group.
        agreements: whose targets to hold it against.
        now: the viewpoint, aware.
        key: which subject it is; a ticket's id by default.
        attached_at: from when on the targets count, aware; None from the start, but
            for an operational level agreement from when it came to apply.
        retroactive: whether a change of priority or agreement is held against the
            whole clock; if not, it counts from the change on.

    Raises:
        NaiveDatetimeError: if ``now`` has no zone.
        NoTargetError: if a target sets a time for the priority but no calendar.
        InvalidHistoryError: if a signal is earlier than the one before it.

    Example:
        >>> from datetime import UTC, timedelta
        >>> from servicedesk_core.calendars import ServiceCalendar
        >>> from servicedesk_core.tickets import open_ticket
        >>> always, hour = ServiceCalendar.always(), timedelta(hours=1)
        >>> gold = Agreement(
        ...     "gold",
        ...     [
        ...         ServiceLevelTarget("first_response", hour, always),
        ...         ServiceLevelTarget("resolution", 8 * hour, always),
        ...     ],
        ... )
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> ticket = open_ticket("INC1", at=monday)
        >>> for status in measure_all(ticket, gold, now=monday + 2 * hour):
        ...     print(status)
        INC1 first_response breached
        INC1 resolution running
    """
    if isinstance(agreements, Agreement) and agreements.while_group is None:
        told, key, attributes = _read(subject, key)
        return measure_agreement(
            told,
            agreements,
            now=now,
            key=key,
            attributes=attributes,
            attached_at=attached_at,
            retroactive=retroactive,
        )
    if isinstance(agreements, Agreement):
        agreements = Agreements([agreements])
    to_one(agreements, Agreements, "agreements", "an Agreement or Agreements")
    return tuple(
        _measure_each(
            subject,
            agreements,
            now=now,
            key=key,
            attached_at=attached_at,
            retroactive=retroactive,
        )
    )


@attrs.frozen
class _Term:
    """An agreement, from when on it applied and until when.

    ``known`` is the subject as it last was while the agreement applied.
    """

    agreement: Agreement
    start: int
    end: int | None
    known: Subject


def _measure_each(
    subject: Subject,
    agreements: Agreements,
    *,
    now: datetime,
    key: object,
    attached_at: datetime | None,
    retroactive: bool,
) -> Iterator[SlaStatus]:
    told, key, attributes = _read(subject, key)
    seen: set[Slot] = set()
    # The present ones first, then those that ended last.
    terms = sorted(_terms(subject, told, agreements, now), key=_latest_end)
    for term in terms:
        agreement, end = term.agreement, term.end
        slots: set[Slot] = set()
        for status in measure_agreement(
            told if end is None else _read(term.known, key)[0],
            agreement,
            now=now,
            key=key,
            attributes=attributes,
            attached_at=attached_at or _since(term, told, now, retroactive=retroactive),
            retroactive=retroactive,
            turns=_turns(term.known, agreement, now),
        ):
            slot = agreement.kind, agreement.while_group, str(status.metric)
            if end is None:
                yield status
            elif slot not in seen:
                yield attrs.evolve(status, clock=status.clock.until(end))
            slots.add(slot)
        seen |= slots


def _latest_end(term: _Term) -> tuple[bool, int]:
    return term.end is not None, -(term.end or 0)


def _since(
    term: _Term, told: tuple[Signal, ...], now: datetime, *, retroactive: bool
) -> datetime | None:
    """Return from when on an agreement counts that came to apply later."""
    is_later = bool(told) and term.start > told[0].instant
    if not is_later or (retroactive and term.agreement.kind is AgreementKind.SLA):
        return None
    return from_microseconds(term.start, now.tzinfo or UTC)


def _terms(
    subject: Subject,
    told: tuple[Signal, ...],
    agreements: Agreements,
    now: datetime,
) -> Iterator[_Term]:
    """Yield the agreements that applied, in the order of their beginnings."""
    open_terms: dict[str, _Term] = {}
    opened_at = told[0].at if told else now
    before = subject
    for instant, fields, known in _past(subject, told, now):
        chosen = {
            each.name: each for each in agreements.select_all(fields, at=opened_at)
        }
        for name in [name for name in open_terms if name not in chosen]:
            yield attrs.evolve(open_terms.pop(name), end=instant, known=before)
        for name, agreement in chosen.items():
            if name not in open_terms:
                open_terms[name] = _Term(agreement, instant, None, subject)
        before = known
    yield from open_terms.values()


def _past(
    subject: Subject, told: tuple[Signal, ...], now: datetime
) -> Iterator[tuple[int, object, Subject]]:
    """Yield what conditions are asked of after each thing that happened, and so far."""
    viewpoint = to_microseconds(now, "now")
    if isinstance(subject, Ticket):
        for ticket in subject.versions():
            if ticket.latest > viewpoint:
                break
            yield ticket.latest, ticket, ticket
    else:
        priority: object = None
        for count, signal in enumerate(told, start=1):
            if signal.instant > viewpoint:
                break
            priority = priority if signal.priority is None else signal.priority
            yield signal.instant, {"priority": priority}, told[:count]


def _turns(subject: Subject, agreement: Agreement, now: datetime) -> Turns | None:
    """Return when the agreement's group had the ticket, or None if it names none."""
    if agreement.while_group is None or not isinstance(subject, Ticket):
        return None
    viewpoint = to_microseconds(now, "now")
    turns: list[tuple[int, int | None]] = []
    since: int | None = None
    for ticket in subject.versions():
        if ticket.latest > viewpoint:
            break
        has_it = ticket.group == agreement.while_group
        if has_it and since is None:
            since = ticket.latest
        elif since is not None and not has_it:
            turns.append((since, ticket.latest))
            since = None
    if since is not None:
        turns.append((since, None))
    return tuple(turns)


def _read(
    subject: Subject, key: object
) -> tuple[tuple[Signal, ...], object, Mapping[str, object]]:
    """Return the subject's signals, key and attributes."""
    if isinstance(subject, Ticket):
        found = subject.id if key is None else key
        return signals(subject), found, subject.attributes
    return read_signals(subject), key, _NOTHING
