"""Waiting for what others write: nobody sleeps through a change."""

import asyncio
import threading
from pathlib import Path

from muse import Host
from muse.library.jobs import Jobs, New
from muse_server.changes import Changes

NEW = New("image", "image.sketch", "light", {})


def test_what_was_written_before_the_first_look_wakes(host: Host) -> None:
    jobs = Jobs(host.library.database)
    jobs.add(NEW)

    async def wait() -> int:
        changes = Changes(host.library.database)
        looked = 0
        async for _ in changes.watch():
            looked += 1
            if looked == 2:
                break
            # After this waiter looked, and before the common look begins:
            await asyncio.to_thread(jobs.add, NEW)
        changes.close()
        return looked

    assert asyncio.run(asyncio.wait_for(wait(), 10)) == 2


def test_all_who_wait_see_every_change(host: Host, tmp_path: Path) -> None:
    jobs = Jobs(host.library.database)
    jobs.add(NEW)
    total = 40

    async def until(changes: Changes) -> int:
        async for _ in changes.watch():
            if sum((await asyncio.to_thread(jobs.count)).values()) == total:
                return total
        return 0

    async def everybody() -> list[int]:
        changes = Changes(host.library.database)
        waiting = [asyncio.create_task(until(changes)) for _ in range(20)]

        def write() -> None:
            with Host(library=tmp_path / "lib", config=tmp_path / "config.toml") as other:
                for _ in range(total - 1):
                    Jobs(other.library.database).add(NEW)

        thread = threading.Thread(target=write)
        thread.start()
        found = await asyncio.wait_for(asyncio.gather(*waiting), 30)
        thread.join()
        changes.close()
        return found

    assert asyncio.run(everybody()) == [total] * 20


def test_closing_ends_all_waiting(host: Host) -> None:
    Jobs(host.library.database).add(NEW)

    async def wait() -> str:
        changes = Changes(host.library.database)

        async def forever() -> str:
            async for _ in changes.watch():
                pass
            return "ended"

        waiting = asyncio.create_task(forever())
        await asyncio.sleep(0.05)
        changes.close()
        return await waiting

    assert asyncio.run(asyncio.wait_for(wait(), 10)) == "ended"
