"""Reads and writes days off as RFC 5545 content lines.

``DTSTART;VALUE=DATE:20260130`` says from when on, ``RRULE:FREQ=MONTHLY;BYDAY=-1FR``
which dates, and ``SUMMARY:planning day`` why; the last may be left out. Nothing else of
a calendar component is read, nor folded lines. Dates have no times, so that the rule
has none either. ``DTSTART`` itself is a day off only if the rule matches it.

Source: RFC 5545, sections 3.3.10, 3.3.11, 3.8.1.12, 3.8.2.4 and 3.8.5.3.
"""

import re
from datetime import date
from typing import NoReturn

import attrs

from servicedesk_core.argument import to_one
from servicedesk_core.calendars.days_off import DaysOff
from servicedesk_core.calendars.notation.words import DAY_OFF
from servicedesk_core.calendars.recurrence import RecurringDays, find_fault
from servicedesk_core.errors import (
    InvalidArgumentError,
    InvalidHoursError,
)

_HEADS = {"DTSTART": ";VALUE=DATE:", "RRULE": ":", "SUMMARY": ":"}
_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
_PLAIN = {"\\": "\\", ";": ";", ",": ",", "n": "\n", "N": "\n"}


def parse_rrule(text: str) -> DaysOff:
    r"""Return the days off that RFC 5545 content lines stand for.

    Args:
        text: lines ``DTSTART;VALUE=DATE:...`` and ``RRULE:...``, in any order, and
            perhaps ``SUMMARY:...`` for the label.

    Raises:
        InvalidHoursError: with the text and the position, from 0, of what is not read:
            a time, a rule that repeats within a day, ``EXDATE``, a part of another
            name, parts that RFC 5545 does not allow together; also for a rule that
            matches no date.
        WrongTypeError: if it is no text.

    Example:
        >>> lines = "DTSTART;VALUE=DATE:20260130\nRRULE:FREQ=MONTHLY;BYDAY=-1FR"
        >>> parse_rrule(lines).label(date(2026, 2, 27))
        'day off'
    """
    to_one(text, str, "text", "DTSTART and RRULE lines")
    reader = _Reader(text)
    lines = reader.lines()
    for name in ("DTSTART", "RRULE"):
        if name not in lines:
            reader.fail(f"expected a line with {name}, got the end", len(text))
    since = reader.date("DTSTART", lines["DTSTART"])
    rule = lines["RRULE"]
    fault = find_fault(rule.text)
    if fault is not None:
        reader.fail(fault.reason, rule.position + fault.position)
    label = reader.label(lines["SUMMARY"]) if "SUMMARY" in lines else DAY_OFF
    try:
        return DaysOff.rule(rule.text, since=since, label=label)
    except InvalidArgumentError as error:
        reader.fail(f"the rule must be {error.wanted}", rule.position)


def format_rrule(rule: RecurringDays) -> str:
    """Return a rule of days off as lines that :func:`parse_rrule` reads back.

    The default label ``"day off"`` goes unwritten. The lines end in a line feed, the
    last one in nothing, and long ones are not folded.

    Raises:
        InvalidHoursError: for a rule that RFC 5545 has not, or a label with a carriage
            return.
        WrongTypeError: if it is no recurrence rule.

    Example:
        >>> days = DaysOff.rule("FREQ=MONTHLY;BYDAY=-1FR", since=date(2026, 1, 30))
        >>> print(format_rrule(days.rules[0]))
        DTSTART;VALUE=DATE:20260130
        RRULE:FREQ=MONTHLY;BYDAY=-1FR
    """
    to_one(rule, RecurringDays, "rule", "the rule of DaysOff.rule(...)")
    if "\r" in rule.label:
        reason = f"label {rule.label!r} cannot be written: it has a carriage return"
        raise InvalidHoursError(reason)
    parts = rule.rule.strip()
    parts = parts[len("RRULE:") :] if parts.upper().startswith("RRULE:") else parts
    lines = [
        f"DTSTART;VALUE=DATE:{rule.since.isoformat().replace('-', '')}",
        f"RRULE:{parts}",
    ]
    if rule.label != DAY_OFF:
        escaped = "".join(_ESCAPED.get(sign, sign) for sign in rule.label)
        lines.append(f"SUMMARY:{escaped}")
    text = "\n".join(lines)
    parse_rrule(text)
    return text


@attrs.frozen
class _Value:
    """What stands after a name, and where."""

    text: str
    position: int


class _Reader:
    """Reads content lines."""

    def __init__(self, text: str) -> None:
        self.text = text

    def fail(self, reason: str, position: int) -> NoReturn:
        raise InvalidHoursError(reason, self.text, position)

    def lines(self) -> dict[str, _Value]:
        found: dict[str, _Value] = {}
        at = 0
        for whole in self.text.split("\n"):
            line = whole.removesuffix("\r")
            if line:
                name, value = self.line(line, at)
                if name in found:
                    self.fail(f"{name} is written twice", at)
                found[name] = value
            at += len(whole) + 1
        return found

    def line(self, line: str, at: int) -> tuple[str, _Value]:
        written = re.split("[:;]", line, maxsplit=1)[0]
        name = written.upper()
        if name not in _HEADS:
            self.fail(f"{written!r} is not read, only {', '.join(_HEADS)} are", at)
        at += len(written)
        rest = line[len(written) :]
        head = _HEADS[name]
        if rest[: len(head)].upper() != head:
            self.fail(f"expected {head!r} after {name}, got {rest!r}", at)
        return name, _Value(rest[len(head) :], at + len(head))

    def date(self, name: str, value: _Value) -> date:
        match = _DATE.fullmatch(value.text)
        try:
            found = date(*map(int, match.groups())) if match else None
        except ValueError:
            found = None
        if found is None:
            reason = f"{name} must be a date such as 20260130, got {value.text!r}"
            self.fail(reason, value.position)
        return found

    def label(self, value: _Value) -> str:
        for escape in re.finditer(r"\\(.?)", value.text):
            if escape[1] not in _PLAIN:
                where = value.position + escape.start()
                self.fail(f"{escape[0]!r} is not read in SUMMARY", where)
        return re.sub(r"\\(.)", lambda escape: _PLAIN[escape[1]], value.text)
