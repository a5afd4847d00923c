"""Scores hold all that a song says: marks, dynamics, pedal, changes; and pages can be read."""

import re
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest

from muse import GenerationError
from muse_music.midi import song
from muse_music.midi.verify import verified
from muse_music.notation import engrave, fonts, musicxml
from muse_music.notation.directions import spoken
from muse_music.notation.measures import numbered
from muse_music.notation.pages import shared, smaller
from muse_music.notation.systems import System
from muse_music.theory.harmony import chord
from muse_music.theory.keys import Key
from muse_music.theory.meter import TICKS, parse
from muse_music.theory.notes import ChordSpan, Dynamic, Note, Part, Section, Song
from muse_music.theory.timeline import Tempo, timeline

_MARKS = (
    *("accent", "strong-accent", "staccato", "tenuto", "fermata", "trill-mark", "mordent"),
    *("inverted-mordent", "turn", "tremolo", "arpeggiate", "scoop", "falloff", "bend"),
)


def changing() -> Song:
    """A pickup; then 4/4 in G, 7/8 in E flat, 13/16; a ritardando; every mark there is."""
    g, flat = Key("G", "major"), Key("Eb", "major")
    bars = [(parse("4/4"), g)] * 4 + [(parse("7/8"), flat)] * 2 + [(parse("13/16"), flat)] * 2
    tempos = [
        Tempo(0, 500_000, "Andante"),
        Tempo(9 * TICKS, 540_000, "rit."),
        Tempo(10 * TICKS, 580_000),
        Tempo(11 * TICKS, 620_000),
        Tempo(13 * TICKS, 500_000, "a tempo"),
        Tempo(13 * TICKS + TICKS * 7, 300_000),
    ]
    time = timeline(bars, tempos, pickup=TICKS)
    lengths = [Fraction(1)] * 9 + [Fraction(1, 3)] * 3 + [Fraction(1, 5)] * 5
    lengths += [Fraction(1, 7)] * 7 + [Fraction(1, 16)] * 16 + [Fraction(5, 4)] * 4
    notes = []
    at = 0
    for place, quarters in enumerate(lengths):
        marks = (_MARKS[place % len(_MARKS)],)
        if place in (1, 2):
            marks = (*marks, "slur")
        if place == 5:
            marks = ("slide",)
        graces = (74, 76)[: place % 3] if place < 9 else ()
        notes.append(Note(at, int(quarters * TICKS), 67 + place % 9, 0.5, "", marks, graces))
        at += int(quarters * TICKS)
    chords = [ChordSpan(TICKS * i * 4, TICKS * (i + 1) * 4, chord("I", 7)) for i in range(5)]
    sections = [Section("verse", "verse", 0, 5, 0.5), Section("chorus", "chorus", 5, 3, 0.8)]
    low = [Note(TICKS * i * 2, TICKS * 2, p) for i in range(10) for p in (43, 50, 67, 71)]
    piano = Part("Chords: Piano", "chords", 0, low, pedal=[(0, 2 * TICKS), (2 * TICKS, 6 * TICKS)])
    dynamics = [
        *(Dynamic(0, "p"), Dynamic(TICKS, "crescendo", 5 * TICKS), Dynamic(5 * TICKS, "ff")),
        Dynamic(9 * TICKS, "diminuendo", 13 * TICKS),
    ]
    return Song(
        *("All of it", time, sections, [Part("Melody: Flute", "melody", 73, notes), piano], chords),
        composer="C. Omposer",
        poet="P. Oet",
        dynamics=dynamics,
        swing=66,
    )


def test_music21_reads_every_note_and_change():
    music21 = pytest.importorskip("music21")
    made = changing()
    xml = musicxml(made)
    assert (
        verified(xml, made)["score"] == f"read back by music21 {music21.__version__}: as the song"
    )
    moved = replace(made.parts[0].notes[20], length=TICKS // 8)
    made.parts[0].notes[20] = moved
    with pytest.raises(GenerationError, match="the score's tune"):
        verified(xml, made)


@pytest.mark.filterwarnings("ignore")
def test_marks_are_written_as_what_they_are():
    music21 = pytest.importorskip("music21")
    text = musicxml(changing()).decode()
    score = music21.converter.parseData(text, format="musicxml", forceSource=True)
    top = score.parts[0].recurse()
    graces = [n for n in top.notes if n.duration.isGrace]
    assert len(graces) == sum(place % 3 for place in range(9))
    found = {type(a).__name__ for n in top.notes for a in n.articulations}
    assert {"Accent", "StrongAccent", "Staccato", "Tenuto", "Scoop", "Falloff"} <= found
    found = {type(e).__name__ for n in top.notes for e in n.expressions}
    assert {"Fermata", "Trill", "Mordent", "InvertedMordent", "Turn", "Tremolo"} <= found
    slurs = [s for s in score.parts[0].recurse().getElementsByClass(music21.spanner.Slur)]
    assert [len(slur) for slur in slurs] == [2]
    assert [len(g) for g in score.recurse().getElementsByClass(music21.spanner.Glissando)] == [2]
    dynamics = [d.value for d in top.getElementsByClass(music21.dynamics.Dynamic)]
    assert dynamics == ["p", "ff"]
    wedges = score.parts[0].recurse().getElementsByClass(music21.dynamics.DynamicWedge)
    assert sorted(type(w).__name__ for w in wedges) == ["Crescendo", "Diminuendo"]
    assert score.metadata.composer == "C. Omposer"
    assert score.metadata.lyricist == "P. Oet"
    assert text.count('<pedal type="start"') == text.count('<pedal type="stop"') == 2
    assert "<swing><first>66</first><second>34</second>" in text


def test_a_pickup_is_a_pickup_and_bars_are_counted_from_the_first_whole_one():
    bars = numbered(changing().time)
    assert [bar.number for bar in bars] == ["0", "1", "2", "3", "4", "5", "6", "7"]
    assert [bar.counted for bar in bars] == [False] + [True] * 7
    text = musicxml(changing()).decode()
    assert '<measure number="0" implicit="yes">' in text


def test_gradual_changes_are_told_once_and_sudden_ones_with_their_number():
    told = [(tempo.mark, shown) for tempo, shown in spoken(changing().time)]
    assert told == [
        *(("Andante", True), ("rit.", False), ("", False), ("", False)),
        *(("a tempo", False), ("", True)),
    ]
    text = musicxml(changing()).decode()
    assert text.count("<metronome>") == 2
    assert text.count("<sound tempo=") == 6


@pytest.mark.parametrize("meter", ["13/16", "7/16", "11/16", "5/32"])
def test_odd_sixteenths_are_exact(meter: str):
    pytest.importorskip("music21")
    made = song(style="rock", meter=meter, bars=4, seed=3)
    assert verified(musicxml(made), made)
    durations = re.findall(r"<duration>(\d+)</duration>", musicxml(made).decode())
    divisions = int(re.search(r"<divisions>(\d+)", musicxml(made).decode())[1])
    assert divisions <= 16383
    assert max(map(int, durations)) <= made.meter.bar * divisions // TICKS


def texts(page: str, kind: str) -> list[tuple[str, float, float, str]]:
    """The texts of a kind on a page, in reading order: their line, x, end and words."""
    systems = re.split(r"<g transform=\"translate\(", page)[1:]
    found = []
    for number, system in enumerate(systems):
        for group in re.findall(rf'<g [^>]*class="{kind}">\s*<text.*?</text>', system, re.DOTALL):
            x, y = map(float, re.search(r'<text x="(-?\d+)" y="(-?\d+)"', group).groups())
            size = max(map(int, re.findall(r'font-size="(\d+)px"', group)))
            words = "".join(re.findall(r">([^<>]+)<", re.sub(r">\s+<", "><", group)))
            words = words.replace("\xa0", "").strip()
            found.append((f"{number} {y}", x, x + size * fonts.width(words), words))
    return sorted(found)


LYRICS = """Nobody knows where the river is going
Everything changes with each generation
Wonderful mornings are waiting and shimmering
Somebody whispers a quiet vocation"""


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_words_and_chord_names_never_run_together(seed: int):
    made = song(
        style="pop",
        seed=seed,
        lyrics=LYRICS,
        chords="F#m7b5 B7 | Em7 C#m7b5 | A#m7b5 D#7 | G#m7 C#7#9",
    )
    page = "".join(engrave.pages(made))
    for kind, least in (("syl", 60.0), ("harm", 40.0)):
        found = texts(page, kind)
        assert len(found) > 12
        for before, after in pairwise(found):
            if before[0] == after[0]:
                assert after[1] - before[2] > least, (before, after)


@pytest.mark.parametrize(
    ("heights", "expected"),
    [
        ([500] * 4, [4]),
        ([600] * 6, [3, 3]),
        ([600] * 5, [3, 2]),
        ([600] * 9, [3, 3, 3]),
        ([1200] * 3, [2, 1]),
        ([2400] * 3, [1, 1, 1]),
        ([700, 700, 700, 300, 300], [3, 2]),
    ],
)
def test_pages_are_filled_evenly(heights: list[int], expected: list[int]):
    lines = [System("", 0.0, float(height), 4) for height in heights]
    assert [len(page) for page in shared(lines)] == expected


def test_a_piece_that_ends_badly_is_tried_smaller():
    even = [System("", 0.0, 600.0, 5)] * 6
    assert smaller(even) == 1.0
    assert 0.75 <= smaller([System("", 0.0, 560.0, 5)] * 5) < 1.0  # one system alone on page 2
    assert smaller([*even[:-1], System("", 0.0, 600.0, 1)]) < 1.0  # a last system of one bar


def test_twenty_parts_fit_on_a_page():
    made = song(style="folk", bars=2, seed=1)
    parts = [
        Part(f"Part {n}: Violin", "melody" if n == 0 else "inner", 40, made.parts[0].notes)
        for n in range(20)
    ]
    assert len(engrave.pages(replace(made, parts=parts))) == 1
