"""Tasks of MCP: jobs that a client follows by the extension for long work."""

import asyncio
import errno
import hashlib
import hmac
import os
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Literal

import pytest

if not os.environ.get("MUSE_REQUIRE_NEURAL"):
    pytest.importorskip("mcp")

import httpx2
from mcp import Client, MCPError
from mcp.client import ClientExtension
from mcp.client.extension import ClaimContext, ResultClaim
from mcp.client.streamable_http import streamable_http_client
from mcp_types import CallToolResult, Request, RequestParams, Result

from muse.errors import NotFound
from muse_server.assistants.tasks import Keys

LAKE = {"prompt": "a lake at dawn", "width": 96, "height": 64, "detail": "draft"}
TASKS = "io.modelcontextprotocol/tasks"


class Task(Result):
    task_id: str
    status: str
    created_at: str
    last_updated_at: str
    ttl_ms: int | None
    poll_interval_ms: int
    status_message: str | None = None
    result: CallToolResult | None = None


class Created(Task):
    result_type: Literal["task"] = "task"


class Named(RequestParams):
    task_id: str


class Updated(Named):
    input_responses: dict[str, Any] = {}


class Get(Request[Named, Literal["tasks/get"]]):
    method: Literal["tasks/get"] = "tasks/get"
    params: Named
    name_param = "taskId"


class Cancel(Request[Named, Literal["tasks/cancel"]]):
    method: Literal["tasks/cancel"] = "tasks/cancel"
    params: Named
    name_param = "taskId"


class Update(Request[Updated, Literal["tasks/update"]]):
    method: Literal["tasks/update"] = "tasks/update"
    params: Updated
    name_param = "taskId"


class Following(ClientExtension):
    """What a client that knows tasks does: it asks until the task is over."""

    identifier = TASKS

    def __init__(self) -> None:
        self.seen: list[Task] = []

    def claims(self) -> list[ResultClaim[Any]]:
        return [ResultClaim(result_type="task", model=Created, resolve=self._resolve)]

    async def _resolve(self, created: Created, context: ClaimContext) -> CallToolResult:
        self.seen.append(created)
        while True:
            task = await get(context.session, created.task_id)
            self.seen.append(task)
            if task.status != "working":
                assert task.result is not None, task
                return task.result
            await asyncio.sleep(0.02)


async def get(session: Any, task: str) -> Task:
    return await session.send_request(Get(params=Named(task_id=task)), Task)


def ask(server: Any, talk: Callable[[Client], Awaitable[Any]], *extensions: Any) -> Any:
    """Return what a talk with the application gives."""

    async def talking() -> Any:
        transport = httpx2.ASGITransport(server.app)
        async with httpx2.AsyncClient(transport=transport) as http:
            way = streamable_http_client("http://localhost/mcp", http_client=http)
            async with Client(way, extensions=extensions) as client:
                return await asyncio.wait_for(talk(client), 30)

    return asyncio.run(talking())


async def begin(client: Client) -> Created:
    """Ask for something that nobody makes now."""
    given = {"medium": "image", "condition": LAKE, "wait": 0}
    return await client.session.call_tool("make", given, allow_claimed=True)


async def refused(coming: Awaitable[Any]) -> int:
    try:
        await coming
    except MCPError as error:
        return error.code
    raise AssertionError("it wasn't refused")


def test_long_work_is_followed_to_its_result(idle: Any) -> None:
    following = Following()

    async def talk(client: Client) -> Any:
        asyncio.get_running_loop().call_later(0.3, idle.work)
        given = {"medium": "image", "condition": LAKE, "wait": 0.1}
        return client.server_capabilities, await client.call_tool("make", given)

    capabilities, result = ask(idle, talk, following)
    assert TASKS in capabilities.extensions
    assert result.content[0].type == "image" and result.structured_content["state"] == "done"
    states = [task.status for task in following.seen]
    assert set(states[:-1]) == {"working"} and states[-1] == "completed"
    first, last = following.seen[0], following.seen[-1]
    assert first.ttl_ms is None and first.poll_interval_ms > 0
    assert first.created_at == last.created_at <= last.last_updated_at
    job = result.structured_content["job"]
    assert first.task_id.startswith(f"{job}-") and len(first.task_id) >= len(job) + 33


def test_what_is_quick_is_answered_at_once(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muse_server.assistants.calls._SOON", 30.0)  # a slow machine is none
    following = Following()
    given = {"medium": "text", "condition": {"prompt": "a haiku"}}
    result = ask(server, lambda client: client.call_tool("make", given), following)
    assert result.content[0].text and not following.seen


def test_a_task_is_cancelled_and_known_after_a_restart(idle: Any) -> None:
    async def talk(client: Client) -> Any:
        created = await begin(client)
        update = Update(params=Updated(task_id=created.task_id, input_responses={"no": {}}))
        await client.session.send_request(update, Result)
        await client.session.send_request(Cancel(params=Named(task_id=created.task_id)), Result)
        return created.task_id, await get(client.session, created.task_id)

    task, cancelled = ask(idle, talk, Following())
    assert cancelled.status == "cancelled" and cancelled.result is None
    again = ask(
        idle, lambda client: get(client.session, task), Following()
    )  # a new server of it reads the key
    assert again.status == "cancelled"


def test_a_job_that_failed_is_a_task_that_completed(idle: Any) -> None:
    async def talk(client: Client) -> Any:
        created = await begin(client)
        job = idle.service.jobs.claim(("light",))
        idle.service.jobs.end(job, "failed", "no paint is left")
        return await get(client.session, created.task_id)

    task = ask(idle, talk, Following())
    assert task.status == "completed" and task.result.is_error
    assert "no paint is left" in task.result.content[0].text


def test_a_task_is_nobody_elses(idle: Any) -> None:
    async def talk(client: Client) -> Any:
        created = await begin(client)
        job, _, signature = created.task_id.partition("-")
        guesses = [
            job,
            f"{job}-",
            f"{job}-{'0' * 40}",
            f"zzzzzzzzzz-{signature}",
            "",
            "-",
            "é-é",
            job.upper(),
        ]
        session = client.session
        codes = [await refused(get(session, guess)) for guess in guesses]
        cancel = Cancel(params=Named(task_id=guesses[2]))
        return codes, await refused(session.send_request(cancel, Result)), created.task_id

    codes, cancelled, task = ask(idle, talk, Following())
    assert set(codes) == {cancelled} == {-32602}
    assert idle.service.jobs.count() == {"queued": 1}
    code = ask(idle, lambda client: refused(get(client.session, task)))
    assert code == -32021  # the client doesn't say that it knows tasks


def test_a_client_that_knows_no_tasks_gets_none(idle: Any) -> None:
    result = ask(idle, begin)
    assert isinstance(result, CallToolResult) and result.structured_content["state"] == "queued"


def test_the_key_is_the_users_alone(idle: Any) -> None:
    ask(idle, begin, Following())
    key = idle.host.library.folder / "tasks.key"
    assert len(key.read_bytes()) == 32
    if os.name == "posix":
        assert key.stat().st_mode & 0o777 == 0o600


def test_half_a_key_is_none(tmp_path: Path) -> None:
    """A power cut may leave a file without its bytes: an empty key is one that anybody has."""
    path = tmp_path / "tasks.key"
    for broken in (b"", b"x" * 31):
        path.write_bytes(broken)
        task = Keys(tmp_path).task("abc")
        assert len(path.read_bytes()) == 32
        assert Keys(tmp_path).job(task) == "abc"  # the next server knows it
        forged = hmac.new(broken, b"task abc", hashlib.sha256).hexdigest()[:40]
        with pytest.raises(NotFound):
            Keys(tmp_path).job(f"abc-{forged}")


@pytest.mark.parametrize("links", [True, False])
def test_a_key_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    order: list[str] = []

    def noted(name: str, call: Callable[..., Any], works: bool = True) -> Callable[..., Any]:
        def noting(*given: Any) -> Any:
            order.append(name)
            if not works:
                raise OSError(errno.EPERM, "no links here")
            return call(*given)

        return noting

    monkeypatch.setattr(os, "fsync", noted("fsync", os.fsync))
    monkeypatch.setattr(os, "link", noted("named", os.link, links))
    monkeypatch.setattr(os, "replace", noted("named", os.replace))
    task = Keys(tmp_path).task("abc")
    assert order[:2] == ["fsync", "named"]
    assert Keys(tmp_path).job(task) == "abc"
    assert [each.name for each in tmp_path.iterdir()] == ["tasks.key"]


def test_servers_that_start_at_once_have_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: Keys(tmp_path).task("abc"), range(8)))) == 1
