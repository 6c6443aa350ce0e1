"""One scenario: what is given, what comes of it, and why."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Any

import attrs

from servicedesk_core.calendars import DaysOff, ServiceCalendar, SpecialHours
from servicedesk_core.errors import member
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.plain.texts import LENGTH
from servicedesk_core.sla import ServiceLevelTarget, Signal, WorkingDays
from servicedesk_core.timeline import load_zone


class Asks(StrEnum):
    """What a scenario is about."""

    HOURS = "hours"
    """A question to a calendar."""
    CLOCK = "clock"
    """Where a clock stands against its target."""
    ESCALATION = "escalation"
    """What an escalation path plans."""
    COMPLAINT = "complaint"
    """By when a complaint must be answered."""


def _asks(asks: Asks | str) -> Asks:
    return member(Asks, asks, "asks")


def _tags(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(tags)


def _frozen(value: object) -> Any:
    if isinstance(value, Mapping):
        return FrozenMap({key: _frozen(each) for key, each in value.items()})
    return tuple(map(_frozen, value)) if isinstance(value, list | tuple) else value


def _thawed(value: object) -> Any:
    if isinstance(value, Mapping):
        return {key: _thawed(each) for key, each in value.items()}
    return [*map(_thawed, value)] if isinstance(value, tuple) else value


def read_length(text: str) -> timedelta:
    """Return the length of time of a text such as ``PT27H5M``.

    Example:
        >>> read_length("PT1H30M")
        datetime.timedelta(seconds=5400)
    """
    return LENGTH.make(text)  # type: ignore[return-value]


def write_length(length: timedelta) -> str:
    """Return a length of time as text.

    Example:
        >>> write_length(timedelta(days=1, hours=3, minutes=5))
        'PT27H5M'
    """
    return LENGTH.form(length)


@attrs.frozen(kw_only=True)
class Scenario:
    """What is given, what comes of it, and why.

    Attributes:
        name: a stable one.
        asks: what it is about.
        tags: what to find it by.
        given: the facts, as plain data.
        expected: the answers, as plain data; what is not asked is left out.
        why: how they follow, by hand.

    Example:
        >>> from servicedesk_core.testing import scenarios
        >>> lunch = scenarios.all("lunch")[0]
        >>> lunch.calendar.format(), lunch.expected["due"]
        ('Mo-Fr 09:00-13:00,14:00-18:00', '2026-01-05T14:30:00+01:00')
    """

    name: str
    asks: Asks = attrs.field(converter=_asks)
    tags: tuple[str, ...] = attrs.field(converter=_tags)
    given: Mapping[str, Any] = attrs.field(converter=_frozen)
    expected: Mapping[str, Any] = attrs.field(converter=_frozen)
    why: str

    @property
    def calendar(self) -> ServiceCalendar:
        """The hours, if any are given."""
        told = self.given["calendar"]
        off = DaysOff.dates(told.get("days_off", ()))
        holidays = told.get("holidays")
        if holidays is not None:
            eves = holidays.get("short_eves")
            length = None if eves is None else read_length(eves)
            off = DaysOff.country(holidays["country"], short_eves=length) + off
        special = told.get("special", {}).items()
        return ServiceCalendar.parse(
            told["hours"],
            tz=told["tz"],
            days_off=off,
            special=[SpecialHours(day, windows) for day, windows in special],
        )

    @property
    def target(self) -> ServiceLevelTarget:
        """The target of a clock."""
        told = dict(self.given["target"])
        within = _within(told.pop("within"))
        return ServiceLevelTarget(told.pop("metric"), within, self.calendar, **told)

    @property
    def signals(self) -> tuple[Signal, ...]:
        """What happened to a clock, in order."""
        return tuple(
            Signal(
                self.read_instant(told["at"]),
                told["kind"],
                reason=told.get("reason"),
                priority=told.get("priority"),
            )
            for told in self.given["signals"]
        )

    @property
    def now(self) -> datetime:
        """The viewpoint."""
        return self.read_instant(self.given["now"])

    @property
    def tz(self) -> tzinfo:
        """The zone of its instants: that of the hours, or the one given."""
        return load_zone(self.given.get("tz") or self.given["calendar"]["tz"])

    def read_instant(self, text: str) -> datetime:
        """Return an instant in its zone."""
        return datetime.fromisoformat(text).astimezone(self.tz)

    def instant(self, name: str) -> datetime | None:
        """Return a given instant, or None."""
        text = self.given.get(name)
        return None if text is None else self.read_instant(text)

    def day(self, name: str) -> date:
        """Return a given date."""
        return date.fromisoformat(self.given[name])

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data.

        Example:
            >>> from servicedesk_core.testing import scenarios
            >>> sorted(scenarios.all()[0].to_dict())
            ['asks', 'expected', 'given', 'name', 'tags', 'why']
        """
        return {
            "name": self.name,
            "asks": self.asks.value,
            "tags": [*self.tags],
            "given": _thawed(self.given),
            "expected": _thawed(self.expected),
            "why": self.why,
        }


def _within(told: Any) -> Any:
    if isinstance(told, str):
        return read_length(told)
    if "days" in told:
        return WorkingDays(told["days"], rule=told["rule"])
    return {priority: _within(each) for priority, each in told.items()}
