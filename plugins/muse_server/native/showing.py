"""What plugins show of an artifact better than its bytes do, and what it can be turned into."""

from functools import partial
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from muse.errors import NotFound
from muse.library.records import ArtifactRecord, FileRecord
from muse.media import keys
from muse.plugins import views
from muse.running import converting, recipe
from muse.running.host import Host
from muse_server import files
from muse_server.aside import kept
from muse_server.aside.pool import SECONDS
from muse_server.aside.process import Task
from muse_server.native.replies import Operation, route
from muse_server.native.waiting import unless_gone
from muse_server.problems import Problem
from muse_server.service import Service

_BYTES = "application/octet-stream"


def routes(service: Service) -> list[BaseRoute]:
    """Return the routes of views and conversions."""
    own = _Showing(service)
    sent = {200: _BYTES, 206: _BYTES, 304: None}
    view = Operation(
        "Return what a plugin shows of an artifact: a score, notes, a page.",
        sent,
        wrong=(404, 416, 422, 500, 503, 504),
    )
    return [
        route("GET", "/artifacts/{id}/views/{name}", own.view, view),
        route("GET", "/artifacts/{id}/views/{name}/{place:path}", own.view, view),
        route(
            "GET",
            "/artifacts/{id}/as/{suffix}",
            own.turned,
            Operation(
                "Return an artifact in another format, made now if need be.",
                sent,
                wrong=(404, 416, 422, 500, 503, 504),
            ),
        ),
    ]


def names(host: Host, made: ArtifactRecord) -> list[str]:
    """Return the views that there are of an artifact."""
    return list(dict.fromkeys(name for file in made.files for name in _views(host, file)))


def _views(host: Host, file: FileRecord) -> Any:
    fmt = host.formats().get(keys.ending(file.suffix, host.formats()))
    return fmt.views if fmt is not None and fmt.media_type == file.media_type else {}


class _Showing:
    def __init__(self, service: Service) -> None:
        self._service = service
        self._library = service.host.library
        self._shelf = kept.Shelf(self._library.folder / "shown", service.settings.kept)
        self._mark: str | None = None

    async def view(self, request: Request) -> Response:
        id, name = request.path_params["id"], request.path_params["name"]
        place = request.path_params.get("place", "")
        if not views.NAME.fullmatch(name) or not views.PLACE.fullmatch(place):
            raise NotFound(f"there is no view {name[:40]!r} with {place[:40]!r}")
        _, made = await self._service.read(lambda: self._library.find_exactly(id))
        file = next((f for f in made.files if name in _views(self._service.host, f)), None)
        if file is None:
            there = ", ".join(names(self._service.host, made)) or "none"
            raise NotFound(f"{made.id} has no view {name!r}", hint=f"it has {there}")
        key = kept.key("show", file.sha256, file.suffix, name, place, await self._marked())
        path = await self._service.read(lambda: self._library.path_of(file))
        if path is None:
            raise NotFound(f"the file of {made.id} is gone", hint="make it again")
        suffix = keys.ending(file.suffix, self._service.host.formats())
        given = {"name": name, "place": place, "suffix": suffix, "path": str(path)}
        return await self._answer(request, key, "show", given, f"{made.title or made.id}-{name}")

    async def turned(self, request: Request) -> Response:
        wanted = request.path_params["suffix"].lower()
        id = request.path_params["id"]
        _, made = await self._service.read(lambda: self._library.find_exactly(id))
        title = made.title or made.id
        file = next((each for each in made.files if each.suffix[1:] == wanted), None)
        path = None
        if file is not None:
            path = await self._service.read(partial(self._library.path_of, file))
        if file is not None and path is not None:
            name = title + file.suffix.replace("/", "-")
            return files.answer(request, path, file.media_type, name, file.sha256, lasting=False)
        suffix = f".{wanted}"
        way = await self._service.read(lambda: converting.way(self._service.host, made, suffix))
        source = way.source and way.source.sha256
        text = recipe.dumps(made.recipe)
        key = kept.key("convert", text, source, way.through, suffix, await self._marked())
        return await self._answer(
            request, key, "convert", {"id": made.id, "suffix": suffix}, title + suffix
        )

    async def _answer(
        self, request: Request, key: str, call: str, given: dict[str, Any], title: str
    ) -> Response:
        """Return what a call gives, kept or made now."""
        known = files.known(request, key)
        if known is not None:
            return known
        found: kept.Kept | None = await self._service.read(lambda: self._shelf.find(key))
        if found is None:
            whole = {**given, "target": str(self._shelf.place(key))}
            making = self._service.aside.share(key, lambda: self._made(key, call, whole))
            found = cast(kept.Kept, await unless_gone(request, making))
        return files.answer(request, found.path, found.media_type, title, key, lasting=False)

    async def _made(self, key: str, call: str, given: dict[str, Any]) -> kept.Kept:
        task = Task(call, given, seconds=SECONDS)
        told = await self._service.aside.do(task)
        size = int(told["size"])

        def looked() -> kept.Kept | None:
            self._shelf.grown(size)
            return self._shelf.find(key)

        found = await self._service.read(looked)
        if found is None:  # somebody empties the folder
            raise Problem(503, "not_ready", "what was made is gone again", "try again")
        return found

    async def _marked(self) -> str:
        if self._mark is None:
            self._mark = await self._service.read(lambda: kept.mark(self._service.host))
        return self._mark
