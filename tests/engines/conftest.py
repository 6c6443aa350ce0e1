"""The job that every engine does, and what is to come of it."""

from pathlib import Path

import pandas as pd
import pytest

from engines.incidents import drawn, read, with_service_times


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --log."""
    parser.addoption("--log", help="the UCI incident event log, in place of drawn rows")


@pytest.fixture(scope="session")
def incidents(request: pytest.FixtureRequest) -> pd.DataFrame:
    log = request.config.getoption("--log")
    return read(Path(log)) if log else drawn()


@pytest.fixture(scope="session")
def expected(incidents: pd.DataFrame) -> pd.DataFrame:
    """Return the incidents with their service times, as pandas finds them."""
    return with_service_times(incidents)
