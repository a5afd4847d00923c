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
_SEEK = ("look", "search", "hunt")
_RIGHT = ("save", "rescue")
_LOST = ("lose", "misplace", "miss", "seek", "search")
"""Verbs after which a thing that was asked for is looked for to the end."""
_ILL = frozenset(
    "jealousy envy loneliness grief anger fear guilt shame regret greed hatred revenge boredom "
    "sadness sorrow pride".split()
)
"""What nobody wants more of."""
_LOVED = (
    "stop laying the table for one",
    "have somebody to walk home with",
    "be missed when the day was over",
    "hear a step on the stairs and know whose it was",
    "be asked how the day had been",
)
"""What somebody wishes for who is to fall in love."""
_WRONG = re.compile(r"^(?:go|went|turn|come|fall|break|burn)\b.*|^(?:end|fail|collapse)\b")
_PET = (
    "see {} through one more winter",
    "get {} well again",
    "give {} one more good summer",
)
"""What somebody wishes for who has an animal, where nothing else is asked."""
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
    pets = [each.name for each in plot.cast[1:] if each.kind == "animal" and each.of == 0]
    wrong = [h for h in own if h.who is None and _WRONG.match(f"{h.verb} {h.rest}") and h.subject]
    sought = [h.rest.removeprefix("for ") for h in own if h.verb in _SEEK and h.rest[:4] == "for "]
    heard = [h.rest for h in own if h.verb in ("hear", "notice") and not h.thing and h.rest]
    chased = [each for each in own if each.verb in _PURSUED and each.thing]
    if ends and ends[0].rest.startswith("in love"):
        found["goal.asked"] = rules.random.choice(_LOVED)
    elif ends:
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
    elif pets and not brief.topics and not brief.happenings:
        found["goal.asked"] = rules.random.choice(_PET).format(pets[0])
    elif sought:
        found["goal.asked"] = f"find {the(sought[0])}"
    elif wrong:
        found["goal.asked"] = f"{rules.random.choice(_RIGHT)} {wrong[0].subject}"
    elif heard:
        found["goal.asked"] = (
            f"find out what was behind the {re.sub('^(?:the|some) ', '', heard[0])}"
        )
    elif brief.topics and brief.topics[0].head in _ILL:
        found["goal.asked"] = f"be rid of {brief.topics[0].phrase}"
    elif brief.topics and (
        missing := re.fullmatch(r"(?:an?|the) .+ without (.+)", brief.topics[0].phrase)
    ):
        found["goal.asked"] = f"bring back the {missing[1]}"
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
