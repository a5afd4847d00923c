"""A studio for tests: the real server as a process, and pages of it in a real browser."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx2 as httpx

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
LANGUAGES = {"en": "en-GB", "zh": "zh-CN"}
_WAITING = """
(() => {
  window.museWaiting = 0;
  const real = window.fetch;
  window.fetch = (...all) => {
    window.museWaiting += 1;
    return real(...all).finally(() => setTimeout(() => { window.museWaiting -= 1; }, 0));
  };
})();
"""
_IDLE = """
() => window.museWaiting === 0 && document.querySelector("#main")?.childElementCount
  && !document.querySelector("[aria-busy='true']")
  && [...document.images].every((each) => each.complete || each.loading === "lazy")
"""


class Served:
    """`muse studio` as a process of a home of its own, which can be killed and started again."""

    def __init__(self, home: Path, path: Path | None = None) -> None:
        self.home = home
        self._path = path
        self._port = 0
        self.process: subprocess.Popen[str] | None = None
        self.client = httpx.Client(timeout=60)

    @property
    def url(self) -> str:
        """Where it listens, without a slash at the end."""
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start it: at a free port at first, and there again later."""
        path = [str(self._path)] if self._path else []
        path += [os.environ["PYTHONPATH"]] if os.environ.get("PYTHONPATH") else []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "muse", "studio", "--no-browser", "--port", str(self._port)],
            env={
                **os.environ,
                "MUSE_HOME": str(self.home),
                "OMP_NUM_THREADS": "1",
                "PYTHONPATH": os.pathsep.join(path),
                "PYTHONIOENCODING": "utf-8",
            },
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )
        assert self.process.stderr is not None
        told = ""
        for line in self.process.stderr:
            told += line
            if found := re.search(r"http://\S+:(\d+)", line):
                self._port = int(found[1])
                break
        else:
            raise RuntimeError(f"the studio didn't start: {told}")
        threading.Thread(target=self._drain, args=[self.process.stderr], daemon=True).start()
        end = time.monotonic() + 30
        while True:
            with suppress(httpx.TransportError):
                if self.client.get(f"{self.url}/healthz").status_code == 200:
                    return
            assert time.monotonic() < end, "the studio doesn't answer"
            time.sleep(0.01)

    @staticmethod
    def _drain(stream: Any) -> None:
        with stream:
            stream.read()

    def kill(self) -> None:
        """Kill it and its workers, as a power cut would."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def ask(self, method: str, path: str, body: Any = None, **options: Any) -> Any:
        """Ask the API (path below /api/v1) and return its JSON; what refuses fails the test."""
        if body is not None:
            options["json"] = body
        answer = self.client.request(method, f"{self.url}/api/v1{path}", **options)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    def get(self, path: str) -> Any:
        """Return what the API answers to GET."""
        return self.ask("GET", path)

    def made(self, prompt: str, medium: str = "image", **asked: Any) -> list[dict[str, Any]]:
        """Make something without the pages; return its artifacts. `asked`: fields, and `sheet`."""
        small = {"width": 128, "height": 128} if medium == "image" else {}
        small |= {"bars": 4} if medium == "music" else {}
        sheet = {"sheet": asked.pop("sheet")} if "sheet" in asked else {}
        body = {"medium": medium, "condition": {"prompt": prompt, **small, **asked}, **sheet}
        run = self.until(self.ask("POST", "/runs", body)["id"])
        return list(run["artifacts"])

    def until(self, run: str, *states: str, seconds: float = 60) -> dict[str, Any]:
        """Return a run once it is in one of these states, `done` by default."""
        end = time.monotonic() + seconds
        while True:
            found: dict[str, Any] = self.get(f"/runs/{run}")
            if found["state"] in (states or ("done",)):
                return found
            assert found["state"] not in ("failed", "cancelled"), found
            assert time.monotonic() < end, found
            time.sleep(0.02)

    def close(self) -> None:
        """End it."""
        self.kill()
        self.client.close()


def _without_model(route: Any) -> None:
    """Answer as where no language model is: one that is installed would take minutes."""
    from playwright.sync_api import Error

    with suppress(Error):  # the page, or the server, is gone
        try:
            answer = route.fetch()
        except Error:
            route.abort()
            return
        told = answer.json() if answer.ok else {}
        for each in told.get("generators", ()):
            each["ready"] = each["ready"] and each["name"] != "text.llm"
        route.fulfill(response=answer, **({"json": told} if told else {}))


class Studio:
    """A studio and the pages that a test has open of it.

    `page` is one as a desktop shows it in English; `open` opens others. Whatever a page complains
    of is in `troubles`, which must be empty at the end.
    """

    def __init__(self, served: Served, browser: "Browser") -> None:
        self.served = served
        self.troubles: list[str] = []
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self._pages: list[Page] = []
        self._page: Page | None = None
        self._away = False

    def __getattr__(self, name: str) -> Any:
        """What the server itself can: `url`, `home`, `ask`, `get`, `made`, `until`."""
        return getattr(self.served, name)

    @property
    def page(self) -> "Page":
        """A page for those who need one alone."""
        if self._page is None:
            self._page = self.open()
        return self._page

    def open(
        self,
        *,
        language: str = "en",
        dark: bool = False,
        phone: bool = False,
        still: bool = False,
        beside: "Page | None" = None,
        **options: Any,
    ) -> "Page":
        """Open an empty page: in a browser of its own, or as another tab `beside` one."""
        if beside is not None:
            return self._watched(beside.context.new_page())
        context = self._browser.new_context(
            **{
                "viewport": PHONE if phone else DESKTOP,
                "has_touch": phone,
                "is_mobile": phone,
                "locale": LANGUAGES[language],
                "color_scheme": "dark" if dark else "light",
                "reduced_motion": "reduce" if still else "no-preference",
                "base_url": self.served.url,
                "accept_downloads": True,
                **options,
            }
        )
        context.set_default_timeout(10_000)
        context.route("**/api/v1/generators", _without_model)
        context.add_init_script(_WAITING)
        self._contexts.append(context)
        return self._watched(context.new_page())

    def go(self, page: "Page", place: str = "make") -> "Page":
        """Go to a place below /studio/ ("keep", "artifact/ID?..."), and wait until it is shown."""
        page.goto(f"/studio/{place}")
        return self.idle(page)

    def idle(self, page: "Page") -> "Page":
        """Wait until the page has shown what it was asked for, and waits itself."""
        try:
            page.wait_for_function(_IDLE)
        except Exception as error:
            shows = page.evaluate("[museWaiting, document.querySelector('#main')?.innerText]")
            raise AssertionError(f"{page.url} isn't idle: {shows}") from error
        return page

    def make(self, page: "Page", prompt: str, **asked: Any) -> dict[str, Any]:
        """Write a prompt on the page, make it by the keyboard, and return the finished run."""
        before = {run["id"] for run in self.served.get("/runs?limit=200")["runs"]}
        box = page.locator("[name=prompt]:visible").first
        box.fill(prompt)
        box.press("Control+Enter")
        return self.new_run(before, **asked)

    def new_run(
        self, before: set[str], *states: str, seconds: float = 60, page: "Page | None" = None
    ) -> dict[str, Any]:
        """Return the run that wasn't among those `before` once it is done, or in such a state."""
        end = time.monotonic() + seconds
        while True:
            runs = self.served.get("/runs?limit=200")["runs"]
            new = [run["id"] for run in runs if run["id"] not in before]
            if new:
                return self.served.until(new[-1], *states, seconds=seconds)
            assert time.monotonic() < end, "the page asked for no run"
            (page or self._pages[-1]).wait_for_timeout(30)  # the page goes on meanwhile

    def kill(self) -> None:
        """Kill the server and its workers; pages then may say that it is away."""
        self._away = True
        self.served.kill()

    def again(self) -> None:
        """Start the server that was killed, at the same address and home."""
        self.served.start()

    def close(self) -> None:
        """Close all pages, and let the test fail if they complained of anything."""
        for page in self._pages:
            if page.is_closed() or not page.url.startswith(self.served.url):
                continue
            with suppress(Exception):  # a page that just goes
                hurt = page.evaluate("window.hurt")
                if hurt is not None:
                    self.troubles.append(f"a stranger's script ran: {hurt}")
        for context in self._contexts:
            context.close()
        assert not self.troubles, "\n".join(self.troubles)

    def _watched(self, page: "Page") -> "Page":
        self._pages.append(page)
        page.on("pageerror", lambda error: self.troubles.append(f"an error of the page: {error}"))
        page.on("console", self._said)
        page.on("request", self._asked)
        page.on("dialog", self._dialog)
        return page

    def _said(self, message: "ConsoleMessage") -> None:
        if message.type not in ("error", "warning") or self._excused(message):
            return
        where = message.location or {}
        self.troubles.append(f"{message.type} in the console: {message.text} ({where.get('url')})")

    def _excused(self, message: "ConsoleMessage") -> bool:
        """Whether the browser tells only that the API refused something, or that it was away."""
        if "Failed to load resource" in message.text:
            refused = re.search(r"status of 4\d\d", message.text) is not None
            url = str((message.location or {}).get("url", ""))
            return self._away or (refused and url.startswith(f"{self.served.url}/api/"))
        return self._away and "net::ERR_" in message.text

    def _asked(self, request: "Request") -> None:
        inside = (f"{self.served.url}/", "blob:", "data:", "about:")
        if not request.url.startswith(inside):
            self.troubles.append(f"a request to another host: {request.url}")

    def _dialog(self, dialog: Any) -> None:
        if dialog.type != "beforeunload":
            self.troubles.append(f"a dialog of the browser: {dialog.type} {dialog.message}")
        with suppress(Exception):
            dialog.accept() if dialog.type == "beforeunload" else dialog.dismiss()


def until(page: "Page", told: Callable[[], object], wanted: object, seconds: float = 20) -> None:
    """Wait until something is told, while the page goes on."""
    end = time.monotonic() + seconds
    while (now := told()) != wanted:
        assert time.monotonic() < end, f"{now!r}, not {wanted!r}"
        page.wait_for_timeout(30)


def written(path: Path, value: Any) -> Path:
    """Write JSON to a file, and return its path."""
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


Make = Callable[..., Studio]
