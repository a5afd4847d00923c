"""Standard MIDI Files: formats 0 and 1, and the first piece of one of format 2."""

from muse_music.reading.limits import Damaged, refused
from muse_music.reading.midi.reader import Reader
from muse_music.reading.score import Score

__all__ = ["read_midi"]


def read_midi(data: bytes, name: str) -> Score:
    """Return the piece of a MIDI file, in RIFF or not; RequestError when it can't be read."""
    try:
        return Reader(data).score()
    except Damaged as error:
        raise refused(name, str(error)) from None
