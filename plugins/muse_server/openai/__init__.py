"""The surface that programs written for OpenAI's API speak, below `/v1`.

Its clients find pictures, texts, sound and animations under the paths and in the shapes that they
know; Muse's own fields come as further fields of the body (`extra_body` of the Python client).
"""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from muse_server.openai import chat, edits, images, models, provenance, sound, videos
from muse_server.openai.errors import edge
from muse_server.problems import Problem
from muse_server.service import Service

PREFIX = "/v1"

_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


def routes(service: Service) -> list[BaseRoute]:
    """Return what is below the prefix."""
    known: list[tuple[str, str]] = []
    found: list[BaseRoute] = []
    for part in (images, edits, chat, sound, videos, provenance, models):
        for method, path, handler in part.handlers(service):
            known.append((method, path))
            found.append(Route(path, edge(handler), methods=[method]))

    async def unknown(request: Request) -> Response:
        path = f"/{request.path_params['path']}"
        others = sorted({method for method, known_path in known if known_path == path})
        asked = f"{request.method} {PREFIX}{path}"[:200]
        if others:
            hint = f"it takes {', '.join(others)}"
            raise Problem(405, "wrong_method", f"there is no {asked}", hint)
        raise Problem(404, "unknown_url", f"there is no {asked}")

    found.append(Route("/{path:path}", edge(unknown), methods=_METHODS))
    return [Mount(PREFIX, routes=found)]
