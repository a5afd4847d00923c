"""Recipes: asked for, read from files that somebody drops, and followed once more."""

from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from muse_server import bodies
from muse_server.aside.pool import SECONDS
from muse_server.aside.process import Task
from muse_server.native.models import recipes as models
from muse_server.native.replies import Operation, answer, route
from muse_server.native.waiting import unless_gone
from muse_server.problems import Problem
from muse_server.service import Service


def routes(service: Service) -> list[BaseRoute]:
    """Return the routes of recipes."""
    own = _Recipes(service)
    return [
        route("GET", "/artifacts/{id}/recipe", own.get, Operation(
            "Return how an artifact was made.", {200: models.Recipe}, wrong=(404,)
        )),
        route("POST", "/artifacts/{id}/reproduce", own.reproduce, Operation(
            "Make an artifact again, keep nothing, and compare.", {200: models.Reproduced},
            wrong=(404, 422, 500, 504),
        )),
        route("POST", "/recipes", own.read, Operation(
            "Read the recipes in files of Muse.", {200: models.Recipes},
            body="multipart/form-data", wrong=(413, 415, 422, 500, 504),
        )),
    ]  # fmt: skip


class _Recipes:
    def __init__(self, service: Service) -> None:
        self._service = service
        self._library = service.host.library

    async def get(self, request: Request) -> Response:
        id = request.path_params["id"]
        _, made = await self._service.read(lambda: self._library.find_exactly(id))
        return answer(models.Recipe(**models.parts(made.recipe, made.id)))

    async def reproduce(self, request: Request) -> Response:
        id = request.path_params["id"]
        _, made = await self._service.read(lambda: self._library.find_exactly(id))
        task = Task("reproduce", {"id": made.id}, seconds=self._service.settings.seconds)
        told = await unless_gone(request, self._service.aside.do(task, slow=True))
        return answer(models.Reproduced(**told))

    async def read(self, request: Request) -> Response:
        folder = self._library.folder / "shown"
        form = await bodies.form_of(request, self._service.settings.upload, folder)
        files = [v for values in form.values() for v in values if isinstance(v, bodies.Upload)]
        if not files:
            raise Problem(422, "no_file", "the form has no file")
        found: list[models.Brought] = []
        wrong: Problem | None = None
        try:
            for file in files:
                try:
                    told = await self._read(request, file, folder)
                except Problem as problem:
                    wrong = problem
                    continue
                if told:
                    parts = models.parts(told["recipe"], told["artifact"])
                    found.append(models.Brought(name=file.name[:200], **parts))
        finally:
            for file in files:
                if file.path is not None:
                    file.path.unlink(missing_ok=True)
        if found:
            return answer(models.Recipes(recipes=found))
        if wrong is not None:
            raise wrong
        raise Problem(
            422,
            "no_recipe",
            f"{files[0].name[:80]!r} has no recipe, and the library doesn't know it",
            "Muse's own pictures, music and texts have one inside, or a .muse.json beside them",
        )

    async def _read(self, request: Request, file: bodies.Upload, folder: Path) -> dict[str, Any]:
        """Return the recipe of a file, read in another process: it may be anything."""
        path = await self._service.read(lambda: file.at_hand(folder))
        try:
            given = {"path": str(path), "name": file.name}
            task = Task("read", given, seconds=SECONDS)
            return await unless_gone(request, self._service.aside.do(task))
        finally:
            path.unlink(missing_ok=True)
