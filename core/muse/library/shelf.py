"""The shelf: a narrow row for each whole artifact, by which it is sought, and the words of it.

Triggers keep the rows, whoever writes, so that none is ever missing; the words, the size and the
colours of its thumbnail are described once. All of it can be made again of the other tables.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from muse.library import search
from muse.media import colours, pictures

_ITEMS = 2**20
"""Items that a run may have."""

_LONGEST = 20_000
"""Characters by which an artifact is found at most."""


def place(run: int, item: int) -> int:
    """Return the place of an artifact: greater for a newer run, and within it for an older item."""
    return run * _ITEMS + _ITEMS - 1 - item


def of_place(at: int) -> tuple[int, int]:
    """Return the number of the run, and the item, whose place it is."""
    run, rest = divmod(at, _ITEMS)
    return run, _ITEMS - 1 - rest


def _place(row: str) -> str:
    return f"{row}.run * {_ITEMS} + {_ITEMS - 1} - {row}.item"


SHELVE = (
    f"INSERT OR IGNORE INTO shelf SELECT {_place('a')}, a.id, r.medium, r.generator, r.created,"
    " a.rating, a.trashed, EXISTS (SELECT 1 FROM parts WHERE parts.run = a.run), r.sheet,"
    " NULL, NULL, CASE WHEN a.thumbnail IS NULL THEN '' END, 0"
    " FROM artifacts a JOIN runs r ON r.seq = a.run WHERE NOT a.unfinished"
)
"""Puts whole artifacts on the shelf that aren't there."""

_IS_PART = (
    "UPDATE shelf SET part = EXISTS (SELECT 1 FROM parts WHERE run = {row}.run)"
    f" WHERE place BETWEEN {{row}}.run * {_ITEMS} AND {{row}}.run * {_ITEMS} + {_ITEMS - 1}"
)
OF_RUN = (
    f"s.place BETWEEN (SELECT seq FROM runs WHERE id = ?) * {_ITEMS}"
    f" AND (SELECT seq FROM runs WHERE id = ?) * {_ITEMS} + {_ITEMS - 1}"
)
"""The condition for artifacts of a run, by its id, given twice."""

_TRIGGERS = (
    ("artifacts", "INSERT", f"{SHELVE} AND a.id = NEW.id"),
    (
        "artifacts",
        "DELETE",
        f"DELETE FROM shelf WHERE place = {_place('OLD')};"
        f" DELETE FROM told WHERE rowid = {_place('OLD')}",
    ),
    (
        "artifacts",
        "UPDATE OF rating, trashed",
        "UPDATE shelf SET rating = NEW.rating, trashed = NEW.trashed"
        f" WHERE place = {_place('NEW')}",
    ),
    ("parts", "INSERT", _IS_PART.format(row="NEW")),
    ("parts", "DELETE", _IS_PART.format(row="OLD")),
    ("parts", "UPDATE OF run", "; ".join(_IS_PART.format(row=row) for row in ("OLD", "NEW"))),
)

TABLES = (
    """CREATE TABLE shelf (
    place INTEGER PRIMARY KEY, artifact TEXT NOT NULL UNIQUE, medium TEXT NOT NULL,
    generator TEXT NOT NULL, created REAL NOT NULL, rating INTEGER, trashed REAL,
    part INTEGER NOT NULL, sheet TEXT, wide INTEGER, high INTEGER, colours TEXT,
    hues INTEGER NOT NULL);
CREATE INDEX shelf_by_rating ON shelf (coalesce(rating, 0), place, trashed, part);
CREATE INDEX shelf_by_generator ON shelf (generator, medium, trashed, part);
CREATE INDEX shelf_by_sheet ON shelf (sheet, place) WHERE sheet IS NOT NULL;
CREATE INDEX shelf_without_colours ON shelf (place) WHERE colours IS NULL;
CREATE VIRTUAL TABLE told USING fts5 (text, tokenize='unicode61');
"""
    + f"{SHELVE};\n"
    + "".join(
        f"CREATE TRIGGER {table}_shelved_{change.split()[0].lower()} AFTER {change} ON {table}"
        f" BEGIN {what}; END;\n"
        for table, change, what in _TRIGGERS
    )
)
"""What makes it, as SQL; no ";" ends a line inside a statement."""


def shelved(db: sqlite3.Connection, artifact: str, found: tuple[str, ...] | None) -> None:
    """Describe, within the transaction that recorded it, an artifact that triggers shelved.

    `found` are the colours of its thumbnail; None where nobody looked yet.
    """
    describe(db, artifact)
    if found is not None:
        rows = db.execute("SELECT place FROM shelf WHERE artifact = ?", (artifact,)).fetchall()
        coloured(db, [(row[0], found) for row in rows])


def describe(db: sqlite3.Connection, artifact: str) -> None:
    """Describe, within a transaction, an artifact anew: its note or its tags changed, say."""
    db.execute(
        "DELETE FROM told WHERE rowid = (SELECT place FROM shelf WHERE artifact = ?)", (artifact,)
    )
    _describe(db, "WHERE artifact = ?", (artifact,))


def describe_all(db: sqlite3.Connection) -> None:
    """Describe, within a transaction, all that is on the shelf."""
    db.execute("DELETE FROM told")
    _describe(db, "", ())


def renew(db: sqlite3.Connection) -> None:
    """Make the shelf anew of the other tables, but for the colours."""
    db.execute("DELETE FROM shelf")
    db.execute(SHELVE)
    describe_all(db)


def coloured(db: sqlite3.Connection, found: Iterable[tuple[int, tuple[str, ...]]]) -> None:
    """Keep, within a transaction, the colours of thumbnails by the places of their artifacts."""
    db.executemany(
        "UPDATE shelf SET colours = ?, hues = ? WHERE place = ?",
        [(" ".join(each), colours.bits(*each), at) for at, each in found],
    )


def _describe(db: sqlite3.Connection, where: str, values: tuple[Any, ...]) -> None:
    rows = db.execute(
        "SELECT place, r.prompt, r.asked, r.medium, r.generator, a.title, a.note, (SELECT"
        " group_concat(tag, ' ') FROM tags WHERE tags.artifact = a.id), a.excerpt, a.report,"
        f" substr(a.thumbnail, 1, {pictures.HEADER})"
        " FROM shelf JOIN artifacts a ON a.id = shelf.artifact JOIN runs r ON r.seq = a.run"
        f" {where}",
        values,
    )
    for row in iter(rows.fetchone, None):
        at, prompt, asked, *plain, excerpt, report, head = row
        own = (each for each in plain if each)
        text = " ".join(
            (prompt, *search.strings(_read(asked)), *own, excerpt, *_words(_read(report)))
        )
        db.execute(
            "INSERT INTO told (rowid, text) VALUES (?, ?)", (at, search.words(text[:_LONGEST]))
        )
        size = pictures.size(head) if head else None
        if size is not None:
            db.execute("UPDATE shelf SET wide = ?, high = ? WHERE place = ?", (*size, at))


def _words(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a report says in words: what was used and measured, and its notes."""
    for part in ("applied", "chosen"):
        yield from _plain(report.get(part), numbers=False)
    for part in ("read", "adjusted"):
        found = report.get(part)
        for each in found.values() if isinstance(found, dict) else ():
            yield from _plain(each, numbers=part == "read")
    yield from _plain(report.get("measured"), numbers=True)
    yield from _plain(report.get("notes"), numbers=False)


def _plain(value: Any, *, numbers: bool) -> Iterator[str]:
    """Yield the texts in a value, and its numbers where these say something."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _plain(each, numbers=numbers)
    elif numbers and isinstance(value, int | float) and not isinstance(value, bool):
        yield f"{value:g}"


def _read(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, TypeError, RecursionError):  # damaged
        return {}
    return value if isinstance(value, dict) else {}
