"""From a story to a storyboard, and its Markdown."""

import random
from dataclasses import replace

import pytest

from muse import RequestError
from muse_works.book import outline, parts, seeing, splitting, storyboarding, tale
from muse_works.book.board import Character, prompt
from muse_works.book.tale_condition import PicturebookCondition

STORY = """# The Long Night

A little fox named Pip lived in a forest. It was a quiet evening. Pip met an owl.

“Where are the stars?” asked Pip. “Up,” said the owl! He ran to the lake. It rained.

The rain stopped. Pip fell asleep in bed.
"""


@pytest.mark.parametrize("pages", [1, 2, 4, 7])
def test_a_text_is_cut_into_exactly_so_many_pages_and_none_is_lost(pages: int) -> None:
    body = STORY.split("\n", 2)[2]
    parts = splitting.paged(body, pages)
    assert len(parts) == pages
    assert " ".join(" ".join(parts).split()) == " ".join(body.split())


def test_pages_are_alike_in_length() -> None:
    text = "\n\n".join("小狐狸看着星星。" * count for count in (1, 3, 2, 4, 2))
    lengths = [splitting.weight(part) for part in splitting.paged(text, 4)]
    assert max(lengths) <= 1.5 * min(lengths)


def test_quotations_stay_whole() -> None:
    assert splitting.sentences("“Oh! Is that so?” said Mr. Fox. Yes.") == [
        "“Oh! Is that so?” said Mr. Fox.",
        "Yes.",
    ]
    assert splitting.sentences("“你好！在吗？”小兔子说。跑了。") == [
        "“你好！在吗？”",
        "小兔子说。",
        "跑了。",
    ]


def test_place_time_and_weather_go_on_until_the_text_changes_them() -> None:
    made = storyboarding.board(storyboarding.story(STORY), 4)
    assert [each.name for each in made.characters][:2] == ["Pip", "the owl"]
    assert [page.time for page in made.pages] == ["dusk", "dusk", "dusk", "night"]
    assert [page.where for page in made.pages] == [
        *["in a forest"] * 2,
        "by a lake",
        "in a cosy bedroom",
    ]
    assert [page.weather for page in made.pages] == ["clear", "clear", "rain", "clear"]
    assert made.pages[2].who[0] == "Pip"  # "he"
    assert prompt(made, made.pages[3]) == "a little fox sleeping in a cosy bedroom"


def test_stars_are_seen_at_night_alone() -> None:
    assert seeing.by_light(("stars", "flowers"), "day") == ("flowers",)
    assert seeing.by_light(("stars",), "night") == ("stars",)


@pytest.mark.parametrize("asked", ["a little bear and the moon", "小兔子和大海"])
def test_a_storyboard_is_the_same_after_its_markdown(asked: str) -> None:
    language = storyboarding.language_of(asked)
    condition = PicturebookCondition(prompt=asked, pages=5)
    told = tale.tell(condition, language, random.Random(1))
    story = storyboarding.Story(told["title"], "", language, (), tuple(told["pages"]))
    hero = Character(told["people"][0]["name"], seeing.looks(told["people"][0]["role"], language))
    made = storyboarding.board(replace(story, people=(hero,)), 5)
    text = outline.write(made)
    assert outline.read(text) == made
    assert outline.write(outline.read(text)) == text


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("pages", [4, 5, 8, 17, 33])
@pytest.mark.parametrize("theme", ["moon", "彩虹", ""])
def test_a_tale_has_the_pages_that_were_asked_for(language: str, pages: int, theme: str) -> None:
    condition = PicturebookCondition(pages=pages, theme=theme)
    told = tale.tell(condition, language, random.Random(3))
    assert len(told["pages"]) == pages
    assert all(page["text"].strip() and "{" not in page["text"] for page in told["pages"])
    assert told["pages"][-1]["time"] == "night"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# A\n\n## Page 1\n\nHello.\n\n- time: noon\n", "line 7: 'noon' is no time"),
        ("# A\n\nlost words\n", "line 3 belongs to no page"),
        ("# A\n\n## Chapter\n", "line 3: 'Chapter' is no part"),
        ("# A\n", "it has no page"),
    ],
)
def test_what_a_storyboard_cannot_hold_is_named_with_its_line(text: str, told: str) -> None:
    with pytest.raises(RequestError, match=told):
        outline.read(text)


@pytest.mark.parametrize("data", [b"[" * 100_000, b"{", b"3"])
def test_what_is_no_file_of_cards_is_refused(data: bytes) -> None:
    with pytest.raises(RequestError, match=r"characters: mira\.json "):
        parts.cards(data, "mira.json")
