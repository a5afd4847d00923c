"""The engine of sentences: conditions, choices, slots, rules; and lines composed to a length."""

from random import Random

import pytest

from muse_text.grammar.rules import NoFrame, Rules
from muse_text.grammar.verse.composing import Filler, compose, slots


def rules(tables, facts=None, features=(), seed=1):
    return Rules(Random(seed), tables, facts or {}, features)


def test_conditions_choose_and_the_more_of_them_hold_the_sooner():
    table = {"a": ["plain", "<sea> sea", "<!sea> land", "<night/dusk !sea> dark"]}
    assert {rules(table, seed=s).draw("a") for s in range(40)} == {"plain", "land"}
    found = [rules(table, features={"sea"}, seed=s).draw("a") for s in range(200)]
    assert set(found) == {"plain", "sea"} and found.count("sea") > 120
    assert "dark" in {rules(table, features={"dusk"}, seed=s).draw("a") for s in range(40)}


def test_slots_rules_capitals_and_memory():
    table = {
        "a": ["{Hero} saw {@thing}. {@Thing} it was{+goat}", "{nobody} saw it"],
        "thing": ["[a [red|red] boat]"],
        "b": ["<goat> told {what=@thing}, {What}"],
    }
    drawn = rules(table, {"hero": "maya"})
    assert drawn.draw("a") == "Maya saw a red boat. A red boat it was"
    assert drawn.draw("b") == "told a red boat, A red boat"
    with pytest.raises(NoFrame):
        rules(table).draw("a")


def test_no_frame_comes_twice_while_another_fits():
    drawn = rules({"a": [*"abcde"]})
    assert sorted(drawn.draw("a") for _ in range(5)) == [*"abcde"]
    assert drawn.draw("a") in "abcde"


def test_a_frame_whose_rule_has_nothing_is_undone():
    table = {"a": ["{+x}{@none}", "whole"], "none": ["<never> no"]}
    for seed in range(8):
        drawn = rules(table, seed=seed)
        assert drawn.draw("a") == "whole" and "x" not in drawn.features


def test_rules_that_call_each_other_for_ever_end():
    with pytest.raises(NoFrame):
        rules({"a": ["x {@b}"], "b": ["y {@a}"]}).draw("a")


def test_every_line_that_fits_may_come_and_no_other():
    def size(text):
        return len(text.replace(" ", ""))

    pools = {"noun": [Filler(word, len(word)) for word in ("owl", "heron", "gull")]}
    parts = slots("the {noun} [sat|stood|]", pools, size)
    lines = {" ".join(compose(parts, 9, Random(s))).strip() for s in range(60)}
    assert lines == {"the owl sat"}
    lines = {" ".join(compose(parts, 11, Random(s))).strip() for s in range(60)}
    assert lines == {"the owl stood", "the heron sat"}
    assert compose(parts, 40, Random(1)) is None
    for seed in range(9):
        ended = compose(parts, 11, Random(seed), ends=lambda filler: filler.text == "stood")
        assert ended == ["the", "owl", "stood"]
        placed = compose(parts, 11, Random(seed), fits=lambda filler, place: filler.text != "owl")
        assert placed == ["the", "heron", "sat"]
    assert slots("a {none}", pools, size) is None


def test_linked_choices_of_a_frame_take_the_same_place():
    table = {"a": ["[~left|right] is [~left|right], [~x|y|z][~x|y|z] [1|2]"]}
    found = {rules(table, seed=s).draw("a") for s in range(60)}
    assert {each[:-2] for each in found} == {
        f"{side} is {side}, {end}" for side in ("left", "right") for end in ("xx", "yy", "zz")
    }
    assert {each[-1] for each in found} == {"1", "2"}
