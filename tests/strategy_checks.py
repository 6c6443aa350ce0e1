"""What the strategies of every package must do; used by the tests of each."""

import inspect
import pickle
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from types import ModuleType
from typing import Any, TypeVar

import attrs
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis.errors import NoSuchExample
from hypothesis.strategies import SearchStrategy

Drawn = TypeVar("Drawn")
Table = Mapping[type, Callable[[], SearchStrategy[Any]]]

# Without a store of failures, and with one seed. The values are the same each time all
# the same modules are loaded, for hypothesis draws their constants too: what few values
# have is searched for, not counted on.
_STEADY = settings(
    max_examples=60,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
)
_SEARCHING = settings(
    max_examples=2_000,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)

_LOOKING = settings(_SEARCHING, phases=[Phase.generate])


def entries(table: Table) -> pytest.MarkDecorator:
    """Run a test for each entry of a table: its arguments are the type and the maker.

    Example::

        @entries(STRATEGIES)
        def test_draws_values(type_, make):
            check_values(type_, make())
    """
    cases = [
        pytest.param(type_, make, id=type_.__name__) for type_, make in table.items()
    ]
    return pytest.mark.parametrize(("type_", "make"), cases)


def drawn(strategy: SearchStrategy[Drawn], *, examples: int = 60) -> list[Drawn]:
    """Return values that a strategy draws: the same ones each time.

    They are kept, so that to ask one strategy twice costs nothing.
    """
    if (strategy, examples) not in _DRAWN:
        _DRAWN[strategy, examples] = _collected(strategy, examples)
    return _DRAWN[strategy, examples]


_DRAWN: dict[tuple[SearchStrategy[Any], int], list[Any]] = {}


def _collected(strategy: SearchStrategy[Drawn], examples: int) -> list[Drawn]:
    found: list[Drawn] = []

    @settings(_STEADY, max_examples=examples)
    @given(strategy)
    def collect(value: Drawn) -> None:
        found.append(value)

    collect()
    return found


def minimal(strategy: SearchStrategy[Drawn]) -> Drawn:
    """Return what a strategy shrinks to."""
    return find(strategy, lambda _: True, settings=_SEARCHING)


def example_of(
    strategy: SearchStrategy[Drawn], where: Callable[[Drawn], object]
) -> Drawn:
    """Return the simplest value of a kind, or fail because none is drawn."""
    try:
        return find(strategy, lambda value: bool(where(value)), settings=_SEARCHING)
    except NoSuchExample:
        pytest.fail(f"no such value is drawn by {strategy}")


def draws(strategy: SearchStrategy[Drawn], where: Callable[[Drawn], object]) -> bool:
    """Tell whether a strategy draws a value of a kind, among two thousand."""
    known = (values for (each, _), values in _DRAWN.items() if each is strategy)
    if any(where(value) for values in known for value in values):
        return True
    try:
        find(strategy, lambda value: bool(where(value)), settings=_LOOKING)
    except NoSuchExample:
        return False
    return True


def check_values(
    type_: type,
    strategy: SearchStrategy[Any],
    *,
    distinct: int = 5,
    examples: int = 40,
) -> None:
    """Check the values of a strategy: exact type, pickles, hashes, and many of them.

    Args:
        type_: the class they must be of, subclasses excluded.
        strategy: what draws them.
        distinct: how many of them must differ at least.
        examples: how many are looked at.
    """
    values = drawn(strategy, examples=examples)
    for value in values:
        assert type(value) is type_
        assert value == pickle.loads(pickle.dumps(value))  # noqa: S301 - our own bytes
        if type_.__hash__ is not None:
            hash(value)
    different = {repr(value) for value in values}
    assert len(different) >= distinct, f"only {len(different)} different ones"


def check_fields_vary(
    type_: type,
    strategy: SearchStrategy[Any],
    *,
    constant: Collection[str] = (),
    rare: Collection[str] = (),
    examples: int = 200,
) -> None:
    """Check that every field of an attrs class takes more than one value.

    Args:
        type_: the class.
        strategy: what draws its values.
        constant: fields that have one value by their nature.
        rare: fields that few values have, and that another test asks for.
        examples: how many values are looked at.
    """
    values = drawn(strategy, examples=examples)
    still = {
        field.name
        for field in attrs.fields(type_)
        if field.init
        and len({repr(getattr(value, field.name)) for value in values}) < 2
    }
    still = {
        name
        for name in still.difference(rare)
        if name in constant or not draws(strategy, _other(name, values[0]))
    }
    assert set(constant) == still, f"these have one value: {sorted(still)}"


def _other(name: str, first: object) -> Callable[[object], bool]:
    told = repr(getattr(first, name))
    return lambda value: repr(getattr(value, name)) != told


def check_kinds(
    strategy: SearchStrategy[Drawn],
    kind: Callable[[Drawn], Hashable],
    wanted: Iterable[Any],
    *,
    examples: int = 100,
) -> None:
    """Check that a strategy draws values of all wanted kinds, and of no other.

    Args:
        strategy: what draws them.
        kind: what is told apart.
        wanted: all there are.
        examples: how many values are looked at for others, and at first.
    """
    every = {*wanted}
    others = kinds(strategy, kind, examples=examples) - every
    assert not others, f"these are drawn, too: {others}"
    check_draws(strategy, kind, every)


def check_draws(
    strategy: SearchStrategy[Drawn],
    kind: Callable[[Drawn], Hashable],
    wanted: Iterable[Any],
) -> None:
    """Check that a strategy draws values of all wanted kinds, whatever else it draws.

    Args:
        strategy: what draws them.
        kind: what is told apart.
        wanted: those that must be drawn.
    """
    for each in wanted:
        assert draws(strategy, _of(kind, each)), f"this is not drawn: {each!r}"


def _of(kind: Callable[[Drawn], Hashable], wanted: Hashable) -> Callable[[Drawn], bool]:
    return lambda value: kind(value) == wanted


def kinds(
    strategy: SearchStrategy[Drawn],
    kind: Callable[[Drawn], Hashable],
    *,
    examples: int = 200,
) -> set[Hashable]:
    """Return the kinds of values that a strategy draws, for a comparison with all."""
    return {kind(value) for value in drawn(strategy, examples=examples)}


def check_whole_package(
    package: ModuleType, table: Table, *, exempt: Collection[str] = ()
) -> None:
    """Check that a table has an entry for every public attrs class of a package.

    Errors need none.

    Args:
        package: the package; what it takes over from other packages is left out.
        table: the table of its strategies.
        exempt: names of classes that hold functions or caches.
    """
    names = getattr(package, "__all__", dir(package))
    public = {name: getattr(package, name) for name in names if name[0] != "_"}
    missing = {
        name
        for name, found in public.items()
        if inspect.isclass(found)
        and attrs.has(found)
        and found.__module__.startswith(package.__name__)
        and not inspect.isabstract(found)
        and not issubclass(found, BaseException)
        and found not in table
    }
    assert set(exempt) == missing, f"these have no entry: {sorted(missing)}"
