"""Whether a file has frames of MPEG audio at all: libmpg123 prints to a terminal where it has none.

ISO/IEC 11172-3 and 13818-3: a frame begins with a header of 32 bits that tells how long it is.
"""

SEARCHED = 2**16
"""Bytes that are searched for the first frame, after a tag; as many as libmpg123 searches."""
_RATES = (44_100, 48_000, 32_000)
_KBITS = {
    (1, 1): tuple(range(32, 480, 32)),
    (1, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (1, 3): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 1): (32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (2, 2): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}


def framed(data: bytes) -> bool:
    """Whether two frames stand one after the other, or a last one alone, near the beginning."""
    at = 0
    if data[:3] == b"ID3" and len(data) >= 10:
        at = 10 + sum(
            (byte & 0x7F) << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True)
        )
    last = at + SEARCHED
    while 0 <= (at := data.find(b"\xff", at, last)):
        size = _size(data[at : at + 4])
        after = data[at + size : at + size + 4]
        if size and (len(after) < 4 or _size(after)):
            return True
        at += 1
    return False


def _size(head: bytes) -> int:
    """Return the length of a frame by its header (bytes); 0 when it is none."""
    if len(head) < 4 or head[0] != 0xFF or head[1] < 0xE0:
        return 0
    version, layer = head[1] >> 3 & 3, 4 - (head[1] >> 1 & 3)
    bits, rate = head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or layer == 4 or not 0 < bits < 15 or rate == 3:
        return 0
    first = version == 3
    per_second = _KBITS[1 if first else 2, layer if first else min(2, layer)][bits - 1] * 1000
    hertz = _RATES[rate] >> (0 if first else 1 if version == 2 else 2)
    padding = head[2] >> 1 & 1
    if layer == 1:
        return (12 * per_second // hertz + padding) * 4
    return (144 if first or layer == 2 else 72) * per_second // hertz + padding
