"""Change: versions in their strip, again and vary, settings, use as, dropped files, undo."""

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from studio_pages import Studio

if TYPE_CHECKING:
    from playwright.sync_api import Page

DROP = """
([name, type, data]) => {
  const bytes = Uint8Array.from(atob(data), (each) => each.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name, { type }));
  for (const kind of ["dragenter", "dragover", "drop"]) {
    const event = new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: carried });
    document.body.dispatchEvent(event);
    if (kind === "dragenter") window.veiled = document.documentElement.matches(".dropping");
  }
}
"""


def versions(page: "Page") -> Any:
    """Return the strip's versions."""
    return page.get_by_role("listbox", name="Versions").get_by_role("option")


def count(page: "Page", many: int, kind: str = "") -> None:
    """Wait until the strip has so many versions, of a kind."""
    page.wait_for_function(
        "([kind, n]) => document.querySelectorAll(`[role=option]${kind}`).length === n",
        arg=[kind, many],
    )


def prompt(page: "Page", words: str) -> None:
    """Wait until the form has this prompt."""
    page.wait_for_function(
        "(words) => document.querySelector('[name=prompt]').value === words", arg=words
    )


def drop(page: "Page", path: Path, media_type: str) -> None:
    """Drop a file onto the page."""
    import base64

    data = base64.b64encode(path.read_bytes()).decode()
    page.evaluate(DROP, [path.name, media_type, data])


def fields(studio: Studio, sheet: str) -> dict[str, Any]:
    """Return the fields of a sheet's form, as the server keeps them."""
    return dict(studio.get(f"/desk/sheet-{sheet}")["value"]["fields"])


def runs(studio: Studio, sheet: str) -> list[dict[str, Any]]:
    """Return the runs of a sheet, the newest first."""
    return list(studio.get(f"/runs?sheet={sheet}")["runs"])


def test_versions_are_walked_starred_and_binned_by_keys_alone(studio: Studio) -> None:
    made = [studio.made("a lake", sheet="walk", seed=seed)[0]["id"] for seed in range(3)]
    page = studio.go(studio.page, "make/walk")
    strip = versions(page)
    assert strip.count() == 3
    assert strip.nth(2).get_attribute("aria-selected") == "true"
    strip.nth(2).focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert strip.nth(1).get_attribute("aria-selected") == "true"
    page.keyboard.press("4")
    page.wait_for_function("() => document.activeElement.textContent.includes('★★★★')")
    assert "4 stars" in (strip.nth(1).get_attribute("aria-label") or "")
    page.keyboard.press("Delete")
    count(page, 2)
    page.wait_for_function(
        "() => [...document.querySelectorAll('[role=option]')].at(-1) === document.activeElement"
    )
    page.keyboard.press("Control+z")
    count(page, 3)
    studio.idle(page)  # it is shown before it is kept
    end = time.monotonic() + 10
    while studio.get(f"/artifacts/{made[1]}")["rating"] != 4 and time.monotonic() < end:
        time.sleep(0.05)
    found = studio.get(f"/artifacts/{made[1]}")
    assert found["rating"] == 4 and found["trashed"] is None


def test_again_has_another_seed_and_what_is_locked(studio: Studio) -> None:
    first = studio.made("a lake", sheet="again", style="ink", time="night")[0]
    value = {
        "medium": "image", "generator": None, "fields": {"prompt": "x", "time": "dawn"},
        "locks": ["time"], "dropped": [], "title": "", "view": {},
    }  # fmt: skip
    studio.ask("PUT", "/desk/sheet-again", {"value": value, "revision": None})
    page = studio.go(studio.page, "make/again")
    before = {run["id"] for run in studio.get("/runs?limit=200")["runs"]}
    page.get_by_role("button", name="Again").click()
    run = studio.new_run(before)
    assert run["sheet"] == "again"
    assert run["condition"]["prompt"] == "a lake" and run["condition"]["style"] == "ink"
    assert run["condition"]["time"] == "dawn", "the form's lock"
    assert run["artifacts"][0]["seed"] != first["seed"]
    count(page, 2, ".made")


def test_vary_makes_four_that_keep_what_came_out(studio: Studio) -> None:
    first = studio.made("a lake", sheet="vary", seed=5)[0]
    page = studio.go(studio.page, "make/vary")
    page.get_by_role("button", name="Vary").click()
    count(page, 5)
    made = runs(studio, "vary")[:4]
    assert len({run["condition"]["seed"] for run in made} | {5}) == 5
    assert all(run["condition"]["season"] == first["report"]["chosen"]["season"] for run in made)
    count(page, 5, ".made")


def test_a_version_changed_keeps_its_composition(studio: Studio) -> None:
    first = studio.made("a lake", sheet="alter", seed=5)[0]
    value = {
        "medium": "image", "generator": None,
        "fields": studio.get(f"/artifacts/{first['id']}/recipe")["asked"],
        "locks": [], "dropped": [], "title": "", "view": {},
    }  # fmt: skip
    studio.ask("PUT", "/desk/sheet-alter", {"value": value, "revision": None})
    page = studio.go(studio.page, "make/alter")
    page.get_by_role("button", name="Change it").click()
    page.locator("#told", has_text="in the form first").wait_for()
    before = {run["id"] for run in studio.get("/runs?limit=200")["runs"]}
    page.get_by_role("radio", name="Ink", exact=True).click()
    page.get_by_role("button", name="Change it").click()
    condition = studio.new_run(before)["condition"]
    assert (condition["style"], condition["seed"]) == ("ink", 5)
    count(page, 2, ".made")


def test_the_form_takes_the_settings_of_a_version_and_gives_them_back(studio: Studio) -> None:
    studio.made("a lake at dawn", sheet="take", seed=6, style="ink")
    page = studio.go(studio.page, "make/take")
    page.locator("[name=prompt]:visible").fill("something else")
    page.wait_for_timeout(400)
    page.locator("muse-actions").get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Exactly as it came out").click()
    prompt(page, "a lake at dawn")
    page.wait_for_timeout(400)
    kept = fields(studio, "take")
    assert kept["seed"] == 6 and kept["style"] == "ink" and kept["width"] == 128
    page.locator("h1, h2").first.click()
    page.keyboard.press("Control+z")
    prompt(page, "something else")
    page.keyboard.press("Control+Shift+z")
    prompt(page, "a lake at dawn")


def test_undo_leaves_typing_to_the_browser_and_says_what_it_takes_back(studio: Studio) -> None:
    studio.made("a lake", sheet="undo")
    page = studio.go(studio.page, "make/undo")
    back = page.get_by_role("button", name="Undo", exact=False).first
    assert back.is_disabled()
    box = page.locator("[name=prompt]:visible").first
    box.press_sequentially("fox")
    box.press("Control+z")
    assert box.input_value() != "fox"
    versions(page).first.focus()
    page.keyboard.press("3")
    page.wait_for_function("() => document.querySelector('muse-undo button').title.includes('★★★')")
    back.click()
    page.wait_for_function("() => !document.querySelector('[role=option] .rated')")


def test_a_picture_is_used_as_the_start_of_another(studio: Studio) -> None:
    first = studio.made("a lake", sheet="start")[0]
    page = studio.go(studio.page, "make/start")
    page.get_by_role("button", name="Use as").click()
    menu = page.get_by_role("menu", name="Use as")
    menu.get_by_role("menuitem", name="Start from a picture").first.press("Enter")
    page.wait_for_timeout(500)
    assert fields(studio, "start")["init"] == f"muse:{first['id']}"
    before = {run["id"] for run in studio.get("/runs?limit=200")["runs"]}
    page.keyboard.press("Control+Enter")
    assert studio.new_run(before)["condition"]["init"]["name"].startswith(first["id"])


def test_a_text_becomes_the_words_of_music_on_a_new_sheet(studio: Studio) -> None:
    text = studio.made("a haiku about snow", "text", sheet="poem", verse="haiku")[0]
    page = studio.go(studio.page, "make/poem")
    button = page.get_by_role("button", name="Use as")
    button.click()
    menu = page.get_by_role("menu", name="Use as")
    group = menu.get_by_text("Music: Composer")
    group.wait_for()
    page.keyboard.press("Escape")
    assert button.evaluate("each => each === document.activeElement")
    button.click()
    group.wait_for()
    group.locator("xpath=following-sibling::*[1]").click()
    page.wait_for_function("() => !location.pathname.includes('poem')")
    studio.idle(page)
    kept = fields(studio, page.url.split("/make/")[1].split("?")[0])
    assert text["excerpt"].split()[-1] in str(kept)


def test_a_download_and_a_check_of_the_recipe(studio: Studio) -> None:
    first = studio.made("a lake", sheet="check", seed=3)[0]
    page = studio.go(studio.page, "make/check")
    page.locator("muse-actions").get_by_role("button", name="Download").click()
    with page.expect_download() as got:
        page.get_by_role("menuitem", name="PNG").click()
    assert got.value.suggested_filename.endswith(".png")
    page.locator("muse-actions").get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Make it once more").click()
    page.get_by_text("It came out the same, to the last byte.").wait_for(timeout=30_000)
    assert first["seed"] == 3


def test_a_file_of_muse_fills_the_form_wherever_it_is_dropped(
    studio: Studio, tmp_path: Path
) -> None:
    first = studio.made("a lake at dawn", seed=8, style="ink", sheet="there")[0]
    file = tmp_path / "lake.png"
    file.write_bytes(studio.client.get(studio.url + first["files"][0]["url"]).content)
    page = studio.go(studio.page, "make/drops")
    drop(page, file, "image/png")
    assert page.evaluate("window.veiled")
    assert not page.locator("html.dropping").count()
    dialog = page.get_by_role("dialog", name="lake.png")
    assert dialog.get_by_role("link", name="Open it").get_attribute("href", timeout=9000)
    dialog.get_by_role("button", name="Make with its settings").click()
    prompt(page, "a lake at dawn")
    page.wait_for_timeout(400)
    kept = fields(studio, "drops")
    assert kept["seed"] == 8 and kept["style"] == "ink"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_has_no_recipe_is_offered_or_refused_in_words(
    studio: Studio, tmp_path: Path, language: str
) -> None:
    from PIL import Image

    plain, other = tmp_path / "<img src=x onerror=hurt=1>.png", tmp_path / "what.bin"
    Image.new("RGB", (64, 64), "teal").save(plain)
    other.write_bytes(b"\0\1\2")
    page = studio.go(studio.open(language=language), "make/plain")
    drop(page, plain, "image/png")
    offer = page.get_by_role("dialog").get_by_role(
        "button", name={"en": "Start from a picture", "zh": "参考原图"}[language]
    )
    offer.first.click()
    page.wait_for_timeout(500)
    assert fields(studio, "plain")["init"]["name"] == plain.name
    drop(page, other, "application/x-what")
    said = {"en": "Muse can't do anything with what.bin", "zh": "Muse 用不上 what.bin"}[language]
    page.get_by_text(said).wait_for()
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog").count()
    studio.ask("DELETE", "/desk/sheet-plain")


def test_several_hundred_versions_stay_quick(studio: Studio) -> None:
    first = studio.made("a lake", sheet="many")[0]
    run = studio.get(f"/runs/{first['run']}")
    many = [
        {**run, "id": f"r{n}", "artifacts": [{**first, "id": f"r{n}-1", "run": f"r{n}"}]}
        for n in range(400)
    ]
    page = studio.page
    body = json.dumps({"runs": many[::-1], "counts": {}, "next": None})
    page.route(
        "**/api/v1/runs?sheet=many**",
        lambda route: route.fulfill(body=body, content_type="application/json"),
    )
    studio.go(page, "make/many")
    assert versions(page).count() == 400
    versions(page).nth(399).focus()
    took = page.evaluate(
        """() => {
          const start = performance.now();
          for (let at = 0; at < 50; at += 1) {
            document.activeElement.dispatchEvent(
              new KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true, cancelable: true }));
          }
          return performance.now() - start;
        }"""
    )
    assert took < 2000, "50 steps (ms)"
    assert versions(page).nth(349).evaluate("each => each === document.activeElement")
