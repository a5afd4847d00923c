"""ABC as the standard has it: note for note as abc2midi plays it, and what it doesn't."""

import json

import pytest

from muse_music.reading import Score, read
from muse_music.theory import meter
from plugins.music.abc_tunes import ANSWERS, DIFFERENCES, TICKS, TUNES, asked, installed

HEARD = json.loads(ANSWERS.read_text())


def scored(text: str) -> Score:
    return read(text.encode(), "a.abc")


def played(text: str) -> list[list[list[int]]]:
    """Return what Muse reads, in abc2midi's ticks."""
    scale = TICKS / meter.TICKS
    return [
        sorted([round(n.start * scale), round(n.length * scale), n.pitch] for n in part.notes)
        for part in scored(text).parts
    ]


def near(ours: list[list[list[int]]], theirs: list[list[list[int]]]) -> bool:
    """Whether all notes are the same; abc2midi's ticks are too few for some tuplets."""
    one, two = ([note for voice in heard for note in voice] for heard in (ours, theirs))
    one.sort(key=lambda n: (n[2], n[0]))
    two.sort(key=lambda n: (n[2], n[0]))
    return len(one) == len(two) and all(
        a[2] == b[2] and abs(a[0] - b[0]) <= 3 and abs(a[1] - b[1]) <= 3
        for a, b in zip(one, two, strict=True)
    )


@pytest.mark.parametrize("name", TUNES)
def test_a_tune_is_what_abc2midi_plays(name: str):
    ours = played(TUNES[name])
    assert near(ours, HEARD[name]), (ours, HEARD[name])


@pytest.mark.skipif(not installed(), reason="abc2midi isn't installed")
@pytest.mark.parametrize("name", list(TUNES)[::6])
def test_abc2midi_still_plays_what_is_written_down(name: str):
    assert asked(TUNES[name]) == HEARD[name]


@pytest.mark.parametrize("name", DIFFERENCES)
def test_what_abc2midi_plays_otherwise(name: str):
    text, pitches = DIFFERENCES[name]
    assert [n[2] for voice in played(text) for n in voice] == [int(p) for p in pitches.split()]
