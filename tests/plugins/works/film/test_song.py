"""The words of songs and their times, from files made by mido and by hand."""

import io
import json

import pytest
from mido import Message, MetaMessage, MidiFile, MidiTrack

from muse_works.film import song


def midi(words: list[tuple[str, str]], tempo: int = 500_000) -> bytes:
    """Return a MIDI file with a quarter note for each (kind, text), slower from 2 s on."""
    file = MidiFile(ticks_per_beat=480)
    head = MidiTrack([MetaMessage("set_tempo", tempo=tempo)])
    head.append(MetaMessage("set_tempo", tempo=2 * tempo, time=4 * 480))
    track = MidiTrack([MetaMessage("track_name", name="Voice")])
    for kind, text in words:
        track.append(MetaMessage(kind, text=text))
        track.append(Message("note_on", note=60, velocity=80))
        track.append(Message("note_off", note=60, velocity=0, time=480))
    file.tracks += [head, track]
    buffer = io.BytesIO()
    file.save(file=buffer)
    return buffer.getvalue()


def test_lyric_events() -> None:
    words = ["Good ", "night, ", "lit-", "tle\r", "moon\n", "Sleep"]
    found = song.lines(midi([("lyrics", word) for word in words]))
    assert [line.text for line in found] == ["Good night, little", "moon", "Sleep"]
    assert [line.verse for line in found] == [0, 0, 1]
    starts = [each.start for line in found for each in line.syllables]
    assert starts == pytest.approx([0, 0.5, 1.0, 1.5, 2.0, 3.0])
    assert found[0].end == pytest.approx(2.0)
    assert found[2].end == pytest.approx(4.0)


def test_karaoke_texts() -> None:
    words = ["\\Good ", "night", "/moon", "\\Sleep"]
    found = song.lines(midi([("text", word) for word in words]))
    assert [(line.text, line.verse) for line in found] == [
        ("Good night", 0),
        ("moon", 0),
        ("Sleep", 1),
    ]


def test_lrc_with_and_without_times_of_words() -> None:
    text = "[ti:Moon]\n[00:01.00]Good night\n[00:03.50]\n[00:10.00]<00:10.00>Sleep <00:10.80>well\n"
    found = song.lines(text.encode())
    assert song.title(text.encode()) == "Moon"
    assert [(line.text, line.start, line.verse) for line in found] == [
        ("Good night", 1.0, 0),
        ("Sleep well", 10.0, 1),
    ]
    assert [each.start for each in found[1].syllables] == [10.0, 10.8]
    assert 1.0 < found[0].syllables[1].start < found[0].end <= 3.5
    (line,) = song.lines("[00:00.00]月亮睡了".encode())
    assert [each.text for each in line.syllables] == list("月亮睡了")


def test_songs_without_words_say_so() -> None:
    for data in (b"", b"MThd", midi([]), b"no song", b"[00:xx]"):
        with pytest.raises(ValueError, match=r"words|MIDI"):
            song.lines(data)


def test_the_recipe_in_a_song() -> None:
    from muse_music.formats import embed

    plain = midi([("lyrics", "la")])
    assert song.recipe(plain) is None
    told = '{"generator": "music.midi", "condition": {"seed": 3}}'
    assert song.recipe(embed(plain, told)) == {
        "generator": "music.midi",
        "condition": {"seed": 3},
    }


def test_what_strangers_files_hold_is_refused_or_left_out() -> None:
    midi = MidiFile(tracks=[MidiTrack()])
    for generator, condition in (("music.midi", []), ("music.musicgen", {}), (["x"], {})):
        told = json.dumps({"generator": generator, "condition": condition}).encode()
        midi.tracks[0][:] = [MetaMessage("sequencer_specific", data=b"\x7dmuse\0" + told)]
        held = io.BytesIO()
        midi.save(file=held)
        assert song.recipe(held.getvalue()) is None
    data = bytearray(held.getvalue())
    data[12:14] = b"\0\0"
    with pytest.raises(ValueError, match="not in beats"):
        song.lines(bytes(data))
    assert [line.text for line in song.lines(b"[00:01.00]<00:01.00>\n[00:02.00]la\n")] == ["la"]
