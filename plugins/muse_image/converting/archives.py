"""Files as torch writes them: a zip, pickles one after the other, or a pickle of somebody else.

torch.save writes a zip (since 1.6): a pickle that names its storages, and an entry for each. Before
that, and for storages inside of other pickles still, it wrote pickles: a number that tells the
format, its version, the machine, the object, the keys of its storages; then the storages.
Nothing is copied: bytes are views of the file.
"""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

from muse_image.converting.machine import Budget, Machine
from muse_image.converting.names import KINDS, NAMES, size
from muse_image.converting.records import Bytes, Name, Refused, Storage

_ZIP = b"PK\x03\x04"
_OLD = bytes.fromhex("80028a0a6cfc9c46f9206aa850192e")
"""How torch's format before the zip begins: a pickle of the number that tells it."""

_ENTRIES = 20_000
_LOCAL = 30
"""Bytes of a zip's local header before the name."""

_KEY = re.compile(r"[0-9]{1,20}")
_DEEPEST = 1


class Archive:
    """One file, or one that lies in another, read at most `_DEEPEST` deep."""

    def __init__(self, data: Bytes, budget: Budget | None = None, depth: int = 0) -> None:
        self._data, self._depth = data, depth
        self._budget = budget or Budget()
        self._storages: dict[str, Storage] = {}

    def read(self) -> Any:
        """Return what the file holds; Refused for what isn't one that torch or NVIDIA writes."""
        start = bytes(self._data[: len(_OLD)])
        if start.startswith(_ZIP):
            return self._zip()
        if start == _OLD:
            return self._old()
        if not start.startswith(b"\x80"):
            raise Refused(_wrong(bytes(self._data[:300])))
        return self._machine(self._data).run()

    def inside(self, data: Bytes) -> Any:
        """Read what was saved into bytes of this file."""
        if self._depth >= _DEEPEST:
            raise Refused("it has files in files in files")
        return Archive(data, self._budget, self._depth + 1).read()

    def _machine(
        self, data: Bytes, place: int = 0, outside: Callable[[Any], Any] | None = None
    ) -> Machine:
        return Machine(data, NAMES, self, self._budget, place=place, outside=outside)

    # The zip

    def _zip(self) -> Any:
        entries = _entries(self._data)
        pickles = [name for name in entries if name.endswith("/data.pkl") and name.count("/") == 1]
        if len(pickles) != 1:
            raise Refused("it is a zip, but none that torch writes")
        root = pickles[0].removesuffix("data.pkl")
        order = entries.get(f"{root}byteorder")
        if order is not None and bytes(order[:10]) != b"little":
            raise Refused("its numbers have their bytes in the other order")

        def outside(said: Any) -> Storage:
            kind, key, count = _told(said)
            data = entries.get(f"{root}data/{key}")
            if data is None or len(data) != count * size(kind):
                raise Refused("it names a storage that it hasn't, or hasn't whole")
            return self._storage(kind, key, count, data)

        return self._machine(entries[pickles[0]], outside=outside).run()

    def _storage(self, kind: str, key: str, count: int, data: Bytes | None) -> Storage:
        found = self._storages.setdefault(key, Storage(kind, count, data))
        if (found.kind, found.count) != (kind, count):
            raise Refused("it says of one storage two things")
        return found

    # The pickles one after the other

    def _old(self) -> Any:
        place, found = len(_OLD), list[Any]()

        def outside(said: Any) -> Storage:
            kind, key, count = _told(said)
            return self._storage(kind, key, count, None)

        for which in range(4):  # version, machine, object, keys
            machine = self._machine(self._data, place, outside if which == 2 else None)
            found.append(machine.run())
            place = machine.place
        version, machine_told, value, keys = found
        if version != 1001 or type(machine_told) is not dict:
            raise Refused("it is in a version of torch's format that isn't known here")
        if machine_told.get("little_endian") is not True:
            raise Refused("its numbers have their bytes in the other order")
        if type(keys) is not list or sorted(map(str, keys)) != sorted(self._storages):
            raise Refused("it hasn't the storages that it names")
        for key in keys:
            storage = self._storages[str(key)]
            length = storage.count * size(storage.kind)
            if int.from_bytes(self._data[place : place + 8], "little") != storage.count:
                raise Refused("it has a storage of another length than it says, or is cut short")
            storage.data = self._data[place + 8 : place + 8 + length]
            place += 8 + length
            if place > len(self._data):
                raise Refused("it is cut short")
        return value


def _told(said: Any) -> tuple[str, str, int]:
    """Return kind, key and elements of a storage, as torch names what lies outside of a pickle."""
    match said:
        case ("storage", Name() as name, str() as key, str(), int() as count):
            pass
        case ("storage", Name() as name, str() as key, str(), int() as count, None):
            pass
        case _:
            raise Refused("it names a storage as torch doesn't")
    kind = KINDS.get(name.text.removeprefix("torch.").removesuffix("Storage"))
    if kind is None or count < 0 or not _KEY.fullmatch(key):
        raise Refused("it names a storage as torch doesn't")
    return kind, key, count


def _entries(data: Bytes) -> dict[str, Bytes]:
    """Return the entries of a zip, which aren't packed and don't lie over one another."""
    try:
        with zipfile.ZipFile(_File(data)) as file:
            listed = file.infolist()
    except Exception:  # zipfile raises some ten kinds for what is none
        raise Refused("it is a zip that isn't whole") from None
    if len(listed) > _ENTRIES:
        raise Refused(f"it is a zip of more than {_ENTRIES:,} entries")
    found: dict[str, Bytes] = {}
    end = 0
    for entry in sorted(listed, key=lambda each: each.header_offset):
        start = entry.header_offset
        local = data[start : start + _LOCAL] if start >= 0 else b""
        if bytes(local[:4]) != _ZIP or len(local) < _LOCAL:
            raise Refused("it is a zip that isn't whole")
        lengths = int.from_bytes(local[26:28], "little") + int.from_bytes(local[28:30], "little")
        first = start + _LOCAL + lengths
        if entry.compress_type != zipfile.ZIP_STORED or entry.file_size != entry.compress_size:
            raise Refused("it is a zip with packed entries, which torch doesn't write")
        if start < end or entry.filename in found:
            raise Refused("it is a zip whose entries lie over one another")
        end = first + entry.file_size
        if end > len(data):
            raise Refused("it is a zip that isn't whole")
        found[entry.filename] = data[first:end]
    return found


class _File(io.RawIOBase):
    """Bytes as a file, without a copy."""

    def __init__(self, data: Bytes) -> None:
        self._data, self._place = data, 0

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def seek(self, place: int, whence: int = 0) -> int:
        base = (0, self._place, len(self._data))[whence]
        self._place = max(0, base + place)
        return self._place

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: Any) -> int:
        count = max(0, min(len(buffer), len(self._data) - self._place))
        buffer[:count] = self._data[self._place : self._place + count]
        self._place += count
        return count


def _wrong(start: bytes) -> str:
    """Return what a file is instead of a pickle, where that can be seen."""
    if start[257:262] == b"ustar":
        return "it is in torch's first format, a tar, which ended in 2017"
    if start[8:9] == b"{":
        return "it is a .safetensors file already"
    if start.lstrip()[:1] == b"<" or start.startswith(b"version https://git-lfs"):
        return "it is a page or a pointer, not the file itself: download it again"
    return "it is no pickle of protocol 2 or later, and no file of torch's"
