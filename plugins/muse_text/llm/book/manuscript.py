"""A long story as it is on paper: its chapters, found by Muse's own marks where it has them.

While it grows, a story holds its outline in a comment behind its title and a mark behind each
chapter that is whole. What stands between two marks is a chapter, whatever headings are in it.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from muse import RequestError

from .outlines import Outline, decoded, read_outline
from .titles import bare, numbered

_END = r"(?:\r?\n){0,2}"
_OUTLINE = re.compile(rf"<!--\s*muse outline\s*?\n(.*?)-->{_END}", re.S)
_WHOLE = re.compile(rf"<!--\s*muse chapter (\d{{1,3}}) is whole\s*-->{_END}")
_MARK = re.compile(rf"<!--\s*muse (?:outline|chapter)\b.*?-->{_END}", re.S)
_THOUGHTS = re.compile(r"(?:\r?\n){0,2}<!--\s*muse thoughts\s*?\n.*?-->(?:\r?\n)?", re.S)
_HEADING = re.compile(r"^(#{1,6})(?!#)[ \t]*([^\r\n]*)", re.M)


@dataclass(slots=True)
class Manuscript:
    """What is there of a long story: its head, the chapters as they stand, and its outline.

    `rest` stands behind the last whole chapter: one that was broken off. `newline` ends the lines.
    """

    head: str = ""
    chapters: list[str] = field(default_factory=list)
    rest: str = ""
    outline: Outline | None = None
    marked: bool = False
    newline: str = "\n"

    def text(self) -> str:
        """Return all of it without marks, byte for byte."""
        return joined(self.head, [*self.chapters, self.rest])


def given_manuscript(data: bytes, name: str, outline: Outline | None = None) -> Manuscript:
    """Return what is there of a text; `outline` is that of the user, who may know it better.

    Where Muse left no marks, chapters begin at headings that have the number or the title of the
    next chapter, or else at every heading of the second level, and each one counts as whole.
    """
    text = _THOUGHTS.sub("", decoded(data, "extend", name))
    newline = "\r\n" if 2 * text.count("\r\n") > text.count("\n") else "\n"
    found = _OUTLINE.search(text)
    outline = outline or (read_outline(found[1]) if found else None)
    if found is None and not _WHOLE.search(text):
        head, chapters = _unmarked(text, outline)
        return Manuscript(head, chapters, "", outline, False, newline)
    if found and outline is None:
        raise RequestError(
            f"extend: the outline inside {name} can't be read any more",
            hint="give one by --outline",
        )
    first = _WHOLE.search(text)
    head = ""
    if found and (first is None or found.start() < first.start()):
        head, text = text[: found.start()], text[found.end() :]
    chapters, rest = _marked(text)
    if outline is not None and len(chapters) >= len(outline.chapters) and rest.strip():
        chapters[-1] = closed(chapters[-1], newline) + rest  # what somebody added at the end
        rest = ""
    return Manuscript(head, chapters, rest, outline, True, newline)


def _marked(text: str) -> tuple[list[str], str]:
    """Return the chapters that end with a mark, and what stands behind the last mark.

    Where somebody removed a mark, the next one ends all chapters up to its own.
    """
    chapters: list[str] = []
    at = 0
    for mark in _WHOLE.finditer(text):
        piece, at = _MARK.sub("", text[at : mark.start()]), mark.end()
        reached = int(mark[1])
        if reached > len(chapters):
            chapters += [piece, *[""] * (reached - len(chapters) - 1)]
        elif chapters:
            chapters[-1] += piece
        else:
            chapters.append(piece)
    return chapters, _MARK.sub("", text[at:])


def _unmarked(text: str, outline: Outline | None) -> tuple[str, list[str]]:
    titles = [bare(each.title) for each in outline.chapters] if outline else []
    headings = list(_HEADING.finditer(text))
    starts: list[int] = []
    level = ""
    for heading in headings:
        at = len(starts)
        told, title = numbered(heading[2])
        named = at < len(titles) and titles[at] != "" and bare(title) == titles[at]
        if (named or told == at + 1) and level in ("", heading[1]):
            level = heading[1]
            starts.append(heading.start())
    starts = starts or [heading.start() for heading in headings if heading[1] == "##"]
    if not starts:
        return text, []
    ends = [*starts[1:], len(text)]
    return text[: starts[0]], [text[a:b] for a, b in zip(starts, ends, strict=True)]


def opening(head: str, outline: Outline, newline: str = "\n") -> str:
    """Return how a long story begins while it is written: its head, and its outline unseen."""
    kept = json.dumps(outline.json(), ensure_ascii=False, indent=1)
    return head + f"<!-- muse outline\n{kept}\n-->\n\n".replace("\n", newline)


def whole(number: int, newline: str = "\n") -> str:
    """Return the mark behind a chapter that is finished."""
    return f"<!-- muse chapter {number} is whole -->{2 * newline}"


def draft(head: str, outline: Outline, chapters: Sequence[str], newline: str = "\n") -> str:
    """Return a story as it stands on paper while it grows: marked, so that it can be gone on."""
    parts = [opening(head, outline, newline)]
    for at, chapter in enumerate(chapters, 1):
        last = at >= len(outline.chapters) and chapter.endswith("\n")  # nothing comes behind it
        parts += [chapter if last else closed(chapter, newline), whole(at, newline)]
    return "".join(parts)


def closed(chapter: str, newline: str = "\n") -> str:
    """Return a chapter that ends with an empty line; nothing else of it changes."""
    if not chapter:  # it is within the one before
        return ""
    ends = chapter[len(chapter.rstrip("\r\n")) :].count("\n")
    return chapter + newline * max(0, 2 - ends)


def unmarked(text: str) -> str:
    """Return a text without Muse's marks."""
    return _MARK.sub("", text)


def joined(head: str, chapters: Sequence[str]) -> str:
    """Return the finished text, without marks; chapters stay as they are."""
    return unmarked(head) + "".join(chapters)
