"""How the things of a prompt stand to each other, and what people wear and hold."""

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from muse import Match

from . import english, places
from .bound import Bound, Said
from .kinds import Concept

ELSE = frozenset("side distance level time season weather style mood palette view plain".split())
"""Fields of words that may hold a preposition and relate nothing: "in the background"."""
STOP = re.compile(r"[.;!?。;!?\n]")
JOINED = re.compile(r"\s*(?:and\b|&|和|与|、)", re.IGNORECASE)
LISTED = re.compile(
    r"\s*[,,]\s*(?:(?:an?|the|one|two|three|some)\b)?(?:\s*(?!\w+ing\b)[\w-]+){0,2}\s*", re.I
)
"""What stands between the first things of a list: "a cat, a dog and a rabbit"."""
WEARING = re.compile(r"\b(?:wearing|wears|dressed in|in|with)\b|[穿戴披系]", re.IGNORECASE)


def related(
    text: str, found: Sequence[Match], concept: Mapping[int, Concept], each: Collection[int] = ()
) -> Bound:
    """Return what stands on, in, under ... what, and what people wear and hold.

    `concept` says of the index of each thing in `found` what it is, `each` which are each of
    several, who begin anew.
    """
    for match in found:
        if match.field in ELSE:
            text = text[: match.start] + " " * (match.end - match.start) + text[match.end :]
    things = sorted(concept)
    living = [i for i in things if concept[i].living]
    said = Said(text, found, concept, Bound(), living)
    for before, after in pairwise(things):
        gap = text[found[before].end : found[after].start]
        if after not in each and not STOP.search(gap):
            latin = text[found[after].start].isascii() or re.search("[a-z]", gap, re.IGNORECASE)
            (english if latin else places).relate(said, gap, before, after)
    places.led(said, things)
    for place in things:
        _alone(said, place)
    _together(said, things)
    return said.bound


def _alone(said: Said, place: int) -> None:
    """Give a garment that stands alone between commas to who was named last: "girl, red dress"."""
    concept, bound = said.concept, said.bound
    if not concept[place].worn or place in bound.owner or bound.relations.get(place):
        return
    at = bisect_left(said.living, place)
    owner = next((i for i in reversed(said.living[:at]) if concept[i].living == "person"), None)
    if owner is not None:
        if not STOP.search(said.text[said.found[owner].end : said.found[place].start]):
            bound.give(owner, "wears", place)
        return
    start = said.found[place].start
    if at < len(said.living) and WEARING.search(said.text[max(0, start - 80) : start]):
        bound.give(said.living[at], "wears", place)


def _together(said: Said, things: Sequence[int]) -> None:
    """Let "a cat and two dogs on a sofa" all be on the sofa, and "桌上有一只碗和两个苹果"."""
    bound, found = said.bound, said.found
    for one, other in pairwise(things):
        told = next(iter(bound.relations.get(one, ())), None)
        gap = said.text[found[one].end : found[other].start]
        if told and told[1] < one and not bound.relations.get(other) and JOINED.match(gap):
            if other not in bound.owner and not said.concept[other].living:
                bound.relations[other] = [told]
    joined: set[int] = set()
    for one, other in reversed(list(pairwise(things))):
        told = next(iter(bound.relations.get(other, ())), None)
        if told is None or bound.relations.get(one) or one in bound.owner or told[1] < other:
            continue
        gap = said.text[found[one].end : found[other].start]
        both = bool(said.concept[one].living) == bool(said.concept[other].living)
        if JOINED.match(gap) or (both and other in joined and LISTED.fullmatch(gap)):
            bound.relations[one] = [told]
            joined.add(one)
