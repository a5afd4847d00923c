"""Hashes of local files, remembered: a file of gigabytes is read once."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from muse import files, kept
from muse.compat import file_sha256
from muse.errors import OutputError
from muse.folders import cache_folder

_REMEMBERED = 2000  # local files whose hashes are kept
_SETTLED = 2.0  # seconds; a file changed later than that may change again within one tick


def hashes(paths: list[Path]) -> list[tuple[int, str]]:
    """Return size and SHA-256 of files; remembered by absolute path, size and time of change."""
    if not paths:
        return []
    store = cache_folder() / "hashes.json"
    known = kept.read_json(store, dict) or {}
    found, new = [], False
    for path in paths:
        key, state = os.path.realpath(path), path.stat()
        mark = [state.st_size, state.st_mtime_ns]
        entry = known.get(key)
        if not (isinstance(entry, list) and entry[:2] == mark and len(entry) == 3):
            with path.open("rb") as file:
                entry = [*mark, file_sha256(file)]
            if time.time() - state.st_mtime > _SETTLED:
                known.pop(key, None)
                known[key], new = entry, True
        found.append((state.st_size, str(entry[2])))
    if new:
        latest = dict(list(known.items())[-_REMEMBERED:])
        try:
            files.write(store, json.dumps(latest).encode(), force=True)
        except OutputError:
            return found  # they are counted again next time
    return found
