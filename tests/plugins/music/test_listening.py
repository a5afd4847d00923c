"""Tunes that are hummed, whistled or played are heard note for note; what is no tune is refused."""

import io
import sys

import numpy as np
import pytest

from muse import Cancelled, NotReady, RequestError
from muse_music.audio.magic import is_sound
from muse_music.listening import heard
from muse_music.listening.beats import beat_of, placed
from muse_music.listening.pitch import Frames
from muse_music.listening.segments import Heard, notes_of
from muse_music.reading import read
from muse_music.reading.grid import quantised
from muse_music.theory import meter as meters
from muse_music.theory.meter import TICKS

SCALE = ((0, 1, 60), (1, 1, 62), (2, 1, 64), (3, 0.5, 65), (3.5, 0.5, 64), (4, 2, 62), (6, 2, 60))
RATE = 16_000


def sung(notes=SCALE, beat: float = 0.5, cents: float = 0.0, vibrato: float = 0.0) -> np.ndarray:
    """A tune of sines with a few partials; lengths in beats."""
    made = np.zeros(round((max(s + d for s, d, _ in notes) * beat + 0.4) * RATE))
    for start, length, pitch in notes:
        size = round(length * beat * 0.93 * RATE)
        at = np.arange(size) / RATE
        bend = cents + vibrato * np.sin(2 * np.pi * 5.5 * at)
        phase = 2 * np.pi * np.cumsum(440 * 2 ** ((pitch - 69 + bend / 100) / 12)) / RATE
        shape = np.minimum(1, np.minimum(at, at[::-1]) / 0.02)
        first = round((start * beat + 0.2) * RATE)
        made[first : first + size] += shape * (np.sin(phase) + 0.3 * np.sin(2 * phase))
    return 0.3 * made


def wav(samples: np.ndarray, kind: str = "WAV") -> bytes:
    import soundfile

    buffer = io.BytesIO()
    soundfile.write(buffer, samples, RATE, format=kind)
    return buffer.getvalue()


def frames(pitch, level=-10.0) -> Frames:
    steps = np.asarray(pitch, float)
    return Frames(steps, np.ones(len(steps)), np.broadcast_to(level, len(steps)).copy())


def test_a_sung_scale_is_heard_note_for_note():
    pytest.importorskip("librosa")
    chance = np.random.default_rng(1)
    samples = sung(cents=30, vibrato=40)
    score = quantised(read(wav(samples + chance.normal(size=len(samples)) * 0.002), "hum.wav"))
    notes = score.parts[0].notes
    assert [n.pitch for n in notes] == [pitch for *_, pitch in SCALE]
    assert [n.start / TICKS for n in notes] == [start for start, *_ in SCALE]
    assert [n.length / TICKS for n in notes] == [length for _, length, _ in SCALE]
    assert 60e6 / score.tempos[0][1] == pytest.approx(120, rel=0.02)
    assert str(score.key) == "C major"
    assert score.pickup == 0 and not score.exact
    (told, *_) = score.notes
    assert "7 notes" in told and "cents sharp" in told and "% sure" in told


def test_an_asked_tempo_and_meter_are_kept():
    pytest.importorskip("librosa")
    score = heard(wav(sung(), "FLAC"), "hum.flac", tempo=60, meter="3/4")
    assert score.tempos == [(0, 1_000_000)]
    assert str(score.meter) == "3/4"
    assert [round(2 * n.start / TICKS, 1) for n in score.parts[0].notes][1] == pytest.approx(
        1, abs=0.1
    )


@pytest.mark.parametrize(
    ("samples", "why"),
    [
        (np.zeros(RATE * 2), "it is silent"),
        (np.zeros(100), "it is too short"),
        (np.random.default_rng(0).normal(size=RATE * 3) * 0.1, "no tune is heard in it"),
    ],
)
def test_what_is_no_tune_is_refused(samples: np.ndarray, why: str):
    pytest.importorskip("librosa")
    with pytest.raises(RequestError, match=f"hum.wav can't be read as music: {why}"):
        heard(wav(samples), "hum.wav")


def test_too_long_a_recording_is_refused_before_it_is_heard():
    pytest.importorskip("librosa")
    with pytest.raises(RequestError, match=r"lasts 5\.2 minutes, and at most 5"):
        heard(wav(np.zeros(RATE * 310)), "long.wav")


def test_listening_can_be_cancelled():
    pytest.importorskip("librosa")

    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        heard(wav(sung()), "hum.wav", check=stop)


def test_without_librosa_the_extra_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "librosa", None)
    with pytest.raises(NotReady) as told:
        heard(wav(sung()), "hum.wav")
    assert told.value.hint == 'pip install "muse-host[music]"'


def test_vibrato_is_one_note_and_a_glide_is_none():
    at = np.arange(100)
    vibrato = 60.2 + 0.6 * np.sin(2 * np.pi * at / 18)
    glide = np.linspace(60.2, 67.2, 8)
    found, cents, steady = notes_of(frames([*vibrato, *glide, *np.full(60, 67.2)]))
    assert [n.pitch for n in found] == [60, 67]
    assert cents == pytest.approx(20, abs=3)
    assert steady > 0.5


def test_a_jump_of_an_octave_is_brought_back():
    found, *_ = notes_of(frames([*np.full(40, 60.0), *np.full(5, 72.0), *np.full(40, 60.0)]))
    assert [(n.pitch, round(n.end, 2)) for n in found] == [(60, 0.85)]


def test_a_tremolo_is_one_note_and_a_dip_parts_two():
    at = np.arange(120)
    tremolo = -10 + 3 * np.sin(2 * np.pi * at / 22)
    assert len(notes_of(frames(np.full(120, 60.0), tremolo))[0]) == 1
    dip = np.where(np.abs(at - 60) < 3, -25.0, -10.0)
    first, second = notes_of(frames(np.full(120, 60.0), dip))[0]
    assert first.end == second.start == pytest.approx(0.6, abs=0.04)


def test_a_beat_that_drifts_is_followed_and_a_pickup_found():
    chance = np.random.default_rng(3)
    places = [0, *(1 + b for b in range(24) if b % 4 in (0, 2, 3))]
    lengths = [1, *(2 if b % 4 == 0 else 1 for b in range(24) if b % 4 in (0, 2, 3))]
    notes, now = [], 0.5
    for place, length in zip(places, lengths, strict=True):
        start = now + 0.6 * place + 0.0015 * place**2 + chance.normal() * 0.008
        notes.append(Heard(start, start + 0.55 * length, 60, -10.0))
    meter = meters.parse("4/4")
    beat = beat_of(notes, meter)
    assert beat == pytest.approx(0.63, rel=0.06)
    spans, pickup = placed(notes, beat, meter)
    assert [round(start / TICKS) for start, _ in spans] == places
    assert pickup == TICKS


def test_sound_is_known_by_how_it_begins():
    assert is_sound(wav(np.zeros(10))) and is_sound(wav(np.zeros(10), "OGG"))
    assert not is_sound(b"MThd\0\0\0\6") and not is_sound(b"RIFF\0\0\0\0RMIDdata")
    assert not is_sound("<score/>".encode("utf-16")) and not is_sound(b"X:1\nK:C\nCDEF|")
