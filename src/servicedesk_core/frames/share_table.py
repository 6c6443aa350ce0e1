"""How many rows of each group kept their target."""

from collections.abc import Iterable
from datetime import tzinfo
from operator import add
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.frames.column import Frame, read_column, read_frame
from servicedesk_core.frames.groups import figures, read_groups, read_least
from servicedesk_core.frames.periods import read_period
from servicedesk_core.sla import PeriodLength, SlaState
from servicedesk_core.stats import proportion_interval

_NAMES = ("met", "breached", "n", "share", "low", "high")


def compliance(
    df: Any,
    *,
    state: str = "sla_state",
    by: str | Iterable[str] = (),
    period: PeriodLength | str | None = None,
    at: str | None = None,
    tz: str | tzinfo | None = None,
    confidence: float = 0.95,
    min_n: int = 0,
) -> Any:
    """Return how many rows met their target, group by group.

    Rows that are neither met nor breached, or have no state, are not counted.

    Args:
        df: a data frame of pandas, polars or pyarrow.
        state: the column of the states that :func:`with_sla` writes.
        by: the column, or columns, to group by.
        period: how long the periods are to group by as well: "day", "week" (from
            Monday), "month", "quarter" or "year".
        at: the column of the instants that fall into them.
        tz: the zone whose dates count, and whose clocks naive datetimes were read
            from; that of the column unless given.
        confidence: of the Wilson intervals, above 0 and below 1.
        min_n: how many met and breached rows a group must have for its share to be
            told, 0 or more.

    Returns:
        The same kind of frame with a row for each group, in the order in which they
        first come: the columns of ``by``, the first day of the ``period``, the counts
        ``met``, ``breached`` and ``n`` of both, and the ``share`` of met ones, 0 to 1,
        with its interval, ``low`` to ``high``; these are null if ``n`` is 0 or below
        ``min_n``.

    Raises:
        InvalidArgumentError: if there is no such column, ``by`` has a name of the new
            ones, a state is unknown, ``period`` and ``at`` do not come together, or a
            number is out of range.
        NaiveDatetimeError: if the column ``at`` is naive and ``tz`` is not given.
        WrongTypeError: if a column or an argument is of another type.

    Source:
        E. B. Wilson, JASA 22 (1927) 209.

    Example:
        >>> import polars
        >>> df = polars.DataFrame({
        ...     "team": ["a", "a", "b"], "sla_state": ["met", "breached", "paused"]
        ... })
        >>> compliance(df, by="team").select("team", "n", "share").rows()
        [('a', 2, 0.5), ('b', 0, None)]
    """
    frame, least = read_frame(df), read_least(min_n)
    met, breached = _read_states(frame, state)
    groups = read_groups(frame, by, _NAMES, read_period(frame, period, at, tz))
    kept, lost = groups.sums(met), groups.sums(breached)
    counts = list(map(add, kept, lost))
    # Asked for no one too, so that a wrong confidence never passes.
    shares = [
        proportion_interval(hits, n, confidence=confidence)
        for hits, n in zip([*kept, 0], [*counts, 0], strict=True)
    ][:-1]
    told = [
        share if share is not None and share.n >= least else None for share in shares
    ]
    return groups.native(
        [
            ("met", kept, nw.Int64),
            ("breached", lost, nw.Int64),
            ("n", counts, nw.Int64),
            *figures(told, {"share": "value", "low": "low", "high": "high"}),
        ]
    )


def _read_states(frame: Frame, state: str) -> tuple[Any, Any]:
    """Return which rows are met, and which are breached."""
    column = read_column(frame, state, "state")
    known = [each.value for each in SlaState]
    for value in sorted(column.drop_nulls().unique().to_list(), key=repr):
        if value not in known:
            wanted = f"one of {', '.join(known)}"
            raise InvalidArgumentError(f"column {state!r}", value, wanted)
    missing = column.is_null().to_numpy().astype(np.bool_)
    words = np.array(column.to_list(), object)
    return tuple(
        (words == each.value) & ~missing for each in (SlaState.MET, SlaState.BREACHED)
    )
