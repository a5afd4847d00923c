"""Files that somebody hands in and that may be too large for the memory."""

from __future__ import annotations

import shutil
import weakref
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from muse.compat import Self
from muse.contract.inputs import InputFile, id_of
from muse.errors import RequestError
from muse.leftovers import new_scratch
from muse.media import content

if TYPE_CHECKING:
    from muse.contract.file import File

PATH_CAP = 16 * 2**30
"""The most bytes that an InputPath may have."""


_PIECE = 2**20


class InputPath(InputFile):
    """A file that somebody hands in and that stays on the disk: at most 16 GiB (contract 1.1).

    It takes what an InputFile takes. `path` is where it is while the run lasts, and isn't to be
    changed; what comes as bytes is put into a passing file. In a recipe it is a name and a SHA-256.
    The library keeps it by a link where that can be, else a copy of up to 1 GiB; of a larger one it
    remembers the hash alone, and the report says that it has to be handed in again.
    """

    def __init__(
        self, path: Path, name: str | None = None, artifact: str = "", sha256: str | None = None
    ) -> None:
        self.path = path
        self.name = name or path.name
        self.artifact = artifact
        self._size = content.size(path)
        if self._size > PATH_CAP:
            raise ValueError(f"{self.name} holds more than {PATH_CAP // 2**30} GiB")
        self.sha256 = sha256 or content.sha256(path)

    @property
    def data(self) -> bytes:
        """All of its content; RequestError for more than 64 MiB, which is read by `open`."""
        if self._size > content.SMALL:
            raise RequestError(f"{self.name} holds more than {content.SMALL // 2**20} MiB")
        return self.path.read_bytes()

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return self._size

    def open(self) -> BinaryIO:
        """Open it for reading."""
        return self.path.open("rb")

    @classmethod
    def _of_path(cls, path: Path) -> Self:
        if not path.is_file():
            with path.open("rb") as file:  # a pipe; OSError for a folder
                return cls._of_stream(file, path.name)
        return cls(path.absolute())

    @classmethod
    def _of_data(cls, data: bytes, name: str = "data", artifact: str = "") -> Self:
        return cls._passing(lambda file: file.write(data), name, artifact)

    @classmethod
    def _of_stream(cls, stream: BinaryIO, name: str) -> Self:
        def fill(file: BinaryIO) -> None:
            left = PATH_CAP + 1
            while left and (piece := stream.read(min(left, _PIECE))):
                file.write(piece)
                left -= len(piece)

        return cls._passing(fill, name)

    @classmethod
    def _of_input(cls, other: InputFile) -> Self:
        return cls._of_data(other.data, other.name, other.artifact)

    @classmethod
    def _of_hash(
        cls, sha256: str, name: str, artifact: str, context: Mapping[str, Any]
    ) -> Self | None:
        find: Callable[[str], Path | None] | None = context.get("input_paths")
        path = find(sha256) if find else None
        return None if path is None else cls(path, name, artifact, sha256)

    @classmethod
    def _of_file(cls, file: File, name: str, artifact: str) -> Self:
        if file.path is None:
            return cls._of_data(file.data, name, artifact)
        return cls(file.path, name, artifact, file.sha256)

    @classmethod
    def _of_library(cls, id: str, context: Mapping[str, Any]) -> Self | None:
        find: Callable[[str], tuple[str, Path]] | None = context.get("artifact_paths")
        if find is None:
            return None
        name, path = find(id)
        return cls(path, name, id_of(name))

    @classmethod
    def _passing(cls, fill: Callable[[BinaryIO], object], name: str, artifact: str = "") -> Self:
        """Return a file that goes when nobody has it any more."""
        folder = new_scratch()
        try:
            path = Path(folder, f"input{Path(name).suffix[:20]}")
            with path.open("wb") as file:
                fill(file)
            made = cls(path, name, artifact)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        weakref.finalize(made, shutil.rmtree, folder, ignore_errors=True)
        return made
