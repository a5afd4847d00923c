"""Composed emoji: what captions say is what is shown, and nothing held out is ever shown."""

import re
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

from muse import Cancelled, NotReady, Progress, RequestError
from muse_image.data import Pictures, composing, read
from muse_image.data.composing import words
from muse_image.data.composing.colours import COLOURS, oklab, recoloured, srgb
from muse_image.data.composing.scenes import KINDS, WORN, Scene, Scenes
from muse_image.data.composing.things import HELD_OUT, THINGS, article, is_new

NAMED = {each.english: each for each in THINGS}
EVERY = Scenes(
    {
        letters: list(COLOURS)
        for letters in (
            *(letters for each in THINGS for letters in each.letters),
            *(letters for each in WORN for letters in each.thing.letters),
        )
    }
)
SHOWN = {letters: each.english for each in THINGS for letters in each.letters}


def chance(*seed: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(list(seed)))


def scenes(kind: str, count: int = 300, new: bool = False) -> list[Scene]:
    return [EVERY.draw(chance(place), kind, new) for place in range(count)]


def test_things_are_told_apart() -> None:
    letters = Counter(letter for each in THINGS for letter in each.letters)
    assert len(THINGS) > 200 and set(letters.values()) == {1}
    for name in ("english", "chinese"):
        assert max(Counter(getattr(each, name) for each in THINGS).values()) == 1
    assert all(len(each.measure) == 1 for each in THINGS)


@pytest.mark.parametrize(
    ("name", "count", "how", "wanted"),
    [
        ("apple", 1, "", ("an apple", "一个苹果")),
        ("apple", 1, "red", ("a red apple", "一个红色的苹果")),
        ("cat", 3, "", ("three cats", "三只猫")),
        ("car", 2, "blue", ("two blue cars", "两辆蓝色的汽车")),
        ("mouse", 4, "", ("four mice", "四只老鼠")),
        ("fish", 5, "orange", ("five orange fish", "五条橙色的鱼")),
        ("unicorn", 1, "", ("a unicorn", "一匹独角兽")),
        ("umbrella", 1, "", ("an umbrella", "一把雨伞")),
        ("sun", 1, "", ("the sun", "一个太阳")),
        ("sun", 1, "green", ("a green sun", "一个绿色的太阳")),
        ("pair of scissors", 2, "", ("two pairs of scissors", "两把剪刀")),
        ("pair of scissors", 2, "red", ("two red pairs of scissors", "两把红色的剪刀")),
        ("cup of tea", 1, "black", ("a black cup of tea", "一杯黑色的茶")),
        ("glass of milk", 3, "", ("three glasses of milk", "三杯牛奶")),
        ("bread", 1, "green", ("a green loaf of bread", "一个绿色的面包")),
        ("cherry", 2, "", ("two cherries", "两个樱桃")),
        ("bus", 2, "", ("two buses", "两辆公共汽车")),
    ],
)
def test_words_for_some_of_a_thing(name: str, count: int, how: str, wanted: tuple[str, str]):
    colour = COLOURS[how] if how else None
    said = (colour.english[0], colour.chinese[0]) if colour else ("", "")
    assert NAMED[name].told(count, *said) == wanted


def test_an_article_fits_its_word() -> None:
    for word, wanted in {"orange cat": "an", "eagle": "an", "unicorn": "a", "ugly duck": "an",
                         "red apple": "a", "umbrella": "an", "igloo": "an"}.items():  # fmt: skip
        assert article(word) == wanted, word


def test_a_share_is_held_out_in_whatever_order() -> None:
    pairs = [(a.english, b.english) for a, b in pairwise(THINGS)]
    coloured = [(each.english, colour) for each in THINGS for colour in COLOURS]
    assert all(is_new(a, b) == is_new(b, a) for a, b in pairs)
    assert abs(np.mean([is_new(*each) for each in coloured]) - HELD_OUT) < 0.03


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_held_out_is_shown(kind: str) -> None:
    def hidden(scene: Scene) -> bool:
        parts = scene.parts
        worn = {letters: each.thing.english for each in WORN for letters in each.thing.letters}
        first = SHOWN[parts[0].letters]
        found = [is_new(first, parts[0].colour)] if parts[0].colour else []
        if kind == "several":
            found.append(is_new(first, len(parts)))
        if kind == "two":
            found.append(is_new(first, SHOWN[parts[1].letters]))
            if parts[1].colour:
                found.append(is_new(SHOWN[parts[1].letters], parts[1].colour))
        if kind == "worn":
            found.append(is_new(first, worn[parts[1].letters]))
        return any(found)

    assert not any(map(hidden, scenes(kind)))
    assert all(map(hidden, scenes(kind, 60, new=True)))


def test_a_scene_is_a_function_of_its_seed() -> None:
    assert EVERY.draw(chance(3)) == EVERY.draw(chance(3))
    assert EVERY.draw(chance(3)) != EVERY.draw(chance(4))
    found = Counter(EVERY.draw(chance(place, 1)).kind for place in range(1000))
    for kind, share in KINDS.items():
        assert abs(found[kind] / 1000 - share) < 0.06


def test_captions_say_how_many_and_which_colour() -> None:
    numbers = {"two": 2, "three": 3, "four": 4, "five": 5, "两": 2, "三": 3, "四": 4, "五": 5}
    for scene in scenes("several"):
        thing = NAMED[SHOWN[scene.parts[0].letters]]
        for caption in scene.captions:
            said = re.match(r"(?:.*背景[上前]?的)?([a-z]+|\d|[一两三四五])", caption)
            if len(scene.parts) == 1 and not said:
                continue  # 猫 is one, too
            assert said is not None
            count = numbers.get(said[1], int(said[1]) if said[1].isdigit() else 1)
            assert count == len(scene.parts), caption
            assert thing.chinese in caption or thing.english in caption or thing.several in caption
            colour = scene.parts[0].colour
            if colour:
                told = (*COLOURS[colour].english, *COLOURS[colour].chinese)
                assert any(word in caption for word in told), caption
        assert not any("," in caption or "，" in caption for caption in scene.captions)


def test_what_stands_left_and_above_is_told_so() -> None:
    seen = Counter()
    for scene in scenes("two", 400):
        (x1, y1), (x2, y2) = (part.middle for part in scene.parts)
        names = [SHOWN[part.letters] for part in scene.parts]
        for caption in scene.captions:
            english = caption.isascii()
            a, b = (NAMED[name].english if english else NAMED[name].chinese for name in names)
            if a in b or b in a or caption.count(a) != 1 or caption.count(b) != 1:
                continue
            first = caption.index(a) < caption.index(b)
            if (
                " left " in caption
                or "右边有" in caption
                or ("在" in caption and "左边" in caption)
            ):
                assert x1 < x2 and first, caption
            elif " above " in caption or "下面有" in caption:
                assert y1 < y2 and first, caption
            elif " below " in caption or "上面有" in caption:
                assert y1 < y2 and not first, caption
            else:
                continue
            seen[english] += 1
    assert min(seen.values()) > 40


def test_several_stand_apart_and_inside() -> None:
    for scene in scenes("several", 200):
        size = scene.parts[0].size
        for place, part in enumerate(scene.parts):
            assert all(0.1 <= each <= 0.9 for each in part.middle) or len(scene.parts) == 1
            for other in scene.parts[:place]:
                apart = np.abs(np.subtract(part.middle, other.middle)).max()
                assert apart > 0.7 * size


def test_oklab_and_back() -> None:
    colours = np.random.default_rng(0).integers(0, 256, (200, 3), np.uint8)
    assert np.abs(srgb(oklab(colours)).astype(int) - colours).max() <= 1
    assert oklab(np.uint8([[255, 255, 255]]))[0] == pytest.approx([1, 0, 0], abs=1e-3)


@pytest.mark.parametrize("colour", COLOURS)
def test_a_main_colour_becomes_another(colour: str) -> None:
    picture = np.zeros((40, 40, 4), np.uint8)
    picture[4:36, 4:36] = (60, 160, 40, 255)
    picture[4:12, 4:36] = (90, 190, 70, 255)  # a lighter shade of the same
    picture[20:24, 10:14] = (20, 20, 20, 255)  # an eye
    picture[28:32, 10:30] = (230, 40, 40, 255)  # a mouth
    found = recoloured(picture, colour)
    assert found is not None and (found[..., 3] == picture[..., 3]).all()
    body, wanted = oklab(found[15, 20][None, :3])[0], oklab(np.uint8([COLOURS[colour].rgb]))[0]
    assert np.abs(body - wanted).max() < 0.08
    assert oklab(found[6, 20][None, :3])[0, 0] > body[0]  # a shade stays one
    assert (found[22, 12] == picture[22, 12]).all() and (found[30, 20] == picture[30, 20]).all()


def test_white_things_become_coloured_and_many_colours_stay() -> None:
    white = np.full((20, 20, 4), 235, np.uint8)
    found = recoloured(white, "purple")
    assert found is not None and found[5, 5, 2] > found[5, 5, 1] + 60
    rainbow = np.zeros((4, 60, 4), np.uint8)
    hues = ((220, 0, 0), (220, 200, 0), (0, 200, 0), (0, 200, 200), (0, 0, 220), (220, 0, 220))
    for place, rgb in enumerate(hues):
        rainbow[:, place * 10 : place * 10 + 10] = (*rgb, 255)
    assert recoloured(rainbow, "blue") is None


# With the font


@pytest.fixture(scope="module")
def emoji() -> Pictures:
    pytest.importorskip("emoji")
    reading = read("emoji", size=64, fit="pad")
    try:
        while True:
            next(reading)
    except StopIteration as done:
        return done.value.split(0.05)[0]
    except NotReady as error:
        pytest.skip(error.message)


def composed(emoji: Pictures, count: int, **options: object) -> Pictures:
    adding = composing.added(emoji, count, **options)
    while True:
        try:
            assert isinstance(next(adding), Progress)
        except StopIteration as done:
            return done.value


def test_composed_pictures_are_added(emoji: Pictures) -> None:
    found = composed(emoji, 60)
    assert len(found) == len(emoji) + 60 == len(found.captions) == len(found.labels)
    assert found.weights.sum() == pytest.approx(1)
    assert found.weights[len(emoji) :].sum() == pytest.approx(composing.SHARE)
    assert (found.pixels[: len(emoji)] == emoji.pixels).all()
    assert found.source == "emoji, 60 composed" and found.classes[-1] == "composed"
    assert all(any(not text.isascii() for text in words) for words in found.captions[-60:])
    # Each is a function of the seed and its number.
    again = composed(emoji, 20)
    assert (again.pixels[-20:] == found.pixels[-60:-40]).all()
    assert again.captions[-20:] == found.captions[-60:-40]
    assert (composed(emoji, 20, seed=1).pixels[-20:] != again.pixels[-20:]).any()


def test_more_than_memory_is_refused(emoji: Pictures) -> None:
    with pytest.raises(RequestError, match=r"compose: 1000000 pictures of 64 px need 11\.5 GiB"):
        next(composing.added(emoji, 1_000_000))


def test_a_font_without_the_things_is_refused(emoji: Pictures) -> None:
    flags = emoji.take([k for k, name in enumerate(emoji.groups) if name.endswith("flag")])
    with pytest.raises(RequestError, match="compose: emoji shows none of the things"):
        next(composing.added(flags, 10))


def test_composing_can_be_cancelled(emoji: Pictures) -> None:
    def check() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        next(composing.added(emoji, 10, check=check))


def test_as_many_are_seen_as_are_told(emoji: Pictures) -> None:
    composer = composing.Composer(seen=frozenset(emoji.groups))
    checked = 0
    for place in range(400):
        scene = composer.scenes.draw(chance(place, 5), "several")
        if scene.ground or SHOWN[scene.parts[0].letters] not in ("apple", "cat", "car", "heart"):
            continue
        picture = composer.picture(scene, 128, chance(place))
        assert islands(picture.min(0) < 215) == len(scene.parts), scene.captions
        checked += 1
    assert checked >= 4


def test_what_was_held_out_is_not_composed(emoji: Pictures) -> None:
    without = frozenset(emoji.groups) - {"cat face", "cat"}
    composer = composing.Composer(seen=without)
    assert "cat" not in {thing.english for thing, _ in composer.scenes.things}
    whole = composing.Composer()
    assert len(whole.scenes.things) == len(THINGS)
    assert all(whole.sprites.cut(letters) is not None for letters in whole.scenes.colours)
    assert sum(map(bool, whole.scenes.colours.values())) > 0.9 * len(whole.scenes.colours)


def islands(ink: np.ndarray) -> int:
    """Return how many pieces of more than 20 px there are, where neighbours within 1 px touch."""
    wide = np.zeros_like(ink)
    for y in (-1, 0, 1):
        for x in (-1, 0, 1):
            wide |= np.roll(ink, (y, x), (0, 1))
    left, count = wide.copy(), 0
    while left.any():
        todo, size = [tuple(np.argwhere(left)[0])], 0
        left[todo[0]] = False
        while todo:
            y, x = todo.pop()
            size += 1
            for near in ((y + 1, x), (y - 1, x), (y, x + 1), (y, x - 1)):
                inside = 0 <= near[0] < len(left) and 0 <= near[1] < left.shape[1]
                if inside and left[near]:
                    left[near] = False
                    todo.append(near)
        count += size > 20
    return count


def test_told_in_both_languages() -> None:
    both = words.pair("left", words.Told("a cat", "一只猫"), words.Told("a dog", "狗"), chance(1))
    assert both.english.count("cat") == 1 and both.chinese.count("猫") == 1
    told = words.on(words.Told("a cat", "一只猫"), "orange", chance(0))
    assert told.english == "a cat on an orange background"
    assert told.chinese.startswith("橙色背景") and told.chinese.endswith("一只猫")
