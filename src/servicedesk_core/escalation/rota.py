"""The rota: who is on call when, by layers that rotate and overrides."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from itertools import pairwise
from operator import itemgetter

import attrs

from servicedesk_core.argument import to_one, to_optional, to_several
from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.escalation.rotation import (
    Every,
    Turns,
    read_every,
    turns_of,
)
from servicedesk_core.findings import Finding, Findings, Severity
from servicedesk_core.timeline import (
    Interval,
    Span,
    clip,
    common,
    cut,
    from_microseconds,
    instant_key,
    load_zone,
    merge,
    to_microseconds,
    to_range,
)
from servicedesk_core.timeline.index import END

Names = tuple[str, ...]
"""Who is on call, the first to be called first; nobody if empty."""
_Duty = tuple[int, int, Names]
"""From when on, until when, who."""

_START = itemgetter(0)


def _read_names(names: str | Sequence[str], argument: str) -> Names:
    found = (names,) if isinstance(names, str) else names
    if not isinstance(found, tuple | list):
        raise WrongTypeError(argument, names, "a name, or several in a tuple")
    to_several(found, str, argument, "text")
    if not found or "" in found or len(set(found)) < len(found):
        wanted = "at least one name, none of them empty or given twice"
        raise InvalidArgumentError(argument, names, wanted)
    return tuple(found)


def _read_members(members: Sequence[str | Sequence[str]]) -> tuple[Names, ...]:
    if not isinstance(members, tuple | list):
        raise WrongTypeError("members", members, "names in order, in a tuple")
    if not members:
        raise InvalidArgumentError("members", members, "at least one name")
    return tuple(_read_names(names, "members") for names in members)


def _read_member(member: str | Sequence[str] | None) -> Names:
    if member is None or member == ():
        return ()
    return _read_names(member, "member")


def _read_zone(tz: str | tzinfo | None) -> tzinfo | None:
    return None if tz is None else load_zone(tz)


def _read_start(start: datetime) -> datetime:
    return to_one(start, datetime, "start", "a datetime")


def _read_until(until: datetime | None) -> datetime | None:
    return to_optional(until, datetime, "until", "a datetime")


def _zoned(at: datetime, tz: tzinfo | None, argument: str) -> datetime:
    """Return a local or aware datetime in a zone.

    A time that the clocks skip keeps its reading: later turns go by it.
    """
    if at.tzinfo is None:
        if tz is None:
            raise NaiveDatetimeError(argument, at)
        return at.replace(tzinfo=tz, fold=0)
    zone = load_zone(at.tzinfo) if tz is None else tz
    if at.tzinfo is zone:
        return at
    return from_microseconds(to_microseconds(at, argument), zone, argument)


def _zoned_key(at: datetime | None) -> object:
    """Return what zoned datetimes are equal by: zone, reading and instant."""
    if at is None:
        return None
    return at.tzinfo, at.replace(tzinfo=None), instant_key(at)


def _read_hours(hours: ServiceCalendar | None) -> ServiceCalendar | None:
    return to_optional(hours, ServiceCalendar, "hours", "a ServiceCalendar")


def _read_name(name: str | None) -> str | None:
    return to_optional(name, str, "name", "text")


def _read_layer(layer: str | None) -> str | None:
    return to_optional(layer, str, "layer", "the name of a layer")


@attrs.frozen
class Layer:
    """People who take turns, one after the other, over and over.

    Turns of an hour, a day, a week or a month go by the clock of a zone, so the time
    of the hand-over stays the same when clocks change. A hand-over at a time that
    occurs twice is at the first; one at a time that the clocks skip is as much later
    (02:30 is at 03:30). Where that leaves no time for a turn it is lost, and all
    others stay where they are. Turns of a ``timedelta`` last as long in real time.

    Args:
        members: who takes turns, in order: names, or tuples of names for people who
            are on call together, the first to be called first.
        tz: whose clock rules, an IANA name or a tzinfo; that of ``start`` if None.
        start: when the first one's first turn begins: aware, or local to ``tz``.
            Before it nobody is on duty.
        every: how long a turn is: a `Rotation`, a number of them as in
            ``(2, "weekly")``, or a timedelta of at least a minute.
        hours: when the layer is on duty at all, or None for always. Turns go on
            meanwhile.
        until: when the layer ends, aware or local to ``tz``; after ``start``.
        name: for overrides of this layer alone.

    Raises:
        InvalidArgumentError: without members, for a turn too short, or an end that is
            not after the start.
        NaiveDatetimeError: if ``start`` and ``tz`` both lack a zone.
        UnknownZoneError: if the zone does not exist.
        WrongTypeError: for anything else of another type.

    Example:
        >>> layer = Layer(
        ...     ["anna", ("boris", "clara")],
        ...     start=datetime(2026, 1, 5, 9),
        ...     every="weekly",
        ...     tz="Europe/Riga",
        ... )
        >>> layer.members
        (('anna',), ('boris', 'clara'))
        >>> layer.start.isoformat()
        '2026-01-05T09:00:00+02:00'
    """

    members: tuple[Names, ...] = attrs.field(converter=_read_members)
    tz: tzinfo = attrs.field(kw_only=True, default=None, converter=_read_zone)
    start: datetime = attrs.field(kw_only=True, converter=_read_start, eq=_zoned_key)
    every: Every = attrs.field(kw_only=True, converter=read_every)
    hours: ServiceCalendar | None = attrs.field(
        kw_only=True, default=None, converter=_read_hours
    )
    until: datetime | None = attrs.field(
        kw_only=True, default=None, converter=_read_until, eq=_zoned_key
    )
    name: str | None = attrs.field(kw_only=True, default=None, converter=_read_name)

    def __attrs_post_init__(self) -> None:
        start = _zoned(self.start, self.tz, "start")
        until = self.until and _zoned(self.until, start.tzinfo, "until")
        # One form, so that layers whose zone was given in either way are equal.
        settled = {"tz": start.tzinfo, "start": start, "until": until}
        for name, value in settled.items():
            object.__setattr__(self, name, value)
        if until is not None:
            _check_order(start, until, "until")


def _check_order(start: datetime, end: datetime, argument: str) -> None:
    if to_microseconds(start, "start") >= to_microseconds(end, argument):
        raise InvalidArgumentError(argument, end, f"later than start ({start})")


@attrs.frozen
class Override:
    """Somebody who stands in for a while.

    Args:
        start: from when on, aware.
        end: until when, aware, after ``start``.
        member: who stands in: a name, a tuple of names, or None for nobody.
        layer: the name of the layer in which they stand in, whether it is on duty or
            not; None for the whole rota.

    Raises:
        InvalidArgumentError: if ``end`` is not after ``start``.
        NaiveDatetimeError: if either has no zone.
        WrongTypeError: for anything else of another type.

    Example:
        >>> Override(
        ...     datetime(2026, 1, 6, 9, tzinfo=UTC),
        ...     datetime(2026, 1, 6, 18, tzinfo=UTC),
        ...     "dora",
        ... ).member
        ('dora',)
    """

    start: datetime = attrs.field(eq=instant_key)
    end: datetime = attrs.field(eq=instant_key)
    member: Names = attrs.field(converter=_read_member)
    layer: str | None = attrs.field(default=None, converter=_read_layer)

    def __attrs_post_init__(self) -> None:
        _check_order(self.start, self.end, "end")


@attrs.frozen
class Handoff:
    """An instant at which other people come on call.

    Attributes:
        at: when.
        before: who was on call until then, nobody if empty.
        after: who is from then on.

    Example:
        >>> noon = datetime(2026, 1, 5, 12, tzinfo=UTC)
        >>> Handoff(noon, before=("anna",), after=()).after
        ()
    """

    at: datetime = attrs.field(eq=instant_key)
    before: Names
    after: Names


@attrs.frozen
class Shift:
    """A time during which the same people are on call.

    Attributes:
        interval: when.
        members: who, the first to be called first; nobody if empty.

    Example:
        >>> from datetime import timedelta
        >>> noon = datetime(2026, 1, 5, 12, tzinfo=UTC)
        >>> Shift(Interval(noon, noon + timedelta(hours=8)), ("anna",)).members
        ('anna',)
    """

    interval: Interval
    members: Names


def _read_layers(layers: Iterable[Layer]) -> tuple[Layer, ...]:
    found = to_several(layers, Layer, "layers", "Layers, in a tuple")
    if not found:
        raise InvalidArgumentError("layers", found, "at least one Layer")
    names = [layer.name for layer in found if layer.name is not None]
    if len(names) != len(set(names)):
        raise InvalidArgumentError("layers", names, "layers of different names")
    return found


def _read_overrides(overrides: Iterable[Override]) -> tuple[Override, ...]:
    return to_several(overrides, Override, "overrides", "Overrides, in a tuple")


@attrs.frozen
class Rota:
    """Who is on call when.

    Layers lie on each other: the first one that has somebody on duty decides. An
    override of a layer takes the place of whoever that layer has; where it names
    nobody the layers below decide. An override of the rota takes the place of them
    all, and where it names nobody, nobody is on call. Of overrides of one thing that
    overlap the last one given counts. People called one after the other, such as a
    second line, are rotas of their own.

    Args:
        layers: the layers, the one that decides first first.
        overrides: who stands in for whom.
        name: for findings.

    Raises:
        InvalidArgumentError: without layers, with two of one name, or for an override
            of a layer that is not there.
        WrongTypeError: for anything that is no layer or no override.

    Example:
        >>> from datetime import timedelta
        >>> week = Layer(
        ...     ["anna", "boris"],
        ...     start=datetime(2026, 1, 5, 9),
        ...     every="weekly",
        ...     tz="Europe/Riga",
        ... )
        >>> monday = datetime(2026, 1, 12, 6, tzinfo=UTC)  # 08:00 in Riga
        >>> ill = Override(monday, monday + timedelta(hours=3), "clara")
        >>> rota = Rota([week], overrides=[ill])
        >>> rota.on_call(monday), Rota([week]).on_call(monday)
        (('clara',), ('anna',))
        >>> for shift in rota.shifts(monday, monday + timedelta(days=1)):
        ...     print(shift.interval, *shift.members)
        [2026-01-12T06:00:00+00:00, 2026-01-12T09:00:00+00:00) clara
        [2026-01-12T09:00:00+00:00, 2026-01-13T06:00:00+00:00) boris
    """

    layers: tuple[Layer, ...] = attrs.field(converter=_read_layers)
    overrides: tuple[Override, ...] = attrs.field(
        kw_only=True, default=(), converter=_read_overrides
    )
    name: str | None = attrs.field(kw_only=True, default=None, converter=_read_name)
    _top: list[_Duty] = attrs.field(init=False, eq=False, repr=False)
    _rows: list["_Row"] = attrs.field(init=False, eq=False, repr=False)

    @_top.default
    def _new_top(self) -> list[_Duty]:
        return self._standing_in(None)

    @_rows.default
    def _new_rows(self) -> list["_Row"]:
        return [
            _Row.of(layer, [] if layer.name is None else self._standing_in(layer.name))
            for layer in self.layers
        ]

    def __attrs_post_init__(self) -> None:
        names = [layer.name for layer in self.layers if layer.name is not None]
        for override in self.overrides:
            name = override.layer
            if name is not None and name not in names:
                wanted = f"None or the name of a layer, here one of {names}"
                raise InvalidArgumentError("layer", name, wanted)

    def on_call(self, at: datetime) -> Names:
        """Return who must be called at an instant, nobody if empty.

        Raises:
            NaiveDatetimeError: if ``at`` has no zone.

        Example:
            >>> daily = Layer(
            ...     ["anna", "boris"],
            ...     start=datetime(2026, 1, 5, 9, tzinfo=UTC),
            ...     every="daily",
            ... )
            >>> Rota([daily]).on_call(datetime(2026, 1, 6, 9, tzinfo=UTC))
            ('boris',)
        """
        instant = to_microseconds(at, "at")
        names = _find(self._top, instant)
        if names is not None:
            return names
        for row in self._rows:
            names = row.names(at, instant)
            if names:
                return names
        return ()

    def shifts(self, start: datetime, end: datetime) -> tuple[Shift, ...]:
        """Return who is on call when, in order and without gaps.

        Neighbours differ: turns of the same people are one shift. Where nobody is on
        call is a shift without members. Those at the edges are cut to the range.

        Args:
            start: where the range begins, aware.
            end: where it ends; not before ``start``.

        Raises:
            NaiveDatetimeError: if either has no zone.
            InvalidArgumentError: if the range is reversed.

        Example:
            >>> weekly = Layer(
            ...     ["anna", "boris"],
            ...     start=datetime(2026, 1, 5, 9, tzinfo=UTC),
            ...     every="weekly",
            ...     hours=ServiceCalendar.parse("Mo-Su 18:00-08:00", tz="UTC"),
            ... )
            >>> day = datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 1, 6, tzinfo=UTC)
            >>> [shift.members for shift in Rota([weekly]).shifts(*day)]
            [(), ('anna',)]
        """
        low, high = to_range(start, end)
        zone = start.tzinfo or UTC
        changes = self._changes(low, high, zone)
        edges = [from_microseconds(at, zone) for at, _ in changes]
        edges += [from_microseconds(high, zone)] if changes else []
        return tuple(
            Shift(Interval(*between), names)
            for between, (_, names) in zip(pairwise(edges), changes, strict=True)
        )

    def handoffs(self, start: datetime, end: datetime) -> tuple[Handoff, ...]:
        """Return when other people come on call in a range, that at its start too.

        Args:
            start: where the range begins, aware.
            end: where it ends; not before ``start``.

        Raises:
            NaiveDatetimeError: if either has no zone.
            InvalidArgumentError: if the range is reversed.

        Example:
            >>> from datetime import timedelta
            >>> daily = Layer(
            ...     ["anna", "boris"],
            ...     start=datetime(2026, 3, 28, 9),
            ...     every="daily",
            ...     tz="Europe/Berlin",
            ... )
            >>> friday = datetime(2026, 3, 27, 12, tzinfo=UTC)
            >>> for each in Rota([daily]).handoffs(friday, friday + timedelta(days=2)):
            ...     print(each.at.isoformat(), each.before, each.after)
            2026-03-28T08:00:00+00:00 () ('anna',)
            2026-03-29T07:00:00+00:00 ('anna',) ('boris',)
        """
        low, high = to_range(start, end)
        zone = start.tzinfo or UTC
        if low == high:
            return ()
        # There is nothing before the first instant of all.
        first = start.replace(tzinfo=None) == datetime.min  # noqa: DTZ901 - a reading
        changes = self._changes(low if first else low - 1, high, zone)
        return tuple(
            Handoff(from_microseconds(at, zone), before, after)
            for (_, before), (at, after) in pairwise(changes)
        )

    def gaps(self, start: datetime, end: datetime) -> tuple[Interval, ...]:
        """Return when nobody is on call in a range.

        Args:
            start: where the range begins, aware.
            end: where it ends; not before ``start``.

        Raises:
            NaiveDatetimeError: if either has no zone.
            InvalidArgumentError: if the range is reversed.

        Example:
            >>> from datetime import timedelta
            >>> late = Layer(
            ...     ["anna"],
            ...     start=datetime(2026, 1, 5, 9, tzinfo=UTC),
            ...     every="daily",
            ... )
            >>> monday = datetime(2026, 1, 5, tzinfo=UTC)
            >>> print(*Rota([late]).gaps(monday, monday + timedelta(days=1)))
            [2026-01-05T00:00:00+00:00, 2026-01-05T09:00:00+00:00)
        """
        low, high = to_range(start, end)
        zone = start.tzinfo or UTC
        return _gaps(self._changes(low, high, zone), high, zone)

    def check(self, start: datetime, end: datetime) -> Findings:
        """Return one finding for each gap of a range, none if there are none.

        Args:
            start: where the range begins, aware.
            end: where it ends; not before ``start``.

        Raises:
            NaiveDatetimeError: if either has no zone.
            InvalidArgumentError: if the range is reversed.

        Example:
            >>> from datetime import timedelta
            >>> late = Layer(
            ...     ["anna"],
            ...     start=datetime(2026, 1, 5, 9, tzinfo=UTC),
            ...     every="daily",
            ... )
            >>> monday = datetime(2026, 1, 5, 8, tzinfo=UTC)
            >>> desk = Rota([late], name="desk")
            >>> print(*desk.check(monday, monday + timedelta(days=1)))
            warning rota.gap at desk: nobody is on call \
from 2026-01-05T08:00:00+00:00 to 2026-01-05T09:00:00+00:00
        """
        low, high = to_range(start, end)
        zone = start.tzinfo or UTC
        path = self.name or "rota"
        said = "nobody is on call from {} to {}"
        return tuple(
            Finding("rota.gap", Severity.WARNING, path, said.format(*edges))
            for gap in _gaps(self._changes(low, high, zone), high, zone)
            for edges in [(gap.start.isoformat(), gap.end.isoformat())]
        )

    def __getstate__(self) -> dict[str, object]:
        return {
            "layers": self.layers,
            "overrides": self.overrides,
            "name": self.name,
        }

    def __setstate__(self, state: Mapping[str, object]) -> None:
        self.__init__(**state)  # type: ignore[misc]

    def _standing_in(self, layer: str | None) -> list[_Duty]:
        """Return the overrides of a layer, or of the rota, without overlaps."""
        return _flat(
            [
                (instant_key(each.start), instant_key(each.end), each.member)
                for each in self.overrides
                if each.layer == layer
            ]
        )

    def _changes(self, low: int, high: int, zone: tzinfo) -> list[tuple[int, Names]]:
        """Return from when on who is on call in a range, neighbours different.

        To be called from what users call: a warning names the line before that.
        """
        duties = _clipped(self._top, low, high)
        for row in self._rows:
            duties = _over(duties, row.duties(low, high, zone))
        found: list[tuple[int, Names]] = []
        known = low
        for start, end, names in [*duties, (high, high, ())]:
            for at, until, who in ((known, start, ()), (start, end, names)):
                if at < until and (not found or found[-1][1] != who):
                    found.append((at, who))
            known = end
        return found


def _gaps(
    changes: Sequence[tuple[int, Names]], high: int, zone: tzinfo
) -> tuple[Interval, ...]:
    """Return when nobody is on call, from changes up to ``high``."""
    return tuple(
        Interval(from_microseconds(at, zone), from_microseconds(until, zone))
        for (at, names), (until, _) in pairwise([*changes, (high, ())])
        if not names
    )


@attrs.frozen(eq=False)
class _Row:
    """A layer as the rota asks it.

    Attributes:
        layer: its rules.
        turns: when its turns start.
        first: the turn that it begins with; not 0 where the clocks change just then.
        begin: when it begins.
        end: when it ends.
        overrides: who stands in, without overlaps.
    """

    layer: Layer
    turns: Turns
    first: int
    begin: int
    end: int
    overrides: list[_Duty]

    @classmethod
    def of(cls, layer: Layer, overrides: list[_Duty]) -> "_Row":
        """Return the row of a layer."""
        turns = turns_of(layer.start, layer.every, layer.tz)
        begin = instant_key(layer.start)
        end = END if layer.until is None else instant_key(layer.until)
        return cls(layer, turns, turns.at(begin), begin, end, overrides)

    def names(self, at: datetime, instant: int) -> Names:
        """Return who is on duty at an instant, given in both ways."""
        names = _find(self.overrides, instant)
        if names is not None:
            return names
        if not self.begin <= instant < self.end:
            return ()
        hours = self.layer.hours
        if hours is not None and not hours.is_open(at):
            return ()
        return self._members(self.turns.at(instant))

    def duties(self, low: int, high: int, zone: tzinfo) -> list[_Duty]:
        """Return who is on duty in a range, in order."""
        first, last = max(low, self.begin), min(high, self.end)
        found = self._taken(first, last) if first < last else []
        hours = self.layer.hours
        if found and hours is not None:
            edges = from_microseconds(first, zone), from_microseconds(last, zone)
            # So that a warning names the line that asked the rota.
            spans = hours.open_spans(*edges, depth=6)
            found = _each(found, lambda span: common([span], spans))
        found = _over(_clipped(self.overrides, low, high), found)
        return [duty for duty in found if duty[2]]

    def _taken(self, low: int, high: int) -> list[_Duty]:
        """Return the turns in a range, whatever the hours."""
        starts = [*self.turns.between(low, high), (high, 0)]
        return [
            (start, end, self._members(turn))
            for (start, turn), (end, _) in pairwise(starts)
        ]

    def _members(self, turn: int) -> Names:
        members = self.layer.members
        return members[(turn - self.first) % len(members)]


def _find(duties: list[_Duty], instant: int) -> Names | None:
    """Return who is on duty at an instant, None if no duty tells."""
    place = bisect_right(duties, instant, key=_START) - 1
    if place < 0 or duties[place][1] <= instant:
        return None
    return duties[place][2]


def _clipped(duties: list[_Duty], low: int, high: int) -> list[_Duty]:
    return _each(duties, lambda span: clip([span], low, high))


def _each(duties: list[_Duty], keep: Callable[[Span], list[Span]]) -> list[_Duty]:
    """Return what is kept of duties."""
    return [
        (*span, names) for start, end, names in duties for span in keep((start, end))
    ]


def _over(above: list[_Duty], below: list[_Duty]) -> list[_Duty]:
    """Return duties that lie on others, and what they leave of them, in order."""
    if not above:
        return below
    holes = merge((start, end) for start, end, _ in above)
    return sorted(above + _each(below, lambda span: cut([span], holes)))


def _flat(duties: list[_Duty]) -> list[_Duty]:
    """Return duties without overlaps: the later given cover the earlier."""
    if len(duties) < 2:
        return duties
    middle = len(duties) // 2
    return _over(_flat(duties[middle:]), _flat(duties[:middle]))
