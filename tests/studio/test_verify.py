"""Where files come from, in the studio: dropped, chosen, told in both languages, as texts alone."""

import re
from typing import TYPE_CHECKING, Any

import pytest

from seals import POINTS, SOURCE
from studio_pages import Studio

if TYPE_CHECKING:
    from playwright.sync_api import Page

_DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  for (const kind of ["dragenter", "dragover", "drop"]) {
    const event = new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data });
    document.querySelector("#main").dispatchEvent(event);
    if (kind === "dragenter") window.veil = document.body.dataset.drop;
  }
}"""
_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The server of this file's tests, which has a check of a stranger's."""
    from studio_pages import Served

    site = tmp_path_factory.mktemp("site")
    info = site / "muse_seal-1.0.dist-info"
    info.mkdir()
    info.joinpath("METADATA").write_text("Metadata-Version: 2.1\nName: muse-seal\nVersion: 1.0\n")
    info.joinpath("entry_points.txt").write_text(POINTS)
    site.joinpath("muse_seal.py").write_text(SOURCE)
    server = Served(tmp_path_factory.mktemp("studio"), site)
    server.start()
    yield server
    server.close()


def choose(page: "Page", **files: bytes) -> None:
    """Choose files, and wait until all were looked at."""
    kind = "application/octet-stream"
    given = [{"name": name, "mimeType": kind, "buffer": data} for name, data in files.items()]
    page.locator("input[type=file]").set_input_files(given)
    page.wait_for_function("() => !document.querySelector('[aria-busy=true]')", timeout=30_000)


def told(page: "Page") -> list[str]:
    """Return the sentence of each verdict."""
    return page.locator(".origin .is strong").all_inner_texts()


def test_chosen_files_are_told_of(studio: Studio) -> None:
    page = studio.go(studio.page, "keep")
    page.get_by_role("link", name="Verify a file").click()
    page.get_by_role("heading", name="Verify a file").wait_for()
    assert page.url.endswith("/studio/verify") and page.title() == "Verify a file · Muse"
    with page.expect_file_chooser() as choosing:
        page.get_by_role("button", name="Choose files").press("Enter")
    assert choosing.value.is_multiple()
    choose(page, a=b"ours", b=b"changed Ann Lee", c=b"other Ann Lee", d=b"mark")
    assert told(page) == [
        "Unchanged since this Muse signed it",
        "Changed since it was signed, as it says by Ann Lee",
        "Signed by Ann Lee, whom this Muse doesn't know, and unchanged since",
        "No signature holds, but it carries a mark of no work that is here",
    ]
    first = page.locator(".found li").first
    assert first.locator("dd").all_inner_texts()[1:5] == [
        "Painter",
        "By a program that follows rules",
        "A fox",
        "Muse 1a2b3c4d",
    ]
    first.locator("summary").press("Enter")
    first.get_by_text("the seal says ours").wait_for()
    assert page.evaluate(_WIDE) <= 0
    assert page.locator(".verify > [role=status]").text_content() == (
        "d: No signature holds, but it carries a mark of no work that is here"
    )
    page.get_by_role("link", name="Settings").click()
    page.get_by_role("link", name="Verify a file").click()
    page.locator(".origin").nth(3).wait_for()
    assert told(page)[0] == "Unchanged since this Muse signed it", "as long as the page is open"
    assert not re.search("trust", page.locator("main").inner_text(), re.IGNORECASE)


def test_it_is_told_in_chinese_on_a_phone_at_night(studio: Studio) -> None:
    page = studio.go(studio.open(language="zh", phone=True, dark=True), "verify")
    choose(page, a=b"ours", b=b"changed", c=b"other " + "很长的公司名字".encode() * 8)
    assert told(page)[:2] == [
        "这台 Muse 签名之后没有改动过",
        "签名之后被改动过（据称由 Muse 1a2b3c4d 签名）",
    ]
    assert "按规则运行的程序生成" in page.locator(".found").inner_text()
    assert page.evaluate(_WIDE) <= 0


def test_a_dropped_file_is_looked_at_and_not_asked_about(studio: Studio) -> None:
    page = studio.go(studio.page, "verify")
    name = "<img src=x onerror='window.hurt=1'>.bin"
    page.evaluate(_DROP, [name, "other <b onclick='window.hurt=2'>Ann</b>"])
    page.locator(".origin").wait_for()
    assert page.evaluate("window.veil").startswith("Let go to verify it")
    assert page.locator("dialog").count() == 0
    assert page.locator(".found h2").inner_text() == name
    assert "<b onclick='window.hurt=2'>Ann</b>, whom" in told(page)[0]
    assert page.locator(".found img, .found b").count() == 0
    page.get_by_role("link", name="Keep", exact=True).last.click()
    page.locator("section[data-page=keep]").wait_for()
    page.evaluate(_DROP, ["again.bin", "ours"])
    page.locator("dialog.dropped").wait_for()
    assert page.evaluate("window.veil").startswith("Let go to use it"), "as everywhere else"


def test_any_page_leads_there_with_a_file(studio: Studio) -> None:
    page = studio.go(studio.page)
    page.evaluate(_DROP, ["tune.bin", "ours"])
    page.get_by_role("button", name="Where does it come from?").click()
    page.locator(".origin").wait_for()
    assert (page.locator(".found h2").inner_text(), told(page)) == (
        "tune.bin",
        ["Unchanged since this Muse signed it"],
    )
    page.reload()
    studio.idle(page)
    assert page.locator(".found li").count() == 0, "the file isn't kept"


def test_a_work_says_what_its_file_tells(studio: Studio) -> None:
    made = studio.made("a lake")[0]["id"]
    page = studio.go(studio.page, f"artifact/{made}")
    page.get_by_role("heading", name="Where it comes from").click()
    page.get_by_role("button", name="Verify the file").click()
    page.locator(".origin").wait_for()
    assert told(page)[0].startswith("Unchanged since this Muse ")
