"""Where files come from: those that somebody drops, and artifacts."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from muse.errors import NotFound
from muse_server import checking
from muse_server.native.models.verdicts import Verdict
from muse_server.native.replies import Operation, answer, route
from muse_server.service import Service


def routes(service: Service) -> list[BaseRoute]:
    """Return the routes of verdicts."""

    async def verify(request: Request) -> Response:
        file = await checking.form_of(service, request)
        return answer(Verdict(**await checking.upload(service, request, file)))

    async def verdict(request: Request) -> Response:
        library, id = service.host.library, request.path_params["id"]
        _, made = await service.read(lambda: library.find_exactly(id))
        if not made.files:
            raise NotFound(f"{made.id} has no files")
        first = made.files[0]
        path = await service.read(lambda: library.path_of(first))
        if path is None:
            raise NotFound(f"the file of {made.id} is gone", hint="make it again")
        return answer(Verdict(**await checking.of(service, request, path, path.name)))

    wrong = (413, 415, 422, 500, 503, 504)
    return [
        route("POST", "/verify", verify, Operation(
            "Say where one file comes from: signed by whom, changed since, or marked.",
            {200: Verdict}, body="multipart/form-data", wrong=wrong,
        )),
        route("GET", "/artifacts/{id}/verdict", verdict, Operation(
            "Say what the first file of an artifact tells of where it comes from.",
            {200: Verdict}, wrong=(404, *wrong),
        )),
    ]  # fmt: skip
