"""Numbers of several words written as digits: "two hundred", "half a dozen", "1,000"."""

import re

from muse import number

TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
        "eighty": 80, "ninety": 90}  # fmt: skip
_SMALL = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen"
)
_TENS = "|".join(TENS)
_WORD = rf"(?:{_SMALL}|{_TENS}|hundred|thousand|million)"
DOZENS = re.compile(rf"\b(half\s+a|{_SMALL}|\d{{1,2}})\s+dozen\b(?!-)", re.IGNORECASE)
SEVERAL = re.compile(
    rf"\b(?:(?:an?|\d{{1,3}}|{_SMALL})\s+(?:hundred|thousand|million)|{_TENS})\b"
    rf"(?:(?:\s+and\s+|[\s-]+){_WORD}\b)*(?!-)",
    re.IGNORECASE,
)
MANY = re.compile(
    r"(?<![\d.,/:-])(?<!\bin )(?<!\bof )(?<!\bfrom )(?<!\bsince )(?<!\byear )"
    r"(?:\d{1,3}(?:,\d{3}){1,3}|(?!(?:19|20)\d\d\b)\d{4,9})"
    r"(?=\s+(?!(?:pixels|years|hours|miles|met(?:er|re)s|degrees|lumens|words|colou?rs)\b)"
    r"(?:[a-z]+\s+)?(?:[a-z]+s|people|sheep|fish|men|women|children)\b)",
    re.IGNORECASE,
)
"""A number of four digits or more that counts something, and is no year."""
MOST = 999


def digits(text: str) -> str:
    """Return a text of the same length with numbers as digits; what is above 999 is "many"."""
    text = DOZENS.sub(_dozens, text)
    text = SEVERAL.sub(_several, text)
    return MANY.sub(lambda found: "many".ljust(len(found[0])), text)


def _dozens(found: re.Match[str]) -> str:
    told = found[1].lower()
    value = 6.0 if told.startswith("half") else 12 * (number(told) or 1)
    return str(int(value)).ljust(len(found[0]))


def _several(found: re.Match[str]) -> str:
    total = part = 0.0
    for word in re.split(r"[\s-]+", found[0].lower()):
        if word == "hundred":
            part = max(1.0, part) * 100
        elif word in ("thousand", "million"):
            total += max(1.0, part) * (1000 if word == "thousand" else 1_000_000)
            part = 0.0
        elif word in ("a", "an", "and"):
            continue
        else:
            part += TENS.get(word) or number(word) or 0
    value = int(total + part)
    return (str(value) if value <= MOST else "many").ljust(len(found[0]))
