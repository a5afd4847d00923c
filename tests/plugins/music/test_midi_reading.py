"""MIDI from outside: read as mido reads it, and put on a grid that fits."""

import io
import random
import re
import struct

import mido
import pytest

from muse_music.reading import Score, read
from muse_music.reading.grid import quantised
from muse_music.theory.meter import TICKS
from muse_music.theory.notes import DRUMS

NOTE = b"\x00\x90\x3c\x40\x60\x80\x3c\x40"
END = b"\x00\xff\x2f\x00"


def chunk(body: bytes, size: int | None = None) -> bytes:
    return b"MTrk" + struct.pack(">I", len(body) if size is None else size) + body


def midi(*tracks: bytes, kind: int = 1, division: int = 480) -> bytes:
    head = b"MThd" + struct.pack(">IHHH", 6, kind, len(tracks), division)
    return head + b"".join(map(chunk, tracks))


def meta(kind: int, body: bytes, delta: bytes = b"\0") -> bytes:
    return delta + b"\xff" + bytes([kind, len(body)]) + body


def written(*tracks: list[mido.Message | mido.MetaMessage], division: int = 480) -> bytes:
    """Return a file of messages whose times are ticks from the start."""
    file = mido.MidiFile(ticks_per_beat=division, charset="utf-8")
    for messages in tracks:
        track = mido.MidiTrack()
        now = 0
        for message in sorted(messages, key=lambda m: (m.time, m.type != "note_off")):
            track.append(message.copy(time=message.time - now))
            now = message.time
        file.tracks.append(track)
    buffer = io.BytesIO()
    file.save(file=buffer)
    return buffer.getvalue()


def line(
    notes: list[tuple[float, float, int]], channel: int = 0, division: int = 480
) -> list[mido.Message]:
    """Return messages of notes: start and length in quarters, pitch."""
    made = []
    for start, length, pitch in notes:
        for kind, at in (("note_on", start), ("note_off", start + length)):
            time = round(at * division)
            made.append(mido.Message(kind, note=pitch, velocity=80, channel=channel, time=time))
    return made


def theirs(data: bytes) -> list[tuple[int, int, int]]:
    """Return start and end (ticks of the file) and pitch of the notes as mido reads them."""
    found = []
    for track in mido.MidiFile(file=io.BytesIO(data), clip=True).tracks:
        now, sounding = 0, {}
        for message in track:
            now += message.time
            if message.type == "note_on" and message.velocity:
                sounding[message.channel, message.note] = now
            elif message.type in ("note_on", "note_off"):
                start = sounding.pop((message.channel, message.note), None)
                if start is not None:
                    found.append((start, now, message.note))
    return sorted(found)


def ours(made: Score, division: int = 480) -> list[tuple[int, int, int]]:
    unit = TICKS // division
    return sorted((n.start // unit, n.end // unit, n.pitch) for p in made.parts for n in p.notes)


@pytest.mark.parametrize(
    "between",
    [
        b"\x10\xff\x01\x02hi",
        b"\x10\xf0\x05\x7e\x7f\x09\x01\xf7",
        b"\x10\xff\x51\x03\x07\xa1\x20",
        b"\x10\xff\x7f\x00",
    ],
)
def test_running_status_goes_on_after_what_is_no_message(between: bytes) -> None:
    body = b"\x00\x90\x3c\x40\x60\x3c\x00" + between + b"\x00\x3e\x40\x60\x3e\x00" + END
    data = midi(body, kind=0)
    assert ours(read(data)) == [(0, 96, 60), (112, 208, 62)]
    if b"\xf0" not in between:  # after these mido has no running status
        assert ours(read(data)) == theirs(data)


def test_a_track_that_is_a_byte_short_is_read() -> None:
    body = NOTE + END
    head = b"MThd" + struct.pack(">IHHH", 6, 1, 2, 480)
    short = head + chunk(body, len(body) - 1) + chunk(NOTE + NOTE + END)
    assert ours(read(short)) == [(0, 96, 60), (0, 96, 60), (96, 192, 60)]
    cut = midi(NOTE + NOTE + END)[:-7]
    made = read(cut)
    assert len(made.parts[0].notes) == 2
    assert made.notes == ["The file is cut short; it is read as far as it goes."]


def test_files_in_riff_and_files_that_count_frames() -> None:
    plain = midi(NOTE + END)
    form = b"RMIDdata" + struct.pack("<I", len(plain)) + plain
    riff = b"RIFF" + struct.pack("<I", len(form)) + form
    assert ours(read(riff)) == ours(read(plain)) == [(0, 96, 60)]
    # 25 frames a second of 40 ticks: a tick is a millisecond, and half a second a quarter.
    frames = read(midi(NOTE + END, division=0xE728))
    assert frames.parts[0].notes[0].length == round(TICKS * 96 / 500)
    assert frames.tempos == [(0, 500_000)]
    assert "frames" in frames.notes[0]


def test_one_piece_of_several_in_a_file_is_told() -> None:
    made = read(midi(NOTE + END, NOTE + NOTE + END, kind=2))
    assert ours(made) == [(0, 96, 60)]
    assert "format 2" in made.notes[0]


@pytest.mark.parametrize(
    ("words", "encoding", "called"),
    [
        ("茉莉花", "gbk", "GBK"),
        ("春节序曲", "gbk", "GBK"),
        ("さくらさくら", "cp932", "Shift-JIS"),
        ("交響曲第７番", "cp932", "Shift-JIS"),
        ("Für Elise", "latin-1", "Latin-1"),
        ("Canción de cuna", "latin-1", "Latin-1"),
        ("Don’t Stop", "cp1252", "Latin-1"),
        ("나는 나비를 보았다", "cp949", "EUC-KR"),
        ("茉莉花 Für 桜", "utf-8", None),
    ],
)
def test_texts_are_read_in_their_encoding(words: str, encoding: str, called: str | None) -> None:
    body = meta(3, words.encode(encoding)) + NOTE + END
    made = read(midi(meta(3, words.encode(encoding)) + END, body))
    assert made.title == made.parts[0].name == words
    assert made.notes == (
        [f"Its texts don't tell their encoding; they are read as {called}."] if called else []
    )


def test_karaoke_is_sung() -> None:
    texts = [(0, "@KMIDI KARAOKE FILE"), (0, "@TTwinkle"), (0, "\\Twin"), (1, "kle "), (2, "lit"),
             (3, "tle "), (4, "/star")]  # fmt: skip
    words = [mido.MetaMessage("text", text=text, time=480 * at) for at, text in texts]
    tune = line([(at, 0.9, 60 + at) for at in range(5)])
    low = line([(at, 1.9, 40) for at in range(0, 5, 2)], channel=1)
    made = read(written([], words, tune, low))
    assert made.title == "Twinkle"
    assert [n.lyric for n in made.parts[0].notes] == ["Twin-", "kle", "lit-", "tle", "star"]
    assert not any(n.lyric for n in made.parts[1].notes)


def test_players_are_told_by_any_track_and_port() -> None:
    setup = [
        mido.Message("program_change", channel=c, program=10 + c, time=0)
        for c in range(16)
        if c != 9
    ]
    tracks = [setup]
    for number in range(20):
        port = mido.MetaMessage("midi_port", port=number // 15, time=0)
        channel = [c for c in range(16) if c != 9][number % 15]
        own = mido.Message("program_change", channel=channel, program=90, time=0)
        tracks.append([port, *([own] if number >= 15 else []), *line([(0, 1, 60)], channel)])
    made = read(written(*tracks))
    assert [p.program for p in made.parts] == [
        10 + c for c in range(16) if c != 9
    ] + [90] * 5  # fmt: skip


def test_a_bank_of_drums_is_the_drum_kit() -> None:
    bank = mido.Message("control_change", channel=3, control=0, value=127, time=0)
    assert read(written([bank, *line([(0, 1, 38)], 3)])).parts[0].program == DRUMS


def test_meters_keys_tempos_pedals_and_markers_are_kept() -> None:
    signs = [
        mido.MetaMessage("time_signature", numerator=4, denominator=4, time=0),
        mido.MetaMessage("time_signature", numerator=7, denominator=8, time=1920),
        mido.MetaMessage("key_signature", key="Eb", time=0),
        mido.MetaMessage("key_signature", key="F#m", time=1920),
        mido.MetaMessage("set_tempo", tempo=600_000, time=0),
        mido.MetaMessage("set_tempo", tempo=500_000, time=960),
        mido.MetaMessage("marker", text="Verse", time=1920),
    ]
    pedal = [mido.Message("control_change", control=64, value=v, time=t)
             for t, v in ((0, 127), (480, 0))]  # fmt: skip
    made = read(written(signs, [*pedal, *line([(0, 1, 60), (4, 1, 62)])]))
    assert [(t / TICKS, str(m)) for t, m in made.meters] == [(0, "4/4"), (4, "7/8")]
    assert [(t / TICKS, str(k)) for t, k in made.keys] == [(0, "Eb major"), (4, "F# minor")]
    assert [(t / TICKS, q) for t, q in made.tempos] == [(0, 600_000), (2, 500_000)]
    assert made.markers == [(4 * TICKS, "Verse")]
    assert made.parts[0].pedal == [(0, TICKS)]


def test_a_short_first_bar_is_a_pickup() -> None:
    signs = [
        mido.MetaMessage("time_signature", numerator=1, denominator=4, time=0),
        mido.MetaMessage("time_signature", numerator=4, denominator=4, time=480),
    ]
    made = read(written(signs, line([(0, 1, 67), (1, 4, 60)])))
    assert made.pickup == TICKS
    assert [(t, str(m)) for t, m in made.meters] == [(0, "4/4")]


def test_meters_that_cannot_be_counted_are_told() -> None:
    made = read(midi(meta(0x58, b"\x04\x07\x18\x08") + NOTE + END))
    assert (made.meters, made.notes) == ([], ["Meters that can't be counted are left out (1)."])


FIGURES = {
    "128ths": [(k / 32, 1 / 32) for k in range(32)],
    "quintuplets": [(k / 5, 1 / 5) for k in range(20)],
    "sextuplets": [(k / 6, 1 / 6) for k in range(24)],
    "triplets of sixteenths": [(k / 6, 1 / 6) for k in range(3)] + [(0.5, 0.5), (1, 1)],
    "septuplets": [(k / 7, 1 / 7) for k in range(14)],
    "dotted": [(0, 0.75), (0.75, 0.25), (1, 0.875), (1.875, 0.125), (2, 2)],
}


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("division", [480, 960, 1024, 256])
def test_what_is_written_stays_note_for_note(figure: str, division: int) -> None:
    notes = [(start, length, 60 + k % 5) for k, (start, length) in enumerate(FIGURES[figure])]
    notes += [(4 + k / 2, 0.5, 72) for k in range(16)]
    made = quantised(read(written(line(notes, division=division), division=division)))
    got = [(n.start / TICKS, n.length / TICKS, n.pitch) for n in made.parts[0].notes]
    assert len(got) == len(notes)
    for (start, length, pitch), expected in zip(got, notes, strict=True):
        assert pitch == expected[2]
        assert abs(start - expected[0]) < 1e-9
        assert abs(length - expected[1]) < 1e-9
    assert not any("Moved" in text for text in made.notes)


BEATS = {
    "sixteenths": [0, 0.25, 0.5, 0.75, 1, 1.5, 2, 2.25, 2.5, 3],
    "triplets": [0, 1 / 3, 2 / 3, 1, 1 + 1 / 3, 1 + 2 / 3, 2, 3],
    "triplets among eighths": [0, 0.5, 1, 1 + 1 / 3, 1 + 2 / 3, 2, 2.5, 3, 3.5],
    "mixed": [0, 0.25, 0.5, 0.75, 1, 1 + 1 / 3, 1 + 2 / 3, 2, 3, 3.5],
}


@pytest.mark.parametrize("figure", BEATS)
def test_what_was_played_gets_the_grid_that_fits(figure: str) -> None:
    chance = random.Random(5)
    meant = [bar * 4 + beat for bar in range(16) for beat in BEATS[figure]]
    played = [(max(0.0, at + chance.gauss(0, 0.015)), 0.2, 60 + k % 7)
              for k, at in enumerate(meant)]  # fmt: skip
    made = quantised(read(written(line(played))))
    assert [n.start / TICKS for n in made.parts[0].notes] == pytest.approx(meant)
    told = made.notes[-1]
    assert f" of {len(meant):,} notes, by " in told
    assert " ms on average and " in told


def test_swing_is_written_straight_and_told() -> None:
    chance = random.Random(2)
    pairs = [beat + half * 0.62 for beat in range(32) for half in (0, 1)]
    played = [(max(0.0, at + chance.gauss(0, 0.006)), 0.2, 60) for at in pairs]
    made = quantised(read(written(line(played))))
    assert [n.start / TICKS for n in made.parts[0].notes] == [k / 2 for k in range(64)]
    assert made.notes[0] == "Its swing (the off-beat at 62%) is written straight."


def test_triplets_among_swung_eighths_stay_triplets() -> None:
    chance = random.Random(6)
    beat = [[0, 0.66], [0, 1 / 3, 2 / 3], [0, 0.66], [0, 0.66]]
    played = [(4 * bar + k + at, at) for bar in range(8) for k in range(4) for at in beat[k]]
    shaken = [(max(0.0, at + chance.gauss(0, 0.006)), 0.2, 60) for at, _ in played]
    made = quantised(read(written(line(shaken))))
    meant = [at if at % 4 // 1 == 1 else at - part + 0.5 * (part > 0) for at, part in played]
    assert [n.start / TICKS for n in made.parts[0].notes] == pytest.approx(meant)


def test_a_piece_that_is_late_as_a_whole_meets_its_beats() -> None:
    chance = random.Random(3)
    played = [(k / 2 + 0.11 + chance.gauss(0, 0.008), 0.4, 60 + k % 5) for k in range(64)]
    made = quantised(read(written(line(played))))
    assert [n.start / TICKS for n in made.parts[0].notes] == [k / 2 for k in range(64)]
    assert re.fullmatch(r"All notes are moved by 5[3-7] ms, to where its beats are.", made.notes[0])


def test_notes_that_fall_together_are_told() -> None:
    chance = random.Random(4)
    beats = [(k / 4 + chance.gauss(0, 0.01) if k else 0, 0.2, 60 + k % 5) for k in range(64)]
    again = (9.05, 0.05, 60 + 36 % 5)
    made = quantised(read(written(line(sorted([*beats, again])))))
    assert len(made.parts[0].notes) == 64
    assert "; 1 joined with others." in made.notes[-1]
