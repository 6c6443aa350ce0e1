"""Who may do what with a ticket of each kind, from where, in plain tables.

They were written from the design, not from the lifecycles.
"""

from collections import deque
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

ROLES = ("requester", "agent", "system", "vendor", "approver")


class Row(NamedTuple):
    """Who may do what from where, where it leads and what it needs."""

    action: str
    sources: tuple[str, ...]
    target: str
    roles: tuple[str, ...]
    needs: tuple[str, ...]


WHO = {
    "desk": "agent system",
    "asker": "agent system requester",
    "helper": "agent system vendor",
    "reader": "agent system vendor approver",
    "manager": "agent approver",
    "approver": "approver",
    "all": "agent approver requester system vendor",
}

# The states of a kind that are open, paused, resolved and done; the first starts.
STATES = {
    "incident": ("new in_progress", "on_hold", "resolved", "closed cancelled merged"),
    "service_request": (
        "new approved in_fulfilment",
        "awaiting_approval on_hold",
        "fulfilled",
        "closed rejected cancelled merged",
    ),
    "problem": (
        "new assessed root_cause_analysis known_error fix_in_progress",
        "",
        "resolved",
        "closed cancelled merged",
    ),
    "change": (
        "new assessed authorised scheduled implementing",
        "",
        "backed_out review",
        "closed rejected cancelled merged",
    ),
    "standard_change": (
        "new scheduled implementing",
        "",
        "backed_out review",
        "closed cancelled merged",
    ),
    "emergency_change": (
        "new authorised implementing",
        "",
        "backed_out review",
        "closed rejected cancelled merged",
    ),
    "complaint": (
        "received acknowledged assessed investigating disputed",
        "awaiting_complainant external",
        "responded accepted",
        "closed merged",
    ),
}
KINDS = tuple(STATES)
CATEGORIES = {
    kind: {
        state: category
        for category, states in zip(
            ("open", "paused", "resolved", "done"), groups, strict=True
        )
        for state in states.split()
    }
    for kind, groups in STATES.items()
}

# action | from | to (- leaves the state) | who | what is required (a/b: one of them);
# live is open or paused, unfinished all but done, solved resolved or closed, and
# unanswered a live complaint that is neither disputed nor outside.
EVERYDAY = """
merge             | unfinished | merged | desk | into
acknowledge       | live       | -      | desk |
assign            | unfinished | -      | desk | group/agent
unassign          | unfinished | -      | desk |
set_owner         | unfinished | -      | desk | owner
escalate          | live       | -      | desk | kind
prioritise        | live       | -      | desk | impact/urgency
override_priority | live       | -      | desk | priority reason
workaround        | live       | -      | helper | text
reply             | unmerged   | -      | helper |
receive           | unmerged   | -      | all |
note              | unmerged   | -      | reader |
link              | unmerged   | -      | desk | link
unlink            | unmerged   | -      | desk | link
promise           | live       | -      | desk | due
keep_promise      | unmerged   | -      | desk | due
compensate        | unmerged   | -      | desk | money
survey            | solved     | -      | asker | score
change_attributes | unmerged   | -      | desk | attributes
"""
REVIEWED = """
back_out | implementing review     | backed_out | desk | reason
review   | implementing backed_out | review     | desk |
close    | review                  | closed     | desk | code
"""
MOVES = {
    "incident": """
start          | new             | in_progress | desk |
hold           | live            | on_hold     | desk | reason
resume         | on_hold         | in_progress | all |
resolve        | live            | resolved    | desk | code notes
close          | resolved        | closed      | asker |
reopen         | resolved closed | in_progress | asker |
reopen_on_hold | resolved closed | on_hold     | desk | hold
cancel         | live            | cancelled   | asker | reason
propose_major  | live            | -           | desk | reason
accept_major   | unfinished      | -           | manager | notes business_impact
reject_major   | unfinished      | -           | manager | reason
""",
    "service_request": """
request_approval | new awaiting_approval approved in_fulfilment \
| awaiting_approval | desk | approver
approve          | awaiting_approval | approved          | approver |
reject           | awaiting_approval | rejected          | approver | reason
start            | new approved      | in_fulfilment     | desk |
hold             | new approved in_fulfilment on_hold | on_hold | desk | reason
resume           | on_hold           | in_fulfilment     | all |
fulfil           | new approved in_fulfilment on_hold | fulfilled | desk | notes
close            | fulfilled         | closed            | asker |
reopen           | fulfilled closed  | in_fulfilment     | asker |
reopen           | rejected          | awaiting_approval | asker |
reopen_on_hold   | fulfilled closed  | on_hold           | desk | hold
cancel           | live              | cancelled         | asker | reason
""",
    "problem": """
assess  | new                  | assessed            | desk |
analyse | new assessed known_error fix_in_progress | root_cause_analysis | desk |
record_known_error | assessed root_cause_analysis fix_in_progress | known_error \
| desk | workaround
fix     | root_cause_analysis known_error | fix_in_progress | desk |
resolve | live                 | resolved            | desk | code notes
close   | resolved             | closed              | desk |
reopen  | resolved closed      | root_cause_analysis | desk |
cancel  | live                 | cancelled           | desk | reason
""",
    "change": f"""
assess    | new                               | assessed     | desk |
authorise | assessed                          | authorised   | approver |
reject    | new assessed                      | rejected     | approver | reason
reopen    | rejected                          | assessed     | asker |
schedule  | authorised scheduled backed_out   | scheduled    | desk | start end
implement | scheduled                         | implementing | desk |
cancel    | new assessed authorised scheduled | cancelled    | asker | reason
{REVIEWED}""",
    "standard_change": f"""
schedule  | new scheduled backed_out | scheduled    | desk | start end
implement | new scheduled            | implementing | desk |
cancel    | new scheduled            | cancelled    | asker | reason
{REVIEWED}""",
    "emergency_change": f"""
authorise | new                   | authorised   | approver |
reject    | new                   | rejected     | approver | reason
implement | authorised backed_out | implementing | desk |
cancel    | new authorised        | cancelled    | asker | reason
{REVIEWED}""",
    "complaint": """
assess      | received acknowledged         | assessed      | desk |
investigate | acknowledged assessed disputed external | investigating | desk |
hold        | acknowledged assessed investigating | awaiting_complainant | desk | reason
resume      | awaiting_complainant          | investigating | all |
respond     | unanswered disputed           | responded     | desk | outcome
accept      | responded                     | accepted      | asker |
dispute     | responded closed              | disputed      | asker | reason
refer       | unanswered responded disputed closed | external | asker | to
close       | responded accepted external   | closed        | desk |
reopen      | accepted closed               | investigating | asker |
cancel      | live                          | closed        | asker | reason
""",
}
# Rows that stand before those of the same name.
FIRST = {
    "complaint": "acknowledge | received | acknowledged | desk |\n",
    "direct": "close | live | closed | desk |\n",
}


class Table:
    """The rows of one kind.

    Attributes:
        rows: those that hold, by action and state.
        usual: the row that stands for an action where none of its rows holds.
        actions: what all of them are about.
    """

    def __init__(self, kind: str, first: str) -> None:
        self.kind = kind
        own = list(_rows(kind, MOVES[kind] + EVERYDAY))
        every = [*_rows(kind, first), *own]
        self.rows = {
            (row.action, state): row for row in reversed(every) for state in row.sources
        }
        self.usual = {row.action: row for row in reversed(own)}
        self.actions = tuple(dict.fromkeys(row.action for row in own))

    def ways(self, state: str) -> dict[str, str]:
        """Return the actions that lead from a state to another, with where to.

        Merging and cancelling are left out: they end a ticket, they do not get it
        done.
        """
        found = {action: self.rows.get((action, state)) for action in self.actions}
        return {
            action: row.target
            for action, row in found.items()
            if row and row.target and action not in ("merge", "cancel")
        }

    def way_out(self, start: str) -> list[str]:
        """Return the shortest way from a state to a closed ticket.

        There is none to go from where it is done already.

        Raises:
            LookupError: if it is stuck.
        """
        paths, waiting = {start: list[str]()}, deque([start])
        while waiting:
            state = waiting.popleft()
            if CATEGORIES[self.kind][state] == "done" and state in (start, "closed"):
                return paths[state]
            for action, target in self.ways(state).items():
                if target not in paths:
                    paths[target] = [*paths[state], action]
                    waiting.append(target)
        raise LookupError(f"{self.kind} is stuck in {start}")


@cache
def table(kind: str, *, direct: bool = False) -> Table:
    """Return the rows of a kind; with ``direct``, open incidents may be closed."""
    return Table(kind, FIRST.get(kind, "") + FIRST["direct"] * direct)


def _rows(kind: str, text: str) -> Iterator[Row]:
    for line in filter(None, text.splitlines()):
        action, sources, target, who, needs = line.split("|")
        yield Row(
            action.strip(),
            _states(kind, sources),
            target.strip().removeprefix("-"),
            tuple(WHO[who.strip()].split()),
            tuple(needs.replace("/", "|").split()),
        )


def _states(kind: str, sources: str) -> tuple[str, ...]:
    every = CATEGORIES[kind]
    live = [state for state in every if every[state] in ("open", "paused")]
    solved = [state for state in every if every[state] == "resolved"]
    groups = {
        "live": live,
        "unanswered": [x for x in live if x not in ("disputed", "external")],
        "unfinished": [*live, *solved],
        "solved": [*solved, "closed"],
        "unmerged": [state for state in every if state != "merged"],
    }
    return tuple(x for word in sources.split() for x in groups.get(word, [word]))
