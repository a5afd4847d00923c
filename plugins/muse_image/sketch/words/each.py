"""Each of several by itself: "two women, one with red hair and one with black hair"."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from muse import Match

from .kinds import Concept

ONE = re.compile(
    r"(?<![a-z])(?:the\s+other(?:\s+one)?|another|one)(?=\s+(?!(?:of|by|on|at|to|day|side|another)\b))"
    r"|另?一[个位只条匹](?=[^一二两三])",
    re.IGNORECASE,
)
BEFORE = re.compile(r"(?:[,,;;::、]|\band|\bwhile|和)\s*$", re.IGNORECASE)
"""What stands before one of several."""
DOES = "穿戴披骑拿抱举撑捧提背系"
NEAR = 200
"""Characters between several and each of them, at most."""


def each(
    text: str, found: Sequence[Match], known: Mapping[str, Concept]
) -> tuple[list[Match], dict[int, int]]:
    """Return the matches with each of several as a thing, and index of each -> of the several."""
    groups = [
        m for m in found if m.field == "thing" and not m.negated and (m.number or 0) > 1
        and known[m.value].count is not None
    ]  # fmt: skip
    if not groups:
        return list(found), {}
    of: dict[int, Match] = {}
    made = list(found)
    for one in ONE.finditer(text):
        group = next((m for m in reversed(groups) if m.end <= one.start()), None)
        if group is None or not BEFORE.search(text[: one.start()][-12:]):
            continue
        between = text[group.end : one.start()]
        told = sum(other is group for other in of.values())
        if len(between) > NEAR or re.search("[.。!?\n]", between) or told >= (group.number or 0):
            continue
        if _names(text, found, one.end()) or _covered(found, one.start(), one.end()):
            continue
        of[one.start()] = group
        made = [m for m in made if m.end <= one.start() or one.end() <= m.start]
        made.append(Match("thing", group.value, group.words, one.start(), one.end(), number=1))
    made.sort(key=lambda match: match.start)
    places = {match.start: place for place, match in enumerate(made)}
    return made, {places[start]: places[group.start] for start, group in of.items()}


def said_of_one(text: str, match: Match) -> bool:
    """Whether a match is each of several, of which a colour may follow: "one black"."""
    return match.words != text[match.start : match.end] and bool(ONE.match(text, match.start))


def _names(text: str, found: Sequence[Match], at: int) -> bool:
    """Whether a thing follows, described or not: "one black cat"."""
    after = [m for m in found if m.start >= at][:6]
    if after and after[0].field == "thing" and not text[at : after[0].start].strip():
        return True
    for one, other in pairwise(after):
        if (
            one.words[0] in DOES
            or text[at : one.start].strip()
            or text[one.end : other.start].strip(" 的")
        ):
            return False
        if other.field == "thing":
            return True
        at = other.start
    return False


def _covered(found: Sequence[Match], start: int, end: int) -> bool:
    return any(m.start < end and start < m.end and m.field != "nothing" for m in found)
