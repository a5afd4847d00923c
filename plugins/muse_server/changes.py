"""Waiting for what other processes write into the library: one look for everybody who waits."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor

from muse import MuseError
from muse.library.database import Database

_TROUBLE = 0.5
"""Seconds until the next look, where the library can't be read."""

_LOOK = 0.005
"""Seconds between two looks, while somebody waits: SQLite answers in some 20 microseconds."""


class Changes:
    """Wakes all who wait as soon as any process wrote; nobody looks while nobody waits."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._looker = ThreadPoolExecutor(1, "changes")  # data_version is of one connection
        self._waiting = 0
        self._event = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self.closed = False

    async def watch(self) -> AsyncIterator[None]:
        """Yield at once, and then whenever something was written; ends when the server does."""
        self._waiting += 1
        try:
            while not self.closed:
                event = self._event  # before the caller looks: what comes after wakes it
                yield
                if self._task is None or self._task.done():
                    self._task = asyncio.create_task(self._look())
                await event.wait()
        finally:
            self._waiting -= 1

    def wake(self) -> None:
        """Wake all who wait: this process wrote something."""
        event, self._event = self._event, asyncio.Event()
        event.set()

    def close(self) -> None:
        """End all waiting."""
        self.closed = True
        self.wake()
        self._looker.shutdown(wait=False, cancel_futures=True)

    async def _look(self) -> None:
        loop = asyncio.get_running_loop()
        before: object = None
        while self._waiting and not self.closed:
            try:
                now = await loop.run_in_executor(self._looker, self._database.version)
            except MuseError:  # those who wait look themselves, and are told
                self.wake()
                await asyncio.sleep(_TROUBLE)
                continue
            if now != before:  # the first time, too: something may have come before this look
                self.wake()
            before = now
            await asyncio.sleep(_LOOK)
