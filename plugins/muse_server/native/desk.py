"""The desk, where a page keeps what isn't made yet, and the stream that says what changed."""

import asyncio
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from muse import LibraryError
from muse.library.desk import Document
from muse_server import bodies, sse
from muse_server.native import models
from muse_server.native.replies import Operation, answer, route
from muse_server.service import Service

_PACE = 0.05
"""Seconds between two events, at least: what changes at once is told at once."""


def routes(service: Service) -> list[BaseRoute]:
    """Return the routes of the desk, and of changes."""
    own = _Desk(service)
    return [
        route("GET", "/desk", own.list, Operation(
            "List the documents of the desk, the last that was changed first.", {200: models.Desk}
        )),
        route("GET", "/desk/{name}", own.get, Operation(
            "Return a document.", {200: models.Document}, wrong=(404, 422)
        )),
        route("PUT", "/desk/{name}", own.put, Operation(
            "Keep a document, unless somebody else changed it meanwhile.", {200: models.Document},
            body=models.DocumentPut, wrong=(409, 422),
        )),
        route("DELETE", "/desk/{name}", own.remove, Operation(
            "Remove a document.", {204: None}, wrong=(404, 422)
        )),
        route("GET", "/changes", own.changes, Operation(
            "Stream what changed, as server-sent events with counters: at once, and whenever one"
            " grew.", {200: "text/event-stream"},
        )),
    ]  # fmt: skip


class _Desk:
    def __init__(self, service: Service) -> None:
        self._service = service
        self._library = service.host.library

    async def list(self, request: Request) -> Response:
        found = await self._service.read(self._library.desk.listed)
        told = [models.Listed(name=d.name, revision=d.revision, changed=d.changed) for d in found]
        return answer(models.Desk(desk=told))

    async def get(self, request: Request) -> Response:
        name = request.path_params["name"]
        return _answer(await self._service.read(lambda: self._library.desk.find(name)))

    async def put(self, request: Request) -> Response:
        asked = await bodies.read(request, models.DocumentPut)
        name = request.path_params["name"]
        kept = await self._service.write(
            lambda: self._library.desk.put(name, asked.value, asked.revision)
        )
        self._service.changes.wake()
        return _answer(kept)

    async def remove(self, request: Request) -> Response:
        name = request.path_params["name"]
        await self._service.write(lambda: self._library.desk.remove(name))
        self._service.changes.wake()
        return Response(status_code=204)

    async def changes(self, request: Request) -> Response:
        async def told() -> AsyncIterator[bytes]:
            before: dict[str, int] = {}
            async for _ in self._service.changes.watch():
                try:
                    now = await self._service.read(self._library.changes)
                except LibraryError:  # it is repaired, say: the next look may work
                    continue
                if now != before:
                    yield sse.event(now, kind="changed")
                    before = now
                    await asyncio.sleep(_PACE)

        return sse.answer(told())


def _answer(document: Document) -> Response:
    """Return a document, its value as it is kept."""
    head = models.Listed(
        name=document.name, revision=document.revision, changed=document.changed
    ).model_dump_json()
    return Response(f'{head[:-1]},"value":{document.value}}}', media_type="application/json")
