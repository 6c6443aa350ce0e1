"""Rotas: who is on call when, by layers and overrides."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from types import MappingProxyType
from typing import Any

import attrs
from hypothesis import strategies as st

from servicedesk_core.escalation import (
    Handoff,
    Layer,
    Override,
    Rota,
    Rotation,
    Shift,
)
from servicedesk_core.testing.strategies._desks import desks
from servicedesk_core.testing.strategies.instants import (
    aware_datetimes,
    durations,
    intervals,
    later,
    zones,
)
from servicedesk_core.testing.strategies.numbers import counts
from servicedesk_core.testing.strategies.texts import names

Names = tuple[str, ...]

_DAY = timedelta(days=1)
_TEAM = ("anna", "boris", "clara", "dora")
# Those after the first four are on call together.
_PEOPLE: tuple[Names, ...] = (*((name,) for name in _TEAM), _TEAM[:2], _TEAM[:0:-1])
_LAYERS = ("first", "second", "third")


def rotas() -> st.SearchStrategy[Rota]:
    """Rotas of one to three layers, with overrides of them and of all.

    They shrink to Anna alone, from 2026-01-05 on.

    Example:
        >>> from hypothesis import find
        >>> rota = find(rotas(), lambda rota: True)
        >>> rota.on_call(rota.layers[0].start)
        ('anna',)
    """
    return st.builds(
        _rota,
        st.lists(layers(), min_size=1, max_size=3),
        st.lists(overrides(), max_size=2),
        st.none() | names(),
    )


def layers() -> st.SearchStrategy[Layer]:
    """Layers whose members take turns: by the clock of a zone and in real time.

    They start at instants and at local times, over changes of clocks too. They shrink
    to Anna alone, hour by hour from 2026-01-05 on.

    Example:
        >>> from hypothesis import find
        >>> find(layers(), lambda layer: len(layer.members) > 1).members
        (('anna',), ('anna',))
    """
    steps = st.tuples(counts(min=1, max=3), st.sampled_from(Rotation))
    shortest = timedelta(minutes=1)
    return st.builds(
        _layer,
        st.lists(st.sampled_from(_PEOPLE), min_size=1, max_size=3),
        aware_datetimes(),
        local_to=st.none() | zones(),
        lasts=st.none() | durations(min_value=shortest, max_value=100 * _DAY),
        every=st.sampled_from(Rotation) | steps | durations(min_value=shortest),
        hours=st.none() | desks(),
        name=st.none() | st.sampled_from(_LAYERS),
    )


def overrides() -> st.SearchStrategy[Override]:
    """Stand-ins for a while, nobody too, in a layer and in the whole rota.

    They shrink to Anna for a minute from 2026-01-05 09:00 UTC on.

    Example:
        >>> from hypothesis import find
        >>> find(overrides(), lambda override: True).member
        ('anna',)
    """
    return st.builds(
        lambda found, who, layer: Override(found.start, found.end, who, layer),
        intervals(),
        st.sampled_from([*_PEOPLE, ()]),
        st.none() | st.sampled_from(_LAYERS),
    )


def handoffs() -> st.SearchStrategy[Handoff]:
    """Instants at which other people come on call, nobody too.

    They shrink to Emil after nobody, on 2026-01-05 at 09:00 UTC.

    Example:
        >>> from hypothesis import find
        >>> find(handoffs(), lambda handoff: True).after
        ('emil',)
    """
    some = st.sampled_from([(), *_PEOPLE])
    return st.builds(_handoff, aware_datetimes(), some, some)


def shifts() -> st.SearchStrategy[Shift]:
    """Times during which the same people are on call, or nobody, as rotas tell them.

    They shrink to a minute of Anna's.

    Example:
        >>> from hypothesis import given
        >>> @given(shifts())
        ... def nobody_is_named_twice(shift):
        ...     assert len(set(shift.members)) == len(shift.members)
        >>> nobody_is_named_twice()
    """
    lengths = durations(min_value=timedelta(minutes=1), max_value=_DAY)
    return st.builds(_shift, rotas(), lengths, counts(max=9), gap=durations())


def _layer(
    members: Sequence[Names],
    start: datetime,
    *,
    local_to: tzinfo | None,
    lasts: timedelta | None,
    **fields: Any,
) -> Layer:
    begin = start if local_to is None else start.replace(tzinfo=None)
    layer = Layer(members, tz=local_to, start=begin, **fields)
    until = None if lasts is None else later(layer.start, lasts)
    return attrs.evolve(layer, until=until)


def _rota(
    found: Sequence[Layer], standing_in: Sequence[Override], name: str | None
) -> Rota:
    """Return a rota whose layers have different names, and overrides a layer."""
    known: dict[str | None, None] = {None: None}
    kept: list[Layer] = []
    for layer in found:
        kept.append(attrs.evolve(layer, name=None) if layer.name in known else layer)
        known[layer.name] = None
    return Rota(
        kept,
        overrides=[
            each if each.layer in known else attrs.evolve(each, layer=None)
            for each in standing_in
        ],
        name=name,
    )


def _handoff(at: datetime, before: Names, after: Names) -> Handoff:
    return Handoff(at, before, after if after != before else (*after, "emil"))


def _shift(rota: Rota, length: timedelta, place: int, *, gap: timedelta) -> Shift:
    start = later(rota.layers[0].start, gap)
    found = rota.shifts(start, later(start, length))
    return found[place % len(found)]


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Layer: layers,
        Override: overrides,
        Rota: rotas,
        Handoff: handoffs,
        Shift: shifts,
    }
)
