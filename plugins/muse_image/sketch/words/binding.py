"""What is said of each thing of a prompt: its number, side, distance, size and colours."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from muse import Match, number

from .colours import about_one_thing, hue_of, thing_of

SAID = {"side": "side", "distance": "distance", "level": "level", "many": "amount", "size": "size"}
"""Fields of words that describe a thing -> what they are of its mention."""
FLOCK = re.compile(r"(?:[一二两三四五六七八九十几]|\d+)(群|丛|簇|排|串|队)$")
TWICE = re.compile(r"(?:一|1)(?:对|双)$")
COUNTED = re.compile("([一二两三四五六七八九十]+)[个只条座朵颗棵艘匹轮盏枝支头株叶名位间栋道扇根]$")
COUNTED_ENGLISH = re.compile(r"\b([a-z]+|\d+)(?:\s+of)?$", re.IGNORECASE)
RELATIONS = {
    "on": "on", "upon": "on", "atop": "on", "on top of": "on", "上": "on", "under": "under",
    "beneath": "under", "underneath": "under", "下": "under", "behind": "behind", "后": "behind",
    "beyond": "behind", "in front of": "before", "前": "before",
}  # fmt: skip
RELATION = re.compile(
    r"\s*(?:(?:that|which)\s+)?(?:(?:is|are)\s+)?(?:\w+ing\s+|perched\s+|built\s+)?"
    r"(on top of|on|upon|atop|underneath|under|beneath|behind|beyond|in front of)\b",
    re.IGNORECASE,
)
RELATION_CHINESE = re.compile(r"(上|下|后|前|上面|下面|后面|前面)的?有?(?:一?[座艘只条个间])?")
UPPER = re.compile("top|upper|上", re.IGNORECASE)
LOWER = re.compile("bottom|lower|下", re.IGNORECASE)
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
        if hue_of(found[place]) is None or thing_of(prompt, found, place) is None
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
    for place, match in enumerate(found):
        if match.field == "thing":
            begin = match.start
            for other in reversed(found[:place]):
                # "三只黑色的鸟": the number stands before what describes the thing.
                if other.field == "thing" or prompt[other.end : begin].strip(" 的"):
                    break
                begin = other.start
            known = bound.setdefault(place, {})
            known.update(_counted(prompt[:begin].rstrip(), match, known))
    return bound, idle


def related(prompt: str, found: Sequence[Match]) -> dict[int, tuple[str, int]]:
    """Return what stands on, under, behind or before what: index -> (relation, other's index)."""
    things = [i for i, match in enumerate(found) if match.field == "thing" and not match.negated]
    bound: dict[int, tuple[str, int]] = {}
    for one, other in pairwise(things):
        between = prompt[found[one].end : found[other].start]
        english, chinese = RELATION.match(between), RELATION_CHINESE.fullmatch(between)
        if english:
            bound[one] = RELATIONS[english[1].lower()], other
        elif chinese:
            bound[other] = RELATIONS[chinese[1][0]], one
    return bound


def _counted(before: str, match: Match, known: dict[str, Any]) -> dict[str, Any]:
    """Return number and amount of a thing: "一群鸟" is no single bird, "boats" are several."""
    before = before[-60:]  # a number stands close to its thing
    if TWICE.search(before):
        return {"number": 2}
    if FLOCK.search(before):
        return {"number": None, "amount": known.get("amount", "group")}
    if match.number is not None:
        return {"number": match.number}
    counted = COUNTED.search(before) or COUNTED_ENGLISH.search(before)
    value = number(counted[1].lower()) if counted else None
    if value is not None:
        return {"number": int(value)}
    if match.words[-1:].lower() == "s" and "amount" not in known:
        return {"number": None, "amount": "plural"}
    return {"number": None}


def _adjoins(prompt: str, found: Sequence[Match], place: int, thing: int) -> bool:
    """Whether only other words that describe it stand between a word and its thing."""
    gaps = [prompt[found[i].end : found[i + 1].start] for i in range(place, thing)]
    return all(len(gap.strip()) <= 1 for gap in gaps)


def _neighbour(prompt: str, found: Sequence[Match], place: int, way: int) -> int | None:
    """Return the index of the nearest thing before (-1) or after (1) in the same clause."""
    other = place + way
    while 0 <= other < len(found):
        low, high = sorted((found[place], found[other]), key=lambda m: m.start)
        if any(mark in prompt[low.end : high.start] for mark in MARKS):
            return None
        if found[other].field == "thing" and not found[other].negated:
            return other
        other += way
    return None
