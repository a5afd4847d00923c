"""`muse mcp`: a process of its own, asked by the official client and by hand."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

if not os.environ.get("MUSE_REQUIRE_NEURAL"):
    pytest.importorskip("mcp")

from mcp import Client, StdioServerParameters

from muse.folders import data_folder
from muse.library.jobs import Jobs
from muse.library.library import Library

COMMAND = ["-c", "from muse_server.cli import mcp; mcp()"]
LAKE = {"prompt": "a lake at dawn", "width": 96, "height": 64, "detail": "draft"}
LONG = {**LAKE, "animate": 120, "width": 320, "height": 240}
META = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
}


@pytest.fixture
def jobs(home: Path) -> Iterator[Jobs]:
    """The jobs of the library that the process uses, too."""
    library = Library(data_folder())
    yield Jobs(library.database)
    library.close()


def begun() -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, *COMMAND],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def send(process: "subprocess.Popen[str]", id: int, method: str, **params: Any) -> None:
    assert process.stdin is not None
    message = {"jsonrpc": "2.0", "id": id, "method": method, "params": {**params, "_meta": META}}
    process.stdin.write(json.dumps(message) + "\n")
    process.stdin.flush()


def make(process: "subprocess.Popen[str]", condition: dict[str, Any], wait: float) -> None:
    arguments = {"medium": "image", "condition": condition, "wait": wait}
    send(process, 1, "tools/call", name="make", arguments=arguments)


def reached(jobs: Jobs, state: str) -> bool:
    end = time.monotonic() + 10
    while not jobs.count().get(state) and time.monotonic() < end:
        time.sleep(0.02)
    return bool(jobs.count().get(state))


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_official_client_makes_something(home: Path, mode: str) -> None:
    env = {name: os.environ[name] for name in ("PYTHONPATH", "PATH") if name in os.environ}
    parameters = StdioServerParameters(
        command=sys.executable, args=COMMAND, env={**env, "MUSE_HOME": str(home)}
    )
    progress: list[float] = []

    async def follow(done: float, total: float | None, message: str | None) -> None:
        progress.append(done)

    async def talk() -> Any:
        async with Client(parameters, mode=mode) as client:
            given = {"medium": "image", "condition": LAKE}
            made = await client.call_tool("make", given, progress_callback=follow)
            listed = await client.list_resources()
            templates = await client.list_resource_templates()
            return made, listed.resources, templates.resource_templates

    made, resources, templates = asyncio.run(asyncio.wait_for(talk(), 30))
    (artifact,) = made.structured_content["artifacts"]
    (file,) = artifact["files"]
    assert made.content[0].type == "image" and progress
    assert Path(file["path"]).read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"  # it is on this machine
    assert [each.uri for each in resources] == [file["uri"]]
    assert templates[0].uri_template == "muse://artifact/{id}/{suffix}"


def test_stdout_is_the_protocols_and_the_end_of_stdin_the_end(jobs: Jobs) -> None:
    process = begun()
    make(process, LAKE, 30)
    assert process.stdin is not None and process.stdout is not None
    lines = [process.stdout.readline()]
    process.stdin.write("this is no JSON\n")
    send(process, 2, "tools/list")
    lines.append(process.stdout.readline())
    rest, told = process.communicate(timeout=10)
    messages = [json.loads(line) for line in [*lines, *rest.splitlines()]]
    assert {message["jsonrpc"] for message in messages} == {"2.0"}
    answers = {message["id"]: message["result"] for message in messages if message.get("id")}
    assert answers[1]["structuredContent"]["state"] == "done"
    assert len(answers[2]["tools"]) == 6
    assert process.returncode == 0 and "Traceback" not in told
    assert jobs.count() == {"done": 1}


def test_what_is_at_work_waits_for_the_next_worker(jobs: Jobs) -> None:
    process = begun()
    make(process, LONG, 0)
    assert process.stdout is not None
    answer = json.loads(process.stdout.readline())["result"]["structuredContent"]
    assert answer["state"] == "queued" and reached(jobs, "running")
    process.communicate(timeout=10)
    assert process.returncode == 0
    assert jobs.count() == {"queued": 1} and jobs.find(answer["job"]).attempt == 0


def test_what_was_waited_for_is_cancelled(jobs: Jobs) -> None:
    process = begun()
    make(process, LONG, 30)
    assert reached(jobs, "running")
    process.communicate(timeout=10)
    assert process.returncode == 0 and jobs.count() == {"cancelled": 1}


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_a_signal_ends_it(jobs: Jobs) -> None:
    process = begun()
    make(process, LONG, 0)
    assert process.stdout is not None and process.stdout.readline()
    assert reached(jobs, "running")
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 128 + signal.SIGTERM
    assert jobs.count() == {"queued": 1}
    process.communicate()
