"""A server whose jobs are made by actors of Ray: as by workers of its own, whatever ends."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("ray")
pytest.importorskip("starlette")

from starlette.testclient import TestClient

from muse import Host, NotReady, entry_points
from muse.batches import finding
from muse.batches.executor import Reached
from muse.running.away import Away
from muse_ray.lending import Lent
from muse_server import app, settings
from muse_server.service import Service
from muse_server.worker import Worker

pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::ResourceWarning")

SKETCH = {
    "medium": "image",
    "condition": {"prompt": "a lake", "width": 64, "height": 64, "seed": 1},
}


class Server:
    """The server's application, its worker a thread; with a helper its generators work there."""

    def __init__(self, library: Path, helper: Lent | None = None) -> None:
        self._hosts = Host(library=library), Host(library=library)
        if helper is not None:
            self._hosts[1].away = Away(helper)
        self._service = Service(self._hosts[0], settings.read({}))
        self._client = TestClient(app.build(self._service, None), base_url="http://localhost")
        self._worker = Worker(self._hosts[1], ("light", "device"), 60.0)
        self._thread = threading.Thread(target=self._worker.work, daemon=True)

    def __enter__(self) -> "Server":
        self._client.__enter__()
        self._thread.start()
        return self

    def __exit__(self, *problem: object) -> None:
        self._worker.stop()
        self._thread.join(20)
        self._client.__exit__(None, None, None)
        self._service.close()
        for host in self._hosts:
            host.close()

    def ask(self, medium: str, **fields: Any) -> str:
        """Ask for something, and return the id of its job."""
        body = {"medium": medium, "condition": fields}
        answer = self._client.post("/api/v1/runs", json=body)
        assert answer.status_code == 202, answer.text
        return str(answer.json()["id"])

    def look(self, id: str) -> dict[str, Any]:
        """Return a run as the server tells of it."""
        found: dict[str, Any] = self._client.get(f"/api/v1/runs/{id}").json()
        return found

    def over(self, id: str) -> dict[str, Any]:
        """Return a run once it is over."""
        end = time.monotonic() + 60
        while (found := self.look(id))["state"] in ("queued", "running"):
            assert time.monotonic() < end, found
            time.sleep(0.02)
        return found

    def until_told(self, id: str, kind: str) -> None:
        """Wait until a run has told something of a kind."""
        end = time.monotonic() + 60
        jobs = self._service.jobs
        while not jobs.events(jobs.find(id), limit=1, kind=kind):
            assert time.monotonic() < end
            time.sleep(0.02)

    def kinds(self, id: str) -> list[str]:
        """Return the kinds of what a run told, in order; of progress and the like but one each."""
        jobs = self._service.jobs
        found = [event.kind for event in jobs.events(jobs.find(id), limit=1000)]
        return [kind for n, kind in enumerate(found) if n == 0 or found[n - 1] != kind]

    def made(self, id: str) -> list[tuple[bytes, dict[str, Any], bytes]]:
        """Return bytes, report and thumbnail (empty for none) of what a run made."""
        found = []
        for artifact in self.look(id)["artifacts"]:
            data = self._client.get(artifact["files"][0]["url"]).content
            look = self._client.get(f"/api/v1/artifacts/{artifact['id']}/thumbnail")
            found.append((data, artifact["report"], look.content * (look.status_code == 200)))
        return found


@pytest.fixture(scope="module")
def helper(cluster: Any) -> Iterator[Lent]:
    """An actor: starting one takes longer than all that it does here."""
    lent = Lent(None)
    yield lent
    lent.close()


@pytest.fixture
def server(helper: Lent, tmp_path: Path) -> Iterator[Server]:
    with Server(tmp_path / "library", helper) as made:
        yield made


def begun(log: Path) -> list[str]:
    """Return the processes in which an errand was begun."""
    return [line.split()[1] for line in log.read_text().splitlines()]


def test_what_is_made_and_told_is_as_by_a_worker_of_its_own(server: Server, tmp_path: Path) -> None:
    asked: list[tuple[str, dict[str, Any]]] = [
        ("image", {"prompt": "a lake", "width": 64, "height": 64, "seed": 1, "count": 2}),
        ("text.grammar", {"prompt": "a poem of rain", "seed": 2}),
        ("poster.layout", {"text": "A fair", "seed": 3}),
    ]
    there = [server.ask(medium, **fields) for medium, fields in asked]
    with Server(tmp_path / "own") as own:
        here = [own.ask(medium, **fields) for medium, fields in asked]
        for away, home in zip(there, here, strict=True):
            assert server.over(away)["state"] == own.over(home)["state"] == "done"
            assert server.made(away) == own.made(home)
            assert set(server.kinds(away)) == set(own.kinds(home))
            assert server.kinds(away)[:2] == ["queued", "started"]
            assert server.kinds(away)[-1] == "done"


def test_progress_comes_as_it_is_made_and_a_cancelled_job_leaves_the_worker_as_it_is(
    server: Server, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    long = server.ask("errand.run", steps=3000, log=str(log))
    server.until_told(long, "progress")
    assert server.look(long)["state"] == "running"
    server._client.post(f"/api/v1/runs/{long}/cancel")
    assert server.over(long)["state"] == "cancelled"
    after = server.ask("errand.run", seed=7, log=str(log))
    assert server.over(after)["state"] == "done"
    first, second = begun(log)
    assert first == second != str(os.getpid())


def test_a_worker_that_dies_costs_its_job_an_attempt_and_nothing_is_made_twice(
    server: Server, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    id = server.ask("errand.run", steps=40, count=2, seed=4, log=str(log))
    server.until_told(id, "artifact")
    os.kill(int(begun(log)[0]), signal.SIGKILL)
    done = server.over(id)
    assert (done["state"], done["attempt"]) == ("done", 2)
    assert [made[0] for made in server.made(id)] == [n.to_bytes(4, "big") * 8 for n in (4, 5)]
    kinds = server.kinds(id)
    assert kinds.count("artifact") == 2 and kinds.count("requeued") == 1
    lines = [line.split() for line in log.read_text().splitlines()]
    assert [seed for seed, _ in lines] == ["4", "5", "5"]
    assert lines[1][1] != lines[2][1]


def test_files_travel_once_by_their_hashes(server: Server, helper: Lent, tmp_path: Path) -> None:
    for _ in range(2):
        id = server.ask("errand.run", seed=1, file="data:text/plain,light")
        assert server.over(id)["state"] == "done"
        assert server.made(id)[0][0].endswith(b"light")
    assert len(helper._sent) == 1


def test_what_fails_there_is_told_here(server: Server, helper: Lent) -> None:
    failed = server.over(server.ask("errand.run", fail=True))
    assert failed["state"] == "failed"
    assert failed["error"] == "it was to fail; ask for less"
    lacking = helper.lacks("errand.gone")
    assert lacking is not None
    assert "of the cluster doesn't have the generator errand.gone" in str(lacking)


def test_a_worker_of_another_version_is_none(helper: Lent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helper, "_version", "9.9")
    monkeypatch.setattr(helper, "_about", None)
    with pytest.raises(NotReady, match=r"has Muse \S+, this machine 9\.9; pip install"):
        while not helper.is_up():
            pass


def test_a_cluster_that_is_there_says_how_many_workers_it_has(cluster: Any) -> None:
    lender = finding.lender("ray", entry_points.load())
    with lender.reach(None, None) as reached:
        assert reached == Reached(2)
    with lender.reach(None, 5) as reached:
        assert reached == Reached(5)
