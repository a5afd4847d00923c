"""Artifacts: found, looked at, rated, put into the trash; their files."""

import re
from collections.abc import Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from muse.errors import NotFound
from muse.library.gallery import Sought
from muse.library.records import ArtifactRecord, FileRecord, RunRecord
from muse_server import bodies, files
from muse_server.native import models, queries
from muse_server.native.replies import Operation, Parameter, answer, route
from muse_server.native.views import Views
from muse_server.problems import Problem
from muse_server.service import Service

_TEXT = {"type": "string", "maxLength": 200}
_DATE = {"type": "string"}
_FILTERS = (
    Parameter("limit", {"type": "integer", "minimum": 1, "maximum": queries.MOST}, "At most."),
    Parameter("cursor", {"type": "string", "pattern": r"^\d{1,15}-\d{1,9}$"}, "`next` of a page."),
    Parameter("q", {"type": "string", "maxLength": 1000}, "Words of prompt, title, note or tag."),
    Parameter("medium", _TEXT, "Such as image."),
    Parameter("generator", _TEXT, "Such as image.sketch."),
    Parameter("rating", {"type": "integer", "minimum": 1, "maximum": 5}, "The least rating."),
    Parameter("tag", _TEXT, "A tag."),
    Parameter("since", _DATE, "A date of UTC, or seconds since 1970: not made before."),
    Parameter("until", _DATE, "A date of UTC, or seconds since 1970: made before."),
    Parameter("trash", {"type": "boolean"}, "What is in the trash, instead."),
)
_PLACE = re.compile(r"\d{1,15}-\d{1,9}", re.ASCII)


def routes(service: Service) -> list[BaseRoute]:
    """Return the routes of artifacts."""
    own = _Artifacts(service)
    one = {200: models.Artifact}
    return [
        route("GET", "/artifacts", own.list, Operation(
            "Find artifacts, the newest first.", {200: models.Artifacts}, query=_FILTERS,
            wrong=(422,),
        )),
        route("GET", "/artifacts/{id}", own.get, Operation(
            "Return an artifact.", one, wrong=(404,)
        )),
        route("PATCH", "/artifacts/{id}", own.change, Operation(
            "Rate an artifact, give it a note or tags.", one, body=models.ArtifactChange,
            wrong=(404, 422),
        )),
        route("DELETE", "/artifacts/{id}", own.trash, Operation(
            "Put an artifact into the trash.", one, wrong=(404,)
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
        route("GET", "/tags", own.tags, Operation(
            "Return the tags, and how many artifacts have each.", {200: models.Tags}
        )),
        route("GET", "/trash", own.trashed, Operation(
            "Return how much is in the trash.", {200: models.Trash}
        )),
        route("DELETE", "/trash", own.empty, Operation(
            "Empty the trash.", {200: models.Trash}
        )),
    ]  # fmt: skip


class _Artifacts:
    def __init__(self, service: Service) -> None:
        self._service = service
        self._library = service.host.library
        self._views = Views(service)

    async def list(self, request: Request) -> Response:
        queries.check(request, tuple(each.name for each in _FILTERS))
        limit = queries.number(request, "limit", 1, queries.MOST, queries.PAGE)
        cursor = request.query_params.get("cursor")
        if cursor is not None and not _PLACE.fullmatch(cursor):
            raise Problem(422, "invalid_parameter", "cursor: expected `next` of a page")
        run, _, item = (cursor or "").partition("-")
        after = (int(run), int(item)) if run else None
        sought = Sought(
            query=queries.text(request, "q"),
            medium=queries.text(request, "medium", 200) or None,
            generator=queries.text(request, "generator", 200) or None,
            rating=queries.number(request, "rating", 1, 5),
            tag=queries.text(request, "tag", 200) or None,
            since=queries.moment(request, "since"),
            until=queries.moment(request, "until"),
            trash=queries.flag(request, "trash"),
        )

        def looked() -> models.Artifacts:
            found = self._library.gallery.seek(sought, after=after, limit=limit)
            last = found[-1][1] if len(found) == limit else None
            return models.Artifacts(
                artifacts=[self._views.artifact(*self._library.find(id)) for id, _ in found],
                next=f"{last[0]}-{last[1]}" if last else None,
            )

        return answer(await self._service.read(looked))

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
                self._library.rate(made.id, change.rating)
            if change.note is not None:
                self._library.gallery.note(made.id, change.note)
            if change.tags is not None:
                self._library.gallery.tag(made.id, change.tags)

        return await self._after(request, keep)

    async def trash(self, request: Request) -> Response:
        _, made = await self._found(request)
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

    async def tags(self, request: Request) -> Response:
        return answer(models.Tags(tags=await self._service.read(self._library.gallery.tags)))

    async def trashed(self, request: Request) -> Response:
        count, size = await self._service.read(self._library.gallery.trashed)
        return answer(models.Trash(count=count, size=size))

    async def empty(self, request: Request) -> Response:
        await self._service.write(self._library.gallery.empty)
        return await self.trashed(request)

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
