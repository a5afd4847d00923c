"""A server for tests: the real application in this process, its workers as threads."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from muse import Host
from muse_server import app, settings
from muse_server.service import Service
from muse_server.worker import Worker

sys.path.insert(0, str(Path(__file__).parents[3]))
from benchmarks import serve as measuring


@pytest.fixture(autouse=True)
def loggers() -> Iterator[None]:
    """Undo what a command that is called in this process does to the loggers of all tests."""
    both = [logging.getLogger(name) for name in ("muse.server", "uvicorn.error")]
    before = [(each.handlers, each.propagate, each.level) for each in both]
    yield
    for each, (handlers, propagate, level) in zip(both, before, strict=True):
        each.handlers, each.propagate = handlers, propagate
        each.setLevel(level)


class Server:
    """The application and one worker in a thread; `client` calls it, `service` is what it uses."""

    def __init__(self, token: str | None = None, **chosen: object) -> None:
        self.host = Host()
        self.service = Service(self.host, settings.read({}, **chosen))
        self.app = app.build(self.service, token)
        self.client = TestClient(
            self.app, base_url="http://localhost", raise_server_exceptions=False
        )
        self._working = Host()
        self._worker = Worker(self._working, ("light", "device"), self.service.settings.seconds)
        self._thread = threading.Thread(target=self._worker.work, daemon=True)

    def work(self) -> None:
        """Start the worker, if it hasn't been."""
        if not self._thread.ident:
            self._thread.start()

    def close(self) -> None:
        """End the worker and what waits."""
        self._worker.stop()
        if self._thread.ident:
            self._thread.join(20)
        self.service.close()
        self._working.close()
        self.host.close()


@pytest.fixture
def make_server() -> Iterator[Callable[..., Server]]:
    """A function that starts servers of the test's own library, without workers at first."""
    with ExitStack() as stack:

        def make(token: str | None = None, **chosen: object) -> Server:
            server = Server(token, **chosen)
            stack.callback(server.close)
            stack.enter_context(server.client)
            return server

        yield make


@pytest.fixture
def idle(make_server: Callable[..., Server]) -> Server:
    """A server without a worker."""
    return make_server()


@pytest.fixture
def server(idle: Server) -> Server:
    """A server that makes what is asked for."""
    idle.work()
    return idle


@pytest.fixture
def serving(home: Path) -> Iterator[Callable[..., measuring.Server]]:
    """A function that starts servers of the test's home; killed at the end, workers too."""
    started: list[measuring.Server] = []

    def start(*options: str) -> measuring.Server:
        server = measuring.Server(home, *options)
        server.start()
        started.append(server)
        return server

    yield start
    for server in started:
        assert server.process is not None
        with suppress(ProcessLookupError):
            os.killpg(server.process.pid, signal.SIGKILL)
        server.process.wait()
