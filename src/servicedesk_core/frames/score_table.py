"""Scores of the answers in a frame, group by group."""

from collections.abc import Callable, Iterable, Mapping
from datetime import tzinfo
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np

from servicedesk_core.errors import WrongTypeError, member
from servicedesk_core.frames.column import Frame, read_column, read_frame
from servicedesk_core.frames.groups import Groups, figures, read_groups, read_least
from servicedesk_core.frames.keys import Keys
from servicedesk_core.frames.periods import read_period
from servicedesk_core.satisfaction import Score, csat, csat_mean, dsat, nps
from servicedesk_core.sla import PeriodLength

_NAMES = ("n", "missing", "value", "low", "high")


class ScoreKind(StrEnum):
    """What is found from the answers.

    Example:
        >>> ScoreKind("csat")
        <ScoreKind.CSAT: 'csat'>
    """

    NPS = "nps"
    """Net promoter score, from 0 to 10."""
    CSAT = "csat"
    """The share of the two best of 1 to 5."""
    CSAT_MEAN = "csat_mean"
    """The mean of 1 to 5."""
    DSAT = "dsat"
    """The share of the two worst of 1 to 5."""


_KINDS: Mapping[ScoreKind, Callable[[Any], Score]] = MappingProxyType(
    {
        ScoreKind.NPS: nps,
        ScoreKind.CSAT: csat,
        ScoreKind.CSAT_MEAN: csat_mean,
        ScoreKind.DSAT: dsat,
    }
)


def scores(
    df: Any,
    *,
    score: str,
    kind: ScoreKind | str | Callable[[Any], Score] = ScoreKind.NPS,
    by: str | Iterable[str] = (),
    period: PeriodLength | str | None = None,
    at: str | None = None,
    tz: str | tzinfo | None = None,
    min_n: int = 0,
) -> Any:
    """Return a satisfaction score, group by group.

    Args:
        df: a data frame of pandas, polars or pyarrow.
        score: the column of the answers; null, NA and NaN are missing ones.
        kind: "nps", "csat", "csat_mean" or "dsat", or a function of a mapping of score
            to count, such as ``functools.partial(ces, variant="ces_1")``.
        by: the column, or columns, to group by.
        period: how long the periods are to group by as well: "day", "week" (from
            Monday), "month", "quarter" or "year".
        at: the column of the instants that fall into them.
        tz: the zone whose dates count, and whose clocks naive datetimes were read
            from; that of the column unless given.
        min_n: how many answers a group must have for its score to be told, 0 or more.

    Returns:
        The same kind of frame with a row for each group, in the order in which they
        first come: the columns of ``by``, the first day of the ``period``, how many
        answered (``n``) and how many did not (``missing``), and the ``value`` with its
        interval, ``low`` to ``high``; these are null without an answer, or with fewer
        than ``min_n``.

    Raises:
        InvalidArgumentError: if there is no such column, ``by`` has a name of the new
            ones, the kind is unknown, ``period`` and ``at`` do not come together, or
            an answer is off the scale.
        NaiveDatetimeError: if the column ``at`` is naive and ``tz`` is not given.
        WrongTypeError: if an answer is no number, or the function gives no score.

    Example:
        >>> import polars
        >>> df = polars.DataFrame({"team": ["a", "a", "b"], "score": [10, 9, None]})
        >>> scores(df, score="score", by="team").select("team", "n", "value").rows()
        [('a', 2, 100.0), ('b', 0, None)]
    """
    frame, least = read_frame(df), read_least(min_n)
    find = kind if callable(kind) else _KINDS[member(ScoreKind, kind, "kind")]
    read_column(frame, score, "score")
    groups = read_groups(frame, by, _NAMES, read_period(frame, period, at, tz))
    counts, missing = _tally(frame, score, groups)
    found = [_scored(find, each) for each in counts]
    told = [each if each.n >= least else None for each in found]
    return groups.native(
        [
            ("n", [each.n for each in found], nw.Int64),
            ("missing", missing, nw.Int64),
            *figures(told, {"value": "value", "low": "low", "high": "high"}),
        ]
    )


def _scored(find: Callable[[Any], Score], counts: dict[Any, int]) -> Score:
    found = find(counts)
    if not isinstance(found, Score):
        raise WrongTypeError("kind", found, "a function that gives a Score")
    return found


def _tally(
    frame: Frame, score: str, groups: Groups
) -> tuple[list[dict[Any, int]], list[int]]:
    """Return the answers of each group, counted by score, and the missing ones."""
    keys = Keys.of(frame, score)
    # NaN alone is not itself.
    absent = [each != each for each in keys.known]  # noqa: PLR0124
    codes = np.where(np.array([*absent, True])[keys.codes], -1, keys.codes)
    given, size = codes >= 0, len(keys.known)
    pairs, times = np.unique(
        groups.codes[given] * size + codes[given], return_counts=True
    )
    counts: list[dict[Any, int]] = [{} for _ in range(groups.count)]
    for pair, count in zip(pairs.tolist(), times.tolist(), strict=True):
        group, code = divmod(pair, size)
        counts[group][keys.known[code]] = count
    return counts, groups.sums(~given)
