"""How tunes move, learnt from tunes: which interval follows a degree of the scale, and an interval.

Two tables of probabilities, in a safetensors file that is read without any library:

- `degrees` (2, 12, 3, 25): given major or minor, the degree of a note (semitones above the tonic)
  and how strong the place of the next one is (0 off the beat, 1 a beat, 2 an accent), the interval
  to the next note, -12..12
- `intervals` (15, 25): given the interval before, -7..7 with larger ones at the ends, how much more
  usual an interval is than at all
"""

import json
import struct
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from muse import RequestError

SHAPES = {"degrees": (2, 12, 3, 25), "intervals": (15, 25)}
WEIGHTS = Path(__file__).with_name("weights") / "melody.safetensors"
_MOST = 1_000_000  # bytes


@dataclass(frozen=True)
class Steps:
    """The tables, flat."""

    degrees: Sequence[float]
    intervals: Sequence[float]

    def weight(self, minor: bool, degree: int, strength: int, interval: int) -> float:
        """Return how usual an interval (-12..12) is from a degree to a place so strong."""
        row = ((12 if minor else 0) + degree) * 3 + min(2, strength)
        return self.degrees[row * 25 + interval + 12]

    def ratio(self, before: int, interval: int) -> float:
        """Return how much more usual an interval is after another one than at all."""
        if not -12 <= interval <= 12:
            return 0.02
        return self.intervals[(max(-7, min(7, before)) + 7) * 25 + interval + 12]


@cache
def shipped() -> Steps:
    """Return the tables that come with Muse."""
    return read(WEIGHTS)


def read(path: Path) -> Steps:
    """Return the tables of a safetensors file; RequestError when it holds others, or none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RequestError(f"model: {path.name} can't be read ({error.strerror})") from None
    try:
        if len(data) > _MOST:
            raise ValueError
        size = struct.unpack_from("<Q", data)[0]
        header = json.loads(data[8 : 8 + size])
        tables = {}
        for name, shape in SHAPES.items():
            told = header[name]
            start, stop = told["data_offsets"]
            values = array("f")
            values.frombytes(data[8 + size + start : 8 + size + stop])
            if (
                tuple(told["shape"]) != shape
                or told["dtype"] != "F32"
                or len(values) != _size(shape)
            ):
                raise ValueError
            if not all(0 <= v < 1e6 for v in values):
                raise ValueError
            tables[name] = values
    except (ValueError, KeyError, TypeError, struct.error, OverflowError, MemoryError):
        raise RequestError(
            f"model: {path.name} holds no tables of tunes", hint="make some: muse train music.midi"
        ) from None
    return Steps(tables["degrees"], tables["intervals"])


def packed(tables: Mapping[str, Sequence[float]]) -> bytes:
    """Return tables by name as a safetensors file."""
    header, body = {}, b""
    for name, shape in SHAPES.items():
        values = array("f", tables[name]).tobytes()
        header[name] = {
            "dtype": "F32",
            "shape": shape,
            "data_offsets": [len(body), len(body) + len(values)],
        }
        body += values
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + body


def _size(shape: Sequence[int]) -> int:
    size = 1
    for side in shape:
        size *= side
    return size
