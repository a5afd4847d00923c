"""A grid over two fields: planned, made as runs of the sheet, found again, shown, saved."""

from typing import TYPE_CHECKING, Any

from studio_pages import Studio

if TYPE_CHECKING:
    from playwright.sync_api import Page


def sheet(studio: Studio, name: str, **fields: Any) -> None:
    """Keep a form for small pictures."""
    value = {
        "medium": "image", "generator": None,
        "fields": {"prompt": "a lake", "width": 128, "height": 128, **fields},
        "locks": [], "dropped": [], "title": "", "view": {},
    }  # fmt: skip
    studio.ask("PUT", f"/desk/sheet-{name}", {"value": value, "revision": None})


def done(page: "Page", many: int) -> None:
    """Wait until so many cells are made."""
    page.wait_for_function(
        "(n) => document.querySelectorAll('.cell.done').length === n", arg=many, timeout=40_000
    )


def test_a_grid_is_told_made_and_found_again(studio: Studio) -> None:
    sheet(studio, "grid")
    studio.made("a lake", sheet="grid", seed=1, style="ink")
    page = studio.go(studio.page, "grid/grid?x=style:ink,oil&y=seed:1,2")
    told = page.locator(".told")
    assert "4 in all, 1 of them made already" in told.inner_text()
    page.get_by_role("button", name="Make 3").click()
    done(page, 4)
    assert len(studio.get("/runs?sheet=grid")["runs"]) == 4
    page.reload()
    studio.idle(page)
    done(page, 4)
    assert told.inner_text() == "All of it is made."
    assert page.get_by_role("button", name="Make").count() == 0
    for name in ("columnheader", "rowheader"):
        header = page.get_by_role(name, name={"columnheader": "Ink", "rowheader": "2"}[name])
        assert header.evaluate("each => getComputedStyle(each).position") == "sticky"
    page.locator(".cell").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    label = page.evaluate("() => document.activeElement.getAttribute('aria-label')")
    assert label.startswith("Oil, 2: open it")
    page.keyboard.press("Enter")
    page.wait_for_url("**/artifact/*")


def test_sides_are_chosen_on_a_phone_and_stand_in_the_address(studio: Studio) -> None:
    sheet(studio, "phone")
    page = studio.go(studio.open(phone=True, language="zh"), "grid/phone")
    across, down = page.locator("muse-axis").all()
    across.get_by_role("combobox").select_option("style")
    across.get_by_role("button", name="霓虹").click()
    down.get_by_role("combobox").select_option("fps")
    down.get_by_label("从").fill("4")
    down.get_by_label("从").press("Tab")
    down.get_by_label("到").fill("8")
    down.get_by_label("到").press("Tab")
    down.get_by_label("间隔").fill("2")
    down.get_by_label("间隔").press("Tab")
    page.wait_for_function("() => decodeURIComponent(location.search).includes('y=fps:4,6,8')")
    assert "neon" in page.url
    assert page.get_by_role("button", name="制作 12 件").is_enabled()
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    page.wait_for_timeout(400)
    assert "fps" in studio.get("/desk/sheet-phone")["value"]["view"]["grid"]


def test_words_between_braces_are_a_side(studio: Studio) -> None:
    sheet(studio, "words", prompt="a {fox|owl} in {snow|rain}", seed=4)
    page = studio.go(studio.page, "grid/words")
    page.get_by_role("button", name="Make 4").click()
    page.get_by_role("columnheader", name="owl").wait_for()
    done(page, 4)
    prompts = {run["condition"]["prompt"] for run in studio.get("/runs?sheet=words")["runs"]}
    assert prompts == {
        f"a {who} in {where}" for who in ("fox", "owl") for where in ("snow", "rain")
    }
    assert all(run["condition"]["seed"] == 4 for run in studio.get("/runs?sheet=words")["runs"])


def test_a_grid_is_saved_as_one_picture(studio: Studio) -> None:
    from io import BytesIO

    from PIL import Image

    sheet(studio, "saved")
    for seed in (1, 2):
        studio.made("a lake", sheet="saved", seed=seed)
    page = studio.go(studio.page, "grid/saved?y=seed:1,2")
    with page.expect_download() as got:
        page.get_by_role("button", name="Save as one picture").click()
    picture = Image.open(BytesIO(got.value.path().read_bytes()))
    assert picture.height > 2 * 300 and picture.width > 300
    assert len(picture.crop((160, 60, 460, 360)).getcolors(10**6) or ()) > 100, "a picture is there"


def test_too_many_cells_are_told_and_not_made(studio: Studio) -> None:
    sheet(studio, "much")
    page = studio.go(studio.page, "grid/much?x=seed:1..24&y=fps:1..24")
    assert "576 are too many" in page.locator(".told").inner_text()
    assert page.get_by_role("button", name="Make 576").is_disabled()
