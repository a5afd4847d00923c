"""Artifacts one by one: looked at, rated, put into the trash; their files."""

from collections.abc import Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from muse.errors import NotFound
from muse.library.gallery import Change
from muse.library.records import ArtifactRecord, FileRecord, RunRecord
from muse_server import bodies, files
from muse_server.native import models, queries
from muse_server.native.replies import Operation, Parameter, answer, route
from muse_server.native.views import Views
from muse_server.service import Service


def routes(service: Service) -> list[BaseRoute]:
    """Return the routes of artifacts."""
    own = _Artifacts(service)
    one = {200: models.Artifact}
    return [
        route("GET", "/artifacts/{id}", own.get, Operation(
            "Return an artifact.", one, wrong=(404,)
        )),
        route("PATCH", "/artifacts/{id}", own.change, Operation(
            "Rate an artifact (0 takes the rating away), give it a note or tags.", one,
            body=models.ArtifactChange, wrong=(404, 422),
        )),
        route("DELETE", "/artifacts/{id}", own.trash, Operation(
            "Put an artifact into the trash, or forget it at once.", {**one, 204: None},
            query=(Parameter("forever", {"type": "boolean"}, "Forget it, without the trash."),),
            wrong=(404, 422),
        )),
        route("POST", "/artifacts/{id}/restore", own.restore, Operation(
            "Take an artifact out of the trash.", one, wrong=(404,)
        )),
        route("GET", "/artifacts/{id}/files/{suffix}", own.file, Operation(
            "Return the bytes of a file, or a range of them.",
            {200: "application/octet-stream", 206: "application/octet-stream", 304: None},
            wrong=(404, 416),
        )),
        route("GET", "/artifacts/{id}/thumbnail", own.thumbnail, Operation(
            "Return a small picture.", {200: "image/webp", 304: None}, wrong=(404,)
        )),
        route("GET", "/artifacts/{id}/waveform", own.waveform, Operation(
            "Return a sound's peaks.", {200: models.Peaks}, wrong=(404,)
        )),
        route("GET", "/artifacts/{id}/parts", own.parts, Operation(
            "Return what others made for it, and what it was made from.", {200: models.Parts},
            wrong=(404,),
        )),
    ]  # fmt: skip


class _Artifacts:
    def __init__(self, service: Service) -> None:
        self._service = service
        self._library = service.host.library
        self._views = Views(service)

    async def get(self, request: Request) -> Response:
        return answer(await self._told(request))

    async def parts(self, request: Request) -> Response:
        _, made = await self._found(request)

        def looked() -> models.Parts:
            parts = self._library.parts
            return models.parts(parts.of(made.id), parts.sources(made.id))

        return answer(await self._service.read(looked))

    async def change(self, request: Request) -> Response:
        change = await bodies.read(request, models.ArtifactChange)
        _, made = await self._found(request)

        def keep() -> None:
            if change.rating is not None:
                self._library.gallery.change([made.id], Change(rating=change.rating))
            if change.note is not None:
                self._library.gallery.note(made.id, change.note)
            if change.tags is not None:
                self._library.gallery.tag(made.id, change.tags)

        return await self._after(request, keep)

    async def trash(self, request: Request) -> Response:
        queries.check(request, ("forever",))
        forever = queries.flag(request, "forever")
        _, made = await self._found(request)
        if forever:
            await self._service.write(lambda: self._library.gallery.forget(made.id))
            return Response(status_code=204)
        return await self._after(request, lambda: self._library.gallery.trash(made.id))

    async def restore(self, request: Request) -> Response:
        _, made = await self._found(request)
        return await self._after(request, lambda: self._library.gallery.restore(made.id))

    async def file(self, request: Request) -> Response:
        _, made = await self._found(request)
        wanted = request.path_params["suffix"].lower()
        for file in made.files:
            if file.suffix[1:] == wanted:
                return await self._send(request, made, file)
        raise NotFound(
            f"{made.id} has no '.{wanted[:20]}' file",
            hint=f"it has {', '.join(file.suffix for file in made.files)}"[:200],
        )

    async def thumbnail(self, request: Request) -> Response:
        _, made = await self._found(request)
        data = await self._service.read(lambda: self._library.thumbnail(made.id))
        if data is None:
            raise NotFound(f"{made.id} has no thumbnail")
        return files.small(request, data, "image/webp")

    async def waveform(self, request: Request) -> Response:
        _, made = await self._found(request)
        data = await self._service.read(lambda: self._library.gallery.peaks(made.id))
        if data is None:
            raise NotFound(f"{made.id} has no waveform")
        values = [each / 127 for each in memoryview(data).cast("b")]
        return answer(models.Peaks(low=values[::2], high=values[1::2]))

    async def _send(self, request: Request, made: ArtifactRecord, file: FileRecord) -> Response:
        path = await self._service.read(lambda: self._library.path_of(file))
        if path is None:
            raise NotFound(f"the file of {made.id} is gone", hint="make it again")
        name = f"{made.title or made.id}{file.suffix.replace('/', '-')}"
        return files.answer(request, Path(path), file.media_type, name, file.sha256)

    async def _found(self, request: Request) -> tuple[RunRecord, ArtifactRecord]:
        id = request.path_params["id"]
        return await self._service.read(lambda: self._library.find_exactly(id))

    async def _told(self, request: Request) -> models.Artifact:
        run, made = await self._found(request)
        return await self._service.read(lambda: self._views.artifact(run, made))

    async def _after(self, request: Request, change: Callable[[], None]) -> Response:
        await self._service.write(change)
        return answer(await self._told(request))
