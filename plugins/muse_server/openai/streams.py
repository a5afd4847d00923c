"""Answers that are sent while their job works: server-sent events up to `[DONE]`."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, suppress

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from muse import MuseError
from muse.library.jobs import Job
from muse_server import sse
from muse_server.openai import errors
from muse_server.service import Service, request_id


def answer(
    service: Service,
    request: Request,
    job: Job,
    events: AsyncIterator[bytes],
    headers: dict[str, str],
    stay: bool,
) -> Response:
    """Return the answer that streams what is told of a job.

    The job is cancelled when nobody reads on, unless it is to `stay`.
    """
    inner = sse.answer(_to_the_end(service, job, events, request_id(request), stay), headers)
    return inner if stay else _Following(service, job, inner)


async def _to_the_end(
    service: Service, job: Job, events: AsyncIterator[bytes], request: str, stay: bool
) -> AsyncIterator[bytes]:
    """Yield events, then what went wrong, then that it is the end: a client waits for that."""
    try:
        async with aclosing(events):  # type: ignore[type-var]
            async for event in events:
                yield event
        if not (await service.job(job.id)).is_over:
            if not stay:
                await service.cancel(job.id)
            raise errors.Stopping(job.id, stay)
    except Exception as error:
        yield sse.event(errors.body(errors.of(error, request)), kind="error")
    yield sse.event("[DONE]")


class _Following(Response):
    """An answer whose job is cancelled when nobody reads on."""

    def __init__(self, service: Service, job: Job, inner: Response) -> None:
        self._service = service
        self._job = job
        self._inner = inner
        self.background = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._inner(scope, receive, send)
        finally:  # a task of its own: this one may be cancelled already
            if not self._service.changes.closed:
                task = asyncio.create_task(self._leave())
                _LEAVING.add(task)
                task.add_done_callback(_LEAVING.discard)

    async def _leave(self) -> None:
        with suppress(MuseError, RuntimeError):  # the server may stop meanwhile
            job = await self._service.job(self._job.id)
            if not job.is_over:
                await self._service.cancel(job.id)


_LEAVING: set[asyncio.Task[None]] = set()
