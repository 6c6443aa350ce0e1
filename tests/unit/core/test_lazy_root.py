"""The root of the package: curated names, loaded when first used."""

import importlib.metadata
import importlib.util
import inspect
import sys
from pathlib import Path
from types import ModuleType

import pytest

import servicedesk_core as sd

PACKAGES = {
    "calendars",
    "complaints",
    "desk",
    "errors",
    "escalation",
    "frames",
    "i18n",
    "lifecycles",
    "metrics",
    "plain",
    "plots",
    "priority",
    "satisfaction",
    "sla",
    "stats",
    "testing",
    "tickets",
    "timeline",
}
NAMES = sorted(set(sd.__all__) - PACKAGES - {"__version__"})
SOURCE = Path(inspect.getfile(sd))


@pytest.fixture
def fresh() -> ModuleType:
    """The root, run anew under another name, which holds nothing yet."""
    spec = importlib.util.spec_from_file_location("fresh_root", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    before = set(sys.modules)
    spec.loader.exec_module(module)
    assert before == set(sys.modules)
    return module


class TestRoot:
    @pytest.mark.parametrize("name", NAMES)
    def test_gives_the_very_object_of_its_home(self, name: str) -> None:
        home = importlib.import_module(f"servicedesk_core.{sd._HOMES[name]}")
        assert getattr(home, name) is getattr(sd, name)

    @pytest.mark.parametrize("name", sorted(PACKAGES))
    def test_gives_its_packages(self, name: str) -> None:
        package = getattr(sd, name)
        assert sys.modules[f"servicedesk_core.{name}"] is package

    @pytest.mark.parametrize("name", sorted(PACKAGES))
    def test_loads_a_package_when_asked(self, name: str) -> None:
        package = importlib.import_module(f"servicedesk_core.{name}")
        assert package is vars(sd)["__getattr__"](name)

    def test_names_each_thing_once(self) -> None:
        assert sorted(set(sd.__all__)) == sorted(sd.__all__)

    def test_holds_every_error(self) -> None:
        kinds = inspect.getmembers(sd.errors, inspect.isclass)
        ours = {name for name, kind in kinds if kind.__module__ == sd.errors.__name__}
        assert ours <= set(NAMES)

    def test_lists_its_names(self) -> None:
        assert sorted(sd.__all__) == dir(sd)

    def test_tells_its_version(self) -> None:
        assert importlib.metadata.version("servicedesk-core") == sd.__version__

    @pytest.mark.parametrize("name", ["nothing", "serviceCalendar", "_nothing"])
    def test_an_unknown_name_is_an_attribute_error(self, name: str) -> None:
        with pytest.raises(AttributeError) as caught:
            getattr(sd, name)
        assert str(caught.value) == (
            f"module 'servicedesk_core' has no attribute {name!r}"
        )

    def test_an_unknown_name_cannot_be_imported(self) -> None:
        assert not hasattr(sd, "nothing")
        with pytest.raises(ImportError, match="nothing"):
            exec("from servicedesk_core import nothing", {})  # noqa: S102


class TestLaziness:
    def test_imports_nothing_of_ours_at_first(self, fresh: ModuleType) -> None:
        assert set(sd.__all__).isdisjoint(vars(fresh))

    def test_a_name_is_looked_up_in_its_home(self, fresh: ModuleType) -> None:
        with pytest.raises(ModuleNotFoundError, match=r"fresh_root"):
            fresh.Money  # noqa: B018 - the look-up is the subject
        assert fresh.__version__ == sd.__version__
