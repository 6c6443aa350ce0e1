"""A place in an ``opening_hours`` text."""

import re
from collections.abc import Collection
from typing import NamedTuple, NoReturn

from servicedesk_core.errors import InvalidHoursError

# Without the blanks before a token: a long run of them would be tried from each blank.
_TOKEN = re.compile(
    r"(?P<always>24/7)"
    r"|(?P<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)"
    r"|(?P<number>[0-9]+)|(?P<word>[A-Za-z]+)"
    r'|(?P<comment>"[^"]*")|(?P<mark>[-,;])|(?P<other>\|\||\S)'
)

# What the grammar of OpenStreetMap has besides what is read here.
NOT_READ = {
    "+": "open ends and offsets",
    "/": "intervals",
    "||": "fallbacks",
    "[": "the n-th weekday of a month",
    "(": "times counted from others",
    ":": "a colon between dates and hours",
    '"': "a comment without its end",
    "PH": "public holidays, except alone as 'PH off'",
    "SH": "school holidays",
    "day": "days counted from others",
    "days": "days counted from others",
    "dawn": "times of the sun",
    "dusk": "times of the sun",
    "sunrise": "times of the sun",
    "sunset": "times of the sun",
    "easter": "days counted from Easter",
    "open": "'open' instead of hours",
    "unknown": "hours that may be open or not",
    "week": "weeks of the year",
}


class Token(NamedTuple):
    """One word, number, time, comment or mark of a text, and where it starts."""

    kind: str
    text: str
    position: int


class Cursor:
    """Walks over the tokens of a text, one token ahead.

    Example:
        >>> cursor = Cursor("Mo off")
        >>> cursor.step(), cursor.took(","), cursor.ahead.text, cursor.start
        ('Mo', '', 'off', 3)
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._tokens = [
            Token(kind, match[kind], match.start(kind))
            for match in _TOKEN.finditer(text)
            if (kind := match.lastgroup)
        ]
        self._tokens.append(Token("end", "", len(text)))
        self._place = 0

    @property
    def ahead(self) -> Token:
        """The next token; at the end one of kind ``"end"``."""
        return self._tokens[self._place]

    @property
    def start(self) -> int:
        """Where the next token starts in the text."""
        return self.ahead.position

    def step(self) -> str:
        """Pass the next token and return its text."""
        text = self.ahead.text
        self._place += self.ahead.kind != "end"
        return text

    def took(self, *wanted: str) -> str:
        """Pass the next token if it is one of these; return its text, else ''."""
        return self.step() if self.ahead.text in wanted else ""

    def expect(self, kind: str, wanted: str, among: Collection[str] = ()) -> str:
        """Pass a token of a kind, one of a collection if there is one, or refuse."""
        if self.ahead.kind != kind or (among and self.ahead.text not in among):
            self.refuse(f"expected {wanted}")
        return self.step()

    def refuse(self, wanted: str) -> NoReturn:
        """Raise an error that names the next token and its position.

        Raises:
            InvalidHoursError: always.
        """
        found = self.ahead
        if found.text in NOT_READ:
            reason = f"{found.text!r} is not read: {NOT_READ[found.text]}"
        elif found.kind == "comment":
            where = "after days off and hours of single dates"
            reason = f"the comment {found.text} is not read: comments stand {where}"
        elif found.kind == "end":
            reason = f"{wanted}, got the end"
        else:
            reason = f"{wanted}, got {found.text!r}"
        self.fail(reason, found.position)

    def fail(self, reason: str, position: int) -> NoReturn:
        """Raise an error about what stands at a position.

        Raises:
            InvalidHoursError: always.
        """
        raise InvalidHoursError(reason, self.text, position)
