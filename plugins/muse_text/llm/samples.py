"""A sample of prose whose manner a text follows: what a model is shown, and what it copied."""

import re

from muse import InputFile, RequestError

from . import passages

LARGEST = 2**20
SHOWN = 2000
"""Bytes of a sample that are read, and tokens of it that a model is shown."""

WORDS, CHARACTERS = 8, 14
"""From how many words (or Chinese characters) in a row a likeness is a copy."""

_UNIT = re.compile(r"[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]+(?:['’][^\W\d_]+)*")


def given(file: InputFile) -> str:
    """Return the sample in a file; RequestError when it is too large or no text."""
    if len(file.data) > LARGEST:
        raise RequestError(
            f"like: {file.name} has more than {LARGEST // 1024} KiB",
            hint="some pages are enough to show a manner",
        )
    return passages.text_of(file, "like")


def told(sample: str, lead: str) -> str:
    """Return what a model is told of a sample: its beginning, marked as such."""
    shown = passages.start_of(sample, SHOWN).text.strip()
    return f"{lead}\n<sample>\n{shown}\n</sample>"


def copied(sample: str, text: str) -> str:
    """Return the longest run of words that a text has from a sample; empty below the limits."""
    ours = [(match[0].casefold(), match.start(), match.end()) for match in _UNIT.finditer(text)]
    theirs = [match[0].casefold() for match in _UNIT.finditer(sample)]
    size = CHARACTERS if passages.is_cjk(sample) else WORDS
    known = {tuple(theirs[at : at + size]) for at in range(len(theirs) - size + 1)}
    best, run, start = (0, 0, 0), 0, 0
    for at in range(len(ours) - size + 1):
        if tuple(word for word, _, _ in ours[at : at + size]) not in known:
            run = 0
            continue
        start = start if run else at
        run += 1
        best = max(best, (run, ours[start][1], ours[at + size - 1][2]))
    return " ".join(text[best[1] : best[2]].split()) if best[0] else ""
