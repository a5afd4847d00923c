"""Whatever people and files are called: no script runs, nothing is fetched, pages stay whole.

One library is filled with it once, then every page is looked at.
"""

import base64
import io
import zipfile
from urllib.parse import quote, urlencode

import httpx2 as httpx
import mido
import pytest

from studio_hostile import EVIL, SVGS, TEXTS
from studio_pages import Served, Studio

_WHOLE = """() => ({
  hurt: window.hurt ?? null,
  scripts: document.scripts.length,
  foreign: document.querySelectorAll("iframe, object, embed, base, meta[http-equiv]").length,
  handlers: [...document.querySelectorAll("*")].flatMap((each) => [...each.attributes])
    .filter(({ name, value }) => name.startsWith("on")
      || (/(href|src|action|data)$/.test(name) && /^\\s*(javascript|data):/i.test(value))).length,
  links: [...document.querySelectorAll("[href], [src]")].map((each) => each.href || each.src)
    .filter((each) => typeof each === "string" && each.startsWith("http"))
    .filter((each) => !each.startsWith(location.origin)).length,
  frame: document.querySelectorAll("#frame nav a").length,
  main: document.querySelectorAll("main#main").length,
})"""


def midi() -> bytes:
    """Return a piece whose names and words are hostile."""
    file = mido.MidiFile()
    for place in range(3):
        track = mido.MidiTrack()
        for number, text in enumerate(TEXTS[place::3]):
            kind = ("track_name", "lyrics", "marker", "text")[number % 4]
            value = {"name": text} if kind == "track_name" else {"text": text}
            value = {k: v.encode("latin-1", "replace").decode("latin-1") for k, v in value.items()}
            track.append(mido.MetaMessage(kind, **value, time=0))
        for pitch in (60, 64, 67, 72) * 2:
            track.append(mido.Message("note_on", note=pitch + place, velocity=80, time=0))
            track.append(mido.Message("note_off", note=pitch + place, velocity=0, time=480))
        file.tracks.append(track)
    made = io.BytesIO()
    file.save(file=made)
    return made.getvalue()


@pytest.fixture(scope="module")
def filled(served: Served) -> dict[str, str]:
    """A library in which everything has a hostile name; what pages are at."""
    runs = []
    for place, text in enumerate(TEXTS):
        said = f"# {text}\n\n{TEXTS[(place + 7) % len(TEXTS)]}\n\n> {text}\n"
        data = "data:text/markdown;base64," + base64.b64encode(said.encode()).decode()
        body = {"medium": "text", "generator": "text.draft", "sheet": f"draft-{place % 5}"}
        runs.append(served.ask("POST", "/runs", {**body, "condition": {"text": data}})["id"])
    prompt = " ".join(TEXTS)
    picture = served.made(prompt, sheet="picture", negative_prompt=prompt[:300])[0]["id"]
    form = {"file": (f"{TEXTS[1]}.mid", midi(), "audio/midi")}
    held = served.client.post(f"{served.url}/api/v1/uploads", files=form).json()["uploads"][0]
    names = {"title": TEXTS[0], "composer": TEXTS[1], "lyricist": TEXTS[2]}
    song = served.made("a calm tune", "music", melody=held, bars=None, sheet="song", **names)[0][
        "id"
    ]
    ids = [served.until(run)["artifacts"][0]["id"] for run in runs]
    for id, text in zip(ids, TEXTS, strict=True):
        tags = [text[:60]] if text.strip() and text.isprintable() else []
        change = {"note": text, "rating": 1 + len(text) % 5, "tags": tags}
        answer = served.client.patch(f"{served.url}/api/v1/artifacts/{id}", json=change)
        assert answer.status_code in (200, 422), answer.text
    for text in TEXTS:
        served.client.post(f"{served.url}/api/v1/collections", json={"name": text[:100]})
        value = {"title": text, "medium": text, "fields": {"prompt": text, text: text}}
        name = f"sheet-hostile-{TEXTS.index(text)}"
        served.ask("PUT", f"/desk/{name}", {"value": value, "revision": None})
    served.ask("DELETE", f"/artifacts/{ids[0]}")
    return {"picture": picture, "song": song, "text": ids[1], "other": ids[2]}


def pages(filled: dict[str, str]) -> list[str]:
    """Every page there is, and addresses that name nothing good."""
    hostile = [quote(TEXTS[place], safe="") for place in (0, 1, 4, 36, 40, 46)]
    asked = {"medium": "image", "prompt": TEXTS[0], "style": TEXTS[1], TEXTS[2]: TEXTS[3]}
    fields = urlencode(asked)
    return [
        "make", "make/picture", "make/song", *(f"make/draft-{n}" for n in range(5)),
        "make/hostile-0", "make/hostile-29", "make/hostile-36", f"make?{fields}",
        "keep", f"keep?{urlencode({'q': TEXTS[1], 'tag': TEXTS[0]})}", "keep/collections", "trash",
        *(f"artifact/{filled[name]}" for name in ("picture", "song", "text", "other")),
        f"compare/{filled['text']}/{filled['other']}", "grid/picture", "settings",
        *(f"artifact/{each}" for each in hostile[:3]), f"make/{hostile[3]}", f"{hostile[5]}",
        f"compare/{hostile[0]}/{hostile[1]}", f"keep?collection={hostile[1]}", f"grid/{hostile[2]}",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_page_stays_whole(studio: Studio, filled: dict[str, str], language: str) -> None:
    page = studio.open(language=language)
    for place in pages(filled):
        if language == "zh" and place.startswith("make/draft"):
            continue  # the same as in English
        studio.go(page, place)
        found = page.evaluate(_WHOLE)
        assert found == {
            "hurt": None, "scripts": 1, "foreign": 0, "handlers": 0, "links": 0,
            "frame": found["frame"], "main": 1,
        }, place  # fmt: skip
        assert found["frame"] >= 3, place
        assert page.url.startswith(f"{studio.url}/studio/"), place


def test_hostile_settings_of_the_desk_leave_the_page_usable(studio: Studio) -> None:
    value = {"language": TEXTS[0], "theme": TEXTS[1], "sheet": "../../x", "welcomed": [1]}
    studio.ask("PUT", "/desk/studio", {"value": value, "revision": None})
    page = studio.go(studio.page, "settings")
    assert page.evaluate(_WHOLE)["frame"] >= 3
    studio.ask("DELETE", "/desk/studio")


def test_hostile_words_are_written_and_read_back(studio: Studio) -> None:
    """Typed into the page, they make what they say, and stand there as they were typed."""
    page = studio.go(studio.page, "make/typed")
    box = page.locator("[name=prompt]:visible").first
    for text in TEXTS[:4]:
        box.fill(text)
        page.wait_for_timeout(50)
        assert box.input_value() == text
    studio.idle(page)
    assert page.evaluate(_WHOLE)["hurt"] is None


def test_foreign_markup_is_cleaned(studio: Studio) -> None:
    """What `base/clean.js` lets through can do nothing once it is on the page."""
    page = studio.go(studio.page, "settings")
    left = page.evaluate(
        """async ([svgs, texts]) => {
          const app = document.querySelector("script[src$='app.js']").src;
          const clean = await import(app.replace(/app\\.js$/, "base/clean.js"));
          const place = document.createElement("section");
          document.getElementById("main").append(place);
          const made = svgs.map(clean.svg).filter(Boolean);
          made.push(...texts.map((each) => {
            const one = document.createElement("div");
            one.append(clean.html(each));
            return one;
          }));
          place.append(...made);
          for (const each of place.querySelectorAll("*")) {
            for (const kind of ["click", "mouseover", "focus", "toggle", "load", "error"]) {
              each.dispatchEvent(new Event(kind));
            }
          }
          await new Promise((done) => setTimeout(done, 200));
          return made.length;
        }""",
        [list(SVGS), [*TEXTS, *SVGS]],
    )
    assert left > len(TEXTS)
    found = page.evaluate(_WHOLE)
    assert (found["hurt"], found["foreign"], found["handlers"], found["links"]) == (None, 0, 0, 0)
    left = "document.querySelectorAll('section style, section image, foreignObject').length"
    assert page.evaluate(left) == 0
    # The browser tells of what it refused to run while it read the markup; that is all there was.
    studio.troubles[:] = [each for each in studio.troubles if "Content Security" not in each]


def test_hostile_projects_are_refused_or_harmless(studio: Studio) -> None:
    """A zip with paths that climb, names that hurt, and no list of its own that is any good."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for text in TEXTS:
            made.writestr(text.replace("\x00", "") or "x", text)
        made.writestr("../../../climbed-out.txt", "x")
        made.writestr("project.json", '{"artifacts": [{"id": "../../evil", "title": "<script>"}]}')
        made.writestr("muse.json", "{" * 500)
    for data in (packed.getvalue(), b"PK\x03\x04" + b"\x00" * 60, b"", b"x" * 1000):
        form = {"file": (TEXTS[1], data, "application/zip")}
        answer = httpx.post(f"{studio.url}/api/v1/projects", files=form)
        assert 400 <= answer.status_code < 500, answer.text
    assert not list(studio.home.parent.rglob("climbed-out*"))
    page = studio.go(studio.page, "keep")
    assert page.evaluate(_WHOLE)["hurt"] is None


def test_the_names_are_fifty_and_nothing_of_them_is_asked_for(studio: Studio) -> None:
    assert len(set(TEXTS)) == 50
    assert EVIL not in studio.url
