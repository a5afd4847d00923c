"""Sheets, the desk and the stream of changes over the native API; what a SIGKILL leaves of them."""

import json
import os
import signal
import threading
import time
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest

DESK = "/api/v1/desk"
RUN = {"medium": "image", "condition": {"prompt": "a lake", "width": 64, "height": 64}}


def test_a_document_is_kept_for_all_pages(idle: Any) -> None:
    assert idle.client.get(DESK).json() == {"desk": []}
    assert idle.client.get(f"{DESK}/sheet-1").status_code == 404
    value = {"medium": "image", "fields": {"prompt": "一片湖", "strength": 0.1}, "big": 2**70}
    put = idle.client.put(f"{DESK}/sheet-1", json={"value": value, "revision": 0}).json()
    assert put["value"] == value
    assert idle.client.get(f"{DESK}/sheet-1").json() == put
    late = idle.client.put(f"{DESK}/sheet-1", json={"value": {}, "revision": 0})
    assert (late.status_code, late.json()["error"]["code"]) == (409, "changed_meanwhile")
    newer = idle.client.put(f"{DESK}/sheet-1", json={"value": None, "revision": put["revision"]})
    assert newer.json()["revision"] > put["revision"]
    (listed,) = idle.client.get(DESK).json()["desk"]
    assert listed == {k: v for k, v in newer.json().items() if k != "value"}
    assert idle.client.delete(f"{DESK}/sheet-1").status_code == 204
    assert idle.client.delete(f"{DESK}/sheet-1").status_code == 404


@pytest.mark.parametrize(
    ("name", "body", "status"),
    [
        ("a", b'{"value": ' + b"[" * 900 + b"]" * 900 + b"}", 422),
        ("a", b'{"value": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", 400),
        ("a", json.dumps({"value": "x" * 2**18}).encode(), 422),
        ("a", b'{"value": 1e999}', 422),
        ("a", b'{"value": NaN}', 400),
        ("a", b'{"value": "\\ud800"}', 422),
        ("a", b'{"value": 1, "revision": -1}', 422),
        ("a", b'{"value": 1, "revision": "x"}', 422),
        ("a", b'{"revision": 1}', 422),
        ("a", b"[1]", 400),
        ("A", b'{"value": 1}', 422),
        ("..%2fa", b'{"value": 1}', 404),
        ("a%00", b'{"value": 1}', 422),
        ("%E6%B9%96", b'{"value": 1}', 422),
        ("a" * 65, b'{"value": 1}', 422),
    ],
)
def test_what_cannot_be_kept_is_refused(idle: Any, name: str, body: bytes, status: int) -> None:
    headers = {"content-type": "application/json"}
    answer = idle.client.put(f"{DESK}/{name}", content=body, headers=headers)
    assert answer.status_code == status, answer.text
    assert answer.json()["error"]["message"]
    assert idle.client.get(DESK).json() == {"desk": []}


def test_a_run_keeps_its_sheet(server: Any) -> None:
    server.client.post("/api/v1/runs", json=RUN)
    asked = server.client.post("/api/v1/runs", json={**RUN, "sheet": "s-1"}).json()
    assert asked["sheet"] == "s-1"
    server.client.get(f"/api/v1/runs/{asked['id']}/events")
    (run,) = server.client.get("/api/v1/runs?sheet=s-1").json()["runs"]
    assert (run["id"], run["artifacts"][0]["sheet"]) == (asked["id"], "s-1")
    assert server.client.get(f"/api/v1/artifacts/{run['id']}-1").json()["sheet"] == "s-1"
    assert server.client.get("/api/v1/runs?sheet=s-1&state=failed").json()["runs"] == []
    assert len(server.client.get("/api/v1/runs").json()["runs"]) == 2
    for wrong in ("", "S", "a" * 41, "a b"):
        assert server.client.get("/api/v1/runs", params={"sheet": wrong}).status_code == 422
        asked = server.client.post("/api/v1/runs", json={**RUN, "sheet": wrong})
        assert asked.status_code == 422, wrong


class Stream:
    """What the stream of changes of a server says, as it comes."""

    def __init__(self, url: str) -> None:
        self._answer = urllib.request.urlopen(f"{url}/api/v1/changes", timeout=20)

    def next(self) -> dict[str, int]:
        while True:
            line = self._answer.readline().decode()
            if line.startswith("data: "):
                found: dict[str, int] = json.loads(line[6:])
                return found

    def close(self) -> None:
        self._answer.close()


def call(url: str, method: str = "GET", body: Any = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    headers = {"content-type": "application/json"}
    asked = urllib.request.Request(url, data, headers, method=method)
    with urllib.request.urlopen(asked, timeout=20) as answer:
        return json.loads(answer.read() or b"null")


def test_changes_are_told_at_once_and_survive_a_kill(serving: Callable[..., Any]) -> None:
    server = serving("--workers", "0")
    api = f"{server.url}/api/v1"
    stream = Stream(server.url)
    first = stream.next()
    assert first.keys() == {"runs", "artifacts", "collections", "desk"}
    start = time.monotonic()
    kept = call(f"{api}/desk/sheet-1", "PUT", {"value": {"prompt": "a lake"}})
    assert stream.next()["desk"] == first["desk"] + 1
    assert time.monotonic() - start < 2
    run = call(f"{api}/runs", "POST", {**RUN, "sheet": "s-1"})
    seen = stream.next()
    assert seen["runs"] == first["runs"] + 1
    os.killpg(server.process.pid, signal.SIGKILL)
    server.process.wait()
    stream.close()
    again = serving("--workers", "0")
    api = f"{again.url}/api/v1"
    assert call(f"{api}/desk/sheet-1") == kept
    assert [each["id"] for each in call(f"{api}/runs?sheet=s-1")["runs"]] == [run["id"]]
    stream = Stream(again.url)
    assert stream.next() == seen, "counters go on"
    stream.close()


def test_of_twenty_tabs_one_wins_each_revision(serving: Callable[..., Any]) -> None:
    url = f"{serving('--workers', '0').url}/api/v1/desk/sheet-1"
    revision = call(url, "PUT", {"value": -1})["revision"]
    for _ in range(3):
        answers: list[tuple[int, Any]] = []

        def put(number: int, revision: int = revision, answers: list[Any] = answers) -> None:
            try:
                told = call(url, "PUT", {"value": number, "revision": revision})
                answers.append((200, told))
            except urllib.error.HTTPError as error:
                answers.append((error.code, json.loads(error.read())))

        threads = [threading.Thread(target=put, args=[number]) for number in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        (won,) = [told for status, told in answers if status == 200]
        assert [status for status, _ in answers].count(409) == 19
        assert call(url) == won
        revision = won["revision"]
