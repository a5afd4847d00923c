"""Many artifacts at once, without what only one alone is looked at for: report, recipe, files."""

import json
from collections.abc import Sequence

from muse.library.database import Database
from muse.library.gallery import Extra
from muse.library.records import ArtifactRecord, RunRecord

_OF_RUN = tuple("created medium generator version prompt status seconds error sheet".split())
_LISTED = "SELECT value FROM json_each(?)"


def read(database: Database, ids: Sequence[str]) -> list[tuple[RunRecord, ArtifactRecord, Extra]]:
    """Return artifacts in the order of their ids, but for unknown and unfinished ones."""
    listed = json.dumps(ids)
    tags: dict[str, list[str]] = {}
    query = f"SELECT artifact, tag FROM tags WHERE artifact IN ({_LISTED}) ORDER BY tag"
    for artifact, tag in database.rows(query, (listed,)):
        tags.setdefault(artifact, []).append(tag)
    rows = database.rows(
        "SELECT a.id, a.item, a.seed, a.title, a.unfinished, a.excerpt, a.rating, a.note,"
        " a.trashed, a.thumbnail IS NOT NULL AS shown, a.peaks IS NOT NULL AS heard, s.wide,"
        " s.high, s.colours, r.id AS run, r.created, r.medium, r.generator, r.version, r.prompt,"
        " r.status, r.seconds, r.error, r.sheet FROM shelf s JOIN artifacts a ON a.id = s.artifact"
        f" JOIN runs r ON r.seq = a.run WHERE s.artifact IN ({_LISTED})",
        (listed,),
    )
    found = {}
    for row in rows:
        made = ArtifactRecord(
            *(row["id"], row["item"], row["seed"], row["title"], {}, {}, bool(row["unfinished"])),
            *(row["excerpt"], row["rating"], row["note"], []),
        )
        own = {name: row[name] for name in _OF_RUN}
        run = RunRecord(**own, id=row["run"], asked={}, condition={}, artifacts=[made])
        size = (row["wide"], row["high"]) if row["wide"] and row["high"] else None
        colours = tuple((row["colours"] or "").split())
        mine = tuple(tags.get(made.id, ()))
        extra = Extra(mine, row["trashed"], bool(row["shown"]), bool(row["heard"]), size, colours)
        found[made.id] = (run, made, extra)
    return [found[id] for id in dict.fromkeys(ids) if id in found]
