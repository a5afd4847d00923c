"""The machine: what is loaded, which models there are, how the server stands."""

from importlib.metadata import version
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from muse.contract.version import CONTRACT
from muse.device.devices import ask_to_stop, everywhere
from muse.errors import NotFound
from muse.weights import hub_cache
from muse_server import bodies
from muse_server.native import models
from muse_server.native.replies import Operation, answer, route
from muse_server.service import Service


def routes(service: Service) -> list[BaseRoute]:
    """Return the routes of the machine."""

    async def loaded(request: Request) -> Response:
        rows = await service.read(everywhere)
        return answer(models.Loads(loaded=[models.Loaded(**_row(row)) for row in rows]))

    async def stop(request: Request) -> Response:
        name = (await bodies.read(request, models.StopAsked)).name
        rows = await service.read(everywhere)
        rows = [row for row in rows if name in (None, row["component"], *row["generators"])]
        if name is not None and not rows:
            raise NotFound(f"{name[:80]!r} isn't loaded")
        idle = [row for row in rows if not row["leased"]]
        for pid in {row["pid"] for row in idle}:
            ask_to_stop(pid, [row["component"] for row in idle if row["pid"] == pid])
        return answer(models.Stopped(stopped=len(idle), busy=len(rows) - len(idle)))

    async def here(request: Request) -> Response:
        names = await service.read(hub_cache.names)
        return answer(models.Models(models=sorted({*names, *service.settings.models})))

    async def server(request: Request) -> Response:
        limits = service.settings.model_dump(
            include={"queue", "seconds", "upload", "pixels", "trash_days"}
        )
        return answer(
            models.Server(
                version=version("muse-host"),
                contract=CONTRACT,
                limits=limits,
                workers=len(service.workers()),
                counts=await service.read(service.jobs.count),
            )
        )

    return [
        route("GET", "/server", server, Operation(
            "Return how the server stands.", {200: models.Server}
        )),
        route("GET", "/models", here, Operation(
            "List the models that requests may name.", {200: models.Models}
        )),
        route("GET", "/loaded", loaded, Operation(
            "List the weights that are loaded, in any process.", {200: models.Loads}
        )),
        route("POST", "/loaded/stop", stop, Operation(
            "Unload weights that are idle.", {200: models.Stopped}, body=models.StopAsked,
            wrong=(404, 422),
        )),
    ]  # fmt: skip


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in models.Loaded.model_fields}
