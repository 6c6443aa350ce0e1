"""The core reads no clock, no file and no environment, and imports little."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import servicedesk_core

PACKAGE = Path(servicedesk_core.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
FORBIDDEN_NAMES = {"open", "print", "input", "exec", "eval", "breakpoint"}
FORBIDDEN_ATTRIBUTES = {
    "now",
    "utcnow",
    "today",
    "fromtimestamp",
    "utcfromtimestamp",
    "getenv",
    "environ",
    "monotonic",
    "perf_counter",
    "time_ns",
    "read_text",
    "write_text",
    "read_bytes",
    "write_bytes",
    "setlocale",
    "uuid4",
    "urandom",
}
# The present is an attribute of a status: a viewpoint that somebody passed.
PASSED_IN = {"case.now", "scenario.now", "self.now", "status.now", "turn.now"}

# Zone data, and what the holidays package reads of its own: metadata, translations.
READ = ("zoneinfo", "tzdata", "site-packages/holidays")

# Runs the library through its main job and reports every file it opened.
WATCHED = """
import sys
opened = []
def watch(event, arguments):
    if event == "open":
        opened.append(str(arguments[0]))
    elif event.split(".")[0] in {"socket", "subprocess", "os", "shutil", "sqlite3"}:
        if event not in {"os.listdir", "os.scandir"}:
            opened.append(event)
sys.addaudithook(watch)
from datetime import datetime, timedelta, UTC
import servicedesk_core as sd
desk = sd.ServiceCalendar.parse("Mo-Fr 09:00-18:00", tz="Europe/Moscow", holidays="RU")
start = datetime(2026, 1, 5, 9, tzinfo=UTC)
anna = sd.Actor("anna", "agent")
ticket = sd.open_ticket("INC1", at=start).start(at=start, by=anna)
ticket = ticket.hold(at=start, by=anna, reason="caller")
target = sd.ServiceLevelTarget("resolution", timedelta(hours=4), desk)
status = sd.measure(ticket, target, now=start + timedelta(days=9))
status.explain().to_text("ru")
str(sd.compliance([status]))
import json
print(json.dumps(opened))
"""

# Imports each module in a process that knows what it depends on, and nothing of ours.
# What a package loads by itself is first loaded by it, whoever asks.
ALONE = """
import importlib, json, os, sys
import attrs, dateutil.rrule, datetime, decimal, holidays, zoneinfo
import matplotlib.figure, narwhals.stable.v2, numpy, pyarrow
import hypothesis.stateful, pytest
# Compiled once, not by each process.
sys.dont_write_bytecode, sys.pycache_prefix = False, sys.argv[1]
failed, loaded = [], set()
for name in sys.argv[2:]:
    if name in loaded:
        continue
    read, write = os.pipe()
    child = os.fork()
    if not child:
        importlib.import_module(name)
        found = [each for each in sys.modules if each.startswith(name + ".")]
        os.write(write, json.dumps(found).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        text = answer.read()
    if os.waitpid(child, 0)[1]:
        failed.append(name)
    else:
        loaded.update(json.loads(text))
print(json.dumps(failed))
"""


@pytest.mark.parametrize(
    "module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_no_module_names_a_clock_or_a_file(module: Path) -> None:
    found = [
        ast.unparse(node)
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Name) and node.id in FORBIDDEN_NAMES)
        or (isinstance(node, ast.Attribute) and node.attr in FORBIDDEN_ATTRIBUTES)
    ]

    assert [name for name in found if name not in PASSED_IN] == []


def test_only_zone_data_and_python_modules_are_read() -> None:
    opened = json.loads(run(WATCHED))
    foreign = [
        path
        for path in opened
        if not path.endswith((".py", ".pyc", ".so", ".pth", ".pyd", ".zip"))
        and not any(part in path for part in READ)
    ]

    assert foreign == []
    assert opened, "the watch sees files, or the test shows nothing"


@pytest.mark.parametrize(
    "module",
    ["holidays", "dateutil.rrule", "numpy", "pandas", "hypothesis", "pytest", "attrs"],
)
def test_importing_the_library_does_not_load(module: str) -> None:
    code = f"import servicedesk_core, sys; print({module!r} in sys.modules)"

    assert run(code).strip() == "False"


@pytest.mark.parametrize("module", ["holidays", "dateutil.rrule", "numpy"])
def test_a_calendar_without_holidays_does_not_load(module: str) -> None:
    code = f"""
import sys
from datetime import UTC, datetime
import servicedesk_core as sd
desk = sd.ServiceCalendar.parse("Mo-Fr 09:00-18:00", tz="Europe/Berlin")
desk.elapsed(datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 1, 6, tzinfo=UTC))
print({module!r} in sys.modules)
"""

    assert run(code).strip() == "False"


def test_every_module_imports_alone(tmp_path: Path) -> None:
    """No module relies on another having been imported first."""
    names = [
        ".".join((PACKAGE.name, *path.relative_to(PACKAGE).with_suffix("").parts))
        for path in MODULES
    ]
    packages = [name.removesuffix(".__init__") for name in names if "__init__" in name]
    modules = [name for name in names if "__init__" not in name]

    assert json.loads(run(ALONE, str(tmp_path), *packages, *modules)) == []


def run(code: str, *arguments: str) -> str:
    """Return what a fresh interpreter prints."""
    return subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-W", "error", "-c", code, *arguments],
        capture_output=True,
        check=True,
        text=True,
        timeout=300,
    ).stdout
