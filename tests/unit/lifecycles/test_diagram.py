"""Lifecycles as Mermaid, DOT and Markdown: exact texts, odd names, every move."""

import re
from collections import Counter

import pytest

from servicedesk_core.lifecycles import (
    DIRECT_CLOSE,
    INCIDENT,
    Action,
    Category,
    Lifecycle,
    State,
)
from servicedesk_core.tickets import LIFECYCLES

KINDS = [*LIFECYCLES.values(), INCIDENT.with_action(DIRECT_CLOSE)]
NAMES = [lifecycle.name for lifecycle in LIFECYCLES.values()] + ["direct_close"]
Moves = dict[tuple[str, str], list[str]]

SMALL = Lifecycle(
    "small",
    [
        State("new", Category.OPEN),
        State("wait", Category.PAUSED),
        State("solved", Category.RESOLVED),
        State("done", Category.DONE),
        State("dropped", Category.DONE),
    ],
    [
        Action("hold", ["new", "wait"], "wait", ["agent"], ["reason"]),
        Action("resume", ["wait"], "new"),
        Action("solve", ["new"], "solved", ["system", "agent"], ["code", "a|b"]),
        Action("note", ["new", "done"], None, ["vendor"]),
        Action("close", ["solved"], "done", ["requester"]),
        Action("confirm", ["solved"], "done", ["requester"]),
        Action("close", ["wait"], "dropped", ["system"]),
    ],
)


def odd(name: str) -> Lifecycle:
    """Return a lifecycle whose second state and only action have a name."""
    states = [State("new", Category.OPEN), State(name, Category.DONE)]
    return Lifecycle(name, states, [Action(name, ["new"], name, ["agent"], [name])])


def moves(lifecycle: Lifecycle) -> Moves:
    """Return the actions that lead across each pair of states, as the rows have it."""
    found: Moves = {}
    for row in lifecycle.actions:
        for source in row.sources:
            if row.target is not None:
                found.setdefault((source, row.target), []).append(row.name)
    return found


class TestMermaid:
    def test_a_small_lifecycle_word_for_word(self) -> None:
        assert SMALL.to_mermaid().split("\n") == [
            "stateDiagram-v2",
            "    [*] --> new",
            "    new --> wait : hold",
            "    wait --> wait : hold",
            "    wait --> new : resume",
            "    new --> solved : solve",
            "    solved --> done : close, confirm",
            "    wait --> dropped : close",
            "    done --> [*]",
            "    dropped --> [*]",
        ]

    def test_a_lifecycle_without_actions_has_its_first_state_alone(self) -> None:
        lifecycle = Lifecycle("still", [State("new", Category.OPEN)], [])
        expected = ["stateDiagram-v2", "    [*] --> new"]
        assert expected == lifecycle.to_mermaid().split("\n")

    def test_one_odd_name_gives_all_states_an_alias(self) -> None:
        assert odd("on hold").to_mermaid().split("\n") == [
            "stateDiagram-v2",
            '    state "new" as s0',
            '    state "on hold" as s1',
            "    [*] --> s0",
            "    s0 --> s1 : on hold",
            "    s1 --> [*]",
        ]

    @pytest.mark.parametrize(
        ("name", "written"),
        [
            ('"quoted"', "#34;quoted#34;"),
            ("a: b", "a#58; b"),
            ("a; b", "a#59; b"),
            ("#35;", "#35;35#59;"),
            ("two\nlines", "two#10;lines"),
            ("back\\slash", "back\\slash"),
            ("в работе", "в работе"),
            ("gelöst", "gelöst"),
            ("a|b", "a|b"),
            ("on-hold", "on-hold"),
            ("2nd level", "2nd level"),
            ("2nd", "2nd"),
            ("_late", "_late"),
        ],
    )
    def test_signs_that_mean_something_are_written_by_their_numbers(
        self, name: str, written: str
    ) -> None:
        text = odd(name).to_mermaid()
        assert f'\n    state "{written}" as s1\n' in text
        assert f"\n    s0 --> s1 : {written}\n" in text

    def test_the_names_of_actions_need_no_alias(self) -> None:
        states = [State("new", Category.OPEN), State("done", Category.DONE)]
        lifecycle = Lifecycle("door", states, [Action("go: on", ["new"], "done")])
        assert "\n    new --> done : go#58; on\n" in lifecycle.to_mermaid()

    @pytest.mark.parametrize(
        "word",
        [
            *("class", "default", "direction", "end", "note", "state"),
            *("click", "href", "scale", "style", "classDef", "stateDiagram"),
            *("accTitle", "accDescr", "End", "STATE"),
        ],
    )
    def test_words_of_mermaid_get_an_alias(self, word: str) -> None:
        text = odd(word).to_mermaid()
        assert f'\n    state "{word}" as s1\n' in text

    @pytest.mark.parametrize("word", ["ended", "states", "in_class", "x2", "A"])
    def test_words_that_only_look_like_them_stand_for_themselves(
        self, word: str
    ) -> None:
        assert f"\n    new --> {word} : {word}\n" in odd(word).to_mermaid()

    def test_two_rows_of_one_action_for_one_move_are_named_once(self) -> None:
        states = [State("new", Category.OPEN), State("done", Category.DONE)]
        rows = [
            Action("close", ["new"], "done", ["agent"]),
            Action("close", ["new"], "done", ["requester"]),
            Action("drop", ["new"], "done"),
        ]
        text = Lifecycle("door", states, rows).to_mermaid()
        assert "\n    new --> done : close, drop\n" in text

    def test_an_alias_is_never_another_name(self) -> None:
        names = ["s1", "s0", "on hold"]
        states = [State(name, Category.OPEN) for name in names]
        rows = [Action("go", ["s1"], "s0"), Action("hold", ["s0"], "on hold")]
        assert Lifecycle("odd", states, rows).to_mermaid().split("\n") == [
            "stateDiagram-v2",
            '    state "s1" as s0',
            '    state "s0" as s1',
            '    state "on hold" as s2',
            "    [*] --> s0",
            "    s0 --> s1 : go",
            "    s1 --> s2 : hold",
        ]

    @pytest.mark.parametrize("end", ["\r", "\r\n"])
    def test_no_name_ends_a_line(self, end: str) -> None:
        lines = re.split(r"[\r\n]+", odd(f"two{end}lines").to_mermaid())
        assert len(lines) == 6

    @pytest.mark.parametrize("lifecycle", KINDS, ids=NAMES)
    def test_every_move_of_a_kind_is_drawn_once_with_its_actions(
        self, lifecycle: Lifecycle
    ) -> None:
        drawn = re.findall(r"(?m)^    (\w+) --> (\w+) : (.+)$", lifecycle.to_mermaid())
        pairs = Counter((source, target) for source, target, _ in drawn)
        assert pairs == Counter(dict.fromkeys(lifecycle.moves, 1))
        assert moves(lifecycle) == {
            (source, target): label.split(", ") for source, target, label in drawn
        }

    @pytest.mark.parametrize("lifecycle", KINDS, ids=NAMES)
    def test_a_kind_begins_once_and_ends_where_it_is_done(
        self, lifecycle: Lifecycle
    ) -> None:
        text = lifecycle.to_mermaid()
        done = [
            state.name for state in lifecycle.states if state.category is Category.DONE
        ]
        assert re.findall(r"\[\*\] --> (\w+)", text) == [lifecycle.initial]
        assert re.findall(r"(\w+) --> \[\*\]", text) == done


DOT_LINE = re.compile(
    r"    (?:"
    r"rankdir=LR"
    r"|(?:node|edge) \[[^\]]+\]"
    r'|(?P<point>\w+|"(?:[^"\\]|\\.)*") \[shape=point label=""\]'
    r'|(?P<start>\w+|"(?:[^"\\]|\\.)*") -> (?P<first>"(?:[^"\\]|\\.)*")'
    r'|(?P<state>"(?:[^"\\]|\\.)*") \[fillcolor="(?P<fill>#[0-9a-f]{6})"'
    r"(?P<done> peripheries=2)?\]"
    r'|(?P<source>"(?:[^"\\]|\\.)*") -> (?P<target>"(?:[^"\\]|\\.)*")'
    r' \[label=(?P<label>"(?:[^"\\]|\\.)*")\]'
    r")"
)


def bare(quoted: str) -> str:
    """Return a text of DOT without its quotes and escapes."""
    return re.sub(r"\\(.)", r"\1", quoted[1:-1])


def statements(dot: str) -> list[dict[str, str]]:
    """Return the statements of a graph: what each line names, unquoted.

    Fails on a line that is no statement.
    """
    first, *lines, last = dot.split("\n")
    assert re.fullmatch(r'digraph "(?:[^"\\]|\\.)*" \{', first)
    assert last == "}"
    found = []
    for line in lines:
        statement = DOT_LINE.fullmatch(line)
        assert statement is not None, line
        found.append(
            {
                name: bare(value) if value.startswith('"') else value
                for name, value in statement.groupdict().items()
                if value is not None
            }
        )
    return found


class TestDot:
    def test_a_small_lifecycle_word_for_word(self) -> None:
        assert SMALL.to_dot().split("\n") == [
            'digraph "small" {',
            "    rankdir=LR",
            '    node [shape=box style="rounded,filled" fontname="sans-serif"]',
            '    edge [fontname="sans-serif" fontsize=10]',
            '    "[*]" [shape=point label=""]',
            '    "[*]" -> "new"',
            '    "new" [fillcolor="#dbeafe"]',
            '    "wait" [fillcolor="#fef3c7"]',
            '    "solved" [fillcolor="#dcfce7"]',
            '    "done" [fillcolor="#e5e7eb" peripheries=2]',
            '    "dropped" [fillcolor="#e5e7eb" peripheries=2]',
            '    "new" -> "wait" [label="hold"]',
            '    "wait" -> "wait" [label="hold"]',
            '    "wait" -> "new" [label="resume"]',
            '    "new" -> "solved" [label="solve"]',
            '    "solved" -> "done" [label="close, confirm"]',
            '    "wait" -> "dropped" [label="close"]',
            "}",
        ]

    @pytest.mark.parametrize(
        ("name", "written"),
        [
            ("on hold", '"on hold"'),
            ('a "b"', '"a \\"b\\""'),
            ("a\\b", '"a\\\\b"'),
            ("a\\", '"a\\\\"'),
            ('a\\"b', '"a\\\\\\"b"'),
            ("a\\nb", '"a\\\\nb"'),
            ("a: b", '"a: b"'),
            ("a;{b}", '"a;{b}"'),
            ("two\nlines", '"two lines"'),
            ("в работе", '"в работе"'),
            ("a|b", '"a|b"'),
            ("node", '"node"'),
        ],
    )
    def test_names_stand_in_quotes(self, name: str, written: str) -> None:
        lines = odd(name).to_dot().split("\n")
        assert [lines[0], *lines[-3:]] == [
            f"digraph {written} {{",
            f'    {written} [fillcolor="#e5e7eb" peripheries=2]',
            f'    "new" -> {written} [label={written}]',
            "}",
        ]

    @pytest.mark.parametrize("name", ["start", "point", "_start", "s", "begin"])
    def test_the_point_it_starts_from_is_no_state(self, name: str) -> None:
        found = statements(odd(name).to_dot())
        (point,) = (each["point"] for each in found if "point" in each)
        states = {each["state"] for each in found if "state" in each}
        assert point not in states

    @pytest.mark.parametrize("lifecycle", KINDS, ids=NAMES)
    def test_every_move_of_a_kind_is_drawn_once_with_its_actions(
        self, lifecycle: Lifecycle
    ) -> None:
        drawn = [each for each in statements(lifecycle.to_dot()) if "label" in each]
        pairs = Counter((each["source"], each["target"]) for each in drawn)
        assert pairs == Counter(dict.fromkeys(lifecycle.moves, 1))
        assert moves(lifecycle) == {
            (each["source"], each["target"]): each["label"].split(", ")
            for each in drawn
        }

    @pytest.mark.parametrize("lifecycle", KINDS, ids=NAMES)
    def test_every_state_of_a_kind_is_drawn_once_and_filled_by_its_category(
        self, lifecycle: Lifecycle
    ) -> None:
        fills = {
            Category.OPEN: ("#dbeafe", False),
            Category.PAUSED: ("#fef3c7", False),
            Category.RESOLVED: ("#dcfce7", False),
            Category.DONE: ("#e5e7eb", True),
        }
        assert [(state.name, *fills[state.category]) for state in lifecycle.states] == [
            (each["state"], each["fill"], "done" in each)
            for each in statements(lifecycle.to_dot())
            if "state" in each
        ]

    @pytest.mark.parametrize("lifecycle", KINDS, ids=NAMES)
    def test_a_kind_starts_from_the_point(self, lifecycle: Lifecycle) -> None:
        found = statements(lifecycle.to_dot())
        (point,) = (each["point"] for each in found if "point" in each)
        (start,) = (each for each in found if "start" in each)
        assert start == {"start": point, "first": lifecycle.initial}


def cells(line: str) -> list[str]:
    """Return the cells of a row of Markdown, cut at each pipe that is one."""
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


class TestMarkdown:
    def test_a_small_lifecycle_word_for_word(self) -> None:
        assert SMALL.to_markdown().split("\n") == [
            "| action | from | to | roles | required |",
            "|---|---|---|---|---|",
            "| hold | new, wait | wait | agent | reason |",
            "| resume | wait | new | agent, approver, requester, system, vendor |  |",
            "| solve | new | solved | agent, system | code, a or b |",
            "| note | new, done | stays | vendor |  |",
            "| close | solved | done | requester |  |",
            "| confirm | solved | done | requester |  |",
            "| close | wait | dropped | system |  |",
        ]

    @pytest.mark.parametrize(
        ("name", "written"),
        [
            ("on hold", "on hold"),
            ('a "b"', 'a "b"'),
            ("a: b", "a: b"),
            ("a|b", "a\\|b"),
            ("в работе", "в работе"),
        ],
    )
    def test_a_pipe_in_a_name_is_none_of_the_table(
        self, name: str, written: str
    ) -> None:
        required = name.replace("|", " or ")
        expected = f"| {written} | new | {written} | agent | {required} |"
        assert expected == odd(name).to_markdown().split("\n")[-1]

    @pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
    def test_no_name_ends_a_line(self, end: str) -> None:
        lines = re.split(r"[\r\n]+", odd(f"two{end}lines").to_markdown())
        assert len(lines) == 3

    @pytest.mark.parametrize("lifecycle", KINDS, ids=NAMES)
    def test_every_row_of_a_kind_is_a_line(self, lifecycle: Lifecycle) -> None:
        found = [
            (name, sources.split(", "), target, roles.split(", "), required)
            for name, sources, target, roles, required in map(
                cells, lifecycle.to_markdown().split("\n")[2:]
            )
        ]
        assert found == [
            (
                row.name,
                list(row.sources),
                "stays" if row.target is None else row.target,
                sorted(row.roles),
                ", ".join(row.required).replace("|", " or "),
            )
            for row in lifecycle.actions
        ]
