"""Tales for picture books: templates, a hero, something to look for, page by page."""

import random
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from . import seeing
from .splitting import sentences
from .storyboarding import language_of
from .tale_condition import PicturebookCondition

_HE = {
    "he": {"he": "he", "him": "him", "his": "his"},
    "she": {"he": "she", "him": "her", "his": "her"},
}
_SHE = ("girl", "princess", "queen", "grandmother", "witch")


@dataclass
class _Beat:
    """One page as it is told."""

    text: str
    scene: dict[str, Any]


def tell(condition: PicturebookCondition, language: str, draws: random.Random) -> dict[str, Any]:
    """Return a story as data: title, language, people, and pages with their scenes."""
    table = _table(language)
    name, role = _hero(condition.characters, language, draws)
    topic = _topic(condition.theme, table, language, draws)
    words = _words(name, role, topic, language, table)
    beats = _beats(topic, table, condition.pages, draws)
    pages = []
    company: list[str] = []
    for beat in _spread(beats, condition.pages):
        scene = dict(beat.scene)
        who = [name]
        if scene.pop("company", False):
            who += company[-2:] or company
        elif "who" in scene:
            company.append(scene.pop("who"))
            if not scene.pop("alone", False):
                who.append(company[-1])
        if scene.pop("home", False):
            people = seeing.beast(role) in seeing.PEOPLE
            scene["where"] = "bedroom" if people else seeing.home(role)
        scene["where"] = scene.get("where") or seeing.home(role)
        scene["seen"] = [word for each in scene.get("seen", []) if (word := each.format_map(words))]
        pages.append({"text": beat.text.format_map(words), "who": who, **scene})
    titles = table["titles"][topic["tale"]]
    return {
        "title": condition.title or draws.choice(titles).format_map(words),
        "language": language,
        "people": [{"name": name, "role": role, "pronoun": words["he"]}],
        "pages": pages,
    }


def _beats(
    topic: Mapping[str, Any], table: Mapping[str, Any], pages: int, draws: random.Random
) -> list[_Beat]:
    """Return the beats of a tale: it opens, somebody is met again and again, it turns and ends."""
    tale = table[topic["tale"]]
    first, *others = tale["meet"]
    second = others.pop(0)
    draws.shuffle(others)
    middle = max(1, pages - 5)
    meets = [first, second, *others][:middle]
    walks = [w for w in table["walk"] if w.get("only") in (None, topic["tale"])]
    walks = walks[: max(0, middle - len(meets))]
    way: list[tuple[str, Mapping[str, Any]]] = []
    for number, meet in enumerate(meets):
        way.append(("meet", meet))
        share = len(walks) * (number + 1) // len(meets) - len(walks) * number // len(meets)
        done = len(walks) * number // len(meets)
        way += [("walk", walk) for walk in walks[done : done + share]]
    order = [("open", tale["open"]), ("wish", tale["wish"]), *way]
    order += [(name, tale[name]) for name in ("turn", "found", "sleep")]
    made = []
    for number, (kind, beat) in enumerate(order):
        text = beat["text"] if isinstance(beat["text"], str) else draws.choice(beat["text"])
        scene = {key: value for key, value in beat.items() if key not in ("text", "only")}
        if topic["tale"] == "sky":
            scene.setdefault("time", "night")
            if kind == "meet":
                scene.setdefault("seen", ["{sky}"])
                scene.setdefault("mood", "joyful")
        else:
            scene.setdefault("time", "day" if number < len(order) - 4 else "sunset")
            scene.setdefault("mood", "joyful")
        made.append(_Beat(text, scene))
    return made


def _spread(beats: list[_Beat], pages: int) -> list[_Beat]:
    """Return beats as exactly so many pages: the shortest neighbours joined, the longest cut."""
    beats = list(beats)
    joins = (0, -2, 1)  # the opening with the wish, what is found with the turn before it
    for place in joins:
        if len(beats) <= pages:
            break
        at = place if place >= 0 else len(beats) + place - 1
        first, second = beats[at], beats[at + 1]
        beats[at : at + 2] = [
            _Beat(f"{first.text}\n\n{second.text}", {**first.scene, **second.scene})
        ]
    while len(beats) < pages:
        parts = [_halves(beat.text) for beat in beats]
        able = [number for number, part in enumerate(parts) if part[1]]
        if not able:
            break
        at = max(able, key=lambda number: len(beats[number].text))
        beats[at : at + 1] = [_Beat(text, beats[at].scene) for text in parts[at]]
    return beats


def _halves(text: str) -> tuple[str, str]:
    """Return a text cut in two at a paragraph, or else after a sentence; all and nothing if not."""
    first, cut, rest = text.partition("\n\n")
    if cut:
        return first, rest
    found = sentences(text)
    half = (len(found) + 1) // 2
    between = "" if language_of(text) == "zh" else " "
    return between.join(found[:half]), between.join(found[half:])


def _hero(asked: list[str], language: str, draws: random.Random) -> tuple[str, str]:
    """Return name and role of the hero."""
    names = _table(language)["names"]
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


def role(prompt: str, start: int, words: str, language: str) -> str:
    """Return the role of a hero with the adjectives before it: "little brown fox"."""
    if language == "zh":
        before = re.search(r"(?:小|大|老|白|红|黑){1,2}$", prompt[:start])
        adjectives = before[0] if before else ""
        return adjectives + words if adjectives or words.startswith("小") else f"小{words}"
    before = re.search(
        r"((?:little|small|young|old|brave|shy|lonely|sleepy|curious|white|black|red|brown|grey|"
        r"blue|green|big)\s+)+$", prompt[:start], re.IGNORECASE,
    )  # fmt: skip
    return (before[0].lower() if before else "little ") + words.lower()


def theme(prompt: str, language: str) -> str:
    """Return the first thing of a prompt that a tale can be told of."""
    for topic in _table(language)["topics"].values():
        for word in topic["words"]:
            if re.search(rf"\b{word}\b" if language == "en" else word, prompt, re.IGNORECASE):
                return str(word)
    things = seeing.things(prompt)
    return seeing.words("seen", things[0], language) if things else ""  # type: ignore[arg-type]


def _topic(
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
    one = f"the {bare}" if definite else theme if theme != bare else _article(bare)
    return {"tale": "search", "one": one, "the": f"the {bare}", "thing": thing}


def _article(noun: str) -> str:
    if noun.endswith("s") and not noun.endswith("ss"):
        return noun
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def _words(
    name: str, role: str, topic: Mapping[str, Any], language: str, table: Mapping[str, Any]
) -> dict[str, str]:
    """Return the words that go into the texts."""
    kind = seeing.beast(role)
    words = {
        "name": name, "role": role, "home": table["homes"].get(seeing.home(role), ""),
        "a_role": seeing.looks(role, language) or role,  # type: ignore[arg-type]
        "one": topic["one"], "the": topic["the"], "many": topic.get("many", topic["one"]),
        "sky": topic.get("sky", "stars"), "thing": topic.get("thing", ""),
    }  # fmt: skip
    if language == "zh":
        he = "她" if kind in _SHE else "他" if kind in seeing.PEOPLE else "它"
        return {**words, "he": he, "him": he, "his": f"{he}的"}
    words |= _HE["she" if kind in _SHE or sum(map(ord, name)) % 2 else "he"]
    capital = {key.capitalize(): value[:1].upper() + value[1:] for key, value in words.items()}
    titled = {f"{key}_title": _titled(words[key]) for key in ("one", "the")}
    return {**words, **capital, **titled}


def _titled(words: str) -> str:
    small = ("a", "an", "the", "and", "of")
    parts = words.split()
    return " ".join(w if w in small else w[:1].upper() + w[1:] for w in parts)


@cache
def _table(language: str) -> dict[str, Any]:
    path = files(__package__) / "tales" / f"{language}.toml"
    return tomllib.loads(path.read_text("utf-8"))
