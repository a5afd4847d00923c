"""Collections: artifacts that somebody put together under a name."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from muse.errors import NotFound, RequestError
from muse.library.database import Database
from muse.library.ids import new_id

MOST = 1_000
"""Collections that are kept."""

LONGEST = 100
"""Characters of a name."""

_SHOWN = "FROM collected k JOIN shelf s ON s.artifact = k.artifact AND s.trashed IS NULL"
_ROWS = (
    f"SELECT c.id, name, note, (SELECT count(*) {_SHOWN} WHERE k.collection = c.id),"
    f" (SELECT k.artifact {_SHOWN} WHERE k.collection = c.id AND s.wide IS NOT NULL"
    " ORDER BY k.added DESC, s.place DESC LIMIT 1), c.created, changed FROM collections c"
)


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection; what of it is in the trash doesn't count.

    `cover` is the artifact with a thumbnail that came last; times are seconds since 1970.
    """

    id: str
    name: str
    note: str
    count: int
    cover: str | None
    created: float
    changed: float


class Collections:
    """The collections of a library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def listed(self, *, artifact: str | None = None) -> list[Collection]:
        """Return the collections, or those that have an artifact, the last changed first."""
        where = " WHERE c.id IN (SELECT collection FROM collected WHERE artifact = ?)"
        rows = self._database.rows(
            f"{_ROWS}{'' if artifact is None else where} ORDER BY changed DESC, c.id",
            () if artifact is None else (artifact,),
        )
        return [Collection(*row) for row in rows]

    def find(self, id: str) -> Collection:
        """Return a collection; NotFound where there is none."""
        rows = self._database.rows(f"{_ROWS} WHERE c.id = ?", (id,))
        if not rows:
            raise _unknown(id)
        return Collection(*rows[0])

    def artifacts(self, id: str) -> list[str]:
        """Return the artifacts of a collection, in the order in which they came into it."""
        self.find(id)
        query = f"SELECT k.artifact {_SHOWN} WHERE k.collection = ? ORDER BY k.added, s.place"
        return [row[0] for row in self._database.rows(query, (id,))]

    def add(self, name: str, note: str = "") -> Collection:
        """Begin a collection, and return it; RequestError where its name can't be."""
        id, now = new_id(), time.time()
        values = (id, _checked(name), note, now, now)
        with self._database.write() as db:
            known = db.execute("SELECT count(*) FROM collections").fetchone()[0]
            if known >= MOST:
                raise RequestError(f"there are {known:,} collections already", hint="remove one")
            db.execute("INSERT INTO collections VALUES (?, ?, ?, ?, ?)", values)
        return self.find(id)

    def change(self, id: str, *, name: str | None = None, note: str | None = None) -> Collection:
        """Give a collection another name or note, and return it."""
        if name is not None:
            name = _checked(name)
        with self._database.write() as db:
            _touch(db, id)
            db.execute(
                "UPDATE collections SET name = coalesce(?, name), note = coalesce(?, note)"
                " WHERE id = ?",
                (name, note, id),
            )
        return self.find(id)

    def remove(self, id: str) -> None:
        """Forget a collection; its artifacts stay in the library."""
        with self._database.write() as db:
            db.execute("DELETE FROM collected WHERE collection = ?", (id,))
            if not db.execute("DELETE FROM collections WHERE id = ?", (id,)).rowcount:
                raise _unknown(id)

    def put(self, id: str, add: Iterable[str] = (), remove: Iterable[str] = ()) -> Collection:
        """Put artifacts into a collection and take others out, and return it.

        What the library doesn't have (any more) is passed over.
        """
        now = time.time()
        with self._database.write() as db:
            _touch(db, id)
            db.executemany(
                "INSERT OR IGNORE INTO collected SELECT ?, artifact, ? FROM shelf"
                " WHERE artifact = ?",
                [(id, now, artifact) for artifact in add],
            )
            db.executemany(
                "DELETE FROM collected WHERE collection = ? AND artifact = ?",
                [(id, artifact) for artifact in remove],
            )
        return self.find(id)


def _touch(db: Any, id: str) -> None:
    now = time.time()
    if not db.execute("UPDATE collections SET changed = ? WHERE id = ?", (now, id)).rowcount:
        raise _unknown(id)


def _unknown(id: str) -> NotFound:
    return NotFound(f"there is no collection {id[:40]!r}")


def _checked(name: str) -> str:
    plain = " ".join(name.split())
    if not 0 < len(plain) <= LONGEST or not plain.isprintable():
        raise RequestError(f"name: invalid value {name[:60]!r}; expected 1 to {LONGEST} characters")
    return plain
