"""What a file of weights may be: safetensors, looked at before anything loads it.

A pickle checkpoint runs whatever code it holds when it is opened, so Muse never opens one; a
generator may, as tensors alone (`run.weights(state_dicts=True)`). The format of safetensors: 8
bytes (little-endian) give the length of a JSON header, which gives each tensor's dtype, shape and
place in the bytes that follow.
"""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from muse.errors import RequestError

PICKLED = frozenset((".bin", ".pt", ".pth", ".th", ".ckpt", ".pkl", ".pickle"))
"""Suffixes of checkpoints that are read by unpickling."""

HEADER_LIMIT = 100_000_000
"""The longest header, in bytes, that is read; safetensors itself allows no longer one."""

_BITS = {
    **dict.fromkeys(("BOOL", "I8", "U8", "F8_E4M3", "F8_E5M2", "F8_E8M0"), 8),
    **dict.fromkeys(("F8_E4M3FNUZ", "F8_E5M2FNUZ"), 8),
    **dict.fromkeys(("I16", "U16", "F16", "BF16"), 16),
    **dict.fromkeys(("I32", "U32", "F32"), 32),
    **dict.fromkeys(("I64", "U64", "F64", "C64"), 64),
    **dict.fromkeys(("F6_E2M3", "F6_E3M2"), 6),
    "F4": 4,
}
_WHY = "opening one can run any code that its author put there"
_CONVERT = "take a model with .safetensors files, or ask its authors for them"


class Tensor(NamedTuple):
    """What a header says of a tensor: dtype as safetensors spells it, shape, size in bytes."""

    dtype: str
    shape: tuple[int, ...]
    size: int


class PickleOnly(RequestError):
    """A model has weights, and none of them are safe to open."""


def is_pickle(name: str) -> bool:
    """Whether a name is that of a pickle checkpoint."""
    return Path(name).suffix.lower() in PICKLED


def refuse_pickle(name: str) -> None:
    """Raise RequestError when a name is that of a pickle checkpoint."""
    if is_pickle(name):
        raise RequestError(f"{name} is a pickle checkpoint, and {_WHY}", hint=_CONVERT)


def pickle_only(name: str, found: str) -> PickleOnly:
    """Return the error for a folder or repository that has weights, but none that are safe."""
    return PickleOnly(
        f"{name} has no .safetensors, only pickle checkpoints ({found}), and {_WHY}", hint=_CONVERT
    )


def check_safetensors(path: str | Path) -> dict[str, Tensor]:
    """Return the tensors of a safetensors file by name, having read its header alone.

    RequestError when the file can't be read, isn't what its name says, is cut short, or has tensors
    that overlap, leave gaps or lie outside of it.
    """
    path = Path(path)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise RequestError(f"{path} is no file", hint="give a .safetensors file")
        with path.open("rb") as file:
            start = file.read(8)
            _check_start(path, start, found.st_size)
            length = int.from_bytes(start, "little")
            raw = file.read(length)
    except OSError as error:
        raise RequestError(
            f"{path} can't be read ({error.strerror or error})", hint="check the path"
        ) from None
    return _tensors(path, _parse(path, start, raw), found.st_size - 8 - length)


def _check_start(path: Path, start: bytes, size: int) -> None:
    if size < 10:
        _refuse(path, f"{size} bytes are too few")
    length = int.from_bytes(start, "little")
    if length > min(HEADER_LIMIT, size - 8):
        _refuse(path, _disguise(start) or f"a header of {length} bytes can't be in {size}")


def _disguise(start: bytes) -> str | None:
    """Say what a file is that isn't safetensors, by its first bytes; None when they don't tell."""
    if start[:4] == b"PK\x03\x04":
        return f"it is a zip, as checkpoints of PyTorch are, and {_WHY}"
    if start[:1] == b"\x80" and start[1:2] in (b"\2", b"\3", b"\4", b"\5"):
        return f"it is a pickle, and {_WHY}"
    return None


def _parse(path: Path, start: bytes, raw: bytes) -> dict[str, Any]:
    if not raw.startswith(b"{"):
        _refuse(path, _disguise(start) or "its header isn't JSON")
    try:
        header = json.loads(
            raw.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_no_constant
        )
    except (ValueError, RecursionError, MemoryError):
        _refuse(path, "its header isn't JSON, or names something twice")
    if not isinstance(header, dict):
        _refuse(path, "its header isn't a JSON object")
    return header


def _tensors(path: Path, header: dict[str, Any], room: int) -> dict[str, Tensor]:
    """Return the tensors of a header; together they must fill the `room` bytes exactly."""
    metadata = header.pop("__metadata__", {})
    if not isinstance(metadata, dict) or not all(isinstance(v, str) for v in metadata.values()):
        _refuse(path, "its metadata aren't texts by name")
    tensors, places = {}, []
    for name, entry in header.items():
        if not isinstance(entry, dict) or entry.keys() != {"dtype", "shape", "data_offsets"}:
            _refuse(path, "a tensor needs dtype, shape and data_offsets", name)
        dtype, shape, place = entry["dtype"], entry["shape"], entry["data_offsets"]
        if not isinstance(dtype, str) or dtype not in _BITS:
            _refuse(path, "its dtype is unknown", name)
        if not _whole_numbers(shape) or not _whole_numbers(place) or len(place) != 2:
            _refuse(path, "shape and offsets must be whole numbers from 0", name)
        begin, end = place
        if not begin <= end <= room:
            _refuse(path, f"it lies outside of the file's {room} bytes of tensors", name)
        if _bits(shape, _BITS[dtype], 8 * room) != 8 * (end - begin):
            _refuse(path, "its size isn't that of its shape", name)
        tensors[name] = Tensor(dtype, tuple(shape), end - begin)
        places.append((begin, end, name))
    reached = 0
    for begin, end, name in sorted(places):
        if begin != reached:
            _refuse(path, "it overlaps another, or leaves a gap", name)
        reached = end
    if reached != room:
        _refuse(path, f"its tensors fill {reached} bytes, and the file has {room} for them")
    return tensors


def _whole_numbers(value: object) -> bool:
    """Whether a value is a list of whole numbers from 0 to 2**63 (True and 1.0 are none)."""
    return isinstance(value, list) and all(type(n) is int and 0 <= n < 1 << 63 for n in value)


def _bits(shape: list[int], bits: int, limit: int) -> int:
    """Return how many bits a tensor takes, or -1 when they are more than `limit`."""
    if 0 in shape:
        return 0
    for size in shape:
        bits *= size
        if bits > limit:  # stop: the product of a million numbers takes for ever
            return -1
    return bits


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a name is given twice")
    return made


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _refuse(path: Path, why: str, tensor: str | None = None) -> NoReturn:
    """Raise RequestError: a file that isn't safetensors, or a tensor in it that can't be."""
    place = f" (tensor {tensor[:60]!r})" if tensor is not None else ""
    raise RequestError(
        f"{path} isn't a safetensors file: {why}{place}",
        hint="download it again, or choose another file",
    )
