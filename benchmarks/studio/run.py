"""The studio's figures in headless Chromium: `python benchmarks/studio/run.py [SECTION...]`.

Each line says what was asked and what was measured, the median of five where that is quick. All are
run when none is named; it takes some five minutes, most of them for the large gallery:

    paint     the first visit, with nothing in the cache: paint, bytes, hosts, shifts
    making    from Make to a first preview, and to a picture of 1024 px
    music     from Make until a piece is heard
    reload    a page that is loaded anew while something is made
    restart   the server killed and started: until the page says that it is back
    gallery   100,000 artifacts (benchmarks/studio/gallery.py), and how the server finds them
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from benchmarks.figures import Row  # noqa: E402
from studio_pages import Served, Studio  # noqa: E402

TIMES = 5
_SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const each of list.getEntries()) if (!each.hadRecentInput) window.shifts += each.value;
}).observe({ type: "layout-shift", buffered: true });
"""
_PAINT = """() => performance.getEntriesByName("first-contentful-paint")[0].startTime"""
_SEEN = """([what, from]) => new Promise((told) => {
  const begun = from ?? performance.now();
  requestAnimationFrame(function look() {
    const found = [...document.querySelectorAll(what)].some((each) => each.checkVisibility()
      && (!("naturalWidth" in each) || (each.complete && each.naturalWidth > 0)));
    if (found) told(performance.now() - begun);
    else requestAnimationFrame(look);
  });
})"""
"""Milliseconds until something is to be seen, a picture loaded; from now, or from a moment."""
_EARS = """
window.museEars = [];
const connect = AudioNode.prototype.connect;
AudioNode.prototype.connect = function (to, ...rest) {
  if (to === this.context.destination && !(this.context instanceof OfflineAudioContext)) {
    const ear = this.context.createAnalyser();
    connect.call(this, ear);
    window.museEars.push(ear);
  }
  return connect.call(this, to, ...rest);
};
"""
_HEARD = """() => new Promise((told) => {
  const begun = performance.now();
  let clock = -1;
  requestAnimationFrame(function listen() {
    for (const ear of window.museEars) {
      const wave = new Float32Array(ear.fftSize);
      ear.getFloatTimeDomainData(wave);
      const goes = clock >= 0 && ear.context.currentTime > clock;
      clock = ear.context.currentTime;
      const sounds = wave.some((each) => Math.abs(each) > 0.001);
      if (goes && sounds) return told(performance.now() - begun);
    }
    requestAnimationFrame(listen);
  });
})"""
"""Milliseconds until something sounds and the clock of the sound goes on."""
LARGE = "main img[src*='/files/'], main img[src*='/as/'], main muse-shown img"


@contextmanager
def studio() -> Iterator[Studio]:
    """A studio of its own for a while, in a browser of its own."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playing:
        browser: Browser = playing.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        served = Served(Path(folder))
        served.start()
        # What the processes load once isn't what a making takes.
        served.made("a cat")
        served.made("a calm tune", "music")
        made = Studio(served, browser)
        try:
            yield made
        finally:
            browser.close()
            served.close()


def opened(made: Studio, place: str) -> Page:
    """Open a page in a context of its own, nothing in its cache."""
    page = made.open()
    page.add_init_script(_SHIFTS + _EARS)
    page.goto(f"/studio/{place}")
    return made.idle(page)


def press(page: Page, prompt: str) -> None:
    """Write a prompt and ask for it."""
    box = page.locator("[name=prompt]:visible").first
    box.fill(prompt)
    page.wait_for_timeout(600)  # it is read while one types
    box.press("Control+Enter", no_wait_after=True)


def paint() -> list[Row]:
    """Measure first visits."""
    times, early, bytes, shifts, strangers = [], [], [], [], 0
    with studio() as made:
        for _ in range(TIMES):
            page = made.open()
            page.add_init_script(_SHIFTS)
            session = page.context.new_cdp_session(page)
            session.send("Network.enable")
            sent: list[float] = []
            session.on("Network.loadingFinished", lambda each, to=sent: to.append(
                each["encodedDataLength"]))  # fmt: skip
            hosts: list[str] = []
            page.on("request", lambda each, to=hosts: to.append(each.url))
            page.goto("/studio/")
            page.wait_for_function(
                "() => performance.getEntriesByName('first-contentful-paint').length > 0"
            )
            early.append(sum(sent) / 1000)
            made.idle(page)
            times.append(page.evaluate(_PAINT))
            bytes.append(sum(sent) / 1000)
            shifts.append(page.evaluate("window.shifts"))
            strangers += sum(not each.startswith(made.served.url) for each in hosts)
            page.context.close()
    return [
        Row("first paint, cold (ms)", statistics.median(times), "<=", 1000),
        Row("over the wire at the first paint (kB)", statistics.median(early), "<=", 120),
        Row("over the wire, form and cards too (kB)", statistics.median(bytes), "<=", 120),
        Row("requests to other hosts", strangers, "==", 0),
        Row("cumulative layout shift", max(shifts), "<=", 0.02),
    ]


def making() -> list[Row]:
    """Measure pictures from Make on."""
    previews, pictures, shifts = [], [], []
    with studio() as made:
        for number in range(TIMES):
            fields = "width=1024&height=1024&seed=" + str(number)
            page = opened(made, f"make/picture-{number}?medium=image&{fields}")
            box = page.locator("[name=prompt]:visible").first
            box.fill("a lake at dawn with mountains")
            page.wait_for_timeout(600)
            page.evaluate(
                f"() => {{ window.first = ({_SEEN})(['main muse-result img', null]);"
                f" window.last = ({_SEEN})([{LARGE!r}, null]); }}"
            )
            box.press("Control+Enter", no_wait_after=True)
            previews.append(page.evaluate("window.first"))
            pictures.append(page.evaluate("window.last"))
            shifts.append(page.evaluate("window.shifts"))
            page.context.close()
    return [
        Row("Make to first preview (ms)", statistics.median(previews), "<=", 700),
        Row("Make to a sketch of 1024 px (ms)", statistics.median(pictures), "<=", 2500),
        Row("layout shift while it is made", max(shifts), "<=", 0.02),
    ]


def music() -> list[Row]:
    """Measure pieces from Make until they are heard."""
    heard = []
    with studio() as made:
        for number in range(TIMES):
            page = opened(made, f"make/piece-{number}?medium=music&seed={number}")
            box = page.locator("[name=prompt]:visible").first
            box.fill("a happy tune")
            page.wait_for_timeout(600)
            page.evaluate(f"() => {{ window.heard = ({_HEARD})(); }}")
            box.press("Control+Enter", no_wait_after=True)
            heard.append(page.evaluate("window.heard"))
            page.context.close()
    return [Row("Make to music heard (ms)", statistics.median(heard), "<=", 2500)]


def reload() -> list[Row]:
    """Measure until progress is seen again."""
    times = []
    with studio() as made:
        for number in range(TIMES):
            asked = f"medium=image&width=1536&height=1536&detail=fine&count=6&seed={number}"
            page = opened(made, f"make/long-{number}?{asked}")
            press(page, "a forest of many trees in the snow")
            page.locator("progress").first.wait_for()
            page.reload(wait_until="commit")
            times.append(page.evaluate(_SEEN, ["progress", 0]))
            for run in made.get("/runs?limit=20")["runs"]:
                if run["state"] in ("queued", "running"):
                    made.ask("POST", f"/runs/{run['id']}/cancel")
            page.context.close()
    return [Row("reload during a run: progress (ms)", statistics.median(times), "<=", 500)]


def restart() -> list[Row]:
    """Measure until a page is itself again after the server was killed and started."""
    times = []
    with studio() as made:
        page = opened(made, "make")
        for _ in range(3):
            made.kill()
            page.locator("html.away").wait_for(state="attached")
            page.wait_for_timeout(1000)
            made.again()
            began = time.monotonic()
            page.locator("html:not(.away)").wait_for(state="attached")
            times.append(time.monotonic() - began)
    return [Row("recovery after a restart (s)", max(times), "<=", 3)]


def gallery() -> list[Row]:
    """Measure the large gallery, by its own benchmarks."""
    rows = []
    for name in ("library", "gallery"):
        done = subprocess.run([sys.executable, str(Path(__file__).with_name(f"{name}.py"))])
        rows.append(Row(f"benchmarks/studio/{name}.py: exit", done.returncode, "==", 0))
    return rows


SECTIONS: dict[str, Callable[[], list[Row]]] = {
    each.__name__: each for each in (paint, making, music, reload, restart, gallery)
}


def main(names: Sequence[str]) -> int:
    """Run sections and print their rows; 1 where an aim is missed."""
    bad = 0
    for name in names or SECTIONS:
        for row in SECTIONS[name]():
            print(
                f"{'ok  ' if row.good else 'MISS'} {row.name}: {row.value:g} {row.sign} {row.aim:g}"
            )
            sys.stdout.flush()
            bad += not row.good
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
