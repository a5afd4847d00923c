"""The tables of a SoundFont 2 file, read out of its chunks with every size checked."""

from collections.abc import Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Kind = TypeVar("Kind", bound=np.generic)

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
    while at + 12 <= len(data):
        size = int.from_bytes(bytes(data[at + 4 : at + 8]), "little")
        end = at + 8 + size
        if end > len(data):
            raise ValueError("it is cut short")
        if bytes(data[at : at + 4]) == b"LIST":
            inner = at + 12
            while inner + 8 <= end:
                length = int.from_bytes(bytes(data[inner + 4 : inner + 8]), "little")
                if inner + 8 + length > end:
                    raise ValueError("a chunk is longer than its list")
                found[bytes(data[inner : inner + 4])] = data[inner + 8 : inner + 8 + length]
                inner += 8 + length + length % 2
        at = end + size % 2
    return found


def table(
    chunks: Mapping[bytes, NDArray[np.uint8]], name: bytes, kind: "np.dtype[Kind]"
) -> NDArray[Kind]:
    if name not in chunks:
        raise ValueError(f"it has no {name.decode()} chunk")
    chunk = chunks[name]
    whole = len(chunk) // kind.itemsize * kind.itemsize
    if name != b"smpl" and not whole:
        raise ValueError(f"its {name.decode()} chunk is empty")
    return np.frombuffer(chunk[:whole].tobytes() if name != b"smpl" else chunk[:whole], kind)


def presets_of(table: NDArray[np.generic]) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = {}
    for number, row in enumerate(table[:-1]):
        found.setdefault((int(row["bank"]), int(row["program"])), number)
    if not found:
        raise ValueError("it has no presets")
    return found


def bags(
    heads: NDArray[np.generic],
    bags: NDArray[np.generic],
    generators: NDArray[np.generic],
    number: int,
    needed: int,
) -> list[dict[int, int]]:
    """Return the generators of each zone of a preset or instrument, the global zone's within."""
    if number + 1 >= len(heads):
        raise ValueError("it has an index outside its tables")
    first, stop = int(heads[number]["bag"]), int(heads[number + 1]["bag"])
    everywhere: dict[int, int] = {}
    found: list[dict[int, int]] = []
    for bag in range(first, min(stop, len(bags) - 1)):
        begin, end = int(bags[bag]["generator"]), int(bags[bag + 1]["generator"])
        rows = generators[begin : min(end, begin + 256)]
        own = {int(row["kind"]): int(row["amount"]) for row in rows}
        if needed in own:
            own[needed] &= 0xFFFF
            found.append({**everywhere, **own})
        elif bag == first:
            everywhere = own
    return found
