"""Names that fit place and time: `data/LANGUAGE/names/*.toml`, one line for each set.

A set is a culture in a period ("victorian", "民国") or what somebody is ("robot", "猫").
"""

import re
from collections.abc import Collection, Mapping
from functools import cache
from random import Random

from .. import packs
from .english import singulars

_PRONOUNS = {"she": "she", "he": "he", "她": "she", "他": "he"}
_KINDS = {
    "en": {"machine": "robot", "animal": "animal", "creature": "fairytale", "child": "children"},
    "zh": {"machine": "机器人", "animal": "动物", "creature": "仙", "child": "小名"},
}
_OF = {
    "en": {
        **dict.fromkeys(("puppy", "hound", "terrier", "collie", "sheepdog"), "dog"),
        **dict.fromkeys(("kitten", "tomcat"), "cat"),
        **dict.fromkeys(("pony", "mare", "stallion", "foal", "unicorn", "donkey", "mule"), "horse"),
        **dict.fromkeys(("hamster", "rabbit", "bunny", "tortoise", "turtle", "goldfish"), "pet"),
        **dict.fromkeys(("owl", "crow", "raven", "sparrow", "duck", "penguin", "goose"), "bird"),
        **dict.fromkeys(("android", "computer", "ai", "cyborg", "drone"), "robot"),
        **dict.fromkeys(("spirit", "phantom", "spectre"), "ghost"),
        **dict.fromkeys(("elf", "pixie", "sprite", "nymph", "mermaid"), "fairy"),
        **dict.fromkeys(("wizard", "sorcerer", "sorceress", "mage", "warlock"), "witch"),
        **dict.fromkeys(("troll", "ogre", "cyclops"), "giant"),
        **dict.fromkeys(("boat", "sailing ship", "vessel"), "ship"),
        **dict.fromkeys(("starship", "rocket", "spacecraft"), "spaceship"),
    },
    "zh": {
        **{"犬": "狗", "猫咪": "猫", "驴": "马", "电脑": "机器人", "人工智能": "机器人"},
        **{
            "幽灵": "鬼",
            "狐狸精": "狐仙",
            "狐妖": "狐仙",
            "仙女": "仙",
            "精灵": "仙",
            "神仙": "仙",
        },
        **{
            "雀": "鸟",
            "鸦": "鸟",
            "鹰": "鸟",
            "燕子": "鸟",
            "鸭": "鸟",
            "火箭": "飞船",
            "舟": "船",
        },
    },
}
"""The sets of what somebody is, where they are called otherwise."""
_PERIODS = {
    "en": {
        "ancient": "rome",
        "medieval": "medieval",
        "old": "victorian",
        "1920s": "twenties",
        "wartime": "wartime",
        "future": "future",
        "timeless": "fairytale",
        "modern": "english",
    },
    "zh": {
        "ancient": "古代",
        "medieval": "古代",
        "old": "古代",
        "1920s": "民国",
        "wartime": "民国",
        "future": "未来",
        "timeless": "小名",
        "modern": "现代",
    },
}
_DATED = {"english": ("1920s", "old", "medieval", "wartime", "future")}
"""Sets of today, which give way to that of a period."""


@cache
def sets(language: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the sets of names of a language: she, he, they, surnames, places, periods, order."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for name in packs.names(language, "names"):
        for key, line in packs.table(language, f"names/{name}").items():
            found[key] = {part: _parts(text) for part, text in line.items()}
    return found


def _parts(text: str) -> tuple[str, ...]:
    found = (each.strip() for each in text.replace("；", ";").split(";"))
    return tuple(dict.fromkeys(each for each in found if each))


def culture(language: str, setting: str = "", period: str = "", genre: str = "") -> str:
    """Return the set of names for where and when a text plays: Tokyo -> japanese, 长安 -> 古代.

    `period` is one of PERIODS, `genre` one of GENRES or empty.
    """
    if genre == "wuxia":
        return "chinese" if language == "en" else "仙侠"
    if language == "en" and genre == "western":
        return "western"
    named = _named(language, setting)
    if named and period not in _DATED.get(named, ()):
        return named
    if period in _PERIODS[language]:
        return _PERIODS[language][period]
    if genre == "fantasy" and language == "en":
        return "fantasy"
    if genre == "science-fiction":
        return _PERIODS[language]["future"]
    return _PERIODS[language]["modern"]


def _named(language: str, setting: str) -> str:
    """Return the set that a setting names by the longest of its places; empty for none."""
    text = setting.lower()
    found = [
        (len(place), name)
        for name, each in sets(language).items()
        for place in each.get("places", ())
        if (place in text if language == "zh" else re.search(rf"\b{re.escape(place)}\b", text))
    ]
    return max(found, key=lambda each: each[0])[1] if found else ""


def of_kind(language: str, head: str, kind: str = "person") -> str:
    """Return the set of names for what somebody is: puppy -> dog; empty for people."""
    known, same = sets(language), _OF[language]
    if language == "zh":
        tails = [head[start:] for start in range(len(head))]
    else:
        last = head.lower().split()[-1:]
        tails = [head.lower(), *last, *(one for word in last for one in singulars(word))]
    for tail in tails:
        name = same.get(tail, tail)
        if name in known and not known[name].get("surnames"):
            if "places" not in known[name]:
                return name
    return _KINDS[language].get(kind, "")


def pick(
    language: str,
    which: str,
    pronoun: str,
    random: Random,
    taken: Collection[str] = (),
    surname: bool = False,
) -> str:
    """Return a name of a set that isn't taken and, if it can be, doesn't begin like a taken one.

    `surname` asks for the family name too; where it stands first (王小满), it is always given.
    """
    every = sets(language)
    one = every.get(which) or every[_PERIODS[language]["modern"]]
    asked = _PRONOUNS.get(pronoun, "they")
    given = one.get(asked) or one.get("they") or (*one.get("she", ()), *one.get("he", ()))
    fresh = [name for name in given if not any(name in each for each in taken)] or list(given)
    begun = {each[:1].lower() for each in taken}
    apart = [name for name in fresh if name[:1].lower() not in begun] or fresh
    name = random.choice(apart)
    family = one.get("surnames", ())
    first = one.get("order", ("",))[0] == "family"
    if not family or not (surname or (first and language == "zh")):
        return name
    families = [each for each in family if each[:1].lower() not in begun] or list(family)
    chosen = random.choice(families)
    if language == "zh":
        return f"{chosen}{name}" if first else f"{name}·{chosen}"
    return f"{chosen} {name}" if first else f"{name} {chosen}"
