"""Lead sheets, chord sheets, tablature, drum parts, and words that follow the music."""

import io
import re

import mido
import pytest

from muse_music.formats import muse_formats
from muse_music.midi import song
from muse_music.midi.karaoke import kar, lrc
from muse_music.notation import chordsheet, engrave, musicxml
from muse_music.notation.lines import line_ends, lines
from muse_music.notation.musicxml import Layout
from muse_music.notation.tablature import BASS, GUITAR, fingered
from muse_music.notation.views import view
from muse_music.reading import read
from muse_music.theory.harmony import chord
from muse_music.theory.keys import Key
from muse_music.theory.meter import TICKS, parse
from muse_music.theory.notes import DRUMS, ChordSpan, Note, Part, Section, Song
from muse_music.theory.timeline import Tempo, steady, timeline

BAR = 4 * TICKS


def sung(words: str, *, bars: int = 4, tempos: list[Tempo] | None = None) -> Song:
    """Four notes a bar, each with a syllable of the words; a chord a bar: C, Am, F, G."""
    syllables = words.split()
    notes = [
        Note(place * TICKS, TICKS, 60 + place % 5, 0.5, syllable)
        for place, syllable in enumerate(syllables)
    ]
    time = steady(parse("4/4"), Key("C", "major"), 500_000, bars)
    if tempos:
        time = timeline([(parse("4/4"), Key("C", "major"))] * bars, tempos)
    spans = [
        ChordSpan(bar * BAR, (bar + 1) * BAR, chord(("I", "vi", "IV", "V")[bar % 4], 0))
        for bar in range(bars)
    ]
    half = bars // 2
    sections = [
        Section("verse", "verse", 0, half, 0.5),
        Section("chorus", "chorus", half, bars - half, 0.8),
    ]
    parts = [
        Part("Melody: Voice Oohs", "melody", 53, notes),
        Part("Bass: Fingered Bass", "bass", 33, [Note(b * BAR, BAR, 36) for b in range(bars)]),
        Part("Drums", "drums", DRUMS, [Note(b * BAR, TICKS, 36) for b in range(bars)]),
    ]
    return Song("A Song", time, sections, parts, spans, composer="C. Omposer", poet="P. Oet")


ENGLISH = "O- ver the hills And far a- way Sing me a song of the day"


def test_lines_are_those_that_were_written():
    found = lines(sung(ENGLISH))
    assert [line.text for line in found] == [
        "Over the hills",
        "And far away",
        "Sing me a song of the day",
    ]
    assert [line.section.label for line in found] == ["verse", "verse", "chorus"]
    chinese = lines(sung("月 亮 代 表 我 的 心， 你 问 我 爱 你 有 多 深 啊"))
    assert [line.text for line in chinese] == ["月亮代表我的心，你", "问我爱你有多深啊"]
    # What was handed in says it exactly: here lines of a bar and of two, without a capital.
    plain = sung("hold on to me now ne- ver let me go o- ver the hills a- way")
    plain.words = "[Verse]\nHold on to me now\nNever let me go\n\nover the hills away\n"
    assert [line.text for line in lines(plain)] == [
        "hold on to me now",
        "never let me go",
        "over the hills away",
    ]
    ends = line_ends(sung(ENGLISH))
    assert [ends[tick] for tick in sorted(ends)] == ["\r", "\n", "\n"]


def test_a_chord_sheet_has_each_chord_at_its_word():
    made = sung(ENGLISH)
    text = chordsheet.chordpro(made)
    assert "{title: A Song}" in text
    assert "{composer: C. Omposer}" in text
    assert "{start_of_verse: Verse}\n[C]Over the hills\n[Am]And far away\n{end_of_verse}" in text
    assert "{start_of_chorus: Chorus}\n[F]Sing me a song [G]of the day\n{end_of_chorus}" in text
    plain = chordsheet.chordpro(song(style="jazz", bars=16, seed=1))
    grids = re.findall(r"^\| .* \|", plain, re.MULTILINE)
    bars = sum(len(row.split(" | ")) for row in grids)
    assert bars == 16
    page = chordsheet.drawn(made)[0]
    assert all(f">{word}" in page for word in ("A Song", "Verse", "Am", "hills"))


def test_lrc_tells_when_lines_begin_through_changes_of_tempo():
    slow = [Tempo(0, 500_000), Tempo(BAR, 1_000_000)]
    made = lrc(sung(ENGLISH, bars=8, tempos=slow))
    assert made.startswith("[ti:A Song]\n[ar:C. Omposer]\n[au:P. Oet]\n[length:00:30]\n")
    assert "[00:00.00]Over the hills\n" in made
    assert "[00:02.00]And far away\n" in made
    assert "[00:06.00]Sing me a song of the day\n" in made
    assert made.rstrip().endswith("[00:13.00]")  # the words are over


def test_karaoke_files_have_the_words_as_players_show_them():
    made = sung(ENGLISH)
    file = mido.MidiFile(type=1, ticks_per_beat=480)
    file.tracks.append(mido.MidiTrack([mido.MetaMessage("text", text="chord C")]))
    file.tracks.append(
        mido.MidiTrack(
            [
                mido.MetaMessage("track_name", name="Melody"),
                mido.MetaMessage("lyrics", text="O-", time=0),
                mido.Message("note_on", note=60, velocity=64, time=10),
                mido.MetaMessage("lyrics", text="ver", time=470),
                mido.Message("note_off", note=60, velocity=0, time=20),
            ]
        )
    )
    buffer = io.BytesIO()
    file.save(file=buffer)
    read_back = mido.MidiFile(file=io.BytesIO(kar(made, buffer.getvalue())))
    words = read_back.tracks[2]
    assert words.name == "Words"
    texts = [m.text for m in words if m.type == "text"]
    assert texts[:4] == ["@LENGL", "@TA Song", "@TC. Omposer", "@TP. Oet"]
    assert "".join(texts[4:]) == ("\\Over the hills /And far away \\Sing me a song of the day ")
    assert sum(m.time for m in words) == 4 * 4 * 480
    assert not any(m.type == "lyrics" for track in read_back.tracks for m in track)
    tune = read_back.tracks[3]
    assert [m.time for m in tune if m.type.startswith("note")] == [10, 490]


def test_a_composed_karaoke_file_is_read_back_with_its_words():
    from muse_music.midi.files import made as files

    made = song(style="pop", seed=4, bars=16, lyrics="Over the hills\nAnd far away")
    from random import Random

    from muse_music.midi.band.perform import perform
    from muse_music.midi.condition import MidiCondition
    from muse_music.midi.write import write

    midi = write(made, perform(made, Random(1), loud=1.0, legato=1.0))
    data = files(made, midi, [".kar"], MidiCondition())[0][".kar"]
    score = read(data, "a.kar")
    words = [n.lyric for part in score.parts for n in part.notes if n.lyric]
    assert words == [n.lyric for n in made.parts[0].notes if n.lyric]


def test_a_lead_sheet_is_the_tune_with_chords_and_words():
    made = sung(ENGLISH)
    shown = view(made, "lead").song
    assert [part.name for part in shown.parts] == ["Melody: Voice Oohs"]
    text = musicxml(shown).decode()
    assert text.count("<harmony") == 4
    assert text.count("<lyric>") == len(ENGLISH.split())
    assert '<creator type="lyricist">P. Oet</creator>' in text


def test_a_drum_part_is_the_drums_alone():
    made = sung(ENGLISH)
    assert [part.program for part in view(made, "drums").song.parts] == [DRUMS]
    made.parts.pop()
    with pytest.raises(Exception, match="view: the piece has no drums"):
        view(made, "drums")


def chords_of(*pitches: tuple[int, ...]) -> Part:
    notes = [Note(at * TICKS, TICKS, p) for at, each in enumerate(pitches) for p in each]
    return Part("Chords: Steel Guitar", "chords", 25, notes)


def test_fingers_hold_every_chord_and_sound_its_pitches():
    part = chords_of((40, 47, 52, 56, 59, 64), (48, 52, 55, 60, 64), (64,), (67,), (69,), (45, 52))
    made = fingered(part)
    assert made.changed == 0
    for note in part.notes:
        string, fret = made.tab.places[note.start, note.pitch]
        assert GUITAR[string - 1] + fret == note.pitch
    for start in {n.start for n in part.notes}:
        hand = [place for (at, _), place in made.tab.places.items() if at == start]
        assert len({string for string, _ in hand}) == len(hand)
        frets = [fret for _, fret in hand if fret]
        assert not frets or max(frets) - min(frets) <= 4
    # An open E major, as every guitarist holds it.
    first = sorted(place for (at, _), place in made.tab.places.items() if at == 0)
    assert first == [(1, 0), (2, 0), (3, 1), (4, 2), (5, 2), (6, 0)]


def test_a_scale_stays_in_one_position():
    scale = chords_of(*((p,) for p in (60, 62, 64, 65, 67, 69, 71, 72)))
    frets = [fret for _, fret in fingered(scale).tab.places.values() if fret]
    assert max(frets) - min(frets) <= 4


def test_what_no_hand_reaches_is_moved_or_left_out_and_told():
    low = Part("Bass: Fingered Bass", "bass", 33, [Note(0, TICKS, 20), Note(TICKS, TICKS, 60)])
    made = fingered(low)
    assert made.tab.strings == BASS
    assert all(28 <= n.pitch <= 60 for n in made.part.notes)
    cluster = fingered(chords_of((60, 61, 62, 63, 64, 65, 66)))
    assert 0 < len(cluster.part.notes) < 7
    assert cluster.changed == 7 - len(cluster.part.notes)


@pytest.mark.filterwarnings("ignore")
def test_tablature_in_musicxml_sounds_as_the_part_does():
    music21 = pytest.importorskip("music21")
    made = song(style="folk", seed=2, bars=4)
    shown = view(made, "tab")
    text = musicxml(shown.song, Layout(tabs=shown.tabs)).decode()
    assert text.count("<sign>TAB</sign>") == len(shown.song.parts)
    score = music21.converter.parseData(text, format="musicxml", forceSource=True)
    symbol = music21.harmony.ChordSymbol
    sounding = [n for n in score.parts[0].recurse().notes if not isinstance(n, symbol)]
    read_back = sorted(p.midi for n in sounding for p in n.pitches)
    assert read_back == sorted(n.pitch for n in shown.song.parts[0].notes)
    for string, fret in re.findall(r"<string>(\d)</string><fret>(\d+)</fret>", text):
        assert 1 <= int(string) <= 6
        assert 0 <= int(fret) <= 17


@pytest.mark.parametrize("name", ["lead", "tab", "drums"])
def test_verovio_engraves_each_view_without_a_warning(name: str, capfd: pytest.CaptureFixture[str]):
    import verovio

    shown = view(song(style="rock", seed=3, bars=8), name)
    layout = engrave.layout(shown.song, shown.tabs)
    verovio.enableLog(verovio.LOG_WARNING)
    toolkit = engrave.engraver(smart=bool(layout.breaks))
    assert toolkit.loadData(musicxml(shown.song, layout).decode())
    toolkit.renderToSVG(1)
    verovio.enableLog(verovio.LOG_OFF)
    told = capfd.readouterr()
    assert (told.out + told.err).strip() == ""


@pytest.mark.parametrize("suffix", [".cho", ".lrc"])
def test_texts_carry_a_recipe_and_give_their_bytes_back(suffix: str):
    offered = next(f for f in muse_formats() if f.suffix == suffix)
    data = (lrc(sung(ENGLISH)) if suffix == ".lrc" else chordsheet.chordpro(sung(ENGLISH))).encode()
    carrying = offered.embed(data, '{"a": "长 [Verse]"}')
    assert offered.extract(carrying) == (data, '{"a": "长 [Verse]"}')
    assert offered.extract(data) is None
    assert len(carrying.decode().splitlines()) == len(data.decode().splitlines()) + 1
