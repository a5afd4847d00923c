"""Sound: files that carry recipes, levels, and files from outside."""

import io
from collections.abc import Callable

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
