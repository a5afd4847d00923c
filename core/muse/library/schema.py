"""The tables of the library, and how those of an older Muse become today's."""

import sqlite3
from pathlib import Path

from muse import files, processes
from muse.errors import LibraryError
from muse.library import counters, shelf

SCHEMA = 7
_RUNS = """
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
_RESOLVED_AND_UNDER_WAY = """
ALTER TABLE runs ADD COLUMN condition TEXT NOT NULL DEFAULT '{}';
CREATE TABLE live (run INTEGER PRIMARY KEY, process TEXT NOT NULL, since REAL NOT NULL);
CREATE TABLE writing (
    hidden TEXT PRIMARY KEY, artifact TEXT NOT NULL, suffix TEXT NOT NULL, path TEXT NOT NULL,
    sha256 TEXT NOT NULL, beside TEXT, before TEXT, fresh INTEGER NOT NULL,
    process TEXT NOT NULL, since REAL NOT NULL);
UPDATE runs SET status = 'interrupted' WHERE status = 'running';
CREATE INDEX artifacts_with_notes ON artifacts (run) WHERE note IS NOT NULL;
"""
_JOBS = """
CREATE TABLE jobs (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, created REAL NOT NULL,
    target TEXT NOT NULL, generator TEXT NOT NULL, medium TEXT NOT NULL, lane TEXT NOT NULL,
    asked TEXT NOT NULL, formats TEXT NOT NULL, state TEXT NOT NULL, priority INTEGER NOT NULL,
    client TEXT NOT NULL, request TEXT NOT NULL, seed INTEGER, attempt INTEGER NOT NULL DEFAULT 0,
    owner TEXT, heartbeat REAL, cancelling REAL, started REAL, ended REAL, error TEXT);
CREATE INDEX jobs_by_state ON jobs (state, lane, client, priority DESC, seq);
CREATE TABLE clients (client TEXT PRIMARY KEY, turn INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE events (
    job INTEGER NOT NULL, seq INTEGER NOT NULL, created REAL NOT NULL, kind TEXT NOT NULL,
    data TEXT NOT NULL, PRIMARY KEY (job, seq)) WITHOUT ROWID;
CREATE INDEX events_that_pass ON events (created) WHERE kind IN ('preview', 'progress');
CREATE TABLE keys (
    client TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, job TEXT NOT NULL,
    created REAL NOT NULL, PRIMARY KEY (client, key)) WITHOUT ROWID;
CREATE TABLE tags (
    artifact TEXT NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (artifact, tag)) WITHOUT ROWID;
CREATE INDEX tags_by_tag ON tags (tag, artifact);
ALTER TABLE artifacts ADD COLUMN trashed REAL;
ALTER TABLE artifacts ADD COLUMN peaks BLOB;
CREATE INDEX artifacts_in_trash ON artifacts (trashed) WHERE trashed IS NOT NULL;
DROP INDEX artifacts_by_run;
CREATE INDEX artifacts_sought ON artifacts (
    run, item, unfinished, trashed, rating, title, note);
"""
_PARTS = """
CREATE TABLE parts (
    parent INTEGER NOT NULL, item INTEGER NOT NULL, called TEXT NOT NULL, run INTEGER NOT NULL,
    artifact TEXT NOT NULL, PRIMARY KEY (parent, item, called)) WITHOUT ROWID;
CREATE INDEX parts_by_run ON parts (run);
CREATE TABLE made (
    key TEXT NOT NULL, artifact TEXT NOT NULL, PRIMARY KEY (key, artifact)) WITHOUT ROWID;
CREATE INDEX made_by_artifact ON made (artifact);
CREATE TABLE sources (
    run INTEGER NOT NULL, field TEXT NOT NULL, artifact TEXT NOT NULL,
    PRIMARY KEY (run, field, artifact)) WITHOUT ROWID;
"""
_SHEETS = """
ALTER TABLE runs ADD COLUMN sheet TEXT;
ALTER TABLE jobs ADD COLUMN sheet TEXT;
CREATE INDEX jobs_by_sheet ON jobs (sheet, seq) WHERE sheet IS NOT NULL;
CREATE TABLE desk (
    name TEXT PRIMARY KEY, revision INTEGER NOT NULL, changed REAL NOT NULL,
    value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE collections (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, note TEXT NOT NULL, created REAL NOT NULL,
    changed REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE collected (
    collection TEXT NOT NULL, artifact TEXT NOT NULL, added REAL NOT NULL,
    PRIMARY KEY (collection, artifact)) WITHOUT ROWID;
CREATE INDEX collected_by_artifact ON collected (artifact, added);
"""
_SHELF = (_SHEETS + shelf.TABLES + counters.TABLES).rstrip()
_COMMERCIAL = "ALTER TABLE jobs ADD COLUMN commercial INTEGER"
_RIGHTS = "ALTER TABLE jobs ADD COLUMN rights TEXT"
UPGRADES = (_RUNS, _RESOLVED_AND_UNDER_WAY, _JOBS, _PARTS, _SHELF, _COMMERCIAL, _RIGHTS)
"""What makes version n + 1 of version n; of nothing, they make all of today's."""

_DESCRIBED = 5
"""The version from which on all that is in a library is described on its shelf."""

_TABLES = frozenset(("runs", "artifacts", "files"))


def version(db: sqlite3.Connection) -> int:
    """Return the version of a library; LibraryError for one of a newer Muse or none of Muse."""
    found, tables = _read(db)
    if found > SCHEMA:
        raise LibraryError(
            f"the library was written by a newer Muse (version {found}; this one knows {SCHEMA})",
            hint="pip install --upgrade muse-host",
        )
    if found and not tables >= _TABLES:
        raise sqlite3.DatabaseError(f"it has no table {min(_TABLES - tables)}")
    if not found and tables & _TABLES:
        raise sqlite3.DatabaseError("its tables are there, but its version is lost")
    return found


def _read(db: sqlite3.Connection) -> tuple[int, set[str]]:
    """Return the version and the tables as of one moment: another process may be making them."""
    alone = not db.in_transaction
    if alone:
        db.execute("BEGIN")
    try:
        found = int(db.execute("PRAGMA user_version").fetchone()[0])
        tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    finally:
        if alone and db.in_transaction:
            db.execute("ROLLBACK")
    return found, {row[0] for row in tables}


def upgrade(db: sqlite3.Connection, path: Path) -> None:
    """Bring a library to today's version, a copy of it kept beside it; hold its write lock."""
    before = version(db)  # again: another process may have done it
    if before == SCHEMA:
        return
    if before:
        backup(path, path.with_name(f"{path.stem}.version-{before}{path.suffix}"), force=True)
    for each in UPGRADES[before:]:
        for statement in each.split(";\n"):
            db.execute(statement)
    if 0 < before < _DESCRIBED:
        shelf.describe_all(db)
    db.execute(f"PRAGMA user_version = {SCHEMA}")


def backup(path: Path, target: Path, *, force: bool = False) -> None:
    """Copy a library as it is now, whoever uses it, to a file; OutputError when that can't be.

    Nothing is replaced, unless `force` says so.
    """
    with files.told(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        if files.exists(target) and not force:
            raise files.taken(target)
        hidden = processes.hidden(target)
        try:
            copied = sqlite3.connect(hidden)
            copied.execute("PRAGMA journal_mode = MEMORY")  # no file beside it that a kill leaves
            source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
            try:
                source.backup(copied)
            finally:
                source.close()
                copied.close()
            if force:
                hidden.replace(target)
            else:
                try:
                    files.link(hidden, target)
                except FileExistsError:
                    raise files.taken(target) from None
        finally:
            hidden.unlink(missing_ok=True)
