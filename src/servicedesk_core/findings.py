"""What every ``check()`` returns: findings, not exceptions."""

from enum import StrEnum

import attrs


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"


@attrs.frozen
class Finding:
    """One thing that a check noticed.

    Attributes:
        code: a stable dotted name of the fault.
        severity: whether the checked thing is unusable or only doubtful.
        path: where in the checked thing, as words joined by ``/``.
        message: what is wrong, in English.

    Example:
        >>> str(Finding("lifecycle.dead_end", Severity.ERROR, "on_hold", "no way out"))
        'error lifecycle.dead_end at on_hold: no way out'
    """

    code: str
    severity: Severity
    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.severity} {self.code} at {self.path}: {self.message}"


Findings = tuple[Finding, ...]
"""All findings of one check; an empty tuple means nothing was found."""
