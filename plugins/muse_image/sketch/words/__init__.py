"""Words: what a prompt says, found with vocabulary kept as data (data/*.toml)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from muse import Found, Lexicon, Match, Reading

from .colours import about_one_thing
from .unread import whole_words

FIELDS = ("style", "time", "season", "weather", "mood", "palette")
"""Fields of the condition that words of a prompt fill."""


@dataclass(frozen=True, slots=True)
class Concept:
    """Something that can be painted: the element that paints it, and what it implies."""

    name: str
    element: str
    kind: str = ""
    count: int | None = None
    most: int = 1
    time: str | None = None
    season: str | None = None
    weather: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept that a prompt names: how many, on which side, how far; None where it isn't said."""

    concept: Concept
    number: int | None = None
    side: str | None = None
    distance: str | None = None
    amount: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A prompt as it was understood: what to paint, what to leave out, what was not understood."""

    mentions: tuple[Mention, ...]
    absent: frozenset[str]
    fields: Mapping[str, Found]
    unread: tuple[str, ...]
    rhythm: str | None = None


@cache
def _table(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"data/{name}.toml").read_text("utf-8"))


@cache
def _entries() -> Mapping[str, Any]:
    """Return the tables of all files of data/concepts; two of one name are refused."""
    made: dict[str, Any] = {}
    folder = files(__package__).joinpath("data/concepts")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            table = tomllib.loads(file.read_text("utf-8"))
            twice = made.keys() & table.keys()
            if twice:
                raise ValueError(f"{file.name}: told twice: {', '.join(sorted(twice))}")
            made |= table
    return made


@cache
def concepts() -> Mapping[str, Concept]:
    """Return every concept of the vocabulary by name."""
    return {
        name: Concept(
            name,
            **{
                key: tuple(value) if isinstance(value, list) else value
                for key, value in entry.items()
                if key not in ("en", "zh", "emoji")
            },
        )
        for name, entry in _entries().items()
    }


@cache
def phrases() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the vocabulary as field -> value -> phrases; concepts are the field `thing`."""
    things = {
        name: (*entry["en"], *entry["zh"], *entry.get("emoji", ()))
        for name, entry in _entries().items()
    }
    fields = {
        field: {value: tuple(words) for value, words in values.items()}
        for field, values in _table("fields").items()
    }
    return {"thing": things, **fields}


@cache
def _lexicon() -> Lexicon:
    return Lexicon(phrases())


def understand(prompt: str) -> Words:
    """Return what the words of a prompt say, with places and numbers bound to their things."""
    lexicon = _lexicon()
    found = lexicon.find(prompt)
    of_things = {place for place in range(len(found)) if about_one_thing(prompt, found, place)}
    coloured = [found[place] for place in sorted(of_things)]
    matches = [match for place, match in enumerate(found) if place not in of_things]
    mentions: list[Mention] = []
    absent = {m.value for m in matches if m.field == "thing" and m.negated}
    # "No snow" leaves out the weather as "no clouds" leaves out the thing.
    absent |= {m.value for m in matches if m.field == "weather" and m.negated}
    bound = _bind(prompt, matches)
    known = concepts()
    for place, match in enumerate(matches):
        if match.field != "thing" or match.negated:
            continue
        said = bound.get(place, {})
        if match.number is None and match.words[-1:].lower() == "s":
            said = {"amount": "plural", **said}
        mentions.append(Mention(known[match.value], match.number, **said))
    crumbs = [*lexicon.read(prompt).unread, *dict.fromkeys(m.words for m in coloured)]
    unread = whole_words(prompt, crumbs, matches)
    first: dict[str, Match] = {}
    for match in matches:
        if not match.negated:
            first.setdefault(match.field, match)
    named = [name for name in FIELDS if name in first]
    fields = {name: Found(first[name].value, first[name].words) for name in named}
    for match in matches:
        if match.field == "thing" and not match.negated:
            concept = known[match.value]
            for name in ("time", "season", "weather"):
                implied = getattr(concept, name)
                if implied and name not in fields:
                    fields[name] = Found(implied, match.words)
    if "snow" in absent and fields.get("weather", Found("", "")).value == "snow":
        del fields["weather"]
    rhythm = first.get("rhythm")
    return Words(
        tuple(mentions), frozenset(absent), fields, unread, rhythm.value if rhythm else None
    )


def _bind(prompt: str, matches: list[Match]) -> dict[int, dict[str, str]]:
    """Give each side, distance and amount to a thing of its clause: index -> what is said of it."""
    bound: dict[int, dict[str, str]] = {}
    names = {"side": "side", "distance": "distance", "many": "amount"}
    for place, match in enumerate(matches):
        if match.field not in names:
            continue
        before = _neighbour(prompt, matches, place, -1)
        after = _neighbour(prompt, matches, place, 1)
        adjective = after is not None and len(prompt[match.end : matches[after].start].strip()) <= 1
        first = (after, before) if adjective or match.field == "many" else (before, after)
        target = next((t for t in first if t is not None), None)
        if target is not None:
            bound.setdefault(target, {}).setdefault(names[match.field], match.value)
    return bound


def _neighbour(prompt: str, matches: list[Match], place: int, way: int) -> int | None:
    """Return the index of the nearest thing before (-1) or after (1) in the same clause."""
    other = place + way
    while 0 <= other < len(matches):
        low, high = sorted((matches[place], matches[other]), key=lambda m: m.start)
        if any(mark in prompt[low.end : high.start] for mark in ",.;!?,。;!?、\n"):
            return None
        if matches[other].field == "thing" and not matches[other].negated:
            return other
        other += way
    return None


def read(prompt: str) -> Reading:
    """Return the fields that a prompt's words name, and the words that nothing understood."""
    words = understand(prompt)
    return Reading(words.fields, words.unread)


def unheeded(negative: str) -> tuple[str, ...]:
    """Return the words of a negative prompt that leave nothing out."""
    idle = [
        match.words
        for match in _lexicon().find(negative)
        if match.field in FIELDS or (match.field == "thing" and match.negated)
    ]
    return tuple(dict.fromkeys((*understand(negative).unread, *idle)))
