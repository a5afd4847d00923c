"""The page "make": words are read while one types, every field, runs while they are made."""

import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from studio_pages import Served, Studio

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

HERE = Path(__file__).parents[1]
EXAMPLES = HERE.parent / "examples"
STRANGERS = {
    "muse-zoo": {"zoo.dots": "zoo:Dots", "zoo.slow": "zoo:Slow", "zoo.breaks": "zoo:Breaks"},
    "muse-dots": {"image.dots": "muse_dots:Dots"},
    "muse-color": {"color.palette": "muse_color:Palette"},
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with some of the zoo, and with two plugins of strangers."""
    site = tmp_path_factory.mktemp("site")
    for name, points in STRANGERS.items():
        info = site / f"{name.replace('-', '_')}-1.0.dist-info"
        info.mkdir()
        info.joinpath("METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        listed = "\n".join(f"{point} = {value}" for point, value in points.items())
        info.joinpath("entry_points.txt").write_text(f"[muse]\n{listed}\n")
    site.joinpath("zoo.py").symlink_to(HERE / "zoo.py")
    site.joinpath("muse_dots.py").symlink_to(EXAMPLES / "muse-dots" / "muse_dots.py")
    site.joinpath("muse_color").symlink_to(EXAMPLES / "muse-color" / "muse_color")
    home = tmp_path_factory.mktemp("studio")
    home.joinpath("config").mkdir()
    home.joinpath("config", "config.toml").write_text("[plugins.server]\nworkers = 1\n")
    server = Served(home, site)
    server.start()
    yield server
    server.close()


@pytest.fixture(autouse=True)
def been_here(studio: Studio) -> Iterator[None]:
    """Have been here before: no welcome; and leave nothing that is made."""
    studio.ask("PUT", "/desk/studio", {"value": {"welcomed": True}})
    yield
    stop(studio)


def sheet() -> str:
    """Return the name of a new sheet."""
    return uuid.uuid4().hex[:12]


def opened(studio: Studio, query: str = "g=image", **options: Any) -> "Page":
    """Open a new sheet in a browser of its own; what `query` says is in its form."""
    page = studio.go(studio.open(**options), f"make/{sheet()}?{query}")
    page.locator("muse-form muse-field").first.wait_for(state="attached")
    return page


def write(page: "Page", words: str) -> None:
    """Write words, key by key, and wait until they are read."""
    box = page.locator("#prompt")
    box.click()
    with page.expect_response(lambda answer: answer.url.endswith("/check") and answer.ok):
        box.press_sequentially(words, delay=3)
    page.wait_for_timeout(250)


def chip(page: "Page", field: str) -> "Locator":
    """Return the chip of a field."""
    return page.locator(f'.chip[data-chip="{field}"]')


def asked(studio: Studio, page: "Page", *states: str) -> dict[str, Any]:
    """Press Make and return the run, once it is done or in one of these states."""
    before = {run["id"] for run in studio.get("/runs?limit=200")["runs"]}
    page.locator("button.make").click()
    return studio.new_run(before, *states, page=page)


def stop(studio: Studio) -> None:
    """Cancel whatever is made or waits."""
    for run in studio.get("/runs?state=queued,running&limit=200")["runs"]:
        studio.ask("POST", f"/runs/{run['id']}/cancel")


def kept(studio: Studio, page: "Page") -> dict[str, Any]:
    """Return the form that the server keeps of the sheet that a page shows."""
    page.wait_for_timeout(400)
    name = re.search(r"/make/([a-z0-9-]+)", page.url)
    assert name is not None
    value: dict[str, Any] = studio.get(f"/desk/sheet-{name[1]}")["value"]
    return value


def test_words_are_read_while_one_types(studio: Studio) -> None:
    page = opened(studio)
    write(page, "a happy lake at dawn in ink, zorblax")
    assert chip(page, "mood").inner_text() == "Mood = Joyful (happy)"
    assert chip(page, "style").inner_text() == "Style = Ink"
    assert chip(page, "zorblax").inner_text() == "Not understood: zorblax"
    assert page.locator('.look[data-value="ink"]').get_attribute("aria-checked") == "true"
    assert "prompt=a+happy+lake" in page.url


def test_chips_speak_chinese(studio: Studio) -> None:
    page = opened(studio, language="zh")
    write(page, "欢快的湖，水墨，清晨")
    assert "欢" in chip(page, "mood").inner_text()
    text = page.locator("muse-form").inner_text()
    assert not re.search(r"form\.|make\.|\bmood\b|\bstyle\b", text)


def test_what_was_read_can_be_dropped_and_read_again(studio: Studio) -> None:
    page = opened(studio, "g=image&width=128&height=128")
    write(page, "a happy lake in ink")
    chip(page, "mood").click()
    page.get_by_role("button", name="Don't read it").click()
    page.locator('.chip.dropped[data-chip="mood"]').wait_for()
    run = asked(studio, page)
    assert run["condition"]["mood"] is None
    assert "mood" not in run["artifacts"][0]["report"].get("read", {})
    chip(page, "mood").click()
    page.get_by_role("button", name="Read it again").click()
    page.locator('.chip.read[data-chip="mood"]').wait_for()
    assert kept(studio, page)["dropped"] == []


@pytest.mark.parametrize(
    ("medium", "words", "field", "otherwise"),
    [
        ("image", "a lake in ink", "style", "oil"),
        ("music", "a sad waltz in c minor", "key", None),
        ("text", "a haiku about the sea", "form", "story"),
    ],
)
def test_a_dropped_field_is_as_if_nobody_had_said_it(
    studio: Studio, medium: str, words: str, field: str, otherwise: str | None
) -> None:
    page = opened(studio, f"g={medium}&_drop={field}&prompt={words.replace(' ', '+')}")
    page.locator(f'.chip.dropped[data-chip="{field}"]').wait_for()
    told = studio.ask(
        "POST", "/check", {"medium": medium, "condition": {"prompt": words, field: otherwise}}
    )
    assert field not in told["report"].get("read", {})
    assert told["condition"][field] == otherwise


def test_a_locked_field_stays_whatever_is_written(studio: Studio) -> None:
    page = opened(studio)
    write(page, "a happy lake")
    chip(page, "mood").click()
    page.get_by_role("button", name="Keep it so").click()
    page.locator('.chip.locked[data-chip="mood"]').wait_for()
    page.locator("#prompt").fill("a gloomy lake")
    page.wait_for_timeout(500)
    assert chip(page, "mood").inner_text().strip() == "Mood = Joyful"
    form = kept(studio, page)
    assert form["locks"] == ["mood"] and form["fields"]["mood"] == "joyful"


def test_a_chip_changes_its_field_and_undo_takes_it_back(studio: Studio) -> None:
    page = opened(studio)
    write(page, "a happy lake")
    chip(page, "mood").click()
    page.locator(".popover select").select_option(label="Calm")
    page.keyboard.press("Escape")
    assert chip(page, "mood").inner_text().strip() == "Mood = Calm"
    page.keyboard.press("Control+z")
    page.locator('.chip.read[data-chip="mood"]').wait_for()


def test_words_that_are_not_understood_are_taken_out(studio: Studio) -> None:
    page = opened(studio)
    write(page, "a lake, zorblax, with trees")
    chip(page, "zorblax").click()
    page.get_by_role("button", name="Take them out").click()
    chip(page, "zorblax").wait_for(state="detached")
    assert page.locator("#prompt").input_value() == "a lake, with trees"


def test_each_medium_is_made(studio: Studio) -> None:
    page = opened(studio, "g=image&width=160&height=128&prompt=a+lake")
    picture = asked(studio, page)
    assert picture["generator"] == "image.sketch"
    page.locator(f'[data-artifact="{picture["artifacts"][0]["id"]}"], muse-shown').first.wait_for()
    page.locator('[data-medium="music"]').click()
    page.locator('[data-field="tempo"]').wait_for()
    page.locator("#prompt").fill("a waltz of 4 bars")
    music = asked(studio, page)
    assert (music["generator"], music["artifacts"][0]["files"][0]["suffix"]) == (
        "music.midi", ".mid",
    )  # fmt: skip
    page.locator('[data-medium="text"]').click()
    page.locator('.look[data-value="poem"]').wait_for()
    page.locator("#prompt").fill("a haiku about rain")
    assert asked(studio, page)["generator"] == "text.grammar"
    page.locator('[data-medium="image"]').click()
    page.locator('[data-field="width"]').wait_for()
    assert kept(studio, page)["fields"]["width"] == 160


def test_a_wrong_value_is_told_at_its_field(studio: Studio) -> None:
    page = opened(studio, language="zh")
    page.locator("summary").click()
    field = page.locator('muse-field[data-field="animate"]')
    field.locator("input[type=number]").fill("999")
    field.locator("input[type=number]").press("Tab")
    field.locator(".wrong").get_by_text("请填 0 到 120 之间的整数").wait_for()
    assert field.locator("[aria-invalid=true]").count() == 1


def test_an_address_fills_the_form_of_a_new_sheet(studio: Studio) -> None:
    page = opened(studio, "g=music.midi&prompt=a+tune&style=jazz&tempo=96&drums=false&_lock=style")
    form = kept(studio, page)
    assert form["fields"] == {"prompt": "a tune", "style": "jazz", "tempo": 96, "drums": False}
    assert form["locks"] == ["style"]
    other = studio.go(studio.open(), page.url.split("/studio/")[1].split("?")[0])
    assert other.locator("#prompt").input_value() == "a tune"


def test_two_tabs_show_the_same(studio: Studio) -> None:
    page = opened(studio)
    other = studio.open(beside=page)
    studio.go(other, page.url.split("/studio/")[1])
    page.locator("#prompt").fill("a red fox in the snow")
    other.wait_for_function(
        "() => document.querySelector('#prompt').value === 'a red fox in the snow'"
    )
    other.locator('.look[data-value="neon"]').click()
    page.locator('.look[data-value="neon"][aria-checked="true"]').wait_for()


def test_a_run_is_watched_cancelled_and_its_words_come(studio: Studio) -> None:
    page = opened(studio, "g=zoo.slow")
    run = asked(studio, page, "running")
    page.locator(".making .words").get_by_text("word5").wait_for()
    page.locator(".making .stop").click()
    studio.until(run["id"], "cancelled")
    page.locator(".making").wait_for(state="detached")
    page.locator("muse-result").get_by_text("word5").wait_for()  # what was written stays


def test_a_run_goes_on_without_its_page(studio: Studio) -> None:
    page = opened(studio, "g=zoo.slow")
    asked(studio, page, "running")
    page.locator(".making .words").get_by_text("word3").wait_for()
    page.reload()
    page.locator(".making .words").get_by_text("word0").wait_for(timeout=3000)
    assert page.locator(".making progress").get_attribute("value") is not None
    stop(studio)


def test_the_queue_is_reordered_and_shortened(studio: Studio) -> None:
    page = opened(studio, "g=zoo.slow")
    asked(studio, page, "running")
    ids = [asked(studio, page, "queued")["id"] for _ in range(3)]
    rows = page.locator("muse-queue li.queued")
    rows.nth(2).wait_for()
    rows.nth(2).locator('[data-act="up"]').focus()
    page.keyboard.press("Alt+ArrowUp")
    page.wait_for_timeout(300)
    page.keyboard.press("Alt+ArrowUp")
    page.wait_for_function(
        "id => document.querySelector('muse-queue li.queued').dataset.run === id", arg=ids[2]
    )
    studio.idle(page)
    wanted = {run: studio.get(f"/runs/{run}")["priority"] for run in ids}
    assert wanted[ids[2]] > max(wanted[ids[0]], wanted[ids[1]])
    rows.nth(1).drag_to(rows.nth(0))
    page.wait_for_function(
        "id => document.querySelector('muse-queue li.queued').dataset.run === id", arg=ids[0]
    )
    page.locator(f'[data-run="{ids[1]}"] [data-act="cancel"]').click()
    page.locator(f'muse-queue [data-run="{ids[1]}"]').wait_for(state="detached")
    assert studio.get(f"/runs/{ids[1]}")["state"] == "cancelled"
    stop(studio)


def test_a_model_that_is_not_here_is_told_before_it_is_asked_for(studio: Studio) -> None:
    page = opened(studio, "g=music.musicgen", language="zh")
    assert "muse pull facebook/musicgen-small" in page.locator("muse-box").inner_text()


def test_what_failed_says_so_and_is_tried_again(studio: Studio) -> None:
    page = opened(studio, "g=zoo.breaks")
    before = {run["id"] for run in studio.get("/runs?limit=200")["runs"]}
    page.locator("button.make").click()
    page.locator(".nothing.failed h2").wait_for()
    assert page.locator(".nothing.failed").get_attribute("role") == "alert"
    run = next(r for r in studio.get("/runs?limit=5")["runs"] if r["id"] not in before)
    page.locator(".nothing.failed button.main").click()
    page.wait_for_timeout(500)
    assert studio.get(f"/runs/{run['id']}")["attempt"] >= 1
    page.locator(f'muse-queue [data-run="{run["id"]}"] [data-act="dismiss"]').click()


def test_the_page_recovers_when_the_server_is_killed(studio: Studio) -> None:
    page = opened(studio, "g=zoo.slow")
    run = asked(studio, page, "running")
    page.locator(".making .words").get_by_text("word3").wait_for()
    studio.kill()
    page.locator(".away").wait_for(state="attached")
    page.locator("muse-form button.medium").first.wait_for()
    studio.again()
    page.wait_for_function("() => !document.documentElement.classList.contains('away')")
    studio.until(run["id"], "running")
    page.locator(".making .words").get_by_text("word2").wait_for()
    stop(studio)


def test_all_by_the_keyboard(studio: Studio) -> None:
    page = opened(studio, "g=image&width=128&height=128")
    page.locator("button.medium[aria-checked=true]").focus()
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "prompt":
            break
    page.keyboard.type("a lake")
    page.keyboard.press("Tab")
    page.wait_for_timeout(500)
    for _ in range(6):
        if page.evaluate("document.activeElement.classList.contains('look')"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.locator('.look[data-value="watercolour"][aria-checked="true"]').wait_for()
    before = {run["id"] for run in studio.get("/runs?limit=200")["runs"]}
    page.keyboard.press("Control+Enter")
    run = studio.new_run(before, page=page)
    assert run["condition"]["style"] == "watercolour"


def test_a_phone_makes_too(studio: Studio) -> None:
    page = opened(studio, "g=image&width=128&height=128", phone=True, language="zh")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("#prompt").fill("雪山")
    assert page.locator("button.make").is_visible()
    run = asked(studio, page)
    assert run["condition"]["prompt"] == "雪山"
    page.wait_for_timeout(600)
    top = page.locator("muse-result").evaluate("each => each.getBoundingClientRect().top")
    assert -20 < top < 400
    assert page.locator("button.make").is_visible()


def test_fields_of_strangers_are_there(studio: Studio) -> None:
    page = opened(studio, "g=color")
    assert page.locator('button.medium[data-medium="color"]').inner_text() == "Color"
    write(page, "calm sea, triadic")
    assert chip(page, "hue").inner_text() == "Hue = Blue (sea)"
    run = asked(studio, page)
    assert run["generator"] == "color.palette"
    page.locator('[data-medium="image"]').click()
    page.locator('.look[data-value="ink"]').wait_for()
    page.locator("button.by").click()
    page.locator('[data-generator="image.dots"]').click()
    dots = page.locator('muse-field[data-field="dots"] input[type="number"]')
    dots.fill("7")
    dots.press("Tab")
    assert page.locator("#prompt").is_hidden()
    made = asked(studio, page)
    assert made["generator"] == "image.dots" and made["condition"]["dots"] == 7
    page.locator("button.by").click()
    page.locator('[data-generator="image.sketch"]').click()
    page.locator('.look[data-value="ink"]').wait_for()
    assert page.locator("#prompt").input_value() == "calm sea, triadic"


def test_every_installed_generator_has_a_form(studio: Studio) -> None:
    page = studio.open()
    for each in studio.get("/generators")["generators"]:
        studio.go(page, f"make/{sheet()}?g={each['name']}")
        wanted = set(studio.get(f"/generators/{each['name']}")["condition"]["properties"])
        shown = set(page.eval_on_selector_all("muse-field", "all => all.map(f => f.spec.name)"))
        shown |= {"prompt", "height"}
        shown |= {page.evaluate("document.querySelector('.make-page').asking.look?.name")}
        assert wanted <= shown, each["name"]


def test_help_calls_fields_by_their_labels_and_seeds_have_no_slider(studio: Studio) -> None:
    page = opened(studio, "g=image.stylegan")
    page.locator("summary").first.click()
    mixed = page.locator('muse-field[data-field="mixed"]')
    assert "What “Seed to mix in” gives" in mixed.inner_text()
    assert not [said for said in page.locator("muse-field").all_inner_texts() if "--" in said]
    mix = page.locator('muse-field[data-field="mix"]')
    assert mix.locator('input[type="number"]').count() == 1
    assert mix.locator('input[type="range"]').count() == 0
    assert page.locator('muse-field[data-field="truncation"] input[type="range"]').count() == 1


def test_a_file_is_handed_in_and_taken_from_keep(studio: Studio, tmp_path: Path) -> None:
    [made] = studio.made("a lake", sheet=sheet())
    path = tmp_path / "a <b>picture.png"
    path.write_bytes(studio.client.get(studio.url + made["files"][0]["url"]).content)
    page = opened(studio, "g=image")
    page.locator("summary").click()
    field = page.locator('muse-field[data-field="init"]')
    field.locator("input[type=file]").set_input_files(path)
    field.locator("canvas.thumb").wait_for()
    assert kept(studio, page)["fields"]["init"]["name"] == path.name
    field.get_by_role("button", name="Take away").click()
    field.get_by_role("button", name="From Keep").click()
    page.locator("dialog.picker .pick").first.click()
    field.locator("img.thumb").wait_for()
    assert kept(studio, page)["fields"]["init"].startswith("muse:")


def test_sheets_are_begun_and_found_again(studio: Studio) -> None:
    page = opened(studio, "g=image&prompt=a+first+sheet")
    first = page.url
    kept(studio, page)
    page.get_by_role("button", name="New sheet").click()
    page.wait_for_function("() => document.querySelector('#prompt')?.value === ''")
    assert page.url != first
    page.locator("button.recent").click()
    page.locator("a.sheet").filter(has_text="a first sheet").click()
    page.wait_for_function("() => document.querySelector('#prompt')?.value === 'a first sheet'")
    page.go_back()
    page.wait_for_function("() => document.querySelector('#prompt')?.value === ''")


def test_the_first_visit_makes_in_one_click(studio: Studio) -> None:
    studio.ask("PUT", "/desk/studio", {"value": {}})
    page = studio.go(studio.page, "make")
    assert page.locator(".example").count() == 3
    before = {run["id"] for run in studio.get("/runs?limit=200")["runs"]}
    page.locator('[data-example="story"]').click()
    run = studio.new_run(before, page=page)
    assert run["medium"] == "text" and run["condition"]["seed"] == 7
    assert "seed" not in kept(studio, page)["fields"]
    assert studio.get("/desk/studio")["value"]["welcomed"] is True
    page.reload()
    page.locator("muse-form").wait_for()
    assert page.locator(".example").count() == 0
