"""What a prompt wants told: hero, companion, shape of plot, and the things it names."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from . import seeing
from .board import Language


@dataclass(frozen=True)
class Being:
    """Somebody of a prompt: the name, empty where it has none, and the role."""

    name: str
    role: str
    words: str = ""
    """The words of the prompt that say so."""


@dataclass(frozen=True)
class Wanted:
    """What a prompt asks for; empty where it says nothing."""

    hero: Being | None = None
    pal: Being | None = None
    plot: str = ""
    slots: Mapping[str, str] = field(default_factory=dict)
    where: str = ""
    """Where the hero lives: a name of the vocabulary, or words for a painter."""
    extra: str = ""
    """What the hero has: "a red scarf"."""
    weather: str = ""
    pronoun: str = ""
    """he or she, as the prompt calls the hero."""
    text: str = ""
    left: tuple[str, ...] = ()
    """Words of the prompt that nothing is made of."""


@cache
def table() -> dict[str, Any]:
    """Return the words that prompts are read by, per language."""
    path = files(__package__) / "tales" / "wanting.toml"
    return tomllib.loads(path.read_text("utf-8"))


def wanted(prompt: str, language: Language) -> Wanted:
    """Return what a prompt wants told."""
    words = table()[language]
    text = re.sub(words["lead"], "", prompt.strip(), count=1, flags=re.IGNORECASE).strip(" .。!！")
    hero, pal = _chinese_beings(text) if language == "zh" else _english_beings(text)
    rest = text
    for being in (hero, pal):
        if being and being.words:
            rest = rest.replace(being.words, " ", 1)
    plot, slots, told = _plot(rest if language == "zh" else text, words)
    if language == "en" and plot == "lost" and re.match(r"an? |some ", slots.get("the", "")):
        plot, slots = "search", {"theme": slots["the"]}
    where, place = _where(text, slots, words, language)
    extra = ""
    if found := re.search(words["extra"], rest):
        thing = found["extra"]
        own = thing.split()[-1] in " ".join(slots.values()) or any(
            s in thing for s in slots.values()
        )
        if not being_of(thing, language) and not own:
            extra = thing
    weather = "" if plot == "help" else seeing.sight(text).weather
    if plot == "fear" and weather == "storm":
        weather = ""
    used = " ".join(
        [told, place, extra, *slots.values(), *(b.words for b in (hero, pal) if b and b.words)]
    )
    left = tuple(_left(text, used, words, language))
    return Wanted(hero, pal, plot, slots, where, extra, weather, _pronoun(text), text, left)


def being_of(words: str, language: Language) -> str:
    """Return the kind that words name as a being: an animal, a person, a tractor; else empty."""
    known = table()[language]["beings"]
    if language == "zh":
        return next((each for each in known if each in words), "") or seeing.beast(words)
    tokens = re.findall(r"[a-z]+", words.lower())
    found = next((t for each in tokens for t in (each, _singular(each)) if t in known), "")
    return found or seeing.beast(" ".join(map(_singular, tokens)))


def gender(role: str, language: Language) -> str:
    """Return "she" or "he" where a role says it, else nothing."""
    for who in ("she", "he"):
        told = table()[language][who]
        if re.search(rf"\b(?:{told})\b" if language == "en" else told, role, re.IGNORECASE):
            return who
    return ""


def _english_beings(text: str) -> tuple[Being | None, Being | None]:
    words = table()["en"]
    stop = rf"(?=['’]s\b|\s+(?:{words['stop']})\b|\s+[A-Z]|\s*[,.;:!?]|\s*$)"
    one = (
        r"(?:(?P<det>an?|the|my|our|his|her|their|its|one|two|three|four|some)\s+)?"
        rf"(?P<np>(?:[a-z][\w-]*\s+){{0,3}}?[a-z][\w-]*?){stop}"
        r"(?:,?\s+(?:named|called)?\s*(?P<name>[A-Z][\w’'-]*))?"
    )
    named = rf"(?P<only>(?!I\b|{words['feasts']})[A-Z][\w’'-]*)"
    named += rf"(?:,?\s+(?P<apposed>(?:an?|the)\s+[a-z][\w -]*?){stop})?"
    me = r"(?P<me>(?:I|me|myself)\b)"
    pattern = rf"(?:{me}|{named}|{one})"
    first = re.match(pattern, text)
    hero = _english_being(first) if first else None
    if hero and not hero.name and not being_of(hero.role, "en"):
        if re.match("the |my ", hero.words) or seeing.things(hero.role):
            hero = None
    if (
        hero is None or first is None
    ):  # what it begins with is nobody: "Christmas in the forest with a little deer"
        for first in re.finditer(rf"\b(?:with|and|about|of|where|for)\s+{pattern}", text):
            hero = _english_being(first)
            if first[0].startswith(("of ", "for ")) and first["only"]:
                continue  # "the report of Acme"
            if hero and being_of(hero.role, "en") and not seeing.things(hero.role):
                return hero, None
        return None, None
    after = text[first.end() :]
    if first["det"] in ("two", "three", "four"):
        pal = Being("", hero.role.replace("little ", "")) if hero.role else None
        return hero, pal
    joined = re.match(rf"\s*,?\s*(?:and|with|meets)\s+{pattern}", after)
    joined = joined or re.search(
        rf"\b(?:with|meets|helps|saves|rescues|befriends)\s+{pattern}", after
    )
    if not joined:
        return hero, None
    pal = _english_being(joined)
    known = pal and (pal.name or being_of(pal.role, "en")) and not seeing.things(pal.role)
    return hero, pal if known else None


def _english_being(found: "re.Match[str]") -> Being | None:
    words, text = table()["en"], found[0].strip()
    if found["me"]:
        return Being("", "child", text)
    if found["only"]:
        role = found["apposed"] or words["called"].get(found["only"].lower(), "")
        name = "" if found["only"].lower() in words["called"] else found["only"]
        if not role:
            role = "girl" if re.search(r"(?:a|ie|y|ah|e)$", name) else "boy"
        return Being(name, re.sub(r"^(?:an?|the)\s+", "", role), text)
    noun = found["np"].strip()
    last = noun.split()[-1]
    if found["det"] in ("two", "three", "four", "some") or (not found["det"] and noun != last):
        noun = re.sub(r"\S+$", _singular(last), noun)
    if not found["det"] and not found["name"] and not being_of(noun, "en"):
        return None
    related = words["related"].get(noun.split()[-1], "")
    role = related or noun
    if not related and " " not in role and not gender(role, "en"):
        role = f"little {role}"
    return Being(found["name"] or "", role, text)


def _chinese_beings(text: str) -> tuple[Being | None, Being | None]:
    words = table()["zh"]
    kinds = sorted(
        {*words["beings"], *(w for e in seeing.table()["beast"].values() for w in e["zh"])},
        key=len, reverse=True,
    )  # fmt: skip
    kind = (
        r"(?:一|两|三|我的|我)?[只个位头条匹名辆架]?"
        rf"(?P<role>(?:{words['adjectives']})*(?:{'|'.join(kinds)}))"
        rf"(?P<name>(?!和|跟|与|{words['notname']})[\u3400-\u9fff]{{2,3}}(?=和|$|去|想|要|在|第|怕|不|爱|，))?"
    )
    beings: list[Being] = []
    for found in re.finditer(rf"(?P<me>我(?=和|跟|的))|{kind}", text):
        if found["me"]:
            if found.start() == 0 or text[found.start() - 1] in "和跟":
                beings.append(Being("", "孩子", "我"))
            continue
        if re.search("[当成做变像]$|成为$", text[: found.start()]):
            continue  # what it wants to be
        role = words["related"].get(found["role"], found["role"])
        if len(found["role"]) == 1 and found.start() and text[found.start() - 1] not in "的只条头":
            continue
        called = re.search(words["named"], text[found.end() - len(found["name"] or "") :][:9])
        name = called[1] if called and not beings else found["name"] or ""
        if name and (any(k in name for k in kinds) or re.search(words["notname"], name)):
            name = ""
        beings.append(Being(name, role, found["role"] + name))
    if not beings:
        return None, None
    hero = beings[0]
    if re.search("[给帮找救为送]$", text[: text.find(hero.words)]) and len(beings) > 1:
        hero = beings[1]
    between = re.search(rf"{re.escape(hero.words)}.{{0,3}}(?:和|跟|与|遇见|遇到|带着)", text)
    if re.search("[两二]只|[两二]个", text[: text.find(hero.words) + len(hero.words)]):
        return hero, Being("", hero.role)
    return hero, beings[1] if len(beings) > 1 and between else None


def _plot(text: str, words: Mapping[str, Any]) -> tuple[str, dict[str, str], str]:
    """Return the shape of plot of a text, the words that go into it, and those that said so."""
    for entry in words["plots"]:
        found = re.search(entry["of"], text, re.IGNORECASE)
        if not found:
            continue
        slots = {key: value.strip() for key, value in found.groupdict().items() if value}
        slots |= {key: value for key, value in entry.get("slots", {}).items() if key not in slots}
        return entry["plot"], slots, found[0]
    return "", {}, ""


def _where(
    text: str, slots: Mapping[str, str], words: Mapping[str, Any], language: Language
) -> tuple[str, str]:
    """Return where it plays as far as a prompt says so, and its words."""
    taken = " ".join(slots.values())
    found = re.search(words["place"], text)
    if found and found["noun"] not in taken and not being_of(found["noun"], language):
        sight = seeing.sight(found[0]).where
        if found["noun"].split()[-1] in words["noplace"]:
            return "", ""
        return sight or found[0].strip(), found[0]
    return "", ""


def _left(text: str, used: str, words: Mapping[str, Any], language: Language) -> Iterator[str]:
    if language == "zh":
        for part in re.split(
            f"[{re.escape(''.join(dict.fromkeys(used)))}\\W]|{words['idle']}", text
        ):
            if len(part) > 1:
                yield part
        return
    known = {token.lower() for token in re.findall(r"\w+", used)}
    for token in re.findall(r"[A-Za-z][\w’'-]{3,}", text):
        if token.lower() not in known and not re.fullmatch(
            rf"(?:{words['idle']})(?:['’]s)?", token.lower()
        ):
            yield token.removesuffix("'s").removesuffix("’s")


def _pronoun(text: str) -> str:
    found = re.search(r"\b(?:(he|him|his)|(she|her|hers))\b|(他)|(她)", text)
    return "" if not found else "he" if found[1] or found[3] else "she"


def _singular(noun: str) -> str:
    for ending, single in (("mice", "mouse"), ("wolves", "wolf"), ("geese", "goose")):
        if noun == ending:
            return single
    if noun.endswith("ies") and len(noun) > 4:
        return f"{noun[:-3]}y"
    if re.search(r"(?:x|ch|sh|ss)es$", noun):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us")) else noun
