"""Every error and warning of the library.

An error is a :class:`ServiceDeskError` and a builtin one, so callers may catch
either. It has a stable dotted ``code``, keeps the offending values as
attributes, and pickles. Messages say which argument, what came, what was wanted.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import Enum
from importlib import import_module
from typing import ClassVar, TypeVar

import attrs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from servicedesk_core.document_errors import (
        DocumentError as DocumentError,
        DocumentRuleError as DocumentRuleError,
        InvalidDocumentError as InvalidDocumentError,
        UnserialisableError as UnserialisableError,
    )
    from servicedesk_core.ticket_errors import (
        InvalidHistoryError as InvalidHistoryError,
        InvalidLifecycleError as InvalidLifecycleError,
        InvalidMatrixError as InvalidMatrixError,
        InvalidPathError as InvalidPathError,
        NoTargetError as NoTargetError,
        Refusal as Refusal,
        TransitionRefusedError as TransitionRefusedError,
        UnknownActionError as UnknownActionError,
    )

# Loaded when they are first used, for each class costs a first import its time.
_ELSEWHERE = {
    **dict.fromkeys(
        (
            "DocumentError",
            "DocumentRuleError",
            "InvalidDocumentError",
            "UnserialisableError",
        ),
        "servicedesk_core.document_errors",
    ),
    **dict.fromkeys(
        (
            "InvalidHistoryError",
            "InvalidLifecycleError",
            "InvalidMatrixError",
            "InvalidPathError",
            "NoTargetError",
            "Refusal",
            "TransitionRefusedError",
            "UnknownActionError",
        ),
        "servicedesk_core.ticket_errors",
    ),
}

Member = TypeVar("Member", bound=Enum)


class ServiceDeskError(Exception):
    """The base of all errors raised on purpose by this library.

    Attributes:
        code: a stable dotted name of the cause, the same in every language.
        template: the English message; its fields are the error's attributes.
    """

    code: ClassVar[str] = "error"
    template: ClassVar[str] = ""

    def values(self) -> dict[str, object]:
        """Return what the message's template is filled with.

        An error with ``matches`` gives a hint of close names.
        """
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {**found, "hint": did_you_mean(found.get("matches", ()))}

    # Written once: to make one for each class would take a fifth of a first import.
    def __repr__(self) -> str:
        values = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self))
        return f"{type(self).__name__}({', '.join(values)})"

    def __str__(self) -> str:
        if not self.template:
            return super().__str__()
        return self.template.format(**self.values())


def fields(error: ServiceDeskError) -> tuple["attrs.Attribute[object]", ...]:
    """Return the attributes that an error was made of, in order."""
    kind = type(error)
    return attrs.fields(kind) if attrs.has(kind) else ()


def did_you_mean(matches: Sequence[str]) -> str:
    """Return the hint that ends a message about an unknown name, or ''."""
    return f"; did you mean {' or '.join(matches)}?" if matches else ""


def close_matches(
    name: str, known: Iterable[str], *, at_most: int = 3, likeness: float = 0.6
) -> tuple[str, ...]:
    """Return the known names that a misspelt one may have meant, the likeliest first.

    Args:
        name: what came.
        known: the names that there are.
        at_most: how many to return.
        likeness: how like they must be, from 0 (anything) to 1 (equal).

    Example:
        >>> close_matches("Berlni", ["Berlin", "Riga"])
        ('Berlin',)
    """
    # Imported at first use: who misspells nothing need not wait for it.
    from difflib import get_close_matches  # noqa: PLC0415

    return tuple(get_close_matches(name, list(known), at_most, likeness))


@attrs.define(repr=False, slots=False)
class WrongTypeError(ServiceDeskError, TypeError):
    """An argument is of a type that the call does not take."""

    code: ClassVar[str] = "argument.type"
    template: ClassVar[str] = "{argument} must be {wanted}, got {value!r}"

    argument: str
    value: object
    wanted: str


@attrs.define(repr=False, slots=False)
class InvalidArgumentError(ServiceDeskError, ValueError):
    """An argument is of the right type but its value makes no sense."""

    code: ClassVar[str] = "argument.value"
    template: ClassVar[str] = "{argument} must be {wanted}, got {value!r}"

    argument: str
    value: object
    wanted: str


def member(enum: type[Member], value: object, argument: str) -> Member:
    """Return the member of an enum that a value names.

    Args:
        enum: the vocabulary.
        value: a member, or a value of one.
        argument: the caller's name for it, for the error.

    Raises:
        InvalidArgumentError: with the values that the vocabulary has.
    """
    try:
        return enum(value)
    except (ValueError, ArithmeticError):  # what a signalling NaN is compared by
        wanted = f"one of {', '.join(str(each.value) for each in enum)}"
        raise InvalidArgumentError(argument, value, wanted) from None


@attrs.define(repr=False, slots=False)
class NaiveDatetimeError(ServiceDeskError, ValueError):
    """A datetime without a time zone names no instant."""

    code: ClassVar[str] = "time.naive"
    template: ClassVar[str] = (
        "{argument} must be an aware datetime, got the naive {value!r}; "
        "localize(value, tz) adds the zone"
    )

    argument: str
    value: datetime


@attrs.define(repr=False, slots=False)
class AmbiguousTimeError(ServiceDeskError, ValueError):
    """A wall-clock time that occurs twice, where the caller wanted one."""

    code: ClassVar[str] = "time.ambiguous"
    template: ClassVar[str] = "{value} occurs twice in {tz}"

    value: datetime
    tz: str


@attrs.define(repr=False, slots=False)
class NonexistentTimeError(ServiceDeskError, ValueError):
    """A wall-clock time that the clocks skip."""

    code: ClassVar[str] = "time.nonexistent"
    template: ClassVar[str] = "{value} does not exist in {tz}: the clocks skip it"

    value: datetime
    tz: str


@attrs.define(repr=False, slots=False)
class InstantRangeError(ServiceDeskError, OverflowError):
    """An answer lies outside the years 1 to 9999."""

    code: ClassVar[str] = "time.range"
    template: ClassVar[str] = "{question} lies outside the years 1 to 9999"

    question: str


@attrs.define(repr=False, slots=False)
class UnknownZoneError(ServiceDeskError, ValueError):
    """A time zone that the IANA database does not have."""

    code: ClassVar[str] = "calendar.zone"
    template: ClassVar[str] = "tz must be an IANA time zone, got {zone!r}{hint}"

    zone: str
    matches: tuple[str, ...] = ()


@attrs.define(repr=False, slots=False)
class UnknownCountryError(ServiceDeskError, ValueError):
    """A country, or a subdivision of one, without public holidays on record."""

    code: ClassVar[str] = "calendar.country"
    template: ClassVar[str] = (
        "{argument} must be a code that the holidays package knows, got {value!r}{hint}"
    )

    argument: str
    value: str
    matches: tuple[str, ...] = ()


@attrs.define(repr=False, slots=False)
class InvalidHoursError(ServiceDeskError, ValueError):
    """Opening hours that cannot be read, or windows that clash.

    Attributes:
        reason: what is wrong.
        text: the notation that was read, if any.
        position: where in ``text`` it went wrong, from 0.
        windows: the windows that clash, as text.
    """

    code: ClassVar[str] = "calendar.hours"
    template: ClassVar[str] = "{reason}{where}"

    reason: str
    text: str | None = None
    position: int | None = None
    windows: tuple[str, ...] = ()

    def values(self) -> dict[str, object]:
        """Return what the message's template is filled with."""
        if self.text is None:
            return {"reason": self.reason, "where": ""}
        where = "in" if self.position is None else f"at position {self.position} of"
        return {"reason": self.reason, "where": f" {where} {self.text!r}"}


@attrs.define(repr=False, slots=False)
class NeverOpenError(ServiceDeskError, LookupError):
    """A calendar without any opening where one was asked for."""

    code: ClassVar[str] = "calendar.never_open"
    template: ClassVar[str] = "{calendar} is never open {when}"

    calendar: str
    when: str


@attrs.define(repr=False, slots=False)
class NeverClosesError(ServiceDeskError, LookupError):
    """A calendar without any closing where one was asked for."""

    code: ClassVar[str] = "calendar.never_closes"
    template: ClassVar[str] = "{calendar} never closes {when}"

    calendar: str
    when: str


@attrs.define(repr=False, slots=False)
class HolidayCoverageWarning(ServiceDeskError, UserWarning):  # noqa: N818 - it warns
    """A question beyond the years for which the days off are known.

    The answer takes the days beyond for ordinary ones. The warning comes every time;
    Python's default filter shows repeats from one line once.

    Attributes:
        calendar: whose days off they are.
        first: the first year known.
        last: the last one.
    """

    code: ClassVar[str] = "calendar.coverage"
    template: ClassVar[str] = (
        "the days off of {calendar} are known from {first} to {last} only; the answer "
        "reaches beyond"
    )

    calendar: str
    first: int
    last: int


@attrs.define(repr=False, slots=False)
class ServiceDeskDeprecationWarning(ServiceDeskError, UserWarning):  # noqa: N818
    """A name that was moved or renamed, and is on its way out.

    It is shown by default, unlike Python's own ``DeprecationWarning``: whoever runs a
    program is to hear of it before an update breaks it.

    Attributes:
        old: the name that was used, in full.
        new: what to use instead, in full.
        leaves: the version that no longer has the old name.
    """

    code: ClassVar[str] = "name.deprecated"
    template: ClassVar[str] = (
        "{old} is deprecated and leaves in version {leaves}: use {new}"
    )

    old: str
    new: str
    leaves: str


if not TYPE_CHECKING:  # else a type checker would take every typo for a name

    def __getattr__(name: str) -> object:
        if name in _ELSEWHERE:
            found = getattr(import_module(_ELSEWHERE[name]), name)
            globals()[name] = found
            return found
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_ELSEWHERE})
