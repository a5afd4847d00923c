"""Muse's own API, below `/api/v1`: everything that the studio uses."""

from starlette.routing import BaseRoute, Mount

from muse_server.native import (
    artifacts,
    collections,
    desk,
    exporting,
    gallery,
    generators,
    machine,
    openapi,
    previews,
    recipes,
    runs,
    session,
    showing,
    uploads,
    verifying,
)
from muse_server.service import Service

PREFIX = "/api/v1"


def routes(service: Service) -> list[BaseRoute]:
    """Return what is below the prefix."""
    parts = [
        generators,
        runs,
        previews,
        gallery,
        artifacts,
        showing,
        recipes,
        verifying,
        exporting,
        collections,
        desk,
        uploads,
        session,
    ]
    own = [route for part in (*parts, machine) for route in part.routes(service)]
    return [Mount(PREFIX, routes=[*own, *openapi.routes(service, own)])]
