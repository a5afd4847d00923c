"""How tunes move, learnt from tunes: two tables, and a network that has an ear for the whole.

A safetensors file of at most 4 MB holds

- `degrees` (2, 12, 3, 25): given major or minor, the degree of a note (semitones above the tonic)
  and how strong the place of the next one is (0 off the beat, 1 a beat, 2 an accent), the chances
  of the interval to the next note, -12..12
- `intervals` (15, 25): given the interval before, -7..7 with larger ones at the ends, how much more
  usual an interval is than at all
- the arrays of `ear.SHAPES`

The tables look ahead (they need one note before), the network looks back (it knows them all).
"""

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muse import RequestError
from muse_music.midi.tune.ear import SHAPES, Ear, Network
from muse_music.theory.meter import Meter

TABLES = {"degrees": (2, 12, 3, 25), "intervals": (15, 25)}
WEIGHTS = Path(__file__).with_name("weights") / "melody.safetensors"
MOST = 4_000_000
"""Bytes of such a file at most."""
_KINDS: dict[str, np.dtype[Any]] = {"F32": np.dtype("<f4"), "F16": np.dtype("<f2")}


@dataclass(frozen=True)
class Steps:
    """The tables, flat, and the network."""

    degrees: Sequence[float]
    intervals: Sequence[float]
    network: Network

    def ear(self, meter: Meter, tonic: int, minor: bool) -> Ear:
        """Return an ear for a new tune in a key on the pitch class `tonic`."""
        return Ear(self.network, meter, tonic, minor)

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
        arrays = _arrays(data)
        tables = {name: arrays[name].astype(np.float32) for name in TABLES}
        for name, table in tables.items():
            if table.shape != TABLES[name] or not ((table >= 0) & (table < 1e6)).all():
                raise ValueError
        network = Network(arrays)
    except (ValueError, KeyError, TypeError, struct.error, OverflowError, MemoryError):
        raise RequestError(
            f"model: {path.name} holds no weights of music.midi",
            hint="train some with muse train music.midi, or leave it out",
        ) from None
    return Steps(tables["degrees"].ravel().tolist(), tables["intervals"].ravel().tolist(), network)


def _arrays(data: bytes) -> dict[str, NDArray[Any]]:
    """Return the arrays of a safetensors file; ValueError, KeyError or TypeError for another."""
    if len(data) > MOST:
        raise ValueError
    size = struct.unpack_from("<Q", data)[0]
    header = json.loads(data[8 : 8 + size])
    found = {}
    for name in (*TABLES, *SHAPES):
        told = header[name]
        start, stop = told["data_offsets"]
        part = data[8 + size + start : 8 + size + stop]
        found[name] = np.frombuffer(part, _KINDS[told["dtype"]]).reshape(told["shape"])
    return found


def packed(arrays: Mapping[str, NDArray[Any]], rights: Mapping[str, str] = {}) -> bytes:
    """Return arrays by name as a safetensors file: tables as float32, the network as float16.

    `rights` are texts for its header: licences, and what it was learnt from.
    """
    header: dict[str, Any] = {"__metadata__": dict(rights)} if rights else {}
    body = b""
    for name in (*TABLES, *SHAPES):
        kind = "F32" if name in TABLES else "F16"
        values = np.ascontiguousarray(arrays[name], _KINDS[kind])
        begin = len(body)
        body += values.tobytes()
        header[name] = {
            "dtype": kind,
            "shape": list(values.shape),
            "data_offsets": [begin, len(body)],
        }
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + body
