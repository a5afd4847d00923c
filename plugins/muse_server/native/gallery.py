"""The gallery: artifacts found, counted, changed many at once; tags and the trash."""

import re

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from muse.library.gallery import Change, Order, Sought
from muse_server import bodies
from muse_server.native import models, queries
from muse_server.native.replies import Operation, Parameter, answer, route
from muse_server.native.views import Views
from muse_server.problems import Problem
from muse_server.service import Service

_TEXT = {"type": "string", "maxLength": 200}
_DATE = {"type": "string"}
_IDS = 200
_ORDERS: tuple[Order, ...] = ("newest", "oldest", "rating")
_FURTHEST = 10**9
_FILTERS = (
    Parameter("q", {"type": "string", "maxLength": 1000}, "Words of prompt, report, note or tag."),
    Parameter("medium", _TEXT, "Such as image."),
    Parameter("generator", _TEXT, "Such as image.sketch."),
    Parameter("rating", {"type": "integer", "minimum": 1, "maximum": 5}, "The least rating."),
    Parameter("tag", _TEXT, "A tag."),
    Parameter("since", _DATE, "A date of UTC, or seconds since 1970: not made before."),
    Parameter("until", _DATE, "A date of UTC, or seconds since 1970: made before."),
    Parameter("trash", {"type": "boolean"}, "What is in the trash, instead."),
    Parameter("colour", {"type": "string", "pattern": "^[0-9a-fA-F]{6}$"}, "rrggbb: what is"
              " called by the same name."),
    Parameter("collection", _TEXT, "What is in a collection."),
    Parameter("sheet", {"type": "string", "pattern": queries.SHEET}, "What was made for it."),
    Parameter("run", _TEXT, "What a run made."),
    Parameter("ids", {"type": "string", "pattern": "^[0-9a-z,-]{0,4000}$"},
              f"At most {_IDS} of them, with commas."),
)  # fmt: skip
_PAGING = (
    Parameter("limit", {"type": "integer", "minimum": 1, "maximum": queries.MOST}, "At most."),
    Parameter("cursor", {"type": "string", "pattern": r"^\d{1,12}-\d{1,7}$"}, "`next` of a page."),
    Parameter("offset", {"type": "integer", "minimum": 0, "maximum": _FURTHEST},
              "So many are passed over, instead of a cursor."),
    Parameter("order", {"type": "string", "enum": list(_ORDERS)}, "The newest first if omitted."),
    Parameter("brief", {"type": "boolean"}, "Without report, files, views and exports."),
)  # fmt: skip
_PLACE = re.compile(r"\d{1,12}-\d{1,7}", re.ASCII)


def routes(service: Service) -> list[BaseRoute]:
    """Return the routes of the gallery."""
    own = _Gallery(service)
    return [
        route("GET", "/artifacts", own.list, Operation(
            "Find artifacts, the newest first.", {200: models.Artifacts},
            query=(*_PAGING, *_FILTERS), wrong=(422,),
        )),
        route("GET", "/artifacts/count", own.count, Operation(
            "Count artifacts, by medium and by generator.", {200: models.ArtifactCounts},
            query=_FILTERS, wrong=(422,),
        )),
        route("POST", "/artifacts/change", own.change, Operation(
            "Rate, tag, throw away or take back many artifacts; unknown ones are passed over.",
            {200: models.ArtifactsChanged}, body=models.ArtifactsChange, wrong=(422,),
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


class _Gallery:
    def __init__(self, service: Service) -> None:
        self._service = service
        self._library = service.host.library
        self._gallery = service.host.library.gallery
        self._views = Views(service)

    async def list(self, request: Request) -> Response:
        queries.check(request, tuple(each.name for each in (*_PAGING, *_FILTERS)))
        limit = queries.number(request, "limit", 1, queries.MOST, queries.PAGE)
        offset = queries.number(request, "offset", 0, _FURTHEST)
        order = queries.one_of(request, "order", _ORDERS)
        brief = queries.flag(request, "brief")
        after = _after(request)
        if after is not None and (offset is not None or order == "rating"):
            hint = "an order by rating is paged by offset" if offset is None else None
            raise Problem(422, "invalid_parameter", "cursor: not with offset or rating", hint)
        sought = _sought(request)

        def looked() -> models.Artifacts:
            found = self._gallery.seek(
                sought, after=after, offset=offset or 0, limit=limit, order=order
            )
            last = found[-1][1] if len(found) == limit and order != "rating" else None
            return models.Artifacts(
                artifacts=self._views.listed([id for id, _ in found], brief=brief),
                next=f"{last[0]}-{last[1]}" if last else None,
            )

        return answer(await self._service.read(looked))

    async def count(self, request: Request) -> Response:
        queries.check(request, tuple(each.name for each in _FILTERS))
        sought = _sought(request)
        counts = await self._service.read(lambda: self._gallery.count(sought))
        return answer(
            models.ArtifactCounts(
                total=counts.total, media=counts.media, generators=counts.generators
            )
        )

    async def change(self, request: Request) -> Response:
        asked = await bodies.read(request, models.ArtifactsChange)
        change = Change(
            asked.rating, tuple(asked.add_tags), tuple(asked.remove_tags), asked.trashed
        )
        changed = await self._service.write(lambda: self._gallery.change(asked.ids, change))
        return answer(models.ArtifactsChanged(changed=changed))

    async def tags(self, request: Request) -> Response:
        return answer(models.Tags(tags=await self._service.read(self._gallery.tags)))

    async def trashed(self, request: Request) -> Response:
        count, size = await self._service.read(self._gallery.trashed)
        return answer(models.Trash(count=count, size=size))

    async def empty(self, request: Request) -> Response:
        await self._service.write(self._gallery.empty)
        return await self.trashed(request)


def _after(request: Request) -> tuple[int, int] | None:
    cursor = request.query_params.get("cursor")
    if cursor is None:
        return None
    if not _PLACE.fullmatch(cursor):
        raise Problem(422, "invalid_parameter", "cursor: expected `next` of a page")
    run, _, item = cursor.partition("-")
    return int(run), int(item)


def _sought(request: Request) -> Sought:
    ids = queries.text(request, "ids", 4000) if "ids" in request.query_params else None
    wanted = None if ids is None else tuple(part for part in ids.split(",") if part)
    if ids is not None and not re.fullmatch(r"[0-9a-z,-]*", ids):
        raise Problem(422, "invalid_parameter", "ids: expected ids of artifacts, with commas")
    if wanted is not None and len(wanted) > _IDS:
        raise Problem(422, "invalid_parameter", f"ids: {len(wanted)} are more than {_IDS}")
    colour = queries.text(request, "colour", 6)
    if "colour" in request.query_params and not re.fullmatch("[0-9a-fA-F]{6}", colour):
        raise Problem(422, "invalid_parameter", "colour: expected rrggbb, such as 2060ff")
    return Sought(
        query=queries.text(request, "q"),
        medium=queries.text(request, "medium", 200) or None,
        generator=queries.text(request, "generator", 200) or None,
        rating=queries.number(request, "rating", 1, 5),
        tag=queries.text(request, "tag", 200) or None,
        since=queries.moment(request, "since"),
        until=queries.moment(request, "until"),
        trash=queries.flag(request, "trash"),
        colour=colour or None,
        collection=queries.text(request, "collection", 200) or None,
        sheet=queries.sheet(request),
        run=queries.text(request, "run", 200) or None,
        ids=wanted,
    )
