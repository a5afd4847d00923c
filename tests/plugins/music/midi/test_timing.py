"""Meters, tempos and keys that change within a piece, read back by mido."""

import io
import random

import pytest

from muse import RequestError
from muse_music.midi import Midi, song
from muse_music.midi.band.perform import perform
from muse_music.midi.measure import measure
from muse_music.midi.write import write
from muse_music.theory.keys import Key
from muse_music.theory.meter import TICKS, parse
from muse_music.theory.timeline import Tempo, timeline

mido = pytest.importorskip("mido")


def written(**fields: object) -> bytes:
    made = song(seed=3, **fields)
    return write(made, perform(made, random.Random(1), loud=1.0, legato=1.0))


def told(data: bytes, kind: str) -> list[tuple[float, object]]:
    """Return the events of a kind in a file's first track: quarters, and what they say."""
    file = mido.MidiFile(file=io.BytesIO(data))
    now, found = 0, []
    for event in file.tracks[0]:
        now += event.time
        if event.type == kind:
            found.append((now / file.ticks_per_beat, event))
    return found


def test_meters_come_round():
    data = written(style="pop", meter="4/4 x4, 7/8 x2", bars=12)
    meters = [(at, e.numerator, e.denominator) for at, e in told(data, "time_signature")]
    assert meters == [(0, 4, 4), (16, 7, 8), (23, 4, 4), (39, 7, 8)]
    assert measure(data)["meter"] == "4/4 x4, 7/8 x2"
    assert measure(data)["bars"] == 12


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("90 -> 120", 90, 120), ("140 -> 70 x4", 140, 70), ("60 x2, 120", 60, 120)],
)
def test_tempos_change_as_asked(asked: str, first: int, last: int):
    data = written(style="rock", tempo=asked, bars=8)
    tempos = [60e6 / e.tempo for _, e in told(data, "set_tempo")]
    assert tempos[0] == pytest.approx(first, abs=0.1)
    assert tempos[-1] == pytest.approx(last, abs=0.1)
    assert tempos in (sorted(tempos), sorted(tempos, reverse=True))
    read = measure(data)
    assert read["tempo"] == asked
    assert read["duration"] == pytest.approx(mido.MidiFile(file=io.BytesIO(data)).length, abs=0.05)


def test_the_last_chorus_moves_to_another_key():
    made = song(style="pop", key="C", modulation=2, bars=40, seed=3)
    choruses = [s for s in made.sections if s.kind == "chorus"]
    first = choruses[-1].first
    keys = [str(m.key) for m in made.time.measures]
    assert set(keys[:first]) == {"C major"}
    assert set(keys[first:]) == {"D major"}
    assert made.chords[-1].chord.root == made.parts[0].notes[-1].pitch % 12 == 2
    data = written(style="pop", key="C", modulation=2, bars=40)
    assert [e.key for _, e in told(data, "key_signature")] == ["C", "D"]


def test_a_ritardando_slows_the_end_alone():
    data = written(style="waltz", ending="ritardando", tempo=150, bars=16)
    tempos = [(at, 60e6 / e.tempo) for at, e in told(data, "set_tempo")]
    assert tempos[0] == (0, pytest.approx(150))
    assert tempos[1][0] == 14 * 3
    paces = [pace for _, pace in tempos]
    assert paces == sorted(paces, reverse=True)
    assert measure(data)["tempo"] == 150
    read = measure(written(style="pop", tempo="90 -> 120", ending="ritardando", bars=8))
    assert read["tempo"] == "90 -> 120"


def test_a_length_is_met_while_the_tempo_changes():
    for fields in ({"tempo": "100 -> 140"}, {"meter": "4/4, 7/8"}, {"ending": "ritardando"}):
        assert measure(written(style="pop", duration=60, **fields))["duration"] == pytest.approx(
            60, abs=2.5
        )


@pytest.mark.parametrize(
    ("field", "value"),
    [("tempo", "400"), ("tempo", "fast"), ("tempo", "90 -> 9"), ("meter", "4/4 x0"), ("meter", "")],
)
def test_what_is_no_meter_or_tempo_is_refused(field: str, value: str):
    with pytest.raises((RequestError, ValueError), match=field):
        song(**{field: value})


def test_a_timeline_knows_bars_places_and_seconds():
    four, seven, key = parse("4/4"), parse("7/8"), Key("C", "major")
    time = timeline(
        [(four, key), (four, key), (seven, key)],
        [Tempo(0, 500_000), Tempo(5 * TICKS, 1_000_000)],
        pickup=TICKS,
    )
    assert [m.start for m in time.measures] == [0, TICKS, 5 * TICKS]
    assert time.length == 8 * TICKS + TICKS // 2
    assert (time.index(TICKS - 1), time.index(TICKS), time.index(10**12)) == (0, 1, 2)
    assert time.place(0) == 3 * TICKS
    assert (time.strength(0), time.strength(TICKS), time.strength(5 * TICKS)) == (1, 3, 3)
    assert time.seconds(5 * TICKS) == 2.5
    assert time.seconds(time.length) == 6
    assert (time.start(2), time.start(3), time.steady) == (5 * TICKS, time.length, False)


@pytest.mark.parametrize(
    ("prompt", "read"),
    [
        (
            "rock that goes from 90 to 140 bpm and fades out",
            {"tempo": "90 -> 140", "ending": "fade"},
        ),
        ("pop alternating 4/4 and 7/8, key change", {"meter": "4/4, 7/8", "modulation": 2}),
        ("流行歌，4/4和7/8交替，结尾渐慢", {"meter": "4/4, 7/8", "ending": "ritardando"}),
    ],
)
def test_changes_are_read_from_a_prompt(prompt: str, read: dict[str, object]):
    found = {name: field.value for name, field in Midi().read(prompt).fields.items()}
    assert found.items() >= read.items()
