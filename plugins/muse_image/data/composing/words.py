"""Captions of what is put together, in English and in Chinese.

No caption has a comma, as captions are told in parts that commas divide.
"""

from typing import TYPE_CHECKING, NamedTuple

from .colours import COLOURS
from .things import NUMBERS, Thing, article

if TYPE_CHECKING:
    import numpy as np

SMALL, LARGE = "small", "large"
_SIZES = {SMALL: (("small", "tiny", "little"), "小"), LARGE: (("big", "large", "huge"), "大")}

RELATIONS = {
    "beside": (
        ("{a} and {b}", "{a} and {b}", "{a} next to {b}", "{a} with {b}", "{a} beside {b}"),
        ("{a}和{b}", "{a}和{b}", "{a}与{b}", "{a}旁边有{b}"),
    ),
    "left": (
        (
            *("{a} to the left of {b}", "{a} left of {b}"),
            *("{b} to the right of {a}", "{b} right of {a}"),
        ),
        ("{a}在{b}的左边", "{b}左边有{a}", "{b}在{a}的右边", "{a}右边有{b}"),
    ),
    "above": (
        ("{a} above {b}", "{a} over {b}", "{b} below {a}", "{b} under {a}"),
        ("{a}在{b}上面", "{b}上面有{a}", "{b}在{a}下面", "{a}下面有{b}"),
    ),
}  # fmt: skip
"""How two things may stand, and how that is said in English and in Chinese."""


class Told(NamedTuple):
    """The same in English and in Chinese."""

    english: str
    chinese: str


def told(
    thing: Thing, chance: "np.random.Generator", count: int = 1, colour: str = "", size: str = ""
) -> Told:
    """Return words for some of a thing, in a colour and of a size: "a small red apple"."""
    words, before, noun = [], "", ""
    if size:
        sizes, noun = _SIZES[size]
        words.append(str(chance.choice(sizes)))
    if colour:
        words.append(str(chance.choice(COLOURS[colour].english)))
        before = str(chance.choice(COLOURS[colour].chinese))
        # 红苹果, but 红色的小苹果
        if noun and not before.endswith("的"):
            before = COLOURS[colour].chinese[0]
    english, chinese = thing.told(count, " ".join(words), before + noun)
    if count > 1 and chance.random() < 0.2:
        english = english.replace(NUMBERS[count - 1][0], str(count), 1)
        chinese = chinese.replace(NUMBERS[count - 1][1], str(count), 1)
    if count == 1 and not colour and not size and chance.random() < 0.4:
        chinese = thing.chinese  # 猫 as well as 一只猫
    return Told(english, chinese)


def pair(how: str, first: Told, second: Told, chance: "np.random.Generator") -> Told:
    """Return words for two things: the first is left of, or above, the second."""
    english, chinese = RELATIONS[how]
    return Told(
        str(chance.choice(english)).format(a=first.english, b=second.english),
        str(chance.choice(chinese)).format(a=first.chinese, b=second.chinese),
    )


def wearing(wearer: Told, worn: Told, bare: Told, chance: "np.random.Generator") -> Told:
    """Return words for one that wears something; `bare` is it without "one" before it."""
    english = str(chance.choice(("{a} with {b}", "{a} wearing {b}", "{a} in {b}")))
    chinese = str(chance.choice(("戴着{b}的{a}", "戴{b}的{a}", "{c}戴着{b}")))
    return Told(
        english.format(a=wearer.english, b=worn.english),
        chinese.format(a=bare.chinese, b=worn.chinese, c=wearer.chinese),
    )


def on(what: Told, ground: str, chance: "np.random.Generator") -> Told:
    """Return words for something on a background of a colour."""
    colour = str(chance.choice(COLOURS[ground].english))
    chinese = COLOURS[ground].chinese[0].removesuffix("的")
    before = str(chance.choice(("背景上的", "背景的", "背景前的")))
    return Told(
        f"{what.english} on {article(colour)} {colour} background",
        f"{chinese}{before}{what.chinese}",
    )
