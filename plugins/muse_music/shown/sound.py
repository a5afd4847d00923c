"""The sound of a piece and of each part, as FLAC: exact, and half of what WAV sends.

`first` is how it begins, made in a fraction of the time: a player starts with it.
"""

import io
from functools import lru_cache

from muse_music.audio.sound import Sound
from muse_music.sampler.alone import Mix, beginning, mixed
from muse_music.shown.piece import piece

FIRST = 8.0
"""Seconds of how a piece begins; shorter pieces are whole."""
_KEPT = 3  # mixes that are kept: of their parts one after another is asked for
_BLOCK = 2**16


def sound(data: bytes, place: str = "") -> tuple[str, bytes]:
    """Return the sound of a piece, how it begins (`first`), or its part N (from 1).

    KeyError where there is no such place.
    """
    if place == "first":
        shown = piece(data)
        if shown.duration > FIRST:
            return "audio/flac", flac(beginning(shown.midi, shown.song.room, FIRST))
        place = ""
    if not place:
        return "audio/flac", flac(_mixed(data).whole)
    tracks = piece(data).tracks
    if not place.isdigit() or not 1 <= int(place) <= len(tracks):
        raise KeyError(place)
    return "audio/flac", flac(_mixed(data).part(tracks[int(place) - 1].place))


@lru_cache(_KEPT)
def _mixed(data: bytes) -> Mix:
    shown = piece(data)
    return mixed(shown.midi, shown.song.room)


def flac(sound: Sound) -> bytes:
    """Return a sound as FLAC of 16 bits; what is louder than full scale is cut off there."""
    import numpy as np
    import soundfile

    pcm = np.round(np.clip(sound.samples.T, -1, 1) * 32767).astype(np.int16)
    buffer = io.BytesIO()
    with soundfile.SoundFile(
        buffer, "w", sound.rate, sound.channels, format="FLAC", subtype="PCM_16"
    ) as file:
        for start in range(0, len(pcm), _BLOCK):
            file.write(pcm[start : start + _BLOCK])
    return buffer.getvalue()
