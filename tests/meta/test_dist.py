"""What a release says of itself: version, date, names, dependencies, Pythons."""

import re
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path
from pkgutil import resolve_name

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
VERSION = PROJECT["project"]["version"]
EXTRAS = PROJECT["project"]["optional-dependencies"]
GROUPS = PROJECT["dependency-groups"]
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
RELEASES = re.findall(
    r"^## \[([0-9.]+)\] - (\d{4}-\d\d-\d\d)$(.*?)(?=^## |\Z)",
    CHANGELOG,
    re.MULTILINE | re.DOTALL,
)
NAMES = sorted(set(re.findall(r"`(servicedesk_core[\w.]*)`", RELEASES[0][2])))
CITATION = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
SCRIPT = ROOT / "tests" / "release" / "pythons.sh"


class TestVersion:
    def test_heads_the_changelog(self) -> None:
        assert VERSION == RELEASES[0][0]

    def test_stands_in_the_citation_with_its_date(self) -> None:
        _, day, _ = RELEASES[0]

        assert f"\nversion: {VERSION}\ndate-released: {day}\n" in CITATION

    def test_is_one_that_gets_security_fixes(self) -> None:
        minor = VERSION.rpartition(".")[0]
        text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")

        assert f"| {minor} | yes |" in text


class TestChangelog:
    def test_has_a_place_for_what_comes_next(self) -> None:
        headings = re.findall("^## (.+)$", CHANGELOG, re.MULTILINE)

        assert "[Unreleased]" == headings[0]

    def test_lists_the_latest_release_first(self) -> None:
        days = [day for _, day, _ in RELEASES]

        assert sorted(days, reverse=True) == days

    def test_groups_changes_by_their_kind(self) -> None:
        kinds = set(re.findall("^### (.+)$", CHANGELOG, re.MULTILINE))

        assert kinds <= {
            "Added",
            "Changed",
            "Deprecated",
            "Fixed",
            "Removed",
            "Security",
        }

    @pytest.mark.parametrize("name", NAMES)
    def test_names_what_the_release_has(self, name: str) -> None:
        assert resolve_name(name) is not None


class TestDependencies:
    def test_the_extra_all_is_all_of_them(self) -> None:
        (whole,) = EXTRAS["all"]
        named = re.findall(r"[a-z]+", whole.partition("[")[2])

        assert sorted(set(EXTRAS) - {"all"}) == sorted(named)

    @pytest.mark.parametrize("extra", sorted(set(EXTRAS) - {"all"}))
    def test_the_tests_have_what_extras_bring(self, extra: str) -> None:
        assert set(EXTRAS[extra]) <= set(GROUPS["tests"])

    def test_nothing_is_held_back(self) -> None:
        needed = [*PROJECT["project"]["dependencies"], *chain(*EXTRAS.values())]

        bounds = [each.partition(";")[0] for each in needed]

        assert [] == [bound for bound in bounds if re.search("<|==|~=", bound)]


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of programs with two Pythons, and a third one kept elsewhere."""
    for place in ("python3.11", "python3.13", "kept/versions/3.12.7/bin/python"):
        program = tmp_path / place
        program.parent.mkdir(exist_ok=True, parents=True)
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        program.chmod(0o755)
    return tmp_path


class TestPythons:
    """Which Pythons a release is tried with."""

    def found(self, machine: Path, *versions: str) -> list[str]:
        answer = subprocess.run(  # noqa: S603 - our own program
            ["/bin/sh", SCRIPT, "python3.11", *versions],
            capture_output=True,
            check=True,
            env={"PATH": str(machine), "PYENV_ROOT": str(machine / "kept")},
            text=True,
            timeout=60,
        )
        return [line.removeprefix(f"{machine}/") for line in answer.stdout.splitlines()]

    def test_are_this_one_and_the_newest(self, machine: Path) -> None:
        running = f"{sys.version_info.major}.{sys.version_info.minor}"
        newest = [] if running >= "3.13" else ["python3.13"]

        assert ["python3.11", *newest] == self.found(machine)

    def test_are_those_that_are_named(self, machine: Path) -> None:
        kept = "kept/versions/3.12.7/bin/python"

        assert ["python3.13", kept] == self.found(machine, "3.13", "3.12")

    def test_must_be_there(self, machine: Path) -> None:
        with pytest.raises(subprocess.CalledProcessError) as caught:
            self.found(machine, "3.11", "3.14")

        assert "no Python 3.14 is found\n" == caught.value.stderr
