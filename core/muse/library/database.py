"""The database of the library: SQLite in one file, written by several processes at once."""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from muse import kept
from muse.errors import LibraryError
from muse.library import opening, salvage
from muse.library.opening import Connection


class Database:
    """A SQLite file, made when it is first written to; one connection per thread.

    `at_first` is called once, when the file was first opened to write. Where the file or its folder
    can't be written to, or it is damaged, it is only read: of a damaged one what can be.
    """

    def __init__(self, path: Path, at_first: Callable[[], None] = lambda: None) -> None:
        self.path = path
        self._at_first: Callable[[], None] | None = at_first
        self._damage = ""
        self._local = threading.local()
        self._opened: dict[threading.Thread, Connection] = {}
        self._lock = threading.Lock()

    def rows(self, query: str, values: tuple[Any, ...] = ()) -> list[sqlite3.Row]:
        """Return the rows of a query; none while there is no file."""
        if not os.path.lexists(self.path):
            return []
        try:
            return self._connection(write=False).execute(query, values).fetchall()
        except (sqlite3.Error, OSError) as error:
            if opening.is_damage(error) and not self.damage:
                self._note(error)
                if self.damage:  # from now on what can be read is
                    return self.rows(query, values)
            raise opening.told(self.path, "read", error) from None

    @contextmanager
    def write(self, *, durable: bool = False) -> Iterator[sqlite3.Connection]:
        """Hold the write lock for one transaction: all of it is kept, or nothing.

        A `durable` one is on the disk when the block is left, and survives a power cut.
        """
        try:
            db = self._connection(write=True)
            db.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            try:
                db.execute("BEGIN IMMEDIATE")
                yield db
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise
        except (sqlite3.Error, OSError, UnicodeError) as error:
            self._note(error)
            raise opening.told(self.path, "written", error) from None

    def version(self) -> tuple[int, int]:
        """Return what changes whenever another connection wrote: cheap enough to ask all the time.

        It is of this thread's connection; what that wrote itself changes nothing of it.
        """
        rows = self.rows("PRAGMA data_version")
        return (rows[0][0] if rows else 0, id(getattr(self._local, "mine", None)))

    @property
    def damage(self) -> str:
        """Why the file is only read; empty where nobody found it damaged."""
        return self._damage or opening.damage(self.path)

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            for connection in self._opened.values():
                connection.close()
            self._opened.clear()
            self._local = threading.local()

    def _note(self, error: BaseException) -> None:
        """Remember, for every process, that the file is damaged: from now on it is only read."""
        if opening.is_damage(error):
            self.close()
            try:
                opening.damaged(self.path).write_text(f"{error}\n", encoding="utf-8")
            except OSError:  # then this process alone knows
                self._damage = str(error)

    def _keep(self, connection: Connection, file: tuple[int, int], write: bool) -> None:
        """Keep this thread's connection, and close those of threads that ended."""
        me = threading.current_thread()
        with self._lock:
            for thread in [t for t in self._opened if t is me or not t.is_alive()]:
                self._opened.pop(thread).close()
            self._local.mine = connection, file, write
            self._opened[me] = connection

    def _connection(self, *, write: bool) -> Connection:
        """Return this thread's connection to the file that is there now."""
        mine: tuple[Connection, tuple[int, int], bool] | None = getattr(self._local, "mine", None)
        if mine is not None and mine[1] == self._file() and (mine[2] or not write):
            return mine[0]
        opening.check_is_file(self.path)
        why = self.damage
        if write and why:
            raise sqlite3.DatabaseError(why)
        if write or (not why and self._can_be_written()):
            try:
                return self._open(write=True)
            except sqlite3.OperationalError as error:
                if write or opening.is_damage(error):
                    raise
        return self._open(write=False, why=why)

    def _open(self, *, write: bool, why: str = "") -> Connection:
        if write:
            made = opening.to_write(self.path)
        elif why:
            made, saved = salvage.copy(self.path)
            kept.tell(
                f"the library {self.path} is damaged ({why}): {saved.runs} runs of it can be "
                "read; muse library check says more, muse library repair saves them"
            )
        else:
            made = opening.to_read(self.path)
        self._keep(made, self._file(), write)
        if write and self._at_first is not None:
            first, self._at_first = self._at_first, None
            with suppress(LibraryError, OSError):  # the next start tries it again
                first()
            if self.damage:  # found at the first look, which closed what was open
                return self._connection(write=write)
        return made

    def _can_be_written(self) -> bool:
        return os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK)

    def _file(self) -> tuple[int, int]:
        """Return what identifies the file: it may be removed, and made again by another process."""
        try:
            found = os.stat(self.path)
        except OSError:
            return (0, 0)
        return (found.st_dev, found.st_ino)
