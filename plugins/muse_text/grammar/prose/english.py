"""English prose: what rules may call people, happenings, topics and places."""

import re
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from .. import english, lexicon
from ..brief import Brief, Happening, Person
from ..english import sentences, title, words
from ..lexicon import english as inflect
from ..lexicon import names
from ..plot import Beat, Plot
from ..rules import Rules
from .english_goals import animate, goal, the
from .english_people import known, person, work
from .english_text import flow, tidy
from .english_things import held, holdable, settled

__all__ = [
    "beat_facts",
    "dedicated",
    "facts",
    "flow",
    "matter",
    "name",
    "number",
    "person",
    "pronoun",
    "sentences",
    "spoken",
    "tidy",
    "title",
    "words",
]

TALE = 0.7
"""How often an animal of a tale is called by what it is."""
NAMES = ("hero", "other", "third", "fourth", "fifth", "sixth")
"""What rules call the cast, in its order."""
CHANGES = 0.5
"""How often another sound is heard, another meal eaten in the next beat."""


def pronoun(person: Person, others: Sequence[str], random: Random) -> str:
    """Return she, he or it for somebody; where it is open, another one than the others have."""
    if person.kind == "thing" and not person.name:
        return "it"
    if person.kind in ("animal", "machine", "creature") and not person.name:
        return {"she": "he", "he": "she"}.get(others[0] if others else "", "") or random.choice(
            ("she", "he")
        )
    if others and not person.head and not person.name:
        return "he" if others[0] == "she" else "she"
    return english.pronoun(person.head or person.tie, person.name, random)


def name(
    person: Person, brief: Brief, world: Mapping[str, Any], taken: set[str], random: Random
) -> str:
    """Return a name that fits the person, the world and the period, and that nobody has yet."""
    called = f"the {person.role}"
    if person.role and called not in taken and _nameless(person, brief, random):
        return called
    own = names.of_kind("en", person.head, person.kind)
    if own and (person.kind != "child" or not world.get("names")):
        return names.pick("en", own, person.pronoun, random, taken)
    if brief.setting or brief.genre in ("wuxia", "western") or brief.period:
        which = names.culture("en", brief.setting, brief.period, brief.genre)
        if which not in ("modern", "english"):  # where nothing else is said, the world has names
            return names.pick("en", which, person.pronoun, random, taken)
    known = [each.rsplit(" ", 1) for each in world["names"]]
    letters = {each[:1] for each in taken}
    free = [each for each in known if each[0] not in taken]
    free = [each for each in free if each[0][:1] not in letters] or free
    same = [each for each in free if each[1] == person.pronoun] or free
    return str(random.choice(same)[0])


def _nameless(person: Person, brief: Brief, random: Random) -> bool:
    """Whether somebody is called by what it is: a cloud, and often the fox of a fable."""
    if person.kind == "thing":
        return True
    tale = brief.children or brief.genre == "fable"
    return tale and person.kind in ("animal", "creature") and random.random() < TALE


def facts(plot: Plot, world: Mapping[str, Any], rules: Rules) -> dict[str, str]:
    """Return the facts of a plot that hold in all its beats; some are drawn from the rules."""
    found: dict[str, str] = {}
    for place in range(len(plot.cast)):
        found |= person(NAMES[place], plot, place)
    if len(plot.cast) > 1:
        found |= person("mate", plot, 1)
        if known(plot, 1):
            rules.features |= {"known", "met"}
        if plot.cast[1].kind == "animal" and plot.cast[0].kind != "animal":
            rules.features.add("mute")
    else:
        rules.features.add("alone")
    for number, who in enumerate(plot.cast[1:], 1):
        if who.kind == "animal" and plot.cast[0].kind != "animal" and number > 1:
            found |= person("pet", plot, number)
            rules.features.add("pet")
            break
    if any(who.kind not in ("animal", "thing") for who in plot.cast[:1]):
        rules.features.add("human")
    if plot.cast[0].pronoun == (plot.cast[1].pronoun if plot.cast[1:] else ""):
        rules.features.add("same")
    brief = plot.brief
    found |= goal(plot, rules)
    things = [h.thing for h in brief.happenings if h.thing and not animate(h.thing)]
    for key in ("title", "dedication"):
        if value := getattr(brief, key):
            found[key] = value
    if len(plot.cast) > 2:
        rules.features.add("cast-3")
    if any(re.search(r"\bphone\b", topic.phrase) for topic in brief.topics):
        rules.features.add("phone")
    if brief.topics:
        found["theme"] = brief.topics[0].phrase
        found["theme.the"] = the(brief.topics[0].phrase)
    if things:
        found["asked.the0"] = the(things[0])
        rules.features.add("asked-thing0")
    rules.facts.update(found)
    found |= settled(plot, rules)
    rules.facts.update(found)
    return found | {"work": work(plot.cast[0], rules)}


def beat_facts(plot: Plot, beat: Beat, rules: Rules) -> dict[str, str]:
    """Return the facts of one beat: who is in it, what was asked to happen, its topic."""
    found: dict[str, str] = {}
    _introduce(plot, beat, rules)
    for key in ("sound", "food"):  # what is heard and eaten changes with the scenes
        if rules.random.random() < CHANGES and rules.has(f"world.{key}"):
            rules.facts[key] = rules.draw(f"world.{key}")
    rules.features.discard("mate-animal")
    named = "other" in rules.facts
    if named and len(beat.who) > 1 and beat.who[1] < len(plot.cast):
        found |= person("mate", plot, beat.who[1])
        if plot.cast[beat.who[1]].kind == "animal" and plot.cast[0].kind != "animal":
            rules.features.add("mate-animal")
    if beat.happening is not None:
        happening = plot.brief.happenings[beat.happening]
        found |= _happening(plot, happening)
        if "thing" not in rules.facts and happening.thing and holdable(happening.thing):
            found |= held(happening.thing, rules)
            rules.features |= {"had-thing", "held"}
            rules.features.discard("later")
    if beat.topic is not None:
        found |= _topic(plot, beat.topic, rules)
    return found


def _introduce(plot: Plot, beat: Beat, rules: Rules) -> None:
    """Let nobody in a story be named before they are met."""
    if plot.brief.form != "story" or len(plot.cast) < 2 or "met" in rules.features:
        return
    met = [place for place, each in enumerate(plot.beats) if each.kind == "meet"]
    if beat.kind == "meet" or "meeting" in rules.features:
        rules.facts.update(person("other", plot, 1) | person("mate", plot, 1))
        rules.features.add("meeting")
    elif met:
        for key in [key for key in rules.facts if re.match(r"(?:other|mate)\b", key)]:
            del rules.facts[key]


def _was_asked(plot: Plot, who: Person) -> bool:
    """Whether somebody of the cast was asked for, rather than brought in for company."""
    return any(
        each.name == who.name if each.name else (each.role, each.kind) == (who.role, who.kind)
        for each in plot.brief.people
        if each.name or each.role or each.of is not None
    )


def _happening(plot: Plot, happening: Happening) -> dict[str, str]:
    first = plot.brief.first_person and plot.brief.form == "story"
    cast = plot.cast
    he = him = ""
    if happening.who == -1:
        all_ = [p for p in cast if _was_asked(plot, p)] or list(cast)
        who = english.listed(["I" if first and p is cast[0] else p.name for p in all_])
        he, him = "they", "them"
    elif happening.who is None and happening.subject:
        who = he = him = happening.subject
    else:
        place = happening.who or 0
        who = "I" if first and place == 0 else cast[place].name
        he, him = english._PRONOUNS[cast[place].pronoun or "they"][:2]
        he, him = ("I", "me") if who == "I" else (he, him)
    do = f"{happening.verb} {happening.rest}".strip()
    found = {"asked.who": who, "asked.he": he, "asked.him": him, "asked.do": do}
    found["asked.did"] = inflect.past(do)
    found["asked"] = f"{who} {found['asked.did']}"
    found["asked.doing"] = inflect.gerund(do)
    plural = happening.who == -1 or bool(re.search(r"(?i)^the \w+s$|^they$|^all ", who))
    found["asked.does"] = do if plural else inflect.third(do)
    if plural:
        found["asked"] = re.sub(rf"^{re.escape(who)} was\b", f"{who} were", found["asked"])
        found["asked.does"] = re.sub(r"^be\b", "are", found["asked.does"])
    found["asked.now"] = f"{who} {found['asked.does']}"
    if happening.thing:
        found["asked.thing"] = happening.thing
        found["asked.the"] = the(happening.thing)
    return found


def _topic(plot: Plot, number: int, rules: Rules) -> dict[str, str]:
    topic = plot.brief.topics[number]
    found = {"topic": the(topic.phrase)}
    found["topic.the"] = the(topic.phrase)
    found["topic.bare"] = re.sub(r"(?i)^(?:an?|the)\s+", "", topic.phrase)
    for relation in lexicon.RELATIONS:
        if values := lexicon.related("en", topic.concept, relation):
            found[f"topic.{relation}"] = rules.random.choice(values)
    if part := found.get("topic.has"):
        found["topic.part"] = part if english.singular(part) != part else f"the {part}"
    if does := found.get("topic.does"):
        found["topic.did"] = inflect.past(does)
        found["topic.now"] = inflect.third(does)
    if person := found.get("topic.who"):
        found["topic.person"] = f"a {person}"
    for key in list(rules.facts):
        if key.startswith("topic"):
            del rules.facts[key]
    return found


def matter(phrase: str) -> str:
    """Return what a script was asked to speak of, as people speak of it: "the weather"."""
    return "" if not phrase or animate(phrase) else the(phrase)


def spoken(goal: str, plot: Plot, person: str) -> str:
    """Return what the hero wants as the hero says it ("I"), or as it is said to the hero."""
    who = plot.cast[0]
    his = english._PRONOUNS[who.pronoun or "they"][2]
    my, me, myself = ("my", "me", "myself") if person == "I" else ("your", "you", "yourself")
    name = re.escape(who.name)
    goal = re.sub(rf"\b(?:{name}'s|{his} own)\b", f"{my} own", goal)
    goal = re.sub(r"\b(?:him|her|it|them)sel(?:f|ves)\b", myself, goal)
    return re.sub(rf"\b(?:{name}|him)\b", me, goal)


def number(value: int) -> str:
    """Return a number of a chapter or scene."""
    return str(value)


def dedicated(whom: str) -> str:
    """Return the line that says for whom a text is."""
    return f"for {whom}"
