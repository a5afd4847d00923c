"""What this Muse signed, in a small database: by it a changed byte anywhere in a file is noticed.

C2PA leaves bytes within the credentials themselves unguarded (labels of boxes, padding). So each
signature is kept here with the hash of the whole file; beside that what is looked for later: the
artifact of a mark, and credentials that lie beside a file and may be lost.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from muse import folders, kept

_WAIT = 5.0
"""Seconds that another process may hold it."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS signatures (
    id TEXT PRIMARY KEY, file TEXT NOT NULL, payload TEXT NOT NULL, artifact TEXT NOT NULL,
    key TEXT NOT NULL, mark TEXT NOT NULL, made REAL NOT NULL, credentials BLOB
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_file ON signatures (file);
CREATE INDEX IF NOT EXISTS by_mark ON signatures (mark);
PRAGMA user_version = 1;
"""


@dataclass(frozen=True)
class Entry:
    """A signature that was made here.

    - `id`: that of the signature, as it stands in our own assertion
    - `file`: the SHA-256 of the whole file, signed; `payload` that beneath its recipe
    - `artifact`: its id in the library, `key`: the id of the identity that signed
    - `mark`: 16 digits, which pictures and sounds carry; `made`: seconds since 1970
    - `credentials`: those beside the file; None where they are inside
    """

    id: str
    file: str
    payload: str
    artifact: str
    key: str
    mark: str
    made: float
    credentials: bytes | None = None


class Index:
    """The index in a file, made when it is first written to.

    What can't be read counts as not there, and what can't be written is told of once: a file is
    signed all the same. A damaged file is put aside, and begun anew.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or folders.data_folder() / "signatures.sqlite3"
        self._local = threading.local()

    def add(self, entry: Entry) -> None:
        """Keep a signature."""
        for again in (True, False):
            try:
                with self._opened(write=True) as db:
                    db.execute(
                        "INSERT OR REPLACE INTO signatures VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        tuple(vars(entry).values()),
                    )
                return
            except (sqlite3.Error, OSError) as error:
                if not (again and self._put_aside(error)):
                    kept.tell(f"{self.path} can't be written ({error}): what is signed isn't kept")
                    return

    def of_id(self, id: str) -> Entry | None:
        """Return the signature of an id."""
        return self._first("id = ?", id)

    def of_file(self, sha256: str) -> Entry | None:
        """Return the signature of a whole file, by its SHA-256."""
        return self._first("file = ? ORDER BY made DESC", sha256)

    def of_mark(self, mark: str) -> Entry | None:
        """Return the first signature of what carries a mark."""
        return self._first("mark = ? ORDER BY made", mark)

    def _first(self, where: str, value: str) -> Entry | None:
        if not os.path.lexists(self.path):
            return None
        try:
            with self._opened() as db:
                row = db.execute(
                    f"SELECT * FROM signatures WHERE {where} LIMIT 1", (value,)
                ).fetchone()
        except (sqlite3.Error, OSError) as error:
            if not self._put_aside(error):
                kept.tell(f"{self.path} can't be read ({error}) and is passed over")
            return None
        return Entry(*row) if row else None

    @contextmanager
    def _opened(self, *, write: bool = False) -> Iterator[sqlite3.Connection]:
        """Yield this thread's connection to the file that is there now."""
        mine = getattr(self._local, "mine", None)
        if mine is not None and mine[1:] == (self._seen(), os.getpid()):
            yield mine[0]
            return
        if mine is not None and mine[2] == os.getpid():
            mine[0].close()
        self._local.mine = None
        if write:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        readable = os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK)
        if not write and not readable:  # a disk that can't be written to
            address = f"{self.path.absolute().as_uri()}?immutable=1"
            with closing(sqlite3.connect(address, uri=True)) as db:
                yield db
            return
        db = sqlite3.connect(self.path, timeout=_WAIT, isolation_level=None)
        try:
            if db.execute("PRAGMA user_version").fetchone()[0] != 1:
                _made(db)
            db.execute("PRAGMA synchronous = NORMAL")
        except BaseException:
            db.close()
            raise
        self._local.mine = (db, self._seen(), os.getpid())
        yield db

    def _seen(self) -> tuple[int, int]:
        try:
            found = os.stat(self.path)
        except OSError:
            return (0, 0)
        return (found.st_dev, found.st_ino)

    def _put_aside(self, error: BaseException) -> bool:
        """Put a damaged file aside; False where the trouble is another."""
        code = getattr(error, "sqlite_errorcode", 0) or 0
        if (code & 0xFF) not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return False
        self._local.mine = None
        aside = self.path.with_name(f"{self.path.name}.damaged-{int(time.time())}")
        try:
            os.replace(self.path, aside)
        except OSError:
            return False
        for ending in ("-wal", "-shm"):
            with suppress(OSError):
                os.unlink(f"{self.path}{ending}")
        kept.tell(f"{self.path} is damaged ({error}): it is kept as {aside.name}, and begun anew")
        return True

    def close(self) -> None:
        """Close this thread's connection."""
        mine, self._local.mine = getattr(self._local, "mine", None), None
        if mine is not None and mine[2] == os.getpid():
            mine[0].close()


def _made(db: sqlite3.Connection) -> None:
    """Make the tables; another process may be doing so."""
    patience = time.monotonic() + _WAIT
    while True:  # SQLite doesn't wait by itself for this change
        try:
            db.execute("PRAGMA journal_mode = WAL")
            break
        except sqlite3.OperationalError:
            if time.monotonic() > patience:
                raise
            time.sleep(0.01)
    db.execute("BEGIN IMMEDIATE")
    for statement in _SCHEMA.split(";"):
        db.execute(statement)
    db.execute("COMMIT")
