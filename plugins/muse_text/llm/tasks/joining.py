"""Putting an answer at a cursor: what it repeats left out, spaces and lines right."""

import re

from .. import passages

WORDS, CHARACTERS = 5, 10
"""The last words (or Chinese characters) of a passage that an answer begins with."""

_LEAST, _LEAST_CJK = 8, 4
"""Letters that have to agree before an answer counts as repeating a passage."""

_WHOLE = frozenset(
    "a i am an as at be by do go he if in is it me my no of on or so to up us we the and but for"
    " had has her him his how its not now off one our out own see she that they this was who why"
    " you with from into were when what then than them there".split()
)
"""Short English words that aren't the beginning of another more often than not."""

_CLOSING = "”’\"'」』》〉*_\uff09"
_WIDE = "、。「」『』《》\uff0c\uff1b\uff1a\uff01\uff1f\uff08\uff09"
"""Marks of Chinese and Japanese, which have their space in them."""

_BEGINS = re.compile(r"(?:[.!?…。\uff01\uff1f][”’\"'」』]*\s*|\n\s*)[“‘\"'「『—–-]*$")
"""Where a sentence begins."""

_NO_SPACE_BEFORE = ",.;:!?…%)]}”’»、。」』》\uff0c\uff1b\uff1a\uff01\uff1f\uff09"
_NO_SPACE_AFTER = "([{“‘«—–-/「『《\uff08"


def last_words(text: str) -> str:
    """Return the last words of a passage, of its last line alone."""
    line = text.rstrip().rpartition("\n")[2]
    if passages.is_cjk(line):
        return line[-CHARACTERS:]
    return " ".join(line.split()[-WORDS:])


def first_words(text: str) -> str:
    """Return the first words of a passage, of its first line alone."""
    line = text.lstrip().partition("\n")[0]
    if passages.is_cjk(line):
        return line[:CHARACTERS]
    return " ".join(line.split()[:WORDS])


def after(passage: str, answer: str) -> str:
    """Return what of an answer follows a passage, so that passage + it is one text."""
    if answer.lstrip().startswith("**") and "**" not in passage[-200:]:
        answer = answer.replace("**", "", 2)  # the words that it repeats, in bold
    rest = _unrepeated(passage, answer)
    if rest is not None:
        return _spaced(passage, rest)
    return _joined(passage, answer)


def before(passage: str, answer: str) -> str:
    """Return what of an answer stands before a passage, so that it + passage is one text."""
    letters, places = _folded(answer)
    start, _ = _folded(passage[:4000])
    for size in range(min(len(letters), len(start)), 0, -1):
        if letters.endswith(start[:size]):
            first = places[len(letters) - size]
            alone = size > 1 and _BEGINS.search(answer[:first]) and answer[-1:].isalnum()
            if not alone and not _counts(answer[first : places[-1] + 1], size == len(start)):
                break
            cut = answer[:first]
            opening = passage[: len(passage) - len(passage.lstrip(_NO_SPACE_AFTER + " \n\t\"'"))]
            mark = opening.strip()
            if mark and cut.rstrip().endswith(mark):  # the passage has it already
                cut = cut.rstrip()[: -len(mark)]
            return cut.rstrip() if opening[:1].isspace() else cut
    text = answer.rstrip()
    if passage[:1].isspace() or not text:
        return text
    if answer[-1:].isspace():
        return answer
    bare = _cjk_at(text[-1:]) or _cjk_at(passage[:1]) or passage[0] in _NO_SPACE_BEFORE
    return text if bare or text[-1] in _NO_SPACE_AFTER else text + " "


def _unrepeated(passage: str, answer: str) -> str | None:
    """Return an answer without the end of the passage at its beginning; None if there is none."""
    said, _ = _folded(passage[-20_000:])
    letters, places = _folded(answer[:24_000])
    asked = len(_folded(last_words(passage))[0])
    mark = passage.rstrip()[-1:]
    for size in range(min(len(said), len(letters)), 0, -1):
        if not said.endswith(letters[:size]):
            continue
        repeated, rest = answer[: places[size - 1] + 1], answer[places[size - 1] + 1 :]
        ends_so = size > 1 and not mark.isalnum() and mark in rest[:3]
        all_of_it = size >= min(asked, len(said)) and (mark.isalnum() or ends_so)
        if all_of_it or ends_so or _counts(repeated, all_of_it):
            return rest
        return rest if _twice(passage, repeated, rest) else None
    return None


def _twice(passage: str, repeated: str, rest: str) -> bool:
    """Whether an answer begins with the last word of a passage, which few words stand twice."""
    last = re.search(r"([^\W\d_]+)\s*$", passage)
    word = repeated.strip()
    if last is None or last[1] != word or passages.is_cjk(word) or rest[:1].isalnum():
        return False
    return word.casefold() not in ("that", "had", "very", "so", "no", "long", "ha")


def _counts(words: str, whole: bool) -> bool:
    """Whether words that agree are a repetition and no chance: two words, or a long one."""
    letters, _ = _folded(words)
    least = _LEAST_CJK if passages.is_cjk(letters) else _LEAST
    if whole or len(words.split()) > 1:
        least = min(4, least)
    return len(letters) >= (min(3, least) if whole else least)


def _folded(text: str) -> tuple[str, list[int]]:
    """Return the letters and digits of a text in lower case, and where each of them stands."""
    found = [(char.casefold()[:1], at) for at, char in enumerate(text) if char.isalnum()]
    return "".join(char for char, _ in found), [at for _, at in found]


def _spaced(passage: str, rest: str) -> str:
    """Return what follows the repeated words, without the marks that the passage ends with."""
    tail = re.search(r"[^\w]*$", passage)
    for mark in (tail[0] if tail else "").strip():
        left = rest.lstrip()
        if left[:1] == mark or (mark in _CLOSING and left[:1] in _CLOSING and left[:1]):
            rest = left[1:]
    if rest[:1] in "»”" and "«" not in passage[-80:] and "“" not in passage[-200:]:
        rest = rest[1:]  # the quotes in which the request showed the words
    if not passage[-1:].isspace():
        ended = passage[-1:] in ".!?…" + _CLOSING
        wants = ended and rest[:1].isalnum() and not _cjk_at(rest[:1]) and not _cjk_at(passage[-1:])
        return f" {rest}" if wants else rest
    return _after_space(passage, rest)


def _after_space(passage: str, rest: str) -> str:
    """Return a continuation behind a space or the end of a line, which is there already."""
    space = passage[len(passage.rstrip()) :]
    own = rest[: len(rest) - len(rest.lstrip())]
    missing = min(own.count("\n"), 2) - space.count("\n")
    return "\n" * max(0, missing if "\n" in space else 0) + rest.lstrip()


def _joined(passage: str, answer: str) -> str:
    """Return an answer that repeats nothing, with the space that has to stand before it."""
    if not passage or not answer.strip():
        return answer.lstrip()
    if passage[-1].isspace():
        return _after_space(passage, answer)
    if answer[0].isspace():
        return answer
    if passage[-1] == answer[0] == "…":
        answer = answer.lstrip("…") or "…"
    first, last = answer[0], passage[-1]
    if _cjk_at(last) or _cjk_at(first) or first in _NO_SPACE_BEFORE or last in _NO_SPACE_AFTER:
        return answer
    if last.isalpha() and first.isalpha():
        return _of_letters(passage, answer)
    return f" {answer}"


def _of_letters(passage: str, answer: str) -> str:
    """Return what follows a letter: a space, or the rest of the word that was broken off."""
    words = re.findall(r"[^\W\d_]+", passage)
    broken = words[-1].casefold()
    first = re.match(r"[^\W\d_]+", answer)
    begun = first[0].casefold() if first else ""
    known = {word.casefold() for word in words[:-1]}
    if broken + begun in known:
        return answer
    if broken in _WHOLE or broken in known:
        return f" {answer}"
    if begun.startswith(broken) and len(begun) > len(broken):
        return answer[len(broken) :]
    others = {word.casefold() for word in re.findall(r"[^\W\d_]+", answer)}
    return answer if broken + begun in others else f" {answer}"


def _cjk_at(char: str) -> bool:
    return bool(char) and (passages.is_cjk(char) or char in _WIDE)
