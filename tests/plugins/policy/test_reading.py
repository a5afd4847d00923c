"""A policy is read from a file: what is wrong in it is named."""

import pytest

from muse import MuseError
from muse_policy import reading, settings

ONE = '[[rule]]\nname = "a"\ndo = "refuse"\nwords = ["x"]\n'


def test_muses_own_is_well_formed() -> None:
    rules = reading.policy(settings.DEFAULT).rules
    assert {rule.do for rule in rules} == {"refuse", "ask", "mark"}
    assert [rule.do for rule in rules] == sorted(
        (rule.do for rule in rules), key=["refuse", "ask", "mark"].index
    )


def test_lists_are_shared_and_muses_rules_can_be_added_to(write) -> None:
    made = reading.policy(
        write(
            'default = true\nwithout = ["gore"]\n'
            '[lists]\nwild = ["wolf", "@more"]\nmore = ["bear"]\n'
            '[[rule]]\nname = "wild"\ndo = "refuse"\nwords = ["@wild"]\n'
        )
    )
    names = [rule.name for rule in made.rules]
    assert "wild" in names and "minors" in names and "gore" not in names


def test_it_is_read_anew_when_it_changed(write) -> None:
    path = write(ONE)
    assert len(reading.policy(path).rules) == 1
    path.write_text(ONE + ONE.replace('"a"', '"b"'))
    assert len(reading.policy(path).rules) == 2


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("rule = 3", "a rule is a table"),
        ("x = 1", "'x' isn't known"),
        ("[[rule]]\n", "name: invalid value None"),
        (ONE.replace("refuse", "deny"), "do: invalid value 'deny'; expected refuse | ask | mark"),
        (ONE.replace("words", "wrods"), "rule 'a': 'wrods' isn't known"),
        (ONE + 'patterns = ["a+"]', "patterns: 'a+': + has no end"),
        (ONE + "near = -1", "near: expected letters"),
        (ONE + 'media = "text"', "media: expected a list"),
        (ONE.replace('"x"', '"@y"'), "there is no list '@y'"),
        (ONE.replace('"x"', '"!"'), "is no phrase"),
        (ONE.replace('words = ["x"]', ""), "no words, patterns or classifier"),
        (ONE + ONE, "there are two of that name"),
        ("[lists]\na = ['@b']\nb = ['@a']\n" + ONE.replace('"x"', '"@a"'), "name each other"),
        (ONE + 'classifier = "c"', "words and a classifier are two rules"),
        (ONE.replace('words = ["x"]', 'classifier = "c"'), "labels: expected label = score"),
        (
            ONE.replace(
                'words = ["x"]', 'classifier = "c"\nof = "picture"\nlabels = { a = 0.5 }'
            ).replace("refuse", "ask"),
            "refused or marked",
        ),
        ("default = true\nwithout = ['zoo']", "no rule 'zoo'"),
        ("\x00", ""),
        (ONE.replace('"x"', ", ".join(f'"w{n}"' for n in range(2_001))), "more than 2,000"),
    ],
)
def test_what_is_wrong_is_named_in_one_line(write, text: str, why: str) -> None:
    with pytest.raises(MuseError) as error:
        reading.policy(write(text))
    assert why in error.value.message
    assert "rules.toml can't be used" in error.value.message
    assert "\n" not in error.value.message


def test_files_that_are_too_large_or_gone(write, tmp_path) -> None:
    with pytest.raises(MuseError, match="256 KiB"):
        reading.policy(write("#" * (reading.LARGEST + 1)))
    with pytest.raises(MuseError, match="No such file"):
        reading.policy(tmp_path / "none.toml")
