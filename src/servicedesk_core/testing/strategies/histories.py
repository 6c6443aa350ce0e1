"""Tickets and their histories, walked by the commands of their lifecycles."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import product
from types import MappingProxyType
from typing import Any, get_args

from hypothesis import strategies as st

from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.lifecycles import Action, Lifecycle, Role
from servicedesk_core.testing.strategies.events import (
    FILLED,
    OTHERS,
    STRATEGIES as EVENTS,
    actors,
    fields_of,
    links,
)
from servicedesk_core.testing.strategies.instants import (
    aware_datetimes,
    durations,
    later,
)
from servicedesk_core.testing.strategies.texts import keys, labels, names
from servicedesk_core.tickets import (
    Actor,
    Effort,
    Link,
    LinkKind,
    Promise,
    Repeat,
    Ticket,
    TicketKind,
    effort,
    events,
    find_repeats,
    open_ticket,
)
from servicedesk_core.tickets.commands import OWN_COMMANDS
from servicedesk_core.timeline import to_microseconds

Fields = dict[str, Any]

# Histories end before what is known of a country's holidays does.
_LAST_OPENING = datetime(2027, 1, 1, tzinfo=UTC)
_LONG = timedelta(days=4000)


def promises() -> st.SearchStrategy[Promise]:
    """Promises to requesters, open, kept in time and kept late.

    They shrink to one due when it is made, not kept.

    Example:
        >>> from hypothesis import find
        >>> find(promises(), lambda promise: True).kept_at is None
        True
    """
    return st.builds(
        _promise,
        aware_datetimes(),
        durations(max_value=timedelta(days=7)),
        st.none() | labels(),
        st.none() | durations(max_value=timedelta(days=14)),
    )


def ticket_events(
    *, kind: TicketKind | str | None = None, max_events: int = 12
) -> st.SearchStrategy[tuple[events.Event, ...]]:
    """Valid histories: each event is one that the ticket's commands allow.

    They shrink to the opening alone.

    Args:
        kind: the kind of ticket; any if left out.
        max_events: how many may follow the opening.

    Example:
        >>> from hypothesis import find
        >>> [event] = find(ticket_events(kind="incident"), lambda history: True)
        >>> event.id, event.at.isoformat()
        ('T1', '2026-01-05T09:00:00+00:00')
    """
    found = tickets(kind=kind, max_events=max_events)
    return found.map(lambda ticket: ticket.history)


def next_events(ticket: Ticket, *, at: datetime) -> st.SearchStrategy[events.Event]:
    """Events that may happen to a ticket now: its commands refuse none of them.

    They shrink to a move to another state, if there is one. To a merged ticket nothing
    happens any more: the strategy is ``nothing()``.

    Args:
        ticket: the ticket as it stands, of any lifecycle.
        at: when, aware; not before the last event.

    Raises:
        InvalidArgumentError: if the last event is later.
        NaiveDatetimeError: if ``at`` has no zone.

    Example:
        >>> from hypothesis import find
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> ticket = open_ticket("INC1", at=monday)
        >>> find(next_events(ticket, at=monday), lambda event: True)
        WorkStarted(at=datetime.datetime(2026, 1, 5, 9, 0, \
tzinfo=datetime.timezone.utc), by=None)
    """
    if to_microseconds(at, "at") < ticket.latest and not ticket.lifecycle.backdating:
        wanted = f"not before the last event, {ticket.updated_at.isoformat()}"
        raise InvalidArgumentError("at", at, wanted)
    return _after(ticket, at).map(lambda after: after.events_since(ticket.version)[0])


def tickets(
    *,
    kind: TicketKind | str | None = None,
    lifecycle: Lifecycle | None = None,
    max_events: int = 12,
) -> st.SearchStrategy[Ticket]:
    """Tickets in any state that their commands lead to.

    Holds, reopenings, links, promises, hand-overs, merges, all of them. They shrink to
    one just opened.

    Args:
        kind: the kind of ticket; any if left out.
        lifecycle: a table of one's own; that of the kind if left out.
        max_events: how many events may follow the opening.

    Example:
        >>> from hypothesis import find
        >>> found = find(tickets(), lambda ticket: ticket.state == "on_hold")
        >>> found.state, found.version
        ('on_hold', 2)
    """
    kinds = [*TicketKind] if kind is None else [member(TicketKind, kind, "kind")]
    opened = st.builds(
        open_ticket,
        keys(prefix="T"),
        at=aware_datetimes(max_value=_LAST_OPENING),
        kind=st.sampled_from(kinds),
        lifecycle=st.just(lifecycle),
        **fields_of(events.Opened, without=("id", "at", "kind")),
    )
    return _walked(opened, st.integers(0, max_events))


def efforts() -> st.SearchStrategy[Effort]:
    """What tickets have cost their requesters.

    They shrink to that of one just opened.

    Example:
        >>> from hypothesis import find
        >>> find(efforts(), lambda effort: True).contacts
        1
    """
    return tickets().map(effort)


def repeats() -> st.SearchStrategy[Repeat]:
    """Tickets on the same matter as an earlier one, duplicates and repeats.

    They shrink to two that are opened at once.

    Example:
        >>> from hypothesis import find
        >>> find(repeats(), lambda repeat: True).kind
        <RepeatKind.DUPLICATE: 'duplicate'>
    """
    return st.builds(_repeat, tickets(), durations(max_value=timedelta(days=30)))


def _promise(
    made_at: datetime, ahead: timedelta, text: str | None, kept: timedelta | None
) -> Promise:
    kept_at = None if kept is None else later(made_at, kept)
    return Promise(later(made_at, ahead), text, made_at, kept_at)


def _repeat(earlier: Ticket, gap: timedelta) -> Repeat:
    again = open_ticket("T100", at=later(earlier.opened_at, gap))
    (found,) = find_repeats([again, earlier], key=lambda _: 0, within=_LONG)
    return found


_ENDS = frozenset({"merge", "cancel"})
# What belongs together: a walk dwells on one of them, for much needs several of a kind.
_THEMES = (
    ("hold", "resume", "receive", "reply", "acknowledge"),
    ("resolve", "fulfil", "respond", "close", "reopen", "reopen_on_hold", "dispute"),
    ("assign", "resolve", "set_owner"),
    ("assign",),
    ("prioritise", "override_priority", "escalate"),
    ("link", "unlink", "change_attributes", "workaround"),
    ("promise", "keep_promise"),
    ("compensate", "survey", "receive"),
    ("propose_major", "reject_major", "accept_major"),
    ("assess", "authorise", "schedule", "implement", "back_out", "review"),
    ("assess", "analyse", "record_known_error", "fix", "investigate", "refer"),
    ("request_approval", "approve", "start"),
)
_STEPS = st.just(timedelta()) | durations(max_value=timedelta(days=2))
_AHEAD = durations(min_value=timedelta(minutes=1), max_value=timedelta(days=7))


@st.composite
def _walked(
    draw: st.DrawFn, opened: st.SearchStrategy[Ticket], count: st.SearchStrategy[int]
) -> Ticket:
    ticket = draw(opened)
    theme = draw(st.sampled_from(_THEMES))
    for _ in range(draw(count)):
        after = _after(ticket, later(ticket.updated_at, draw(_STEPS)), theme)
        if after.is_empty:
            break
        ticket = draw(after)
    return ticket


def _after(
    ticket: Ticket, at: datetime, theme: tuple[str, ...] = ()
) -> st.SearchStrategy[Ticket]:
    """Draw the ticket after one of the commands that it allows, often of a theme."""
    rows = [row for row in ticket.allowed(by=None, at=at) if _can_be_told(row, ticket)]
    ends = [row for row in rows if row.name in _ENDS]
    moves = [row for row in rows if row.target not in (None, ticket.state)]
    moves = [row for row in moves if row not in ends]
    stays = [row for row in rows if row not in (*moves, *ends)]
    dwelt_on = [row for row in rows if row.name in theme]
    # Most of what happens to tickets leaves them open.
    chosen = [some for some in (*[moves, stays, dwelt_on] * 5, ends) if some]
    return _commanded(ticket, at, chosen) if chosen else st.nothing()


@st.composite
def _commanded(
    draw: st.DrawFn, ticket: Ticket, at: datetime, chosen: list[list[Action]]
) -> Ticket:
    row = draw(st.sampled_from(draw(st.sampled_from(chosen))))
    by = draw(_who(row.roles))
    fields = draw(_filled(row.name, row.required))
    if row.name not in OWN_COMMANDS:
        return ticket.take(row.name, at=at, by=by, fields=fields)
    ahead = at
    for name in _AHEAD_OF.get(row.name, ()):
        ahead = fields[name] = later(ahead, draw(_AHEAD))
    if row.name in _CHOICES:
        name, choices = _CHOICES[row.name]
        fields[name] = draw(st.sampled_from(choices(ticket)))
    command = getattr(ticket, OWN_COMMANDS[row.name])
    after: Ticket = command(at=at, by=by, **_as_taken(fields))
    return after


def _new_links(ticket: Ticket) -> list[Link]:
    found = (Link(kind, other) for kind, other in product(LinkKind, _others(ticket)))
    return [link for link in found if link not in ticket.links]


def _others(ticket: Ticket) -> list[str]:
    return [other for other in OTHERS if other != ticket.id]


# What an action is told of the ticket itself: a field, and what it may be. Without any
# choice the action cannot be taken.
_CHOICES: Mapping[str, tuple[str, Callable[[Ticket], list[Any]]]] = MappingProxyType(
    {
        "link": ("link", _new_links),
        "unlink": ("link", lambda ticket: [*ticket.links]),
        "keep_promise": ("due", lambda ticket: [p.due for p in ticket.open_promises]),
        "merge": ("into", _others),
    }
)
# Instants that follow the command, and one another.
_AHEAD_OF = {"promise": ("due",), "schedule": ("start", "end")}
# Commands that take less than their events hold.
_TAKEN = {
    "prioritise": ("impact", "urgency", "reason"),
    "override_priority": ("impact", "urgency", "priority", "reason"),
    "reopen": ("reason",),
}
_EVENT_OF: Mapping[str, type] = MappingProxyType(
    {
        "prioritise": events.PriorityChanged,
        "override_priority": events.PriorityChanged,
        "reopen": events.Reopened,
        "reopen_on_hold": events.Reopened,
        **{
            event.action: event
            for event in get_args(events.Event)
            if isinstance(event.action, str)
        },
    }
)


def _can_be_told(row: Action, ticket: Ticket) -> bool:
    """Tell whether all that an action requires can be made up."""
    if row.name in _CHOICES and not _CHOICES[row.name][1](ticket):
        return False
    return all(_is_there(need, row.name, ticket) for need in row.required)


def _is_there(need: str, action: str, ticket: Ticket) -> bool:
    return bool(_ways(need, action)) or any(
        str(ticket.attributes.get(name.removeprefix("attributes.")) or "").strip()
        for name in need.split("|")
        if name.startswith("attributes.")
    )


def _ways(need: str, action: str) -> list[str]:
    """Return the fields of a command that each give what is required."""
    known = _told(action)
    return [
        name
        for name in need.split("|")
        if not name.startswith("attributes.") and (known is None or name in known)
    ]


def _told(action: str) -> Mapping[str, st.SearchStrategy[Any]] | None:
    """Return what draws the fields of a command; None if it takes any fields."""
    if action not in OWN_COMMANDS:
        return None
    known = FILLED.get(_EVENT_OF[action], {})
    return {name: known[name] for name in _TAKEN.get(action, known)}


@cache
def _filled(action: str, required: tuple[str, ...]) -> st.SearchStrategy[Fields]:
    """Draw the fields of a command, with all that is required in one way or another."""
    known = _told(action)
    ways = [found for need in required if (found := _ways(need, action))]
    return st.one_of(
        [
            st.fixed_dictionaries(
                {name: names() if known is None else known[name] for name in given},
                optional={n: s for n, s in (known or {}).items() if n not in given},
            )
            for given in product(*ways)
        ]
    )


@cache
def _who(roles: frozenset[Role]) -> st.SearchStrategy[Actor | None]:
    some = actors(roles=sorted(roles)) if roles else st.nothing()
    return st.none() | some


def _as_taken(fields: Fields) -> Fields:
    """Return the fields of an event as its command takes them."""
    link = fields.pop("link", None)
    return (
        fields if link is None else {**fields, "other": link.other, "kind": link.kind}
    )


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        **EVENTS,
        Actor: actors,
        Effort: efforts,
        Link: links,
        Promise: promises,
        Repeat: repeats,
        Ticket: tickets,
    }
)
