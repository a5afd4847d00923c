"""Sound: files that carry recipes, levels, and files from outside."""

import io
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given as hypothesis_given
from hypothesis import settings
from hypothesis import strategies as st

from muse import RequestError
from muse_music.audio import containers
from muse_music.audio.formats import muse_formats
from muse_music.audio.sound import Sound

FORMATS = {format.suffix: format for format in muse_formats()}
PAIRS = {
    ".wav": (containers.put_wav, containers.take_wav),
    ".flac": (containers.put_flac, containers.take_flac),
    ".mp3": (containers.put_mp3, containers.take_mp3),
}

MIDI = b"MThd\0\0\0\x06\0\1\0\1\0\x60"

neural = pytest.mark.neural
"""What needs soundfile and its like, which come with the extra `music`."""


def _tone(seconds: float = 1.0, rate: int = 22050, level: float = 0.3) -> Sound:
    at = np.arange(round(seconds * rate)) / rate
    both = [np.sin(2 * np.pi * 440 * at), np.sin(2 * np.pi * 660 * at)]
    return Sound((level * np.stack(both)).astype(np.float32), rate)


def _data(suffix: str) -> bytes:
    wav = _tone().wav()
    encode = FORMATS[suffix].encode
    return encode["audio/wav"](wav) if encode else wav


@neural
@pytest.mark.parametrize("suffix", PAIRS)
@pytest.mark.parametrize("text", ["", '{"a": "春"}', "x" * 70_001])
def test_a_file_carries_a_text_and_gives_its_bytes_back(suffix: str, text: str) -> None:
    import soundfile

    put, take = PAIRS[suffix]
    plain = _data(suffix)
    full = put(plain, text)
    assert take(full) == (plain, text)
    assert take(plain) is None
    heard = [soundfile.read(io.BytesIO(data))[0] for data in (plain, full)]
    assert np.array_equal(*heard)


@pytest.mark.parametrize("suffix", PAIRS)
@settings(max_examples=200, deadline=None)
@hypothesis_given(data=st.binary(max_size=80))
def test_what_is_no_such_file_has_no_text(suffix: str, data: bytes) -> None:
    take: Callable[[bytes], object] = PAIRS[suffix][1]
    for head in (b"", b"RIFF\0\0\0\0WAVE", b"fLaC\x80\0\0\x22", b"ID3\x04\0\0"):
        take(head + data)


@neural
@pytest.mark.parametrize("suffix", [".flac", ".mp3", ".ogg"])
def test_other_formats_sound_alike(suffix: str) -> None:
    from muse_music.audio.decoding import decode
    from muse_music.audio.loudness import loudness

    sound = decode(_data(suffix))
    assert sound.channels == 2
    assert sound.seconds == pytest.approx(1.0, abs=0.1)
    assert loudness(sound) == pytest.approx(loudness(_tone()), abs=0.5)


@neural
def test_a_long_sound_becomes_an_ogg() -> None:
    from muse_music.audio.decoding import decode

    noise = np.random.default_rng(1).standard_normal((1, 22050 * 60)).astype(np.float32) * 0.1
    data = FORMATS[".ogg"].encode["audio/wav"](Sound(noise, 22050).wav())
    assert decode(data).seconds == pytest.approx(60, abs=0.2)


@neural
@pytest.mark.parametrize("level", [0.02, 0.1, 0.9])
def test_levels_are_set_and_peaks_held(level: float) -> None:
    from muse_music.audio.loudness import CEILING, levelled, loudness

    beats = _tone(4, level=level).samples.copy()
    beats[:, ::11025] = 1.0  # peaks far above the rest
    made = levelled(Sound(beats, 22050), -16)
    assert loudness(made) == pytest.approx(-16, abs=0.7)
    assert made.peak <= CEILING + 1e-6


@neural
def test_silence_stays_silent_and_fades_end_in_it() -> None:
    from muse_music.audio.loudness import faded, levelled, loudness

    silent = Sound(np.zeros((1, 22050), np.float32), 22050)
    assert loudness(silent) == -70
    assert not levelled(silent, -16).samples.any()
    made = faded(_tone(), 0.1, 0.2)
    assert np.abs(made.samples[:, [0, -1]]).max() < 1e-3
    assert np.array_equal(made.samples[:, 4000:12000], _tone().samples[:, 4000:12000])


@neural
def test_resampling_keeps_the_pitch() -> None:
    made = _tone(1, 44100).at(16000).mono()
    spectrum = np.abs(np.fft.rfft(made.samples[0]))
    assert np.argsort(spectrum)[-2:].tolist() in ([440, 660], [660, 440])


@neural
@settings(max_examples=60, deadline=None)
@hypothesis_given(
    junk=st.binary(max_size=300),
    head=st.sampled_from([b"", b"RIFF", b"fLaC", b"OggS", b"ID3\x04", MIDI]),
)
def test_damaged_files_are_refused_in_one_line(head: bytes, junk: bytes) -> None:
    from muse import InputFile
    from muse_music.audio.handed_in import given

    for name in ("a.wav", "a.mid"):
        try:
            given(InputFile(head + junk, name), "melody", 16000)
        except RequestError as problem:
            assert str(problem).startswith(f"melody: {name}")
            assert "\n" not in str(problem)


# -- waveforms


def _peaks(data: bytes, suffix: str = ".wav") -> np.ndarray:
    peaks = FORMATS[suffix].peaks
    assert peaks is not None
    return np.frombuffer(peaks(data), np.int8).reshape(-1, 2)


@neural
@pytest.mark.parametrize("suffix", FORMATS)
def test_a_waveform_has_the_lowest_and_the_highest_of_each_part(suffix: str) -> None:
    rate, parts = 22050, 512
    swell = np.linspace(0, 0.8, rate * 2) * np.sin(np.arange(rate * 2) * 0.3)
    wav = Sound(np.stack([swell, swell]).astype(np.float32), rate).wav()
    encode = FORMATS[suffix].encode
    found = _peaks(encode["audio/wav"](wav) if encode else wav, suffix) / 127
    edges = -(-np.arange(parts + 1) * len(swell) // parts)
    right = np.array([(swell[a:b].min(), swell[a:b].max()) for a, b in pairwise(edges)])
    assert found.shape == right.shape
    if suffix in (".wav", ".flac"):
        assert np.abs(found - right).max() < 1.5 / 127
    else:  # an encoder's delay and loss move it a little
        assert np.abs(found - right).mean() < 0.03


@neural
@pytest.mark.parametrize("count", [1, 7, 511, 512, 513, 2**16, 2**16 + 1, 100_003])
def test_every_sample_is_in_one_part_of_a_waveform(count: int) -> None:
    samples = np.zeros((1, count), np.float32)
    samples[0, -1] = 1.0
    samples[0, 0] = -1.0
    found = _peaks(Sound(samples, 8000).wav())
    assert found.shape == (min(count, 512), 2)
    assert found[0, 0] == -127
    assert found[-1, 1] == (127 if count > 1 else -127)
    assert {int(row) for row in np.flatnonzero(found.any(1))} == {0, len(found) - 1}


@neural
def test_a_short_sound_has_a_pair_for_each_sample() -> None:
    samples = np.random.default_rng(1).uniform(-1, 1, (1, 200)).astype(np.float32)
    found = _peaks(Sound(samples, 8000).wav())
    assert np.array_equal(found[:, 0], found[:, 1])
    assert np.abs(found[:, 0] / 127 - samples[0]).max() < 1 / 127


@neural
def test_channels_of_a_waveform_are_mixed() -> None:
    against = np.full((2, 1000), 0.5, np.float32)
    against[1] *= -1
    assert not _peaks(Sound(against, 8000).wav()).any()
    assert (_peaks(Sound(np.abs(against), 8000).wav()) == 64).all()


@neural
def test_the_waveform_of_a_long_sound_takes_little_memory() -> None:
    import tracemalloc

    noise = np.random.default_rng(1).uniform(-1, 1, (2, 22050 * 200)).astype(np.float32)
    wav = Sound(noise, 22050).wav()
    _peaks(wav[:100_000])
    tracemalloc.start()
    try:
        found = _peaks(wav)
        assert tracemalloc.get_traced_memory()[1] < 8e6  # as samples it has 35 MB
    finally:
        tracemalloc.stop()
    assert found.shape == (512, 2)
    assert found[:, 0].max() < -70
    assert found[:, 1].min() > 70


@neural
def test_a_sound_that_ends_early_or_has_no_samples_has_a_waveform() -> None:
    wav = _tone(2).wav()
    assert _peaks(wav[: len(wav) // 2]).any()
    assert _peaks(Sound(np.zeros((1, 0), np.float32), 8000).wav()).shape == (0, 2)
