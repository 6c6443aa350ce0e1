"""Lifecycles as pictures and tables, in Mermaid, DOT and Markdown."""

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from servicedesk_core.lifecycles.action import Action
from servicedesk_core.lifecycles.state import Category, State

_FILLS: Mapping[Category, str] = MappingProxyType(
    {
        Category.OPEN: "#dbeafe",
        Category.PAUSED: "#fef3c7",
        Category.RESOLVED: "#dcfce7",
        Category.DONE: "#e5e7eb",
    }
)
# Words that mean something else where Mermaid expects the name of a state.
_MERMAID_WORDS = frozenset(
    {
        "accdescr",
        "acctitle",
        "choice",
        "class",
        "classdef",
        "click",
        "default",
        "direction",
        "end",
        "fork",
        "history",
        "href",
        "join",
        "note",
        "scale",
        "state",
        "statediagram",
        "style",
    }
)


def to_mermaid(states: Sequence[State], actions: Iterable[Action]) -> str:
    """Return a state diagram of Mermaid."""
    ids = _mermaid_ids([state.name for state in states])
    aliases = [
        f'state "{_mermaid_text(name)}" as {found}'
        for name, found in ids.items()
        if name != found
    ]
    moves = [
        f"{ids[source]} --> {ids[target]} : {_mermaid_text(', '.join(names))}"
        for (source, target), names in _moves(actions).items()
    ]
    ends = [
        f"{ids[state.name]} --> [*]"
        for state in states
        if state.category is Category.DONE
    ]
    lines = [*aliases, f"[*] --> {ids[states[0].name]}", *moves, *ends]
    return "\n    ".join(["stateDiagram-v2", *lines])


def to_dot(name: str, states: Sequence[State], actions: Iterable[Action]) -> str:
    """Return a directed graph of Graphviz; the fill tells a state's category."""
    lines = [
        "rankdir=LR",
        'node [shape=box style="rounded,filled" fontname="sans-serif"]',
        'edge [fontname="sans-serif" fontsize=10]',
        '"[*]" [shape=point label=""]',
        f'"[*]" -> {_quoted(states[0].name)}',
    ]
    for state in states:
        end = " peripheries=2" if state.category is Category.DONE else ""
        fill = _FILLS[state.category]
        lines.append(f'{_quoted(state.name)} [fillcolor="{fill}"{end}]')
    for (source, target), names in _moves(actions).items():
        label = _quoted(", ".join(names))
        lines.append(f"{_quoted(source)} -> {_quoted(target)} [label={label}]")
    return "\n    ".join([f"digraph {_quoted(name)} {{", *lines]) + "\n}"


def to_markdown(actions: Iterable[Action]) -> str:
    """Return the table of actions."""
    rows = [
        (
            action.name,
            ", ".join(action.sources),
            action.target or "stays",
            ", ".join(sorted(action.roles)),
            ", ".join(name.replace("|", " or ") for name in action.required),
        )
        for action in actions
    ]
    header = ("action", "from", "to", "roles", "required")
    lines = [f"| {' | '.join(map(_cell, cells))} |" for cells in (header, *rows)]
    return "\n".join([lines[0], "|---" * len(header) + "|", *lines[1:]])


def _moves(actions: Iterable[Action]) -> Mapping[tuple[str, str], list[str]]:
    """Return the names of the actions that lead across each pair of states."""
    found: dict[tuple[str, str], list[str]] = {}
    for action in actions:
        for source in action.sources if action.target else ():
            names = found.setdefault((source, str(action.target)), [])
            if action.name not in names:
                names.append(action.name)
    return found


def _mermaid_ids(names: Sequence[str]) -> Mapping[str, str]:
    """Return what Mermaid may call each state: its name, if all names are words."""
    if all(re.fullmatch(r"[A-Za-z]\w*", name, re.ASCII) for name in names) and (
        _MERMAID_WORDS.isdisjoint(map(str.lower, names))
    ):
        return {name: name for name in names}
    return {name: f"s{place}" for place, name in enumerate(names)}


def _mermaid_text(text: str) -> str:
    return re.sub(r'[#";:\r\n]', lambda found: f"#{ord(found[0])};", text)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{" ".join(escaped.splitlines())}"'
