"""Chinese prose: what rules may call people, happenings, topics, things and places."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from random import Random
from typing import Any

from .. import chinese, lexicon
from ..brief import Brief, Happening, Person
from ..chinese import sentences, title, words
from ..plot import Beat, Plot
from ..rules import NoFrame, Rules

__all__ = [
    "beat_facts",
    "facts",
    "name",
    "number",
    "person",
    "pronoun",
    "sentences",
    "tidy",
    "title",
    "words",
]

NAMES = ("hero", "other", "third", "fourth", "fifth", "sixth")
"""What rules call the cast, in its order."""
SHORT = 10
"""Characters of a sentence up to which it is joined to its neighbour."""
LONGEST = 36
"""Characters of joined sentences."""
_FIXED = "座间栋家幢所艘辆片条个"
"""Measure words of what nobody can carry, among others: such a thing is a place, not a token."""
_ONE = re.compile(
    r"^[一那这](?:[座间栋家幢所艘辆片把封张本只个块盏支枚颗条件顶双面幅枝台架副朵棵串袋瓶盒])"
)
_DONE = re.compile(
    r"[了过着]|^(?:想|要|会|能|是|有|在|住|没|不|爱|怕|害怕|喜欢|希望|必须|试图|决定)"
)
_RESULT = re.compile(
    r"^(继承|发现|遇见|遇到|碰到|收到|得到|找到|看到|看见|听到|听见|打开|打碎|打败|学会|爱上|离开|认识|拯救|"
    r"赢得|失去|丢失|弄丢|拾到|捡到|救出|救活|解开|揭开|破解|偷走|带回|带走|买下|卖掉|修好|写下|写出|画出|"
    r"发明|建造|创造|闯进|闯入|走进|进入|来到|回到|搬到|飞到|掉进|变成|成为|加入|逃出|战胜|说出|交到|收养|"
    r"领养|养大|开|救|丢|捡|买|卖|赢|输|偷|造|盖|种|养|杀|娶|嫁给|教会|完成|结识|迷上|穿越到|穿越|重逢|相遇)"
)
_WHOLE = re.compile(
    r"^(?:重逢|相遇|和好|和解|结婚|迷路|失踪|失明|醒来|出发|归来|回来|离家出走|分手)$"
)
_NO_TRADE = frozenset(
    "母亲 父亲 奶奶 爷爷 姐姐 哥哥 女儿 儿子 孩子 妻子 丈夫 叔叔 老人 孤儿 朋友 敌人 英雄 侠客 "
    "徒弟 皇帝".split()
)
"""Concepts of people that say nothing of what they do all day."""
_DEEDS = {
    "find": "发现找到捡拾收到得到看见看到",
    "inherit": "继承",
    "meet": "遇认识结识相遇重逢碰到邂逅",
    "lose": "丢失去弄丢遗失",
    "learn": "学练",
    "go": "去到回走飞旅离开出发穿越",
    "save": "救护",
    "make": "做造写画建发明开种盖",
    "love": "爱恋嫁娶结婚",
    "win": "赢胜败打",
    "know": "查破揭解知道",
    "change": "变成为",
}
"""What kind of deed a predicate tells, by characters of its beginning."""


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
    return lexicon.names.pick("zh", which, person.pronoun, random, taken)


def person(prefix: str, plot: Plot, place: int) -> dict[str, str]:
    """Return what rules may call somebody of the cast: `hero`, `hero.he`, `hero.intro`, ..."""
    who = plot.cast[place]
    measure = chinese.measure(who.head or who.role)
    role = "".join(f"{t}的" for t in who.traits if t not in who.role) + who.role if who.role else ""
    intro = f"一{measure}{role}，名叫{who.name}" if role else who.name
    called, he = who.name, who.pronoun
    if plot.brief.first_person and place == 0 and plot.brief.form == "story":
        called = he = "我"
    values = {"": called, ".he": he, ".him": he, ".intro": intro, ".name": who.name}
    values[".role"] = who.role or "人"
    values[".one"] = f"一{measure}{role}" if role else who.name
    return {prefix + key: value for key, value in values.items()}


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
        found["theme"] = brief.topics[0].phrase
    for key in ("elder", "law", "rival"):
        _draw(rules, key, f"world.{key}")
    _places(plot, rules)
    if len(plot.cast) < 2:
        _alone(rules)
    pronouns = {plot.cast[0].pronoun, plot.cast[1].pronoun if plot.cast[1:] else "他"}
    found["they"] = (
        "我们" if found["hero"] == "我" else f"{pronouns.pop() if len(pronouns) == 1 else '他'}们"
    )
    found["working"] = _working(plot, rules)
    _thing(plot, rules)
    _goal(plot, rules)
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


def _working(plot: Plot, rules: Rules) -> str:
    """Return what the hero does all day: of the trade asked for, of the kind, or of the world."""
    hero = plot.cast[0]
    found = lexicon.find("zh", hero.role) if hero.role else None
    trade = found and found.kind == "person" and found.key not in _NO_TRADE
    if found and trade and hero.kind == "person" and found["does"]:
        return rules.random.choice(found["does"])
    kind = hero.kind if hero.kind in ("child", "animal", "creature", "machine") else ""
    with suppress(NoFrame):
        return rules.draw(f"working.{kind}" if kind else "world.working")
    return "做手里的事"


def _thing(plot: Plot, rules: Rules) -> None:
    """Choose the thing of the story: one asked for that can be carried, or a drawn one."""
    trait = ""
    asked = [_noun(each.thing) for each in plot.brief.happenings if each.thing]
    asked = [noun for noun in asked if chinese.measure(noun) not in _FIXED and len(noun) <= 6]
    asked = [noun for noun in asked if not chinese.animate(noun)]
    if asked:  # it is known from the beat on in which it comes
        rules.features.add("thing-unknown")
        rules.facts["thing.asked"] = asked[0]
        return
    noun, _, trait = rules.draw("world.thing").partition("/")
    rules.facts |= _called(noun) | {"thing.trait": trait}


def _called(noun: str) -> dict[str, str]:
    """Return what rules may call the thing of a story."""
    measure = chinese.measure(noun)
    found = {"thing": noun, "thing.mw": measure, "thing.one": f"一{measure}{noun}"}
    return found | {"thing.the": f"那{measure}{noun}"}


def _noun(phrase: str) -> str:
    """Return a noun phrase without its measure: "一封信" -> "信"."""
    return _ONE.sub("", phrase)


def _goal(plot: Plot, rules: Rules) -> None:
    """Choose what the hero is after: what was asked, a wish of the topic, or a drawn one."""
    wants = [w for w in plot.cast[0].wants if w]
    wants += [h.verb.removeprefix("想") for h in plot.brief.happenings if h.kind == "want"]
    wishes = [
        wish.replace("它", topic.head)
        for topic in plot.brief.topics
        for wish in lexicon.related("zh", topic.concept, "wish")
    ]
    if wants or (wishes and rules.random.random() < 0.5):
        goal = wants[0] if wants else rules.random.choice(wishes)
        rules.facts["goal"] = goal
        return
    do, glad, sad = rules.draw("goal").split("/")
    rules.facts |= {"goal": do, "goal.glad": glad, "goal.sad": sad}


def beat_facts(plot: Plot, beat: Beat, rules: Rules) -> dict[str, str]:
    """Return the facts of one beat: who is in it, what was asked to happen, its topic."""
    found: dict[str, str] = {}
    rules.features -= {each for each in rules.features if each.startswith(("deed-", "topic-is-"))}
    if len(beat.who) > 1 and beat.who[1] < len(plot.cast):
        found |= person("mate", plot, beat.who[1])
    if beat.happening is not None:
        happening = plot.brief.happenings[beat.happening]
        found |= _happening(plot, happening)
        rules.features |= set(deeds(happening))
        for key in ("asked.thing", "asked.it"):
            rules.facts.pop(key, None)
        if happening.thing and _noun(happening.thing) == rules.facts.get("thing.asked"):
            found |= _called(_noun(happening.thing))
            rules.features.discard("thing-unknown")
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
    done = done_form(happening.verb) if happening.kind == "deed" else happening.verb
    found = {"asked": f"{who}{done}", "asked.do": happening.verb, "asked.who": who}
    if happening.thing:
        noun = _noun(happening.thing)
        found["asked.thing"] = noun
        found["asked.it"] = f"那{chinese.measure(noun)}{noun}"
    return found


def done_form(verb: str) -> str:
    """Return a predicate as something done: "继承一座灯塔" -> "继承了一座灯塔"."""
    if _DONE.search(verb):
        return verb
    if _WHOLE.search(verb):
        return f"{verb}了"
    return _RESULT.sub(r"\1了", verb, count=1)


def deeds(happening: Happening) -> Iterator[str]:
    """Yield the features of what was asked to happen: `deed-find`, `deed-state`, ..."""
    if happening.kind != "deed":
        yield f"deed-{happening.kind}"
        return
    for kind, signs in _DEEDS.items():
        if happening.verb[:1] in signs or happening.verb[:2] in signs:
            yield f"deed-{kind}"
            return
    yield "deed-other"


def _topic(plot: Plot, number: int, rules: Rules) -> dict[str, str]:
    topic = plot.brief.topics[number]
    found = {"topic": topic.phrase}
    for relation in lexicon.RELATIONS:
        if values := lexicon.related("zh", topic.concept, relation):
            found[f"topic.{relation}"] = rules.random.choice(values)
    if each := lexicon.concept("zh", topic.concept):
        rules.features.add(f"topic-is-{each.kind}")
    return found


def tidy(text: str) -> str:
    """Fix what filling left, and join a short sentence to its neighbour by a comma."""
    return "¶".join(_joined(chinese.tidy(part)) for part in text.split("¶"))


def _joined(text: str) -> str:
    """Join plain sentences of a paragraph where one of the two is short."""
    if text.startswith("@"):
        return text
    found: list[str] = []
    for sentence in sentences(text):
        last = found[-1] if found else ""
        plain = last.endswith("。") and not re.search("[“”：]", last + sentence)
        short = min(len(last), len(sentence)) <= SHORT
        if plain and short and len(last) + len(sentence) <= LONGEST:
            found[-1] = f"{last[:-1]}，{sentence}"
        else:
            found.append(sentence)
    return "".join(found)


def number(value: int) -> str:
    """Return a number of a chapter or scene: 一, 十二."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(value, 10)
    head = ("" if tens == 1 else digits[tens]) + "十" if tens else ""
    return head + (digits[ones] if ones or not tens else "")
