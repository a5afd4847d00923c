"""Names for files, and writing them so that nothing half-written is ever seen."""

import errno
import os
import re
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from muse.errors import NameTaken, OutputError, RequestError

_NAME_BYTES = 80
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


def _remove(path: Path) -> None:
    """Remove a file; one that can't be removed mustn't hide the problem that it is removed for."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


def beside(path: Path) -> Path:
    """Return where the recipe of a file goes that can't carry it inside."""
    return path.with_name(path.name + ".muse.json")


def numbered(path: Path) -> Iterator[Path]:
    """Yield `name.png`, `name-2.png`, `name-3.png`..."""
    yield path
    for number in range(2, 1_000_000):
        yield path.with_stem(f"{path.stem}-{number}")


def write(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write `data` to `path` at once or not at all; OutputError when `path` is taken or can't be.

    The bytes go to a file without a name (Linux) or with a hidden one, are flushed to the disk,
    and appear under `path` in one step, so a kill leaves either the whole file or none.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path.parent, error) from None
    try:
        if force or not _link_nameless(path, data):
            _write_hidden(path, data, force)
    except FileExistsError:
        raise taken(path) from None
    except OSError as error:
        raise unwritable(path.parent, error) from None


def write_pair(path: Path, data: bytes, companion: bytes, *, force: bool = False) -> None:
    """Write a file and what belongs beside it, both or neither; errors as for `write`.

    The companion comes first: a kill between the two leaves no file without its recipe.
    """
    side = beside(path)
    if not force and exists(path):
        raise taken(path)
    try:
        before = side.read_bytes() if exists(path) else None
    except OSError:
        before = None
    write(side, companion, force=True)
    try:
        write(path, data, force=force)
    except BaseException as problem:
        if before is not None:
            write(side, before, force=True)
        elif not isinstance(problem, NameTaken):
            _remove(side)
        raise


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Let nobody else change a file, in any process, until the block is left.

    The lock is SQLite's, which holds on every system; it goes with the process that had it.
    OutputError when it can't be had within 30 s, or its folder can't be written to.
    """
    import sqlite3

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(path.with_name(f".{path.name}.lock"), timeout=30)
    except (OSError, sqlite3.Error) as error:
        raise OutputError(
            f"can't write to {path.parent} ({error})", hint="point MUSE_HOME at another folder"
        ) from None
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            raise OutputError(
                f"{path} can't be locked ({error})", hint="try again, or point MUSE_HOME elsewhere"
            ) from None
        yield
    finally:
        lock.close()


def expanded(path: str | Path) -> Path:
    """Return a path that somebody gave, its `~` as their home; RequestError for none that can be.

    That is one with an unknown user or a NUL.
    """
    if "\0" in str(path):
        raise RequestError(f"{str(path)!r} is no path", hint="give one without a NUL")
    try:
        return Path(path).expanduser()
    except RuntimeError:
        user = Path(path).parts[0].removeprefix("~")
        problem = f"{path}: there is no user {user!r}"
        raise RequestError(problem, hint="give the whole path") from None


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
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".muse-{secrets.token_hex(6)}"
        os.close(os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        probe.unlink()
    except OSError as error:
        raise unwritable(folder, error) from None


def unwritable(folder: Path, error: OSError) -> OutputError:
    """Return the error for a folder that can't be written to."""
    return OutputError(
        f"can't write to {folder} ({error.strerror or error})",
        hint="give another place with -o FOLDER",
    )


def _link_nameless(path: Path, data: bytes) -> bool:
    """Write through a file that has no name until it is whole; False where that can't be done."""
    nameless = getattr(os, "O_TMPFILE", None)
    if nameless is None:
        return False
    try:
        handle = os.open(path.parent, nameless | os.O_RDWR, 0o666)
    except OSError:
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
    hidden = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        handle = os.open(hidden, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if force:
            os.replace(hidden, path)
        else:
            _link_or_copy_name(hidden, path)
    finally:
        hidden.unlink(missing_ok=True)


def _link_or_copy_name(hidden: Path, path: Path) -> None:
    """Give a whole file its name without replacing another; rename where links don't exist."""
    try:
        os.link(hidden, path)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EACCES, errno.ENOSYS):
            raise
        if path.exists():
            raise FileExistsError(str(path)) from None
        os.rename(hidden, path)
