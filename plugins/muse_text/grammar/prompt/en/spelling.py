"""Requests in small letters, in capitals, and with letters swapped."""

import re

from ... import lexicon
from .words import AUXILIARIES, DETERMINERS, PREPOSITIONS, given, is_listed, is_name, kind, verb


def respell(text: str) -> str:
    """Put right a word of requests that has two letters swapped: "abuot", "stroy"."""

    def right(match: re.Match[str]) -> str:
        word = match[0]
        if word in _ASKING or _word(word) or kind(word) or lexicon.find("en", word):
            return word
        swaps = (word[:k] + word[k + 1] + word[k] + word[k + 2 :] for k in range(len(word) - 1))
        return next((each for each in swaps if each in _ASKING or is_listed(each)), word)

    return re.sub(r"\b[a-z]{4,9}\b", right, text)


_ASKING = frozenset(
    "about story stories write with named called poem song haiku script outline friend girl where "
    "which there short funny lyrics novel tale love who and the please chapter words".split()
)


def recase(text: str) -> str:
    """Give a request in lower case its names' capitals, and one in capitals its small letters."""
    text = text.replace("’", "'").replace("‘", "'")
    letters = re.findall(r"[A-Za-z]+", text)
    large = [word for word in letters if word[0].isupper()]
    small = re.findall(
        r"(?<=\w )(?:A|An|The|About|And|Of|With|In|To|Who|That|Is|For|ABOUT|AND|OF|THE)\b", text
    )
    if len(letters) > 3 and len(large) > 0.7 * len(letters) and small:
        return re.sub(
            r"[A-Za-z]+",
            lambda m: m[0] if is_name(m[0], known=True) and not m[0].isupper() else m[0].lower(),
            text,
        )
    if not large:
        text = re.sub(
            rf"(?i)\b({'|'.join(_CITIES)})\b",
            lambda m: " ".join(w.capitalize() for w in m[0].split()),
            text,
        )
        text = re.sub(
            r"\b([a-z]+) and ([a-z]+)\b",
            lambda m: m[0].title().replace(" And ", " and ") if _pair(m[1], m[2]) else m[0],
            text,
        )
        text = re.sub(
            r"\b((?:my|her|his|our) (?:\w+ )?([a-z]+)) ([a-z]+)\b(?=$|[.,"
            r"!?]| (?:who|and|is|goes|gets|finds|in)\b)",
            lambda m: f"{m[1]} {m[3].capitalize()}" if kind(m[2]) and not _word(m[3]) else m[0],
            text,
        )
        text = re.sub(
            r"\b[a-z]+\b", lambda m: m[0].capitalize() if is_name(m[0], known=True) else m[0], text
        )
        text = re.sub(
            r"\b(named|called)(\s+)([a-z]+)(?=\b)(?! (?:the|by))",
            lambda m: f"{m[1]}{m[2]}{m[3].capitalize()}",
            text,
        )
    return text


_CITIES = (
    *(
        "new york",
        "london",
        "paris",
        "tokyo",
        "berlin",
        "rome",
        "chicago",
        "venice",
        "shanghai",
        "beijing",
        "china",
    ),
    *(
        "japan",
        "america",
        "france",
        "england",
        "italy",
        "egypt",
        "india",
        "mars",
        "texas",
        "los angeles",
        "brooklyn",
    ),
    *(
        "ireland",
        "scotland",
        "moscow",
        "russia",
        "spain",
        "lisbon",
        "vienna",
        "africa",
        "mexico",
        "alaska",
        "boston",
    ),
)


def _pair(one: str, other: str) -> bool:
    """Whether two words joined by and are first names, of which one is no common word."""
    she, he = given()
    both = one in she | he and other in she | he
    return both and (is_name(one, known=True) or is_name(other, known=True))


def _word(word: str) -> bool:
    """Whether a word is known to be none that could name somebody."""
    known = (
        word in PREPOSITIONS | DETERMINERS | AUXILIARIES or bool(verb(word)[0]) or bool(kind(word))
    )
    return known or word in (
        "and",
        "who",
        "that",
        "story",
        "poem",
        "because",
        "but",
        "so",
        "when",
        "then",
    )
