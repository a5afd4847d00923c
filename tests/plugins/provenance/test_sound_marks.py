"""Marks of sounds: read after encoders and cuts, silent where the sound is, the same each time."""

import io
import struct
import zipfile
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from muse import Artifact, Host, Item
from muse_provenance import marking
from muse_provenance.marks import cells, read_file, sound, sound_files, sounds
from muse_provenance.marks.masking import threshold

soxr = pytest.importorskip("soxr")

BITS = bytes.fromhex("0123456789abcdef")
Samples = NDArray[np.float32]


def strings(rate: int, seconds: float, channels: int = 2, seed: int = 1) -> Samples:
    """Return plucked notes with silence between, a little noise in each, (channels, n)."""
    rng = np.random.default_rng(seed)
    made = np.zeros((channels, int(rate * seconds)))
    for start in np.arange(0, seconds - 0.6, 0.7):
        at = np.arange(int(0.6 * rate)) / rate
        pitch = 220 * 2 ** (rng.integers(0, 24) / 12)
        note = sum(
            np.sin(2 * np.pi * pitch * n * at) * np.exp(-(2 + n) * at) / n
            for n in range(1, 20)
            if pitch * n < 0.45 * rate
        )
        note += 0.02 * rng.standard_normal(len(at)) * np.exp(-6 * at)
        first = int(start * rate)
        level = rng.uniform(0.6, 1, (channels, 1))
        made[:, first : first + len(at)] += 0.2 * level * note * np.minimum(1, at * 200)
    return made.astype(np.float32)


def noise(rate: int, seconds: float, channels: int = 1, seed: int = 1) -> Samples:
    """Return pink noise, (channels, n)."""
    size = int(rate * seconds)
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal((channels, size)))
    made = np.fft.irfft(spectrum / np.sqrt(np.arange(size // 2 + 1) + 1), size)
    return (0.1 * made / made.std()).astype(np.float32)


def encoded(samples: Samples, rate: int, kind: str, subtype: str, **more: object) -> bytes:
    """Return samples (channels, n) as a file."""
    buffer = io.BytesIO()
    with soundfile.SoundFile(buffer, "w", rate, len(samples), subtype, format=kind, **more) as file:
        for start in range(0, samples.shape[1], 2**16):
            file.write(samples.T[start : start + 2**16])
    return buffer.getvalue()


def decoded(data: bytes) -> Samples:
    """Return the samples of a file, (channels, n)."""
    samples, _ = soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)
    return np.ascontiguousarray(samples.T)


def mp3(samples: Samples, rate: int) -> Samples:
    """Return samples after MP3 of 128 kbit/s."""
    more = {"bitrate_mode": "CONSTANT", "compression_level": 0.65 if rate >= 32_000 else 0.2}
    return decoded(encoded(samples, rate, "MP3", "MPEG_LAYER_III", **more))


def ogg(samples: Samples, rate: int) -> Samples:
    """Return samples after Ogg Vorbis of quality 4."""
    return decoded(encoded(samples, rate, "OGG", "VORBIS", compression_level=0.6))


def bits_of(samples: Samples, rate: int) -> bytes | None:
    """Return what is read from samples."""
    found = sound.read(samples, rate)
    return None if found is None else found.bits


SOUNDS = {
    "strings, 44.1 kHz": (strings(44_100, 12), 44_100),
    "noise, 22.05 kHz": (noise(22_050, 12), 22_050),
}


@pytest.mark.parametrize("name", SOUNDS)
def test_a_mark_outlives_cuts_encoders_and_other_rates(name: str) -> None:
    samples, rate = SOUNDS[name]
    marked = sound.put(samples, rate, BITS)
    cut = marked[:, round(1.234 * rate) : round(11.234 * rate)]
    assert bits_of(cut, rate) == BITS
    assert bits_of(mp3(cut, rate), rate) == BITS
    assert bits_of(ogg(cut, rate), rate) == BITS
    assert bits_of(soxr.resample(cut.T, rate, 32_000).T, 32_000) == BITS
    assert bits_of(np.ascontiguousarray(soxr.resample(cut.T, 1.003, 1.0).T), rate) == BITS
    assert bits_of(cut.mean(0, keepdims=True) / 10, rate) == BITS


def test_what_is_not_marked_has_none() -> None:
    for seed in range(2):
        assert bits_of(strings(44_100, 10, seed=seed), 44_100) is None
        assert bits_of(noise(22_050, 10, seed=seed), 22_050) is None


def test_other_bits_are_read_as_they_are() -> None:
    samples = noise(22_050, 6)
    for bits in (bytes(8), b"\xff" * 8):
        assert bits_of(sound.put(samples, 22_050, bits), 22_050) == bits


def test_the_same_sound_gets_the_same_mark() -> None:
    samples = strings(44_100, 11)
    assert np.array_equal(sound.put(samples, 44_100, BITS), sound.put(samples, 44_100, BITS))


def test_silence_stays_silence_and_peaks_stay_where_they_were() -> None:
    samples = strings(44_100, 8)
    samples[:, 90_000:120_000] = 0
    samples *= np.float32(10 ** (-1 / 20) / np.abs(samples).max())
    marked = sound.put(samples, 44_100, BITS)
    assert not marked[:, 90_200:119_800].any()
    assert np.abs(marked).max() <= 10 ** (-1 / 20)
    assert not np.array_equal(marked, samples)
    silent = np.zeros((1, 30_000), np.float32)
    assert not sound.put(silent, 22_050, BITS).any()


def test_what_is_changed_is_below_what_hides_it() -> None:
    samples, rate = SOUNDS["strings, 44.1 kHz"]
    change = sound.put(samples, rate, BITS) - samples
    assert 10 * np.log10((samples**2).sum() / (change**2).sum()) > 22
    frames = np.arange(0, samples.shape[1] - 1764, 882)[:, None] + np.arange(1764)
    window = np.hanning(1765)[:-1].astype(np.float32)
    own, added = (
        (np.abs(np.fft.rfft(each[:, frames] * window)) ** 2).mean(0).astype(np.float32)
        for each in (samples, change)
    )
    hidden = threshold(own, 1764, rate)
    lines = slice(16, 340)  # 400 to 8500 Hz
    assert added[:, lines].sum() < hidden[:, lines].sum()
    outside = np.r_[0:12, 360:882]
    assert added[:, outside].sum() < 0.02 * added[:, lines].sum()


def test_parts_that_add_up_still_do() -> None:
    parts = [strings(44_100, 6, seed=seed) * np.float32(0.4) for seed in (3, 4)]
    whole = parts[0] + parts[1]
    contents = {
        key: encoded(each, 44_100, "WAV", "PCM_16")
        for key, each in ((".wav", whole), (".left.wav", parts[0]), (".right.wav", parts[1]))
    }
    made = sounds.marked(contents, BITS, lambda: pytest.fail("no file is needed"))
    read = {key: decoded(bytes(data)) * 32768 for key, data in made.items()}
    apart = np.abs(read[".left.wav"] + read[".right.wav"] - read[".wav"])
    assert apart.max() <= 3
    assert all(not np.array_equal(read[key], decoded(contents[key])) for key in contents)
    assert bits_of(read[".wav"] / 32768, 44_100) == BITS


def test_stems_in_a_zip_are_marked_as_their_whole_is() -> None:
    parts = [strings(22_050, 5, seed=seed) * np.float32(0.4) for seed in (3, 4)]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as given:
        given.writestr("01 Left.mid", b"MThd")
        for name, each in (("01 Left", parts[0]), ("02 Right", parts[1]), ("00 Whole", sum(parts))):
            given.writestr(f"{name}.wav", encoded(each, 22_050, "WAV", "PCM_16"))
    made = sounds.marked({".zip": buffer.getvalue()}, BITS, lambda: Path("none"))[".zip"]
    with zipfile.ZipFile(io.BytesIO(bytes(made))) as found:
        assert found.read("01 Left.mid") == b"MThd" and len(found.namelist()) == 4
        left, right, whole = (
            decoded(found.read(f"{name}.wav")) for name in ("01 Left", "02 Right", "00 Whole")
        )
    assert np.abs(left + right - whole).max() * 32768 <= 3
    assert bits_of(whole, 22_050) == BITS
    assert not sounds.marked({".zip": empty_zip()}, BITS, lambda: Path("none"))


def empty_zip() -> bytes:
    """Return a zip without a file."""
    buffer = io.BytesIO()
    zipfile.ZipFile(buffer, "w").close()
    return buffer.getvalue()


@pytest.mark.parametrize("subtype", ["PCM_16", "PCM_24", "PCM_32", "FLOAT"])
def test_a_wav_keeps_all_but_its_samples(subtype: str, tmp_path: Path) -> None:
    samples = noise(22_050, 11, channels=2)
    data = encoded(samples, 22_050, "WAV", subtype)
    more = b"cue " + struct.pack("<I", 4) + bytes(4)
    data = data[:4] + struct.pack("<I", len(data) + len(more) - 8) + data[8:] + more
    path = tmp_path / "long.wav"
    path.write_bytes(data)
    made = sounds.marked({".wav": data, ".a.wav": path}, BITS, lambda: tmp_path)
    assert isinstance(made[".wav"], bytes) and made[".wav"] == made[".a.wav"].read_bytes()
    assert path.read_bytes() == data
    assert len(made[".wav"]) == len(data)
    assert made[".wav"][:44] == data[:44] and made[".wav"].endswith(more)
    assert soundfile.info(io.BytesIO(made[".wav"])).subtype == subtype
    found = read_file(made[".a.wav"])
    assert found is not None and found.bits == BITS and 0.5 < found.confidence <= 1


@pytest.mark.parametrize(
    ("suffix", "kind", "subtype"),
    [(".flac", "FLAC", "PCM_16"), (".mp3", "MP3", "MPEG_LAYER_III"), (".ogg", "OGG", "VORBIS")],
)
def test_what_is_encoded_already_is_marked_too(
    suffix: str, kind: str, subtype: str, tmp_path: Path
) -> None:
    data = encoded(noise(22_050, 12), 22_050, kind, subtype)
    made = sounds.marked({suffix: data}, BITS, lambda: tmp_path)[suffix]
    assert isinstance(made, bytes)
    path = tmp_path / f"a{suffix}"
    path.write_bytes(made)
    found = read_file(path)
    assert found is not None and found.bits == BITS
    assert soundfile.info(str(path)).frames == 12 * 22_050


@pytest.mark.parametrize(("rate", "suffix"), [(44_100, ".mp3"), (48_000, ".mp3"), (24_000, ".ogg")])
def test_what_is_encoded_is_made_anew_of_the_marked_wav(rate: int, suffix: str) -> None:
    samples = noise(24_000, 12)
    kind = {".mp3": ("MP3", "MPEG_LAYER_III"), ".ogg": ("OGG", "VORBIS")}[suffix]
    more = np.repeat(samples, 2, axis=1) if rate == 48_000 else samples
    contents = {
        suffix: encoded(more, rate, *kind),
        ".wav": encoded(samples, 24_000, "WAV", "PCM_16"),
    }
    made = sounds.marked(contents, BITS, lambda: Path("none"))
    again = decoded(made[suffix])
    assert again.shape == more.shape
    if rate != 44_100:  # of another rate: that is marked for itself
        assert made[suffix] != sounds.marked({suffix: contents[suffix]}, BITS, Path)[suffix]
        assert bits_of(again[:, rate : 9 * rate], rate) == BITS


def test_who_makes_an_mp3_makes_a_wav_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(formats: tuple[str, ...], own: tuple[str, ...]) -> tuple[str, ...]:
        run = SimpleNamespace(formats=formats, settings={})
        next(marking.muse_generate(SimpleNamespace(formats=dict.fromkeys(own)), run))
        return run.formats

    assert asked((".mp3",), (".wav", ".mp3")) == (".mp3",)  # nothing is marked
    monkeypatch.delenv("MUSE_MARK")
    assert asked((".mp3", ".srt"), (".wav", ".mp3")) == (".mp3", ".srt", ".wav")
    assert asked((".wav", ".ogg"), (".wav", ".ogg")) == (".wav", ".ogg")
    assert asked((".mp3",), (".mp3",)) == (".mp3",)
    assert asked((".flac",), (".wav", ".flac")) == (".flac",)


@pytest.mark.parametrize(
    "data",
    [b"", b"RIFF", b"RIFF\0\0\0\0WAVE", b"RIFF\0\0\0\0WAVEdata\xff\xff\xff\x7f" + bytes(99),
     b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0\1\0\0\0" + bytes(80), b"fLaC" + bytes(99), b"OggS", b"ID3",
     b"RIFF\0\0\0\0WAVE" + b"junk\0\0\0\0" * 3000],
)  # fmt: skip
def test_what_is_damaged_stays_as_it_is(data: bytes, tmp_path: Path) -> None:
    for suffix in (".wav", ".flac", ".mp3", ".ogg"):
        assert not sounds.marked({suffix: data}, BITS, lambda: tmp_path)
    path = tmp_path / "odd.wav"
    path.write_bytes(data)
    assert read_file(path) is None


def test_short_sounds_are_not_marked() -> None:
    data = encoded(noise(22_050, 0.9), 22_050, "WAV", "PCM_16")
    assert not sounds.marked({".wav": data, ".mid": b"MThd"}, BITS, lambda: Path("none"))
    assert sound_files.rate_and_length(data) == (22_050, int(0.9 * 22_050))


def test_an_artifact_is_marked_by_its_sounds_alone() -> None:
    data = encoded(noise(22_050, 6), 22_050, "WAV", "PCM_16")
    artifact = Artifact({".mid": b"MThd", ".wav": data}, Item(0, 1))
    marking.mark(artifact, BITS, lambda: Path("none"))
    assert artifact.contents[".mid"] == b"MThd" and list(artifact.contents) == [".mid", ".wav"]
    assert bits_of(decoded(bytes(artifact.contents[".wav"])), 22_050) == BITS


def test_a_run_marks_what_it_makes(
    host: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("c2pa")
    monkeypatch.delenv("MUSE_MARK")
    fields = {"style": "folk", "duration": 12, "seed": 3, "formats": [".wav", ".mp3"]}
    made = host.run("music.midi", **fields)[0]
    expected = bytes.fromhex(_mark_of(made.recipe))
    for suffix in (".wav", ".mp3"):
        path = made.save(tmp_path / f"song{suffix}")
        found = read_file(path)
        assert found is not None and found.bits == expected
    again = host.run("music.midi", **fields)[0]
    assert again.recipe["payload"] == made.recipe["payload"]
    monkeypatch.setenv("MUSE_MARK", "off")
    plain = host.run("music.midi", **fields)[0]
    assert read_file(plain.save(tmp_path / "plain.wav")) is None


def _mark_of(recipe: dict[str, object]) -> str:
    import muse

    return muse.fingerprint(recipe)[:16]


def test_the_pattern_never_changes() -> None:
    """What was marked by an older version must be found by this one."""
    import hashlib

    signs = cells.signs(BITS)
    assert signs.shape == (cells.PERIOD, cells.BANDS) and set(np.unique(signs)) == {-1, 1}
    assert abs(float(signs.mean())) < 0.01
    told = hashlib.sha256(signs.astype(np.int8).tobytes()).hexdigest()
    assert told[:16] == "e918099af096eba6"
