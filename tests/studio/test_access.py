"""Every page for everybody: judged by axe-core in both languages, lights and sizes; keys alone."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from studio_pages import Served, Studio

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).parent / "tools/node_modules/axe-core/axe.min.js"
LOOKS = [{"language": "en"}, {"language": "zh", "dark": True, "phone": True}]
"""Both languages, both lights and both sizes."""
_JUDGE = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  return found.violations.filter((each) => ["serious", "critical"].includes(each.impact))
    .map((each) => `${each.id}: ${each.nodes.slice(0, 3).map((node) => node.html).join(" | ")}`);
}"""
_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def places(served: Served) -> dict[str, str]:
    """Page -> its place, of a library with something of each medium."""
    picture, other = (
        served.made(f"a {what} by a lake", sheet="pictures") for what in ("cat", "dog")
    )
    song = served.made("a calm waltz in g minor", "music", sheet="song")[0]["id"]
    poem = served.made("a short poem about rain", "text", sheet="poem")[0]["id"]
    gone = served.made("a boat")[0]["id"]
    served.ask("DELETE", f"/artifacts/{gone}")
    held = served.ask("POST", "/collections", {"name": "Animals"})["id"]
    ids = [picture[0]["id"], other[0]["id"]]
    served.ask("POST", f"/collections/{held}/artifacts", {"add": ids})
    for each in ids:
        served.ask("PATCH", f"/artifacts/{each}", {"rating": 4, "tags": ["animals"]})
    return {
        "first visit": "make",
        "pictures": "make/pictures",
        "song": "make/song",
        "poem": "make/poem",
        "keep": "keep",
        "collections": "keep/collections",
        "trash": "trash",
        "a picture": f"artifact/{ids[0]}",
        "a song": f"artifact/{song}",
        "a poem": f"artifact/{poem}",
        "compare": f"compare/{ids[0]}/{ids[1]}",
        "grid": "grid/pictures",
        "settings": "settings",
        "verify": "verify",
    }


@pytest.fixture
def axe() -> str:
    """The judge, from npm."""
    if not AXE.exists():
        missing = "axe-core isn't here: npm ci --prefix tests/studio/tools"
        if os.environ.get("MUSE_REQUIRE_BROWSER"):
            pytest.fail(missing)
        pytest.skip(missing)
    return AXE.read_text(encoding="utf-8")


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(map(str, look.values())))
def test_no_page_has_serious_findings(
    studio: Studio, places: dict[str, str], axe: str, look: dict[str, object]
) -> None:
    page = studio.open(**look, still=True)
    found = {}
    for name, place in places.items():
        if name == "pictures":  # the first visit is over
            studio.ask("PUT", "/desk/studio", {"value": {"welcomed": True}, "revision": None})
        studio.go(page, place)
        page.evaluate(axe)
        if told := page.evaluate(_JUDGE):
            found[name] = told
        if page.evaluate(_WIDE) > 0:
            found.setdefault(name, []).append("wider than the window")
    assert found == {}


_FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const box = at.getBoundingClientRect();
  const names = window.museNames ??= new Map();
  const ring = (each) => {
    const style = getComputedStyle(each);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  return {
    place: names.get(at) ?? names.set(at, names.size).get(at),
    what: at.outerHTML.slice(0, 100),
    seen: box.width > 0 && box.height > 0,
    ring: [at, at.nextElementSibling, ...at.querySelectorAll("*")].filter(Boolean).some(ring)
      || at.isContentEditable || at.closest("label, figure") !== null,
  };
}"""
_UNREACHED = """() => {
  return [...document.querySelectorAll("button, a[href], input, select, textarea")]
    .filter((each) => !each.disabled && each.tabIndex >= 0
      && (each.type !== "radio" || each.checked)
      && each.checkVisibility({ visibilityProperty: true }))
    .filter((each) => !window.museNames.has(each)).map((each) => each.outerHTML.slice(0, 100));
}"""


def focused(page: "Page") -> Iterator[dict[str, Any]]:
    """Give what has the focus as Tab is pressed, until it begins again."""
    first = None
    for _ in range(300):
        page.keyboard.press("Tab")
        now = page.evaluate(_FOCUS)
        if now and now["place"] == first:
            return
        if now:
            first = now["place"] if first is None else first
            yield now


@pytest.mark.parametrize(
    "name", ["pictures", "keep", "collections", "trash", "a picture", "a song", "a poem",
             "compare", "grid", "settings", "verify"]
)  # fmt: skip
def test_everything_is_reached_by_tab_and_seen(
    studio: Studio, places: dict[str, str], name: str
) -> None:
    """Whatever can be clicked has its turn, is visible then, and shows that it has the focus."""

    page = studio.go(studio.page, places[name])
    steps = list(focused(page))
    assert len(steps) > 5
    assert [step["what"] for step in steps if not step["seen"]] == []
    assert [step["what"] for step in steps if not step["ring"]] == []
    assert page.evaluate(_UNREACHED) == []


def test_the_first_tab_skips_to_the_page(studio: Studio, places: dict[str, str]) -> None:
    page = studio.go(studio.page, "keep")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
