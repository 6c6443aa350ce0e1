"""The rows of a frame as what clocks need to know of them."""

from datetime import datetime, tzinfo

import attrs
import numpy as np

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.frames.column import Frame, Instants, read_instants
from servicedesk_core.frames.holds import (
    Holds,
    Told,
    check_after,
    no_holds,
    read_told,
    settle,
)
from servicedesk_core.frames.plan import Plan, Targets, read_plans
from servicedesk_core.frames.unit import NULL, Integers, Unit
from servicedesk_core.timeline import to_microseconds


@attrs.frozen(kw_only=True)
class Asked:
    """The arguments of ``with_sla`` that say what the rows are."""

    target: Targets
    opened: str
    stopped: str
    by: str | None
    priority: str | None
    key: str | None
    pauses: object
    pause_key: str | None
    pause_start: str
    pause_end: str
    pause_reason: str | None
    viewpoint: datetime
    tz: str | tzinfo | None
    strangers: bool = False
    """Whether pauses may be of tickets that are not there."""


@attrs.frozen(eq=False)
class Cases:
    """The rows of a frame, and what each is held against.

    Attributes:
        frame: the frame.
        first: the column of their openings.
        last: the column of their ends.
        unit: what all numbers here count: microseconds, or nanoseconds if a column
            does.
        at: now.
        opened: when each was opened; NULL where that is missing.
        ended: when each ended; NULL where it has not by now.
        plans: what they are held against.
        plan_of: the place of each row's plan; -1 where ``opened`` is missing.
        told: the pauses, or None if there are none.
        holds: those that stop a clock, each with its own reason.
    """

    frame: Frame
    first: Instants
    last: Instants
    unit: Unit
    at: int
    opened: Integers
    ended: Integers
    plans: tuple[Plan, ...]
    plan_of: Integers
    told: Told | None
    holds: Holds


def read_cases(frame: Frame, asked: Asked) -> Cases:
    """Return the rows of a frame as cases.

    Raises:
        InvalidArgumentError: if a column is missing, a row ends before it begins, a
            row has no key, or a pause has no row.
        NaiveDatetimeError: if a column or ``now`` is naive, and ``tz`` is None.
        NoTargetError: if a target has a time for a priority, but no calendar.
        WrongTypeError: if an argument is of another type.
    """
    now = to_microseconds(asked.viewpoint, "now")
    first = read_instants(frame, asked.opened, "opened", asked.tz)
    last = read_instants(frame, asked.stopped, "stopped", asked.tz)
    check_after(last, first)
    told = _read_told(frame, asked)
    columns = (first, last) if told is None else (first, last, told.first, told.last)
    # Statuses count in microseconds.
    units = (Unit.MICROSECOND, *(each.numbers.unit for each in columns))
    unit = max(units, key=lambda unit: unit.per_second)
    at = int(Unit.MICROSECOND.to(unit, np.array([now]), "now", "instants")[0])
    opened = first.numbers.to(unit, first.name, "instants")
    ended = last.numbers.to(unit, last.name, "instants")
    # What is yet to come is not known.
    ended = np.where(ended > at, NULL, ended)
    plans, plan_of = read_plans(
        frame,
        asked.target,
        by=asked.by,
        priority=asked.priority,
        needed=opened > NULL,
    )
    holds = no_holds()
    if told is not None:
        chosen = told.pausing(plans, plan_of)
        holds = settle(told, chosen, opened=opened, ended=ended, at=at, unit=unit)
    return Cases(
        frame, first, last, unit, at, opened, ended, plans, plan_of, told, holds
    )


def _read_told(frame: Frame, asked: Asked) -> Told | None:
    if asked.pauses is not None:
        columns = (
            asked.pause_key or asked.key or "",
            asked.pause_start,
            asked.pause_end,
            asked.pause_reason,
        )
        return read_told(
            frame,
            asked.pauses,
            key=asked.key,
            columns=columns,
            tz=asked.tz,
            strangers=asked.strangers,
        )
    for argument in ("pause_key", "pause_reason"):
        if getattr(asked, argument) is not None:
            wanted = f"given, for {argument} is"
            raise InvalidArgumentError("pauses", None, wanted)
    return None
