"""Words that are things, or one thing, by what else is said: parts of a body, families, riders."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from muse import Match

from .kinds import Concept

CLOSE = re.compile(
    r"(?:close[- ]?up|macro|detail|detailed\s+view)(?:\s+[a-z]+)?\s+of\s+(?:an?\s+|the\s+|two\s+)?"
    r"(?:[a-z]+\s+)?$",
    re.IGNORECASE,
)
"""What is said before the part that a picture is of: "a close-up of an eye of a woman"."""
FITTINGS = frozenset(
    "window windows door doors roof roofs rooftop rooftops".split()
    + "屋顶 房顶 屋檐 窗户 窗 窗子 门 房门 木门 门口".split()
)
"""Words for what any building or room has: no other place where one is named."""
BUILDINGS = frozenset(
    "house cottage castle church hut tower hall canal_house mosque temple city room town_street"
    " windmill lighthouse pagoda watermill".split()
)
"""Elements that have windows, doors and roofs."""
HALLS = frozenset(
    (*"school factory theatre station airport treehouse diner train car".split(),
     "mushroom house", "flower shop", "sky castle")
)  # fmt: skip
"""Kinds of things that have them."""
FAMILY = "family"
RIDDEN = {"骑马": 1, "策马": 1, "on horseback": 3}
"""Words that name a horse and who rides it -> where in them the horse begins."""
A_FAMILY = 3


def joined(text: str, found: Sequence[Match], known: Mapping[str, Concept]) -> list[Match]:
    """Return the matches, each thing as it is meant among the others."""
    found = _fittings(_alone(text, found, known), known)
    return _ridden(_families(text, found, known))


def _alone(text: str, found: Sequence[Match], known: Mapping[str, Concept]) -> list[Match]:
    """Take words such as "hand" as things only where nothing else is named, or of a close-up."""
    things = [m for m in found if m.field == "thing"]
    lonely = [m for m in things if known[m.value].alone]
    near = next((m for m in lonely if CLOSE.search(text[max(0, m.start - 80) : m.start])), None)
    if near is not None:
        return [replace(m, field="nothing") if m in things and m is not near else m for m in found]
    if len(lonely) == len(things):
        return list(found)
    return [replace(m, field="nothing") if m in lonely else m for m in found]


def _fittings(found: Sequence[Match], known: Mapping[str, Concept]) -> list[Match]:
    """Leave windows, doors and roofs to the building or the room that has them."""
    fittings = [m for m in found if m.field == "thing" and m.words.lower() in FITTINGS]
    others = [known[m.value] for m in found if m.field == "thing" and m not in fittings]
    if not any(one.element in BUILDINGS or one.kind in HALLS for one in others):
        return list(found)
    return [replace(m, field="nothing") if m in fittings else m for m in found]


def _families(text: str, found: Sequence[Match], known: Mapping[str, Concept]) -> list[Match]:
    """Take "an elephant family", "a family of elephants" and "大象一家" as three elephants."""
    made: list[Match] = []
    waiting: Match | None = None
    for match in found:
        before = made[-1] if made else None
        animal = match.field == "thing" and known[match.value].living == "animal"
        if match.field == "thing" and match.value == FAMILY and before is not None:
            gap = text[before.end : match.start].strip()
            if before.field == "thing" and known[before.value].living == "animal" and not gap:
                made[-1] = replace(before, number=A_FAMILY)
                match = replace(match, field="nothing")
        elif animal and waiting is not None and text[waiting.end : match.start].strip() == "of":
            made[-1] = replace(waiting, field="nothing")
            match = replace(match, number=A_FAMILY)
        waiting = match if match.field == "thing" and match.value == FAMILY else None
        made.append(match)
    return made


def _ridden(found: Sequence[Match]) -> list[Match]:
    """Name the horse of somebody who rides: 骑马."""
    made: list[Match] = []
    horse = any(match.field == "thing" and match.value == "horse" for match in found)
    for match in found:
        at = RIDDEN.get(match.words.lower())
        if match.field != "trait" or at is None or horse:
            made.append(match)
            continue
        middle = match.start + at
        made.append(replace(match, words=match.words[:at], end=middle))
        made.append(Match("thing", "horse", match.words[at:], middle, match.end))
    return made
