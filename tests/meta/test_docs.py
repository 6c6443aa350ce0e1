"""What the documentation says agrees with the package."""

import doctest
import re
from pathlib import Path
from types import ModuleType

import pytest

import notebook_cells
import page_examples
import reference_names
from reference_names import documented_names, packages, public_names, undescribed

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


class TestReference:
    """Its pages are checked again as they are built: see ``api_pages``."""

    def test_it_documents_every_public_name(self) -> None:
        documented = set().union(
            *(
                documented_names(page.read_text(encoding="utf-8"))
                for page in PAGES
                if page.is_relative_to(ROOT / "docs/reference")
            )
        )

        assert [] == [name for name in public_names() if name not in documented]

    @pytest.mark.parametrize("package", packages())
    def test_every_public_name_and_member_is_described(self, package: str) -> None:
        names = [name for name in public_names() if name.split(".")[1] == package]

        assert [] == [each for name in names for each in undescribed(name)]


@pytest.mark.parametrize(
    "module",
    [notebook_cells, page_examples, reference_names],
    ids=lambda each: each.__name__,
)
def test_examples_of_what_builds_the_site_run(module: ModuleType) -> None:
    outcome = doctest.testmod(module)

    assert outcome.attempted
    assert not outcome.failed
