"""What the brief asks of English: people, happenings, parts of a theme, places."""

import re
from dataclasses import replace

from ...brief import Person
from .happenings import happening, with_wants
from .people import head, parse

__all__ = ["happening", "head", "parse", "place_only", "pronouns", "themes", "with_wants"]

_TIME = re.compile(
    r"(?i)^(?:(?:during|in|at|on|by)\s+)?(?:the\s+)?(?:early|late|deep|mid)?\s*(?:spring|summer|autumn|fall|winter|night|"
    r"midnight|dawn|dusk|world war\s?\w*|wwi+|ww[12]|(?:second|first)"
    r" world war|war|future|past|present|"
    r"middle ages|medieval times|ancient times|modern day|\d{4}s?|"
    r"\d\ds|year \d{4}|christmas(?: eve)?|halloween|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)$"
)


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
