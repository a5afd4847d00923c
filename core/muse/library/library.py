"""The library: the record of runs and artifacts, in SQLite.

It stores what was asked, made and measured, the hashes of files and a thumbnail. Files stay where
they were written, or are stored below its folder by their hash. Several processes may write at
once.
"""

import json
import sqlite3
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from muse import files, processes
from muse.errors import LibraryError, RequestError
from muse.library import parts, recovery, search, shelf
from muse.library.collections import Collections
from muse.library.database import Database
from muse.library.desk import Desk
from muse.library.drafts import Drafts
from muse.library.gallery import Gallery
from muse.library.ids import new_id
from muse.library.inputs import Inputs
from muse.library.lookups import Lookups
from muse.library.parts import Parts, Place
from muse.library.records import ArtifactRecord
from muse.media import colours


class Library(Inputs, Lookups):
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

    def close(self) -> None:
        """Close every connection."""
        self.database.close()


def _go_on(db: sqlite3.Connection, number: int) -> int:
    """Record that a run is taken up again by this process."""
    db.execute("UPDATE runs SET status = 'running', error = NULL WHERE seq = ?", (number,))
    now = time.time()
    db.execute("INSERT OR REPLACE INTO live VALUES (?, ?, ?)", (number, processes.mark(), now))
    return number


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
