"""music.chimes: bells in the wind; names, contents that are files, previews that append.

The sound is made and written a quarter of a second at a time, and never held whole.
"""

import math
import struct
import wave
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from muse import Artifact, Condition, Event, Field, Generator, Preview, Progress, Run

NOTES = (523.25, 587.33, 659.26, 783.99, 880.0)
"""Hz: C, D, E, G and A, which sound well together whenever they meet."""


class ChimesCondition(Condition):
    bells: int = Field(3, ge=1, le=5, description="How many bells hang there.", examples=[2])
    strikes: int = Field(4, ge=1, le=20, description="How often each is struck.", examples=[6])
    duration: float = Field(4.0, ge=0.5, le=3600.0, description="Seconds.", examples=[8.0])
    rate: int = Field(8000, ge=4000, le=48000, description="Samples in a second.", examples=[16000])
    stems: bool = Field(False, description="Write each bell into a file of its own too.")


class Chimes(Generator[ChimesCondition]):
    """Bells in the wind."""

    condition = ChimesCondition
    formats = {".wav": "audio/wav"}
    costly = ("duration",)
    example = "muse run music -g chimes --stems -o garden.wav"

    def generate(self, condition: ChimesCondition, run: Run) -> Iterator[Event]:
        count, block = round(condition.duration * condition.rate), condition.rate // 4
        for number, item in enumerate(run.items):
            struck = [
                [item.random.uniform(0, 0.9) * condition.duration for _ in range(condition.strikes)]
                for _ in range(condition.bells)
            ]
            names = [".wav"]
            if condition.stems:
                names += [f".bell-{n + 1}.wav" for n in range(condition.bells)]
            paths = {name: run.scratch / f"{item.index}{name}" for name in names}
            with ExitStack() as stack:
                files = [stack.enter_context(_sound(p, condition.rate)) for p in paths.values()]
                for start in range(0, count, block):
                    bells = [
                        _ringing(NOTES[n], times, start, min(block, count - start), condition.rate)
                        for n, times in enumerate(struck)
                    ]
                    mixed = [sum(values) / len(bells) for values in zip(*bells, strict=True)]
                    for file, sound in zip(files, [mixed, *bells], strict=False):
                        file.writeframes(_samples(sound))
                    heard = b"" if start else _endless(condition.rate)
                    yield Preview(
                        "audio/wav", heard + _samples(mixed), item.index, append=start > 0
                    )
                    yield Progress(number + (start + len(mixed)) / count, len(run.items))
            yield Artifact(
                {name: path for name, path in paths.items()},
                item,
                {"duration": count / condition.rate, "rate": condition.rate},
            )


def _sound(path: Path, rate: int) -> wave.Wave_write:
    """Open a file of 16-bit samples, one channel."""
    file = wave.open(str(path), "wb")
    file.setnchannels(1)
    file.setsampwidth(2)
    file.setframerate(rate)
    return file


def _ringing(note: float, times: list[float], start: int, count: int, rate: int) -> list[float]:
    """Return `count` samples, -1..1, of a bell that is struck at some times (s)."""
    sound = []
    for index in range(start, start + count):
        since = (index / rate - time for time in times)
        value = sum(
            math.exp(-3 * past) * (math.sin(math.tau * note * past) + 0.4 * _over(note, past))
            for past in since
            if 0 <= past < 3
        )
        sound.append(math.tanh(0.5 * value))
    return sound


def _over(note: float, past: float) -> float:
    """Return the tone above, which dies away sooner."""
    return math.exp(-4 * past) * math.sin(math.tau * 2.76 * note * past)


def _samples(sound: list[float]) -> bytes:
    return struct.pack(f"<{len(sound)}h", *(round(32000 * value) for value in sound))


def _endless(rate: int) -> bytes:
    """Return the head of a WAV whose length nobody knows yet."""
    form = struct.pack("<IHHIIHH", 16, 1, 1, rate, 2 * rate, 2, 16)
    return b"RIFF\xff\xff\xff\xffWAVEfmt " + form + b"data\xff\xff\xff\xff"
