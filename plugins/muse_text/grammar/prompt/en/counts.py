"""Numbers in an English request: words, lines, stanzas, chapters, how many poems."""

import re

from ..sheet import Sheet
from .words import NUMBERS

_MORE = {
    **NUMBERS,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "fifty": 50,
    "a hundred": 100,
    "sixteen": 16,
}
_MORE |= {
    "a": 1,
    "single": 1,
    "a dozen": 12,
    "fourteen": 14,
    "hundred": 100,
    "thousand": 1000,
    "one thousand": 1000,
}
_MORE |= {
    "two hundred": 200,
    "three hundred": 300,
    "five hundred": 500,
    "a thousand": 1000,
    "a few": 3,
    "several": 3,
}
_N = (
    r"(\d[\d,]*k?|"
    + "|".join(sorted((k for k in _MORE if k not in ("a", "both")), key=len, reverse=True))
    + r")"
)
_ABOUT = (
    r"(?:(?:about|around|approximately|at least|at most|under|over|"
    r"exactly|max(?:imum)?|roughly|in|of|no more than|less than|"
    r"up to|with|has|have|made of|containing)\s+)*"
)
_UNITS = {
    "words": r"words?",
    "lines": r"lines?(?:d|r)?",
    "stanzas": r"(?:stanzas?|verses?|strophes?)",
    "chapters": r"chapters?",
}
_PIECES = (
    r"(?:different |short |original |separate |funny |\w+ )?(?:haikus?|"
    r"poems?|limericks?|sonnets?|couplets?|stories|songs?)"
)


def number(text: str) -> int | None:
    """Return the value of a number in digits or letters."""
    text = text.lower().strip()
    if text in _MORE:
        return _MORE[text]
    digits = text.replace(",", "").rstrip("k")
    return int(digits) * (1000 if text.endswith("k") else 1) if digits.isdigit() else None


def period(year: int) -> str:
    """Return the period of a year."""
    if 1914 <= year <= 1918 or 1939 <= year <= 1949:
        return "wartime"
    bounds = (
        (500, "ancient"),
        (1500, "medieval"),
        (1919, "old"),
        (1939, "1920s"),
        (2060, "modern"),
    )
    return next((name for until, name in bounds if year < until), "future")


def counts(sheet: Sheet) -> None:
    """Take the counts off the sheet into the fields words, lines, stanzas, chapters, pieces."""
    for name, unit in _UNITS.items():
        found = re.search(
            rf"(?i)(?:,\s*)?\b{_ABOUT}{_N}[\s-]*(?:to\s*\d+\s*|-\s*\d+\s*)"
            rf"?(?:rhyming\s+|short\s+)?{unit}(?:\s+(?:long|each|in length|"
            rf"max|or less))?\b",
            sheet.text,
        )
        if not found:
            continue
        value = number(found[1])
        if value is None or re.match(
            r"(?i)\s+of (?:wisdom|advice|love)", sheet.text[found.end() :]
        ):
            continue
        sheet.set(name, value, found[0].strip(" ,"))
        if name == "stanzas" and found[0].lower().rstrip().endswith(("verse", "verses")):
            tail = re.match(
                r"(?i)\s+(?:and|with)\s+(?:a\s+)?(?:chorus|bridge)(?:\s+and\s+(?:a\s+)?bridge)?",
                sheet.text[found.end() :],
            )
            if tail or re.search(r"(?i)chorus|lyrics|song", sheet.text):
                sheet.set("form", "lyrics", found[0] + (tail[0] if tail else ""))
            if tail:
                sheet.cut(found.end(), found.end() + tail.end())
        sheet.cut(*found.span())
    year = re.search(
        r"\b(?:in|the year|year|the)\s+(?:the\s+)?(\d{4})s?\b|\b(\d{4})s\b", sheet.text
    )
    if year:
        sheet.set("period", period(int(year[1] or year[2])), year[0])
    several = re.search(rf"(?i)\b{_N}\s+{_PIECES}\b", sheet.text)
    if several and (count := number(several[1])) and 1 < count <= 100:
        unit = several[0].split()[-1].lower()
        if unit not in ("stories", "songs", "song"):
            sheet.set("pieces", count, several[0])
            start = several.start()
            sheet.cut(start, start + len(several[1]))
    sheet.text = re.sub(r"(?i)(?:,\s*)?\bwith\s+(?=[.;,]|$)", " ", sheet.text)
