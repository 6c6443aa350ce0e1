"""Judge a mutation run by the thresholds in pyproject.toml, and show the survivors.

Reads from standard input what ``mutmut results --all true`` prints. The arguments name
the packages and modules to judge; the exit status is 1 if a threshold is missed. With
--as-one only their own thresholds count: a lot has too few mutants of what lies inside.
"""

import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"
MUTMUT = Path(sys.executable).with_name("mutmut")

# A mutant that never ends would be noticed by whoever waits for it. All else but a
# failed test leaves it alive: "no tests" meet it, or the interpreter ended oddly
# ("suspicious", "segfault"), for which no test can be thanked.
KILLED = {"killed", "timeout", "caught by type check"}
AS_ONE = "--as-one"
UNFINISHED = {"not checked", "check was interrupted by user"}


def main(arguments: list[str]) -> int:
    """Print the survivors and the scores; return the exit status."""
    modules = [name for name in arguments if name != AS_ONE]
    found = read(sys.stdin, modules)
    unfinished = sum(status in UNFINISHED for status in found.values())
    if unfinished or not found:
        print(f"the run is not complete: {unfinished} of {len(found)} mutants to do")
        return 1
    for name, status in found.items():
        if status not in KILLED:
            print(f"{status}: {name}\n{change(name)}\n")
    for module, score in scores(found, module_of).items():
        print(f"{score:5.1f} %  {module}")
    wanted = thresholds()
    if AS_ONE in arguments:
        wanted = {name: score for name, score in wanted.items() if name in modules}
    areas = scores(found, lambda name: area_of(name, wanted))
    for area, score in areas.items():
        verdict = "reached" if score >= wanted[area] else "MISSED"
        print(f"{score:5.1f} %  {area} as a whole, {wanted[area]} % {verdict}")
    return int(any(score < wanted[area] for area, score in areas.items()))


def read(lines: Iterable[str], modules: Iterable[str]) -> dict[str, str]:
    """Return the status of each mutant inside the modules, by its name."""
    inside = tuple(f"{module}." for module in modules)
    pairs = (line.strip().rpartition(": ") for line in lines)
    return {name: status for name, _, status in pairs if name.startswith(inside)}


def change(name: str) -> str:
    """Return the lines that a mutant takes away and puts in."""
    shown = subprocess.run(  # noqa: S603 - our own virtualenv's mutmut
        [MUTMUT, "show", name], check=True, capture_output=True, text=True
    )
    lines = shown.stdout.splitlines()
    return "\n".join(
        f"    {line}"
        for line in lines
        if line.startswith(("-", "+")) and not line.startswith(("---", "+++"))
    )


def scores(found: Mapping[str, str], group: Callable[[str], str]) -> dict[str, float]:
    """Return the percentage of killed mutants in each group, by its name."""
    killed: dict[str, list[bool]] = defaultdict(list)
    for name, status in found.items():
        killed[group(name)].append(status in KILLED)
    return {name: 100 * sum(all_) / len(all_) for name, all_ in sorted(killed.items())}


def module_of(name: str) -> str:
    """Return the module of a mutant, which is called ``module.function__mutmut_1``."""
    return name.rpartition(".")[0]


def area_of(name: str, areas: Iterable[str]) -> str:
    """Return the longest of the areas that a mutant lies in."""
    return max((area for area in areas if name.startswith(f"{area}.")), key=len)


def thresholds() -> dict[str, float]:
    """Return the percentage that each area has to reach."""
    project = tomllib.loads(PROJECT.read_text("utf-8"))
    wanted: dict[str, float] = project["tool"]["servicedesk"]["mutation"]
    return wanted


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
