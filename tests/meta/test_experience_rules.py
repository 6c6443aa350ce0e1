"""Every rule about how clients are served is tested or declined, by its id."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent.parent / "golden"

# Capabilities and the rules that each of them takes in.
ROWS = {
    "expectation gap": "A1 A2 A8 A9 E18",
    "promise gap": "A3 A4 D23",
    "load-aware promise": "A7 D17",
    "keeping the client informed": "A5 A6 D4 D9 D18 G13",
    "effort": "B2 B5 B6 B25 D14 D22 E19 C16",
    "loyalty by contacts": "B1 B3 B19 B20 B21 B22 B23",
    "churn signals": "B12 B13 B14 B15 B16",
    "availability": "B11",
    "queueing": "B7 B8 B9 B10",
    "demand": "B4 B24 B26 B27 C7 G6 E12",
    "cost of failure": "C1 C2 C3 C15 G3",
    "pay or investigate": "C4 C5",
    "teaching": "C6",
    "guarantees and credits": "C8 C9 C11 C13",
    "goodwill and tenure": "C10 C12",
    "deadlines and notices": "D1 D2 C14 G2",
    "repeat and resonance": "D5 D6 D8 D10 G7",
    "register": "D7 G4 G12 E8",
    "low score follow-up, surveys": "D3 E9 E13 E20 E21 G8",
    "ownership and custody": "D12 D13 E7",
    "refusals and approvals": "D15 D19",
    "coverage": "D16 E25 G10",
    "workaround": "D24",
    "causes": "E1 E2 E3 E5 G5",
    "effect of measures": "E6 E11 G18",
    "scores compared like with like": "E10 E15 E17 G17",
    "reach": "E16",
    "readiness of labels": "E4",
    "word of mouth and value": "B17 B18",
}
# What a library of rules has no part in.
DECLINED = {
    "wording of replies": "D11",
    "suitability of financial offers": "D20",
    "mystery shopping": "D21",
    "emoji reactions": "E22",
    "choosing a system": "E23",
    "event dates": "E24",
    "page and choice criteria": "E14 G15 G16",
    "travel pre-notices": "G1",
    "price policy": "G9",
    "terminal dialogues": "G11",
    "staff prizes": "G14",
}
# The rules are numbered through in each of these parts.
LAST = {"A": 9, "B": 27, "C": 16, "D": 24, "E": 25, "G": 18}
RULE = re.compile(r"[a-g]\d+")

Rules = tuple[str, ...]


def split(rules: str) -> Rules:
    return tuple(rules.lower().split())


def named(function: str) -> Rules:
    """Return the ids that the name of a test begins with."""
    found: list[str] = []
    for token in function.removeprefix("test_").split("_"):
        if not RULE.fullmatch(token):
            break
        found.append(token)
    return tuple(found)


def rules_of_tests() -> list[Rules]:
    """Return the ids in the name of each golden test about experience."""
    return [
        named(node.name)
        for path in sorted(GOLDEN.glob("test_experience_*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]


TESTS = Counter(rules_of_tests())


class TestRules:
    def test_each_is_in_one_row_or_declined(self) -> None:
        every = [f"{part}{n}" for part in LAST for n in range(1, LAST[part] + 1)]
        rows = [*ROWS.values(), *DECLINED.values()]

        assert sorted(every) == sorted(" ".join(rows).split())

    def test_there_are_106_of_119_and_13_declined(self) -> None:
        counts = [len(" ".join(each.values()).split()) for each in (ROWS, DECLINED)]

        assert [106, 13] == counts

    @pytest.mark.parametrize("row", ROWS)
    def test_a_row_has_one_test_of_its_name(self, row: str) -> None:
        assert 1 == TESTS[split(ROWS[row])]

    def test_every_other_test_shows_a_part_of_one_row(self) -> None:
        rows = [set(split(row)) for row in ROWS.values()]

        assert [] == [
            found for found in TESTS if not any(set(found) <= row for row in rows)
        ]


class TestNames:
    def test_ids_come_first(self) -> None:
        assert ("a1", "e18") == named("test_a1_e18_gap_of_b2")

    def test_a_name_may_have_none(self) -> None:
        assert () == named("test_figures_do_not_hang_on_a1")
