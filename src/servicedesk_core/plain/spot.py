"""Where a reader or a writer is, and what it has found so far."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final

from servicedesk_core.errors import (
    DocumentError,
    DocumentRuleError,
    ServiceDeskError,
    UnserialisableError,
    close_matches,
    did_you_mean,
)

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
"""What a JSON document is made of."""

Enums = Mapping[str, type[Enum]]
"""Enums of the caller, by their names."""


class _Unread:
    """What a reader returns where there was a problem."""

    def __repr__(self) -> str:
        return "UNREAD"


UNREAD: Final = _Unread()

MOST_PROBLEMS = 100
"""After so many a reader gives up: a broken document may have millions."""


class EnoughError(Exception):
    """Thrown by a reader that has found more problems than anybody reads."""


class Spot:
    """A place in a document, with the problems found in all of it.

    Args:
        enums: the caller's own enums, by name.
        parent: the place that this one lies in, None for the whole document.
        key: the name or number that it has there.
        problems: where problems are noted; None begins anew.
    """

    __slots__ = ("_key", "_parent", "enums", "problems")

    def __init__(
        self,
        enums: Enums,
        *,
        parent: "Spot | None" = None,
        key: str | int = "",
        problems: list[DocumentError] | None = None,
    ) -> None:
        self.enums: Enums = enums
        self.problems: list[DocumentError] = [] if problems is None else problems
        self._parent = parent
        self._key = key

    def step(self, key: str | int) -> "Spot":
        """Return the place of a member or an item of this one."""
        return Spot(self.enums, parent=self, key=key, problems=self.problems)

    def aside(self) -> "Spot":
        """Return the same place with problems of its own, to try something."""
        return Spot(self.enums, parent=self._parent, key=self._key)

    @property
    def path(self) -> str:
        """The place as a JSON Pointer (RFC 6901)."""
        if self._parent is None:
            return ""
        return f"{self._parent.path}/{_escaped(str(self._key))}"

    def unread(self, data: object, wanted: str) -> _Unread:
        """Note that something else was wanted here."""
        return self._note(
            DocumentError(self.path, f"must be {wanted}, got {_short(data)}")
        )

    def miscounted(self, count: int, wanted: str) -> _Unread:
        """Note that there are too few or too many here."""
        return self._note(DocumentError(self.path, f"must have {wanted}, got {count}"))

    def missing(self) -> _Unread:
        """Note that something must be here and is not."""
        return self._note(DocumentError(self.path, "is missing"))

    def stranger(self, known: Iterable[str]) -> _Unread:
        """Note that nothing of this name may be here."""
        hint = did_you_mean(close_matches(str(self._key)[:_LONGEST], known))
        return self._note(DocumentError(self.path, f"is no member{hint}"))

    def broken(self, error: ServiceDeskError) -> _Unread:
        """Note that a rule of the value refuses what is here."""
        return self._note(DocumentRuleError(self.path, str(error), error))

    def refuse(self, value: object, wanted: str) -> UnserialisableError:
        """Return the error of a value that cannot be written here."""
        return UnserialisableError(self.path, value, wanted)

    def _note(self, problem: DocumentError) -> _Unread:
        self.problems.append(problem)
        if len(self.problems) >= MOST_PROBLEMS:
            raise EnoughError
        return UNREAD


_LONGEST = 60


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _short(data: object) -> str:
    """Return what came, in a few words."""
    if isinstance(data, dict):
        return "an object"
    if isinstance(data, list):
        return "an array"
    if isinstance(data, str) and len(data) > _LONGEST:
        return f"{data[:_LONGEST]!r}..."
    return _NAMES.get(data, repr(data)) if isinstance(data, bool | None) else repr(data)


_NAMES: Mapping[object, str] = {None: "null", True: "true", False: "false"}
