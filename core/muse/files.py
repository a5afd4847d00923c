"""Names for files, and writing them so that nothing half-written is ever seen."""

from __future__ import annotations

import errno
import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from muse import processes
from muse.errors import NameTaken, OutputError, RequestError
from muse.media import content
from muse.media.content import Content

_NAME_BYTES = 80
_LONGEST_NAME = 255
"""Bytes of a name on the file systems of today (ext4, APFS, NTFS: characters)."""

ON_WINDOWS = os.name == "nt"
_NEXT_TO_NOTHING = 2**16
_WINDOWS = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$")


def slug(text: str, fallback: str = "untitled") -> str:
    """Return a readable file name without suffix: letters and digits of any script, hyphens.

    At most 80 bytes of UTF-8, cut between words where there are any.
    """
    plain = unicodedata.normalize("NFKC", text[:400]).lower()
    words = re.findall(r"[^\W_]+", plain)
    name = ""
    if not _can_be_named(plain):  # a system without UTF-8
        words = re.findall(r"[a-z0-9]+", plain)
    for word in words:
        longer = f"{name}-{word}" if name else word
        if len(longer.encode()) > _NAME_BYTES:
            break
        name = longer
    if not name and words:
        name = words[0].encode()[:_NAME_BYTES].decode(errors="ignore")
    return f"{name}-" if _WINDOWS.match(name) else name or fallback


def _can_be_named(text: str) -> bool:
    try:
        os.fsencode(re.sub(r"[\ud800-\udfff]", "", text))
    except UnicodeEncodeError:
        return False
    return True


RECIPE = ".muse.json"
"""What the name of a recipe beside a file ends in."""


def beside(path: Path, ending: str = RECIPE) -> Path:
    """Return where what a file can't carry inside goes: its recipe, or what else a plugin tells."""
    return path.with_name(path.name + ending)


def numbered(path: Path, ending: str | None = None) -> Iterator[Path]:
    """Yield `name.png`, `name-2.png`, `name-3.png`...

    `ending` is what comes after the number where that isn't the suffix alone.
    """
    yield path
    size = len(path.suffix if ending is None else ending)
    stem, rest = path.name[: len(path.name) - size], path.name[len(path.name) - size :]
    for number in range(2, 1_000_000):
        yield path.with_name(f"{stem}-{number}{rest}")


def write(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write `data` to `path` at once or not at all; OutputError when `path` is taken or can't be.

    The bytes go to a file without a name (Linux) or with a hidden one, are flushed to the disk,
    and appear under `path` in one step, so a kill leaves either the whole file or none.
    """
    with told(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            if force or not _link_nameless(path, data):
                _write_hidden(path, data, force)
        except FileExistsError:
            raise taken(path) from None


class Held(OutputError):
    """Somebody else has the lock of a file."""


@contextmanager
def locked(path: Path, patience: float = 30.0) -> Iterator[None]:
    """Let nobody else change a file, in any process, until the block is left.

    The lock is SQLite's, which holds on every system; it goes with the process that had it.
    OutputError when it can't be had within `patience` seconds (`Held`), or its folder can't be
    written to.
    """
    import sqlite3

    place = path.with_name(f".{path.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(place, timeout=patience)
    except (OSError, sqlite3.Error) as error:
        raise OutputError(
            f"can't write to {path.parent} ({error})", hint="point MUSE_HOME at another folder"
        ) from None
    try:
        try:
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.DatabaseError as error:
                if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_NOTADB:
                    raise
                os.truncate(place, 0)  # something else wrote into it; nothing is kept there
                lock.execute("BEGIN EXCLUSIVE")
        except (OSError, sqlite3.Error) as error:
            busy = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
            told = (Held if busy else OutputError)(
                f"{path} can't be locked ({error})",
                hint="free some space"
                if is_full(path.parent)
                else "try again, or point MUSE_HOME elsewhere",
            )
            told.exit_code = 1  # nothing is wrong with the request
            raise told from None
        yield
    finally:
        lock.close()


def is_full(folder: Path) -> bool:
    """Whether the disk that a folder is on has no space left; some errors don't say so."""
    import shutil

    try:
        return shutil.disk_usage(folder).free < _NEXT_TO_NOTHING
    except OSError:
        return False


def expanded(path: str | Path) -> Path:
    """Return a path that somebody gave, its `~` as their home; RequestError for none that can be.

    That is one with an unknown user, a NUL, or a name that no file can have on this system.
    """
    if "\0" in str(path):
        raise RequestError(f"{str(path)!r} is no path", hint="give one without a NUL")
    try:
        whole = Path(path).expanduser()
    except RuntimeError:
        user = Path(path).parts[0].removeprefix("~")
        problem = f"{path}: there is no user {user!r}"
        raise RequestError(problem, hint="give the whole path") from None
    for name in whole.parts:
        if len(os.fsencode(name)) > _LONGEST_NAME:
            raise RequestError(
                f"{name[:30]}... is too long for the name of a file",
                hint=f"the longest has {_LONGEST_NAME} bytes",
            )
        if ON_WINDOWS and name != whole.anchor and _is_reserved(name):
            raise RequestError(
                f"{name!r} can't be the name of a file on Windows", hint="choose another name"
            )
    return whole


def _is_reserved(name: str) -> bool:
    """Whether Windows has a name for itself, or can't keep it as it is."""
    stem = name.partition(".")[0].rstrip().lower()
    if name in (".", ".."):
        return False
    odd = name[-1] in ". " or any(c in '<>:"|?*' or c < " " for c in name)
    return odd or _WINDOWS.match(stem) is not None


def recorded(path: str | Path) -> str:
    """Return an absolute path as text that any record holds: as it is, or as a `file:` address.

    On Linux a name is bytes, which needn't be text in any encoding.
    """
    whole = Path(path).absolute()
    try:
        str(whole).encode()
    except UnicodeEncodeError:
        return whole.as_uri()
    return str(whole)


def of_record(text: str) -> str:
    """Return the path that `recorded` was given."""
    if not text.startswith("file://"):
        return text
    from urllib.parse import unquote_to_bytes

    return os.fsdecode(unquote_to_bytes(text.removeprefix("file://")))


def exists(path: Path) -> bool:
    """Whether there is a file; a name that can't be one has none."""
    return os.path.lexists(path)


def taken(path: Path) -> NameTaken:
    """Return the error for a name that another file has."""
    return NameTaken(
        f"{path} already exists", hint="choose another name, or replace it (--force, force=True)"
    )


def check_folder(folder: Path) -> None:
    """Raise OutputError, before any work is done, when a folder can't be made or written to."""
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        handle = _nameless(folder)
        if handle is not None:
            os.close(handle)
            return
        processes.sweep([folder])  # of an earlier look that was killed
        probe = processes.hidden(folder / "probe")
        os.close(os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        probe.unlink()


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Tell of an OSError within the block as one of writing to a folder (OutputError)."""
    try:
        yield
    except OSError as error:
        raise unwritable(folder, error) from None


def unwritable(folder: Path, error: OSError) -> OutputError:
    """Return the error for a folder that can't be written to."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return OutputError(
        f"can't write to {folder} ({error.strerror or error})",
        hint="free some space" if full else "give another place with -o FOLDER",
    )


def _nameless(folder: Path) -> int | None:
    """Return a new file that has no name (Linux); None where that can't be done."""
    nameless = getattr(os, "O_TMPFILE", None)
    if nameless is None:
        return None
    try:
        return os.open(folder, nameless | os.O_RDWR, 0o666)
    except OSError:
        return None


def _link_nameless(path: Path, data: bytes) -> bool:
    """Write through a file that has no name until it is whole; False where that can't be done."""
    handle = _nameless(path.parent)
    if handle is None:
        return False
    with open(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        try:
            # With a folder's descriptor Python calls linkat, which follows the link; without one
            # it calls link, which doesn't. An absolute path makes the kernel ignore it.
            source = f"/proc/self/fd/{file.fileno()}"
            os.link(source, path.absolute(), src_dir_fd=file.fileno(), follow_symlinks=True)
        except FileExistsError:
            raise
        except OSError:
            return False
    return True


def _write_hidden(path: Path, data: bytes, force: bool) -> None:
    hidden = processes.hidden(path)
    try:
        if not _link_nameless(hidden, data):  # a kill leaves no hidden name that way
            fill(hidden, data)
        if force:
            os.replace(hidden, path)
        else:
            link(hidden, path)
    finally:
        hidden.unlink(missing_ok=True)


def fill(path: Path, data: Content) -> None:
    """Make a file that isn't there yet of bytes or of another file, and flush it to the disk."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
    with open(handle, "wb") as file:
        if isinstance(data, Path):
            content.copy(data, file)
        else:
            file.write(data)
        file.flush()
        os.fsync(file.fileno())


def link(hidden: Path, path: Path) -> None:
    """Give a whole file its name without replacing another; rename where links don't exist."""
    try:
        os.link(hidden, path)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EACCES, errno.ENOSYS):
            raise
        if path.exists():
            raise FileExistsError(str(path)) from None
        os.rename(hidden, path)
    else:
        hidden.unlink(missing_ok=True)
