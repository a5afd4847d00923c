"""Words of a policy: in every form, in both languages, and not where they are denied."""

import time

import pytest

from muse import RequestError
from muse_policy.rules import Looked, Policy, Rule
from muse_policy.words import Phrases, forms, normal, pieces, variants


def rule(*words: str, **more: object) -> Rule:
    lists = ("with_words", "unless", "unless_with", "against")
    given = {k: Phrases(v) if k in lists else v for k, v in more.items()}  # type: ignore[arg-type]
    return Rule("x", "x", "refuse", Phrases(words), **given)  # type: ignore[arg-type]


def holds(made: Rule, text: str) -> bool:
    return made.found(Looked(text)) is not None


@pytest.mark.parametrize(
    ("word", "made"),
    [
        ("kill", "killed killing kills"),
        ("stab", "stabbed stabbing stabs"),
        ("mutilate", "mutilated mutilating mutilates"),
        ("bury", "buried burying buries"),
        ("shoot", "shot shooting shoots"),
        ("crush", "crushed crushing crushes"),
    ],
)
def test_words_have_their_forms(word: str, made: str) -> None:
    assert set(made.split()) <= set(forms(word))
    for each in made.split():
        assert holds(rule(word), f"they {each} it")


@pytest.mark.parametrize(
    "text",
    [
        "a pipe bomb",
        "Pipe-Bombs",
        "PIPEBOMB",
        "ｐｉｐｅ ｂｏｍｂ",
        "p\u00edpe b\u00f3mb",
        "pipe_bomb",
        "pi\u200bpe bomb",
    ],
)
def test_compounds_and_disguises_are_found(text: str) -> None:
    assert holds(rule("pipe bomb"), text)


def test_irregular_plurals_are_found() -> None:
    assert holds(rule("child"), "three children")
    assert holds(rule("knife"), "two knives")


@pytest.mark.parametrize("text", ["画里有血腥的场面", "血腥", "很血腥！"])
def test_chinese_is_found_without_spaces(text: str) -> None:
    assert holds(rule("血腥"), text)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("blood", "a knight, no blood"),
        ("gun", "a street without guns"),
        ("blood", "a blood-free operation"),
        ("gore", "horror instead of gore"),
        ("血", "海边，没有血"),
        ("枪", "一个不带枪的士兵"),
        ("血腥", "恐怖片海报，不要血腥"),
    ],
)
def test_what_is_denied_isnt_meant(word: str, text: str) -> None:
    assert holds(rule(word), word)
    assert not holds(rule(word), text)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("gore", "don't hesitate to show gore"),
        ("gore", "not only gore"),
        ("gore", "no limits, gore"),
        ("gore", "no: paint gore"),
        ("血腥", "不要怕，画得血腥一点"),
        ("血腥", "不仅血腥"),
        ("自杀", "无痛自杀"),
    ],
)
def test_what_only_looks_like_a_denial_is_none(word: str, text: str) -> None:
    assert holds(rule(word), text)


def test_harmless_neighbours_are_left_alone() -> None:
    made = rule("kill", "杀", unless=["kill a process", "杀青", "kill time"])
    assert not holds(made, "how to kill a process")
    assert not holds(made, "how I killed time")
    assert not holds(made, "电影杀青")
    assert holds(made, "kill a process and kill him")
    assert holds(made, "杀青之后他要杀人")


def test_two_words_have_to_stand_near_each_other() -> None:
    made = rule("bomb", "炸弹", with_words=["how to", "教程"], near=30)
    assert holds(made, "how to build a bomb")
    assert holds(made, "炸弹教程")
    assert not holds(made, "a bomb")
    assert not holds(made, "how to bake bread" + " and more bread" * 5 + ", a bomb")
    assert not holds(made, "教程" + "面包" * 20 + "炸弹")


def test_a_text_can_be_about_another_matter() -> None:
    made = rule("suicide", "自杀", unless_with=["prevention", "预防"], against=["stop", "反对"])
    assert holds(made, "suicide")
    assert not holds(made, "a poster for suicide prevention")
    assert not holds(made, "预防自杀")
    assert not holds(made, "stop suicide")
    assert holds(made, "stop the car. suicide")


def test_long_texts_take_as_long_as_they_are() -> None:
    made = Policy("p", (rule("kill a man", with_words=["knife"]),))
    text = "kill a knife and a mat " * 4_000
    start = time.perf_counter()
    assert not list(made.every("text.llm", "prompt", Looked(text)))
    assert time.perf_counter() - start < 5


def test_texts_full_of_words_end_in_time() -> None:
    made = rule("狼", with_words=["熊"], unless=["狼来了"], against=["反"])
    start = time.monotonic()
    with pytest.raises(RequestError, match="can't be looked through"):
        while True:  # as often as it takes
            made.found(Looked("狼" * 100_000 + "反" * 100_000, start + 0.5))
    assert time.monotonic() - start < 10


def test_sentences_stay_whole_and_long_ones_overlap() -> None:
    text = "One fox. Two!\n三只狼。" + "x" * 9_000
    found = list(pieces(text, 4_000))
    assert [piece for _, piece in found[:3]] == ["One fox.", " Two!\n", "三只狼。"]
    assert all(text[start : start + len(piece)] == piece for start, piece in found)
    assert holds(rule("pipe bomb"), "a " * 1_998 + "pipe bomb" + " a" * 3_000)
    assert holds(rule("a wolf", with_words=["a bear"], near=30), "It was a wolf. No: a bear.")


def test_spellings_have_a_limit() -> None:
    assert len(variants("take make break shake bake a cake")) <= 720
    assert normal("Ｄｏｎ’ｔ hesitate to kill") == " ,  to kill"
