"""The guard: how much may be open at once, and which names and pages may ask."""

import asyncio
from typing import Any

import pytest

from muse_server import settings
from muse_server.guard import Guard
from muse_server.problems import Problem, answer


async def called(guard: Guard, path: str = "/x", **headers: str) -> int:
    """Return the status of an answer."""
    sent: list[Any] = []
    raw = {"host": "localhost", **{k.replace("_", "-"): v for k, v in headers.items()}}
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "scheme": "http",
        "headers": [(k.encode(), v.encode()) for k, v in raw.items()],
    }

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    await guard(scope, receive, send)
    return int(sent[0]["status"])


async def ok(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def test_only_so_many_are_open_at_once() -> None:
    async def crowd() -> None:
        free = asyncio.Event()

        async def slow(scope: Any, receive: Any, send: Any) -> None:
            await free.wait()
            await ok(scope, receive, send)

        guard = Guard(slow, settings.read({}, connections=2), None)
        open_ones = [asyncio.create_task(called(guard)) for _ in range(2)]
        await asyncio.sleep(0)
        assert await called(guard) == 503
        free.set()
        assert await asyncio.gather(*open_ones) == [200, 200]
        assert await called(guard) == 200

    asyncio.run(crowd())


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"host": "127.0.0.1:7860"}, 200),
        ({"host": "[::1]:7860"}, 200),
        ({"host": "192.168.1.7"}, 200),
        ({"host": "studio.example"}, 200),
        ({"host": "evil.example"}, 421),
        ({"host": "localhost.evil.example"}, 421),
        ({"host": ""}, 421),
        ({"origin": "http://localhost"}, 200),
        ({"origin": "https://page.example"}, 200),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "https://localhost"}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"}, 200),
        ({"sec_fetch_site": "same-origin"}, 200),
        ({"content_length": "9" * 5000}, 400),
        ({"content_length": "-1"}, 400),
    ],
)
def test_who_may_ask(headers: dict[str, str], status: int) -> None:
    chosen = settings.read({"hosts": ["studio.example"], "origins": ["https://page.example"]})
    assert asyncio.run(called(Guard(ok, chosen, None), **headers)) == status


def test_what_is_wrong_inside_has_the_form_and_the_id_of_all_answers() -> None:
    sent: list[Any] = []

    async def breaks(scope: Any, receive: Any, send: Any) -> None:
        raise RuntimeError("a secret of the inside")

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/x",
        "scheme": "http",
        "headers": [(b"host", b"localhost"), (b"x-request-id", b"mine-7")],
    }
    asyncio.run(Guard(breaks, settings.read({}), None)(scope, receive, send))
    start, body = sent
    headers = dict(start["headers"])
    assert start["status"] == 500 and headers[b"x-request-id"] == b"mine-7"
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert b"internal" in body["body"] and b"secret" not in body["body"]


def test_bodies_that_are_sent_at_once_have_a_bound_together() -> None:
    async def crowd() -> list[int]:
        statuses: list[int] = []
        free = asyncio.Event()

        async def reads(scope: Any, receive: Any, send: Any) -> None:
            try:
                await receive()
                await receive()
            except Problem as problem:
                await answer(problem)(scope, receive, send)
                return
            await free.wait()
            await ok(scope, receive, send)

        guard = Guard(reads, settings.read({}, upload=1000), None)
        piece = b"x" * 500_000

        async def one() -> None:
            async def receive() -> Any:
                return {"type": "http.request", "body": piece, "more_body": True}

            async def send(message: Any) -> None:
                if message["type"] == "http.response.start":
                    statuses.append(message["status"])

            scope = {"type": "http", "method": "POST", "path": "/x", "scheme": "http"}
            raw = [(b"host", b"localhost"), (b"content-type", b"application/json")]
            await guard({**scope, "headers": raw}, receive, send)

        tasks = [asyncio.create_task(one()) for _ in range(6)]
        await asyncio.sleep(0.05)
        refused = list(statuses)
        free.set()
        await asyncio.gather(*tasks)
        assert guard._held == 0
        assert sorted(statuses) == [200, 200, 200, 200, 503, 503]
        return refused

    assert asyncio.run(crowd()) == [503, 503]


def test_who_speaks_as_openai_does_is_refused_as_openai_does(make_server: Any) -> None:
    server = make_server(token="a-token-of-this-test")
    refused = server.client.get("/v1/models", headers={"authorization": "Bearer wrong"})
    assert refused.status_code == 401 and refused.headers["www-authenticate"] == "Bearer"
    told = refused.json()["error"]
    assert told["type"] == "authentication_error" and told.keys() >= {"message", "param", "code"}
    assert "type" not in server.client.get("/api/v1/runs").json()["error"]
