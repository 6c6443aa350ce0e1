"""Errors of plain data: what is wrong with a document, and where.

They are names of :mod:`servicedesk_core.errors`, which loads them when they are first
used.
"""

from collections.abc import Sequence
from typing import ClassVar

import attrs

from servicedesk_core.errors import ServiceDeskError

_HOME = "servicedesk_core.errors"


@attrs.define(repr=False, slots=False)
class DocumentError(ServiceDeskError, ValueError):
    """One thing in a document that cannot be read.

    Attributes:
        path: where, as a JSON Pointer (RFC 6901); empty for the document itself.
        reason: what was wanted, and what came.
    """

    __module__ = _HOME

    code: ClassVar[str] = "document.shape"
    template: ClassVar[str] = "{where}: {reason}"

    path: str
    reason: str

    def values(self) -> dict[str, object]:
        """Return what the message's template is filled with."""
        return {**super().values(), "where": self.path or "the document"}


@attrs.define(repr=False, slots=False)
class DocumentRuleError(DocumentError):
    """A value of the right shape that breaks a rule of what it stands for.

    Attributes:
        path: where, as a JSON Pointer (RFC 6901).
        reason: the message of the rule.
        error: the error that the same value raises in code.
    """

    __module__ = _HOME

    code: ClassVar[str] = "document.rule"

    error: ServiceDeskError


class InvalidDocumentError(ServiceDeskError, ExceptionGroup[DocumentError]):
    """A document that cannot be read, with all its problems.

    Attributes:
        message: the first problems in words.
        exceptions: all of them, each a :class:`DocumentError` with its ``path``.
    """

    __module__ = _HOME

    code: ClassVar[str] = "document.invalid"

    @classmethod
    def of(cls, problems: Sequence[DocumentError]) -> "InvalidDocumentError":
        """Return the error of some problems, one at least."""
        told = [str(each) for each in problems[:_TOLD]]
        if len(problems) > _TOLD:
            told.append(f"and {len(problems) - _TOLD} more")
        return cls(f"the document cannot be read: {'; '.join(told)}", problems)

    def derive(  # type: ignore[override]
        self, problems: Sequence[DocumentError], /
    ) -> "InvalidDocumentError":
        """Return an error of some of the problems, as ``split`` asks for."""
        return InvalidDocumentError.of(problems)

    @property
    def problems(self) -> tuple[DocumentError, ...]:
        """All problems, in the order of the document."""
        return tuple(
            each for each in self.exceptions if isinstance(each, DocumentError)
        )

    def __str__(self) -> str:
        return self.message


_TOLD = 5
"""How many problems the message tells."""


@attrs.define(repr=False, slots=False)
class UnserialisableError(ServiceDeskError, TypeError):
    """A value that plain data cannot hold, such as a function.

    Attributes:
        path: where in the value, as a JSON Pointer (RFC 6901).
        value: what cannot be written.
        wanted: what plain data can hold there.
    """

    __module__ = _HOME

    code: ClassVar[str] = "document.unserialisable"
    template: ClassVar[str] = "{where} must be {wanted}, to be stored; got {value!r}"

    path: str
    value: object
    wanted: str

    def values(self) -> dict[str, object]:
        """Return what the message's template is filled with."""
        return {**super().values(), "where": self.path or "the value"}
