"""Chinese prose: what rules may call people, happenings, topics, things and places."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from random import Random
from typing import Any

from .. import chinese, lexicon
from ..brief import Brief, Happening, Person
from ..chinese import sentences, title, words
from ..plot import Beat, Plot
from ..rules import NoFrame, Rules
from . import chinese_predicates, chinese_things
from .chinese_text import flow, tidy

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

NAMES = ("hero", "other", "third", "fourth", "fifth", "sixth")
"""What rules call the cast, in its order."""
_KIN = (
    "姐姐",
    "妹妹",
    "哥哥",
    "弟弟",
    "父亲",
    "爸爸",
    "女儿",
    "儿子",
    "姐妹",
    "兄弟",
    "爷爷",
    "姑姑",
)
"""Kin that have one surname."""


def pronoun(person: Person, others: Sequence[str], random: Random) -> str:
    """Return 她, 他 or 它 for somebody; where it is open, another one than the others have."""
    if person.kind in ("animal", "thing", "machine"):
        return "它"
    if person.kind == "creature" and not person.head:
        return "它"
    if others and not person.head and not person.name:
        return "他" if others[0] == "她" else "她"
    return chinese.pronoun(person.head, person.name, random)


def name(
    person: Person, brief: Brief, world: Mapping[str, Any], taken: set[str], random: Random
) -> str:
    """Return a name that fits the person, the world and the period, and that nobody has yet."""
    which = lexicon.names.of_kind("zh", person.head, person.kind)
    if not which:
        table = ""
        if not brief.period and not brief.setting:
            table = str(world.get("culture", ""))
        which = table or lexicon.names.culture("zh", brief.setting, brief.period, brief.genre)
    found = lexicon.names.pick("zh", which, person.pronoun, random, taken)
    kin = person.role.endswith(_KIN) or person.tie.endswith(_KIN)
    if kin and taken and not lexicon.names.of_kind("zh", person.head, person.kind):
        surnames = lexicon.names.sets("zh").get(which, {}).get("surnames", ())
        family = next((f for f in surnames for each in taken if each.startswith(f)), "")
        own = next((f for f in surnames if found.startswith(f)), "")
        found = family + found.removeprefix(own) if family and own else found
    return found


def person(prefix: str, plot: Plot, place: int) -> dict[str, str]:
    """Return what rules may call somebody of the cast: `hero`, `hero.he`, `hero.intro`, ..."""
    who = plot.cast[place]
    one, intro = _described(plot, who)
    called, he = who.name, who.pronoun
    if plot.brief.first_person and place == 0 and plot.brief.form == "story":
        called = he = "我"
    values = {"": called, ".he": he, ".him": he, ".intro": intro, ".name": who.name, ".one": one}
    values[".role"] = who.role or "人"
    return {prefix + key: value for key, value in values.items()}


def _described(plot: Plot, who: Person) -> tuple[str, str]:
    """Return what somebody is ("一位医生", "两姐妹里的妹妹"), and that with the name."""
    role = "".join(f"{t}的" for t in who.traits if t not in who.role) + who.role if who.role else ""
    if who.of is not None and who.of < len(plot.cast) and plot.cast[who.of] is not who:
        owner = plot.cast[who.of]
        of = "我" if plot.brief.first_person and who.of == 0 else owner.name
        one = f"{of}的{who.tie or role or '伴'}"
        return one, f"{one}{who.name}"
    if who.group:
        part = role if role and role != who.head and role not in who.group else ""
        return f"{who.group}里的{part or '一个'}", f"{who.group}里的{part}{who.name}"
    if not role:
        return who.name, who.name
    one = f"一{chinese.measure(who.head or who.role)}{role}"
    return one, f"{one}，名叫{who.name}"


def known(plot: Plot) -> bool:
    """Whether the second of the cast has been known to the hero from the start."""
    if len(plot.cast) < 2:
        return False
    hero, other = plot.cast[:2]
    together = bool(other.group) and other.group == hero.group
    return together or other.of is not None or bool(other.tie)


def facts(plot: Plot, world: Mapping[str, Any], rules: Rules) -> dict[str, str]:
    """Return the facts of a plot that hold in all its beats; `rules.facts` has them, too."""
    brief = plot.brief
    found = rules.facts
    for place in range(len(plot.cast)):
        found |= person(NAMES[place], plot, place)
    if brief.setting:
        found["setting"] = brief.setting
        found["setting.in"] = chinese.place(brief.setting)
        found["setting.where"] = found["setting.in"].removeprefix("在")
    for key in ("title", "dedication"):
        if value := getattr(brief, key):
            found[key] = value
    if brief.topics:
        found["theme"] = chinese_things.noun_of(brief.topics[0].phrase)
    pets = [k for k, who in enumerate(plot.cast) if k > 1 and who.kind == "animal"]
    if pets and plot.cast[0].kind != "animal":
        found |= person("pet", plot, pets[0])
        rules.features.add("pet")
    for key in ("elder", "law", "rival"):
        _draw(rules, key, f"world.{key}")
    if elder := found.get("elder"):
        found["elder.he"] = "她" if re.search("[婆奶太妈姨娘姑妇女母嫂姐妹]", elder) else "他"
    _places(plot, rules)
    if len(plot.cast) < 2:
        _alone(rules)
    if known(plot):
        rules.features.add("known")
    pronouns = {plot.cast[0].pronoun, plot.cast[1].pronoun if plot.cast[1:] else "他"}
    found["they"] = (
        "我们" if found["hero"] == "我" else f"{pronouns.pop() if len(pronouns) == 1 else '他'}们"
    )
    found["working"] = chinese_things.working(plot, rules)
    chinese_things.thing(plot, rules)
    chinese_things.goal(plot, rules)
    _draw(rules, "force", "force.name")
    return found


def _draw(rules: Rules, key: str, rule: str) -> None:
    """Keep as a fact what a rule draws, if it has a frame that fits."""
    with suppress(NoFrame):
        rules.facts[key] = rules.draw(rule)


def _alone(rules: Rules) -> None:
    """Let an elder of the place be the other one of a hero who is alone in the cast."""
    elder = rules.facts.get("elder", "邻居")
    rules.facts |= {"other": elder, "other.he": "他", "other.him": "他", "other.name": elder}
    rules.facts |= {"other.role": elder, "other.intro": elder, "other.one": elder}
    for _ in range(6):
        _draw(rules, "elder", "world.elder")
        if rules.facts["elder"] != elder:
            break
    rules.features.add("alone")


def _places(plot: Plot, rules: Rules) -> None:
    """Draw where the hero is at home, where people meet, and what is far."""
    for key in ("home", "spot", "far"):
        _draw(rules, key, f"world.{key}")
    facts = rules.facts
    if setting := plot.brief.setting:
        facts["home"] = chinese.place(setting).removeprefix("在")
        facts["home.bare"] = setting
    for key in ("home", "spot", "far"):
        if key in facts:
            facts.setdefault(f"{key}.bare", bare(facts[key]))


def bare(place: str) -> str:
    """Return a place without what says where in it: "小屋里" -> "小屋"."""
    return place[:-1] if len(place) > 2 and place[-1] in "里上" else place


def beat_facts(plot: Plot, beat: Beat, rules: Rules) -> dict[str, str]:
    """Return the facts of one beat: who is in it, what was asked to happen, its topic."""
    found: dict[str, str] = {}
    rules.features -= {each for each in rules.features if each.startswith(("deed-", "topic-is-"))}
    if beat.kind == "meet" or known(plot) or all(each.kind != "meet" for each in plot.beats):
        rules.features.add("met")
    if len(beat.who) > 1 and beat.who[1] < len(plot.cast):
        found |= person("mate", plot, beat.who[1])
        mute = plot.cast[beat.who[1]].kind == "animal" and plot.cast[0].kind != "animal"
        rules.features -= {"mate-animal"}
        rules.features |= {"mate-animal"} if mute else set()
    if beat.happening is not None:
        happening = plot.brief.happenings[beat.happening]
        found |= _happening(plot, happening)
        rules.features |= set(chinese_predicates.deeds(happening))
        for key in ("asked.thing", "asked.it"):
            rules.facts.pop(key, None)
        if happening.thing and chinese_things.noun_of(happening.thing) == rules.facts.get(
            "thing.asked"
        ):
            found |= chinese_things.called(chinese_things.noun_of(happening.thing))
            rules.features.discard("thing-unknown")
        given = happening.kind == "deed" and not chinese_things.LOST.match(happening.verb)
        if happening.thing and given and "gift" not in rules.facts:
            found |= chinese_things.gift(chinese_things.noun_of(happening.thing), rules)
    if beat.topic is not None:
        for relation in lexicon.RELATIONS:
            rules.facts.pop(f"topic.{relation}", None)
        found |= _topic(plot, beat.topic, rules)
    return found


def _happening(plot: Plot, happening: Happening) -> dict[str, str]:
    he = plot.cast[0]
    first = plot.brief.first_person and plot.brief.form == "story"
    if happening.who is None:
        who = happening.subject or ("我" if first else he.name)
    elif happening.who < 0:
        who = "我们" if first else "和".join(each.name for each in plot.cast[:2])
    else:
        who = "我" if first and happening.who == 0 else plot.cast[happening.who].name
    done = (
        chinese_predicates.done_form(happening.verb) if happening.kind == "deed" else happening.verb
    )
    found = {"asked": f"{who}{done}", "asked.do": happening.verb, "asked.who": who}
    if happening.thing:
        noun = chinese_things.noun_of(happening.thing)
        found["asked.thing"] = noun
        found["asked.it"] = f"那{chinese.measure(noun)}{noun}"
    return found


def _topic(plot: Plot, number: int, rules: Rules) -> dict[str, str]:
    topic = plot.brief.topics[number]
    found = {"topic": chinese_things.noun_of(topic.phrase)}
    for relation in lexicon.RELATIONS:
        if values := lexicon.related("zh", topic.concept, relation):
            value = rules.random.choice(values)
            alone = relation == "done" and len(value) == 1  # 争 -> 争自由
            found[f"topic.{relation}"] = value + found["topic"] if alone else value
    if each := lexicon.concept("zh", topic.concept):
        rules.features.add(f"topic-is-{each.kind}")
    return found


def matter(phrase: str) -> str:
    """Return what a script was asked to speak of, as people speak of it: "天气"."""
    return chinese_things.noun_of(phrase) if phrase else ""


def spoken(goal: str, plot: Plot, person: str) -> str:
    """Return what the hero wants as the hero says it ("I"), or as it is said to the hero."""
    me = "我" if person == "I" else "你"
    goal = goal.replace(plot.cast[0].name, me)
    return re.sub(r"(留下|叫|让|给)[她他它](?!们)", rf"\1{me}", goal)


def number(value: int) -> str:
    """Return a number of a chapter or scene: 一, 十二."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(value, 10)
    head = ("" if tens == 1 else digits[tens]) + "十" if tens else ""
    return head + (digits[ones] if ones or not tens else "")


def dedicated(whom: str) -> str:
    """Return the line that says for whom a text is."""
    return f"给{whom}"
