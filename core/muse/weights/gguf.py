"""What a GGUF file says of itself, read from its header alone and believed only where it can be so.

The format (github.com/ggml-org/ggml, docs/gguf.md): a mark, a version, how many tensors and facts
there are; the facts, each a name, a type and a value; for each tensor its name, shape, type and
place; and the tensors, aligned.
"""

from __future__ import annotations

import mmap
import stat
import struct
from math import prod
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from muse.errors import RequestError

SUFFIX = ".gguf"

_MARK = b"GGUF"
_MOST = 2**16
"""Facts, and tensors, that a file may have; large models have some thousands."""

_LONGEST = 2**16
"""Bytes of a name; one of llama.cpp's has at most 64."""

_MOST_VALUES = 2**21
"""Values in all arrays: vocabularies have some hundred thousand words, and as many merges."""

_DEEPEST = 8
"""Dimensions of a tensor."""

_HEADER = 2**26
"""Bytes of a header at most."""

_FIXED = {
    0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d",
}  # fmt: skip
"""Types of facts whose values have one size, by number, as `struct` spells them."""

_TEXT, _ARRAY = 8, 9

_BLOCKS = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34),
    9: (32, 40), 10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210),
    15: (256, 292), 16: (256, 66), 17: (256, 74), 18: (256, 98), 19: (256, 50), 20: (32, 18),
    21: (256, 110), 22: (256, 82), 23: (256, 136), 24: (1, 1), 25: (1, 2), 26: (1, 4), 27: (1, 8),
    28: (1, 8), 29: (256, 56), 30: (1, 2), 34: (256, 54), 35: (256, 66), 39: (32, 17),
    40: (64, 36), 41: (128, 18),
}  # fmt: skip
"""Type of a tensor -> how many numbers stand in a block, and the block's bytes."""


class Header(NamedTuple):
    """What a GGUF file says: facts that are one text or number, and how many weights it has."""

    facts: dict[str, Any]
    weights: int

    @property
    def architecture(self) -> str:
        """The family of the model, as llama.cpp calls it; empty where it isn't told."""
        return str(self.facts.get("general.architecture", ""))


def check_gguf(path: str | Path) -> Header:
    """Return what a GGUF file says of itself.

    RequestError when it can't be read, isn't what its name says, is cut short, claims more than it
    has room for, or has tensors that overlap or lie outside of it.
    """
    path = Path(path)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise RequestError(f"{path} is no file", hint="give a .gguf file")
        if found.st_size < 24:
            _refuse(path, f"{found.st_size} bytes are too few")
        with (
            path.open("rb") as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data,
        ):
            return _Reader(path, data).header()
    except OSError as error:
        raise RequestError(
            f"{path} can't be read ({error.strerror or error})", hint="check the path"
        ) from None


class _Reader:
    """Reads a header from its beginning to its end."""

    def __init__(self, path: Path, data: mmap.mmap) -> None:
        self.path, self.data, self.place, self.values = path, data, 0, 0
        self.end = min(len(data), _HEADER)

    def header(self) -> Header:
        if self.data[:4] != _MARK:
            _refuse(self.path, "it doesn't begin as one")
        self.place = 4
        version, tensors, count = self.numbers("<IQQ")
        if version not in (2, 3):
            _refuse(self.path, f"its version {version} is none that is known")
        if tensors > _MOST or count > _MOST:
            _refuse(self.path, f"it claims {max(tensors, count)} tensors or facts")
        facts: dict[str, Any] = {}
        for _ in range(count):
            name = self.text(_LONGEST)
            if name in facts:
                _refuse(self.path, f"it tells {name[:60]!r} twice")
            facts[name] = self.value(*self.numbers("<I"))
        alignment = facts.get("general.alignment", 32)
        if type(alignment) is not int or alignment not in (8 << n for n in range(14)):
            _refuse(self.path, "its alignment is no power of two")
        weights = self.tensors(tensors, alignment)
        told = {name: value for name, value in facts.items() if value is not None}
        return Header(told, weights)

    def tensors(self, count: int, alignment: int) -> int:
        """Check name, shape, type and place of each tensor; return how many weights there are."""
        places, names, weights = [], set(), 0
        for _ in range(count):
            name = self.text(_LONGEST)
            (deep,) = self.numbers("<I")
            if name in names or not 0 < deep <= _DEEPEST:
                _refuse(self.path, "it is named twice, or has no shape", name)
            names.add(name)
            shape = self.numbers(f"<{deep}Q")
            kind, start = self.numbers("<IQ")
            block, size = _BLOCKS.get(kind, (0, 0))
            # A product of huge numbers is cheap: there are at most eight of 64 bits.
            numbers = prod(shape)
            if not block or not numbers or shape[0] % block:
                _refuse(self.path, "its type or shape can't be", name)
            if start % alignment:
                _refuse(self.path, "it isn't aligned", name)
            places.append((start, start + numbers // block * size, name))
            weights += numbers
        begin = -(-self.place // alignment) * alignment
        room, reached = len(self.data) - begin, 0
        for start, end, name in sorted(places):
            if start < reached:
                _refuse(self.path, "it overlaps another", name)
            if end > room:
                _refuse(self.path, f"it lies outside of the file's {max(room, 0)} bytes", name)
            reached = end
        return weights

    def value(self, kind: int) -> Any:
        """Return a fact of one text or number, or pass over an array and return None."""
        if kind in _FIXED:
            return self.numbers("<" + _FIXED[kind])[0]
        if kind == _TEXT:
            return self.text(self.end)
        if kind != _ARRAY:
            _refuse(self.path, f"a fact is of type {kind}, which there isn't")
        inside, count = self.numbers("<IQ")
        self.values += count
        if self.values > _MOST_VALUES:
            _refuse(self.path, f"it claims arrays of {self.values} values")
        if inside in _FIXED:
            self.skip(count * struct.calcsize("<" + _FIXED[inside]))
        elif inside == _TEXT:
            for _ in range(count):
                self.skip(*self.numbers("<Q"))
        else:
            _refuse(self.path, "it has arrays in arrays")
        return None

    def numbers(self, spelling: str) -> tuple[Any, ...]:
        start = self.place
        self.skip(struct.calcsize(spelling))
        return struct.unpack_from(spelling, self.data, start)

    def text(self, most: int) -> str:
        (length,) = self.numbers("<Q")
        if length > most:
            _refuse(self.path, f"it claims a text of {length} bytes")
        start = self.place
        self.skip(length)
        try:
            return self.data[start : self.place].decode()
        except UnicodeDecodeError:
            _refuse(self.path, "a text in it is no UTF-8")

    def skip(self, count: int) -> None:
        if count > self.end - self.place:
            _refuse(self.path, "it ends too early")
        self.place += count


def _refuse(path: Path, why: str, tensor: str | None = None) -> NoReturn:
    """Raise RequestError: a file that isn't GGUF, or a tensor in it that can't be."""
    place = f" (tensor {tensor[:60]!r})" if tensor is not None else ""
    raise RequestError(
        f"{path} isn't a GGUF file: {why}{place}", hint="download it again, or choose another file"
    )
