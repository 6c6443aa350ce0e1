"""Packages whose names are loaded when they are first used."""

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

import pytest

import servicedesk_core

NAMES = (
    "complaints",
    "i18n",
    "metrics",
    "plain",
    "priority",
    "satisfaction",
    "stats",
)
# These need libraries that only tables, drawings and tests take.
EXTRAS = {"frames", "plots", "strategies", "testing"}
PACKAGES = {name: import_module(f"servicedesk_core.{name}") for name in NAMES}

every_package = pytest.mark.parametrize("package", PACKAGES.values(), ids=PACKAGES)

# A name that is a submodule's too would be the module as soon as that is imported.
MODULES_FIRST = """
import importlib, json, pkgutil, sys
package = importlib.import_module(sys.argv[1])
for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
    importlib.import_module(found.name)
def home(name):
    module = package._HOMES.get(name)
    return sys.modules[f"{package.__name__}.{module}"] if module else package
print(json.dumps([
    name for name in package.__all__
    if getattr(package, name) is not getattr(home(name), name)
    or isinstance(getattr(package, name), type(sys))
]))
"""

# The other way round: each name from the package, before any of its modules is asked.
NAMES_FIRST = """
import importlib, json, pkgutil, sys
package = importlib.import_module(sys.argv[1])
given = {name: getattr(package, name) for name in reversed(package.__all__)}
for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
    importlib.import_module(found.name)
print(json.dumps([
    name for name, value in given.items() if getattr(package, name) is not value
]))
"""

SCORES = """
import json, sys
import servicedesk_core.satisfaction as sat
str(sat.nps([10, 9, 3])), str(sat.csat([5, 1, 1]))
print(json.dumps([
    name for name in ("numpy", "scipy", "pandas", "statsmodels", "hypothesis")
    if name in sys.modules
]))
"""

IMPORTED = """
import importlib, json, sys
importlib.import_module(sys.argv[1])
print(json.dumps([
    name for name in sys.modules if name.startswith(sys.argv[1] + ".")
]))
"""


@every_package
class TestPackage:
    def test_every_name_is_there(self, package: ModuleType) -> None:
        assert [] == [name for name in package.__all__ if not hasattr(package, name)]

    def test_every_name_is_listed_once(self, package: ModuleType) -> None:
        assert len(set(package.__all__)) == len(package.__all__)

    def test_dir_lists_the_names_in_order(self, package: ModuleType) -> None:
        assert package.__dir__() == sorted(package.__all__)

    def test_no_name_is_that_of_a_module(self, package: ModuleType) -> None:
        modules = {found.name for found in iter_modules(package.__path__)}

        assert set() == modules & set(package.__all__)

    def test_no_name_is_private(self, package: ModuleType) -> None:
        assert [] == [name for name in package.__all__ if name.startswith("_")]

    def test_a_name_that_is_not_there_is_an_error(self, package: ModuleType) -> None:
        message = f"^module '{package.__name__}' has no attribute 'no_such_name'$"
        with pytest.raises(AttributeError, match=message):
            _ = package.no_such_name

    @pytest.mark.parametrize("code", [MODULES_FIRST, NAMES_FIRST])
    def test_modules_do_not_hide_names(self, package: ModuleType, code: str) -> None:
        assert [] == run(code, package.__name__)


@pytest.mark.parametrize("name", ["complaints", "metrics", "satisfaction", "stats"])
def test_a_package_loads_none_of_its_modules(name: str) -> None:
    assert [] == run(IMPORTED, f"servicedesk_core.{name}")


def test_scores_load_no_library_of_numbers() -> None:
    assert [] == run(SCORES)


def test_every_package_of_the_kind_is_here() -> None:
    root = Path(servicedesk_core.__file__).parent
    lazy = {
        path.parent.name
        for path in root.rglob("*/__init__.py")
        if "import loader" in path.read_text(encoding="utf-8")
    }

    assert set(NAMES) == lazy - EXTRAS


def run(code: str, *arguments: str) -> list[str]:
    """Return the list that a fresh interpreter prints."""
    printed = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-W", "error", "-c", code, *arguments],
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    ).stdout
    found: list[str] = json.loads(printed)
    return found
