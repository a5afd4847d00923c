"""Opening the library's file: to write, or where that can't be, to read what can be read."""

import os
import shutil
import sqlite3
import tempfile
import time
import weakref
from contextlib import suppress
from pathlib import Path

from muse import files, kept
from muse.errors import LibraryError
from muse.library import schema

BUSY_SECONDS = 30.0
_CODES = {
    sqlite3.SQLITE_FULL: "free some space",
    sqlite3.SQLITE_BUSY: "another process holds it; try again",
    sqlite3.SQLITE_LOCKED: "another process holds it; try again",
    sqlite3.SQLITE_NOMEM: "close other programs",
}
_JUST_NOW = 60.0
_CHECK = "muse library check says what can be saved"


class Connection(sqlite3.Connection):
    """A connection that may read a passing copy, which goes with it."""

    _remove: "weakref.finalize[..., Connection] | None" = None

    def owns(self, folder: str) -> None:
        """Remove a folder once this is closed."""
        self._remove = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)

    def close(self) -> None:
        """Close it, and remove the copy."""
        super().close()
        if self._remove is not None:
            self._remove()


def check_is_file(path: Path) -> None:
    """Raise LibraryError for what is no file: SQLite would wait for a pipe."""
    if os.path.lexists(path) and not path.is_file():
        raise LibraryError(
            f"the library {path} is no file that can be read",
            hint="muse library repair puts it aside and begins a new one",
        )


def damaged(path: Path) -> Path:
    """Return the file that says that a library is damaged, and why."""
    return path.with_name(path.name + ".damaged")


def damage(path: Path) -> str:
    """Return why a library is only read; empty where nobody found it damaged."""
    if not path.exists():  # somebody removed it, and with it what was wrong
        with suppress(OSError):
            damaged(path).unlink(missing_ok=True)
        return ""
    try:
        return damaged(path).read_text(encoding="utf-8", errors="replace")[:300].strip() or "cut"
    except OSError:
        return ""


def is_damage(error: BaseException) -> bool:
    """Whether an error says that the file itself is damaged."""
    if not isinstance(error, sqlite3.DatabaseError):
        return False
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # what the schema found
        return type(error) is sqlite3.DatabaseError
    return (code & 0xFF) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def told(path: Path, verb: str, error: BaseException) -> LibraryError:
    """Return the error for a library that can't be read, written or opened."""
    if isinstance(error, LibraryError):
        return error
    if is_damage(error):
        return LibraryError(f"the library {path} is damaged ({error})", hint=_CHECK)
    code = getattr(error, "sqlite_errorcode", 0) or 0
    full = files.is_full(path.parent)
    hint = _CODES.get(sqlite3.SQLITE_FULL if full else code & 0xFF)
    where = "point MUSE_HOME at another folder"
    return LibraryError(f"the library {path} can't be {verb} ({error})", hint=hint or where)


def to_write(path: Path) -> Connection:
    """Open a library to write, made or upgraded if need be; sqlite3.Error when it can't be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if _was_emptied(path):
        kept.tell(f"the library {path} was empty, and is begun anew")
    db = _connected(path)
    try:
        db.execute("PRAGMA synchronous = NORMAL")
        if schema.version(db) != schema.SCHEMA:
            _to_wal(db)
            db.execute("BEGIN IMMEDIATE")
            schema.upgrade(db, path)
            db.execute("COMMIT")
    except BaseException:
        db.close()
        raise
    return db


def _connected(database: str | Path, *, uri: bool = False) -> Connection:
    db: Connection = sqlite3.connect(
        database,
        uri=uri,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        factory=Connection,
    )
    db.row_factory = sqlite3.Row
    db.text_factory = _text
    return db


def to_read(path: Path, *, damaged: bool = False) -> Connection:
    """Open a library to read alone, on a read-only medium, too; sqlite3.Error when it can't be.

    A damaged one is read as far as it goes.
    """
    wal = path.with_name(path.name + "-wal")
    full = _size(wal) > 0
    way = "mode=ro" if full or os.access(path.parent, os.W_OK) else "immutable=1"
    try:
        return _open(path, way, damaged)
    except sqlite3.Error:
        return _copied(path, wal, damaged) if full else _open(path, "immutable=1", damaged)


def _open(path: Path, way: str, damaged: bool) -> Connection:
    db = _connected(f"{path.absolute().as_uri()}?{way}", uri=True)
    try:
        if damaged:
            db.execute("PRAGMA writable_schema = ON")  # SQLite opens a file that was cut, then
        else:
            schema.version(db)
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        db.close()
        raise
    return db


def _copied(path: Path, wal: Path, damaged: bool) -> Connection:
    """Open a copy: what the last process hadn't moved into the library yet is read by nothing else.

    That takes a file beside it, which a read-only medium can't have.
    """
    folder = tempfile.mkdtemp(prefix="muse-")
    try:
        for each in (path, wal):
            shutil.copyfile(each, Path(folder, each.name))
        db = _open(Path(folder, path.name), "mode=rw", damaged)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    db.owns(folder)
    return db


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _was_emptied(path: Path) -> bool:
    """Whether a file is empty, and not since another process began it just now."""
    try:
        found = path.stat()
    except OSError:
        return False
    return found.st_size == 0 and time.time() - found.st_mtime > _JUST_NOW


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _to_wal(db: sqlite3.Connection) -> None:
    """Let readers and a writer work at once; SQLite doesn't wait by itself for the lock."""
    patience = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > patience:
                raise
            time.sleep(0.01)
