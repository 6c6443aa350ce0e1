"""Names that are loaded when they are first used."""

import sys

import pytest

from servicedesk_core import priority, stats
from servicedesk_core.lazy import loader


def test_a_name_is_found_in_its_module() -> None:
    load = loader("servicedesk_core.priority", {"ITOP": "itop"})

    assert load("ITOP") is priority.ITOP


def test_a_name_is_kept_in_the_package() -> None:
    vars(stats).pop("proportion_interval", None)
    load = loader("servicedesk_core.stats", {"proportion_interval": "proportion"})

    assert "proportion_interval" not in vars(stats)
    found = load("proportion_interval")
    assert found is vars(sys.modules["servicedesk_core.stats"])["proportion_interval"]


def test_an_unknown_name_is_no_attribute() -> None:
    load = loader("servicedesk_core.priority", {"ITOP": "itop"})

    with pytest.raises(
        AttributeError,
        match=r"^module 'servicedesk_core\.priority' has no attribute 'IOTP'$",
    ):
        load("IOTP")


def test_a_package_lists_its_names() -> None:
    assert sorted(stats.__all__) == dir(stats)
