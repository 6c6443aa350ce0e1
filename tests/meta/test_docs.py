"""What the documentation says agrees with the package."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    code = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
    prose = code.sub("", page.read_text(encoding="utf-8"))
    links = re.findall(r"\]\(([^)#:]+)\)", prose)

    assert [] == [link for link in links if not (page.parent / link).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_example_is_one_that_runs(page: Path) -> None:
    """The runner of examples skips fences of other names in silence."""
    fences = re.findall(r"^```(\w+)", page.read_text(encoding="utf-8"), re.MULTILINE)

    assert set(fences) <= {"python", "console", "text"}
