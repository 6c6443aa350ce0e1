"""The site that was built, served on the loopback, and a browser that looks at it."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from browser.window import Browser

ROOT = Path(__file__).parents[2]


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and prints nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep silent."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --site and --pictures."""
    parser.addoption("--site", default=ROOT / "build/docs", type=Path)
    parser.addoption("--pictures", default=ROOT / "build/site-check", type=Path)


@pytest.fixture(scope="session")
def folder(request: pytest.FixtureRequest) -> Path:
    """Return where the site lies."""
    found: Path = request.config.getoption("--site")
    return found


@pytest.fixture(scope="session")
def pictures(request: pytest.FixtureRequest) -> Path:
    """Return an empty folder for what the browser shows."""
    found: Path = request.config.getoption("--pictures")
    found.mkdir(parents=True, exist_ok=True)
    for old in found.glob("*.png"):
        old.unlink()
    return found


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    """Serve the site, and return where."""
    handler = partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser(address: str) -> Iterator[Browser]:
    """Return a browser that reaches the site and nothing else."""
    found = Browser(address)
    yield found
    found.quit()
