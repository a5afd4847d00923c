"""What nothing understood, as a reader would name it: whole Chinese words, and signs too."""

import re
import unicodedata
from collections.abc import Iterable

from muse import Match

CHINESE = re.compile(r"[\u3400-\u9fff]+")
PARTS = frozenset("大小高长美飞老古")
"""Characters that make a word with their neighbours as often as they describe one."""


def whole_words(prompt: str, crumbs: Iterable[str], matches: list[Match]) -> tuple[str, ...]:
    """Return the crumbs in the order of the prompt, Chinese ones grown to the words around them."""
    single = {m.start for m in matches if m.end - m.start == 1 and CHINESE.match(m.words)}
    parts = {at for at in single if prompt[at] in PARTS}
    words: dict[str, int] = {}
    for crumb in crumbs:
        at = prompt.find(crumb)
        if at >= 0 and CHINESE.fullmatch(crumb):
            # "城" of "长城" names nothing by itself: it takes a neighbour along.
            joins = single if len(crumb) == 1 else parts
            start, end = at, at + len(crumb)
            if start - 1 in joins:
                start -= 1
            elif end in joins:
                end += 1
            crumb, at = prompt[start:end], start
        words.setdefault(crumb, at)
    for at, sign in _signs(prompt, matches):
        words.setdefault(sign, at)
    return tuple(sorted(words, key=lambda word: words[word]))


def _signs(prompt: str, matches: list[Match]) -> Iterable[tuple[int, str]]:
    """Return the place and text of every emoji that no match covers."""
    covered = {at for match in matches for at in range(match.start, match.end)}
    seen: set[str] = set()
    for at, char in enumerate(prompt):
        # Skin colours (modifier symbols) and variation selectors say nothing by themselves.
        if at in covered or char in seen or ord(char) < 0x2190:
            continue
        if unicodedata.category(char) == "So":
            seen.add(char)
            yield at, char
