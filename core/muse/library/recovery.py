"""What a process that was killed left: files are completed or taken back, runs are interrupted."""

import json
import sqlite3
import time
from collections.abc import Callable
from functools import cache
from itertools import groupby
from pathlib import Path

from muse import files, processes
from muse.folders import cache_folder, config_folder
from muse.library import jobs
from muse.library.database import Database
from muse.placing import Left

_PATIENCE = 30 * processes.DAY
"""Seconds for which files wait for their folder, which may be on a disk that is unplugged."""

_UNDER_WAY = "SELECT process, since FROM live UNION SELECT process, since FROM writing"
_WORKERS = "SELECT owner, heartbeat FROM jobs WHERE state = 'running'"
INTERRUPTED = "its process ended before it did"


def recover(database: Database) -> None:
    """Complete what processes that are gone had begun, and remove what they left in the home.

    Two small tables and a few folders are looked at: nothing that takes time where all is well.
    """
    gone = cache(processes.is_gone)
    if any(gone(*row) for row in database.rows(_UNDER_WAY)) or any(
        jobs.is_lost(owner, beat, gone) for owner, beat in database.rows(_WORKERS)
    ):
        with database.write() as db:
            _complete(db, gone)
            for run, process, since in db.execute("SELECT * FROM live").fetchall():
                if gone(process, since):
                    _interrupt(db, run)
            jobs.reclaim(db, gone)
    data, cached = database.path.parent, cache_folder()
    processes.sweep([data, cached, cached / "loaded", config_folder()])


def _interrupt(db: sqlite3.Connection, run: int) -> None:
    db.execute(
        "UPDATE runs SET status = 'interrupted', error = ? WHERE seq = ? AND status = 'running'",
        (INTERRUPTED, run),
    )
    db.execute("DELETE FROM live WHERE run = ?", (run,))


def _complete(db: sqlite3.Connection, gone: Callable[[str, float], bool]) -> None:
    """Give whole files their names; take an artifact back whose files weren't whole yet."""
    rows = db.execute("SELECT * FROM writing ORDER BY artifact, rowid").fetchall()
    for artifact, group in groupby(rows, key=lambda row: row["artifact"]):
        mine = list(group)
        if not all(gone(row["process"], row["since"]) for row in mine):
            continue
        left = [_left(row) for row in mine]
        old = time.time() - min(row["since"] for row in mine) > _PATIENCE
        if any(each.is_away for each in left) and not old:
            continue
        placed = [each.is_placed for each in left]
        if any(placed) or all(each.is_ready for each in left):
            if not _place(db, artifact, left):
                continue
        elif mine[0]["fresh"]:
            db.execute("DELETE FROM files WHERE artifact = ?", (artifact,))
            db.execute("DELETE FROM artifacts WHERE id = ?", (artifact,))
        for each in left:
            each.clear()
        db.execute("DELETE FROM writing WHERE artifact = ?", (artifact,))


def _left(row: sqlite3.Row) -> Left:
    path, hidden = (Path(files.of_record(row[name])) for name in ("path", "hidden"))
    return Left(row["suffix"], path, hidden, row["sha256"], _beside(row["beside"]), row["before"])


def _beside(told: str | None) -> dict[str, str]:
    """Return the hashes of what goes beside a file; before there was more, that of its recipe."""
    if told is None:
        return {}
    found: dict[str, str] = json.loads(told) if told.startswith("{") else {files.RECIPE: told}
    return found


def _place(db: sqlite3.Connection, artifact: str, left: list[Left]) -> bool:
    """Place what is whole, and record where; False when it can't be done now."""
    whole = True
    for each in left:
        if not each.is_placed and not each.is_ready:  # somebody removed it
            continue
        try:
            each.complete()
        except OSError:
            whole = False
            continue
        db.execute(
            "UPDATE files SET path = ? WHERE artifact = ? AND suffix = ?",
            (files.recorded(each.path), artifact, each.suffix),
        )
    return whole
