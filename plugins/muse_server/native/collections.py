"""Collections: begun, named, filled, forgotten."""

from collections.abc import Callable
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from muse.library.collections import Collection
from muse_server import bodies
from muse_server.native import models, queries
from muse_server.native.replies import Operation, Parameter, answer, route
from muse_server.service import Service


def routes(service: Service) -> list[BaseRoute]:
    """Return the routes of collections."""
    own = _Collections(service)
    one = {200: models.Collection}
    return [
        route("GET", "/collections", own.list, Operation(
            "List the collections, the last that was changed first.", {200: models.Collections},
            query=(Parameter("artifact", {"type": "string", "maxLength": 200}, "Those that have"
                   " it."),), wrong=(422,),
        )),
        route("POST", "/collections", own.add, Operation(
            "Begin a collection.", {201: models.Collection}, body=models.CollectionAsked,
            wrong=(422,),
        )),
        route("GET", "/collections/{id}", own.get, Operation(
            "Return a collection; GET /artifacts?collection=ID has what is in it.", one,
            wrong=(404,),
        )),
        route("PATCH", "/collections/{id}", own.change, Operation(
            "Give a collection another name or note.", one, body=models.CollectionChange,
            wrong=(404, 422),
        )),
        route("DELETE", "/collections/{id}", own.remove, Operation(
            "Forget a collection; its artifacts stay.", {204: None}, wrong=(404,)
        )),
        route("POST", "/collections/{id}/artifacts", own.put, Operation(
            "Put artifacts into a collection, or take them out.", one, body=models.Collecting,
            wrong=(404, 422),
        )),
    ]  # fmt: skip


class _Collections:
    def __init__(self, service: Service) -> None:
        self._service = service
        self._collections = service.host.library.collections

    async def list(self, request: Request) -> Response:
        queries.check(request, ("artifact",))
        artifact = queries.text(request, "artifact", 200) or None
        found = await self._service.read(lambda: self._collections.listed(artifact=artifact))
        return answer(models.Collections(collections=[_told(each) for each in found]))

    async def get(self, request: Request) -> Response:
        id = request.path_params["id"]
        return answer(_told(await self._service.read(lambda: self._collections.find(id))))

    async def add(self, request: Request) -> Response:
        asked = await bodies.read(request, models.CollectionAsked)
        return await self._after(lambda: self._collections.add(asked.name, asked.note), 201)

    async def change(self, request: Request) -> Response:
        asked = await bodies.read(request, models.CollectionChange)
        id = request.path_params["id"]
        return await self._after(
            lambda: self._collections.change(id, name=asked.name, note=asked.note)
        )

    async def remove(self, request: Request) -> Response:
        id = request.path_params["id"]
        await self._service.write(lambda: self._collections.remove(id))
        self._service.changes.wake()
        return Response(status_code=204)

    async def put(self, request: Request) -> Response:
        asked = await bodies.read(request, models.Collecting)
        id = request.path_params["id"]
        return await self._after(lambda: self._collections.put(id, asked.add, asked.remove))

    async def _after(self, change: Callable[[], Collection], status: int = 200) -> Response:
        made = await self._service.write(change)
        self._service.changes.wake()
        return answer(_told(made), status)


def _told(collection: Collection) -> models.Collection:
    return models.Collection(**asdict(collection))
