"""How much of a file from outside is taken."""

from muse import RequestError

BYTES = 10 * 2**20
"""Bytes of a file at most."""
NOTES = 100_000
"""Notes of a piece at most."""
QUARTERS = 40_000
"""Quarter notes that a piece lasts at most: five hours and a half at 120."""
PARTS = 64
"""Parts of a piece at most."""
ELEMENTS = 1_500_000
"""Elements of an XML file at most."""
DEPTH = 64
"""Levels of an XML file at most."""
UNZIPPED = 40 * 2**20
"""Bytes that a compressed score may become."""
RATIO = 200
"""How many times larger than it was."""


class Damaged(Exception):
    """What is wrong with a file that is read."""


def refused(name: str, why: str) -> RequestError:
    """Return the error for a file that isn't read."""
    return RequestError(
        f"{name} can't be read as music: {why}",
        hint="give MIDI (.mid), MusicXML (.musicxml, .mxl) or ABC (.abc)",
    )
