"""Previews of a run as bytes with an address of their own, so that a page can show them."""

import binascii
import re
from base64 import b64decode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from muse.errors import NotFound
from muse_server import files
from muse_server.native.replies import Operation, route
from muse_server.service import Service


def routes(service: Service) -> list[BaseRoute]:
    """Return the route of previews."""

    async def preview(request: Request) -> Response:
        job = await service.job(request.path_params["id"])
        number = request.path_params["seq"]
        after = int(number) - 1 if re.fullmatch(r"[1-9]\d{0,8}", number, re.ASCII) else 2**31
        found = await service.read(lambda: service.jobs.events(job, after, 1))
        if not found or found[0].seq != after + 1 or found[0].kind != "preview":
            raise NotFound(
                f"event {number[:10]} of {job.id} is no preview, or is gone",
                hint="previews are kept for a day",
            )
        data = found[0].data
        try:
            content = b64decode(data["data"], validate=True)
        except (KeyError, TypeError, binascii.Error):
            raise NotFound(f"event {number} of {job.id} has no bytes") from None
        media_type = str(data.get("media_type", ""))
        known = re.fullmatch(r"[\w.+-]+/[\w.+-]+", media_type, re.ASCII)
        return files.small(request, content, media_type if known else "application/octet-stream")

    operation = Operation(
        "Return the bytes of a preview, by the number of its event.",
        {200: "application/octet-stream", 304: None},
        wrong=(404,),
    )
    return [route("GET", "/runs/{id}/events/{seq}/preview", preview, operation)]
