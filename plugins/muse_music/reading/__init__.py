"""Pieces from outside, read under caps: MIDI, MusicXML (plain or compressed), ABC and sound.

Nothing here trusts a size that a file states, expands an entity, or follows an address.
"""

from collections.abc import Callable

from muse_music.reading.score import Score, ScorePart

_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")  # how XML in UTF-16 begins

__all__ = ["Score", "ScorePart", "read"]


def read(
    data: bytes,
    name: str = "the file",
    *,
    tempo: float | None = None,
    meter: str | None = None,
    check: Callable[[], None] = lambda: None,
) -> Score:
    """Return the piece that a file holds, known by its content.

    A recording, which tells neither itself, is heard in `meter` and at `tempo` (felt beats a
    minute) where they are given; `check` is called meanwhile and may raise. RequestError, in one
    line, for what isn't music, is damaged, or is too big.
    """
    from muse_music.audio.magic import is_sound
    from muse_music.reading.limits import BYTES, refused

    if is_sound(data):
        from muse_music.listening import heard

        return heard(data, name, tempo=tempo, meter=meter, check=check)
    if len(data) > BYTES:
        raise refused(
            name, f"it has {len(data) / 2**20:.1f} MiB, and at most {BYTES >> 20} are read"
        )
    if data[:4] == b"MThd" or (data[:4] == b"RIFF" and data[8:12] == b"RMID"):
        from muse_music.reading.midi import read_midi

        return read_midi(data, name)
    if data[:4] == b"PK\x03\x04":
        from muse_music.reading.musicxml import read_mxl

        return read_mxl(data, name)
    start = data[:400].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<") or data[:2] in _UTF_16:
        from muse_music.reading.musicxml import read_musicxml

        return read_musicxml(data, name)
    if b"\0" not in data[:4096] and _looks_like_abc(data):
        from muse_music.reading.abc import decoded, read_abc

        return read_abc(decoded(data), name)
    raise refused(name, "it is empty" if not data else "it is none of the supported formats")


def _looks_like_abc(data: bytes) -> bool:
    lines = data[:20_000].splitlines()
    return any(line[:2] == b"K:" for line in lines)
