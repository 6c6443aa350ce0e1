"""A name that was moved or renamed still works, and says so where it is used."""

import pickle
import subprocess
import sys
import warnings
from collections.abc import Iterator
from types import ModuleType

import pytest

import servicedesk_core as sd
from servicedesk_core.lazy import loader

NEW = "servicedesk_core.priority.GLPI"
MOVED = {"GPLI": (NEW, "0.3.0")}

# What a program of somebody else's does, with Python's own filters of warnings.
USER = """
import sys, types
from servicedesk_core.lazy import loader
house = sys.modules["house"] = types.ModuleType("house")
house.__getattr__ = loader("house", {}, moved={"GPLI": ("%s", "0.3.0")})
house.GPLI
""".replace("%s", NEW)


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """A package that has renamed something."""
    package = ModuleType("house")
    package.__path__ = []  # a from-import asks a package in two ways
    homes = {"GLPI": "glpi"}
    vars(package)["__getattr__"] = loader("house", homes, moved=MOVED)
    monkeypatch.setitem(sys.modules, "house", package)
    return package


class TestAnOldName:
    def test_is_still_what_it_was(self, house: ModuleType) -> None:
        with pytest.warns(sd.ServiceDeskDeprecationWarning):
            found = house.GPLI

        assert sd.priority.GLPI is found

    def test_says_what_to_use_instead_and_until_when(self, house: ModuleType) -> None:
        with pytest.warns(sd.ServiceDeskDeprecationWarning) as caught:
            _ = house.GPLI

        (told,) = caught
        assert isinstance(told.message, sd.ServiceDeskDeprecationWarning)
        assert "house.GPLI" == told.message.old
        assert NEW == told.message.new
        assert "0.3.0" == told.message.leaves
        assert f"house.GPLI is deprecated and leaves in version 0.3.0: use {NEW}" == (
            str(told.message)
        )

    def test_points_at_the_line_that_uses_it(self, house: ModuleType) -> None:
        with pytest.warns(sd.ServiceDeskDeprecationWarning) as caught:
            _ = house.GPLI

        assert [__file__] == [told.filename for told in caught]

    def test_points_at_the_line_that_imports_it(self, house: ModuleType) -> None:
        program = compile("from house import GPLI", "program.py", "exec")
        with pytest.warns(sd.ServiceDeskDeprecationWarning) as caught:
            exec(program, {"house": house})  # noqa: S102

        assert {"program.py"} == {told.filename for told in caught}

    def test_says_so_each_time(self, house: ModuleType) -> None:
        for _ in range(2):
            with pytest.warns(sd.ServiceDeskDeprecationWarning):
                _ = house.GPLI

    def test_may_be_made_an_error(self, house: ModuleType) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error", sd.ServiceDeskDeprecationWarning)
            with pytest.raises(sd.ServiceDeskDeprecationWarning, match="GPLI"):
                _ = house.GPLI

    def test_is_told_of_by_default(self) -> None:
        told = subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-c", USER],
            capture_output=True,
            check=True,
            text=True,
            timeout=60,
        ).stderr

        assert "ServiceDeskDeprecationWarning: house.GPLI is deprecated" in told


class TestTheRoot:
    def test_points_at_the_line_that_uses_it(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sd._MOVED, "GPLI", MOVED["GPLI"])

        with pytest.warns(sd.ServiceDeskDeprecationWarning) as caught:
            found = vars(sd)["__getattr__"]("GPLI")

        assert sd.priority.GLPI is found
        assert [__file__] == [told.filename for told in caught]

    def test_no_old_name_outstays_its_version(self) -> None:
        packages = [sd, *(getattr(sd, name) for name in sd._PACKAGES)]
        stale = [
            f"{package.__name__}.{old}"
            for package in packages
            for old, (_, leaves) in getattr(package, "_MOVED", {}).items()
            if old in package.__all__ or numbers(leaves) <= numbers(sd.__version__)
        ]

        assert [] == stale


def numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


class TestTheWarning:
    def test_is_one_that_python_shows(self) -> None:
        assert issubclass(sd.ServiceDeskDeprecationWarning, UserWarning)
        assert issubclass(sd.ServiceDeskDeprecationWarning, sd.ServiceDeskError)

    def test_survives_pickling(self) -> None:
        warning = sd.ServiceDeskDeprecationWarning("a.Old", "a.New", "0.3.0")

        back = pickle.loads(pickle.dumps(warning))  # noqa: S301 - our own

        assert repr(warning) == repr(back)
