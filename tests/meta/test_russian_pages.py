"""The pages in Russian say what the English ones say."""

import ast
import re
from doctest import DocTestParser
from pathlib import Path
from pkgutil import resolve_name

import pytest

DOCS = Path(__file__).parents[2] / "docs"
TUTORIALS = DOCS / "tutorials/first-calendar.md", DOCS / "ru/first-calendar.md"
GLOSSARIES = DOCS / "reference/glossary.md", DOCS / "ru/glossary.md"
STARTS = DOCS / "index.md", DOCS / "ru/index.md"
RUSSIAN = sorted(DOCS.glob("ru/*.md"))
NAME = re.compile(r"\{py:obj\}`([\w.]+) <(servicedesk_core[\w.]+)>`")


class Untranslated(ast.NodeTransformer):
    """Takes out of code what may differ between languages."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Drop names for people, and which language is asked for."""
        self.generic_visit(node)
        named = {"name", "language"}
        node.keywords = [each for each in node.keywords if each.arg not in named]
        asked = isinstance(node.func, ast.Attribute) and node.func.attr == "to_text"
        return node.func.value if asked else node  # type: ignore[attr-defined]


def sections(page: Path) -> list[str]:
    """Return the marks of the headings, without their words."""
    text = page.read_text(encoding="utf-8")
    return re.findall(
        r"^(#+) ",
        re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL),
        re.MULTILINE,
    )


def examples(page: Path) -> list[str]:
    """Return the code of each example, without what languages differ in."""
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [ast.unparse(Untranslated().visit(ast.parse(code(each)))) for each in blocks]


def code(block: str) -> str:
    """Return what a block runs, a session without what it prints."""
    steps = DocTestParser().get_examples(block)
    return "".join(each.source for each in steps) or block


def rows(page: Path) -> list[list[str]]:
    """Return the cells of the tables of a page, their headings aside."""
    lines = page.read_text(encoding="utf-8").splitlines()
    tables = [line[2:-2].split(" | ") for line in lines if line.startswith("| ")]
    return [cells for cells in tables if NAME.search(" ".join(cells))]


class TestTutorial:
    def test_it_has_the_same_sections(self) -> None:
        english, russian = map(sections, TUTORIALS)

        assert len(english) > 1
        assert english == russian

    def test_it_has_the_same_examples(self) -> None:
        english, russian = map(examples, TUTORIALS)

        assert len(english) > 1
        assert english == russian

    def test_words_apart_another_example_would_be_seen(self) -> None:
        first, *_ = examples(TUTORIALS[0])

        assert first != first.replace("Europe/Moscow", "Europe/Berlin")


class TestGlossary:
    def test_it_has_the_same_sections(self) -> None:
        english, russian = map(sections, GLOSSARIES)

        assert english == russian

    def test_it_has_the_same_terms(self) -> None:
        english, russian = map(rows, GLOSSARIES)

        assert len(english) > 1
        named = [term.split(" <br>") for term, _ in english]
        translated = [term.split(" <br>") for term, _ in russian]
        assert named == [[term, name] for _, term, name in translated]

    @pytest.mark.parametrize("page", GLOSSARIES, ids=["en", "ru"])
    def test_every_term_is_explained(self, page: Path) -> None:
        parts = [[*term.split(" <br>"), meaning] for term, meaning in rows(page)]

        assert [] == [term for term in parts if not all(term)]

    def test_no_term_is_there_twice(self) -> None:
        terms = [cells[0] for cells in rows(GLOSSARIES[0])]

        assert sorted(set(terms)) == sorted(terms)

    def test_every_name_is_one_of_the_library(self) -> None:
        for term, _ in rows(GLOSSARIES[0]):
            found = NAME.search(term)
            assert found is not None
            shown, full = found.groups()

            assert full.endswith(f".{shown}")
            resolve_name(full)


class TestPages:
    @pytest.mark.parametrize("page", RUSSIAN, ids=lambda page: page.name)
    def test_each_says_which_language_it_is_in(self, page: Path) -> None:
        assert page.read_text(encoding="utf-8").startswith("---\nlang: ru\n---\n")

    @pytest.mark.parametrize(
        ("english", "russian"),
        [STARTS, TUTORIALS, GLOSSARIES],
        ids=lambda page: page.name,
    )
    def test_each_is_linked_with_its_other_half(
        self, english: Path, russian: Path
    ) -> None:
        assert f"[По-русски]({link(english, russian)})" in opening(english)
        assert f"[In English]({link(russian, english)})" in opening(russian)


def opening(page: Path) -> str:
    """Return a page up to its second heading, with no capital lost to a sentence."""
    text = page.read_text(encoding="utf-8").partition("\n## ")[0]
    return text.replace("[по-русски]", "[По-русски]")


def link(source: Path, target: Path) -> str:
    """Return the way from a page to another one."""
    steps = "../" * (len(source.relative_to(DOCS).parts) - 1)
    return f"{steps}{target.relative_to(DOCS).as_posix()}"
