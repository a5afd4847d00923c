"""The guard: how much may be open at once, and which names and pages may ask."""

import asyncio
from typing import Any

import pytest

from muse_server import settings
from muse_server.guard import Guard


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
