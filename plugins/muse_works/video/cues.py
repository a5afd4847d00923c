"""Subtitles: what is shown from when to when, in lines of a readable length, as .srt and .vtt."""

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

MOST_LINES = 2
_LONGEST = 42
"""Columns of a line: 42 Latin letters, or 21 Chinese characters."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One subtitle: its times in seconds and its text, whose lines end in line breaks."""

    start: float
    end: float
    text: str


def columns(text: str) -> int:
    """Return how wide a text is: Chinese characters and their like count two."""
    return sum(
        2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
        if not unicodedata.combining(sign)
    )


def cues(
    text: str,
    start: float,
    end: float,
    *,
    longest: int = _LONGEST,
    words: Sequence[tuple[str, float, float]] = (),
) -> list[Cue]:
    """Return a sentence as subtitles of at most two lines, one after the other.

    A longer one is parted where it pauses; each part starts when it is spoken: at the time of its
    first word (`words`: text, start and end in seconds), else by its share of the characters.
    """
    parts = _parted(" ".join(text.split()), longest)
    if not parts:
        return []
    before = list(accumulate(len("".join(part.split())) for part in parts))
    shares = [signs / before[-1] for signs in before[:-1]]
    edges = [start, *(_spoken(share, words, start, end) for share in shares), end]
    return [
        Cue(edges[at], edges[at + 1], "\n".join(lines(part, longest)))
        for at, part in enumerate(parts)
    ]


def _spoken(
    share: float, words: Sequence[tuple[str, float, float]], start: float, end: float
) -> float:
    """Return when a share of a sentence's characters is spoken: with the nearest word's start."""
    if not words:
        return start + share * (end - start)
    before = list(accumulate((len(word) for word, _, _ in words), initial=0))
    far = [abs(signs / max(1, before[-1]) - share) for signs in before[:-1]]
    return min(max(words[far.index(min(far))][1], start), end)


def _parted(text: str, longest: int) -> list[str]:
    """Return a sentence in parts of which each fits into two lines, cut where it pauses."""
    before = list(accumulate(map(columns, text), initial=0))
    short = before[-1] <= MOST_LINES * (longest + 1)  # with the spaces at which lines end
    if not text or (short and len(lines(text, longest)) <= MOST_LINES):
        return [text] if text else []
    best, most = 0, -1.0
    for at in _places(text):
        balance = 1 - abs(2 * before[at] / before[-1] - 1)
        weight = balance + (1.0 if text[:at].rstrip()[-1:] in _PAUSES else 0.0)
        if weight > most:
            best, most = at, weight
    if not best:
        best = len(text) // 2
    return [part for half in (text[:best], text[best:]) for part in _parted(half.strip(), longest)]


_PAUSES = ",;:.!?，；：。！？、—…"
_NOT_FIRST = set("，。！？；：、）》」』”’…—,.!?;:)]}%")
_NOT_LAST = set("（《「『“‘([{$")


def _places(text: str) -> list[int]:
    """Return where a line may be broken: after a space, or beside a Chinese character."""
    found = []
    for at in range(1, len(text)):
        before, after = text[at - 1], text[at]
        if before == " ":
            found.append(at)
        elif after in _NOT_FIRST or before in _NOT_LAST or after == " ":
            continue
        elif _wide(before) or _wide(after):
            found.append(at)
    return found


def _wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"


_SMALL = re.compile(
    r"(?:\b(?:a|an|the|of|to|in|on|at|and|or|but|with|for|from|by|his|her|its|my|your)\s|[的了着]?)$",
    re.IGNORECASE,
)


def lines(text: str, longest: int = _LONGEST) -> list[str]:
    """Return a text in lines of at most `longest` columns, of about the same length.

    A line ends where the sentence pauses where that costs little, never in a word, never before a
    closing sign, and not after "the".
    """
    text = text.strip()
    if columns(text) <= longest:
        return [text]
    places = _places(text)
    best, least = 0, float("inf")
    for at in places:
        one, two = text[:at].rstrip(), text[at:].lstrip()
        if columns(one) > longest:
            break
        worth = abs(columns(one) - columns(two)) / longest
        worth += 4 if columns(two) > longest else 0
        worth += 0 if one[-1:] in _PAUSES else 0.5
        worth += 0.3 if _SMALL.search(one + " ") and not _wide(one[-1]) else 0
        worth += 0.1 if columns(one) > columns(two) else 0
        if worth < least:
            best, least = at, worth
    if not best:  # a word longer than a line
        best = next((at for at in range(1, len(text)) if columns(text[: at + 1]) > longest), 1)
    return [text[:best].rstrip(), *lines(text[best:], longest)]


def srt(found: Iterable[Cue]) -> str:
    """Return subtitles as SubRip."""
    return "\n".join(
        f"{number}\n{_clock(cue.start, ',')} --> {_clock(cue.end, ',')}\n{cue.text}\n"
        for number, cue in enumerate(found, 1)
    )


def vtt(found: Iterable[Cue]) -> str:
    """Return subtitles as WebVTT."""
    blocks = [
        f"{_clock(cue.start, '.')} --> {_clock(cue.end, '.')}\n{html.escape(cue.text, False)}\n"
        for cue in found
    ]
    return "\n".join(["WEBVTT\n", *blocks])


def _clock(seconds: float, point: str) -> str:
    thousandths = round(max(0.0, seconds) * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}{point}{rest % 1000:03}"
