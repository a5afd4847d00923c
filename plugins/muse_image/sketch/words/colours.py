"""Colour words: which speak of the whole picture, which of one thing, and of which thing."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from muse import Match

from .each import said_of_one

HUES = frozenset({"gold", "pink", "violet", "blue", "green", "red", "earth"})
ADJECTIVES = frozenset({"grey", "gray", "pale", "灰色", "vintage", "retro"})
"""Words of other palettes that describe single things as readily."""

WHOLE = re.compile(
    r"\s*(?:-?ish\b)?\s*(?:palettes?|tone[sd]?|tints?|tinted|hues?|shades?|colou?rs?|colou?red|"
    r"schemes?|pictures?|paintings?|images?|photos?|photographs?|styles?|aesthetics?|films?|"
    r"looks?|posters?|prints?|illustrations?|art|effects?|filters?|artworks?|compositions?|abstractions?|"
    r"(?:sun|moon|star|candle)?light|glow|rays?|mood|atmosphere|world|everywhere|hour)\b",
    re.IGNORECASE,
)
WHOLE_CHINESE = re.compile(
    r"的?(?:色调|调|系|主题|基调|画面|画|图|风格|氛围|气氛|世界|光|阳光|月光|灯光|为主)"
)
IN = re.compile(
    r"\b(?:in|all|entirely|everything|only|of|tinted|tinged|palette:?|colou?rs?:?)\s+(?:(?:\w+ly|dark|deep|light|bright|soft|pale|pure)\s+)?$",
    re.IGNORECASE,
)
IN_CHINESE = re.compile(r"(?:以|用|全是|都是|色调|主色)[::]?\s*$")
MOST = 8
"""Words that describe one thing, at most."""
BREAK = re.compile(r"^\s*(?:$|[,.;:!?,。;:!?、\n])")
START = re.compile(
    r"(?:^|[,.;:!?,。;:!?、\n])\s*(?:(?:dark|deep|light|bright|soft|pale|pure)\s+)?$", re.IGNORECASE
)
JOIN = re.compile(r"\s*(?:,?\s*and|,|&|/|-|和|与|、)\s*")
NEXT = re.compile(r"[\s的-]*(?:colou?red\s+)?")
"""What may stand between a colour and its thing: "red-coloured boat", "红色的船"."""
SAYS = re.compile(
    r"\s*(?:(?:is|are|was|were|painted|that is|that are|which is|which are)\s+(?:all\s+)?|in\s+|"
    r"(?:都|全)?是|呈|涂成|漆成)\s*",
    re.IGNORECASE,
)
"""What stands between a thing and a colour said of it: "the boat is red", "船是红色"."""


@cache
def hues() -> Mapping[str, Mapping[str, Any]]:
    """Return the colours of single things: name -> paint (hexadecimal), palette, words."""
    return tomllib.loads(files(__package__).joinpath("data/hues.toml").read_text("utf-8"))


@cache
def _by_words() -> Mapping[str, str]:
    return {word: name for name, hue in hues().items() for word in (*hue["en"], *hue["zh"])}


def hue_of(match: Match) -> str | None:
    """Return the colour that a match would give a thing; None when it gives none."""
    if match.field == "hue":
        return str(match.value)
    return _by_words().get(match.words.lower()) if match.field == "palette" else None


def of_picture(match: Match) -> Match | None:
    """Return a colour as a palette of the whole picture; None when its words never mean one."""
    if match.field != "hue":
        return match
    palette = hues()[match.value].get("palette")
    return replace(match, field="palette", value=palette) if palette else None


def thing_of(prompt: str, found: Sequence[Match], place: int) -> int | None:
    """Return the index of the thing whose colour found[place] is; None: it names nothing known."""
    after = place
    while after + 1 < len(found) and after < place + MOST:
        between = prompt[found[after].end : found[after + 1].start]
        colours = hue_of(found[after]) and hue_of(found[after + 1])
        if not (NEXT.fullmatch(between) or (colours and JOIN.fullmatch(between))):
            break
        after += 1
        if found[after].field == "thing":
            return None if found[after].negated else after
    before = place
    while before > max(0, place - MOST) and _joined(prompt, found, before - 1):
        if hue_of(found[before - 1]) is None:
            break
        before -= 1
    if before and found[before - 1].field == "thing" and not found[before - 1].negated:
        gap = prompt[found[before - 1].end : found[before].start]
        if SAYS.fullmatch(gap) or (not gap.strip() and said_of_one(prompt, found[before - 1])):
            return before - 1
    return None


def about_one_thing(prompt: str, matches: Sequence[Match], place: int) -> bool:
    """Whether matches[place] is a colour that belongs to a thing: "a red boat", not "in red"."""
    match = matches[place]
    if match.field == "palette":
        if not (match.value in HUES or match.words.lower() in ADJECTIVES):
            return False
    elif match.field != "hue":
        return False
    low = high = place
    # "Blue and gold" is judged as one.
    while low > place - MOST and low and _joined(prompt, matches, low - 1):
        low -= 1
    while high < place + MOST and high + 1 < len(matches) and _joined(prompt, matches, high):
        high += 1
    start, end = matches[low].start, matches[high].end
    before, after = prompt[max(0, start - 40) : start], prompt[end : end + 40]
    if WHOLE.match(after) or WHOLE_CHINESE.match(after) or IN_CHINESE.search(before):
        return False
    ends = BREAK.match(after) is not None
    if ends and (IN.search(before) or START.search(before)):
        return False
    if IN.search(before) and re.match(r"\s*(?:at|by|of|on|with|over|under|during)\b", after):
        return False
    following = matches[high + 1] if high + 1 < len(matches) else None
    if following is None or following.field not in ("time", "mood", "season"):
        return True
    return prompt[matches[high].end : following.start].strip() not in ("", "的")


def _joined(prompt: str, matches: Sequence[Match], first: int) -> bool:
    """Whether the matches at `first` and after it are colours of one list."""
    one, other = matches[first], matches[first + 1]
    colours = {one.field, other.field} <= {"palette", "hue"}
    return colours and JOIN.fullmatch(prompt[one.end : other.start]) is not None
