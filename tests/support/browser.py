"""A real browser for tests: pages at a width, light or dark; axe; and a record of what the page complained about.

    @pytest.mark.browser
    def test_home(live_server, page_at):
        page = page_at(390, dark=True)
        page.goto(f"{live_server.url}/")
        assert axe(page) == []
        assert complaints(page) == []

Needs chromium-headless-shell (Debian) or BLUELAMP_CHROMIUM; without it the tests are skipped and say so.
"""

import os
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = os.environ.get("BLUELAMP_CHROMIUM", "/usr/bin/chromium-headless-shell")
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HEIGHTS = {390: 844, 768: 1024}

_heard: dict[int, list[str]] = {}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for the run."""
    if not Path(CHROMIUM).exists():
        told = f"no browser at {CHROMIUM}: install chromium-headless-shell"
        pytest.fail(told) if os.environ.get("CI") else pytest.skip(told)
    # The browser's own event loop runs in this thread; Django must still let the test look into the database.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page_at(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`page_at(390, dark=False, scripts=True, **context)` gives a fresh page with its own cookies and an open ear."""
    contexts: list[BrowserContext] = []

    def make(width: int = 1280, *, dark: bool = False, scripts: bool = True, **more: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            has_touch=width < 640,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
            **more,
        )
        contexts.append(context)
        return listen(context.new_page())

    yield make
    for context in contexts:
        context.close()


def wear(page: Page, url: str, client: Client) -> Page:
    """Give the page the session of a test client: `wear(page, live_server.url, client_of(world.ann))`."""
    cookies = [{"name": name, "value": morsel.value, "url": url} for name, morsel in client.cookies.items()]
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    return page


def listen(page: Page) -> Page:
    """From now on `complaints(page)` knows console errors, script errors and refusals of the content policy."""
    heard: list[str] = []
    _heard[id(page)] = heard
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("close", lambda _page: _heard.pop(id(page), None))
    return page


def complaints(page: Page) -> list[str]:
    """What the console shouted since the page was made; a refusal of the content security policy is one of these."""
    return list(_heard[id(page)])


@cache
def _axe_source() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def axe(page: Page, rules: list[str] | None = None) -> list[str]:
    """Violations of WCAG 2.2 AA (and axe's best practice) as lines "rule: selector – what to do"; [] is what we want."""
    page.evaluate(_axe_source())
    found = page.evaluate(
        "(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})",
        rules or RULES,
    )
    return [
        f"{broken['id']}: {' '.join(map(str, node['target']))} – {node['failureSummary']}"
        for broken in found["violations"]
        for node in broken["nodes"]
    ]


def sideways(page: Page) -> int:
    """How many pixels the page can be scrolled sideways; a phone wants 0."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def small_targets(page: Page, least: int = 24) -> list[str]:
    """Buttons, boxes and links outside running text that are smaller than `least` CSS pixels (WCAG 2.5.8)."""
    return list(
        page.evaluate(
            """(least) => [...document.querySelectorAll('button, input:not([type=hidden]), select, nav a, .govuk-button')]
            .filter((box) => box.offsetParent && !box.closest('[aria-hidden=true]') && getComputedStyle(box).visibility !== 'hidden')
            .map((box) => [box, box.getBoundingClientRect()])
            .filter(([box, size]) => size.width > 0 && (size.width < least || size.height < least))
            .map(([box, size]) => `${box.outerHTML.slice(0, 80)} ${size.width}x${size.height}`)""",
            least,
        )
    )
