"""Scores say what the song is: read back by music21; engraved without a warning."""

import io
import re
import zipfile
from fractions import Fraction

import pytest
from PIL import Image

from muse_music.midi import song
from muse_music.notation import engrave, musicxml, mxl, roll
from muse_music.notation.abc import abc
from muse_music.notation.to_music21 import to_music21
from muse_music.theory.keys import Key
from muse_music.theory.meter import TICKS, parse
from muse_music.theory.notes import DRUMS, Note, Part, Section, Song
from muse_music.theory.timeline import steady
from plugins.music.tried import styles

CASES = [
    *styles(None),
    *(("pop", meter) for meter in ("5/4", "12/8", "2/2", "7/8:3+2+2")),
]


def score_of(xml: bytes):
    music21 = pytest.importorskip("music21")
    return music21, music21.converter.parseData(xml.decode(), format="musicxml", forceSource=True)


def sounding(music21, part):
    chords = music21.harmony.ChordSymbol
    found = []
    for each in part.recurse().notes:
        if isinstance(each, chords) or each.duration.isGrace:
            continue
        ties = [n.tie for n in each.notes] if each.isChord else [each.tie]
        if ties[0] is not None and ties[0].type != "start":
            continue
        start = Fraction(each.getOffsetInHierarchy(part)).limit_denominator(96)
        found += [(start, p.midi) for p in each.pitches]
    return sorted(found)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("name", "meter"), CASES)
def test_the_score_is_the_song(name: str, meter: str | None):
    made = song(style=name, meter=meter, seed=5, bars=12, key="Eb" if name == "pop" else None)
    music21, score = score_of(musicxml(made))
    top = score.parts[0]
    read = top.recurse()
    assert read.getElementsByClass(music21.meter.TimeSignature).first().ratioString == (
        f"{made.meter.numerator}/{made.meter.denominator}"
    )
    assert read.getElementsByClass(music21.key.KeySignature).first().sharps == made.key.sharps
    mark = score.recurse().getElementsByClass(music21.tempo.MetronomeMark).first()
    assert mark.getQuarterBPM() == pytest.approx(60e6 / made.quarter, rel=1e-4)
    bars = top.getElementsByClass(music21.stream.Measure)
    assert len(bars) == made.bars
    assert all(b.duration.quarterLength * TICKS == made.meter.bar for b in bars)
    names = [
        (c.getOffsetInHierarchy(top) * TICKS, c.root().pitchClass, c.bass().pitchClass)
        for c in read.getElementsByClass(music21.harmony.ChordSymbol)
    ]
    assert names == [(s.start, s.chord.root, s.chord.bass) for s in made.chords]
    melody = made.parts[0]
    assert sounding(music21, top) == [(Fraction(n.start, TICKS), n.pitch) for n in melody.notes]
    written = {part.partName for part in score.parts}
    assert len(written) >= len({p.name.partition(": ")[2] or p.name for p in made.parts})


@pytest.mark.filterwarnings("ignore")
def test_every_part_has_its_notes():
    made = song(style="classical", seed=2, bars=8)
    music21, score = score_of(musicxml(made))
    read = sorted(n for part in score.parts for n in sounding(music21, part))
    meant = sorted((Fraction(n.start, TICKS), n.pitch) for p in made.parts for n in p.notes)
    assert read == meant


@pytest.mark.parametrize(("name", "meter"), CASES)
def test_verovio_has_nothing_to_say(
    name: str, meter: str | None, capfd: pytest.CaptureFixture[str]
):
    import verovio

    made = song(style=name, meter=meter, seed=3, bars=9)
    verovio.enableLog(verovio.LOG_WARNING)
    layout = engrave.layout(made)
    toolkit = engrave.engraver(smart=bool(layout.breaks))
    assert toolkit.loadData(musicxml(made, layout).decode())
    toolkit.renderToSVG(1)
    verovio.enableLog(verovio.LOG_OFF)
    told = capfd.readouterr()
    assert (told.out + told.err).strip() == ""


def line(notes: list[tuple[int, int, int]], meter: str = "4/4", bars: int = 2) -> Song:
    part = Part("Melody", "melody", 73, [Note(*n) for n in notes])
    beat = parse(meter)
    sections = [Section("theme", "theme 1", 0, bars, 0.5)]
    return Song("Test", steady(beat, Key("C", "major"), 500_000, bars), sections, [part])


def test_ties_words_triplets_and_accidentals():
    third = TICKS // 3
    notes = [
        *((0, 3 * TICKS, 60), (3 * TICKS, 2 * TICKS, 61), (5 * TICKS, third, 61)),
        *((5 * TICKS + third, third, 62), (5 * TICKS + 2 * third, third, 60)),
    ]
    made = line(notes)
    made.parts[0].notes[0] = Note(0, 3 * TICKS, 60, 0.5, "hel-")
    made.parts[0].notes[1] = Note(3 * TICKS, 2 * TICKS, 61, 0.5, "lo")
    text = musicxml(made).decode()
    assert text.count('<tie type="start"/>') == 1
    assert (
        text.count("<accidental>sharp</accidental>") + text.count("<accidental>flat</accidental>")
        == 2
    )  # the first, and once more in the next bar: what is tied shows none
    assert text.count("<time-modification>") == 3
    assert text.count('<tuplet type="start"') == text.count('<tuplet type="stop"') == 1
    assert "<syllabic>begin</syllabic><text>hel</text>" in text
    assert "<syllabic>end</syllabic><text>lo</text>" in text


def test_compressed_scores_are_scores_and_stay_the_same():
    xml = musicxml(song(style="folk", seed=1, bars=4))
    packed = mxl(xml)
    assert packed == mxl(xml)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        assert archive.read("score.musicxml") == xml


def test_engraved_pages():
    made = song(style="waltz", seed=1, bars=16)
    pages = engrave.pages(made)
    data = engrave.png(pages)
    picture = Image.open(io.BytesIO(data))
    assert picture.width == 1240
    assert 0.01 < 1 - sum(picture.histogram()[200:]) / (picture.width * picture.height) < 0.3
    assert engrave.png(engrave.pages(made)) == data
    drawing = engrave.svg(pages, made.title)
    assert drawing.startswith(b"<svg")
    assert made.title.encode() in drawing
    assert not re.search(rb"\xee[\x80-\xbf]", drawing)  # signs that only the music font has
    assert engrave.pdf(pages, made.title).startswith(b"%PDF")


def test_the_roll_shows_every_note():
    made = song(style="pop", seed=1, bars=8)
    shapes = roll.drawing(made).shapes
    notes = sum(len(p.notes) for p in made.parts)
    colours = [s for s in shapes if isinstance(s, roll.Box) and s.colour in roll.COLOURS]
    assert len(colours) == notes + len(made.parts)  # and the legend
    assert Image.open(io.BytesIO(roll.png(made))).width > 600
    assert roll.svg(made).count(b"<rect") >= notes


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("name", "meter"), [("jazz", None), ("folk", "6/8"), ("blues", None)])
def test_abc_is_read_back(name: str, meter: str | None):
    music21 = pytest.importorskip("music21")
    made = song(style=name, meter=meter, seed=3, bars=8)
    score = music21.converter.parseData(abc(made), format="abc", forceSource=True)
    part = next(p for p in score.parts if p.recurse().notes)
    meant = [(Fraction(n.start, TICKS), n.pitch) for n in made.parts[0].notes]
    assert sounding(music21, part) == meant


def test_a_song_is_a_music21_score():
    pytest.importorskip("music21")
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        score = to_music21(song(style="folk", bars=4, seed=1))
    assert len(score.parts) >= 3


def test_a_change_of_key_leaves_the_drums_alone():
    pytest.importorskip("verovio")
    from muse_music.notation import drum_keys
    from muse_music.notation.systems import engraver

    made = song(style="pop", seed=5, bars=4, modulation=2)
    assert made.parts[-1].program == DRUMS
    toolkit = engraver()
    assert drum_keys.load(toolkit, musicxml(made).decode())
    first, last = toolkit.getMEI(), str(len(made.parts))
    change = first[first.rindex("<scoreDef") : first.rindex("</scoreDef>")]
    assert 'sig="' in change
    assert f'n="{last}"' not in change
