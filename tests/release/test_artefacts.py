"""What `make dist` built: the sdist and the wheel hold what they should, no more."""

import tarfile
import tomllib
from email.message import Message
from email.parser import BytesParser
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGE = "servicedesk_core"
NAMED = f"{PACKAGE}-{PROJECT['project']['version']}"
LISTED = {
    name.removeprefix("/")
    for name in PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
}
# Besides the folders and files that the project lists.
ALWAYS = {".gitignore", "LICENSE", "PKG-INFO", "README.md", "pyproject.toml"}


def on_disk(*folders: str) -> set[str]:
    """Return the files of folders but for what programs leave there."""
    return {
        path.relative_to(ROOT).as_posix()
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
        and "__pycache__" not in path.parts
        and not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
    }


@pytest.fixture(scope="module")
def sdist() -> dict[str, bytes]:
    """The files of the sdist, by their place below its folder."""
    with tarfile.open(ROOT / "dist" / f"{NAMED}.tar.gz") as archive:
        return {
            member.name.removeprefix(f"{NAMED}/"): file.read()
            for member in archive
            if (file := archive.extractfile(member))
        }


@pytest.fixture(scope="module")
def wheel() -> dict[str, bytes]:
    with ZipFile(ROOT / "dist" / f"{NAMED}-py3-none-any.whl") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def metadata(wheel: dict[str, bytes]) -> Message:
    return BytesParser().parsebytes(wheel[f"{NAMED}.dist-info/METADATA"])


class TestTheFolder:
    def test_holds_a_wheel_and_an_sdist_alone(self) -> None:
        assert {f"{NAMED}.tar.gz", f"{NAMED}-py3-none-any.whl"} == {
            path.name for path in (ROOT / "dist").iterdir()
        }


class TestSdist:
    def test_holds_what_the_project_lists(self, sdist: dict[str, bytes]) -> None:
        assert LISTED | ALWAYS == {name.split("/")[0] for name in sdist}

    def test_holds_every_file_of_them(self, sdist: dict[str, bytes]) -> None:
        folders = {name for name in LISTED if (ROOT / name).is_dir()}

        assert on_disk(*folders) == {name for name in sdist if "/" in name}


class TestWheel:
    def test_holds_the_package_alone(self, wheel: dict[str, bytes]) -> None:
        assert {PACKAGE, f"{NAMED}.dist-info"} == {name.split("/")[0] for name in wheel}

    def test_holds_the_files_of_the_sdist(
        self, wheel: dict[str, bytes], sdist: dict[str, bytes]
    ) -> None:
        source = f"src/{PACKAGE}/"

        assert {
            name.removeprefix("src/"): content
            for name, content in sdist.items()
            if name.startswith(source)
        } == {
            name: content
            for name, content in wheel.items()
            if name.startswith(f"{PACKAGE}/")
        }

    def test_says_that_it_has_types(self, wheel: dict[str, bytes]) -> None:
        assert f"{PACKAGE}/py.typed" in wheel

    def test_tells_hypothesis_of_its_strategies(self, wheel: dict[str, bytes]) -> None:
        entry_points = wheel[f"{NAMED}.dist-info/entry_points.txt"].decode()

        assert "[hypothesis]" in entry_points
        assert f"{PACKAGE}.testing" in entry_points

    def test_carries_the_licence(self, wheel: dict[str, bytes]) -> None:
        licence = wheel[f"{NAMED}.dist-info/licenses/LICENSE"]

        assert (ROOT / "LICENSE").read_bytes() == licence

    def test_describes_itself_by_the_readme(
        self, wheel: dict[str, bytes], metadata: Message
    ) -> None:
        _, _, body = wheel[f"{NAMED}.dist-info/METADATA"].partition(b"\n\n")

        assert "text/markdown" == metadata["Description-Content-Type"]
        assert (ROOT / "README.md").read_bytes().strip() == body.strip()

    def test_needs_little_without_extras(self, metadata: Message) -> None:
        needed = metadata.get_all("Requires-Dist", [])

        assert ["attrs>=24.1", "holidays>=0.107", "python-dateutil>=2.9.0.post0"] == (
            sorted(each for each in needed if ";" not in each)
        )
