"""What the rows of a frame are held against."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from servicedesk_core.argument import to_one
from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.frames.column import Frame, read_column
from servicedesk_core.frames.keys import Keys, choose, read_keys
from servicedesk_core.frames.unit import Integers
from servicedesk_core.sla import ServiceLevelTarget
from servicedesk_core.sla.target import Time

Flags = NDArray[np.bool_]
Targets = ServiceLevelTarget | Mapping[Any, ServiceLevelTarget]


@attrs.frozen(eq=False)
class Plan:
    """A target, and what it asks for at one priority.

    Attributes:
        target: the target.
        priority: that of its rows; None where they have none.
        within: the time to keep, or None if the priority has no target.
        calendar: the hours that count, or None likewise.
    """

    target: ServiceLevelTarget
    priority: object
    within: Time | None
    calendar: ServiceCalendar | None

    @classmethod
    def of(cls, target: ServiceLevelTarget, priority: object) -> "Plan":
        """Return what a target asks for.

        Raises:
            NoTargetError: if it has a time for the priority, but no calendar.
        """
        if not target.has_target(priority):
            return cls(target, priority, None, None)
        calendar = target.calendar_for(priority)
        return cls(target, priority, target.within_for(priority), calendar)

    def pauses(self, reason: str | None) -> bool:
        """Tell whether a hold for a reason stops the clock."""
        held = self.target.pauses
        return reason in held if reason else bool(held)


def read_plans(
    frame: Frame,
    targets: Targets,
    *,
    by: str | None,
    priority: str | None,
    needed: Flags,
) -> tuple[tuple[Plan, ...], Integers]:
    """Return the plans of a frame, and the place of each row's plan among them.

    Args:
        frame: the frame.
        targets: one, or one for each key.
        by: the column of the keys, or None.
        priority: the column of the priorities, or None.
        needed: which rows must have a plan; the place of the others is -1.

    Raises:
        InvalidArgumentError: if a column is missing, or a row's key is.
        WrongTypeError: for anything that is no target.
    """
    keys = read_keys(frame, by, target=targets)
    priorities = None
    if priority is not None:
        read_column(frame, priority, "priority")
        priorities = Keys.of(frame, priority)
    plans: list[Plan] = []
    places = np.full(len(needed), -1, np.int64)
    for key, rows in _by_key(keys, needed):
        chosen = choose(targets, keys, key, "target")
        wanted = "a ServiceLevelTarget"
        target = to_one(chosen, ServiceLevelTarget, "target", wanted)
        for each, some in _by_priority(target, priorities, rows):
            places[some] = len(plans)
            plans.append(Plan.of(target, each))
    return tuple(plans), places


def _by_key(keys: Keys | None, needed: Flags) -> Iterator[tuple[object, Integers]]:
    if keys is None:
        yield None, np.flatnonzero(needed)
        return
    for key, rows in keys.rows(needed):
        yield key, np.asarray(rows)


def _by_priority(
    target: ServiceLevelTarget, priorities: Keys | None, rows: Integers
) -> Iterator[tuple[object, Integers]]:
    if priorities is None:
        if isinstance(target.within, Mapping) or isinstance(target.calendar, Mapping):
            wanted = "the column of the priorities that the target tells apart"
            raise InvalidArgumentError("priority", None, wanted)
        yield None, rows
        return
    codes = priorities.codes[rows]
    for code in np.unique(codes).tolist():
        yield (
            priorities.known[code] if code >= 0 else None,
            rows[codes == code],
        )
