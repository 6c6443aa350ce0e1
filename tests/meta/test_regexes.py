"""Texts made to be slow to read take time in proportion to their length, no more."""

import ast
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import NamedTuple

import pytest
from holidays import country_holidays

import servicedesk_core as sd
from servicedesk_core.calendars import notation
from servicedesk_core.calendars.country import _moved_labels
from servicedesk_core.calendars.recurrence import _PARTS
from servicedesk_core.plain.shape import anchored
from servicedesk_core.plain.texts import TEXTS

PACKAGE = Path(sd.__file__).parent
LENGTH = 50_000
SHARE = 16
# Sixteen times the length costs a linear reader about 16 times as long and a quadratic
# one 256 times. What is read this soon, in seconds, is not quadratic.
AT_MOST = 64
SOON = 1.0

# Repeated, each of these is what some pattern could begin to match again and again.
UNITS = (
    *' \t\n\r1aM:-,;.\\"#%h+/é',
    "1 ",
    "1a",
    "1h",
    "1h ",
    "1:",
    "01-",
    "00:00",
    "1.",
    "1,",
    "-1,",
    "1MO,",
    "MO,",
    "a ",
    '" ',
    "\\a",
    "https://",
    "tier ",
    "notify",
    "UNTIL=",
    "Bridge ",
    "Additional day off ",
    "substituted from 01/01/",
    " Replacement Holiday",
)

# Patterns that are put together when they are used, by what they are called there.
MOVED = ("calendars.country", "'|'.join((*parts, _MOVED))")
BUILT = {
    MOVED: [
        _moved_labels(country_holidays(country, language="en_US")).pattern
        for country in ("CN", "RU", "US", "UZ")
    ],
    ("calendars.recurrence", "pattern"): [pattern for pattern, _ in _PARTS.values()],
    ("plain.shape", "anchored(self.pattern)"): [
        anchored(text.pattern) for text in TEXTS.values() if text.pattern
    ],
}
# Labels of holidays are matched from end to end, never searched.
WHOLE = {MOVED}


class Use(NamedTuple):
    """Where a module makes use of a pattern."""

    module: str
    written: str

    def patterns(self) -> list[str]:
        """Return the patterns meant; one made of locals must be in the table."""
        if self in BUILT:
            return BUILT[self]
        module = import_module(f"servicedesk_core.{self.module}")
        found: str = eval(self.written, vars(module))  # noqa: S307 - of our own source
        return [found]


def uses() -> Iterator[Use]:
    """Yield each pattern handed to ``re`` anywhere in the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        module = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called, _, function = ast.unparse(node.func).partition(".")
                if called == "re" and function != "escape":
                    yield Use(module, ast.unparse(node.args[0]))


USES = sorted(set(uses()))


def is_linear(
    read: Callable[[str], object],
    *,
    before: str,
    unit: str,
    length: int = LENGTH,
    soon: float = SOON,
) -> bool:
    """Tell whether the time to read a text grows no faster than the text."""

    def cost(size: int) -> float:
        text = (before + unit * (size // len(unit)))[:size] + "!"
        start = process_time()
        with suppress(sd.ServiceDeskError):
            read(text)
        return process_time() - start

    whole = cost(length)
    if whole < soon:
        return True
    least = min(cost(length // SHARE) for _ in range(5))
    return min(whole, cost(length)) < AT_MOST * least


def each_match(use: Use, pattern: str) -> Callable[[str], object]:
    """Return what looks for a pattern as thoroughly as it may be looked for."""
    compiled = re.compile(pattern, re.IGNORECASE)
    if use in WHOLE:
        return compiled.fullmatch
    return lambda text: (compiled.fullmatch(text), compiled.sub("", text))


class TestPatterns:
    @pytest.mark.parametrize("use", USES, ids=lambda use: use.module)
    def test_costs_no_more_than_its_text_is_long(self, use: Use) -> None:
        slow = [
            (pattern, unit)
            for pattern in use.patterns()
            for unit in UNITS
            if not is_linear(each_match(use, pattern), before="", unit=unit)
        ]

        assert [] == slow

    def test_all_patterns_put_together_are_used(self) -> None:
        assert set(BUILT) <= set(USES)

    def test_re_is_called_by_its_name(self) -> None:
        """Or else the look for patterns would pass over some."""
        other = [
            path
            for path in PACKAGE.rglob("*.py")
            if re.search(
                r"^\s*(from re import|import re as)",
                path.read_text(encoding="utf-8"),
                re.MULTILINE,
            )
        ]

        assert [] == other

    def test_the_measure_tells_a_slow_pattern(self) -> None:
        search = re.compile("[0-9]+x").search

        assert not is_linear(search, before="", unit="1", length=8_000, soon=0)

    def test_the_measure_tells_a_fast_pattern(self) -> None:
        search = re.compile("[0-9]x").search

        assert is_linear(search, before="", unit="1", length=200_000, soon=0)


DAY = date(2026, 1, 1)
RULE = "DTSTART;VALUE=DATE:20260130\nRRULE:FREQ=MONTHLY;"
READERS: dict[str, tuple[Callable[[str], object], str, tuple[str, ...]]] = {
    "hours": (
        lambda text: sd.ServiceCalendar.parse(text, tz="UTC"),
        "Mo-Fr 09:00-18:00",
        (
            " ",
            "\t",
            ";",
            ",",
            "-",
            '"',
            ", 19:00-20:00",
            "; 24/7",
            "; Mo off",
            "a",
            "0",
        ),
    ),
    "dates": (
        lambda text: sd.ServiceCalendar.parse(text, tz="UTC"),
        "2026 Jan 1 off",
        (" ", '"', ' "', "; 2026 Jan 1 off", "1", "-", ", Jan 1"),
    ),
    "window": (sd.TimeWindow.parse, "09:00-", ("0", " ", "-", "1:", ".0")),
    "days of every year": (sd.DaysOff.yearly, "01-01", (" ", "..", "01-01..", "0")),
    "country": (sd.DaysOff.country, "DE", ("a", "-", "_", " ", "DE-")),
    "rule": (
        lambda text: sd.DaysOff.rule(text, since=DAY),
        "FREQ=MONTHLY;",
        (" ", ";", "BYDAY=", "MO,", "BYDAY=1MO,", "1", "BYMONTHDAY=1,"),
    ),
    "lines": (
        notation.parse_rrule,
        RULE,
        ("\n", "\r\n", "BYDAY=-1FR,", "\nSUMMARY:a", "\\", "\nSUMMARY:\\"),
    ),
    "entries": (
        lambda text: notation.parse_schema_org([{"opens": text, "closes": text}]),
        "https://schema.org/",
        ("https://schema.org/", "00:", "0", " "),
    ),
    "path": (
        sd.EscalationPath.parse,
        "50% notify lead",
        (" ", ";", ",", ", lead", "; 1h lead", "; +1h 1m lead", "1", "tier "),
    ),
    "times of a path": (sd.EscalationPath.parse, "1h", (" ", "1h", " 1h", "1", "+")),
    "zone": (sd.ServiceCalendar.always, "Europe/", ("a", "/", "../", "a/", " ")),
}


class TestReaders:
    @pytest.mark.parametrize("reader", READERS)
    def test_costs_no_more_than_its_text_is_long(self, reader: str) -> None:
        read, before, units = READERS[reader]

        slow = [unit for unit in units if not is_linear(read, before=before, unit=unit)]

        assert [] == slow

    def test_a_zone_of_many_parts_is_unknown(self) -> None:
        with pytest.raises(sd.UnknownZoneError):
            sd.ServiceCalendar.always("a/" * 1_000 + "b")
