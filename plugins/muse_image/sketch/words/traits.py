"""Traits: what words say of a person or an animal, found and bound to whom they speak of."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from muse import Match

from .each import said_of_one
from .kinds import Concept

Traits = tuple[tuple[str, str], ...]

POSTURES = frozenset(
    "sit kneel walk run jump dance ride fly hug sleep fight swim crouch lean bow".split()
)
"""Poses of the whole body; the others are what hands and face do meanwhile."""
LASTING = frozenset("stand sit sleep fly lean swim".split())
"""What things do as well: a book lies, a lantern floats."""
SKINS = {"black": "dark", "brown": "brown", "white": "fair", "dark": "dark", "pale": "pale"}
"""Colours that mean the skin, right before a word for a person."""
SMALL = {"tiny": "short", "small": "short", "tall": "tall"}
PRONOUNS = frozenset("she her hers herself he his him himself 她 他".split())


@cache
def table() -> Mapping[str, Any]:
    """Return data/traits.toml: trait -> value -> words; `of` for nouns, `with` beside a noun."""
    return tomllib.loads(files(__package__).joinpath("data/traits.toml").read_text("utf-8"))


def _words(tables: Mapping[str, Mapping[str, Sequence[str]]]) -> Mapping[str, Traits]:
    """Return each word of traits with all that it says."""
    found: dict[str, Traits] = {}
    for trait, values in tables.items():
        for value, words in values.items():
            for word in words:
                found[word] = (*found.get(word, ()), (trait, value))
    return found


@cache
def phrases() -> Mapping[Traits, tuple[str, ...]]:
    """Return what words say -> the words, as a lexicon takes them."""
    tables = {name: values for name, values in table().items() if name not in ("of", "with")}
    made: dict[Traits, tuple[str, ...]] = {}
    for word, told in _words(tables).items():
        made[told] = (*made.get(told, ()), word)
    return made


@cache
def _told() -> Mapping[str, Traits]:
    return {word: told for told, words in phrases().items() for word in words}


def trait_of(word: str) -> Traits:
    """Return what a word that describes says of somebody."""
    return _told().get(word, ())


@cache
def _nouns() -> Mapping[str, Traits]:
    return _words(table()["of"])


def of_match(match: Match) -> Traits:
    """Return what a match says of somebody, whatever field it was found for."""
    if match.field == "trait":
        return tuple(match.value)
    return _told().get(match.words.lower(), ())


@cache
def of_noun(match: Match) -> Mapping[str, str]:
    """Return what a noun itself says: a girl is young and a woman, a young man too is young."""
    word = match.words.lower()
    if word in _nouns():
        return dict(_nouns()[word])
    singular = word.removesuffix("s")
    if singular in _nouns():
        return dict(_nouns()[singular])
    for at in range(1, len(word)):
        # "young woman", "年轻女人": what describes, then the noun.
        first, last = word[:at].strip(), word[at:].strip()
        if first in _told() and last in _nouns():
            return {**dict(_nouns()[last]), **dict(_told()[first])}
    return {}


DOING = frozenset("ride hold hug read play point".split())
"""Poses of which the next thing is the object, not who does it."""


def bind(
    text: str,
    found: Sequence[Match],
    living: Sequence[int],
    people: Sequence[int],
    doers: Mapping[int, int],
) -> tuple[dict[int, dict[str, str]], set[int]]:
    """Give each trait to somebody: index of a living thing -> its traits.

    `people` are those of the living that pronouns speak of, `doers` things that somebody rides,
    holds or wears -> who. Returns the traits, and the
    indices of the words that spoke of somebody.
    """
    bound: dict[int, dict[str, str]] = {place: {} for place in living}
    used: set[int] = set()
    for place, match in enumerate(found):
        told = of_match(match)
        if not told or match.negated or match.field == "thing":
            continue
        target = None
        if match.words.lower() in PRONOUNS:
            target = next((i for i in reversed(people) if i < place), next(iter(people), None))
            if target is None:
                continue
        if told[0][0] == "pose" and told[0][1] in DOING:
            target = _doing(text, found, place, living, doers)
        if target is None:
            target = _whom(text, found, place, living)
        if target is None:
            continue
        if told[0][0] == "pose" and target < place and doers.get(target) in people:
            target = doers[target]  # who holds a cat sits, not the cat
        used.add(place)
        for trait, value in told:
            if value == "fly" and target in people and _object(text, found, place):
                value = "hold"  # a child flying a kite
            if value == "hold" and target not in people:
                continue
            for one in _together(text, found, place, target, living, trait):
                _add(bound[one], trait, value)
    return bound, used


def _object(text: str, found: Sequence[Match], place: int) -> bool:
    """Whether a thing follows a verb directly: "flying a kite"."""
    after = found[place + 1] if place + 1 < len(found) else None
    gap = text[found[place].end : after.start] if after else ""
    return after is not None and after.field == "thing" and len(gap.split()) <= 1 and gap != ""


def _together(
    text: str, found: Sequence[Match], place: int, target: int, living: Sequence[int], trait: str
) -> list[int]:
    """Return all who are in a pose: "a man and his dog sitting on a dock" both sit."""
    all_ = [target]
    if trait != "pose" or place < target:
        return all_
    at = bisect_left(living, target)
    for one in reversed(living[max(0, at - NEAR) : at]):
        gap = text[found[one].end : found[all_[-1]].start]
        joins = "and\\b|&|和|与" + ("|[,,、]" if len(all_) > 1 else "")
        if not re.fullmatch(rf"\s*(?:{joins})[^,.;,。;]{{0,24}}", gap):
            break
        all_.append(one)
    return all_


def _add(traits: dict[str, str], trait: str, value: str) -> None:
    """Add a trait; the first said wins, but any pose says more than standing or holding."""
    if trait == "pose":
        old = traits.get("pose")
        if old is None or (old in ("stand", "hold") and value not in ("stand", "hold")):
            traits["pose"] = value
        elif value != old and value not in POSTURES and value not in ("stand", "hold"):
            traits.setdefault("act", value)
        elif value in POSTURES and old not in POSTURES:
            traits["act"], traits["pose"] = old, value
    elif trait == "hair" and traits.get("hair") in ("long", "short", "straight"):
        traits["hair"] = value
    elif trait == "beard" and traits.get("beard") == "beard":
        traits["beard"] = value
    else:
        traits.setdefault(trait, value)


def _doing(
    text: str,
    found: Sequence[Match],
    place: int,
    living: Sequence[int],
    doers: Mapping[int, int],
) -> int | None:
    """Return who does something to the thing after a verb: "riding a horse", "骑着白马的骑士"."""
    after = range(place + 1, min(len(found), place + NEAR))
    thing = next((i for i in after if found[i].field == "thing"), None)
    if thing is None or _apart(text[found[place].end : found[thing].start]):
        return None
    at = bisect_left(living, place)
    before = living[at - 1] if at else None
    doer = doers.get(thing)
    return doer if doer in living else before


def _whom(text: str, found: Sequence[Match], place: int, living: Sequence[int]) -> int | None:
    """Return whom a word speaks of: who follows it directly, else who was named last."""
    at = bisect_left(living, place)
    after = living[at] if at < len(living) else None
    before = living[at - 1] if at else None
    if after is not None and _leads(text, found, place, after):
        return after
    if before is not None and not _apart(text[found[before].end : found[place].start]):
        return before
    if after is not None and not _clauses(text[found[place].end : found[after].start]):
        if not text[found[place].start].isascii():
            return after
    return before if before is not None else after


NEAR = 12
"""How many matches away somebody is whom a word before describes, at most."""
GAP = re.compile(
    r"(?:\s|-|,|、|,|and\b|very\b|的|地|着|很|一|个|位|只|名|条|头|双|两|三)*",
    re.IGNORECASE,
)


def _leads(text: str, found: Sequence[Match], place: int, after: int) -> bool:
    """Whether nothing but other describing words stands between a word and who follows it."""
    if after - place > NEAR or said_of_one(text, found[after]):
        return False
    between = found[place + 1 : after]
    if any(m.field == "thing" or m.words.lower() in PRONOUNS for m in between):
        return False
    at = found[place].end
    # A comma ends what a word describes, unless another describing word follows.
    for i in range(place + 1, after + 1):
        gap = text[at : found[i].start]
        if not GAP.fullmatch(gap) or (i == after and re.search("[,,、]", gap)):
            return False
        at = found[i].end
    return True


def _clauses(gap: str) -> bool:
    return re.search("[.;!?。;!?\n,,]", gap) is not None


def _apart(gap: str) -> bool:
    return re.search("[.;!?。;!?\n]", gap) is not None


def complete(concept: Concept, noun: Match, said: Mapping[str, str]) -> dict[str, str]:
    """Return all traits of somebody: those of the concept, of the noun, then what is said."""
    return {**concept.traits, **of_noun(noun), **said}
