"""A service level agreement: named targets that belong together."""

from collections.abc import Iterable

import attrs

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.sla.target import Calendars, ServiceLevelTarget


def _read_name(name: str) -> str:
    if not isinstance(name, str):
        raise WrongTypeError("name", name, "text")
    return name


def _read_targets(
    targets: Iterable[ServiceLevelTarget],
) -> tuple[ServiceLevelTarget, ...]:
    if not isinstance(targets, Iterable):
        raise WrongTypeError("targets", targets, "ServiceLevelTargets, in a list")
    found = tuple(targets)
    for target in found:
        if not isinstance(target, ServiceLevelTarget):
            raise WrongTypeError("targets", target, "ServiceLevelTargets")
    metrics = [target.metric for target in found]
    if not found or len(metrics) != len(set(metrics)):
        raise InvalidArgumentError("targets", metrics, "one target for each metric")
    return found


@attrs.frozen
class Agreement:
    """What a provider and a customer agreed on.

    Args:
        name: for reports.
        targets: one for each metric.

    Raises:
        InvalidArgumentError: without targets, or with two for one metric.

    Example:
        >>> from datetime import timedelta
        >>> from servicedesk_core.calendars import ServiceCalendar
        >>> day = ServiceLevelTarget(
        ...     "resolution", timedelta(hours=24), ServiceCalendar.always()
        ... )
        >>> Agreement("standard", [day]).name
        'standard'
    """

    name: str = attrs.field(converter=_read_name)
    targets: tuple[ServiceLevelTarget, ...] = attrs.field(converter=_read_targets)

    def with_calendar(self, calendar: Calendars) -> "Agreement":
        """Return the agreement with other hours for all targets."""
        targets = [target.with_calendar(calendar) for target in self.targets]
        return attrs.evolve(self, targets=targets)
