"""From the words of a character's sheet to the values of a card that the painter reads."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

KIND = "muse-character"
"""What a card of image.character is called inside."""

_AGES = (("baby", 3), ("child", 12), ("teen", 17), ("young", 29), ("adult", 44), ("middle", 62))
_SAID = {
    "baby": r"\bbaby|infant|婴儿", "child": r"\bchild|\bkid\b|儿童|孩子",
    "teen": r"\bteen|adolescent|少年|少女", "young": r"\byoung|twenties|年轻|青年",
    "middle": r"\bmiddle-aged|forties|fifties|中年",
    "old": r"\bold\b|\belderly|aged|sixties|seventies|eighties|老",
}  # fmt: skip


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    data = resources.files("muse_text.llm").joinpath("data", "card.toml")
    found: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(data.read_text(encoding="utf-8"))[
        "painter"
    ]
    return found


def portrait(facts: Mapping[str, str]) -> dict[str, Any]:
    """Return what the painter's card holds, as far as a sheet says it; `facts` are key -> words."""
    looks = facts.get("looks", "")
    hair = facts.get("hair", "") or _about(r"\bhair|发", looks)
    eyes = facts.get("eyes", "") or _about(r"\beyes?\b|-eyed\b|眼", looks)
    beard = _first("beard", hair) or _first("beard", looks)
    made: dict[str, Any] = {
        "age": _age(facts.get("age", "")),
        "sex": _first("sex", facts.get("sex", "")),
        "build": _first("build", facts.get("build", "")),
        "hair": _cut(hair),
        "beard": beard,
        "skin": _first("skin", facts.get("skin", "")),
        "hair_colour": _first("hair_colour", hair),
        "eyes": _first("eyes", eyes),
    }
    usual = {"skin": "#f0c8a8", "hair_colour": "#5a3a26", "eyes": "#5a4028"}
    kept = {key: value or usual.get(key) for key, value in made.items()}
    garments = _garments(facts.get("clothes", ""))
    return {**{key: value for key, value in kept.items() if value}, "garments": garments}


def _about(what: str, words: str) -> str:
    """Return the part of some words, between commas or 'and', that is about something."""
    parts = re.split(r"[,;.，；、。]|\band\b", words)
    return next((part for part in parts if re.search(what, part, re.I)), "")


def _age(words: str) -> str | None:
    years = re.search(r"\d{1,3}", words)
    if years:
        return next((name for name, most in _AGES if int(years[0]) <= most), "old")
    return next((name for name, said in _SAID.items() if re.search(said, words, re.I)), None)


def _found(table: str, words: str) -> list[tuple[int, int, str]]:
    """Return (place, -length, value) of each word of a table that stands in some words."""
    hits = []
    for value, names in _tables()[table].items():
        for name in names:
            edge = r"\b" if name.isascii() else ""
            for match in re.finditer(f"{edge}{re.escape(name)}{edge}", words, re.I):
                hits.append((match.start(), -len(name), value))
    return sorted(hits)


def _first(table: str, words: str) -> str | None:
    """Return the value that some words name first; of those at one place the longest."""
    hits = _found(table, words)
    return hits[0][2] if hits else None


def _cut(hair: str) -> str | None:
    """Return how hair is cut: "long hair in a braid" is a braid first of all."""
    found = [value for *_, value in _found("hair", hair)]
    return next((v for v in found if v not in ("long", "short")), found[0] if found else None)


def _garments(words: str) -> list[dict[str, str]]:
    """Return the garments that some words name, each once, with the colour before it."""
    made: dict[str, dict[str, str]] = {}
    end = 0
    for place, length, value in _found("garments", words):
        if place < end:  # within a longer one: "straw hat" is no hat
            continue
        clause = re.split(r"[,;，;、。.]|\band\b|和", words[end:place])[-1]
        colours = _found("colour", clause)
        made.setdefault(value, {"name": value, **({"colour": colours[-1][2]} if colours else {})})
        end = place - length
    return list(made.values())[:8]
