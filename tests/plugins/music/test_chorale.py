"""Chorales: the tune is kept, the rules hold, phrases close, the tables say what they count."""

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muse import Host
from muse_music.chorale import harmonise, model
from muse_music.chorale.learning import counted
from muse_music.chorale.range import SOPRANO, fitted
from muse_music.chorale.voicing import ALTO, BASS, TENOR, parallels
from muse_music.midi.tasks.timing import in_keys, timed
from muse_music.reading import read
from muse_music.theory import keys
from muse_music.theory import meter as meters
from muse_music.theory.meter import TICKS
from muse_music.theory.notes import Note
from muse_music.theory.timeline import steady
from plugins.music.midi_file import File, compose

TUNES = {
    "Old Hundredth": "M:4/4\nL:1/4\nK:G\nG|GFED|GAB2|BBBA|GcBA|GABA|GEFG|dBGA|cBAG|]",
    "Ein feste Burg": "M:4/4\nL:1/4\nK:C\nc|c c G/A/ B|A G z c|B A G A|F/E/ D C c|"
    "c c G/A/ B|A G z c|B A G A|F/E/ D C z|C G G F|E D C2|]",
    "Nun danket": "M:4/4\nL:1/4\nK:D\nA|AABB|A3F|GFEF|E2D2|]",
    "Twinkle": "M:4/4\nL:1/4\nK:D\nDDAA|BBA2|GGFF|EED2|AAGG|FFE2|DDAA|BBA2|GGFF|EED2|]",
    "Greensleeves": "M:6/8\nL:1/8\nK:Am\nA|c2d e>fe|d2B G>AB|c2A A>^GA|B2^G E2A|c2d e>fe|d2B G>AB|"
    "c>BA ^G>FG|A3 A3|]",
    "America": "M:3/4\nL:1/4\nK:F\nFFG|E>FG|AAB|A>GF|GFE|F3|]",
}


def tune_of(name: str):
    score = read(f"X:1\n{TUNES[name]}".encode(), "a.abc")
    time = timed(score, score.length, 100)
    assert time is not None
    return score.melody(), time


def beats_of(voices, starts):
    def at(line, tick):
        return next((n.pitch for n in line if n.start <= tick < n.end), None)

    rows = [tuple(at(line, tick) for line in voices) for tick in starts]
    return [row for row in rows if None not in row]


@pytest.mark.parametrize("name", TUNES)
@pytest.mark.parametrize("shift", [0, 2, 5])
def test_rules(name: str, shift: int):
    tune, time = tune_of(name)
    tune = [replace(n, pitch=n.pitch + shift) for n in tune]
    key = time.measures[0].key
    key = keys.usual((key.pitch_class + shift) % 12, key.mode)
    time = in_keys(time, [key] * time.bars)
    made = harmonise(tune, time, random.Random(1))
    assert made.voices[0] == tune
    for line, (low, high) in zip(made.voices[1:], (ALTO, TENOR, BASS), strict=True):
        assert all(low <= n.pitch <= high for n in line)
        assert all(a.end <= b.start for a, b in pairwise(line))
        assert all(abs(a.pitch - b.pitch) <= 12 for a, b in pairwise(line))
    starts = sorted({n.start for line in made.voices for n in line})
    rows = beats_of(made.voices, starts)
    assert all(s >= a >= t >= b for s, a, t, b in rows if s >= 57)
    on_beats = beats_of(made.voices, [c for c in starts if time.strength(c)])
    assert sum(parallels(a, b) for a, b in pairwise(on_beats)) == 0
    assert sum(parallels(a, b) for a, b in pairwise(rows)) == 0
    # The end: the tonic in root position, and everybody stops with the tune.
    assert rows[-1][3] % 12 == key.pitch_class
    assert {line[-1].end for line in made.voices} == {tune[-1].end}
    assert made.chords[-1].chord.root == key.pitch_class
    assert tune[-1].start >= made.ends[-1] - time.measures[-1].meter.bar


def test_another_seed_and_the_same():
    tune, time = tune_of("Old Hundredth")

    def made(seed: int):
        return harmonise(tune, time, random.Random(seed)).voices

    assert made(1) == made(1)
    assert any(made(1) != made(seed) for seed in range(2, 6))


def test_a_chorale_from_the_command(host: Host):
    data = f"X:1\nT:Old Hundredth\n{TUNES['Old Hundredth']}".encode()
    made = compose(host, chorale=data, seed=3)
    assert made.title == "Old Hundredth"
    assert [t["name"] for t in made.report.measured["tracks"]] == [
        *("Soprano", "Alto", "Tenor", "Bass")
    ]
    assert made.report.measured["harmony_heard"] >= 0.9
    file = File(made.data)
    tune = [n[2] for n in file.notes("Soprano")]
    assert tune == [n.pitch for n in tune_of("Old Hundredth")[0]]
    low = compose(host, chorale=b"X:1\nM:4/4\nL:1/4\nK:C\nC,D,E,F,|G,A,B,C|", seed=3)
    assert any("octave higher" in note for note in low.report.notes)
    organ = compose(host, chorale=data, instruments=["church organ"])
    assert {t["program"] for t in organ.report.measured["tracks"]} == {"Church Organ"}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 127), min_size=1, max_size=30))
def test_any_tune_can_be_sung_and_set(pitches: list[int]):
    tune = [Note(at * TICKS, TICKS, pitch) for at, pitch in enumerate(pitches)]
    found = fitted(tune)
    assert all(SOPRANO[0] - 2 <= n.pitch <= SOPRANO[1] + 2 for n in found.tune)
    # All move alike, but those that are counted, which are octaves away.
    away = [n.pitch - p - found.shift for n, p in zip(found.tune, pitches, strict=True)]
    assert {step % 12 for step in away} == {0}
    assert sum(step != 0 for step in away) == found.folded
    if max(pitches) - min(pitches) <= 21:
        assert found.folded == 0
    time = steady(meters.parse("4/4"), keys.Key("D", "dorian"), 500_000, 10)
    made = harmonise(found.tune, time, random.Random(1))
    for line, (low, high) in zip(made.voices[1:], (ALTO, TENOR, BASS), strict=True):
        assert all(low <= n.pitch <= high for n in line)
    assert [len(line) > 0 for line in made.voices] == [True] * 4


@pytest.mark.parametrize(
    ("pitches", "shift", "folded"),
    [
        ((60, 72, 81), 0, 0),
        ((48, 55, 60), 12, 0),
        ((84, 90, 96), -24, 0),
        ((55, 60, 76), 5, 0),  # a fiddle's open string: no octave holds it
        ((48, 62, 64, 84), 12, 1),
    ],
)
def test_where_sopranos_sing(pitches: tuple[int, ...], shift: int, folded: int):
    found = fitted([Note(at * TICKS, TICKS, pitch) for at, pitch in enumerate(pitches)])
    assert (found.shift, found.folded) == (shift, folded)


def test_a_tune_is_told_where_it_is_set(host: Host):
    head = "X:1\nM:4/4\nL:1/4\nK:C\n"
    moved = compose(host, chorale=f"{head}G,CEG|cdec|e2dB|c4|]".encode())
    assert any("5 semitones higher, in F major" in note for note in moved.report.notes)
    assert moved.report.measured["key"] == "F major"
    assert moved.report.disagreements() == {}
    wide = compose(host, chorale=f"{head}C,DEF|GABc|defg|c'bag|".encode())
    assert any("of its 16 notes are sung in another octave" in n for n in wide.report.notes)


def test_the_model_counts():
    beats = model.around([0, 2, 4, 0], [3], [True, False, False, False])
    assert [b.ahead for b in beats] == [3, 2, 1, 0]
    assert [b.opens for b in beats] == [True, False, False, False]
    assert beats[1].before == 0
    assert beats[1].later == 0
    major = model.load(False)
    assert len(major.states) == 75
    scores = major.scores(beats)
    best = major.best(scores)
    assert abs(best.max(1) - best.max()).max() < 1e-9  # one path is the best through every beat


def test_tables_are_made_of_chorales():
    from muse_music.chorale.learning import Chorale

    beats = model.around([0, 2, 0], [2], [True, False, False])
    states = [(0, "maj", 0), (7, "maj", 7), (0, "maj", 0)]
    chorale = Chorale("a", 0, False, beats, states, [(72, 67, 64, 48)] * 3)
    tables = counted([chorale])["major"]
    assert tables["states"][0] == (0, "maj", 0)
    assert tables["usual"] == [2, 1]
    assert tables["follows"][0][1] == 1
    assert tables["contexts"][0]["0"][0] == 2
