"""Cards of characters: read from Markdown, JSON and TOML, told to a model, and written."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from muse import InputFile, RequestError

from . import passages
from .painter import KIND, portrait

LARGEST = 200_000
"""Bytes of a file of cards."""

MOST = 40
SHOWN = 1500
"""Cards that are read, and the characters of each that a model is told."""

_HEADING = re.compile(r"^#{1,3}(?!#)[ \t]*(\S.*?)[ \t#]*$", re.M)
_FACT = re.compile(
    r"^\s*(?:[-*+]\s+)?(?:\*\*|__)?([^\W\d_][^:\uff1a*\n]{0,30}?)(?:\*\*|__)?\s*"
    r"[:\uff1a]\s*(?:\*\*|__)?[ \t]*(\S.*)$",
    re.M,
)
_TITLED = re.compile(
    r"^[^:\uff1a]{0,30}(?:sheet|card|profile|name|卡|小传|姓名)\s*[:\uff1a]\s*", re.I
)
_NAMES = ("name", "姓名", "名字")
_SKIPPED = frozenset(
    "kind version face heads palette pose gaze expression skin hair_colour eyes held".split()
)
"""What the painter's cards hold that tells a writer nothing."""


@dataclass(frozen=True, slots=True)
class Card:
    """A character: the name, and what is known, as (label, text) in order."""

    name: str
    facts: tuple[tuple[str, str], ...] = ()

    def joined(self, other: "Card") -> "Card":
        """Return the card with what another of the same person knows besides."""
        known = {_key(label) for label, _ in self.facts}
        more = (fact for fact in other.facts if _key(fact[0]) not in known)
        return Card(self.name, (*self.facts, *more))

    def markdown(self) -> str:
        """Return the card as a sheet in Markdown."""
        lines = "\n".join(f"- **{label}:** {text}" for label, text in self.facts if label)
        more = "".join(f"\n{text}\n" for label, text in self.facts if not label)
        return f"# {self.name}\n\n{lines}\n{more}"

    def json(self) -> dict[str, Any]:
        """Return the card as the painter reads it, with the sheet beside."""
        facts = {_key(label) or "more": text for label, text in self.facts}
        return {"kind": KIND, "version": 1, "name": self.name[:80], **portrait(facts),
                "sheet": facts}  # fmt: skip


@lru_cache(maxsize=1)
def lines() -> Sequence[Mapping[str, Any]]:
    """Return the lines of a sheet: key, and label and content in each language."""
    data = resources.files("muse_text.llm").joinpath("data", "card.toml")
    return list(tomllib.loads(data.read_text(encoding="utf-8"))["line"])


@lru_cache(maxsize=1)
def _keys() -> Mapping[str, str]:
    return {line[tongue][0].casefold(): line["key"] for line in lines() for tongue in ("en", "zh")}


def is_sheet(card: Card) -> bool:
    """Whether a card has a name and at least three of the lines of a sheet."""
    known = {line["key"] for line in lines()}
    return bool(card.name) and len({_key(label) for label, _ in card.facts} & known) >= 3


def _key(label: str) -> str:
    return _keys().get(label.casefold(), label)


def given(files: Sequence[InputFile]) -> list[Card]:
    """Return the cards in some files, each person once; RequestError that says what is wrong."""
    people: dict[str, Card] = {}
    for card in (card for file in files for card in _read(file)):
        first = people.get(card.name.casefold())
        people[card.name.casefold()] = first.joined(card) if first else card
    found = list(people.values())
    if len(found) > MOST:
        raise RequestError(f"cards: there are {len(found)}, more than {MOST}", hint="give fewer")
    return found


def _read(file: InputFile) -> list[Card]:
    if len(file.data) > LARGEST:
        raise RequestError(
            f"cards: {file.name} has more than {LARGEST // 1000} kB", hint="give the cards alone"
        )
    text = passages.text_of(file, "cards")
    stem = file.name.rsplit(".", 1)[0]
    try:
        if file.suffix == ".toml":
            found = list(_of_values(tomllib.loads(text), stem))
        elif file.suffix == ".json" or text.lstrip()[:1] in "{[":
            found = list(_of_values(json.loads(text), stem))
        else:
            found = of_markdown(text, stem)
    except (ValueError, RecursionError) as error:
        raise RequestError(
            f"cards: {file.name} can't be read ({error})"[:200], hint="fix the file"
        ) from None
    if not found:
        raise RequestError(
            f"cards: {file.name} holds no character",
            hint="write '# Name' and lines such as '- Want: to be left alone'",
        )
    return found


def of_markdown(text: str, name: str = "") -> list[Card]:
    """Return the cards of a Markdown text: one for each heading, or one without any."""
    parts = _HEADING.split(text)
    made = []
    for heading, body in [(name, parts[0]), *zip(parts[1::2], parts[2::2], strict=True)]:
        facts = [(label.strip(), value.strip().strip("*")) for label, value in _FACT.findall(body)]
        rest = _FACT.sub("", body).strip()
        own = next((value for label, value in facts if label.casefold() in _NAMES), "")
        facts = [(label, value) for label, value in facts if label.casefold() not in _NAMES]
        if rest and (facts or heading != name):
            facts.append(("", " ".join(rest.split())))
        if facts or (own and heading == name):
            made.append(Card(_name(own or heading), tuple(facts)))
    return made


def _name(heading: str) -> str:
    """Return a name without what stands before it: "Character sheet: Mira" is Mira."""
    plain = heading.strip().strip('*#"“”《》 ')
    return _TITLED.sub("", plain)[:80]


def _of_values(told: Any, name: str) -> Iterator[Card]:
    """Yield the cards among values of JSON or TOML, however they are listed."""
    if isinstance(told, list):
        for each in told:
            yield from _of_values(each, name)
    elif isinstance(told, Mapping):
        tables = [value for value in told.values() if isinstance(value, Mapping)]
        if "name" not in told and "sheet" not in told and told and len(tables) == len(told):
            for key, value in told.items():
                yield from _of_values({"name": key, **value}, name)
            return
        for key in ("characters", "character", "cards"):
            if isinstance(told.get(key), list):
                yield from _of_values(told[key], name)
                return
        facts = tuple((label, text) for label, text in _facts(told) if label.casefold() != "name")
        if facts or told.get("name"):
            yield Card(_name(str(told.get("name") or name)), facts)


def _facts(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    sheet = told.get("sheet")
    if isinstance(sheet, Mapping):  # written by us: the painter's fields say the same in numbers
        told = sheet
    for key, value in told.items():
        if key in _SKIPPED and told.get("kind") == KIND:
            continue
        if isinstance(value, list):
            value = ", ".join(str(v.get("name", v) if isinstance(v, Mapping) else v) for v in value)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and value != "":
            yield str(key), " ".join(str(value).split())


def told(cards: Sequence[Card]) -> str:
    """Return what a model is told of some characters, a line each."""
    rows = []
    for card in cards:
        facts = "; ".join(f"{label}: {text}" if label else text for label, text in card.facts)
        rows.append(f"- {card.name}. {facts}"[:SHOWN])
    return "\n".join(rows)
