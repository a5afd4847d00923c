"""Words that mean something else where they stand: an oak table is no oak."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from muse import Lexicon, Match

from . import lists
from .colours import hue_of
from .kinds import Concept
from .traits import of_noun, trait_of

WORD = re.compile(r"[ \t-]+([a-z]+)\b", re.IGNORECASE)
HOLDING = frozenset("bowl cup dish plate glass slice jar bottle mug pot basket piece".split())
"""What food is in: a soup bowl is a bowl of soup."""
OF = re.compile(r"\s+of\s+(?:[a-z-]+\s+){0,2}", re.IGNORECASE)
LEAD = re.compile(
    r"(?:(?:on|in|at|by|under|near|beside|next\s+to|through|out\s+of|out)\s+)?(?:an?\s+|the\s+)?|在",
    re.IGNORECASE,
)
ARTICLE = re.compile(
    r"\b(?:an?|no|without|the|one|two|three|this|that|his|her|their|old|stone|into|every)\s+(?:[a-z-]+\s+){0,2}$",
    re.IGNORECASE,
)
A_FRUIT = re.compile(
    r"\b(?:an?|the|one|another|his|her)\s+(?:(?:ripe|fresh|juicy|big|small|large|cut|peeled|single|"
    r"half|sliced|whole)\s+)?$",
    re.IGNORECASE,
)
NO_NOUN = re.compile(
    r"\s*(?:$|[,.;]|(?:on|in|with|at|near|and\s+an?|beside|under|next|from|is|sitting|lying)\b)",
    re.IGNORECASE,
)
BEGINS, ENDS = re.compile(r"(?:^|[,.;\n])\s*$"), re.compile(r"\s*(?:$|[,.;\n])")
MADE = re.compile(
    r"\b(?:made|built|carved|constructed|composed|crafted|woven|sculpted|formed)\s+(?:\w+ly\s+)?"
    r"(?:up\s+)?(?:of|from|out\s+of)\s+(?:[a-z-]+\s+){0,2}$",
    re.IGNORECASE,
)
AS_OBJECT = re.compile(
    r"\b(?:an?|the|his|her|their|one|two|three|of|bottle|with\s+an?)\s+$", re.IGNORECASE
)


def bare(found: Sequence[Match], lexicon: Lexicon, known: Mapping[str, Concept]) -> list[Match]:
    """Return the matches, phrases of things without what they begin with.

    That is a preposition or an article ("next to a window"), and the colour of what is worn or
    held ("white shirt", "红伞"), which is then a match of its own.
    """
    made: list[Match] = []
    for match in found:
        if match.field == "thing":
            lead = LEAD.match(match.words)
            at = lead.end() if lead else 0
            if 0 < at < len(match.words):
                made.append(
                    replace(match, field="nothing", words=match.words[:at], end=match.start + at)
                )
                match = replace(match, words=match.words[at:], start=match.start + at)
            if known[match.value].worn or known[match.value].held:
                *colour, match = _coloured(match, lexicon)
                made += colour
        made.append(match)
    return made


def _coloured(match: Match, lexicon: Lexicon) -> list[Match]:
    """Return the colour that a phrase begins with, if it does, and the thing itself."""
    words = match.words
    for at in (words.find(" ") + 1,) if words.isascii() else (1, 2, 3):
        first, rest = lexicon.find(words[:at]), lexicon.find(words[at:])
        if len(first) == len(rest) == 1 and hue_of(first[0]) and rest[0].value == match.value:
            hue = replace(first[0], start=match.start, end=match.start + first[0].end)
            return [hue, replace(match, words=words[at:], start=match.start + at)]
    return [match]


def settled(
    text: str, found: Sequence[Match], tables: Mapping[str, Any], known: Mapping[str, Concept]
) -> list[Match]:
    """Return the matches as they are meant where they stand.

    `tables` names words that count only after an article ("well", "home"), and materials, each with
    the style it means where it is no thing ("a pencil", "a bottle of ink").
    """
    made: list[Match] = []
    materials: Mapping[str, str] = tables["material"]
    for match in found:
        before, word = text[max(0, match.start - 80) : match.start], match.words.lower()
        if match.field == "thing" and _holds_food(text, match, found, known):
            match = replace(match, field="nothing")
        if made and word == "树" and made[-1].field == "thing" and made[-1].end == match.start:
            # "桃花树" is the tree that was named already.
            last = made.pop()
            made.append(replace(last, words=last.words + match.words, end=match.end))
            continue
        if match.field == "thing" and match.words.isascii() and MADE.search(before):
            match = replace(match, field="unread")
        elif match.field == "thing" and _is_colour(text, match):
            match = replace(match, field="hue", value=hue_of(replace(match, field="palette")))
        elif match.field == "thing" and word in tables["plural"]:
            match = Match("trait", trait_of(word), match.words, match.start, match.end)
        elif word in tables["article"] and not _alone(text, match) and not ARTICLE.search(before):
            match = replace(match, field="nothing")
        elif word in materials and match.field in ("style", "thing"):
            if match.field == "style" and AS_OBJECT.search(before):
                match = replace(match, field="unread")
            elif match.field == "thing" and not AS_OBJECT.search(before):
                match = replace(match, field="style", value=materials[word])
        made.append(match)
    return made


def _is_colour(text: str, match: Match) -> bool:
    """Whether a fruit or flower is only a colour: "orange light", but not "an orange"."""
    hue = hue_of(replace(match, field="palette"))
    if hue is None or not match.words.isascii():
        return False
    return not (
        A_FRUIT.search(text[max(0, match.start - 80) : match.start])
        and NO_NOUN.match(text[match.end :])
    )


def _alone(text: str, match: Match) -> bool:
    """Whether a word is all that stands between two marks."""
    return BEGINS.search(text[: match.start]) is not None and bool(ENDS.match(text[match.end :]))


def _holds_food(
    text: str, match: Match, found: Sequence[Match], known: Mapping[str, Concept]
) -> bool:
    """Whether a thing is only what something else is in: the cup of "a cup of tea"."""
    last = match.words.lower().split(" ")[-1]
    if last not in HOLDING and last.removesuffix("s") not in HOLDING and last != "glasses":
        return False
    after = (m for m in found if m.start > match.start and m.field == "thing")
    other = next(after, None)
    if other is None or known[other.value].home != "table":
        return False
    return OF.fullmatch(text[match.end : other.start]) is not None


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
            person = known[match.value].living == "person"
            hue = hue_of(replace(match, field="palette"))
            adjoins = following is not None and following.start == _next(text, match.end)
            if following is None or not adjoins:
                gap = WORD.match(text, match.end)
                word = gap[1].lower() if gap else ""
                food = known[match.value].home == "table" and word in HOLDING
                unread = not person and not food and _noun(word)
                qualifies = unread
            else:
                qualifies = unread or _qualifies(match, following, known)
                qualifies = qualifies or (hue is not None and following.field == "thing")
            if qualifies and hue:
                match = Match("hue", hue, match.words, match.start, match.end, match.negated)
            elif qualifies and person and following and known[following.value].living:
                # A woman warrior is a warrior and a woman.
                match = replace(match, field="trait", value=tuple(of_noun(match).items()))
            elif qualifies:
                dropped.append(match)
                following = match
                continue
        unread = False
        kept.append(match)
        following = match
    return kept[::-1], dropped[::-1]


def _next(text: str, at: int) -> int:
    """Return where the next word begins, after spaces and hyphens."""
    found = re.compile(r"[ \t-]*").match(text, at)
    return found.end() if found else at


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
    if one.living == "person" and not (other.living == "person" or other.worn or other.held):
        return False
    if one.count is None or other.count is None:
        return False  # what is whole is a place: a mountain lake lies in mountains
    return one.name != other.name
