"""Looking into the wheels and source archives of others, without believing what they say."""

import hashlib
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from muse.errors import RequestError, printable

LARGEST = 8 * 2**30
"""Bytes that an archive may unpack to."""

MANY = 200_000
"""How many files it may have."""

_TEXT = 2**22  # bytes of metadata that are read at most
_PIECE = 2**20


class Wheel:
    """An open wheel whose names and sizes were looked at; RequestError says what is wrong."""

    def __init__(self, path: Path, zipped: zipfile.ZipFile) -> None:
        self.path = path
        self._zip = zipped
        self.names = [info.filename for info in zipped.infolist() if not info.is_dir()]
        _check(path, ((info.filename, info.file_size) for info in zipped.infolist()))
        infos = {
            n.partition("/")[0] for n in self.names if n.partition("/")[0][-10:] == ".dist-info"
        }
        if len(infos) != 1:
            raise _wrong(path, "it has no metadata" if not infos else "it has metadata of several")
        self.info = infos.pop()

    def text(self, name: str) -> str:
        """Return a file as text; empty where there is none."""
        try:
            found = self._zip.getinfo(name)
        except KeyError:
            return ""
        if found.file_size > _TEXT:
            raise _wrong(self.path, f"{name} is too large")
        with _told(self.path):
            return self._zip.read(found).decode("utf-8-sig", "replace")

    def digest(self) -> str:
        """Return the SHA-256 of its files' names and bytes, however they are packed.

        Every byte is unpacked on the way, so a file that isn't as it says is found here.
        """
        whole = hashlib.sha256()
        with _told(self.path):
            for name in sorted(self.names):
                each = hashlib.sha256()
                with self._zip.open(name) as file:
                    while piece := file.read(_PIECE):
                        each.update(piece)
                whole.update(f"{each.hexdigest()} {name}\n".encode("utf-8", "surrogatepass"))
        return whole.hexdigest()


@contextmanager
def wheel(path: Path) -> Iterator[Wheel]:
    """Open a wheel; RequestError where it can't be one."""
    with _told(path), zipfile.ZipFile(path) as zipped:
        yield Wheel(path, zipped)


def source(path: Path) -> dict[str, str]:
    """Return PKG-INFO and pyproject.toml of a source archive, where it has them."""
    with _told(path):
        found = _zipped(path) if path.suffix == ".zip" else _tarred(path)
    if not found:
        raise _wrong(path, "it has neither pyproject.toml nor PKG-INFO")
    return found


_WANTED = ("PKG-INFO", "pyproject.toml", "setup.py")


def _zipped(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as zipped:
        _check(path, ((info.filename, info.file_size) for info in zipped.infolist()))
        wanted = {
            PurePosixPath(info.filename).name: info
            for info in zipped.infolist()
            if _is_wanted(info.filename) and info.file_size <= _TEXT
        }
        return {n: zipped.read(info).decode("utf-8-sig", "replace") for n, info in wanted.items()}


def _tarred(path: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    total = 0
    with tarfile.open(path) as tarred:
        for count, member in enumerate(tarred):
            total += max(0, member.size)
            _check(path, [(member.name, total)], count)
            if member.isreg() and _is_wanted(member.name) and member.size <= _TEXT:
                file = tarred.extractfile(member)
                if file is not None:
                    name = PurePosixPath(member.name).name
                    found[name] = file.read(_TEXT).decode("utf-8-sig", "replace")
    return found


def _is_wanted(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return len(parts) == 2 and parts[1] in _WANTED


def _check(path: Path, entries: Iterable[tuple[str, int]], before: int = 0) -> None:
    """Refuse an archive with names that lead out of it, or that unpacks to more than is sane."""
    total = 0
    for count, (name, size) in enumerate(entries, before):
        total += size
        parts = PurePosixPath(name.replace("\\", "/")).parts
        if ".." in parts or name.startswith(("/", "\\")) or ":" in name[:3] or "\0" in name:
            raise _wrong(path, f"it has a file {printable(name)[:60]!r}, which leads out of it")
        if total > LARGEST or count >= MANY:
            raise _wrong(path, f"it unpacks to more than {LARGEST // 2**30} GiB, or {MANY} files")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell of what is wrong with an archive as of a request that is."""
    try:
        yield
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, NotImplementedError) as e:
        raise _wrong(path, f"it is damaged, or no such archive ({printable(e)[:120]})") from None
    except RuntimeError as error:  # encrypted, says zipfile
        raise _wrong(path, printable(error)[:120]) from None
    except OSError as error:
        raise _wrong(path, error.strerror or printable(error)[:120]) from None


def _wrong(path: Path, why: str) -> RequestError:
    return RequestError(f"{path.name} can't be installed: {why}")
