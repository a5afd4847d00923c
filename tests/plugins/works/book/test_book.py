"""Picture books through the host: what every generator promises, and what books promise."""

import base64
import io
import re
import shutil
import subprocess
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

pytest.importorskip("typst")
pytest.importorskip("fontTools")
pytest.importorskip("fontpkg_archivo")
pytest.importorskip("fontpkg_lora")
pytest.importorskip("manimgx_fonts_cjk")
pytest.importorskip("hibari")

import numpy as np
from PIL import Image

import muse
from muse.testing import conformance
from muse_works.book import laying, reading_aloud
from muse_works.book.board import Page

test_book_picture = pytest.mark.slow(conformance("book.picture", seconds=1))
test_text_picturebook = conformance("text.picturebook", seconds=1)

BOARD = """# The Boat

- for: Anna

## Characters

- Pip: a little fox

## Page 1

Pip saw a boat. “Oh!” said Pip.

- who: Pip
- where: by a lake
- time: day

## Page 2

The moon came up. Good night.

- who: Pip
- doing: sleeping
- where: on a hill
- time: night
"""
SMALL = {"seed": 5, "dpi": 24, "detail": "draft", "score": False}


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("book")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUSE_MARK", "off")  # as in every test; this is begun before the first of them
        with muse.Host(library=folder / "data", config=folder / "config.toml") as opened:
            yield opened


@pytest.fixture(scope="module")
def book(host: muse.Host) -> muse.Artifact:
    formats = [".pdf", ".epub", ".html", ".md"]
    return host.run("book", formats=formats, storyboard=BOARD.encode(), **SMALL)[0]


def test_a_pdf_has_its_pages_and_its_fonts_inside(book: muse.Artifact) -> None:
    pypdf = pytest.importorskip("pypdf")
    pages = pypdf.PdfReader(io.BytesIO(book.files[".pdf"].data)).pages
    assert len(pages) == 2 + 3  # cover, title and end
    assert "Pip saw a boat." in pages[2].extract_text()
    assert "for Anna" in pages[1].extract_text()
    for font in pages[2]["/Resources"]["/Font"].values():
        held = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(held.get_object())


def test_each_word_of_an_epub_lights_up_in_its_time(book: muse.Artifact) -> None:
    with zipfile.ZipFile(io.BytesIO(book.files[".epub"].data)) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        page = archive.read("EPUB/page-1.xhtml").decode()
        smil = ElementTree.fromstring(archive.read("EPUB/page-1.smil"))
    space = "{http://www.w3.org/ns/SMIL}"
    words = re.findall(r'<span id="(p1w\d+)"', page)
    assert len(words) == 7
    pairs = list(smil.iter(f"{space}par"))
    ids = [each.find(f"{space}text").attrib["src"].partition("#")[2] for each in pairs]
    assert ids == words
    clips = [each.find(f"{space}audio").attrib for each in pairs]
    begins = [float(clip["clipBegin"][:-1]) for clip in clips]
    ends = [float(clip["clipEnd"][:-1]) for clip in clips]
    assert begins[0] == 0 and begins[1:] == ends[:-1]
    assert all(a < b for a, b in zip(begins, ends, strict=True))


def test_epubcheck_finds_nothing(book: muse.Artifact, tmp_path: Path) -> None:
    checker = Path("/usr/share/java/epubcheck.jar")
    if not checker.exists() or shutil.which("java") is None:
        pytest.skip("epubcheck isn't installed")
    path = tmp_path / "book.epub"
    path.write_bytes(book.files[".epub"].data)
    done = subprocess.run(
        ["java", "-jar", checker, "--failonwarnings", path], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_a_page_that_plays_asks_for_nothing_outside(book: muse.Artifact) -> None:
    html = book.files[".html"].data.decode()
    assert not re.search(r'(?:src|href)="(?!data:)', html)
    script = re.search(r"<script>(.*?)</script>", html, re.DOTALL)[1]
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1]
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    for text in (script, style):
        assert base64.b64encode(sha256(text.encode()).digest()).decode() in policy
    assert " style=" not in html


def test_a_changed_caption_makes_that_page_alone_again(
    host: muse.Host, book: muse.Artifact
) -> None:
    edited = book.files[".md"].data.decode().replace("Good night.", "Sleep well.")
    again = host.run("book", formats=[".epub"], storyboard=edited.encode(), **SMALL)[0]
    before, after = book.recipe["parts"], again.recipe["parts"]
    hashed = {
        name: (before[name]["payload"] if name in before else None, after[name]["payload"])
        for name in after
    }
    assert [name for name, (old, new) in hashed.items() if old != new] == ["page-2/voice"]


def test_a_page_may_have_no_words_and_odd_characters_break_nothing(host: muse.Host) -> None:
    text = BOARD.replace("Pip saw a boat. “Oh!” said Pip.\n", "").replace("Boat", "\x01<Boat>")
    made = host.run("book", formats=[".epub"], storyboard=text.encode(), **SMALL)[0]
    with zipfile.ZipFile(io.BytesIO(made.files[".epub"].data)) as archive:
        names = archive.namelist()
        for name in names:
            if name.endswith((".xhtml", ".opf")):
                ElementTree.fromstring(archive.read(name))
    assert [name for name in names if name.endswith(".mp3")] == ["EPUB/page-2.mp3"]
    assert made.title == "The <Boat>"


def test_texts_have_room_on_their_pages(host: muse.Host) -> None:
    said = "The fox ran on and on until the moon was up in the sky. "
    made = host.run("book", formats=[".md"], story=(said * 80).encode(), pages=4)[0]
    assert made.report.measured["pages"] > 4
    with pytest.raises(muse.RequestError, match="too many for 40 pages"):
        host.run("book", formats=[".md"], story=(said * 800).encode())
    with pytest.raises(muse.RequestError, match="is no JSON"):
        host.run("book", formats=[".md"], prompt="a fox", characters=b"garbage")
    with pytest.raises(muse.RequestError, match="page 1 has no room for 2,"):
        host.run("book", formats=[".md"], storyboard=f"## Page 1\n\n{said * 45}\n".encode())


def test_a_storyboard_says_how_many_pages_would_be_made(host: muse.Host) -> None:
    with host.stream("book", storyboard=BOARD.encode(), **SMALL) as stream:
        request, item = stream.request, stream.run.items[0]
        called = [each.called for each in request.generator.orders(request.condition, item)]
    assert [name for name in called if name.endswith("voice")] == ["page-1/voice", "page-2/voice"]


def test_a_text_keeps_off_the_figures_and_has_contrast() -> None:
    picture = Image.new("RGB", (200, 200), (20, 26, 60))
    page = Page("One little fox looked up.")
    figure = laying.Kept(0.3, 0.0, 0.7, 0.5)
    laid, shown = laying.lay(page, "full", "square", 20.0, "en", False, picture, [figure])
    assert laid.at == "bottom" and laid.contrast >= 4.5 and laid.colour == laying.LIGHT
    noise = np.random.default_rng(1).integers(0, 255, (200, 200, 3), dtype=np.uint8)
    laid, _ = laying.lay(page, "full", "square", 20.0, "en", False, Image.fromarray(noise))
    assert laid.contrast >= 4.5
    assert shown.size == picture.size


def test_words_are_heard_one_after_the_other() -> None:
    told = [{"words": [[0.1, 0.4, "“We"], [0.5, 0.9, "jump!”"], [1.2, 1.6, "Yes."]]}]
    rows = reading_aloud.timed("“We jump!”\n\nYes.", told, 2.0)
    assert [[word.text for word in row] for row in rows] == [["“We", "jump!”"], ["Yes."]]
    assert [(w.start, w.end) for row in rows for w in row] == [(0, 0.5), (0.5, 1.2), (1.2, 2.0)]
