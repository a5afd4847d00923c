"""`muse mcp`: MCP over standard input and output, for the program that started it."""

import asyncio
import os
import signal
import threading
from typing import Any

from muse import NotReady
from muse.running.host import Host
from muse_server import serving, settings
from muse_server.assistants.endpoint import INSTALL
from muse_server.service import Service
from muse_server.supervisor import Supervisor

_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


def serve() -> None:
    """Serve until standard input ends; what is at work then waits for the next worker.

    Its own worker is started by the first call that makes something: most programs start all that
    they know of and use little.
    """
    try:
        import mcp.server.stdio  # noqa: F401
    except ImportError:
        raise NotReady("MCP isn't installed", hint=INSTALL) from None
    chosen = settings.read(serving.table(), workers=1)
    with Host() as host:
        workers = _Workers(host, chosen)
        for each in _SIGNALS:
            signal.signal(each, workers.leave)
        service = Service(host, chosen, workers.processes)
        try:
            asyncio.run(_serve(service, workers))
        finally:
            workers.close()
            service.close()


async def _serve(service: Service, workers: "_Workers") -> None:
    from mcp.server.stdio import stdio_server

    from muse_server.assistants import server

    own = server.build(service, workers.start)
    async with stdio_server() as (reading, writing):
        await own.run(reading, writing, own.create_initialization_options())


class _Workers:
    """The worker processes, from the first job on."""

    def __init__(self, host: Host, chosen: settings.Settings) -> None:
        self._supervisor = Supervisor(host.library, workers=chosen.workers, limit=chosen.seconds)
        self._supervisor.trash_days = chosen.trash_days
        self._lock = threading.Lock()
        self._started = False

    def start(self) -> None:
        """Start them, if they aren't."""
        with self._lock:
            if not self._started:
                self._supervisor.start()
                self._started = True

    def processes(self) -> list[int]:
        """Return the numbers of those that run."""
        return self._supervisor.processes()

    def close(self) -> None:
        """Give back what is at work."""
        if self._started:
            self._supervisor.close(0.0)

    def leave(self, number: int, frame: Any) -> None:
        """End at a signal: the thread that reads can't be interrupted, so the process goes."""
        self.close()
        os._exit(128 + number)
