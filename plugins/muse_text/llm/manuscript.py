"""A long story as it is on paper: its outline, its chapters, and where it was broken off."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from muse import RequestError

_CHAPTER = re.compile(r"^##(?!#)[ \t]*(.*)$", re.M)
_TITLE = re.compile(r"^#(?!#)[ \t]*(.+)$", re.M)
_NUMBER = re.compile(
    r"^(?:chapter\s*)?\d+\s*[.:、)]\s*|^第\s*[\d一二三四五六七八九十百]+\s*章\s*[::]?\s*", re.I
)
_MARK = re.compile(r"<!-- muse .*?-->\n\n?", re.S)
_WHOLE = "<!-- muse chapter {} is whole -->\n\n"
_BEATS, _LONGEST = 5, 160


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


@dataclass(slots=True)
class Manuscript:
    """What is there of a long story: its head, the chapters as they stand, and its outline."""

    head: str = ""
    chapters: list[str] = field(default_factory=list)
    outline: Outline | None = None
    dropped: bool = False


def schema(chapters: int) -> dict[str, Any]:
    """Return the JSON schema of an outline of so many chapters."""
    line = {"type": "string", "minLength": 1, "maxLength": _LONGEST}
    title = {"type": "string", "minLength": 1, "maxLength": 60}
    beats = {"type": "array", "items": line, "minItems": 2, "maxItems": _BEATS}
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
    start, end = text.find("{"), text.rfind("}")
    if 0 <= start < end:
        try:
            return _from_json(json.loads(text[start : end + 1]))
        except (ValueError, TypeError, AttributeError, RecursionError):
            pass
    parts = _CHAPTER.split(text)
    chapters = []
    for title, body in zip(parts[1::2], parts[2::2], strict=True):
        lines = (line.strip().lstrip("-*+").strip() for line in body.splitlines())
        chapters.append(Chapter(_line(_NUMBER.sub("", title.strip())), tuple(filter(None, lines))))
    named = _TITLE.search(parts[0])
    return Outline(_line(named[1] if named else ""), tuple(chapters)) if chapters else None


def _from_json(data: Any) -> Outline | None:
    chapters = tuple(
        Chapter(
            _line(_NUMBER.sub("", str(each.get("title", "")))),
            tuple(line for beat in each.get("beats", ()) if (line := _line(str(beat)))),
        )
        for each in data["chapters"]
    )
    return Outline(_line(str(data.get("title", ""))), chapters) if chapters else None


def _line(text: str) -> str:
    return " ".join(text.replace("-->", "").split())


def given_outline(data: bytes, name: str) -> Outline:
    """Return the outline in a file; RequestError when there is none."""
    outline = read_outline(_text(data, "outline", name))
    if outline is None:
        raise RequestError(
            f"outline: {name} has no chapters", hint="give each a line '## 1. Title', or JSON"
        )
    return outline


def given_manuscript(data: bytes, name: str) -> Manuscript:
    """Return what is there of a text; a chapter that Muse didn't finish is left out."""
    text = _text(data, "extend", name)
    found = re.search(r"<!-- muse outline\n(.*?)\n-->\n{0,2}", text, re.S)
    outline = read_outline(found[1]) if found else None
    body = text.replace(found[0], "", 1) if found else text
    starts = [match.start() for match in _CHAPTER.finditer(body)]
    if not starts:
        return Manuscript(_MARK.sub("", body), [], outline)
    ends = [*starts[1:], len(body)]
    parts = [body[start:end] for start, end in zip(starts, ends, strict=True)]
    # A file of ours marks its whole chapters; in anybody else's each one counts as whole.
    dropped = outline is not None and "<!-- muse chapter" not in parts[-1]
    if dropped:
        parts.pop()
    return Manuscript(body[: starts[0]], [_MARK.sub("", part) for part in parts], outline, dropped)


def _text(data: bytes, name: str, file: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RequestError(f"{name}: {file} isn't UTF-8 text", hint="save it as UTF-8") from None


def opening(outline: Outline) -> str:
    """Return how a long story begins while it is written: its title, and its outline unseen."""
    kept = json.dumps(outline.json(), ensure_ascii=False, indent=1)
    return f"# {outline.title}\n\n<!-- muse outline\n{kept}\n-->\n\n"


def whole(number: int) -> str:
    """Return the mark behind a chapter that is finished."""
    return _WHOLE.format(number)


def joined(head: str, chapters: Sequence[str]) -> str:
    """Return the finished text, without marks; chapters stay as they are."""
    return _MARK.sub("", head) + "".join(chapters)
