"""The lexicon's concepts, by language: `data/LANGUAGE/lexicon/*.toml`, one line for each concept.

    lighthouse = { is = "place", words = "lighthouse; light tower", adj = "tall; white",
                   has = "lamp; winding stair", does = "turn in the dark", at = "on the rocks",
                   done = "climb it", sense = "the smell of paraffin", opp = "darkness",
                   like = "a candle left in a window" }

Values are lists parted by `;`. A concept without a relation has that of its class (`class.place`),
whose `words` are words or ends of words of that class (店, 鸟).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType

from .. import packs
from . import kinds

CLASSES = (
    *("person", "child", "animal", "creature", "plant", "food", "place", "nature", "weather"),
    *("time", "season", "body", "clothes", "vehicle", "tool", "instrument", "machine", "toy"),
    *("furniture", "treasure", "paper", "thing", "feeling", "idea", "deed", "event", "work"),
)
"""What a concept is (`is`): work is a trade or a school subject, deed something one does."""
RELATIONS = ("adj", "has", "does", "done", "at", "sense", "opp", "like", "made", "who", "wish")
"""Of a concept:

English: `adj` adjectives; `has` parts and company, nouns without an article; `does` predicates in
the base form ("turn in the dark"); `done` what one does to it ("climb it"); `at` phrases of place
with a preposition; `sense` what is heard, smelled, seen of it, with an article; `opp` its
opposites; `like` what it is like, with an article; `made` what it is made of; `who` people that
go with it; `wish` what one may want of it ("to see it lit again").

Chinese: `adj` without 的; `does`, `done` and `wish` predicates; `at` places ("礁石上"); `like` a
noun phrase ("一支忘了吹灭的蜡烛").
"""


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a language: its key, its class, the words for it, and its relations.

    `general` tells that the phrase looked up is something narrower: fish for "carp".
    """

    key: str
    kind: str
    words: tuple[str, ...]
    relations: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    general: bool = False

    def __getitem__(self, relation: str) -> tuple[str, ...]:
        return self.relations.get(relation, ())


@cache
def concepts(language: str) -> Mapping[str, Concept]:
    """Return the concepts of a language by key."""
    found = {}
    for name in packs.names(language, "lexicon"):
        for key, line in packs.table(language, f"lexicon/{name}").items():
            relations = {r: _parts(line[r]) for r in RELATIONS if r in line}
            words = _parts(line.get("words", ""))
            if not key.startswith("class."):
                words = words or (key.replace("_", " "),)
            found[key] = Concept(key, line.get("is", "thing"), words, relations)
    return found


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for each in text.replace("；", ";").split(";") if (part := each.strip()))


def concept(language: str, key: str) -> Concept | None:
    """Return a concept by its key, or None."""
    return concepts(language).get(key)


@cache
def _words(language: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for key, each in concepts(language).items():
        if not key.startswith("class."):
            for word in each.words:
                found.setdefault(word.lower(), key)
    return found


@cache
def _ends(language: str) -> Mapping[str, str]:
    """Return the words, or the ends of words, that tell a class: `words` of its line."""
    found: dict[str, str] = {}
    for key, each in concepts(language).items():
        if key.startswith("class."):
            found |= dict.fromkeys(each.words, each.kind)
    return found


def find(language: str, phrase: str) -> Concept | None:
    """Return the concept that a phrase names by its noun; None for none.

    "an old lighthouse by the sea" -> lighthouse; 一座古老的灯塔 -> 灯塔. Where only something more
    general is known, it is that, or the class ("class.animal"), and `general` is true.
    """
    every = concepts(language)
    for form in kinds.forms(language, phrase):
        if form in _words(language):
            return every[_words(language)[form]]
        if kinds.is_other(language, form):  # a hot dog is no dog
            break
    for above in kinds.above(language, phrase):
        if above in _words(language):
            return replace(every[_words(language)[above]], general=True)
    name = f"class.{kinds.known(language, phrase, _ends(language))}"
    return replace(every[name], general=True) if name in every else None


def kind(language: str, phrase: str) -> str:
    """Return the class of what a phrase names, of CLASSES; empty where it isn't known."""
    known = find(language, phrase)
    return known.kind if known else ""


def related(language: str, key: str, relation: str) -> tuple[str, ...]:
    """Return what a concept has of a relation, or else what its class has of it."""
    each = concept(language, key)
    if each is None:
        return ()
    general = concept(language, f"class.{each.kind}")
    return each[relation] or (general[relation] if general else ())
