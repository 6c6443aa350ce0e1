"""A browser without a window, as the checks of the site use it."""

from base64 import b64decode
from pathlib import Path
from shutil import which
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

_HIGHEST = 6_000
"""Pixels of a picture; what lies below is left out."""
_LONGEST = 20
"""Seconds to wait for what a page finds."""


class Browser:
    """Chromium, showing one page at a time.

    Args:
        address: of the site. No other host can be reached.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        options = Options()
        options.binary_location = which("chromium") or "chromium"
        for switch in (
            "--headless=new",
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        ):
            options.add_argument(switch)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        service = Service(which("chromedriver"))
        self._driver: Any = webdriver.Chrome(options=options, service=service)

    def show(self, page: str, *, size: tuple[int, int], theme: str) -> None:
        """Load a page.

        Args:
            page: its path from the root of the site.
            size: width and height of the screen.
            theme: ``"light"`` or ``"dark"``, as the system of its user is set.
        """
        width, height = size
        screen = {"width": width, "height": height, "deviceScaleFactor": 1}
        self._do("Emulation.setDeviceMetricsOverride", **screen, mobile=width < 800)
        scheme = {"name": "prefers-color-scheme", "value": theme}
        self._do("Emulation.setEmulatedMedia", features=[scheme])
        self._driver.get_log("browser")
        self._driver.get(f"{self.address}/{page}")

    def ask(self, expression: str) -> Any:
        """Return the value of an expression of JavaScript."""
        return self._driver.execute_script(f"return {expression}")

    def errors(self) -> list[str]:
        """Return what the page has complained of since it was loaded."""
        entries = self._driver.get_log("browser")
        return [each["message"] for each in entries if each["level"] != "INFO"]

    def found(self, selector: str) -> list[str]:
        """Return the texts of elements, once there are any.

        Raises:
            TimeoutException: if none comes.
        """

        def texts(driver: Any) -> list[str]:
            found = driver.find_elements(By.CSS_SELECTOR, selector)
            return [each.text for each in found]

        waiting = WebDriverWait(self._driver, _LONGEST)
        some: list[str] = waiting.until(texts)
        return some

    def save(self, path: Path) -> None:
        """Write a picture of the whole page, or of its upper part if it is long."""
        width, height = self.ask(
            "[document.documentElement.clientWidth,"
            " document.documentElement.scrollHeight]"
        )
        part = {"x": 0, "y": 0, "width": width, "height": min(height, _HIGHEST)}
        told = self._do(
            "Page.captureScreenshot",
            captureBeyondViewport=True,
            clip={**part, "scale": 1},
        )
        path.write_bytes(b64decode(told["data"]))

    def quit(self) -> None:
        """End the browser."""
        self._driver.quit()

    def _do(self, command: str, **values: object) -> Any:
        return self._driver.execute_cdp_cmd(command, values)
