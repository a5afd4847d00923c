"""What a model is asked for, and what has to be seen then."""

from dataclasses import dataclass

from muse_image.data.composing.colours import COLOURS
from muse_image.data.composing.things import THINGS, Thing, is_new

OBJECTS = ("apple", "heart", "car", "cat", "star", "book")
HUES = ("red", "yellow", "green", "blue", "purple", "black")
COUNTED = ("cat", "star", "car", "apple", "heart")
_THINGS = {each.english: each for each in THINGS}


@dataclass(frozen=True)
class Asked:
    """A prompt; the things that it names, and, where it says them, their colour and number."""

    prompt: str
    things: tuple[str, ...]
    colour: str = ""
    count: int = 0


def colours(language: int = 0) -> list[Asked]:
    """Return each object in each colour, in English (0) or in Chinese (1)."""
    return [_coloured(thing, hue, language) for thing in OBJECTS for hue in HUES]


def counts() -> list[Asked]:
    """Return two to five of some things."""
    return [_counted(thing, count) for count in (2, 3, 4, 5) for thing in COUNTED]


def new() -> list[Asked]:
    """Return combinations that no composed picture shows: colours, counts, pairs, hats."""
    found = [
        *(_coloured(*each) for each in _NEW_COLOURS),
        *(_counted(*each) for each in _NEW_COUNTS),
        *(Asked(f"{_one(a)} and {_one(b)}", (a, b)) for a, b in _NEW_PAIRS),
        *(Asked(f"{_one(a)} with a {b}", (a, b)) for a, b in _NEW_HATS),
    ]
    for each in found:
        words = (*each.things, *((each.colour,) if each.colour else ()))
        words = (each.things[0], each.count) if each.count else words
        if not is_new(*words):
            raise AssertionError(f"{each.prompt} isn't held out")
    return found


_NEW_COLOURS = (
    *(("house", "blue"), ("elephant", "white"), ("dog", "green")),
    *(("balloon", "yellow"), ("robot", "purple"), ("bird", "blue")),
)
_NEW_COUNTS = (("book", 4), ("rose", 3), ("hat", 2), ("frog", 5))
_NEW_PAIRS = (
    *(("cat", "train"), ("apple", "penguin"), ("fish", "guitar")),
    *(("heart", "dog"), ("balloon", "umbrella")),
)
_NEW_HATS = (
    *(("bear", "crown"), ("fox", "top hat"), ("lion", "party hat")),
    *(("penguin", "party hat"), ("smiling cat", "top hat")),
)

SEEDS = (
    *("a cat", "a dog", "a car", "a flower", "a house", "a fish"),
    *("a red apple", "a blue car", "three cats", "two stars", "一只猫", "一朵黄色的花"),
)
"""Prompts that are drawn with several seeds."""


def _coloured(thing: str, hue: str, language: int = 0) -> Asked:
    words = COLOURS[hue].english[0], COLOURS[hue].chinese[0]
    return Asked(_THINGS[thing].told(1, *words)[language], (thing,), hue)


def _counted(thing: str, count: int) -> Asked:
    return Asked(_THINGS[thing].told(count)[0], (thing,), count=count)


def _one(name: str) -> str:
    thing: Thing = _THINGS[name]
    return thing.told()[0]
