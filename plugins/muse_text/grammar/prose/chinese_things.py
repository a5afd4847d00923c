"""What a whole Chinese story turns on: what the hero does all day, its thing, what is wanted."""

import re
from contextlib import suppress

from .. import chinese, lexicon
from ..plot import Plot
from ..rules import NoFrame, Rules
from .chinese_predicates import sought

_NO_TRADE = frozenset(
    "母亲 父亲 奶奶 爷爷 姐姐 哥哥 女儿 儿子 孩子 妻子 丈夫 叔叔 老人 孤儿 朋友 敌人 英雄 侠客 "
    "徒弟 皇帝 王子 公主 皇后 骑士 将军 士兵 掌门 书生 丫鬟 陌生人 邻居 恋人".split()
)
"""Concepts of people that say nothing of what they do all day."""
_FIXED = "座间栋家幢所艘辆片条个"
"""Measure words of what nobody can carry, among others: such a thing is a place, not a token."""
_UNSEEN = ("idea", "feeling", "deed", "work", "time", "event", "season")
"""Kinds of concepts that nobody can see or touch."""
_ONE = re.compile(
    r"^[一那这](?:[座间栋家幢所艘辆片把封张本只个块盏支枚颗条件顶双面幅枝台架副朵棵串袋瓶盒])"
)


def working(plot: Plot, rules: Rules) -> str:
    """Return what the hero does all day: of the trade asked for, of the kind, or of the world."""
    hero = plot.cast[0]
    found = lexicon.find("zh", hero.role) if hero.role else None
    named = found and any(len(w) > 1 and hero.role.endswith(w) for w in found.words)
    trade = found and named and found.kind == "person" and found.key not in _NO_TRADE
    if found and trade and hero.kind == "person" and found["does"]:
        return rules.random.choice(found["does"])
    kind = hero.kind if hero.kind in ("child", "animal", "creature", "machine") else ""
    with suppress(NoFrame):
        return rules.draw(f"working.{kind}" if kind else "world.working")
    return "做手里的事"


def thing(plot: Plot, rules: Rules) -> None:
    """Choose the thing of the story: one asked for that can be carried, or a drawn one."""
    trait = ""
    asked = [noun_of(each.thing) for each in plot.brief.happenings if each.thing]
    asked = [noun for noun in asked if chinese.measure(noun) not in _FIXED and len(noun) <= 6]
    asked = [noun for noun in asked if not chinese.animate(noun)]
    if asked:  # it is known from the beat on in which it comes
        rules.features.add("thing-unknown")
        rules.facts["thing.asked"] = asked[0]
        return
    noun, _, trait = rules.draw("world.thing").partition("/")
    rules.facts |= called(noun) | {"thing.trait": trait}


def called(noun: str) -> dict[str, str]:
    """Return what rules may call the thing of a story."""
    measure = chinese.measure(noun)
    found = {"thing": noun, "thing.mw": measure, "thing.one": f"一{measure}{noun}"}
    return found | {"thing.the": f"那{measure}{noun}"}


def noun_of(phrase: str) -> str:
    """Return a noun phrase without its measure: "一封信" -> "信"."""
    return _ONE.sub("", phrase)


def goal(plot: Plot, rules: Rules) -> None:
    """Choose what the hero is after: what was asked, a wish of the topic, or a drawn one."""
    wants = [w for w in plot.cast[0].wants if w]
    wants += [h.verb for h in plot.brief.happenings if h.kind == "want" and not sought(h.verb)]
    wants += [found for h in plot.brief.happenings if (found := sought(h.verb))]
    wishes = [
        wish.replace("它", topic.head)
        for topic in plot.brief.topics
        for wish in lexicon.related("zh", topic.concept, "wish")
        if "它" in wish or len(wish) > 4
    ]
    if wants or (wishes and rules.random.random() < 0.5):
        goal = wants[0] if wants else rules.random.choice(wishes)
        rules.facts["goal"] = goal
        return
    do, glad, sad = rules.draw("goal").split("/")
    rules.facts |= {"goal": do, "goal.glad": glad, "goal.sad": sad}


def gift(noun: str, rules: Rules) -> dict[str, str]:
    """Return what rules may call the first thing that was asked for, from its beat on."""
    measure = chinese.measure(noun)
    known = lexicon.find("zh", noun)
    if (known is None and measure == "个") or (known and known.kind in _UNSEEN):
        return {}
    rules.features.add("gift")
    found = {"gift": noun, "gift.it": f"那{measure}{noun}"}
    for relation in ("sense", "does", "like"):
        if known and known[relation]:
            found[f"gift.{relation}"] = rules.random.choice(known[relation])
    if measure in _FIXED and known and known.kind == "place":  # people live and meet there now
        found |= {"spot": f"{noun}{'里' if noun[-1] not in '里上下' else ''}", "spot.bare": noun}
    return found
