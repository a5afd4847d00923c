"""Titles of chapters: their numbers, and those that a model writes although it was told not to."""

import re
from collections.abc import Callable, Sequence

from muse import number

_NUMBERED = re.compile(
    r"第\s*(?P<chinese>\w+?)\s*[章回]\s*[.:：、]?\s*"
    r"|chapter\s+(?P<named>\w+)\b\s*(?:[.:：、)—–-]\s*)?"
    r"|(?P<plain>\w+)\s*(?:[.:：、)]\s*|\s[—–-]\s+|$)",
    re.I,
)
_EMPTY = re.compile(r"^(?:[^\S\r\n]*\r?\n)+")
_AROUND = ' \t#*_"“”「」『』《》:：'
_LONGEST = 200
"""Characters of a line that may be a title."""

_LINES = 4
"""So many lines at the top of a chapter may repeat titles: of the book, of the chapter."""


def numbered(heading: str) -> tuple[int | None, str]:
    """Return the number of a heading (`Chapter Two: Dawn`, `2. Dawn`, 第二章), and its title."""
    found = _NUMBERED.match(heading)
    if found is None:
        return None, heading
    try:
        value = number((found["chinese"] or found["named"] or found["plain"]).lower())
    except ValueError:  # "2nd"
        value = None
    if not isinstance(value, int):
        return None, heading
    return value, heading[found.end() :]


def bare(title: str) -> str:
    """Return a title as it is compared: letters and digits alone."""
    return "".join(re.findall(r"[^\W_]", title)).casefold()


class Untitled:
    """Passes on the pieces of a chapter, without titles at its top that stand above it already.

    `titles` are those of the book and of the chapter, whose number is `at`.
    """

    def __init__(self, titles: Sequence[str], at: int, tell: Callable[[str], None]) -> None:
        self._titles = {bare(each) for each in titles} - {""}
        self._at = at
        self._tell = tell
        self._held = ""
        self._begun = False

    def add(self, piece: str) -> None:
        """Take a piece."""
        self._held += piece
        self._pass_on()

    def finish(self) -> None:
        """Pass on what was held back."""
        self._pass_on(final=True)

    def _pass_on(self, final: bool = False) -> None:
        if not self._begun:
            rest = self._untitled(self._held, final)
            if rest is None:
                return
            self._begun, self._held = bool(rest), rest
        if self._held:
            piece, self._held = self._held, ""
            self._tell(piece)

    def _untitled(self, text: str, final: bool) -> str | None:
        """Return what follows the titles at the top; None while that isn't certain."""
        for _ in range(_LINES):
            text = _EMPTY.sub("", text)
            line, ended, rest = text.partition("\n")
            if not ended and not final and len(line) <= _LONGEST and self._may_be(line):
                return None
            kind = self._kind(line.strip())
            if kind == "bare":
                below, ended, _ = rest.partition("\n")
                if not final and not below.strip() and not ended:
                    return None
                kind = "" if below.strip() else "title"
            if kind != "title":
                return text
            text = rest
        return text

    def _may_be(self, line: str) -> bool:
        """Whether a line that isn't ended may become a title: prose isn't held back."""
        plain = line.strip(_AROUND)
        begun, first = bare(plain), plain.partition(" ")[0].rstrip(".:：、)")
        return (
            line.lstrip()[:1] in ("", "#", "*", "_", "第")
            or any(each.startswith(begun) for each in ("chapter", *self._titles))
            or begun.startswith("chapter")
            or numbered(first)[0] == self._at
        )

    def _kind(self, line: str) -> str:
        """Say what a line is: a `title`, a `bare` one if an empty line follows, or none."""
        plain = line.strip(_AROUND)
        value, title = numbered(plain)
        named = bare(plain) in self._titles or (
            value == self._at and bare(title) in (*self._titles, "")
        )
        marked = line.startswith("#") or (line[:1] in "*_" and line[:1] == line[-1:] != "")
        worded = re.match(r"chapter\b|第\s*\w+\s*[章回]", plain, re.I) is not None
        if named:
            return "title" if marked or worded else "bare"
        return "title" if value == self._at and (marked or worded) else ""
