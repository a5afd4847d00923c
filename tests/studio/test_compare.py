"""Compare two versions: an edge over pictures, one place in two sounds, words that differ."""

import time
from typing import TYPE_CHECKING, Any

from studio_pages import Studio

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def go(studio: Studio, page: "Page", *ids: str) -> "Page":
    """Show the comparison of two artifacts."""
    return studio.go(page, f"compare/{'/'.join(ids)}")


def row(page: "Page", name: str) -> "Locator":
    """Return the cells of a row of the table of differences."""
    header = page.get_by_role("rowheader", name=name)
    return page.get_by_role("row").filter(has=header).locator("td")


def stars(page: "Page", side: str, many: int) -> None:
    """Wait until a side has so many stars."""
    page.wait_for_function(
        "([side, n]) => document.querySelectorAll(`[data-side=${side}] .lit`).length === n",
        arg=[side, many],
    )


def test_two_pictures_are_marked_in_the_strip_and_compared_by_an_edge(studio: Studio) -> None:
    a = studio.made("a lake", sheet="two", seed=1, style="ink")[0]
    b = studio.made("a lake", sheet="two", seed=1, style="oil")[0]
    page = studio.go(studio.page, "make/two")
    strip = page.get_by_role("listbox", name="Versions").get_by_role("option")
    strip.last.focus()
    page.keyboard.press("x")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("x")
    page.locator("muse-versions").get_by_role("button", name="Compare", exact=True).click()
    page.wait_for_url(f"**/compare/{b['id']}/{a['id']}")
    edge = page.get_by_role("slider", name="Edge between A and B")
    edge.focus()
    page.keyboard.press("ArrowRight")
    assert edge.get_attribute("aria-valuenow") == "52"
    box = page.locator(".stage").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + 60, steps=3)
    page.mouse.up()
    assert edge.get_attribute("aria-valuenow") == "20"
    page.get_by_role("button", name="Side by side").click()
    assert edge.count() == 0
    assert row(page, "Style").all_inner_texts() == ["Oil", "Ink"]
    assert page.get_by_role("rowheader", name="Seed").count() == 0, "both have the same"


def test_the_better_one_gets_the_stars_by_a_key_and_it_can_be_undone(studio: Studio) -> None:
    a, b = (studio.made("a lake", sheet="better", seed=n)[0]["id"] for n in (1, 2))
    page = go(studio, studio.page, a, b)
    page.keyboard.press("2")
    stars(page, "B", 4)
    page.keyboard.press("1")
    stars(page, "A", 5)
    studio.idle(page)  # stars are shown before they are kept
    assert [studio.get(f"/artifacts/{each}")["rating"] for each in (a, b)] == [5, 4]
    page.keyboard.press("Control+z")
    stars(page, "A", 0)
    page.keyboard.press("s")
    page.wait_for_url(f"**/compare/{b}/{a}")


def test_what_was_asked_last_is_undone_though_the_server_answers_late(studio: Studio) -> None:
    a, b = (studio.made("a lake", sheet="late", seed=n)[0]["id"] for n in (1, 2))
    page = go(studio, studio.page, a, b)
    late = iter([700, 400, 0])

    def answer(route: Any) -> None:
        time.sleep(next(late, 0) / 1000)
        route.continue_()

    page.route("**/artifacts/change", answer)
    page.keyboard.press("2")
    page.keyboard.press("1")
    page.keyboard.press("Control+z")
    stars(page, "A", 0)
    stars(page, "B", 4)
    studio.idle(page)
    page.unroute("**/artifacts/change")
    assert [studio.get(f"/artifacts/{each}")["rating"] for each in (a, b)] == [None, 4]


def test_what_the_server_refused_isnt_undone(studio: Studio) -> None:
    a, b = (studio.made("a lake", sheet="refused", seed=n)[0]["id"] for n in (1, 2))
    page = go(studio, studio.page, a, b)
    page.keyboard.press("2")
    stars(page, "B", 4)
    studio.idle(page)
    page.route("**/artifacts/change", lambda route: route.fulfill(status=500, json={}))
    page.keyboard.press("1")
    stars(page, "A", 0)
    studio.idle(page)
    page.unroute("**/artifacts/change")
    assert len(studio.troubles) == 1 and "status of 500" in studio.troubles.pop()
    page.keyboard.press("Control+z")
    stars(page, "B", 0)


def test_two_sounds_are_switched_at_the_same_place(studio: Studio) -> None:
    a, b = (studio.made("a calm waltz", "music", sheet="sounds", seed=n, bars=4)[0]["id"]
            for n in (1, 2))  # fmt: skip
    studio.page.set_default_timeout(40_000)  # a sampled orchestra is heard first
    page = go(studio, studio.page, a, b)
    page.wait_for_function("() => document.querySelectorAll('.wave svg').length === 2")
    place = page.get_by_role("slider", name="Place in the sound")
    place.fill("3")
    page.locator("h1").click()
    page.keyboard.press("b")
    assert page.get_by_role("radio", name="B").get_attribute("aria-checked") == "true"
    assert abs(float(place.input_value()) - 3) < 0.05
    page.keyboard.press(" ")
    page.wait_for_function("() => Number(document.querySelector('.sounds input').value) > 3.2")
    page.get_by_role("radio", name="A").click()
    page.get_by_role("button", name="Pause").wait_for()
    assert float(place.input_value()) > 3.1
    page.keyboard.press(",")
    page.get_by_role("button", name="Pause").click()
    assert row(page, "Seed").all_inner_texts() == ["1", "2"]


def test_words_that_differ_are_told_in_both_languages(studio: Studio) -> None:
    a, b = (
        studio.made("小狐狸在雪地里", "text", sheet="texts", seed=n, verse="wujue", form="poem")[0]
        for n in (1, 2)
    )
    for language, gone in (("en", "only in A"), ("zh", "只在 A 中")):
        page = go(studio, studio.open(language=language, phone=language == "zh"), a["id"], b["id"])
        article = page.locator(".read article").first
        article.wait_for()
        assert page.locator("ins").count() and page.locator(f"del[title='{gone}']").count()
        wide = page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        assert wide, "nothing sticks out"


def test_the_diff_keeps_both_texts_and_finds_what_moved(studio: Studio) -> None:
    page = studio.go(studio.page, "settings")
    found = page.evaluate(
        """async () => {
          const base = document.querySelector("script[type=module]").src.replace("app.js", "base/");
          const { diff, likeness } = await import(base + "diff.js");
          const read = (pieces, not) => pieces.filter((one) => one.kind !== not)
            .map((one) => one.text).join("");
          const pairs = [
            ["The cat sat on the mat.", "The dog sat on a mat."],
            ["小狐狸走进森林。", "小猫走进大森林。"],
            ["", "new"], ["gone", ""], ["a\\n\\nb", "b\\n\\na"], ["same", "same"],
          ];
          let seed = 7;
          const next = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
          const some = () => Array.from({ length: Math.floor(next() * 30) },
            () => "ab c,雪\\n"[Math.floor(next() * 7)]).join("");
          for (let n = 0; n < 500; n += 1) pairs.push([some(), some()]);
          const wrong = pairs.filter(([a, b]) => {
            const pieces = diff(a, b);
            return read(pieces, "new") !== a || read(pieces, "gone") !== b;
          });
          const moved = diff("one two three four.\\nstay here with me now please\\n",
            "stay here with me now please\\none two three four.\\n");
          const start = performance.now();
          const long = () => Array.from({ length: 3000 }, () => "w" + Math.floor(next() * 400))
            .join(" ");
          diff(long(), long());
          return { wrong, moved: moved.some((one) => one.moved),
            words: diff("小狐狸走进森林。", "小猫走进森林。").map((one) => one.kind + one.text),
            same: likeness(diff("a b", "a b")), took: performance.now() - start };
        }"""
    )
    assert found["wrong"] == []
    assert found["moved"]
    assert found["words"] == ["same小", "gone狐狸", "new猫", "same走进森林。"]
    assert found["same"] == 1 and found["took"] < 5000


def test_the_other_one_is_chosen_where_one_is_named(studio: Studio) -> None:
    a, b = (studio.made("a lake", sheet="choose", seed=n)[0]["id"] for n in (1, 2))
    page = go(studio, studio.page, a)
    page.get_by_role("heading", name="Compare with which one?").wait_for()
    page.locator(".others a").first.click()
    page.wait_for_url(f"**/compare/{a}/{b}")
    page = go(studio, page, a, "nobody-1")
    assert "nobody-1" in page.locator("#main").inner_text()
