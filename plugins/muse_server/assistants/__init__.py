"""MCP: Muse as tools and resources of assistants, over `/mcp` and `muse mcp`.

The SDK `mcp` is imported at the first call alone: it takes a second and some 60 MB.
"""

from starlette.routing import BaseRoute, Route

from muse_server.assistants.endpoint import Endpoint
from muse_server.service import Service


def routes(service: Service) -> list[BaseRoute]:
    """Return the route of MCP's streamable HTTP; a stream beside the answers isn't offered."""
    return [Route("/mcp", Endpoint(service), methods=["POST"])]
