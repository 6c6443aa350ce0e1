"""Record batches of Arrow, as engines hand them to Python."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo
from typing import Any

import narwhals.stable.v2 as nw

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import WrongTypeError
from servicedesk_core.frames.columns import Clocks, elapsed_column


def arrow_batches(
    batches: Iterable[Any],
    *,
    calendar: ServiceCalendar | Mapping[Any, ServiceCalendar],
    start: str,
    end: str,
    by: str | None = None,
    tz: str | tzinfo | None = None,
    name: str = "elapsed",
) -> Iterator[Any]:
    """Yield record batches with the open time between two columns as a new one.

    It is :func:`with_elapsed` for streams: the function of Spark's ``mapInArrow``, of
    datasets and of Arrow readers. Calendars are compiled once for the whole stream.

    Args:
        batches: ``pyarrow.RecordBatch`` objects; they are not changed.
        calendar: whose open time counts: one for all rows, or one for each key.
        start: the column of the instants from which it counts.
        end: the column of those until which it counts.
        by: the column of the keys, if ``calendar`` is a mapping.
        tz: the zone whose clocks naive datetimes were read from.
        name: of the new column.

    Yields:
        A batch for each batch.

    Raises:
        WrongTypeError: if something else than a record batch comes, or a column does
            not hold datetimes.
        NaiveDatetimeError: as ``with_elapsed`` does, like its other errors.

    Warns:
        HolidayCoverageWarning: once for each calendar and batch with a row that reaches
            beyond the known days off.

    Example:
        >>> import pyarrow
        >>> from datetime import UTC, datetime
        >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        >>> opened = [datetime(2026, 1, 16, 16, tzinfo=UTC)]
        >>> closed = [datetime(2026, 1, 19, 10, tzinfo=UTC)]
        >>> batch = pyarrow.record_batch({"opened": opened, "closed": closed})
        >>> answers = arrow_batches(
        ...     [batch], calendar=desk, start="opened", end="closed"
        ... )
        >>> next(answers)["elapsed"][0].as_py()
        datetime.timedelta(seconds=7200)
    """
    clocks = Clocks()
    for batch in batches:
        if not hasattr(batch, "__arrow_c_array__"):
            raise WrongTypeError("batches", type(batch), "record batches of pyarrow")
        frame = nw.from_arrow(batch, backend="pyarrow")
        found = elapsed_column(
            frame,
            clocks,
            calendar=calendar,
            start=start,
            end=end,
            by=by,
            tz=tz,
            name=name,
        )
        clocks.warn()
        column: Any = found.to_native()
        yield batch.append_column(name, column.combine_chunks())
