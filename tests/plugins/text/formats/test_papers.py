"""Word documents and PDF, where their libraries are installed."""

import io
import re
import zipfile
import zlib

import pytest
from hypothesis import HealthCheck, given, settings

from muse import NotReady
from muse_text.formats import muse_formats

from .test_documents import HOSTILE, STORY
from .test_reading import MARKDOWN, POEM, SCRIPT

TEXT = "text/markdown"
WORD, PAPER = (
    next(each for each in muse_formats() if each.suffix == suffix) for suffix in (".docx", ".pdf")
)


def opened(text: bytes):
    docx = pytest.importorskip("docx")
    return docx.Document(io.BytesIO(WORD.encode[TEXT](text)))


def test_a_word_document_has_an_outline_and_the_fonts_of_its_language() -> None:
    made = opened(STORY)
    told = [(each.style.name, each.text) for each in made.paragraphs]
    assert told == [
        ("Title", "灯"),
        ("Normal", "<script>alert(1)</script> & 慢慢地走，不要着急，天还没有黑。"),
        ("Heading 1", "一"),
        ("Normal", "走。"),
        ("Heading 1", "二"),
        ("Normal", "停。"),
    ]
    normal = made.styles["Normal"].element.rPr.rFonts
    assert normal.get(normal.nsmap["w"].join("{}") + "eastAsia") == "SimSun"
    assert made.core_properties.title == "灯" and made.core_properties.author == ""


def test_a_word_document_shows_verse_in_lines_and_scripts_as_scripts() -> None:
    assert opened(POEM).paragraphs[1].text == "The rain comes down\nand stays for tea"
    told = [(each.style.name, each.text) for each in opened(SCRIPT.encode()).paragraphs][2:7]
    assert told == [
        ("Scene Heading", "Scene 1. EXT. QUAY - NIGHT"),
        ("Action", "Fog. A bell."),
        ("Character", "BRAN"),
        ("Parenthetical", "(softly)"),
        ("Dialogue", "Is it lit?"),
    ]


def test_a_word_document_is_the_same_each_time_and_carries_its_recipe() -> None:
    pytest.importorskip("docx")
    made = WORD.encode[TEXT](STORY)
    assert made == WORD.encode[TEXT](STORY)
    assert WORD.embed is not None and WORD.extract is not None
    carrying = WORD.embed(made, '{"a": 1}')
    assert WORD.extract(carrying) == (made, '{"a": 1}') and WORD.extract(made) is None
    with zipfile.ZipFile(io.BytesIO(carrying)) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
        assert b'Extension="json"' in archive.read("[Content_Types].xml")
        assert not any("thumbnail" in name for name in archive.namelist())


def pages(made: bytes) -> int:
    """Return how many pages a PDF has, by the largest count that it gives."""
    found = made
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.S):
        try:
            found += zlib.decompress(stream)
        except zlib.error:
            continue
    return max(int(n) for n in re.findall(rb"/Count (\d+)", found))


def test_a_pdf_is_the_same_each_time_and_holds_its_fonts() -> None:
    pytest.importorskip("typst")
    story = b"# Rain\n\n" + b"It rained all night and the roof held. " * 300
    made = PAPER.encode[TEXT](story)
    assert made.startswith(b"%PDF-") and made == PAPER.encode[TEXT](story)
    assert pages(made) == 4
    assert pages(PAPER.encode[TEXT](SCRIPT.encode())) == 1


def test_chapters_of_a_book_begin_on_a_page_of_their_own() -> None:
    pytest.importorskip("typst")
    parts = [f"## {n}\n\n" + "It rained and the roof held. " * 400 for n in range(3)]
    book, story = ("# Rain\n\n" + "\n\n".join(parts[:n]) for n in (3, 2))
    assert pages(PAPER.encode[TEXT](book.encode())) == 1 + 3 * 4
    assert pages(PAPER.encode[TEXT](story.encode())) < 8
    breaks = [each.paragraph_format.page_break_before for each in opened(book.encode()).paragraphs]
    assert breaks.count(True) == 3


def test_a_pdf_in_chinese_requires_a_font(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("typst")
    from muse_text.formats import paper

    monkeypatch.setattr(paper, "find_spec", lambda name: None)
    monkeypatch.setattr(paper, "_system", lambda: ())
    with pytest.raises(
        NotReady, match=r"in Chinese requires a font of it; pip install .*documents"
    ):
        PAPER.encode[TEXT](STORY)
    assert PAPER.encode[TEXT](POEM).startswith(b"%PDF-")


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(MARKDOWN)
def test_whatever_a_model_writes_becomes_a_document(text: str) -> None:
    pytest.importorskip("docx")
    pytest.importorskip("typst")
    data = text.replace("七", "c").encode()
    WORD.encode[TEXT](data)
    PAPER.encode[TEXT](data)


def test_bytes_that_are_no_text_become_a_document() -> None:
    pytest.importorskip("docx")
    pytest.importorskip("typst")
    assert WORD.encode[TEXT](HOSTILE).startswith(b"PK")
    assert PAPER.encode[TEXT](HOSTILE).startswith(b"%PDF-")
