"""Seeking artifacts: what they are to have, in which order, a page of them, how many there are."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from muse.errors import RequestError
from muse.library import search, shelf
from muse.library.database import Database
from muse.media import colours

Order = Literal["newest", "oldest", "rating"]

_WITH_SHELF = 5
"""The first version of a library that has a shelf."""

_ORDERS = {
    "newest": "s.place DESC",
    "oldest": "s.place",
    "rating": "coalesce(s.rating, 0) DESC, s.place DESC",
}


@dataclass(frozen=True, slots=True)
class Sought:
    """What artifacts are to have; times are seconds since 1970, `rating` is the least.

    `trash` seeks in the trash, and otherwise outside it. Nothing unfinished is found, and
    `parts` of works only if they are sought too, or by the id of their `run` or their own. A
    `colour` is `rrggbb`, and finds what a person calls by the same name.
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
    colour: str | None = None
    collection: str | None = None
    sheet: str | None = None
    run: str | None = None
    ids: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many artifacts have what is sought, by medium and by generator."""

    total: int
    media: dict[str, int]
    generators: dict[str, int]


class Seeking:
    """What can be asked of the shelf of a library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def has_shelf(self) -> bool:
        """Whether there is a shelf: a library of an older Muse that is only read has none."""
        version = self._database.rows("PRAGMA user_version")
        return bool(version) and version[0][0] >= _WITH_SHELF

    def seek(
        self,
        sought: Sought,
        *,
        after: tuple[int, int] | None = None,
        offset: int = 0,
        limit: int = 50,
        order: Order = "newest",
    ) -> list[tuple[str, tuple[int, int]]]:
        """Return ids of artifacts in their order, each with its place (number of its run, item).

        `after` is the place of the last that is known, unless they are ordered by rating; `offset`
        passes over as many.
        """
        tables, where, values = _conditions(sought)
        if after is not None:
            if order == "rating":
                raise RequestError("a page of what is ordered by rating begins at an offset")
            where.append(f"s.place {'<' if order == 'newest' else '>'} ?")
            values.append(shelf.place(*after))
        rows = self._database.rows(
            f"SELECT artifact, place FROM shelf WHERE place IN (SELECT s.place FROM {tables}"
            f" WHERE {' AND '.join(where)} ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?)"
            f" ORDER BY {_ORDERS[order].replace('s.', '')}",
            (*values, limit, offset),
        )
        return [(row[0], shelf.of_place(row[1])) for row in rows]

    def count(self, sought: Sought) -> Counts:
        """Return how many artifacts have what is sought."""
        tables, where, values = _conditions(sought)
        way = "+" if values else ""  # an index has all that is asked of everything, and no more
        rows = self._database.rows(
            f"SELECT s.medium, s.generator, count(*) FROM {tables} WHERE {' AND '.join(where)}"
            f" GROUP BY {way}s.generator, s.medium",
            tuple(values),
        )
        media: Counter[str] = Counter()
        generators: Counter[str] = Counter()
        for medium, generator, number in rows:
            media[medium] += number
            generators[generator] += number
        return Counts(sum(media.values()), dict(media), dict(generators))


def _conditions(sought: Sought) -> tuple[str, list[str], list[Any]]:
    """Return tables, conditions and their values."""
    where = [f"s.trashed IS {'NOT ' if sought.trash else ''}NULL"]
    named = sought.ids is not None or sought.run is not None
    if not (sought.parts or sought.trash or named):
        where.append("NOT s.part")
    values: list[Any] = []
    hue = None if sought.colour is None else 1 << colours.NAMES.index(colours.name(sought.colour))
    simple: Sequence[tuple[str, object]] = (
        ("s.medium = ?", sought.medium),
        ("+s.generator = ?", sought.generator),
        ("s.rating >= ?", sought.rating),
        ("s.created >= ?", sought.since),
        ("s.created < ?", sought.until),
        ("s.sheet = ?", sought.sheet),
        ("s.hues & ?", hue),
        ("+s.artifact IN (SELECT artifact FROM tags WHERE tag = ?)", sought.tag),
        ("+s.artifact IN (SELECT artifact FROM collected WHERE collection = ?)", sought.collection),
        (shelf.OF_RUN, sought.run),
        (
            "s.artifact IN (SELECT value FROM json_each(?))",
            None if sought.ids is None else json.dumps(sought.ids),
        ),
    )
    for text, value in simple:
        if value is not None:
            where.append(text)
            values += [value] * text.count("?")
    terms = list(search.terms(sought.query))
    if not terms:
        return "shelf s", where, values
    values.append(search.match(terms))
    return "told JOIN shelf s ON s.place = told.rowid", [*where, "told MATCH ?"], values
