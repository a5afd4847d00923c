"""What a small model draws is judged as it should be: by thing, colour, number, and seed."""

import sys
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("emoji")
pytest.importorskip("torch")
sys.path.insert(0, str(Path(__file__).parents[2]))

import torch
from benchmarks.emoji_words import __main__ as program
from benchmarks.emoji_words import judge, prompts

from muse import NotReady
from muse_image.data.composing.things import is_new

pytestmark = pytest.mark.neural


@pytest.fixture(scope="module")
def lessons() -> judge.Lessons:
    try:
        return judge.lessons(96, 5)
    except NotReady as error:
        pytest.skip(error.message)


def test_what_is_asked_for() -> None:
    every = prompts.colours()
    assert len({each.prompt for each in every}) == len(every) == 36
    assert every[0].prompt == "a red apple" and prompts.colours(1)[0].prompt == "一个红色的苹果"
    assert 4 <= sum(is_new(each.things[0], each.colour) for each in every) <= 12
    assert "three cats" in {each.prompt for each in prompts.counts()}
    assert len(prompts.new()) == 20  # each is checked to be held out
    named = {name for each in (*every, *prompts.counts(), *prompts.new()) for name in each.things}
    assert named <= set(judge.NAMES)


def answers(things: list[str], colour: str, count: int) -> judge.Answers:
    seen = torch.zeros(1, len(judge.NAMES))
    seen[0, [judge.NAMES.index(name) for name in things]] = 3.0
    colours, counts = torch.zeros(1, len(judge.HUES)), torch.zeros(1, 5)
    colours[0, judge.HUES.index(colour)] = counts[0, count - 1] = 1
    return judge.Answers(seen, colours, counts)


def test_thing_colour_and_number_all_have_to_be_right() -> None:
    red = prompts.Asked("a red apple", ("apple",), "red")
    three = prompts.Asked("three cats", ("cat",), count=3)
    both = prompts.Asked("a cat and a dog", ("cat", "dog"))
    assert program.right(answers(["apple"], "red", 1), [red]) == [True]
    assert program.right(answers(["apple"], "blue", 1), [red]) == [False]
    assert program.right(answers(["pear"], "red", 1), [red]) == [False]
    assert program.right(answers(["cat"], "red", 3), [three]) == [True]
    assert program.right(answers(["cat"], "red", 4), [three]) == [False]
    assert program.right(answers(["dog", "cat"], "red", 2), [both]) == [True]
    assert program.right(answers(["dog", "fox"], "red", 2), [both]) == [False]


def test_seeds_that_look_alike_have_no_spread() -> None:
    chance = np.random.default_rng(0)
    alike = np.repeat(chance.integers(0, 256, (5, 1, 3, 64, 64)), 3, 1)
    assert program.spread(alike) == 0
    assert program.spread(chance.integers(0, 256, (5, 3, 3, 64, 64))) == pytest.approx(1, abs=0.05)


def test_lessons_tell_the_truth(lessons: judge.Lessons) -> None:
    assert lessons.pixels.shape == (96, 3, 64, 64)
    several = lessons.counts > 0
    assert several.any() and (lessons.things[several].sum(1) == 1).all()
    assert set(lessons.things.sum(1).tolist()) == {1.0, 2.0}
    assert (lessons.counts < 5).all() and (lessons.colours < len(judge.HUES)).all()
    mixed = judge.blurred(lessons.pixels.float() / 255, torch.Generator().manual_seed(0))
    assert mixed.shape == lessons.pixels.shape and 0 <= mixed.min() and mixed.max() <= 1


def test_a_judge_learns_and_is_kept(
    lessons: judge.Lessons, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judge, "lessons", lambda count, seed: lessons)
    learnt = judge.learnt(96, epochs=60, batch=32)
    seen = judge.asked(learnt, lessons.pixels)
    single = [k for k in range(96) if lessons.things[k].sum() == 1]
    right = [seen.thing(k) == judge.NAMES[int(lessons.things[k].argmax())] for k in single]
    assert np.mean(right) > 0.8
    counted = [k for k in range(96) if lessons.counts[k] >= 0]
    assert np.mean([seen.count(k) == int(lessons.counts[k]) + 1 for k in counted]) > 0.8
    monkeypatch.setattr(judge, "learnt", lambda: learnt)
    path = tmp_path / "judge.safetensors"
    judge.kept(path)
    again = judge.asked(judge.kept(path), lessons.pixels)
    assert torch.equal(again.things, seen.things)


def test_a_sheet_shows_every_picture() -> None:
    pixels = np.zeros((5, 3, 64, 64), np.uint8)
    made = program.sheet(pixels, 3, [True, False, True, True, False])
    assert made.size == (3 * 70 * 2, 2 * 70 * 2)
    assert made.getpixel((20, 130)) == (40, 170, 60)
    assert made.getpixel((160, 130)) == (220, 40, 40)
