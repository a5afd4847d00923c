"""How English prepositions and verbs relate two things that follow each other."""

import re

from .bound import VERBS, Said
from .kinds import Concept

PREPOSITIONS = {
    "on": "on", "upon": "on", "atop": "on", "on top of": "on", "onto": "on", "in": "in",
    "parked on": "on", "driving on": "on", "driving across": "on",
    "inside": "in", "inside of": "in", "within": "in", "into": "in", "under": "under",
    "beneath": "under", "underneath": "under", "below": "under", "beside": "beside",
    "next to": "beside", "by": "beside", "near": "beside", "alongside": "beside", "at": "beside",
    "against": "beside", "behind": "behind", "beyond": "behind", "in front of": "before",
    "before": "before", "between": "between", "among": "in", "amongst": "in", "amid": "in",
    "crossing": "on", "crosses": "on", "through": "in", "throughout": "in", "along": "on",
    "over": "above", "above": "above", "across": "on", "with": "with",
    "looking at": "looking_at",
    "staring at": "looking_at", "gazing at": "looking_at", "watching": "looking_at",
    "looking out at": "looking_at", "facing": "looking_at", "riding": "riding", "rides": "riding",
    "riding on": "riding", "mounted on": "riding", "riding in": "riding", "driving": "riding",
    "rowing": "riding", "paddling": "riding", "sailing": "riding", "steering": "riding",
    "holding": "holding", "holds": "holding", "carrying": "holding", "carries": "holding",
    "wielding": "holding", "hugging": "holding", "embracing": "holding", "playing": "using",
    "reading": "using", "drinking": "using", "eating": "using", "clutching": "holding",
    "raising": "holding", "reads": "using", "plays": "using", "flying": "using", "flies": "using",
    "holding up": "holding",
    "wearing": "wearing", "wears": "wearing", "dressed in": "wearing", "clad in": "wearing",
}  # fmt: skip
_LONGEST = "|".join(sorted(PREPOSITIONS, key=len, reverse=True))
ENGLISH = re.compile(
    rf"(?:.*\W|^)({_LONGEST})\b(?:\s+of\b)?((?:\s+(?!(?:{_LONGEST})\b)[\w'’-]+){{0,5}})\s*$",
    re.IGNORECASE | re.DOTALL,
)
"""The last preposition before a thing, and the words that describe the thing."""
LONGEST = 100
"""Characters before a thing that say how it stands to the one before, at most."""
AT = re.compile(
    r"\b(?:look|star|gaz|glanc|howl|bark|smil|laugh|wav|shout|point|peek)\w*\s+(?:\w+\s+)?"
    r"(?:at|into|towards?|out\s+at|over|up\s+at)\b[^.]*$",
    re.IGNORECASE,
)
ACTING = re.compile(r"\s+(?:(?:is|are)\s+)?\w+ing\s+(?:an?\s+|the\s+|some\s+)?(?:[\w-]+\s+)?$")
FLYING = re.compile(r"\b(?:fl(?:y|ies|ew|ying)|soar\w*|glid\w*)\b", re.IGNORECASE)
LISTS = ("with", "holding", "wearing", "in")
"""Relations whose things are often several: "with a hat and a scarf"."""


def relate(said: Said, gap: str, before: int, after: int) -> None:
    """Relate two things by the last preposition between them."""
    _, comma, rest = gap.rpartition(",")
    if len(rest) > LONGEST:
        rest = rest[-LONGEST:].partition(" ")[2]
    match = ENGLISH.match(rest)
    how = PREPOSITIONS[re.sub(r"\s+", " ", match[1].lower())] if match else ""
    if comma and how not in VERBS:
        # A comma ends places, not what somebody does: "a girl, standing on a bridge".
        doer = said.doer(before) if re.match(r"\s*\w+ing\b", rest) else None
        if doer is None:
            return
        before = said.who(before) if before == doer else doer
    several = re.search(r"\band\b", match[2] if match else rest, re.IGNORECASE) is not None
    if not match or (several and how not in LISTS):
        if several:
            said.go_on(before, after)
        elif not match and ACTING.match(gap):
            said.do(before, after)
        return
    if how in ("on", "in", "beside", "above") and AT.search(rest):
        how = "looking_at"
    elif match[1].lower() == "across" and FLYING.search(rest):
        how = "above"
    elif match[1].lower() == "at" and _is_room(said.concept[after]):
        how = "in"
    elif how == "above" and said.concept[after].home == "table":
        how = "with"  # friends talk over coffee
    if several and how == "in" and not said.concept[after].worn:
        return
    said.say(before, how, after)


def _is_room(concept: Concept) -> bool:
    """Whether what is at a thing is in it: at a café, at a market, but not at a table."""
    return concept.element == "room" or (concept.count is None and concept.home == "street")
