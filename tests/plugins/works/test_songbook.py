"""Songbooks: what is sung to the notes, what prompts say, and books that pypdf reads."""

import io

import pytest

import muse
from muse.testing import conformance
from muse_works.songbook import reading, verses

WORDS = """# The Sea

## Verse 1

The sea is wide
The sea is blue

## Pre-chorus

Wait for me

## Chorus

Sing of the sea

## Verse 2

The boat is small
The gull is too

## Chorus

Sing of the sea
"""

TUNE = b"""X:1
T:Scale Song
M:4/4
L:1/4
K:C
"C"CDEF|"G7"GFED|"F"FGAF|"C"C4|
w: One two three four five six se-ven eight nine ten e-leven.
"""


def test_a_song_is_its_first_verse_and_chorus_and_more_verses_below() -> None:
    words = verses.read(WORDS)
    assert words.title == "The Sea"
    assert words.lyrics == (
        "[Verse]\nThe sea is wide\nThe sea is blue\n\n[Chorus]\nSing of the sea"
    )
    assert words.form == "verse 4, chorus 2"
    assert words.more == [("The boat is small", "The gull is too")]
    assert words.left_out == ["Pre-chorus"]


@pytest.mark.parametrize(
    ("prompt", "songs", "one", "title", "language"),
    [
        ("five songs about the sea for children", 5, "a song about the sea for children",
         "Songs of the Sea", "en"),
        ("五首关于大海的儿歌", 5, "一首关于大海的儿歌", "大海之歌", "zh"),
    ],
)  # fmt: skip
def test_a_prompt_says_how_many_songs_and_what_about(
    prompt: str, songs: int, one: str, title: str, language: str
) -> None:
    assert reading.read(prompt).fields["songs"].value == songs
    assert reading.one(prompt) == one
    assert reading.title(prompt, language) == title
    assert reading.for_children(prompt)


def test_a_book_has_cover_contents_and_songs_in_another_key() -> None:
    pypdf = pytest.importorskip("pypdf")
    for name in ("typst", "fontpkg_playfair_display", "manimgx_fonts_cjk"):
        pytest.importorskip(name)
    with muse.Host() as host:
        book = host.run(
            "book.songbook", songs_from=[TUNE], title="School", edition="Bb", pictures="none",
            words=True, seed=1, formats=[".pdf", ".cho"],
        )[0]  # fmt: skip
    assert book.report.measured["keys"] == ["D major"]
    document = pypdf.PdfReader(io.BytesIO(book.files[".pdf"].data))
    pages = [" ".join(page.extract_text().split()) for page in document.pages]
    assert "School" in pages[0] and "B flat" in pages[0]
    assert "Scale Song" in pages[1] and pages[1].endswith("1")
    assert "Scale Song" in pages[2] and "A7" in pages[2] and "leven" in pages[2]
    assert len(pages) == 4 and "three" in pages[3]
    assert "{title: Scale Song}" in book.files[".cho"].data.decode()


@pytest.mark.slow
class TestAtLength:
    """All that every generator promises."""

    test_book_songbook = staticmethod(conformance("book.songbook", seconds=30))
