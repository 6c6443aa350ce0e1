"""Tickets from the rows of an event log, and back."""

from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np

from servicedesk_core.argument import to_one
from servicedesk_core.errors import (
    InvalidArgumentError,
    InvalidHistoryError,
    WrongTypeError,
)
from servicedesk_core.frames.column import (
    Frame,
    Series,
    new_instants,
    read_column,
    read_frame,
    read_instants,
)
from servicedesk_core.frames.event_fields import (
    EVENTS,
    FIELDS,
    OF_EVENT,
    REQUIRED,
    TIMES,
    cell,
)
from servicedesk_core.frames.local import microseconds, zone_of
from servicedesk_core.frames.openings import empty_instants, read_like
from servicedesk_core.frames.service_level import Progress
from servicedesk_core.frames.unit import NULL, Unit
from servicedesk_core.lifecycles import Lifecycle
from servicedesk_core.tickets import Actor, Ticket
from servicedesk_core.timeline import from_microseconds, load_zone, to_microseconds

Words = Mapping[Any, str | tuple[str, Mapping[str, object]] | None]
Cells = list[Any]


def from_events(  # noqa: PLR0913 - a log has as many columns
    df: object,
    *,
    key: str = "id",
    at: str = "at",
    event: str = "event",
    names: Words | None = None,
    columns: Mapping[str, str] | None = None,
    tz: str | tzinfo | None = None,
    lifecycle: Lifecycle | None = None,
    progress: Progress | None = None,
) -> tuple[Ticket, ...]:
    """Return the tickets that the rows of an event log add up to.

    A ticket's rows must be in order of time. What they tell is not judged, as
    ``Ticket.fold`` does not.

    Args:
        df: a data frame of pandas, polars or pyarrow with a row for each event.
        key: the column of the tickets' ids.
        at: the column of the instants of the events.
        event: the column that says what happened.
        names: what each of its words means: the name of an event such as
            ``"PutOnHold"``, or a pair of that and fields such as ``{"reason":
            "vendor"}``, or None if it tells nothing. Without it the words are names.
        columns: the column of each field that is not called as the field: those of the
            events, and ``by`` and ``role``, the id and the role of the actor.
        tz: the zone whose clocks naive datetimes were read from; without it they are
            refused.
        lifecycle: the table; the default is that of each ticket's kind.
        progress: wraps the tickets, as ``tqdm`` does.

    Returns:
        The tickets, in the order in which their ids first come. Times are in the zone
        of their column.

    Raises:
        InvalidArgumentError: if there is no such column, a word or a field is unknown,
            or a row has no key or time.
        InvalidHistoryError: if the rows of a ticket do not begin with its opening, or
            run backwards; a note names the ticket.
        NaiveDatetimeError: if a column is naive and ``tz`` is not given.
        WrongTypeError: if a column does not hold datetimes, or a field another type.

    Example:
        >>> import polars
        >>> log = polars.DataFrame({
        ...     "number": ["INC1", "INC1"],
        ...     "at": [datetime(2026, 1, 5, 9), datetime(2026, 1, 5, 11)],
        ...     "state": ["New", "Awaiting Vendor"],
        ... })
        >>> states = {
        ...     "New": "Opened", "Awaiting Vendor": ("PutOnHold", {"reason": "vendor"})
        ... }
        >>> from_events(log, key="number", event="state", names=states, tz="UTC")
        (<Ticket INC1 on_hold, 2 events>,)
    """
    frame = read_frame(df)
    reader = _Reader(frame, columns or {}, tz)
    ids, words = reader.plain(key, "key"), reader.plain(event, "event")
    instants = reader.instants(at, "at")
    for name, cells in ((key, ids), (event, words), (at, instants)):
        _check_full(name, cells)
    told: dict[Any, list[Any]] = {}
    for row, (id_, when, word) in enumerate(zip(ids, instants, words, strict=True)):
        meaning = _meaning(word, names, event)
        rows = told.setdefault(id_, [])
        if meaning is not None:
            rows.append(reader.event(row, meaning, id_=id_, at=when))
    histories: Iterable[tuple[object, list[Any]]] = told.items()
    return tuple(
        _folded(id_, history, lifecycle)
        for id_, history in (histories if progress is None else progress(histories))
    )


def to_events(tickets: Iterable[Ticket], *, like: Any) -> Any:
    """Return the events of tickets as a frame with a row for each.

    Args:
        tickets: any, of one kind or several.
        like: a data frame of the kind wanted, or its name: "pandas", "polars" or
            "pyarrow".

    Returns:
        A frame with the columns ``id``, ``event``, ``at`` (of UTC), ``by`` and
        ``role``, and one for each field that some event has; null where an event has
        no such field. Mappings and sets are texts in JSON. :func:`from_events` gives
        equal tickets again.

    Raises:
        InvalidArgumentError: if a field holds what no cell can: an impact, urgency or
            priority that is neither number nor text, or an attribute of another type.
        WrongTypeError: for anything that is no ticket.

    Example:
        >>> from datetime import UTC
        >>> from servicedesk_core.tickets import open_ticket
        >>> ticket = open_ticket("INC1", at=datetime(2026, 1, 5, 9, tzinfo=UTC))
        >>> to_events([ticket], like="polars").columns
        ['id', 'event', 'at', 'by', 'role', 'kind']
    """
    backend = read_like(like)
    if not isinstance(tickets, Iterable):
        raise WrongTypeError("tickets", tickets, "tickets, in a list")
    cells: dict[str, Cells] = {name: [] for name in ("id", "event", "at", "by", "role")}
    more: dict[str, Cells] = {name: [] for name in FIELDS}
    for ticket in tickets:
        to_one(ticket, Ticket, "tickets", "tickets")
        for each in ticket.history:
            _write(cells, ticket.id, each)
            for name, column in more.items():
                column.append(cell(each, name))
    used = {
        name: column
        for name, column in more.items()
        if any(cell is not None for cell in column)
    }
    series = [_series(*each, backend) for each in {**cells, **used}.items()]
    return series[0].to_frame().with_columns(*series[1:]).to_native()


def _write(cells: Mapping[str, Cells], id_: str, event: Any) -> None:
    """Add what every event has."""
    actor = event.by
    cells["id"].append(id_)
    cells["event"].append(type(event).__name__)
    cells["at"].append(event.at)
    cells["by"].append(actor and actor.id)
    cells["role"].append(actor and actor.role.value)


def _folded(id_: object, history: list[Any], lifecycle: Lifecycle | None) -> Ticket:
    try:
        return Ticket.fold(history, lifecycle=lifecycle)
    except InvalidHistoryError as error:
        error.add_note(f"in the rows of {id_!r}")
        raise


def _check_full(name: str, cells: Cells) -> None:
    if None in cells:
        place = f"none in row {cells.index(None)}"
        raise InvalidArgumentError(f"column {name!r}", place, "there in every row")


def _meaning(
    word: object, names: Words | None, event: str
) -> tuple[type[Any], Mapping[str, object]] | None:
    """Return the event that a word stands for and the fields it says, if any."""
    meaning: Any = word
    if names is not None:
        if word not in names:
            wanted = f"one of {', '.join(map(repr, names))}, the words of names"
            raise InvalidArgumentError(f"column {event!r}", word, wanted)
        meaning = names[word]
    if meaning is None:
        return None
    where = f"column {event!r}" if names is None else f"names[{word!r}]"
    name, fields = _parts(meaning, where)
    if name not in EVENTS:
        wanted = f"the name of an event, one of {', '.join(EVENTS)}"
        raise InvalidArgumentError(where, name, wanted)
    for field in fields:
        if field not in OF_EVENT[EVENTS[name]]:
            fit = ", ".join(OF_EVENT[EVENTS[name]]) or "none"
            wanted = f"{name} with fields that it has, {fit}"
            raise InvalidArgumentError(where, field, wanted)
    return EVENTS[name], fields


def _parts(meaning: object, where: str) -> tuple[str, Mapping[str, object]]:
    if isinstance(meaning, str):
        return meaning, {}
    if isinstance(meaning, tuple) and len(meaning) == 2:
        name, fields = meaning
        if isinstance(name, str) and isinstance(fields, Mapping):
            return name, fields
    wanted = "the name of an event, or a pair of that and a mapping of fields"
    raise WrongTypeError(where, meaning, wanted)


class _Reader:
    """The columns of an event log as lists of cells, None where there is nothing.

    Args:
        frame: the log.
        columns: the column of each field that is not called as the field.
        tz: the zone whose clocks naive datetimes were read from, or None.
    """

    def __init__(
        self, frame: Frame, columns: Mapping[str, str], tz: str | tzinfo | None
    ) -> None:
        self.frame, self.tz = frame, tz
        known = ("by", "role", *FIELDS)
        for field in columns:
            if field not in known:
                wanted = f"fields, some of {', '.join(known)}"
                raise InvalidArgumentError("columns", field, wanted)
        self.cells: dict[str, Cells] = {}
        for field in known:
            name = columns.get(field, field)
            if field in columns or name in frame.columns:
                argument = f"columns[{field!r}]"
                read = self.instants if field in TIMES else self.plain
                self.cells[field] = read(name, argument)

    def plain(self, name: str, argument: str) -> Cells:
        """Return the cells of a column."""
        series = read_column(self.frame, name, argument)
        missing = series.is_null().to_list()
        return [
            None if absent else cell
            for cell, absent in zip(series.to_list(), missing, strict=True)
        ]

    def instants(self, name: str, argument: str) -> Cells:
        """Return the cells of a column of datetimes."""
        column = read_instants(self.frame, name, argument, self.tz)
        zone = zone_of(column)
        values = microseconds(column.numbers, column.name).tolist()
        return [
            None if value == NULL else from_microseconds(value, zone)
            for value in values
        ]

    def event(
        self,
        row: int,
        meaning: tuple[type[Any], Mapping[str, object]],
        *,
        id_: object,
        at: datetime,
    ) -> Any:
        """Return the event of a row; what its word says goes before its columns."""
        kind, said = meaning
        found: dict[str, Any] = {"at": at, "by": self.actor(row)}
        if kind is EVENTS["Opened"]:
            found["id"] = id_
        for name in OF_EVENT[kind]:
            cells = self.cells.get(name)
            if cells is not None and cells[row] is not None:
                found[name] = FIELDS[name].read(cells[row], name)
        lacking = REQUIRED[kind].difference(found, said)
        if lacking:
            name, wanted = min(lacking), f"given for {kind.__name__}"
            raise InvalidArgumentError(f"field {name!r}", f"none in row {row}", wanted)
        return kind(**{**found, **said})

    def actor(self, row: int) -> Actor | None:
        """Return who acted, or None where the row does not say."""
        ids, roles = self.cells.get("by"), self.cells.get("role")
        if ids is None or ids[row] is None:
            return None
        if roles is None:
            raise InvalidArgumentError("columns", "by", "given with role")
        return Actor(ids[row], roles[row])


def _series(name: str, cells: Cells, backend: Any) -> Series:
    if name == "at" or name in TIMES:
        values = [NULL if at is None else to_microseconds(at, name) for at in cells]
        like = empty_instants(backend, load_zone("UTC"))
        numbers = np.array(values, np.int64)
        return new_instants(name, numbers, Unit.MICROSECOND, like)
    dtype = _dtype(name, cells)
    # What pandas makes of a gap in numbers and truth values is no null.
    if backend.is_pandas_like() and dtype is not nw.String and None in cells:
        dtype = nw.Object if dtype is nw.Boolean else nw.Float64
    return nw.new_series(name, cells, dtype, backend=backend)


_DTYPES: Mapping[type, Any] = {
    str: nw.String,
    bool: nw.Boolean,
    int: nw.Int64,
    float: nw.Float64,
}


def _dtype(name: str, cells: Cells) -> Any:
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds == {int, float}:
        kinds = {float}
    if len(kinds) > 1 or not kinds <= set(_DTYPES):
        told = ", ".join(sorted(kind.__name__ for kind in kinds))
        raise InvalidArgumentError(
            name, told, "texts, numbers or truth values, all of one type"
        )
    return _DTYPES[kinds.pop()] if kinds else nw.String
