"""Whether the library is sound, and a new one made of all that can be read of a damaged one."""

import os
import shutil
import sqlite3
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from muse import files, processes
from muse.errors import LibraryError
from muse.library import opening
from muse.library.salvage import Counts, salvage

_FAULTS = 20
"""How many faults are listed at most."""

_JSON = (("runs", "asked"), ("artifacts", "report"), ("artifacts", "recipe"))


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: faults in words (none: it is sound), and how much there is.

    `lost` are artifacts of which a stored file isn't there, or isn't whole: no fault of the record.
    """

    faults: tuple[str, ...]
    runs: int = 0
    artifacts: int = 0
    lost: tuple[str, ...] = ()


def check(path: Path) -> Checked:
    """Look at every page and row; a library that is damaged is only read from then on.

    LibraryError for one of a newer Muse.
    """
    try:
        opening.check_is_file(path)
    except LibraryError:
        return Checked(("it is no file that can be read",))
    try:
        db = opening.to_read(path)
    except (sqlite3.Error, OSError) as error:
        found = Checked((f"it can't be opened ({error})",))
        if not opening.is_damage(error):
            return found
    else:
        try:
            found = _look(db)
        finally:
            db.close()
        if not found.faults and os.access(path, os.W_OK):
            found = replace(found, faults=_look_at_words(path))
    mark = opening.damaged(path)
    with suppress(OSError):
        if found.faults and path.is_file():
            mark.write_text(f"{found.faults[0]}\n", encoding="utf-8")
        elif not found.faults:
            mark.unlink(missing_ok=True)
    return found


def _look(db: sqlite3.Connection) -> Checked:
    db.text_factory = str  # raises where text is none
    counts: dict[str, int] = {}
    try:
        rows = db.execute(f"PRAGMA integrity_check({_FAULTS})").fetchall()
        faults = [line for row in rows for line in str(row[0]).splitlines() if line != "ok"]
        for table in ("runs", "artifacts", "files"):
            counts[table] = sum(1 for _ in db.execute(f"SELECT * FROM {table}"))
        for table, column in _JSON:
            odd = db.execute(f"SELECT count(*) FROM {table} WHERE NOT json_valid({column})")
            faults += [f"{n} {table} have no JSON in {column}" for (n,) in odd if n]
        lone = db.execute("SELECT count(*) FROM artifacts WHERE run NOT IN (SELECT seq FROM runs)")
        faults += [f"{n} artifacts have no run" for (n,) in lone if n]
    except sqlite3.Error as error:
        faults = [str(error)[:200]]
    return Checked(tuple(faults[:_FAULTS]), counts.get("runs", 0), counts.get("artifacts", 0))


def _look_at_words(path: Path) -> tuple[str, ...]:
    """Look at the index of words, which SQLite checks where it may write; nothing is changed."""
    db = sqlite3.connect(path, timeout=opening.BUSY_SECONDS, isolation_level=None)
    try:
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO words (words) VALUES ('integrity-check')")
        db.execute("ROLLBACK")
    except sqlite3.OperationalError:  # held, or it can't be written to: not looked at
        return ()
    except sqlite3.Error as error:
        return (f"the index of words: {error}",)
    finally:
        db.close()
    return ()


def repair(path: Path) -> tuple[Counts, Path]:
    """Make a new library of every row that can be read; return what it has, and the old one."""
    made = processes.hidden(path)
    try:
        with files.told(path.parent):
            saved = salvage(path, made)
            old = _exchange(path, made)
    except sqlite3.Error as error:
        raise LibraryError(
            f"a new library can't be made ({error})", hint="free some space"
        ) from None
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            made.with_name(made.name + ending).unlink(missing_ok=True)
    return saved, old


def _exchange(path: Path, made: Path) -> Path:
    """Put the new library in the place of the damaged one; return where that is kept."""
    old = next(
        name
        for name in (path.with_name(f"{path.name}.damaged-{n}") for n in range(1, 1_000_000))
        if not os.path.lexists(name)
    )
    wal = path.with_name(path.name + "-wal")
    if not path.is_file():
        path.rename(old)
    else:
        shutil.copy2(path, old)
        if wal.is_file():
            shutil.copy2(wal, old.with_name(old.name + "-wal"))
    # The log and its index belong to the old one: beside the new one they would spoil it.
    wal.unlink(missing_ok=True)
    path.with_name(path.name + "-shm").unlink(missing_ok=True)
    os.replace(made, path)
    opening.damaged(path).unlink(missing_ok=True)
    return old
