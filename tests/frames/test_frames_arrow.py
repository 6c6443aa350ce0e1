"""Record batches, one after another."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest

import servicedesk_core as sd
from servicedesk_core import frames

DESK = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
GERMAN = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC", holidays="DE")
FRIDAY = datetime(2026, 1, 16, 16, tzinfo=UTC)
HOUR = timedelta(hours=1)


def batch(*opened: datetime | None, desk: str = "a") -> pa.RecordBatch:
    schema = pa.schema(
        [
            ("opened", pa.timestamp("ms", "UTC")),
            ("closed", pa.timestamp("ms", "UTC")),
            ("desk", pa.string()),
        ],
        metadata={"kept": "yes"},
    )
    closed = [each and each + 66 * HOUR for each in opened]
    columns = [list(opened), closed, [desk] * len(opened)]
    return pa.record_batch(
        [pa.array(*pair) for pair in zip(columns, schema.types, strict=True)],
        schema=schema,
    )


def answers(*batches: Any, **rest: Any) -> Iterator[Any]:
    rest = {"calendar": DESK, "start": "opened", "end": "closed", **rest}
    return frames.arrow_batches(batches, **rest)


class TestBatches:
    def test_each_gets_the_open_time(self) -> None:
        first, second = answers(batch(FRIDAY, None), batch(FRIDAY + 2 * HOUR))

        assert [2 * HOUR, None] == first["elapsed"].to_pylist()
        assert [3 * HOUR] == second["elapsed"].to_pylist()
        assert pa.duration("ms") == first.schema.field("elapsed").type
        assert ["opened", "closed", "desk", "elapsed"] == first.schema.names
        assert {b"kept": b"yes"} == first.schema.metadata

    def test_one_without_rows_stays(self) -> None:
        (found,) = answers(batch())

        assert (0, pa.duration("ms")) == (
            found.num_rows,
            found.schema.field("elapsed").type,
        )

    def test_no_batches_give_none(self) -> None:
        assert [] == list(answers())

    def test_the_input_does_not_change(self) -> None:
        given = batch(FRIDAY)

        next(answers(given))

        assert batch(FRIDAY).equals(given)

    def test_keys_choose_the_calendar(self) -> None:
        both = {"a": DESK, "b": sd.ServiceCalendar.always()}
        given = batch(FRIDAY), batch(FRIDAY, desk="b")

        found = list(answers(*given, calendar=both, by="desk", name="spent"))

        assert [[2 * HOUR], [66 * HOUR]] == [
            each["spent"].to_pylist() for each in found
        ]

    def test_hours_finer_than_the_unit_are_counted_in_each(self) -> None:
        late = sd.Closure("2026-01-16", "09:00:00.000000-09:00:00.000500")
        crooked = sd.ServiceCalendar("Mo-Fr 09:00-17:00", tz="UTC", closures=[late])

        found = list(answers(batch(FRIDAY), batch(FRIDAY + HOUR), calendar=crooked))

        assert [[2 * HOUR], [2 * HOUR]] == [
            each["elapsed"].to_pylist() for each in found
        ]

    def test_they_come_one_by_one(self) -> None:
        seen = []

        def given() -> Iterator[pa.RecordBatch]:
            for hour in range(3):
                seen.append(hour)
                yield batch(FRIDAY + hour * HOUR)

        found = frames.arrow_batches(
            given(), calendar=DESK, start="opened", end="closed"
        )
        next(found)

        assert [0] == seen

    def test_naive_ones_need_a_zone(self) -> None:
        naive = pa.record_batch({"opened": [datetime(2026, 1, 16, 16)]})  # noqa: DTZ001
        column = {"start": "opened", "end": "opened"}

        (found,) = answers(naive, **column, tz="UTC")

        assert [timedelta()] == found["elapsed"].to_pylist()
        with pytest.raises(sd.NaiveDatetimeError, match=r"^column 'opened' must hold"):
            next(answers(naive, **column))


class TestRefusals:
    def test_something_else(self) -> None:
        table = pa.Table.from_batches([batch(FRIDAY)])

        with pytest.raises(
            sd.WrongTypeError,
            match=r"^batches must be record batches of pyarrow, got <class",
        ):
            next(answers(table))


class TestWarnings:
    def test_of_each_batch(self) -> None:
        late = FRIDAY.replace(year=2105)
        found = answers(batch(FRIDAY), batch(late), batch(late, late), calendar=GERMAN)

        with pytest.warns(sd.HolidayCoverageWarning) as caught:
            assert 3 == sum(1 for _ in found)

        assert [__file__] * 2 == [each.filename for each in caught]
