"""A batch's files in a place that an address names (s3://bucket/out), by fsspec.

They are written into a folder of Muse's own first, and leave it once they have come there, whole,
and are noted.
"""

import glob
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

from muse import processes
from muse.batches.executor import Done, FileMade
from muse.errors import NotReady, OutputError, RequestError, described
from muse.folders import data_folder

_WHOLE = frozenset("s3 s3a gs gcs az abfs adl oss r2 memory".split())
"""Places where a file is there as a whole, or isn't: others get it under another name first."""


def is_address(output: str | None) -> bool:
    """Whether an output is an address and no folder of this machine."""
    return output is not None and "://" in output


class Elsewhere:
    """The place of an address; `folder` is where its files are until they have come there.

    NotReady without fsspec, or without the package for the address's kind; RequestError for a kind
    that nobody knows.
    """

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._system, self._root = _opened(self.url)
        self._sizes: dict[str, int] | None = None
        name = hashlib.sha256(self.url.encode()).hexdigest()[:16]
        self.folder = data_folder() / "batches" / name

    def keep(self, done: Done) -> Done:
        """Bring the files of a task there; return it with their addresses."""
        if done.failure is not None:
            return done
        return replace(done, files=tuple(self._brought(file) for file in done.files))

    def bring(self, path: Path) -> str:
        """Bring a file of the folder there, in place of one of its name; return its address."""
        name = path.relative_to(self.folder.absolute()).as_posix()
        target = f"{self._root}/{name}"
        with self._told(name):
            self._system.makedirs(target.rpartition("/")[0], exist_ok=True)
            if _WHOLE.intersection(_protocols(self._system)):
                self._system.put_file(str(path), target)
            else:
                part = f"{target.rpartition('/')[0]}/{processes.hidden(path).name}"
                try:
                    self._system.put_file(str(path), part)
                    self._system.mv(part, target)
                except BaseException:
                    if self._system.exists(part):
                        self._system.rm_file(part)
                    raise
        if self._sizes is not None:
            self._sizes[target] = path.stat().st_size
        return self.address(path)

    def address(self, path: Path) -> str:
        """Return the address there of a file of the folder."""
        return f"{self.url}/{path.absolute().relative_to(self.folder.absolute()).as_posix()}"

    def has(self, path: Path) -> bool:
        """Whether a file of the folder's name is there."""
        return self.size(self.address(path)) is not None

    def clear(self, done: Done) -> None:
        """Remove what has come there, and is noted, from the folder."""
        for file in done.files:
            if file.path is not None:
                path = Path(file.path)
                for each in (*_beside(path), path):
                    each.unlink(missing_ok=True)

    def size(self, address: str) -> int | None:
        """Return the bytes of a file there, all looked at when the first is; None for no file."""
        if self._sizes is None:
            with self._told(""):
                found = self._system.find(self._root, detail=True)
            self._sizes = {str(path): int(info["size"]) for path, info in found.items()}
        return self._sizes.get(f"{self._root}/{address.removeprefix(self.url + '/')}")

    def _brought(self, file: FileMade) -> FileMade:
        assert file.path is not None
        for beside in _beside(Path(file.path)):
            self.bring(beside)
        return replace(file, path=self.bring(Path(file.path)))

    def _told(self, name: str) -> "_Told":
        return _Told(f"{self.url}/{name}".rstrip("/"))


def _beside(path: Path) -> list[Path]:
    """Return what lies beside a file: its recipe, its signatures."""
    return [p for p in path.parent.glob(f"{glob.escape(path.name)}.*") if p.suffix != ".part"]


class _Told:
    """Turns what a file system says into an OutputError."""

    def __init__(self, what: str) -> None:
        self._what = what

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, traceback: Any) -> None:
        if isinstance(error, Exception):
            told = OutputError(f"output: {self._what} can't be reached ({described(error)})")
            told.exit_code = 1
            raise told from error


def _opened(url: str) -> tuple[Any, str]:
    try:
        import fsspec
    except ImportError:
        raise NotReady(
            f"output: {url} needs fsspec", hint='pip install "muse-host[ray]"; or -o FOLDER'
        ) from None
    kind = url.partition("://")[0]
    try:
        system, root = fsspec.core.url_to_fs(url)
    except ImportError as error:
        raise NotReady(f"output: {url} can't be reached ({error})", hint="or -o FOLDER") from None
    except ValueError as error:
        raise RequestError(
            f"output: nobody knows {kind}:// ({error})", hint="such as s3://bucket/out, or a folder"
        ) from None
    return system, str(root).rstrip("/")


def _protocols(system: Any) -> tuple[str, ...]:
    told = system.protocol
    return (told,) if isinstance(told, str) else tuple(told)
