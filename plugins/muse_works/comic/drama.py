"""A play as a writer hands it in: scenes, what is seen, and exchanges of lines."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .script import How, Line, is_chinese

_LINE = re.compile(
    r"\*\*(?P<who>[^*]+)\*\*\s*[:：]\s*(?:[(（](?P<how>[^)）]*)[)）]\s*)?(?P<text>.+)"
)
_PERSON = re.compile(r"(?P<name>[^:：*#]{1,40})[:：]\s*(?P<told>.+)")
_HOW: tuple[tuple[re.Pattern[str], How], ...] = (
    (re.compile(r"whisper|softly|quiet|low voice|小声|低声|轻轻|悄悄"), "whispers"),
    (re.compile(r"think|to (him|her|it)self|aside|心想|自言自语"), "thinks"),
    (re.compile(r"shout|yell|cry|crying|roar|cross|angry|大喊|喊|吼|急了|大声"), "shouts"),
)
LONGEST = {"en": 96, "zh": 34}
"""Characters of a line at most: longer ones fill a panel."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """Lines that belong together, what was seen before them, and where it is."""

    lines: tuple[Line, ...]
    seen: str = ""
    heading: str = ""
    scene: int = 0


@dataclass(frozen=True, slots=True)
class Drama:
    """A play: title, what it is about, people (name -> who they are), exchanges."""

    title: str
    language: str
    about: str = ""
    people: Mapping[str, str] = field(default_factory=dict)
    exchanges: tuple[Exchange, ...] = ()


def read(markdown: str, data: bytes | None = None) -> Drama:
    """Return the play that a writer's Markdown tells; `data` is the same as JSON, if there is."""
    rows = [row.strip() for row in markdown.splitlines() if row.strip()]
    language = "zh" if is_chinese(markdown) else "en"
    title = next((row[2:] for row in rows if row.startswith("# ")), "")
    about = next((row.strip("*") for row in rows if re.fullmatch(r"\*[^*].*[^*]\*", row)), "")
    people: dict[str, str] = {}
    for row in rows:
        if row.startswith("## "):
            break
        if not row.startswith(("#", "*")) and (found := _PERSON.fullmatch(row)):
            told = re.split(r"[,;.，；。]", found["told"])[0]
            people[_name(found["name"])] = told
    for person in json.loads(data).get("people", ()) if data else ():
        if person.get("role"):
            people[_name(person["name"])] = person["role"]
    return Drama(title, language, about, people, tuple(_exchanges(rows, language, people)))


def _name(name: str) -> str:
    name = re.sub(r"^the ", "The ", name.strip())
    return name[:1].upper() + name[1:]


def _exchanges(rows: list[str], language: str, people: Mapping[str, str]) -> Iterator[Exchange]:
    """Yield the exchanges: one ends where something is seen, or where somebody speaks on."""
    heading, seen, scene, lines = "", "", 0, list[Line]()
    named = {name.lower(): name for name in people}
    for row in [*rows, "## "]:
        found = _LINE.fullmatch(row)
        if found and scene:
            who = found["who"].strip()
            who = named.get(who.lower(), who.title() if who.isupper() else who)
            line = Line(
                who, shortened(found["text"], language), _how(found["how"] or "", found["text"])
            )
            if lines and lines[-1].who == who:
                yield Exchange(tuple(lines), seen, heading, scene)
                lines, seen = [], ""
            lines.append(line)
            continue
        if not scene and not row.startswith("## "):
            continue
        if lines:
            yield Exchange(tuple(lines), seen, heading, scene)
            lines = []
        if row.startswith("## "):
            heading, seen, scene = row[3:], "", scene + 1
        else:
            seen = row


def _how(told: str, text: str) -> How:
    for pattern, how in _HOW:
        if pattern.search(told.lower()):
            return how
    return "shouts" if re.search("[!！]$", text) and len(text) < 40 else "says"


def shortened(text: str, language: str) -> str:
    """Return the first sentences of a text that a balloon has room for."""
    if len(text) <= LONGEST[language]:
        return text
    kept = ""
    for part in re.findall(r"[^.!?。！？]+[.!?。！？]+[”’\"]?\s*|[^.!?。！？]+$", text):
        if kept and len(kept + part) > LONGEST[language]:
            break
        kept += part
    return kept.strip()


def spoken(text: str) -> How:
    """Return how something is said that nobody says the manner of."""
    return _how("", text)


def mentions(exchange: Exchange, words: list[str]) -> int:
    """Return how many of some words an exchange says."""
    told = " ".join(line.text for line in exchange.lines).lower()
    return sum(told.count(word.lower()) for word in words if word)
