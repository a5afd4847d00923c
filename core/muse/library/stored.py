"""Files that the library stores by their hash, none of which an artifact may lose."""

import re
from collections.abc import Iterable
from pathlib import Path

from muse import files
from muse.library.database import Database

_AT_ONCE = 200
"""Stored files that are removed while the database is held."""

_NAME = re.compile(r"[0-9a-f]{64}(\.[^.]*)*")


class Stored:
    """The files that a library stores below `folder`."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

    def stray(self) -> list[Path]:
        """Return stored files that belong to no artifact: an emptied trash was cut short, say.

        None of a damaged library, which doesn't know all that it has.
        """
        if self._database.damage or not self._database.path.is_file():
            return []
        found = [path for path in self._folder.glob("??/*") if _NAME.fullmatch(path.name)]
        known = {row[0] for row in self._database.rows("SELECT sha256 FROM files")}
        return sorted(path for path in found if path.name[:64] not in known)

    def remove_unused(self, hashes: Iterable[str]) -> list[Path]:
        """Remove stored files by hash, unless an artifact has them; return those that went.

        An artifact is recorded before its files are placed, so nobody's can be taken while the
        database is held.
        """
        wanted = [each for each in hashes if _NAME.fullmatch(each)]
        gone: list[Path] = []
        for first in range(0, len(wanted), _AT_ONCE):
            with self._database.write() as db:
                for sha256 in wanted[first : first + _AT_ONCE]:
                    query = "SELECT 1 FROM files WHERE sha256 = ?"
                    if not db.execute(query, (sha256,)).fetchone():
                        gone += [path for path in self.stored(sha256) if _unlinked(path)]
        return gone

    def sweep(self) -> list[Path]:
        """Remove stored files that belong to no artifact; return those that went."""
        return self.remove_unused({path.name[:64] for path in self.stray()})

    def lost(self) -> list[tuple[str, Path]]:
        """Return artifact and place of files that the library stored and that aren't there whole.

        A file is whole here if it has its size: its bytes aren't read.
        """
        rows = self._database.rows("SELECT artifact, path, size FROM files WHERE path IS NOT NULL")
        lost = []
        for artifact, recorded, size in rows:
            path = Path(files.of_record(recorded))
            stored = path.parent.parent == self._folder and _NAME.fullmatch(path.name)
            if stored and size_of(path) != size:
                lost.append((artifact, path))
        return lost

    def stored(self, sha256: str) -> list[Path]:
        """Return the files that are stored of these bytes, under whatever suffix."""
        if not _NAME.fullmatch(sha256):
            return []
        return list((self._folder / sha256[:2]).glob(f"{sha256}*"))


def size_of(path: Path) -> int:
    """Return the bytes of a file; 0 where it isn't there."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _unlinked(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        return False
    return True
