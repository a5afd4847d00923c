"""Every row that can be read of a damaged library, in a new one."""

import json
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Generator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from muse.library import opening, pages, search, shelf

_RUN = re.compile(r"[0-9a-z]{10}")
_HASH = re.compile(r"[0-9a-f]{64}")
_ARTIFACT = re.compile(r"[0-9a-z]{10}-\d+")
_DOCUMENT_NAME = re.compile(r"[a-z0-9-]{1,64}")
_COLUMNS = {"runs": 13, "artifacts": 14, "files": 6}
_ORDERS = {
    "runs": "seq", "artifacts": "id", "files": "rowid",
    "tags": "artifact, tag", "made": "key, artifact", "parts": "parent, item, called",
    "sources": "run, field, artifact", "jobs": "seq", "events": "job, seq", "keys": "client, key",
    "desk": "name", "collections": "id", "collected": "collection, artifact",
}  # fmt: skip
"""What is saved, and in which order it is read. What processes had begun is begun again."""


class Counts(NamedTuple):
    """How many runs, artifacts and files were saved, and how many runs are lost."""

    runs: int
    artifacts: int
    files: int
    lost: int


def copy(path: Path) -> tuple[opening.Connection, Counts]:
    """Return a connection to a passing library of what can be read, and how much that is."""
    folder = tempfile.mkdtemp(prefix="muse-")
    try:
        made = Path(folder, path.name)
        counts = salvage(path, made)
        db = opening.to_write(made)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    db.owns(folder)
    return db, counts


_OLDER: dict[str, dict[int, tuple[Any, ...]]] = {
    "runs": {11: ("{}", None), 12: (None,)},  # without a condition; without a sheet
    "artifacts": {12: (None, None)},  # from before there was a trash
    "jobs": {21: (None,) * 3, 22: (None,) * 2, 23: (None,)},  # without sheet, use, rights
}
"""Table -> columns of a row of an older Muse, which SQLite leaves as it is -> what it lacks."""

_OVER = ("done", "failed", "cancelled")
"""The last words of a job, and its state from then on."""

_JOB, _EVENT, _KEY = 24, 5, 5
"""Columns of a job, of what it told, and of the key of a request."""

_DOCUMENT, _COLLECTION = 4, 5
"""Columns of a document of the desk, and of a collection."""


def salvage(path: Path, made: Path) -> Counts:
    """Write a new library of every row that can be read of another."""
    db = opening.to_write(made)
    try:
        db.execute("BEGIN IMMEDIATE")
        for table, values in _everything(path):
            if not _fits(table, values):
                continue
            values += _OLDER.get(table, {}).get(len(values), ())
            marks = ", ".join("?" * len(values))
            with suppress(sqlite3.Error):  # there already
                db.execute(f"INSERT INTO {table} VALUES ({marks})", values)
        _runs_of_artifacts(db)
        db.execute("DELETE FROM files WHERE rowid NOT IN (SELECT max(rowid) FROM files"
                   " GROUP BY artifact, suffix, sha256)")  # fmt: skip
        for row in db.execute("SELECT seq, prompt, asked, medium, generator FROM runs").fetchall():
            asked = " ".join(search.strings(json.loads(row[2])))
            words = search.words(f"{row[1]} {asked} {row[3]} {row[4]}")
            db.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (row[0], words))
        db.execute("UPDATE runs SET status = 'interrupted' WHERE status = 'running'")
        _jobs_as_they_ended(db)
        for table in ("tags", "made", "collected"):
            db.execute(f"DELETE FROM {table} WHERE artifact NOT IN (SELECT id FROM artifacts)")
        db.execute("DELETE FROM parts WHERE run NOT IN (SELECT seq FROM runs)")
        db.execute("DELETE FROM collected WHERE collection NOT IN (SELECT id FROM collections)")
        db.execute("UPDATE changes SET number = max(number, (SELECT coalesce(max(revision), 0)"
                   " FROM desk))")  # fmt: skip
        shelf.renew(db)
        db.execute("COMMIT")
        counts = [db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in _COLUMNS]
        last = db.execute("SELECT max(seq) FROM runs").fetchone()[0] or 0
        return Counts(counts[0], counts[1], counts[2], max(0, last - counts[0]))
    finally:
        db.close()


def _everything(path: Path) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield each table's name and row, from the library itself first, then from its pages."""
    if not path.is_file():
        return
    whole = False
    with suppress(sqlite3.Error, OSError):
        db = opening.to_read(path, damaged=True)
        try:
            whole = yield from _tables(db)
        finally:
            db.close()
    if whole:
        return
    for row in pages.rows(path, path.with_name(path.name + "-wal")):
        table = _table_of(row)
        if table in ("runs", "jobs"):
            yield table, (row.rowid, *row.values[1:])
        elif table:
            yield table, row.values


def _tables(db: sqlite3.Connection) -> Generator[tuple[str, tuple[Any, ...]], None, bool]:
    """Yield the rows that SQLite reads; return whether that is all there are."""
    there = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    whole = there >= _COLUMNS.keys()
    for table, order in _ORDERS.items():
        if table not in there:  # an older Muse had no jobs
            continue
        for way in ("", " DESC"):  # from both ends, up to the damage
            each = ", ".join(f"{column}{way}" for column in order.split(", "))
            try:
                for row in db.execute(f"SELECT * FROM {table} ORDER BY {each}"):
                    yield table, tuple(row)
                break
            except sqlite3.Error:
                whole = False
    return whole


def _table_of(row: pages.Row) -> str:
    """Return the table of a row by its width and what only its rows can have; empty: none of ours.

    Pages of an index look like those of a table without a rowid, and pages that were freed keep
    what they had: a row that is there already stays.
    """
    width, values = len(row.values), row.values
    if row.has_rowid:
        return next((table for table in ("runs", "files", "jobs") if _has(table, width)), "")
    if _has("artifacts", width):
        return "artifacts"
    kinds = tuple(type(value) for value in values)
    if kinds == (str, str):
        return "made" if _HASH.fullmatch(values[0]) else "tags"
    if kinds == (int, int, str, int, str):
        return "parts"
    if kinds == (int, str, str):
        return "sources"
    if kinds[:2] == (str, str) and kinds[2:] in ((int,), (float,)):
        return "collected"
    if width == _DOCUMENT and kinds[:2] == (str, int):
        return "desk"
    if width == _EVENT and kinds[:2] == (int, int):
        return "events"
    if width == _COLLECTION and kinds[:3] == (str,) * 3 and kinds[3] is not str:
        return "collections"
    return "keys" if width == _KEY and kinds[:4] == (str,) * 4 else ""


def _has(table: str, width: int) -> bool:
    """Whether rows of a table have so many columns, or had them once."""
    columns = _JOB if table == "jobs" else _COLUMNS[table]
    return width == columns or width in _OLDER.get(table, {})


def _fits(table: str, values: tuple[Any, ...]) -> bool:
    """Whether a row can be one of a table: what was damaged may read as anything."""
    try:
        if table == "runs":
            json.loads(values[7])
            return bool(_RUN.fullmatch(values[1])) and isinstance(values[2], int | float)
        if table == "artifacts":
            json.loads(values[5]), json.loads(values[6])
            return bool(_ARTIFACT.fullmatch(values[0])) and isinstance(values[1], int)
        if table == "jobs":
            asked, state = json.loads(values[7]), values[9]
            known = state in ("queued", "running", *_OVER)
            return bool(_RUN.fullmatch(values[1])) and known and isinstance(asked, dict)
        if table == "events":
            return isinstance(json.loads(values[4]), dict) and isinstance(values[2], int | float)
        if table == "tags":
            return bool(_ARTIFACT.fullmatch(values[0])) and isinstance(values[1], str)
        if table == "made":
            return bool(_HASH.fullmatch(values[0]) and _ARTIFACT.fullmatch(values[1]))
        if table == "parts":
            known = not values[4] or bool(_ARTIFACT.fullmatch(values[4]))
            return known and isinstance(values[2], str)
        if table == "sources":
            return bool(_ARTIFACT.fullmatch(values[2])) and isinstance(values[0], int)
        if table == "desk":
            json.loads(values[3])
            return bool(_DOCUMENT_NAME.fullmatch(values[0])) and isinstance(values[2], int | float)
        if table == "collections":
            whole = all(isinstance(value, int | float) for value in values[3:])
            return whole and bool(_RUN.fullmatch(values[0])) and isinstance(values[2], str)
        if table == "collected":
            return bool(_RUN.fullmatch(values[0]) and _ARTIFACT.fullmatch(values[1]))
        if table == "keys":
            return bool(_RUN.fullmatch(values[3])) and isinstance(values[4], int | float)
        return bool(_ARTIFACT.fullmatch(values[0])) and str(values[1]).startswith((".", "/"))
    except (TypeError, ValueError, RecursionError):
        return False


def _jobs_as_they_ended(db: sqlite3.Connection) -> None:
    """Let jobs be in the state that they told last: an old copy of a row may say otherwise.

    One that was at work stays its worker's, or is given back once that is gone.
    """
    db.execute("DELETE FROM events WHERE job NOT IN (SELECT seq FROM jobs)")
    last = "FROM events WHERE job = jobs.seq ORDER BY seq DESC LIMIT 1"
    db.execute(
        f"UPDATE jobs SET owner = NULL, (state, ended) = (SELECT kind, created {last})"
        f" WHERE state IN ('queued', 'running') AND (SELECT kind {last}) IN {_OVER}"
    )
    db.execute("INSERT OR IGNORE INTO clients SELECT DISTINCT client, 0 FROM jobs")


def _runs_of_artifacts(db: sqlite3.Connection) -> None:
    """Make a run for artifacts whose own is lost, from what they know of it."""
    lone = db.execute("SELECT * FROM artifacts WHERE run NOT IN (SELECT seq FROM runs)").fetchall()
    for row in lone:
        recipe = json.loads(row["recipe"])
        generator = str(recipe.get("generator", "unknown.unknown"))
        before = db.execute(
            "SELECT created FROM runs WHERE seq < ? ORDER BY seq DESC LIMIT 1", (row["run"],)
        ).fetchone()
        asked = json.dumps(recipe.get("asked", {}), ensure_ascii=False)
        db.execute(
            "INSERT OR IGNORE INTO runs VALUES"
            " (?, ?, ?, ?, ?, ?, ?, ?, 'done', NULL, NULL, '{}', NULL)",
            (
                *(row["run"], row["id"].rpartition("-")[0], before[0] if before else 0.0),
                *(generator.partition(".")[0], generator, str(recipe.get("version", ""))),
                *(row["title"], asked),
            ),
        )
