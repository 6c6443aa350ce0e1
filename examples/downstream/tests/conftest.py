"""The test kit of the library, and a service in memory."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings

from helpdesk.app import create
from helpdesk.store import Store
from servicedesk_core.testing import ManualClock

pytest_plugins = ["servicedesk_core.testing.pytest_plugin"]

# A busy machine is no bug.
settings.register_profile(
    "helpdesk", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("helpdesk")


@pytest.fixture
def store() -> Iterator[Store]:
    found = Store(":memory:")
    yield found
    found.close()


@pytest.fixture
def client(store: Store, manual_clock: ManualClock) -> Iterator[TestClient]:
    with TestClient(create(store, now=manual_clock)) as found:
        yield found
