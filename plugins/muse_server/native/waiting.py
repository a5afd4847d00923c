"""Waiting for something as long as whoever asked for it is there."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from starlette.requests import Request

from muse_server.service import Disconnected

T = TypeVar("T")

_LOOK = 0.1
"""Seconds between two looks whether a client is there."""


async def unless_gone(request: Request, what: Awaitable[T]) -> T:
    """Return what is waited for; where the client is gone, wait no longer (Disconnected)."""
    waiting = asyncio.ensure_future(what)
    try:
        while not (await asyncio.wait([waiting], timeout=_LOOK))[0]:
            if await request.is_disconnected():
                raise Disconnected
        return waiting.result()
    finally:
        waiting.cancel()
