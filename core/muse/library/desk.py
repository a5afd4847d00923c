"""The desk: what a surface keeps of work that isn't made yet, such as a form half filled in."""

import json
import re
import time
from dataclasses import dataclass
from typing import Any

from muse.errors import NotFound, RequestError
from muse.library.database import Database

LARGEST = 2**18
"""Bytes of JSON that a document may have."""

MOST = 10_000
"""Documents that are kept."""

DEEPEST = 64
"""Levels of lists and objects in each other."""

_NAME = re.compile(r"[a-z0-9-]{1,64}")


class ChangedMeanwhile(RequestError):
    """Somebody else changed a document since it was read."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its revision, when it was changed (seconds since 1970), its value as JSON."""

    name: str
    revision: int
    changed: float
    value: str


class Desk:
    """The documents of a library; several processes read and write them at once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def listed(self) -> list[Document]:
        """Return the documents, without their values, the last that was changed first."""
        rows = self._database.rows(
            "SELECT name, revision, changed FROM desk ORDER BY changed DESC, name"
        )
        return [Document(row[0], row[1], row[2], "") for row in rows]

    def find(self, name: str) -> Document:
        """Return a document; NotFound where there is none."""
        rows = self._database.rows(
            "SELECT name, revision, changed, value FROM desk WHERE name = ?", (checked(name),)
        )
        if not rows:
            raise NotFound(f"the desk has no document {name!r}")
        return Document(*rows[0])

    def put(self, name: str, value: Any, revision: int | None = None) -> Document:
        """Keep a value in the place of what there is, and return the document.

        ChangedMeanwhile unless what there is has this `revision`, if one is given; 0 is that of
        nothing. Revisions only grow, over a removal too, so that none stands for two values.
        """
        text = _text(value)
        checked(name)
        now = time.time()
        with self._database.write() as db:
            _expect(db.execute("SELECT revision FROM desk WHERE name = ?", (name,)), name, revision)
            known = db.execute("SELECT count(*) FROM desk WHERE name != ?", (name,)).fetchone()[0]
            if known >= MOST:
                raise RequestError(
                    f"the desk has {known:,} documents already", hint="remove one of them"
                )
            counter = "SELECT number + 1 FROM changes WHERE name = 'desk'"
            row = db.execute(
                f"INSERT INTO desk VALUES (?1, ({counter}), ?2, ?3) ON CONFLICT (name) DO UPDATE"
                " SET revision = excluded.revision, changed = ?2, value = ?3 RETURNING revision",
                (name, now, text),
            ).fetchone()
        return Document(name, row[0], now, text)

    def remove(self, name: str) -> None:
        """Remove a document; NotFound where there is none."""
        checked(name)
        with self._database.write() as db:
            if not db.execute("DELETE FROM desk WHERE name = ?", (name,)).rowcount:
                raise NotFound(f"the desk has no document {name!r}")


def checked(name: str) -> str:
    """Return the name of a document; RequestError where it can't be one."""
    if not _NAME.fullmatch(name):
        raise RequestError(
            f"name: invalid value {name[:64]!r}",
            hint="expected 1 to 64 small letters, digits and hyphens",
        )
    return name


def _expect(rows: Any, name: str, revision: int | None) -> None:
    found = rows.fetchone()
    present = found[0] if found else 0
    if revision is not None and revision != present:
        raise ChangedMeanwhile(
            f"{name} was changed meanwhile: it has revision {present}, not {revision}",
            hint="read it, and change that",
        )


def _text(value: Any) -> str:
    """Return a value as JSON; RequestError where it is none, too large or too deep."""
    if _depth(value) > DEEPEST:
        raise RequestError(f"value: more than {DEEPEST} levels of lists and objects")
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        size = len(text.encode())
    except (ValueError, TypeError):  # half of a character, a number beyond all numbers
        raise RequestError("value: it can't be written as JSON") from None
    if size > LARGEST:
        raise RequestError(f"value: {size:,} bytes are more than {LARGEST:,}")
    return text


def _depth(value: Any) -> int:
    """Return how deep a value is, without going into it by calls."""
    level, depth = [value], 0
    while level and depth <= DEEPEST:
        inner = [each for each in level if isinstance(each, dict | list)]
        level = [v for each in inner for v in (each.values() if isinstance(each, dict) else each)]
        depth += bool(inner)
    return depth
