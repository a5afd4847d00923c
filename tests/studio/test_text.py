"""Texts in the studio: read, written in, gone on with, given other words, kept as a version."""

import re
from typing import TYPE_CHECKING, Any

import pytest

from studio_pages import Studio

if TYPE_CHECKING:
    from playwright.sync_api import Page

expect = pytest.importorskip("playwright.sync_api").expect

SOON = 20_000
"""Milliseconds within which something is written, on a busy machine."""

_MOUNT = """async ([id, tag]) => {
  const base = document.querySelector("script[type=module]").src.replace(/app\\.js.*/, "");
  await import(`${base}parts/shown.js`);
  const shown = document.createElement(tag);
  shown.setAttribute("artifact", id);
  document.getElementById("main").replaceChildren(shown);
}"""


def shown(studio: Studio, page: "Page", made: dict[str, Any]) -> "Page":
    """Show an artifact alone on a page."""
    studio.go(page, "settings")
    page.evaluate(_MOUNT, [made["id"], "muse-shown"])
    expect(page.locator("muse-text .written > *").first).to_be_visible()
    return studio.idle(page)


def desk(studio: Studio, made: dict[str, Any]) -> Any:
    """Return what the desk keeps of a text; {} for nothing."""
    names = [each["name"] for each in studio.get("/desk")["desk"]]
    name = f"text-{made['id']}"
    return studio.get(f"/desk/{name}")["value"] if name in names else {}


def kept(studio: Studio, page: "Page", made: dict[str, Any], words: str) -> None:
    """Wait until the desk has some words."""
    for _ in range(100):
        if words in "\n".join(desk(studio, made).get("edit", {}).get("lines", [])):
            return
        page.wait_for_timeout(30)
    raise AssertionError(f"the desk never had {words!r}")


def test_words_typed_are_kept_and_come_back(studio: Studio) -> None:
    made = studio.made("a story about Anna", "text", seed=3)[0]
    page = shown(studio, studio.page, made)
    expect(page.get_by_role("textbox")).to_have_attribute("aria-multiline", "true")
    words = page.locator(".written > p").first
    words.click()
    page.keyboard.press("Control+Home")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("A line of my own, *quietly*.")
    kept(studio, page, made, "A line of my own, *quietly*.")
    other = shown(studio, studio.open(), made)  # another browser shows the same
    expect(other.locator(".written")).to_contain_text("A line of my own")
    expect(other.locator(".written em")).to_have_text("quietly")
    page.locator(".backs").click()
    expect(page.locator(".written")).not_to_contain_text("A line of my own")
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator(".written")).to_contain_text("A line of my own")


def test_undo_and_redo_by_keys(studio: Studio) -> None:
    made = studio.made("a poem about rain", "text", seed=2)[0]
    page = shown(studio, studio.page, made)
    before = page.locator(".written").inner_text()
    page.locator(".written > p.stanza").first.click()
    page.keyboard.type("xyzzy")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(page.locator(".written")).not_to_contain_text("xyzzy")
    assert page.locator(".written").inner_text() == before
    page.keyboard.press("Control+y")
    expect(page.locator(".written")).to_contain_text("xyzzy")


def test_several_passages_are_cut_and_joined_as_one(studio: Studio) -> None:
    made = studio.made("a story about Anna", "text", seed=3)[0]
    page = shown(studio, studio.page, made)
    count = page.locator(".written > *").count()
    page.locator(".written > p").first.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    expect(page.locator(".written > *")).to_have_count(1)
    page.keyboard.type("Anew")
    page.keyboard.press("Enter")
    page.keyboard.type("and more")
    page.keyboard.press("Home")
    page.keyboard.press("Backspace")
    expect(page.locator(".written")).to_have_text("Anewand more")
    for _ in range(12):
        page.keyboard.press("Control+z")
    expect(page.locator(".written > *")).to_have_count(count)


def test_an_input_method_is_left_alone(studio: Studio) -> None:
    made = studio.made("写一首关于秋天的诗", "text", seed=2)[0]
    page = shown(studio, studio.page, made)
    page.locator(".written > p").first.click()
    page.keyboard.press("Home")
    session = page.context.new_cdp_session(page)
    for text in ("n", "ni", "ni h", "ni hao"):
        session.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": 9, "selectionEnd": 9}
        )
    session.send("Input.insertText", {"text": "你好"})
    expect(page.locator(".written > p").first).to_contain_text("你好")
    kept(studio, page, made, "你好")
    assert "ni hao" not in str(desk(studio, made)["edit"]["lines"])


def test_the_next_passage_is_offered_taken_and_refused(studio: Studio) -> None:
    made = studio.made("a story about a lighthouse keeper named Anna", "text", seed=3)[0]
    page = shown(studio, studio.page, made)
    count = page.locator(".written > *").count()
    page.locator(".written > p").nth(1).click()
    page.keyboard.press("Control+Enter")
    offered = page.locator(".written > [data-offered]")
    expect(offered.first).to_contain_text(re.compile(r"\w"), timeout=SOON)
    expect(page.get_by_role("button", name="Take it")).to_be_visible(timeout=SOON)
    page.keyboard.press("Escape")
    expect(offered).to_have_count(0)
    assert page.locator(".written > *").count() == count
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("button", name="Take it")).to_be_visible(timeout=SOON)
    words = offered.first.inner_text()
    page.locator(".written").press("Tab")
    expect(offered).to_have_count(0)
    expect(page.locator(".written > p").nth(2)).to_have_text(words)
    kept(studio, page, made, words[:40])
    works = [each["id"] for each in studio.get("/artifacts?limit=100")["artifacts"]]
    assert made["id"] in works  # what was offered is no work of its own
    assert not [each for each in works if studio.get(f"/artifacts/{each}")["sheet"] == "x"]


def test_each_passage_has_other_words(studio: Studio) -> None:
    made = studio.made("一个关于灯塔的故事，主角是女侦探林夏", "text", seed=3)[0]
    page = studio.go(studio.open(language="zh"), f"artifact/{made['id']}")
    words = page.locator(".written > p").nth(2)
    first = words.inner_text()
    words.click()
    page.keyboard.press("Alt+Enter")
    cards = page.locator("muse-text .others .card")
    expect(cards.nth(2)).to_be_visible(timeout=SOON)
    box = cards.first.bounding_box()
    assert box is not None and box["width"] > 150  # wide enough to be read
    expect(cards.first).to_contain_text(first[:20])
    taken = cards.nth(1).locator(".said").inner_text()
    cards.nth(1).get_by_role("button").click()
    expect(page.locator(".written > p").nth(2)).to_have_text(taken)
    page.keyboard.press("Escape")
    expect(page.locator("muse-text .others")).to_be_hidden()
    page.locator(".written > p").nth(2).click()
    page.keyboard.press("Alt+Enter")
    cards.first.get_by_role("button").click()  # the words from before stay at hand
    expect(page.locator(".written > p").nth(2)).to_have_text(first)


def test_own_words_are_kept_as_a_version_of_the_sheet(studio: Studio) -> None:
    made = studio.made("a story about Anna", "text", seed=5, sheet="mine")[0]
    page = shown(studio, studio.page, made)
    page.locator(".written > h1").click()
    page.keyboard.press("End")
    page.keyboard.type(", Again")
    page.keyboard.press("Control+s")
    page.get_by_text("Kept as a version.").wait_for()
    runs = studio.get("/runs?sheet=mine")["runs"]
    assert [each["generator"] for each in runs] == ["text.draft", "text.grammar"]
    version = runs[0]["artifacts"][0]
    assert version["title"].endswith(", Again")
    expect(page.locator(".keeps")).to_be_hidden()


def test_markup_in_a_text_is_words(studio: Studio) -> None:
    made = studio.made("a story about Anna", "text", seed=3)[0]
    page = shown(studio, studio.page, made)
    page.locator(".written > p").first.click()
    evil = "<img src=x onerror=window.hurt=1> **<script>window.hurt=1</script>**"
    page.evaluate(
        """(text) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          data.setData("text/html", text);
          document.querySelector(".written").dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        evil,
    )
    expect(page.locator(".written")).to_contain_text("<img src=x")
    assert page.locator(".written img, .written script").count() == 0


def test_a_phone_shows_and_writes(studio: Studio) -> None:
    made = studio.made("写一首七绝，关于秋天", "text", seed=3)[0]
    page = shown(studio, studio.open(language="zh", phone=True, dark=True), made)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator(".written > p").first.tap()
    page.locator(".goes").tap()
    expect(page.get_by_role("button", name="收下")).to_be_visible(timeout=SOON)
    page.get_by_role("button", name="收下").tap()
    expect(page.locator(".written > p.stanza")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
