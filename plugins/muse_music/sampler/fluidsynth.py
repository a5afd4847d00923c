"""Parts of a MIDI file played by fluidsynth, each alone and without its room."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from muse import NotReady
from muse_music.audio.decoding import decode
from muse_music.sampler.events import Line
from muse_music.sampler.voices import RATE

_PATIENCE = 600  # s
_GAIN = "0.6"


def available() -> bool:
    """Whether fluidsynth is installed."""
    return shutil.which("fluidsynth") is not None


def played(
    midi: bytes, font: Path, parts: Sequence[Line], size: int, tick: Callable[[float], None]
) -> Iterator[tuple[Line, NDArray[np.float32]]]:
    """Yield each part with its stereo bus of `size` samples; NotReady where fluidsynth fails."""
    program = shutil.which("fluidsynth")
    if program is None:
        raise NotReady("synth: fluidsynth isn't installed", hint="use --synth muse, or install it")
    tracks = _tracks(midi)
    with tempfile.TemporaryDirectory(prefix="muse-") as folder:
        for place, line in enumerate(parts):
            tick(place / len(parts))
            source, target = Path(folder) / "song.mid", Path(folder) / "song.wav"
            source.write_bytes(_alone(midi, tracks, line.track))
            yield line, _bus(program, source, target, font, size)


def _bus(program: str, source: Path, target: Path, font: Path, size: int) -> NDArray[np.float32]:
    command = [program, "-ni", "-q", "-R", "0", "-C", "0", "-g", _GAIN, "-r", str(RATE)]
    command += ["-T", "wav", "-O", "float", "-F", str(target), str(font.resolve()), str(source)]
    done = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)
    if done.returncode or not target.is_file():
        told = done.stderr.decode(errors="replace").strip().splitlines()
        raise NotReady(
            f"fluidsynth failed ({told[-1] if told else done.returncode})", hint="use --synth muse"
        )
    sound = decode(target.read_bytes()).with_channels(2)
    bus = np.zeros((2, size), np.float32)
    count = min(size, sound.samples.shape[1])
    bus[:, :count] = sound.samples[:, :count]
    return bus


def _tracks(midi: bytes) -> list[bytes]:
    """Return the track chunks of a MIDI file."""
    found, at = [], 8 + int.from_bytes(midi[4:8], "big")
    while at + 8 <= len(midi):
        end = at + 8 + int.from_bytes(midi[at + 4 : at + 8], "big")
        if midi[at : at + 4] == b"MTrk":
            found.append(midi[at:end])
        at = end
    return found


def _alone(midi: bytes, tracks: Sequence[bytes], number: int) -> bytes:
    """Return a MIDI file of its first track, which tells the tempo, and one other."""
    chosen = [tracks[0]] if number == 0 else [tracks[0], tracks[number]]
    head = midi[4:8] + b"\0\1" + len(chosen).to_bytes(2, "big") + midi[12 : 8 + midi[7]]
    return b"MThd" + head + b"".join(chosen)
