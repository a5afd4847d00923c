"""What a page shows of a text."""

from collections.abc import Callable

import pytest

from muse_text.formats import muse_formats

View = Callable[[bytes, str], tuple[str, bytes]]


def view(suffix: str) -> View:
    return next(each for each in muse_formats() if each.suffix == suffix).views["html"]


def test_prose_is_an_article_of_its_language() -> None:
    kind, shown = view(".md")("# 河\n\n小船走了。\n\n“走罢。”他说。\n".encode(), "")
    assert kind == "text/html"
    text = shown.decode()
    assert text.startswith('<article class="prose" lang="zh">')
    assert "<h1>河</h1>" in text and "<p>小船走了。</p>" in text


def test_verse_has_a_line_for_each_line() -> None:
    text = view(".md")(b"# Rain\n\nOne line,  \nand two.\n", "")[1].decode()
    assert '<article class="verse" lang="en">' in text
    assert text.count('<span class="line">') == 2


def test_markup_of_others_is_text() -> None:
    text = view(".md")(b"A <script>alert(1)</script> & <b onclick=x>b</b>\n", "")[1].decode()
    assert "<script" not in text and "&lt;script&gt;" in text and "<b " not in text
    assert "style=" not in view(".md")(b"- one\n- two\n\n1. first\n2. second\n", "")[1].decode()


def test_a_text_without_marks_keeps_its_lines() -> None:
    text = view(".txt")(b"# no heading\nnext\n\nlast <i>\n", "")[1].decode()
    assert "<p># no heading<br/>next</p>" in text and "last &lt;i&gt;" in text


def test_there_are_no_places_in_it() -> None:
    with pytest.raises(KeyError):
        view(".md")(b"text", "2")
