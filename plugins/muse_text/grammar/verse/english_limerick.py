"""Limericks, composed: five lines whose beats fall right and that rhyme a a b b a."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from .. import english, lexicon, packs
from ..brief import Brief, Person
from . import phones
from .composing import Filler, compose, slots
from .english_lines import NoLine
from .images import expanded
from .meter import beats, filler, rhyming

LONG = ("x/xx/xx/", "xx/xx/xx/")
SHORT = ("x/xx/", "xx/xx/")
TRIES = 400
_HIS = {"she": ("she", "her", "her"), "they": ("they", "their", "them"), "it": ("it", "its", "it")}
LINES = (
    ("first", LONG, ()),
    ("second", LONG, (0,)),
    ("third", SHORT, ()),
    ("fourth", SHORT, (2,)),
    ("fifth", LONG, (0, 1)),
)
"""The five lines: their frames, their beats, and the lines that they rhyme with."""


def limericks(brief: Brief, random: Random, count: int) -> list[list[str]]:
    """Return limericks about those who were asked for, or about the topic."""
    people = list(brief.people)
    if not people:
        topic = brief.topics[0].head if brief.topics else ""
        each = lexicon.find("en", topic) if topic else None
        living = bool(each and each.kind in ("person", "child", "animal", "creature"))
        people = [Person(role=topic, head=topic) if living else Person(role="stranger")]
    writer = Limericks(brief, random)
    drawn = [replace(who, pronoun=who.pronoun or random.choice(("she", "he"))) for who in people]
    return [writer.write(drawn[number % len(drawn)]) for number in range(count)]


class Limericks:
    """Composes limericks about somebody; what one of them used no other one does."""

    def __init__(self, brief: Brief, random: Random) -> None:
        self.random = random
        self.table: Mapping[str, Sequence[str]] = packs.table("en", "limericks")
        self.general: Mapping[str, Sequence[str]] = packs.table("en", "images/any")
        self.brief = brief
        self._used: set[str] = set()

    def write(self, who: Person) -> list[str]:
        """Return the five lines of one limerick."""
        he, his, him = _HIS.get(who.pronoun, ("he", "his", "him"))
        name = who.role or who.head or "stranger"
        name = name if phones.count(name) < 4 else who.head or "stranger"
        own = {
            "who": [name],
            "name": [who.name] if who.name else [],
            "he": [he],
            "his": [his],
            "him": [him],
            "where": self.general["where"],
        }
        pools: dict[str, list[Filler]] = {}
        for key, texts in {**self.table, **own}.items():
            texts = [text.replace("{his}", his) for text in texts]
            pools[key] = [filler(text) for each in texts for text in expanded(each)]
        for attempt in range(TRIES):
            if (
                attempt == TRIES // 2 and not who.name
            ):  # nobody of so odd a name can be rhymed of: somebody shorter
                pools["who"] = [filler(who.head or "stranger"), filler("stranger")]
            kept = set(self._used)
            made = self._five(pools)
            if made:
                return made
            self._used = kept
        raise NoLine("limerick")

    def _five(self, pools: Mapping[str, Sequence[Filler]]) -> list[str] | None:
        made: list[str] = []
        for kind, meters, rhymes in LINES:
            line = self._line(kind, meters, [made[k] for k in rhymes], pools)
            if not line:
                return None
            made.append(line)
        marks = (",", ";", ",", ",", ".")
        told = [line + mark for line, mark in zip(made, marks, strict=True)]
        return [english.tidy(line[:1].upper() + line[1:]) for line in told]

    def _line(
        self,
        kind: str,
        meters: Sequence[str],
        others: Sequence[str],
        pools: Mapping[str, Sequence[Filler]],
    ) -> str:
        for _ in range(24):
            meter = self.random.choice(meters)
            frames = self.table[kind]
            if kind == "first" and pools["name"]:
                frames = [frame for frame in frames if "{name}" in frame]
            parts = slots(self.random.choice(frames), pools, phones.count)
            ends = rhyming(*others) if others else _known
            made = compose(parts, len(meter), self.random, beats(meter), ends) if parts else None
            if not made:
                continue
            own = {each.text for name in ("who", "name") for each in pools[name]}
            weighty = [p for p in made if (len(p) > 5 or " " in p) and p not in own]
            if any(part in self._used for part in weighty):
                continue
            self._used.update(weighty)
            return " ".join(part for part in made if part)
        return ""


def _known(each: Filler) -> bool:
    return bool(phones.rhymes_of(phones.last(each.text)))
