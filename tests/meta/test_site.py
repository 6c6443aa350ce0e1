"""What `make docs` builds the site of, without building it."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

import servicedesk_core as sd
from lifecycle_tables import command_table, lifecycle_section
from reference_names import packages
from servicedesk_core.tickets.kinds import LIFECYCLES

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(
    page.relative_to(DOCS).with_suffix("").as_posix() for page in DOCS.glob("**/*.md")
)
DOOR = sd.Lifecycle(
    "front_door",
    [sd.State("shut", "open"), sd.State("ajar", "done")],
    [
        sd.Action("push", ["shut"], "ajar", ["agent"], ["force|key"]),
        sd.Action("note", ["shut", "ajar"], None, ["agent", "system"]),
    ],
)


def entries(page: str) -> list[str]:
    """Return the entries of the tables of contents of a page, from the root of docs."""
    text = (DOCS / f"{page}.md").read_text(encoding="utf-8")
    trees = re.findall(r"^```{toctree}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line for tree in trees for line in tree.splitlines()]
    folder = (DOCS / page).parent
    return [
        (folder / line).relative_to(DOCS).as_posix()
        for line in lines
        if line and not line.startswith(":")
    ]


def reached() -> set[str]:
    """Return the pages that tables of contents lead to from the first page."""
    found, waiting = {"index"}, ["index"]
    while waiting:
        for entry in entries(waiting.pop()):
            pages = DOCS.glob(f"{entry}.md")
            new = {page.relative_to(DOCS).with_suffix("").as_posix() for page in pages}
            waiting += new - found
            found |= new
    return found


class TestPages:
    def test_tables_of_contents_lead_to_each_of_them(self) -> None:
        assert PAGES == sorted(reached())

    @pytest.mark.parametrize("page", PAGES)
    def test_tables_of_contents_name_no_other(self, page: str) -> None:
        lost = [entry for entry in entries(page) if not [*DOCS.glob(f"{entry}.md")]]

        assert [] == lost

    def test_each_public_package_has_its_own(self) -> None:
        pages = (Path(page).name for page in PAGES if page.startswith("reference/api/"))

        assert packages() == sorted(pages)


class TestLifecycleSection:
    def test_it_has_picture_states_and_actions(self) -> None:
        expected = f"""\
## Front door

```{{graphviz}}
:alt: states and moves of the front door lifecycle

{DOOR.to_dot()}
```

| state | category |
|---|---|
| shut | open |
| ajar | done |

{DOOR.to_markdown()}"""

        assert expected == lifecycle_section(DOOR)

    def test_a_public_one_is_linked_to_its_name(self) -> None:
        name = "{py:data}`servicedesk_core.lifecycles.PROBLEM`"

        assert name == lifecycle_section(sd.lifecycles.PROBLEM).splitlines()[2]


def cells(kinds: dict[sd.TicketKind, sd.Lifecycle]) -> list[list[str]]:
    """Return the rows of a table of commands, links as the words they show."""
    table = re.sub(r"\{py:\w+\}`(\w+) <[\w.]+>`", r"\1", command_table(kinds))
    return [line[2:-2].split(" | ") for line in table.splitlines()]


class TestCommandTable:
    def test_a_row_tells_the_event_and_the_needs_of_a_command(self) -> None:
        rows = cells({sd.TicketKind.INCIDENT: DOOR})

        assert [
            ["open_ticket", "Opened", "incident", "", "shut", "", "id"],
            [
                *("take (push)", "ActionTaken", "incident"),
                *("shut", "ajar", "agent", "force or key"),
            ],
            [
                *("note", "NoteAdded", "incident"),
                *("shut, ajar", "stays", "agent, system", ""),
            ],
        ] == rows[2:]

    def test_commands_of_two_actions_name_the_one(self) -> None:
        incident = {sd.TicketKind.INCIDENT: sd.lifecycles.INCIDENT}
        reopening = [row[:5] for row in cells(incident) if "Reopened" in row]

        assert [
            ["reopen", "Reopened", "incident", "resolved, closed", "in_progress"],
            [
                *("reopen (reopen_on_hold)", "Reopened", "incident"),
                *("resolved, closed", "on_hold"),
            ],
        ] == reopening

    def test_every_row_of_every_kind_is_in_it_and_each_opening(self) -> None:
        rows = cells(dict(LIFECYCLES))[2:]
        actions = sum(len(lifecycle.actions) for lifecycle in LIFECYCLES.values())

        assert actions + len(LIFECYCLES) == len(rows)

    def test_rows_of_one_command_stand_together(self) -> None:
        commands = [row[0].partition(" ")[0] for row in cells(dict(LIFECYCLES))[2:]]
        changes = sum(a != b for a, b in pairwise(commands))

        assert len(set(commands)) == changes + 1
