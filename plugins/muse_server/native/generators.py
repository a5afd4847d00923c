"""The generators: what they make, their fields, and whether they can run."""

import time
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from muse import MuseError
from muse.contract.generator import summary
from muse_server.native import models
from muse_server.native.replies import Operation, answer, route
from muse_server.service import Service

_FRESH = 5.0
"""Seconds for which it isn't looked again whether a generator is ready."""


def routes(service: Service) -> list[BaseRoute]:
    """Return the routes of generators."""
    generators = _Generators(service)
    return [
        route("GET", "/generators", generators.list, Operation(
            "List the generators that are installed.", {200: models.Generators}
        )),
        route("GET", "/generators/{name}", generators.get, Operation(
            "Return a generator with the JSON Schema of its fields.",
            {200: models.Described}, wrong=(404, 500, 503),
        )),
    ]  # fmt: skip


class _Generators:
    def __init__(self, service: Service) -> None:
        self._service = service
        self._host = service.host
        self._ready: dict[str, tuple[float, MuseError | None]] = {}

    async def list(self, request: Request) -> Response:
        def looked() -> models.Generators:
            media = sorted({name.partition(".")[0] for name in self._host.plugins.names()})
            defaults = {}
            for medium in media:
                try:
                    defaults[medium] = self._host.choose(medium)
                except MuseError:
                    continue
            found = []
            for name in self._host.plugins.names():
                try:
                    found.append(models.Generator(**self._told(name, defaults)))
                except MuseError:  # a broken plugin: muse plugins tells of it
                    continue
            return models.Generators(generators=found, defaults=defaults)

        return answer(await self._service.read(looked))

    async def get(self, request: Request) -> Response:
        def looked() -> models.Described:
            name = self._host.choose(request.path_params["name"])
            medium = name.partition(".")[0]
            try:
                defaults = {medium: self._host.choose(medium)}
            except MuseError:  # it has several, and none of them is its default
                defaults = {}
            told = self._told(name, defaults)
            return models.Described(
                **told,
                condition=self._host.schema(name),
                choices={k: list(v) for k, v in self._host.choices(name).items()},
            )

        return answer(await self._service.read(looked))

    def _told(self, name: str, defaults: dict[str, str]) -> dict[str, Any]:
        cls = self._host.plugins.generator(name)
        lack = self._lacking(name)
        problem = lack and models.Told(code="not_ready", message=lack.message, hint=lack.hint)
        medium = name.partition(".")[0]
        return {
            "name": name,
            "medium": medium,
            "summary": summary(cls),
            "formats": list(cls.formats),
            "default": defaults.get(medium) == name,
            "ready": lack is None,
            "problem": problem,
        }

    def _lacking(self, name: str) -> MuseError | None:
        now = time.monotonic()
        looked, lack = self._ready.get(name, (-_FRESH, None))
        if now - looked >= _FRESH:
            lack = self._host.lacking(name)
            self._ready[name] = now, lack
        return lack
