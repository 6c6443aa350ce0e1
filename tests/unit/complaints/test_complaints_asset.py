"""Who works on what happened at an asset."""

from typing import Any

import pytest

from servicedesk_core.complaints import AssetRouting, Assignment
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.findings import Finding, Severity

ROUTING = AssetRouting(
    {"ATM 7": "Kazan", "ATM 8": "Omsk"}, groups={"Kazan": "branch 16"}
)


def test_the_place_gives_the_group_and_the_owner_stays() -> None:
    assert Assignment("anna", "branch 16", "Kazan") == ROUTING.assign(
        "ATM 7", owner="anna"
    )


@pytest.mark.parametrize("asset", ["ATM 8", "ATM 9"])
def test_an_asset_without_a_group_is_refused(asset: str) -> None:
    with pytest.raises(
        InvalidArgumentError,
        match=rf"^asset must be an asset whose location has a group, got '{asset}'$",
    ):
        ROUTING.assign(asset, owner="anna")


def test_assets_without_a_group_are_found() -> None:
    finding = Finding("asset.no_group", Severity.ERROR, "ATM 8", "no group for Omsk")

    assert (finding,) == ROUTING.check()


def test_other_values_are_refused() -> None:
    broken: Any = 7
    with pytest.raises(InvalidArgumentError, match=r"^owner must be a text that is no"):
        ROUTING.assign("ATM 7", owner=" ")
    with pytest.raises(WrongTypeError, match=r"^asset must be a text, got 7$"):
        ROUTING.assign(broken, owner="anna")
    with pytest.raises(WrongTypeError, match=r"^locations must be locations by asset"):
        AssetRouting(broken, groups={})
    with pytest.raises(WrongTypeError, match=r"^groups must be groups by location"):
        AssetRouting({}, groups=broken)
    with pytest.raises(InvalidArgumentError, match=r"^locations must be a text that"):
        AssetRouting({" ": "Kazan"}, groups={})
    with pytest.raises(InvalidArgumentError, match=r"^groups must be a text that"):
        AssetRouting({}, groups={"Kazan": ""})
