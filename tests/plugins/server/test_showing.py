"""What plugins show of artifacts, and what these are turned into, by processes on the side."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from muse_server.aside.process import Task
from waiting import until

SITE = """
import json, os, sys, time
from muse import Artifact, Condition, Field, Format, Generator, hookimpl

class LinesCondition(Condition):
    prompt: str = Field("a b c", description="Words.")

class Lines(Generator):
    \"\"\"Lines of words.\"\"\"
    condition = LinesCondition
    formats = {".lines": "text/x-lines", ".caps": "text/x-caps"}

    def generate(self, condition, run):
        for item in run.items:
            text = "\\n".join(condition.prompt.split()).encode()
            made = {".lines": text, ".caps": text.upper()}
            yield Artifact({s: made[s] for s in run.formats}, item)

def lines(data, place):
    found = data.decode().splitlines()
    if not place:
        return "application/json", json.dumps({"lines": len(found), "pid": os.getpid()}).encode()
    return "image/svg+xml", f"<svg>{dict(enumerate(found, 1))[int(place)]}</svg>".encode()

def wrong(data, place):
    if place == "sleep":
        time.sleep(60)
    if place == "die":
        os._exit(7)
    print("not an answer", flush=True)
    raise RuntimeError("broken inside")

@hookimpl
def muse_formats():
    views = {"lines": lines, "wrong": wrong}
    return [
        Format(".lines", "text/x-lines", views=views),
        Format(".twice", "text/x-twice", encode={"text/x-lines": lambda data: data + data}),
        Format(".more", "text/x-more", encode={"text/x-twice": lambda data: data + b"!"}),
    ]
"""
POINTS = "[muse]\nline.lines = muse_lines:Lines\nmuse-lines = muse_lines\n"


@pytest.fixture
def lines(
    plant: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, make_server: Any, tmp_path: Path
) -> Callable[..., Any]:
    """A function that starts a server with a stranger's medium, format and views."""
    folder = plant("muse-lines", POINTS, muse_lines=SITE)
    monkeypatch.syspath_prepend(folder)
    path = os.pathsep.join([str(folder), *(each for each in sys.path if each)])
    monkeypatch.setenv("PYTHONPATH", path)

    def start(**chosen: object) -> Any:
        server = make_server(**chosen)
        made = server.host.run(
            "line.lines", prompt="one two three", output=tmp_path / "a.lines", force=True
        )
        server.id, server.made = made[0].id, made[0]
        server.client.base_url = "http://localhost/api/v1/artifacts/" + server.id + "/"
        return server

    yield start
    sys.modules.pop("muse_lines", None)


def test_a_view_is_made_once_and_kept(lines: Callable[..., Any]) -> None:
    server = lines()
    assert server.service.aside.processes() == [], "none is started before it is needed"
    first = server.client.get("views/lines")
    assert first.status_code == 200, first.text
    assert first.json()["lines"] == 3
    assert first.json()["pid"] in server.service.aside.processes()
    assert first.headers["content-type"] == "application/json"
    assert first.headers["cache-control"] == "private, no-cache"
    etag = first.headers["etag"]
    again = server.client.get("views/lines", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    for pid in server.service.aside.processes():
        os.kill(pid, signal.SIGKILL)
    until(lambda: not server.service.aside.processes())  # a busy system lets them go later
    assert server.client.get("views/lines").content == first.content, "it is on the disk"
    part = server.client.get("views/lines", headers={"range": "bytes=1-7"})
    assert (part.status_code, part.content) == (206, first.content[1:8])
    assert server.service.aside.processes() == []


def test_a_place_of_a_view_is_sent_to_be_saved_and_never_run(lines: Callable[..., Any]) -> None:
    answer = lines().client.get("views/lines/2")
    assert answer.text == "<svg>two</svg>"
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-security-policy"].startswith("sandbox")


@pytest.mark.parametrize(
    "path", ["nothing", "lines/9", "lines/x", "LINES", "lines/" + "1" * 41, "lines/..%2f1"]
)
def test_what_is_not_shown_is_told(lines: Callable[..., Any], path: str) -> None:
    answer = lines().client.get(f"views/{path}")
    assert answer.status_code == 404, answer.text
    assert answer.json()["error"]["code"] == "not_found"


def test_a_view_that_fails_hangs_or_dies_costs_one_request(
    lines: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = lines(aside=1)
    broken = server.client.get("views/wrong")
    assert broken.status_code == 500
    assert broken.json()["error"]["code"] == "plugin_failed"
    assert "muse-lines can't show the wrong of .lines" in broken.json()["error"]["message"]
    first = server.service.aside.processes()
    assert len(first) == 1, "what it printed was no answer, and it is still there"
    died = server.client.get("views/wrong/die")
    assert (died.status_code, died.json()["error"]["code"]) == (500, "crashed")
    assert server.client.get("views/lines").json()["lines"] == 3
    monkeypatch.setattr("muse_server.native.showing.SECONDS", 0.5)
    began = time.monotonic()
    late = server.client.get("views/wrong/sleep")
    assert (late.status_code, late.json()["error"]["code"]) == (504, "too_slow")
    assert time.monotonic() - began < 5
    assert server.client.get("views/lines/1").text == "<svg>one</svg>"


def test_an_artifact_becomes_what_its_files_or_its_recipe_give(lines: Callable[..., Any]) -> None:
    server = lines()
    text = b"one\ntwo\nthree"
    assert server.client.get("as/lines").content == server.made.files[".lines"].data
    assert server.client.get("as/twice").content == text * 2
    assert server.client.get("as/more").content == text * 2 + b"!"
    told = server.client.get("http://localhost/api/v1/artifacts").json()["artifacts"][0]
    assert (told["views"], told["exports"]) == (["lines", "wrong"], [".twice", ".more", ".caps"])
    caps = server.client.get("as/caps")
    assert (caps.content, caps.headers["content-type"]) == (
        text.upper(),
        "text/x-caps; charset=utf-8",
    )
    assert "one%20two%20three.caps" in caps.headers["content-disposition"]
    assert len(server.host.library.log()) == 1, "nothing is recorded of making it again"
    wrong = server.client.get("as/png")
    assert wrong.status_code == 404
    assert wrong.json()["error"]["hint"] == "it has .lines, and can become .twice, .more, .caps"


def test_what_is_kept_has_a_bound(lines: Callable[..., Any]) -> None:
    server = lines(kept=60)
    for _ in range(2):
        for place in ("1", "2", "3", "1"):
            assert server.client.get(f"views/lines/{place}").status_code == 200
    shown = [path for path in (server.host.library.folder / "shown").glob("??/*")]
    assert sum(path.stat().st_size for path in shown) <= 60
    none = lines(kept=0)
    assert none.client.get("views/lines").json()["lines"] == 3, "what is sent stays till then"


def test_what_nobody_waits_for_is_stopped(lines: Callable[..., Any]) -> None:
    server = lines()
    given = {"name": "wrong", "suffix": ".lines", "path": str(server.made.paths[0])}
    task = Task("show", {**given, "place": "sleep", "target": "x"}, seconds=60)
    pool = server.service.aside

    async def leave() -> None:
        waiting = asyncio.ensure_future(pool.share("a", lambda: pool.do(task)))
        while not pool.processes():
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.5)
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(waiting, 0.1)

    began = time.monotonic()
    asyncio.run(leave())
    assert server.client.get("views/lines/1").text == "<svg>one</svg>"
    assert time.monotonic() - began < 10
