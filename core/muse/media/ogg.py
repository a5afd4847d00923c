"""The number of an Ogg stream, which encoders draw by chance: the same sound is to give the same.

A page's checksum is a remainder of polynomials (RFC 3533: 0x04c11db7, no start, no end), which is
linear: what another number changes in it is the remainder of the change alone, moved by as many
bytes as follow it. So the page itself needn't be gone through.
"""

from __future__ import annotations

from functools import cache

_POLYNOMIAL = 0x04C11DB7
_SERIAL, _CHECKSUM, _COUNT = 14, 22, 26


def numbered(data: bytes, serial: int = 1) -> bytes:
    """Return an Ogg file whose one stream has a number; what isn't whole stays as it is."""
    made = bytearray(data)
    place = 0
    while place < len(made):
        if made[place : place + 4] != b"OggS" or place + _COUNT >= len(made):
            return data
        sizes = _COUNT + 1 + place + made[place + _COUNT]
        end = sizes + sum(made[place + _COUNT + 1 : sizes])
        if end > len(made):
            return data
        field = slice(place + _SERIAL, place + _SERIAL + 4)
        new = serial.to_bytes(4, "little")
        change = int.from_bytes(made[field], "big") ^ int.from_bytes(new, "big")
        made[field] = new
        check = slice(place + _CHECKSUM, place + _CHECKSUM + 4)
        old = int.from_bytes(made[check], "little")
        moved = _moved(change, end - field.start)
        made[check] = (old ^ moved).to_bytes(4, "little")
        place = end
    return bytes(made)


def checksum(page: bytes) -> int:
    """Return the checksum of a page, whose own field has to be zero."""
    table, found = _times(0)[0], 0
    for byte in page:
        found = table[found >> 24 ^ byte] ^ found << 8 & 0xFFFFFFFF
    return found


def _moved(change: int, size: int) -> int:
    """Return the remainder of four bytes that begin `size` bytes before the end, zeros after."""
    power = 0
    while size:
        if size & 1:
            table = _times(power)
            change = (
                table[0][change >> 24]
                ^ table[1][change >> 16 & 255]
                ^ table[2][change >> 8 & 255]
                ^ table[3][change & 255]
            )
        size >>= 1
        power += 1
    return change


@cache
def _times(power: int) -> tuple[list[int], ...]:
    """Return, for each byte of a remainder, what it becomes 2**power bytes on."""
    made = []
    for shift in (24, 16, 8, 0):
        row = []
        for value in range(256):
            found = value << shift
            if power:
                for _ in range(2):
                    below = _times(power - 1)
                    found = (
                        below[0][found >> 24]
                        ^ below[1][found >> 16 & 255]
                        ^ below[2][found >> 8 & 255]
                        ^ below[3][found & 255]
                    )
            else:
                for _ in range(8):
                    found = (found << 1 ^ (_POLYNOMIAL if found >> 31 else 0)) & 0xFFFFFFFF
            row.append(found)
        made.append(row)
    return tuple(made)
