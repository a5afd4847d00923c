"""The gallery: artifacts looked through, rated, tagged, noted, thrown away."""

import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from muse.errors import RequestError
from muse.library import shelf
from muse.library.database import Database
from muse.library.seeking import Counts, Order, Seeking, Sought
from muse.library.stored import Stored, size_of
from muse.library.trash import DAYS as TRASH_DAYS
from muse.library.trash import EMPTIED, Trash, has_trash

__all__ = [
    "EMPTIED",
    "TRASH_DAYS",
    "Counts",
    "Extra",
    "Gallery",
    "Order",
    "Sought",
    "size_of",
]

_TAGS = 100
_LONGEST_TAG = 60


@dataclass(frozen=True, slots=True)
class Extra:
    """What the library has of an artifact beside its record.

    `size` is that of its thumbnail in pixels, `colours` are those it has most of.
    """

    tags: tuple[str, ...] = ()
    trashed: float | None = None
    thumbnail: bool = False
    peaks: bool = False
    size: tuple[int, int] | None = None
    colours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What is to become of artifacts; None leaves it as it is, a `rating` of 0 takes it away."""

    rating: int | None = None
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    trashed: bool | None = None


class Gallery(Seeking, Trash):
    """The artifacts of a library; files that it stores are below `folder`."""

    def __init__(self, database: Database, folder: Path) -> None:
        Stored.__init__(self, database, folder)

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
        trashed, thumbnail, peaks = rows[0]
        own = tuple(row[0] for row in tags)
        return Extra(own, trashed, bool(thumbnail), bool(peaks), *self._look(artifact))

    def _look(self, artifact: str) -> tuple[tuple[int, int] | None, tuple[str, ...]]:
        """Return the size of a thumbnail, and its colours."""
        if not self.has_shelf():
            return None, ()
        query = "SELECT wide, high, colours FROM shelf WHERE artifact = ?"
        for wide, high, found in self._database.rows(query, (artifact,)):
            return (wide, high) if wide and high else None, tuple((found or "").split())
        return None, ()

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
        wanted = _checked(tags)
        if len(wanted) > _TAGS:
            raise _too_many(len(wanted))
        with self._database.write() as db:
            db.execute("DELETE FROM tags WHERE artifact = ?", (artifact,))
            db.executemany("INSERT INTO tags VALUES (?, ?)", [(artifact, t) for t in wanted])
            shelf.describe(db, artifact)

    def note(self, artifact: str, note: str) -> None:
        """Keep a note of an artifact; an empty one takes it away."""
        with self._database.write() as db:
            db.execute("UPDATE artifacts SET note = ? WHERE id = ?", (note or None, artifact))
            shelf.describe(db, artifact)

    def change(self, artifacts: Iterable[str], change: Change) -> int:
        """Change artifacts, all of them or none; return how many of these the library has."""
        if change.rating is not None and not 0 <= change.rating <= 5:
            raise RequestError(f"rating: invalid value {change.rating}; expected 0 to 5")
        more, less = _checked(change.add_tags), _checked(change.remove_tags)
        known = 0
        with self._database.write() as db:
            for artifact in dict.fromkeys(artifacts):
                if db.execute("SELECT 1 FROM artifacts WHERE id = ?", (artifact,)).fetchone():
                    known += 1
                    _change(db, artifact, change)
                    if more or less:
                        _tag(db, artifact, more, less)
        return known


def _change(db: sqlite3.Connection, artifact: str, change: Change) -> None:
    if change.rating is not None:
        values = (change.rating or None, artifact)
        db.execute("UPDATE artifacts SET rating = ? WHERE id = ?", values)
    if change.trashed is not None:
        db.execute(
            "UPDATE artifacts SET trashed = CASE WHEN ? THEN coalesce(trashed, ?) END WHERE id = ?",
            (change.trashed, time.time(), artifact),
        )


def _tag(db: sqlite3.Connection, artifact: str, more: set[str], less: set[str]) -> None:
    db.executemany(
        "DELETE FROM tags WHERE artifact = ? AND tag = ?", [(artifact, tag) for tag in less]
    )
    db.executemany("INSERT OR IGNORE INTO tags VALUES (?, ?)", [(artifact, tag) for tag in more])
    count = db.execute("SELECT count(*) FROM tags WHERE artifact = ?", (artifact,)).fetchone()[0]
    if count > _TAGS:
        raise _too_many(count)
    shelf.describe(db, artifact)


def _checked(tags: Iterable[str]) -> set[str]:
    wanted = {" ".join(tag.split()) for tag in tags} - {""}
    for each in wanted:
        if len(each) > _LONGEST_TAG or not each.isprintable():
            raise RequestError(
                f"tags: invalid value {each[:60]!r}; expected up to {_LONGEST_TAG} characters"
            )
    return wanted


def _too_many(count: int) -> RequestError:
    return RequestError(f"tags: {count} are too many; expected at most {_TAGS}")
