"""Pictures, books, documents and works of any kind in the studio."""

import io
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from studio_pages import Studio

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

expect = pytest.importorskip("playwright.sync_api").expect

_MOUNT = """async ([tag, id, made]) => {
  const base = document.querySelector("script[type=module]").src.replace(/app\\.js.*/, "");
  await import(`${base}parts/${tag === "muse-files" ? "work_files" : tag.slice(5)}.js`);
  const shown = document.createElement(tag);
  shown.setAttribute("artifact", id);
  if (made) shown.artifact = made;
  document.getElementById("main").replaceChildren(shown);
}"""


def mounted(studio: Studio, page: "Page", tag: str, id: str, made: Any = None) -> "Page":
    """Show a component alone on a page."""
    studio.go(page, "settings")
    page.evaluate(_MOUNT, [tag, id, made])
    return studio.idle(page)


def moving() -> bytes:
    """Return a GIF of three colours."""
    frames = [Image.new("RGB", (24, 16), colour) for colour in ("red", "lime", "blue")]
    data = io.BytesIO()
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:], duration=80, loop=0)
    return data.getvalue()


def test_a_picture_is_looked_at_closely(studio: Studio) -> None:
    made = studio.made("a lighthouse at dawn", seed=3)[0]
    page = mounted(studio, studio.page, "muse-shown", made["id"])
    picture = page.locator("muse-picture img.picture")
    expect(picture).to_have_attribute("alt", "a lighthouse at dawn")
    stage = page.locator("muse-picture .stage")
    scale = page.locator("muse-picture .scale")
    expect(scale).to_have_text("400 %")  # 128 px, enlarged by whole pixels
    stage.hover()
    page.mouse.wheel(0, -400)
    assert int(scale.inner_text().split()[0]) > 450
    stage.focus()
    page.keyboard.press("0")
    expect(scale).to_have_text("400 %")
    page.keyboard.press("1")
    expect(scale).to_have_text("100 %")
    for _ in range(10):
        page.get_by_role("button", name="Closer").click()
    expect(picture).to_have_class("picture pixels")
    before = picture.evaluate("(each) => each.style.transform")
    stage.focus()
    page.keyboard.press("ArrowDown")
    assert picture.evaluate("(each) => each.style.transform") != before
    page.get_by_role("button", name="Fit").click()
    expect(scale).to_have_text("400 %")
    stage.dblclick()
    assert int(scale.inner_text().split()[0].replace(",", "")) > 400


def test_the_frame_is_there_before_the_picture(studio: Studio) -> None:
    made = studio.made("a wide sea", seed=3, width=256, height=128)[0]
    page = mounted(studio, studio.open(phone=True), "muse-shown", made["id"])
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    box = page.locator("muse-picture .stage").bounding_box()
    assert box is not None and box["width"] <= 336


def test_a_moving_picture_can_be_stopped(studio: Studio) -> None:
    page = studio.page
    page.route(
        "**/moving.gif", lambda route: route.fulfill(body=moving(), content_type="image/gif")
    )
    file = {"suffix": ".gif", "media_type": "image/gif", "size": 99, "url": "/studio/moving.gif"}
    made = {"id": "x-1", "prompt": "colours", "files": [file]}
    mounted(studio, page, "muse-picture", "x-1", made)
    page.get_by_role("button", name="Pause").click()
    colour = "document.querySelector('canvas').toDataURL()"
    still = page.evaluate(colour)
    page.wait_for_timeout(250)
    assert page.evaluate(colour) == still
    page.get_by_role("button", name="Play").click()
    seen = set()
    for _ in range(12):
        seen.add(page.evaluate(colour))
        page.wait_for_timeout(40)
    assert len(seen) > 1


def test_less_motion_means_that_it_rests(studio: Studio) -> None:
    page = studio.open(still=True)
    page.route(
        "**/moving.gif", lambda route: route.fulfill(body=moving(), content_type="image/gif")
    )
    file = {"suffix": ".gif", "media_type": "image/gif", "size": 99, "url": "/studio/moving.gif"}
    mounted(studio, page, "muse-picture", "x-1", {"id": "x-1", "files": [file]})
    expect(page.get_by_role("button", name="Play")).to_be_visible()


@pytest.mark.parametrize("key", ["ArrowRight", "click"])
def test_a_book_is_turned(studio: Studio, key: str) -> None:
    page = studio.page
    picture = io.BytesIO()
    Image.new("RGB", (40, 60), "teal").save(picture, "PNG")
    page.route(
        "**/leaf-*.png",
        lambda route: route.fulfill(body=picture.getvalue(), content_type="image/png"),
    )
    files = [
        {
            "suffix": f"{n:02}.png",
            "media_type": "image/png",
            "size": 9,
            "url": f"/studio/leaf-{n}.png",
        }
        for n in (1, 2, 10)
    ]
    mounted(studio, page, "muse-document", "b-1", {"id": "b-1", "title": "Boats", "files": files})
    expect(page.get_by_text("Page 1 of 3")).to_be_visible()
    if key == "click":
        page.get_by_role("button", name="Next page").click()
    else:
        page.locator(".book").press(key)
    expect(page.get_by_text("Page 2 of 3")).to_be_visible()
    page.locator(".book").press("End")
    expect(page.locator(".leaf")).to_have_attribute("src", "/studio/leaf-10.png")
    expect(page.get_by_role("button", name="Next page")).to_be_disabled()


def test_what_nobody_thought_of_shows_its_files(studio: Studio) -> None:
    title = "<img src=x onerror=window.hurt=1> ../x"
    file = {
        "suffix": ".stl",
        "media_type": "model/stl",
        "size": 2048,
        "url": "/api/v1/artifacts/x/files/stl",
    }
    report = {"measured": {"triangles": 12, "box": [1, 2]}, "notes": ["by hand"]}
    made = {"id": "x-1", "title": title, "files": [file], "thumbnail": None, "report": report}
    made["views"] = ["html", "data", "gone"]  # as a stranger's format has them
    page = studio.open(language="zh")
    views = {
        "html": ("text/html", "<p>three <b>faces</b><script>window.hurt = 1</script></p>"),
        "data": ("application/json", '{"faces": 3}'),
    }

    def view(route: "Route") -> None:
        kind, body = views.get(route.request.url.rsplit("/", 1)[-1], ("", ""))
        route.fulfill(status=200 if kind else 404, content_type=kind, body=body)

    page.route("**/artifacts/x-1/views/*", view)
    mounted(studio, page, "muse-files", "x-1", made)
    expect(page.locator("muse-files .view")).to_have_text("three faces")
    expect(page.get_by_text("model/stl · 2 kB")).to_be_visible()
    save = page.get_by_role("link", name="保存")
    assert save.get_attribute("download") == "img src=x onerror=window.hurt=1 .. x.stl"
    page.locator("summary").click()
    expect(page.get_by_text("by hand")).to_be_visible()
    assert page.locator("muse-files img").count() == 0


def test_one_that_is_gone_says_so(studio: Studio) -> None:
    page = mounted(studio, studio.page, "muse-shown", "2222222222-1")
    expect(page.get_by_text("It isn't here any more.")).to_be_visible()
