"""Files that were handed in, kept by their hash."""

import hashlib
import os
import re
from contextlib import suppress
from pathlib import Path

from muse import files, kept, processes
from muse.errors import NameTaken
from muse.library.gallery import Gallery, size_of
from muse.media import content

_LARGEST = 2**30
"""Bytes of a file that is kept as a copy, or read whole."""


class Inputs:
    """Files that were handed in, below the library's `folder`; what it stores counts as such."""

    folder: Path
    gallery: Gallery

    def keep_input(self, sha256: str, data: bytes) -> None:
        """Keep a copy of a file that was handed in, by its hash."""
        if self._kept(self._input_path(sha256), sha256) is not None:
            return
        with suppress(NameTaken):  # another process keeps it at this moment
            files.write(self._input_path(sha256), data)

    def keep_input_path(self, sha256: str, path: Path) -> bool:
        """Keep a file that was handed in and may be large: as a link, or else as a copy.

        False where it can't be linked and has more than 1 GiB: then it isn't kept.
        """
        target, size = self._input_path(sha256), content.size(path)
        if size_of(target) == size and target.is_file():
            return True
        with files.told(target.parent):
            target.parent.mkdir(parents=True, exist_ok=True)
            hidden = processes.hidden(target)
            try:
                try:
                    os.link(path, hidden)
                except OSError:  # another disk, or somebody else's file
                    if size > _LARGEST:
                        return False
                    files.fill(hidden, path)
                os.replace(hidden, target)
            finally:
                hidden.unlink(missing_ok=True)
        return True

    def input(self, sha256: str) -> bytes | None:
        """Return a file that was handed in once, or is stored; None when there is none any more."""
        for place in (self._input_path(sha256), *self.gallery.stored(sha256)):
            data = self._kept(place, sha256)
            if data is not None:
                return data
        return None

    def input_path(self, sha256: str) -> Path | None:
        """Return where a file is that was handed in once; None when it isn't there, or another."""
        path = self._input_path(sha256)
        try:
            return path if content.sha256(path) == sha256 else None
        except OSError:
            return None

    def _kept(self, place: Path, sha256: str) -> bytes | None:
        def checked(data: bytes) -> bytes:
            if hashlib.sha256(data).hexdigest() != sha256:
                raise ValueError("it isn't what its name says")
            return data

        return kept.read(place, checked, limit=_LARGEST)

    def _input_path(self, sha256: str) -> Path:
        return self.folder / "inputs" / sha256[:2] / re.sub(r"[^0-9a-f]", "", sha256)
