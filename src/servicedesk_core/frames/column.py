"""Columns of data frames as whole numbers, and back."""

from datetime import timezone, tzinfo
from typing import Any

import attrs
import narwhals.stable.v2 as nw
import numpy as np
from numpy.typing import NDArray

from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.frames.arrays import Numbers
from servicedesk_core.frames.unit import NULL, Integers, Unit
from servicedesk_core.frames.wall import localized
from servicedesk_core.timeline import load_zone

Frame = nw.DataFrame[Any]
Series = nw.Series[Any]


class NaiveColumnError(NaiveDatetimeError):
    """A column of wall-clock times without a zone names no instants."""

    template = (
        "column {argument!r} must hold aware datetimes, got naive ones; tz= adds the "
        "zone"
    )


@attrs.frozen(eq=False)
class Instants:
    """A column of instants.

    Attributes:
        name: of the column.
        numbers: the instants, of UTC.
        zone: the zone of the column as its frame has it, or the one given for it.
        series: the column itself.
    """

    name: str
    numbers: Numbers
    zone: tzinfo | str
    series: Series


def read_frame(df: object) -> Frame:
    """Return a data frame of any kind that is taken.

    Raises:
        WrongTypeError: if it is none, or a lazy one.

    Example:
        >>> import polars
        >>> read_frame(polars.DataFrame({"n": [1, 2]})).shape
        (2, 1)
    """
    try:
        return nw.from_native(df, eager_only=True)
    except TypeError:
        wanted = "an eager data frame of pandas, polars or pyarrow"
        raise WrongTypeError("df", type(df), wanted) from None


def read_column(frame: Frame, name: object, argument: str) -> Series:
    """Return a column of a frame.

    Args:
        frame: the frame.
        name: of the column.
        argument: the caller's argument that names it, for the error.

    Raises:
        InvalidArgumentError: if there is no such column.
    """
    if name not in frame.columns:
        wanted = f"a column of the frame, one of {', '.join(map(str, frame.columns))}"
        raise InvalidArgumentError(argument, name, wanted)
    return frame.get_column(str(name))


def read_new(frame: Frame, name: object, argument: str = "name") -> str:
    """Return the name of a column to come.

    Raises:
        WrongTypeError: if it is no text.
        InvalidArgumentError: if the frame has a column of this name.
    """
    if not isinstance(name, str):
        raise WrongTypeError(argument, name, "text")
    if name in frame.columns:
        raise InvalidArgumentError(argument, name, "the name of no column of the frame")
    return name


def read_instants(
    frame: Frame, name: object, argument: str, tz: str | tzinfo | None = None
) -> Instants:
    """Return a column of datetimes.

    Args:
        frame: the frame.
        name: of the column.
        argument: the caller's argument that names it, for the error.
        tz: the zone whose clocks naive datetimes were read from, or None.

    Raises:
        InvalidArgumentError: if there is no such column.
        WrongTypeError: if it does not hold datetimes.
        NaiveDatetimeError: if they are naive and ``tz`` is None.

    Example:
        >>> import polars
        >>> from datetime import datetime
        >>> at = polars.Series([datetime(2026, 1, 5, 9)])
        >>> column = read_instants(
        ...     read_frame(polars.DataFrame({"at": at})), "at", "start", "Europe/Berlin"
        ... )
        >>> column.numbers.values.view("datetime64[us]")
        array(['2026-01-05T08:00:00.000000'], dtype='datetime64[us]')
    """
    series = read_column(frame, name, argument)
    dtype = series.dtype
    if not isinstance(dtype, nw.Datetime):
        raise WrongTypeError(f"column {series.name!r}", dtype, "of datetimes")
    unit = Unit(dtype.time_unit)
    values = _integers(series, f"datetime64[{unit}]")
    zone: tzinfo | str | None = dtype.time_zone
    if zone is None:
        if tz is None:
            raise _naive(series)
        zone = load_zone(tz)
        values = localized(values, unit, zone)
    elif series.implementation.is_pandas_like() and not _is_arrow(series.to_native()):
        # The very zone: not every name of one can be read back.
        zone = series.to_native().dtype.tz
    return Instants(series.name, Numbers(values, unit, bare=False), zone, series)


def read_durations(frame: Frame, name: object, argument: str) -> Numbers:
    """Return a column of durations.

    Args:
        frame: the frame.
        name: of the column.
        argument: the caller's argument that names it, for the error.

    Raises:
        InvalidArgumentError: if there is no such column.
        WrongTypeError: if it does not hold durations.
    """
    series = read_column(frame, name, argument)
    dtype = series.dtype
    if not isinstance(dtype, nw.Duration):
        raise WrongTypeError(f"column {series.name!r}", dtype, "of durations")
    unit = Unit(dtype.time_unit)
    return Numbers(_integers(series, f"timedelta64[{unit}]"), unit, bare=False)


def new_durations(name: str, values: Integers, unit: Unit, like: Instants) -> Series:
    """Return durations as a column of the same kind as another one."""
    return _series(name, values.view(f"timedelta64[{unit}]"), like.series, None)


def new_instants(name: str, values: Integers, unit: Unit, like: Instants) -> Series:
    """Return instants as a column of the same kind and zone as another one.

    Raises:
        InvalidArgumentError: if the zone is a fixed offset, which polars does not have.
    """
    return _series(name, values.view(f"datetime64[{unit}]"), like.series, like.zone)


def _series(
    name: str, values: NDArray[Any], like: Series, zone: tzinfo | str | None
) -> Series:
    backend: Any = like.implementation
    native = like.to_native()
    if not backend.is_pandas_like():
        return _zoned(nw.new_series(name, values, backend=backend), zone)
    if _is_arrow(native):
        found = _zoned(nw.new_series(name, values, backend="pyarrow"), zone)
        array = type(native.array)(found.to_native())
        return _wrap(type(native)(array, index=native.index, name=name))
    plain: Any = nw.new_series(name, values, backend=backend)
    if zone is None:
        return plain  # type: ignore[no-any-return]
    return _wrap(plain.to_native().dt.tz_localize("UTC").dt.tz_convert(zone))


def _zoned(series: Series, zone: tzinfo | str | None) -> Series:
    """Return instants in a zone, and anything else as it is."""
    if zone is None:
        return series
    if isinstance(zone, timezone):
        if series.implementation.is_polars():
            raise InvalidArgumentError("tz", zone, "an IANA zone; polars has no others")
        zone = str(zone).removeprefix("UTC")
    return series.dt.replace_time_zone("UTC").dt.convert_time_zone(str(zone))


def _wrap(native: Any) -> Series:
    return nw.from_native(native, series_only=True)


def _is_arrow(native: Any) -> bool:
    """Tell whether a column of pandas keeps its values as pyarrow does."""
    return hasattr(native.dtype, "pyarrow_dtype")


def _integers(series: Series, kind: str) -> Integers:
    """Return times as whole numbers, without copying them where possible.

    Args:
        series: the column.
        kind: the dtype that numpy has for it.
    """
    native = series.to_native()
    if series.implementation.is_polars():
        numbers = native.to_physical()
        if numbers.null_count():
            numbers = numbers.fill_null(NULL)
        return _flat(numbers.to_numpy())
    if series.implementation.is_pyarrow():
        return _arrow_integers(native)
    if _is_arrow(native):
        return _arrow_integers(native.array.__arrow_array__())
    return _flat(np.asarray(native.array, kind))


def _arrow_integers(chunked: Any) -> Integers:
    numbers = chunked.cast("int64")
    one = numbers.chunk(0) if numbers.num_chunks == 1 else numbers.combine_chunks()
    if one.null_count:
        one = one.fill_null(NULL)
    return _flat(one.to_numpy())


def _flat(values: NDArray[Any]) -> Integers:
    return values.view(np.int64)


def _naive(series: Series) -> NaiveColumnError:
    known = series.drop_nulls()
    first: Any = known.item(0) if len(known) else None
    return NaiveColumnError(series.name, first)
