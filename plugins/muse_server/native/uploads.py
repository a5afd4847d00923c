"""Files that somebody hands in, kept by their hash."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from muse_server import bodies
from muse_server.native import models
from muse_server.native.replies import Operation, answer, route
from muse_server.problems import Problem
from muse_server.service import Service


def routes(service: Service) -> list[BaseRoute]:
    """Return the route of uploads."""

    async def keep(request: Request) -> Response:
        form = await bodies.form_of(request, service.settings.upload, service.host.library.folder)
        files = [v for values in form.values() for v in values if isinstance(v, bodies.Upload)]
        if not files:
            raise Problem(422, "no_file", "the form has no file")
        kept = [await service.keep_upload(file) for file in files]
        return answer(models.Uploads(uploads=[models.Upload(**each) for each in kept]), 201)

    operation = Operation(
        "Hand in files; each is then the value of a field that takes one.",
        {201: models.Uploads},
        body="multipart/form-data",
        wrong=(413, 415, 422),
    )
    return [route("POST", "/uploads", keep, operation)]
