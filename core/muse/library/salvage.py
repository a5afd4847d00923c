"""Every row that can be read of a damaged library, in a new one."""

import json
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from muse.library import opening, pages, search

_RUN = re.compile(r"[0-9a-z]{10}")
_ARTIFACT = re.compile(r"[0-9a-z]{10}-\d+")
_COLUMNS = {"runs": 12, "artifacts": 14, "files": 6}


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


_RUN_OF_VERSION_1 = 11
"""Columns of a run from before its condition was recorded: SQLite leaves such rows as they are."""

_ARTIFACT_OF_VERSION_2 = 12
"""Columns of an artifact from before there was a trash."""


def salvage(path: Path, made: Path) -> Counts:
    """Write a new library of every row that can be read of another."""
    db = opening.to_write(made)
    try:
        db.execute("BEGIN IMMEDIATE")
        for table, values in _everything(path):
            if not _fits(table, values):
                continue
            if table == "runs" and len(values) == _RUN_OF_VERSION_1:
                values += ("{}",)
            if table == "artifacts" and len(values) == _ARTIFACT_OF_VERSION_2:
                values += (None, None)
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
    whole = True
    with suppress(sqlite3.Error, OSError):
        db = opening.to_read(path, damaged=True)
        try:
            for table, order in (("runs", "seq"), ("artifacts", "id"), ("files", "rowid")):
                for way in ("", " DESC"):  # from both ends, up to the damage
                    cursor = db.execute(f"SELECT * FROM {table} ORDER BY {order}{way}")
                    try:
                        for row in cursor:
                            yield table, tuple(row)
                        break
                    except sqlite3.Error:
                        whole = False
        except sqlite3.Error:
            whole = False
        finally:
            db.close()
        if whole:
            return
    for row in pages.rows(path, path.with_name(path.name + "-wal")):
        table = _table_of(row)
        if table == "runs":
            yield table, (row.rowid, *row.values[1:])
        elif table:
            yield table, row.values


def _table_of(row: pages.Row) -> str:
    width = len(row.values)
    if row.has_rowid and width in (_COLUMNS["runs"] - 1, _COLUMNS["runs"]):
        return "runs"
    if not row.has_rowid and width in (_ARTIFACT_OF_VERSION_2, _COLUMNS["artifacts"]):
        return "artifacts"
    return "files" if row.has_rowid and width == _COLUMNS["files"] else ""


def _fits(table: str, values: tuple[Any, ...]) -> bool:
    """Whether a row can be one of a table: what was damaged may read as anything."""
    try:
        if table == "runs":
            json.loads(values[7])
            return bool(_RUN.fullmatch(values[1])) and isinstance(values[2], int | float)
        if table == "artifacts":
            json.loads(values[5]), json.loads(values[6])
            return bool(_ARTIFACT.fullmatch(values[0])) and isinstance(values[1], int)
        return bool(_ARTIFACT.fullmatch(values[0])) and str(values[1]).startswith(".")
    except (TypeError, ValueError, RecursionError):
        return False


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
            "INSERT OR IGNORE INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'done', NULL, NULL, '{}')",
            (
                *(row["run"], row["id"].rpartition("-")[0], before[0] if before else 0.0),
                *(generator.partition(".")[0], generator, str(recipe.get("version", ""))),
                *(row["title"], asked),
            ),
        )
