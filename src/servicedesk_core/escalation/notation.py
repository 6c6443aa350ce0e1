"""Escalation paths as text, such as ``50% notify lead; 80% tier 2``."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import NoReturn

import attrs

from servicedesk_core.argument import to_mapping, to_one
from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError, InvalidPathError
from servicedesk_core.escalation.level import Level, OnCall
from servicedesk_core.escalation.trigger import (
    After,
    AtFraction,
    Since,
    Trigger,
    read_calendar,
)
from servicedesk_core.tickets import EscalationKind

_PART = r"[0-9]{1,6} *(?:h|min|m|s)(?![A-Za-z])"
_SHARE = r"(?P<percent>[0-9]{1,6}(?:\.[0-9]+)?) *%"
_TIME = rf"(?P<plus>\+ *)?(?P<time>{_PART}(?: *{_PART})*)"
_WHEN = re.compile(f"{_SHARE}|{_TIME}")
_COUNT = re.compile(r"([0-9]{1,6}) *([a-z]{1,3})")
_UNITS = {"h": "hours", "m": "minutes", "min": "minutes", "s": "seconds"}
_NOTIFY = re.compile(r"notify(?=\s|$)")
_TIER = re.compile(r"tier(?=\s|$)")


def parse_levels(
    text: str, *, calendar: ServiceCalendar | None, rotas: Mapping[str, OnCall]
) -> tuple[Level, ...]:
    """Return the levels of a text, as :meth:`EscalationPath.parse` reads them.

    Args:
        text: the levels, between semicolons.
        calendar: the hours that its times count in; None is all.
        rotas: what names in it stand for, if not for themselves.

    Raises:
        InvalidArgumentError: for a rota that the text does not name.
        InvalidPathError: with the position of what cannot be read.
        WrongTypeError: if it is no text, no calendar or no rota.

    Example:
        >>> levels = parse_levels("50% lead; 80% tier 2", calendar=None, rotas={})
        >>> [level.kind.value for level in levels]
        ['hierarchical', 'functional']
    """
    to_one(text, str, "text", "a text")
    to_mapping(rotas, "rotas", "a mapping of names to rotas")
    reader = _Reader(text, read_calendar(calendar, "calendar"))
    levels = []
    start = 0
    for part in text.split(";"):
        levels.append(reader.level(start, start + len(part)))
        start += len(part) + 1
    named = {name for level in levels for name in level.targets}
    unknown = [name for name in rotas if name not in named]
    if unknown:
        raise InvalidArgumentError("rotas", unknown, "those of names in the text")
    return tuple(_with_rotas(level, rotas) for level in levels)


def _with_rotas(level: Level, rotas: Mapping[str, OnCall]) -> Level:
    targets = [rotas.get(str(name), name) for name in level.targets]
    return attrs.evolve(level, targets=targets)


@attrs.frozen
class _Reader:
    """Reads the levels of one text."""

    text: str
    calendar: ServiceCalendar | None

    def level(self, start: int, end: int) -> Level:
        """Return the level that stands between two positions."""
        start = self._skip(start, end)
        when = _WHEN.match(self.text, start, end)
        if when is None:
            self._fail("expected a share such as 50% or a time such as 15m", start)
        place = self._skip(when.end(), end)
        if place == when.end() < end:
            self._fail("expected a space", place)
        kind, names = self._who(place, end)
        return Level(names, kind=kind, trigger=self._trigger(when))

    def _trigger(self, when: re.Match[str]) -> Trigger:
        percent = when["percent"]
        if percent is None:
            parts = _COUNT.findall(when["time"])
            wait = sum(
                (timedelta(**{_UNITS[unit]: int(count)}) for count, unit in parts),
                timedelta(),
            )
            since = Since.START if when["plus"] is None else Since.PREVIOUS
            return After(wait, calendar=self.calendar, since=since)
        if float(percent) == 0:
            self._fail("expected a share above 0%", when.start())
        return AtFraction(float(percent) / 100)

    def _who(self, start: int, end: int) -> tuple[EscalationKind, list[str]]:
        notify = _NOTIFY.match(self.text, start, end)
        start = start if notify is None else notify.end()
        names, kinds = [], []
        for part in self.text[start:end].split(","):
            place = self._skip(start, start + len(part))
            name = part.strip()
            if not name:
                self._fail("expected whom to tell", place)
            is_tier = notify is None and _TIER.match(name) is not None
            if is_tier and name == "tier":
                self._fail("expected which tier", place + len(name))
            kinds.append(_KINDS[is_tier])
            if kinds[-1] is not kinds[0]:
                self._fail("expected tiers alone or names alone in a level", place)
            names.append(name)
            start += len(part) + 1
        return kinds[0], names

    def _skip(self, start: int, end: int) -> int:
        """Return the position of the first character that is no space."""
        return end - len(self.text[start:end].lstrip())

    def _fail(self, reason: str, position: int) -> NoReturn:
        raise InvalidPathError(reason, self.text, position)


_KINDS = {False: EscalationKind.HIERARCHICAL, True: EscalationKind.FUNCTIONAL}
