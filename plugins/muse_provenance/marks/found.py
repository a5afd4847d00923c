"""What a reader of marks found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A mark: its 8 bytes, and how sure they are, 0..1 (the correlation of its chips)."""

    bits: bytes
    confidence: float
