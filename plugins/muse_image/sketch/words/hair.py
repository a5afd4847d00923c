"""What is said of hair, beard and eyes in words of other meanings: "long black hair"."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from muse import Match

from .traits import table


@cache
def _beside(part: str) -> tuple[str, Mapping[str, str]]:
    """Return a pattern of the words that go with hair, beard or eyes, and what each says."""
    with_ = table()["with"]
    said: dict[str, str] = {}
    for trait, values in with_.items():
        if trait.split("_")[0] == part or (part, trait) == ("beard", "hair_colour"):
            for value, words in values.items():
                said |= {word: f"{trait}={value}" for word in words if word not in said}
    longest = sorted(said, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest), said


BEARD = "(?:beard(?:ed)?|moustache|mustache|goatee)"
HAIR_CHINESE, EYES_CHINESE = "头发|秀发|发丝|发型|发", "眼睛|双眼|眼眸|瞳|眼"


@cache
def _patterns(part: str) -> list[re.Pattern[str]]:
    words, _ = _beside(part)
    latin = "|".join(w for w in words.split("|") if w[0].isascii())
    other = "|".join(w for w in words.split("|") if not w[0].isascii())
    english = {"hair": "hair(?:ed|s)?", "eyes": "eye(?:s|d)?", "beard": BEARD}[part]
    chinese = {"hair": HAIR_CHINESE, "eyes": EYES_CHINESE, "beard": "胡子|胡须|须|髯"}[part]
    filler = r"(?:\w+ly|beautiful|thick|shiny|soft|voluminous|big|bright|flowing|piercing|with|and)"
    apart = r"(?:\s*,\s*|\s*-\s*|\s+|\s+and\s+)"
    return [
        re.compile(
            rf"\b(?:(?:{latin}|{filler}){apart})*(?:{latin}){apart}(?:{filler}{apart})*{english}\b",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b{english}\s+(?:is|are|was|in|tied|of)?\s*(?:an?\s+)?(?:{latin})\b"
            rf"(?:{apart}(?:{latin})\b)*",
            re.IGNORECASE,
        ),
        re.compile(rf"(?:一头|一双)?(?:(?:{other})的?){{1,6}}(?:{chinese})(?:飘飘|及腰)?"),
        re.compile(rf"(?:{chinese})(?:是|呈)?(?:{other})(?:色|的)?"),
    ]


def said(text: str) -> Iterator[Match]:
    """Yield what is said of hair and eyes in words of other meanings: "long black hair"."""
    for part, sign in (("hair", "hair|发"), ("eyes", "eye|眼|瞳"), ("beard", f"{BEARD}|胡|须|髯")):
        if re.search(sign, text, re.IGNORECASE) is None:
            continue
        words, meant = _beside(part)
        each = re.compile(rf"(?<![a-z])(?:{words})(?![a-z])", re.IGNORECASE)
        taken = bytearray(len(text))
        for pattern in _patterns(part):
            for found in pattern.finditer(text):
                if any(taken[found.start() : found.end()]):
                    continue
                told: dict[str, str] = {}
                for word in each.finditer(found[0]):
                    trait, _, value = meant[re.sub(r"\s+", " ", word[0].lower())].partition("=")
                    if trait == "hair" and told.get("hair") in ("long", "short"):
                        del told["hair"]  # "long wavy hair" is wavy
                    told.setdefault(trait, value)
                if part == "beard":
                    beard = "moustache" if re.search("mou?st", found[0].lower()) else "beard"
                    told.setdefault("beard", beard)
                taken[found.start() : found.end()] = b"\1" * len(found[0])
                yield Match("trait", tuple(told.items()), found[0], found.start(), found.end())
