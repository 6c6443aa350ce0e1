"""The judge of mutation runs: what counts as killed, and what a run must reach."""

import importlib.util
import io
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "bench" / "mutation_score.py"
WANTED = {"core": 50.0, "core.clocks": 80.0}


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script with thresholds of its own, which asks mutmut for no change."""
    spec = importlib.util.spec_from_file_location("mutation_score", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "thresholds", lambda: WANTED)
    monkeypatch.setattr(module, "change", lambda name: f"    - {name}")
    return module


@pytest.fixture
def run(judge: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Judges a run in which the functions of a module ended as told."""

    def judged(*ends: tuple[str, str], modules: tuple[str, ...] = ("core",)) -> int:
        lines = [
            f"    {module}.x_f__mutmut_{number}: {status}\n"
            for number, (module, status) in enumerate(ends)
        ]
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(lines)))
        status: int = judge.main(list(modules))
        return status

    return judged


class TestStatus:
    @pytest.mark.parametrize("status", ["killed", "timeout", "caught by type check"])
    def test_a_noticed_mutant_counts(
        self, run: Callable[..., int], status: str
    ) -> None:
        assert run(("core.a", status)) == 0

    @pytest.mark.parametrize(
        "status", ["survived", "no tests", "suspicious", "segfault", "skipped"]
    )
    def test_any_other_end_does_not(self, run: Callable[..., int], status: str) -> None:
        assert run(("core.a", status)) == 1

    @pytest.mark.parametrize("status", ["not checked", "check was interrupted by user"])
    def test_an_unfinished_run_is_no_success(
        self,
        run: Callable[..., int],
        status: str,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        assert run(("core.a", "killed"), ("core.a", "killed"), ("core.a", status)) == 1
        assert capsys.readouterr().out == (
            "the run is not complete: 1 of 3 mutants to do\n"
        )

    def test_a_run_without_mutants_is_no_success(self, run: Callable[..., int]) -> None:
        assert run(("elsewhere.a", "killed")) == 1


class TestThreshold:
    def test_is_reached_when_equalled(self, run: Callable[..., int]) -> None:
        assert run(("core.a", "killed"), ("core.a", "survived")) == 0

    def test_of_the_longest_name_counts(self, run: Callable[..., int]) -> None:
        ends = [("core.clocks.a", "killed")] * 3 + [("core.clocks.a", "survived")]
        assert run(*ends) == 1

    def test_is_not_made_up_for_elsewhere(self, run: Callable[..., int]) -> None:
        ends = [("core.clocks.a", "survived")] + [("core.a", "killed")] * 20
        assert run(*ends) == 1

    def test_judges_the_modules_asked_for_alone(self, run: Callable[..., int]) -> None:
        ends = [("core.a", "killed"), ("core.clocks.a", "survived")]
        assert run(*ends, ("core.ab", "survived"), modules=("core.a",)) == 0
        assert run(*ends, modules=("core.a", "core.clocks")) == 1

    def test_of_what_lies_inside_does_not_count_as_one(
        self, run: Callable[..., int]
    ) -> None:
        ends = [("core.clocks.a", "survived")] + [("core.a", "killed")] * 20
        assert run(*ends, modules=("--as-one", "core")) == 0
        assert run(("core.clocks.a", "survived"), modules=("--as-one", "core")) == 1


class TestReport:
    def test_shows_survivors_then_scores(
        self, run: Callable[..., int], capsys: pytest.CaptureFixture[str]
    ) -> None:
        run(("core.b", "killed"), ("core.a", "no tests"), ("core.clocks", "timeout"))
        assert capsys.readouterr().out.splitlines() == [
            "no tests: core.a.x_f__mutmut_1",
            "    - core.a.x_f__mutmut_1",
            "",
            "  0.0 %  core.a",
            "100.0 %  core.b",
            "100.0 %  core.clocks",
            " 50.0 %  core as a whole, 50.0 % reached",
            "100.0 %  core.clocks as a whole, 80.0 % reached",
        ]
