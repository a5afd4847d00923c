"""What musicians do with a piece: another bass, parts that stay, loops, other keys, stems."""

import io
import zipfile

import mido
import numpy as np
import pytest

from muse import Host, InvalidField, RequestError
from muse_music.midi import song
from muse_music.midi.stems import looped
from muse_music.midi.transposing import transposed
from plugins.music.midi_file import compose


def tracks(data: bytes) -> dict[str, list[str]]:
    """Return the messages of each track that plays, as text."""
    file = mido.MidiFile(file=io.BytesIO(data), charset="utf-8")
    return {t.name: [str(m) for m in t if not m.is_meta] for t in file.tracks[1:]}


def changed(before: bytes, after: bytes) -> set[str]:
    old, new = tracks(before), tracks(after)
    return {name.partition(":")[0] for name in old | new if old.get(name) != new.get(name)}


@pytest.mark.parametrize("part", ["bass", "chords", "drums"])
def test_a_part_is_drawn_anew_and_nothing_else_changes(host: Host, part: str):
    first = compose(host, style="jazz", bars=16, seed=7)
    takes = [
        changed(
            first.data, compose(host, style="jazz", bars=16, seed=7, seeds=[f"{part}={n}"]).data
        )
        for n in (1, 2, 3)
    ]
    assert all(names <= {part.capitalize()} for names in takes)
    assert any(takes)


def test_a_seed_of_its_own_that_is_the_pieces_changes_nothing(host: Host):
    first = compose(host, style="jazz", bars=8, seed=7)
    same = compose(host, style="jazz", bars=8, seed=7, seeds=["bass=7, 旋律=7", "drums=7"])
    assert changed(first.data, same.data) == set()


def test_a_section_is_drawn_anew_and_nothing_else_changes():
    fields = {"style": "pop", "form": "verse 8, chorus 8, verse 8, chorus 8", "seed": 7}
    first = song(**fields)
    other = song(**fields, seeds=["chorus=3"])

    def inside(note):
        return first.time.index(note.start) // 8 % 2 == 1

    tune, new = first.parts[0].notes, other.parts[0].notes
    assert [n.pitch for n in tune if inside(n)] != [n.pitch for n in new if inside(n)]
    for old, now in zip(first.parts, other.parts, strict=True):
        kept = sorted((n.start, n.pitch) for n in old.notes if not inside(n))
        assert kept == sorted((n.start, n.pitch) for n in now.notes if not inside(n)), old.name
    assert other.chords[-1].end == other.length


def test_what_has_no_seed_is_told(host: Host):
    with pytest.raises(RequestError, match="seeds: the piece has no tuba; give one of melody"):
        compose(host, bars=4, seeds=["tuba=3"])
    with pytest.raises(InvalidField, match="seeds: invalid value 'bass'; expected a part"):
        compose(host, bars=4, seeds=["bass"])


def test_parts_of_a_piece_stay(host: Host):
    first = compose(host, style="pop", bars=8, seed=3, humanise=False, swing=50)
    fields = {"melody": first.data, "seed": 8, "humanise": False, "swing": 50, "style": "rock"}
    other = compose(host, **fields, keep=["drums", "bass"])

    def struck(data: bytes, name: str) -> list[tuple[int, int]]:
        file = mido.MidiFile(file=io.BytesIO(data), charset="utf-8")
        track = next(t for t in file.tracks if t.name.startswith(name))
        now, found = 0, []
        for message in track:
            now += message.time
            if message.type == "note_on" and message.velocity:
                found.append((now * 16 // file.ticks_per_beat, message.note))
        return sorted(found)

    for name in ("Melody", "Bass", "Drums"):
        assert struck(first.data, name) == struck(other.data, name), name
    assert "Chords" in changed(first.data, other.data)
    with pytest.raises(RequestError, match="keep: the piece has no part tuba; it has melody"):
        compose(host, melody=first.data, keep=["tuba"])
    with pytest.raises(RequestError, match="keep: there is no piece"):
        compose(host, keep=["bass"])


def test_a_loop_runs_into_its_start(host: Host):
    made = song(style="pop", bars=8, seed=3, loop=True, key="C")
    assert made.bars == 8
    assert made.time.quarter(made.length) == made.quarter
    home = made.parts[0].notes[-1].pitch % 12 == 0 and made.chords[-1].chord.root == 0
    assert not home
    assert all(note.end <= made.length for part in made.parts for note in part.notes)
    report = compose(host, style="pop", bars=8, loop=True, ending="ritardando").report
    assert "ending" in report.ignored


def test_a_loop_has_the_chords_of_a_file(host: Host):
    sheet = b'X:1\nM:4/4\nL:1/4\nK:C\n"C"CDEF|"G7"GAGE|"F"FEDC|"C"DECz|\n'
    for bars in (1, 3):
        made = compose(host, chords_from=sheet, bars=bars, loop=True, seed=1)
        assert made.measured["bars"] == bars


def test_the_sound_of_a_loop_rings_at_its_start():
    from muse_music.audio.sound import Sound

    sound = Sound(np.full((2, 25), 0.1, np.float32), 10)
    made = looped(sound, 2.0)
    assert made.samples.shape == (2, 20)
    assert made.samples[0, 4] > made.samples[0, 5]


def test_without_hands_notes_are_on_the_grid(host: Host):
    made = compose(host, style="lofi", bars=4, seed=2, humanise=False, swing=50)
    file = mido.MidiFile(file=io.BytesIO(made.data))
    for track in file.tracks:
        now = 0
        for message in track:
            now += message.time
            if message.type == "note_on":
                assert now % (file.ticks_per_beat // 12) == 0


def test_a_piece_is_moved(host: Host):
    plain = song(style="folk", bars=4, seed=1, key="D dorian")
    moved = song(style="folk", bars=4, seed=1, key="D dorian", transpose=3)
    assert str(moved.key) == "F dorian"
    for before, after in zip(plain.parts, moved.parts, strict=True):
        drums = before.role == "drums"
        assert [n.pitch + 3 * (not drums) for n in before.notes] == [n.pitch for n in after.notes]
    assert transposed(plain, 0) is plain
    report = compose(host, style="folk", bars=4, key="C", transpose=-2).report
    assert report.measured["key"] == report.adjusted["key"].used == "Bb major"
    assert report.disagreements() == {}


def test_credits_are_the_songs(host: Host):
    made = song(bars=2, title="Seaside", composer="Ann", lyricist="Bob")
    assert (made.title, made.composer, made.poet) == ("Seaside", "Ann", "Bob")
    file = mido.MidiFile(file=io.BytesIO(compose(host, bars=2, title="海边").data), charset="utf-8")
    assert file.tracks[0].name == "海边"


@pytest.mark.filterwarnings("ignore")
def test_stems_add_up_to_the_whole(host: Host):
    soundfile = pytest.importorskip("soundfile")
    made = host.run("music.midi", formats=[".zip"], style="folk", bars=2, seed=1, synth="muse")
    data = made[0].files[".zip"].data
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = archive.namelist()
    parts = sorted({name[:2] for name in names})
    assert len(parts) == 1 + made[0].report.measured["stems"]
    for part in parts:
        kinds = {name.rpartition(".")[2] for name in names if name.startswith(part)}
        assert kinds == {"mid", "musicxml", "wav"}
    assert any("(in B flat)" in name for name in names)
    sounds = [
        soundfile.read(io.BytesIO(archive.read(name)))[0] for name in names if name.endswith(".wav")
    ]
    whole, rest = sounds[0], sounds[0] - sum(sounds[1:])
    assert np.sqrt((rest**2).mean()) < 0.5 * np.sqrt((whole**2).mean())
    midi = mido.MidiFile(
        file=io.BytesIO(
            archive.read(next(n for n in names if n[:2] == "01" and n.endswith(".mid")))
        )
    )
    assert len(midi.tracks) == 2
