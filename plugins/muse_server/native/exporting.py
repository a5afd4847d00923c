"""Exports of artifacts as zips, and projects that are brought."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from muse.errors import NotFound
from muse_server import bodies, files
from muse_server.aside.exports import Export, Exports
from muse_server.aside.process import Task
from muse_server.native.models import exports as models
from muse_server.native.models.base import Told
from muse_server.native.replies import Operation, answer, route
from muse_server.native.waiting import unless_gone
from muse_server.problems import Problem
from muse_server.service import Service

_ZIP = "application/zip"


def routes(service: Service) -> list[BaseRoute]:
    """Return the routes of exports and projects."""
    own = _Exporting(service)
    return [
        route("POST", "/exports", own.start, Operation(
            "Make a zip of artifacts: their files, an exhibition, or a project.",
            {202: models.Export}, body=models.ExportAsked, wrong=(404, 422, 429),
        )),
        route("GET", "/exports/{id}", own.get, Operation(
            "Return how far an export is; it is kept for an hour.", {200: models.Export},
            wrong=(404,),
        )),
        route("DELETE", "/exports/{id}", own.remove, Operation(
            "Stop an export, or forget it.", {204: None}, wrong=(404,)
        )),
        route("GET", "/exports/{id}/file", own.file, Operation(
            "Return the zip of an export.", {200: _ZIP, 206: _ZIP, 304: None},
            wrong=(404, 409, 416),
        )),
        route("POST", "/projects", own.open, Operation(
            "Take up the artifacts of a project.", {200: models.Opened},
            body="multipart/form-data", wrong=(413, 415, 422, 500, 504),
        )),
    ]  # fmt: skip


class _Exporting:
    def __init__(self, service: Service) -> None:
        self._service = service
        self._library = service.host.library
        folder = self._library.folder / "shown" / "exports"
        self._exports = Exports(service.aside, folder, service.settings.seconds)

    async def start(self, request: Request) -> Response:
        asked = await bodies.read(request, models.ExportAsked)
        if (asked.ids is None) == (asked.collection is None):
            raise Problem(422, "invalid_field", "ids: give ids, or a collection")
        ids, name = await self._service.read(lambda: self._sought(asked))
        if not ids:
            raise Problem(422, "invalid_field", "ids: there is nothing to export")
        made = self._exports.start(
            asked.kind,
            ids,
            asked.title or name or f"muse-{asked.kind}",
            collection=asked.collection,
            formats=asked.formats,
            title=asked.title,
            language=asked.language,
        )
        return answer(self._told(request, made), 202)

    async def get(self, request: Request) -> Response:
        return answer(self._told(request, self._exports.find(request.path_params["id"])))

    async def remove(self, request: Request) -> Response:
        self._exports.remove(request.path_params["id"])
        return Response(status_code=204)

    async def file(self, request: Request) -> Response:
        made = self._exports.find(request.path_params["id"])
        if made.state != "done":
            raise Problem(409, "wrong_state", f"the export is {made.state}")
        return files.answer(request, made.path, _ZIP, made.name, made.id, lasting=False)

    async def open(self, request: Request) -> Response:
        folder = self._library.folder / "shown"
        form = await bodies.form_of(request, self._service.settings.upload, folder)
        brought = [v for values in form.values() for v in values if isinstance(v, bodies.Upload)]
        paths = [await self._service.read(partial(file.at_hand, folder)) for file in brought]
        try:
            if len(paths) != 1:
                raise Problem(422, "no_file", "the form has to have one file")
            task = Task("open", {"path": str(paths[0])}, seconds=self._service.settings.seconds)
            told = await unless_gone(request, self._service.aside.do(task, slow=True))
        finally:
            for path in paths:
                path.unlink(missing_ok=True)
        self._service.changes.wake()
        return answer(models.Opened(**told))

    def _sought(self, asked: models.ExportAsked) -> tuple[list[str], str]:
        """Return the artifacts that are meant, and what they are called together."""
        if asked.collection is not None:
            found = self._library.collections.find(asked.collection)
            return self._library.collections.artifacts(found.id), found.name
        ids = list(dict.fromkeys(asked.ids or ()))
        for id in ids:
            if not self._library.has(id):
                raise NotFound(f"the library has no artifact {id!r}", hint="give its whole id")
        title = self._library.find_exactly(ids[0])[1].title if len(ids) == 1 else ""
        return ids, title

    def _told(self, request: Request, made: Export) -> models.Export:
        here = f"{request.scope.get('root_path', '')}/exports/{made.id}/file"
        told, wrong = None, made.error
        if wrong is not None:
            told = Told(code=wrong.code, message=wrong.message, hint=wrong.hint)
        return models.Export(
            id=made.id,
            state=made.state,  # type: ignore[arg-type]
            done=made.done,
            total=made.total,
            url=here if made.state == "done" else None,
            error=told,
        )
