"""How the sound compares with other mixes, and how well notes are heard in one.

`python benchmarks/music_sound.py mix` renders twenty songs with Muse's own sampler and with
fluidsynth over FluidR3 (both must be installed), and prints how far their mean third-octave spectra
differ, the correlation of the sides, loudness, peak and speed. `... hear` synthesises sixty tunes
(sine, voice with vibrato and glides, whistle, the sampler's flute, all with noise, mistuned and
played unevenly), and prints the F-measure of their notes by mir_eval (onset within 50 ms, pitch
within a quarter tone). `-v` shows each.
"""

import io
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

import numpy as np

from muse_music.audio.loudness import loudness
from muse_music.audio.sound import Sound
from muse_music.midi import song, style
from muse_music.midi.band.perform import perform
from muse_music.midi.write import write
from muse_music.sampler import render
from muse_music.sampler.desk import BANDS
from muse_music.theory.meter import TICKS

FONT = Path("/usr/share/sounds/sf2/FluidR3_GM.sf2")
SONGS = 20
TUNES = 60
RATE = 44_100


def spectrum(samples: np.ndarray) -> np.ndarray:
    """Return the third-octave levels of stereo samples (dB), as they are at -16 LUFS."""
    size, window = 16384, np.hanning(16384).astype(np.float32)
    power = np.zeros(size // 2 + 1)
    for start in range(0, samples.shape[1] - size, size // 2):
        power += (np.abs(np.fft.rfft(samples[:, start : start + size] * window)) ** 2).sum(0)
    frequency = np.fft.rfftfreq(size, 1 / RATE)
    found = [
        power[(frequency >= c * 2 ** (-1 / 6)) & (frequency < c * 2 ** (1 / 6))].sum()
        for c in BANDS
    ]
    level = -16 - loudness(Sound(samples, RATE))
    return 10 * np.log10(np.array(found) / samples.shape[1] + 1e-12) + level


def reference(midi: bytes) -> np.ndarray:
    """Return a song by fluidsynth over FluidR3, as it comes: its own room and chorus."""
    import soundfile

    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "a.mid", Path(folder) / "a.wav"
        source.write_bytes(midi)
        command = ["fluidsynth", "-ni", "-q", "-g", "0.5", "-r", str(RATE), "-T", "wav", "-O"]
        command += ["s16", "-F", str(target), str(FONT), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return soundfile.read(target, dtype="float32", always_2d=True)[0].T


def mix() -> int:
    """Print the figures of the mix; return how many miss their aim."""
    if shutil.which("fluidsynth") is None or not FONT.is_file():
        print("fluidsynth or FluidR3 isn't installed")
        return 1
    names = style.names()
    ours, theirs, missed = [], [], 0
    for number in range(SONGS):
        name = names[number % len(names)]
        made = song(style=name, bars=24, seed=1 + number // len(names))
        midi = write(made, perform(made, random.Random(number), loud=1.0, legato=1.0))
        start = time.process_time()
        sound, _ = render(midi, synth="muse", room=style.load(name).room)
        taken = time.process_time() - start
        alike = float(np.corrcoef(*sound.samples)[0, 1])
        level, peak = loudness(sound), 20 * np.log10(sound.peak)
        missed += not (0.5 <= alike <= 0.8 and abs(level + 16) < 0.3 and peak <= -0.99)
        other = reference(midi)
        ours.append(spectrum(sound.samples))
        theirs.append(spectrum(other))
        print(
            f"{name:12} {sound.seconds / taken:4.0f} x its length {level:6.1f} LUFS"
            f" {peak:5.1f} dBFS  sides {alike:5.2f} (theirs {np.corrcoef(*other)[0, 1]:5.2f})"
        )
    off = np.mean(ours, 0) - np.mean(theirs, 0)
    for band, value in zip(BANDS, off, strict=True):
        print(f"{band:7.0f} Hz {value:+5.1f} dB")
    print(f"largest difference of the mean spectra: {np.abs(off).max():.1f} dB (aim: 6)")
    return missed + int(np.abs(off).max() > 6)


def tune(number: int) -> tuple[list[tuple[float, float, int]], float, str]:
    """Return the notes of a tune in seconds, its beats a minute and its key."""
    chance = random.Random(number)
    name = ("folk", "pop", "ballad", "waltz", "chinese")[number % 5]
    made = song(style=name, bars=8, seed=number, meter="3/4" if name == "waltz" else "4/4")
    notes = []
    for note in made.parts[0].notes:
        quarter = made.quarter / 1e6 / TICKS
        start = max(0.0, note.start * quarter + chance.gauss(0, 0.012)) + 0.3
        notes.append((start, 0.92 * note.length * quarter, note.pitch))
    return notes, 60e6 / made.quarter, str(made.key)


def sung(notes: list[tuple[float, float, int]], kind: str, number: int) -> np.ndarray:
    """Return a tune as sound (mono, 44.1 kHz) by one of four voices."""
    chance = np.random.default_rng(number)
    rate, off = RATE, float(chance.uniform(-40, 40))
    total = round((max(s + d for s, d, _ in notes) + 0.6) * rate)
    made = np.zeros(total)
    last = None
    for start, held, pitch in notes:
        size, first = round(held * rate), round(start * rate)
        at = np.arange(size) / rate
        cents = np.full(size, off)
        if kind in ("voice", "whistle") and last is not None:  # it glides into the note
            near = np.clip(last - pitch, -3, 3)
            cents += 100 * near * np.exp(-at / 0.025)
        if kind == "voice":
            cents += 45 * np.sin(2 * np.pi * 5.6 * at) * np.clip(at / 0.3, 0, 1)
            cents += np.cumsum(chance.normal(size=size)) * 0.02
        hertz = 440 * 2 ** ((pitch - 69 + cents / 100) / 12)
        phase = 2 * np.pi * np.cumsum(hertz) / rate
        if kind == "voice":
            partials = enumerate((1, 0.7, 0.8, 0.5, 0.2, 0.15, 0.1, 0.05), 1)
            wave = sum(np.sin(k * phase) * a for k, a in partials)
        else:
            wave = np.sin(phase)
        edge = min(size // 3, round(0.03 * rate))
        shape = np.ones(size)
        shape[:edge] = np.linspace(0, 1, edge)
        shape[size - edge :] = np.linspace(1, 0, edge)
        made[first : first + size] += wave * shape
        last = pitch
    return made / np.abs(made).max()


def hear() -> int:
    """Print how well notes, tempo and key are heard; return how many misses there are."""
    import mir_eval
    import soundfile

    from muse_music.audio.decoding import decode
    from muse_music.listening import heard
    from muse_music.listening.pitch import RATE as LISTENED
    from muse_music.listening.pitch import listened
    from muse_music.listening.segments import notes_of
    from muse_music.theory import keys

    warnings.simplefilter("ignore")
    scores: dict[str, list[float]] = {}
    tempos, named, seconds = [], [], []
    for number in range(TUNES):
        kind = ("sine", "voice", "whistle", "flute")[number % 4]
        notes, speed, key = tune(number // 4)
        # People whistle up to about C7, and sing below C6.
        top = max(pitch for *_, pitch in notes)
        lift = (96 - top) // 12 * 12 if kind == "whistle" else -max(0, -(-(top - 84) // 12)) * 12
        notes = [(start, held, pitch + lift) for start, held, pitch in notes]
        samples = fluted(notes) if kind == "flute" else sung(notes, kind, number)
        samples += np.random.default_rng(number).normal(size=len(samples)) * 0.008
        buffer = io.BytesIO()
        soundfile.write(buffer, 0.6 * samples, RATE, format="WAV", subtype="PCM_16")
        start = time.process_time()
        made = heard(buffer.getvalue(), "a.wav")
        seconds.append((time.process_time() - start) / (len(samples) / RATE) * 20)
        mono = decode(buffer.getvalue(), rate=LISTENED).mono().samples[0]
        found, *_ = notes_of(listened(mono, lambda: None))
        theirs = np.array([[s, s + d] for s, d, _ in notes])
        hertz = np.array([440 * 2 ** ((p - 69) / 12) for *_, p in notes])
        ours = np.array([[n.start, n.end] for n in found])
        own = np.array([440 * 2 ** ((n.pitch - 69) / 12) for n in found])
        *_, f, _ = mir_eval.transcription.precision_recall_f1_overlap(
            theirs, hertz, ours, own, offset_ratio=None
        )
        scores.setdefault(kind, []).append(f)
        beats = 60e6 / made.tempos[0][1]
        related = (abs(beats / speed / k - 1) < 0.04 for k in (1, 0.5, 2))
        tempos.append((abs(beats / speed - 1) < 0.04, any(related)))
        named.append(str(made.key) == key or keys.parse(key).sharps == made.key.sharps)
        if "-v" in sys.argv:
            print(number, kind, f"F {f:.2f}", round(beats), round(speed), made.key, key)
    for kind, each in scores.items():
        print(f"{kind:8} F {statistics.mean(each):.3f}  worst {min(each):.2f}")
    whole = [f for each in scores.values() for f in each]
    print(f"all      F {statistics.mean(whole):.3f}")
    right, related = np.mean(tempos, 0)
    print(f"tempo within 4 %: {right:.2f}; or twice or half of it: {related:.2f}")
    print(f"key signature: {np.mean(named):.2f}")
    print(f"{statistics.median(seconds):.2f} s of a processor for 20 s of sound")
    return int(statistics.mean(whole) < 0.9)


def fluted(notes: list[tuple[float, float, int]]) -> np.ndarray:
    """Return a tune by the sampler's flute, in its room."""
    import mido

    file = mido.MidiFile(ticks_per_beat=1000)
    events = [(s, 1, p) for s, d, p in notes] + [(s + d, 0, p) for s, d, p in notes]
    track, now = mido.MidiTrack([mido.Message("program_change", program=73)]), 0
    for at, on, pitch in sorted(events):
        tick = round(at * 2000)
        track.append(mido.Message("note_on", note=pitch, velocity=90 * on, time=tick - now))
        now = tick
    file.tracks.append(track)
    buffer = io.BytesIO()
    file.save(file=buffer)
    made = render(buffer.getvalue(), synth="muse")[0].mono().samples[0].astype(float)
    return made / np.abs(made).max()


def main() -> int:
    """Run what is asked for."""
    return hear() if "hear" in sys.argv else mix()


if __name__ == "__main__":
    raise SystemExit(main())
