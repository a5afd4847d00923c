"""Pages and books that need no library: what is in them, and the recipe that they carry."""

import io
import re
import zipfile
from collections.abc import Callable
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import HealthCheck, given, settings

from muse import Condition, Format, NotReady, RequestError
from muse_text.formats import muse_formats
from muse_text.formats.epub import epub
from muse_text.formats.page import html

from .test_reading import MARKDOWN, POEM, SCRIPT

FORMATS = {each.suffix: each for each in muse_formats()}
TEXT = "text/markdown"
STORY = """# 灯

<script>alert(1)</script> & *慢*慢地走，不要着急，天还没有黑。

## 一

走。

## 二

停。
""".encode()
HOSTILE = b"# \x00</title><script>x</script>\x1b\n\n\xff\xfe ]]> <!-- -- --> &#0; \x0b\n\n- \n>\n"


def parts(book: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        assert archive.testzip() is None
        return {info.filename: archive.read(info).decode() for info in archive.infolist()}


def test_a_page_runs_and_fetches_nothing() -> None:
    page = html(STORY).decode()
    assert '<html lang="zh">' in page and "<h1>灯</h1>" in page and "<em>慢</em>" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;" in page
    assert not re.search(r"<(script|link|img)|https?:|url\(|@import", page)
    assert "default-src 'none'" in page


def test_a_page_shows_verse_in_lines_and_scripts_as_scripts() -> None:
    assert '<span class="line">and <em>stays</em> for tea</span>' in html(POEM).decode()
    page = html(SCRIPT.encode()).decode()
    assert '<body class="script">' in page
    assert (
        '<p class="speech"><span class="name">BRAN</span><span class="aside">softly</span>'
        '<span class="said">Is it <em>lit</em>?</span></p>'
    ) in page


def test_a_book_has_a_file_for_each_chapter_and_a_table_of_contents() -> None:
    book = epub(STORY)
    assert book == epub(STORY)
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    inside = parts(book)
    assert inside["mimetype"] == "application/epub+zip"
    contents = re.findall(r'<a href="(.+?)">(.+?)</a>', inside["EPUB/nav.xhtml"])
    assert contents == [
        ("chapter-001.xhtml", "灯"),
        ("chapter-002.xhtml", "一"),
        ("chapter-003.xhtml", "二"),
    ]
    assert "<h1>一</h1>\n<p>走。</p>" in inside["EPUB/chapter-002.xhtml"]
    assert "<dc:language>zh</dc:language>" in inside["EPUB/package.opf"]
    assert "<h1>灯</h1>" in inside["EPUB/cover.xhtml"]
    for name, content in inside.items():
        if name.endswith((".xhtml", ".opf", ".xml")):
            Xml.fromstring(content)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(MARKDOWN)
def test_whatever_a_model_writes_is_well_formed(text: str) -> None:
    for name, content in parts(epub(text.encode())).items():
        if name.endswith((".xhtml", ".opf")):
            Xml.fromstring(content)


def test_a_text_of_a_title_alone_is_a_book() -> None:
    assert "<h1>Rain</h1>" in parts(epub(b"# Rain\n"))["EPUB/chapter-001.xhtml"]
    assert "<dc:title>-</dc:title>" in parts(epub(b""))["EPUB/package.opf"]


def test_bytes_that_are_no_text_are_no_matter() -> None:
    for data in (HOSTILE, b"", b"\n", "\ufeff# \u202e".encode()):
        for name, content in parts(epub(data)).items():
            if name.endswith((".xhtml", ".opf")):
                Xml.fromstring(content)
        assert "<script" not in html(data).decode()


@pytest.mark.parametrize("suffix", [".html", ".epub"])
def test_a_recipe_is_carried_and_leaves_no_trace(suffix: str) -> None:
    format = FORMATS[suffix]
    assert format.embed is not None and format.extract is not None
    made = format.encode[TEXT](STORY)
    assert format.extract(made) is None
    for recipe in ('{"a": "-- --> 灯"}', "{}", '{"long": "' + "x" * 100_000 + '"}'):
        carrying = format.embed(made, recipe)
        assert format.extract(carrying) == (made, recipe)
        if suffix == ".epub":
            assert parts(carrying)["META-INF/muse.json"] == recipe
        for cut in (carrying[:-1], carrying[:40], b""):
            assert format.extract(cut) is None
    if suffix == ".epub":
        with pytest.raises(ValueError, match="no zip"):
            format.embed(b"PK", "{}")


class _Asked(Condition):
    form: str | None = None
    prompt: str = ""


def lack(suffix: str, **fields: str) -> Exception | None:
    check: Callable[[Condition], Exception | None] = FORMATS[suffix].lacks[TEXT]
    return check(_Asked(**fields))


@pytest.mark.parametrize("suffix", [".fountain", ".fdx"])
def test_a_story_is_no_screenplay(suffix: str) -> None:
    found = lack(suffix, form="story")
    assert isinstance(found, RequestError)
    assert str(found) == f"{suffix} is for scripts, and this is a story; --form script"
    assert lack(suffix, form="script") is None and lack(suffix) is None


def test_a_library_that_lacks_is_told_before_any_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muse_text.formats.find_spec", lambda name: None)
    for suffix, library in ((".docx", "python-docx"), (".pdf", "typst")):
        found = lack(suffix)
        assert isinstance(found, NotReady)
        told = f'{suffix} requires {library}; pip install "muse-host[documents]"'
        assert str(found) == told
    kept: dict[str, Format] = {each.suffix: each for each in FORMATS.values() if not each.lacks}
    assert set(kept) == {".md", ".txt", ".html", ".epub"}
