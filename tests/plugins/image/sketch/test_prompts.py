"""Whether what people ask for is understood, and seen in a few of their pictures."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from muse_image.sketch.words import concepts, read


def _corpus() -> ModuleType:
    """Return benchmarks/prompts.py."""
    path = Path(__file__).parents[4] / "benchmarks" / "prompts.py"
    spec = importlib.util.spec_from_file_location("prompts_corpus", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


CORPUS = _corpus()
PROMPTS = {asked.prompt: asked for asked in CORPUS.prompts()}


@pytest.mark.parametrize(("language", "least"), [("en", 285), ("zh", 255)])
def test_everyday_nouns_are_understood(language: str, least: int) -> None:
    unknown = [noun for noun in CORPUS.nouns(language) if not CORPUS.known(noun)]
    assert len(CORPUS.nouns(language)) - len(unknown) >= least, unknown


def test_all_that_must_be_seen_has_a_name() -> None:
    nouns = {one for asked in PROMPTS.values() for noun, _ in asked.see for one in noun.split("|")}
    nameless = [
        noun
        for noun in sorted(nouns)
        if not read(noun).fields and not any(CORPUS.shows(name, noun) for name in concepts())
    ]
    assert nameless == []


@pytest.mark.parametrize(
    ("name", "noun", "shown"),
    [
        ("pocket_watch", "watch", True), ("vase_of_sunflowers", "vase", True),
        ("vase_of_sunflowers", "sunflower", True), ("volcano", "mountain", True),
        ("orange_cat", "cat", True), ("viking", "person", True), ("little_girl", "girl", True),
        ("mountains", "volcano", False), ("cat", "dog", False),
        ("watermelon_slice", "melon", False),
        ("rocking_chair", "rock", False), ("boy", "girl", False), ("police_car", "police", False),
        ("horse", "person", False), ("cat", "animal", True),
    ],
)  # fmt: skip
def test_a_kind_is_what_it_is_a_kind_of(name: str, noun: str, shown: bool) -> None:
    assert name in concepts()
    assert CORPUS.shows(name, noun) is shown


@pytest.mark.parametrize(
    "prompt",
    [
        "A beautiful landscape with a lake and mountains", "小桥流水人家", "黄山云海，松树",
        "a king on his throne", "a pirate captain with an eyepatch", "孙悟空拿着金箍棒",
        "仙女下凡，飘带，云", "a cat", "a tiger in the jungle", "可爱的橘猫",
        "a basket of strawberries", "three oranges and a lemon", "米饭和红烧肉",
        "a vase of sunflowers", "a pocket watch", "a camera", "折扇",
        "a kitchen with morning sunlight", "a window with a view of the sea", "图书馆",
        "a yellow taxi in New York", "夜市，灯笼，人群", "a mushroom house", "天空之城",
        "a skeleton with a sword", "a sign that says OPEN",
        "a sticker of a cute fox, white background",
    ],
)  # fmt: skip
def test_a_picture_shows_what_was_asked_for(prompt: str) -> None:
    asked = PROMPTS[prompt]
    good, wanted, missing = CORPUS.seen(asked, CORPUS.picture(asked, (160, 120)))
    assert (good, missing) == (wanted, [])
