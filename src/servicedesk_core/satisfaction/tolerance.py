"""A service between what is just acceptable and what is wished."""

from enum import StrEnum

import attrs

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.satisfaction._answers import is_missing
from servicedesk_core.satisfaction._exact import (
    Quantity,
    from_exact,
    on_scale,
    sense,
)
from servicedesk_core.satisfaction.scale import Scale


class ZonePosition(StrEnum):
    """Where a service lies against what is just acceptable and what is wished.

    Example:
        >>> ZonePosition("within")
        <ZonePosition.WITHIN: 'within'>
    """

    ABOVE = "above"
    """At least as good as wished."""
    WITHIN = "within"
    """Acceptable, and less than wished."""
    BELOW = "below"
    """Less than acceptable."""


@attrs.frozen
class ZoneOfTolerance:
    """A service against what is just acceptable and what is wished.

    Attributes:
        adequacy: perceived less adequate, the measure of service adequacy (MSA).
        superiority: perceived less desired, the measure of service superiority (MSS).
        position: within the zone if the first is 0 or more and the second below 0.

    Example:
        >>> zone_of_tolerance(6, adequate=5, desired=7)
        ZoneOfTolerance(adequacy=1, superiority=-1, position=<ZonePosition.WITHIN: \
'within'>)
    """

    adequacy: Quantity
    superiority: Quantity
    position: ZonePosition


def zone_of_tolerance(
    perceived: Quantity | None,
    *,
    adequate: Quantity,
    desired: Quantity,
    scale: Scale | None = None,
) -> ZoneOfTolerance | None:
    """Return where a service lies against what is acceptable and what is wished.

    Args:
        perceived: the service; None and NaN are missing.
        adequate: what is just acceptable, in the same unit.
        desired: what is wished, at least as good.
        scale: that all three are on, or None.

    Returns:
        The two measures and the position; None if the perception is missing.

    Raises:
        InvalidArgumentError: for a value off the scale, or less desired than adequate.
        WrongTypeError: for anything that is no number.

    Source:
        V. A. Zeithaml, L. L. Berry, A. Parasuraman, Journal of the Academy of
        Marketing Science 21 (1993) 1.

    Example:
        >>> zone_of_tolerance(4, adequate=5, desired=7).position
        <ZonePosition.BELOW: 'below'>
    """
    sign = sense(scale)
    least = sign * on_scale(adequate, scale, "adequate")
    most = sign * on_scale(desired, scale, "desired")
    if most < least:
        wanted = f"at least as good as the adequate {adequate}"
        raise InvalidArgumentError("desired", desired, wanted)
    if perceived is None or is_missing(perceived):
        return None
    level = sign * on_scale(perceived, scale, "perceived")
    adequacy, superiority = level - least, level - most
    if superiority >= 0:
        position = ZonePosition.ABOVE
    else:
        position = ZonePosition.WITHIN if adequacy >= 0 else ZonePosition.BELOW
    return ZoneOfTolerance(
        from_exact(adequacy, (perceived, adequate)),
        from_exact(superiority, (perceived, desired)),
        position,
    )
