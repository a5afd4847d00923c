"""Regular expressions of a policy: a subset that can't hang."""

import time

import pytest

from muse_policy import patterns


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\b(?:[1-9]|1[0-7])[ -]?years?[ -]old\b", "a 12-year-old"),
        (r"colou?r", "Colour"),
        (r"a.{0,5}z", "abcz"),
        (r"(foo|bar)[^\]]baz", "bar-baz"),
        (r"^\$\d{1,3}$", "$20"),
        (r"[]a]b", "]b"),
    ],
)
def test_what_is_allowed_is_found(pattern: str, text: str) -> None:
    assert patterns.compiled(pattern).search(text)


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("(a+)+$", "has no end"),
        ("a*", "has no end"),
        ("(?=a)b", "only (?: is known"),
        (r"(a)\1", "isn't known"),
        ("(?:a{0,20}){0,20}b", "ways"),
        ("(?:a|a){0,30}b", "ways"),
        (".{0,900}.{0,900}", "ways"),
        (".{800}", "matches up to"),
        ("a{3,1}", "counts down"),
        ("a{2}{3}", "follows another"),
        ("(a", "isn't closed"),
        ("a)", "closes nothing"),
        ("[a", "ends too early"),
        ("?", "counts nothing"),
        ("a{x}", "a count is"),
        ("", "1 to"),
        ("a" * 500, "1 to"),
        ("(" * 30 + ")" * 30, "deep"),
        ("[z-a]", "no regular expression"),
    ],
)
def test_what_could_hang_or_is_wrong_says_why(pattern: str, why: str) -> None:
    with pytest.raises(ValueError) as error:
        patterns.compiled(pattern)
    assert why in str(error.value)


def test_the_worst_that_is_allowed_is_quick() -> None:
    worst = patterns.compiled("(?:a|b|ab){0,6}.{0,12}c")
    start = time.perf_counter()
    assert not worst.search("ab" * 2_000)
    assert time.perf_counter() - start < 2
