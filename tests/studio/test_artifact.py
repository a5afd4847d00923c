"""The page of one work: what it says, what is kept of it, how one goes on from it."""

from typing import Any

import pytest

from studio_pages import Studio, until


@pytest.fixture(scope="module")
def made(served: Any) -> list[str]:
    """Three pictures, the newest first."""
    asked = (
        (prompt, seed) for seed, prompt in enumerate(("a red sunset, a lake", "a blue lake", "fog"))
    )
    return [served.made(prompt, seed=seed)[0]["id"] for prompt, seed in asked][::-1]


def test_it_opens_from_the_gallery_and_leads_on_and_back(studio: Studio, made: list[str]) -> None:
    page = studio.go(studio.page, "keep?q=lake")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_selector(".artifact h1")
    assert page.locator("h1").inner_text() == "a blue lake"
    page.wait_for_selector(".artifact button[aria-label='The next one']:enabled")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("h1:text('a red sunset, a lake')")
    assert "q=lake" in page.url and made[2] in page.url
    page.wait_for_selector(".artifact button[aria-label='The one before']:enabled")
    assert page.locator(".artifact button[aria-label='The next one']").is_disabled()
    page.keyboard.press("Escape")
    page.wait_for_selector(".counted:text('2 works')")


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Read in your words"), ("zh", "从你的话里读到")]
)
def test_the_report_is_told_in_words(
    studio: Studio, made: list[str], language: str, said: str
) -> None:
    page = studio.go(studio.open(language=language), f"artifact/{made[2]}")
    report = page.locator("[data-part=report]").first
    assert said in report.inner_text()
    assert report.locator("[data-part=read] q").all_text_contents().count("red") == 1


def test_notes_tags_and_collections_are_kept_and_seen_elsewhere(
    studio: Studio, made: list[str]
) -> None:
    page = studio.go(studio.page, f"artifact/{made[0]}")
    other = studio.go(studio.open(phone=True, language="zh"), f"artifact/{made[0]}")
    page.get_by_label("Note", exact=True).fill("the one for the hall")
    until(page, lambda: studio.get(f"/artifacts/{made[0]}")["note"], "the one for the hall")
    until(other, lambda: other.get_by_label("备注").input_value(), "the one for the hall")
    page.get_by_label("Another tag").fill("hall")
    page.keyboard.press("Enter")
    until(page, lambda: studio.get(f"/artifacts/{made[0]}")["tags"], ["hall"])
    other.wait_for_selector(".tagger .chip:has-text('hall')")
    page.get_by_role("button", name="Collect", exact=True).click()
    page.get_by_label("Name of a new collection").fill("Hall")
    page.keyboard.press("Enter")
    page.wait_for_selector(".filed .chip:has-text('Hall')")
    other.wait_for_selector(".filed .chip:has-text('Hall')")
    assert [each["count"] for each in studio.get("/collections")["collections"]] == [1]


def test_stars_and_trash_by_keys_are_taken_back(studio: Studio, made: list[str]) -> None:
    page = studio.go(studio.page, f"artifact/{made[1]}")
    page.keyboard.press("5")
    until(page, lambda: studio.get(f"/artifacts/{made[1]}")["rating"], 5)
    page.keyboard.press("Delete")
    page.wait_for_selector(".gone:visible")
    page.locator(".gone").get_by_role("button", name="Put back").click()
    until(page, lambda: studio.get(f"/artifacts/{made[1]}")["trashed"], None)


def test_it_is_made_again_and_the_verdict_is_told(studio: Studio, made: list[str]) -> None:
    page = studio.go(studio.page, f"artifact/{made[0]}")
    page.locator("[data-part=reproduce] summary").click()
    page.get_by_role("button", name="Make it again and compare").click()
    page.wait_for_selector(".verdict .identical", timeout=60_000)


def test_files_and_other_formats_are_downloaded(studio: Studio, made: list[str]) -> None:
    page = studio.go(studio.page, f"artifact/{made[0]}")
    with page.expect_download() as told:
        page.locator(".files a").first.click()
    assert told.value.suggested_filename == "fog.png"
    with page.expect_download() as told:
        page.locator(".others a", has_text="WEBP").click()
    assert told.value.suggested_filename == "fog.webp"


def test_a_work_that_is_not_there_says_so(studio: Studio) -> None:
    page = studio.go(studio.page, "artifact/nothing-1")
    assert "This work isn't here" in page.locator("main").inner_text()


def test_settings_say_how_this_muse_is(studio: Studio) -> None:
    page = studio.go(studio.page, "settings")
    assert "Painter" in page.locator("[data-part=makers]").inner_text()
    assert "muse pull" in page.locator("[data-part=makers]").inner_text()
    page.get_by_role("radio", name="中文").check(force=True)
    page.wait_for_selector("h1:text('设置')")
    page.get_by_role("radio", name="深色").check(force=True)
    until(page, lambda: page.locator("html").get_attribute("data-theme"), "dark")
    until(page, lambda: [each["name"] for each in studio.get("/desk")["desk"]], ["studio"])
    until(page, lambda: studio.get("/desk/studio")["value"], {"language": "zh", "theme": "dark"})


def test_a_tall_picture_keeps_its_shape(studio: Studio) -> None:
    tall = studio.made("a lake", seed=1, width=256, height=1024)[0]
    page = studio.go(studio.page, f"artifact/{tall['id']}")
    box = page.locator("muse-picture img.picture").bounding_box()
    assert box is not None and box["height"] / box["width"] == pytest.approx(4, rel=0.02)
