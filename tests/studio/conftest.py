"""Fixtures of the studio's tests: `studio`, and `make_studio` for a home and plugins of one's own.

    def test_a_picture_is_made(studio):
        page = studio.go(studio.page, "make")       # English, light, 1280 x 800
        run = studio.make(page, "a lake at dawn")    # by the keyboard, as people do; finished
        phone = studio.go(studio.open(language="zh", phone=True, dark=True), "keep")
        studio.kill(); studio.again()                # the server, at the same address

One server serves all tests of a file; its desk's settings are forgotten before each. A console
error, an error of a page, a breach of the policy, a request to another host, a browser's dialog or
a script of a stranger fails the test at its end. Without a browser the tests are skipped, which
MUSE_REQUIRE_BROWSER=1 forbids.
"""

import asyncio
import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from studio_pages import Served, Studio

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)


@pytest.fixture(scope="session")
def playing() -> Iterator[tuple["Browser", asyncio.AbstractEventLoop]]:
    """A browser for all tests, and the loop that it works in."""
    missing = "" if importlib.util.find_spec("playwright") else "playwright isn't installed"
    missing = missing or ("" if CHROMIUM else "there is no chromium: apt install chromium")
    if missing and os.environ.get("MUSE_REQUIRE_BROWSER"):
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        loop = asyncio.get_running_loop()
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox"] if root else [],
            handle_sigint=False,
        )
        # Other tests run loops of their own while the browser's rests.
        asyncio._set_running_loop(None)
        yield browser, loop
        asyncio._set_running_loop(loop)
        browser.close()


@pytest.fixture
def browser(playing: tuple["Browser", asyncio.AbstractEventLoop]) -> Iterator["Browser"]:
    """Chromium, for this test."""
    browser, loop = playing
    asyncio._set_running_loop(loop)
    yield browser
    asyncio._set_running_loop(None)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The server of this file's tests, with a library of its own."""
    server = Served(tmp_path_factory.mktemp("studio"))
    server.start()
    yield server
    server.close()


@pytest.fixture
def studio(browser: "Browser", served: Served) -> Iterator[Studio]:
    """The studio that this file's tests share."""
    if served.process is None:
        served.start()
    for name in ("studio",):
        served.client.delete(f"{served.url}/api/v1/desk/{name}")
    made = Studio(served, browser)
    yield made
    made.close()


@pytest.fixture
def make_studio(browser: "Browser", tmp_path: Path) -> Iterator[Callable[..., Studio]]:
    """A function that starts a studio of the test's own; `path`: a folder with planted plugins."""
    made: list[Studio] = []

    def make(path: Path | None = None, home: Path | None = None) -> Studio:
        server = Served(home or tmp_path / f"studio-{len(made)}", path)
        server.start()
        made.append(Studio(server, browser))
        return made[-1]

    yield make
    try:
        for each in made:
            each.close()
    finally:
        for each in made:
            each.served.close()
