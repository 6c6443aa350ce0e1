"""Values that are written as text: instants, dates, lengths, exact numbers, zones."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from zoneinfo import ZoneInfo

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.plain.shape import Text
from servicedesk_core.timeline import (
    from_microseconds,
    load_zone,
    to_duration,
    to_microseconds,
)

_LEAP = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_YEAR = "(?!0000)[0-9]{4}"
_DATE = (
    f"(?:{_YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    f"|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?!0000){_LEAP}-02-29)"
)
_TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,6})?"
_OFFSET = "[+-](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,6})?)?"
_ZONE = "[A-Za-z][A-Za-z0-9_+-]{0,30}(?:/[A-Za-z0-9_+-]{1,30}){0,3}"
_HOURS = "(?:[1-9][0-9]{0,9}|1[0-9]{10}|2[0-3][0-9]{9})"
_MINUTES = "[1-5]?[0-9]"
_DIGITS = "(?:0|[1-9][0-9]{0,999})"
_LENGTHS = "a length from -PT23999999976H on"


def _instant_text(at: datetime) -> str:
    zone = f"[{at.tzinfo.key}]" if isinstance(at.tzinfo, ZoneInfo) else ""
    return f"{at.isoformat()}{zone}"


def _instant(text: str) -> datetime:
    stamp, _, zone = text.partition("[")
    at = datetime.fromisoformat(stamp)
    if not zone:
        return at
    tz = load_zone(zone.rstrip("]"))
    # The wall time is kept as it was written, also one that the clocks skip.
    for fold in (0, 1):
        there = at.replace(tzinfo=tz, fold=fold)
        if there.utcoffset() == at.utcoffset():
            return there
    # The rules of the zone have changed since: the instant stands.
    return from_microseconds(to_microseconds(at, "at"), tz, "the answer")


def _length_text(length: timedelta) -> str:
    microseconds = to_duration(length, "length")
    seconds, fraction = divmod(abs(microseconds), 1_000_000)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    exact = f"{second}.{fraction:06}".rstrip("0") if fraction else f"{second}"
    parts = [
        f"{amount}{unit}"
        for amount, unit in ((f"{hours}", "H"), (f"{minute}", "M"), (exact, "S"))
        if amount != "0"
    ]
    return ("-" if microseconds < 0 else "") + "PT" + ("".join(parts) or "0S")


def _length(text: str) -> timedelta:
    sign, _, rest = text.partition("PT")
    amounts = {"H": 0, "M": 0, "S": 0}
    for unit in amounts:
        amount, found, after = rest.partition(unit)
        if found:
            whole, _, fraction = amount.partition(".")
            amounts[unit] = int(whole) * 1_000_000 + int(fraction.ljust(6, "0") or 0)
            rest = after
    total = amounts["H"] * 3600 + amounts["M"] * 60 + amounts["S"]
    try:
        return timedelta(microseconds=-total if sign else total)
    except OverflowError:
        raise InvalidArgumentError("length", text, _LENGTHS) from None


def _zone_text(tz: tzinfo) -> str:
    if isinstance(tz, ZoneInfo):
        return str(tz.key)
    if not isinstance(tz, timezone):
        return ""
    return datetime.min.replace(tzinfo=tz).isoformat().removeprefix(_MIDNIGHT)


def _zone(text: str) -> tzinfo:
    if text[0] not in "+-":
        return load_zone(text)
    return datetime.fromisoformat(f"2000-01-01T00:00:00{text}").tzinfo or load_zone(
        "UTC"
    )


def _decimal_text(number: Decimal) -> str:
    return format(number, "f")


def _fraction_text(number: Fraction) -> str:
    return f"{number.numerator}/{number.denominator}"


def _range_text(numbers: range) -> str:
    return f"{numbers.start}..{numbers.stop}..{numbers.step}"


def _range(text: str) -> range:
    return range(*map(int, text.split("..")))


_MIDNIGHT = "0001-01-01T00:00:00"

INSTANT = Text(
    wanted="an instant like 2026-01-05T09:00:00+03:00[Europe/Moscow]",
    pattern=f"{_DATE}T{_TIME}(?:Z|{_OFFSET})(?:\\[{_ZONE}\\])?",
    kind=datetime,
    form=_instant_text,
    make=_instant,
)
DATE = Text(
    wanted="a date like 2026-01-05",
    pattern=_DATE,
    kind=date,
    form=date.isoformat,
    make=date.fromisoformat,
)
TIME = Text(
    wanted="a time of day like 09:00:00",
    pattern=_TIME,
    kind=time,
    form=time.isoformat,
    make=time.fromisoformat,
)
LENGTH = Text(
    wanted="a length of time like PT27H5M",
    pattern=(
        f"PT0S|-?PT(?=[0-9])(?:{_HOURS}H)?(?:{_MINUTES}M)?"
        f"(?:{_MINUTES}(?:\\.[0-9]{{1,6}})?S)?"
    ),
    kind=timedelta,
    form=_length_text,
    make=_length,
)
ZONE = Text(
    wanted="a time zone like Europe/Berlin or +05:30",
    pattern=f"{_ZONE}|{_OFFSET}",
    kind=tzinfo,
    form=_zone_text,
    make=_zone,
)
DECIMAL = Text(
    wanted="a decimal number like 12.50, in a text",
    pattern=f"-?{_DIGITS}(?:\\.[0-9]{{1,1000}})?",
    kind=Decimal,
    form=_decimal_text,
    make=Decimal,
)
FRACTION = Text(
    wanted="a fraction like 2/3",
    pattern=f"-?{_DIGITS}/[1-9][0-9]{{0,999}}",
    kind=Fraction,
    form=_fraction_text,
    make=Fraction,
)

_WHOLE = "-?(?:0|[1-9][0-9]{0,17})"
RANGE = Text(
    wanted="a range like 0..10..2, the step last",
    pattern=f"{_WHOLE}\\.\\.{_WHOLE}\\.\\.-?[1-9][0-9]{{0,17}}",
    kind=range,
    form=_range_text,
    make=_range,
)

TEXTS: Mapping[str, Text] = MappingProxyType(
    {
        "datetime": INSTANT,
        "date": DATE,
        "time": TIME,
        "duration": LENGTH,
        "decimal": DECIMAL,
        "fraction": FRACTION,
        "range": RANGE,
        "zone": ZONE,
    }
)
"""By the name that tells them from other texts, where anything may stand."""
