"""How much of a piece from outside is taken: all limits of its readers, and how they are told.

A piece at every limit is read in about two seconds of a processor and 512 MB. What real pieces
have lies far below: an hour of music, sixty parts, a melody of twenty thousand notes.
"""

from muse import RequestError

BYTES = 10 * 2**20
"""Bytes of a file at most."""
NOTES = 50_000
"""Notes of a piece at most, repeats written out."""
QUARTERS = 40_000
"""Quarter notes that a piece lasts at most: five hours and a half at 120."""
SOUNDING = 500_000
"""Bars that all notes together sound through at most."""
PARTS = 64
"""Parts of a piece at most."""
BARS = 100_000
"""Bars of all parts together at most, repeats written out."""
CHANGES = 20_000
"""Changes of meter, of key and of tempo, chord names and syllables, at most of each."""

EVENTS = 600_000
"""Events of a MIDI file at most."""
TRACKS = 256
"""Tracks of a MIDI file at most."""
CHUNKS = 1000
"""Chunks of a MIDI file at most, those that aren't tracks counted too."""

TUNE = 2 * 2**20
"""Characters of a tune in ABC at most."""
LINES = 50_000
"""Lines of a tune in ABC at most."""
TOKENS = 120_000
"""Notes, rests, bar lines and other signs of a tune in ABC at most."""
NAME = 40
"""Characters of a chord name in a score at most; what is longer is no chord."""
MEASURE = 10**9
"""Into how many parts a whole note is divided at most, where lengths of ABC are added up."""

ELEMENTS = 1_200_000
"""Elements of an XML file at most."""
READ = 500_000
"""Elements among them whose contents are read: notes, durations, pitches and so on, at most."""
DEPTH = 64
"""Levels of an XML file at most."""
UNZIPPED = 40 * 2**20
"""Bytes that a compressed score may become."""
RATIO = 200
"""How many times larger than it was."""
ENTRIES = 200
"""Files in a compressed score at most."""


class Damaged(Exception):
    """What is wrong with a file that is read."""


def most(count: float, limit: int, what: str) -> None:
    """Raise Damaged where there is more than a limit of something."""
    if count > limit:
        raise Damaged(f"it has over {limit:,} {what}")


def refused(name: str, why: str) -> RequestError:
    """Return the error for a file that isn't read."""
    return RequestError(
        f"{name} can't be read as music: {why}",
        hint="give MIDI, MusicXML (.musicxml, .mxl), ABC or a recording (.wav, .flac, .ogg, .mp3)",
    )
