"""The words of a tale: the hero's name and role, pronouns, the home, what is looked for."""

import random
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from . import plots, seeing, wanting
from .board import Language

_HE = {
    "he": {"he": "he", "him": "him", "his": "his"},
    "she": {"he": "she", "him": "her", "his": "her"},
}


def hero_of(asked: list[str], language: str, draws: random.Random) -> tuple[str, str]:
    """Return name and role of the hero."""
    names = table_of(language)["names"]
    name, _, role = (asked[0] if asked else "").partition(",") if asked else ("", "", "")
    if asked and not role and "，" in name:
        name, _, role = name.partition("，")
    if not role:
        name, role = "", name
    role = re.sub(r"^(?:an?|the)\s+|^一?[只个位]", "", role.strip())
    drawn = draws.choice(names)
    if not role:
        kinds = ("fox", "rabbit", "bear", "hedgehog", "mouse")
        noun = seeing.table()["beast"][draws.choice(kinds)][language][0]
        role = f"little {noun}" if language == "en" else f"小{noun}"
    return name.strip() or drawn, role


def theme_of(prompt: str, language: str) -> str:
    """Return the first thing of a prompt that a tale can be told of."""
    for topic in table_of(language)["topics"].values():
        for word in topic["words"]:
            if re.search(rf"\b{word}\b" if language == "en" else word, prompt, re.IGNORECASE):
                return str(word)
    things = seeing.things(prompt)
    return seeing.words("seen", things[0], language) if things else ""  # type: ignore[arg-type]


def topic_of(
    theme: str, table: Mapping[str, Any], language: str, draws: random.Random
) -> dict[str, Any]:
    """Return what is looked for: its words, and whether it is up in the sky."""
    topics = table["topics"]
    if not theme:
        return dict(topics[draws.choice(sorted(topics))])
    for topic in topics.values():
        if any(re.fullmatch(rf"(?:an?|the)?\s*{w}", theme, re.IGNORECASE) for w in topic["words"]):
            return dict(topic)
    thing = next(iter(seeing.things(theme)), "") or theme
    if language == "zh":
        return {"tale": "search", "one": theme, "the": theme, "thing": thing}
    bare = re.sub(r"^(?:an?|the)\s+", "", theme.strip(), flags=re.IGNORECASE)
    definite = theme.lower().startswith("the ")
    one = f"the {bare}" if definite else theme if theme != bare else article_of(bare)
    return {"tale": "search", "one": one, "the": f"the {bare}", "thing": thing}


def article_of(noun: str) -> str:
    """Return a noun with its article."""
    if noun.endswith("s") and not noun.endswith("ss"):
        return noun
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def words_of(
    name: str, role: str, topic: Mapping[str, Any], pronoun: str, language: str
) -> dict[str, str]:
    """Return the words that go into the texts."""
    words = {
        "name": name, "role": role,
        "a_role": plots.counted(role) if language == "zh" else seeing.looks(role, "en")
        or article_of(role),
        "one": topic["one"], "the": topic["the"], "many": topic.get("many", topic["one"]),
        "sky": topic.get("sky", "stars"), "thing": topic.get("thing", ""),
    }  # fmt: skip
    if language == "zh":
        sex = wanting.gender(role, "zh")
        he = "她" if sex == "she" else "他" if sex or plots.is_person(role, "zh") else "它"
        return {**words, "he": he, "him": he, "his": f"{he}的"}
    sex = wanting.gender(role, "en") or pronoun or ("she" if sum(map(ord, name)) % 2 else "he")
    return {**words, **_HE[sex]}


def homes_of(home: str, table: Mapping[str, Any], language: Language) -> dict[str, str]:
    """Return the words for where somebody lives: at the beginning of a sentence, and within."""
    at = table["homes"].get(home)
    if at is None:
        told = seeing.words("where", home, language)
        at = f"{told[:1].upper()}{told[1:]}," if language == "en" else f"{told}，"
    bare = at.rstrip(",，")
    return {"home": at, "at_home": bare[:1].lower() + bare[1:]}


def titled_of(words: str) -> str:
    """Return words as a title writes them."""
    small = ("a", "an", "the", "and", "of")
    parts = words.split()
    return " ".join(w if w in small else w[:1].upper() + w[1:] for w in parts)


def little_of(role: str, language: str) -> str:
    """Return a role that says how small somebody is."""
    if language == "zh" or " " in role or wanting.gender(role, "en"):
        return role
    return f"little {role}"


@cache
def table_of(language: str) -> dict[str, Any]:
    """Return the tales of a language."""
    path = files(__package__) / "tales" / f"{language}.toml"
    return tomllib.loads(path.read_text("utf-8"))
