"""Pickles that mean harm, or are broken: each by a name, and made without pickle's own writer."""

import io
import pickle
import struct
import zipfile
from collections.abc import Callable
from typing import Any

OLD = bytes.fromhex("80028a0a6cfc9c46f9206aa850192e")
_PROTO = b"\x80\x04"


def text(value: str) -> bytes:
    raw = value.encode()
    return b"X" + struct.pack("<I", len(raw)) + raw


def raw(value: bytes) -> bytes:
    return b"B" + struct.pack("<I", len(value)) + value


def named(module: str, name: str) -> bytes:
    return f"c{module}\n{name}\n".encode()


def called(module: str, name: str, *given: bytes) -> bytes:
    return named(module, name) + b"(" + b"".join(given) + b"tR"


def whole(*parts: bytes) -> bytes:
    return _PROTO + b"".join(parts) + b"."


def number(value: int) -> bytes:
    return b"J" + struct.pack("<i", value)


def numbers(*values: int) -> bytes:
    return b"(" + b"".join(map(number, values)) + b"t"


STORAGE = called(
    "torch.storage",
    "_load_from_bytes",
    raw(
        OLD
        + b"\x80\x02M\xe9\x03."
        + whole(b"}", text("little_endian"), b"\x88s")
        + whole(
            b"(",
            text("storage"),
            named("torch", "FloatStorage"),
            text("1"),
            text("cpu"),
            number(4),
            b"NtQ",
        )
        + whole(b"]", text("1"), b"a")
        + struct.pack("<q4f", 4, 1, 2, 3, 4)
    ),
)


def tensor(offset: int, shape: tuple[int, ...], strides: tuple[int, ...]) -> bytes:
    told = (STORAGE, number(offset), numbers(*shape), numbers(*strides), b"\x89", b"}")
    return called("torch._utils", "_rebuild_tensor_v2", *told)


def zipped(entries: dict[str, bytes], packed: bool = False) -> bytes:
    file = io.BytesIO()
    way = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(file, "w", way) as made:
        for name, data in entries.items():
            made.writestr(name, data)
    return file.getvalue()


def stored(*said: bytes) -> bytes:
    return whole(b"(", text("storage"), *said, b"tQ")


def overlapping() -> bytes:
    """A zip whose directory names one entry twice, under two names."""
    data = zipped({"a/data.pkl": whole(b"}"), "a/data/0": b"x" * 16})
    at = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", at + 4)
    first_offset = data[at + 42 : at + 46]
    return data[: second + 42] + first_offset + data[second + 46 :]


def laughing(depth: int = 60) -> bytes:
    """Lists of two of the list before: 2**60 elements, were somebody to walk through them."""
    made = b"]"
    for level in range(depth):
        made += b"q" + bytes([level]) + b"]h" + bytes([level]) + b"ah" + bytes([level]) + b"a"
    return made


def hashing(depth: int = 60) -> bytes:
    """Tuples of two of the tuple before, as a key: hashing it takes 2**60 steps."""
    made = b")"
    for level in range(depth):
        made += b"q" + bytes([level]) + b"0h" + bytes([level]) + b"h" + bytes([level]) + b"\x86"
    return whole(b"}", made, b"K\x01s")


def corpus(canary: str) -> dict[str, bytes]:
    """Return name -> a file; each would write to `canary` where it can have something run."""
    touch = text(f"touch {canary}")
    source = f"open({canary!r}, 'w')"
    calls = {
        "os.system": called("os", "system", touch),
        "posix.system": called("posix", "system", touch),
        "nt.system": called("nt", "system", touch),
        "eval": called("builtins", "eval", text(source)),
        "exec": called("builtins", "exec", text(source)),
        "eval of Python 2": called("__builtin__", "eval", text(source)),
        "open": called("builtins", "open", text(canary), text("w")),
        "subprocess": called("subprocess", "getoutput", touch),
        "import": called("importlib", "import_module", text("os")),
        "__import__": called("builtins", "__import__", text("os")),
        "getattr": called("builtins", "getattr", named("torch", "Size"), text("__class__")),
        "operator": called("operator", "attrgetter", text("system")),
        "partial": called("functools", "partial", named("os", "system"), touch),
        "runpy": called("runpy", "run_path", text("/tmp/x.py")),
        "pickle.loads": called("pickle", "loads", raw(b"cos\nsystem\n.")),
        "torch.load": called("torch.serialization", "load", text(canary)),
        "torch.hub": called("torch.hub", "load", text("a/b"), text("c")),
        "numpy.load": called("numpy", "load", text(canary)),
        "f2py's": called("numpy.f2py.crackfortran", "getlincoef", text(source), b"}"),
        "ctypes": called("ctypes", "CDLL", text("libc.so.6")),
        "code": called("types", "CodeType", numbers(0)),
        "webbrowser": called("webbrowser", "open", text("http://localhost")),
        "copyreg's": called("copyreg", "_reconstructor", named("os", "_wrap_close")),
        "timeit": called("timeit", "timeit", text(source)),
        "dotted": _PROTO[2:]
        + text("torch")
        + text("storage._load_from_bytes.__globals__")
        + b"\x93",
        "a name that is a number": number(1) + number(2) + b"\x93",
        "a name of another script": text("оs") + text("system") + b"\x93",
        "a name that turns the line": text("os\u202e\x1b[2J") + text("metsys\n") + b"\x93",
        "a name like one that is known": text("torch.storage")
        + text("_load_from_bytes ")
        + b"\x93",
        "a name that is long": b"c" + b"a" * 5000 + b"\nb\n",
        "INST": b"(" + touch + b"ios\nsystem\n",
        "OBJ": b"(" + named("os", "system") + touch + b"o",
        "OBJ of what is known": b"(" + named("collections", "OrderedDict") + b"o",
        "NEWOBJ_EX": named("dnnlib.util", "EasyDict") + b")}\x92",
        "NEWOBJ with more": named("dnnlib.util", "EasyDict") + text("x") + b"\x85\x81",
        "NEWOBJ of a function": named("torch._utils", "_rebuild_tensor_v2") + b")\x81",
        "EXT1": b"\x82\x01",
        "EXT2": b"\x83\x01\x00",
        "EXT4": b"\x84\x01\x00\x00\x00",
        "a persistent name": b"P0\n",
        "a persistent name outside": text("storage") + b"Q",
        "a buffer outside": b"\x97",
        "REDUCE of a text": text("os.system") + touch + b"\x85R",
        "REDUCE of a list": b"]" + touch + b"\x85R",
        "REDUCE with a list": named("collections", "OrderedDict") + b"]R",
        "REDUCE of a storage": named("torch", "FloatStorage") + b")R",
        "BUILD of a name": named("torch", "FloatStorage") + b"}" + text("a") + touch + b"sb",
        "BUILD by __setstate__": named("argparse", "Namespace") + b")\x81]b",
        "BUILD by slots": named("argparse", "Namespace") + b")\x81N}\x86b",
        "BUILD of a module": module() + b"}" + text("__class__") + named("torch", "Size") + b"sb",
        "APPEND to a module": module() + touch + b"a",
        "SETITEM of a name": named("torch", "Size") + text("a") + touch + b"s",
        "a module without a state": called(*_PERSISTENT, b"}"),
        "a module of a text": called(*_PERSISTENT, text("class")),
        "a module of another type": module(kind="module"),
        "a storage of a text": called("torch.storage", "_load_from_bytes", text("x")),
        "a storage in itself": nested(4),
        "a storage that is a dict": called("torch.storage", "_load_from_bytes", raw(whole(b"}"))),
        "a storage that runs": called(
            "torch.storage", "_load_from_bytes", raw(whole(called("os", "system", touch)))
        ),
        "a tensor of nothing": called("torch._utils", "_rebuild_tensor_v2", b"N", b"N"),
        "a tensor past its end": tensor(0, (5,), (1,)),
        "a tensor before its start": tensor(-1, (2,), (1,)),
        "a tensor backwards": tensor(3, (2,), (-1,)),
        "a tensor that repeats": tensor(0, (1000, 1000), (0, 0)),
        "a tensor far apart": tensor(0, (2, 2), (2**30, 1)),
        "a tensor of many dimensions": tensor(0, (1,) * 9, (1,) * 9),
        "a tensor of odd strides": tensor(0, (2, 2), (1,)),
        "a parameter of nothing": called("torch._utils", "_rebuild_parameter"),
        "an array of objects": called("numpy", "dtype", text("O")),
        "an array with fields": called("numpy", "dtype", text("f4,O")),
        "an array with a state of lists": called("numpy.core.multiarray", "_reconstruct") + b"]b",
        "a scalar of too much": called(
            "numpy.core.multiarray", "scalar", called("numpy", "dtype", text("f4")), raw(b"x" * 99)
        ),
        "an OrderedDict of lists": called("collections", "OrderedDict", b"]]K\x01aa"),
        "a set of lists": called("builtins", "set", b"]]a"),
        "an encoding": called("_codecs", "encode", text("x"), text("rot13")),
        "a list as a key": b"}]K\x01s",
        "a key of many bits": b"}\x8a\x10" + b"\x7f" * 16 + b"K\x01s",
        "text that is none": b"X\x02\x00\x00\x00\xff\xfe",
        "text beyond the end": b"X\xff\xff\xff\x7fa",
        "bytes beyond the end": b"\x8e" + b"\xff" * 8,
        "a frame beyond the end": b"\x95" + b"\xff" * 8,
        "a number of a gigabyte": b"\x8b" + struct.pack("<i", 2**30),
        "a number of 200 bytes": b"\x8a\xc8" + b"\x01" * 200,
        "decimal digits": b"I" + b"9" * 100_000 + b"\n",
        "a text to be evaluated": b"S'\\x41'\n",
        "marks": b"(" * 100_000,
        "a memo that is far": b"Nr\xff\xff\xff\xffj\xfe\xff\xff\xff",
        "what was never kept": b"h\x07",
        "an empty stack": b"0",
        "no mark": b"t",
        "a mark in between": b"N(a",
        "DUP": b"N2",
        "laughter": laughing(),
        "nothing": b"N",
        "lists in lists": b"]" * 50_000 + b"a" * 49_999,
        "tuples in tuples": b")" + b"\x85" * 200_000,
        "operations": b"N0" * 1_000_001,
    }
    entries = {
        "a/data.pkl": stored(named("torch", "FloatStorage"), text("0"), text("cpu"), b"K\x04")
    }
    key = "../../../" + canary
    slip = stored(named("torch", "FloatStorage"), text(key), text("cpu"), b"K\x01")
    short = stored(named("torch", "FloatStorage"), text("0"), text("cpu"), number(2**31 - 1))
    less = stored(named("torch", "FloatStorage"), text("0"), text("cpu"), number(-4))
    return {
        **{name: whole(parts) for name, parts in calls.items()},
        "hashing": hashing(),
        "protocol 0": b"cos\nsystem\n(S'touch x'\ntR.",
        "protocol 9": b"\x80\x09N.",
        "without an end": _PROTO + b"N",
        "nothing at all": b"\x80",
        "a zip that slips": zipped({"a/data.pkl": slip, f"a/data/{key}": b"x" * 4}),
        "a zip without storages": zipped(entries),
        "a zip with a short storage": zipped({"a/data.pkl": short, "a/data/0": b"x" * 4}),
        "a zip with less than nothing": zipped({"a/data.pkl": less, "a/data/0": b"x" * 4}),
        "a zip that is packed": zipped({"a/data.pkl": b"\0" * 10**6}, packed=True),
        "a zip over itself": overlapping(),
        "a zip in the other order": zipped({"a/data.pkl": whole(b"}"), "a/byteorder": b"big"}),
        "two pickles": zipped({"a/data.pkl": whole(b"}"), "b/data.pkl": whole(b"}")}),
        "no pickle": zipped({"a/b": b""}),
        "a zip cut short": zipped(entries)[:-30],
        "a zip that runs": zipped({"a/data.pkl": whole(called("os", "system", touch))}),
        "code in a zip": zipped({"a/code/x.py": source.encode(), "a/constants.pkl": whole(b"N")}),
        "torch's old format, cut short": OLD,
        "torch's old format, of another version": OLD + whole(b"K\x07") * 4,
        "torch's old format, without storages": _old(b""),
        "torch's old format, that runs": OLD + whole(called("os", "system", touch)),
        "Python's own writer": pickle.dumps(_Runs(canary)),
    }


_PERSISTENT = ("torch_utils.persistence", "_reconstruct_persistent_obj")


def module(kind: str = "class") -> bytes:
    parts = {"type": text(kind), "version": b"K\x06", "module_src": text("raise SystemExit")}
    parts |= {"class_name": text("Generator"), "state": b"}"}
    pairs = b"".join(text(name) + value for name, value in parts.items())
    return called(*_PERSISTENT, b"}(" + pairs + b"u")


def nested(depth: int) -> bytes:
    made = b"N"
    for _ in range(depth):
        made = called("torch.storage", "_load_from_bytes", raw(whole(made)))
    return made


def _old(tail: bytes) -> bytes:
    machine = whole(b"}", text("little_endian"), b"\x88s")
    said = (named("torch", "FloatStorage"), text("1"), text("cpu"), b"K\x04N")
    return OLD + b"\x80\x02M\xe9\x03." + machine + stored(*said) + whole(b"]") + tail


class _Runs:
    def __init__(self, canary: str) -> None:
        self._canary = canary

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return open, (self._canary, "w")
