"""Phrases of prompts: longest match, plurals, numbers, negation, and what nobody understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counting import calls
from muse import Lexicon
from muse.prompts.tokens import fold, number, tokenize

WORDS = Lexicon(
    {
        "thing": {
            "cloud": ["cloud", "云"],
            "bird": ["bird", "鸟"],
            "boat": ["boat", "船"],
            "city": ["city", "城市"],
            "night": ["night", "夜", "夜景"],
            "box": ["box"],
        },
        "style": {"oil": ["oil painting", "油画"], "old": ["oil"]},
    },
    [
        ("meter", "#/#", lambda n, d: f"{n}/{d}" if d in (2, 4, 8) else None),
        ("tempo", "# bpm", lambda n: n),
        ("tempo", "每分钟#拍", lambda n: n),
    ],
    ignore=("picture", "图片"),
)


def found(text: str) -> list[tuple[object, bool, int | None]]:
    return [(m.value, m.negated, m.number) for m in WORDS.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An OIL Painting of boats", [("oil", False, None), ("boat", False, None)]),
        ("oil on cities", [("old", False, None), ("city", False, None)]),
        ("three small boats and two birds", [("boat", False, 3), ("bird", False, 2)]),
        ("a dozen boxes", [("box", False, 12)]),
        ("12 birds", [("bird", False, 12)]),
        ("两只鸟和十二条船", [("bird", False, 2), ("boat", False, 12)]),
        ("3只鸟", [("bird", False, 3)]),
        ("二十三只鸟", [("bird", False, 23)]),
        ("no clouds", [("cloud", True, None)]),
        ("without any clouds or birds", [("cloud", True, None), ("bird", True, None)]),
        ("no clouds or a bird", [("cloud", True, None), ("bird", True, None)]),
        ("zero boats and 0 birds", [("boat", True, 0), ("bird", True, 0)]),
        ("a three-masted boat", [("boat", False, None)]),
        ("三百只鸟", [("bird", False, 300)]),
        ("no clouds, birds", [("cloud", True, None), ("bird", False, None)]),
        ("don't paint boats", [("boat", True, None)]),
        ("not a cloud. birds", [("cloud", True, None), ("bird", False, None)]),
        ("没有云", [("cloud", True, None)]),
        ("没有云和鸟", [("cloud", True, None), ("bird", True, None)]),
        ("没有云,有鸟", [("cloud", True, None), ("bird", False, None)]),
        ("无尽的云", [("cloud", False, None)]),
        ("不断的云", [("cloud", False, None)]),
        ("夜景油画", [("night", False, None), ("oil", False, None)]),
        ("4/4拍, at 120 BPM", [("4/4", False, None), (120, False, None)]),
        ("每分钟72拍", [(72, False, None)]),
        ("5/7", []),
        ("# bpm, #/#", []),
        ("", []),
    ],
)
def test_phrases_are_found_with_number_and_negation(
    text: str, expected: list[tuple[object, bool, int | None]]
) -> None:
    assert found(text) == expected


def test_a_match_keeps_the_words_and_their_place() -> None:
    text = "An Oil Painting"
    match = WORDS.find(text)[0]
    assert (match.words, text[match.start : match.end]) == ("Oil Painting", "Oil Painting")


def test_reading_takes_the_first_value_of_each_field_that_is_not_denied() -> None:
    reading = WORDS.read("no clouds but birds and boats, 油画, 90 bpm")
    assert {k: v.value for k, v in reading.fields.items()} == {
        "thing": "bird",
        "style": "oil",
        "tempo": 90,
    }
    assert reading.fields["tempo"].words == "90 bpm"


def test_reading_can_take_all_values_of_a_field() -> None:
    reading = WORDS.read("birds, boats and birds", lists=["thing"])
    assert reading.fields["thing"].value == ["bird", "boat"]


def test_words_that_nothing_understood_are_left_and_function_words_are_not() -> None:
    reading = WORDS.read(
        "Please paint a picture of the melancholy boat with xylophones, 一首忧郁的船的图片"
    )
    assert reading.not_understood == ("melancholy", "xylophones", "忧郁")
    plain = Lexicon({"thing": {"boat": ["boat"]}})
    assert plain.read("a picture of a boat, 图片").not_understood == ("picture", "图片")


def test_a_phrase_without_words_is_a_mistake_of_its_author() -> None:
    with pytest.raises(ValueError, match="thing"):
        Lexicon({"thing": {"x": ["  "]}})


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("7", 7),
        ("2.5", 2.5),
        ("seven", 7),
        ("七", 7),
        ("十", 10),
        ("三十", 30),
        ("九十九", 99),
        ("一百", 100),
        ("两千三百零五", 2305),
    ],
)
def test_numbers(word: str, value: float) -> None:
    assert number(word) == value


@pytest.mark.parametrize("word", ["", "bird", "鸟", "一一", "百", "百千", "一百千"])
def test_what_is_no_number(word: str) -> None:
    assert number(word) is None


def test_full_width_letters_and_digits_read_as_half_width() -> None:
    assert fold("ＡＢ４／４") == "ab4/4"
    assert found("４／４") == [("4/4", False, None)]


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    assert len(fold(text)) == len(text)
    for token in tokenize(text):
        assert fold(text[token.start : token.end]) == token.text
    for match in WORDS.find(text):
        assert text[match.start : match.end] == match.words
    WORDS.read(text)


@pytest.mark.parametrize("unit", ["no clouds, 三只鸟 lorem ipsum ", "#", "4 "])
def test_reading_takes_time_in_proportion_to_the_prompt(unit: str) -> None:
    half = unit * (50_000 // len(unit))
    assert calls(lambda: WORDS.read(half * 2)) < 2.1 * calls(lambda: WORDS.read(half))
