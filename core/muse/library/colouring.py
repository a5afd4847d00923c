"""The colours of thumbnails that nobody looked at yet, such as those of an older Muse."""

import time

from muse.library import shelf
from muse.library.database import Database
from muse.media import colours

_BATCH = 10
"""Thumbnails that are looked at between two looks at the clock."""


def colour(database: Database, seconds: float) -> int:
    """Look at thumbnails for about as long, the newest first; return how many."""
    start, count = time.monotonic(), 0
    while count == 0 or time.monotonic() - start < seconds:
        rows = database.rows(
            "SELECT place, thumbnail FROM shelf JOIN artifacts ON id = artifact"
            " WHERE colours IS NULL ORDER BY place DESC LIMIT ?",
            (_BATCH,),
        )
        if not rows:
            break
        found = [(row[0], colours.of_picture(row[1] or b"")) for row in rows]
        with database.write() as db:
            shelf.coloured(db, found)
        count += len(rows)
    return count
