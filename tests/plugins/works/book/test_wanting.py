"""What a prompt wants told, and whether the tale tells it."""

import itertools
import random
import re
from typing import Any, get_args

import pytest

from muse_works.book import plots, splitting, tale, telling, wanting
from muse_works.book.board import Language
from muse_works.book.storyboarding import language_of
from muse_works.book.tale_condition import PicturebookCondition


@pytest.mark.parametrize(
    ("prompt", "hero", "pal", "plot", "slots"),
    [
        ("a dragon who is afraid of the dark", ("", "little dragon"), "", "fear", "the dark"),
        ("my daughter Mia and her cat Tom fly to the moon", ("Mia", "girl"), "Tom", "trip", "moon"),
        ("a hedgehog who can't sleep", ("", "little hedgehog"), "", "sleep", ""),
        ("the brave little tractor", ("", "brave little tractor"), "", "help", ""),
        ("two penguins and a lost balloon", ("", "little penguin"), "penguin", "lost", "balloon"),
        ("a mouse who wants to be a knight", ("", "little mouse"), "", "become", "be a knight"),
        ("a shy turtle's first day at school", ("", "shy turtle"), "", "first", "school"),
        (
            "Christmas in the forest with a little deer",
            ("", "little deer"),
            "",
            "gift",
            "Christmas",
        ),
        ("a pirate finds a treasure on an island", ("", "pirate"), "", "treasure", ""),
        ("a fox and the stars", ("", "little fox"), "", "", ""),
        ("小恐龙第一次上学", ("", "小恐龙"), "", "first", "学校"),
        ("月亮不见了", None, "", "lost", "月亮"),
        ("爷爷和我的菜园", ("", "爷爷"), "孩子", "garden", "菜园"),
        ("小海龟找妈妈", ("", "小海龟"), "", "lost", "妈妈"),
        ("一只怕水的小鸭子", ("", "小鸭子"), "", "fear", "水"),
        ("妹妹和机器人", ("", "女孩"), "机器人", "", ""),
        ("春节的小兔子", ("", "小兔子"), "", "gift", "春节"),
        ("想当骑士的小老鼠", ("", "小老鼠"), "", "become", "当骑士"),
        ("小海盗和鹦鹉在海岛上寻宝", ("", "小海盗"), "鹦鹉", "treasure", "宝藏"),
    ],
)
def test_a_prompt_is_understood(
    prompt: str, hero: tuple[str, str] | None, pal: str, plot: str, slots: str
) -> None:
    want = wanting.wanted(prompt, language_of(prompt))
    assert (want.hero and (want.hero.name, want.hero.role)) == hero
    assert pal in ((want.pal.name, want.pal.role) if want.pal else ("",))
    assert want.plot == plot
    assert slots in " ".join(want.slots.values())


def _told(prompt: str, seed: int, pages: int = 8) -> dict[str, Any]:
    fields = telling.Picturebook().read(prompt).fields
    values = {name: found.value for name, found in fields.items()} | {"pages": pages}
    condition = PicturebookCondition(prompt=prompt, **values)
    return tale.tell(condition, language_of(prompt), random.Random(seed))


@pytest.mark.parametrize(
    ("prompt", "named"),
    [
        ("a dragon who is afraid of the dark", ["dragon", "the dark"]),
        ("my daughter Mia and her cat Tom fly to the moon", ["Mia", "Tom", "cat", "the moon"]),
        ("a rabbit who lost his red scarf", ["rabbit", "his red scarf"]),
        ("Emma and her grandmother plant a garden", ["Emma", "Grandmother", "garden"]),
        ("a robot learns to dance", ["robot", "dance"]),
        ("一只怕水的小鸭子", ["小鸭子", "怕水"]),
        ("小兔子给妈妈做生日蛋糕", ["小兔子", "妈妈", "蛋糕"]),
    ],
)
def test_what_is_asked_for_is_in_the_tale(prompt: str, named: list[str]) -> None:
    for seed in range(4):
        text = " ".join(page["text"] for page in _told(prompt, seed)["pages"])
        assert [word for word in named if word.lower() not in text.lower()] == []


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("pages", [4, 8, 17])
def test_every_plot_fills_its_pages_and_leaves_no_marks(language: Language, pages: int) -> None:
    prompts = {
        "en": ["a cat afraid of dogs", "a cat can't sleep", "a cat goes to school", "a cat's cake",
               "a cat travels to Rome", "a cat lost her hat", "a cat finds a treasure",
               "a cat learns to fly", "a cat plants a seed", "a lonely cat", "a brave cat"],
        "zh": ["怕狗的小猫", "小猫睡不着", "小猫上学", "小猫的生日", "小猫去北京", "小猫丢了帽子",
               "小猫寻宝", "小猫学飞", "小猫种花", "孤单的小猫", "勇敢的小猫"],
    }[language]  # fmt: skip
    seen = set()
    for prompt in prompts:
        seen.add(wanting.wanted(prompt, language).plot)
        told = _told(prompt, 2, pages)
        assert len(told["pages"]) == pages
        text = told["title"] + " ".join(page["text"] for page in told["pages"])
        assert not re.search(r"[{}\[\]|]|  |\(always|\(thing", text)
    assert seen == set(plots._plots(language)) - {"common"}


def test_two_seeds_tell_of_one_prompt_in_other_words() -> None:
    for prompt in ("a mouse who wants to be a knight", "小狐狸和星星"):
        stories = []
        for seed in range(12):
            told = _told(prompt, seed)
            text = "\n".join(page["text"] for page in told["pages"])
            for one in told["people"]:
                text = text.replace(one["name"], "N")
            stories.append({s for part in text.split("\n") for s in splitting.sentences(part)})
        pairs = list(itertools.combinations(stories, 2))
        assert sum(len(a & b) / min(len(a), len(b)) for a, b in pairs) / len(pairs) < 0.4
