"""Exports over HTTP: files, exhibitions, projects; and projects that are brought."""

import io
import re
import time
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from muse_server.aside.exhibition.clean import clean

API = "/api/v1"
SMALL = {"width": 64, "height": 64, "detail": "draft", "seed": 5}
NASTY = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> ../../x"


@pytest.fixture
def library(idle: Any, tmp_path: Path) -> list[str]:
    """The ids of a picture, a text and a song, with words that would like to be markup."""
    host = idle.host
    made = [
        host.run("image", prompt=f"a lake {NASTY}", output=tmp_path / "a.png", **SMALL),
        host.run("text", prompt="a haiku of rain", seed=1, output=tmp_path / "a.md"),
        host.run("music", bars=2, seed=1, title=NASTY, output=tmp_path / "a.mid"),
    ]
    return [each[0].id for each in made]


def export(server: Any, **asked: Any) -> dict[str, Any]:
    """Ask for an export, and wait for its end."""
    answer = server.client.post(f"{API}/exports", json=asked)
    assert answer.status_code == 202, answer.text
    told: dict[str, Any] = answer.json()
    end = time.monotonic() + 60
    while told["state"] == "running" and time.monotonic() < end:
        time.sleep(0.05)
        told = server.client.get(f"{API}/exports/{told['id']}").json()
    return told


def unpacked(server: Any, told: dict[str, Any]) -> dict[str, bytes]:
    assert told["state"] == "done", told
    assert told["done"] == told["total"]
    data = server.client.get(told["url"]).content
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def test_files_have_readable_names_and_their_recipes(idle: Any, library: list[str]) -> None:
    found = unpacked(idle, export(idle, kind="files", ids=library))
    kinds = sorted(Path(name).suffixes[0] for name in found)
    assert kinds == [".md", ".md", ".mid", ".png"], "and a recipe beside the text"
    assert all(re.fullmatch(r"[\w./-]+", name) and ".." not in name for name in found)
    jpg = unpacked(idle, export(idle, kind="files", ids=library, formats=[".jpg"]))
    assert sum(name.endswith(".jpg") for name in jpg) == 2, "the picture, and the score of the song"
    assert b"can't become .jpg" in jpg["not-included.txt"]


class Seen(HTMLParser):
    """The tags and addresses of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.odd: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [v or "" for n, v in attrs if n in ("src", "href", "poster")]
        self.odd += [n for n, _ in attrs if n.startswith("on") or n == "style"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_exhibition_is_whole_and_harmless(idle: Any, library: list[str], language: str) -> None:
    library = library if language == "en" else library[:2]  # sound takes its time
    shelf = idle.host.library.collections
    collection = shelf.put(shelf.add("Rain & <b>sun</b>", "For *you*").id, add=library).id
    told = export(idle, kind="exhibition", collection=collection, language=language)
    found = unpacked(idle, told)
    pages = {name: data.decode() for name, data in found.items() if name.endswith(".html")}
    assert len(pages) == len(library) + 1
    for name, page in pages.items():
        seen = Seen(page)
        assert not {"script", "iframe", "object", "style", "b"} & set(seen.tags), name
        assert not seen.odd
        assert "default-src 'none'" in page
        assert f'lang="{ {"zh": "zh-Hans"}.get(language, language) }"' in page
        for link in seen.links:
            target = (Path("/") / Path(name).parent / link).as_posix()
            real = Path("/", *_joined(target)).as_posix().lstrip("/")
            assert real in found, f"{name} leads to {link}"
    sounds = [name for name in found if name.endswith(".mp3")]
    assert len(sounds) == (language == "en")
    assert all(name.isascii() for name in found)
    front = next(page for name, page in pages.items() if name.endswith("index.html"))
    assert "Rain &amp; &lt;b&gt;sun&lt;/b&gt;" in front
    assert ("2 件作品" if language == "zh" else "3 works") in front


def _joined(path: str) -> list[str]:
    parts: list[str] = []
    for part in path.split("/"):
        parts = parts[:-1] if part == ".." else [*parts, part]
    return [part for part in parts if part]


def test_a_text_keeps_what_is_harmless_of_its_markup() -> None:
    given = (
        "<h1 onclick=x id=a>One</h1><p class=verse>two &lt;b&gt;<script>alert(1)</script>"
        "<a href='javascript:x'>three</a><svg><p>no</svg><embed src=x><br><div><em>four"
    )
    assert clean(given) == (
        '<h2>One</h2><p class="verse">two &lt;b&gt;three<br><div><em>four</em></div></p>'
    )
    assert clean("<p>" * 500).count("<p>") <= 102


def test_a_project_goes_to_another_home_over_http(
    idle: Any, library: list[str], make_server: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    assert idle.client.patch(f"{API}/artifacts/{library[0]}", json={"rating": 4}).status_code == 200
    told = export(idle, kind="project", ids=library)
    data = idle.client.get(told["url"]).content
    monkeypatch.setenv("MUSE_HOME", str(tmp_path / "other"))
    other = make_server()
    form = {"file": ("p.zip", data, "application/zip")}
    answer = other.client.post(f"{API}/projects", files=form)
    assert answer.status_code == 200, answer.text
    assert answer.json() == {"added": 3, "known": 0, "refused": {}, "collection": None}
    listed = other.client.get(f"{API}/artifacts").json()["artifacts"]
    assert {each["id"] for each in listed} == set(library)
    assert other.client.get(f"{API}/artifacts/{library[0]}").json()["rating"] == 4
    again = other.client.post(f"{API}/artifacts/{library[0]}/reproduce", json={}).json()
    assert again["verdict"] == "identical"
    assert other.client.post(f"{API}/projects", files=form).json()["known"] == 3
    wrong = other.client.post(f"{API}/projects", files={"file": ("p.zip", b"no", "a/b")})
    assert (wrong.status_code, "no project of Muse" in wrong.text) == (422, True)
    left = [p.name for p in (other.host.library.folder / "shown").iterdir() if p.is_file()]
    assert not [name for name in left if name.endswith(".part")]


def test_an_export_is_stopped_and_forgotten(idle: Any, library: list[str]) -> None:
    asked = {"kind": "exhibition", "ids": library}
    told = idle.client.post(f"{API}/exports", json=asked).json()
    place = f"{API}/exports/{told['id']}"
    assert idle.client.get(f"{place}/file").status_code == 409
    assert idle.client.delete(place).status_code == 204
    assert idle.client.get(place).status_code == 404
    folder = idle.host.library.folder / "shown" / "exports"
    end = time.monotonic() + 20
    while list(folder.glob("*/*.zip")) and time.monotonic() < end:
        time.sleep(0.05)
    assert not list(folder.glob("*/*.zip"))


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"kind": "files"}, 422),
        ({"kind": "files", "ids": []}, 422),
        ({"kind": "files", "ids": ["none-1"]}, 404),
        ({"kind": "files", "collection": "none"}, 404),
        ({"kind": "files", "ids": ["a-1"], "formats": ["../x"]}, 422),
        ({"kind": "movie", "ids": ["a-1"]}, 422),
        ({"kind": "exhibition", "ids": ["a-1"], "language": "fr"}, 422),
    ],
)
def test_what_can_not_be_exported_is_told(idle: Any, asked: dict[str, Any], status: int) -> None:
    assert idle.client.post(f"{API}/exports", json=asked).status_code == status
