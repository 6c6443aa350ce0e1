"""Lifecycles and commands as MyST Markdown, made of the tables that rule tickets.

Sphinx is not needed here: pictures are left to the directive of Graphviz, links to the
roles of the Python domain.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import get_args

from servicedesk_core import lifecycles
from servicedesk_core.lifecycles import Lifecycle
from servicedesk_core.tickets import Ticket, TicketKind, events
from servicedesk_core.tickets.commands import OWN_COMMANDS


def lifecycle_sections(kinds: Mapping[TicketKind, Lifecycle]) -> str:
    """Return a section for the lifecycle of each kind."""
    return "\n\n".join(map(lifecycle_section, kinds.values()))


def lifecycle_section(lifecycle: Lifecycle) -> str:
    """Return the picture, the states and the actions of one lifecycle."""
    title = lifecycle.name.replace("_", " ")
    states = ((state.name, state.category) for state in lifecycle.states)
    return "\n\n".join(
        [
            f"## {title.capitalize()}",
            *_constant(lifecycle),
            "\n".join(
                [
                    "```{graphviz}",
                    f":alt: states and moves of the {title} lifecycle",
                    "",
                    lifecycle.to_dot(),
                    "```",
                ]
            ),
            _table(("state", "category"), states),
            lifecycle.to_markdown(),
        ]
    )


def _constant(lifecycle: Lifecycle) -> Iterator[str]:
    """Yield the public name of a lifecycle, if it has one."""
    for name in lifecycles.__all__:
        if getattr(lifecycles, name) is lifecycle:
            yield f"{{py:data}}`servicedesk_core.lifecycles.{name}`"


def command_table(kinds: Mapping[TicketKind, Lifecycle]) -> str:
    """Return the event, the moves and the needs of each command, for every kind."""
    found = [row for kind in kinds.items() for row in _rows(*kind)]
    order = list(dict.fromkeys(command for command, *_ in found))
    found.sort(key=lambda row: order.index(row[0]))
    header = ("command", "event", "kind", "from", "to", "roles", "required")
    return _table(header, found)


def _rows(kind: TicketKind, lifecycle: Lifecycle) -> Iterator[tuple[str, ...]]:
    opening = "{py:func}`open_ticket <servicedesk_core.tickets.open_ticket>`"
    yield opening, _link(events.Opened.__name__), kind, "", lifecycle.initial, "", "id"
    for action in lifecycle.actions:
        command = OWN_COMMANDS.get(action.name, Ticket.take.__name__)
        method = f"{{py:meth}}`{command} <servicedesk_core.tickets.Ticket.{command}>`"
        yield (
            method if command == action.name else f"{method} ({action.name})",
            _link(_event(action.name, command)),
            kind,
            ", ".join(action.sources),
            action.target or "stays",
            ", ".join(sorted(action.roles)),
            ", ".join(field.replace("|", " or ") for field in action.required),
        )


def _event(action: str, command: str) -> str:
    """Return the name of the event that a command adds: its code has the name."""
    names = getattr(Ticket, command).__code__.co_names
    for event in get_args(events.Event):
        # Events that may stand for several actions choose one in a property.
        chosen = action if isinstance(event.action, property) else event.action
        if event.__name__ in names and chosen == action:
            return str(event.__name__)
    raise LookupError(f"{command} makes no event for the action {action!r}")


def _link(event: str) -> str:
    return f"{{py:class}}`{event} <servicedesk_core.tickets.events.{event}>`"


def _table(header: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [f"| {' | '.join(cells)} |" for cells in (header, *rows)]
    return "\n".join([lines[0], "|---" * len(header) + "|", *lines[1:]])
