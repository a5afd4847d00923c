"""English requests for texts of another kind: a letter, a recipe, a question, a rewriting."""

import re
from functools import cache
from typing import Any

from .head import FORM, polite
from .words import DETERMINERS, PREPOSITIONS, verb

_FILLER = frozenset(
    "short brief quick long good nice simple formal professional 1 2 3 5 10 some few".split()
)


@cache
def _any(phrases: tuple[str, ...], after: str) -> re.Pattern[str]:
    """Return a pattern of any of the phrases, the longest first."""
    words = "|".join(sorted(map(re.escape, phrases), key=len, reverse=True))
    return re.compile(rf"(?:{words}){after}")


def other(text: str, table: dict[str, Any]) -> str:
    """Return what kind of text is asked for where it is none of ours; "" where it is."""
    start = polite(text)
    rest = text[start:].strip(" ,:")
    low = rest.lower()
    raw = re.sub(
        r"^\W*(?:(?:please|can you|could you|now|ok|okay|hi|hey)\b[\s,]*)+", "", text.lower()
    ).strip(" .!")
    verbs = _any(tuple(table["verbs"]), r"\b(?!\s*:)")
    for told in (low, raw):
        if hit := verbs.match(told):
            following = told[hit.end() :].strip()
            ours = re.match(rf"(?:me )?(?:an?|another|some) (?:[\w-]+ ){{0,4}}?{FORM}\b", following)
            if not ours and not re.match(rf"(?:{FORM})\b", low):
                return f"“{rest[:40]}” works on a text or asks for something else"
    if (text.rstrip().endswith("?") and start == 0) or re.match(
        r"(?:what|who|why|how|when|where|which)(?:'s|\s+(?:is|are|was|were|do|does|did|can|to|many|much|would|should|will))\b",
        low,
    ):
        if not re.search(rf"\b{FORM}\b", low) and (low.split() or [""])[0] in table["questions"]:
            return f"“{rest[:40]}” is a question"
    words = re.findall(r"[\w'-]+", rest)
    kinds = _any(tuple(table["kinds"]), r"s?\b")
    at = 0
    while at < min(len(words), 7):
        tail = " ".join(words[at:]).lower()
        if kind := kinds.match(tail):
            if re.match(rf"\s+(?:{FORM})\b", tail[kind.end() :]):
                return ""
            return f"“{kind[0]}” is a text of another kind"
        word = words[at].lower()
        if re.match(rf"{FORM}\b", tail) or word in PREPOSITIONS - {"of"}:
            return ""
        if (
            at
            and word not in DETERMINERS
            and word not in _FILLER
            and verb(word)[1] in ("s", "base", "past")
        ):
            if words[at - 1].lower() not in DETERMINERS | _FILLER:
                return ""
        at += 1
    return ""
