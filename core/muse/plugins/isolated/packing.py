"""Values of the contract as JSON and bytes, so that they can cross to another process and back."""

from __future__ import annotations

import base64
import datetime
import os
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muse import files
from muse.contract.inputs import InputFile, ModelSource
from muse.contract.large import InputPath
from muse.errors import MuseError
from muse.plugins.isolated.worker import Blob, Opened

if TYPE_CHECKING:
    from muse.plugins.isolated.worker import Part, Shared

Files = Callable[[Blob, str], Path]
"""`place(blob, name)` returns a path at which a blob can be read, under an ending that fits."""

Give = Callable[[Path], "Part | str"]
"""Returns a file as what is handed over, or the path at which the other side can read it."""

_KINDS = {kind.__name__: kind for kind in (datetime.datetime, datetime.date, datetime.time)}


def opened(path: Path) -> Opened:
    """Return a file as what is handed over; MuseError where it can't be read."""
    try:
        return Opened(os.open(path, os.O_RDONLY | os.O_CLOEXEC))
    except OSError as error:
        raise MuseError(f"{path} can't be read ({error.strerror})") from None


def packed(value: Any, parts: list[Part], give: Give = opened) -> Any:
    """Return a value as JSON; its bytes and files are added to `parts`.

    TypeError for what can't cross: only JSON, bytes, dates, files, artifacts and pictures can.
    """
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, ModelSource):
        return _model(value)
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, Enum):
        return packed(value.value, parts)
    if isinstance(value, InputPath):
        given = give(value.path)
        if isinstance(given, str):
            return {"$path": given, **_named(value)}
        return _part("path", given, parts, value)
    if isinstance(value, InputFile):
        return _part("file", value.data, parts, value)
    if isinstance(value, (bytes, bytearray, memoryview)):
        return _part("bytes", value, parts)
    if isinstance(value, (list, tuple, set, frozenset)):
        return [packed(each, parts, give) for each in value]
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("the keys of a mapping have to be text")
        if any(key.startswith("$") for key in value):
            return {"$map": [[key, packed(each, parts, give)] for key, each in value.items()]}
        return {key: packed(each, parts, give) for key, each in value.items()}
    if type(value) in _KINDS.values():
        return {"$time": type(value).__name__, "value": value.isoformat()}
    if hasattr(type(value), "__muse_input__") or type(value).__module__.startswith("PIL."):
        return packed(InputFile._of_object(value), parts, give)
    if hasattr(value, "item") and getattr(value, "shape", None) == ():  # a number of numpy
        return packed(value.item(), parts)
    if hasattr(value, "model_dump"):
        return packed(value.model_dump(mode="json"), parts)
    raise TypeError(f"{type(value).__name__} can't leave the process it is in")


def unpacked(value: Any, blobs: Sequence[Blob], place: Files, *, paths: bool = False) -> Any:
    """Return what `packed` was given; ValueError or LookupError for what it never gave.

    Files by their paths are taken where `paths` says so: in a worker.
    """
    if isinstance(value, list):
        return [unpacked(each, blobs, place, paths=paths) for each in value]
    if not isinstance(value, dict):
        return value
    if "$map" in value:
        return {str(key): unpacked(each, blobs, place, paths=paths) for key, each in value["$map"]}
    if "$time" in value:
        return _KINDS[value["$time"]].fromisoformat(value["value"])
    if "$path" in value:
        if not paths:
            raise ValueError("nobody takes paths of a worker")
        return InputPath(Path(value["$path"]), value["name"], value["artifact"], value["sha256"])
    if "$part" not in value:
        return {key: unpacked(each, blobs, place, paths=paths) for key, each in value.items()}
    blob, kind = blobs[value["$part"]], value["kind"]
    if kind == "bytes":
        return blob.read()
    name, artifact = str(value["name"]), str(value["artifact"])
    if kind == "path":
        return InputPath(place(blob, name), name, artifact, str(value["sha256"]))
    return InputFile(blob.read(), name, artifact)


def answer(value: Any, blobs: Sequence[Blob] = ()) -> Any:
    """Return what a worker answered, as it was before it was packed."""
    return unpacked(value, blobs, nowhere)


def plain(value: Any) -> Any:
    """Return a value as JSON alone, its bytes in base64: for what is kept in a file."""
    parts: list[Part] = []
    told = packed(value, parts)
    held = [base64.b64encode(bytes(part)).decode() for part in parts]  # type: ignore[arg-type]
    return {"$plain": told, "parts": held} if held else told


def from_plain(value: Any) -> Any:
    """Return what `plain` was given."""
    if not (isinstance(value, dict) and "$plain" in value):
        return unpacked(value, (), nowhere)
    datas = [base64.b64decode(part) for part in value["parts"]]
    return unpacked(value["$plain"], [Blob(len(data), data) for data in datas], nowhere)


def nowhere(blob: Blob, name: str) -> Path:
    """Raise ValueError: no file is expected here."""
    raise ValueError(f"{name} can't be kept")


def _part(kind: str, part: Part, parts: list[Part], file: Any = None) -> Any:
    parts.append(part)
    told = {"$part": len(parts) - 1, "kind": kind}
    return told if file is None else {**told, **_named(file)}


def _named(file: Any) -> dict[str, str]:
    return {"name": file.name, "artifact": file.artifact, "sha256": file.sha256}


def _model(source: ModelSource) -> str:
    """Return a model as it is named; a path from the root, as a worker has a folder of its own."""
    from muse.weights import short_names

    path = files.expanded(source)
    known = not path.exists() or short_names.find(source) is not None
    return str.__str__(source) if known else os.path.abspath(path)


def contents(
    held: Mapping[str, Any], scratch: Path, buffers: Sequence[Shared], parts: list[Part]
) -> list[list[Any]]:
    """Return the contents of an artifact as JSON: bytes, memory and files by their kind.

    A file in the scratch folder, which host and worker share, is its name there; any other is
    handed over open. A view of one of the `buffers` isn't copied.
    """
    told: list[list[Any]] = []
    for key, data in held.items():
        if isinstance(data, Path):
            inside = _inside(data, scratch)
            if inside is not None:
                told.append([key, "scratch", inside])
                continue
            part: Any = opened(data)
        elif isinstance(data, memoryview) and (shared := _of(data, buffers)) is not None:
            part = shared
        elif isinstance(data, (bytes, bytearray, memoryview)):
            part = data
        else:
            told.append([key, "odd", type(data).__name__])
            continue
        parts.append(part)
        told.append([key, "part", len(parts) - 1])
    return told


def _of(view: memoryview, buffers: Sequence[Shared]) -> Shared | None:
    """Return the shared memory that a view is the whole of."""
    return next((b for b in buffers if b.view.obj is view.obj and b.size == view.nbytes), None)


def _inside(path: Path, scratch: Path) -> str | None:
    try:
        real = path.resolve()
        if path.is_symlink() or not real.is_file():
            return None
        return str(real.relative_to(scratch.resolve()))
    except (OSError, ValueError):
        return None
