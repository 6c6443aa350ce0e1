"""The places of values in Russian texts."""

from collections.abc import Callable, Mapping

import attrs

from servicedesk_core.errors import ServiceDeskError
from servicedesk_core.i18n.plural import noun
from servicedesk_core.i18n.vocabulary import code_word, word


@attrs.frozen(repr=False)
class Place:
    """A value as a text, told as its place in a sentence asks.

    :mod:`servicedesk_core.i18n.phrases` has what a place may ask for.

    Attributes:
        text: the value as English has it.
        tell: what tells it in a place that asks for nothing.

    Example:
        >>> resolve, days = Place("resolve", str.upper), Place("21", str)
        >>> f"{resolve}, {resolve:action}, {days:день|дня|дней}"
        'RESOLVE, решить, 21 день'
    """

    text: str
    tell: Callable[[str], str]

    def __format__(self, asked: str) -> str:
        if "|" in asked:
            return _counted(self.text, tuple(asked.split("|")))
        return _ASKED.get(asked, _coded)(self, asked)

    def __repr__(self) -> str:
        return repr(self.text)


def _counted(number: str, forms: tuple[str, ...]) -> str:
    try:
        form = noun(number, forms, "ru")
    except ServiceDeskError:  # no number, such as "several"
        form = forms[-1]
    return f"{number} {form}"


def _plain(place: Place, _: str) -> str:
    return place.tell(place.text)


def _listed(place: Place, _: str) -> str:
    return place.text.replace(" or ", " или ").replace(" and ", " и ")


def _lasting(place: Place, asked: str) -> str:
    """Return a short duration with Russian units; what is none, as it is told."""
    words = place.text.split(" ")
    counts, units = words[::2], words[1::2]
    known = all(unit in ("h", "min", "s") for unit in units)
    if not known or len(counts) != len(units):
        return _plain(place, asked)
    pairs = zip(counts, units, strict=True)
    return " ".join(
        f"{count.replace('.', ',')} {word(unit, 'ru')}" for count, unit in pairs
    )


def _coded(place: Place, kind: str) -> str:
    """Return the labels of one code or several; what is none, as it is told."""
    return " или ".join(
        ", ".join(
            code_word(code, kind, "ru") or place.tell(code) for code in each.split(", ")
        )
        for each in place.text.split(" or ")
    )


_ASKED: Mapping[str, Callable[[Place, str], str]] = {
    "": _plain,
    "duration": _lasting,
    "или": _listed,
}
