"""The option that names the real log."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --log."""
    parser.addoption("--log", required=True, help="the UCI incident event log")
