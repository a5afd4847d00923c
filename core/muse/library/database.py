"""The database of the library: SQLite in one file, written by several processes at once."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from muse.errors import LibraryError

SCHEMA = 1
_BUSY_SECONDS = 30.0
_TABLES = """
CREATE TABLE runs (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, created REAL NOT NULL,
    medium TEXT NOT NULL, generator TEXT NOT NULL, version TEXT NOT NULL,
    prompt TEXT NOT NULL, asked TEXT NOT NULL, status TEXT NOT NULL,
    seconds REAL, error TEXT);
CREATE INDEX runs_by_medium ON runs (medium, seq);
CREATE INDEX runs_by_generator ON runs (generator, seq);
CREATE TABLE artifacts (
    id TEXT PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs (seq), item INTEGER NOT NULL,
    seed INTEGER NOT NULL, title TEXT NOT NULL, report TEXT NOT NULL, recipe TEXT NOT NULL,
    unfinished INTEGER NOT NULL, excerpt TEXT NOT NULL, thumbnail BLOB,
    rating INTEGER, note TEXT) WITHOUT ROWID;
CREATE INDEX artifacts_by_run ON artifacts (run, item);
CREATE TABLE files (
    artifact TEXT NOT NULL REFERENCES artifacts (id), suffix TEXT NOT NULL,
    media_type TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, path TEXT);
CREATE INDEX files_by_artifact ON files (artifact);
CREATE INDEX files_by_hash ON files (sha256);
CREATE VIRTUAL TABLE words USING fts5 (text, content='', tokenize='unicode61');
"""


class Database:
    """A SQLite file, made when it is first written to; one connection per thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._opened: dict[threading.Thread, sqlite3.Connection] = {}
        self._lock = threading.Lock()

    def rows(self, query: str, values: tuple[Any, ...] = ()) -> list[sqlite3.Row]:
        """Return the rows of a query; none while there is no file."""
        if not self.path.exists():
            return []
        try:
            return self._connection().execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise LibraryError(f"the library {self.path} can't be read ({error})") from None

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Hold the write lock for one transaction: all of it is kept, or nothing."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            db = self._connection()
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise
        except (sqlite3.Error, OSError, UnicodeError) as error:
            raise LibraryError(f"the library {self.path} can't be written ({error})") from None

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            for connection in self._opened.values():
                connection.close()
            self._opened.clear()
            self._local = threading.local()

    def _keep(self, connection: sqlite3.Connection) -> None:
        """Keep this thread's connection, and close those of threads that ended."""
        with self._lock:
            for thread in [each for each in self._opened if not each.is_alive()]:
                self._opened.pop(thread).close()
            self._local.connection = connection
            self._opened[threading.current_thread()] = connection

    def _connection(self) -> sqlite3.Connection:
        kept: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if kept is not None:
            return kept
        try:
            db = sqlite3.connect(
                self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA synchronous = NORMAL")
            self._prepare(db)
        except sqlite3.Error as error:
            raise LibraryError(
                f"the library {self.path} can't be opened ({error})",
                hint="move it away, or point MUSE_HOME at another folder",
            ) from None
        self._keep(db)
        return db

    @staticmethod
    def _prepare(db: sqlite3.Connection) -> None:
        """Make the tables, once, whichever process comes first."""
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA:
            raise LibraryError(
                "the library was written by a newer Muse", hint="pip install --upgrade muse-host"
            )
        if version == SCHEMA:
            return
        patience = time.monotonic() + _BUSY_SECONDS
        while True:  # SQLite doesn't wait by itself for the lock that this needs
            try:
                db.execute("PRAGMA journal_mode = WAL")
                break
            except sqlite3.OperationalError:
                if time.monotonic() > patience:
                    raise
                time.sleep(0.01)
        db.execute("BEGIN IMMEDIATE")
        if db.execute("PRAGMA user_version").fetchone()[0] == 0:
            for statement in _TABLES.split(";\n"):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {SCHEMA}")
        db.execute("COMMIT")
