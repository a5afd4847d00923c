"""What a certificate says of a work in sentences: what it is, how it was made, whose it is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from muse_provenance.certificate.facts import Facts

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_PROMPT = 420
"""The most characters of a prompt that a page shows."""

_VALUE = 40
_PARTS = 6
"""The most instruments that are named."""


@cache
def words(language: Language) -> Mapping[str, Any]:
    """Return the words of a language."""
    text = (files(__package__) / "words.toml").read_text("utf-8")
    found: Mapping[str, Any] = tomllib.loads(text)[language]
    return found


def told(facts: Facts, language: Language) -> dict[str, Any]:
    """Return what a page says, by its places, in a language."""
    said = words(language)
    rights = facts.rights
    title = facts.title
    prompt = " ".join(str(facts.condition.get("prompt", "")).split())
    return {
        "language": language,
        "heading": said["heading"],
        "number": f"{said['number']} {facts.id}",
        "title": (title[:1].upper() + title[1:]) or said["untitled"],
        "author": rights.author if rights else "",
        "year": str(facts.when.year),
        "medium": _medium(facts, said),
        "extent": _extent(facts, said),
        "made": said["made"],
        "how": _how(facts, language),
        "asked": said["asked"] if prompt and prompt != title else "",
        "prompt": said["quote"].format(text=_short(prompt)) if prompt != title else "",
        "settings": _settings(facts, said, language),
        "rights": said["rights"] if rights else "",
        "statement": rights.rights if rights else "",
        "licence": said.get("licences", {}).get(rights.name, rights.name) if rights else "",
        "page": rights.url.removeprefix("https://").rstrip("/") if rights else "",
    }


def labels(language: Language) -> Mapping[str, str]:
    """Return the words beside hashes and signature."""
    said = words(language)
    names = ("hash_file", "hash_recipe", "mark", "mark_of", "signer", "fingerprint", "verify")
    return {name: str(said[name]) for name in names}


def day(when: date, language: Language) -> str:
    """Return a day in words."""
    if language == "zh":
        return f"{when.year}年{when.month}月{when.day}日"
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def _medium(facts: Facts, said: Mapping[str, Any]) -> str:
    """Return what it is in a few words: "Procedural painting in gouache"."""
    kinds = said["kinds"]
    settled = _settled(facts)
    for name in ("style", "form"):
        if found := kinds.get(f"{facts.generator}/{settled.get(name, '')}"):
            break
    else:
        found = kinds.get(facts.generator)
    if found is None:
        medium = said["media"].get(facts.medium, facts.medium)
        return str(said["unknown_medium"].format(medium=medium, generator=facts.generator))
    return _played(str(found), facts, said)


def _played(kind: str, facts: Facts, said: Mapping[str, Any]) -> str:
    """Return a kind of music with the instruments that it is for."""
    tracks = facts.measured.get("tracks")
    if facts.generator != "music.midi" or not isinstance(tracks, list):
        return kind
    programs = [str(each.get("program", "")) for each in tracks if isinstance(each, dict)]
    named = list(dict.fromkeys(filter(None, programs)))
    known = said.get("instruments", {})
    if known:
        named = [known.get(each, "") for each in named]
    if not named:
        return kind
    if len(named) > _PARTS or not all(named):
        return str(said["for_parts"].format(kind=kind, count=len(programs)))
    if not known:
        named = [each.lower() for each in named]
    return str(said["for_instruments"].format(kind=kind, list=_listed(named, said)))


def _listed(named: Sequence[str], said: Mapping[str, Any]) -> str:
    if len(named) < 2:
        return "".join(named)
    return f"{said['comma'].join(named[:-1])}{said['and']}{named[-1]}"


def _extent(facts: Facts, said: Mapping[str, Any]) -> str:
    """Return how large or long it is, of what was measured."""
    found, measured = [], facts.measured
    seconds = _number(measured.get("duration"))
    if seconds and not facts.media_type.startswith(("image/", "text/")):
        whole = round(seconds)
        found.append(f"{whole // 60}:{whole % 60:02} min")
    width, height = (_number(measured.get(name)) for name in ("width", "height"))
    if width and height:
        found.append(said["pixels"].format(width=round(width), height=round(height)))
    for name in ("bars", "words", "characters"):
        if (count := _number(measured.get(name))) and len(found) < 2:
            name = "characters" if name == "words" and facts.chinese else name
            found.append(said[name].format(count=f"{round(count):,}"))
    return said["comma"].join(found) if said["comma"] != "、" else "，".join(found)


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) and value == value else 0.0


def _how(facts: Facts, language: Language) -> str:
    said = words(language)
    ways = {
        "trainedAlgorithmicMedia": "by_model" if facts.model else "by_network",
        "compositeWithTrainedAlgorithmicMedia": "by_several",
        "humanEdits": "by_hand",
    }
    way = said[ways.get(facts.source, "by_rules")]
    maker = f"{facts.generator} {facts.version}".strip()
    first = way.format(date=day(facts.when, language), maker=maker, model=facts.model[:120])
    last = said["again"] if facts.again else said["recipe"]
    return str(first + ("" if language == "zh" else " ") + last)


def _settings(facts: Facts, said: Mapping[str, Any], language: Language) -> str:
    settled, found = _settled(facts), []
    for name, words in said["fields"].items():
        value = settled.get(name)
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            found.append(words.format(value=_value(value, said)))
    seed = facts.condition.get("seed", facts.recipe["condition"].get("seed"))
    last = "" if seed is None else said["seed"].format(seed=seed)
    comma = "，" if language == "zh" else ", "
    first = said["settings"].format(list=comma.join(found)) if found else ""
    return ("" if language == "zh" else " ").join(filter(None, (first, last)))


def _settled(facts: Facts) -> dict[str, Any]:
    """Return the values of fields, what the generator chose among them."""
    chosen = facts.report.get("chosen", {})
    read = {
        name: each.get("value")
        for name, each in facts.report.get("read", {}).items()
        if isinstance(each, dict)
    }
    return {**facts.condition, **read, **(chosen if isinstance(chosen, dict) else {})}


def _value(value: Any, said: Mapping[str, Any]) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = " ".join(str(value).split())[:_VALUE]
    if "values" in said:
        text = text.replace(" major", " 大调").replace(" minor", " 小调")
    return str(said.get("values", {}).get(text, text))


def _short(text: str) -> str:
    return text if len(text) <= _PROMPT else f"{text[: _PROMPT - 1].rstrip()}…"
