"""What the mark of sounds survives, what it costs, and whether one is found where there is none.

    python benchmarks/marks.py sounds --count 3

Sounds are made by Muse itself (every style of `music.midi`, loud and quiet, solos, speech) and by
rule (noise, tones, sweeps), or taken from a folder of WAVs (`--folder`). Each is marked, cut to
10 s at `--count` places, and goes through each of the attacks.
"""

from __future__ import annotations

import argparse
import io
import os
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from muse_music.audio.loudness import decibels, loudness
from muse_music.audio.sound import Sound
from muse_provenance.marks import sound
from muse_provenance.marks.masking import bark

Samples = NDArray[np.float32]
SECONDS = 10.0
_BITS = bytes.fromhex("0123456789abcdef")


def encoded(samples: Samples, rate: int, kind: str, subtype: str, level: float) -> Samples:
    """Return samples (channels, n) as they come back from an encoder."""
    buffer = io.BytesIO()
    more = {"bitrate_mode": "CONSTANT"} if kind == "MP3" else {}
    with soundfile.SoundFile(
        buffer, "w", rate, len(samples), subtype, format=kind, compression_level=level, **more
    ) as file:
        for start in range(0, samples.shape[1], 2**16):
            file.write(np.ascontiguousarray(samples.T[start : start + 2**16]))
    read, _ = soundfile.read(io.BytesIO(buffer.getvalue()), dtype="float32", always_2d=True)
    return np.ascontiguousarray(read.T)


def mp3(samples: Samples, rate: int, level: float | None = None) -> Samples:
    """Return samples after MP3: at 128 kbit/s, by the level at which libsndfile takes so many."""
    chosen = level if level is not None else 0.65 if rate >= 32_000 else 0.2
    return encoded(samples, rate, "MP3", "MPEG_LAYER_III", chosen)


def ogg(samples: Samples, rate: int) -> Samples:
    """Return samples after Ogg Vorbis of quality 4."""
    return encoded(samples, rate, "OGG", "VORBIS", 0.6)


def resampled(samples: Samples, *rates: int) -> Samples:
    """Return samples brought from one rate to the next."""
    for old, new in pairwise(rates):
        samples = soxr.resample(samples.T, old, new).T
    return np.ascontiguousarray(samples)


def faster(samples: Samples, share: float) -> Samples:
    """Return samples that take so much less time, and sound higher by as much."""
    return np.ascontiguousarray(soxr.resample(samples.T, 1 + share, 1.0).T)


Attack = Callable[[Samples, int], tuple[Samples, int]]
ATTACKS: Mapping[str, Attack] = {
    "cut to 10 s": lambda x, r: (x, r),
    "MP3 128 kbit/s": lambda x, r: (mp3(x, r), r),
    "MP3 56 to 64 kbit/s": lambda x, r: (mp3(x, r, 0.9 if r >= 32_000 else 0.6), r),
    "Ogg Vorbis q4": lambda x, r: (ogg(x, r), r),
    "44.1 -> 48 -> 22.05 -> 44.1 kHz": lambda x, r: (resampled(x, r, 48_000, 22_050, r), r),
    "to 32 kHz": lambda x, r: (resampled(x, r, 32_000), 32_000),
    "to 22.05 kHz, MP3 128": lambda x, r: (mp3(resampled(x, r, 22_050), 22_050), 22_050),
    "MP3 128 of Ogg q4": lambda x, r: (mp3(ogg(x, r), r), r),
    "mixed to one channel": lambda x, r: (x.mean(0, keepdims=True), r),
    "20 dB softer, 16 bits": lambda x, r: ((np.round(x * 3276.7) / 32767).astype(np.float32), r),
    "0.4 % faster": lambda x, r: (faster(x, 0.004), r),
    "noise 30 dB below": lambda x, r: (noisy(x), r),
    "cut to 6 s": lambda x, r: (x[:, : 6 * r], r),
    "cut to 4 s": lambda x, r: (x[:, : 4 * r], r),
}


def noisy(samples: Samples) -> Samples:
    """Return samples with white noise 30 dB below them."""
    level = float(np.sqrt((samples**2).mean())) * 10 ** (-30 / 20)
    noise = np.random.default_rng(1).standard_normal(samples.shape, np.float32)
    return samples + np.float32(level) * noise


def nmr(before: Samples, after: Samples, rate: int) -> tuple[float, float, float]:
    """Return the noise-to-mask ratio: its mean (dB), that of the worst band, the share above 0 dB.

    The threshold is Johnston's (IEEE J. Sel. Areas Commun. 6, 1988), whole: frames of 2048 samples,
    Bark bands, Schroeder's spreading, 14.5 dB and the number of the band for tones, 5.5 dB for
    noise, by the spectral flatness of the frame (-60 dB is a tone), and the threshold in quiet.
    """
    size = 2048 if rate > 30_000 else 1024
    window = np.hanning(size + 1)[:-1].astype(np.float32)
    starts = np.arange(0, before.shape[1] - size, size // 2)
    at = starts[:, None] + np.arange(size)
    change = after - before
    power, noise = ((np.abs(np.fft.rfft(x[:, at] * window)) ** 2).mean(0) for x in (before, change))
    place = bark(np.arange(size // 2 + 1) * rate / size)
    count = int(place[-1]) + 1
    into = np.zeros((len(place), count))
    into[np.arange(len(place)), np.minimum(place.astype(int), count - 1)] = 1
    middle = np.arange(count) + 0.5
    away = middle - middle[:, None]
    spread = 10 ** ((15.81 + 7.5 * (away + 0.474) - 17.5 * np.sqrt(1 + (away + 0.474) ** 2)) / 10)
    spread /= spread.sum(0)
    flat = 10 * (np.log10(power + 1e-12).mean(1) - np.log10(power.mean(1) + 1e-12))
    tonal = np.clip(flat / -60, 0, 1)[:, None]
    offset = tonal * (14.5 + middle) + (1 - tonal) * 5.5
    hidden = (power @ into) @ spread * 10 ** (-offset / 10)
    hidden = np.maximum(hidden, _quiet(place, size) @ into / into.sum(0))
    heard = (power.sum(1) > power.sum(1).max() * 1e-6)[:, None] & np.ones(count, bool)
    heard &= (middle > bark(np.array(400.0))) & (middle < bark(np.array(8500.0)))
    ratio = (noise @ into) / np.maximum(hidden, 1e-12)
    bands = [float(ratio[:, b][heard[:, b]].mean()) for b in range(count) if heard[:, b].any()]
    told = ratio[heard]
    if not len(told):
        return -99.0, -99.0, 0.0
    mean, worst = (10 * float(np.log10(v + 1e-10)) for v in (told.mean(), max(bands)))
    return mean, worst, float((told > 1).mean())


def _quiet(place: NDArray[Any], size: int) -> NDArray[Any]:
    """Return the power of a line at the threshold in quiet (Terhardt, 1979).

    A sine of full scale is taken to be played at 96 dB SPL.
    """
    steps = np.linspace(20, 24_000, 4000)
    kilohertz = np.interp(place, bark(steps), steps) / 1000
    level = 3.64 * kilohertz**-0.8 - 6.5 * np.exp(-0.6 * (kilohertz - 3.3) ** 2)
    level += 1e-3 * kilohertz**4
    return 10 ** ((level - 96) / 10) * (size / 4) ** 2


def by_rule(seconds: float) -> Iterator[tuple[str, Samples, int]]:
    """Yield sounds that no generator made: noise, tones, a sweep, strokes with silence between."""
    rng = np.random.default_rng(7)
    for rate, channels in ((22_050, 1), (32_000, 2), (44_100, 2), (48_000, 2)):
        size = int(seconds * rate)
        at = np.arange(size) / rate
        white = rng.standard_normal((channels, size))
        yield f"white noise, {rate} Hz", _at(white, 0.2), rate
        spectrum = np.fft.rfft(white) / np.sqrt(np.arange(size // 2 + 1) + 1)
        yield f"pink noise, {rate} Hz", _at(np.fft.irfft(spectrum, size), 0.1), rate
        chord = sum(
            np.sin(2 * np.pi * f * n * at + 3 * np.sin(11 * at)) / n
            for f in (220.0, 277.2, 329.6)
            for n in range(1, 16)
            if f * n < 0.45 * rate
        )
        yield f"chord with vibrato, {rate} Hz", _at(np.tile(chord, (channels, 1)), 0.1), rate
        beats = np.exp(-8 * (at % 0.5)) * rng.standard_normal(size)
        yield f"strokes of noise, {rate} Hz", _at(np.tile(beats, (channels, 1)), 0.1), rate


def _at(samples: NDArray[Any], level: float) -> Samples:
    return (samples * level / np.sqrt((samples**2).mean())).clip(-1, 1).astype(np.float32)


def of_muse(seconds: float) -> Iterator[tuple[str, Samples, int]]:
    """Yield music in every style, loud and quiet, solos, and speech, as Muse makes it."""
    import muse
    from muse_music.midi.style import names

    fields: list[tuple[str, dict[str, Any]]] = []
    for style in names():
        fields.append((style, {"style": style}))
        quiet = {"style": style, "mood": "calm", "density": "sparse", "drums": False}
        fields.append((f"{style}, quiet", quiet))
    for one in ("flute", "guitar", "pipa", "piano", "violin", "guzheng"):
        fields.append((f"{one} alone", {"instruments": [one], "density": "sparse"}))
    for number, (name, given) in enumerate(fields):
        made = muse.run("music.midi", duration=seconds, seed=number, formats=[".wav"], **given)
        yield (name, *_read(made[0].files[".wav"].data))
    words = {"en": _EN, "cmn": _ZH}
    for engine, language in (("hibari", "en"), ("espeak-ng", "en"), ("espeak-ng", "cmn")):
        try:
            made = muse.run(
                "speech.say", text=words[language], engine=engine, language=language, seed=1,
                formats=[".wav"],
            )  # fmt: skip
        except muse.MuseError as error:
            print(f"  {engine}, {language}: left out ({error})")
            continue
        yield (f"{engine}, {language}", *_read(made[0].files[".wav"].data))


_EN = (
    "The lamp is lit and the night is near. A fox came down to the river, looked twice at the "
    "water, and went home again. Nobody had told him that the boats were gone. In the morning "
    "there was frost on all the windows, and the children ran late to school."
)
_ZH = (
    "灯亮了，夜近了。一只狐狸来到河边，看了看水，又回家去了。没有人告诉它船已经开走。"
    "早上窗户上结了霜，面包师吹着口哨，孩子们跑着去上学，老钟敲了九下。"
)


def _read(data: bytes | Path) -> tuple[Samples, int]:
    source = io.BytesIO(data) if isinstance(data, bytes) else data
    samples, rate = soundfile.read(source, dtype="float32", always_2d=True)
    return np.ascontiguousarray(samples.T), int(rate)


def corpus(folder: Path | None, seconds: float) -> Iterator[tuple[str, Samples, int]]:
    """Yield the sounds that are tried."""
    if folder is not None:
        for path in sorted(folder.glob("*.wav")):
            yield (path.stem, *_read(path))
    else:
        yield from of_muse(seconds)
    yield from by_rule(24.0)


def main(arguments: list[str]) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="marks.py sounds")
    parser.add_argument("--count", type=int, default=3, help="cuts of 10 s from each sound")
    parser.add_argument("--folder", type=Path, help="WAVs to take instead of making some")
    parser.add_argument("--attacks", default="", help="only those whose names have this")
    parser.add_argument("--unmarked", type=int, default=0, help="unmarked cuts to read as well")
    asked = parser.parse_args(arguments)
    os.environ["MUSE_SIGN"] = os.environ["MUSE_MARK"] = "off"
    sounds = list(corpus(asked.folder, 26.0))
    if asked.unmarked:
        unmarked(sounds, asked.unmarked)
        return
    survives(sounds, asked.count, asked.attacks)


def survives(sounds: list[tuple[str, Samples, int]], count: int, only: str) -> None:
    """Print what each attack leaves of the marks, and how far a mark is from being heard."""
    got = {name: [0, 0] for name in ATTACKS if only in name}
    costs: list[tuple[float, ...]] = []
    took = [0.0, 0.0, 0.0, 0.0]  # s of putting and of sound, s of reading and of sound
    for name, samples, rate in sounds:
        begun = time.process_time()
        marked = sound.put(samples, rate, _BITS)
        took[0] += time.process_time() - begun
        took[1] += samples.shape[1] / rate
        change = marked - samples
        snr = decibels(float(np.sqrt((samples**2).mean() / max(1e-20, (change**2).mean()))))
        near = nmr(samples, marked, rate)
        louder = loudness(Sound(marked, rate)) - loudness(Sound(samples, rate))
        peaks = decibels(float(np.abs(samples).max())), decibels(float(np.abs(marked).max()))
        costs.append((snr, *near, louder, *peaks))
        whole = (np.round(marked * 32767) / 32767).astype(np.float32)
        lost = []
        for place in range(count):
            room = samples.shape[1] - int(SECONDS * rate)
            start = int(np.random.default_rng(place).uniform(0, max(1, room)))
            cut = whole[:, start : start + int(SECONDS * rate)]
            for attack in got:
                changed, new = ATTACKS[attack](cut, rate)
                begun = time.process_time()
                found = sound.read(changed, new)
                took[2] += time.process_time() - begun
                took[3] += changed.shape[1] / new
                got[attack][1] += 1
                if found is not None and found.bits == _BITS:
                    got[attack][0] += 1
                else:
                    lost.append(attack)
        print(
            f"{name[:34]:34s} SNR {snr:5.1f} dB  NMR {near[0]:6.1f} dB, worst band {near[1]:6.1f}, "
            f"above {near[2]:6.2%}  loudness {louder:+.2f} LU  peak {peaks[0]:5.1f} -> "
            f"{peaks[1]:5.1f} dBFS" + (f"  lost: {', '.join(lost)}" if lost else ""),
            flush=True,
        )
    print(f"\nput {1e4 * took[0] / took[1]:.0f} ms per 10 s, read {60 * took[2] / took[3]:.2f} s "
          f"per minute, {len(sounds)} sounds")  # fmt: skip
    table = np.array(costs)
    print(f"SNR {table[:, 0].min():.1f} to {table[:, 0].max():.1f} dB, NMR mean "
          f"{table[:, 1].mean():.1f} dB, worst sound {table[:, 1].max():.1f}, worst band "
          f"{table[:, 2].max():.1f}; loudness by at most {np.abs(table[:, 4]).max():.2f} LU; "
          f"highest peak {table[:, 6].max():.1f} dBFS")  # fmt: skip
    for attack, (read, tried) in got.items():
        print(f"{attack:34s} {read:5d} of {tried:5d}  {read / max(1, tried):7.2%}")


def unmarked(sounds: list[tuple[str, Samples, int]], count: int) -> None:
    """Read cuts without a mark: print in how many one was found, and how many tries it took."""
    from muse_provenance.marks import code
    from muse_provenance.marks import sound_reading as reading

    tries, found, done = 0, 0, 0
    rng = np.random.default_rng(5)
    begun = time.process_time()
    while done < count:
        _, samples, rate = sounds[int(rng.integers(len(sounds)))]
        size = int(rng.uniform(4, 10) * rate)
        start = int(rng.uniform(0, max(1, samples.shape[1] - size)))
        cut = samples[:, start : start + size] * np.float32(rng.uniform(0.3, 1))
        told = reading.surprises(reading.levels(cut, rate))
        for likely in reading.places(told):
            weighed = [reading.chips(told, place) for place in likely]
            tries += len(weighed)
            found += len(weighed) > 0 and any(code.decode_all(np.stack(weighed)))
        done += 1
    chance = tries / count / 2**32
    print(f"{found} marks in {done} unmarked cuts of 4 to 10 s ({time.process_time() - begun:.0f} "
          f"s); {tries / count:.3f} decoded a cut, so one in {1 / max(chance, 1e-99):.1e} by the "
          "checksum alone")  # fmt: skip
