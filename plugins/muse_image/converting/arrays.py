"""Records of tensors as arrays of numbers, each of the shape that it has to have."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from muse.errors import shown
from muse_image.converting.names import size
from muse_image.converting.records import Array, Refused, Tensor

if TYPE_CHECKING:
    import numpy as np

Arrays = dict[str, "np.ndarray[Any, Any]"]

_DIMENSIONS = 8

FILTER = (1, 3, 3, 1)
"""What StyleGAN2 changes sizes with, along either side."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What was found in a file: settings and tensors of ours, and where they come from.

    `network` is the module that draws with them, `notes` what is to be told of them.
    """

    network: str
    settings: Mapping[str, Any]
    tensors: Arrays
    origin: str
    licence: str
    notes: tuple[str, ...] = ()


def array(tensor: Tensor, name: str, shape: tuple[int, ...]) -> "np.ndarray[Any, Any]":
    """Return a tensor as float32; Refused for another shape, or values that are no numbers."""
    import numpy as np

    if tensor.shape != shape:
        raise Refused(f"its tensor {name} has the shape {_by(tensor.shape)}, not {_by(shape)}")
    storage = tensor.storage
    if storage.data is None or len(storage.data) < storage.count * size(storage.kind):
        raise Refused(f"its tensor {name} isn't whole")
    kind = "<u2" if storage.kind == "bf16" else f"<{storage.kind}"
    row = np.frombuffer(storage.data, kind, storage.count)[tensor.offset :]
    strides = tuple(each * row.itemsize for each in tensor.strides)
    # All lies within the row: `names` saw to that.
    found = np.lib.stride_tricks.as_strided(row, shape, strides, writeable=False)
    if storage.kind == "bf16":
        found = (found.astype("<u4") << 16).view("<f4")
    made = np.ascontiguousarray(found, dtype="<f4").reshape(shape)
    if not np.isfinite(made).all():
        raise Refused(f"its tensor {name} holds values that are no numbers")
    return made


def array_of(value: Array, name: str) -> "np.ndarray[Any, Any]":
    """Return an array of numpy's as float32; Refused for one that isn't whole."""
    import numpy as np

    count = math.prod(value.shape)
    if min(value.shape, default=1) < 0 or len(value.shape) > _DIMENSIONS:
        raise Refused(f"its array {name} has a shape that is none")
    if len(value.data) != count * size(value.kind.text):
        raise Refused(f"its array {name} isn't whole")
    order = ">" if value.kind.order == ">" else "<"
    row = np.frombuffer(value.data, order + value.kind.text).astype("<f4")
    return row.reshape(value.shape, order="F" if value.fortran else "C")


def number(value: Any, name: str, least: float, most: float) -> float:
    """Return a number within bounds: a plain one, or numpy's; Refused for anything else."""
    if isinstance(value, Array):
        return numbers(value, name, 1, least, most)[0]
    if type(value) not in (int, float) or not least <= value <= most:
        raise Refused(f"its {name} is {_value(value)}, not {least:g} to {most:g}")
    return float(value)


def whole(value: Any, name: str, least: int, most: int) -> int:
    """Return a whole number within bounds; Refused for anything else."""
    found = number(value, name, least, most)
    if found != int(found):
        raise Refused(f"its {name} is {found:g}, which isn't whole")
    return int(found)


def numbers(value: Any, name: str, count: int, least: float, most: float) -> list[float]:
    """Return so many numbers within bounds from an array of numpy's, or a list."""
    if isinstance(value, list | tuple) and len(value) == count:
        return [number(each, name, least, most) for each in value]
    if not isinstance(value, Array) or math.prod(value.shape) != count:
        raise Refused(f"its {name} isn't {count} numbers")
    row = array_of(value, name).reshape(-1)
    return [number(float(each), name, least, most) for each in row]


def check_filter(tensor: Any, name: str, gain: float) -> None:
    """Raise Refused where a network changes sizes by another filter than StyleGAN2's."""
    import numpy as np

    if not isinstance(tensor, Tensor):
        raise Refused(f"it has no filter {name}")
    one = np.array(FILTER) / sum(FILTER)
    if not np.allclose(array(tensor, name, (4, 4)), np.outer(one, one) * gain, atol=1e-5):
        raise Refused(f"its filter {name} isn't {' '.join(map(str, FILTER))}")


def _by(shape: tuple[int, ...]) -> str:
    return " x ".join(map(str, shape)) or "of one number"


def _value(value: Any) -> str:
    return shown(value) if isinstance(value, int | float | str) else f"a {type(value).__name__}"
