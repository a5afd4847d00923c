"""A server for tests: the real application in this process, its workers as threads."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from muse import Host
from muse_server import app, settings
from muse_server.service import Service
from muse_server.worker import Worker


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
        self._worker = Worker(self._working, ("light", "device"), 60.0)
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
def idle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server of an empty library, without a worker."""
    monkeypatch.setenv("MUSE_HOME", str(tmp_path / "home"))
    server = Server()
    with server.client:
        yield server
        server.close()


@pytest.fixture
def server(idle: Server) -> Server:
    """A server of an empty library that makes what is asked for."""
    idle.work()
    return idle
