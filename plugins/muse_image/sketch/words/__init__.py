"""Words: what a prompt says, found with vocabulary kept as data (data/*.toml)."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from muse import Found, Lexicon, Match, Reading

from . import reading, traits, unread
from .chinese import Cutter
from .colours import hues
from .kinds import RELATIONS, Concept, Mention, Words

__all__ = [
    "RELATIONS", "Concept", "Mention", "Words", "concepts", "cutter", "entries", "left_out",
    "phrases", "read", "understand", "unheeded", "vocabulary",
]  # fmt: skip

NOUNS = (*"picture image painting drawing".split(), "画", "图片", "图像", "照片")
"""Words for what is asked for, that say nothing of it."""

FIELDS = ("style", "time", "season", "weather", "mood", "palette")
"""Fields of the condition that words of a prompt fill."""


@cache
def _table(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"data/{name}.toml").read_text("utf-8"))


@cache
def entries() -> Mapping[str, Any]:
    """Return the tables of all files of data/concepts; two of one name are refused."""
    made: dict[str, Any] = {}
    home: dict[str, str] = {}
    folder = files(__package__).joinpath("data/concepts")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            table = tomllib.loads(file.read_text("utf-8"))
            twice = made.keys() & table.keys()
            if twice:
                told = ", ".join(f"{name} (also in {home[name]})" for name in sorted(twice))
                raise ValueError(f"{file.name}: defined twice: {told}")
            home |= dict.fromkeys(table, file.name)
            made |= table
    return made


@cache
def concepts() -> Mapping[str, Concept]:
    """Return every concept of the vocabulary by name."""
    return {name: Concept(name, **_told(entry)) for name, entry in entries().items()}


def _told(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a table says of its concept, without the words for it."""
    return {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in entry.items()
        if key not in ("en", "zh", "emoji")
    }


@cache
def phrases() -> Mapping[str, Mapping[Any, tuple[str, ...]]]:
    """Return the vocabulary as field -> value -> phrases; concepts are the field `thing`."""
    things = {
        name: (*entry["en"], *entry["zh"], *entry.get("emoji", ()))
        for name, entry in entries().items()
    }
    fields = {
        field: {value: tuple(words) for value, words in values.items()}
        for table in ("fields", "view", "phrases")
        for field, values in _table(table).items()
        if field != "context"
    }
    palettes = {word for words in fields["palette"].values() for word in words}
    shades = {
        name: tuple(word for word in (*hue["en"], *hue["zh"]) if word not in palettes)
        for name, hue in hues().items()
    }
    return {"thing": things, "hue": shades, **fields, "trait": traits.phrases()}


@cache
def vocabulary() -> Lexicon:
    return Lexicon(phrases(), ignore=NOUNS)


@cache
def cutter() -> Cutter:
    """Return what cuts Chinese text into words of the general list and of the vocabulary."""
    known = {
        field: [word for words in values.values() for word in words if not word[0].isascii()]
        for field, values in phrases().items()
    }
    describing = (*known["hue"], *known["palette"], *known["size"])
    return Cutter(known["thing"], describing, (word for words in known.values() for word in words))


@cache
def spelt() -> Mapping[str, tuple[str, ...]]:
    """Return the single English words that ask for something, by their first letter."""
    found: dict[str, tuple[str, ...]] = {}
    for field, values in phrases().items():
        if field not in ("filler", "nothing", "unread", "trait"):
            for word in sorted({word for words in values.values() for word in words}):
                if len(word) >= unread.SHORTEST and word.isascii() and word.isalpha():
                    found[word[0]] = (*found.get(word[0], ()), word)
    return found


@cache
def shared() -> Mapping[str, tuple[str, ...]]:
    """Return the words of more than one concept -> their names: a candle is held, or stands."""
    found: dict[str, tuple[str, ...]] = {}
    for name, entry in entries().items():
        for word in (*entry["en"], *entry["zh"], *entry.get("emoji", ())):
            found[word] = (*found.get(word, ()), name)
    return {word: names for word, names in found.items() if len(names) > 1}


EXTRA = re.compile(
    r"(?:\b(?:extra|multiple|more|other|additional|many|several|two|three|duplicate|deformed|ugly|bad)"
    r"|多个|多余的|其他的?|别的|额外的)\s*$",
    re.IGNORECASE,
)
"""What is said before people who are too many in a picture."""
CROWDS = ("crowd", "crowds", "人群")
LONGEST = 4_000
"""Characters of a prompt that are read."""


@lru_cache(64)
def understand(prompt: str) -> Words:
    """Return what the words of a prompt say, with all that is said bound to its things."""
    made = _sentence(prompt)
    return made.words(_fields(made.whole))


def _sentence(prompt: str) -> reading.Sentence:
    context = _table("phrases")["context"]
    known = reading.Known(vocabulary(), cutter(), concepts(), shared(), context, spelt)
    return reading.Sentence(prompt[:LONGEST], known)


def _fields(matches: list[Match]) -> dict[str, Found]:
    """Return the fields that words name, then those that the things named imply."""
    first: dict[str, Match] = {}
    for match in matches:
        if not match.negated:
            first.setdefault(match.field, match)
    named = [name for name in FIELDS if name in first]
    fields = {name: Found(first[name].value, first[name].words) for name in named}
    for match in matches:
        if match.field == "thing" and not match.negated:
            concept = concepts()[match.value]
            for name in ("style", "time", "season", "weather"):
                implied = getattr(concept, name)
                if implied and name not in fields:
                    fields[name] = Found(implied, match.words)
    return fields


def read(prompt: str) -> Reading:
    """Return the fields that a prompt's words name, and the words that nothing understood."""
    words = understand(prompt)
    return Reading(words.fields, words.not_understood)


@lru_cache(64)
def left_out(negative: str) -> frozenset[str]:
    """Return the names of the concepts that a negative prompt leaves out.

    "People" are everybody; "extra people" are nobody whom the prompt asks for.
    """
    sentence = _sentence(negative)
    made: set[str] = set()
    for match in _leaving_out(sentence):
        made |= {match.value, *shared().get(match.words.lower(), ())}
        if match.value == "person":
            made |= {name for name, concept in concepts().items() if concept.living == "person"}
    return frozenset(made)


def _leaving_out(sentence: reading.Sentence) -> list[Match]:
    """Return the things of a negative prompt that leave something out."""
    things = [m for m in sentence.found if m.field == "thing" and not m.negated]
    return [
        match
        for match in things
        if concepts()[match.value].living != "person"
        or not (match.words.lower() in CROWDS or EXTRA.search(sentence.text[: match.start]))
    ]


def unheeded(negative: str) -> tuple[str, ...]:
    """Return the words of a negative prompt that leave nothing out."""
    sentence = _sentence(negative)
    heeded = _leaving_out(sentence)
    idle = [
        match.words
        for match in sentence.found
        if match.field in FIELDS or (match.field == "thing" and match not in heeded)
    ]
    return tuple(dict.fromkeys((*understand(negative).not_understood, *idle)))
