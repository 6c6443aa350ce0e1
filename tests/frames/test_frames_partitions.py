"""What Dask has to know before it runs a function on its partitions."""

from datetime import timedelta
from types import SimpleNamespace

import pandas as pd
import pytest

import servicedesk_core as sd
from servicedesk_core.frames import with_due, with_elapsed
from servicedesk_core.frames.partitions import meta

DESK = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
ELAPSED = {"calendar": DESK, "start": "opened", "end": "closed"}


def dask_like(unit: str = "us") -> SimpleNamespace:
    """Return what has the one attribute of a Dask frame that counts."""
    instants = f"datetime64[{unit}, Europe/Berlin]"
    types = {"opened": instants, "closed": instants, "priority": "object"}
    return SimpleNamespace(_meta=pd.DataFrame(columns=list(types)).astype(types))


class TestMeta:
    @pytest.mark.parametrize("unit", ["s", "ns"])
    def test_has_the_columns_to_come_and_no_row(self, unit: str) -> None:
        found = meta(dask_like(unit), with_elapsed, **ELAPSED)

        assert ["opened", "closed", "priority", "elapsed"] == list(found.columns)
        assert f"timedelta64[{unit}]" == str(found["elapsed"].dtype)
        assert 0 == len(found)

    def test_needs_no_key_of_a_mapping(self) -> None:
        within = {"high": timedelta(hours=2)}

        found = meta(
            dask_like(),
            with_due,
            calendar=DESK,
            start="opened",
            within=within,
            by="priority",
        )

        assert "datetime64[us, Europe/Berlin]" == str(found["due_at"].dtype)

    def test_leaves_the_frame_as_it_is(self) -> None:
        frame = dask_like()

        meta(frame, with_elapsed, **ELAPSED)

        assert ["opened", "closed", "priority"] == list(frame._meta.columns)

    def test_takes_options_of_any_name(self) -> None:
        def double(part: pd.DataFrame, *, frame: str, function: str) -> pd.DataFrame:
            return part.assign(**{frame: 1, function: 2})

        found = meta(dask_like(), double, frame="x", function="y")

        assert ["x", "y"] == list(found.columns)[-2:]

    def test_lets_errors_of_the_function_pass(self) -> None:
        with pytest.raises(sd.InvalidArgumentError, match="ended"):
            meta(dask_like(), with_elapsed, **{**ELAPSED, "end": "ended"})

    def test_refuses_what_is_no_frame_of_dask(self) -> None:
        message = r"^frame must be a DataFrame of Dask, got <class 'pandas\."
        with pytest.raises(sd.WrongTypeError, match=message):
            meta(dask_like()._meta, with_elapsed, **ELAPSED)
