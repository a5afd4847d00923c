"""What a long story is to be: read from whatever a model or a user wrote it in."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from muse import RequestError

from .titles import numbered

_HEADING = re.compile(r"^##(?!#)[ \t]*(.*)$", re.M)
_TITLE = re.compile(r"^#(?!#)[ \t]*(.+)$", re.M)
_LISTED = re.compile(
    r"^[ \t]*(?:[*_#]{1,4}[ \t]*)?"
    r"((?:chapter\s+[\w-]+|第\s*[\d零〇一二两三四五六七八九十百]+\s*章|\d+[.)、]).*)$",
    re.I | re.M,
)
"""A line that begins a chapter where nothing is marked with `##`."""

_MOST_BEATS, _LONGEST = 5, 160


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of an outline: its title, and what happens in it."""

    title: str
    beats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """What a long story is to be."""

    title: str
    chapters: tuple[Chapter, ...]

    def brief(self) -> str:
        """Return the titles and beats, a line for each chapter."""
        return "\n".join(
            f"{number}. {each.title}: {' '.join(each.beats)}"
            for number, each in enumerate(self.chapters, 1)
        )

    def markdown(self) -> str:
        """Return the outline as `--form outline` writes it."""
        parts = [f"# {self.title}"]
        for number, each in enumerate(self.chapters, 1):
            parts.append(f"## {number}. {each.title}")
            parts.append("\n".join(f"- {beat}" for beat in each.beats))
        return "\n\n".join(part for part in parts if part) + "\n"

    def json(self) -> dict[str, Any]:
        """Return the outline as JSON values."""
        chapters = [{"title": each.title, "beats": list(each.beats)} for each in self.chapters]
        return {"title": self.title, "chapters": chapters}


def schema(chapters: int) -> dict[str, Any]:
    """Return the JSON schema of an outline of so many chapters."""
    line = {"type": "string", "minLength": 1, "maxLength": _LONGEST}
    title = {"type": "string", "minLength": 1, "maxLength": 60}
    beats = {"type": "array", "items": line, "minItems": 2, "maxItems": _MOST_BEATS}
    each = _object(title=title, beats=beats)
    listed = {"type": "array", "items": each, "minItems": chapters, "maxItems": chapters}
    return _object(title=title, chapters=listed)


def _object(**parts: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": parts,
        "required": list(parts),
        "additionalProperties": False,
    }


def read_outline(text: str) -> Outline | None:
    """Read an outline, JSON or Markdown; None when it has no chapters."""
    for opening, closing in sorted((("{", "}"), ("[", "]")), key=lambda pair: text.find(pair[0])):
        start, end = text.find(opening), text.rfind(closing)
        if 0 <= start < end:
            try:
                found = _from_json(json.loads(text[start : end + 1]))
            except (ValueError, RecursionError):
                continue
            if found is not None:
                return found
    text = text.replace("\r\n", "\n")
    for pattern in (_HEADING, _LISTED):
        parts = pattern.split(text)
        if len(parts) > 1:
            named = _TITLE.search(parts[0])
            pairs = zip(parts[1::2], parts[2::2], strict=True)
            told = pattern is _LISTED
            chapters = tuple(_chapter(title, body, told) for title, body in pairs)
            return Outline(line(named[1] if named else ""), chapters)
    return None


def _chapter(title: str, body: str, told: bool) -> Chapter:
    """Return a chapter of Markdown; where it is `told`, `1. Dusk: it goes dark` has a beat too."""
    title, beat = _plain(title), ""
    if told:
        title, _, beat = title.partition(": ")
    beats = (line(each.strip().lstrip("-*+").strip()) for each in (beat, *body.splitlines()))
    return Chapter(title.strip(" *_"), tuple(filter(None, beats)))


def _from_json(data: Any) -> Outline | None:
    """Return the outline in JSON values: the first list of chapters, wherever it stands."""
    found = (None, data) if isinstance(data, list) else next(_lists(data), None)
    if found is None:
        return None
    title, listed = found
    chapters = []
    for each in listed:
        if isinstance(each, str):
            chapters.append(Chapter(_plain(each)))
        elif isinstance(each, dict):
            beats = next((v for v in each.values() if isinstance(v, list)), None)
            if beats is None:  # one line of what happens, under whatever name
                beats = [v for k, v in each.items() if isinstance(v, str) and k != "title"]
            named = _plain(str(each.get("title") or each.get("name") or ""))
            chapters.append(Chapter(named, tuple(filter(None, (line(str(b)) for b in beats)))))
    return Outline(line(str(title or "")), tuple(chapters)) if chapters else None


def _lists(data: Any, deep: int = 3) -> Iterator[tuple[Any, list[Any]]]:
    """Yield lists within JSON values, the one named `chapters` first, with the title beside."""
    if not isinstance(data, dict) or not deep:
        return
    if isinstance(data.get("chapters"), list):
        yield data.get("title"), data["chapters"]
    for value in data.values():
        if isinstance(value, list):
            yield data.get("title"), value
        yield from _lists(value, deep - 1)


def _plain(title: str) -> str:
    """Return a chapter's title without its number and the marks of Markdown."""
    plain = title.strip(" \t*_#")
    value, rest = numbered(plain)
    return line(rest if value is not None and rest.strip() else plain).strip(" *_")


def line(text: str) -> str:
    """Return a text on one line, without what would end a comment."""
    return " ".join(text.replace("-->", "").split())


def given_outline(data: bytes, name: str) -> Outline:
    """Return the outline in a file; RequestError when there is none."""
    outline = read_outline(decoded(data, "outline", name))
    if outline is None:
        raise RequestError(
            f"outline: {name} has no chapters", hint="give each a line '## 1. Title', or JSON"
        )
    return outline


def decoded(data: bytes, field: str, name: str) -> str:
    """Return the text in the file of a field; RequestError when it isn't UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RequestError(f"{field}: {name} isn't UTF-8 text", hint="save it as UTF-8") from None
