"""English requests for texts of another kind: a letter, a recipe, a question, a rewriting."""

import re
from typing import Any

from .head import FORM, polite
from .words import DETERMINERS, PREPOSITIONS, verb

_FILLER = frozenset(
    "short brief quick long good nice simple formal professional 1 2 3 5 10 some few".split()
)


def other(text: str, table: dict[str, Any]) -> str:
    """Return what kind of text is asked for where it is none of ours; "" where it is."""
    start = polite(text)
    rest = text[start:].strip(" ,:")
    low = rest.lower()
    raw = re.sub(
        r"^\W*(?:(?:please|can you|could you|now|ok|okay|hi|hey)\b[\s,]*)+", "", text.lower()
    ).strip(" .!")
    for phrase in table["verbs"]:
        hit = next((t for t in (low, raw) if re.match(rf"{re.escape(phrase)}\b(?!\s*:)", t)), "")
        if hit:
            following = hit[len(phrase) :].strip()
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
    kinds = sorted(table["kinds"], key=len, reverse=True)
    at = 0
    while at < min(len(words), 7):
        tail = " ".join(words[at:]).lower()
        for kind in kinds:
            if re.match(rf"{re.escape(kind)}s?\b", tail):
                after = tail[len(kind) :]
                if re.match(rf"s?\s+(?:{FORM})\b", after):
                    return ""
                return f"“{kind}” is a text of another kind"
        word = words[at].lower()
        if re.match(rf"{FORM}\b", tail) or word in PREPOSITIONS - {"of"}:
            return ""
        if (
            at
            and word not in DETERMINERS
            and word not in _FILLER
            and verb(word)[1] in ("s", "base")
        ):
            if words[at - 1].lower() not in DETERMINERS | _FILLER:
                return ""
        at += 1
    return ""
