"""A telling that says nothing that a text there doesn't bear out: its people, places and things."""

import re
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from .. import english, lexicon
from ..brief import Brief
from ..lexicon import english as inflect
from ..plot import make
from ..prose import casting, worlds
from ..prose.chinese import bare
from ..prose.chinese_things import called
from ..prose.telling import Telling
from ..rules import Rules, parsed
from ..verse.images import expanded
from .known import Known

QUIET = "home"
"""The world of a text whose words name none."""
_GUESSED = ("want-", "flaw-", "force-", "tie-", "shape-", "ending-", "season-", "period-", "genre-")
_DRAWN = ("spot", "far", "home", "folk", "town", "elder", "rival", "law")
_FREE = ("food", "sound", "work")
"""Facts that a passage may bring in; those of `_DRAWN` only where the text has them."""
_GOALS = {
    "en": (r"\bwant(?:ed)? to ([^.,;:“”\n]{4,60})", r"\bTo ([^.,;:“”\n]{4,60}): it was"),
    "zh": (r"(?:说是?要|想要|一心要|说了要|想的是)([^，。；：“”\n]{2,16})",),
}


def telling(known: Known, random: Random) -> tuple[Telling, dict[str, str]]:
    """Return a telling with the people of a text, and of other facts those that it bears out.

    Where the text has one person only, the facts of one who may come in are returned apart.
    """
    brief = replace(known.brief, world=known.world or QUIET)
    table = worlds.world(brief.language, brief.world)
    cast = casting.cast(replace(brief, people=brief.people[:6]), table, random)
    new = len(brief.people) < 2
    plot = replace(make(brief, cast, random, 8), beats=())
    made = Telling(plot, brief.world, random)
    made.rules = _whole(made.rules)
    _facts(made.rules, known, brief)
    _features(made.rules, known, new)
    return made, _without_other(made.rules) if new else {}


def _whole(rules: Rules) -> Rules:
    """Return rules that tell each beat in one piece: what is put together fits a plot alone."""
    tables = dict(rules.tables)
    for rule, frames in rules.tables.items():
        if rule.startswith(("story.", "script.")) and rule.count(".") == 1:
            tables[rule] = [frame for frame in frames if "whole" in parsed(frame)[0]]
    made = Rules(rules.random, tables, rules.facts, rules.features)
    return made


def _features(rules: Rules, known: Known, new: bool) -> None:
    rules.features -= {each for each in rules.features if each.startswith(_GUESSED)}
    rules.features -= {"topic", "asked", "setting", "known", "alone"}
    rules.features |= {"met", "meeting"} if not new else set()
    if re.search(r"\b(?:loved|kissed|in love)\b|爱上|吻", known.others):
        rules.features.add("tie-love")


def _facts(rules: Rules, known: Known, brief: Brief) -> None:
    """Keep of the facts that were drawn what the text has; find others in its words."""
    text, language = known.others, known.language
    facts = rules.facts
    keep = {key: value for key, value in facts.items() if _of_people(key)}
    keep |= {key: facts[key] for key in _FREE if key in facts}
    for key in _DRAWN:
        if found := _said(rules, f"world.{key}", text, language):
            parts = found.split("/")
            keep[key] = parts[0].strip()
            if language == "zh":
                keep[f"{key}.bare"] = bare(keep[key])
            if key == "elder":
                keep |= _elder(language, parts)
    if force := _said(rules, "force.name", text, language):
        keep["force"] = force
    if known.thing:
        keep |= _thing(known.thing, language)
        rules.features.add("held")
    if goal := _goal(text, language):
        keep["goal"] = goal
        if language == "en":
            keep |= {"goal.ing": inflect.gerund(goal), "goal.did": inflect.past(goal)}
    if "they" in facts and len(brief.people) > 1:
        keep["they"] = facts["they"]
    if brief.form == "script" and len(brief.people) > 2 and "elder" not in keep:
        keep["elder"] = brief.people[2].name
        keep |= _elder(language, ("", brief.people[2].pronoun or "he"))
    rules.facts = keep


def _of_people(key: str) -> bool:
    head = key.partition(".")[0]
    return head in ("hero", "other", "mate", "third", "fourth", "fifth", "sixth", "pet")


def _said(rules: Rules, rule: str, text: str, language: str) -> str:
    """Return the first thing that a rule may draw and a text says already."""
    lower = text.lower()
    for frame in rules.tables.get(rule, ()):
        if "{" in frame:
            continue
        for each in expanded(parsed(frame)[1]):
            told = each.split("/")[0].strip().lower()
            if len(told) > (1 if language == "zh" else 3) and told in lower:
                return each
    return ""


def _elder(language: str, parts: Sequence[str]) -> dict[str, str]:
    if language == "zh":
        if parts[1:] and parts[1] in ("他", "她"):
            return {"elder.he": parts[1]}
        she = re.search("[婆奶太妈姨娘姑妇女母嫂姐妹]", parts[0])
        return {"elder.he": "她" if she else "他"}
    he, him, his, himself = english._PRONOUNS[parts[1].strip() if len(parts) > 1 else "he"]
    return {"elder.he": he, "elder.him": him, "elder.his": his, "elder.himself": himself}


def _thing(noun: str, language: str) -> dict[str, str]:
    if language == "zh":
        return called(noun)
    last = noun.split()[-1]
    names_ = {"thing": noun, "thing.a": f"a {noun}", "thing.the": f"the {noun}"}
    return names_ | {"thing.short": f"the {last}", "thing.bare": last}


def _goal(text: str, language: str) -> str:
    """Return what somebody in a text wants, in the words of the text."""
    for pattern in _GOALS[language]:
        found = re.search(pattern, text)
        if found and (language == "zh" or inflect.is_verb(found[1].split()[0])):
            return found[1].strip()
    return ""


def _without_other(rules: Rules) -> dict[str, str]:
    """Take the second of the cast out of the facts: the text has only one, to be met first."""
    away = {key: value for key, value in rules.facts.items() if key.startswith(("other", "mate"))}
    for key in away:
        del rules.facts[key]
    rules.features.discard("met")
    return away


def concepts(language: str, text: str) -> set[str]:
    """Return the concepts that a text names, by which two passages are of one matter."""
    if language == "en":
        words = set(re.findall(r"[a-z]{4,}", text.lower()))
        return {each.key for word in words if (each := lexicon.find("en", word)) is not None}
    return {
        key
        for key, each in lexicon.concepts("zh").items()
        if any(len(word) > 1 and word in text for word in each.words)
    }
