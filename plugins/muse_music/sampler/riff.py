"""The tables of a SoundFont 2 file, read out of its chunks with every size checked."""

from collections.abc import Mapping
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Kind = TypeVar("Kind", bound=np.generic)

CHUNKS = 1000
"""Chunks of a soundfont at most."""
ROWS = 2**16 + 256
"""Rows of a table that are read: an index has 16 bits, and a zone at most 256 generators."""
ZONES = 4096
"""Zones of a preset or an instrument at most."""

_PRESET = np.dtype(
    [("name", "S20"), ("program", "<u2"), ("bank", "<u2"), ("bag", "<u2"), ("rest", "V12")]
)
_HEAD = np.dtype([("name", "S20"), ("bag", "<u2")])
_BAG = np.dtype([("generator", "<u2"), ("modulator", "<u2")])
_GENERATOR = np.dtype([("kind", "<u2"), ("amount", "<i2")])
_SAMPLES = np.dtype(
    [
        *(("name", "S20"), ("start", "<u4"), ("end", "<u4"), ("loop", "<u4"), ("loop_end", "<u4")),
        *(("rate", "<u4"), ("key", "u1"), ("cents", "i1"), ("link", "<u2"), ("type", "<u2")),
    ]
)
TABLES = {
    **{b"phdr": _PRESET, b"pbag": _BAG, b"pgen": _GENERATOR, b"inst": _HEAD},
    **{b"ibag": _BAG, b"igen": _GENERATOR, b"shdr": _SAMPLES},
}


def chunks_of(data: NDArray[np.uint8]) -> dict[bytes, NDArray[np.uint8]]:
    """Return the chunks of sample data and presets by name."""
    if bytes(data[:4]) != b"RIFF" or bytes(data[8:12]) != b"sfbk":
        raise ValueError("its header is wrong")
    found: dict[bytes, NDArray[np.uint8]] = {}
    at = 12
    count = 0
    while at + 12 <= len(data):
        count = _counted(count)
        size = int.from_bytes(bytes(data[at + 4 : at + 8]), "little")
        end = at + 8 + size
        if end > len(data):
            raise ValueError("it is cut short")
        if bytes(data[at : at + 4]) == b"LIST":
            inner = at + 12
            while inner + 8 <= end:
                count = _counted(count)
                length = int.from_bytes(bytes(data[inner + 4 : inner + 8]), "little")
                if inner + 8 + length > end:
                    raise ValueError("a chunk is longer than its list")
                found[bytes(data[inner : inner + 4])] = data[inner + 8 : inner + 8 + length]
                inner += 8 + length + length % 2
        at = end + size % 2
    return found


def _counted(count: int) -> int:
    if count >= CHUNKS:
        raise ValueError(f"it has over {CHUNKS:,} chunks")
    return count + 1


def table(
    chunks: Mapping[bytes, NDArray[np.uint8]], name: bytes, kind: "np.dtype[Kind]"
) -> NDArray[Kind]:
    """Return the rows of a chunk as records; ValueError if it isn't there or holds too many."""
    if name not in chunks:
        raise ValueError(f"it has no {name.decode()} chunk")
    chunk = chunks[name]
    whole = len(chunk) // kind.itemsize * kind.itemsize
    if name != b"smpl":
        whole = min(whole, ROWS * kind.itemsize)
    if name != b"smpl" and not whole:
        raise ValueError(f"its {name.decode()} chunk is empty")
    return np.frombuffer(chunk[:whole].tobytes() if name != b"smpl" else chunk[:whole], kind)


def presets_of(table: NDArray[Any]) -> dict[tuple[int, int], int]:
    """Return (bank, program) -> the number of its preset; the first of several counts."""
    found: dict[tuple[int, int], int] = {}
    places = zip(table["bank"][:-1].tolist(), table["program"][:-1].tolist(), strict=True)
    for number, place in enumerate(places):
        found.setdefault(place, number)
    if not found:
        raise ValueError("it has no presets")
    return found


class Zones:
    """The zones of presets or instruments: for each, its generators by kind."""

    def __init__(
        self,
        heads: NDArray[Any],
        bags: NDArray[Any],
        generators: NDArray[Any],
        needed: int,
    ) -> None:
        self._heads: list[int] = heads["bag"].tolist()
        self._bags: list[int] = bags["generator"].tolist()
        self._kinds: list[int] = generators["kind"].tolist()
        self._amounts: list[int] = generators["amount"].tolist()
        self._needed = needed

    def of(self, number: int) -> list[dict[int, int]]:
        """Return the generators of each zone of a preset or instrument, the global zone's within.

        ValueError where it has none, or over `ZONES`.
        """
        if number + 1 >= len(self._heads):
            raise ValueError("it has an index outside its tables")
        first = self._heads[number]
        stop = min(self._heads[number + 1], len(self._bags) - 1)
        if stop - first > ZONES:
            raise ValueError(f"it has {stop - first:,} zones, and at most {ZONES:,} are read")
        everywhere: dict[int, int] = {}
        found: list[dict[int, int]] = []
        for bag in range(first, stop):
            begin, end = self._bags[bag], self._bags[bag + 1]
            end = min(end, begin + 256)
            own = dict(zip(self._kinds[begin:end], self._amounts[begin:end], strict=True))
            if self._needed in own:
                own[self._needed] &= 0xFFFF
                found.append({**everywhere, **own})
            elif bag == first:
                everywhere = own
        return found
