"""Looking through artifacts, and what may be done to them: tags, notes, the trash."""

import re
import sqlite3
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from muse import files, processes
from muse.errors import NotFound, RequestError
from muse.library import parts, search
from muse.library.database import Database

TRASH_DAYS = 30.0
"""Days that the trash is kept, unless a server's settings say otherwise."""

EMPTIED = "emptied"
"""The status of a run that was done, and all of whose artifacts went with the trash."""

_TAGS = 100
_LONGEST_TAG = 60
_AT_ONCE = 200
"""Stored files that are removed while the database is held."""

_WITH_TRASH = 3
"""The first version of a library that has a trash."""

_STORED = re.compile(r"[0-9a-f]{64}(\.[^.]*)*")


@dataclass(frozen=True, slots=True)
class Sought:
    """What artifacts are to have; times are seconds since 1970, `rating` is the least.

    `trash` seeks in the trash, and otherwise outside it. Nothing unfinished is found, and
    `parts` of works only if they are sought too.
    """

    query: str = ""
    medium: str | None = None
    generator: str | None = None
    rating: int | None = None
    tag: str | None = None
    since: float | None = None
    until: float | None = None
    trash: bool = False
    parts: bool = False


@dataclass(frozen=True, slots=True)
class Extra:
    """What the library has of an artifact beside its record."""

    tags: tuple[str, ...] = ()
    trashed: float | None = None
    thumbnail: bool = False
    peaks: bool = False


class Gallery:
    """The artifacts of a library; files that it stores are below `folder`."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

    def seek(
        self, sought: Sought, *, after: tuple[int, int] | None = None, limit: int = 50
    ) -> list[tuple[str, tuple[int, int]]]:
        """Return ids of artifacts, those of the newest run first, each with its place.

        `after` is the place of the last that is known.
        """
        where, values = _conditions(sought)
        if after is not None:
            where += " AND a.run <= ? AND (a.run < ? OR a.item > ?)"
            values += [after[0], after[0], after[1]]
        rows = self._database.rows(
            "SELECT a.id, a.run, a.item FROM artifacts a JOIN runs r ON r.seq = a.run"
            f" WHERE {where} ORDER BY a.run DESC, a.item LIMIT ?",
            (*values, limit),
        )
        return [(row[0], (row[1], row[2])) for row in rows]

    def extra(self, artifact: str) -> Extra:
        """Return what there is of an artifact beside its record; nothing for an unknown one."""
        if not has_trash(self._database):
            return Extra()
        rows = self._database.rows(
            "SELECT trashed, thumbnail IS NOT NULL, peaks IS NOT NULL FROM artifacts WHERE id = ?",
            (artifact,),
        )
        if not rows:
            return Extra()
        tags = self._database.rows(
            "SELECT tag FROM tags WHERE artifact = ? ORDER BY tag", (artifact,)
        )
        return Extra(tuple(r[0] for r in tags), rows[0][0], bool(rows[0][1]), bool(rows[0][2]))

    def peaks(self, artifact: str) -> bytes | None:
        """Return a sound's peaks, pairs of signed bytes: lowest, highest; None if it has none."""
        rows = self._database.rows("SELECT peaks FROM artifacts WHERE id = ?", (artifact,))
        return rows[0][0] if rows else None

    def tags(self) -> dict[str, int]:
        """Return tag -> how many artifacts outside the trash have it."""
        rows = self._database.rows(
            "SELECT tag, count(*) FROM tags WHERE artifact NOT IN"
            " (SELECT id FROM artifacts WHERE trashed IS NOT NULL) GROUP BY tag ORDER BY tag"
        )
        return {row[0]: row[1] for row in rows}

    def tag(self, artifact: str, tags: Iterable[str]) -> None:
        """Give an artifact these tags and no others; RequestError for one that can't be."""
        wanted = {" ".join(tag.split()) for tag in tags} - {""}
        if len(wanted) > _TAGS:
            raise RequestError(f"tags: {len(wanted)} are too many; expected at most {_TAGS}")
        for each in wanted:
            if len(each) > _LONGEST_TAG or not each.isprintable():
                raise RequestError(
                    f"tags: invalid value {each[:60]!r}; expected up to {_LONGEST_TAG} characters"
                )
        with self._database.write() as db:
            db.execute("DELETE FROM tags WHERE artifact = ?", (artifact,))
            db.executemany("INSERT INTO tags VALUES (?, ?)", [(artifact, t) for t in wanted])

    def note(self, artifact: str, note: str) -> None:
        """Keep a note of an artifact; an empty one takes it away."""
        with self._database.write() as db:
            db.execute("UPDATE artifacts SET note = ? WHERE id = ?", (note or None, artifact))

    # -- the trash

    def trash(self, artifact: str) -> None:
        """Put an artifact into the trash; one that is there stays as it is."""
        self._change(artifact, "trashed = coalesce(trashed, ?)", time.time())

    def restore(self, artifact: str) -> None:
        """Take an artifact out of the trash."""
        self._change(artifact, "trashed = ?", None)

    def empty(self, *, days: float = 0.0) -> int:
        """Forget what is in the trash for some days, with the files that the library stores.

        Files that were written where the user said stay. Returns how many artifacts went.
        """
        gone = "SELECT id FROM artifacts WHERE trashed <= ?"
        before = (time.time() - days * processes.DAY,)
        with self._database.write() as db:
            query = f"SELECT sha256 FROM files WHERE artifact IN ({gone})"
            hashes = {row[0] for row in db.execute(query, before)}
            query = "SELECT DISTINCT run FROM artifacts WHERE trashed <= ?"
            runs = db.execute(query, before).fetchall()
            db.execute(f"DELETE FROM files WHERE artifact IN ({gone})", before)
            for table in ("tags", "collected"):
                db.execute(f"DELETE FROM {table} WHERE artifact IN ({gone})", before)
            parts.forgotten(db, [row[0] for row in db.execute(gone, before)])
            count = db.execute("DELETE FROM artifacts WHERE trashed <= ?", before).rowcount
            hashes |= _without_works(db, [row[0] for row in runs])
            db.executemany(
                f"UPDATE runs SET status = '{EMPTIED}' WHERE seq = ?1 AND status = 'done'"
                " AND NOT EXISTS (SELECT 1 FROM artifacts WHERE run = ?1)",
                runs,
            )
        self.remove_unused(hashes)
        return count

    def trashed(self, *, days: float = 0.0) -> tuple[int, int]:
        """Return how many artifacts are in the trash for some days, and what emptying it frees.

        That is the bytes of stored files that no other artifact has.
        """
        if not has_trash(self._database):
            return (0, 0)
        before = time.time() - days * processes.DAY
        counted = self._database.rows(
            "SELECT count(*) FROM artifacts WHERE trashed <= ?", (before,)
        )
        rows = self._database.rows(
            "SELECT DISTINCT sha256 FROM files WHERE artifact IN"
            " (SELECT id FROM artifacts WHERE trashed <= ?1) AND NOT EXISTS (SELECT 1 FROM files o"
            " WHERE o.sha256 = files.sha256 AND o.artifact NOT IN"
            " (SELECT id FROM artifacts WHERE trashed <= ?1))",
            (before,),
        )
        size = sum(size_of(path) for row in rows for path in self.stored(row[0]))
        return (counted[0][0] if counted else 0, size)

    def in_trash(self) -> list[tuple[str, float]]:
        """Return the artifacts in the trash and since when they are, the oldest first."""
        if not has_trash(self._database):
            return []
        rows = self._database.rows(
            "SELECT id, trashed FROM artifacts WHERE trashed IS NOT NULL ORDER BY trashed, id"
        )
        return [(row[0], row[1]) for row in rows]

    # -- stored files

    def stray(self) -> list[Path]:
        """Return stored files that belong to no artifact: an emptied trash was cut short, say.

        None of a damaged library, which doesn't know all that it has.
        """
        if self._database.damage or not self._database.path.is_file():
            return []
        found = [path for path in self._folder.glob("??/*") if _STORED.fullmatch(path.name)]
        known = {row[0] for row in self._database.rows("SELECT sha256 FROM files")}
        return sorted(path for path in found if path.name[:64] not in known)

    def remove_unused(self, hashes: Iterable[str]) -> list[Path]:
        """Remove stored files by hash, unless an artifact has them; return those that went.

        An artifact is recorded before its files are placed, so nobody's can be taken while the
        database is held.
        """
        wanted = [each for each in hashes if _STORED.fullmatch(each)]
        gone: list[Path] = []
        for first in range(0, len(wanted), _AT_ONCE):
            with self._database.write() as db:
                for sha256 in wanted[first : first + _AT_ONCE]:
                    query = "SELECT 1 FROM files WHERE sha256 = ?"
                    if not db.execute(query, (sha256,)).fetchone():
                        gone += [path for path in self.stored(sha256) if _unlinked(path)]
        return gone

    def sweep(self) -> list[Path]:
        """Remove stored files that belong to no artifact; return those that went."""
        return self.remove_unused({path.name[:64] for path in self.stray()})

    def lost(self) -> list[tuple[str, Path]]:
        """Return artifact and place of files that the library stored and that aren't there whole.

        A file is whole here if it has its size: its bytes aren't read.
        """
        rows = self._database.rows("SELECT artifact, path, size FROM files WHERE path IS NOT NULL")
        lost = []
        for artifact, recorded, size in rows:
            path = Path(files.of_record(recorded))
            stored = path.parent.parent == self._folder and _STORED.fullmatch(path.name)
            if stored and size_of(path) != size:
                lost.append((artifact, path))
        return lost

    def stored(self, sha256: str) -> list[Path]:
        """Return the files that are stored of these bytes, under whatever suffix."""
        if not _STORED.fullmatch(sha256):
            return []
        return list((self._folder / sha256[:2]).glob(f"{sha256}*"))

    def _change(self, artifact: str, what: str, value: float | None) -> None:
        with self._database.write() as db:
            changed = db.execute(f"UPDATE artifacts SET {what} WHERE id = ?", (value, artifact))
            if not changed.rowcount:
                raise NotFound(f"the library has no artifact {artifact[:40]!r}")


def _without_works(db: sqlite3.Connection, runs: list[int]) -> set[str]:
    """Forget the parts of works that are gone; return the hashes of their files."""
    hashes: set[str] = set()
    for artifact in parts.lone(db, runs):
        query = "SELECT sha256 FROM files WHERE artifact = ?"
        hashes |= {row[0] for row in db.execute(query, (artifact,))}
        db.execute("DELETE FROM files WHERE artifact = ?", (artifact,))
        db.execute("DELETE FROM artifacts WHERE id = ?", (artifact,))
        parts.forgotten(db, [artifact])
    return hashes


def has_trash(database: Database) -> bool:
    """Whether a library has a trash and tags: one of an older Muse that is only read has none."""
    version = database.rows("PRAGMA user_version")
    return not version or version[0][0] >= _WITH_TRASH


def _conditions(sought: Sought) -> tuple[str, list[object]]:
    where = ["NOT a.unfinished", f"a.trashed IS {'NOT ' if sought.trash else ''}NULL"]
    if not (sought.parts or sought.trash):
        where.append(parts.HIDDEN.format(run="a.run"))
    values: list[object] = []
    simple: Sequence[tuple[str, object]] = (
        ("r.medium = ?", sought.medium),
        ("r.generator = ?", sought.generator),
        ("a.rating >= ?", sought.rating),
        ("r.created >= ?", sought.since),
        ("r.created < ?", sought.until),
        ("+a.id IN (SELECT artifact FROM tags WHERE tag = ?)", sought.tag),
    )
    for text, value in simple:
        if value is not None:
            where.append(text)
            values.append(value)
    for term in search.terms(sought.query):
        where.append(
            "(a.run IN (SELECT rowid FROM words WHERE words MATCH ?) OR a.title LIKE ? ESCAPE '\\'"
            " OR a.note LIKE ? ESCAPE '\\'"
            " OR a.id IN (SELECT artifact FROM tags WHERE tag LIKE ? ESCAPE '\\'))"
        )
        like = "%" + term.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"
        values += [search.match([term]), like, like, like]
    return " AND ".join(where), values


def size_of(path: Path) -> int:
    """Return the bytes of a file; 0 where it isn't there."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _unlinked(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        return False
    return True
