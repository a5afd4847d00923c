"""Numbers from 0 to 1 as words."""

from collections.abc import Sequence
from typing import Literal

from muse import Artifact, Condition, Field, Item

FORMATS = {".md": "text/markdown"}
WORDS = {
    "en": ("rain", "stone", "lamp", "river", "night", "bird", "smoke", "snow", "road", "sleep"),
    "zh": ("雨", "石", "灯", "河", "夜", "鸟", "烟", "雪", "路", "梦"),
}


class Shape(Condition):
    """What a text can be asked for."""

    language: Literal["en", "zh"] = Field("en", description="The language of the words.")


def made(values: Sequence[float], condition: Shape, item: Item) -> Artifact:
    """Return a text with a word for each number, one on each line."""
    words = WORDS[condition.language]
    chosen = [words[min(len(words) - 1, int(value * len(words)))] for value in values]
    text = "".join(f"- {word}\n" for word in chosen)
    return Artifact.text(text, item=item, measured={"parts": text.count("\n")})
