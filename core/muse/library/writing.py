"""The journal of an artifact's files: its record and their places, before there is any of them."""

import json
import time
from collections.abc import Mapping, Sequence

from muse import files, processes
from muse.errors import LibraryError
from muse.library import parts
from muse.library.library import Library, insert
from muse.library.records import ArtifactRecord
from muse.media import colours, content
from muse.placing import Step


def _hashes(beside: Mapping[str, bytes]) -> str | None:
    """Return the hashes of what goes beside a file, by what its name ends in; None for nothing."""
    hashed = {ending: content.sha256(data) for ending, data in beside.items()}
    return json.dumps(hashed) if hashed else None


class Writing:
    """Keeps what is needed to complete, or to take back, the files of one artifact.

    `record` (run's number, artifact, thumbnail, peaks, key of a part) is recorded together with it,
    unless the artifact is recorded already. `problem` says why the record doesn't know where the
    files are.
    """

    def __init__(
        self,
        library: Library,
        artifact: str,
        record: tuple[int, ArtifactRecord, bytes | None, bytes | None, str] | None = None,
    ) -> None:
        self.problem: LibraryError | None = None
        self._database = library.database
        self._gallery = library.gallery
        self._artifact = artifact
        self._record = record

    def begin(self, steps: Sequence[Step]) -> None:
        """Record the artifact and the steps; LibraryError, and nothing is written."""
        now, me = time.time(), processes.mark()
        rows = [
            (
                *(files.recorded(step.hidden), self._artifact, step.part.suffix),
                *(files.recorded(step.path), step.part.sha256 or content.sha256(step.part.data)),
                _hashes(step.part.beside),
                *(step.before, self._record is not None, me, now),
            )
            for step in steps
        ]
        if not rows and self._record is None:
            return
        thumbnail = self._record[2] if self._record is not None else None
        found = colours.of_picture(thumbnail) if thumbnail else None  # before anybody waits for it
        with self._database.write() as db:
            if self._record is not None:
                insert(db, *self._record, found)
            db.executemany("INSERT INTO writing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def moved(self, step: Step) -> None:
        """Note another name, as the first was taken."""
        with self._database.write() as db:
            db.execute(
                "UPDATE writing SET path = ? WHERE hidden = ?",
                (files.recorded(step.path), files.recorded(step.hidden)),
            )

    def done(self, steps: Sequence[Step]) -> None:
        """Record where the files are; that it can't be costs no work."""
        if not steps:
            return
        try:
            with self._database.write() as db:
                for step in steps:
                    db.execute(
                        "UPDATE files SET path = ? WHERE artifact = ? AND suffix = ?",
                        (files.recorded(step.path), self._artifact, step.part.suffix),
                    )
                db.execute("DELETE FROM writing WHERE artifact = ?", (self._artifact,))
        except LibraryError as error:
            self.problem = error

    def drop(self, steps: Sequence[Step]) -> None:
        """Forget what was begun; the next start does where this can't be."""
        try:
            with self._database.write() as db:
                db.execute("DELETE FROM writing WHERE artifact = ?", (self._artifact,))
                if self._record is not None:
                    db.execute("DELETE FROM files WHERE artifact = ?", (self._artifact,))
                    db.execute("DELETE FROM artifacts WHERE id = ?", (self._artifact,))
                    parts.forgotten(db, [self._artifact])
            shared = [step.path for step in steps if step.part.shared]
            self._gallery.remove_unused({path.name.partition(".")[0] for path in shared})
        except LibraryError as error:
            self.problem = error
