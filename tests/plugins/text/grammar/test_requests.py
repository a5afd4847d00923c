"""text.grammar: what people ask for is in the texts; the checker of the benchmark finds it."""

import pytest
from benchmarks.text_checks import check, nonsense, wanted
from benchmarks.text_requests import judge, requests, write

SOME = 12
"""Every twelfth request of the half that may be looked at is written here."""


def test_there_are_300_requests_of_which_half_are_kept_apart():
    everything = list(requests())
    assert len(everything) == 300
    assert sum(asked.half == "test" for asked in everything) == 150
    assert sum(asked.ask.isascii() for asked in everything) >= 145


@pytest.mark.parametrize("asked", list(requests("dev"))[::SOME], ids=lambda asked: asked.form)
def test_what_was_asked_is_in_the_text(host, asked):
    found, first, odd = judge(write(host, asked, 1), asked)
    assert first, found
    assert odd == []


MAYA = "# The Lamp\n\nMaya found a letter. Then Maya climbed the stairs to the lamp, and read it."


@pytest.mark.parametrize(
    ("spec", "right"),
    [
        ("story; who: Maya; does: find letter", True),
        ("story; who: Maya; does: find lighthouse", False),
        ("story; who: Ann", False),
        ("story; about: lamp; title: The Lamp", True),
        ("story; include: umbrella", False),
        ("poem; verse: haiku", False),
        ("story; words: 16", True),
        ("story; words: 300", False),
    ],
)
def test_the_checker_reads_the_text(spec, right):
    assert all(check(MAYA, wanted("", spec, "en", "dev")).values()) == right


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("# A\n\nThe the cat sat.", "en"),
        ("# A\n\nShe was named who lives in a lighthouse.", "en"),
        ("# A\n\nHe saw {thing} there.", "en"),
        ("# 甲\n\n这是我的的书。", "zh"),
        ("# 甲\n\n他看见了 thing 一次。", "zh"),
    ],
)
def test_nonsense_is_found(text, language):
    assert list(nonsense(text, wanted("", "story", language, "dev")))


def test_good_sentences_are_no_nonsense():
    assert list(nonsense(MAYA, wanted("", "story", "en", "dev"))) == []
