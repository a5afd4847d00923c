"""What an English story turns on: its thing, its places, its goal; drawn once, by the rules."""

import re

from .. import english, lexicon
from ..lexicon import english as inflect
from ..plot import Plot
from ..rules import NoFrame, Rules

_PLACES = ("place", "nature")
_HELD = frozenset("thing tool treasure paper toy instrument machine clothes food plant".split())
_ROOMS = frozenset(
    "room attic kitchen cellar basement bedroom bathroom hall hallway corridor garage shed closet "
    "wardrobe cupboard drawer bed fridge lift elevator car train bus plane office classroom".split()
)
"""Where nobody lives, though a story may play there."""
_ARTICLE = re.compile(r"(?i)^(an?|the|his|her|my|their|its|our|some|one)\s+")


def settled(plot: Plot, rules: Rules) -> dict[str, str]:
    """Draw and return what holds in all of a story: thing, home, spot, far, goal, force, ..."""
    facts = rules.facts
    before = dict(facts)
    facts.update(_thing(plot, rules))
    facts.update(_places(plot, rules))
    for key in ("folk", "food", "sound", "made", "skill", "broken", "contest", "saved", "secret"):
        _one(rules, key)
    _parts(rules, "elder", ("elder", "elder.pronoun"))
    he, him, his, himself = english._PRONOUNS[facts.pop("elder.pronoun", "") or "he"]
    facts.update({"elder.he": he, "elder.him": him, "elder.his": his, "elder.himself": himself})
    _parts(rules, "force", ("force",), "force.name")
    _parts(rules, "flaw", ("flaw",), "flaw")
    if "goal.asked" in facts:
        facts["goal"] = facts["goal.asked"]
    else:
        _parts(rules, "goal", ("goal",), "goal")
    facts["goal.ing"] = inflect.gerund(facts["goal"])
    facts["goal.did"] = inflect.past(facts["goal"])
    return {key: value for key, value in facts.items() if before.get(key) != value}


def _one(rules: Rules, key: str) -> None:
    try:
        rules.facts[key] = rules.draw(f"world.{key}")
    except NoFrame:
        return


def _parts(rules: Rules, prefix: str, keys: tuple[str, ...], rule: str = "") -> None:
    """Draw a frame of parts divided by `|`, one for each key."""
    try:
        drawn = rules.draw(rule or f"world.{prefix}")
    except NoFrame:
        return
    for key, part in zip(keys, drawn.split("/"), strict=False):
        if part.strip():
            rules.facts[key] = part.strip()


def _thing(plot: Plot, rules: Rules) -> dict[str, str]:
    """Return the thing of the story: one that was asked for, or a drawn one.

    What is only to be found or given in the course of it comes later, in its own beat.
    """
    brief = plot.brief
    rules.features |= {"held"} if "want-find" not in rules.features else set()
    now = [t.phrase for t in brief.topics] + [thing for each in brief.people for thing in each.has]
    for phrase in now:
        if holdable(phrase):
            return held(phrase, rules)
    if "lost-asked" in rules.features:
        lost = next(each.thing for each in brief.happenings if each.thing)
        rules.features.discard("held")
        return held(lost, rules)
    if any(each.thing and holdable(each.thing) for each in brief.happenings):
        rules.features.discard("held")
        rules.features.add("later")
        return {}
    noun, _, trait = (part.strip() for part in rules.draw("world.thing").partition("/"))
    return _named(noun, f"a {noun}") | {"thing.trait": trait or rules.draw("trait")}


def held(phrase: str, rules: Rules) -> dict[str, str]:
    """Return the facts of a thing that was asked for: "a hidden letter"."""
    noun = _ARTICLE.sub("", phrase)
    a = phrase if _ARTICLE.match(phrase) else f"a {noun}"
    rules.features.add("thing-asked")
    if concept := lexicon.find("en", phrase):
        rules.features.add(f"thing-{concept.kind}")
    return _named(noun, a) | {"thing.trait": rules.draw("trait")}


def _named(noun: str, a: str) -> dict[str, str]:
    return {
        "thing": noun,
        "thing.a": a,
        "thing.the": f"the {noun}",
        "thing.short": f"the {noun.split()[-1]}",
        "thing.bare": noun.split()[-1],
    }


def holdable(phrase: str) -> bool:
    """Whether a phrase names one thing that may be kept, lost and handed over."""
    concept = lexicon.find("en", phrase)
    noun = _ARTICLE.sub("", phrase)
    if len(noun.split()) > 4 or english._CLAUSE.search(f" {noun}"):
        return False
    last = noun.split()[-1].lower()
    if english.animate(last) or last in ("call", "interview", "story", "song", "dream"):
        return False
    if concept is not None:
        return concept.kind in _HELD
    return bool(_ARTICLE.match(phrase)) and english.kind(phrase) == "thing"


def site(plot: Plot) -> str:
    """Return the place that was asked for as a thing or topic: "the lighthouse"; or nothing."""
    brief = plot.brief
    for phrase in [h.thing for h in brief.happenings if h.thing] + [t.phrase for t in brief.topics]:
        concept = lexicon.find("en", phrase)
        noun = _ARTICLE.sub("", phrase)
        door = noun.split()[-1] in ("door", "gate", "window", "wall")
        if concept and concept.kind == "place" and not door and len(noun.split()) < 4:
            return f"the {noun}" if phrase != noun or noun.islower() else noun
    return ""


def _places(plot: Plot, rules: Rules) -> dict[str, str]:
    """Return where it plays: home (a phrase with its preposition), spot, far, town."""
    found: dict[str, str] = {}
    rules.facts["town"] = found["town"] = rules.draw("world.town")
    setting = plot.brief.setting
    concept = lexicon.find("en", setting) if setting else None
    if setting and (concept is None or concept.kind not in _HELD):  # not "in an old book"
        found["setting"] = re.sub(r"(?i)^(?:in|at|on)\s+", "", setting)
        found["setting.in"] = english.place(setting)
        found["setting.the"] = _ARTICLE.sub("the ", found["setting"])
        out = found["setting.in"].startswith(("on ", "at sea", "under "))
        found["setting.slug"] = f"{'EXT' if out else 'INT'}. {_ARTICLE.sub('', found['setting'])}"
        rules.facts.update(found)
        wide = english.table("en", "words")["wide"].split()
        narrow = _ARTICLE.match(found["setting"]) and found["setting"].split()[-1] not in wide
        found["home"] = found["setting.in"]
        if narrow and found["setting"].split()[-1] in _ROOMS:
            rules.features.add("room")
            found["home"] = rules.draw("world.home")
        found["spot"] = rules.draw("spot.asked" if narrow else "world.spot")
    else:
        found["home"] = rules.draw("world.home")
        rules.facts.update(found)
        found["spot"] = rules.draw("world.spot")
    if place := site(plot):
        rules.features.add("site")
        found["site"] = place
        rules.facts["site"] = place
        found["spot"] = rules.draw("spot.site")
    found["far"] = rules.draw("world.far")
    return found
