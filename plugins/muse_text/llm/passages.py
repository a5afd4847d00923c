"""Passages that are handed in: as text, how much a model can hold of them, and in pieces."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from muse import InputFile, RequestError

LARGEST = 4 * 2**20
"""Bytes of a passage: a library of novels is no passage."""

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_BREAKS = (r"\n\s*\n", r"\n", r"(?<=[.!?…。\uff01\uff1f])[\"'”’」』)]*\s*", r"\s+")
"""Where a text is parted, the best place first: paragraphs, lines, sentences, words."""


def text_of(file: InputFile, field: str) -> str:
    """Return a file as text; RequestError when it is no UTF-8, too long, or empty."""
    if len(file.data) > LARGEST:
        raise RequestError(
            f"{field}: {file.name} has more than {LARGEST // 2**20} MiB",
            hint="hand in the passage alone",
        )
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RequestError(
            f"{field}: {file.name} isn't UTF-8 text", hint="save it as UTF-8"
        ) from None
    if "\x00" in text:
        raise RequestError(f"{field}: {file.name} isn't a text", hint="save it as plain text")
    if not text.strip():
        raise RequestError(f"{field}: {file.name} is empty", hint="hand in a file with text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_cjk(text: str) -> bool:
    """Whether most of the letters of a text are Chinese, Japanese or Korean."""
    return len(_CJK.findall(text)) * 3 > len(re.findall(r"\w", text))


def tokens(text: str) -> int:
    """Return about how many tokens a text has: rather too many than too few."""
    cjk = len(_CJK.findall(text))
    return round(cjk * 1.1 + (len(text) - cjk) / 3.2) + 1


@dataclass(frozen=True, slots=True)
class Part:
    """What is left of a passage, and how many characters were left out."""

    text: str
    left_out: int = 0


def end_of(text: str, room: int) -> Part:
    """Return the end of a text that has at most `room` tokens; the far end is left out."""
    return _cut(text, room, ending=True)


def start_of(text: str, room: int) -> Part:
    """Return the start of a text that has at most `room` tokens."""
    return _cut(text, room, ending=False)


def _cut(text: str, room: int, ending: bool) -> Part:
    if tokens(text) <= room:
        return Part(text)
    keep = max(200, int(len(text) * room / tokens(text)))
    piece = text[-keep:] if ending else text[:keep]
    for pattern in _BREAKS:
        places = [match.end() for match in re.finditer(pattern, piece)]
        near = [p for p in places if (p < keep * 0.3 if ending else p > keep * 0.7)]
        if near:
            piece = piece[min(near) :] if ending else piece[: max(near)]
            break
    return Part(piece, len(text) - len(piece))


def pieces(text: str, room: int) -> Sequence[str]:
    """Return a text in pieces of at most `room` tokens each; joined they are the text again."""
    if tokens(text) <= room:
        return [text]
    parts = [text]
    for pattern in _BREAKS:
        parts = [part for whole in parts for part in _parted(whole, pattern, room)]
        if all(tokens(part) <= room for part in parts):
            break
    else:
        size = max(1, int(room * 0.9))
        parts = [whole[at : at + size] for whole in parts for at in range(0, len(whole), size)]
    return _packed(parts, room)


def _parted(text: str, pattern: str, room: int) -> list[str]:
    """Return a text cut behind each match of a pattern; as it is where it fits already."""
    if tokens(text) <= room:
        return [text]
    places = [0, *(match.end() for match in re.finditer(pattern, text)), len(text)]
    return [text[a:b] for a, b in pairwise(places) if b > a]


def _packed(parts: Sequence[str], room: int) -> list[str]:
    """Return neighbours put together as long as they fit."""
    made = [parts[0]]
    for part in parts[1:]:
        if tokens(made[-1] + part) <= room:
            made[-1] += part
        else:
            made.append(part)
    return made


def space_behind(part: str) -> str:
    """Return the white space at the end of a piece: line ends alone, where there are any."""
    space = part[len(part.rstrip()) :]
    return "\n" * space.count("\n") or space
