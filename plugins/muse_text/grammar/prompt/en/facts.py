"""What the brief asks of English: people, happenings, parts of a theme, places."""

import re
from dataclasses import replace

from ...brief import Happening, Person
from .clauses import noun_end, somebody, tokenize
from .happenings import happening, with_want
from .people import head, parse

__all__ = [
    "happening",
    "head",
    "known",
    "met",
    "parse",
    "place_only",
    "pronouns",
    "themes",
    "with_want",
]

_TIME = re.compile(
    r"(?i)^(?:(?:during|in|at|on|by)\s+)?(?:the\s+)?(?:early|late|deep|mid)?\s*(?:spring|summer|autumn|fall|winter|night|"
    r"midnight|dawn|dusk|world war\s?\w*|wwi+|ww[12]|(?:second|first)"
    r" world war|war|future|past|present|"
    r"middle ages|medieval times|ancient times|modern day|\d{4}s?|"
    r"\d\ds|year \d{4}|christmas(?: eve)?|halloween|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)$"
)


_FRIENDLY = frozenset(
    "befriend meet love marry adopt rescue save help find teach "
    "raise visit date trust kiss encounter "
    "hire protect have discover forgive heal welcome".split()
)
_WITH = re.compile(
    r"(?i)^(?:in love with|friends with|to care for|married to|engaged "
    r"to|up with|for|to|with) (.+)$"
)


def met(happening: Happening) -> str:
    """Return the phrase of somebody who comes into a text by what happens: "a stray cat"."""
    verb, rest = happening.verb, happening.rest
    found = _WITH.match(rest)
    if verb in ("fall", "make", "be", "get", "care", "talk", "elope"):
        phrase = found[1] if found else ""
    else:
        phrase = happening.thing if verb in _FRIENDLY else ""
    tokens = tokenize(phrase)
    if not tokens or not re.match(r"(?i)(?:an?|his|her|their|the) |[A-Z]", phrase):
        return ""
    phrase = phrase[: tokens[noun_end(tokens, 0) - 1].end]
    loved = rest.lower().startswith("in love with") and phrase.lower().startswith("a")
    return phrase if (somebody(phrase) or loved) and len(parse(phrase)) == 1 else ""


def known(happening: Happening, phrase: str) -> Happening:
    """Return a happening in which somebody who is one of the people is no stranger any more."""
    if happening.verb == "have":
        return happening
    new = re.sub(r"(?i)^an? ", "the ", phrase)
    rest = happening.rest.replace(phrase, new, 1)
    return replace(happening, rest=rest, thing=happening.thing.replace(phrase, new, 1))


def themes(theme: str) -> list[str]:
    """Return the parts of a theme: "autumn and loneliness" -> autumn, loneliness."""
    parts = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*", theme)
    if len(parts) > 4 or any(not part or len(part.split()) > 4 for part in parts):
        return [theme]
    return parts


def place_only(setting: str) -> str:
    """Return a setting where it is a place; "" for a time, that the season or period holds."""
    return "" if _TIME.match(setting) else re.sub(r"(?i)^during\s+", "", setting)


def pronouns(people: list[Person], words: str) -> list[Person]:
    """Return the people, with the pronoun that the request uses of one whose pronoun is open."""
    she = len(re.findall(r"(?i)\b(?:she|her|hers|herself)\b", words))
    he = len(re.findall(r"(?i)\b(?:he|his|him|himself)\b", words))
    first = [k for k, each in enumerate(people) if each.of is None]
    made = list(people)
    for place in first[:1]:
        if not made[place].pronoun and bool(she) != bool(he) and not made[place].group:
            made[place] = replace(made[place], pronoun="she" if she else "he")
    return made
