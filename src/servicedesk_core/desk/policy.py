"""What a desk has decided on, and what it stores of a ticket between two calls."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import attrs

from servicedesk_core.argument import to_mapping, to_one, to_optional, to_several
from servicedesk_core.complaints import ComplaintDeadline
from servicedesk_core.desk.auto_close import AutoClose
from servicedesk_core.desk.hold_limit import HoldLimit
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.escalation import EscalationPath, EscalationState
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.satisfaction import SurveyPolicy, SurveyRecord
from servicedesk_core.sla import Agreement, Agreements
from servicedesk_core.timeline import optional_instant_key, to_microseconds


def _read_agreements(agreements: Agreement | Agreements) -> Agreement | Agreements:
    if not isinstance(agreements, Agreement | Agreements):
        raise WrongTypeError("agreements", agreements, "an Agreement or Agreements")
    return agreements


def _read_paths(paths: Iterable[EscalationPath]) -> tuple[EscalationPath, ...]:
    each = "EscalationPaths"
    found = to_several(paths, EscalationPath, "paths", f"{each}, in a tuple", each=each)
    names = [path_name(path) for path in found]
    if len(names) != len(set(names)):
        raise InvalidArgumentError("paths", names, "of different names")
    return found


def path_name(path: EscalationPath) -> str:
    """Return what a path is stored under; one without a name, under ``"path"``."""
    return path.name or "path"


def _read_auto_close(auto_close: AutoClose | None) -> AutoClose | None:
    return to_optional(auto_close, AutoClose, "auto_close", "an AutoClose or None")


def _read_hold_limit(hold_limit: HoldLimit | None) -> HoldLimit | None:
    return to_optional(hold_limit, HoldLimit, "hold_limit", "a HoldLimit or None")


def _read_survey(survey: SurveyPolicy | None) -> SurveyPolicy | None:
    return to_optional(survey, SurveyPolicy, "survey", "a SurveyPolicy or None")


def _read_deadlines(
    deadlines: Iterable[ComplaintDeadline],
) -> tuple[ComplaintDeadline, ...]:
    each = "ComplaintDeadlines"
    wanted = f"{each}, in a tuple"
    found = to_several(deadlines, ComplaintDeadline, "deadlines", wanted, each=each)
    names = [deadline.regime.name for deadline in found]
    if len(names) != len(set(names)):
        raise InvalidArgumentError("deadlines", names, "of regimes of different names")
    return found


@attrs.frozen
class DeskPolicy:
    """All that may change a ticket's standing while nobody touches it.

    Args:
        agreements: what its clocks are held against.
        paths: the escalation paths, of different names.
        auto_close: when a resolved ticket closes; None for never.
        hold_limit: when one on hold is reminded of and resolved; None for never.
        survey: when its requester is asked how it went; None for never.
        deadlines: by when complaints must be answered, of different regimes.

    Raises:
        InvalidArgumentError: for two paths, or two regimes, of one name.
        WrongTypeError: for anything else.

    Example:
        >>> from datetime import timedelta
        >>> from servicedesk_core.calendars import ServiceCalendar
        >>> from servicedesk_core.sla import ServiceLevelTarget
        >>> day = ServiceLevelTarget(
        ...     "resolution", timedelta(hours=24), ServiceCalendar.always()
        ... )
        >>> policy = DeskPolicy(Agreement("standard", [day]), auto_close=AutoClose(5))
        >>> policy.auto_close.days
        5
    """

    agreements: Agreement | Agreements = attrs.field(converter=_read_agreements)
    paths: tuple[EscalationPath, ...] = attrs.field(
        kw_only=True, default=(), converter=_read_paths
    )
    auto_close: AutoClose | None = attrs.field(
        kw_only=True, default=None, converter=_read_auto_close
    )
    hold_limit: HoldLimit | None = attrs.field(
        kw_only=True, default=None, converter=_read_hold_limit
    )
    survey: SurveyPolicy | None = attrs.field(
        kw_only=True, default=None, converter=_read_survey
    )
    deadlines: tuple[ComplaintDeadline, ...] = attrs.field(
        kw_only=True, default=(), converter=_read_deadlines
    )


def _read_escalations(
    escalations: Mapping[str, EscalationState],
) -> Mapping[str, EscalationState]:
    to_mapping(escalations, "escalations", "states by name of the path")
    for name, state in escalations.items():
        argument = f"escalations[{name!r}]"
        to_one(state, EscalationState, argument, "an EscalationState")
    return FrozenMap(escalations)


def _check_reminded(_: object, __: object, at: datetime | None) -> None:
    if at is not None:
        to_microseconds(at, "reminded_at")


def _read_surveys(surveys: Iterable[SurveyRecord]) -> tuple[SurveyRecord, ...]:
    each = "SurveyRecords"
    return to_several(
        surveys, SurveyRecord, "surveys", f"{each}, in a tuple", each=each
    )


def _read_keys(deadlines: Iterable[str]) -> frozenset[str]:
    if isinstance(deadlines, str) or not isinstance(deadlines, Iterable):
        raise WrongTypeError("deadlines", deadlines, "keys, in a set")
    return frozenset(deadlines)


@attrs.frozen
class DeskState:
    """What an app stores of a ticket between two calls of :func:`due_now`.

    Args:
        escalations: the state of each path, by its name; a path without one has not
            done anything yet.
        reminded_at: when it last reminded the one the ticket waits for, aware.
        surveys: what went out to the requester about the ticket.
        deadlines: the keys of the deadlines whose passing was told.

    Raises:
        NaiveDatetimeError: if ``reminded_at`` has no zone.
        WrongTypeError: for anything else.

    Example:
        >>> DeskState().reminded_at is None
        True
    """

    escalations: Mapping[str, EscalationState] = attrs.field(
        factory=FrozenMap, converter=_read_escalations
    )
    reminded_at: datetime | None = attrs.field(
        default=None, validator=_check_reminded, eq=optional_instant_key
    )
    surveys: tuple[SurveyRecord, ...] = attrs.field(default=(), converter=_read_surveys)
    deadlines: frozenset[str] = attrs.field(default=frozenset(), converter=_read_keys)

    def acknowledge(self, path: str, by: str, *, at: datetime) -> "DeskState":
        """Return the state after somebody said that they take care.

        Args:
            path: the name of the path that told them.
            by: who.
            at: when, aware.

        Raises:
            InvalidArgumentError: if the path has done nothing yet.
            NaiveDatetimeError: if ``at`` has no zone.
        """
        if path not in self.escalations:
            wanted = f"one that has told somebody, of {sorted(self.escalations)}"
            raise InvalidArgumentError("path", path, wanted)
        known = self.escalations[path].acknowledge(by, at=at)
        return attrs.evolve(self, escalations={**self.escalations, path: known})
