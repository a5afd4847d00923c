"""Whether a file is sound, by how it begins."""

from muse_music.audio import mpeg


def is_sound(data: bytes) -> bool:
    """Whether a file begins as WAV, AIFF, FLAC, Ogg or MP3 does."""
    if data[:4] in (b"RIFF", b"RIFX", b"RF64"):
        return data[8:12] == b"WAVE"
    if data[:4] == b"FORM":
        return data[8:12] in (b"AIFF", b"AIFC")
    if data[:3] == b"ID3" or (data[:1] == b"\xff" and data[1:2] >= b"\xe0"):
        return mpeg.framed(data)
    return data[:4] in (b"fLaC", b"OggS")
