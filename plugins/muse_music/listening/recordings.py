"""Recordings that are heard: their limits, and why one is refused."""

from muse import RequestError
from muse_music.audio.sound import Sound

LONGEST = 300.0
"""Seconds of a recording at most."""
BYTES = 64 * 2**20
"""Bytes of a recording at most."""


def sounding(data: bytes, name: str, rate: int) -> Sound:
    """Return a recording as one channel; RequestError for one that is silent, too short or long."""
    from muse_music.audio.decoding import decode

    if len(data) > BYTES:
        raise refused(name, f"it has {len(data) >> 20} MiB, and at most {BYTES >> 20} are heard")
    sound = decode(data, name, rate).mono()
    if sound.seconds > LONGEST:
        minutes = f"{sound.seconds / 60:.1f} minutes"
        raise refused(name, f"it lasts {minutes}, and at most {LONGEST / 60:.0f} are heard")
    if sound.seconds < 0.5 or sound.peak < 1e-3:
        raise refused(name, "it is silent" if sound.seconds >= 0.5 else "it is too short")
    return sound


def refused(name: str, why: str, hint: str = "give another recording") -> RequestError:
    """Return the error for a recording in which there is no music."""
    return RequestError(f"{name} can't be read as music: {why}", hint=hint)
