"""MCP over HTTP, asked by the official client as it speaks now and as it spoke before."""

import asyncio
import base64
import io
import json
import os
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from PIL import Image

if not os.environ.get("MUSE_REQUIRE_NEURAL"):
    pytest.importorskip("mcp")

from mcp import Client, MCPError

from muse.running.submitting import submit

LAKE = {"prompt": "a lake at dawn", "width": 96, "height": 64, "detail": "draft"}
ERAS = pytest.mark.parametrize("mode", ["auto", "legacy"])


@pytest.fixture
def url(server: Any) -> Iterator[str]:
    """The address of a server that makes what is asked for."""
    yield from served(server)


@pytest.fixture
def idle_url(idle: Any) -> Iterator[str]:
    """The address of a server without a worker."""
    yield from served(idle)


def served(server: Any) -> Iterator[str]:
    listening = socket.create_server(("127.0.0.1", 0))
    running = uvicorn.Server(
        uvicorn.Config(server.app, lifespan="off", log_config=None, ws="none", http="h11")
    )
    thread = threading.Thread(target=running.run, args=[[listening]], daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/mcp"
    running.should_exit = True
    thread.join(10)
    assert not thread.is_alive()


def ask(url: str, mode: str, talk: Callable[[Client], Awaitable[Any]], **options: Any) -> Any:
    """Return what a talk with the server gives; MCPError where it refuses."""

    async def talking() -> Any:
        async with Client(url, mode=mode, **options) as client:
            try:
                return await asyncio.wait_for(talk(client), 30)
            except MCPError as error:  # it would leave the client as a group
                return error

    found = asyncio.run(talking())
    if isinstance(found, MCPError):
        raise found
    return found


def call(url: str, tool: str, mode: str = "auto", **arguments: Any) -> Any:
    return ask(url, mode, lambda client: client.call_tool(tool, arguments))


def told(result: Any) -> dict[str, Any]:
    """Return an answer as JSON, which is the same in words."""
    assert not result.is_error, result.content
    words = [block.text for block in result.content if block.type == "text"]
    assert json.loads(words[-1]) == result.structured_content
    return result.structured_content


def pixels(block: Any) -> bytes:
    return Image.open(io.BytesIO(base64.b64decode(block.data))).convert("RGB").tobytes()


@ERAS
def test_tools_tell_of_the_fields_of_conditions(url: str, mode: str) -> None:
    async def talk(client: Client) -> Any:
        return client.protocol_version, (await client.list_tools()).tools

    version, listed = ask(url, mode, talk)
    assert version == {"auto": "2026-07-28", "legacy": "2025-11-25"}[mode]
    tools = {tool.name: tool for tool in listed}
    assert list(tools) == ["make", "change", "job", "find", "rate", "generators"]
    make = tools["make"].input_schema
    assert make["required"] == ["medium"]
    by_name = {each.get("title"): each for each in make["properties"]["condition"]["anyOf"]}
    assert {"image.sketch", "music.midi", "text.grammar"} <= set(by_name)
    fields = by_name["image.sketch"]["properties"]
    assert "fog" in fields["weather"]["enum"] and "data URI" in fields["init"]["description"]
    assert "$ref" not in json.dumps(make)
    assert tools["find"].annotations.read_only_hint


@ERAS
def test_a_picture_is_shown_and_linked(url: str, mode: str, server: Any) -> None:
    progress: list[float] = []

    async def talk(client: Client) -> Any:
        async def follow(done: float, total: float | None, message: str | None) -> None:
            assert total == 1.0
            progress.append(done)

        given = {"medium": "image", "condition": {**LAKE, "seed": 7}, "formats": [".png", ".svg"]}
        result = await client.call_tool("make", given, progress_callback=follow)
        links = [block for block in result.content if block.type == "resource_link"]
        return result, links, [await client.read_resource(link.uri) for link in links]

    result, links, files = ask(url, mode, talk)
    made = told(result)
    assert progress and progress == sorted(set(progress))
    assert result.content[0].type == "image" and result.content[0].mime_type == "image/png"
    shown = base64.b64decode(result.content[0].data)
    assert Image.open(io.BytesIO(shown)).size == (96, 64)
    (artifact,) = made["artifacts"]
    assert artifact["seed"] == 7 and artifact["report"]["read"]["time"]["words"] == "dawn"
    assert [link.uri for link in links] == [
        f"muse://artifact/{artifact['artifact']}/{suffix}" for suffix in ("png", "svg")
    ]
    assert [link.size for link in links] == [file["size"] for file in artifact["files"]]
    assert base64.b64decode(files[0].contents[0].blob) == shown
    assert files[1].contents[0].blob
    path = artifact["files"][0]["url"].removeprefix(url.removesuffix("/mcp"))
    assert server.client.get(path).content == shown


def test_many_pictures_stay_below_a_megabyte(url: str) -> None:
    large = {"prompt": "a forest", "width": 640, "height": 480, "detail": "draft", "count": 5}
    result = call(url, "make", medium="image", condition=large)
    sizes = [file["size"] for each in told(result)["artifacts"] for file in each["files"]]
    assert sum(sizes) > 1_000_000 > len(result.model_dump_json())
    shown = [block for block in result.content if block.type == "image"]
    assert len(shown) == 4  # the fifth has a link alone
    assert {block.mime_type for block in shown} == {"image/jpeg"}
    assert len([block for block in result.content if block.type == "resource_link"]) == 5


def test_words_are_given_and_music_is_described(url: str) -> None:
    text = call(url, "make", medium="text", condition={"prompt": "a haiku of rain"})
    assert text.content[0].type == "text" and text.content[0].text.startswith("# ")
    music = call(url, "make", medium="music", condition={"bars": 4, "key": "D major"})
    assert [block.type for block in music.content] == ["text", "resource_link"]
    assert music.content[1].mime_type == "audio/midi" and "D major" in music.content[1].description


def test_what_is_wrong_is_told_to_the_assistant(url: str) -> None:
    wrong = call(url, "make", medium="image", condition={"promt": "a lake"})
    assert wrong.is_error and "prompt" in wrong.content[0].text
    path = call(url, "make", medium="image", condition={"init": "/etc/passwd"})
    assert path.is_error and "data URI" in path.content[0].text
    data = base64.b64encode(b"no picture").decode()
    file = f"data:image/png;base64,{data}"
    broken = call(url, "make", medium="image", condition={**LAKE, "init": file})
    assert broken.is_error
    extra = call(url, "make", medium="image", more=1)
    assert extra.is_error and "more" in extra.content[0].text
    nothing = call(url, "change", artifact="zzzzzzzzzz-1", condition={})
    assert nothing.is_error and "no artifact" in nothing.content[0].text
    with pytest.raises(MCPError, match="no tool 'paint'"):
        call(url, "paint")
    for name in (
        "muse://artifact/zzzzzzzzzz-1/png",
        "muse://artifact/../png",
        "file:///etc/passwd",
    ):
        with pytest.raises(MCPError, match="no such resource"):
            ask(url, "auto", lambda client, name=name: client.read_resource(name))


def test_a_file_that_is_too_large_is_to_be_fetched(
    url: str, server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (made,) = told(call(url, "make", medium="image", condition=LAKE))["artifacts"]
    (file,) = made["files"]

    def read() -> Any:
        return ask(url, "auto", lambda client: client.read_resource(file["uri"])).contents[0]

    monkeypatch.setattr("muse_server.assistants.resources._MOST", file["size"])
    whole = base64.b64decode(read().blob)
    assert len(whole) == file["size"]
    monkeypatch.setattr("muse_server.assistants.resources._MOST", file["size"] - 1)
    with pytest.raises(MCPError, match="at most; get it from http://") as refused:
        read()
    assert refused.value.data["url"] in refused.value.message
    path = urlsplit(refused.value.data["url"]).path
    assert server.client.get(path).content == whole


def test_a_change_keeps_the_seed(url: str) -> None:
    two = call(url, "make", medium="image", condition={**LAKE, "count": 2})
    first, before = told(two)["artifacts"]
    changed = {"weather": "fog", "prompt": None}
    fog = call(url, "change", artifact=before["artifact"], condition=changed)
    (artifact,) = told(fog)["artifacts"]
    assert artifact["seed"] == before["seed"] == first["seed"] + 1
    assert artifact["artifact"] != before["artifact"]
    same = call(url, "change", artifact=before["artifact"], condition={})
    assert pixels(same.content[0]) == pixels(two.content[1]) != pixels(fog.content[0])
    repainted = {"init": f"muse:{before['artifact']}", "style": "ink", "prompt": None}
    ink = call(url, "change", artifact=before["artifact"], condition=repainted)
    assert told(ink) and pixels(ink.content[0]) != pixels(same.content[0])


def test_what_was_made_is_found_and_rated(url: str) -> None:
    made = told(call(url, "make", medium="image", condition=LAKE))["artifacts"][0]["artifact"]
    told(call(url, "make", medium="text", condition={"prompt": "a haiku"}))
    rated = told(call(url, "rate", artifact=made, rating=4, note="for the wall", tags=["blue"]))
    assert rated == {"artifact": made, "rating": 4, "note": "for the wall", "tags": ["blue"]}
    found = told(call(url, "find", query="lake", rating=4, tag="blue", since="2026-01-01"))
    assert [each["artifact"] for each in found["artifacts"]] == [made] and found["next"] is None
    assert not told(call(url, "find", query="lake", rating=5))["artifacts"]
    page = told(call(url, "find", limit=1))
    rest = told(call(url, "find", limit=5, cursor=page["next"]))
    assert [each["artifact"] for each in rest["artifacts"]] == [made]
    small = call(url, "find", medium="image", thumbnails=True).content
    assert [block.type for block in small] == ["text", "image"]
    wrong = call(url, "find", since="yesterday")
    assert wrong.is_error and wrong.content[0].text.startswith("since")


def test_generators_are_listed_and_described(url: str) -> None:
    listed = told(call(url, "generators"))["generators"]
    sketch = next(each for each in listed if each["name"] == "image.sketch")
    assert sketch["default"] and sketch["ready"] and ".svg" in sketch["formats"]
    one = told(call(url, "generators", name="music"))
    assert one["name"] == "music.midi" and "bars" in one["condition"]["properties"]


@ERAS
def test_long_work_is_a_job_to_ask_for(idle: Any, idle_url: str, mode: str) -> None:
    begun = time.monotonic()
    waiting = call(idle_url, "make", mode, medium="image", condition=LAKE, wait=0.3)
    assert 0.3 <= time.monotonic() - begun < 5
    id = waiting.structured_content["job"]
    assert waiting.structured_content["state"] == "queued"
    assert f'{{"id": "{id}"}}' in waiting.content[0].text
    assert call(idle_url, "job", mode, id=id, wait=0).structured_content["state"] == "queued"
    idle.work()
    done = call(idle_url, "job", mode, id=id)
    assert told(done)["state"] == "done" and done.content[0].type == "image"


def test_a_job_is_cancelled(idle: Any, idle_url: str) -> None:
    id = call(idle_url, "make", medium="image", condition=LAKE, wait=0).structured_content["job"]
    gone = call(idle_url, "job", id=id, cancel=True)
    assert gone.is_error and "was cancelled" in gone.content[0].text


def leave(url: str, mode: str, when: Callable[[], Any]) -> None:
    """Call for a picture, and go away without an answer as soon as `when` says so."""

    async def talk(client: Client) -> None:
        given = {"medium": "image", "condition": LAKE}
        calling = asyncio.create_task(client.call_tool("make", given))
        while not when():
            assert not calling.done()
            await asyncio.sleep(0.01)
        calling.cancel()
        with pytest.raises(asyncio.CancelledError):
            await calling

    ask(url, mode, talk)


def cancelled(jobs: Any) -> bool:
    """Whether the one job there is gets cancelled within a time that any machine keeps to."""
    end = time.monotonic() + 20
    while not jobs.count().get("cancelled") and time.monotonic() < end:
        time.sleep(0.02)
    return jobs.count() == {"cancelled": 1}


@ERAS
def test_a_call_that_loses_its_client_is_cancelled(idle: Any, idle_url: str, mode: str) -> None:
    jobs = idle.service.jobs
    leave(idle_url, mode, jobs.count)
    assert cancelled(jobs)


@ERAS
def test_a_client_that_is_lost_while_its_job_is_queued_leaves_none(
    idle: Any, idle_url: str, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, gone = threading.Event(), threading.Event()

    def slowly(*given: Any, **more: Any) -> Any:
        begun.set()
        assert gone.wait(20)
        return submit(*given, **more)

    monkeypatch.setattr("muse_server.service.submit", slowly)
    leave(idle_url, mode, begun.is_set)
    time.sleep(0.3)  # the server learns of it
    gone.set()
    assert cancelled(idle.service.jobs)


def test_at_the_servers_stop_a_call_is_told_of_its_job(idle: Any, idle_url: str) -> None:
    answers: list[Any] = []
    calling = threading.Thread(
        target=lambda: answers.append(call(idle_url, "make", medium="image", condition=LAKE))
    )
    calling.start()
    while not idle.service.jobs.count():
        assert calling.is_alive()
        time.sleep(0.01)
    idle.service.changes.close()
    calling.join(20)
    (waiting,) = answers
    assert waiting.structured_content["state"] == "queued" and not waiting.is_error
    assert waiting.structured_content["job"] in waiting.content[0].text
    assert idle.service.jobs.count() == {"queued": 1}  # whoever serves next makes it


def test_the_guard_stands_before_it(idle: Any) -> None:
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    headers = {"accept": "application/json, text/event-stream"}

    def post(**more: str) -> int:
        return idle.client.post("/mcp", json=message, headers={**headers, **more}).status_code

    assert post() == 200
    assert post(host="evil.example") == 421
    assert post(origin="https://evil.example") == 403
    assert post(**{"content-type": "text/plain"}) == 415
    assert idle.client.get("/mcp", headers=headers).status_code == 405
    assert idle.client.delete("/mcp").status_code == 405
    large = {"accept": headers["accept"], "content-length": str(2**30)}
    assert idle.client.post("/mcp", content=b"{}", headers=large).status_code in (413, 415)


def test_halves_of_characters_are_refused(idle: Any) -> None:
    meta = {
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientCapabilities": {
            "extensions": {"io.modelcontextprotocol/tasks": {}}
        },
    }
    headers = {
        "accept": "application/json, text/event-stream",
        "content-type": "application/json",
        "mcp-protocol-version": meta["io.modelcontextprotocol/protocolVersion"],
    }

    def post(method: str, routed: dict[str, str], **params: Any) -> dict[str, Any]:
        body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": {**params, "_meta": meta}}
        sent = {**headers, **routed, "mcp-method": method}
        return idle.client.post("/mcp", content=json.dumps(body), headers=sent).json()

    half = "\ud800"
    assert post("tasks/get", {}, taskId=half)["error"]["code"] == -32602
    for tool, arguments in (
        ("find", {"query": half}),
        ("make", {"medium": "image", "condition": {"prompt": half}, "wait": 0}),
        ("rate", {"artifact": half, "note": half}),
        ("job", {"id": half, "wait": 0}),
    ):
        asked = post("tools/call", {"mcp-name": tool}, name=tool, arguments=arguments)
        assert asked["result"]["isError"], (tool, asked)
