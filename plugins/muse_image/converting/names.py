"""The names that a file may have, and what each stands for: all that is known, and nothing else."""

from typing import Any

from muse_image.converting.records import (
    Array,
    Bytes,
    Kind,
    Module,
    Name,
    Opened,
    Refused,
    Storage,
    Tensor,
    Thing,
)

NETWORK = "dnnlib.tflib.network.Network"
"""What the networks of the first StyleGANs are, which TensorFlow ran."""

KINDS = {
    "Float": "f4",
    "Half": "f2",
    "Double": "f8",
    "BFloat16": "bf16",
    "Byte": "u1",
    "Char": "i1",
    "Short": "i2",
    "Int": "i4",
    "Long": "i8",
    "Bool": "b1",
}
"""Storages of torch -> kinds of numbers as numpy spells them, and one that it hasn't."""

_NUMPY = frozenset(("f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1"))
_DIMENSIONS = 8


def size(kind: str) -> int:
    """Return the bytes of a number of a kind."""
    return 2 if kind == "bf16" else int(kind[1])


def _persistent(opened: Opened, given: tuple[Any, ...]) -> Module:
    """NVIDIA's `torch_utils.persistence`: a class's source, which isn't run, and an object's state.

    Its sixth version; the five before it were never public.
    """
    match given:
        case (
            {
                "type": "class",
                "version": int(),
                "module_src": str() as source,
                "class_name": str() as name,
                "state": dict() as state,
            },
        ):
            return Module(name[:100], source, state)
    raise Refused("it has a network without name, source and state")


def _load(opened: Opened, given: tuple[Any, ...]) -> Storage:
    """torch's storages outside of torch.save: bytes of a torch.save of their own."""
    match given:
        case (Bytes() as data,):
            found = opened.inside(data)
            if isinstance(found, Storage):
                return found
    raise Refused("it has a storage without numbers")


def _tensor(opened: Opened, given: tuple[Any, ...]) -> Tensor:
    """torch's `_rebuild_tensor_v2`: storage, offset, shape and strides, and whether it learns.

    It has no more elements than its storage, and all of them lie within.
    """
    match given:
        case (Storage() as storage, int() as offset, tuple() as shape, tuple() as strides, *_):
            pass
        case _:
            raise Refused("it has a tensor without storage, place, shape and strides")
    numbers = (offset, *shape, *strides)
    if len(shape) != len(strides) or len(shape) > _DIMENSIONS:
        raise Refused("it has a tensor whose shape and strides don't fit")
    if not all(type(each) is int and 0 <= each <= storage.count for each in numbers):
        raise Refused("it has a tensor outside of its storage")
    count, last = 1, offset
    for length, stride in zip(shape, strides, strict=True):
        count *= length
        last += (length - 1) * stride
    if count and (count > storage.count or last >= storage.count):
        raise Refused("it has a tensor outside of its storage")
    return Tensor(storage, offset, shape, strides)


def _parameter(opened: Opened, given: tuple[Any, ...]) -> Tensor:
    if not given or not isinstance(given[0], Tensor):
        raise Refused("it has a parameter without a tensor")
    return given[0]


def _ordered(opened: Opened, given: tuple[Any, ...]) -> dict[Any, Any]:
    match given:
        case ():
            return {}
        case (list() as pairs,):
            found: dict[Any, Any] = {}
            for pair in pairs:
                match pair:
                    case [str() as name, value]:
                        found[name] = value
                    case _:
                        raise Refused("it has an OrderedDict of what are no pairs")
            return found
    raise Refused("it has an OrderedDict of what is no list")


def _set(opened: Opened, given: tuple[Any, ...]) -> set[str]:
    match given:
        case ():
            return set()
        case (list() as values,) if all(type(each) is str for each in values):
            return set(values)
    raise Refused("it has a set of what are no texts")


def _array(opened: Opened, given: tuple[Any, ...]) -> Array:
    return Array()


def _kind(opened: Opened, given: tuple[Any, ...]) -> Kind:
    match given:
        case (str() as text, *_) if text in _NUMPY:
            return Kind(text)
    raise Refused("it has an array of what are no numbers")


def _scalar(opened: Opened, given: tuple[Any, ...]) -> float | int | bool:
    import numpy as np

    match given:
        case (Kind() as kind, Bytes() as data) if len(data) == size(kind.text):
            number = np.frombuffer(data, _order(kind) + kind.text)[0].item()
            assert isinstance(number, float | int | bool)
            return number
    raise Refused("it has a number of numpy's that is none")


def _order(kind: Kind) -> str:
    return ">" if kind.order == ">" else "<"


def _encoded(opened: Opened, given: tuple[Any, ...]) -> Bytes:
    """Bytes in the second protocol, which has none: text to be encoded."""
    match given:
        case (str() as text, "latin1" | "latin-1"):
            try:
                return Bytes(text.encode("latin-1"))
            except UnicodeEncodeError:
                pass
    raise Refused("it encodes what can't be")


def _buffer(opened: Opened, given: tuple[Any, ...]) -> Array:
    """An array in the fifth protocol: bytes, kind, shape, and which index runs first."""
    match given:
        case (Bytes() as data, Kind() as kind, tuple() as shape, "C" | "F" as order):
            if all(type(each) is int for each in shape):
                return Array(kind, shape, order == "F", data)
    raise Refused("it has an array with a state that is none")


def _plain(opened: Opened, given: tuple[Any, ...]) -> Any:
    """A shape or a device: what it is made of."""
    match given:
        case (tuple() | str() as value, *_):
            return value
    raise Refused("it has a shape or a device of nothing")


def _thing(name: str) -> Name:
    return Name(name, new=lambda: Thing(name))


def _table() -> dict[tuple[str, str], Name]:
    calls = {
        "torch_utils.persistence._reconstruct_persistent_obj": _persistent,
        "torch.storage._load_from_bytes": _load,
        "torch._utils._rebuild_tensor_v2": _tensor,
        "torch._utils._rebuild_parameter": _parameter,
        "torch._utils._rebuild_parameter_with_state": _parameter,
        "torch.Size": _plain,
        "torch.device": _plain,
        "collections.OrderedDict": _ordered,
        "builtins.set": _set,
        "__builtin__.set": _set,
        "_codecs.encode": _encoded,
    }
    found = [Name(name, call) for name, call in calls.items()]
    for core in ("numpy.core", "numpy._core"):
        found.append(Name(f"{core}.multiarray._reconstruct", _array))
        found.append(Name(f"{core}.multiarray.scalar", _scalar))
        found.append(Name(f"{core}.numeric._frombuffer", _buffer))
    found += [Name("numpy.dtype", _kind), Name("numpy.ndarray")]
    found += [Name(f"torch.{kind}Storage") for kind in KINDS]
    found += [Name(f"torch.{kind}") for kind in ("float16", "float32", "float64", "bfloat16")]
    found.append(Name("dnnlib.util.EasyDict", new=dict))
    found += [_thing("argparse.Namespace"), _thing(NETWORK)]
    made: dict[tuple[str, str], Name] = {}
    for each in found:
        module, _, attribute = each.text.rpartition(".")
        made[module, attribute] = each
    return made


NAMES = _table()
