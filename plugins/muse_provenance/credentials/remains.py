"""Remains of credentials: what is left in a file whose credentials can't be read any more."""

import base64
from pathlib import Path

from muse.media import content

_KIND = bytes.fromhex("00110010800000aa00389b71")
"""The end of the ids of C2PA's boxes (ISO 19566-5), of which credentials have five or more."""

_BOXES = (b"c2pa", b"c2ma", b"c2as", b"c2cl", b"c2cs")
_MOST = 2**28
"""Bytes of a file that are looked through."""


def _in_base64() -> tuple[bytes, ...]:
    """Return how pages and drawings write it: in three ways, by the place of its first byte."""
    found = []
    for before in range(3):
        whole = base64.b64encode(bytes(before) + _KIND)
        found.append(whole[4 if before else 0 : (before + len(_KIND)) // 3 * 4])
    return tuple(found)


def _in_selectors() -> bytes:
    """Return how texts write it: in variation selectors, one for each byte."""
    letters = (0xFE00 + byte if byte < 16 else 0xE0100 + byte - 16 for byte in _KIND)
    return "".join(map(chr, letters)).encode()


SEALS = (*(box + _KIND for box in _BOXES), *_in_base64(), _in_selectors())
"""What a file has somewhere that holds credentials."""

_LONGEST = max(map(len, SEALS))


def are_in(path: Path) -> bool:
    """Whether a file holds something of credentials; False where it can't be read."""
    before, seen = b"", 0
    try:
        for piece in content.pieces(path):
            if of(before + piece):
                return True
            before, seen = piece[-_LONGEST:], seen + len(piece)
            if seen > _MOST:
                break
    except OSError:
        return False
    return False


def of(data: bytes) -> bool:
    """Whether bytes hold something of credentials."""
    return any(seal in data for seal in SEALS)
