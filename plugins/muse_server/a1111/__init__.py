"""A1111's API below `/sdapi/v1`, for the programs that draw by it: Open WebUI, SillyTavern."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from muse import MuseError
from muse_server import bodies, problems
from muse_server.a1111 import empty, pnginfo
from muse_server.a1111.checkpoints import Checkpoints
from muse_server.a1111.current import Clients, asker
from muse_server.a1111.making import Making
from muse_server.a1111.models import Image2Image, Options, Picture, Text2Image
from muse_server.problems import Problem
from muse_server.service import Service

PREFIX = "/sdapi/v1"

Handler = Callable[[Request], Awaitable[Any]]


def routes(service: Service) -> list[BaseRoute]:
    """Return what is below the prefix."""
    own = _Api(service)
    handlers: list[tuple[str, str, Handler]] = [
        ("POST", "/txt2img", own.text2image),
        ("POST", "/img2img", own.image2image),
        ("GET", "/progress", own.progress),
        ("POST", "/interrupt", own.interrupt),
        ("POST", "/skip", own.interrupt),
        ("GET", "/options", own.options),
        ("POST", "/options", own.choose),
        ("GET", "/sd-models", own.checkpoints),
        ("POST", "/refresh-checkpoints", own.refresh),
        ("POST", "/png-info", own.png_info),
        *(("GET", path, handler) for path, handler in empty.lists(service).items()),
    ]
    return [Mount(PREFIX, routes=[Route(p, _told(h), methods=[m]) for m, p, h in handlers])]


class _Api:
    def __init__(self, service: Service) -> None:
        self._service = service
        self._clients = Clients(service)
        self._checkpoints = Checkpoints(service)
        self._making = Making(service, self._checkpoints, self._clients)

    async def text2image(self, request: Request) -> Any:
        return await self._making.make(request, await bodies.read(request, Text2Image))

    async def image2image(self, request: Request) -> Any:
        return await self._making.make(request, await bodies.read(request, Image2Image))

    async def progress(self, request: Request) -> Any:
        skipped = request.query_params.get("skip_current_image", "").lower()
        return await self._clients.progress(
            asker(request), picture=skipped not in ("true", "1", "yes", "on")
        )

    async def interrupt(self, request: Request) -> Any:
        await self._clients.interrupt(asker(request))
        return {}

    async def options(self, request: Request) -> Any:
        chosen = self._clients.chosen(asker(request))
        if chosen is None:
            chosen = (await self._service.read(self._checkpoints.default)).title
        return {
            "sd_model_checkpoint": chosen,
            "sd_checkpoint_hash": "",
            "sd_vae": "Automatic",
            "samples_format": "png",
            "CLIP_stop_at_last_layers": 1,
        }

    async def choose(self, request: Request) -> Any:
        title = (await bodies.read(request, Options)).sd_model_checkpoint
        found = await self._service.read(lambda: self._checkpoints.find(title))
        if found is not None:
            self._clients.choose(asker(request), found.title)
        return None

    async def checkpoints(self, request: Request) -> Any:
        return [each.told() for each in await self._service.read(self._checkpoints.all)]

    async def refresh(self, request: Request) -> Any:
        self._checkpoints.forget()
        return None

    async def png_info(self, request: Request) -> Any:
        asked = await bodies.read(request, Picture)
        formats = self._service.host.formats()
        return await self._service.read(lambda: pnginfo.look(asked.image, formats))


def _told(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """Return a handler whose answers are JSON, and whose errors have A1111's form."""

    async def answering(request: Request) -> Response:
        try:
            return JSONResponse(await handler(request))
        except MuseError as error:
            return _wrong(problems.of(error))
        except Problem as problem:
            return _wrong(problem)

    return answering


def _wrong(problem: Problem) -> Response:
    hint = f"; {problem.hint}" if problem.hint else ""
    body = {
        "error": problem.code,
        "detail": problem.message,
        "body": "",
        "errors": f"{problem.message}{hint}",
    }
    return JSONResponse(body, problem.status, headers=dict(problem.headers))
