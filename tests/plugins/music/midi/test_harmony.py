"""Chords and modes as musicians write them: qualities, numerals, beats of a bar, scales."""

import itertools

import pytest

from muse import Host
from muse_music.midi import song
from muse_music.midi.form import chords
from muse_music.theory import keys, meter, progressions, qualities
from muse_music.theory.keys import Key
from muse_music.theory.naming import chord_name
from muse_music.theory.scales import MODES
from muse_music.theory.timeline import steady
from plugins.music.midi_file import compose
from plugins.music.tried import styles


def names(text: str, key: str, beat: str | None = None) -> str:
    home = keys.parse(key)
    assert isinstance(home, Key)
    read = progressions.read(text, home, meter.parse(beat) if beat else None)
    return " | ".join(" ".join(chord_name(c, home) for c in bar) for bar in read)


# -- qualities


@pytest.mark.parametrize(
    ("written", "tones"),
    [
        ("Δ", "0 4 7 11"),
        ("-Δ7", "0 3 7 11"),
        ("mMaj7", "0 3 7 11"),
        ("°7", "0 3 6 9"),
        ("ø", "0 3 6 10"),
        ("7♭9", "0 4 7 10 13"),
        ("7(b9,#11)", "0 4 7 10 13 18"),
        ("7b5", "0 4 6 10"),
        ("aug7", "0 4 8 10"),
        ("alt", "0 4 10 15 20"),
        ("6/9", "0 4 7 9 14"),
        ("add2", "0 2 4 7"),
        ("maj7#11", "0 4 7 11 18"),
        ("13sus", "0 5 10 14 21"),
        ("13b9", "0 4 10 13 21"),
        ("m11", "0 3 7 10 14 17"),
        ("quartal", "0 5 10 15"),
    ],
)
def test_qualities_have_their_tones(written: str, tones: str):
    assert qualities.steps(written) == tuple(map(int, tones.split()))


def test_any_tones_have_a_name_that_is_read_back():
    for size in range(1, 6):
        for tones in itertools.combinations(range(1, 12), size):
            if {10, 11} <= set(tones):
                continue  # two sevenths
            name = qualities.name((0, *tones))
            assert {step % 12 for step in qualities.steps(name) or ()} == {0, *tones}, name


def test_qualities_are_those_of_music21():
    harmony = pytest.importorskip("music21").harmony
    for name in ("m7", "maj7", "dim7", "m7b5", "7b9", "7#9", "9", "m9", "M9", "sus4", "6", "m6"):
        (read,) = progressions.read(f"G{name}", Key("C", "major"))[0]
        judged = harmony.ChordSymbol(f"G{name}").pitchClasses
        assert set(read.tones) == set(judged), name


# -- numerals


@pytest.mark.parametrize(
    ("text", "key", "meant"),
    [
        ("i VI III VII", "A minor", "Am | F | C | G"),
        ("i bVI bIII bVII", "A minor", "Am | F | C | G"),
        ("i iv V viio7", "A minor", "Am | Dm | E | G#dim7"),
        ("#VI #VII vi", "A minor", "F# | G# | F#m"),
        ("i IV VII", "D dorian", "Dm | G | C"),
        ("i II", "E phrygian", "Em | F"),
        ("I6 I64 V65 V43 V42 viio6", "C", "C/E | C/G | G7/B | G7/D | G7/F | Bdim/D"),
        ("ii65 IV65 viiø65 V65/V", "C", "Dm7/F | Fmaj7/A | Bm7b5/D | D7/F#"),
        ("ii7 V7 | Imaj7 | I6", "C", "Dm7 G7 | Cmaj7 | C6"),
        ("Iadd6 IIm7 V/7", "C", "C6 | Dm7 | G/B"),
        ("i/3 V/7", "A minor", "Am/C | E/G#"),
        ("C - N.C. - G", "C", "C | N.C. | G"),
        ("A#m7b5 D#7 | Cmaj7 F13b9", "G# minor", "A#m7b5 D#7 | Cmaj7 F13b9"),
        ("viio bII bVI", "F# minor", "E#dim | G | D"),
        ("1 5 6 4", "C", "C | G | Am | F"),
        ("4536251", "G", "C | D | Bm | Em | Am | D | G"),
        ("2-7 | 57 b7 | 1maj7", "C", "Dm7 | G7 Bb | Cmaj7"),
        ("1-6-3-7", "A minor", "Am | F | C | G"),
        ("|: C | G-7 :| Am |", "C", "C | Gm7 | C | Gm7 | Am"),
        ("G-7 | F♯m7♭5 B7alt | C/Bb", "C", "Gm7 | F#m7b5 B7alt | C/Bb"),
    ],
)
def test_progressions_are_read_as_musicians_write_them(text: str, key: str, meant: str):
    assert names(text, key) == meant


def test_numerals_are_those_of_music21():
    roman = pytest.importorskip("music21").roman
    for tonic, mode, text in [
        ("a", "minor", "i ii°6 III iv V VI VII V65 V42 vii°6"),
        ("E-", "major", "I I6 I64 ii6 V65 V43 V42 IV vi V7/V vii°6"),
    ]:
        key = Key(tonic.upper().replace("-", "b"), mode)
        read = progressions.read(f"{text} |", key)[0]
        for name, chord in zip(text.split(), read, strict=True):
            judged = roman.RomanNumeral(name.replace("°", "o"), tonic)
            assert set(chord.tones) == set(judged.pitchClasses), name
            assert chord.bass == judged.bass().pitchClass, name


def test_how_a_six_is_read_is_told(host: Host):
    (note,) = compose(host, chords="I I6 IV V", bars=4).report.notes
    assert note.startswith("6 after a numeral is read as a first inversion")
    (note,) = compose(host, chords="ii7 V7 | I6", bars=4).report.notes
    assert note.startswith("6 after a numeral is read as an added sixth")


# -- bars


@pytest.mark.parametrize(
    ("text", "beat", "starts"),
    [
        ("C Am Dm G |", "4/4", "0 1 2 3"),
        ("C Am Dm G C Am Dm G |", "4/4", "0 .5 1 1.5 2 2.5 3 3.5"),
        ("C F G |", "3/8", "0 .5 1"),
        ("C F |", "3/4", "0 2"),
        ("C F G Am |", "6/8", "0 1 1.5 2.5"),
        ("C F G |", "7/8", "0 1 2"),
        ("C . G .", "4/4", "0 2"),
        ("C*3 G |", "4/4", "0 3"),
        ("C . . G . . |", "6/8", "0 1.5"),
        ("C*1.5 G |", "4/4", "0 1.5"),
    ],
)
def test_chords_have_their_places_in_a_bar(text: str, beat: str, starts: str):
    time = meter.parse(beat)
    bar = progressions.read(text, Key("C", "major"))[0]
    (line,) = chords.slots([bar], steady(time, Key("C", "major"), 500_000, 1))
    assert [slot.start / meter.TICKS for slot in line] == list(map(float, starts.split()))


def test_beats_without_bar_lines_fill_bars():
    assert names("C . G . Am . F .", "C", "4/4") == "C G | Am F"
    assert names("C*6 G", "C", "4/4") == "C | C G"


@pytest.mark.parametrize("name", styles())
def test_four_chords_of_a_bar_are_four(host: Host, name: str):
    time = "6/8" if len(name) % 2 else "4/4"
    report = compose(host, style=name, meter=time, chords="C Am Dm G7 | F", key="C", bars=2).report
    assert report.measured["harmony"].startswith("C Am Dm G7")
    assert report.measured["harmony_heard"] >= 0.8
    assert report.adjusted == {}


def test_beats_that_do_not_fit_are_told(host: Host):
    report = compose(host, meter="3/4", chords="C . . G . . |", bars=2).report
    assert "3/4 has 3 beats" in report.adjusted["chords"].why


def test_nobody_plays_where_there_is_no_chord():
    made = song(style="pop", chords="C | N.C. | F | G", key="C", bars=8, seed=1)
    first, end = made.chords[1].start, made.chords[1].end
    for part in made.parts:
        inside = [n for n in part.notes if first <= n.start < end]
        assert bool(inside) == (part.role in ("melody", "drums")), part.name


# -- modes


@pytest.mark.parametrize("mode", tuple(MODES)[7:])
def test_tunes_keep_to_their_mode(mode: str):
    inside = whole = 0
    for name in ("pop", "folk", "chinese", "classical"):
        made = song(style=name, key=f"D {mode}", bars=8, seed=3)
        line = [n.pitch % 12 for n in made.parts[0].notes]
        inside += sum(tone in made.key.tones for tone in line)
        whole += len(line)
        assert line[-1] == made.key.pitch_class
    assert inside >= (1.0 if made.key.gapped else 0.97) * whole


@pytest.mark.parametrize(
    ("text", "key", "sharps"),
    [
        ("A harmonic minor", "A harmonic minor", 0),
        ("D商", "D shang", 0),
        ("G 徵调式", "G zhi", 0),
        ("C宫", "C gong", 0),
        ("F# minor pentatonic", "F# minor pentatonic", 3),
        ("Bb blues", "Bb blues", -2),
        ("E Freygish", "E phrygian dominant", 0),
        ("D dorian mode", "D dorian", 0),
    ],
)
def test_modes_are_read_written_and_measured(host: Host, text: str, key: str, sharps: int):
    report = compose(host, key=text, bars=4, style="folk").report
    assert report.measured["key"] == key
    signature = report.measured["key_signature"]
    assert signature == (
        f"{abs(sharps)} {'sharp' if sharps > 0 else 'flat'}s" if sharps else "no accidentals"
    )
