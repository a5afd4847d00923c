"""Runs: asked for, looked at, cancelled, watched."""

import re
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from muse_server import bodies, sse
from muse_server.native import models, queries
from muse_server.native.replies import Operation, Parameter, answer, route
from muse_server.native.views import Views
from muse_server.problems import Problem
from muse_server.service import Service, Wanted, client, request_id

_STATES = ("queued", "running", "done", "failed", "cancelled")
_PAGING = (
    Parameter(
        "limit", {"type": "integer", "minimum": 1, "maximum": queries.MOST}, "How many at most."
    ),
    Parameter("cursor", {"type": "string", "pattern": "^[0-9]{1,18}$"}, "`next` of a page."),
)
_STATE = Parameter("state", {"type": "string"}, f"Some of {', '.join(_STATES)}, with commas.")
_SHEET = Parameter("sheet", {"type": "string", "pattern": queries.SHEET}, "Those made for it.")
_KEY = Parameter(
    "Idempotency-Key",
    {"type": "string", "pattern": "^[!-~]{1,200}$"},
    "The same key and request within 24 h are one run.",
)
_AFTER = {"type": "integer", "minimum": 0, "maximum": 2**31}


def routes(service: Service) -> list[BaseRoute]:
    """Return the routes of runs."""
    runs = _Runs(service)
    one = {200: models.Run}
    return [
        route("POST", "/runs", runs.ask, Operation(
            "Ask for a run; it is on the disk when this is answered.",
            {202: models.Run}, body=models.RunAsked, headers=(_KEY,), wrong=(404, 422, 429, 503),
        )),
        route("POST", "/check", runs.check, Operation(
            "Read a request as a run would, and make nothing.",
            {200: models.Checked}, body=models.RunAsked, wrong=(404, 422, 503),
        )),
        route("GET", "/runs", runs.list, Operation(
            "List runs, the newest first.", {200: models.Runs}, wrong=(422,),
            query=(*_PAGING, _STATE, _SHEET),
        )),
        route("GET", "/runs/{id}", runs.get, Operation("Return a run.", one, wrong=(404,))),
        route("PATCH", "/runs/{id}", runs.change, Operation(
            "Change the priority of a run that waits.", one, body=models.RunChange,
            wrong=(404, 409, 422),
        )),
        route("POST", "/runs/{id}/cancel", runs.cancel, Operation(
            "Cancel a run; what it made stays.", one, wrong=(404,)
        )),
        route("POST", "/runs/{id}/retry", runs.retry, Operation(
            "Queue a run that failed or was cancelled again.", one, wrong=(404, 409)
        )),
        route("GET", "/runs/{id}/events", runs.events, Operation(
            "Stream what a run tells, as server-sent events; Last-Event-ID goes on after one.",
            {200: "text/event-stream"}, wrong=(404, 422),
            query=(
                Parameter("after", _AFTER, "As Last-Event-ID."),
                Parameter("data", {"type": "boolean"}, "false leaves out the bytes of previews."),
            ),
        )),
    ]  # fmt: skip


class _Runs:
    def __init__(self, service: Service) -> None:
        self._service = service
        self._views = Views(service)

    async def ask(self, request: Request) -> Response:
        asked = await bodies.read(request, models.RunAsked)
        key = request.headers.get("idempotency-key")
        if key is not None and not re.fullmatch(r"[!-~]{1,200}", key):
            raise Problem(422, "invalid_key", "Idempotency-Key: expected 1 to 200 visible letters")
        job = await self._service.submit(
            Wanted(
                target=asked.target,
                fields=asked.condition,
                formats=tuple(asked.formats),
                priority=asked.priority,
                client=client(request),
                request=request_id(request),
                key=key,
                sheet=asked.sheet,
                commercial=asked.commercial,
                rights=asked.whose,
            )
        )
        place = f"{request.scope.get('root_path', '')}/runs/{job.id}"
        return answer(await self._views.run(job), 202, {"location": place})

    async def check(self, request: Request) -> Response:
        asked = await bodies.read(request, models.RunAsked)
        wanted = Wanted(
            asked.target,
            asked.condition,
            tuple(asked.formats),
            commercial=asked.commercial,
            rights=asked.whose,
        )
        return answer(models.Checked(**await self._service.check(wanted)))

    async def list(self, request: Request) -> Response:
        queries.check(request, ("limit", "cursor", "state", "sheet"))
        limit = queries.number(request, "limit", 1, queries.MOST, queries.PAGE)
        before = queries.number(request, "cursor", 0, 10**18)
        states = queries.choice(request, "state", _STATES)
        sheet = queries.sheet(request)
        jobs = self._service.jobs
        found = await self._service.read(
            lambda: jobs.listed(states=states, before=before, limit=limit, sheet=sheet)
        )
        return answer(
            models.Runs(
                runs=[await self._views.run(job) for job in found],
                counts=await self._service.read(jobs.count),
                next=str(found[-1].seq) if len(found) == limit else None,
            )
        )

    async def get(self, request: Request) -> Response:
        return answer(await self._views.run(await self._service.job(request.path_params["id"])))

    async def change(self, request: Request) -> Response:
        change = await bodies.read(request, models.RunChange)
        id = request.path_params["id"]
        job = await self._service.write(lambda: self._service.jobs.prioritise(id, change.priority))
        return answer(await self._views.run(job))

    async def cancel(self, request: Request) -> Response:
        job = await self._service.cancel(request.path_params["id"])
        return answer(await self._views.run(job))

    async def retry(self, request: Request) -> Response:
        id = request.path_params["id"]
        job = await self._service.write(lambda: self._service.jobs.retry(id))
        self._service.changes.wake()
        return answer(await self._views.run(job))

    async def events(self, request: Request) -> Response:
        queries.check(request, ("after", "data"))
        whole = queries.flag(request, "data", default=True)
        last = request.headers.get("last-event-id", "")
        after = queries.number(request, "after", 0, 2**31, 0)
        if re.fullmatch(r"\d{1,9}", last, re.ASCII):
            after = int(last)
        job = await self._service.job(request.path_params["id"])

        async def told() -> AsyncIterator[bytes]:
            async for event in self._service.events(job.id, after):
                data = event.data
                if not whole and event.kind == "preview":
                    data = {key: value for key, value in data.items() if key != "data"}
                yield sse.event(data, kind=event.kind, id=event.seq)

        return sse.answer(told())
