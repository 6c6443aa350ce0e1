"""What the forge runs agrees with the project."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORKFLOWS = {
    path.name: path.read_text(encoding="utf-8")
    for path in sorted(ROOT.glob(".github/workflows/*.yml"))
}


def test_every_python_that_is_named_is_tested() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    classifiers = tomllib.loads(text)["project"]["classifiers"]
    named = re.findall(r"Python :: (3\.\d+)", " ".join(classifiers))
    tested = re.findall(r'python: "(3\.\d+)"', WORKFLOWS["ci.yml"])

    assert named
    assert set(named) <= set(tested)


def test_every_target_that_is_called_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    called = set(re.findall(r"run: make ([a-z-]+)", "".join(WORKFLOWS.values())))

    assert {
        "check",
        "test",
        "coverage",
        "dist",
        "lowest",
        "site-check",
        "engines",
    } <= called
    assert called <= targets


def test_every_action_is_pinned_to_a_commit() -> None:
    used = re.findall(r"uses: (\S+)", "".join(WORKFLOWS.values()))

    assert used
    assert [] == [each for each in used if not re.search("@[0-9a-f]{40}$", each)]
