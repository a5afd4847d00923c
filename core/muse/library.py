"""The library: the record of runs and artifacts, in SQLite.

It stores what was asked, made and measured, the hashes of files and a thumbnail; the files stay
where they were written. Several processes may write at once.
"""

import json
import re
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from muse import files
from muse.errors import LibraryError, RequestError

SCHEMA = 1
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
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


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file of an artifact: where it was written (if it was), its size (bytes) and SHA-256."""

    suffix: str
    media_type: str
    size: int
    sha256: str
    path: str | None


@dataclass(frozen=True, slots=True)
class ArtifactRecord:
    """What the library keeps of an artifact."""

    id: str
    item: int
    seed: int
    title: str
    report: dict[str, Any]
    recipe: dict[str, Any]
    unfinished: bool
    excerpt: str
    rating: int | None
    note: str | None
    files: list[FileRecord]


@dataclass(frozen=True, slots=True)
class RunRecord:
    """What the library keeps of a run; `created` is seconds since 1970, UTC."""

    id: str
    created: float
    medium: str
    generator: str
    version: str
    prompt: str
    asked: dict[str, Any]
    status: str
    seconds: float | None
    error: str | None
    artifacts: list[ArtifactRecord]


class Library:
    """A library in a folder, made when it is first written to; one connection per thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "library.sqlite3"
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []

    # -- writing

    def begin(
        self, *, generator: str, version: str, prompt: str, asked: Mapping[str, Any]
    ) -> tuple[int, str]:
        """Record that a run starts; return its number and its id."""
        medium = generator.partition(".")[0]
        kept = json.dumps(asked, ensure_ascii=False)
        words = _words(f"{prompt} {' '.join(_strings(asked))} {medium} {generator}")
        with self._write() as db:
            run = _new_id()
            cursor = db.execute(
                "INSERT INTO runs (id, created, medium, generator, version, prompt, asked, status)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, 'running')",
                (run, time.time(), medium, generator, version, prompt, kept),
            )
            number = int(cursor.lastrowid or 0)
            db.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (number, words))
        return number, run

    def add(self, number: int, artifact: ArtifactRecord, thumbnail: bytes | None) -> None:
        """Record a finished artifact of a run."""
        a = artifact
        with self._write() as db:
            db.execute(
                "INSERT INTO artifacts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
                (
                    *(a.id, number, a.item, a.seed, a.title),
                    json.dumps(a.report, ensure_ascii=False),
                    json.dumps(a.recipe, ensure_ascii=False),
                    *(a.unfinished, a.excerpt, thumbnail),
                ),
            )
            db.executemany(
                "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?)",
                [(a.id, f.suffix, f.media_type, f.size, f.sha256, f.path) for f in a.files],
            )

    def end(self, number: int, status: str, seconds: float, error: str | None = None) -> None:
        """Record how a run ended: done, failed or cancelled, after how many seconds."""
        with self._write() as db:
            db.execute(
                "UPDATE runs SET status = ?, seconds = ?, error = ? WHERE seq = ?",
                (status, seconds, error, number),
            )

    def saved(self, artifact: str, suffix: str, path: Path) -> None:
        """Record where a file of an artifact was written."""
        with self._write() as db:
            db.execute(
                "UPDATE files SET path = ? WHERE artifact = ? AND suffix = ?",
                (str(path.absolute()), artifact, suffix),
            )

    def rate(self, artifact: str, rating: int, note: str | None = None) -> None:
        """Keep a rating of 1 to 5 for an artifact, and a note if one is given."""
        if not 1 <= rating <= 5:
            raise RequestError(f"rating: {rating} won't do; it takes 1 to 5")
        with self._write() as db:
            db.execute(
                "UPDATE artifacts SET rating = ?, note = coalesce(?, note) WHERE id = ?",
                (rating, note, artifact),
            )

    def keep_input(self, sha256: str, data: bytes) -> None:
        """Keep a copy of a file that was handed in, by its hash."""
        path = self._input_path(sha256)
        if not path.exists():
            files.write(path, data, force=True)

    # -- reading

    def input(self, sha256: str) -> bytes | None:
        """Return a file that was handed in once; None when it isn't there."""
        try:
            return self._input_path(sha256).read_bytes()
        except OSError:
            return None

    def log(
        self,
        *,
        query: str = "",
        medium: str | None = None,
        generator: str | None = None,
        limit: int = 20,
    ) -> list[RunRecord]:
        """Return runs, the newest first; `query` wants all its words in prompt or fields."""
        db = self._read()
        if db is None:
            return []
        terms = [_match(query)] if _match(query) else []
        if terms:  # the filters go into the search: intersecting there is quick
            terms += [_phrase(medium)] if medium else []
            terms += [_phrase(generator)] if generator else []
            rows = self._select(
                db,
                "SELECT runs.* FROM words JOIN runs ON runs.seq = words.rowid"
                " WHERE words MATCH ? AND (?2 IS NULL OR medium = ?2)"
                " AND (?3 IS NULL OR generator = ?3) ORDER BY words.rowid DESC LIMIT ?4",
                (" AND ".join(terms), medium, generator, limit),
            )
        else:
            column, value = ("generator", generator) if generator else ("medium", medium)
            where = f"WHERE {column} = ?1" if value else "WHERE ?1 IS NULL"
            rows = self._select(
                db, f"SELECT * FROM runs {where} ORDER BY seq DESC LIMIT ?2", (value, limit)
            )
        return [self._run(db, row) for row in rows]

    def find(self, id: str) -> tuple[RunRecord, ArtifactRecord]:
        """Return the artifact that an id, the start of one, or the id of its run names."""
        db = self._read()
        key = id.strip().lower()
        if db is None or not re.fullmatch(r"[0-9a-z]+(-\d+)?", key):
            raise RequestError(f"the library has no artifact {id!r}", hint="muse log shows them")
        rows = self._select(
            db,
            "SELECT id, run FROM artifacts WHERE id >= ?1 AND id < ?1 || 'zz' LIMIT 500",
            (key,),
        )
        exact = [row for row in rows if row["id"] in (key, f"{key}-1")]
        runs = {row["run"] for row in rows}
        if not rows:
            raise RequestError(f"the library has no artifact {id!r}", hint="muse log shows them")
        if len(runs) > 1 and not exact:
            raise RequestError(f"{len(runs)} runs start with {id!r}", hint="give more of the id")
        chosen = (exact or sorted(rows, key=lambda row: int(row["id"].rpartition("-")[2])))[0]
        run = self._run(
            db, self._select(db, "SELECT * FROM runs WHERE seq = ?", (chosen["run"],))[0]
        )
        return run, next(a for a in run.artifacts if a.id == chosen["id"])

    def by_hash(self, sha256: str) -> tuple[RunRecord, ArtifactRecord] | None:
        """Return the newest artifact that has a file of these bytes."""
        db = self._read()
        if db is None:
            return None
        rows = self._select(
            db,
            "SELECT artifact FROM files JOIN artifacts ON artifacts.id = files.artifact"
            " WHERE sha256 = ? ORDER BY artifacts.run DESC LIMIT 1",
            (sha256,),
        )
        return self.find(rows[0]["artifact"]) if rows else None

    def thumbnail(self, artifact: str) -> bytes | None:
        """Return the thumbnail of an artifact as WebP; None when it has none."""
        db = self._read()
        query = "SELECT thumbnail FROM artifacts WHERE id = ?"
        rows = self._select(db, query, (artifact,)) if db else []
        return rows[0]["thumbnail"] if rows else None

    def close(self) -> None:
        """Close every connection."""
        for connection in self._opened:
            connection.close()
        self._opened.clear()
        self._local = threading.local()

    # -- the database

    def _input_path(self, sha256: str) -> Path:
        return self.folder / "inputs" / sha256[:2] / re.sub(r"[^0-9a-f]", "", sha256)

    @staticmethod
    def _select(db: sqlite3.Connection, query: str, values: tuple[Any, ...]) -> list[sqlite3.Row]:
        try:
            return db.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise LibraryError(f"the library can't be read ({error})") from None

    def _run(self, db: sqlite3.Connection, row: sqlite3.Row) -> RunRecord:
        artifacts = []
        rows = self._select(
            db, "SELECT * FROM artifacts WHERE run = ? ORDER BY item", (row["seq"],)
        )
        for a in rows:
            listed = self._select(
                db,
                "SELECT suffix, media_type, size, sha256, path FROM files WHERE artifact = ?"
                " ORDER BY rowid",
                (a["id"],),
            )
            artifacts.append(
                ArtifactRecord(
                    *(a["id"], a["item"], a["seed"], a["title"]),
                    *(json.loads(a["report"]), json.loads(a["recipe"]), bool(a["unfinished"])),
                    *(a["excerpt"], a["rating"], a["note"]),
                    [FileRecord(*f) for f in listed],
                )
            )
        values = dict(row)
        del values["seq"]
        return RunRecord(**values | {"asked": json.loads(row["asked"])}, artifacts=artifacts)

    def _read(self) -> sqlite3.Connection | None:
        """Return this thread's connection; None while there is no library."""
        return self._connection() if self.path.exists() else None

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        """Hold the write lock for one transaction: all of it is kept, or nothing."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            db = self._connection()
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                db.execute("ROLLBACK")
                raise
        except (sqlite3.Error, OSError) as error:
            raise LibraryError(f"the library {self.path} can't be written ({error})") from None

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
        self._local.connection = db
        self._opened.append(db)
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
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("BEGIN IMMEDIATE")
        if db.execute("PRAGMA user_version").fetchone()[0] == 0:
            for statement in _TABLES.split(";\n"):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {SCHEMA}")
        db.execute("COMMIT")


def _new_id() -> str:
    """Return ten characters of 5 bits: read aloud easily, and unique among millions."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(10))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)
    elif value is not None:
        yield str(value)


def _words(text: str) -> str:
    """Return a text as the search sees it: each Chinese character is a word."""
    return re.sub(r"([\u3400-\u9fff\uf900-\ufaff])", r" \1 ", text)


def _phrase(text: str) -> str:
    return '"' + _words(text).replace('"', " ") + '"'


def _match(query: str) -> str:
    """Return a query for the search: every word, a Latin one also as the start of a word."""
    terms = []
    for word in query.split():
        if re.search(r"\w", word):
            spaced = re.search(r"[\u3400-\u9fff\uf900-\ufaff]", word)
            terms.append(_phrase(word) + ("" if spaced else " *"))
    return " AND ".join(terms)
