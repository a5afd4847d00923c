"""Exports: zips that are made aside, kept for an hour, and told of while they are made."""

import asyncio
import secrets
import shutil
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from muse import files, processes
from muse.errors import NotFound
from muse_server.aside.pool import Pool
from muse_server.aside.process import Task
from muse_server.problems import Problem

HOUR = 3600.0
"""Seconds that an export is kept."""

MOST = 200


@dataclass
class Export:
    """A zip that is made, or was; `path` is where it is once it is done."""

    id: str
    name: str
    path: Path
    task: Task
    made: "asyncio.Task[None] | None" = None
    state: str = "running"
    done: float = 0
    total: float = 0
    error: Problem | None = None
    created: float = field(default_factory=time.monotonic)


class Exports:
    """The exports of this server, in a folder of their own; those of others that ended go."""

    def __init__(self, pool: Pool, folder: Path, seconds: float) -> None:
        self._pool = pool
        self._above = folder
        self._folder = folder / processes.mark()
        self._seconds = seconds
        self._exports: dict[str, Export] = {}

    def start(self, kind: str, ids: Sequence[str], name: str, **more: Any) -> Export:
        """Begin an export of artifacts; Problem where there are too many."""
        self._tidy()
        if len(self._exports) >= MOST:
            raise Problem(429, "too_many", f"{MOST} exports are kept already", "remove some")
        self._folder.mkdir(parents=True, exist_ok=True)
        id = secrets.token_hex(8)
        path = self._folder / f"{id}.zip"
        given = {"kind": kind, "ids": list(ids), "target": str(path), **more}

        def progress(done: float, total: float) -> None:
            made.done, made.total = done, total

        task = Task("export", given, seconds=self._seconds, progress=progress)
        made = Export(id, f"{files.slug(name, kind)}.zip", path, task, total=len(ids))
        self._exports[id] = made
        made.made = asyncio.create_task(self._make(made))
        return made

    def find(self, id: str) -> Export:
        """Return an export; NotFound where there is none, or none any more."""
        self._tidy()
        if id not in self._exports:
            raise NotFound(f"there is no export {id[:20]!r}", hint="an export is kept for an hour")
        return self._exports[id]

    def remove(self, id: str) -> None:
        """Stop an export if it isn't done, and forget it."""
        made = self.find(id)
        del self._exports[id]
        if made.made is not None:
            made.made.cancel()
        made.path.unlink(missing_ok=True)

    async def _make(self, made: Export) -> None:
        try:
            await self._pool.do(made.task, slow=True)
            made.state, made.done = "done", made.total
        except Problem as problem:
            made.state, made.error = "failed", problem
        finally:
            if made.state != "done":
                await asyncio.to_thread(made.path.unlink, missing_ok=True)

    def _tidy(self) -> None:
        """Forget what is old, and what servers left that are gone."""
        now = time.monotonic()
        for id in [i for i, each in self._exports.items() if now - each.created > HOUR]:
            made = self._exports[id]
            if made.state != "running":
                del self._exports[id]
                made.path.unlink(missing_ok=True)
        with suppress(OSError):
            for folder in self._above.iterdir():
                if processes.is_gone(folder.name, folder.stat().st_mtime):
                    shutil.rmtree(folder, ignore_errors=True)
