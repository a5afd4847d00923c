"""A MIDI file carries a recipe and gives its exact bytes back."""

import io
from functools import cache

import mido
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muse_music.formats import embed, extract, muse_formats


@cache
def midi(tracks: int = 2, notes: int = 3) -> bytes:
    file = mido.MidiFile(type=1)
    for _ in range(tracks):
        track = mido.MidiTrack()
        for pitch in range(60, 60 + notes):
            track.append(mido.Message("note_on", note=pitch, velocity=64, time=10))
            track.append(mido.Message("note_off", note=pitch, velocity=0, time=90))
        file.tracks.append(track)
    buffer = io.BytesIO()
    file.save(file=buffer)
    return buffer.getvalue()


def events(data: bytes) -> list[list[str]]:
    """Every event that isn't for a sequencer alone, with its time."""
    read = []
    for track in mido.MidiFile(file=io.BytesIO(data)).tracks:
        now, line = 0, []
        for message in track:
            now += message.time
            if message.type != "sequencer_specific":
                line.append(f"{now} {message.copy(time=0)}")
        read.append(line)
    return read


@pytest.mark.parametrize(
    "text", ["", "{}", "一首歌 🎵", "x" * 127, "x" * 16_500, "y" * 300_000, "长" * 600_000]
)
def test_round_trip(text: str):
    data = midi()
    carrying = embed(data, text)
    assert extract(carrying) == (data, text)
    assert events(carrying) == events(data)


def test_embedding_twice_peels_off_one_by_one():
    data = midi()
    once = embed(data, "one")
    assert extract(embed(once, "two")) == (once, "two")


def test_nothing_inside_is_none():
    assert extract(midi()) is None


@pytest.mark.parametrize("data", [b"", b"MThd", b"RIFF" * 9, b"MThd" + b"\xff" * 40])
def test_what_is_no_midi(data: bytes):
    assert extract(data) is None
    with pytest.raises(ValueError, match="not a MIDI file"):
        embed(data, "text")


def test_cut_anywhere_never_raises():
    carrying = embed(midi(), "the recipe")
    whole = extract(carrying)
    for end in range(len(carrying)):
        found = extract(carrying[:end])
        # A cut in a later track leaves the first one, and its recipe, whole.
        assert found is None or found[1] == whole[1]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 80))
def test_garbage_never_raises(garbage: bytes, place: int):
    extract(garbage)
    carrying = embed(midi(1), "the recipe")
    extract(carrying[:place] + garbage + carrying[place + len(garbage) :])


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400).filter(lambda t: t.isprintable() or not t))
def test_any_text_comes_back(text: str):
    data = midi(1)
    assert extract(embed(data, text)) == (data, text)


def test_the_format_is_offered():
    offered = next(iter(muse_formats()))
    assert (offered.suffix, offered.media_type) == (".mid", "audio/midi")
    assert offered.extract(offered.embed(midi(), "a")) == (midi(), "a")
