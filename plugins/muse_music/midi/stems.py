"""Stems: a zip with a MIDI file, a score and a sound of the whole and of each part.

The sounds of the parts are as loud as they are in the whole, and laid over each other come near
it; what its mix does to parts that sound together is missing. Who plays one note at a time gets
scores for B-flat and E-flat instruments as well.
"""

import io
import re
import struct
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from muse_music.audio.sound import Sound
from muse_music.midi.transposing import transposed
from muse_music.theory.notes import DRUMS, Part, Song

_WHEN = (1980, 1, 1, 0, 0, 0)  # the same song gives the same bytes
_SOUNDING = (("B flat", 2), ("E flat", 9))
"""Instruments that sound lower than they are written, and by how many semitones."""
_EVERY = 16
"""Of so many samples one is looked at to find how loud a part is in the whole."""

Rendered = Callable[[bytes], Sound]


def zipped(song: Song, midi: bytes, rendered: Rendered, tick: Callable[[float], None]) -> bytes:
    """Return the zip of a song and its MIDI file; `rendered` makes the sound of a MIDI file."""
    from muse_music.notation import musicxml

    found: list[tuple[str, bytes]] = []
    tracks = _tracks(midi)
    whole = rendered(midi)
    sounds: list[Sound] = []
    for place, part in enumerate(song.parts):
        tick((place + 1) / (len(song.parts) + 1))
        name = f"{place + 1:02d} {_plain(part.name)}"
        alone = _file(midi, [tracks[0], tracks[place + 1]])
        found.append((f"{name}.mid", alone))
        sounds.append(rendered(alone))
        solo = replace(song, parts=[part])
        found.append((f"{name}.musicxml", musicxml(solo)))
        if _single(part):
            for called, up in _SOUNDING:
                moved = transposed(solo, up)
                score = musicxml(replace(moved, title=f"{song.title} (in {called})"))
                found.append((f"{name} (in {called}).musicxml", score))
    for part, place, sound in zip(
        song.parts, range(len(sounds)), _levelled(whole, sounds), strict=True
    ):
        found.append((f"{place + 1:02d} {_plain(part.name)}.wav", sound.wav()))
    found += [("00 Whole.mid", midi), ("00 Whole.musicxml", musicxml(song))]
    found.append(("00 Whole.wav", whole.wav()))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(found):
            info = zipfile.ZipInfo(name, _WHEN)
            info.compress_type = (
                zipfile.ZIP_STORED if name.endswith(".wav") else zipfile.ZIP_DEFLATED
            )
            archive.writestr(info, data)
    return buffer.getvalue()


def _plain(name: str) -> str:
    return re.sub(r"[^\w ()'&+-]+", " -", name).strip()[:60] or "part"


def _single(part: Part) -> bool:
    """Whether a part plays one note at a time."""
    if part.program == DRUMS or not part.notes:
        return False
    return len({note.start for note in part.notes}) == len(part.notes)


def _tracks(midi: bytes) -> list[bytes]:
    """Return the track chunks of a MIDI file."""
    found, at = [], 14
    while at + 8 <= len(midi):
        size = int.from_bytes(midi[at + 4 : at + 8], "big")
        found.append(midi[at : at + 8 + size])
        at += 8 + size
    return found


def _file(midi: bytes, tracks: Sequence[bytes]) -> bytes:
    """Return a MIDI file of some tracks, with the division of another."""
    return midi[:10] + struct.pack(">H", len(tracks)) + midi[12:14] + b"".join(tracks)


def _levelled(whole: Sound, parts: Sequence[Sound]) -> list[Sound]:
    """Return the sounds of parts at the levels that add up to the whole, by least squares."""
    size = whole.samples.shape[1]
    padded = [_sized(sound.samples, size) for sound in parts]
    thin = np.stack([one[:, ::_EVERY].ravel() for one in padded], axis=1).astype(np.float64)
    levels = np.linalg.lstsq(thin, whole.samples[:, ::_EVERY].ravel().astype(np.float64))[0]
    return [
        Sound((one * max(0.0, float(level))).astype(np.float32), whole.rate)
        for one, level in zip(padded, levels, strict=True)
    ]


def _sized(samples: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    more = max(0, size - samples.shape[1])
    return np.pad(samples[:, :size], ((0, 0), (0, more)))


def looped(sound: Sound, seconds: float) -> Sound:
    """Return a sound that lasts exactly so long (s): what rings on after it rings at its start."""
    size = round(seconds * sound.rate)
    made = _sized(sound.samples, size).copy()
    tail = sound.samples[:, size:]
    while tail.shape[1]:
        made[:, : tail.shape[1]] += tail[:, :size]
        tail = tail[:, size:]
    peak = float(np.abs(made).max(initial=0.0))
    return Sound(made * min(1.0, sound.peak / peak) if peak else made, sound.rate)
