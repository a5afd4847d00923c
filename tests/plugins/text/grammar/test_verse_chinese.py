"""text.grammar: Chinese verse keeps to one season, names its topic, and hears its mood."""

import pytest

from muse_text.grammar import packs
from muse_text.grammar.verse import chinese_seasons, images
from plugins.text.grammar.test_grammar import written


@pytest.mark.parametrize(
    ("line", "made", "clashes"),
    [
        ("黄菊满旧篱", ["桃花照眼红"], True),
        ("黄菊满旧篱", ["归雁度远山"], False),
        ("西风过短墙", ["桃花照眼红"], False),
        ("秋千空着还在晃", ["桃花开过了头"], False),
    ],
)
def test_lines_of_two_seasons_do_not_meet(line, made, clashes):
    assert chinese_seasons.clash(line, made) is clashes


def test_lines_of_two_hours_do_not_meet():
    assert chinese_seasons.clash("清晨过渡口", ["明月到床前"], hours=True)
    assert not chinese_seasons.clash("清晨过渡口", ["明月到床前"])
    assert chinese_seasons.clash("雪落无声", [], "summer")


def test_every_haiku_about_a_frog_has_a_frog():
    for seed in range(12):
        text, _ = written(seed, form="poem", language="zh", verse="haiku", theme="青蛙", pieces=3)
        poems = text.split("\n\n")[1:4]
        assert len(poems) == 3
        assert all(set(poem) & set("蛙蝌") for poem in poems), text


def test_a_word_that_no_table_knows_is_in_the_poem():
    texts = [
        written(seed, form="poem", language="zh", verse="wujue", theme="量子")[0]
        for seed in range(6)
    ]
    assert all("量子" in text.split("\n", 1)[1] for text in texts)


def test_a_frightening_poem_has_frights():
    own = images.Images()
    own.add(packs.table("zh", "images/mood_frightening"))
    frights = [does for _, each in own.things for does in each] + own.parts["deeds"]
    fields = {"form": "poem", "language": "zh", "theme": "税法", "mood": "frightening"}
    for seed in range(6):
        text, _ = written(seed, **fields)
        assert sum(fright in text for fright in frights) >= 2, text
