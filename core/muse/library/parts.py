"""The parts of works: which run made which part of which, and where the same was made before."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from muse.library.database import Database

_WITH_PARTS = 4
"""The first version of a library that knows of parts."""

HIDDEN = "NOT EXISTS (SELECT 1 FROM parts WHERE parts.run = {run})"
"""The condition for runs that are no part of a work; `run` is the column with their numbers."""

_IN_PLACE = (
    "ON CONFLICT (parent, item, called) DO UPDATE"
    " SET run = excluded.run, artifact = excluded.artifact"
)
"""Lets a part take the place of what was there: to triggers a change, as REPLACE is none."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part is in a work: the number of its run, the item, what the part is called."""

    parent: int
    item: int
    called: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an artifact: what it is called, its artifact (empty until made), its generator."""

    item: int
    called: str
    artifact: str
    generator: str
    status: str


class Parts:
    """The parts of a library's works."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def made(self, key: str) -> list[str]:
        """Return the artifacts that were made for a key, the newest first, none from the trash."""
        rows = self._database.rows(
            "SELECT made.artifact FROM made JOIN artifacts ON artifacts.id = made.artifact"
            " WHERE made.key = ? AND trashed IS NULL AND NOT unfinished"
            " ORDER BY artifacts.run DESC",
            (key,),
        )
        return [row[0] for row in rows]

    def taken(self, places: Sequence[tuple[Place, str]]) -> None:
        """Record parts that are artifacts made before."""
        if not places:
            return
        with self._database.write() as db:
            db.executemany(
                "INSERT INTO parts (parent, item, called, run, artifact)"
                f" SELECT ?, ?, ?, run, id FROM artifacts WHERE id = ? {_IN_PLACE}",
                [(at.parent, at.item, at.called, artifact) for at, artifact in places],
            )

    def of(self, artifact: str) -> list[Part]:
        """Return the parts of an artifact, in the order in which they were begun."""
        if not has_parts(self._database):
            return []
        rows = self._database.rows(
            "SELECT parts.item, called, parts.artifact, generator, status FROM artifacts"
            " JOIN parts ON parts.parent = artifacts.run AND parts.item = artifacts.item"
            " JOIN runs ON runs.seq = parts.run WHERE artifacts.id = ? ORDER BY parts.run, called",
            (artifact,),
        )
        return [Part(*row) for row in rows]

    def sources(self, artifact: str) -> dict[str, list[str]]:
        """Return field -> the artifacts that were handed in for it."""
        if not has_parts(self._database):
            return {}
        rows = self._database.rows(
            "SELECT field, sources.artifact FROM sources JOIN artifacts"
            " ON artifacts.run = sources.run WHERE artifacts.id = ? ORDER BY field",
            (artifact,),
        )
        found: dict[str, list[str]] = {}
        for field, source in rows:
            found.setdefault(field, []).append(source)
        return found


def has_parts(database: Database) -> bool:
    """Whether a library knows of parts: one of an older Muse that is only read doesn't."""
    version = database.rows("PRAGMA user_version")
    return not version or version[0][0] >= _WITH_PARTS


def begun(
    db: sqlite3.Connection, run: int, place: Place | None, sources: Mapping[str, Sequence[str]]
) -> None:
    """Record, within a transaction, of which work a run is a part, and what it is made from."""
    if place is not None:
        db.execute(
            f"INSERT INTO parts VALUES (?, ?, ?, ?, '') {_IN_PLACE}",
            (place.parent, place.item, place.called, run),
        )
    rows = [(run, field, each) for field, ids in sources.items() for each in ids]
    db.executemany("INSERT OR IGNORE INTO sources VALUES (?, ?, ?)", rows)


def recorded(db: sqlite3.Connection, run: int, artifact: str, key: str) -> None:
    """Record, within the transaction of its artifact, that a part is made."""
    if key:
        db.execute("UPDATE parts SET artifact = ? WHERE run = ?", (artifact, run))
        db.execute("INSERT OR IGNORE INTO made VALUES (?, ?)", (key, artifact))


def forgotten(db: sqlite3.Connection, artifacts: Iterable[str]) -> None:
    """Forget, within a transaction, artifacts that are gone."""
    ids = [(each,) for each in artifacts]
    db.executemany("DELETE FROM made WHERE artifact = ?", ids)
    db.executemany("DELETE FROM parts WHERE artifact = ?", ids)


def lone(db: sqlite3.Connection, runs: Iterable[int]) -> Iterator[str]:
    """Forget the parts of runs that have no artifact any more; yield those nobody else has.

    A part that was rated, noted, tagged or collected is somebody's own by now.
    """
    waiting = list(runs)
    while waiting:
        run = waiting.pop()
        if db.execute("SELECT 1 FROM artifacts WHERE run = ?", (run,)).fetchone():
            continue
        listed = db.execute("SELECT run, artifact FROM parts WHERE parent = ?", (run,)).fetchall()
        db.execute("DELETE FROM parts WHERE parent = ?", (run,))
        for part, artifact in listed:
            if db.execute("SELECT 1 FROM parts WHERE run = ?", (part,)).fetchone():
                continue
            own = db.execute(
                "SELECT 1 FROM artifacts WHERE id = ?1 AND (rating IS NOT NULL OR note IS NOT NULL"
                " OR EXISTS (SELECT 1 FROM tags WHERE artifact = ?1)"
                " OR EXISTS (SELECT 1 FROM collected WHERE artifact = ?1))",
                (artifact,),
            ).fetchone()
            if not own:
                yield artifact
                waiting.append(part)
