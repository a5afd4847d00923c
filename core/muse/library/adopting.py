"""Taking up runs that were made elsewhere, under their own ids."""

import json

from muse.errors import RequestError
from muse.library import search
from muse.library.database import Database
from muse.library.records import RunRecord


def adopt(database: Database, run: RunRecord) -> int:
    """Record a run of another library, unless it is here already; return its number.

    RequestError where another run has its id.
    """
    with database.write() as db:
        query = "SELECT seq, generator, created FROM runs WHERE id = ?"
        known = db.execute(query, (run.id,)).fetchone()
        if known is not None:
            if known[1] != run.generator or abs(known[2] - run.created) > 1:
                raise RequestError(f"another run of this library has the id {run.id}")
            return int(known[0])
        cursor = db.execute(
            "INSERT INTO runs (id, created, medium, generator, version, prompt, asked, status,"
            " seconds, condition, sheet) VALUES (?, ?, ?, ?, ?, ?, ?, 'done', ?, ?, ?)",
            (
                *(run.id, run.created, run.medium, run.generator, run.version, run.prompt),
                json.dumps(run.asked, ensure_ascii=False),
                *(run.seconds, json.dumps(run.condition, ensure_ascii=False), run.sheet),
            ),
        )
        number = int(cursor.lastrowid or 0)
        asked = " ".join(search.strings(run.asked))
        words = search.words(f"{run.prompt} {asked} {run.medium} {run.generator}")
        db.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (number, words))
        return number
