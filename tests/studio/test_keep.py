"""Keep: what was made is found, marked, selected, thrown away and taken back."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from muse.library.library import Library
from studio_pages import Studio, until

MANY = 24_000
_STILL = 100
"""Elements by which two looks at a gallery may differ."""


@pytest.fixture(scope="module")
def made(served: Any) -> dict[str, str]:
    """Two pictures, a piece and a poem by name: their ids."""
    asked = {
        "red": ("a red sunset over a lake", "image", {"seed": 1}),
        "blue": ("a blue winter night in the mountains", "image", {"seed": 2}),
        "piece": ("a quiet waltz", "music", {"seed": 3}),
        "poem": ("a poem about the harbour", "text", {"seed": 4}),
    }
    return {
        name: served.made(prompt, medium, **more)[0]["id"]
        for name, (prompt, medium, more) in asked.items()
    }


@pytest.fixture(autouse=True)
def _as_new(served: Any, made: dict[str, str]) -> None:
    served.ask("POST", "/artifacts/change", {"ids": [*made.values()], "rating": 0, "trashed": False,
                                             "remove_tags": ["harbour tag", "two"]})  # fmt: skip


def shown(page: Any) -> list[str]:
    """Ids of the cards that a gallery shows, in their order."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll(".cell:not([hidden]) > a[href]")]
          .map((each) => each.pathname.split("/").pop())"""
    )
    return found


def test_words_and_kinds_find_it_and_the_address_remembers(
    studio: Studio, made: dict[str, str]
) -> None:
    page = studio.go(studio.page, "keep")
    assert set(shown(page)) == set(made.values())
    assert page.locator(".counted").text_content() == "4 works"
    page.locator(".seek input").fill("harbour")
    until(page, lambda: shown(page), [made["poem"]])
    assert "q=harbour" in page.url
    page.locator(".seek input").fill("")
    page.get_by_role("button", name=re.compile("^Music")).click()
    until(page, lambda: shown(page), [made["piece"]])
    page.reload()
    studio.idle(page)
    assert shown(page) == [made["piece"]]
    page.get_by_role("button", name="Clear").click()
    until(page, lambda: len(shown(page)), 4)


def test_what_was_not_found_says_what_to_do(studio: Studio, made: dict[str, str]) -> None:
    page = studio.go(studio.open(language="zh"), "keep?q=xylophonist")
    assert page.locator(".empty").inner_text().strip().startswith("没有找到")
    assert page.locator(".counted").text_content() == "0 件作品"


def test_a_picture_is_found_by_its_colour(studio: Studio, made: dict[str, str]) -> None:
    page = studio.go(studio.page, "keep")
    colours = {name: studio.get(f"/artifacts/{made[name]}")["colours"] for name in ("red", "blue")}
    assert all(colours.values())
    page.locator("[data-name=colour]").click()
    page.locator("dialog input[type=color]").fill(f"#{colours['red'][0]}")
    page.get_by_role("button", name="Show").click()
    page.wait_for_function("() => document.querySelector('.counted').textContent !== '4 works'")
    assert made["red"] in shown(page)
    assert f"colour={colours['red'][0]}" in page.url


def test_stars_by_the_keyboard_and_undone(studio: Studio, made: dict[str, str]) -> None:
    page = studio.go(studio.page, "keep")
    page.keyboard.press("ArrowRight")
    first = shown(page)[0]
    page.keyboard.press("ArrowRight")
    second = shown(page)[1]
    page.keyboard.press("4")
    until(page, lambda: studio.get(f"/artifacts/{second}")["rating"], 4)
    assert page.locator(".given", has_text="★★★★").count() == 1
    assert studio.get(f"/artifacts/{first}")["rating"] is None
    page.keyboard.press("Control+z")
    until(page, lambda: studio.get(f"/artifacts/{second}")["rating"], None)


def test_several_are_selected_and_tagged_at_once(studio: Studio, made: dict[str, str]) -> None:
    page = studio.go(studio.page, "keep")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("x")
    page.keyboard.press("Shift+ArrowRight")
    assert page.locator(".bulk strong").text_content() == "2 selected"
    page.keyboard.press("t")
    page.get_by_label("Another tag").fill("two")
    page.keyboard.press("Enter")
    until(page, lambda: studio.get("/tags")["tags"].get("two"), 2)
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("Control+z")
    until(page, lambda: studio.get("/tags")["tags"].get("two"), None)


def test_all_are_selected_and_given_stars_with_the_mouse(
    studio: Studio, made: dict[str, str]
) -> None:
    page = studio.go(studio.page, "keep")
    page.locator(".cell").first.hover()
    page.locator(".cell .pick").first.click()
    page.keyboard.press("Control+a")
    until(page, lambda: page.locator(".bulk strong").text_content(), "4 selected")
    page.locator(".bulk").get_by_role("button", name="5 stars").click()
    ids = ",".join(made.values())
    until(page, lambda: studio.get(f"/artifacts/count?ids={ids}&rating=5")["total"], 4)
    page.keyboard.press("Escape")
    until(page, lambda: page.locator(".bulk").is_visible(), False)


def test_a_note_by_the_keyboard(studio: Studio, made: dict[str, str]) -> None:
    page = studio.go(studio.page, "keep?q=waltz")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("n")
    page.locator("dialog textarea").fill("for Anna")
    page.keyboard.press("Control+Enter")
    until(page, lambda: studio.get(f"/artifacts/{made['piece']}")["note"], "for Anna")


def test_the_trash_gives_back_and_is_emptied(studio: Studio, made: dict[str, str]) -> None:
    gone = studio.made("a green hill", seed=9)[0]["id"]
    page = studio.go(studio.page, "keep?q=green")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Delete")
    until(page, lambda: shown(page), [])
    page.locator("#told button").click()
    until(page, lambda: shown(page), [gone])
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Delete")
    until(page, lambda: studio.get("/trash")["count"], 1)
    page.get_by_role("link", name="Trash").click()
    until(page, lambda: shown(page), [gone])
    page.get_by_role("button", name="Empty the trash").click()
    assert "1 work goes for good" in page.locator("dialog").inner_text()
    page.get_by_role("button", name="Delete for good").click()
    until(page, lambda: studio.get("/trash")["count"], 0)
    until(page, lambda: page.locator(".empty").inner_text().strip(), "The trash is empty.")


def test_a_phone_selects_by_touch(studio: Studio, made: dict[str, str]) -> None:
    page = studio.go(studio.open(phone=True, language="zh", dark=True), "keep")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="选择", exact=True).tap()
    page.locator(".cell > a").first.tap()
    assert page.locator(".bulk strong").text_content() == "已选 1 件"
    page.locator(".bulk").get_by_role("button", name="3 星").tap()
    until(page, lambda: studio.get("/artifacts/count?rating=3")["total"], 1)


def test_ten_thousand_rows_are_scrolled_with_few_elements(
    make_studio: Callable[..., Studio], tmp_path: Path
) -> None:
    fill(tmp_path / "home", MANY)
    studio = make_studio(home=tmp_path / "home")
    page = studio.go(studio.open(phone=True), "keep")
    rows = page.evaluate(
        """() => { const cell = document.querySelector(".cell");
        return document.querySelector(".gallery").offsetHeight / (cell.offsetHeight + 8); }"""
    )
    assert rows > 10_000
    counts = []
    for share in (0.1, 0.35, 0.5, 0.9, 1):
        page.evaluate(f"scrollTo(0, document.documentElement.scrollHeight * {share})")
        page.wait_for_timeout(200)  # until it doesn't fly by any more
        page.wait_for_function(
            "() => { const all = [...document.querySelectorAll('.cell:not([hidden])')];"
            "return all.length > 5 && all.every((each) => !each.matches('.waits')); }"
        )
        counts.append(page.evaluate("document.querySelectorAll('.gallery *').length"))
    assert max(counts) < 500 and max(counts) - min(counts) < _STILL
    # The last that one sees is the first that was made.
    page.wait_for_selector(f".cell[aria-posinset='{MANY}'] .name:text-is('work 0 of many')")
    # What comes meanwhile moves nothing; at the top it is there.
    last = page.locator(f".cell[aria-posinset='{MANY}']")
    before = last.bounding_box()
    new = studio.made("a new one", seed=1)[0]["id"]
    page.wait_for_selector(".fresh:visible")
    assert last.bounding_box() == before
    page.locator(".fresh").click()
    until(page, lambda: shown(page)[0], new)


def fill(home: Path, count: int) -> None:
    """Write a library of many small works."""
    library = Library(home / "data")
    library.begin(generator="image.sketch", version="1", prompt="first", asked={})
    path = library.database.path
    library.close()
    with closing(sqlite3.connect(path)) as db, db:
        runs = [each[1] for each in db.execute("PRAGMA table_info(runs)")]
        artifacts = [each[1] for each in db.execute("PRAGMA table_info(artifacts)")]
        for table, columns, row in (("runs", runs, _run), ("artifacts", artifacts, _artifact)):
            marks = ", ".join("?" * len(columns))
            rows = ([row(n).get(each) for each in columns] for n in range(count))
            db.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


def _run(n: int) -> dict[str, object]:
    return {
        "seq": n + 2, "id": f"run{n:06}", "created": 1.7e9 + n * 900, "medium": "text",
        "generator": "text.grammar", "version": "1", "prompt": f"work {n} of many", "asked": "{}",
        "status": "done", "seconds": 1.0, "condition": "{}",
    }  # fmt: skip


def _artifact(n: int) -> dict[str, object]:
    return {
        "id": f"run{n:06}-1", "run": n + 2, "item": 0, "seed": 1, "title": f"work {n} of many",
        "report": "{}", "recipe": "{}", "unfinished": 0, "excerpt": f"Words of {n}.",
    }  # fmt: skip
