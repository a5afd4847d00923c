"""Words of MIDI files: lyric events and karaoke texts, set on the notes they stand at."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from muse_music.theory.meter import TICKS
from muse_music.theory.notes import Note

_NEAR = TICKS // 8  # a syllable's note begins so near to it
_HEAD = re.compile(r"^@([A-Z])(.*)", re.DOTALL)
_BREAK = re.compile(r"^[\\/\r\n]+|[\r\n]+$")


def karaoke(texts: Sequence[tuple[int, str]]) -> tuple[list[tuple[int, str]], str]:
    """Return the syllables among the texts of a karaoke track, and the title that they tell."""
    title = ""
    words: list[tuple[int, str]] = []
    for tick, text in texts:
        head = _HEAD.match(text)
        if head is None:
            words.append((tick, text))
        elif head[1] == "T" and not title:
            title = head[2].strip()
    return words, title


def joined(told: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return syllables as the composer has them: one that its word goes on after ends in "-".

    Where spaces and line breaks tell words apart, syllables between them belong together.
    """
    ordered = sorted(told, key=lambda each: each[0])
    spaced = sum(text != text.strip() or text[:1] in "\\/" for _, text in ordered)
    apart = spaced * 5 >= len(ordered)
    made: list[tuple[int, str]] = []
    for place, (tick, text) in enumerate(ordered):
        plain = " ".join(_BREAK.sub(" ", text).split())
        if not plain:
            continue
        after = ordered[place + 1][1] if place + 1 < len(ordered) else " "
        open_end = text[-1:].isalpha() and after[:1].isalpha()
        if apart and open_end and ord(plain[-1]) < 0x2E80:
            plain += "-"
        made.append((tick, plain[:40]))
    return made


def sung(notes: list[Note], lyrics: Sequence[tuple[int, str]]) -> list[Note]:
    """Return notes, in time, with the syllables that stand at them."""
    made = list(notes)
    starts = [n.start for n in notes]
    for tick, text in lyrics:
        at = bisect_left(starts, tick - _NEAR)
        near = range(at, min(at + 16, len(starts)))
        free = [p for p in near if abs(starts[p] - tick) <= _NEAR and not made[p].lyric]
        if free:
            # Of a chord it is the highest note that sings.
            first = min(free, key=lambda p: (abs(starts[p] - tick), -made[p].pitch))
            made[first] = replace(made[first], lyric=text)
    return made
