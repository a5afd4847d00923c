"""What of a batch is made: kept in its folder, row by row, so that the same command goes on.

A task is noted before it is begun, and how it ended before anybody hears of it. What was made and
not noted, as all ended just then, is found in the library by the task's key.
"""

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from muse import files, processes
from muse.batches.executor import Done, Task
from muse.errors import MuseError, OutputError

NAME = ".muse-batch.db"
LOCK = ".muse-batch.lock"

_VERSION = 1
_PATIENCE = 60.0
"""Seconds to wait for the processes of a batch that was killed, which end by themselves."""

_ENDING = 1.0
"""Seconds to wait for a batch that still runs, and may be about to end."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS tasks (
    key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    told TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS names ON tasks (name);
"""


class Journal:
    """The journal of the batch in a folder, which nobody else may work in meanwhile.

    With `read` it is only looked at, and may not be there. `size` returns the bytes of a file, None
    where there is none. Use it as a context manager. OutputError where the folder can't be written
    to, or another batch is at work there.
    """

    def __init__(
        self,
        folder: Path,
        *,
        read: bool = False,
        size: Callable[[str], int | None] | None = None,
    ) -> None:
        self._size = size or _size
        self.path = folder / NAME
        self.lock: int | None = None
        if read:
            here = f"{self.path.absolute().as_uri()}?mode=ro" if self.path.exists() else ""
            self._db = sqlite3.connect(here or ":memory:", uri=bool(here), isolation_level=None)
            if not here:
                self._db.executescript(_SCHEMA)
            return
        files.check_folder(folder)
        self.lock = _locked(folder)
        try:
            self._db = sqlite3.connect(self.path, isolation_level=None)
            # A kill loses nothing; a power cut the last rows, which the library has then.
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if version > _VERSION:
                raise OutputError(
                    f"{self.path} is of a newer Muse", hint="pip install --upgrade muse-host"
                )
            self._db.executescript(_SCHEMA)
            self._db.execute(f"PRAGMA user_version = {_VERSION}")
        except sqlite3.Error as error:
            self._unlock()
            raise self._told(error) from None
        except BaseException:
            self._unlock()
            raise

    def __enter__(self) -> "Journal":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def begin(self, task: Task) -> None:
        """Note that a task is begun, so that files of its name are known for its own."""
        self._put("INSERT OR IGNORE INTO tasks VALUES (?, ?, 'begun', NULL)", task.key, task.name)

    def end(self, task: Task, done: Done) -> None:
        """Note how a task ended."""
        state = "failed" if done.failure else "done"
        told = json.dumps(done.to_json(), ensure_ascii=False)
        self._put(
            "INSERT OR REPLACE INTO tasks VALUES (?, ?, ?, ?)", task.key, task.name, state, told
        )

    def state(self, key: str) -> str:
        """Return `done`, `failed`, `begun`, or nothing for a task that never was."""
        row = self._row("SELECT state FROM tasks WHERE key = ?", key)
        return str(row[0]) if row else ""

    def done(self, key: str) -> Done | None:
        """Return how a task ended; None where it hasn't."""
        row = self._row("SELECT told FROM tasks WHERE key = ?", key)
        return Done.from_json(json.loads(row[0])) if row and row[0] else None

    def is_made(self, key: str) -> bool:
        """Whether a task was made, and its files are there as they were written."""
        done = self.done(key)
        if done is None or done.failure is not None:
            return False
        return all(self._size(str(file.path)) == file.size for file in done.files)

    def owns(self, name: str) -> bool:
        """Whether a file of a name is of this batch, by whatever task."""
        return self._row("SELECT 1 FROM tasks WHERE name = ? LIMIT 1", name) is not None

    def ended(self) -> Iterator[Done]:
        """Yield how each task ended that did."""
        for (told,) in self._db.execute("SELECT told FROM tasks WHERE told IS NOT NULL"):
            yield Done.from_json(json.loads(told))

    def close(self) -> None:
        """Let others work in the folder."""
        with suppress(sqlite3.Error):
            self._db.close()
        self._unlock()

    def _put(self, query: str, *values: str) -> None:
        try:
            self._db.execute(query, values)
        except sqlite3.Error as error:
            raise self._told(error) from None

    def _row(self, query: str, value: str) -> tuple[str, ...] | None:
        try:
            found: tuple[str, ...] | None = self._db.execute(query, (value,)).fetchone()
        except sqlite3.Error as error:
            raise self._told(error) from None
        return found

    def _told(self, error: sqlite3.Error) -> MuseError:
        full = files.is_full(self.path.parent)
        hint = "free some space" if full else "give another place with -o FOLDER"
        told = OutputError(f"the batch's journal {self.path} can't be used ({error})", hint=hint)
        told.exit_code = 1
        return told

    def _unlock(self) -> None:
        if self.lock is not None:
            with suppress(OSError):
                os.close(self.lock)
            self.lock = None


def _size(path: str) -> int | None:
    try:
        return os.stat(path).st_size
    except OSError:
        return None


def _locked(folder: Path) -> int:
    """Return an open file that locks a folder until all that have it are closed.

    Processes that were handed it keep the lock, after whoever took it was killed. It says whose it
    is, so that nobody waits for a batch that is at work.
    """
    with files.told(folder):
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    begun = time.monotonic()
    while not _try(handle):
        if time.monotonic() - begun > (_ENDING if _works(handle) else _PATIENCE):
            os.close(handle)
            raise OutputError(
                f"another muse batch works in {folder}", hint="wait for it, or give another -o"
            )
        time.sleep(0.05)
    with suppress(OSError):  # a full disk: then others wait longer
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, processes.mark().encode())
    return handle


def _works(handle: int) -> bool:
    """Whether the process that took a lock is seen at work."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        mark = os.read(handle, 200).decode("ascii", "replace")
    except OSError:  # Windows lets nobody read it
        return False
    return processes.is_here(mark) and not processes.is_gone(mark, time.time())


def _try(handle: int) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True
