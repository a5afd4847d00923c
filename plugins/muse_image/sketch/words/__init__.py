"""Words: what a prompt says, found with vocabulary kept as data (data/*.toml)."""

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from muse import Found, Lexicon, Match, Reading

from .binding import colours, related, said, unbound
from .colours import hues, of_picture
from .kinds import RELATIONS, Concept, Mention, Words
from .not_understood import whole_words

__all__ = [
    "RELATIONS", "Concept", "Mention", "Words", "concepts", "entries", "phrases", "read",
    "understand", "unheeded", "vocabulary",
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
def phrases() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the vocabulary as field -> value -> phrases; concepts are the field `thing`."""
    things = {
        name: (*entry["en"], *entry["zh"], *entry.get("emoji", ()))
        for name, entry in entries().items()
    }
    fields = {
        field: {value: tuple(words) for value, words in values.items()}
        for field, values in _table("fields").items()
    }
    palettes = {word for words in fields["palette"].values() for word in words}
    shades = {
        name: tuple(word for word in (*hue["en"], *hue["zh"]) if word not in palettes)
        for name, hue in hues().items()
    }
    return {"thing": things, "hue": shades, **fields}


@cache
def vocabulary() -> Lexicon:
    return Lexicon(phrases(), ignore=NOUNS)


LONGEST = 4_000
"""Characters of a prompt that are read."""


@lru_cache(64)
def understand(prompt: str) -> Words:
    """Return what the words of a prompt say, with places and numbers bound to their things."""
    lexicon = vocabulary()
    prompt = prompt[:LONGEST]
    found = lexicon.find(prompt)
    painted, of_things = colours(prompt, found)
    described, idle = said(prompt, found)
    relations = related(prompt, found)
    known = concepts()
    order = {place: number for number, place in enumerate(_things(found))}
    mentions = [
        Mention(
            known[match.value],
            colours=painted.get(place, ()),
            relation=_numbered(relations.get(place), order),
            **described.get(place, {}),
        )
        for place, match in enumerate(found)
        if place in order
    ]
    whole = [of_picture(m) for place, m in enumerate(found) if place not in of_things]
    matches = [match for match in whole if match is not None]
    absent = {m.value for m in matches if m.field == "thing" and m.negated}
    # "No snow" leaves out the weather as "no clouds" leaves out the thing.
    absent |= {m.value for m in matches if m.field == "weather" and m.negated}
    crumbs = [
        *lexicon.read(prompt).not_understood,
        *(m.words for m, kept in zip(_rest(found, of_things), whole, strict=True) if kept is None),
        *unbound(prompt, found, of_things),
        *idle,
    ]
    unread = whole_words(prompt, dict.fromkeys(crumbs), matches)
    fields = _fields(matches)
    if "snow" in absent and fields.get("weather", Found("", "")).value == "snow":
        del fields["weather"]
    rhythm = next((m.value for m in matches if m.field == "rhythm" and not m.negated), None)
    return Words(tuple(mentions), frozenset(absent), fields, unread, rhythm)


def _things(found: list[Match]) -> list[int]:
    return [i for i, match in enumerate(found) if match.field == "thing" and not match.negated]


def _numbered(relation: tuple[str, int] | None, order: dict[int, int]) -> tuple[str, int] | None:
    return None if relation is None else (relation[0], order[relation[1]])


def _rest(found: list[Match], of_things: set[int]) -> list[Match]:
    return [match for place, match in enumerate(found) if place not in of_things]


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
            for name in ("time", "season", "weather"):
                implied = getattr(concept, name)
                if implied and name not in fields:
                    fields[name] = Found(implied, match.words)
    return fields


def read(prompt: str) -> Reading:
    """Return the fields that a prompt's words name, and the words that nothing understood."""
    words = understand(prompt)
    return Reading(words.fields, words.not_understood)


def unheeded(negative: str) -> tuple[str, ...]:
    """Return the words of a negative prompt that leave nothing out."""
    idle = [
        match.words
        for match in vocabulary().find(negative[:LONGEST])
        if match.field in FIELDS or (match.field == "thing" and match.negated)
    ]
    return tuple(dict.fromkeys((*understand(negative).not_understood, *idle)))
