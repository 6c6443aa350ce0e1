"""Durations in words."""

from datetime import timedelta
from enum import StrEnum

from servicedesk_core.errors import member
from servicedesk_core.i18n.language import to_column
from servicedesk_core.timeline import to_duration


class DurationStyle(StrEnum):
    """How the units of a duration are written."""

    LONG = "long"
    """In full: ``27 hours 5 minutes``."""
    SHORT = "short"
    """For tables: ``27 h 5 min``."""


def duration_text(
    duration: timedelta,
    *,
    language: str = "en",
    style: DurationStyle | str = DurationStyle.LONG,
) -> str:
    """Return a duration in hours, minutes and seconds, never in days.

    A day of service is no 24 hours, so ``1 day, 3:00:00`` would mislead. Fractions of
    a second are exact.

    Args:
        duration: any timedelta; a negative one has a minus sign before the whole.
        language: ``"en"`` or ``"ru"``.
        style: units in full, or short ones.

    Raises:
        InvalidArgumentError: for another language or style.
        WrongTypeError: for what is no timedelta.

    Example:
        >>> duration_text(timedelta(days=1, hours=3, minutes=5))
        '27 hours 5 minutes'
        >>> duration_text(timedelta(seconds=-61.5), language="ru")
        '-1 минута 1,5 секунды'
        >>> duration_text(timedelta(hours=27, minutes=5), style="short")
        '27 h 5 min'
    """
    microseconds = to_duration(duration, "duration")
    column = to_column(language)
    units = _UNITS[member(DurationStyle, style, "style")][column]
    counts = _counts(abs(microseconds))
    parts = [
        _part(count, forms, language)
        for count, forms in zip(counts, units, strict=True)
        if count != "0"
    ]
    sign = "-" if microseconds < 0 else ""
    return sign + (" ".join(parts) or _part("0", units[1], language))


def length_text(length: object) -> str:
    """Return a length of time in short units, or a number as it reads; for messages.

    Example:
        >>> length_text(timedelta(days=1, hours=3)), length_text(1.5)
        ('27 h', '1.5')
    """
    if isinstance(length, timedelta):
        return duration_text(length, style=DurationStyle.SHORT)
    return str(length)


def _counts(microseconds: int) -> tuple[str, str, str]:
    """Return hours, minutes and seconds as decimal numbers."""
    seconds, fraction = divmod(microseconds, 1_000_000)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    exact = f"{second}.{fraction:06}".rstrip("0") if fraction else str(second)
    return str(hours), str(minute), exact


def _part(count: str, forms: tuple[str, ...], language: str) -> str:
    point = "," if language == "ru" else "."
    return f"{count.replace('.', point)} {_form(count, forms, language)}"


def _form(count: str, forms: tuple[str, ...], language: str) -> str:
    if len(forms) == 1:
        return forms[0]
    # Imported at first use: it takes decimals, which short texts do without.
    from servicedesk_core.i18n.plural import noun  # noqa: PLC0415

    return noun(count, forms, language)


# Hours, minutes and seconds, in each language.
_UNITS = {
    DurationStyle.LONG: (
        (("hour", "hours"), ("minute", "minutes"), ("second", "seconds")),
        (
            ("час", "часа", "часов"),
            ("минута", "минуты", "минут"),
            ("секунда", "секунды", "секунд"),
        ),
    ),
    DurationStyle.SHORT: (
        (("h",), ("min",), ("s",)),
        (("ч",), ("мин",), ("с",)),
    ),
}
