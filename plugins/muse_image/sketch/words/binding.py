"""What is said of each thing of a prompt: its number, side, distance, size and colours."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from muse import Match, number

from .colours import about_one_thing, hue_of, thing_of

SAID = {"side": "side", "distance": "distance", "level": "level", "many": "amount", "size": "size"}
"""Fields of words that describe a thing -> what they are of its mention."""
FLOCK = re.compile(r"(?:[一二两三四五六七八九十几]|\d+)(群|丛|簇|排|串|队)$")
TWICE = re.compile(r"(?:一|1)(?:对|双)$")
_NUMERALS = "[一二两三四五六七八九十百千]"
_NUMBER = f"(?<!{_NUMERALS})({_NUMERALS}+)"
_MEASURE = (
    "[个只条座朵颗棵艘匹轮盏枝支头株叶名位间栋道扇根辆架碗杯盘本把"
    "张件双串束口台片块瓶壶篮盆幢顶尊门]"
)
COUNTED = re.compile(f"{_NUMBER}{_MEASURE}$")
DESCRIBED = re.compile(
    f".*{_NUMBER}{_MEASURE}(?:[^在着有和与、,,。\\s]{{1,8}}|身?[穿戴披骑拿抱举撑捧提背系长有]"
    f"(?:(?!{_NUMERALS}{_MEASURE}|的[^的]*[和与及])[^,,。]){{1,20}})的$"
)
"""A number, then what describes: "一位美丽的"."""
HUNDREDS = re.compile(f"{_NUMBER}(?<=[百千十])$")
"""A large number, which needs no measure: "两百人"."""
SCORES = re.compile(f"(?:[几数上][十百千万]+|成百上千|成千上万){_MEASURE}?$")
FEW = re.compile(f"(?:一两|两三|二三|三四|三五|四五){_MEASURE}$")
DOES = "穿戴披骑拿抱举撑捧提背系"
"""What a number isn't of that stands before it: "两个穿西装的" are two people."""
COUNTED_ENGLISH = re.compile(r"\b([a-z]+|\d+)(?:\s+of)?$", re.IGNORECASE)
CONTAINED = re.compile(
    r"\b([a-z]+|\d+)\s+(?:[a-z]+\s+)?(?:bowls?|cups?|dish(?:es)?|plates?|glass(?:es)?|slices?|jars?|"
    r"bottles?|mugs?|pots?|baskets?|pieces?|loa(?:f|ves)|bunch(?:es)?)\s+of(?:\s+[a-z-]+){0,2}$",
    re.IGNORECASE,
)
"""How many of what holds a thing: "two cups of" tea."""
ONE = re.compile(
    r"\b(?:an?|one|another|the|this|that|his|her|their|my)"
    r"(?:\s+(?!(?:of|and|or|with|in|on|at|to|by|for|from|under|over|few|many|lot|[a-z]*s)\b)[a-z-]+){0,4}$",
    re.IGNORECASE,
)
"""An article, then nothing but words that describe: "a beautiful pink" lantern is one."""
AGAIN = re.compile(r"(?:\b(?:the|this|that|same)\s+|[这那][只个位名条匹])$", re.IGNORECASE)
"""What stands before a thing that was named already."""
UPPER = re.compile("top|upper|上", re.IGNORECASE)
LOWER = re.compile("bottom|lower|下", re.IGNORECASE)
NEAR = 13
"""How many matches away the thing is that a word describes, at most."""
MARKS = ",.;!?,。;!?、\n"


def colours(prompt: str, found: Sequence[Match]) -> tuple[dict[int, tuple[str, ...]], set[int]]:
    """Return the colours of things (index -> names), and all colours that speak of one thing."""
    of_things = {place for place in range(len(found)) if about_one_thing(prompt, found, place)}
    bound: dict[int, tuple[str, ...]] = {}
    for place in sorted(of_things):
        hue = hue_of(found[place])
        thing = thing_of(prompt, found, place) if hue else None
        if hue and thing is not None:
            bound[thing] = (*bound.get(thing, ()), hue)
    return bound, of_things


def unbound(prompt: str, found: Sequence[Match], of_things: set[int]) -> list[str]:
    """Return the colours of things that the vocabulary doesn't have."""
    return [
        found[place].words
        for place in sorted(of_things)
        if not found[place].negated
        and (hue_of(found[place]) is None or thing_of(prompt, found, place) is None)
    ]


def said(prompt: str, found: Sequence[Match]) -> tuple[dict[int, dict[str, Any]], list[str]]:
    """Give each side, distance, size and amount to a thing of its clause.

    Returns index -> what is said of it, and the words that are said of nothing.
    """
    bound: dict[int, dict[str, Any]] = {}
    idle: list[str] = []
    for place, match in enumerate(found):
        if match.field not in SAID or match.negated:
            continue
        before, after = _neighbour(prompt, found, place, -1), _neighbour(prompt, found, place, 1)
        first = (before, after)
        if match.field == "many" or (after is not None and _adjoins(prompt, found, place, after)):
            first = (after, before)
        target = next((thing for thing in first if thing is not None), None)
        if target is None:
            idle.append(match.words)
        else:
            known = bound.setdefault(target, {})
            known.setdefault(SAID[match.field], match.value)
            if match.field == "side" and UPPER.search(match.words):
                known.setdefault("level", "high")
            elif match.field == "side" and LOWER.search(match.words):
                known.setdefault("level", "low")
    named: set[Any] = set()
    for place, match in enumerate(found):
        if match.field == "thing":
            begin = match.start
            for other in reversed(found[:place]):
                # "三只黑色的鸟": the number stands before what describes the thing.
                if (
                    other.field == "thing"
                    or other.words[0] in DOES
                    or prompt[other.end : begin].strip(" 的")
                ):
                    break
                begin = other.start
            known = bound.setdefault(place, {})
            qualifies = place + 1 < len(found) and found[place + 1].field == "thing"
            qualifies = qualifies and prompt[match.end : found[place + 1].start] == " "
            ending = prompt[match.end : match.end + 1]
            lead = prompt[max(0, begin - 80) : begin].rstrip()
            if match.value in named and AGAIN.search(prompt[max(0, begin - 12) : begin]):
                known["number"] = None
                continue
            named.add(match.value)
            known.update(_counted(lead, ending, match, known, qualifies))
    return bound, idle


@cache
def _amounts() -> Mapping[str, int | str]:
    """Return nouns that say how many they are -> number or amount."""
    table = tomllib.loads(files(__package__).joinpath("data/amounts.toml").read_text("utf-8"))
    numbers = {word: int(value) for value, words in table["number"].items() for word in words}
    amounts = {word: value for value, words in table["amount"].items() for word in words}
    return {**numbers, **amounts}


def _counted(
    before: str, after: str, match: Match, known: dict[str, Any], qualifies: bool
) -> dict[str, Any]:
    """Return number and amount of a thing: "一群鸟" is no single bird, "boats" are several.

    What qualifies the next noun isn't what an article counts: "a rose garden" has many.
    """
    before = before[-60:]  # a number stands close to its thing
    if TWICE.search(before):
        return {"number": 2}
    if FLOCK.search(before):
        return {"number": None, "amount": known.get("amount", "group")}
    if SCORES.search(before):
        return {"number": None, "amount": "many"}
    itself = _amounts().get(match.words.lower())
    if isinstance(itself, int):
        return {"number": itself}
    if match.number is not None:
        return {"number": match.number}
    contained = CONTAINED.search(before)
    if contained:
        told = contained[1].lower()
        value = 1 if told in ("a", "an", "the") else number(told)
        return {"number": None if value is None else int(value)}
    counted = COUNTED.search(before) or DESCRIBED.search(before) or COUNTED_ENGLISH.search(before)
    value = number(counted[1].lower()) if counted else None
    if value is not None:
        return {"number": int(value)}
    hundreds, few = HUNDREDS.search(before), FEW.search(before)
    if hundreds and (value := number(hundreds[1])) is not None:
        return {"number": int(value)}
    if few:
        return {"number": None, "amount": "few"}
    if "amount" in known:
        return {"number": None}
    if itself is not None:
        return {"number": None, "amount": itself}
    if after.startswith("们"):
        return {"number": None, "amount": "plural"}
    head = match.words.lower().split(" of ")[0]
    if head.endswith("s") and not head.endswith(("ss", "us")):
        return {"number": None, "amount": "plural"}
    if match.words.isascii() and not qualifies and ONE.search(before):
        return {"number": 1}
    return {"number": None}


def _adjoins(prompt: str, found: Sequence[Match], place: int, thing: int) -> bool:
    """Whether only other words that describe it stand between a word and its thing."""
    gaps = [prompt[found[i].end : found[i + 1].start] for i in range(place, thing)]
    return all(len(gap.strip()) <= 1 for gap in gaps)


def _neighbour(prompt: str, found: Sequence[Match], place: int, way: int) -> int | None:
    """Return the index of the nearest thing before (-1) or after (1) in the same clause."""
    for other in range(place + way, place + way * NEAR, way):
        if not 0 <= other < len(found):
            return None
        low, high = sorted((found[place], found[other]), key=lambda m: m.start)
        if any(mark in prompt[low.end : high.start] for mark in MARKS):
            return None
        if found[other].field == "thing" and not found[other].negated:
            return other
    return None
