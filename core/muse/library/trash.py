"""The trash: what is thrown away can be taken back, until it is emptied."""

import sqlite3
import time

from muse import processes
from muse.errors import NotFound
from muse.library import parts
from muse.library.database import Database
from muse.library.stored import Stored, size_of

DAYS = 30.0
"""Days that the trash is kept, unless a server's settings say otherwise."""

EMPTIED = "emptied"
"""The status of a run that was done, and all of whose artifacts went with the trash."""

_WITH_TRASH = 3
"""The first version of a library that has a trash."""


class Trash(Stored):
    """The trash of a library."""

    def trash(self, artifact: str) -> None:
        """Put an artifact into the trash; one that is there stays as it is."""
        self._throw(artifact, "trashed = coalesce(trashed, ?)", time.time())

    def restore(self, artifact: str) -> None:
        """Take an artifact out of the trash."""
        self._throw(artifact, "trashed = ?", None)

    def empty(self, *, days: float = 0.0) -> int:
        """Forget what is in the trash for some days, with the files that the library stores.

        Files that were written where the user said stay. Returns how many artifacts went.
        """
        return self._forget("trashed <= ?", (time.time() - days * processes.DAY,))

    def forget(self, artifact: str) -> None:
        """Forget an artifact at once, in the trash or not; NotFound where there is none."""
        if not self._forget("id = ?", (artifact,)):
            raise _unknown(artifact)

    def _forget(self, which: str, values: tuple[object, ...]) -> int:
        gone = f"SELECT id FROM artifacts WHERE {which}"
        with self._database.write() as db:
            query = f"SELECT sha256 FROM files WHERE artifact IN ({gone})"
            hashes = {row[0] for row in db.execute(query, values)}
            query = f"SELECT DISTINCT run FROM artifacts WHERE {which}"
            runs = db.execute(query, values).fetchall()
            for table in ("files", "tags", "collected"):
                db.execute(f"DELETE FROM {table} WHERE artifact IN ({gone})", values)
            parts.forgotten(db, [row[0] for row in db.execute(gone, values)])
            count = db.execute(f"DELETE FROM artifacts WHERE {which}", values).rowcount
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

    def _throw(self, artifact: str, what: str, value: float | None) -> None:
        with self._database.write() as db:
            changed = db.execute(f"UPDATE artifacts SET {what} WHERE id = ?", (value, artifact))
            if not changed.rowcount:
                raise _unknown(artifact)


def _unknown(artifact: str) -> NotFound:
    return NotFound(f"the library has no artifact {artifact[:40]!r}")


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
