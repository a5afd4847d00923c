"""Nothing that is typed, made or rated is lost: two who write at once, a server that is killed."""

import re
import time
import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from studio_pages import Studio

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route


@pytest.fixture(autouse=True)
def been_here(studio: Studio) -> Iterator[None]:
    """Have been here before: no welcome."""
    studio.ask("PUT", "/desk/studio", {"value": {"welcomed": True}})
    yield


def opened(studio: Studio, words: str = "") -> "Page":
    """Open a new sheet with these words, kept."""
    page: Page = studio.go(studio.open(), f"make/{uuid.uuid4().hex[:12]}?g=image.sketch")
    page.locator("muse-form muse-field").first.wait_for(state="attached")
    page.locator("#prompt").fill(words)
    written(studio, page, words)
    return page


def sheet(page: "Page") -> str:
    """Return the id of the sheet that a page shows."""
    found = re.search(r"make/([a-z0-9]+)", page.url)
    assert found
    return found[1]


def written(studio: Studio, page: "Page", words: str) -> None:
    """Wait until the server has these words."""
    end = time.monotonic() + 10
    found: Any = None
    while time.monotonic() < end:
        kept = studio.get("/desk")["desk"]
        if any(each["name"] == f"sheet-{sheet(page)}" for each in kept):
            found = studio.get(f"/desk/sheet-{sheet(page)}")["value"]["fields"].get("prompt", "")
            if found == words:
                return
        page.wait_for_timeout(50)
    raise AssertionError(f"{found!r}, not {words!r}")


def shows(page: "Page", words: str) -> None:
    """Wait until the box has these words."""
    page.wait_for_function("(it) => document.querySelector('#prompt')?.value === it", arg=words)


def test_two_who_write_at_once_keep_their_words(studio: Studio) -> None:
    page = opened(studio, "a lake")
    phone = studio.open(phone=True)
    studio.go(phone, f"make/{sheet(page)}")
    shows(phone, "a lake")
    # Neither knows of the other's words yet.
    page.locator("#prompt").evaluate("box => { box.focus(); box.setSelectionRange(2, 2); }")
    phone.locator("#prompt").evaluate("box => { box.focus(); box.setSelectionRange(6, 6); }")
    page.keyboard.type("quiet ")
    phone.keyboard.type(" at dawn")
    for each in (page, phone):
        shows(each, "a quiet lake at dawn")
    written(studio, page, "a quiet lake at dawn")


def test_an_answer_that_comes_late_takes_nothing_back(studio: Studio) -> None:
    page = opened(studio, "a")
    held: list[Route] = []
    name = f"**/desk/sheet-{sheet(page)}"

    def late(route: "Route") -> None:
        if route.request.method == "GET" and not held:
            answer = route.fetch()
            held.append(route)
            answers.append(answer)
        else:
            route.continue_()

    answers: list[Any] = []
    page.route(name, late)
    page.locator("#prompt").press_sequentially(" lake")
    end = time.monotonic() + 10
    while not answers and time.monotonic() < end:
        page.wait_for_timeout(30)
    page.locator("#prompt").press_sequentially(" at dawn")
    words = page.locator("#prompt").input_value()
    written(studio, page, words)
    held[0].fulfill(response=answers[0])
    page.wait_for_timeout(200)
    shows(page, words)


def test_what_is_done_while_the_server_is_away_is_kept(studio: Studio) -> None:
    made = studio.served.made("a red kite")[0]["id"]
    page = opened(studio, "a lake")
    keep = studio.go(studio.open(), f"artifact/{made}")
    keep.locator("muse-stars button").first.wait_for()
    studio.kill()
    page.locator("#prompt").press_sequentially(" at dawn")
    page.locator("button.make").dblclick()
    keep.locator("muse-stars button").nth(3).click()
    page.wait_for_timeout(300)
    studio.again()
    written(studio, page, "a lake at dawn")
    page.locator("muse-versions .version").first.wait_for()
    assert [
        run["condition"]["prompt"] for run in studio.get(f"/runs?sheet={sheet(page)}")["runs"]
    ] == ["a lake at dawn"]
    end = time.monotonic() + 10
    while studio.get(f"/artifacts/{made}")["rating"] != 4 and time.monotonic() < end:
        page.wait_for_timeout(50)
    assert studio.get(f"/artifacts/{made}")["rating"] == 4


def test_words_typed_before_a_reload_are_there_after_it(studio: Studio) -> None:
    page = opened(studio, "a lake")
    page.locator("#prompt").press_sequentially(" at dawn")
    page.reload()
    shows(page, "a lake at dawn")
    written(studio, page, "a lake at dawn")
    # And those that nobody could take.
    page.route("**/desk/sheet-*", lambda route: route.abort())
    studio._away = True
    page.locator("#prompt").press_sequentially(", ink")
    page.wait_for_timeout(400)
    page.unroute("**/desk/sheet-*")
    page.reload()
    shows(page, "a lake at dawn, ink")
    written(studio, page, "a lake at dawn, ink")


def test_a_key_that_is_held_and_a_double_click_ask_once(studio: Studio) -> None:
    page = opened(studio, "a lake")
    page.locator("#prompt").focus()
    page.keyboard.down("Control")
    for _ in range(5):
        page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    page.keyboard.up("Control")
    page.locator("muse-versions .version").first.wait_for()
    page.locator("button.make").dblclick()
    page.locator("muse-versions .version").nth(1).wait_for()
    page.locator("button.make").focus()
    assert page.locator("button.make").evaluate("it => it === document.activeElement")
    assert len(studio.get(f"/runs?sheet={sheet(page)}")["runs"]) == 2


def test_a_picture_whose_file_is_gone_says_so(studio: Studio) -> None:
    made = studio.served.made("a red kite")[0]["id"]
    page = studio.open()
    page.route(f"**/artifacts/{made}/files/**", lambda route: route.fulfill(status=404))
    studio.go(page, f"artifact/{made}")
    page.locator("muse-picture .gone").get_by_text("This picture's file is gone.").wait_for()
    assert page.locator("muse-picture img").is_hidden()
