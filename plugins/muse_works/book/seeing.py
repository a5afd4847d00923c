"""What the words of a story let a painter see: who, where, when, in what weather and mood."""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from muse import Lexicon, Match

from .board import Character, Language

_SEPARATE = "小大老只头匹条个白黑位名"
"""What stands before a Chinese noun of one character; else it is a part of another word."""
_CALLED = {
    "en": re.compile(r"(?:named|called|name was|name is)\s+([A-Z][\w’'-]*)"),
    "zh": re.compile(r"(?:名叫|名字叫|叫做|叫)([\u3400-\u9fff]{1,4}?)(?=[，。！的,、；]|$)"),
}
_PRONOUNS = {
    "en": re.compile(r"\b(?:he|she|him|her|his|hers|they|them|it)\b", re.IGNORECASE),
    "zh": re.compile(r"[他她它]"),
}
_DARK = ("night", "dusk", "dawn")
_SKY = ("stars", "moon", "fireflies", "shooting_star")
WINGED = ("owl", "duck", "bird", "goose", "dragon", "bee", "penguin", "hen")


@cache
def table() -> dict[str, Any]:
    """Return the vocabulary."""
    return tomllib.loads((files(__package__) / "seen.toml").read_text("utf-8"))


@cache
def _lexicon(field: str) -> Lexicon:
    """Return the words of one field; each has its own, because one word may say two things."""
    return Lexicon({field: {name: entry["words"] for name, entry in table()[field].items()}})


@cache
def _beasts() -> Lexicon:
    return Lexicon({"beast": {name: [*e["en"], *e["zh"]] for name, e in table()["beast"].items()}})


@dataclass(frozen=True)
class Sight:
    """What one piece of text says is seen: names of the vocabulary, empty where it says nothing."""

    where: str = ""
    time: str = ""
    weather: str = ""
    mood: str = ""
    does: str = ""
    seen: tuple[str, ...] = ()


def sight(text: str) -> Sight:
    """Return what a text says is seen."""
    by = {
        field: [match.value for match in _lexicon(field).find(text) if not match.negated]
        for field in ("where", "time", "weather", "mood", "does", "seen")
    }
    moods = Counter(by["mood"]).most_common(1)
    return Sight(
        where=(by["where"] or [""])[0],
        time=(by["time"] or [""])[-1],
        weather=(by["weather"] or [""])[-1],
        mood=moods[0][0] if moods else "",
        does=(by["does"] or [""])[-1],
        seen=tuple(dict.fromkeys(by["seen"]))[:3],
    )


def _whole(text: str, match: Match) -> bool:
    """Whether a Chinese word of one character stands by itself."""
    if len(match.words) > 1 or not re.match(r"[\u3400-\u9fff]", match.words):
        return True
    return match.start == 0 or text[match.start - 1] in _SEPARATE


def words(field: str, name: str, language: Language) -> str:
    """Return the words for a name of the vocabulary; the name itself where it isn't in it."""
    entry = table().get(field, {}).get(name)
    found = entry.get(language, name) if entry else name
    return str(found[0] if isinstance(found, list) else found)


def beast(text: str) -> str:
    """Return the animal or person that a role names first; empty for none that is known."""
    return next((str(match.value) for match in beasts(text)), "")


def things(text: str) -> list[str]:
    """Return the things that a text names, that a painter can paint."""
    return [str(match.value) for match in _lexicon("seen").find(text) if not match.negated]


def beasts(text: str) -> list[Match]:
    """Return where a text names animals and people that can be the hero."""
    return [match for match in _beasts().find(text) if _whole(text, match)]


def home(role: str) -> str:
    """Return where somebody lives."""
    return str(table()["beast"].get(beast(role), {}).get("home", "meadow"))


def looks(role: str, language: Language) -> str:
    """Return the words that a role is painted by; empty for what is no figure, as a star."""
    role = role.strip()
    if not beast(role) and _lexicon("seen").find(role):
        return ""
    if language == "zh":
        role = re.sub(r"^一?[只个位头匹条名]", "", role)
        person = beast(role) in PEOPLE or not beast(role)
        return f"{'一个' if person else '一只'}{role}"
    role = re.sub(r"^(?:an?|the|one of the)\s+", "", role, flags=re.IGNORECASE)
    return f"{'an' if role[:1].lower() in 'aeiou' else 'a'} {role}"


PEOPLE = (
    "girl boy princess prince grandmother grandfather king queen knight witch wizard pirate "
    "astronaut robot"
).split()


def cast(text: str, language: Language) -> tuple[Character, ...]:
    """Return whom a text without a list of people is about: at most four, the hero first."""
    found = beasts(text)
    often = Counter(match.value for match in found)
    first = {value: next(m for m in found if m.value == value) for value in often}
    names: dict[str, str] = {}
    for value, match in first.items():
        sentence = re.split(r"[.。!！?？\n]", text[match.start :], maxsplit=1)[0]
        called = _CALLED[language].search(sentence)
        if called:
            names[value] = called.group(1)
            often[value] += text.count(called.group(1))
    ranked = sorted(often, key=lambda value: (-often[value], first[value].start))[:4]
    made = []
    for value in ranked:
        match = first[value]
        little = "little " if language == "en" else "小"
        young = little.strip() in text[max(0, match.start - 8) : match.end]
        entry = table()["beast"][value]
        noun = entry["en"][0] if language == "en" else match.words.removeprefix("小")
        role = (little if young else "") + noun
        shown = looks(role, language)
        plain = ("the " if language == "en" else "") + role
        made.append(Character(names.get(value, plain), shown))
    return tuple(dict((each.name, each) for each in made).values())


def present(text: str, people: tuple[Character, ...], language: Language) -> tuple[str, ...]:
    """Return who of the painted people is in a text, the hero first; pronouns are the hero's."""
    if not people:
        return ()
    hero, *others = people
    here = []
    spoken = "".join(re.split(r"[“「][^”」]*[”」]", text))
    if _named(hero, text) or _PRONOUNS[language].search(spoken):
        here.append(hero.name)
    here += [each.name for each in others if each.looks and _named(each, text)]
    return tuple(here[:3]) or (hero.name,)


def _named(person: Character, text: str) -> bool:
    names = {person.name.lower().removeprefix("the ")}
    return any(name and name in text.lower() for name in names)


def at_home(person: Character | None) -> str:
    """Return where a story of somebody begins."""
    return home(person.looks) if person else "meadow"


def fits(does: str, person: Character | None) -> bool:
    """Whether somebody can do a thing: only what has wings flies."""
    return does != "flying" or bool(person and beast(person.looks) in WINGED)


def by_light(seen: tuple[str, ...], time: str) -> tuple[str, ...]:
    """Return the things that can be seen at a time of day: no stars at noon."""
    return tuple(each for each in seen if each not in _SKY or time in _DARK)
