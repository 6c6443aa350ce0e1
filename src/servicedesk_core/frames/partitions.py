"""What engines that plan ahead have to know of a function of frames."""

from collections.abc import Callable
from typing import Any, TypeVar

from servicedesk_core.errors import WrongTypeError

DataFrame = TypeVar("DataFrame")


def meta(
    frame: object, function: Callable[..., DataFrame], /, **options: Any
) -> DataFrame:
    """Return the empty frame that a function makes of the partitions of a Dask frame.

    It is what ``map_partitions`` takes as ``meta``. Without one, Dask tries the
    function on rows of its own, whose keys no mapping knows. No partition is computed.

    Args:
        frame: a DataFrame of Dask.
        function: such as :func:`with_elapsed`, that makes a frame of a frame.
        options: the other arguments of the function.

    Returns:
        A frame of pandas without rows; its columns have the names and types to come.

    Raises:
        WrongTypeError: if ``frame`` is none of Dask. Errors of the function pass, such
            as those of a column that is not there.

    Example:
        A stand-in for a frame of Dask, which has the type of its partitions too:

        >>> import pandas
        >>> from types import SimpleNamespace
        >>> from servicedesk_core.calendars import ServiceCalendar
        >>> from servicedesk_core.frames import with_elapsed
        >>> part = pandas.DataFrame({"opened": [], "closed": []})
        >>> incidents = SimpleNamespace(_meta=part.astype("datetime64[s, UTC]"))
        >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        >>> options = {"calendar": desk, "start": "opened", "end": "closed"}
        >>> meta(incidents, with_elapsed, **options)["elapsed"].dtype
        dtype('<m8[s]')
    """
    empty = getattr(frame, "_meta", None)
    if empty is None:
        raise WrongTypeError("frame", type(frame), "a DataFrame of Dask")
    return function(empty, **options)
