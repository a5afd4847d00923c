"""Looking through artifacts, and what may be done to them: tags, notes, the trash."""

import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from muse.errors import NotFound, RequestError
from muse.library import search
from muse.library.database import Database

_TAGS = 100
_LONGEST_TAG = 60


@dataclass(frozen=True, slots=True)
class Sought:
    """What artifacts are to have; times are seconds since 1970, `rating` is the least.

    `trash` seeks in the trash, and otherwise outside it. Nothing unfinished is found.
    """

    query: str = ""
    medium: str | None = None
    generator: str | None = None
    rating: int | None = None
    tag: str | None = None
    since: float | None = None
    until: float | None = None
    trash: bool = False


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
            where += " AND (a.run < ? OR (a.run = ? AND a.item > ?))"
            values += [after[0], after[0], after[1]]
        rows = self._database.rows(
            "SELECT a.id, a.run, a.item FROM artifacts a JOIN runs r ON r.seq = a.run"
            f" WHERE {where} ORDER BY a.run DESC, a.item LIMIT ?",
            (*values, limit),
        )
        return [(row[0], (row[1], row[2])) for row in rows]

    def extra(self, artifact: str) -> Extra:
        """Return what there is of an artifact beside its record; nothing for an unknown one."""
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
            "SELECT tag, count(*) FROM tags JOIN artifacts ON artifacts.id = tags.artifact"
            " WHERE trashed IS NULL GROUP BY tag ORDER BY tag"
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
        with self._database.write() as db:
            gone = "SELECT id FROM artifacts WHERE trashed <= ?"
            before = (time.time() - days * 86_400.0,)
            hashes = {
                row[0]
                for row in db.execute(
                    f"SELECT sha256 FROM files WHERE artifact IN ({gone})", before
                )
            }
            db.execute(f"DELETE FROM files WHERE artifact IN ({gone})", before)
            db.execute(f"DELETE FROM tags WHERE artifact IN ({gone})", before)
            count = db.execute("DELETE FROM artifacts WHERE trashed <= ?", before).rowcount
        self._remove(hashes)
        return count

    def trashed(self, *, days: float = 0.0) -> tuple[int, int]:
        """Return how many artifacts are in the trash for some days, and their files' bytes."""
        rows = self._database.rows(
            "SELECT count(DISTINCT a.id), coalesce(sum(f.size), 0) FROM artifacts a"
            " LEFT JOIN files f ON f.artifact = a.id AND f.path LIKE ? WHERE a.trashed <= ?",
            (f"{self._folder}%", time.time() - days * 86_400.0),
        )
        return (rows[0][0], rows[0][1]) if rows else (0, 0)

    def stray(self) -> list[Path]:
        """Return stored files that belong to no artifact: an emptied trash was cut short."""
        found = {path.name.partition(".")[0]: path for path in self._folder.glob("??/*")}
        known = {row[0] for row in self._database.rows("SELECT sha256 FROM files")}
        return [path for sha256, path in found.items() if sha256 not in known]

    def sweep(self) -> None:
        """Remove stored files that belong to no artifact."""
        self._remove({path.name.partition(".")[0] for path in self.stray()})

    def _remove(self, hashes: set[str]) -> None:
        """Remove stored files by hash, unless an artifact has them.

        An artifact is recorded before its files are placed, so nobody's can be taken while the
        database is held.
        """
        if not hashes:
            return
        with self._database.write() as db:
            for sha256 in hashes:
                if not db.execute("SELECT 1 FROM files WHERE sha256 = ?", (sha256,)).fetchone():
                    for path in (self._folder / sha256[:2]).glob(f"{sha256}*"):
                        with suppress(OSError):
                            path.unlink()

    def _change(self, artifact: str, what: str, value: float | None) -> None:
        with self._database.write() as db:
            changed = db.execute(f"UPDATE artifacts SET {what} WHERE id = ?", (value, artifact))
            if not changed.rowcount:
                raise NotFound(f"the library has no artifact {artifact[:40]!r}")


def _conditions(sought: Sought) -> tuple[str, list[object]]:
    where = ["NOT a.unfinished", f"a.trashed IS {'NOT ' if sought.trash else ''}NULL"]
    values: list[object] = []
    simple: Sequence[tuple[str, object]] = (
        ("r.medium = ?", sought.medium),
        ("r.generator = ?", sought.generator),
        ("a.rating >= ?", sought.rating),
        ("r.created >= ?", sought.since),
        ("r.created < ?", sought.until),
        ("a.id IN (SELECT artifact FROM tags WHERE tag = ?)", sought.tag),
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
