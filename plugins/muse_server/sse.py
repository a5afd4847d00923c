"""Server-sent events: what a job tells, so that a client that lost its connection goes on."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from starlette.responses import StreamingResponse

BEAT = 15.0
"""Seconds of silence after which a comment keeps the connection."""


def event(data: Any, *, kind: str | None = None, id: int | None = None) -> bytes:
    """Return one event as it goes over the line; `data` is JSON, or text as it is."""
    lines = [f"id: {id}"] if id is not None else []
    lines += [f"event: {kind}"] if kind else []
    text = data if isinstance(data, str) else json.dumps(data)
    lines += [f"data: {line}" for line in text.split("\n")]
    return ("\n".join(lines) + "\n\n").encode()


def answer(
    events: AsyncIterator[bytes], headers: dict[str, str] | None = None
) -> StreamingResponse:
    """Return the answer that streams events, with a sign of life while there are none."""
    return StreamingResponse(
        _with_beats(events),
        media_type="text/event-stream",
        headers={"cache-control": "no-store", "x-accel-buffering": "no", **(headers or {})},
    )


async def _with_beats(events: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    iterator = aiter(events)
    coming = asyncio.ensure_future(anext(iterator, None))
    try:
        yield b": hello\n\n"
        while True:
            done, _ = await asyncio.wait({coming}, timeout=BEAT)
            if not done:
                yield b": still here\n\n"
                continue
            found = coming.result()
            if found is None:
                return
            yield found
            coming = asyncio.ensure_future(anext(iterator, None))
    finally:
        coming.cancel()
        await asyncio.gather(coming, return_exceptions=True)
        close = getattr(iterator, "aclose", None)
        if close is not None:
            await close()
