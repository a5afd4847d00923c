"""Songs written as ABC: abc2midi plays the same notes, and Muse reads all of it back."""

import re
from collections import Counter

import pytest

from muse_music.midi import song
from muse_music.notation.abc import abc
from muse_music.notation.abc.drums import letters
from muse_music.reading import read
from muse_music.theory.keys import Key
from muse_music.theory.meter import TICKS, parse
from muse_music.theory.notes import DRUMS, ChordSpan, Dynamic, Note, Part, Song
from muse_music.theory.timeline import Tempo, timeline
from plugins.music import abc_tunes
from plugins.music.tried import TRIED

ASKED = [
    *({"style": name, "seed": 1, "bars": 8} for name in TRIED),
    {"style": "pop", "seed": 3, "meter": "4/4 x4, 7/8 x2", "bars": 12},
    {"style": "ballad", "seed": 3, "tempo": "90 -> 120", "bars": 8},
    {"style": "folk", "seed": 5, "meter": "6/8", "key": "Bb minor", "bars": 8},
    {"style": "rock", "seed": 5, "meter": "5/4", "key": "F# major", "bars": 8},
    {"style": "waltz", "seed": 4, "lyrics": "[Verse]\nWalking alone in the well-known light"},
]


def title(fields: dict[str, object]) -> str:
    return " ".join(map(str, fields.values()))[:30]


@pytest.mark.parametrize("fields", ASKED, ids=title)
def test_all_of_a_song_is_read_back(fields: dict[str, object]):
    made = song(**fields)
    made.composer, made.poet = "A. B.", "C. D."
    score = read(abc(made).encode(), "a.abc")
    assert (score.title, score.composer, score.poet) == (made.title, "A. B.", "C. D.")
    assert [part.program for part in score.parts] == [part.program for part in made.parts]
    keys = [(m.key.tonic, m.key.family) for m in made.time.measures]
    assert [(m.key.tonic, m.key.mode) for m in score.measures] == keys
    assert [(m.start, m.length, m.meter) for m in score.measures] == [
        (m.start, m.length, m.meter) for m in made.time.measures
    ]
    assert [(c.start, c.chord.root) for c in score.chords] == [
        (c.start, c.chord.root) for c in made.chords
    ]
    assert score.tempos[0][1] == pytest.approx(made.quarter, rel=0.01)
    assert abs(score.tempos[-1][1] / made.time.tempos[-1].quarter - 1) < 0.01
    for back, part in zip(score.parts, made.parts, strict=True):
        assert Counter((n.start, n.pitch) for n in back.notes) == Counter(
            (n.start, n.pitch) for n in part.notes
        )
    assert [(n.start, n.length, n.pitch, n.lyric) for n in score.parts[0].notes] == [
        (n.start, n.length, n.pitch, n.lyric) for n in made.parts[0].notes
    ]


@pytest.mark.skipif(not abc_tunes.installed(), reason="abc2midi isn't installed")
@pytest.mark.parametrize("fields", ASKED, ids=title)
def test_abc2midi_plays_the_same(fields: dict[str, object]):
    made = song(**fields)
    # It plays decorations in its own way.
    text = re.sub(r'!(?![fmp]{1,2}!)[^!\s"]*!|(?<=[\s(|\]0-9])\.', "", abc(made))
    heard = Counter((start, pitch) for v in abc_tunes.asked(text) for start, _, pitch in v)
    meant = Counter(
        (round(n.start * abc_tunes.TICKS / TICKS), n.pitch) for p in made.parts for n in p.notes
    )
    assert heard == meant


def odd() -> Song:
    """A song with all that is hard to write: a pickup, tuplets, changes, marks, words."""
    beat = TICKS
    time = timeline(
        [
            (parse("3/4"), Key("D", "major")),
            (parse("3/4"), Key("D", "major")),
            (parse("7/8"), Key("Eb", "major")),
            (parse("4/4"), Key("Eb", "major")),
        ],
        [Tempo(0, 500_000), Tempo(3 * beat, 600_000, "rit.")],
        pickup=beat,
    )
    lengths = [
        *[(beat // 3, 74)] * 3, *[(beat // 5, 73)] * 5, *[(beat // 16, 62)] * 16,
        (beat // 3, 66), (beat // 6, 67), (beat // 2, 61), (beat * 2, 63),
        *[(beat * 2 // 7, 65)] * 7, (beat, 68), (beat * 5 // 2, 70),
    ]  # fmt: skip
    notes, at = [], 0
    for place, (length, pitch) in enumerate(lengths):
        word = ("la-", "la", "", "well-known")[place % 4]
        notes.append(Note(at, length, pitch, lyric=word))
        at += length
    notes[0] = Note(0, beat // 3, 74, lyric="1. oh", marks=("slur", "trill-mark"), graces=(76,))
    kit = [Note(beat * n, beat // 2, pitch) for n in range(10) for pitch in (35, 42, 54)]
    low = [Note(beat, beat * 6, 28), Note(beat, beat * 3, 40)]
    return Song(
        'An "odd" song, 100%', time, [],
        [Part("Melody: Flute", "melody", 73, notes), Part("Bass", "melody", 32, low),
         Part("Drums", "drums", DRUMS, kit)],
        [ChordSpan(0, 2 * beat, chord("D")), ChordSpan(2 * beat, time.length, chord("A7"))],
        dynamics=[Dynamic(0, "mf"), Dynamic(beat, "crescendo", 3 * beat)],
    )  # fmt: skip


def chord(name: str):
    from muse_music.theory import progressions

    return progressions.read(name, Key("C", "major"))[0][0]


def test_what_is_hard_to_write():
    made = odd()
    text = abc(made)
    score = read(text.encode(), "a.abc")
    tune = made.parts[0].notes
    assert sum(n.length for n in tune) == tune[-1].end <= made.length
    assert [(n.start, n.length, n.pitch) for n in score.parts[0].notes] == [
        (n.start, n.length, n.pitch) for n in tune
    ]
    assert score.parts[0].notes[0].graces == (76,)
    assert set(score.parts[0].notes[0].marks) == {"slur", "trill-mark"}
    assert [n.lyric.replace("‑", "-") for n in score.parts[0].notes][1:] == [n.lyric for n in tune][
        1:
    ]
    for place in (1, 2):
        assert Counter((n.start, n.pitch) for n in score.parts[place].notes) == Counter(
            (n.start, n.pitch) for n in made.parts[place].notes
        )
    assert score.pickup == TICKS
    assert [(m.length, str(m.meter), m.key) for m in score.measures] == [
        (m.length, str(m.meter), m.key) for m in made.time.measures
    ]
    assert score.tempos == [(0, 500_000), (3 * TICKS, 600_000)]
    assert "(5:4:5" in text
    assert "(7:4:6" in text
    assert '[Q:"rit." 1/4=100]' in text


def test_each_drum_has_a_note_of_its_own():
    kit = letters(range(128))
    assert len(set(kit.values())) == 128
    usual = letters([35, 36, 38, 42, 65, 82])
    assert (usual[36], usual[38], usual[82]) == ("_F", "=c", "^a")
