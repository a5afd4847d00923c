"""What is asked for is kept: chords, form, words, players; and pieces that are handed in."""

import io
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import mido
import pytest

from muse import Cancelled, Host, InvalidField, RequestError
from muse_music.midi import Midi, song
from muse_music.midi.form import forms
from muse_music.midi.tune.syllables import split, syllables
from muse_music.notation import engrave, fonts
from muse_music.theory import progressions
from muse_music.theory.harmony import chord
from muse_music.theory.keys import MODES, Key, parse
from muse_music.theory.naming import chord_name
from muse_music.theory.qualities import NAMES
from plugins.music.midi_file import File, compose
from plugins.music.tried import styles

TWINKLE = b"""X:1
T:Twinkle
M:4/4
L:1/4
Q:1/4=100
K:D
DDAA|BBA2|GGFF|EED2|AAGG|FFE2|AAGG|FFE2|DDAA|BBA2|GGFF|EED2|]
"""
TUNE = [62, 62, 69, 69, 71, 71, 69, 67, 67, 66, 66, 64, 64, 62]


def texts(data: bytes, kind: str = "text") -> list[str]:
    file = mido.MidiFile(file=io.BytesIO(data), charset="utf-8")
    return [m.text for track in file.tracks for m in track if m.type == kind]


# -- chords


@pytest.mark.parametrize("name", styles())
def test_chords_are_kept_and_heard(host: Host, name: str):
    made = compose(host, style=name, chords="Dm7 | G7 | Cmaj7 | F#m7b5 B7", key="C", bars=8)
    assert made.report.measured["harmony"] == " ".join(["Dm7 G7 Cmaj7 F#m7b5 B7"] * 2)
    assert made.report.measured["harmony_heard"] >= 0.8
    assert "chords" not in made.report.adjusted


def test_numerals_and_names_are_the_same_chords():
    key = Key("A", "minor")
    numerals = progressions.read("i | bVI bVII | iv/1 | V7", key)
    names = progressions.read("Am | F G | Dm/A | E7", key)
    assert [[(c.root, c.bass, c.tones) for c in bar] for bar in numerals][:2] == [
        [(c.root, c.bass, c.tones) for c in bar] for bar in names
    ][:2]
    assert progressions.read("C-G-Am-F", key)[2][0].root == 9
    assert progressions.read("C | % | G", key)[1] == progressions.read("C", key)[0]


@pytest.mark.parametrize("wrong", ["H7", "C |  | G", "%", ". C | A", "Cfoo", "I/8"])
def test_what_is_no_chord_is_told(host: Host, wrong: str):
    with pytest.raises(InvalidField, match="chords: "):
        compose(host, chords=wrong if "|" in wrong else f"{wrong} |" if wrong != "%" else wrong)


def test_names_of_chords_are_read_back():
    for mode in MODES:
        for tonic in ("C", "Eb", "F#", "B"):
            key = Key(tonic, mode).legal()
            for quality in NAMES:
                for numeral in ("I", "bVII", "#IV", "ii"):
                    meant = chord(numeral + quality, key.pitch_class)
                    (read,) = progressions.read(chord_name(meant, key), key)[0]
                    assert (read.root, set(read.tones)) == (meant.root, set(meant.tones))
    assert chord_name(chord("V7/ii", 2), Key("D", "major")) == "B7"
    assert chord_name(chord("I/3", 11), Key("B", "major")) == "B/D#"


@pytest.mark.parametrize(
    ("chords", "key"),
    [
        ("Dm7 | G7 | Cmaj7", "C major"),
        ("Am | F | C | G", "A minor"),
        ("C G Am F", "C major"),
        ("F#m | D | A | E", "F# minor"),
        ("Bb | Eb | F7 | Bb", "Bb major"),
        ("Em | Am | B7 | Em", "E minor"),
    ],
)
def test_chord_names_tell_the_key(host: Host, chords: str, key: str):
    assert compose(host, chords=chords, bars=4).report.chosen["key"] == key
    assert progressions.home("i | bVI | bVII") is None


# -- form


def test_form_is_kept(host: Host):
    made = compose(host, form="intro 4, verse 8, chorus 8, outro 4", style="pop")
    file = mido.MidiFile(file=io.BytesIO(made.data), charset="utf-8")
    found, now = [], 0
    for message in file.tracks[0]:
        now += message.time
        if message.type == "marker":
            found.append((now // 1920, message.text))
    assert found == [(0, "intro"), (4, "verse"), (12, "chorus"), (20, "outro")]
    assert made.report.measured["bars"] == 24


def test_letters_and_chinese_are_forms():
    assert [p.kind for p in forms.parse("AABA")] == ["theme", "theme", "contrast", "theme"]
    assert [p.kind for p in forms.parse("前奏,主歌,副歌 8")] == ["intro", "verse", "chorus"]
    assert forms.allotted(forms.parse("AABA"), 16) == [4, 4, 4, 4]
    assert sum(forms.allotted(forms.parse("verse 8, chorus"), 21)) == 21


def test_wrong_forms_are_told(host: Host):
    with pytest.raises(InvalidField, match="form: invalid section 'verze 8'"):
        compose(host, form="verze 8")
    with pytest.raises(RequestError, match="form: 3 bars are too few"):
        compose(host, form="AABA", bars=3)


# -- players


def test_players_take_the_parts_they_are_given(host: Host):
    made = compose(host, style="pop", instruments=["melody=violin", "bass=cello"])
    names = [t["name"] for t in made.report.measured["tracks"]]
    assert "Melody: Violin" in names
    assert "Bass: Cello" in names
    alone = compose(host, style="pop", instruments=["melody=flute", "bass=cello"], band=False)
    assert {t["program"] for t in alone.report.measured["tracks"]} == {"Flute", "Cello"}
    with pytest.raises(InvalidField, match="invalid part 'sax'"):
        compose(host, instruments=["sax=violin"])


# -- words


@pytest.mark.parametrize(
    ("line", "sung"),
    [
        ("Twinkle, twinkle, little star", "Twin- kle, twin- kle, lit- tle star"),
        ("how I wonder what you are", "how I won- der what you are"),
        ("the loved and wanted wishes", "the loved and wan- ted wi- shes"),
        ("床前明月光,", "床 前 明 月 光,"),
        ("beyond the quiet ocean", "be- yond the qui- et o- cean"),
    ],
)
def test_syllables(line: str, sung: str):
    assert " ".join(syllables(line)) == sung


def test_no_letter_is_lost():
    for word in "rhythm queue a I'm yesterday's lightly strengths poetry being 1999".split():
        assert "".join(split(word)) == word


WORDS = """Over the hills and far away
The evening river sings to me

[Chorus]
Oh come back home
The lights are burning low
"""


@pytest.mark.parametrize(
    ("words", "count"), [(WORDS, 26), ("床前明月光\n疑是地上霜\n举头望明月\n低头思故乡", 20)]
)
def test_each_note_has_one_syllable(words: str, count: int):
    made = song(lyrics=words, style="pop", seed=4)
    tune = made.parts[0].notes
    sung = [n.lyric for n in tune if n.lyric]
    assert len(sung) == count == sum(len(syllables(x)) for x in words.splitlines() if "[" not in x)
    assert made.unsung == 0
    assert len(tune) == count  # no note without one
    assert all(b.start >= a.end for a, b in pairwise(tune))


def test_words_are_in_the_file(host: Host):
    made = compose(host, lyrics=WORDS, style="pop")
    assert made.report.measured["syllables"] == 26
    assert "".join(texts(made.data, "lyrics")).startswith("O-ver the hills and far a-way\r")
    short = compose(host, lyrics=WORDS, form="verse 4", style="pop")
    assert any("lines of the lyrics didn't fit" in note for note in short.report.notes)


# -- pieces that are handed in


@pytest.mark.parametrize("name", ["folk", "jazz", "rock", "chinese", "classical"])
def test_a_given_melody_is_kept_note_for_note(host: Host, name: str):
    made = compose(host, melody=TWINKLE, style=name)
    file = File(made.data)
    tune = [n for n in file.notes("Melody") if n[3] != 9]
    assert [n[2] for n in tune][: len(TUNE)] == TUNE
    assert len(tune) == 42
    assert made.report.measured["key"] == "D major"
    assert made.report.measured["bars"] == 12
    assert made.report.measured["harmony_heard"] >= 0.7  # jazz leaves roots to a walking bass
    assert len(made.report.measured["tracks"]) >= 3


def test_what_a_piece_decides_is_told(host: Host):
    report = compose(host, melody=TWINKLE, key="F", meter="3/4", bars=5, tempo=80).report
    assert report.adjusted["key"].used == "D major"
    assert report.adjusted["meter"].used == "4/4"
    assert report.adjusted["bars"].used == 12
    assert report.measured["tempo"] == 80


def test_a_piece_is_carried_on(host: Host):
    before = compose(host, style="pop", bars=16, seed=5)
    after = compose(host, extend=before.data, bars=8)
    old, new = File(before.data), File(after.data)
    assert new.bars == 24
    assert after.report.adjusted["bars"].used == 24
    for name in ("meter", "key", "tempo"):
        assert after.report.measured[name] == before.report.measured[name]
    assert [t["program"] for t in after.report.measured["tracks"]] == [
        t["program"] for t in before.report.measured["tracks"]
    ]
    # The piece itself is there, and what follows is played by all, and comes home.
    near = [n[2] for n in new.notes("Melody") if n[0] < 16 * new.bar - 40]
    assert near == [n[2] for n in old.notes("Melody")]
    later = [n for n in new.notes("Melody") if n[0] >= 16 * new.bar - 40]
    assert len(later) > 16
    assert later[-1][2] % 12 == parse(after.report.measured["key"]).pitch_class
    assert later[-1][1] == new.bars * new.bar


def test_a_variation_keeps_the_length_and_the_end(host: Host):
    plain = compose(host, vary=TWINKLE, strength=0.0, seed=1)
    far = compose(host, vary=TWINKLE, strength=1.0, seed=1)
    assert plain.report.measured["bars"] == far.report.measured["bars"] == 12

    def tune(made):
        return [n[2] for n in File(made.data).notes("Melody")]

    assert tune(far) != tune(plain)
    assert tune(far)[-1] == 62
    # The strong notes stay: every bar begins as the theme's does.
    file = File(far.data)
    starts = {
        round(n[0] / file.bar): n[2] for n in file.notes("Melody") if (n[0] + 40) % file.bar < 80
    }
    assert [starts[bar] for bar in range(4)] == [62, 71, 67, 64]


def test_wrong_pieces_are_told(host: Host, tmp_path: Path):
    bad = tmp_path / "bad.mid"
    bad.write_bytes(b"MThd")
    with pytest.raises(RequestError, match=r"melody: bad\.mid can't be read as music"):
        compose(host, melody=bad)
    with pytest.raises(InvalidField, match="vary: can't be combined with melody; give one of them"):
        compose(host, melody=TWINKLE, vary=TWINKLE)


# -- files


SUFFIXES = (".mid", ".musicxml", ".mxl", ".wav", ".png", ".svg", ".pdf", ".abc")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("view", ["score", "roll"])
def test_every_file_is_the_same_twice(host: Host, view: str):
    def made():
        suffixes = [s for s in SUFFIXES if view == "score" or s in (".png", ".svg", ".pdf")]
        result = host.run(
            "music.midi", formats=suffixes, style="folk", bars=2, seed=1, view=view, synth="muse"
        )
        return {suffix: result[0].files[suffix].data for suffix in suffixes}

    first = made()
    assert first == made()
    starts = {".mid": b"MThd", ".wav": b"RIFF", ".png": b"\x89PNG", ".pdf": b"%PDF", ".mxl": b"PK"}
    assert all(first[s].startswith(begin) for s, begin in starts.items() if s in first)


@pytest.mark.filterwarnings("ignore")
def test_scores_carry_their_recipe(host: Host, tmp_path: Path):
    made = compose(host, style="folk", bars=4, formats=[".musicxml", ".mxl", ".abc"])
    for suffix in (".musicxml", ".mxl", ".abc"):
        path = made.save(tmp_path / f"a{suffix}")
        assert host.formats()[suffix].extract(path.read_bytes())[1].startswith("{")
        assert not path.with_name(f"a{suffix}.muse.json").exists()


def test_midi_alone_imports_nothing_heavy():
    code = (
        "import sys, muse\n"
        "muse.run('music.midi', style='pop', seed=1, bars=4)\n"
        # The library's small picture of it takes Pillow, and nothing else.
        "heavy = 'verovio resvg_py soundfile music21 torch scipy pretty_midi'.split()\n"
        "print([name for name in heavy if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_stopped_recording_leaves_nothing(host: Host, tmp_path: Path):
    stream = host.stream("music.midi", output=tmp_path / "a.wav", bars=16, seed=1, synth="muse")
    with pytest.raises(Cancelled):
        for _ in stream:
            stream.cancel()
    assert not list(tmp_path.glob("a.*"))
    assert host.run("music.midi", output=tmp_path / "a.wav", bars=2, seed=1, synth="muse").paths


def test_words_are_spelt_where_no_font_has_them(monkeypatch: pytest.MonkeyPatch):
    made = song(style="chinese", lyrics="床前明月光\n疑是地上霜", seed=1)
    monkeypatch.setattr(fonts, "has_chinese", lambda: False)
    shown = [n.lyric for n in engrave.readable(made).parts[0].notes if n.lyric]
    assert shown[:5] == ["chuang", "qian", "ming", "yue", "guang"]
    monkeypatch.setattr(fonts, "has_chinese", lambda: True)
    assert engrave.readable(made) is made


@pytest.mark.parametrize(
    ("prompt", "field", "value"),
    [
        ("pop with the chords C G Am F, 8 bars", "chords", "C G Am F"),
        ("和弦进行 Am F C G 的流行歌曲", "chords", "Am F C G"),
        ("jazz: C7 | F7 | C7 G7 | C7, 100 bpm", "chords", "C7 | F7 | C7 G7 | C7"),
        ("a jam on E9 and A13 chords", "chords", "E9 A13"),
        ("ii-V-I in Bb", "chords", "ii V I"),
        ("a song in C and G", "chords", None),
        ("rock with intro 4, verse 16, chorus 8", "form", "intro 4, verse 16, chorus 8"),
        ("前奏4小节,主歌8小节", "form", "前奏 4, 主歌 8"),
        ("an AABA standard", "form", "AABA"),
        ("like ABBA, as ABC, with a key change in the last chorus", "form", None),
        ("piano solo and a chorus", "form", None),
        ("两分半的爵士", "duration", 150),
        ("两分三十秒的爵士", "duration", 150),
        ("把速度设为九十", "tempo", 90),
        ("每分钟一百二十六拍", "tempo", 126),
        ("三十二小节,八六拍", "bars", 32),
        ("C major, 120, 16 bars", "tempo", 120),
        ("1, 2, 3 and 4", "tempo", None),
        ("starts slow and gets faster", "tempo", "80 -> 132"),
        ("it slows down at the end", "tempo", None),
        ("4 bars of 7/8 then 4 bars of 4/4", "meter", "7/8 x4, 4/4 x4"),
        ("modulate up a half step at the end", "modulation", 1),
        ("minor blues in A", "key", "A minor"),
        ("蓝调,E调,摇摆", "key", "E major"),
        ("蓝调,E调,摇摆", "swing", 66),
        ("悲伤的钢琴曲,慢板,a小调", "key", "A minor"),
        ("lo-fi, 75 bpm, Dm", "key", "D minor"),
        ("流行歌,F#m调", "key", "F# minor"),
        ("a pop song in 4/4, length 1:30", "duration", 90),
        ("Style: Jazz; Bars: 32", "bars", 32),
        ("七八拍的摇滚", "meter", "7/8"),
        ("五拍子的爵士,速度=150", "meter", "5/4"),
        ("五拍子的爵士,速度=150", "tempo", 150),
        ("和弦走向1645的民谣", "chords", "1645"),
        ("metal with distorted guitar", "instruments", ["Distortion Guitar"]),
    ],
)
def test_chords_forms_and_lengths_are_read_from_a_prompt(prompt: str, field: str, value: object):
    found = Midi().read(prompt).fields.get(field)
    assert (found and found.value) == value
