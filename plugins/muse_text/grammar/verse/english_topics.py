"""What an English poem is about: its names, what it does, its parts; and one hour, one season."""

import re
from collections.abc import Sequence
from random import Random

from .. import lexicon, packs
from ..brief import Brief, Person, Topic
from ..lexicon import english
from .images import Images, expanded

HOURS = 30
"""How many phrases of time a poem draws from: of too many, no hour is believed."""
_LIVING = ("person", "child", "animal", "creature", "machine")
_PLACES = ("place", "nature")
_IDEAS = ("feeling", "idea", "deed", "event", "work", "time", "season", "weather", "body")
_WARM = frozenset("dog cat horse puppy kitten pony donkey".split())
"""Animals that are spoken of as he."""
_WHOSE = re.compile(r"(?i)(?:my|your|our|his|her|their|the)\s|\w+'s\s")
_LOST = re.compile(r"(?i).*\b(?:loss|death|passing|memory|funeral|absence) of (.+)")
_HIS = {"he": "his", "she": "her", "they": "their", "it": "its"}
_BY_NIGHT = re.compile(r"\b(?:tonight|night|dark|moon|lamps?|stars?|midnight|small hours|dusk)\b")
_BY_DAY = re.compile(
    r"\b(?:today|noon|dawn|mornings?|day|light|lunch|nine|post|bus|birds|school|all week)\b"
)
_INDOORS = re.compile(
    r"\b(?:stairs?|shelf|hall|beds?|sink|tables?|lamp|stove|fridge|kitchen|attic|cellar|floor|pane"
    r"|page|room|corner|curtain|counter|hallway|fire|landing|chairs|nook|book)\b"
)
_OUTDOORS = re.compile(
    r"\b(?:pump|lane|yard|road|fence|church|mill|green|hill|roofs|town|bridge|eaves|trees?|well"
    r"|field|grass|drive|park|valley|water|river|garden|chimney|sea|street|lawn|bench|platform|line"
    r"|station|school|doorstep|rail|wet|cold|rain|wind)\b"
)
_SEASONS = {
    "spring": "spring|March|May|April",
    "summer": "summer|June|July|August",
    "autumn": "autumn|October|November|September",
    "winter": "winter|snow|frost|December|January",
}


def called(topic: Topic) -> str:
    """Return what a poem calls its topic: "the loss of my father" is about my father."""
    lost = _LOST.fullmatch(topic.phrase)
    return lost[1] if lost else topic.phrase


def plural(noun: str) -> bool:
    """Whether a noun is the plural of another one."""
    one = english.singular(noun.lower())
    return one != noun.lower() and english.plural(one) == noun.lower()


def add(images: Images, topic: Topic, brief: Brief) -> None:
    """Add a topic: the first one is what the poem is about."""
    lost = _LOST.fullmatch(topic.phrase)
    key = topic.concept or getattr(lexicon.find("en", topic.head), "key", "")
    each = lexicon.concept("en", key) if key else None
    who = next((p for p in brief.people if p.name and p.asked in (topic.phrase, "")), None)
    kind = _kind(each.kind if each else "", topic, who)
    several = plural(topic.head) and not topic.phrase.lower().startswith(("a ", "an "))
    names = _names(topic, each, kind, several, who)
    table = packs.table("en", "images/any")
    general = [text for line in table.get(kind, ()) for text in expanded(line)]
    own = [english.third(text) for text in (each["does"] if each else ())]
    own = own * 2
    if lost:
        images.kind, own = "lost", []
    does = _agreeing([*own, *general], several)
    first = not images.itself and not lost
    if first:
        images.itself = [(name, does) for name in names]
        images.kind, images.several = kind, several
    if not lost:
        images.things += [(name, does) for name in names] * (2 if kind == "living" else 1)
    if each is None:
        return
    its = _HIS[names[-1] if names[-1] in _HIS else "it"]
    part_does = [text for line in table["does"] for text in expanded(line)]
    for part in each["has"]:
        if kind in ("place", "thing"):
            images.things.append((f"{its} {part}", _agreeing(part_does, plural(part))))
        elif kind == "living":
            images.parts["senses"].append(f"{its} {part}")
        else:
            images.parts["senses"].append(part if plural(part) else english_a(part))
    images.parts["senses"] += each["sense"]
    images.parts["where"] += each["at"]
    images.parts["likes"] += each["like"]
    if not lost:
        name = names[0]
        told = [text.replace(" it", f" {name}") for text in each["done"]]
        images.parts["deeds"] += told


def english_a(noun: str) -> str:
    """Return a noun phrase with its article, unless it has one."""
    if re.match(r"(?:a|an|the|one|two|own)\s", noun):
        return noun.replace("own ", "its own ", 1)
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def settle(images: Images, brief: Brief, random: Random) -> None:
    """Keep one hour of the day and one season in what a poem says."""
    night = brief.mood == "frightening" or random.random() < 0.4
    away = _BY_DAY if night else _BY_NIGHT
    _without(images, ("when",), away)
    told = " ".join([brief.season, *(topic.phrase for topic in brief.topics)])
    now = next((name for name in _SEASONS if name in told), "") or random.choice(list(_SEASONS))
    others = "|".join(words for name, words in _SEASONS.items() if name != now)
    _without(images, ("when", "senses", "likes", "adverbs"), re.compile(rf"\b(?:{others})\b"))
    images.parts["when"] = random.sample(
        images.parts["when"], min(HOURS, len(images.parts["when"]))
    )
    inside = images.kind != "place" and random.random() < 0.5
    _without(images, ("where",), _OUTDOORS if inside else _INDOORS)


def _without(images: Images, parts: Sequence[str], away: re.Pattern[str]) -> None:
    for part in parts:
        kept = [text for text in images.parts[part] if not away.search(text)]
        images.parts[part] = kept or images.parts[part]


def _kind(kind: str, topic: Topic, who: Person | None) -> str:
    if who or kind in _LIVING:
        return "living"
    if kind in _PLACES:
        return "place"
    if kind in _IDEAS or (not kind and not re.match(r"(?i)(?:an?|the)\s", topic.phrase)):
        return "idea"
    return "thing"


def _names(
    topic: Topic, each: lexicon.Concept | None, kind: str, several: bool, who: Person | None
) -> list[str]:
    """Return the names of a topic, a pronoun the last."""
    if who:
        return [who.name, who.name, who.pronoun or "they"]
    phrase = called(topic)
    if several:
        bare = topic.head if kind == "idea" or not each else f"the {topic.head}"
        return [phrase if _WHOSE.match(phrase) else bare.lower(), "they"]
    if _WHOSE.match(phrase) and len(phrase) < 22:
        name = phrase[0].lower() + phrase[1:]
    elif kind == "idea":
        name = phrase
    else:
        name = f"the {topic.head}"
    one = topic.head.lower()
    he = "he" if one in _WARM or (each and each.kind in ("person", "child")) else "it"
    for noun in ("mother", "grandmother", "wife", "sister", "daughter", "aunt", "girl", "queen"):
        he = "she" if one.endswith(noun) else he
    return [name, he]


def _agreeing(does: Sequence[str], several: bool) -> tuple[str, ...]:
    if not several:
        return tuple(does)
    found = []
    for text in does:
        text = re.sub(r"^is\b", "are", re.sub(r"^has\b", "have", text))
        text = re.sub(r"\band (\w+s)\b", lambda m: f"and {english.base(m[1])}", text)
        text = re.sub(r"\bits\b", "their", re.sub(r"\bitself\b", "themselves", text))
        found.append(text if text.startswith(("are ", "have ")) else english.base(text))
    return tuple(found)
