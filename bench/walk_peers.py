"""The moves of an incident, in this library and in two state machines."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib import import_module
from itertools import islice
from random import Random
from types import MappingProxyType
from typing import Any

import attrs

import servicedesk_core as sd
from rival_report import OURS
from servicedesk_core.lifecycles import INCIDENT

ANNA = sd.Actor("anna", "agent")
START = datetime(2026, 1, 16, 14, 30, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)

# Who acts, and what they do; nobody named is trusted with every role.
Move = tuple[str, sd.Actor | None]
Subject = Any


class RefusedError(Exception):
    """A machine that says no without an error of its own."""


@attrs.frozen
class Outcome:
    """The state that moves end in, and how many of them were accepted."""

    state: str
    accepted: int


@attrs.frozen
class Answers:
    """A candidate made ready.

    Attributes:
        walk: makes the moves of ``WALK``, and returns the incident; what is timed.
        state: the state that an incident is in.
        follow: makes any moves, refused ones among them.
        begin: makes an incident that is new; None if a walk does so itself.
    """

    walk: Callable[[], Subject]
    state: Callable[[Subject], str]
    follow: Callable[[Iterable[Move]], Outcome]
    begin: Callable[[], Subject] | None = None


@attrs.frozen
class Walker:
    """A candidate: what installs it, how it is asked, what it says no to.

    Attributes:
        events: how many events a walk has.
        refuses: whether it refuses moves that the table lacks.
        guarded: whether it asks who acts as well.
    """

    name: str
    distribution: str
    ask: Callable[[], Answers]
    events: int
    refuses: bool = True
    guarded: bool = False
    notes: str = ""


# --- moves -----------------------------------------------------------------------

_ROWS = {
    (row.name, source): row
    for row in INCIDENT.actions
    for source in row.sources
    if row.target is not None
}
_FIELDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "hold": {"reason": "caller"},
        "resolve": {"code": "fixed", "notes": "restarted"},
        "reopen_on_hold": {"hold": "vendor"},
        "cancel": {"reason": "no longer needed"},
        "merge": {"into": "INC2"},
    }
)
_COMMANDS: Mapping[str, Callable[..., sd.Ticket]] = MappingProxyType(
    {
        "start": sd.Ticket.start,
        "hold": sd.Ticket.hold,
        "resume": sd.Ticket.resume,
        "resolve": sd.Ticket.resolve,
        "close": sd.Ticket.close,
        "reopen": sd.Ticket.reopen,
        "reopen_on_hold": sd.Ticket.reopen,
        "cancel": sd.Ticket.cancel,
        "merge": sd.Ticket.merge,
    }
)
_ROUND_TRIP = ("hold", "resume", "hold", "resume", "resolve", "reopen", "resolve")
WALK = ("start", *_ROUND_TRIP, "close")
WALKS, MOVES = 200, 15
"""How many walks are drawn at random, and how many moves each has."""


def expected(moves: Iterable[Move]) -> Outcome:
    """Return what moves come to by the rows of the table alone."""
    state, accepted = INCIDENT.initial, 0
    for action, actor in moves:
        row = _ROWS.get((action, state))
        if row is not None and (actor is None or actor.role in row.roles):
            state, accepted = str(row.target), accepted + 1
    return Outcome(state, accepted)


def asked_of(walker: Walker) -> Iterator[list[Move]]:
    """Yield the walk, and if the candidate can say no, walks drawn at random."""
    yield [(action, ANNA) for action in WALK]
    if not walker.refuses:
        return
    draw = Random(len(WALK))  # noqa: S311
    roles = [sd.Actor("somebody", role) for role in sd.Role]
    actors = roles if walker.guarded else [None]
    for _ in range(WALKS):
        actions = draw.choices(list(_COMMANDS), k=MOVES)
        yield list(zip(actions, draw.choices(actors, k=MOVES), strict=True))


def long_incident(events: int) -> list[sd.Ticket]:
    """Return an incident after each of so many events, all of them moves."""

    def actions() -> Iterator[str]:
        yield WALK[0]
        while True:
            yield from (*_ROUND_TRIP, "close", "reopen")

    ticket = _open()
    tickets = [ticket]
    for action in islice(actions(), events - 1):
        ticket = _command(ticket, action, ANNA)
        tickets.append(ticket)
    return tickets


def _reader(field: str) -> Callable[[Subject], str]:
    return lambda subject: str(getattr(subject, field))


_state = _reader("state")


# --- ours ------------------------------------------------------------------------


def _open() -> sd.Ticket:
    return sd.open_ticket("INC1", at=START)


def _command(ticket: sd.Ticket, action: str, actor: sd.Actor | None) -> sd.Ticket:
    at = START + ticket.version * _MINUTE
    return _COMMANDS[action](ticket, at=at, by=actor, **_FIELDS.get(action, {}))


def _history(moves: Iterable[Move]) -> tuple[sd.events.Event, ...]:
    ticket = _open()
    for action, actor in moves:
        ticket = _command(ticket, action, actor)
    return ticket.history


def _told(ticket: sd.Ticket) -> Outcome:
    return Outcome(ticket.state, ticket.version - 1)


def apply_all(history: Sequence[sd.events.Event]) -> sd.Ticket:
    """Open a ticket and apply all other events one by one."""
    ticket = sd.Ticket.fold(history[:1])
    for event in history[1:]:
        ticket = ticket.apply(event)
    return ticket


def _fold() -> Answers:
    history = _history((action, ANNA) for action in WALK)
    return Answers(
        lambda: sd.Ticket.fold(history),
        _state,
        lambda moves: _told(sd.Ticket.fold(_history(moves))),
    )


def _apply() -> Answers:
    opened, *later = _history((action, ANNA) for action in WALK)
    new = sd.Ticket.fold([opened])

    def walk() -> sd.Ticket:
        ticket = new
        for event in later:
            ticket = ticket.apply(event)
        return ticket

    return Answers(
        walk,
        _state,
        lambda moves: _told(apply_all(_history(moves))),
        lambda: sd.Ticket.fold([opened]),
    )


def _commands() -> Answers:
    new = _open()
    steps = [
        (_COMMANDS[action], {"at": START, "by": ANNA, **_FIELDS.get(action, {})})
        for action in WALK
    ]

    def walk() -> sd.Ticket:
        ticket = new
        for command, fields in steps:
            ticket = command(ticket, **fields)
        return ticket

    return Answers(
        walk,
        _state,
        _following(_open, _command, _state, sd.TransitionRefusedError),
        _open,
    )


# --- state machines --------------------------------------------------------------


def _python_statemachine(*, guarded: bool) -> Answers:
    peer = import_module("statemachine")
    left = {source for _, source in _ROWS}
    states = {
        name: peer.State(initial=name == INCIDENT.initial, final=name not in left)
        for name in (state.name for state in INCIDENT.states)
    }
    parts: dict[str, list[Any]] = {}
    for (action, source), row in _ROWS.items():
        guard = _guard(row.roles) if guarded else None
        part = states[source].to(states[str(row.target)], cond=guard)
        parts.setdefault(action, []).append(part)
    moves = {action: _joined(found) for action, found in parts.items()}
    base = peer.StateMachine
    machine_class = type(base)("Incident", (base,), {**states, **moves})
    machine = machine_class()
    fields = {"by": ANNA} if guarded else {}
    triggers = [getattr(machine, action) for action in WALK]

    def walk() -> Subject:
        machine.current_state_value = INCIDENT.initial
        for trigger in triggers:
            trigger(**fields)
        return machine

    def move(machine: Subject, action: str, actor: sd.Actor | None) -> Subject:
        getattr(machine, action)(by=actor)
        return machine

    refusal = peer.exceptions.TransitionNotAllowed
    state = _reader("current_state_value")
    follow = _following(machine_class, move, state, refusal)
    return Answers(walk, state, follow, machine_class)


def _joined(parts: list[Any]) -> Any:
    first, *others = parts
    for part in others:
        first |= part
    return first


def _transitions(*, guarded: bool) -> Answers:
    peer = import_module("transitions")
    machine = peer.Machine(
        model=None,
        states=[state.name for state in INCIDENT.states],
        initial=INCIDENT.initial,
        auto_transitions=False,
        transitions=[
            {
                "trigger": row.name,
                "source": list(row.sources),
                "dest": row.target,
                "conditions": _guard(row.roles) if guarded else None,
            }
            for row in INCIDENT.actions
            if row.target is not None
        ],
    )
    incident = _new_model(machine)
    fields = {"by": ANNA} if guarded else {}
    triggers = [getattr(incident, action) for action in WALK]

    def walk() -> Subject:
        incident.state = INCIDENT.initial
        for trigger in triggers:
            trigger(**fields)
        return incident

    def move(model: Subject, action: str, actor: sd.Actor | None) -> Subject:
        if not getattr(model, action)(**({"by": actor} if guarded else {})):
            raise RefusedError
        return model

    begin = partial(_new_model, machine)
    refusal = (peer.MachineError, RefusedError)
    follow = _following(begin, move, _state, refusal)
    return Answers(walk, _state, follow, begin)


class _Model:
    """What the machine gives its methods to."""


def _new_model(machine: Any) -> Subject:
    model = _Model()
    machine.add_model(model)
    # Else the machine would keep every model, and look through all of them.
    machine.remove_model(model)
    return model


def _guard(roles: frozenset[sd.Role]) -> Callable[[sd.Actor], bool]:
    def may(by: sd.Actor) -> bool:
        return by.role in roles

    return may


def _following(
    begin: Callable[[], Subject],
    move: Callable[[Subject, str, sd.Actor | None], Subject],
    state: Callable[[Subject], str],
    refusal: type[Exception] | tuple[type[Exception], ...],
) -> Callable[[Iterable[Move]], Outcome]:
    """Return how moves are made one by one, refused ones left out."""

    def follow(moves: Iterable[Move]) -> Outcome:
        subject, accepted = begin(), 0
        for action, actor in moves:
            try:
                subject = move(subject, action, actor)
            except refusal:
                continue
            accepted += 1
        return Outcome(state(subject), accepted)

    return follow


_OWN = "servicedesk-core"
_TOLD = "events made before; no guard"
_SHARED = "one machine for all models"
FOLD = Walker(f"{OURS}: fold", _OWN, _fold, len(WALK) + 1, refuses=False, notes=_TOLD)
APPLY = Walker(f"{OURS}: apply", _OWN, _apply, len(WALK), refuses=False, notes=_TOLD)
COMMANDS = Walker(
    f"{OURS}: commands",
    _OWN,
    _commands,
    len(WALK),
    guarded=True,
    notes="events made and checked; guards: role, required fields, order of time",
)
WALKERS = (
    FOLD,
    APPLY,
    COMMANDS,
    *(
        Walker(
            name + (", guard: role" if guarded else ""),
            name,
            partial(ask, guarded=guarded),
            len(WALK),
            guarded=guarded,
            notes=notes,
        )
        for name, ask, notes in (
            ("python-statemachine", _python_statemachine, "a machine for each"),
            ("transitions", _transitions, _SHARED),
        )
        for guarded in (False, True)
    ),
)
