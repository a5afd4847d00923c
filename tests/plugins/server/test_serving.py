"""`muse serve` as a process: its address, its end, and what it loses when it is killed: nothing."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx2 as httpx

from server_events import events_of

sys.path.insert(0, str(Path(__file__).parents[3]))
from benchmarks import serve as measuring

LONG = {"medium": "image", "condition": {"prompt": "hills", "width": 1024, "height": 1024}}


def ask(server: measuring.Server, body: dict[str, Any]) -> str:
    answer = httpx.post(f"{server.url}/api/v1/runs", json=body)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


def until(server: measuring.Server, id: str, *states: str) -> dict[str, Any]:
    end = time.monotonic() + 30
    while True:
        found: dict[str, Any] = httpx.get(f"{server.url}/api/v1/runs/{id}").json()
        if found["state"] in states:
            return found
        assert time.monotonic() < end, found
        time.sleep(0.02)


def test_nothing_is_lost_when_server_and_workers_are_killed() -> None:
    """The figures of benchmarks/serve.py, with fewer rounds."""
    rows = measuring.kills(jobs=24, servers=1, workers=2, settle=2.0)
    assert [row for row in rows if not row.good] == []


def test_a_stop_lets_jobs_at_work_end(serving: Callable[..., measuring.Server]) -> None:
    server = serving("--workers", "1", "--grace", "30")
    first, second = (ask(server, LONG) for _ in range(2))
    until(server, first, "running")
    assert server.stop() == 0
    again = serving("--workers", "0")
    assert until(again, first, "done")["attempt"] == 1
    assert until(again, second, "queued", "running", "done")["state"] in ("queued", "running")


def test_a_stop_gives_back_what_takes_longer(serving: Callable[..., measuring.Server]) -> None:
    server = serving("--workers", "1", "--grace", "0")
    id = ask(server, {**LONG, "condition": {**LONG["condition"], "count": 40}})
    until(server, id, "running")
    time.sleep(0.2)
    assert server.process is not None
    began = time.monotonic()
    os.killpg(server.process.pid, signal.SIGINT)  # as Ctrl-C in a terminal: the workers get it too
    assert server.process.wait(30) == 0
    assert time.monotonic() - began < 10
    events = measuring.query(
        server.home,
        "SELECT kind FROM events WHERE kind NOT IN ('progress', 'preview') ORDER BY seq",
    )
    kinds = [row[0] for row in events if row[0] != "artifact"]
    assert kinds == ["queued", "started", "requeued"]
    assert measuring.query(server.home, "SELECT state, attempt FROM jobs") == [("queued", 0)]


def test_a_stream_of_events_goes_on_over_a_restart(
    serving: Callable[..., measuring.Server],
) -> None:
    server = serving("--workers", "1")
    id = ask(server, {**LONG, "condition": {**LONG["condition"], "width": 512, "count": 3}})
    seen: list[int] = []
    with suppress(httpx.TransportError):
        with httpx.stream("GET", f"{server.url}/api/v1/runs/{id}/events", timeout=30) as answer:
            for line in answer.iter_lines():
                if line.startswith("id: "):
                    seen.append(int(line[4:]))
                if len(seen) == 4:
                    server.kill()
    server = serving("--workers", "1")
    url = f"{server.url}/api/v1/runs/{id}/events"
    rest = httpx.get(url, headers={"last-event-id": str(seen[-1])}, timeout=60).text
    events = events_of(rest)
    seen += [each["id"] for each in events]
    assert seen == list(range(1, len(seen) + 1))
    assert events[-1]["event"] == "done"
    every = events_of(httpx.get(url).text)
    assert [e["data"]["item"] for e in every if e["event"] == "artifact"] == [0, 1, 2]


def test_another_program_has_the_port(serving: Callable[..., measuring.Server]) -> None:
    port = serving("--workers", "0").url.rpartition(":")[2]
    second = subprocess.run(
        [sys.executable, "-m", "muse", "serve", "--port", port], capture_output=True, text=True
    )
    assert second.returncode == 1
    assert second.stderr == (
        f"muse: 127.0.0.1:{port} can't be listened at (Address already in use); "
        "--port 0 takes a free one\n"
    )


def test_beyond_this_machine_a_token_is_wanted(
    serving: Callable[..., measuring.Server], home: Path
) -> None:
    server = serving("--workers", "0", "--host", "0.0.0.0")
    token = home / "config" / "server-token"
    assert token.stat().st_mode & 0o777 == 0o600
    secret = token.read_text().strip()
    url = server.url.replace("0.0.0.0", "127.0.0.1")
    assert httpx.get(f"{url}/healthz").status_code == 200
    answer = httpx.get(f"{url}/api/v1/server")
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "no_token")
    assert secret not in answer.text
    for headers in (
        {"authorization": f"Bearer {secret}"},
        {"authorization": httpx.BasicAuth("muse", secret)._auth_header},
        {"xi-api-key": secret},
    ):
        assert httpx.get(f"{url}/api/v1/server", headers=headers).status_code == 200, headers
    for headers in ({"authorization": f"Bearer {secret[:-1]}"}, {"authorization": "Bearer x"}):
        assert httpx.get(f"{url}/api/v1/server", headers=headers).status_code == 401
    assert httpx.get(f"{url}/api/v1/server?token={secret}").status_code == 401


def test_the_log_has_the_id_of_a_request_and_no_secret(home: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "muse", "serve", "--port", "0", "--workers", "0", "--token",
         "--log-format", "json"],
        stderr=subprocess.PIPE, text=True, env={**os.environ, "MUSE_TOKEN": "a-secret-of-mine-123"},
    )  # fmt: skip
    try:
        assert process.stderr is not None
        found = re.search(r"http://\S+", process.stderr.readline())
        assert found
        headers = {"authorization": "Bearer a-secret-of-mine-123", "x-request-id": "my-request-7"}
        url = found[0].rstrip(";")
        answer = httpx.post(
            f"{url}/api/v1/runs?key=a-secret-of-mine-123", json=LONG, headers=headers
        )
        assert answer.status_code == 202 and answer.headers["x-request-id"] == "my-request-7"
        process.send_signal(signal.SIGTERM)
        rest = process.stderr.read()
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.stderr.close()
    lines = [json.loads(line) for line in rest.splitlines() if line.startswith("{")]
    (request,) = [line for line in lines if line["event"] == "request"]
    assert request["request"] == "my-request-7" and request["status"] == 202
    assert request["path"] == "/api/v1/runs"
    assert "a-secret-of-mine-123" not in rest
    assert measuring.query(home, "SELECT request FROM jobs") == [("my-request-7",)]
