"""Regular expressions that can't hang: a subset of Python's in which the work is bounded.

Literals, `.`, classes, groups, `|`, `^`, `$`, `\\d \\w \\s \\b` and their opposites, escaped signs,
and the counts `?`, `{n}` and `{m,n}`. No `*` and `+`, which have no end, no look-around, no
references. The ways in which a pattern can be tried at a place are counted and have a limit, so
that no text takes long whatever stands in it.
"""

import re

LONGEST = 400
"""Characters of a pattern."""
WAYS = 20_000
"""Ways in which a pattern may be tried at one place of a text."""
WIDEST = 500
"""Characters that a pattern may match."""

_DEEPEST = 10
_PLAIN = frozenset("dwsDWS")
_PLACES = frozenset("bB")
_COUNT = re.compile(r"\?|\{(\d{1,3})(?:,(\d{1,3}))?\}")


def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern, compiled without regard to case; ValueError says what isn't allowed."""
    if not pattern or len(pattern) > LONGEST:
        raise ValueError(f"a pattern has 1 to {LONGEST} characters")
    reader = _Reader(pattern)
    ways, width = reader.choice(0)
    if reader.at < len(pattern):
        raise ValueError("a ) closes nothing")
    if ways > WAYS:
        raise ValueError(f"it can be tried in {ways:,} ways at one place; keep to {WAYS:,}")
    if width > WIDEST:
        raise ValueError(f"it matches up to {width:,} characters; keep to {WIDEST}")
    try:
        return re.compile(pattern, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"it is no regular expression ({error})") from None


class _Reader:
    """Reads a pattern; each part gives in how many ways it can match, and how much at most."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def choice(self, depth: int) -> tuple[int, int]:
        if depth > _DEEPEST:
            raise ValueError(f"groups stand more than {_DEEPEST} deep")
        ways, width = self._sequence(depth)
        while self._take("|"):
            more, wide = self._sequence(depth)
            ways, width = ways + more, max(width, wide)
        return ways, width

    def _sequence(self, depth: int) -> tuple[int, int]:
        ways, width = 1, 0
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            own, wide = self._atom(depth)
            own, wide = self._counted(own, wide)
            ways, width = min(ways * own, 10**9), width + wide
        return ways, width

    def _atom(self, depth: int) -> tuple[int, int]:
        char = self._next()
        if char == "(":
            if self._take("?") and not self._take(":"):
                raise ValueError("of the groups that begin with ? only (?: is known")
            found = self.choice(depth + 1)
            if not self._take(")"):
                raise ValueError("a ( isn't closed")
            return found
        if char == "[":
            self._class()
        elif char == "\\":
            return 1, int(self._escaped() not in _PLACES)
        elif char in "^$":
            return 1, 0
        elif char in "*+":
            raise ValueError(f"{char} has no end: say how often at most, such as {{0,20}}")
        elif char in "?{":
            raise ValueError(f"{char} counts nothing; a sign is written \\{char}")
        return 1, 1

    def _counted(self, ways: int, width: int) -> tuple[int, int]:
        found = _COUNT.match(self.text, self.at)
        if found is None:
            if self.text[self.at : self.at + 1] == "{":
                raise ValueError("a count is {n} or {m,n}, with numbers of at most three digits")
            return ways, width
        self.at = found.end()
        if self.text[self.at : self.at + 1] and self.text[self.at] in "?*+{":
            raise ValueError("a count follows another")
        least = 0 if found[0] == "?" else int(found[1])
        most = 1 if found[0] == "?" else int(found[2] or found[1])
        if least > most:
            raise ValueError(f"{found[0]} counts down")
        total = 0
        for count in range(least, most + 1):
            total += min(ways**count, 10**9)
        return max(1, total), width * most

    def _class(self) -> None:
        self._take("^")
        begin = self.at
        while self.at == begin or self.text[self.at : self.at + 1] != "]":
            if self._next() == "\\":
                self._escaped()

    def _escaped(self) -> str:
        char = self._next()
        if char.isalnum() and char not in _PLAIN | _PLACES:
            raise ValueError(f"\\{char} isn't known")
        return char

    def _take(self, char: str) -> bool:
        if self.text.startswith(char, self.at):
            self.at += 1
            return True
        return False

    def _next(self) -> str:
        if self.at >= len(self.text):
            raise ValueError("it ends too early")
        self.at += 1
        return self.text[self.at - 1]
