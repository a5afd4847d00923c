"""Looking things up in a library: runs by words, artifacts by ids, files by their bytes."""

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from muse import files
from muse.errors import LibraryError, NotFound, RequestError
from muse.library import briefs, counters, finding, search
from muse.library.database import Database
from muse.library.gallery import Extra, Gallery
from muse.library.records import ArtifactRecord, FileRecord, RunRecord

_LARGE = 2**24
"""Bytes of a file above which its size is looked for before its hash."""


class Lookups:
    """What can be asked of the library in a `folder`; nothing is changed."""

    folder: Path
    database: Database
    gallery: Gallery

    def is_stored(self, sha256: str) -> bool:
        """Whether the library stores a file of these bytes as one of an artifact."""
        return bool(self.gallery.stored(sha256))

    def log(
        self,
        *,
        query: str = "",
        medium: str | None = None,
        generator: str | None = None,
        limit: int = 20,
    ) -> list[RunRecord]:
        """Return runs, the newest first; `query` wants all its words in prompt, fields or notes."""
        wanted = finding.Wanted(tuple(search.terms(query)), medium, generator, limit)
        return [self._run(row) for row in finding.rows(self.database, wanted)]

    def find(self, id: str) -> tuple[RunRecord, ArtifactRecord]:
        """Return the artifact that an id, the start of one, or the id of its run names."""
        key = id.strip().lower()
        if not re.fullmatch(r"[0-9a-z]+(-\d+)?", key):
            raise NotFound(f"the library has no artifact {id!r}", hint="muse log shows them")
        rows = self.database.rows(
            "SELECT id, run FROM artifacts WHERE id >= ?1 AND id < ?1 || '{' LIMIT 500",
            (key,),
        )
        exact = [row for row in rows if row["id"] in (key, f"{key}-1")]
        runs = {row["run"] for row in rows}
        if not rows:
            raise NotFound(f"the library has no artifact {id!r}", hint="muse log shows them")
        if len(runs) > 1 and not exact:
            raise RequestError(f"{len(runs)} runs start with {id!r}", hint="give more of the id")
        chosen = (exact or sorted(rows, key=lambda row: int(row["id"].rpartition("-")[2])))[0]
        found = self.database.rows("SELECT * FROM runs WHERE seq = ?", (chosen["run"],))
        if not found:
            raise LibraryError(f"the run of {chosen['id']} is lost", hint="muse library check")
        run = self._run(found[0])
        return run, next(a for a in run.artifacts if a.id == chosen["id"])

    def briefs(self, ids: Sequence[str]) -> list[tuple[RunRecord, ArtifactRecord, Extra]]:
        """Return artifacts by their ids, but for unknown ones, as a page of many shows them.

        They have no report, no recipe and no files, and their runs no fields: that is quick.
        """
        return briefs.read(self.database, ids)

    def has(self, id: str) -> bool:
        """Whether there is an artifact of this very id, in the trash or not."""
        return bool(self.database.rows("SELECT 1 FROM artifacts WHERE id = ?", (id,)))

    def find_exactly(self, id: str) -> tuple[RunRecord, ArtifactRecord]:
        """Return the artifact of an id; NotFound for anything else."""
        run, artifact = self.find(id[:80])
        if artifact.id != id:
            raise NotFound(f"the library has no artifact {id[:80]!r}", hint="give its whole id")
        return run, artifact

    def path_of(self, file: FileRecord) -> Path | None:
        """Return where a file of an artifact is now; None when it is nowhere.

        What is at the place where the user had it written is it only while its bytes are the same.
        """
        stored = self.place(file.sha256, file.suffix)
        if stored.is_file():
            return stored
        path = Path(file.path) if file.path else None
        try:
            if path is None or path.stat().st_size != file.size:
                return None
            with path.open("rb") as opened:
                same = hashlib.file_digest(opened, "sha256").hexdigest() == file.sha256
        except (OSError, ValueError):
            return None
        return path if same else None

    def artifact(self, id: str) -> tuple[str, bytes]:
        """Return the name and the bytes of a file of an artifact; see `artifact_path`."""
        name, path = self.artifact_path(id)
        return name, path.read_bytes()

    def artifact_path(self, id: str) -> tuple[str, Path]:
        """Return the name and the place of an artifact's first file.

        `ID.png` is that one, `ID.drums.wav` and `ID/03.png` are those of that name.
        """
        id, key = re.fullmatch(r"([^./]*)(.*)", id.strip(), re.DOTALL).groups()  # type: ignore[union-attr]
        _, made = self.find(id)
        for file in made.files:
            path = self.path_of(file) if key.lower() in ("", file.suffix) else None
            if path is not None:
                return f"{made.id}{file.suffix}", path
        raise NotFound(f"{made.id} has no {key or 'file'} that is there")

    def run(self, id: str) -> RunRecord | None:
        """Return the run that an id, or the start of one, names; None when none or several do."""
        rows = self.database.rows(
            "SELECT * FROM runs WHERE id >= ?1 AND id < ?1 || '{' LIMIT 2", (id.strip().lower(),)
        )
        return self._run(rows[0]) if len(rows) == 1 else None

    def made(self, run: str) -> frozenset[int]:
        """Return the items of a run that are recorded, whole ones."""
        rows = self.database.rows(
            "SELECT item FROM artifacts JOIN runs ON runs.seq = artifacts.run"
            " WHERE runs.id = ? AND NOT unfinished",
            (run,),
        )
        return frozenset(row[0] for row in rows)

    def place(self, sha256: str, key: str) -> Path:
        """Return where the library stores a file of these bytes."""
        return self.folder / "files" / sha256[:2] / f"{sha256}{key[key.index('.') :]}"

    def lookup(self, source: str) -> tuple[RunRecord, ArtifactRecord]:
        """Return the artifact that an id, or the path of one of its files, names."""
        path = files.expanded(source)
        if not path.is_file():
            return self.find(source)
        known = self.of_file(path)
        if known is None:
            raise NotFound(f"the library doesn't know {path}", hint="muse log shows what it has")
        return known

    def of_file(self, path: Path) -> tuple[RunRecord, ArtifactRecord] | None:
        """Return the artifact that a file is, by its bytes; None when the library has none."""
        try:
            size = path.stat().st_size
            query = "SELECT 1 FROM files WHERE size = ? LIMIT 1"
            if size > _LARGE and not self.database.rows(query, (size,)):
                return None
            with path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise RequestError(f"{path} can't be read ({error.strerror})") from None
        return self.by_hash(sha256, path)

    def by_hash(
        self, sha256: str, path: Path | None = None
    ) -> tuple[RunRecord, ArtifactRecord] | None:
        """Return the artifact that has a file of these bytes.

        Of several it is the last that was written to `path`, or else the first that was made.
        """
        place = files.recorded(path) if path else None
        rows = self.database.rows(
            "SELECT artifact FROM files JOIN artifacts ON artifacts.id = files.artifact"
            " WHERE sha256 = ?1 ORDER BY path = ?2 DESC NULLS LAST,"
            " CASE WHEN path = ?2 THEN -artifacts.run ELSE artifacts.run END LIMIT 1",
            (sha256, place),
        )
        return self.find(rows[0]["artifact"]) if rows else None

    def recipes(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the id and the recipe of each artifact, the last made first."""
        runs = self.database.rows("SELECT DISTINCT run FROM artifacts ORDER BY run DESC")
        for (run,) in runs:
            query = "SELECT id, recipe FROM artifacts WHERE run = ? ORDER BY item"
            for row in self.database.rows(query, (run,)):
                yield row["id"], _table(row["recipe"])

    def thumbnail(self, artifact: str) -> bytes | None:
        """Return the thumbnail of an artifact as WebP; None when it has none."""
        query = "SELECT thumbnail FROM artifacts WHERE id = ?"
        rows = self.database.rows(query, (artifact,))
        return rows[0]["thumbnail"] if rows else None

    def changes(self) -> dict[str, int]:
        """Return how often runs, artifacts, collections and the desk changed, by these names."""
        rows = self.database.rows("SELECT name, number FROM changes")
        return dict.fromkeys(counters.NAMES, 0) | {row[0]: row[1] for row in rows}

    def _run(self, row: sqlite3.Row) -> RunRecord:
        artifacts = []
        rows = self.database.rows(
            "SELECT * FROM artifacts WHERE run = ? ORDER BY item", (row["seq"],)
        )
        for a in rows:
            listed = self.database.rows(
                "SELECT suffix, media_type, size, sha256, path FROM files WHERE artifact = ?"
                " ORDER BY rowid",
                (a["id"],),
            )
            artifacts.append(
                ArtifactRecord(
                    *(a["id"], a["item"], a["seed"], a["title"]),
                    *(_table(a["report"]), _table(a["recipe"]), bool(a["unfinished"])),
                    *(a["excerpt"], a["rating"], a["note"]),
                    [_file(f) for f in listed],
                )
            )
        values: dict[str, Any] = dict(row)
        del values["seq"]
        values["asked"] = _table(row["asked"])
        values["condition"] = _table(values.get("condition", "{}"))
        return RunRecord(**values, artifacts=artifacts)


def _file(row: sqlite3.Row) -> FileRecord:
    suffix, media_type, size, sha256, path = row
    return FileRecord(suffix, media_type, size, sha256, path and files.of_record(path))


def _table(text: str) -> dict[str, Any]:
    """Return what was kept as JSON; nothing where it was damaged."""
    try:
        value = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
