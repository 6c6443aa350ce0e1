"""Texts of messages in Russian, by what they say in English."""

from collections.abc import Iterable, Mapping
from functools import cache, partial
from importlib import import_module
from string import Formatter

import attrs

from servicedesk_core.i18n.place import Place

PACKAGES: tuple[str, ...] = (
    "core",
    "calendars",
    "lifecycles",
    "priority",
    "tickets",
    "sla",
    "escalation",
    "desk",
    "satisfaction",
    "stats",
    "metrics",
    "complaints",
    "frames",
    "plain",
    "contrib",
    "testing",
)
"""The packages that have a catalogue of phrases."""


def translate(text: str, *, depth: int = 4) -> str:
    """Return a text of ours in Russian, any other as it is.

    A phrase that is the text to the letter comes first; else the one with most letters
    of its own that fits, told with the values in its places. These are translated too
    where they are texts of ours.

    Args:
        text: what a message says in English.
        depth: how many phrases may lie in each other.

    Example:
        >>> translate("later than start"), translate("later than noon")
        ('позже start', 'позже noon')
        >>> translate("neither this nor that")
        'neither this nor that'
    """
    book = _book()
    if text in book.texts:
        return book.texts[text]
    for phrase in book.phrases if depth else ():
        values = phrase.values(text)
        if values is not None:
            tell = partial(_inner, depth=depth - 1)
            return phrase.russian.format(*(Place(each, tell) for each in values))
    return text


def russian_template(template: str) -> str | None:
    """Return the Russian template for an error's English one, or None.

    Example:
        >>> russian_template("priority matrix: {reason}")
        'матрица приоритетов: {reason}'
    """
    return _book().templates.get(template)


@attrs.frozen
class Phrase:
    """A sentence with places for values.

    Attributes:
        parts: the English text before, between and behind the places.
        russian: the Russian one, as a format.
    """

    parts: tuple[str, ...]
    russian: str

    def values(self, text: str) -> list[str] | None:
        """Return what stands in the places of a text, or None if it says other things.

        Each place but the last takes as little as it can.
        """
        first, *between, last = self.parts
        start, end = len(first), len(text) - len(last)
        if start > end or not (text.startswith(first) and text.endswith(last)):
            return None
        found = []
        for part in between:
            at = text.find(part, start, end)
            if at < 0:
                return None
            found.append(text[start:at])
            start = at + len(part)
        return [*found, text[start:end]]


@attrs.frozen
class Book:
    """All phrases.

    Attributes:
        texts: those without a place.
        phrases: those with places, the one with most text of its own first.
        templates: those of errors, whose places have names.
    """

    texts: Mapping[str, str]
    phrases: tuple[Phrase, ...]
    templates: Mapping[str, str]


@cache
def _book() -> Book:
    texts, phrases, templates = {}, [], {}
    for english, russian in _pairs():
        parts, names = read(english)
        if any(names):
            templates[english] = russian
        elif names:
            phrases.append(Phrase(parts, russian))
        else:
            texts[parts[0]] = russian.format()
    phrases.sort(key=lambda phrase: (-sum(map(len, phrase.parts)), phrase.parts))
    return Book(texts, tuple(phrases), templates)


def read(template: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the texts around the places of a template, and what the places are named.

    Example:
        >>> read("after {}: {}")
        (('after ', ': ', ''), ('', ''))
    """
    parts, names = [""], []
    for text, name, _, _ in Formatter().parse(template):
        parts[-1] += text
        if name is not None:
            names.append(name)
            parts.append("")
    return tuple(parts), tuple(names)


def _pairs() -> Iterable[tuple[str, str]]:
    for package in PACKAGES:
        yield from import_module(f"{__package__}.phrases.{package}").PHRASES.items()


def _inner(text: str, depth: int) -> str:
    # What is quoted came from outside.
    is_quoted = text[:1] in ("'", '"') and text.find(text[0], 1) == len(text) - 1
    return text if is_quoted else translate(text, depth=depth)
