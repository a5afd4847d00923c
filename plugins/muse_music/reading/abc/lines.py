"""A tune's text as lines that say one thing: fields, music and directives."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from muse_music.reading.limits import LINES, TUNE, Damaged, most

DIRECTIVE, MUSIC, EMPTY = "%", "", " "
"""Kinds of lines that are no fields."""

_FIELD = re.compile(r"([A-Za-z+]):(?![|:])")
_BEGIN = re.compile(r"%%\s*begin(\w+)")
_COMMENT = re.compile(r"(?<!\\)%.*")
_LETTER = re.compile(r"\\([\"`'^~,;=/vuo.])([A-Za-z])")
_COMBINED = {
    **{"`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308"},
    **{",": "\u0327", ";": "\u0328", "=": "\u0304", "v": "\u030c", "u": "\u0306"},
    **{"o": "\u030a", ".": "\u0307"},
}


@dataclass
class Line:
    """A line: the letter of its field, or what else it is, and what it says.

    `joined` is whether the line of music that follows it is a part of it.
    """

    kind: str
    value: str
    joined: bool = False


def lines(text: str) -> Iterator[Line]:
    """Yield the lines of a tune without comments, blocks of text and what continues others."""
    waiting: Line | None = None
    block = ""
    for number, raw in enumerate(text.splitlines()):
        most(number, LINES, "lines")
        line = raw.strip()
        if block:
            if re.match(rf"%%\s*end{block}", line):
                block = ""
            continue
        begins = _BEGIN.match(line)
        if begins:
            block = re.escape(begins[1])
            continue
        made = _line(line)
        if made is None:
            continue
        if made.kind == "+":
            if waiting is not None and len(waiting.value) < TUNE:
                waiting.value = f"{waiting.value.removesuffix(chr(92)).rstrip()} {made.value}"
            continue
        if waiting is not None:
            yield waiting
        waiting = made
    if waiting is not None:
        yield waiting


def _line(line: str) -> Line | None:
    """Return what a line is; None for a comment."""
    if not line:
        return Line(EMPTY, "")
    if line.startswith("%%"):
        return Line(DIRECTIVE, _COMMENT.sub("", line[2:]).strip())
    if "%" in line:
        line = _COMMENT.sub("", line).rstrip()
        if not line:
            return None
    field = _FIELD.match(line)
    if field:
        kind, value = field[1], line[2:].strip()
        return Line(DIRECTIVE, value) if kind == "I" else Line(kind, value)
    joined = line.endswith("\\")
    return Line(MUSIC, line.rstrip("\\") if joined else line, joined)


def plain(text: str) -> str:
    """Return a text of ABC as it is meant to be read: "\\'e" is "é", "&amp;" is "&"."""
    from html import unescape
    from unicodedata import normalize

    said = _LETTER.sub(lambda m: normalize("NFC", m[2] + _COMBINED[m[1]]), text)
    return unescape(said).replace("\\%", "%").replace("\\&", "&").strip()


class Macros:
    """Static macros (m: ~g2 = {a}g{f}g): what stands for what in the music."""

    def __init__(self) -> None:
        self._said: dict[str, str] = {}

    def learn(self, value: str) -> None:
        """Take in an m: field; those that are transposed (with an n) are left alone."""
        before, _, after = value.partition("=")
        name, music = before.strip(), after.strip()
        if name and music and "n" not in name and len(self._said) < 64 and len(value) < 200:
            self._said[name] = music

    def written(self, music: str) -> str:
        """Return music with its macros written out; Damaged where that is too much."""
        if not self._said:
            return music
        names = "|".join(map(re.escape, sorted(self._said, key=len, reverse=True)))
        made = re.sub(names, lambda m: self._said[m[0]], music)
        if len(made) > TUNE:
            raise Damaged(f"it has over {TUNE:,} characters, its macros written out")
        return made
