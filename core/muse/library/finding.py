"""Finding runs by their words, notes, medium and generator."""

import sqlite3
from dataclasses import dataclass

from muse.library import search
from muse.library.database import Database
from muse.library.parts import HIDDEN, has_parts
from muse.library.trash import EMPTIED, has_trash


@dataclass(frozen=True, slots=True)
class Wanted:
    """What runs are to have: all the words, a medium, a generator; and how many at most."""

    terms: tuple[str, ...]
    medium: str | None
    generator: str | None
    limit: int


def rows(database: Database, wanted: Wanted) -> list[sqlite3.Row]:
    """Return the rows of runs that have what is wanted, the newest first."""
    medium, generator, limit = wanted.medium, wanted.generator, wanted.limit
    if not wanted.terms:
        column, value = ("generator", generator) if generator else ("medium", medium)
        where = f"{column} = ?1" if value else "?1 IS NULL"
        return database.rows(
            f"SELECT * FROM runs WHERE {where} AND {_shown(database)} ORDER BY seq DESC LIMIT ?2",
            (value, limit),
        )
    terms = [
        search.match(wanted.terms)
    ]  # the filters go into the search: intersecting there is quick
    terms += [search.phrase(medium)] if medium else []
    terms += [search.phrase(generator)] if generator else []
    found = database.rows(
        "SELECT runs.* FROM words JOIN runs ON runs.seq = words.rowid"
        " WHERE words MATCH ? AND (?2 IS NULL OR medium = ?2)"
        f" AND (?3 IS NULL OR generator = ?3) AND {_shown(database)}"
        " ORDER BY words.rowid DESC LIMIT ?4",
        (" AND ".join(terms), medium, generator, limit),
    )
    by_number = {row["seq"]: row for row in found} | _noted(database, wanted)
    return [by_number[seq] for seq in sorted(by_number, reverse=True)][:limit]


def _shown(database: Database) -> str:
    """Return the condition for runs that are no parts, nor in the trash with all they made."""
    if not has_trash(database):
        return "1"
    alone = f"{HIDDEN.format(run='runs.seq')} AND " if has_parts(database) else ""
    return (
        f"{alone}runs.status != '{EMPTIED}' AND (NOT EXISTS (SELECT 1 FROM artifacts a"
        " WHERE a.run = runs.seq AND a.trashed IS NOT NULL) OR EXISTS (SELECT 1 FROM artifacts a"
        " WHERE a.run = runs.seq AND a.trashed IS NULL))"
    )


def _noted(database: Database, wanted: Wanted) -> dict[int, sqlite3.Row]:
    """Return the runs that have some of the words in their notes, and the others elsewhere."""
    notes: dict[int, str] = {}
    for run, note in database.rows("SELECT run, note FROM artifacts WHERE note IS NOT NULL"):
        notes[run] = f"{notes.get(run, '')}\n{note}"
    found: dict[int, sqlite3.Row] = {}
    for run, note in notes.items():
        left = [word for word in wanted.terms if not search.in_text(word, note)]
        if len(left) < len(wanted.terms):
            rows = database.rows(
                "SELECT * FROM runs WHERE seq = ?1 AND (?2 IS NULL OR medium = ?2)"
                f" AND (?3 IS NULL OR generator = ?3) AND {_shown(database)} AND (?4 = '' OR"
                " seq IN (SELECT rowid FROM words WHERE words MATCH ?4 AND rowid = ?1))",
                (run, wanted.medium, wanted.generator, search.match(left)),
            )
            found |= {row["seq"]: row for row in rows}
    return found
