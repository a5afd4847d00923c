"""What a text is, as every document format takes it: its blocks, its kind and its language."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muse_text.formats.document import Block, Run
from muse_text.formats.page import html
from muse_text.formats.reading import read

POEM = b"# Rain\n\nThe rain comes down  \nand *stays* for tea  \n\nand goes."
SCRIPT = """# The Lamp

*A play.*

## Scene 1. EXT. QUAY - NIGHT

Fog. A bell.

**BRAN**: (softly) Is it *lit*?

**Oona:** No.

BRAN (O.S.)
(shouting)
Then light it!
"""


def kinds(text: str | bytes) -> list[tuple[str, str]]:
    document = read(text if isinstance(text, bytes) else text.encode())
    return [(block.kind, block.text) for block in document.blocks]


def test_verse_keeps_its_lines_and_prose_gets_one() -> None:
    poem = read(POEM)
    assert (poem.title, poem.kind, poem.language) == ("Rain", "verse", "en")
    assert poem.blocks[0].lines[1] == (Run("and "), Run("stays", italic=True), Run(" for tea"))
    assert kinds(POEM)[0] == ("stanza", "The rain comes down\nand stays for tea")
    # A model's poem has no marks at its line ends; prose broken at 80 columns has neither.
    assert kinds("Rain falls\non roofs")[0] == ("stanza", "Rain falls\non roofs")
    wide = "The harbour master had never in his life seen so many boats come home at\nonce."
    assert kinds(wide) == [("paragraph", wide.replace("\n", " "))]
    chinese = "老船长从来没有见过这么多的船在同一个晚上一起回到港口里来，他站了很久很久。\n天亮了。"
    assert kinds(chinese) == [("paragraph", chinese.replace("\n", ""))]


def test_a_section_named_in_brackets_is_a_heading() -> None:
    assert kinds("# Song\n\n[Verse 1]\nOne line\nand two\n\n【副歌】\n再来\n一次") == [
        ("heading", "Verse 1"),
        ("stanza", "One line\nand two"),
        ("heading", "副歌"),
        ("stanza", "再来\n一次"),
    ]


def test_who_speaks_in_a_script_and_how() -> None:
    document = read(SCRIPT.encode())
    assert document.kind == "script"
    speeches = [(b.name, b.aside, b.text) for b in document.blocks if b.kind == "speech"]
    assert speeches == [
        ("BRAN", "softly", "Is it lit?"),
        ("Oona", "", "No."),
        ("BRAN (O.S.)", "shouting", "Then light it!"),
    ]
    assert document.blocks[2] == Block("paragraph", ((Run("Fog. A bell."),),))
    chinese = read(
        "## 第一场 码头 · 夜 · 外\n\n**裴行**：（低声）灯呢？\n\n柳拂衣：灭了。".encode()
    )
    told = [(b.name, b.aside, b.text) for b in chinese.blocks if b.kind == "speech"]
    assert (chinese.kind, told) == (
        "script",
        [("裴行", "低声", "灯呢？"), ("柳拂衣", "", "灭了。")],
    )


def test_a_sheet_of_labels_is_no_script() -> None:
    sheet = "\n\n".join("**Wants:** a boat\n\n**Fears:** the sea" for _ in range(3))
    assert read(sheet.encode()).kind == "prose"


def test_marks_that_prose_has_no_use_for_are_words() -> None:
    assert kinds("He left.\n---\n    She stayed.") == [
        ("paragraph", "He left."),
        ("rule", ""),
        ("paragraph", "She stayed."),
    ]
    assert kinds("[note]: she said <b>no</b> &amp; went") == [
        ("paragraph", "[note]: she said <b>no</b> & went")
    ]
    assert kinds("see [the map](https://example.org) <!-- muse chapter 1 is whole -->") == [
        ("paragraph", "see the map (https://example.org)")
    ]


def test_lists_keep_their_numbers_and_depth() -> None:
    points = [
        (b.mark, b.level, b.text) for b in read(b"3. three\n   - in\n4. four\n\n   more").blocks
    ]
    assert points == [("3.", 0, "three"), ("•", 1, "in"), ("4.", 0, "four"), ("", 0, "more")]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Der Regen fällt und die Nacht ist lang", "de"),
        ("La pluie tombe sur les toits et elle ne dort pas", "fr"),
        ("雨落在屋檐上", "zh"),
        ("雨が降っている", "ja"),
        ("Дождь идёт", "ru"),
        ("xyzzy", "und"),
    ],
)
def test_the_language_is_that_of_the_letters_and_commonest_words(text: str, tag: str) -> None:
    assert read(text.encode()).language == tag


MARKDOWN = st.text("ab七 \n\n#*_-+>`~[]():：1.|\\\t$@!=", max_size=200)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(MARKDOWN.filter(lambda text: "|" not in text and "!" not in text))
def test_no_letter_is_lost(text: str) -> None:
    document = read(text.encode())
    told = [document.title]
    for block in document.blocks:
        told += [block.name, block.aside, block.text]
    expected = re.findall("[ab七]", text)
    assert sorted(re.findall("[ab七]", "".join(told))) == sorted(expected)


def test_lists_in_lists_without_end_keep_their_words() -> None:
    assert "word" in html(("- " * 2000 + "word").encode()).decode()
    assert "word" in html((">" * 2000 + "word").encode()).decode()
