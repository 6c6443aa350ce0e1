"""The site as a reader sees it: on a phone and on a desk, by day and by night.

Run by ``make site-check``, on the site that ``make docs`` has built; pictures of what
was seen lie in ``build/site-check``.
"""

from pathlib import Path
from typing import Any

import pytest

from browser.window import Browser

SIZES = {"phone": (390, 844), "desk": (1440, 900)}
THEMES = ("light", "dark")
PAGES = {
    "start": "index.html",
    "tutorial": "tutorials/first-sla.html",
    "notebook": "tutorials/compliance-notebook.html",
    "api": "reference/api/calendars.html",
    "plots": "how-to/plots.html",
    "maths": "reference/formulas/comparisons.html",
    "errors": "reference/errors.html",
    "glossary": "reference/glossary.html",
    "lifecycles": "reference/lifecycles.html",
    "ru-start": "ru/index.html",
    "ru-tutorial": "ru/first-calendar.html",
    "ru-glossary": "ru/glossary.html",
}
FOREIGN = (
    "performance.getEntriesByType('resource').map(each => each.name)"
    ".filter(name => !name.startsWith(location.origin) && !name.startsWith('data:'))"
)
UNLOADED = (
    "[...document.images].filter(each => !(each.complete && each.naturalWidth))"
    ".map(each => each.alt || each.src)"
)
TOO_WIDE = """(() => {
    const page = document.documentElement;
    if (page.scrollWidth <= page.clientWidth) return [];
    return [...document.querySelectorAll('.content *')]
        .filter(each => each.getBoundingClientRect().right > page.clientWidth + 1)
        .map(each => each.outerHTML.slice(0, 120));
})()"""
UNDRAWN = r"""[...document.querySelectorAll('math')]
    .filter(each => each.getClientRects().length)
    .filter(each => {
        const box = each.getBoundingClientRect();
        return !box.width || !box.height || each.textContent.includes('\\');
    })
    .map(each => each.textContent)"""
CONTRASTS = r"""(() => {
    const channel = value => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    };
    const light = color => {
        const [r, g, b] = color.match(/[\d.]+/g).map(Number).map(channel);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = light(getComputedStyle(document.body).backgroundColor);
    return [...document.querySelectorAll('svg.clock text')].map(each => {
        const ink = light(getComputedStyle(each).fill);
        const [low, high] = [ink, ground].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
    });
})()"""


@pytest.fixture(scope="module", params=THEMES)
def theme(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture(scope="module", params=SIZES)
def size(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture(scope="module", params=PAGES)
def shown(
    request: pytest.FixtureRequest,
    browser: Browser,
    pictures: Path,
    size: str,
    theme: str,
) -> Browser:
    """Return the browser that shows a page, and keep a picture of it."""
    browser.show(PAGES[request.param], size=SIZES[size], theme=theme)
    browser.save(pictures / f"{request.param}-{size}-{theme}.png")
    return browser


class TestShownPages:
    def test_they_complain_of_nothing(self, shown: Browser) -> None:
        assert [] == shown.errors()

    def test_they_ask_no_other_host(self, shown: Browser) -> None:
        assert [] == shown.ask(FOREIGN)

    def test_their_pictures_are_there(self, shown: Browser) -> None:
        assert [] == shown.ask(UNLOADED)

    def test_their_formulas_are_drawn(self, shown: Browser) -> None:
        assert [] == shown.ask(UNDRAWN)

    def test_they_are_no_wider_than_the_screen(self, shown: Browser) -> None:
        assert [] == shown.ask(TOO_WIDE)

    def test_the_night_is_dark(self, shown: Browser, theme: str) -> None:
        ground = shown.ask("getComputedStyle(document.body).backgroundColor")

        assert (ground == "rgb(255, 255, 255)") == (theme == "light")


def pages(folder: Path) -> list[str]:
    """Return every page of the site."""
    found = (page.relative_to(folder).as_posix() for page in folder.glob("**/*.html"))
    return sorted(page for page in found if not page.startswith("_"))


class TestEveryPage:
    """One test for all: what cannot be parametrized before the site is built."""

    def test_it_fits_a_phone_and_complains_of_nothing(
        self, browser: Browser, folder: Path
    ) -> None:
        bad = {}
        for page in pages(folder):
            browser.show(page, size=SIZES["phone"], theme="light")
            found = [*browser.errors(), *browser.ask(TOO_WIDE), *browser.ask(FOREIGN)]
            if found:
                bad[page] = found

        assert {} == bad


class TestStart:
    @pytest.mark.parametrize("page", ["index.html", "ru/index.html"])
    def test_its_picture_can_be_read(
        self, browser: Browser, page: str, size: str, theme: str
    ) -> None:
        browser.show(page, size=SIZES[size], theme=theme)

        contrasts = browser.ask(CONTRASTS)

        assert len(contrasts) > 1
        assert [] == [ratio for ratio in contrasts if ratio < 4.5]

    @pytest.mark.parametrize(
        ("page", "language"),
        [("index", "en"), ("ru/index", "ru"), ("ru/glossary", "ru")],
    )
    def test_it_says_which_language_it_is_in(
        self, browser: Browser, page: str, language: str
    ) -> None:
        browser.show(f"{page}.html", size=SIZES["desk"], theme="light")

        assert language == browser.ask("document.documentElement.lang")


class TestSearch:
    @pytest.mark.parametrize(
        ("words", "page"),
        [
            ("ServiceCalendar", "reference/api/calendars.html"),
            ("calendar.zone", "reference/errors.html"),
            ("выходной", "ru/first-calendar.html"),
            ("Эскалация", "ru/glossary.html"),
        ],
    )
    def test_words_are_found(self, browser: Browser, words: str, page: str) -> None:
        browser.show(f"search.html?q={words}", size=SIZES["desk"], theme="light")
        browser.found("#search-results li a")
        links = browser.ask(
            "[...document.querySelectorAll('#search-results li a')]"
            ".map(each => new URL(each.href).pathname.slice(1))"
        )

        assert page in links
