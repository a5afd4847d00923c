"""The library: the record of runs and artifacts, in SQLite.

It stores what was asked, made and measured, the hashes of files and a thumbnail. Files stay where
they were written, or are stored below its folder by their hash. Several processes may write at
once.
"""

import hashlib
import json
import os
import re
import sqlite3
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from muse import files, kept, processes
from muse.errors import LibraryError, NameTaken, NotFound, RequestError
from muse.library import briefs, counters, finding, parts, recovery, search, shelf
from muse.library.collections import Collections
from muse.library.database import Database
from muse.library.desk import Desk
from muse.library.drafts import Drafts
from muse.library.gallery import Extra, Gallery, size_of
from muse.library.ids import new_id
from muse.library.parts import Parts, Place
from muse.library.records import ArtifactRecord, FileRecord, RunRecord
from muse.media import colours, content

_LARGEST_INPUT = 2**30
_LARGE = 2**24
"""Bytes of a file above which its size is looked for before its hash."""


class Library:
    """A library in a folder, made when it is first written to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = Database(
            folder / "library.sqlite3", lambda: recovery.recover(self.database)
        )
        self.gallery = Gallery(self.database, folder / "files")
        self.collections = Collections(self.database)
        self.desk = Desk(self.database)
        self.drafts = Drafts(folder / "drafts")
        self.parts = Parts(self.database)

    # -- writing

    def begin(
        self,
        *,
        generator: str,
        version: str,
        prompt: str,
        asked: Mapping[str, Any],
        condition: Mapping[str, Any] | None = None,
        id: str | None = None,
        place: Place | None = None,
        sources: Mapping[str, Sequence[str]] | None = None,
    ) -> tuple[int, str]:
        """Record that a run starts; return its number and its id.

        `condition` is what was asked as it was resolved, with its seed: enough to run it again,
        however this run ends. `id` is that of a job: its run may be there, and goes on; a new one
        belongs to the job's sheet.
        `place` is that of a part in its work, `sources` are artifacts that were handed in.
        """
        medium = generator.partition(".")[0]
        wanted = json.dumps(asked, ensure_ascii=False)
        resolved = json.dumps(condition or {}, ensure_ascii=False, default=str)
        words = search.words(f"{prompt} {' '.join(search.strings(asked))} {medium} {generator}")
        with self.database.write() as db:
            run = id or new_id()
            before = db.execute("SELECT seq FROM runs WHERE id = ?", (id,)).fetchone()
            if before is not None:
                return _go_on(db, before[0]), run
            cursor = db.execute(
                "INSERT INTO runs (id, created, medium, generator, version, prompt, asked, status,"
                " condition, sheet) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'running', ?8,"
                " (SELECT sheet FROM jobs WHERE id = ?1))",
                (run, time.time(), medium, generator, version, prompt, wanted, resolved),
            )
            number = int(cursor.lastrowid or 0)
            db.execute("INSERT INTO live VALUES (?, ?, ?)", (number, processes.mark(), time.time()))
            db.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (number, words))
            parts.begun(db, number, place, sources or {})
        return number, run

    def add(self, number: int, artifact: ArtifactRecord, thumbnail: bytes | None) -> None:
        """Record a finished artifact of a run."""
        found = colours.of_picture(thumbnail) if thumbnail else None
        with self.database.write() as db:
            insert(db, number, artifact, thumbnail, found=found)

    def end(self, number: int, status: str, seconds: float, error: str | None = None) -> None:
        """Record how a run ended: done, failed or cancelled, after how many seconds."""
        with self.database.write() as db:
            db.execute(
                "UPDATE runs SET status = ?, seconds = ?, error = ? WHERE seq = ?",
                (status, seconds, error, number),
            )
            db.execute("DELETE FROM live WHERE run = ?", (number,))

    def rate(self, artifact: str, rating: int, note: str | None = None) -> None:
        """Keep a rating of 1 to 5 for an artifact, and a note if one is given."""
        if not 1 <= rating <= 5:
            raise RequestError(f"rating: invalid value {rating}; expected 1 to 5")
        with self.database.write() as db:
            db.execute(
                "UPDATE artifacts SET rating = ?, note = coalesce(?, note) WHERE id = ?",
                (rating, note, artifact),
            )

    def keep_input(self, sha256: str, data: bytes) -> None:
        """Keep a copy of a file that was handed in, by its hash."""
        if self._kept(self._input_path(sha256), sha256) is not None:
            return
        with suppress(NameTaken):  # another process keeps it at this moment
            files.write(self._input_path(sha256), data)

    def keep_input_path(self, sha256: str, path: Path) -> bool:
        """Keep a file that was handed in and may be large: as a link, or else as a copy.

        False where it can't be linked and has more than 1 GiB: then it isn't kept.
        """
        target, size = self._input_path(sha256), content.size(path)
        if size_of(target) == size and target.is_file():
            return True
        with files.told(target.parent):
            target.parent.mkdir(parents=True, exist_ok=True)
            hidden = processes.hidden(target)
            try:
                try:
                    os.link(path, hidden)
                except OSError:  # another disk, or somebody else's file
                    if size > _LARGEST_INPUT:
                        return False
                    files.fill(hidden, path)
                os.replace(hidden, target)
            finally:
                hidden.unlink(missing_ok=True)
        return True

    # -- reading

    def input(self, sha256: str) -> bytes | None:
        """Return a file that was handed in once, or is stored; None when there is none any more."""
        for place in (self._input_path(sha256), *self.gallery.stored(sha256)):
            data = self._kept(place, sha256)
            if data is not None:
                return data
        return None

    def is_stored(self, sha256: str) -> bool:
        """Whether the library stores a file of these bytes as one of an artifact."""
        return bool(self.gallery.stored(sha256))

    def input_path(self, sha256: str) -> Path | None:
        """Return where a file is that was handed in once; None when it isn't there, or another."""
        path = self._input_path(sha256)
        try:
            return path if content.sha256(path) == sha256 else None
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
        """Return runs, the newest first; `query` wants all its words in prompt, fields or notes."""
        wanted = finding.Wanted(tuple(search.terms(query)), medium, generator, limit)
        return [self._run(row) for row in finding.rows(self.database, wanted)]

    def find(self, id: str) -> tuple[RunRecord, ArtifactRecord]:
        """Return the artifact that an id, the start of one, or the id of its run names."""
        key = id.strip().lower()
        if not re.fullmatch(r"[0-9a-z]+(-\d+)?", key):
            raise NotFound(f"the library has no artifact {id!r}", hint="muse log shows them")
        rows = self.database.rows(
            "SELECT id, run FROM artifacts WHERE id >= ?1 AND id < ?1 || '{' LIMIT 500",
            (key,),
        )
        exact = [row for row in rows if row["id"] in (key, f"{key}-1")]
        runs = {row["run"] for row in rows}
        if not rows:
            raise NotFound(f"the library has no artifact {id!r}", hint="muse log shows them")
        if len(runs) > 1 and not exact:
            raise RequestError(f"{len(runs)} runs start with {id!r}", hint="give more of the id")
        chosen = (exact or sorted(rows, key=lambda row: int(row["id"].rpartition("-")[2])))[0]
        found = self.database.rows("SELECT * FROM runs WHERE seq = ?", (chosen["run"],))
        if not found:
            raise LibraryError(f"the run of {chosen['id']} is lost", hint="muse library check")
        run = self._run(found[0])
        return run, next(a for a in run.artifacts if a.id == chosen["id"])

    def briefs(self, ids: Sequence[str]) -> list[tuple[RunRecord, ArtifactRecord, Extra]]:
        """Return artifacts by their ids, but for unknown ones, as a page of many shows them.

        They have no report, no recipe and no files, and their runs no fields: that is quick.
        """
        return briefs.read(self.database, ids)

    def find_exactly(self, id: str) -> tuple[RunRecord, ArtifactRecord]:
        """Return the artifact of an id; NotFound for anything else."""
        run, artifact = self.find(id[:80])
        if artifact.id != id:
            raise NotFound(f"the library has no artifact {id[:80]!r}", hint="give its whole id")
        return run, artifact

    def path_of(self, file: FileRecord) -> Path | None:
        """Return where a file of an artifact is now; None when it is nowhere.

        What is at the place where the user had it written is it only while its bytes are the same.
        """
        stored = self.place(file.sha256, file.suffix)
        if stored.is_file():
            return stored
        path = Path(file.path) if file.path else None
        try:
            if path is None or path.stat().st_size != file.size:
                return None
            with path.open("rb") as opened:
                same = hashlib.file_digest(opened, "sha256").hexdigest() == file.sha256
        except (OSError, ValueError):
            return None
        return path if same else None

    def artifact(self, id: str) -> tuple[str, bytes]:
        """Return the name and the bytes of a file of an artifact; see `artifact_path`."""
        name, path = self.artifact_path(id)
        return name, path.read_bytes()

    def artifact_path(self, id: str) -> tuple[str, Path]:
        """Return the name and the place of an artifact's first file.

        `ID.png` is that one, `ID.drums.wav` and `ID/03.png` are those of that name.
        """
        id, key = re.fullmatch(r"([^./]*)(.*)", id.strip(), re.DOTALL).groups()  # type: ignore[union-attr]
        _, made = self.find(id)
        for file in made.files:
            path = self.path_of(file) if key.lower() in ("", file.suffix) else None
            if path is not None:
                return f"{made.id}{file.suffix}", path
        raise NotFound(f"{made.id} has no {key or 'file'} that is there")

    def run(self, id: str) -> RunRecord | None:
        """Return the run that an id, or the start of one, names; None when none or several do."""
        rows = self.database.rows(
            "SELECT * FROM runs WHERE id >= ?1 AND id < ?1 || '{' LIMIT 2", (id.strip().lower(),)
        )
        return self._run(rows[0]) if len(rows) == 1 else None

    def made(self, run: str) -> frozenset[int]:
        """Return the items of a run that are recorded, whole ones."""
        rows = self.database.rows(
            "SELECT item FROM artifacts JOIN runs ON runs.seq = artifacts.run"
            " WHERE runs.id = ? AND NOT unfinished",
            (run,),
        )
        return frozenset(row[0] for row in rows)

    def place(self, sha256: str, key: str) -> Path:
        """Return where the library stores a file of these bytes."""
        return self.folder / "files" / sha256[:2] / f"{sha256}{key[key.index('.') :]}"

    def lookup(self, source: str) -> tuple[RunRecord, ArtifactRecord]:
        """Return the artifact that an id, or the path of one of its files, names."""
        path = files.expanded(source)
        if not path.is_file():
            return self.find(source)
        known = self.of_file(path)
        if known is None:
            raise NotFound(f"the library doesn't know {path}", hint="muse log shows what it has")
        return known

    def of_file(self, path: Path) -> tuple[RunRecord, ArtifactRecord] | None:
        """Return the artifact that a file is, by its bytes; None when the library has none."""
        try:
            size = path.stat().st_size
            query = "SELECT 1 FROM files WHERE size = ? LIMIT 1"
            if size > _LARGE and not self.database.rows(query, (size,)):
                return None
            with path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise RequestError(f"{path} can't be read ({error.strerror})") from None
        return self.by_hash(sha256, path)

    def by_hash(
        self, sha256: str, path: Path | None = None
    ) -> tuple[RunRecord, ArtifactRecord] | None:
        """Return the artifact that has a file of these bytes.

        Of several it is the last that was written to `path`, or else the first that was made.
        """
        place = files.recorded(path) if path else None
        rows = self.database.rows(
            "SELECT artifact FROM files JOIN artifacts ON artifacts.id = files.artifact"
            " WHERE sha256 = ?1 ORDER BY path = ?2 DESC NULLS LAST,"
            " CASE WHEN path = ?2 THEN -artifacts.run ELSE artifacts.run END LIMIT 1",
            (sha256, place),
        )
        return self.find(rows[0]["artifact"]) if rows else None

    def thumbnail(self, artifact: str) -> bytes | None:
        """Return the thumbnail of an artifact as WebP; None when it has none."""
        query = "SELECT thumbnail FROM artifacts WHERE id = ?"
        rows = self.database.rows(query, (artifact,))
        return rows[0]["thumbnail"] if rows else None

    def changes(self) -> dict[str, int]:
        """Return how often runs, artifacts, collections and the desk changed, by these names."""
        rows = self.database.rows("SELECT name, number FROM changes")
        return dict.fromkeys(counters.NAMES, 0) | {row[0]: row[1] for row in rows}

    def close(self) -> None:
        """Close every connection."""
        self.database.close()

    def _kept(self, place: Path, sha256: str) -> bytes | None:
        def checked(data: bytes) -> bytes:
            if hashlib.sha256(data).hexdigest() != sha256:
                raise ValueError("it isn't what its name says")
            return data

        return kept.read(place, checked, limit=_LARGEST_INPUT)

    def _input_path(self, sha256: str) -> Path:
        return self.folder / "inputs" / sha256[:2] / re.sub(r"[^0-9a-f]", "", sha256)

    def _run(self, row: sqlite3.Row) -> RunRecord:
        artifacts = []
        rows = self.database.rows(
            "SELECT * FROM artifacts WHERE run = ? ORDER BY item", (row["seq"],)
        )
        for a in rows:
            listed = self.database.rows(
                "SELECT suffix, media_type, size, sha256, path FROM files WHERE artifact = ?"
                " ORDER BY rowid",
                (a["id"],),
            )
            artifacts.append(
                ArtifactRecord(
                    *(a["id"], a["item"], a["seed"], a["title"]),
                    *(_table(a["report"]), _table(a["recipe"]), bool(a["unfinished"])),
                    *(a["excerpt"], a["rating"], a["note"]),
                    [_file(f) for f in listed],
                )
            )
        values: dict[str, Any] = dict(row)
        del values["seq"]
        values["asked"] = _table(row["asked"])
        values["condition"] = _table(values.get("condition", "{}"))
        return RunRecord(**values, artifacts=artifacts)


def _go_on(db: sqlite3.Connection, number: int) -> int:
    """Record that a run is taken up again by this process."""
    db.execute("UPDATE runs SET status = 'running', error = NULL WHERE seq = ?", (number,))
    now = time.time()
    db.execute("INSERT OR REPLACE INTO live VALUES (?, ?, ?)", (number, processes.mark(), now))
    return number


def _file(row: sqlite3.Row) -> FileRecord:
    suffix, media_type, size, sha256, path = row
    return FileRecord(suffix, media_type, size, sha256, path and files.of_record(path))


def _table(text: str) -> dict[str, Any]:
    """Return what was kept as JSON; nothing where it was damaged."""
    try:
        value = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def insert(
    db: sqlite3.Connection,
    number: int,
    artifact: ArtifactRecord,
    thumbnail: bytes | None,
    peaks: bytes | None = None,
    key: str = "",
    found: tuple[str, ...] | None = None,
) -> None:
    """Record an artifact within a transaction; LibraryError when the run isn't there any more.

    By its `key` a part of a work is found again; `found` are the colours of its thumbnail. The
    library may have been removed, and begun again, while the run worked.
    """
    a = artifact
    run = db.execute("SELECT id FROM runs WHERE seq = ?", (number,)).fetchone()
    if run is None or run[0] != a.id.rpartition("-")[0]:
        raise LibraryError("the library was replaced while the run worked")
    # A text that an attempt before this one left unfinished makes way for the whole one.
    begun = "SELECT id FROM artifacts WHERE id = ? AND unfinished"
    db.execute(f"DELETE FROM files WHERE artifact IN ({begun})", (a.id,))
    db.execute("DELETE FROM artifacts WHERE id = ? AND unfinished", (a.id,))
    db.execute(
        "INSERT INTO artifacts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL, ?)",
        (
            *(a.id, number, a.item, a.seed, a.title),
            json.dumps(a.report, ensure_ascii=False),
            json.dumps(a.recipe, ensure_ascii=False),
            *(a.unfinished, a.excerpt, thumbnail, peaks),
        ),
    )
    db.executemany(
        "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?)",
        [
            (a.id, f.suffix, f.media_type, f.size, f.sha256, f.path and files.recorded(f.path))
            for f in a.files
        ],
    )
    parts.recorded(db, number, a.id, key)
    if not a.unfinished:
        shelf.shelved(db, a.id, found)
