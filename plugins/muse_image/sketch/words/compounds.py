"""Nouns that only qualify another: an oak table is no oak, wheat beer no wheat."""

import re
from collections.abc import Collection, Mapping, Sequence

from muse import Lexicon, Match

from . import lists
from .kinds import Concept

WORD = re.compile(r"[ \t-]+([a-z]+)\b", re.IGNORECASE)
PLACES = frozenset({"room", "street", "outdoors", "underwater", "space"})


def heads(
    text: str, found: Sequence[Match], lexicon: Lexicon, idioms: Collection[str]
) -> list[Match]:
    """Return the matches, fixed phrases cut down to what they are: an oak table is a table."""
    made: list[Match] = []
    for match in found:
        first, space, last = match.words.rpartition(" ")
        if match.field != "unread" or not space or last.lower() in idioms:
            made.append(match)
            continue
        at = match.end - len(last)
        known = [m for m in lexicon.find(text[at : match.end]) if m.field == "thing"]
        if not known:
            made.append(match)
            continue
        made.append(Match("unread", "names", first, match.start, match.start + len(first)))
        made.append(
            Match("thing", known[0].value, last, at, match.end, match.negated, match.number)
        )
    return made


def qualifiers(
    text: str, found: Sequence[Match], known: Mapping[str, Concept]
) -> tuple[list[Match], list[Match]]:
    """Return the matches without nouns that only qualify, and these."""
    kept: list[Match] = []
    dropped: list[Match] = []
    following: Match | None = None
    unread = False
    for match in reversed(found):
        if match.field == "thing" and match.words.isascii() and _noun_form(match.words):
            gap = WORD.match(text, match.end)
            if following is None or following.start != match.end + len(_gap(text, match.end)):
                unread = gap is not None and _noun(gap[1].lower())
                qualifies = unread
            else:
                qualifies = unread or _qualifies(match, following, known)
            if qualifies:
                dropped.append(match)
                following = match
                continue
        unread = False
        kept.append(match)
        following = match
    return kept[::-1], dropped[::-1]


def _gap(text: str, at: int) -> str:
    found = re.compile(r"[ \t-]*").match(text, at)
    return found[0] if found else ""


def _noun_form(word: str) -> bool:
    return not word.lower().endswith("s") or word.lower().endswith(("ss", "us"))


def _noun(word: str) -> bool:
    """Whether an unread word is a noun that the one before it qualifies."""
    kind = lists.english().get(word)
    if kind is None:
        kind = lists.english().get(word[:-1]) if word.endswith("s") else None
    if word.endswith(("ing", "ed", "ly")) or len(word) < 3:
        return False
    return kind == "noun"


def _qualifies(match: Match, following: Match, known: Mapping[str, Concept]) -> bool:
    """Whether a known thing right before another only says of what kind that is."""
    if following.field != "thing" or following.negated:
        return False
    one, other = known[match.value], known[following.value]
    if one.count is None or other.count is None or one.home in PLACES - {"outdoors"}:
        return False
    return one.name != other.name
