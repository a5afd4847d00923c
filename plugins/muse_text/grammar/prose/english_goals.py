"""What the hero of an English story works for, where the request says so."""

import re
from random import Random

from .. import english, lexicon
from ..brief import Topic
from ..plot import Plot
from ..rules import Rules

_PURSUED = {
    **{"hunt": "catch", "chase": "catch", "pursue": "catch", "track": "find", "follow": "catch"},
    **{"investigate": "find out the truth about", "solve": "get to the bottom of"},
}
"""What somebody wants who does such a thing."""
_LOST = ("lose", "misplace", "miss", "seek", "search")
"""Verbs after which a thing that was asked for is looked for to the end."""
_SCARED = re.compile(r"^(?:\w+ )?(?:afraid|scared|frightened|terrified) of ")


def goal(plot: Plot, rules: Rules) -> dict[str, str]:
    """Return the goal that a request names as `goal.asked`, and set the features of wants by it."""
    brief = plot.brief
    found: dict[str, str] = {}
    own = [each for each in brief.happenings if each.who in (0, -1, None)]
    ends = [each for each in own if each.place == "end" and each.who is not None]
    wishes = [each.rest for each in own if each.kind == "want" and each.rest.startswith("to ")]
    fears = [each.rest for each in own if each.kind == "fear" and each.verb == "be"]
    unable = [each.rest for each in own if each.verb == "be" and each.rest.startswith("unable to ")]
    chased = [each for each in own if each.verb in _PURSUED and each.thing]
    if ends:
        found["goal.asked"] = f"{ends[0].verb} {ends[0].rest}".strip()
    elif wishes:
        found["goal.asked"] = wishes[0].removeprefix("to ")
    elif fears:
        found["goal.asked"] = f"stop being {fears[0]}"
        found["fear"] = _SCARED.sub("", fears[0])
        rules.features.add("fears")
    elif unable:
        found["goal.asked"] = unable[0].removeprefix("unable to ")
    elif chased:
        found["goal.asked"] = f"{_PURSUED[chased[0].verb]} {the(chased[0].thing)}"
    elif brief.topics and not brief.happenings and brief.genre != "love":
        found |= _wish(brief.topics[0], rules.random)
    if found:
        rules.features.discard(f"want-{plot.want}")
        rules.features.add("want-asked")
    elif any(each.verb in _LOST and each.thing for each in brief.happenings):
        rules.features |= {"lost-asked", "had-thing"}
    elif plot.want == "find" and any(each.thing for each in brief.happenings):
        # What was asked for is found early, and then has to be understood.
        rules.features.discard("want-find")
        rules.features.add("want-know")
    return found


def _wish(topic: Topic, random: Random) -> dict[str, str]:
    """Return what one may wish of a topic as a goal: "see the lighthouse lit again"."""
    known = lexicon.related("en", topic.concept, "wish")
    wishes = [each for each in known if re.search(r"^to .*\bit\b(?!')", each)]
    if not wishes:
        return {}
    wish = random.choice(wishes).removeprefix("to ")
    return {"goal.asked": re.sub(r"\bit\b", the(topic.phrase), wish, count=1)}


def the(phrase: str) -> str:
    """Return a phrase with the definite article in place of another: "a key" -> "the key"."""
    return re.sub(r"(?i)^(?:an?|some)\s+", "the ", phrase)


def animate(phrase: str) -> bool:
    """Whether a phrase is somebody rather than something: "her grandson"."""
    concept = lexicon.find("en", phrase)
    if concept is not None:
        return concept.kind in ("person", "child", "animal", "creature")
    return english.animate(phrase.split()[-1].lower())
