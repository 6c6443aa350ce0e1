"""A lifecycle: states, and the actions that lead from one to another."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from itertools import product
from types import MappingProxyType

import attrs

from servicedesk_core.errors import (
    InvalidLifecycleError,
    UnknownActionError,
    close_matches,
)
from servicedesk_core.findings import Finding, Findings, Severity
from servicedesk_core.lifecycles import diagram
from servicedesk_core.lifecycles.action import Action
from servicedesk_core.lifecycles.conformance import Conformance, read_case
from servicedesk_core.lifecycles.state import OVER, Category, State


def _states(states: Iterable[State]) -> tuple[State, ...]:
    return tuple(states)


def _actions(actions: Iterable[Action]) -> tuple[Action, ...]:
    return tuple(actions)


@attrs.frozen
class Lifecycle:
    """States and actions; the first state is where every ticket starts.

    Args:
        name: for messages and reports.
        states: all states, the initial one first.
        actions: the rows; an action may have several with different sources.
        backdating: whether an event may be earlier than the one before it.

    Raises:
        InvalidLifecycleError: for a state named twice, or one that an action names
            and the lifecycle lacks.

    Example:
        >>> door = Lifecycle(
        ...     "door",
        ...     [State("shut", "open"), State("ajar", "done")],
        ...     [Action("push", ["shut"], "ajar")],
        ... )
        >>> door.check()
        ()
        >>> door.target("push", "shut")
        'ajar'
    """

    name: str
    states: tuple[State, ...] = attrs.field(converter=_states)
    actions: tuple[Action, ...] = attrs.field(converter=_actions)
    backdating: bool = attrs.field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        names = [state.name for state in self.states]
        if not names:
            raise InvalidLifecycleError(self.name, "it must have a state")
        if len(names) != len(set(names)):
            raise InvalidLifecycleError(self.name, f"states must differ, got {names}")
        for action in self.actions:
            if not action.sources:
                reason = f"action {action.name!r} must start from a state"
                raise InvalidLifecycleError(self.name, reason)
            target = names[:1] if action.target is None else [action.target]
            for state in (*action.sources, *target):
                if state not in names:
                    reason = f"action {action.name!r} names no state of it: {state!r}"
                    raise InvalidLifecycleError(self.name, reason)

    @property
    def initial(self) -> str:
        """The name of the state that every ticket starts in."""
        return self.states[0].name

    @cached_property
    def categories(self) -> Mapping[str, Category]:
        """The category of each state, by name."""
        return MappingProxyType({state.name: state.category for state in self.states})

    @cached_property
    def _rows(self) -> Mapping[tuple[str, str], Action]:
        rows: dict[tuple[str, str], Action] = {}
        for action in self.actions:
            for source in action.sources:
                rows.setdefault((action.name, source), action)
        return MappingProxyType(rows)

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Action, ...]]:
        names = dict.fromkeys(row.name for row in self.actions)
        return MappingProxyType(
            {
                name: tuple(row for row in self.actions if row.name == name)
                for name in names
            }
        )

    @cached_property
    def _targets(self) -> Mapping[tuple[str, str], str]:
        # Every action from every state, for a fold asks once an event.
        return MappingProxyType(
            {
                (name, state.name): (self.row(name, state.name) or rows[0]).target
                or state.name
                for name, rows in self._by_name.items()
                for state in self.states
            }
        )

    @cached_property
    def _reopenings(self) -> frozenset[tuple[str, str]]:
        over = [state.name for state in self.states if state.category in OVER]
        live = [state.name for state in self.states if state.category not in OVER]
        return frozenset(product(over, live))

    @cached_property
    def moves(self) -> frozenset[tuple[str, str]]:
        """Every pair of states that some action leads across."""
        return frozenset(
            (source, action.target)
            for action in self.actions
            for source in action.sources
            if action.target is not None
        )

    def reopens(self, before: str, after: str) -> bool:
        """Tell whether a change of state takes up again what was over.

        Example:
            >>> from servicedesk_core.lifecycles import INCIDENT
            >>> INCIDENT.reopens("resolved", "on_hold")
            True
        """
        return (before, after) in self._reopenings

    def row(self, action: str, state: str) -> Action | None:
        """Return the row of an action from a state, or None if there is none."""
        return self._rows.get((action, state))

    def rows(self, action: str) -> tuple[Action, ...]:
        """Return all rows of an action.

        Raises:
            UnknownActionError: if the lifecycle has no such action.
        """
        rows = self._by_name.get(action)
        if rows is None:
            matches = close_matches(action, self._by_name)
            raise UnknownActionError(self.name, action, matches)
        return rows

    def target(self, action: str, state: str) -> str:
        """Return the state that an action leads to from another.

        An action that this table does not allow from ``state`` leads where it
        usually leads: a history from elsewhere is told, not judged.

        Example:
            >>> from servicedesk_core.lifecycles import INCIDENT
            >>> INCIDENT.target("note", "closed")
            'closed'
        """
        return self._targets.get((action, state), state)

    def with_action(self, action: Action) -> "Lifecycle":
        """Return this lifecycle with one more row.

        The row stands in for those of the same name that start from its sources.

        Example:
            >>> from servicedesk_core.lifecycles import DIRECT_CLOSE, INCIDENT
            >>> direct = INCIDENT.with_action(DIRECT_CLOSE)
            >>> direct.target("close", "in_progress")
            'closed'
        """
        kept = []
        for row in self.actions:
            sources = [each for each in row.sources if each not in action.sources]
            if row.name != action.name:
                kept.append(row)
            elif sources:
                kept.append(attrs.evolve(row, sources=sources))
        return attrs.evolve(self, actions=(*kept, action))

    def check(self) -> Findings:
        """Return what makes the table hard to live with.

        Found are unreachable states, dead ends, actions that lead to two states
        from one, and pause states that cannot resume.

        Example:
            >>> stuck = Lifecycle("stuck", [State("new", "open")], [])
            >>> print(*stuck.check())
            error lifecycle.dead_end at new: no action leads out of this open state
        """
        return (*self._unreachable(), *self._dead_ends(), *self._ambiguous())

    def _unreachable(self) -> Iterator[Finding]:
        reached, waiting = {self.initial}, [self.initial]
        while waiting:
            state = waiting.pop()
            new = {end for start, end in self.moves if start == state} - reached
            reached |= new
            waiting += new
        for found in self.states:
            if found.name not in reached:
                message = f"no action leads here from {self.initial}"
                yield Finding(
                    "lifecycle.unreachable", Severity.ERROR, found.name, message
                )

    def _dead_ends(self) -> Iterator[Finding]:
        for state in self.states:
            ways = {
                self.categories[end]
                for start, end in self.moves - {(state.name, state.name)}
                if start == state.name
            }
            if state.category is not Category.DONE and not ways:
                message = f"no action leads out of this {state.category} state"
                yield Finding("lifecycle.dead_end", Severity.ERROR, state.name, message)
            elif state.category is Category.PAUSED and Category.OPEN not in ways:
                message = "no action resumes from here to an open state"
                yield Finding(
                    "lifecycle.no_resume", Severity.ERROR, state.name, message
                )

    def _ambiguous(self) -> Iterator[Finding]:
        for action in self.actions:
            for source in action.sources:
                first = self._rows[action.name, source]
                if first.target != action.target:
                    path = f"{source}/{action.name}"
                    message = f"leads to {first.target} and to {action.target}"
                    yield Finding("lifecycle.ambiguous", Severity.ERROR, path, message)

    def to_markdown(self) -> str:
        """Return the table of actions as Markdown.

        Example:
            >>> door = Lifecycle(
            ...     "door",
            ...     [State("shut", "open"), State("ajar", "done")],
            ...     [Action("push", ["shut"], "ajar", ["agent"], ["force"])],
            ... )
            >>> print(door.to_markdown())
            | action | from | to | roles | required |
            |---|---|---|---|---|
            | push | shut | ajar | agent | force |
        """
        return diagram.to_markdown(self.actions)

    def to_mermaid(self) -> str:
        """Return the states and moves as a Mermaid state diagram.

        Example:
            >>> door = Lifecycle(
            ...     "door",
            ...     [State("shut", "open"), State("ajar", "done")],
            ...     [Action("push", ["shut"], "ajar", ["agent"], ["force"])],
            ... )
            >>> print(door.to_mermaid())
            stateDiagram-v2
                [*] --> shut
                shut --> ajar : push
                ajar --> [*]
        """
        return diagram.to_mermaid(self.states, self.actions)

    def to_dot(self) -> str:
        """Return the states and moves in DOT, the language of Graphviz.

        Example:
            >>> door = Lifecycle(
            ...     "door",
            ...     [State("shut", "open"), State("ajar", "done")],
            ...     [Action("push", ["shut"], "ajar", ["agent"], ["force"])],
            ... )
            >>> print(door.to_dot())
            digraph "door" {
                rankdir=LR
                node [shape=box style="rounded,filled" fontname="sans-serif"]
                edge [fontname="sans-serif" fontsize=10]
                "[*]" [shape=point label=""]
                "[*]" -> "shut"
                "shut" [fillcolor="#dbeafe"]
                "ajar" [fillcolor="#e5e7eb" peripheries=2]
                "shut" -> "ajar" [label="push"]
            }
        """
        return diagram.to_dot(self.name, self.states, self.actions)

    def replay(
        self,
        history: Iterable[tuple[datetime, str]],
        *,
        names: Mapping[str, str] | None = None,
        backdating: bool = False,
    ) -> Conformance:
        """Return how one case of a log conforms to this table.

        Only the table is asked, no guard and no role. The first state of a case is
        no transition, and neither is a state that repeats. Unknown states are data
        in the report; reports add up.

        Args:
            history: instants and states, in order.
            names: the lifecycle's name for a state of the log; others stay.
            backdating: whether a record may be earlier than the one before it; the
                time between them is negative then, so that times add up.

        Raises:
            InvalidHistoryError: if an instant is earlier than the one before it, unless
                ``backdating``.

        Example:
            >>> from datetime import UTC
            >>> from servicedesk_core.lifecycles import INCIDENT
            >>> day = datetime(2026, 1, 5, tzinfo=UTC)
            >>> report = INCIDENT.replay([(day, "resolved"), (day, "new")])
            >>> report.share, report.rejections[0].reason
            (0.0, 'no action leads from resolved to new')
        """
        return self.replay_all([history], names=names, backdating=backdating)

    def replay_all(
        self,
        histories: Iterable[Iterable[tuple[datetime, str]]],
        *,
        names: Mapping[str, str] | None = None,
        backdating: bool = False,
    ) -> Conformance:
        """Return how many cases of a log conform to this table.

        Args:
            histories: one history a case, as :meth:`replay` takes it.
            names: the lifecycle's name for a state of the log; others stay.
            backdating: whether a record may be earlier than the one before it; the
                time between them is negative then, so that times add up.

        Raises:
            InvalidHistoryError: if an instant is earlier than the one before it, unless
                ``backdating``.
        """
        cases = (
            read_case(history, names or {}, backdating=backdating)
            for history in histories
        )
        return Conformance.of(cases, frozenset(self.categories), self.moves)
