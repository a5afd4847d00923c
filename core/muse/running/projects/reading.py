"""Opening a project: what this library lacks is taken up, each artifact whole or not at all."""

import hashlib
import json
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from muse import files, placing
from muse.errors import LibraryError, MuseError, NotFound, OutputError, RequestError
from muse.library import adopting
from muse.library.desk import ChangedMeanwhile
from muse.library.library import Library
from muse.library.records import RunRecord
from muse.library.writing import Writing
from muse.placing import Part
from muse.running.projects import manifest
from muse.running.projects.manifest import Made, Run, told
from muse.running.projects.zips import opened

LARGEST_MANIFEST = 2**27
_LARGEST_THUMBNAIL = 2**20
_TIMES = 20
"""How many times larger than the zip its files may be, beyond a first 256 MiB."""

_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, EOFError),
    *(NotImplementedError, RuntimeError, ValueError),
)
"""What reading an entry raises that isn't as it should be."""

_FREE = 2**28
_PIECE = 2**20


@dataclass(slots=True)
class Opened:
    """What came of a project: how many artifacts are new and how many were known.

    `refused` has id -> why. `collection` is where they were put; None where they were in none.
    """

    added: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    collection: str | None = None


def read(
    library: Library,
    source: Path,
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Opened:
    """Take up the artifacts of a project; RequestError for a file that is none."""
    with opened(source) as packed:
        whole = _manifest(packed)
        _check_size(source, packed, library.folder)
        return _Opening(library, packed, whole, progress).done()


def _manifest(packed: zipfile.ZipFile) -> dict[str, Any]:
    """Return what a project says of itself."""
    try:
        info = packed.getinfo(manifest.NAME)
    except KeyError:
        raise _no_project(f"it has no {manifest.NAME}") from None
    if info.file_size > LARGEST_MANIFEST:
        raise _no_project(f"its {manifest.NAME} has {info.file_size // 2**20:,} MiB")
    try:
        with packed.open(info) as file:
            found = json.loads(file.read(LARGEST_MANIFEST + 1), parse_constant=_refuse)
    except (RecursionError, OSError, *_DAMAGED) as error:
        raise _no_project(f"its {manifest.NAME} can't be read ({error!s:.80})") from None
    version = found.get("muse_project") if isinstance(found, dict) else None
    if not isinstance(version, int):
        raise _no_project(f"its {manifest.NAME} isn't one of Muse")
    if version > manifest.VERSION:
        hint = "pip install --upgrade muse-host"
        raise MuseError("the project was written by a newer Muse", hint=hint)
    return dict(found)


def _check_size(source: Path, packed: zipfile.ZipFile, folder: Path) -> None:
    """Refuse what is too large once it is unpacked, by what it says: no more is ever unpacked."""
    size = sum(info.file_size for info in packed.infolist())
    if size > _FREE + _TIMES * source.stat().st_size:
        raise _no_project(f"it would be {size // 10**6:,} MB once unpacked")
    folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free
    if size > free:
        told = f"the project has {size // 10**6:,} MB, and the disk has {free // 10**6:,} MB left"
        raise OutputError(told, hint="free some space")


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


def _no_project(why: str) -> RequestError:
    return RequestError(f"the file is no project of Muse: {why}", hint="muse export makes one")


class _Opening:
    """The opening of one project."""

    def __init__(
        self,
        library: Library,
        packed: zipfile.ZipFile,
        whole: dict[str, Any],
        progress: Callable[[int, int], None],
    ) -> None:
        self._library = library
        self._packed = packed
        self._whole = whole
        self._progress = progress
        self._entries = {info.filename: info for info in packed.infolist()}
        self._opened = Opened()
        self._runs: dict[str, Run] = {}

    def done(self) -> Opened:
        """Take up everything, the oldest run first, so that the newest is in front."""
        for each in _list(self._whole, "runs"):
            with suppress(ValidationError):  # its artifacts are told of
                run = Run.model_validate(each)
                self._runs[run.id] = run
        listed = _list(self._whole, "artifacts")
        if len(listed) > manifest.MOST:
            raise _no_project(f"it has {len(listed):,} artifacts; the most is {manifest.MOST:,}")
        made = [found for each in listed if (found := self._checked(each)) is not None]
        made.sort(key=lambda one: (self._runs[one.run].created, one.run, one.item))
        with tempfile.TemporaryDirectory(dir=self._library.folder, prefix=".muse-project-") as at:
            for count, one in enumerate(made):
                self._progress(count, len(made))
                self._take(one, Path(at))
            self._take_inputs(Path(at))
        self._progress(len(made), len(made))
        self._collect()
        self._put_sheets()
        return self._opened

    def _checked(self, each: dict[str, Any]) -> Made | None:
        """Return an artifact whose words can be believed; None for one that is told of."""
        name = str(each.get("id", "?"))[:60]
        try:
            made = Made.model_validate(each)
        except (ValidationError, RequestError) as error:
            self._opened.refused[name] = told(error)
            return None
        if made.run not in self._runs or made.id != f"{made.run}-{made.item + 1}":
            self._opened.refused[name] = "its run isn't in the project"
            return None
        return made

    def _take(self, made: Made, folder: Path) -> None:
        """Take up an artifact with its files, unless it is known."""
        try:
            if self._is_known(made):
                self._opened.known.append(made.id)
                return
            parts = [
                Part(
                    self._library.place(file.sha256, file.suffix),
                    self._unpacked(file.name, file.size, file.sha256, folder / str(number)),
                    replace=True,
                    suffix=file.suffix,
                    shared=True,
                    passing=True,
                    sha256=file.sha256,
                )
                for number, file in enumerate(made.files)
            ]
            run = self._runs[made.run]
            medium = run.generator.partition(".")[0]
            whole = RunRecord(
                **run.model_dump(), medium=medium, status="done", error=None, artifacts=[]
            )
            number = adopting.adopt(self._library.database, whole)
            thumbnail = self._thumbnail(made)
            record = (number, made.record(), thumbnail, made.sound(), "")
            placing.put(parts, Writing(self._library, made.id, record))
            self._keep(made)
            self._opened.added.append(made.id)
        except OutputError:  # a full disk, say: the others would fare no better
            raise
        except (RequestError, LibraryError) as error:
            self._opened.refused[made.id] = error.message

    def _is_known(self, made: Made) -> bool:
        """Whether the library has an artifact; RequestError where it has another of that id."""
        try:
            _, ours = self._library.find_exactly(made.id)
        except NotFound:
            return False
        sums = {(file.suffix, file.sha256) for file in ours.files}
        if sums != {(file.suffix, file.sha256) for file in made.files}:
            raise RequestError("another artifact of this library has this id")
        return True

    def _unpacked(self, name: str, size: int, sha256: str, target: Path) -> Path:
        """Unpack an entry to a place of ours; RequestError where it isn't what is said of it."""
        info = self._entries.get(name)
        if info is None or info.file_size != size:
            raise RequestError(f"its file {name[:60]!r} isn't in the project, or has another size")
        digest, left = hashlib.sha256(), size
        try:
            with self._packed.open(info) as source, target.open("wb") as file:
                while left > 0 and (piece := source.read(min(_PIECE, left))):
                    left -= len(piece)
                    digest.update(piece)
                    file.write(piece)
        except _DAMAGED:
            raise RequestError(f"its file {name[:60]!r} is damaged") from None
        except OSError as error:
            raise files.unwritable(target.parent, error) from None
        if left or digest.hexdigest() != sha256:
            raise RequestError(f"its file {name[:60]!r} has another SHA-256")
        return target

    def _thumbnail(self, made: Made) -> bytes | None:
        """Return the thumbnail of an artifact; None where there is none, or no WebP."""
        info = self._entries.get(made.thumbnail or "")
        if info is None or info.file_size > _LARGEST_THUMBNAIL:
            return None
        try:
            data = self._packed.read(info)
        except _DAMAGED:
            return None
        return data if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None

    def _keep(self, made: Made) -> None:
        """Keep what somebody said of an artifact."""
        if made.rating is not None:
            self._library.rate(made.id, made.rating)
        if made.note:
            self._library.gallery.note(made.id, made.note)
        if made.tags:
            with suppress(RequestError):  # one that can't be costs the others, not the artifact
                self._library.gallery.tag(made.id, made.tags)

    def _take_inputs(self, folder: Path) -> None:
        """Keep the files that runs were handed, by their hashes."""
        for sha256 in _texts(self._whole.get("inputs")):
            info = self._entries.get(f"inputs/{sha256}")
            if info is None or len(sha256) != 64 or not self._opened.added:
                continue
            with suppress(RequestError):
                path = self._unpacked(info.filename, info.file_size, sha256, folder / "input")
                self._library.keep_input_path(sha256, path)
                path.unlink()

    def _collect(self) -> None:
        """Put the artifacts into a collection of the same name, begun if there is none."""
        ids = [*self._opened.added, *self._opened.known]
        found = self._whole.get("collection")
        if not ids or not isinstance(found, dict):
            return
        with suppress(ValidationError, RequestError):
            wanted = manifest.Collection.model_validate(found)
            name = " ".join(wanted.name.split())
            shelf = self._library.collections
            same = (each for each in shelf.listed() if each.name == name)
            ours = next(same, None) or shelf.add(name, wanted.note)
            shelf.put(ours.id, add=ids)
            self._opened.collection = ours.id

    def _put_sheets(self) -> None:
        """Put the forms of pieces of work on the desk, where it doesn't have them."""
        mine = {self._runs[id.rpartition("-")[0]].sheet for id in self._opened.added}
        sheets = self._whole.get("sheets")
        for sheet, form in (sheets if isinstance(sheets, dict) else {}).items():
            if sheet in mine:
                with suppress(ChangedMeanwhile, RequestError):
                    self._library.desk.put(f"sheet-{sheet}", form, 0)


def _list(whole: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = whole.get(name)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _texts(found: Any) -> Iterable[str]:
    return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []
