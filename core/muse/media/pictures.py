"""The size of a WebP picture, from its first bytes."""

from __future__ import annotations

HEADER = 30
"""Bytes that say how large a WebP picture is."""


def size(head: bytes) -> tuple[int, int] | None:
    """Return the width and the height of a WebP picture; None for anything else."""
    if len(head) < HEADER or head[:4] != b"RIFF" or head[8:12] != b"WEBP":
        return None
    kind = head[12:16]
    if kind == b"VP8X":
        return (_number(head[24:27]) + 1, _number(head[27:30]) + 1)
    if kind == b"VP8L" and head[20] == 0x2F:
        bits = _number(head[21:25])
        return ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 " and head[23:26] == b"\x9d\x01\x2a":
        return (_number(head[26:28]) & 0x3FFF, _number(head[28:30]) & 0x3FFF)
    return None


def _number(data: bytes) -> int:
    return int.from_bytes(data, "little")
