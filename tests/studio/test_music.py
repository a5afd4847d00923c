"""Music is seen and heard: by one clock, note by note, part by part."""

from typing import TYPE_CHECKING, Any

import pytest

from studio_pages import Studio

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

# The piece alone on a page: what shows it is tried, not what stands around it.
_SHOW = """async (id) => {
  const app = document.querySelector("script[type=module]").src;
  await import(new URL("parts/music.js", app).href);
  const music = document.createElement("muse-music");
  music.setAttribute("artifact", id);
  document.querySelector("#main").replaceChildren(music);
}"""
_SHOW_PLAYING = _SHOW.replace(
    '"artifact", id)', '"artifact", id); music.setAttribute("autoplay", "")'
)
_MUSIC = "document.querySelector('muse-music')"
# Looks, whenever the score was told of a place, which notes are lit and which are due there.
_WATCH = """() => {
  const score = document.querySelector("muse-score");
  const { sound } = document.querySelector("muse-player");
  const map = score.told.timemap;
  window.seen = { looks: 0, wrong: [] };
  sound.addEventListener("position", () => {
    const { position } = sound;
    if (!sound.playing || map.some((entry) => Math.abs(entry.t - position) < 0.03)) return;
    const due = new Set();
    for (const entry of map) {
      if (entry.t > position) break;
      for (const id of entry.off ?? []) due.delete(id);
      for (const id of entry.on ?? []) due.add(id);
    }
    const there = [...score.querySelectorAll(".note")];
    const wrong = there.filter((note) => note.classList.contains("lit") !== due.has(note.id));
    window.seen.looks += 1;
    window.seen.lit = Math.max(window.seen.lit ?? 0, due.size);
    if (wrong.length) window.seen.wrong.push([position, ...wrong.map((note) => note.id)]);
  });
}"""


@pytest.fixture(scope="module")
def songs(served: Any) -> dict[str, str]:
    """Pieces that are made once: their ids by name."""
    return {
        "jazz": served.made("", "music", style="jazz", swing=66, bars=16, seed=4)[0]["id"],
        "song": served.made(
            "", "music", style="folk", tempo="80 -> 120", bars=8, seed=2, lyrics="la la la la"
        )[0]["id"],
    }


def shown(studio: Studio, page: "Page", id: str) -> "Page":
    studio.go(page, "settings")
    page.evaluate(_SHOW, id)
    page.wait_for_selector("muse-score .note", timeout=40_000)
    return page


def plays(page: "Page", after: float = 0.0) -> None:
    page.wait_for_function(
        f"() => {_MUSIC}.player.playing && {_MUSIC}.player.position > {after}", timeout=20_000
    )


@pytest.mark.parametrize("name", ["jazz", "song"])
def test_notes_are_lit_while_they_sound(studio: Studio, songs: dict[str, str], name: str) -> None:
    page = shown(studio, studio.page, songs[name])
    page.evaluate(_WATCH)
    page.click("muse-player .play")
    plays(page, 0.2)
    page.wait_for_function("() => window.seen.looks > 20 && window.seen.lit > 2", timeout=20_000)
    page.evaluate(f"() => {_MUSIC}.player.play(8)")  # and after a jump, and back
    plays(page, 8.3)
    page.evaluate(f"() => {_MUSIC}.player.play(1)")
    page.wait_for_timeout(600)
    assert page.evaluate("window.seen.wrong") == []
    page.click("muse-player .play")
    assert not page.evaluate(f"{_MUSIC}.player.playing")


def test_the_place_is_that_of_the_clock(studio: Studio, songs: dict[str, str]) -> None:
    """What the player calls its place is where the clock's samples are."""
    page = studio.page
    page.add_init_script(
        """window.starts = [];
        const real = AudioBufferSourceNode.prototype.start;
        AudioBufferSourceNode.prototype.start = function (when, offset) {
          window.starts.push({ when, offset, context: this.context });
          return real.call(this, when, offset);
        };"""
    )
    shown(studio, page, songs["jazz"])
    page.click("muse-player .play")
    plays(page, 0.3)
    page.evaluate(f"() => {_MUSIC}.player.play(9.5)")
    plays(page, 9.6)
    off = page.evaluate(
        f"""() => {{
          const {{ when, offset, context }} = window.starts.at(-1);
          const heard = offset + context.currentTime - context.outputLatency - when;
          return Math.abs({_MUSIC}.player.position - heard);
        }}"""
    )
    assert off < 0.03


def test_a_note_is_played_from(studio: Studio, songs: dict[str, str]) -> None:
    page = shown(studio, studio.page, songs["jazz"])
    at = page.evaluate(
        """() => {
          const entries = document.querySelector("muse-score").told.timemap;
          const entry = entries.find((each) => each.bar === 4 && each.on);
          return { id: entry.on[0], t: entry.t };
        }"""
    )
    page.locator(f"muse-score #{at['id']} use").first.click(force=True)
    plays(page, at["t"])
    assert page.evaluate(f"{_MUSIC}.player.position") < at["t"] + 1.5


def test_it_is_played_by_keys_alone(studio: Studio, songs: dict[str, str]) -> None:
    page = shown(studio, studio.page, songs["jazz"])
    page.wait_for_function(f"() => {_MUSIC}.player.sound.ready")
    page.keyboard.press(" ")
    plays(page)
    page.keyboard.press(" ")
    page.wait_for_function(f"() => !{_MUSIC}.player.playing")
    place = page.get_by_role("slider", name="Place in the sound")
    place.focus()
    page.keyboard.press("Home")
    assert place.get_attribute("aria-valuenow") == "0"
    page.keyboard.press("ArrowRight")
    assert place.get_attribute("aria-valuenow") == "5"
    page.keyboard.press("End")
    assert place.get_attribute("aria-valuenow") == place.get_attribute("aria-valuemax")
    page.get_by_role("tab", name="Score").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("muse-roll:visible")
    assert page.get_by_role("tab", name="Piano roll").get_attribute("aria-selected") == "true"
    assert page.get_by_role("img", name="Piano roll of").is_visible()


def test_parts_are_heard_alone(studio: Studio, songs: dict[str, str]) -> None:
    page = shown(studio, studio.page, songs["jazz"])
    page.click("muse-player .play")
    plays(page, 0.5)
    page.get_by_role("tab", name="Parts").click()
    page.wait_for_function(f"() => {_MUSIC}.sound.parted", timeout=30_000)
    plays(page, 0.6)  # it goes on where it was
    rows = page.locator("muse-parts li")
    assert rows.count() == len(page.evaluate(f"{_MUSIC}.notes.parts"))
    page.get_by_role("button", name="Only: Drums").click()
    page.wait_for_timeout(400)
    levels = page.evaluate(
        f"() => {_MUSIC}.notes.parts.map((part, at) => [part.drums, {_MUSIC}.sound.level(at)])"
    )
    assert all(level == 0 for drums, level in levels if not drums)
    assert page.locator("muse-parts li.silent").count() == rows.count() - 1
    page.get_by_role("button", name="All as they were").click()
    assert page.locator("muse-parts li.silent").count() == 0


def test_words_are_lit_as_they_are_sung(studio: Studio, songs: dict[str, str]) -> None:
    page = shown(studio, studio.open(language="zh", dark=True), songs["song"])
    page.get_by_role("tab", name="歌词").click()
    line = page.locator(".sung .sung-line").first
    line.click()
    page.wait_for_selector(".sung .sung-line.now .sung-now")
    assert page.locator("muse-score:visible").count() == 0
    page.get_by_role("tab", name="乐谱").click()
    assert page.locator("muse-score").get_attribute("aria-label").startswith("乐谱")


def test_a_phone_shows_narrow_pages(studio: Studio, songs: dict[str, str]) -> None:
    page = shown(studio, studio.open(phone=True), songs["jazz"])
    box = page.locator("muse-score .leaf svg").first
    assert (box.get_attribute("viewBox") or "").startswith("0 0 900 ")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360


def test_two_players_take_turns(studio: Studio, songs: dict[str, str]) -> None:
    """One falls silent when the other plays, and goes on at the same place."""
    page = shown(studio, studio.page, songs["jazz"])
    page.evaluate(
        """async (id) => {
          const other = document.createElement("muse-player");
          other.id = "other";
          other.setAttribute("artifact", id);
          document.querySelector("#main").append(other);
        }""",
        songs["song"],
    )
    page.click("muse-music .play")
    plays(page, 0.4)
    page.wait_for_function("() => document.querySelector('#other').sound?.ready", timeout=20_000)
    at = page.evaluate(
        f"""async () => {{
          const first = {_MUSIC}.player;
          const other = document.querySelector("#other");
          let told = 0;
          other.addEventListener("position", () => {{ told += 1; }});
          const at = first.position;
          await other.play(at);
          return {{ at, now: other.position, first: first.playing, other: other.playing, told }};
        }}"""
    )
    assert at["other"] and not at["first"] and at["told"]
    assert abs(at["now"] - at["at"]) < 0.1


def test_a_sound_alone_has_its_waveform(studio: Studio) -> None:
    """A file of sound is played as it is, and its peaks are there before it is."""
    body = {
        "medium": "music",
        "condition": {"bars": 4, "seed": 3, "style": "march"},
        "formats": [".wav"],
    }
    run = studio.until(studio.ask("POST", "/runs", body)["id"])
    page = studio.go(studio.page, "settings")
    page.evaluate(_SHOW, run["artifacts"][0]["id"])
    page.wait_for_selector("muse-music .play:enabled")
    assert page.locator("muse-music [role=tab]").count() == 0
    page.click("muse-player .play")
    plays(page, 0.2)
    dark = page.evaluate(
        """() => {
          const canvas = document.querySelector("muse-player canvas");
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          return data.filter((_, at) => at % 4 === 3 && data[at] > 60).length;
        }"""
    )
    assert dark > 2000


def test_what_cannot_be_heard_is_told(studio: Studio, songs: dict[str, str]) -> None:
    page = studio.page
    page.route("**/views/sound", lambda route: route.fulfill(status=404, body="{}"))
    shown(studio, page, songs["jazz"])
    page.click("muse-player .play")
    page.wait_for_selector("#alarm:not(:empty)")
    page.unroute("**/views/sound")
    page.click("muse-player .play")
    plays(page)


def test_it_begins_before_all_of_it_is_there(studio: Studio, songs: dict[str, str]) -> None:
    page = studio.page
    waiting: list[Route] = []
    page.route("**/views/sound", lambda route: waiting.append(route))
    studio.go(page, "settings")
    page.mouse.click(5, 5)  # a browser lets a page be heard once somebody did something there
    page.evaluate(_SHOW_PLAYING, songs["song"])
    plays(page, 0.5)
    assert len(waiting) == 1
    page.evaluate(
        f"() => {{ const {{ player }} = {_MUSIC};"
        " player.sound.addEventListener('ready', () => { window.ready = player.position; }); }"
    )
    waiting[0].continue_()
    page.wait_for_function("() => window.ready > 0.5")
    begun = page.evaluate("window.ready")
    page.wait_for_function(
        f"() => {_MUSIC}.player.position > {begun} + 1 && {_MUSIC}.player.playing"
    )
    assert page.evaluate(f"{_MUSIC}.player.position") < begun + 5
    page.unroute("**/views/sound")


def test_it_loops_and_goes_faster(studio: Studio, songs: dict[str, str]) -> None:
    page = shown(studio, studio.page, songs["song"])
    page.get_by_role("button", name="Again and again").click()
    page.wait_for_function(f"() => {_MUSIC}.player.sound.ready")
    page.evaluate(f"() => {_MUSIC}.player.play({_MUSIC}.player.duration - 0.4)")
    plays(page)
    page.wait_for_function(f"() => {_MUSIC}.player.position < 5 && {_MUSIC}.player.playing")
    page.get_by_label("Speed").select_option("1.5")
    page.wait_for_function(f"() => {_MUSIC}.player.playing && {_MUSIC}.sound.rate === 1.5")
    first = page.evaluate(f"{_MUSIC}.player.position")
    page.wait_for_timeout(800)
    assert page.evaluate(f"{_MUSIC}.player.position") - first > 0.9
