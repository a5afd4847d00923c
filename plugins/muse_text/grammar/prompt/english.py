"""What an English request is about: "about ...", "set in ...", "with ...", and names of themes."""

import re

from .. import english, packs
from ..cast import MOST, clean

Spans = list[tuple[int, int]]

_NEXT = r"(?=\s+(?:set|that takes place|taking place)\s|[.;!?\n]|,\s*\d|$)"
_ABOUT = re.compile(rf"(?i)\b(?:about|on the (?:theme|subject) of)\s+(.+?){_NEXT}")
_FOR = re.compile(
    r"(?i)\b(?:poem|haiku|sonnet|limerick|couplets|verses?|ballad|lines|story|tale|song|lyrics)"
    rf" (?:for|to|of)\s+(.+?){_NEXT}"
)
_PLACES = r"in|on|at|under|inside|aboard|beneath|near"
_SET = re.compile(
    rf"(?i)\b(?:set|taking place|takes place|happening|located)\s+((?:{_PLACES})\s+.+?)"
    r"(?=\s+(?:about|with|featuring|starring|between|where|in which)\s|[.;,!?\n]|$)"
)
_IN = re.compile(
    rf"\b((?:{_PLACES})\s+(?:an?|the|ancient|medieval|modern|old)\s+[^.;,!?\n]+?"
    r"|(?:in|on|at) [A-Z][\w']+(?: [A-Z][\w']+)*)"
    r"(?=\s+(?:about|with|featuring|starring|between|where|and|who)\s|[.;,!?\n]|$)"
)
_NO_PLACE = re.compile(r"(?i)\bin (?:the (?:style|manner|form)|love|english|chinese|mandarin)\b")
_WITH = re.compile(
    r"\b(?:with|featuring|starring|between|for)\s+"
    r"((?:an?|the|my|our|his|her|two|three|four|five)\s.+?"
    r"|[A-Z][\w'-]+(?:(?:,| and|, and) [A-Z][\w'-]+)*)"
    rf"(?=\s+(?:set|{_PLACES}|about)\s|[.;!?\n]|$)"
)
_CLAUSE = re.compile(r"(?i)\s(?:who|whose|that|which)\s")
_BETWEEN = re.compile(
    r"(?i)\s*(?:,\s*and|,|\band\b|&)\s+(?=(?:an?|the|my|our|two|three|four|five|his|her)\s|(?-i:[A-Z]))"
)
_NO_DOING = (
    r"(?!(?:spring|king|ring|(?:some|any|no|every)?thing|morning|evening|building|wedding)\b)"
)
_DOING = re.compile(
    r"(?i)((?:an?|the|two|three|four|five)\s(?:(?!\b(?:in|on|at|of|with|from)\b)[^.,;])+?)\s+"
    rf"({_NO_DOING}\w{{2,}}ing(?:\s.*)?)$"
)
_COUNTED = re.compile(r"(?i)(?:two|three|four|five)\s")
_DETERMINED = re.compile(r"(?i)(?:an?|the|my|two|three|four|five|his|her)\s")


def find(text: str, spans: Spans) -> dict[str, str | list[str]]:
    """Return theme, characters and setting, and add to `spans` the places that were read."""
    setting = _take(_SET.search(text), spans)
    about = _take(_ABOUT.search(text) or _FOR.search(text), spans)
    cast = people(about)
    if not cast and (cast := _with(text, spans)):
        about = re.split(r"(?i)\s(?:with|featuring|starring|between|for)\s", about)[0]
    clause = bool(_CLAUSE.search(about))
    if not setting and not clause:
        inner = _IN.search(text)
        if inner and not _NO_PLACE.match(inner[1]):
            setting = inner[1]
            spans.append(inner.span())
            about = " ".join(about.replace(inner[1], " ").split()).strip(" ,")
            cast = people(about) or cast
    bare = re.sub(r"(?i)^(?:\w+ ){0,5}\w+:\s*", "", text).replace(setting or "\n", " ").strip()
    doing = None if clause or cast else _DOING.match(about or bare)
    if doing and (cast := people(doing[1])):
        spans += [] if about else [(0, len(text))]
        about = doing[2].strip(" ,.")
    theme = about if clause or not people(about) else ""
    theme = theme or packs_theme(text, spans)
    return {
        "theme": theme,
        "characters": cast,
        "setting": re.sub(r"(?i)^in\s+", "", setting),
    }


def people(phrase: str) -> list[str]:
    """Return the characters that a phrase names; none when a part of it is no one."""
    joined: list[str] = []
    for part in _BETWEEN.split(phrase):
        # "Anna, a lighthouse keeper" is one person.
        one = joined and re.match(r"[A-Z][\w'-]*$", joined[-1]) and _DETERMINED.match(part)
        if one and f"{joined[-1]}, {part}" in phrase:
            joined[-1] = f"{joined[-1]}, {part}"
        else:
            joined.append(part)
    found = [clean(part, 70) for part in joined]
    # Of a group the number and noun name it: "two robots", not "two robots who share a bench".
    found = [_CLAUSE.split(part)[0] if _COUNTED.match(part) else part for part in found]
    if not all(part and _someone(part) for part in found):
        return []
    return found[:MOST]


def _someone(part: str) -> bool:
    """Whether a phrase is a person or animal by its noun, or by a known first name."""
    if " and " in part or not (_DETERMINED.match(part) or part[:1].isupper()):
        return False
    given = packs.table("en", "words")["names"]
    known = {*given["she"].split(), *given["he"].split()}
    for each in english.parse(part):
        first = str(each.get("name", "")).split(" ")[0].lower()
        if not (english.animate(str(each.get("head", ""))) or first in known):
            return False
    return True


def _with(text: str, spans: Spans) -> list[str]:
    """Return the characters of the first "with ..." that names some."""
    for match in _WITH.finditer(text):
        if found := people(match[1]):
            spans.append(match.span())
            return found
    return []


def _take(match: re.Match[str] | None, spans: Spans) -> str:
    """Return what a pattern found, and remember where."""
    if match is None:
        return ""
    spans.append(match.span())
    return match[1].strip()


def packs_theme(text: str, spans: Spans, language: str = "en") -> str:
    """Return the first theme of the packs that a text names elsewhere: "love" in "love story"."""
    for match in packs.cues(language, "theme").find(text):
        taken = any(start < match.end and match.start < end for start, end in spans)
        if not match.negated and not taken:
            spans.append((match.start, match.end))
            nouns = packs.table(language, "request").get("nouns", {})
            return str(nouns.get(match.words.lower(), match.words))
    return ""
