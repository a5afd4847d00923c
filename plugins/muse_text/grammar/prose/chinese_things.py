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
_GOALS = (
    ("继承", "inherit"),
    ("争|抢夺", "vie"),
    ("大战|对战|决斗|打败|战胜|挑战|对抗", "win"),
    ("丢|失去|遗失|弄丢", "lose"),
    ("听见|听到", "hear"),
    ("发现|收到|捡|找到|挖", "find"),
    ("^(?:在.{1,6}里?)?(?:造|做|建|盖|发明|开|写|画|种|合开|经营)", "make"),
)
"""What a predicate of the request is like, and the goal that it sets (`goal-of.KIND`)."""
LOST = re.compile(r"丢|失|弄丢|遗失")
"""Predicates after which somebody doesn't have the thing any more."""
_UNSEEN = ("idea", "feeling", "deed", "work", "time", "event", "season")
"""Kinds of concepts that nobody can see or touch."""
_ONE = re.compile(
    r"^[一那这](?:[座间栋家幢所艘辆片把封张本只个块盏支枚颗条件顶双面幅枝台架副朵棵株串袋瓶盒场部])"
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
    told = [h for h in plot.brief.happenings if h.thing and not LOST.match(h.verb)]
    asked = [noun_of(each.thing) for each in told]
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
    with suppress(NoFrame):
        if kind := _asked_goal(plot, rules):
            do, glad, sad = rules.draw(f"goal-of.{kind}").split("/")
            rules.facts |= {"goal": do, "goal.glad": glad, "goal.sad": sad}
            return
    do, glad, sad = rules.draw("goal").split("/")
    rules.facts |= {"goal": do, "goal.glad": glad, "goal.sad": sad}


def _asked_goal(plot: Plot, rules: Rules) -> str:
    """Return which goal what was asked for sets, with its thing as the fact `a`; "" for none."""
    for topic in plot.brief.topics:
        if lost := re.fullmatch(r"(?:丢失|遗失|走失|失踪|丢了)的(.{1,6})", topic.phrase):
            return _named(lost[1], rules, "lose")
        if topic.head.endswith("案"):
            return _named(topic.phrase, rules, "case")
    for happening in plot.brief.happenings:
        if happening.kind != "deed" or happening.place == "end" or plot.brief.children:
            continue
        verb, thing = happening.verb, noun_of(happening.thing)
        if not thing and (made := re.search(r"[造做建盖开种画写](?:一.)?([^，了]{1,4})$", verb)):
            thing = made[1]
        if re.search("[说撒]谎|骗", verb):
            return "lie"
        if not thing or len(thing) > 8:
            continue
        for signs, kind in _GOALS:
            if re.search(signs, verb):
                shop = kind == "make" and re.search("[店馆铺厅]$", thing)
                return _named(thing, rules, "keep-shop" if shop else kind)
    return ""


def _named(noun: str, rules: Rules, kind: str) -> str:
    rules.facts |= {"a": noun, "a.it": f"那{chinese.measure(noun)}{noun}"}
    return kind


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
