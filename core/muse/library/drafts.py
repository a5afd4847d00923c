"""Drafts of the texts that jobs write: what an attempt goes on from after one that was killed."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from muse import files

_NAME = re.compile(r"([0-9a-z]+)-(\d{1,6})\.md")


class Drafts:
    """A file for each item of a job whose text has grown to a draft, in the library's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, job: str, item: int, data: bytes) -> None:
        """Keep a draft of an item (from 0), in the place of the one before; OutputError."""
        files.write(self._place(job, item), data, force=True)

    def of(self, job: str) -> dict[int, str]:
        """Return item -> draft of a job."""
        found = {}
        for path, name, item in self._all():
            if name == job:
                with suppress(OSError):
                    found[item] = path.read_bytes().decode("utf-8", "replace")
        return found

    def remove(self, job: str, item: int) -> None:
        """Forget the draft of an item, if there is one."""
        with suppress(OSError):
            self._place(job, item).unlink(missing_ok=True)

    def stray(self, jobs: set[str]) -> list[Path]:
        """Return the drafts of other jobs than these."""
        return [path for path, name, _ in self._all() if name not in jobs]

    def _place(self, job: str, item: int) -> Path:
        return self.folder / f"{job}-{item + 1}.md"

    def _all(self) -> Iterator[tuple[Path, str, int]]:
        try:
            paths = sorted(self.folder.iterdir())
        except OSError:
            return
        for path in paths:
            if found := _NAME.fullmatch(path.name):
                yield path, found[1], int(found[2]) - 1
