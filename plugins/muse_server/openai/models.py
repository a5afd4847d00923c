"""The models: generators, generators with a model each, and the names that stand for them."""

import re
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from muse import MuseError
from muse.contract.generator import summary
from muse.weights import short_names
from muse_server import installed
from muse_server.openai import names
from muse_server.openai.errors import Handler
from muse_server.problems import Problem
from muse_server.service import Service

_NAME = re.compile(r"[\w.:/-]{1,200}")
_KINDS = {"image": "image", "text": "text", "speech": "speech", "music": "music", "video": "image"}


def handlers(service: Service) -> list[tuple[str, str, Handler]]:
    """Return method, path, handler."""

    async def list(request: Request) -> Response:
        found = await service.read(lambda: _models(service))
        return JSONResponse({"object": "list", "data": found})

    async def get(request: Request) -> Response:
        name = request.path_params["name"]
        return JSONResponse(await service.read(lambda: _model(service, name)))

    return [("GET", "/models", list), ("GET", "/models/{name:path}", get)]


def _models(service: Service) -> list[dict[str, Any]]:
    """Return what can make something here now."""
    host = service.host
    found = []
    for name in host.plugins.names():
        try:
            if host.lacking(name) is None:
                found.append(_told(service, name, name))
        except MuseError:  # a broken plugin: muse plugins tells of it
            continue
    known = short_names.known()
    for name in host.plugins.names():
        for model in installed.models(host, name, service.settings.models):
            if names.unavailable(service, model) is None:
                about = known[model].about if model in known else ""
                found.append(_told(service, f"{name}:{model}", name, about))
    return found


def _model(service: Service, name: str) -> dict[str, Any]:
    """Return a model; an alias is told as what it stands for now."""
    host = service.host
    generator, _, model = name.partition(":")
    if generator in host.plugins.names() and not model:
        return _told(service, name, generator)
    if generator in host.plugins.names() and names.unavailable(service, model) is None:
        if "model" in host.plugins.generator(generator).condition.model_fields:
            return _told(service, name, generator)
    for kind, medium in _KINDS.items():
        if (name == medium or names.is_alias(name, kind)) and host.plugins.names(medium):
            return _told(service, name, host.choose(medium))
    shown = name if _NAME.fullmatch(name) else "that"
    raise Problem(404, "model_not_found", f"there is no model {shown!r}", "see /v1/models")


def _told(service: Service, id: str, generator: str, about: str = "") -> dict[str, Any]:
    cls = service.host.plugins.generator(generator)
    distribution, version = service.host.plugins.brought_by(generator)
    return {
        "id": id,
        "object": "model",
        "created": 0,
        "owned_by": distribution,
        "muse": {
            "generator": generator,
            "medium": generator.partition(".")[0],
            "summary": about or summary(cls),
            "formats": list(cls.formats),
            "version": version,
        },
    }
