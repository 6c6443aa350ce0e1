"""Who works on what happened at an asset, and who stays with the client."""

from collections.abc import Mapping

import attrs

from servicedesk_core.argument import to_mapping
from servicedesk_core.complaints._facts import to_text
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.findings import Finding, Findings, Severity
from servicedesk_core.frozen import FrozenMap


@attrs.frozen
class Assignment:
    """Who answers to the client, and who works on the matter.

    Attributes:
        owner: the one whom the client talks to from beginning to end.
        group: the one that works on it.
        location: where the asset is.
    """

    owner: str
    group: str
    location: str


def _locations(locations: Mapping[str, str]) -> FrozenMap[str, str]:
    return _texts(locations, "locations", "locations by asset")


def _groups(groups: Mapping[str, str]) -> FrozenMap[str, str]:
    return _texts(groups, "groups", "groups by location")


@attrs.frozen
class AssetRouting:
    """Which group works on an asset: that of the place where it is.

    Args:
        locations: where each asset is.
        groups: the group of each location.

    Raises:
        InvalidArgumentError: for a blank name.
        WrongTypeError: for a value of another type.

    Source:
        A card is taken out of the machine by the branch that the machine belongs to,
        not by the one that the client called.

    Example:
        >>> routing = AssetRouting({"ATM 7": "Kazan"}, groups={"Kazan": "branch 16"})
        >>> found = routing.assign("ATM 7", owner="anna")
        >>> found.owner, found.group
        ('anna', 'branch 16')
    """

    locations: Mapping[str, str] = attrs.field(converter=_locations)
    groups: Mapping[str, str] = attrs.field(kw_only=True, converter=_groups)

    def assign(self, asset: str, *, owner: str) -> Assignment:
        """Return who works on what happened at an asset.

        Args:
            asset: its name.
            owner: who took the client's call and stays with them.

        Raises:
            InvalidArgumentError: if the asset has no location, or that no group, or
                the owner is blank.
            WrongTypeError: if one is no text.
        """
        location = self.locations.get(to_text(asset, "asset"))
        group = None if location is None else self.groups.get(location)
        if location is None or group is None:
            wanted = "an asset whose location has a group"
            raise InvalidArgumentError("asset", asset, wanted)
        return Assignment(to_text(owner, "owner"), group, location)

    def check(self) -> Findings:
        """Return the assets on which no group would work."""
        return tuple(
            Finding("asset.no_group", Severity.ERROR, asset, f"no group for {location}")
            for asset, location in self.locations.items()
            if location not in self.groups
        )


def _texts(
    values: Mapping[str, str], argument: str, wanted: str
) -> FrozenMap[str, str]:
    read = to_mapping(values, argument, wanted).items()
    return FrozenMap(
        {to_text(key, argument): to_text(each, argument) for key, each in read}
    )
