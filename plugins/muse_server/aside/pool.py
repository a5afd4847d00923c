"""The aside processes: started when they are needed, replaced when they die, shared by all."""

import asyncio
import json
import re
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

from muse import MuseError, files
from muse import kept as kept_files
from muse_server.aside.process import Gone, Process, Stopped, Task
from muse_server.problems import Problem

SECONDS = 60.0
"""How long a view or a conversion may take."""

_WAIT = 1.0
"""Seconds in which somebody else may want what is being made for one who left."""

_TRIES = 3
_MODULES = 2_000
_NAME = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*", re.ASCII)


class Pool:
    """At most `most` processes; what takes long leaves one of them for what is quick.

    In a file of `folder` it keeps what showing takes, so that a process can be warm in time.
    """

    def __init__(self, most: int, folder: Path) -> None:
        self._usual = folder / "usual.json"
        self._free: list[Process] = []
        self._busy: set[Process] = set()
        self._lock = threading.Lock()
        self._closed = False
        self._quick = ThreadPoolExecutor(most, "aside")
        self._slow = self._quick if most == 1 else ThreadPoolExecutor(most - 1, "aside-slow")
        self._room = threading.Semaphore(most)
        self._making: dict[str, _Making] = {}

    async def do(self, task: Task, *, slow: bool = False) -> dict[str, Any]:
        """Return what a task gives; Problem where it fails. Being cancelled cancels it."""
        loop = asyncio.get_running_loop()
        waiting = loop.run_in_executor(self._slow if slow else self._quick, self._done, task)
        try:
            return await asyncio.shield(waiting)
        except asyncio.CancelledError:
            task.cancel()
            waiting.add_done_callback(lambda future: future.cancelled() or future.exception())
            raise
        except Stopped:
            raise Problem(499, "cancelled", "it was cancelled") from None

    async def share(self, key: str, make: Callable[[], Awaitable[Any]]) -> Any:
        """Return what `make` gives, made once for all who want it under the same key now.

        It is cancelled when nobody waits for it any more, and nobody came for a while.
        """
        making = self._making.get(key)
        if making is None:
            making = self._making[key] = _Making(asyncio.ensure_future(make()))
            making.task.add_done_callback(lambda task: self._forget(key, task))
        making.waiting += 1
        try:
            return await asyncio.shield(making.task)
        finally:
            making.waiting -= 1
            if not making.waiting and not making.task.done():
                asyncio.get_running_loop().call_later(_WAIT, making.leave)

    def warm(self) -> None:
        """Start a process, if there is none, for what is going to be asked."""
        with self._lock:
            if not (self._busy or self._closed or any(p.alive for p in self._free)):
                self._free = [Process()]
                self._free[0].warm(kept_files.read_json(self._usual, _names) or [])

    def processes(self) -> list[int]:
        """Return the numbers of the processes that are there."""
        with self._lock:
            return [each.pid for each in (*self._free, *self._busy) if each.alive]

    def close(self) -> None:
        """End all of them."""
        with self._lock:
            self._closed = True
            there = [*self._free, *self._busy]
        for each in there:
            each.kill()
        for executor in (self._quick, self._slow):
            executor.shutdown(wait=True, cancel_futures=True)

    def _done(self, task: Task) -> dict[str, Any]:
        for _ in range(_TRIES):
            if task.cancelled:
                raise Stopped
            with self._room:
                process = self._taken()
                try:
                    found = process.do(task)
                    self._learn(found.pop("imported", None))
                    return found
                except Gone:
                    continue
                finally:
                    self._put_back(process)
        raise Problem(503, "not_ready", "no process could be started", "try again")

    def _learn(self, imported: list[str] | None) -> None:
        """Keep what was imported to show something."""
        if not imported:
            return
        with self._lock, suppress(OSError, MuseError):
            before = kept_files.read_json(self._usual, _names) or []
            if set(imported) - set(before):
                both = json.dumps(sorted({*before, *imported})[:_MODULES])
                files.write(self._usual, both.encode(), force=True)

    def _taken(self) -> Process:
        with self._lock:
            if self._closed:
                raise Stopped
            self._free = [each for each in self._free if each.alive]
            process = self._free.pop() if self._free else Process()
            self._busy.add(process)
            return process

    def _put_back(self, process: Process) -> None:
        with self._lock:
            self._busy.discard(process)
            if process.alive:
                self._free.append(process)

    def _forget(self, key: str, task: "asyncio.Future[Any]") -> None:
        self._making.pop(key, None)
        if not task.cancelled():
            task.exception()  # whoever waited was told


def _names(found: Any) -> list[str]:
    return [each for each in found[:_MODULES] if isinstance(each, str) and _NAME.fullmatch(each)]


class _Making:
    def __init__(self, task: "asyncio.Future[Any]") -> None:
        self.task = task
        self.waiting = 0

    def leave(self) -> None:
        if not self.waiting:
            self.task.cancel()
