"""Time zones, and wall-clock times in them."""

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

from servicedesk_core.errors import (
    AmbiguousTimeError,
    InvalidArgumentError,
    NonexistentTimeError,
    UnknownZoneError,
    WrongTypeError,
    close_matches,
)
from servicedesk_core.timeline.instant import DAY

# Where they exist, these are the settings of the machine, not zones of the database.
_MACHINE_ZONES = frozenset({"localtime", "posixrules"})
# America/Argentina/Ushuaia has three parts. ZoneInfo imports one within another for
# the parts of a name it cannot find, so many of them would be too deep.
_MOST_PARTS = 8
_WALL_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a wall-clock reading has no zone
EPOCH_ORDINAL = _WALL_EPOCH.toordinal()
_STRIDE = 3
_WALL_MIN = (date.min.toordinal() - EPOCH_ORDINAL) * DAY
_WALL_MAX = (date.max.toordinal() - EPOCH_ORDINAL + 1) * DAY - 1


def load_zone(tz: str | tzinfo) -> tzinfo:
    """Return the time zone that a name or a tzinfo stands for.

    Args:
        tz: an IANA name such as ``"Europe/Berlin"``, a ``ZoneInfo``, or a fixed
            offset (``datetime.timezone``).

    Raises:
        UnknownZoneError: if the IANA database lacks the name; close names are given.
        WrongTypeError: for anything else.

    Example:
        >>> load_zone("Asia/Tehran")
        zoneinfo.ZoneInfo(key='Asia/Tehran')
    """
    if isinstance(tz, str):
        return _named(tz)
    if isinstance(tz, ZoneInfo):
        return tz
    if isinstance(tz, timezone):
        return _named("UTC") if tz == UTC else tz
    raise WrongTypeError("tz", tz, "an IANA name, a ZoneInfo or a datetime.timezone")


def _named(name: str) -> ZoneInfo:
    try:
        # A name that the database lacks, so that these fail like any other.
        none_such = name in _MACHINE_ZONES or name.count("/") >= _MOST_PARTS
        return ZoneInfo("" if none_such else name)
    except (KeyError, ValueError, OSError):
        known = available_timezones() - _MACHINE_ZONES
        matches = close_matches(name, sorted(known), at_most=2)
        raise UnknownZoneError(name, matches) from None


def wall_to_utc(wall: int, tz: tzinfo) -> int:
    """Return the instant at which a zone's clocks show a wall-clock time.

    The rule is RFC 5545 (section 3.3.5): a time that occurs twice is its first
    occurrence; one that the clocks skip is read with the offset before the gap.

    Args:
        wall: the reading, in microseconds since a wall-clock 1970-01-01 00:00.
        tz: the zone.

    Returns:
        Microseconds since 1970-01-01T00:00Z.

    Example:
        >>> noon = 12 * 3_600_000_000
        >>> (noon - wall_to_utc(noon, ZoneInfo("Europe/Moscow"))) // 3_600_000_000
        3
    """
    reading = _WALL_EPOCH + timedelta(microseconds=_clamp(wall))
    offset = reading.replace(tzinfo=tz).utcoffset() or timedelta()
    return wall - (offset.days * DAY + offset.seconds * 1_000_000 + offset.microseconds)


def midnight(ordinal: int, tz: tzinfo) -> int:
    """Return the instant at which a date begins in a zone.

    Args:
        ordinal: the date, as ``date.toordinal()`` has it; those outside the years 1 to
            9999 count on.
        tz: the zone.

    Example:
        >>> midnight(date(1970, 1, 2).toordinal(), UTC) == DAY
        True
    """
    return wall_to_utc((ordinal - EPOCH_ORDINAL) * DAY, tz)


def midnights(first: int, last: int, tz: tzinfo) -> list[int]:
    """Return the instants at which the dates of a range begin, both ends included.

    No zone of the IANA database changes its offset twice within three days (the
    shortest time between two changes is four days, Africa/Freetown in 1939), so where
    the offset is the same three days later it was the same on the days between.

    Example:
        >>> day = date(2026, 1, 5).toordinal()
        >>> midnights(day, day + 1, UTC) == [midnight(day, UTC), midnight(day + 1, UTC)]
        True
    """
    found = [midnight(first, tz)]
    for start in range(first, last, _STRIDE):
        end = min(start + _STRIDE, last)
        final = midnight(end, tz)
        if final - found[-1] == (end - start) * DAY:
            found += range(found[-1] + DAY, final + 1, DAY)
        else:
            found += [midnight(day, tz) for day in range(start + 1, end + 1)]
    return found


def _clamp(wall: int) -> int:
    return min(max(wall, _WALL_MIN), _WALL_MAX)


def localize(
    naive: datetime,
    tz: str | tzinfo,
    *,
    ambiguous: Literal["first", "last", "raise"] = "first",
    nonexistent: Literal["shift", "raise"] = "shift",
) -> datetime:
    """Return a naive datetime as an aware one of a zone.

    Args:
        naive: a wall-clock reading without a zone.
        tz: an IANA name or a tzinfo.
        ambiguous: which of two occurrences is meant when clocks go back: the
            ``"first"``, the ``"last"``, or ``"raise"``.
        nonexistent: what to do with a reading that the clocks skip: ``"shift"`` it
            by the gap (02:30 becomes 03:30, RFC 5545), or ``"raise"``.

    Raises:
        InvalidArgumentError: if ``naive`` is aware, or for an unknown option.
        AmbiguousTimeError: if it occurs twice and ``ambiguous="raise"``.
        NonexistentTimeError: if it is skipped and ``nonexistent="raise"``.

    Example:
        >>> localize(datetime(2026, 3, 29, 2, 30), "Europe/Berlin").isoformat()
        '2026-03-29T03:30:00+02:00'
        >>> twice = datetime(2026, 10, 25, 2, 30)
        >>> localize(twice, "Europe/Berlin", ambiguous="last").isoformat()
        '2026-10-25T02:30:00+01:00'
    """
    zone = load_zone(tz)
    _check_options(naive, ambiguous, nonexistent)
    early = naive.replace(tzinfo=zone, fold=0)
    late = naive.replace(tzinfo=zone, fold=1)
    before, after = early.utcoffset(), late.utcoffset()
    if before == after or before is None or after is None:
        return early
    if before < after:
        if nonexistent == "raise":
            raise NonexistentTimeError(naive, str(zone))
        return early.astimezone(UTC).astimezone(zone)
    if ambiguous == "raise":
        raise AmbiguousTimeError(naive, str(zone))
    return early if ambiguous == "first" else late


def _check_options(naive: datetime, ambiguous: str, nonexistent: str) -> None:
    if not isinstance(naive, datetime):
        raise WrongTypeError("naive", naive, "a naive datetime")
    if naive.tzinfo is not None:
        raise InvalidArgumentError("naive", naive, "without a zone")
    if ambiguous not in ("first", "last", "raise"):
        raise InvalidArgumentError("ambiguous", ambiguous, "first, last or raise")
    if nonexistent not in ("shift", "raise"):
        raise InvalidArgumentError("nonexistent", nonexistent, "shift or raise")
